"""Guesses of who speaks that stay as they were, because somebody has coded under them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import field, replace

from qualcode.model.document import Document, Role
from qualcode.model.nouns import dataclass
from qualcode.readers.speakers.parts import KEPT, Part, was_said


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Earlier guesses that stay: the role of labels, and of single turns without a label."""

    labels: Mapping[str, Role] = field(default_factory=dict)
    turns: Mapping[int, Role] = field(default_factory=dict)
    """By ordinal."""


NOTHING_KEPT = Kept()


def keep_guesses(
    earlier: Document,
    now: Document,
    parts: Mapping[str, Part],
    assign: Callable[[Kept], Document],
    *,
    said_turns: Set[int] = frozenset(),
) -> Document:
    """Leave the guesses of `earlier` as they were where `now` guesses otherwise, and say how to change them.

    `parts` are the labels as they are told now, `assign` tells the roles with some guesses kept, `said_turns` are those
    that a person set one by one. What a person says is always followed.
    """
    before, after = (_by_label(told, said_turns) for told in (earlier, now))
    guessed = {
        label: before[label]
        for label, role in after.items()
        if before.get(label, role) is not role and parts[label].is_guess and not was_said(earlier.roles_reason, label)
    }
    bare = _bare(earlier, said_turns)
    if earlier.sha256 != now.sha256 or bare == _bare(now, said_turns):
        bare = {}
    if not guessed and not bare:
        return now
    kept = assign(Kept(labels=guessed, turns=bare))
    doubts = [_doubt(kept.id, label, after[label], parts[label].why) for label in guessed]
    if bare:
        doubts.append(f"{KEPT}: who says the lines without a label; qualcode roles {kept.id} --turns shows them")
    return replace(kept, roles_reason="; ".join([kept.roles_reason, *doubts]))


def _by_label(document: Document, said_turns: Set[int]) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for turn in document.turns:
        if turn.speaker and turn.ordinal not in said_turns:
            roles.setdefault(turn.speaker, turn.role)
    return roles


def _bare(document: Document, said_turns: Set[int]) -> dict[int, Role]:
    return {turn.ordinal: turn.role for turn in document.turns if not turn.speaker and turn.ordinal not in said_turns}


def _doubt(document_id: str, label: str, role: Role, why: str) -> str:
    return f'{label} would be {role} now ({why}), with: qualcode roles {document_id} "{label}"={role}'
