"""Slips in how a codebook is written: told by line in plain English, without what only follows from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.readers.codebooks import inspect_codebook

HEAD = "codebook: Water\ncodes:\n"


@pytest.mark.parametrize(
    ("text", "says", "remedy"),
    [
        (f"{HEAD}  - id: a\n\tname: A\n", "line 4: holds a tab", "use spaces"),
        (f"{HEAD}  - id: a\n   name: A\n    terms: [x]\n", "line 4: 'name' stands one space too far left", "under"),
        (f"{HEAD}  - id: a\n      name: A\n", "line 4: 'name' stands 2 spaces too far right", "under each other"),
        (
            f"{HEAD}  - id: a\n    name A\n    terms: [x]\n",
            "line 4: has no ': ' after its first word",
            "name: Staffing",
        ),
        (f"{HEAD}  - id:a\n    name: A\n", "line 3: has no space after 'id:'", "write id: and a space"),
        (f"{HEAD}  - id: a\n    definition: Money: all\n", "line 4: the text holds ': '", 'definition: "…"'),
        (f"{HEAD}  - id: a\n    terms: [x, y\n  - id: b\n", "line 4: a bracket is opened and not closed", "close it"),
        (f"{HEAD}  - id: a\n    terms: [x, y]]\n", "line 4: a bracket is closed that was not opened", "take it out"),
        (f'{HEAD}  - id: a\n    name: "A\n', "line 4: a quotation mark is opened and not closed", "close it"),
        (f'{HEAD}  - id: a\n    name: "A" b\n', "line 4: text goes on after a closing quotation mark", "all of it"),
        (f"{HEAD}  - id: a\n    name: @home\n", "line 4: a text begins with '@'", "quotation marks"),
        (f"{HEAD}  - id: a\n    keywords: [x]\n", "line 4: a: unknown key 'keywords'", "'terms'"),
        ("codebook: Water\nthemes: []\n", "line 2: unknown key 'themes'", "'codes'"),
    ],
)
def test_a_slip_is_told_by_its_line_with_what_to_write(text: str, says: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "water.yaml").write_text(text, encoding="utf-8")

    _, problems = inspect_codebook(tmp_path / "water.yaml")

    (found,) = (problem for problem in problems if str(problem) == f"water.yaml: {says}")
    assert remedy in found.hint
    assert not any("has no name" in problem.message or "has no codes" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04", "is an Excel or Word file, not YAML"),
        ("codebook: x".encode("utf-16"), "is UTF-16"),
        (b"{\\rtf1 codebook", "is an RTF file, not YAML"),
    ],
)
def test_another_file_under_the_name_of_yaml_is_called_what_it_is(data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "water.yaml").write_bytes(data)

    _, [problem] = inspect_codebook(tmp_path / "water.yaml")

    assert says in problem.message


def test_codes_without_tests_are_told_once_where_they_are_many(tmp_path: Path) -> None:
    codes = "".join(f"  - id: c{n}\n    definition: It.\n    terms: [word{n}]\n" for n in range(12))
    (tmp_path / "water.yaml").write_text(HEAD + codes, encoding="utf-8")

    _, [problem] = inspect_codebook(tmp_path / "water.yaml")

    assert problem.message == "12 codes have no tests"
    assert "docs/codebook.md" in problem.hint
