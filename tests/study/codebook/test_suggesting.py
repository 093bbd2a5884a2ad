from __future__ import annotations

from pathlib import Path

from qualcode.model.coding import Verdict
from qualcode.study.codebook.files import load_codebook
from qualcode.study.codebook.suggesting import resting_on_changes, say_applied_once, suggest_codes
from qualcode.study.review.sessions import find_on_passage, open_session
from qualcode.study.study import Study
from tests.study.make import Heard


def test_applying_the_codebook_is_kept_in_the_log(coded: Study) -> None:
    outcome = suggest_codes(coded, load_codebook(coded))

    assert (outcome.n_documents, outcome.added, outcome.kept) == (3, 0, 4)
    assert [run["command"] for run in coded.store.facts.runs()] == ["suggest"]


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
