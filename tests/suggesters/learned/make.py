"""A small study about money and roads, and what somebody made of it."""

from __future__ import annotations

import random
from collections.abc import Sequence

from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Judged
from qualcode.model.document import Passages
from qualcode.suggesters import Material

CODEBOOK = Codebook(
    name="Small",
    sha256="book",
    codes=(
        Code(id="money", name="Money", definition="Grants, budgets and what donors pay."),
        Code(id="roads", name="Roads", definition="Checkpoints, and ways that are closed."),
        Code(id="trust", name="Trust", definition="Relying on others."),
    ),
)
MONEY = "the grant came late|our budget was cut again|they pay overhead to nobody|donors gave a small grant"
ROADS = "the road was closed|a checkpoint held the truck|permits for the road take weeks|no truck passed the gate"
OTHER = "we met on Monday|my sister lives there|it rained for a month|the school has a garden|people came early"


def interview(number: int) -> Passages:
    """Ten answers, each after a question of its own: three on money, three on roads, four on neither."""
    draw = random.Random(number)
    said = [(each, draw.choice(kind.split("|"))) for each, kind in zip("mmmrrroooo", _kinds(), strict=True)]
    draw.shuffle(said)
    asks = {"m": "How is it with funding?", "r": "How do you travel?", "o": "What else?"}
    pieces = [piece for kind, words in said for piece in (asks[kind], f"Well, {words} and so on.")]
    starts = [sum(len(each) + 2 for each in pieces[:place]) for place in range(len(pieces))]
    return Passages(
        document_id=f"kii-{number:02}",
        sha256=f"{number}",
        language="en",
        text="\n\n".join(pieces),
        ordinals=tuple(range(1, len(pieces) + 1)),
        starts=tuple(starts),
        ends=tuple(start + len(piece) for start, piece in zip(starts, pieces, strict=True)),
        informant=(False, True) * len(said),
        informants=((), (f"informant-{number:02}",)) * len(said),
        sentences=tuple(starts),
    )


def _kinds() -> list[str]:
    return [*[MONEY] * 3, *[ROADS] * 3, *[OTHER] * 4]


def about(passages: Passages, ordinal: int) -> str:
    """Which of the codes a passage is about; empty for neither."""
    place = passages.ordinals.index(ordinal)
    words = passages.text[passages.starts[place] : passages.ends[place]]
    found = {"money": MONEY, "roads": ROADS}
    return next((code for code, said in found.items() if any(each in words for each in said.split("|"))), "")


def judged(documents: Sequence[Passages]) -> dict[str, Judged]:
    """Everything in these interviews read, and coded where it belongs."""
    read = [(f"{each.document_id}:{n}", about(each, n)) for each in documents for n in each.ordinals[1::2]]
    ids = frozenset(id_ for id_, _ in read)
    return {
        code.id: Judged(coded=frozenset(id_ for id_, kind in read if kind == code.id), read=ids)
        for code in CODEBOOK.codes
    }


def material(documents: Sequence[Passages], read: Sequence[Passages], **more: object) -> Material:
    """What a suggester is made from, with some of the interviews read."""
    return Material(
        codebook=CODEBOOK,
        document_keys={each.document_id: each.sha256 for each in documents},
        passages=lambda: iter(documents),
        judged=lambda: judged(read),
        **more,  # type: ignore[arg-type]
    )
