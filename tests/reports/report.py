"""A report on the small study, and one full of hostile text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.model.codebook import Code, Codebook
from qualcode.model.quote import Quote
from qualcode.model.report import Audience, Passage, Report
from qualcode.model.table import Basis, Column, Figure, Row, Table
from qualcode.model.writing import Block, Chapter, Look, plain
from qualcode.reports.pieces import plain_tables
from qualcode.reports.terminal import ids_table
from qualcode.tables.attribution import attributions
from qualcode.tables.behind import Trail, passages_behind
from qualcode.tables.chart_data import prevalence_chart
from qualcode.tables.frequencies import theme_frequencies
from qualcode.tables.quote_tables import quotes_table
from qualcode.tables.quotes import select_quotes
from qualcode.tables.scope import Scope
from tests.tables.study import CODEBOOK, CODINGS, ROSTER, excerpts_of

HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}",
    "\x1b]0;owned\x07\x1b[31mred",
    "[/b] [bold]not bold[/bold] [sic] [due to donors' priorities]",
    "before\u202egnirts\u202cafter \u2066x\u2069",
    "null\x00byte \x85 next",
    "a | b `code` *stars* [link](javascript:alert(1))",
    "\u0627\u0644\u062a\u0645\u0648\u064a\u0644 \u0642\u0644\u064a\u0644",
    "https://example.org/click",
    "\ud800 lone",
    "long " * 8000,
)


def _under_themes(quotes: Sequence[Quote]) -> Iterator[Block]:
    for quote in quotes:
        yield plain(quote.theme, look=Look.LABEL)
        yield quote


def with_chapters(report: Report) -> Report:
    """The report with a chapter for everything it holds, in the order in which formats for programs hold it."""
    tables = tuple(table for table in report.tables if table.name != "quotes")
    ids = tuple(replace(ids_table(table), name=f"{table.name} ids") for table in tables)
    chapters = (
        Chapter(heading="Introduction", blocks=tuple(plain(text) for text in report.introduction)),
        Chapter(heading="Tables", blocks=(*tables, *report.charts)),
        Chapter(heading="Quotes", blocks=tuple(_under_themes(report.quotes)), shows="quotes"),
        Chapter(heading="Method", level=2, blocks=tuple(plain(text) for text in report.method)),
        Chapter(heading="Annexes", blocks=(*plain_tables(report), *ids)),
    )
    return replace(report, chapters=chapters, quote_ids={quote.id: quote.id for quote in report.quotes})


def make_report(
    *, basis: Basis = Basis.SUGGESTIONS, audience: Audience = Audience.CLIENT, draft: bool = False
) -> Report:
    frequencies = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(basis=basis))
    quotes = select_quotes(CODINGS, ROSTER, CODEBOOK, excerpts=excerpts_of()).quotes
    return with_chapters(
        Report(
            title="What local organisations do",
            tables=(frequencies, quotes_table(quotes, basis=basis)),
            basis=basis,
            provenance=(("qualcode", "0.1.0"), ("Codebook", "Small 1 (cccccccc)")),
            passages=passages_behind(frequencies.figures(), Trail(CODINGS, ROSTER, CODEBOOK), attributions(ROSTER)),
            introduction=("Eight people were interviewed.",),
            quotes=quotes,
            charts=(prevalence_chart(frequencies),),
            codebook=CODEBOOK,
            method=("Two coders read every interview.",),
            checklist=(("20", "Data saturation", "Reached after six interviews."),),
            audience=audience,
            draft=draft,
            date="2026-03-04",
        )
    )


def hostile_report(texts: tuple[str, ...] = HOSTILE) -> Report:
    """Every text in every place that a person's words or names can reach."""
    columns = tuple(
        Column(key=f"c{place}", label=text[:200], numeric=place == 1) for place, text in enumerate(("Row", "k", *texts))
    )
    rows = tuple(
        Row(
            cells=(
                text,
                Figure(
                    spec={"measure": "n_passages", "code": text[:50]}, value=1, of=2, shown="1 of 2", aside=text[:200]
                ),
                *texts,
            ),
            key=text[:50],
        )
        for text in texts
    )
    table = Table(name=texts[0][:40], title=texts[0][:200], columns=columns, rows=rows, notes=texts)
    quotes = tuple(
        Quote(text=text, attribution=text[:200], code_id="a", theme=text[:200], informant_type=text[:200])
        for text in texts
    )
    figures = {figure.id: figure for figure in table.figures()}
    passages = {id: tuple(Passage(text=text, attribution=text, code_id="a") for text in texts) for id in figures}
    return with_chapters(
        Report(
            title=texts[0][:200],
            tables=(table, quotes_table(quotes)),
            basis=Basis.CODINGS,
            provenance=tuple((text[:200], text) for text in texts),
            passages=passages,
            introduction=texts,
            quotes=quotes,
            codebook=Codebook(
                name="x",
                codes=tuple(Code(id=f"c{place}", name=text[:200], definition=text) for place, text in enumerate(texts)),
            ),
            method=texts,
            checklist=tuple(("1", text[:200], text) for text in texts),
        )
    )


PLACES = (
    "title",
    "introduction",
    "column",
    "cell",
    "aside",
    "note",
    "quote",
    "attribution",
    "theme",
    "method",
    "code",
    "definition",
    "item",
    "answer",
    "source",
    "version",
)
"""Everything of a report that each format writes."""


def in_place(place: str) -> str:
    """A word that stands in one place of a report and nowhere else."""
    return f"{place}mark"


def marked_report() -> Report:
    """A report with a word of its own in every place."""
    mark = {place: in_place(place) for place in PLACES}
    figure = Figure(spec={"measure": "n_passages"}, value=1, of=2, shown="1 of 2", aside=mark["aside"])
    table = Table(
        name="themes",
        title="Themes",
        columns=(Column(key="theme", label=mark["column"]), Column(key="n", label="n", numeric=True)),
        rows=(Row(cells=(mark["cell"], figure)),),
        notes=(mark["note"],),
    )
    quote = Quote(
        text=mark["quote"], attribution=mark["attribution"], code_id="a", theme=mark["theme"], informant_type="CSO"
    )
    return with_chapters(
        Report(
            title=mark["title"],
            tables=(table, quotes_table((quote,))),
            basis=Basis.UNFINISHED,
            provenance=((mark["source"], mark["version"]),),
            introduction=(mark["introduction"],),
            quotes=(quote,),
            codebook=Codebook(name="x", codes=(Code(id="a", name=mark["code"], definition=mark["definition"]),)),
            method=(mark["method"],),
            checklist=(("1", mark["item"], mark["answer"]),),
            progress="1 of 2 suggestions decided.",
        )
    )
