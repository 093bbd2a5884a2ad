"""Which of a report's quotes a person settled, and which a rule chose that nobody has looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.model.facts import Facts
from qualcode.model.quote import Quote
from qualcode.model.report import Report
from qualcode.model.wording import plural
from qualcode.model.writing import Chapter
from qualcode.study.results.results import Results


def with_quotes(
    facts: Facts,
    results: Results,
    findings: Sequence[Chapter],
    annexed: Sequence[Chapter],
    surveyed: Sequence[Quote] = (),
) -> Facts:
    """The facts with how many quotes stand with the findings, in an annex and beside the answers of a survey.

    With it how many of the selected and of the printed ones a person settled.
    """
    printed, further = ({quote.id for each in chapters for quote in each.quotes} for chapters in (findings, annexed))
    further -= printed
    beside = {quote.id for quote in surveyed} - printed - further
    settled = results.editing.is_settled
    return replace(
        facts,
        n_chosen=sum(settled(quote.id) for quote in results.selection.quotes),
        n_printed=len(printed),
        n_annexed=len(further),
        n_beside_survey=len(beside),
        n_kept=sum(map(settled, printed | further | beside)),
    )


def quotes_to_read(results: Results, report: Report) -> str:
    """Say how many quotes of the report a rule chose and nobody settled, and where to look; empty where none is."""
    in_text = {quote.id for chapter in report.chapters for quote in chapter.quotes}
    printed = in_text | {quote.id for quote in report.in_tables}
    n_open = sum(not results.editing.is_settled(id) for id in printed)
    if not n_open:
        return ""
    return (
        f"{n_open:,} of {plural(len(printed), 'quote')} in it were chosen by rule and nobody has said *keep*: one may "
        "speak against what it stands under. Read them with what was said around: `qualcode quotes --to quotes.xlsx`"
    )
