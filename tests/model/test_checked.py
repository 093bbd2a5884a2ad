"""What people wrote becomes dataclasses, or a list of what is wrong with it in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from qualcode.model.checked import UnusableError, checked, has_parts, kind_of


def no_tea(cups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Cups that hold tea."""
    yield from ((name, f"{name} holds tea") for name, what in cups.items() if what == "tea")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kitchen:
    """A section."""

    chairs: int = field(default=2, metadata={"ge": 1, "le": 9})
    light: Literal["on", "off"] = "on"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Sections and keys."""

    kitchen: Kitchen = Kitchen()
    rent: float = 0.5
    people: list[str] = field(default_factory=list)
    cups: dict[str, str] = field(default_factory=dict, metadata={"expect": no_tea})
    rooms: dict[str, Kitchen] = field(default_factory=dict)


def test_what_is_left_out_has_its_default() -> None:
    written = {"kitchen": {"chairs": "3"}, "rent": 1, "people": ["Ana"], "rooms": {"back": {"light": "off"}}}

    house = checked(House, written)

    assert house == House(kitchen=Kitchen(chairs=3), rent=1.0, people=["Ana"], rooms={"back": Kitchen(light="off")})
    assert checked(House, {}) == House()


@pytest.mark.parametrize(
    ("written", "key", "says"),
    [
        ({"kitchen": {"chairs": 10}}, ("kitchen", "chairs"), "kitchen.chairs: has to be at most 9"),
        ({"kitchen": {"chairs": 1.5}}, ("kitchen", "chairs"), "kitchen.chairs: has to be a whole number"),
        ({"kitchen": []}, ("kitchen",), "kitchen: has to be a section of keys and values"),
        ({"kitchen": {"light": "red"}}, ("kitchen", "light"), "kitchen.light: has to be 'on' or 'off'"),
        ({"kitchn": {}}, ("kitchn",), "kitchn is not a setting; did you mean kitchen?"),
        ({"rent": "much"}, ("rent",), "rent: has to be a number"),
        ({"people": ["Ana", 3]}, ("people", 1), "people.1: has to be text in quotation marks"),
        ({"people": "Ana"}, ("people",), 'people: has to be a list: ["one", "another"]'),
        ({"cups": {"red": "tea", "blue": "milk"}}, ("cups", "red"), "cups: red holds tea"),
        ({"rooms": {"back": {"x": 1}}}, ("rooms", "back", "x"), "rooms.back.x is not a setting"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_key(written: dict[str, Any], key: tuple[str, ...], says: str) -> None:
    with pytest.raises(UnusableError) as caught:
        checked(House, written)

    assert caught.value.problems == [(key, says)]


def test_every_problem_is_said_at_once() -> None:
    with pytest.raises(UnusableError) as caught:
        checked(House, {"rent": "much", "cups": {"red": "tea", "blue": "tea"}, "door": 1})

    assert [key for key, _ in caught.value.problems] == [("rent",), ("cups", "red"), ("cups", "blue"), ("door",)]


def test_what_a_key_holds_can_be_asked() -> None:
    assert (kind_of("rent", House), kind_of("door", House)) == (float, None)
    assert kind_of("chairs", kind_of("anything", kind_of("rooms", House))) is int
    assert [has_parts(kind_of(name, House)) for name in ("kitchen", "people", "cups", "rent")] == [True] * 3 + [False]
