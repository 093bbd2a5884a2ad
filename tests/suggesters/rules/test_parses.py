"""Parsed passages are kept by content and model, shared between runs, and can be deleted at any time."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Codebook
from qualcode.suggesters import compile_codebook, suggest_document
from qualcode.suggesters.rules import language_model
from qualcode.suggesters.rules.needed import needed_words
from qualcode.suggesters.rules.parses import FOLDER, Parses
from tests.examples import is_full
from tests.make import make_document, make_segments
from tests.store.kills import fork

with_model = pytest.mark.skipif(not language_model.installed_model(), reason="the English model is not installed")

TEXTS = ("We lacked resources.", "Rain fell on Basra.", "They lack money.")
LACK = ({"LEMMA": "lack"}, {"OP": "*", "IS_PUNCT": False}, {"LOWER": "resources"})


class CountingPipeline:
    """Stands where the model stands, and tells what it was asked to read."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("en")
        self.vocab, self.pipe_names = self.nlp.vocab, ["tagger"]
        self.read: list[str] = []

    def pipe(self, texts: Any) -> Any:
        for text in texts:
            self.read.append(text)
            parsed = self.nlp.make_doc(text)
            for token in parsed:
                token.lemma_, token.pos_ = token.lower_.rstrip("ed"), "VERB"
            yield parsed


def parses(cache: Path | None, model: str = "spacy") -> tuple[Parses, CountingPipeline]:
    pipeline = CountingPipeline()
    return Parses(pipeline, model, cache), pipeline  # type: ignore[arg-type]


def told(kept: Parses, *texts: str, sha256: str = "d1") -> list[list[tuple[str, str, str]]]:
    return [[(token.text, token.lemma_, token.pos_) for token in doc] for doc in kept.parse(sha256, texts)]


def test_what_was_parsed_is_read_back_the_same(tmp_path: Path) -> None:
    first, _ = parses(tmp_path)
    second, pipeline = parses(tmp_path)

    assert told(first, *TEXTS) == told(second, *TEXTS)
    assert pipeline.read == []


def test_only_new_passages_are_parsed(tmp_path: Path) -> None:
    told(parses(tmp_path)[0], TEXTS[0])
    again, pipeline = parses(tmp_path)

    told(again, TEXTS[1], TEXTS[0], TEXTS[1])

    assert pipeline.read == [TEXTS[1]]


@pytest.mark.parametrize("other", [{"sha256": "d2"}, {"model": "lemminflect"}], ids=["text", "model"])
def test_another_text_or_model_is_parsed_anew(other: dict[str, str], tmp_path: Path) -> None:
    told(parses(tmp_path)[0], *TEXTS)
    again, pipeline = parses(tmp_path, other.get("model", "spacy"))

    told(again, *TEXTS, sha256=other.get("sha256", "d1"))

    assert pipeline.read == list(TEXTS)


def test_a_deleted_or_damaged_cache_loses_nothing(tmp_path: Path) -> None:
    before = told(parses(tmp_path)[0], *TEXTS)
    (file,) = (tmp_path / FOLDER).iterdir()
    file.write_bytes(file.read_bytes()[:40])

    assert told(parses(tmp_path)[0], *TEXTS) == before
    shutil.rmtree(tmp_path / FOLDER)
    assert told(parses(tmp_path)[0], *TEXTS) == before


def test_the_cache_is_its_owners_alone_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    told(parses(tmp_path)[0], *TEXTS)
    (file,) = (tmp_path / FOLDER).iterdir()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700
    assert file.suffix == ".spacy"


def test_where_nothing_can_be_written_parsing_goes_on(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where the folder should be")

    assert len(told(parses(tmp_path)[0], *TEXTS)) == 3


@with_model
def test_a_cache_changes_no_suggestion(tmp_path: Path) -> None:
    codebook = Codebook(name="Test", codes=(Code(id="funding", name="Funding", patterns=(LACK,)),))
    document = make_document("يعني 🙂 we lacked any real resources.", "Rain.", "The clinic lacks resources.")

    runs = [
        suggest_document(document, make_segments(document), compile_codebook(codebook, cache=cache))
        for cache in (None, tmp_path, tmp_path)
    ]

    assert runs[0] == runs[1] == runs[2]
    assert [piece.text for found in runs[0] for piece in found.evidence] == [
        "lacked any real resources",
        "lacks resources",
    ]


@pytest.mark.parametrize(
    ("patterns", "text", "can_match"),
    [
        ([LACK], "They LACKED resources", True),
        ([LACK], "Rain fell", False),
        ([[{"LEMMA": "go"}]], "They went", True),
        ([[{"LEMMA": "be"}]], "It was", True),
        ([[{"LOWER": {"IN": ["road", "path"]}}, {"POS": "VERB"}]], "The path ends", True),
        ([[{"POS": "VERB"}]], "Rain fell", True),
        ([[{"LOWER": "road", "OP": "?"}, {"POS": "VERB"}]], "Rain fell", True),
        ([[{"LOWER": "road", "OP": "{0,2}"}]], "Rain fell", True),
        ([[{"LOWER": {"REGEX": "ro.d"}}]], "road", True),
        ([LACK, [{"LOWER": "rain"}]], "Rain fell", True),
    ],
)
def test_a_passage_is_parsed_only_where_it_can_match(
    patterns: list[list[dict[str, Any]]], text: str, can_match: bool
) -> None:
    needed = needed_words(patterns)

    assert (needed is None or needed.search(text.lower()) is not None) is can_match


SAID = ["We", "lacked", "lacks", "LACKING", "any", "resources", "Resources", "money", ",", ".", "of"]


@with_model
@given(st.lists(st.sampled_from(SAID), max_size=12))
def test_keeping_passages_from_the_model_loses_no_match(words: list[str]) -> None:
    document = make_document("Rain.", " ".join(words) or "x")
    codebook = Codebook(name="Test", codes=(Code(id="funding", name="Funding", patterns=(LACK,)),))
    anything = ({"OP": "?", "LOWER": "x"}, *LACK)
    wider = Codebook(name="Test", codes=(Code(id="funding", name="Funding", patterns=(LACK, ({"POS": "X"},))),))

    def found(book: Codebook) -> list[str]:
        suggestions = suggest_document(document, make_segments(document), compile_codebook(book))
        return [piece.text for one in suggestions for piece in one.evidence if piece.rule.startswith("lack")]

    assert needed_words([*wider.codes[0].patterns, anything]) is None
    assert found(codebook) == found(wider), "the second codebook has every passage parsed"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_runs_at_the_same_time_share_the_cache(tmp_path: Path) -> None:
    expected = told(parses(None)[0], *TEXTS)

    def parse() -> None:
        rounds = [told(parses(tmp_path)[0], *TEXTS[: 1 + n % 3]) for n in range(6 if is_full() else 3)]
        assert all(one == expected[: len(one)] for one in rounds)

    children = [fork(parse) for _ in range(4)]

    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0, 0]
    assert [file.suffix for file in (tmp_path / FOLDER).iterdir()] == [".spacy"]
