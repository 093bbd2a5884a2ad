"""`qualcode table`: the tables that not every study needs."""

from __future__ import annotations

from qualcode.cli.declare import flag, option, text
from qualcode.cli.options import ByGroup, FigureOptions, GroupOptions, Levels, WithChart
from qualcode.cli.parts import new_app

app = new_app(help="Show a further table: words for counts, saturation, themes that appear together, and more.")
app.info.no_args_is_help = True


@app.command("quantifiers")
def quantifiers_command(figures: GroupOptions, by: ByGroup = "informant_type", levels: Levels = 0) -> None:
    """Show the word a report may use for each count: all, most, several, one.

    By the study's scale (settings: quantifiers); below five informants counts in words: all three, two of three.
    """
    with figures.study() as study:
        figures.write(study, figures.results(study).quantifiers(by, levels=levels, **figures.scope()))


@app.command("saturation")
def saturation_command(
    figures: FigureOptions,
    base: int = option("--base", "Interviews that make the base; 4 to 6 are usual.", 4, min=1),
    run: int = option("--run", "Interviews that are looked at together; 2 or 3.", 2, min=1),
    threshold: float = option(
        "--threshold", "Share of new codes that counts as none; 0.05 or 0.", 0.05, min=0.0, max=0.99
    ),
    chart: WithChart = False,
) -> None:
    """Show the codes each interview was the first to raise, and when few new ones came.

    Interviews in the order of their dates, else of the list of informants; beside it what other orders would have
    shown. After Guest, Namey and Chen (2020).
    """
    with figures.study() as study:
        table = figures.results(study).saturation(base=base, length=run, threshold=threshold, **figures.scope())
        figures.write(study, table, chart=chart)


@app.command("cooccurrence")
def cooccurrence_command(
    figures: FigureOptions,
    within: str = option("--within", "passage or interview.", "passage"),
    code: str = text("--code", "Only pairs with this theme."),
    least: int = option("--least", "Only pairs found together so often.", 1, min=1),
    jaccard: bool = flag("--jaccard", "How often they do, of all places with either; programs always get it."),
    levels: Levels = 0,
    chart: WithChart = False,
) -> None:
    """Show which themes appear together, in one passage or in one interview.

    Counts places where one informant raised both, and those with either.
    """
    jaccard = jaccard or not figures.for_reading
    with figures.study() as study:
        count = figures.results(study).cooccurrence
        table = count(within=within, code=code, least=least, levels=levels, jaccard=jaccard, **figures.scope())
        figures.write(study, table, chart=chart)


@app.command("matrix")
def matrix_command(
    figures: FigureOptions,
    passages: bool = flag("--passages", "Numbers of passages instead of 0 and 1."),
    levels: Levels = 0,
) -> None:
    """Show who raised what: a row per informant and interview, a column per theme, 1 where it was raised.

    For the study's team: a row is a person. `--format csv` gives a sheet to filter in Excel.
    """
    cells = "passages" if passages else "presence"
    with figures.study() as study:
        figures.write(study, figures.results(study).matrix(cells=cells, levels=levels, **figures.scope()))


@app.command("evidence")
def evidence_command(figures: GroupOptions, by: ByGroup = "informant_type") -> None:
    """Show for each evaluation question who bears it out, in whose words, and what speaks against it.

    A code names its question in the codebook (`question: EQ2`). findings.yaml, where there is one, puts the findings
    first: id, statement, question, codes. How strong the evidence is stays for a person to judge.
    """
    with figures.study() as study:
        figures.write(study, figures.results(study).evidence(by, **figures.scope()))
