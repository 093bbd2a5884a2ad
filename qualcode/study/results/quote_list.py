"""Every quote of a study to be settled in one go: which are printed, in what order, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.coding import Coding
from qualcode.model.document import Document, Role, Segment
from qualcode.model.edits import QuoteChange
from qualcode.model.journal import Event
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.study.naming import named_family
from qualcode.study.results.quote_edits import as_kept, check_translation, quote_event, wording_of
from qualcode.study.results.quotes import select_and_check
from qualcode.tables.editing import Wording, id_of

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

_DATED = re.compile(r"(.*), (\d\S*)")
NEIGHBOURS = 60
"""Words shown of what was said before a quote, and after it."""
PRINT = {"keep": QuoteChange.PIN, "drop": QuoteChange.DROP, "next": QuoteChange.NEXT, "": QuoteChange.RELEASE}
"""What may be said of a quote: always printed, never, never but the next one instead; chosen freely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteAnswer:
    """What a person says of a quote, or what stands there now."""

    print: str = ""
    """One of `PRINT`."""
    order: str = ""
    """Its place among the quotes on the theme: 1, 2 …"""
    words: str = ""
    """As printed: the informant's own, `[…]` for a cut, `[words]` for an insertion; empty: chosen again."""
    translation: str = ""
    translated: str = ""
    """Who translated it, and where it is known when: `A. Karim, 2024-05-06`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A quote with what was said before and after it, and what is settled of it."""

    quote: Quote
    before: str
    after: str
    answer: QuoteAnswer


def quotes_to_settle(
    study: Study, results: Results, *, code: str = "", informant_type: str = "", everything: bool = False
) -> list[QuoteRow]:
    """The quotes that would be printed, or all there are, and those that are dropped, theme by theme."""
    family = named_family(code, results.codebook)
    quotes = [
        quote
        for quote in (*select_and_check(results, everything=everything)[0].quotes, *_left_out(results))
        if quote.code_id in family and informant_type.casefold() in ("", quote.informant_type.casefold())
    ]
    place = {each.id: number for number, each in enumerate(results.codebook.codes)}
    types = list(dict.fromkeys(results.labels.values()))
    quotes.sort(key=lambda quote: (place.get(quote.code_id, 0), types.index(quote.informant_type)))
    around = _around(study, quotes)
    return [
        QuoteRow(quote=quote, before=around[quote.id][0], after=around[quote.id][1], answer=_answer(quote, results))
        for quote in quotes
    ]


def settle_quotes(
    study: Study, results: Results, before: Mapping[str, QuoteAnswer], now: Mapping[str, QuoteAnswer]
) -> dict[str, str]:
    """Keep what people say of quotes, by their ids; `before` is what stood there when they were asked.

    All that can be kept is kept in one go. Returns by id why a quote stays as it was.
    """
    codings = {id_of(coding): coding for coding in results.codings}
    events: list[Event] = []
    refused: dict[str, str] = {}
    for id_, answer in now.items():
        try:
            events += _events(codings[id_], before[id_], answer)
        except KeyError:
            refused[id_] = "there is no such quote any more: write a new list"
        except UsageError as error:
            refused[id_] = f"{error.message} ({error.hint})" if error.hint else error.message
    study.store.log.add_events(events)
    return refused


def _left_out(results: Results) -> tuple[Quote, ...]:
    """The quotes that editors dropped, to be taken back."""
    editing = results.editing
    dropped = editing.dropped | editing.passed
    if not dropped:
        return ()
    freely = replace(results, editing=replace(editing, dropped=frozenset(), passed=frozenset()))
    return tuple(quote for quote in select_and_check(freely, everything=True)[0].quotes if quote.id in dropped)


def _answer(quote: Quote, results: Results) -> QuoteAnswer:
    editing = results.editing
    said = {"keep": editing.pinned, "drop": editing.dropped, "next": editing.passed}
    return QuoteAnswer(
        print=next((what for what, ids in said.items() if quote.id in ids), ""),
        order=str(editing.order.get(quote.id, "")),
        words=" ".join(quote.text.split()),
        translation=" ".join(quote.translation.split()),
        translated=quote.translated,
    )


def _around(study: Study, quotes: Sequence[Quote]) -> dict[str, tuple[str, str]]:
    """By quote, what was said before and after it: the rest of its passage, and the passages beside that."""
    by_document: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_document.setdefault(quote.document_id, []).append(quote)
    found = {}
    for document, segments in study.store.documents.segmented(by_document):
        beside = _beside(segments)
        for quote in by_document[document.id]:
            start, end = beside.get(quote.segment_id, (quote.start, quote.end))
            found[quote.id] = (_words(document, start, quote.start, last=True), _words(document, quote.end, end))
    return {quote.id: found.get(quote.id, ("", "")) for quote in quotes}


def _beside(segments: Sequence[Segment]) -> dict[str, tuple[int, int]]:
    """By passage, where the one before it begins and the one after it ends."""
    found = {segment.id: (segment.start, segment.end) for segment in segments}
    for before, after in pairwise(segments):
        found[after.id] = (before.start, found[after.id][1])
        found[before.id] = (found[before.id][0], after.end)
    return found


def _words(document: Document, start: int, end: int, *, last: bool = False) -> str:
    """What is said there, the first or the last words of it, and who says it where that is no informant."""
    words: list[str] = []
    for turn in document.turns:
        said = document.text[max(start, turn.start) : min(end, turn.end)].split()
        if said and turn.role is not Role.INFORMANT:
            words.append(f"{turn.role.capitalize()}:")
        elif said and words:
            words.append("–")
        words += said
    if len(words) <= NEIGHBOURS:
        return " ".join(words)
    return " ".join(["…", *words[-NEIGHBOURS:]] if last else [*words[:NEIGHBOURS], "…"])


def _events(coding: Coding, before: QuoteAnswer, now: QuoteAnswer) -> Iterator[Event]:
    """What has to be kept so that it is as somebody says now. Raises UsageError where it cannot be."""
    worded = (now.words, now.translation, now.translated) != (before.words, before.translation, before.translated)
    change, wording = _worded(coding, now) if worded else (QuoteChange.RESTORE, None)
    if now.print != before.print:
        if now.print not in PRINT:
            raise UsageError(f"{now.print}: a quote is keep, drop or next, or chosen freely where that is empty")
        yield quote_event(coding, PRINT[now.print])
    if now.order != before.order:
        yield quote_event(coding, QuoteChange.ORDER, {"order": _place(now.order)})
    if worded:
        yield quote_event(coding, change, as_kept(wording) if wording else {})


def _place(order: str) -> int:
    if not order:
        return 0
    if not order.isdecimal() or not 0 < int(order) < 1000:
        raise UsageError(f"{order}: no place among the quotes", hint="1 for the first, 2 for the second")
    return int(order)


def _worded(coding: Coding, now: QuoteAnswer) -> tuple[QuoteChange, Wording | None]:
    if now.translation:
        if not now.translated:
            raise UsageError("a translation is somebody's: write who translated it beside it")
        dated = _DATED.fullmatch(now.translated)
        check_translation(now.translation, *(dated.groups() if dated else (now.translated, "")))
        if not now.words:
            raise UsageError("a translation is of the informant's words, and they are empty")
        wording = replace(wording_of(coding, now.words), translation=now.translation, translated=now.translated)
        return QuoteChange.TRANSLATE, wording
    if not now.words:
        return QuoteChange.RESTORE, None
    return QuoteChange.EDIT, wording_of(coding, now.words)
