"""Labels to tick: at a terminal, and in a spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import typer

from tests.cli.conftest import Command

Answering = Callable[..., None]


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Sits somebody at a terminal who answers in turn."""

    def answer(*answers: str) -> None:
        left = [*answers, ""]
        monkeypatch.setattr("qualcode.cli.terminal.may_ask", lambda: True)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setattr(typer, "prompt", lambda *_, **__: left.pop(0))

    return answer


@pytest.fixture
def read(small: Path, qualcode: Command) -> Path:
    """The small study with its interviews, one of them by a name that is in the list of informants as well."""
    (small / "transcripts" / "basim.txt").write_text("Dana: And?\nBasim: No grant.\nDana: Why?\nBas: So.\n", "utf-8")
    qualcode("import", "--project", small)
    return small


def test_at_a_terminal_every_label_is_shown_and_answered(read: Path, qualcode: Command, at_terminal: Answering) -> None:
    at_terminal("3 other", "1 same as 5", "9 other", "2 nonsense")

    done = qualcode("roles", "--project", read)

    assert "Do donors still give grants? …" in done.out
    assert [line.split()[:2] for line in done.out.splitlines() if line[:4].strip().isdigit()][:2] == [
        ["1", "Bas"],
        ["2", "Dana"],
    ], "those that are guesses first"
    assert "9: no label has that number; there are 6" in done.err
    assert "nonsense: neither a role nor an informant" in done.err
    assert '[roles."*"]\nBas = "same as Basim"\nInterviewer = "other"\n' in (read / "qualcode.toml").read_text("utf-8")
    assert {row["informant"] for row in qualcode("roles", "basim", "--project", read, "-f", "json").cells} == {
        "",
        "basim",
    }


@pytest.mark.parametrize(
    ("answer", "labels"),
    [
        ("1, 6 other", {"Bas", "Carol"}),
        ("4-6 other", {"Amira", "Basim", "Carol"}),
        ("1 = other", {"Bas"}),
        ("1.  other", {"Bas"}),
    ],
)
def test_several_labels_may_have_one_answer(
    answer: str, labels: set[str], read: Path, qualcode: Command, at_terminal: Answering
) -> None:
    at_terminal(answer)

    qualcode("roles", "--project", read)

    said = (read / "qualcode.toml").read_text("utf-8").partition('[roles."*"]\n')[2]
    assert {line.partition(" = ")[0] for line in said.splitlines() if line.endswith('"other"')} == labels


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("4 same as 4", "Amira: is the same as itself"),
        (
            "2 xyz",
            "a label is interviewer, informant, other, both, each, not a label, same as another label, or an informant",
        ),
        ("2 no label", "did you mean not a label?"),
        ("informant", "informant: begins with no number of a row"),
        ("5-7 informant", "7: no label has that number"),
    ],
)
def test_an_answer_that_means_nothing_is_refused_with_those_there_are(
    answer: str, why: str, read: Path, qualcode: Command, at_terminal: Answering
) -> None:
    before = (read / "qualcode.toml").read_bytes()
    at_terminal(answer)

    assert why in " ".join(qualcode("roles", "--project", read).err.split())
    assert (read / "qualcode.toml").read_bytes() == before


def test_the_list_is_shown_again_with_what_was_answered(read: Path, qualcode: Command, at_terminal: Answering) -> None:
    at_terminal("4 other", "?")

    shown = qualcode("roles", "--project", read).out.splitlines()

    assert [line.split()[1:3] for line in shown if line.split()[:1] == ["4"]] == [
        ["Amira", "informant"],
        ["Amira", "other"],
    ]


def test_a_label_of_several_people_is_taken_for_both(read: Path, qualcode: Command, at_terminal: Answering) -> None:
    both = "Dana: And?\nBasim: No.\nChiara: So.\nAll: We leave.\n"
    (read / "transcripts" / "both.txt").write_text(both, "utf-8")
    qualcode("import", "--project", read)
    at_terminal()

    shown = qualcode("roles", "--project", read).out.splitlines()

    assert ["All", "both", "(several", "people)", "1", "2", "We", "leave.", "…"] in [line.split()[1:] for line in shown]


def test_nothing_is_asked_where_nobody_can_answer_or_one_interview_is_named(
    read: Path, qualcode: Command, at_terminal: Answering
) -> None:
    before = (read / "qualcode.toml").read_bytes()
    plain = qualcode("roles", "--project", read).out
    at_terminal("1 other")
    qualcode("roles", "basim", "--project", read)
    qualcode("roles", "--project", read, "-f", "json")

    assert "How it was told" in plain
    assert (read / "qualcode.toml").read_bytes() == before


def test_a_spreadsheet_of_labels_comes_back(read: Path, qualcode: Command, tmp_path: Path) -> None:
    path = tmp_path / "labels.xlsx"
    out = qualcode("roles", "--to", path, "--project", read)
    book = openpyxl.load_workbook(path)
    headings = [cell.value for cell in book["Labels"][1]]
    for line in range(2, book["Labels"].max_row + 1):
        label = book["Labels"].cell(line, headings.index("Label") + 1).value
        said = {"Dana": "other", "Amira": "nobody"}.get(label)
        book["Labels"].cell(line, headings.index("It is") + 1).value = said
    book.save(path)

    back = qualcode("roles", "--from", path, "--project", read)

    assert (out.code, back.code) == (0, 4)
    assert "6 labels written to" in out.err
    assert "1 row changed, 4 unchanged, 1 refused" in back.err
    assert "nobody: neither a role nor an informant" in " ".join(back.out.split())
    told = qualcode("roles", "basim", "--project", read, "-f", "json").cells
    assert [row["role"] for row in told if row["speaker"] == "Dana"] == ["other"]


@pytest.mark.parametrize("more", [["basim"], ["basim", "--turns"], ["--from", "labels.xlsx"]])
def test_a_spreadsheet_is_of_the_whole_study(more: list[str], read: Path, qualcode: Command) -> None:
    done = qualcode("roles", *more, "--to", "labels.xlsx", "--project", read)

    assert done.code == 2
    assert "a spreadsheet of labels is of the whole study" in done.err
