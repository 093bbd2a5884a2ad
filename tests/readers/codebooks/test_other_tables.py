"""Codebooks in tables as people write them, and as other programs export them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from qualcode.model.codebook import Codebook
from qualcode.readers.codebooks import inspect_codebook, read_codebook_text
from tests.readers.files import docx, word_table, write, xlsx

TREE = {"Funding": "", "Short-term": "Funding", "Delay": "Short-term", "Access": ""}


def tree(codebook: Codebook) -> dict[str, str]:
    names = {code.id: code.name for code in codebook.codes}
    return {code.name: names[code.parent] if code.parent else "" for code in codebook.codes}


def read(folder: Path, *rows: list[str]) -> Codebook:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    codebook, problems = inspect_codebook(write(folder, "codes.csv", text.getvalue()))
    assert [str(problem) for problem in problems if problem.is_error] == []
    return codebook


@pytest.mark.parametrize(
    "table",
    [
        "Parent code,Code;,Funding;Funding,Short-term;Funding\\Short-term,Delay;,Access",
        "Name,Parent Node;Funding,;Short-term,Funding;Delay,short-term;Access,",
        "Id,Parent Id,Title;1,0,Funding;2,1,Short-term;3,2,Delay;4,,Access",
        "Code;Funding;   Short-term;      Delay;Access",
        "Code;Funding;\xa0Short-term;\xa0\xa0Delay;Access",
        "Code;Funding;- Short-term;-- Delay;Access",
        "Code;1. Funding;1.1 Short-term;1.1.1 Delay;2. Access",
        "No.,Theme;1,Funding;1.1,Short-term;1.1.1,Delay;2,Access",
        "Level,Code;0,Funding;1,Short-term;2,Delay;0,Access",
        "Name;Codes\\\\Funding;Codes\\\\Funding\\\\Short-term;Codes\\\\Funding\\\\Short-term\\\\Delay;Codes\\\\Access",
        "Code;Funding;Funding > Short-term;Funding > Short-term > Delay;Access",
        "Funding>>Short-term>>Delay,late;Access,ways",
        "Hierarchical Name;Funding::Short-term::Delay;Access",
        "tag;Funding;Funding.Short-term;Funding.Short-term.Delay;Access",
        "Theme,Sub-theme,Sub-sub-theme;Funding,,;,Short-term,;,,Delay;Access,,",
        "Thème,Sous-thème,Code;Funding,Short-term,Delay;Access,,",
        "A title,,;;Level 1,Level 2,Level 3;Funding,Short-term,Delay;Access",
        "الموضوع,الموضوع الفرعي,Level 3;Funding,Short-term,Delay;Access,,",
    ],
)
def test_the_tree_is_read_however_it_is_written(tmp_path: Path, table: str) -> None:
    codebook = read(tmp_path, *(row.split(",") for row in table.split(";")))

    assert tree(codebook) == TREE
    assert tree(read_codebook_text(codebook.source, "codes.csv")) == TREE


@pytest.mark.parametrize(
    ("headings", "column"),
    [
        ("Description|Comment|Code memo|Definition of the code|Sub-theme definition|Définition|التعريف", "definition"),
        ("Include|Inclusion criteria|When to use|Include / use when|Inclure|يشمل", "include"),
        ("Exclude|When NOT to use|Exclusion|Exclure|لا يشمل", "exclude"),
        ("Terms|Keywords|Key words|Keywords / search terms|Mots-clés|Palabras clave|الكلمات المفتاحية", "terms"),
    ],
)  # fmt: skip
def test_headings_are_matched_loosely(tmp_path: Path, headings: str, column: str) -> None:
    for heading in headings.split("|"):
        [code] = read(tmp_path, ["Code", heading], ["Water", "words"]).codes

        found = code.terms[""] if column == "terms" else (getattr(code, column),)
        assert (heading, found) == (heading, ("words",))


@pytest.mark.parametrize(
    ("cell", "terms"),
    [
        ("fund, donor; grant", ("fund", "donor", "grant")),
        ("fund\ndonor, run out of money", ("fund", "donor", "run out of money")),
        ("تمويل، مانح؛ منحة", ("تمويل", "مانح", "منحة")),
        ("• fund\n• donor", ("fund", "donor")),
        ('"money, or none", fund', ("money, or none", "fund")),
        ("fund | donor", ("fund", "donor")),
        ("fund · donor · grant", ("fund", "donor", "grant")),
        ("fund / donor, NGO/UN", ("fund", "donor", "NGO/UN")),
        ("and / or; 1 / 2", ("and / or", "1 / 2")),
        ("M / E, UN / NGO", ("M / E", "UN / NGO")),
        ("before / after · fund / donor", ("before / after", "fund", "donor")),
        ('"fund / donor", grant', ("fund / donor", "grant")),
    ],
)
def test_keywords_in_one_cell_are_terms_of_their_own(tmp_path: Path, cell: str, terms: tuple[str, ...]) -> None:
    [code] = read(tmp_path, ["Theme", "Keywords"], ["Funding", cell]).codes

    assert code.terms == {"": terms}


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_a_codebook_whose_encoding_was_guessed_is_better_saved_as_another(tmp_path: Path, encoding: str) -> None:
    _, problems = inspect_codebook(write(tmp_path, "codes.csv", "Thème,Mots\nSanté,hôpital\n".encode(encoding)))

    assert any("read as" in problem.message and "CSV UTF-8" in problem.hint for problem in problems)


def test_keywords_of_another_language_have_a_column_of_their_own(tmp_path: Path) -> None:
    codebook = read(tmp_path, ["Theme", "Keywords", "Keywords (Arabic)"], ["Funding", "fund", "تمويل"])

    assert codebook.codes[0].terms == {"": ("fund",), "ar": ("تمويل",)}
    assert codebook.languages == ("en", "ar")


@pytest.mark.parametrize(
    ("headings", "term", "language"),
    [
        (["Theme", "Keywords"], "تمويل", "ar"),
        (["Theme", "Keywords"], "پارە, دەرمان", "ckb"),
        (["Thème", "Mots-clés"], "fonds", "fr"),
        (["Tema", "Palabras clave"], "fondo", "es"),
        (["Theme", "Keywords"], "fund", "en"),
    ],
)
def test_the_language_of_a_table_is_told_by_its_letters_or_headings(
    tmp_path: Path, headings: list[str], term: str, language: str
) -> None:
    assert read(tmp_path, headings, ["Funding", term]).languages == (language,)


def test_names_of_several_words_under_code_are_names(tmp_path: Path) -> None:
    codebook = read(
        tmp_path, ["Code", "Description"], ["Human resources", "People"], ["Access (roads & permits)", "Ways"]
    )

    assert [(code.id, code.name, code.definition) for code in codebook.codes] == [
        ("human_resources", "Human resources", "People"),
        ("access_roads_permits", "Access (roads & permits)", "Ways"),
    ]


def test_two_sub_themes_of_one_name_are_two_codes(tmp_path: Path) -> None:
    codebook = read(tmp_path, ["Theme", "Sub-theme"], ["Funding", "Other"], ["Access", "Other"])

    assert [code.id for code in codebook.codes] == ["funding", "other", "access", "access_other"]


def test_an_example_stands_with_what_belongs_under_the_code(tmp_path: Path) -> None:
    [code] = read(tmp_path, ["Theme", "Include", "Example"], ["Funding", "Grants.", "They left us."]).codes

    assert code.include == "Grants.\nFor example: They left us."


@pytest.mark.parametrize(
    ("headings", "understood"),
    [
        ("Code,Wibble", "columns are Theme, Sub-theme, Definition, Keywords, Include, Exclude, Example"),
        ("id,Wibble", "columns are id, parent, name, definition, include"),
    ],
)
def test_a_column_that_is_not_understood_is_named_with_those_that_would_be(
    tmp_path: Path, headings: str, understood: str
) -> None:
    _, problems = inspect_codebook(write(tmp_path, "codes.csv", f"{headings}\nWater,x\n"))

    assert problems[0].message == "the column 'Wibble' is not read"
    assert problems[0].hint.startswith(understood)


@pytest.mark.parametrize(
    ("table", "line", "terms"),
    [
        ("Theme,Sub-theme,Keywords;Staff,,nurse;,Training,pay;,,loan", 4, {"Staff": "nurse", "Training": "pay loan"}),
        ("Theme,Keywords;Staff,nurse;,doctor;Access,road", 3, {"Staff": "nurse doctor", "Access": "road"}),
        ("Theme,Keywords,Exclude;Staff,,students;,nurse,", 3, {"Staff": "nurse"}),
    ],
)
def test_keywords_in_a_row_that_names_no_theme_are_those_of_the_row_above(
    tmp_path: Path, table: str, line: int, terms: dict[str, str]
) -> None:
    codebook, problems = inspect_codebook(write(tmp_path, "codes.csv", table.replace(";", "\n")))

    assert {code.name: " ".join(code.terms[""]) for code in codebook.codes} == terms
    assert f"codes.csv: line {line}: names no theme, so it is read as more of the row above" in map(str, problems)


def test_a_codebook_in_word_is_the_table_with_its_headings(tmp_path: Path) -> None:
    rows = [["Theme", "Sub-theme", "Keywords"], ["Funding", "", "fund, donor"], ["", "Delay", "late"]]
    path = write(tmp_path, "codes.docx", docx(word_table(["Version", "2"]), word_table(*rows)))

    codebook, _ = inspect_codebook(path)

    assert tree(codebook) == {"Funding": "", "Delay": "Funding"}
    assert codebook.codes[0].terms == {"": ("fund", "donor")}
    assert tree(read_codebook_text(codebook.source, "codes.docx")) == tree(codebook)


def test_a_workbook_is_read_from_the_sheet_with_the_headings(tmp_path: Path) -> None:
    codebook, _ = inspect_codebook(write(tmp_path, "codes.xlsx", xlsx(["Theme", "Definition"], ["Funding", "Money"])))

    assert [(code.name, code.definition) for code in codebook.codes] == [("Funding", "Money")]
