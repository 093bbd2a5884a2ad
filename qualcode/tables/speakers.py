"""Who speaks in interviews: a row per speaker, or per turn of one interview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.document import Document, Role, Segment
from qualcode.model.label_answer import MAY_BE
from qualcode.model.table import Row, Table, listing

NO_LABEL = "(no label)"
HOW = (
    'Put right with: qualcode roles DOCUMENT "SPEAKER 1"=interviewer "Dana"=cso-1. A label is '
    f"{MAY_BE}; nothing behind the = takes a correction back."
)


def speakers_table(documents: Sequence[Document], why: Mapping[tuple[str, str, Role], str]) -> Table:
    """List each speaker of each interview: the role, how much they say, and how it was found.

    `why` says how the role of a speaker was found, by document id, label and role.
    """
    return listing(
        "roles",
        "Speakers",
        ("Document", "Speaker", "Role", "Informant", "Turns", "Words", "How it was told"),
        (row for document in documents for row in _speakers(document, why)),
        numeric=("Turns", "Words"),
        notes=(HOW,),
    )


def _speakers(document: Document, why: Mapping[tuple[str, str, Role], str]) -> Iterator[Row]:
    counts: dict[tuple[str, Role, tuple[str, ...]], list[int]] = {}
    for turn in document.turns:
        held = counts.setdefault((turn.speaker, turn.role, turn.informants), [0, 0])
        held[0] += 1
        held[1] += document.n_words(turn)
    for (speaker, role, people), (turns, words) in counts.items():
        told = why.get((document.id, speaker, role), "")
        whose = _whose(role, people)
        cells = (document.id, speaker or NO_LABEL, role.value, whose, turns, words, told)
        yield Row(cells=cells, key=document.id)


def turns_table(document: Document, segments: Sequence[Segment]) -> Table:
    """List every turn of one interview with its first passage, so that single turns can be put right."""
    first: dict[int, str] = {}
    for segment in segments:
        first.setdefault(segment.turn, segment.id)
    return listing(
        "turns",
        document.id,
        ("Where", "Speaker", "Role", "Informant", "Words"),
        (
            Row(
                cells=(
                    first[turn.ordinal],
                    turn.speaker or NO_LABEL,
                    turn.role.value,
                    _whose(turn.role, turn.informants),
                    " ".join(document.text[turn.start : turn.end].split()),
                ),
                key=first[turn.ordinal],
            )
            for turn in document.turns
            if turn.ordinal in first
        ),
        wide=("Words",),
        notes=(f"Put one turn right with: qualcode roles {document.id} {document.id}:12=interviewer",),
    )


def _whose(role: Role, people: Sequence[str]) -> str:
    return ", ".join(people) or ("nobody in the list" if role is Role.INFORMANT else "")
