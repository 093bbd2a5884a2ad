"""What a coder wants to go through: whether the study has it, and why nothing of it is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.voice import Voice
from qualcode.review.queue import Order, Wanted, queue
from qualcode.review.session import Session
from qualcode.study.naming import named_code

if TYPE_CHECKING:
    from qualcode.study.study import Study


def understood(study: Study, wanted: Wanted) -> Wanted:
    """What is wanted, spelled as in the study; UsageError where it has no such document, type or code."""
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
        return f"nothing is left for {coder} to decide there", alone
    return (
        "nothing fits",
        "leave out --code, --document or --type, or add --whole to read passages without a suggestion",
    )
