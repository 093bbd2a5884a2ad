"""What is kept in `.cache/` changes nothing but how long something takes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from qualcode.model.table import Table
from qualcode.store import Store
from qualcode.study.kept import Entries, keep_entries, kept, read_entries
from qualcode.study.reading.guide import AskedQuestions, asked_questions
from qualcode.study.study import Study


@pytest.fixture
def store(coded: Study) -> Store:
    return coded.store


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


@pytest.mark.parametrize(
    ("written", "altered"), [('"one"', '"two"'), ('["one"', '["one","two"'), ("}", " }"), ('"}', '0"}')], ids=str
)
def test_what_was_altered_is_made_again(store: Store, written: str, altered: str) -> None:
    kept(store, "numbers", tuple[str, ...], ["a"], lambda: ("one",))
    path = store.cache / "numbers.json"
    before = path.read_text("utf-8")
    assert written in before
    path.write_text(before.replace(written, altered), "utf-8")

    assert kept(store, "numbers", tuple[str, ...], ["a"], lambda: ("one",)) == ("one",)
    assert path.read_text("utf-8") == before


@pytest.mark.parametrize("altered", [{"a": ("state", [2])}, {"a": ("other", [1])}, {"b": ("state", [1])}], ids=str)
def test_entries_that_were_altered_are_none(store: Store, altered: Entries) -> None:
    keep_entries(store, "numbers", "made from", {"a": ("state", [1])})
    path = store.cache / "numbers.json"
    sealed = path.read_text("utf-8")
    assert read_entries(store, "numbers", "made from") == {"a": ("state", [1])}
    assert read_entries(store, "numbers", "other things") == {}

    path.write_text(json.dumps(json.loads(sealed) | {"entries": altered}, separators=(",", ":")), "utf-8")

    assert read_entries(store, "numbers", "made from") == {}


def test_where_nothing_can_be_kept_the_result_is_the_same(store: Store) -> None:
    shutil.rmtree(store.cache, ignore_errors=True)
    store.cache.write_text("a file in its place", "utf-8")

    assert kept(store, "numbers", tuple[str, ...], ["a"], lambda: ("one",)) == ("one",)


def test_an_edited_guide_counts_at_once(coded: Study) -> None:
    guide = "questions:\n  - id: money\n    wording: {}\n    codes: [funding]\n"

    def told() -> tuple[AskedQuestions, Table]:
        study = replace(coded, kept={})
        return asked_questions(study), study.results().coverage()

    coded.guide_path.write_text(guide.format("What about the weather in spring?"), "utf-8")
    nowhere = told()
    coded.guide_path.write_text(guide.format("Do donors still give grants?"), "utf-8")
    asked = told()
    shutil.rmtree(coded.store.cache)
    anew = told()

    assert nowhere != asked
    assert asked == anew == told()
