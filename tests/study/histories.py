"""Histories at random of two copies of a study: two coders work apart, and each copy takes in what the other has.

After every exchange both copies are counted by hand. Meanwhile a transcript may be corrected, an informant left out or
forgotten.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from qualcode.study.keeping.forgetting import forget
from qualcode.study.keeping.merging import export_records, merge_records
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.roster import exclude_informant, load_roster
from qualcode.study.study import Study
from tests.study.recounted import CODERS, Drawn, differences, random_study, settle, work

ROUNDS = 2


def wrong_in_history(folder: Path, seed: int) -> tuple[int, list[str]]:
    """How many figures of a history were recounted, and each that is another one."""
    chance = random.Random(seed)
    copies = [folder / "one", folder / "other"]
    drawn = random_study(copies[0], seed)
    shutil.copytree(*copies)
    n, wrong = 0, list[str]()
    for number in range(ROUNDS):
        chance.shuffle(copies)
        for coder, copy in zip(CODERS, copies, strict=True):
            with Study.open(copy) as study:
                work(study, coder, chance, drawn)
        happened = chance.choice((_correct, _correct, _leave_out, _forget, _nothing))
        happened(copies, chance, drawn, number)
        _give(copies[0], copies[1])
        _give(copies[1], copies[0])
        with Study.open(copies[0]) as study:
            settle(study, chance)
        _give(copies[0], copies[1])
        for copy in copies:
            n_here, found = differences(copy, drawn)
            n += n_here
            wrong += [f"round {number}, {happened.__name__}, {copy.name}: {line}" for line in found]
    return n, wrong


def _give(giver: Path, taker: Path) -> None:
    records = giver.parent / "records.jsonl"
    with Study.open(giver) as here, Study.open(taker) as there:
        export_records(here, records)
        merge_records(there, records)


def _correct(copies: list[Path], chance: random.Random, drawn: Drawn, number: int) -> None:
    """Another question, and one more in front, so that every passage moves; the answers stay."""
    document = chance.choice(sorted({passage.partition(":")[0] for passage in drawn.said}))
    for copy in copies:
        path = copy / "transcripts" / f"{document}.txt"
        text = path.read_text("utf-8").replace("And what else is there?", f"And what of matter {number}?", 1)
        path.write_text(f"Interviewer: This is recording {number}, may I begin?\n\n{text}", encoding="utf-8")
        with Study.open(copy) as study:
            drawn.corrected.add(study.store.documents.get(document).sha256)
            roster = load_roster(study)
            follow_import(study, roster, import_transcripts(study, [path], roster))


def _leave_out(copies: list[Path], chance: random.Random, drawn: Drawn, number: int) -> None:
    counted = sorted(set(drawn.types) - drawn.excluded)
    if len(counted) < 2:  # of nobody nothing can be counted
        return
    person = chance.choice(counted)
    with Study.open(chance.choice(copies)) as study:
        exclude_informant(study, person, "a pilot")
    drawn.excluded.add(person)


def _forget(copies: list[Path], chance: random.Random, drawn: Drawn, number: int) -> None:
    """Somebody withdraws from both copies."""
    if len(drawn.types) < 3:
        return
    person = chance.choice([each for each in sorted(drawn.types) if {*drawn.types} - drawn.excluded - {each}])
    for copy in copies:
        with Study.open(copy) as study:
            forget(study, person)
    drawn.types.pop(person), drawn.organisations.pop(person)
    drawn.excluded.discard(person)
    drawn.said = {passage: said for passage, said in drawn.said.items() if said[0] != person}


def _nothing(copies: list[Path], chance: random.Random, drawn: Drawn, number: int) -> None:
    """Only decisions."""
