"""Picking out a stretch, the pace, and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.keys import KEYS, key_problems, read_browser_keys, read_keys, shown
from qualcode.model.text import Span
from qualcode.review.pace import Pace
from qualcode.review.stretch import Stretch

TEXT = "One two. Three four five. ستة سبعة."
SENTENCES = (Span(0, 8), Span(9, 25), Span(26, 35))


def picked(stretch: Stretch) -> str:
    return stretch.span.within(TEXT)


def start() -> Stretch:
    return Stretch.over(TEXT, SENTENCES, Span(15, 17))


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "Three four five."),
        ([("moved", 1)], "ستة سبعة."),
        ([("moved", 5)], "ستة سبعة."),
        ([("moved", -1)], "One two."),
        ([("grown", 1)], "Three four five. ستة سبعة."),
        ([("grown_back", -1)], "One two. Three four five."),
        ([("other_unit",), ("grown", -2)], "Three"),
        ([("other_unit",), ("grown_back", 2)], "five."),
        ([("other_unit",), ("moved", 1), ("grown", 1)], "five. ستة"),
        ([("grown", 1), ("moved", -1)], "Three four five."),
        ([("grown", 1), ("moved", 1)], "ستة سبعة."),
        ([("other_unit",), ("grown", -1), ("other_unit",)], "Three four five."),
        ([("starting", 0), ("reaching", 30)], TEXT),
        ([("reaching", 2)], "One two. Three four five."),
    ],
)
def test_a_stretch_moves_and_grows_by_whole_sentences_or_words(steps: list[tuple[object, ...]], words: str) -> None:
    stretch = start()
    for name, *arguments in steps:
        stretch = getattr(stretch, str(name))(*arguments)

    assert picked(stretch) == words


MOVES = st.tuples(st.sampled_from(["moved", "grown", "grown_back"]), st.integers(-3, 3)) | st.just(("other_unit",))


@given(st.lists(MOVES))
def test_a_stretch_never_leaves_its_text_and_is_never_empty(steps: list[tuple[object, ...]]) -> None:
    stretch = start()
    for name, *arguments in steps:
        stretch = getattr(stretch, str(name))(*arguments)
        assert picked(stretch).strip()


def test_pauses_do_not_slow_the_pace() -> None:
    times: Iterator[float] = iter([0, 10, 20, 3620, 3630])
    pace = Pace(lambda: next(times))
    for _ in range(4):
        pace.tick()

    assert pace.decided == 4
    assert pace.per_minute == pytest.approx(60 * 4 / 150)


def test_every_key_is_different_and_can_be_changed() -> None:
    assert list(key_problems({})) == []
    assert next(key_problems({"accept": "space", "light": "f5"})).startswith("light is not")
    assert read_keys({"accept": "space"})["accept"] == "space"
    assert read_keys({"accept": "space"}).keys() == KEYS.keys()


def test_a_browser_has_the_same_keys_but_those_it_needs_itself() -> None:
    keys = read_browser_keys({})

    assert keys == {
        action: key.browser for action, key in KEYS.items() if action not in ("down", "up", "quit", "summary")
    }
    assert (keys["open"], keys["next"], keys["previous"]) == ("Enter", "ArrowRight", "ArrowLeft")
    assert {action for action, key in keys.items() if key != KEYS[action].key} == {"open", "next", "previous"}
    assert len(set(keys.values())) == len(keys)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"accept": "space"}, " "),
        ({"accept": "x"}, "x"),
        ({"accept": "pagedown"}, "PageDown"),
        ({"accept": "tab", "open": "k"}, "a"),
        ({"accept": "f5"}, "a"),
        ({"accept": "ctrl+k"}, "a"),
        ({"accept": "ф"}, "ф"),
    ],
)
def test_changed_keys_are_changed_in_a_browser_too(changed: dict[str, str], key: str) -> None:
    assert read_browser_keys(changed)["accept"] == key


def test_a_changed_key_wins_over_one_that_a_browser_has_instead() -> None:
    keys = read_browser_keys({"accept": "enter"})

    assert keys["accept"] == "Enter"
    assert "open" not in keys


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"acept": "a"}, "did you mean accept?"),
        ({"xyz": "k"}, "there are: accept, reject"),
        ({"accept": "aa"}, "is not a key"),
        ({"accept": " "}, "is not a key"),
        ({"accept": "escape"}, "is not a key"),
        ({"accept": "r"}, "reject and accept have the same key, 'r'"),
    ],
)
def test_keys_that_cannot_be_used_are_named(changed: dict[str, str], says: str) -> None:
    assert says in " ".join(key_problems(changed))


def test_the_guide_names_every_key_and_every_name_the_settings_know() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    keys = guide.partition("## Keys")[2].partition("## Two coders")[0]

    assert [action for action in KEYS if action not in keys] == []
    assert [key.key for key in KEYS.values() if f"`{shown(key.key)}`" not in keys] == []
