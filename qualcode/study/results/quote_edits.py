"""What editors do to quotes: kept with the study, checked against the informant's words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.coding import Coding
from qualcode.model.edits import Edit, QuoteChange, apply_edits, derive_edits
from qualcode.model.journal import Event, EventKind, new_event
from qualcode.model.quote import Quote
from qualcode.study.results.quotes import select_and_check
from qualcode.tables.editing import Wording, id_of

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


def edit_quote(study: Study, results: Results, id: str, edited: str) -> str:
    """Keep an edited text of a quote; returns it as it will be printed.

    Raises UsageError where a word outside brackets is not the informant's.
    """
    coding = _coding(results, id)
    worded = wording_of(coding, edited)
    keep(study, coding, QuoteChange.EDIT, as_kept(worded))
    return apply_edits(worded.verbatim, worded.edits)


def wording_of(coding: Coding, edited: str) -> Wording:
    """The stretch of a coding that an edited text takes, and its edits; UsageError where it does not come from it."""
    derived = derive_edits(coding.text, edited)
    if derived is None:
        raise UsageError(
            f"{id_of(coding)} ({coding.segment_id}): the text does not come from the informant's words",
            hint="[…] leaves words out, [words] puts yours in, [sic] marks an error; all else as it was said",
        )
    return Wording(verbatim=coding.text[derived.start : derived.end], edits=derived.edits)


def as_kept(wording: Wording) -> dict[str, object]:
    """A wording as its event keeps it."""
    edits = [[edit.start, edit.end, edit.words] for edit in wording.edits]
    said = {"translation": wording.translation, "translated": wording.translated} if wording.translation else {}
    return {"verbatim": wording.verbatim, "edits": edits, **said}


def translate_quote(study: Study, results: Results, id: str, translation: str, *, translator: str, date: str) -> None:
    """Keep a person's translation of a quote as it stands now; the original stays what is checked.

    Raises UsageError where nothing is translated, by nobody, or on no day.
    """
    check_translation(translation, translator, date)
    coding = _coding(results, id)
    quote = find_quote(results, id)
    wording = Wording(
        verbatim=quote.verbatim,
        edits=_own_edits(results, coding),
        translation=translation.strip(),
        translated=f"{translator}, {date}" if date else translator,
    )
    keep(study, coding, QuoteChange.TRANSLATE, as_kept(wording))


def check_translation(translation: str, translator: str, date: str) -> None:
    """Raise UsageError where nothing is translated, by nobody, or on no day."""
    if not translation.strip():
        raise UsageError("the translation is empty", hint="`qualcode quotes restore` prints the quote in its own words")
    if not translator.strip():
        raise UsageError("a translation is somebody's", hint='name them: --by "A. Karim"')
    try:
        _ = date and datetime.date.fromisoformat(date)
    except ValueError:
        raise UsageError(f"{date!r} is no date", hint="write it as 2024-05-06") from None


def settle_quote(study: Study, results: Results, id: str, change: QuoteChange, *, reason: str = "") -> None:
    """Pin a quote, drop it, let it be chosen freely again, or give it back its own words."""
    keep(study, _coding(results, id), change, {"reason": reason} if reason else {})


def order_quote(study: Study, results: Results, id: str, place: int) -> None:
    """Give a quote its place among those on its theme, from 1 on; 0 takes it back."""
    keep(study, _coding(results, id), QuoteChange.ORDER, {"order": place})


def find_quote(results: Results, id: str) -> Quote:
    """The quote of that id as it stands now."""
    for quote in select_and_check(results, everything=True)[0].quotes:
        if quote.id == id:
            return quote
    raise UsageError(f"{id}: that passage cannot be quoted", hint="`qualcode quotes --all` lists those that can")


def keep(study: Study, coding: Coding, change: QuoteChange, detail: Mapping[str, object]) -> None:
    """Note what was done to the quote of a coding."""
    study.store.log.add_event(quote_event(coding, change, detail))


def quote_event(coding: Coding, change: QuoteChange, detail: Mapping[str, object] = MappingProxyType({})) -> Event:
    """What was done to the quote of a coding, to be kept."""
    said = {"quote": id_of(coding), "change": change.value, **detail}
    return new_event(EventKind.QUOTE, coding.segment_id, said)


def _own_edits(results: Results, coding: Coding) -> tuple[Edit, ...]:
    wording = results.editing.wording(coding)
    return wording.edits if wording else ()


def _coding(results: Results, id: str) -> Coding:
    for coding in results.codings:
        if id_of(coding) == id:
            return coding
    raise UsageError(f"{id}: no such quote", hint="`qualcode quotes --all` shows each with its id")
