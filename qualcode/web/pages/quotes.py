"""The quotes of the report, theme by theme: why each was chosen; keep it, drop it, shorten it, translate it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urlencode

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.model.coding import Coding
from qualcode.model.edits import QuoteChange
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.table import Basis
from qualcode.review.wording import code_name, path_of
from qualcode.study.recordings import recording_files
from qualcode.study.results.quote_edits import edit_quote, order_quote, settle_quote, translate_quote
from qualcode.study.results.quotes import check_verbatim, select_and_check
from qualcode.study.results.results import Results
from qualcode.tables.editing import id_of
from qualcode.web.answering import answered
from qualcode.web.colours import places
from qualcode.web.visit import Visit, first, see_other

SAID = {
    QuoteChange.PIN: "the quote is always printed",
    QuoteChange.DROP: "the quote is never printed, and its place stays empty",
    QuoteChange.NEXT: "the next one takes its place",
    QuoteChange.ORDER: "the quote has its place",
    QuoteChange.RELEASE: "the quote may be chosen again",
    QuoteChange.RESTORE: "the quote has its own words again",
    QuoteChange.EDIT: "the quote is printed so",
    QuoteChange.TRANSLATE: "the translation is printed in its place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme with quotes."""

    code_id: str
    name: str
    place: int | str
    depth: int
    n: int
    """How many are selected."""


def quotes(visit: Visit) -> Response:
    """The selection of one theme, and what else could be quoted under it."""
    if not visit.visitor.coder:
        return see_other("/name")
    results = visit.room.results(visit.visitor)
    dropped = list(_dropped(results))
    themes = list(_themes(results, {each.code_id for each in dropped}))
    code_id = first(visit.query, "code") or (themes[0].code_id if themes else "")
    chosen = [quote for quote in results.selection.quotes if quote.code_id == code_id]
    others: list[Quote] = []
    if visit.query.get("others"):
        ids = {quote.id for quote in chosen}
        everything = select_and_check(results, everything=True)[0].quotes
        others = [quote for quote in everything if quote.code_id == code_id and quote.id not in ids]
    check_verbatim(visit.room.study, [*chosen, *others])
    quoted = {quote.document_id for quote in (*chosen, *others)}
    return visit.page(
        "quotes.html",
        "quotes",
        themes=themes,
        code_id=code_id,
        title=path_of(results.codebook, code_id) if code_id else "Quotes",
        by_type=_by_type(chosen),
        others=others,
        has_recording={*recording_files(visit.room.study, quoted, roster=results.roster)},
        shows_others=bool(visit.query.get("others")),
        dropped=[(id_of(each), each.segment_id) for each in dropped if each.code_id == code_id],
        editing=results.editing,
        is_reviewed=results.basis is not Basis.SUGGESTIONS,
        own=_address(code_id),
    )


def change(visit: Visit) -> Response:
    """Do with a quote what its buttons say."""
    study, results = visit.room.study, visit.room.results(visit.visitor)
    id, action = first(visit.form, "quote"), first(visit.form, "action")
    if action not in [each.value for each in QuoteChange]:
        raise UsageError("nothing that is done with quotes", hint=f"there are: {', '.join(QuoteChange)}")
    made = QuoteChange(action)
    text = " ".join(visit.form.get("text", "").split())
    if made is QuoteChange.EDIT:
        edit_quote(study, results, id, text)
    elif made is QuoteChange.TRANSLATE:
        translator = first(visit.form, "by") or visit.visitor.coder
        translate_quote(study, results, id, text, translator=translator, date=first(visit.form, "date"))
    elif made is QuoteChange.ORDER:
        place = first(visit.form, "place")
        order_quote(study, results, id, int(place) if place.isdecimal() else 0)
    else:
        settle_quote(study, results, id, made, reason=first(visit.form, "reason"))
    return answered(visit, f"✓ saved: {SAID[made]}", f"{_address(first(visit.form, 'code'))}#{id}")


def _address(code_id: str) -> str:
    return f"/quotes?{urlencode({'code': code_id})}"


def _themes(results: Results, dropped: Collection[str]) -> Iterator[Theme]:
    """The themes with quotes, also those of which quotes were only dropped."""
    of = places(results.codebook)
    counts: dict[str, int] = {}
    for quote in results.selection.quotes:
        counts[quote.code_id] = counts.get(quote.code_id, 0) + 1
    for code in results.codebook.codes:
        if code.id in counts or code.id in dropped:
            name, depth = code_name(results.codebook, code.id), len(results.codebook.ancestors(code.id))
            yield Theme(code_id=code.id, name=name, place=of[code.id], depth=depth, n=counts.get(code.id, 0))


def _by_type(quotes: Iterable[Quote]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for quote in quotes:
        found.setdefault(quote.informant_type, []).append(quote)
    return found


def _dropped(results: Results) -> Iterator[Coding]:
    """The codings of which no quote is ever printed."""
    if never := results.editing.dropped | results.editing.passed:  # the ids of all take long
        yield from (coding for coding in results.codings if id_of(coding) in never)
