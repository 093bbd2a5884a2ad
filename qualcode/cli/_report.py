"""The report of a study, put together from its tables and written in every format asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcode import __version__
from qualcode.cli._counting import Counted, count
from qualcode.cli._quoting import select
from qualcode.cli._reporting import counted as in_words
from qualcode.cli._say import Voice
from qualcode.cli._study import Study
from qualcode.cli._tables import frequencies_of
from qualcode.model.table import Basis, Figure, Passage, Quote, Report, Table
from qualcode.tables.behind import Trail

FORMATS = (".xlsx", ".html", ".docx")


def write_reports(study: Study, voice: Voice, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write the study's report; returns the files."""
    from qualcode.reports import REPORT_WRITERS

    report = make_report(study, voice)
    study.project.record_figures({figure.id: figure.spec for table in report.tables for figure in table.figures()})
    written = []
    for suffix in voice.progress(formats, len(formats), "Writing the report"):
        path = study.folder / "reports" / f"report{suffix}"
        REPORT_WRITERS[suffix](report, path)
        written.append(path)
    return written


def make_report(study: Study, voice: Voice) -> Report:
    """Tables by informant type and by each grouping, quotes, a chart, and what made them."""
    from qualcode.privacy.minimum_cell import cell_warnings
    from qualcode.tables.pictures import prevalence_chart
    from qualcode.tables.quotes import quotes_table

    counted = count(study)
    settings = study.settings
    tables = [frequencies_of(counted)]
    tables += [_renamed(frequencies_of(counted, by=grouping), grouping) for grouping in settings.groupings]
    quotes = select(counted).quotes
    replaced = sum(quote.names_replaced for quote in quotes)
    if replaced:
        voice.note(f"{in_words(replaced, 'name')} and places in quotes replaced by words in square brackets")
    for warning in cell_warnings(
        counted.roster, settings.groupings, settings.privacy.minimum_cell, settings.privacy.allowed
    ):
        voice.note(warning)
    return Report(
        title=study.name,
        tables=(*tables, quotes_table(quotes, basis=counted.basis)),
        basis=counted.basis,
        provenance=tuple(_provenance(counted)),
        passages=_quotes_behind((figure for table in tables for figure in table.figures()), counted, quotes),
        quotes=tuple(quotes),
        charts=(prevalence_chart(tables[0]),),
        codebook=counted.codebook,
        date=_last_change(counted),
    )


def _renamed(table: Table, grouping: str) -> Table:
    from dataclasses import replace

    return replace(table, name=f"{table.name}_{grouping}")


def _quotes_behind(
    figures: Iterable[Figure], counted: Counted, quotes: Sequence[Quote]
) -> dict[str, tuple[Passage, ...]]:
    """The selected quotes that stand behind each figure."""
    trail = Trail(counted.codings, counted.roster, counted.codebook, reviewed=counted.reviewed)
    by_coding = {quote.coding_id: quote for quote in quotes}
    return {
        figure.id: tuple(
            Passage(text=quote.printed, attribution=quote.attribution, code_id=quote.code_id)
            for coding in trail.codings(figure.spec)
            if (quote := by_coding.get(coding.id)) is not None
        )
        for figure in figures
    }


def _provenance(counted: Counted) -> Iterable[tuple[str, str]]:
    coders = sorted({coding.coder for coding in counted.codings if coding.coder})
    yield "qualcode", __version__
    yield "Figures are counted from", "decisions" if counted.basis is Basis.CODINGS else "suggestions, not reviewed"
    yield "Codebook", f"{counted.codebook.name} {counted.codebook.version}".strip()
    yield "Codebook sha256", counted.codebook.sha256
    yield "Interviews", str(len(counted.documents))
    yield "Informants", str(len(counted.roster.informants))
    if coders:
        yield "Coders", ", ".join(coders)


def _last_change(counted: Counted) -> str:
    """The date of the last decision, else of the last import: the same study gives the same report."""
    project = counted.study.project
    moments = [decision.decided_at for decision in project.decisions()] or [run["ran_at"] for run in project.runs()]
    return max(moments, default="")[:10]
