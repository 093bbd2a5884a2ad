from __future__ import annotations

import pytest

from qualcode.errors import CodebookError, UsageError
from qualcode.model.journal import EventKind
from qualcode.readers.codebooks import read_codebook
from qualcode.study.codebook.changes import add_code, merge_code, move_code, new_code, retire_code, split_code
from qualcode.study.study import Study
from tests.study.make import Heard


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
