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


def with_quotes(facts: Facts, results: Results, chapters: Sequence[Chapter], surveyed: Sequence[Quote] = ()) -> Facts:
    """The facts with how many quotes these chapters print and how many stand beside the answers of a survey.

    With it how many of all those a person settled.
    """
    printed = {quote.id for chapter in chapters for quote in chapter.quotes}
    beside = {quote.id for quote in surveyed} - printed
    n_kept = sum(map(results.editing.is_settled, printed | beside))
    return replace(facts, n_printed=len(printed), n_beside_survey=len(beside), n_kept=n_kept)


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
