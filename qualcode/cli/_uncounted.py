"""What people decided or informants said that no table counts: told under the tables, listed by `status`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qualcode.model.document import Document, Role
from qualcode.model.place import Found
from qualcode.model.table import Column, Row, Table
from qualcode.model.wording import plural

if TYPE_CHECKING:
    from qualcode.review.resolve import Resolution

_AGAIN = "decide it again in `qualcode review`"
_WHY = {
    Found.EDITED: ("its words were changed in the transcript", _AGAIN),
    Found.AMBIGUOUS: ("its words stand in several places of the transcript now", _AGAIN),
    Found.LOST: ("its words are gone from the transcript", "code them by hand where they went, if they did"),
}


def uncounted_table(resolution: Resolution | None) -> Table | None:
    """Every decision that does not count, with the reason and what can be done; None where all do."""
    rows = tuple(_rows(resolution)) if resolution else ()
    if not rows:
        return None
    labels = ("Where", "Code", "Coder", "Why it does not count", "What to do")
    return Table(
        name="uncounted",
        title="Decisions that do not count",
        columns=tuple(Column(key=label.lower().replace(" ", "_"), label=label) for label in labels),
        rows=rows,
        notes=("Nothing is deleted: each is kept, and counts again once its reason is put right.",),
    )


def _rows(resolution: Resolution) -> Iterator[Row]:
    found = [
        (decision.anchor.segment_id, decision.code_id, decision.coder, *_WHY[how])
        for decision, how in resolution.displaced
    ]
    for coding in resolution.of_others:
        why, hint = "its words are no informant's", f"if they are: qualcode roles {coding.document_id}"
        found.append((coding.segment_id, coding.code_id, coding.coder, why, hint))
    for coding in resolution.unattributed:
        why, hint = "nobody knows which informant says its words", f"say it: qualcode roles {coding.document_id}"
        found.append((coding.segment_id, coding.code_id, coding.coder, why, hint))
    for *others, last in resolution.conflicts:
        why = f"{last.coder} decided otherwise in another copy of the study: {last.verdict}"
        found += [(each.anchor.segment_id, each.code_id, each.coder, why, _AGAIN) for each in others]
    return (Row(cells=cells, key=cells[0]) for cells in found)


def uncounted_notes(resolution: Resolution | None, documents: Iterable[Document]) -> list[str]:
    """What stands under a table of whatever it leaves out: numbers alone, for the table may go to a client."""
    notes = []
    if resolution:
        for number, why in (
            (len(resolution.displaced), "whose words were changed or are gone in a corrected transcript"),
            (len(resolution.of_others), "on words that are no informant's"),
            (len(resolution.unattributed), "on words of whom nobody knows which informant says them"),
            (len(resolution.conflicts), "that the same coder made otherwise in another copy of the study"),
        ):
            if number:
                notes.append(f"Not counted: {plural(number, 'decision')} {why} (`qualcode status --uncounted`).")
    turns = {
        document.id: sum(turn.role is Role.INFORMANT and turn.informant_id is None for turn in document.turns)
        for document in documents
    }
    if total := sum(turns.values()):
        where = plural(sum(bool(number) for number in turns.values()), "interview")
        notes.append(
            f"Not counted: {plural(total, 'turn')} in {where} of informants whom the list does not name "
            "(`qualcode roles`)."
        )
    return notes
