"""What is kept in `.cache/` changes nothing but how long a command takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.cli._kept import kept, library_mark
from qualcode.store import Project
from tests.cli.conftest import Command


@pytest.fixture
def project(coded: Path) -> Iterator[Project]:
    with Project.open(coded) as opened:
        yield opened


def test_what_was_made_from_the_same_things_is_not_made_again(project: Project) -> None:
    made: list[str] = []

    def make() -> tuple[str, ...]:
        made.append("made")
        return ("one", "two")

    first = kept(project, "numbers", tuple[str, ...], ["a"], make)
    again = kept(project, "numbers", tuple[str, ...], ["a"], make)
    changed = kept(project, "numbers", tuple[str, ...], ["b"], make)

    assert first == again == changed == ("one", "two")
    assert made == ["made", "made"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"key": 1}', "\x00", '{"key": "KEY", "made": {"x": 1}}'])
def test_what_is_damaged_is_made_again(project: Project, content: str) -> None:
    kept(project, "numbers", tuple[str, ...], ["a"], lambda: ("one",))
    [path] = project.cache.glob("numbers.json")
    path.write_text(content.replace("KEY", path.read_text("utf-8").split('"')[3]), "utf-8")

    assert kept(project, "numbers", tuple[str, ...], ["a"], lambda: ("one",)) == ("one",)
    assert [each.name for each in project.cache.glob("*numbers*")] == ["numbers.json"]


def test_where_nothing_can_be_kept_the_result_is_the_same(project: Project) -> None:
    shutil.rmtree(project.cache, ignore_errors=True)
    project.cache.write_text("a file in its place", "utf-8")

    assert kept(project, "numbers", tuple[str, ...], ["a"], lambda: ("one",)) == ("one",)


def test_a_library_of_another_version_has_another_mark() -> None:
    assert library_mark("rapidfuzz").startswith("rapidfuzz ")
    assert library_mark("rapidfuzz") == library_mark("rapidfuzz")
    assert library_mark("no_such_library_at_all") == ""


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
