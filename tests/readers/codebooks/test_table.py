from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import CodebookError
from qualcode.model.codebook import Codebook
from qualcode.readers.codebooks import codebook_file, inspect_codebook, read_codebook, read_codebook_text
from tests.readers.codebooks.test_yaml import WHOLE


def plain(codebook: Codebook) -> Codebook:
    """Without what a table cannot keep: lines, and which of the first language's terms stood under its name."""
    codes = []
    for code in codebook.codes:
        first = (*code.terms.get("", ()), *code.terms.get(codebook.languages[0], ()))
        others = {
            language: words for language, words in code.terms.items() if language not in ("", codebook.languages[0])
        }
        codes.append(replace(code, line=0, terms={**({"": first} if first else {}), **others}))
    return replace(codebook, codes=tuple(codes), source="", sha256="")


SHIPPED = sorted((Path(__file__).parents[3] / "codebooks").glob("*.yaml"))


@pytest.mark.parametrize("text", [WHOLE, *(path.read_text(encoding="utf-8") for path in SHIPPED)])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".yaml"])
def test_a_codebook_goes_to_another_format_and_back(tmp_path: Path, suffix: str, text: str) -> None:
    codebook = read_codebook_text(text)
    path = tmp_path / f"codebook{suffix}"

    path.write_bytes(codebook_file(codebook, path.name))

    assert plain(read_codebook(path)) == plain(codebook)


def test_a_table_kept_as_text_reads_again(tmp_path: Path) -> None:
    path = tmp_path / "codebook.xlsx"
    path.write_bytes(codebook_file(read_codebook_text(WHOLE), path.name))
    codebook = read_codebook(path)

    assert plain(read_codebook_text(codebook.source, "codebook.csv")) == plain(codebook)


@pytest.mark.parametrize(
    "text",
    [
        "Code;Label;Keywords\nfunding;Funding;fund\n",
        "ID,Name,Terms\nfunding,Funding,fund\n",
        "name,terms\nFunding,fund\n",
        "id\tterms\nfunding\tfund\n",
    ],
)
def test_headings_are_matched_loosely(tmp_path: Path, text: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(text, encoding="utf-8")
    codebook = read_codebook(path)

    assert [(code.id, code.name, code.terms[""]) for code in codebook.codes] == [("funding", "Funding", ("fund",))]
    assert codebook.name == "codes"


def test_terms_that_begin_like_a_formula_are_text_in_excel_and_terms_again(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes(
        codebook_file(read_codebook_text("codebook: X\ncodes: [{id: who, terms: [=WHO, =FAO]}]"), path.name)
    )

    assert "'=WHO" in path.read_text(encoding="utf-8-sig")
    assert read_codebook(path).code("who").terms[""] == ("=WHO", "=FAO")


def test_children_may_stand_before_their_parents(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("id,parent,terms\nshort,funding,a b\nfunding,,fund\naccess,,road\n", encoding="utf-8")

    assert [(code.id, code.parent) for code in read_codebook(path).codes] == [
        ("funding", None),
        ("short", "funding"),
        ("access", None),
    ]


def test_every_problem_of_a_table_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(
        "id,parent,near,patterns,extra\na,b,,,x\nb,a,,,x\nc,zzz,money 6,,x\n,,,[1],x\n",
        encoding="utf-8",
    )

    with pytest.raises(CodebookError) as caught:
        read_codebook(path)

    assert [str(problem) for problem in caught.value.problems if problem.is_error] == [
        "codes.csv: line 2: a: is under itself, by way of its parents",
        "codes.csv: line 4: c: 'near' is not words and a number from 1 to 100",
        "codes.csv: line 4: c: its parent 'zzz' is not a code",
        "codes.csv: line 5: a code has no id",
        "codes.csv: line 5: : a pattern is not a list of tokens",
    ]


def test_a_misspelled_column_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("id,definiton,terms\nfunding,Money.,fund\n", encoding="utf-8")

    _, problems = inspect_codebook(path)

    assert (problems[0].message, problems[0].hint) == (
        "the column 'definiton' is not read",
        "did you mean 'definition'?",
    )
