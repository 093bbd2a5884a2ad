"""Names nobody has listed are proposed, ticked, and protected from then on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualcode.study.results import protecting
from qualcode.study.results.name_sheet import read_names, write_names
from qualcode.study.results.protecting import looked_for, propose_names, protect, said_of, unlisted
from qualcode.study.study import Study
from qualcode.study.ticked import TicksTaken


@pytest.fixture
def study(shown: Study, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The small study, in which Basra is printed, where no language model is installed."""
    monkeypatch.setattr(protecting, "_recogniser", lambda _: (None, ("No model.",)))
    return shown


def names(study: Study) -> list[str]:
    return [each.name for each in propose_names(study, study.results()).candidates]


def printed(study: Study) -> str:
    return " ".join(quote.printed for quote in study.results().selection.quotes)


def test_what_was_looked_for_is_said(study: Study) -> None:
    said = looked_for(study.results())

    assert "Looked in 4 quotes for 0 ids, 0 names and 0 organisations of the list of informants" in said
    assert "0 names in protect.csv (there is no such file)" in said
    assert unlisted(study, study.results()).startswith("1 word may be names nobody has listed")


def test_a_name_that_is_ticked_is_replaced_and_asked_no_more(study: Study) -> None:
    assert names(study) == ["Basra"]
    assert "Basra" in printed(study)

    assert protect(study, study.results(), {"Basra": ("place", "yes")}) == {}

    assert "Basra" not in printed(study)
    assert "[place]" in printed(study)
    assert names(study) == []
    assert "1 name in protect.csv," in looked_for(study.results())


def for_client(study: Study) -> str:
    results = replace(study.results(), for_client=True)
    return " ".join(quote.printed for quote in results.selection.quotes)


def test_a_client_reads_what_may_be_a_name_only_once_somebody_has_said_that_it_is_none(study: Study) -> None:
    assert "Basra" not in for_client(study)
    assert "donors left [name]" in for_client(study)

    protect(study, study.results(), {"Basra": ("place", "no")})
    assert "Basra" in for_client(study)

    protect(study, study.results(), {"Basra": ("place", "")})
    assert "Basra" not in for_client(study)


def test_a_word_that_the_study_prints_of_its_own_is_no_secret(study: Study) -> None:
    (study.folder / "findings.yaml").write_text("questions:\n  EQ1: What is so in Basra?\nfindings: []\n", "utf-8")

    assert "Basra" in for_client(study)


def test_what_somebody_says_of_a_role_is_kept_and_not_asked_again(study: Study) -> None:
    for answer in ("yes", "no", "yes", ""):
        protect(study, study.results(), {"I'm the mayor": ("role", answer)})
        assert said_of(study.results(), "I'm the mayor") == answer

    assert not (study.folder / "protect.csv").exists()


def test_what_names_nobody_is_asked_no_more_until_that_is_taken_back(study: Study) -> None:
    protect(study, study.results(), {"Basra": ("place", "no")})
    assert names(study) == []
    assert "Basra" in printed(study)

    protect(study, study.results(), {"Basra": ("place", "")})
    assert names(study) == ["Basra"]


def test_names_stand_in_the_columns_the_list_has(study: Study) -> None:
    path = study.folder / "protect.csv"
    path.write_text("why;replacement;name\nasked;;Kut", encoding="utf-8")

    protect(study, study.results(), {"Basra": ("place", "[a town]")})

    assert path.read_text("utf-8-sig") == "why;replacement;name\nasked;;Kut\n;[a town];Basra\n"
    assert "[a town]" in printed(study)


def test_findings_and_titles_are_looked_through_too(study: Study) -> None:
    (study.folder / "findings.yaml").write_text(
        "findings:\n  - id: F1\n    statement: The office in Kirkuk closed.\n    codes: [funding]\n", encoding="utf-8"
    )

    [kirkuk] = [each for each in propose_names(study, study.results()).candidates if each.name == "Kirkuk"]
    assert kirkuk.where == ("findings.yaml",)


def ticked(study: Study, path: Path, answer: str) -> TicksTaken:
    book = load_workbook(path)
    page = book["Names"]
    [place] = [cell.column for cell in page[1] if cell.value == "Protect"]
    page.cell(2, place).value = answer
    book.save(path)
    return read_names(study, study.results(), path)


def test_a_list_is_ticked_read_and_read_again(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    write_names(study, study.results(), path)

    assert ticked(study, path, "maybe").n_refused == 1
    assert "1 row changed" in ticked(study, path, "yes").said[0]
    assert "Basra" not in printed(study)
    again = read_names(study, study.results(), path)
    assert (again.n_refused, again.table.notes) == (0, ("Nothing new in the list.",))


def test_what_the_list_of_names_has_is_taken_out_of_it_by_hand(study: Study) -> None:
    protect(study, study.results(), {"Basra": ("place", "yes")})

    assert "by hand" in protect(study, study.results(), {"Basra": ("place", "no")})["Basra"]
    assert "Basra" not in printed(study)
