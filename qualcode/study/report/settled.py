"""Which of a report's quotes a person settled, and which a rule chose that nobody has looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.model.facts import Facts
from qualcode.model.report import Report
from qualcode.model.wording import plural
from qualcode.model.writing import Chapter
from qualcode.study.results.results import Results


def with_quotes(facts: Facts, results: Results, chapters: Sequence[Chapter]) -> Facts:
    """The facts with how many quotes these chapters print, and how many of those a person settled."""
    printed = [quote.id for chapter in chapters for quote in chapter.quotes]
    return replace(facts, n_printed=len(printed), n_kept=sum(map(results.editing.is_settled, printed)))


def quotes_to_read(results: Results, report: Report) -> str:
    """Say how many quotes of the report a rule chose and nobody settled, and where to look; empty where none is."""
    printed = [quote for chapter in report.chapters for quote in chapter.quotes]
    n_open = sum(not results.editing.is_settled(quote.id) for quote in printed)
    if not n_open:
        return ""
    return (
        f"{n_open:,} of {plural(len(printed), 'quote')} in it were chosen by rule and nobody has said *keep*: one may "
        "speak against what it stands under. Read them with what was said around: `qualcode quotes --to quotes.xlsx`"
    )
