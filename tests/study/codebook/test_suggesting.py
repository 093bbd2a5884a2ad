"""Applying a codebook, and following whatever is edited in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.coding import Verdict
from qualcode.model.hits import Hits
from qualcode.settings import Settings
from qualcode.store import Store
from qualcode.study.codebook.files import load_codebook
from qualcode.study.codebook.suggesting import apply_codebook, resting_on_changes, say_applied_once, suggest_codes
from qualcode.study.review.sessions import find_on_passage, open_session
from qualcode.study.study import Study
from tests.make import make_codebook, make_document, make_segments
from tests.study.make import Heard

FUNDING = Code(id="funding", name="Funding", terms={"": ("fund", "short-term funding")})
ACCESS = Code(id="access", name="Access", terms={"": ("road", "=WHO")}, unless=("road map",))
SAID = (
    "The road’s short-term fund is gone.",
    "Money is gone. The WHO paid the road map.",
    "“Rain”, she said.",
    "It rains.",
)


def book(*codes: Code) -> Codebook:
    made = make_codebook(*codes)
    return replace(made, sha256=repr(made.codes))


EDITS = {
    "term added": book(replace(FUNDING, terms={"": ("fund", "short-term funding", "money")}), ACCESS),
    "term removed": book(replace(FUNDING, terms={"": ("short-term funding",)}), ACCESS),
    "term changed": book(FUNDING, replace(ACCESS, terms={"": ("road*", "=WHO")})),
    "terms in another order": book(replace(FUNDING, terms={"": ("short-term funding", "fund")}), ACCESS),
    "near": book(replace(FUNDING, near=(Near(words=("money", "gone"), within=3),)), ACCESS),
    "unless": book(FUNDING, replace(ACCESS, unless=())),
    "pattern": book(replace(FUNDING, patterns=(({"LOWER": "rain"},),)), ACCESS),
    "definition": book(replace(FUNDING, definition="Money, or none."), ACCESS),
    "code added": book(FUNDING, ACCESS, Code(id="rain", name="Rain", terms={"": ("rain",)})),
    "code added under another": book(FUNDING, ACCESS, Code(id="map", name="M", parent="access", terms={"": ("map",)})),
    "code removed": book(FUNDING),
    "codes merged": book(replace(FUNDING, terms={"": ("fund", "short-term funding", "road", "=WHO")})),
}


def made_by(folder: Path, *codebooks: Codebook) -> list[Hits]:
    """What stands in a study to which these codebooks were applied, one after the other."""
    with Store.create(folder, name="Edits") as store:
        for number, words in enumerate(SAID):
            document = make_document(words, id=f"kii-{number}")
            store.documents.add(document, make_segments(document), segmenter="test 1")
        for codebook in codebooks:
            store.sources.save_codebook(codebook)
            apply_codebook(Study(folder, store, Settings()), codebook)
        return list(store.suggestions.hits())


@pytest.mark.parametrize("edited", EDITS.values(), ids=EDITS)
def test_after_an_edit_and_back_again_the_study_holds_what_matching_anew_finds(
    tmp_path: Path, edited: Codebook
) -> None:
    first = book(FUNDING, ACCESS)

    assert made_by(tmp_path / "there", first, edited) == made_by(tmp_path / "anew", edited)
    assert made_by(tmp_path / "back", first, edited, first) == made_by(tmp_path / "before", first)


def test_applying_the_codebook_is_kept_in_the_log(coded: Study) -> None:
    outcome = suggest_codes(coded, load_codebook(coded))

    assert (outcome.n_documents, outcome.added, outcome.kept) == (3, 0, 4)
    assert [run["command"] for run in coded.store.facts.runs()] == ["import", "suggest"]


def test_decisions_on_words_a_rule_no_longer_finds_are_named_and_stand(coded: Study, heard: Heard) -> None:
    session = open_session(coded, "amal")
    session.decide(find_on_passage(session, "basim:2", "access"), Verdict.ACCEPT)
    text = coded.codebook_path.read_text(encoding="utf-8").replace("[checkpoint]", "[two checkpoints]")
    coded.codebook_path.write_text(text, encoding="utf-8")

    outcome = suggest_codes(coded, load_codebook(coded))

    assert [decision.code_id for decision in resting_on_changes(coded, outcome.places)] == ["access"]
    assert heard.notes[-2:] == [
        "1 decision made on words the rules no longer find as they were: basim:2 access",
        "They stand; `qualcode review` shows them as changed.",
    ]


def test_another_codebook_than_the_studys_own_is_applied_once_and_says_so(coded: Study, heard: Heard) -> None:
    say_applied_once(coded, coded.codebook_path)
    say_applied_once(coded, Path("other.yaml"))

    assert len(heard.warnings) == 1
    assert heard.warnings[0].startswith("other.yaml is not the study's own codebook")
