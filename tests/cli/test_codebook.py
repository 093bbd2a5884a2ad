"""A codebook that grows while the study goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command, Done


@pytest.fixture
def study(small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small study with every suggestion accepted by Rana."""
    monkeypatch.chdir(small)
    assert qualcode("import", "transcripts").code == 0
    assert qualcode("suggest").code == 0
    for row in qualcode("suggestions", "--format", "json").cells:
        assert qualcode("decide", row["id"], "accept", "--coder", "rana").code == 0
    return small


def _raised(qualcode: Command) -> dict[str, list[str]]:
    """By theme, what the table of themes says of each informant type."""
    done = qualcode("frequencies", "--format", "csv")
    assert done.code == 0, done.err
    lines = [line.split(",") for line in done.out.splitlines() if line.count(",") > 2]
    return {cells[0].strip(): cells[1:] for cells in lines}


def test_an_added_code_stands_in_the_file_and_is_suggested_at_once(study: Path, qualcode: Command) -> None:
    done = qualcode(
        "codebook", "add", "medicines", "--under", "access", "--definition", "What patients take.", "--term", "medicine"
    )

    assert done.code == 0
    assert "suggestions: 1 new, 0 no longer made" in done.err
    assert "        terms: [medicine]" in (study / "codebook.yaml").read_text(encoding="utf-8").splitlines()
    assert [row["code"] for row in qualcode("suggestions", "--format", "json").cells] == ["medicines"]


def test_after_a_merge_decisions_count_for_the_other_code(study: Path, qualcode: Command) -> None:
    done = qualcode("codebook", "merge", "short_term", "funding", "--note", "one thing after all")

    assert done.code == 0
    assert "merged short_term into funding" in done.err
    assert "1 decision on short_term count for funding" in done.err
    assert "short_term" not in (study / "codebook.yaml").read_text(encoding="utf-8")
    codes = {row["code"] for row in qualcode("suggestions", "--decided", "--format", "json").cells}
    assert codes == {"funding", "access"}
    assert qualcode("suggestions", "--format", "json").cells == []
    assert "do not count" not in qualcode("frequencies").out


def test_a_split_queues_what_was_coded_and_the_rest_goes_on(study: Path, qualcode: Command) -> None:
    done = qualcode("codebook", "split", "access", "roads", "papers", "--term", "papers=permit")

    assert done.code == 0
    assert "1 passage to code again" in done.err
    assert "1 decision on a code that was split since wait to be coded again: access (1)" in qualcode("status").out
    assert "wait to be coded again" in qualcode("frequencies").out
    waiting = qualcode("suggestions", "--recode", "--format", "json").cells
    assert [row["code"] for row in waiting] == ["roads", "papers"]

    assert qualcode("decide", waiting[0]["id"], "accept", "--coder", "rana").code == 0

    assert qualcode("suggestions", "--recode", "--format", "json").cells == []
    assert "coded again" not in qualcode("status").out


def test_a_retired_code_is_listed_and_comes_back_with_its_decisions(study: Path, qualcode: Command) -> None:
    file = study / "codebook.yaml"
    before = file.read_text(encoding="utf-8")
    done = qualcode("codebook", "retire", "access", "--note", "nobody asked")
    assert "1 decision on it are kept and no longer count" in done.err
    assert "1 decision on a retired code" in qualcode("status").out

    file.write_text(before, encoding="utf-8")
    assert "access is new" in qualcode("suggest").err

    assert "retired" not in qualcode("status").out
    assert qualcode("suggestions", "--format", "json").cells == []


def test_a_code_renamed_by_hand_is_noticed_and_explained(study: Path, qualcode: Command) -> None:
    file = study / "codebook.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: access", "id: reach"), encoding="utf-8")

    done = qualcode("suggest")

    assert "access is gone, and 1 decision on it are kept but do not count" in done.err
    assert "`qualcode codebook merge access reach`" in done.err
    assert "codebook does not have are kept and not counted: access (1)" in qualcode("status").out

    assert qualcode("codebook", "merge", "access", "reach").code == 0
    assert "not counted" not in qualcode("status").out
    assert qualcode("suggest").err.count("is gone") == 0


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        (["merge", "nothing", "access"], "nothing: no such code", 2),
        (["merge", "access", "nothing"], "nothing: no such code", 2),
        (["split", "nothing", "a", "b"], "nothing: no such code", 2),
        (["move", "nothing"], "nothing: no such code", 2),
        (["move", "access", "--under", "nothing"], "nothing: no such code", 2),
        (["retire", "nothing"], "nothing: no such code", 2),
        (["add", "roads", "--under", "nothing"], "nothing: no such code", 2),
        (["split", "access", "one"], "a split needs two or more", 3),
        (["split", "access", "a", "b", "--term", "c=x"], "--term c=x", 2),
        (["add", "access"], "there is such a code", 3),
        (["move", "funding", "--under", "short_term"], "cannot move under itself", 3),
        (["retire", "funding"], "has codes under it", 3),
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


def test_a_code_is_changed_by_its_name_too(study: Path, qualcode: Command) -> None:
    done = qualcode("codebook", "merge", "ACCESS", "Short_Term")

    assert done.code == 0
    assert "merged access into short_term" in done.err


def test_what_became_of_codes_goes_with_the_decisions_to_another_copy(
    study: Path, qualcode: Command, tmp_path: Path
) -> None:
    import shutil

    copy = Path(shutil.copytree(study, tmp_path / "copy"))
    assert qualcode("codebook", "merge", "short_term", "funding").code == 0
    assert qualcode("export", "--decisions", tmp_path / "out.jsonl").code == 0

    done = qualcode("merge", tmp_path / "out.jsonl", "--project", copy)

    assert done.code == 0
    assert "short_term" in done.err
    assert "codebook.yaml" in done.err


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


def test_terms_are_suggested_from_the_sample_study(sample: Path, qualcode: Command) -> None:
    done = qualcode("codebook", "suggest-terms", "access", "--project", sample, "--format", "json")

    assert done.code == 0
    assert "access" in [row["term"] for row in done.cells]
    assert all(float(row["z"]) >= 1.96 for row in done.cells)
    assert qualcode("codebook", "suggest-terms", "nothing", "--project", sample).code == 2


def test_a_split_made_by_hand_is_explained_afterwards(study: Path, qualcode: Command) -> None:
    file = study / "codebook.yaml"
    text = file.read_text(encoding="utf-8")
    second = "  - id: papers\n    name: Papers\n    terms: [permit]\n"
    file.write_text(text.replace("id: access", "id: roads") + second, encoding="utf-8")
    assert "access is gone" in qualcode("suggest").err

    assert "1 passage to code again" in qualcode("codebook", "split", "access", "roads", "papers").err

    waiting = qualcode("suggestions", "--recode", "--format", "json").cells
    assert [row["code"] for row in waiting] == ["roads", "papers"]


def test_a_codebook_kept_in_excel_is_edited_there_and_its_changes_noticed(study: Path, qualcode: Command) -> None:
    assert qualcode("codebook", "export", "codebook.csv").code == 0
    settings = study / "qualcode.toml"
    text = settings.read_text(encoding="utf-8").replace("[study]", '[study]\ncodebook = "codebook.csv"')
    settings.write_text(text, encoding="utf-8")
    table = study / "codebook.csv"

    refused = qualcode("codebook", "retire", "access")
    assert refused.code == 2
    assert "`qualcode suggest` notices what changed" in refused.err

    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(line for line in lines if not line.startswith("access,")), encoding="utf-8")
    assert "access is gone" in qualcode("suggest").err
    assert "1 decision on it are kept" in qualcode("codebook", "retire", "access").err
