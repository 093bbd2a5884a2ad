"""Open a coder's session on a study, find what they name, and settle one suggestion without the screen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.coding import Mark, Suggestion, Verdict
from qualcode.model.document import Segment
from qualcode.model.hits import LEARNED, RULES, suggestion_id
from qualcode.model.journal import ReadMark
from qualcode.model.table import Basis, Row, Table, listing
from qualcode.model.voice import Voice
from qualcode.review.library import Item, Library
from qualcode.review.likely_wording import said_of
from qualcode.review.queue import Order, Wanted, assigned_to, queue
from qualcode.review.session import Session
from qualcode.review.standing import Target
from qualcode.study.naming import named_code
from qualcode.study.review.coders import spelled
from qualcode.study.who_read import assignments, readers_of

if TYPE_CHECKING:
    from qualcode.review.queue import Wanted
    from qualcode.review.resolve import Disagreement
    from qualcode.study.study import Study


def open_session(
    study: Study,
    coder: str,
    *,
    blind: bool = False,
    suggestions: bool = True,
    guesses: bool = True,
    library: Library | None = None,
) -> Session:
    """Open what there is to review for one coder; `blind` to what others decided, or without the rules' suggestions.

    `guesses` is whether what is learned is there too; `library` is what there is to review where that was gathered
    already.
    """
    log = study.store.log
    return Session(
        log,
        library or open_library(study, suggestions=suggestions, guesses=guesses),
        coder=coder,
        blind=blind,
        read=log.read_marks(coder=coder) if coder else (),
    )


def open_library(study: Study, *, suggestions: bool = True, guesses: bool = True) -> Library:
    """Gather what there is to review; what is learned only where there are to be `guesses`."""
    store = study.store
    segmented = list(store.documents.segmented())
    proposed = [
        found
        for document, _ in (segmented if suggestions else ())
        for found in store.suggestions.of(document.id, guesses=guesses)
    ]
    return Library.of(
        segmented,
        proposed,
        study.codebook(),
        roster=study.roster(),
        assigned=assignments(study),
        redirects=store.log.redirects(),
        earlier=store.documents.segmented_versions,
    )


def keep_read(study: Study, session: Session, segments: Iterable[Segment], codebook_sha256: str) -> None:
    """Keep that the coder of a session has read passages for every code that a codebook has."""
    study.store.log.mark_read(
        ReadMark(
            coder=session.coder,
            segment_id=segment.id,
            document_id=segment.document_id,
            document_sha256=session.library.documents[segment.document_id].sha256,
            codebook_sha256=codebook_sha256,
        )
        for segment in segments
    )


def find_item(session: Session, suggestion_id: str) -> Item:
    """Find the suggestion of that id. Raises UsageError where there is none."""
    try:
        return session.item(suggestion_id)
    except KeyError:
        raise UsageError(
            f"{suggestion_id}: no such suggestion", hint="`qualcode suggestions` lists them with their ids"
        ) from None


def find_on_passage(session: Session, segment_id: str, code: str) -> Item:
    """Find a code on a passage, suggested or not. Raises UsageError where there is no such passage or code."""
    library = session.library
    segment = library.segments.get(segment_id)
    if segment is None:
        raise UsageError(f"{segment_id}: no such passage", hint="it is written kii-03:128, interview and number")
    return session.at(Target(segment.document_id, segment_id, named_code(code, library.codebook)))


def decide(
    study: Study,
    coder: str,
    id: str,
    verdict: Verdict,
    *,
    code: str = "",
    marks: Collection[Mark] = (),
    note: str = "",
) -> Target:
    """Settle a suggestion of that id or, where a code is named, that code on the passage of that id.

    Raises UsageError for what the screen does not offer, either.
    """
    session = open_session(study, coder)
    item = find_on_passage(session, id, code) if code else find_item(session, id)
    _expect_decidable(session, item, verdict, marks)
    session.decide(item, verdict, marks=tuple(marks), note=note)
    return item.target


def _expect_decidable(session: Session, item: Item, verdict: Verdict, marks: Collection[Mark]) -> None:
    from qualcode.review.library import is_informants

    code_id, segment_id = item.target.code_id, item.target.segment_id
    if verdict is Verdict.WITHDRAW:
        if item.decision is None or item.decision.verdict is Verdict.WITHDRAW:
            raise UsageError(
                f"{session.coder} has decided nothing on {code_id} at {segment_id} that could be taken back",
                hint=f"`qualcode log --coder {session.coder}` shows what was decided",
            )
    elif not is_informants(session.library, item.segment):
        raise UsageError(
            f"{segment_id}: only what informants say is coded", hint="`qualcode roles` puts right who speaks where"
        )
    if marks and verdict not in (Verdict.ACCEPT, Verdict.ADD):
        raise UsageError("a mark needs a code on the passage", hint="give it with accept or add")


def suggestions_of(
    study: Study, *, coder: str = "", code: str = "", document: str = "", decided: bool = False, recode: bool = False
) -> Table:
    """List what is left for a coder, each suggestion with its id; with `recode`, passages whose code was split."""
    from qualcode.model.naming import did_you_mean

    code = named_code(code, study.codebook()) if code else ""
    if document and document not in (known := study.store.documents.ids()):
        raise UsageError(f"{document}: no such interview", hint=did_you_mean(document, known))
    session = open_session(study, spelled(study, coder))
    order = Order.RECODE if recode else Order.DOCUMENT
    items = queue(session, Wanted(order=order, code_id=code, document_id=document, decided=decided))
    listed = [item for item in items if item.suggestion or item.recodes]
    by_others = any(
        piece.suggester not in RULES for item in listed if item.suggestion for piece in item.suggestion.evidence
    )
    labels = ("Id", "Where", "Code", "Evidence", *(("Suggested by",) if by_others else ()), "Flags", "Passage")
    rows = (_row(item, by_others) for item in listed)
    return listing("suggestions", "Suggestions", labels, rows, basis=Basis.SUGGESTIONS)


def _row(item: Item, with_suggester: bool) -> Row:
    proposed, id = item.suggestion, suggestion_id(*item.target)
    suggesters = dict.fromkeys(piece.suggester for piece in proposed.evidence) if proposed else ()
    cells = (
        id,
        item.target.segment_id,
        item.target.code_id,
        ", ".join(dict.fromkeys(piece.text for piece in proposed.evidence)) if proposed else "",
        *((", ".join(suggesters),) if with_suggester else ()),
        ", ".join(proposed.flags) if proposed else "",
        item.segment.text,
    )
    return Row(cells=cells, facts=_facts(proposed), key=id)


def _facts(proposed: Suggestion | None) -> Mapping[str, object]:
    """Who proposes it, by which rules and how surely, for programs."""
    evidence = proposed.evidence if proposed else ()
    guessed = any(piece.suggester == LEARNED for piece in evidence)
    return {
        "suggesters": sorted({piece.suggester for piece in evidence}),
        "rules": list(dict.fromkeys(piece.rule for piece in evidence)),
        "score": proposed.score if proposed else None,
        "said": said_of(proposed.score) if proposed and guessed else "",
    }


def understood(study: Study, wanted: Wanted) -> Wanted:
    """Replace names in `wanted` by the study's spelling. Raises UsageError for an unknown document, type or code."""
    if wanted.document_id:
        study.store.documents.get(wanted.document_id)
    types = {type_.casefold(): type_ for type_ in study.roster().informant_types}
    if wanted.informant_type and wanted.informant_type.casefold() not in types:
        there = ", ".join(types.values())
        raise UsageError(f"{wanted.informant_type}: no such type of informant", hint=f"there are: {there}")
    return replace(
        wanted,
        code_id=named_code(wanted.code_id, study.codebook()) if wanted.code_id else "",
        informant_type=types.get(wanted.informant_type.casefold(), ""),
    )


def say_why_empty(session: Session, wanted: Wanted, voice: Voice) -> None:
    """Say why there is nothing to decide, and what may be done instead."""
    what, instead = _why_empty(session, wanted)
    voice.note(what)
    if instead:
        voice.note(instead)


def _why_empty(session: Session, wanted: Wanted) -> tuple[str, str]:
    library, coder = session.library, session.coder
    if wanted.order is Order.CHANGED:
        return f"nothing that {coder} decided or read has changed since the codebook was edited", ""
    if wanted.order is Order.RECODE:
        return "no code was split of which passages are still to be sorted", ""
    if not library.suggestions and not wanted.whole:
        return "the codebook's rules propose nothing", "--whole goes through every passage without them"
    if queue(session, replace(wanted, decided=True)):
        alone = "" if session.blind else "what others decided is not asked again; --blind asks for all of it"
        if assigned_to(session, wanted):
            return (
                f"nothing is left for {coder} in the interviews given to them",
                "--all-interviews opens the rest",
            )
        return f"nothing is left for {coder} to decide there", alone
    return (
        "nothing fits",
        "leave out --code, --document or --type, or add --whole to read passages without a suggestion",
    )


def disputed_in(study: Study, library: Library, *, code: str = "", document: str = "") -> list[Disagreement]:
    """Find what coders disagree on, of one code with those under it or of one interview where they are named."""
    from qualcode.review.reanchor import reanchored
    from qualcode.review.resolve import resolve

    found = resolve(
        reanchored(study.store.log.decisions(), library.documents, library.segments, earlier=library.earlier),
        library.documents.values(),
        codebook=library.codebook,
        redirects=library.redirects,
        readers=readers_of(study).with_proposed(study.store.suggestions.hits()),
    ).disputed
    family = library.codebook.family(code) if code else frozenset()
    return [
        each
        for each in found
        if (not code or each.target.code_id in family) and document in ("", each.target.document_id)
    ]
