"""Frozen dataclasses behave as those of the standard library, which take longer to make."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from typing import Any

import pytest

from qualcode.model import nouns
from qualcode.model.coding import Anchor

ANCHOR = Anchor(document_id="d", document_sha256="0", start=0, end=1, text="é", before="", after="", segment_id="d:1")
WAYS = [
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True, "repr": False},
    {"frozen": True, "eq": False},
    {"slots": True},
]


def make_place(maker: Any, options: dict[str, bool]) -> Any:
    @maker(**options)
    class Place:
        """Where a passage stands."""

        document: str
        start: int = 0
        words: list[str] = field(default_factory=list, compare=False)
        secret: str = field(default="", repr=False, kw_only=True)
        total: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            if self.start < 0:
                raise ValueError("before the first letter")
            self.total.append(self.start)

    return Place


def outcome(act: Callable[[], Any]) -> Any:
    """What comes of it, or the error; where an object is called by its address, that it is one."""
    try:
        return str(act()).partition(" object at ")[0]
    except Exception as error:
        return type(error), str(error)


def behaviour(kind: Any) -> list[Any]:
    one, same = (kind(document="a", start=4, secret="s") for _ in range(2))
    other = kind(document="b")
    one.words.append("water")
    return [
        one == same,
        one == other,
        one == "a",
        outcome(lambda: len({one, same, other})),
        outcome(lambda: one),
        (one.document, one.start, one.words, one.secret, one.total, same.words),
        dataclasses.replace(one, start=7).start,
        dataclasses.asdict(one),
        copy.deepcopy(one).words,
        [(each.name, each.kind) for each in inspect.signature(kind).parameters.values()],
        kind.__match_args__,
        outcome(lambda: setattr(one, "start", 5)),
        outcome(lambda: delattr(one, "start")),
        outcome(lambda: kind(document="a", start=-1)),
        outcome(lambda: kind()),
        outcome(lambda: kind(document="a", unknown=1)),
        outcome(lambda: kind("a", 1)),
    ]


@pytest.mark.parametrize("options", WAYS, ids=str)
def test_a_noun_does_whatever_a_dataclass_does(options: dict[str, bool]) -> None:
    expected = behaviour(make_place(dataclasses.dataclass, options))

    assert behaviour(make_place(nouns.dataclass, options)) == expected


def test_a_noun_with_slots_is_pickled() -> None:
    assert pickle.loads(pickle.dumps(ANCHOR)) == ANCHOR
    assert hash(pickle.loads(pickle.dumps(ANCHOR))) == hash(ANCHOR)


@nouns.dataclass(frozen=True)
class Length:
    """What is worked out once is kept beside the fields."""

    words: str

    @cached_property
    def n_words(self) -> int:
        return len(self.words.split())


@nouns.dataclass(frozen=True)
class Named(Length):
    """Its own hash stays, its own fields come after those it takes over."""

    name: str = ""

    def __hash__(self) -> int:
        return 7


def test_a_noun_takes_over_the_fields_of_another() -> None:
    named = Named("two words", name="a")

    assert (named.n_words, named.name, hash(named)) == (2, "a", 7)
    assert named != Length("two words")
    assert Named("a") == Named("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="words"):
        named.words = "b"  # type: ignore[misc]
