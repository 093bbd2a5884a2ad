"""A code on a passage as a card shows it: what it is, why it is proposed, what was said of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from qualcode.model.coding import Mark, Verdict
from qualcode.model.nouns import dataclass
from qualcode.review.desk import Desk
from qualcode.review.library import Item
from qualcode.review.look import Look
from qualcode.review.standing import CODED
from qualcode.review.wording import SIGNS, code_name, path_of
from qualcode.web.colours import places

MARKS = {
    Mark.GOOD_QUOTE: ("Good quote", "good_quote"),
    Mark.CONTRARY: ("Contrary", "contrary"),
    Mark.DO_NOT_QUOTE: ("Don’t quote", "do_not_quote"),
    Mark.OFF_RECORD: ("Off record", "off_record"),
}
"""What a mark is called on its box, and the action whose key ticks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another code on the passage."""

    code_id: str
    name: str
    place: int | str
    sign: str
    """`✓` coded, `✗` rejected, `?` proposed."""
    whose: str
    """Who else put it there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A code on a passage, ready to be shown."""

    look: Look
    above: str
    """The themes it is under, from the top."""
    name: str
    place: int | str
    kind: str
    """`coded`, `rejected`, `skipped` or empty."""
    sign: str
    doubts: tuple[str, ...]
    """Why it is to be decided again."""
    because: tuple[tuple[str, str], ...]
    """Words that prompted it, and the entry of the codebook where it is written otherwise."""
    flags: tuple[str, ...]
    others: tuple[Other, ...]
    stances: tuple[str, ...]
    id: str
    """For the decision that is made on it."""

    @property
    def is_decided(self) -> bool:
        """Whether marks and notes can be kept by themselves."""
        return bool(self.look.item and self.look.item.is_decided)


def card_of(desk: Desk, look: Look) -> Card:
    """The card of a stop."""
    codebook, item = desk.session.library.codebook, look.item
    path = path_of(codebook, look.stop.code_id).split(" › ") if look.stop.code_id else [""]
    of = places(codebook)
    said = item.decision.verdict if item and item.decision and item.decision.verdict is not Verdict.WITHDRAW else None
    return Card(
        look=look,
        above=" › ".join(path[:-1]),
        name=path[-1],
        place=of.get(look.stop.code_id, "x"),
        kind="" if said is None else "coded" if said in CODED else "rejected" if said is Verdict.REJECT else "skipped",
        sign=SIGNS[said] if said else "",
        doubts=tuple(_doubts(item)) if item else (),
        because=tuple(_because(item)) if item else (),
        flags=tuple(_flags(item)) if item else (),
        others=tuple(other_code(desk, other, of) for other in look.others),
        stances=tuple(
            f"{each.coder}: {SIGNS[each.verdict]}" + (f" – {each.note}" if each.note else "") for each in look.stances
        ),
        id=str(uuid.uuid4()),
    )


def _doubts(item: Item) -> Iterator[str]:
    if item.is_changed:
        yield "The rules find other words than when you decided: decide again."
    if item.recodes:
        yield "Coded with a code that was split since: is it this part?"
    if item.in_doubt:
        yield "Its words were corrected since you decided: decide again."


def _because(item: Item) -> Iterator[tuple[str, str]]:
    pieces = item.suggestion.evidence if item.suggestion else ()
    for words, rule in dict.fromkeys((piece.text, piece.rule) for piece in pieces):
        yield words, rule if rule.casefold() != words.casefold() else ""


def _flags(item: Item) -> Iterator[str]:
    pieces = item.suggestion.evidence if item.suggestion else ()
    for flags, cue in dict.fromkeys((piece.flags, piece.cue) for piece in pieces if piece.flags):
        yield ", ".join(flags) + (f" (“{cue}”)" if cue else "")


def other_code(desk: Desk, item: Item, of: Mapping[str, int]) -> Other:
    """A code on a passage, in short; `of` are the places of codes in the codebook."""
    coded = [each.coder for each in desk.session.decisions_of_others(item.target) if each.verdict in CODED]
    is_coded = item.is_coded or (bool(coded) and not item.is_decided)
    code_id = item.target.code_id
    return Other(
        code_id=code_id,
        name=code_name(desk.session.library.codebook, code_id),
        place=of.get(code_id, "x"),
        sign="✓" if is_coded else "✗" if item.is_decided else "?",
        whose=", ".join(coded),
    )
