"""What is kept in `.cache/` changes nothing but how long a command takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.store import Store
from qualcode.study.kept import kept
from tests.cli.conftest import Command


@pytest.fixture
def store(coded: Path) -> Iterator[Store]:
    with Store.open(coded) as opened:
        yield opened


def test_what_was_made_from_the_same_things_is_not_made_again(store: Store) -> None:
    made: list[str] = []

    def make() -> tuple[str, ...]:
        made.append("made")
        return ("one", "two")

    first = kept(store, "numbers", tuple[str, ...], ["a"], make)
    again = kept(store, "numbers", tuple[str, ...], ["a"], make)
    changed = kept(store, "numbers", tuple[str, ...], ["b"], make)

    assert first == again == changed == ("one", "two")
    assert made == ["made", "made"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"key": 1}', "\x00", '{"key": "KEY", "made": {"x": 1}}'])
def test_what_is_damaged_is_made_again(store: Store, content: str) -> None:
    kept(store, "numbers", tuple[str, ...], ["a"], lambda: ("one",))
    [path] = store.cache.glob("numbers.json")
    path.write_text(content.replace("KEY", path.read_text("utf-8").split('"')[3]), "utf-8")

    assert kept(store, "numbers", tuple[str, ...], ["a"], lambda: ("one",)) == ("one",)
    assert [each.name for each in store.cache.glob("*numbers*")] == ["numbers.json"]


def test_where_nothing_can_be_kept_the_result_is_the_same(store: Store) -> None:
    shutil.rmtree(store.cache, ignore_errors=True)
    store.cache.write_text("a file in its place", "utf-8")

    assert kept(store, "numbers", tuple[str, ...], ["a"], lambda: ("one",)) == ("one",)


def test_an_edited_guide_and_a_corrected_transcript_count_at_once(coded: Path, qualcode: Command) -> None:
    guide = "questions:\n  - id: money\n    wording: {}\n    codes: [funding]\n"
    (coded / "guide.yaml").write_text(guide.format("What about the weather in spring?"), "utf-8")

    def in_words() -> str:
        return qualcode("guide", "--project", coded, "-f", "csv").out + qualcode("frequencies", "-p", coded).out

    nowhere = in_words()
    (coded / "guide.yaml").write_text(guide.format("Do donors still give grants?"), "utf-8")
    asked = in_words()
    shutil.rmtree(coded / ".cache")
    anew = in_words()

    assert nowhere != asked
    assert asked == anew
    assert in_words() == anew
