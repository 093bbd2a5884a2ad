"""`qualcode codebook` as a command; what a change does to decisions is tested in tests/study/codebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.study.study import Study
from tests.cli.conftest import Command, Done
from tests.study.make import accept_all


@pytest.fixture
def study(coded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small study with every suggestion accepted by Rana."""
    monkeypatch.chdir(coded)
    with Study.open(coded) as study:
        accept_all(study, "rana")
    return coded


def test_a_codebook_is_changed_by_commands_that_say_what_became_of_decisions(study: Path, qualcode: Command) -> None:
    added = qualcode("codebook", "add", "medicines", "--under", "access", "--term", "medicine", "--definition", "Them.")
    merged = qualcode("codebook", "merge", "short_term", "Funding", "--note", "one thing after all")
    moved = qualcode("codebook", "move", "medicines")
    split = qualcode("codebook", "split", "access", "roads", "papers", "--term", "papers=permit")
    retired = qualcode("codebook", "retire", "papers")

    assert [done.code for done in (added, merged, moved, split, retired)] == [0] * 5
    assert "suggestions: 1 new, 0 no longer made" in added.err
    assert "1 decision on short_term count for funding" in merged.err
    assert "1 passage to code again" in split.err
    assert "1 decision on a code that was split since wait to be coded again: access (1)" in qualcode("status").out
    assert "moved medicines to the top" in moved.err
    assert "retired papers" in retired.err


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        (["merge", "nothing", "access"], "nothing: no such code", 2),
        (["split", "access", "one"], "a split needs two or more", 3),
    ],
)
def test_a_change_that_cannot_be_made_changes_nothing(
    study: Path, qualcode: Command, arguments: list[str], says: str, code: int
) -> None:
    before = (study / "codebook.yaml").read_bytes()
    done = qualcode("codebook", *arguments)

    assert done.code == code
    assert says in done.err
    assert (study / "codebook.yaml").read_bytes() == before


BROKEN = """\
codebook: Broken
codes:
  - id: a
    name: A
    definition: Yes.
    terms: [WHO, "?!"]
    patterns: [[{LEMA: lack}]]
  - id: a
    defintion: x
    terms: [fund]
"""


def test_check_names_every_problem_at_once_in_the_order_of_the_file(tmp_path: Path, qualcode: Command) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")

    done = qualcode("codebook", "check", tmp_path / "broken.yaml")

    assert done.code == 3
    lines = [line for line in done.err.splitlines() if line.startswith(("Error", "Warning"))]
    for line, says in (
        (3, "also finds every 'who'"),
        (3, "holds no letter"),
        (3, "spaCy refuses the pattern"),
        (3, "has no tests"),
        (8, "this id is taken, first in line 3"),
        (9, "unknown key 'defintion'"),
    ):
        assert any(f"line {line}:" in each and says in each for each in lines), says
    assert [line for line in lines if "line 9" in line] == [lines[-1]]


def test_a_failing_test_is_shown_and_ends_with_exit_code_3(small: Path, qualcode: Command) -> None:
    file = small / "codebook.yaml"
    assert qualcode("codebook", "test", "--project", small).code == 0
    file.write_text(file.read_text(encoding="utf-8").replace("[Two checkpoints.]", "[Two roads.]"), encoding="utf-8")

    done = qualcode("codebook", "test", "--project", small, "--format", "json")

    assert done.code == 3
    assert "access did not find: “Two roads.”" in done.err
    assert [row["tests"] for row in done.cells] == ["passed", "passed", "FAILED"]


@pytest.mark.parametrize("name", ["codes.xlsx", "codes.csv"])
def test_a_codebook_is_edited_in_excel_and_read_back(study: Path, qualcode: Command, name: str) -> None:
    assert qualcode("codebook", "export", name).code == 0

    done = qualcode("suggest", "--codebook", name)

    assert done.code == 0
    assert "0 new, 0 no longer made" in done.err
    assert qualcode("codebook", "export", "again.yaml", "--codebook", name).code == 0
    assert qualcode("codebook", "export", "codebook.yaml").code == 2
    assert qualcode("codebook", "test", "again.yaml").code == 0


def test_diff_prints_its_tables_or_one_of_them(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    file = coded / "codebook.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[checkpoint]", "[checkpoint, well]"), "utf-8")

    def diff(*arguments: object) -> Done:
        return qualcode("codebook", "diff", *arguments, "--project", coded)

    [change] = diff("--only", "changes", "--format", "json").cells
    assert (change["code"], change["after"]) == ("access", "well")
    [suggested] = diff("--only", "suggestions", "--format", "json").cells
    assert (suggested["code"], suggested["added"]) == ("access", 1)
    assert diff("--only", "figures", "--format", "json").code == 0
    whole = diff("--format", "md")
    assert whole.code == 0
    assert [title in whole.out for title in ("Changes", "Suggestions, before and after", "Themes")] == [True] * 3
    (tmp_path / "other.yaml").write_text("codebook: O\ncodes: [{id: reach, name: Access}]\n", encoding="utf-8")
    assert "access may be reach under a new id" in diff(file, tmp_path / "other.yaml", "--format", "md").out
    assert diff("nothing.yaml").code == 2
    assert diff("--format", "csv").code == 2


def test_score_lists_rules_and_rejected_words(coded: Path, qualcode: Command) -> None:
    def score(*options: str) -> Done:
        return qualcode("codebook", "score", *options, "--project", coded, "--format", "json")

    found = qualcode("suggestions", "--project", coded, "--code", "access", "--format", "json").cells[0]["id"]
    assert qualcode("decide", found, "reject", "--coder", "rana", "--project", coded).code == 0

    assert {row["rule"]: row["accepted"] for row in score("access").cells} == {"checkpoint": "0 of 1"}
    assert score("--silent").cells == []
    assert [row["words"] for row in score("--rejected").cells] == ["checkpoints"]
    assert score("nothing").code == 2


def test_terms_are_suggested_for_a_code(coded: Path, qualcode: Command) -> None:
    done = qualcode("codebook", "suggest-terms", "access", "--project", coded, "--format", "json")

    assert done.code == 0
    assert "1 passage suggested, not reviewed" in done.out
    assert qualcode("codebook", "suggest-terms", "nothing", "--project", coded).code == 2
