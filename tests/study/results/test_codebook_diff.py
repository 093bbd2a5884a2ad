"""What an edit of the codebook would change, told before it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.study.results.codebook_diff import diff_tables, two_codebooks
from qualcode.study.study import Study
from tests.study.make import cells


def test_an_edit_is_shown_with_what_it_would_change(coded: Study) -> None:
    text = coded.codebook_path.read_text(encoding="utf-8")
    edited = text.replace("[checkpoint]", "[checkpoint, medicine]").replace("[grant, donor]", "[donor]")
    coded.codebook_path.write_text(edited, "utf-8")
    before = list(coded.store.suggestions.hits())

    changes, suggestions, figures = map(cells, diff_tables(coded, "", ""))

    assert [(row["code"], row["before"], row["after"]) for row in changes] == [
        ("funding", "grant", ""),
        ("access", "", "medicine"),
    ]
    [funding] = suggestions
    assert (funding["code"], funding["before"], funding["after"], funding["no_longer"]) == ("funding", "2", "1", "1")
    assert figures[0]["total.n_informants"] == "2 of 3 → 1 of 3"
    assert list(coded.store.suggestions.hits()) == before


def test_any_two_codebooks_are_compared_and_those_used_before(coded: Study, tmp_path: Path) -> None:
    [(sha256, _)] = coded.store.sources.codebooks()
    other = tmp_path / "other.yaml"
    other.write_text("codebook: O\ncodes: [{id: reach, name: Access}]\n", encoding="utf-8")

    changes = next(diff_tables(coded, sha256[:8], str(other)))

    assert "access may be reach under a new id." in changes.notes
    for study, names in ((coded, ("nothing.yaml", "")), (coded, ("abc", str(other))), (None, (str(other), ""))):
        with pytest.raises(UsageError):
            two_codebooks(*names, study)
