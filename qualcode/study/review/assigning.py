"""Give interviews to coders, and take them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.document import Role
from qualcode.model.journal import EventKind, new_event
from qualcode.model.naming import did_you_mean
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.review.coders import spellings
from qualcode.study.who_read import assignments

if TYPE_CHECKING:
    from qualcode.study.study import Study


def assign(study: Study, coders: Iterable[str], *, share: float, seed: int, documents: Sequence[str] = ()) -> None:
    """Give coders a random share of the interviews of every type, or the documents named; what they have stays."""
    from qualcode.review.assign import choose_documents

    coders = _spelled(study, coders)
    if not coders:
        return
    if len(coders) < 2 and not documents:
        raise UsageError("agreement needs two coders", hint="name both: --coder amal --coder omar")
    known = study.store.documents.ids()
    for name in documents:
        if name not in known:
            raise UsageError(f"{name}: no such interview", hint=did_you_mean(name, known))
    given = set(assignments(study))
    chosen = list(documents) or choose_documents(_types(study), share, seed=seed)
    new = [(coder, document_id) for document_id in chosen for coder in coders if (coder, document_id) not in given]
    for coder, document_id in new:
        detail = {"coder": coder, "share": share, "seed": seed} if not documents else {"coder": coder}
        _record(study, document_id, detail)
    study.voice.note(
        f"{plural(len(chosen), 'interview')} of {len(known)} for {' and '.join(coders)}, each to code alone"
        if new
        else "nothing new: they have these interviews already"
    )


def take_back(study: Study, coders: Iterable[str], documents: Sequence[str]) -> None:
    """Take interviews back from coders; what they decided stays."""
    coders = _spelled(study, coders)
    having = {coder for coder, _ in assignments(study)}
    for name in coders:
        if name not in having:
            raise UsageError(f"{name}: no interview was given to them", hint=did_you_mean(name, having))
    for coder, document_id in assignments(study):
        if coder in coders and (not documents or document_id in documents):
            _record(study, document_id, {"coder": coder, "withdrawn": True})


def assignment_table(study: Study) -> Table:
    """List the interviews that were given to several coders, and how far each is."""
    given: dict[str, list[str]] = {}
    for coder, document_id in assignments(study):
        given.setdefault(document_id, []).append(coder)
    types = _types(study)
    decided: dict[tuple[str, str], set[str]] = {}
    for decision in study.store.log.decisions():
        decided.setdefault((decision.coder, decision.anchor.document_id), set()).add(decision.anchor.segment_id)
    rows = tuple(
        Row(
            cells=(
                document_id,
                ", ".join(sorted(types[document_id])),
                ", ".join(
                    f"{coder} ({plural(len(decided.get((coder, document_id), ())), 'passage')})"
                    for coder in sorted(coders)
                ),
            ),
            key=document_id,
        )
        for document_id in types
        if (coders := given.get(document_id))
    )
    return listing(
        "assignments",
        "Interviews that several coders code, each alone",
        ("Document", "Type", "Coders"),
        rows,
        notes=("In brackets: passages the coder has decided something on.",) if rows else ("None yet.",),
    )


def _spelled(study: Study, names: Iterable[str]) -> tuple[str, ...]:
    """Spell coders as the study knows them, each once; blank names are left out."""
    return tuple(dict.fromkeys(spellings(study, filter(str.strip, names)).values()))


def _types(study: Study) -> Mapping[str, frozenset[str]]:
    """Find the types of the informants who speak in each document."""
    type_of = {person.id: person.informant_type for person in study.roster().informants}
    return {
        document.id: frozenset(
            type_of.get(person, "(not in the list of informants)")
            for turn in document.turns
            if turn.role is Role.INFORMANT
            for person in turn.informants or ("",)
        )
        for document in study.store.documents.all()
    }


def _record(study: Study, document_id: str, detail: Mapping[str, object]) -> None:
    study.store.log.add_event(new_event(EventKind.ASSIGN, document_id, detail))
