"""A sample of an archive is an ordinary study; what people find in it corrects what the rules found in all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.errors import ProjectError, UsageError
from qualcode.model.coding import Verdict
from qualcode.study.archive.archive import Archive
from qualcode.study.archive.counting import compare, estimates
from qualcode.study.archive.sampling import draw, drawn_in, make_sample
from qualcode.study.review.sessions import keep_read, open_session
from qualcode.study.study import Study
from qualcode.tables.archive import Found, Sampled, estimated_table
from tests.make import make_codebook
from tests.study.archive.make import Files
from tests.study.make import Heard, accept_all, cells

PEOPLE = {"CSO": [f"c{n}" for n in range(100)], "UN": [f"u{n}" for n in range(40)], "MoH": ["m1", "m2"]}


@pytest.mark.parametrize(
    ("size", "shares"), [(30, (14, 14, 2)), (100, (58, 40, 2)), (5, (1, 2, 2)), (999, (100, 40, 2))]
)
def test_groups_are_drawn_as_evenly_as_they_are_large_enough(size: int, shares: tuple[int, ...]) -> None:
    drawn = draw(PEOPLE, size, seed=1)

    assert tuple(map(len, drawn.values())) == shares
    assert all(set(drawn[group]) <= set(PEOPLE[group]) for group in PEOPLE)


def test_the_same_seed_draws_the_same_and_another_others() -> None:
    others = {group: people[::-1] for group, people in PEOPLE.items()}

    assert draw(PEOPLE, 30, 1) == draw(others, 30, 1)
    assert draw(PEOPLE, 30, 1) != draw(PEOPLE, 30, 2)


def test_everybody_is_as_likely_to_be_drawn() -> None:
    times = dict.fromkeys(PEOPLE["CSO"], 0)
    for seed in range(1000):
        for person in draw(PEOPLE, 30, seed)["CSO"]:
            times[person] += 1

    assert sum(times.values()) == 14_000
    assert all(90 < n < 195 for n in times.values())  # of 140, within five standard deviations


@pytest.fixture
def archive(files: Files) -> Archive:
    return files.archive()


def sampled(archive: Archive, size: int = 8) -> Study:
    folder = archive.folder.parent / "sample"
    make_sample(archive, folder, size=size, voice=Heard())
    return Study.open(folder, voice=Heard())


def read_all(study: Study) -> None:
    """Read every passage to its end."""
    session = open_session(study, "amal")
    for document_id in study.store.documents.ids():
        segments = study.store.documents.segments(document_id)
        keep_read(study, session, segments, study.codebook().sha256)


def test_a_sample_is_a_study_of_those_who_were_drawn(archive: Archive) -> None:
    with sampled(archive) as study:
        by, drawn = drawn_in(study.folder)
        people = {person for group in drawn.values() for person in group}

        assert by == "informant_type"
        assert len(people) == 8
        assert {person.id for person in study.roster().informants} == people
        assert len(study.store.documents.ids()) == 8
        assert study.settings.counting.reviewed == "read"
        assert study.results(unreviewed=True).codings
        originals = {path.name: path.read_bytes() for path in (archive.folder.parent / "given").iterdir()}
        copies = {path.name: path.read_bytes() for path in (study.folder / "transcripts").iterdir()}
        assert copies.items() <= originals.items()


def test_a_sample_of_rows_has_their_texts(files: Files) -> None:
    archive = files.archive("rows", str(files.as_parquet()), informants=None)

    with sampled(archive, 3) as study:
        assert len(study.store.documents.ids()) == 3


def test_of_a_sample_that_nobody_reviewed_nothing_is_told(archive: Archive) -> None:
    with sampled(archive) as study, pytest.raises(ProjectError, match="nothing is reviewed"):
        estimates(archive, study)


def test_a_study_that_was_not_drawn_and_another_grouping_are_refused(archive: Archive, coded: Study) -> None:
    with pytest.raises(ProjectError, match="was not drawn"):
        estimates(archive, coded)
    with sampled(archive) as study, pytest.raises(UsageError, match="drawn by informant_type"):
        estimates(archive, study, "organisation")
    with pytest.raises(UsageError, match="holds this sample already"):
        make_sample(archive, archive.folder.parent / "sample", size=8)
    with pytest.raises(UsageError, match="no such column"):
        make_sample(archive, archive.folder.parent / "other", size=2, by="region")


def test_people_and_rules_are_compared_on_those_who_are_reviewed(archive: Archive) -> None:
    with sampled(archive, 99) as study:
        drawn = drawn_in(study.folder)[1]
        accept_all(study)
        assert {each.n for each in compare(archive, study.results(), drawn).values()} == {0}

        read_all(study)
        agreed = compare(archive, study.results(), drawn)
        person = next(who for who in drawn["CSO"] if who not in archive.store.raised_by([who]).get("access", set()))
        found = next(who for who in drawn["CSO"] if archive.store.raised_by([who]).get("funding"))
        session = open_session(study, "amal")
        for document in study.store.documents.all():
            speaks = next(turn for turn in document.turns if turn.informant_id)
            passages = [each for each in study.store.documents.segments(document.id) if each.turn == speaks.ordinal]
            if speaks.informant_id == person:
                session.add(passages[0], "access")
            if speaks.informant_id == found:
                session.decide_all(
                    [each for each in session.items() if each.segment.document_id == document.id], Verdict.REJECT
                )
        after = compare(archive, study.results(), drawn)

    assert all(each.n == len(drawn[group]) for (_, group), each in agreed.items())
    assert {(each.missed, each.false) for each in agreed.values()} == {(0, 0)}
    assert (after["access", "CSO"].missed, agreed["access", "CSO"].missed) == (1, 0)
    assert (after["funding", "CSO"].false, after["funding", "CSO"].right) == (1, agreed["funding", "CSO"].right - 1)


def test_the_table_says_what_the_sample_makes_of_the_rules() -> None:
    codebook = make_codebook("funding", "access")
    found = Found(
        members={"CSO": 1000, "UN": 200},
        raised={("funding", "CSO"): 400, ("funding", "UN"): 200, ("funding", ""): 600},
        n_passages={},
        n_words={},
        n_loudest={},
    )
    sample = {
        ("funding", "CSO"): Sampled(n=100, right=36, missed=9, false=4),
        ("funding", "UN"): Sampled(n=50, right=50, missed=0, false=0),
        ("access", "CSO"): Sampled(n=100, right=0, missed=0, false=0),
    }

    table = estimated_table(codebook, found, sample, by="informant_type")

    [funding, access, _] = cells(table)
    assert funding["CSO.n_informants"] == "45% (38 to 52)"
    assert funding["UN.n_informants"] == "100% (95 to 100)"
    assert funding["total.n_informants"] == "54% (48 to 60)"
    assert funding["right"] == "86 of 90 (89 to 98)"
    assert funding["missed"] == "9 of 95 (5 to 17)"
    assert access["CSO.n_informants"] == "0% (0 to 3)"
    assert access["UN.n_informants"] == access["total.n_informants"] == access["right"] == "–"
    assert dict(table.rows[0].numbers)["CSO.n_informants.share"] == pytest.approx(0.45)
    assert "(suggestions, sample reviewed)" in table.title


def test_a_reviewed_sample_of_all_gives_what_is_true(archive: Archive) -> None:
    with sampled(archive, 99) as study:
        accept_all(study)
        read_all(study)
        table = estimates(archive, study)

    assert "Reviewed: 12 of 12 informants drawn." in table.notes
    [funding, *_] = cells(table)
    assert funding["total.n_informants"] == "75% (75 to 75)"
    assert json.loads(Path(study.folder / "sample.json").read_text("utf-8"))["seed"] == 1
