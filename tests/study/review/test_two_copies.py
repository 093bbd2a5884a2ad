"""Two copies of a study in which coders decide, and whose transcript is corrected again and again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from qualcode.model.coding import Coding, Verdict
from qualcode.review.evidence import with_evidence
from qualcode.review.reanchor import reanchored
from qualcode.review.resolve import Resolution, resolve
from qualcode.review.standing import Target
from qualcode.study.keeping.merging import export_records, merge_files
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.results.counting import resolution_of
from qualcode.study.review.sessions import open_session
from qualcode.study.study import Study
from tests.examples import is_full
from tests.study.make import Heard

ANSWERS = (
    "Amira: Our last short grant ended in the spring, and the donors left Basra.\n",
    "Amira: At the second checkpoint they keep the medicines until the evening.\n",
    "Amira: The midwife has gone to the city, and nobody has come in her place.\n",
    "Amira: There is always some grant, but you have to know whom you can ask.\n",
)
QUESTIONS = tuple(
    f"Interviewer: And what about the {what} that you told us of?\n" for what in ("money", "roads", "staff")
)


def say(study: Study, chance: Random) -> None:
    """A coder says something of an answer."""
    session = open_session(study, chance.choice(["amal", "omar"]))
    spoken = [each for each in session.library.segments.values() if any(each.text in answer for answer in ANSWERS)]
    segment = chance.choice(spoken)
    item = session.at(Target(segment.document_id, segment.id, chance.choice(["funding", "access"])))
    session.decide(item, chance.choice([Verdict.ADD, Verdict.ADD, Verdict.REJECT, Verdict.WITHDRAW]))


def correct(study: Study, turns: list[str]) -> None:
    path = study.folder / "transcripts" / "amira.txt"
    path.write_text("".join(turns), encoding="utf-8")
    roster = load_roster(study)
    follow_import(study, roster, import_transcripts(study, [path], roster))


def figures(study: Study) -> tuple[list[tuple[str, ...]], int, int, tuple[str, ...]]:
    """What the tables are made of; the counter goes document by document."""
    found = resolution_of(study)
    assert found is None or found == counted_whole(study)
    if found is None:
        return [], 0, 0, ()
    codings = sorted((each.code_id, each.text, each.coder, each.id) for each in found.codings)
    return codings, len(found.disputed), len(found.decided), found.coders


def counted_whole(study: Study) -> Resolution:
    segmented = list(study.store.documents.segmented())
    documents = {document.id: document for document, _ in segmented}
    segments = {segment.id: segment for _, passages in segmented for segment in passages}
    resolution = resolve(
        reanchored(study.store.log.decisions(), documents, segments, earlier=study.store.documents.segmented_versions),
        documents.values(),
        codebook=study.codebook(),
    )
    hits = list(study.store.suggestions.hits())
    codings: list[Coding] = []
    for document, passages in segmented:
        own = [coding for coding in resolution.codings if coding.document_id == document.id]
        found = [each for each in hits if each.document_id == document.id]
        codings += with_evidence(own, found, document.text, passages, study.codebook())
    return replace(resolution, codings=tuple(codings))


def exchange(one: Study, other: Study, folder: Path) -> None:
    for giver, taker in ((one, other), (other, one)):
        export_records(giver, folder / f"{giver.folder.name}.jsonl")
        merge_files(taker, [folder / f"{giver.folder.name}.jsonl"])


@pytest.mark.parametrize("seed", range(3))
def test_two_copies_come_to_the_same_and_a_correction_elsewhere_to_nothing_else(
    coded: Study, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    turns = [turn for pair in zip((*QUESTIONS, QUESTIONS[0]), ANSWERS, strict=True) for turn in pair]
    one = replace(coded, voice=Heard())
    correct(one, turns)
    shutil.copytree(coded.folder, tmp_path / "other")
    with Study.open(tmp_path / "other", voice=Heard()) as other:
        copies = [one, other]
        for number in range(6 if is_full() else 3):
            for _ in range(2):
                say(chance.choice(copies), chance)
            chance.shuffle(copies)
            exchange(*copies, tmp_path)
            before = figures(one)
            assert figures(other) == before
            place = chance.randrange(0, len(turns), 2)
            pair, turns = turns[place : place + 2], turns[:place] + turns[place + 2 :]
            place = chance.randrange(0, len(turns) + 1, 2)
            turns[place:place] = pair
            turns[chance.randrange(0, len(turns), 2)] = f"Interviewer: So this was question {number}, you said?\n"
            for study in copies:
                correct(study, turns)
            assert figures(one) == figures(other) == before
