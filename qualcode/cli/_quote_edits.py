"""What editors do to quotes: kept with the study, checked against the informant's words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from qualcode.cli._counting import Counted
from qualcode.cli._quoting import select
from qualcode.errors import UsageError
from qualcode.model.coding import Coding
from qualcode.model.edits import Edit, QuoteChange, apply_edits, derive_edits
from qualcode.model.journal import EventKind, new_event
from qualcode.model.quote import Quote
from qualcode.tables.editing import id_of


def edit_quote(counted: Counted, id: str, edited: str) -> str:
    """Keep an edited text of a quote; returns it as it will be printed.

    Raises UsageError where a word outside brackets is not the informant's.
    """
    coding = _coding(counted, id)
    derived = derive_edits(coding.text, edited)
    if derived is None:
        raise UsageError(
            f"{id} ({coding.segment_id}): the text does not come from the informant's words",
            hint="[…] leaves words out, [words] puts yours in, [sic] marks an error; all else as it was said",
        )
    verbatim = coding.text[derived.start : derived.end]
    edits = [[edit.start, edit.end, edit.words] for edit in derived.edits]
    keep(counted, coding, QuoteChange.EDIT, {"verbatim": verbatim, "edits": edits})
    return apply_edits(verbatim, derived.edits)


def translate_quote(counted: Counted, id: str, translation: str, *, translator: str, date: str) -> None:
    """Keep a person's translation of a quote as it stands now; the original stays what is checked.

    Raises UsageError where nothing is translated, by nobody, or on no day.
    """
    _check_translation(translation, translator, date)
    coding = _coding(counted, id)
    quote = find_quote(counted, id)
    edits = [[edit.start, edit.end, edit.words] for edit in _own_edits(counted, coding)]
    said = f"{translator}, {date}" if date else translator
    detail = {"verbatim": quote.verbatim, "edits": edits, "translation": translation.strip(), "translated": said}
    keep(counted, coding, QuoteChange.TRANSLATE, detail)


def _check_translation(translation: str, translator: str, date: str) -> None:
    if not translation.strip():
        raise UsageError("the translation is empty", hint="`qualcode quotes restore` prints the quote in its own words")
    if not translator.strip():
        raise UsageError("a translation is somebody's", hint='name them: --by "A. Karim"')
    try:
        _ = date and datetime.date.fromisoformat(date)
    except ValueError:
        raise UsageError(f"{date!r} is no date", hint="write it as 2024-05-06") from None


def settle_quote(counted: Counted, id: str, change: QuoteChange, *, reason: str = "") -> None:
    """Pin a quote, drop it, let it be chosen freely again, or give it back its own words."""
    keep(counted, _coding(counted, id), change, {"reason": reason} if reason else {})


def find_quote(counted: Counted, id: str) -> Quote:
    """The quote of that id as it stands now."""
    for quote in select(counted, everything=True).quotes:
        if quote.id == id:
            return quote
    raise UsageError(f"{id}: that passage cannot be quoted", hint="`qualcode quotes --all` lists those that can")


def keep(counted: Counted, coding: Coding, change: QuoteChange, detail: Mapping[str, object]) -> None:
    """Note what was done to the quote of a coding."""
    said = {"quote": id_of(coding), "change": change.value, **detail}
    counted.study.project.add_event(new_event(EventKind.QUOTE, coding.segment_id, said))


def _own_edits(counted: Counted, coding: Coding) -> tuple[Edit, ...]:
    from qualcode.tables.editing import read_editing

    wording = read_editing(counted.study.project.events(EventKind.QUOTE)).wording(coding)
    return wording.edits if wording else ()


def _coding(counted: Counted, id: str) -> Coding:
    for coding in counted.codings:
        if id_of(coding) == id:
            return coding
    raise UsageError(f"{id}: no such quote", hint="`qualcode quotes --all` shows each with its id")
