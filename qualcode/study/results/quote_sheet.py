"""All quotes as a spreadsheet to fill in: a row each with what was said around it, written and taken in again."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.nouns import dataclass
from qualcode.model.ticks import Refused, TickList, TickRow
from qualcode.model.wording import plural
from qualcode.study.folder import expect_new_sheet
from qualcode.study.results.quote_list import PRINT, QuoteAnswer, QuoteRow, quotes_to_settle, settle_quotes
from qualcode.study.ticked import TicksTaken, read_back, taken

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

COLUMNS = ("Quote", "Before", "After", "Theme", "Type", "Printed under it", "Where")
QUESTIONS = {
    "print": "Print",
    "order": "Order",
    "words": "Words",
    "translation": "Translation",
    "translated": "Translated by",
}
"""What is asked of each quote, by the field of `QuoteAnswer` it fills."""
HELP = (
    "A row for each quote that a report would print, and for those that were dropped; with --all for every quote.",
    "Print: keep (always), drop (never, and nothing in its place), next (never: the next one instead). Empty: chosen "
    "freely.",
    "Order: 1 for the first quote on its theme, 2 for the second; those without a number come after.",
    "Words: the quote as printed. Leave out words at its ends, or write […] where you cut inside it, [words] for "
    "yours, [sic]; all else must be the informant's own, from the same passage. Empty: the quote is chosen again.",
    "Translation: printed in place of the words. Translated by: name, or name and date as in A. Karim, 2024-05-06.",
    "Take it in with: qualcode quotes --from FILE.xlsx. What is printed then: qualcode quotes.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """What came back of a list."""

    answers: dict[str, QuoteAnswer]
    changed: dict[str, tuple[int, str, str]]
    refused: list[Refused]
    n_rows: int
    n_deleted: int


def write_quotes(
    study: Study, results: Results, path: Path, *, code: str = "", informant_type: str = "", everything: bool = False
) -> None:
    """Write the quotes that would be printed, or all there are, as a spreadsheet to fill in."""
    from qualcode.reports.tick_list import write_tick_list

    expect_new_sheet(path, "a list to fill in", "qualcode quotes --from")
    rows = quotes_to_settle(study, results, code=code, informant_type=informant_type, everything=everything)
    if not rows:
        study.voice.note("there are no quotes: no list was written")
        return
    first, *beside = _lists(study, rows)
    write_tick_list(first, path, *beside, secret=study.store.facts.secrets()[0])
    study.voice.note(f"{plural(len(rows), 'quote')} written to {path}; it holds words of the interviews")
    study.voice.note(f"Fill it in, save it, then: qualcode quotes --from {path}")


def read_quotes(study: Study, results: Results, path: Path) -> TicksTaken:
    """Take in a list of quotes that was filled in."""
    rows = quotes_to_settle(study, results, everything=True)
    filled = _filled_in(study, path, rows)
    why = settle_quotes(study, results, {row.quote.id: row.answer for row in rows}, filled.answers)
    refused = [
        *filled.refused,
        *(Refused(line=filled.changed[id_][0], about=filled.changed[id_][1], why=why[id_]) for id_ in why),
    ]
    changed = [each for id_, each in filled.changed.items() if id_ not in why]
    lines = {row.line for row in refused}
    return taken(
        path,
        "quotes",
        changed,
        refused,
        n_unchanged=filled.n_rows - len(changed) - len(lines),
        n_deleted=filled.n_deleted,
    )


def _lists(study: Study, rows: Sequence[QuoteRow]) -> list[TickList]:
    """A list per question, of the same rows."""
    id_ = uuid.uuid4().hex[:16]
    return [
        TickList(
            kind="quotes",
            id=id_,
            study=study.store.facts.setting("study"),
            columns=COLUMNS,
            question=question,
            answers=tuple(filter(None, PRINT)) if name == "print" else (),
            rows=tuple(_row(row, getattr(row.answer, name)) for row in rows),
            n_rows=len(rows),
            help=HELP,
        )
        for name, question in QUESTIONS.items()
    ]


def _row(row: QuoteRow, answer: str) -> TickRow:
    quote = row.quote
    shown = (" ".join(quote.verbatim.split()), row.before, row.after, quote.theme, quote.informant_type)
    return TickRow(id=quote.id, shown=(*shown, quote.attribution, quote.segment_id), answer=answer, written=answer)


def _filled_in(study: Study, path: Path, rows: Sequence[QuoteRow]) -> _Filled:
    """What a list says anew: by quote all its answers as they are to be, where one of them changed."""
    from qualcode.model.ticks import take_in_ticks

    known = {row.quote.id: row.answer for row in rows}
    answers: dict[str, QuoteAnswer] = {}
    changed: dict[str, tuple[int, str, str]] = {}
    refused: dict[int, Refused] = {}
    ids: set[str] = set()
    n_deleted = 0
    for field, today in zip(fields(QuoteAnswer), _lists(study, rows), strict=True):
        came_back = read_back(study, path, today)
        ids.update(row.id for row in came_back.rows if row.id)
        ticked = take_in_ticks(came_back, today, str, secrets=study.store.facts.secrets())
        n_deleted = ticked.n_deleted
        where = {row.line: row.shown[-1] for row in came_back.rows}
        for each in ticked.refused:
            refused.setdefault(each.line, replace(each, about=where[each.line]))
        for row in ticked.changed:
            answers[row.id] = replace(answers.get(row.id, known[row.id]), **{field.name: row.answer})
            what = f"{today.question.lower()}: {row.answer or 'taken back'}"
            said = f"{changed[row.id][2]}; {what}" if row.id in changed else what
            changed[row.id] = (row.line, row.shown[-1], said)
    lines = refused.keys()
    torn = {id_ for id_, (line, _, _) in changed.items() if line in lines}
    return _Filled(
        answers={id_: answer for id_, answer in answers.items() if id_ not in torn},
        changed={id_: each for id_, each in changed.items() if id_ not in torn},
        refused=list(refused.values()),
        n_rows=len(ids),
        n_deleted=n_deleted,
    )
