"""A codebook that grows while the study goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import CodebookError, QualcodeError, UsageError
from qualcode.model.coding import Verdict
from qualcode.model.journal import EventKind
from qualcode.readers.codebooks import read_codebook
from qualcode.study.codebook.changes import add_code, merge_code, move_code, new_code, retire_code, split_code
from qualcode.study.codebook.files import export_codebook
from qualcode.study.keeping.merging import export_records, merge_files
from qualcode.study.review.sessions import decide, suggestions_of
from qualcode.study.study import Study
from tests.study.make import Heard, accept_all, cells, configured


@pytest.fixture
def decided(coded: Study) -> Study:
    """The small study with every suggestion accepted by Rana."""
    accept_all(coded, "rana")
    return coded


def codes_of(study: Study, *, decided: bool = False, recode: bool = False) -> list[str]:
    """The codes of what is left for a coder, or of what they decided."""
    return [row["code"] for row in cells(suggestions_of(study, coder="rana", decided=decided, recode=recode))]


def status(study: Study) -> str:
    return " ".join(study.progress().notes)


def edited(study: Study, *pairs: tuple[str, str]) -> None:
    """Edit the codebook file by hand."""
    text = study.codebook_path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    study.codebook_path.write_text(text, encoding="utf-8")


def test_a_code_made_on_the_spot_stands_in_the_codebook_with_its_record(coded: Study) -> None:
    codebook, code_id = new_code(coded, "Late instalments", "funding")

    assert (code_id, codebook.code(code_id).parent) == ("late_instalments", "funding")
    assert "late_instalments" in coded.codebook_path.read_text(encoding="utf-8")
    assert [event.target for event in coded.store.log.events(EventKind.REDIRECT)] == ["late_instalments"]
    with pytest.raises(CodebookError, match="there is a code late_instalments already"):
        new_code(coded, "late instalments", None)


def test_a_new_code_has_its_terms_by_language_and_its_suggestions_at_once(coded: Study, heard: Heard) -> None:
    text = coded.codebook_path.read_text(encoding="utf-8").replace("codes:", "languages: [en, ar]\ncodes:", 1)
    coded.codebook_path.write_text(text, encoding="utf-8")
    add_code(coded, "health_supplies", under="Access", terms=["medicines", "ar:أدوية"])

    code = read_codebook(coded.codebook_path).code("health_supplies")
    assert (code.name, code.parent) == ("Health supplies", "access")
    assert dict(code.terms) == {"en": ("medicines",), "ar": ("أدوية",)}
    assert heard.notes == [
        "added health_supplies to codebook.yaml; give it include, exclude and tests there",
        "suggestions: 1 new, 0 no longer made, 4 as before",
    ]


def test_each_part_of_a_split_code_gets_the_terms_named_for_it(coded: Study) -> None:
    split_code(coded, "access", ["roads", "papers"], terms=["papers=permit"])

    codebook = read_codebook(coded.codebook_path)
    assert list(codebook.code("roads").terms.values()) == [("checkpoint",)]
    assert list(codebook.code("papers").terms.values()) == [("permit",)]
    with pytest.raises(UsageError, match="--term nothing=x: not NEW=TERM"):
        split_code(coded, "roads", ["a", "b"], terms=["nothing=x"])


def test_what_becomes_of_a_code_is_said_and_recorded(coded: Study, heard: Heard) -> None:
    move_code(coded, "short_term", "access")
    merge_code(coded, "short_term", "Funding", note="too few")
    retire_code(coded, "access")

    assert [note for note in heard.notes if not note.startswith("suggestions")] == [
        "moved short_term under access",
        "merged short_term into funding",
        "0 decisions on short_term count for funding from now on",
        "retired access",
        "0 decisions on it are kept and no longer count",
    ]
    assert [redirect.code_id for redirect in coded.store.log.redirects()] == ["short_term", "short_term", "access"]


def test_an_added_code_stands_in_the_file_and_is_suggested_at_once(decided: Study, heard: Heard) -> None:
    add_code(decided, "medicines", under="access", definition="What patients take.", terms=["medicine"])

    assert any("suggestions: 1 new, 0 no longer made" in note for note in heard.notes)
    assert "        terms: [medicine]" in decided.codebook_path.read_text(encoding="utf-8").splitlines()
    assert codes_of(decided) == ["medicines"]


def test_after_a_merge_decisions_count_for_the_other_code(decided: Study, heard: Heard) -> None:
    merge_code(decided, "short_term", "funding", note="one thing after all")

    assert heard.notes[:2] == [
        "merged short_term into funding",
        "1 decision on short_term count for funding from now on",
    ]
    assert "short_term" not in decided.codebook_path.read_text(encoding="utf-8")
    assert set(codes_of(decided, decided=True)) == {"funding", "access"}
    assert codes_of(decided) == []
    assert "do not count" not in " ".join(decided.frequencies().notes)


def test_a_split_queues_what_was_coded_and_the_rest_goes_on(decided: Study, heard: Heard) -> None:
    split_code(decided, "access", ["roads", "papers"], terms=["papers=permit"])

    assert any("1 passage to code again" in note for note in heard.notes)
    assert "1 decision on a code that was split since wait to be coded again: access (1)" in status(decided)
    assert "wait to be coded again" in " ".join(decided.frequencies().notes)
    waiting = suggestions_of(decided, coder="rana", recode=True)
    assert [row["code"] for row in cells(waiting)] == ["roads", "papers"]

    decide(decided, "rana", waiting.rows[0].key, Verdict.ACCEPT)

    assert codes_of(decided, recode=True) == []
    assert "coded again" not in status(decided)


def test_a_retired_code_is_listed_and_comes_back_with_its_decisions(decided: Study, heard: Heard) -> None:
    before = decided.codebook_path.read_text(encoding="utf-8")
    retire_code(decided, "access", note="nobody asked")
    assert "1 decision on it are kept and no longer count" in heard.notes
    assert "1 decision on a retired code" in status(decided)

    decided.codebook_path.write_text(before, encoding="utf-8")
    decided.suggest()
    assert any("access is new" in note for note in heard.notes)

    assert "retired" not in status(decided)
    assert codes_of(decided) == []


def test_a_code_renamed_by_hand_is_noticed_and_explained(decided: Study, heard: Heard) -> None:
    edited(decided, ("id: access", "id: reach"))

    decided.suggest()

    assert any("access is gone, and 1 decision on it are kept but do not count" in said for said in heard.warnings)
    assert any("`qualcode codebook merge access reach`" in hint for hint in heard.hints)
    assert "codebook does not have are kept and not counted: access (1)" in status(decided)

    merge_code(decided, "access", "reach")
    heard.warnings.clear()
    assert "not counted" not in status(decided)
    decided.suggest()
    assert not any("is gone" in said for said in heard.warnings)


def test_a_split_made_by_hand_is_explained_afterwards(decided: Study, heard: Heard) -> None:
    edited(decided, ("id: access", "id: roads"))
    with decided.codebook_path.open("a", encoding="utf-8") as file:
        file.write("  - id: papers\n    name: Papers\n    terms: [permit]\n")
    decided.suggest()
    assert any("access is gone" in said for said in heard.warnings)

    split_code(decided, "access", ["roads", "papers"])

    assert any("1 passage to code again" in note for note in heard.notes)
    assert codes_of(decided, recode=True) == ["roads", "papers"]


@pytest.mark.parametrize(
    ("change", "says", "error"),
    [
        (lambda study: merge_code(study, "nothing", "access"), "nothing: no such code", UsageError),
        (lambda study: merge_code(study, "access", "nothing"), "nothing: no such code", UsageError),
        (lambda study: split_code(study, "nothing", ["a", "b"]), "nothing: no such code", UsageError),
        (lambda study: move_code(study, "nothing"), "nothing: no such code", UsageError),
        (lambda study: move_code(study, "access", "nothing"), "nothing: no such code", UsageError),
        (lambda study: retire_code(study, "nothing"), "nothing: no such code", UsageError),
        (lambda study: add_code(study, "roads", under="nothing"), "nothing: no such code", UsageError),
        (lambda study: split_code(study, "access", ["one"]), "a split needs two or more", CodebookError),
        (lambda study: split_code(study, "access", ["a", "b"], terms=["c=x"]), "--term c=x", UsageError),
        (lambda study: add_code(study, "access"), "there is such a code", CodebookError),
        (lambda study: move_code(study, "funding", "short_term"), "cannot move under itself", CodebookError),
        (lambda study: retire_code(study, "funding"), "has codes under it", CodebookError),
    ],
    ids=[
        "merge nothing",
        "merge into nothing",
        "split nothing",
        "move nothing",
        "move under nothing",
        "retire nothing",
        "add under nothing",
        "split into one",
        "a term for no part",
        "add what there is",
        "move under itself",
        "retire with others",
    ],
)
def test_a_change_that_cannot_be_made_changes_nothing(
    decided: Study, change: Callable[[Study], None], says: str, error: type[QualcodeError]
) -> None:
    before, redirects = decided.codebook_path.read_bytes(), decided.store.log.redirects()

    with pytest.raises(error) as refused:
        change(decided)

    assert says in f"{refused.value.message}\n{refused.value.hint}"
    assert decided.codebook_path.read_bytes() == before
    assert decided.store.log.redirects() == redirects


def test_a_code_is_changed_by_its_name_too(decided: Study, heard: Heard) -> None:
    merge_code(decided, "ACCESS", "Short_Term")

    assert heard.notes[0] == "merged access into short_term"


def test_what_became_of_codes_goes_with_the_decisions_to_another_copy(decided: Study, tmp_path: Path) -> None:
    folder = shutil.copytree(decided.folder, tmp_path / "copy")
    merge_code(decided, "short_term", "funding")
    export_records(decided, tmp_path / "out.jsonl")
    said = Heard()

    with Study.open(folder, voice=said) as copy:
        assert merge_files(copy, [tmp_path / "out.jsonl"]) == 0

    assert any(warning.startswith("short_term: merged, split or retired") for warning in said.warnings)
    assert any("codebook.yaml" in hint for hint in said.hints)


def test_a_codebook_kept_in_excel_is_edited_there_and_its_changes_noticed(decided: Study, heard: Heard) -> None:
    table = decided.folder / "codebook.csv"
    export_codebook(decided.codebook_path, table)
    path = decided.folder / "qualcode.toml"
    path.write_text(path.read_text("utf-8").replace("[study]", '[study]\ncodebook = "codebook.csv"'), "utf-8")
    study = configured(decided, "")

    with pytest.raises(UsageError) as refused:
        retire_code(study, "access")
    assert "`qualcode suggest` notices what changed" in refused.value.hint

    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(line for line in lines if not line.startswith("access,")), encoding="utf-8")
    study.suggest()
    assert any("access is gone" in said for said in heard.warnings)
    retire_code(study, "access")
    assert any("1 decision on it are kept" in note for note in heard.notes)
