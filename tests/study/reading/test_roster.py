from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.informant import Appearance, Roster
from qualcode.study.folder import INFORMANTS
from qualcode.study.reading.looking import mark_documents
from qualcode.study.reading.options import known_speakers
from qualcode.study.reading.roster import draft_roster, exclude_informant, include_informant, read_roster_again
from qualcode.study.study import Study
from qualcode.study.unread import roster_is_unread
from tests.study.make import Heard


def test_a_changed_list_takes_effect_with_the_suggestions_that_follow(coded: Study) -> None:
    text = coded.roster_path.read_text(encoding="utf-8")
    coded.roster_path.write_text(text.replace("carol,UN agency", "dora,UN agency").replace("basim,", "omar,"), "utf-8")

    read = read_roster_again(coded)

    assert [person.id for person in read.roster.informants] == ["amira", "omar", "dora"]
    assert [{turn.informant_id for turn in document.turns} for document in read.documents] == [
        {None, "amira"},
        {None, "omar"},
        {None, "dora"},
    ]
    assert (read.problems, read.has_errors) == ((), False)


def test_what_the_list_and_the_transcripts_lack_is_named(coded: Study) -> None:
    with coded.roster_path.open("a", encoding="utf-8") as roster:
        roster.write("zaid,CSO,zaid\n")

    problems = read_roster_again(coded).problems

    assert ["no transcript 'zaid' is imported" in problem.message for problem in problems] == [True]


def test_somebody_left_out_comes_back_under_the_id_of_the_list(coded: Study) -> None:
    exclude_informant(coded, "AMIRA", "asked us to")
    assert coded.store.log.excluded() == {"amira": "asked us to"}

    include_informant(coded, "Amira")
    assert coded.store.log.excluded() == {}


def test_nobody_is_left_out_without_a_reason_or_by_a_name_the_list_does_not_have(coded: Study) -> None:
    with pytest.raises(UsageError, match="leaving someone out needs a reason"):
        exclude_informant(coded, "amira", "")
    for leave_out in (lambda: exclude_informant(coded, "zaid", "late"), lambda: include_informant(coded, "zaid")):
        with pytest.raises(UsageError, match="zaid: no such informant"):
            leave_out()


def test_a_list_read_again_is_listed_with_the_interviews_it_is_about(coded: Study) -> None:
    read = read_roster_again(coded)

    assert [row.key for row in read.informants().rows] == ["amira", "basim", "carol"]
    marks = mark_documents(coded, read.documents)
    assert [row.key for row in read.interviews(marks).rows] == ["amira", "basim", "carol"]
    assert "file" not in [column.key for column in read.interviews(marks, brief=True).columns]


def half_fill(study: Study) -> None:
    study.roster_path.write_text(
        "informant_id,informant_type,document,speaker\namira,CSO,amira.txt,\nbasim,,basim.txt,Basim\n", "utf-8"
    )


def test_a_half_filled_list_is_warned_of_and_the_import_goes_on(written: Study, heard: Heard) -> None:
    half_fill(written)

    outcome = written.import_transcripts()

    assert [document.id for document in outcome.documents] == ["amira", "basim", "carol"]
    assert "informants.csv: line 3: informant_type missing" in heard.warnings
    assert {turn.informant_id for turn in written.store.documents.get("basim").turns} == {None, "basim"}
    assert [person.id for person in written.roster().informants] == ["amira"], "who has no type is not counted"
    assert roster_is_unread(written), "reading the list is still to be done"


def test_a_list_that_cannot_be_read_is_warned_of_and_the_one_kept_before_counts(coded: Study, heard: Heard) -> None:
    coded.roster_path.write_text("name,age\nx,3\n", "utf-8")

    coded.import_transcripts(reread=True)

    assert any("no column for informant_id" in warning for warning in heard.warnings)
    assert len(coded.roster().informants) == 3


def test_a_half_filled_list_gets_rows_for_interviews_it_lacks_and_no_row_twice(written: Study) -> None:
    half_fill(written)
    written.import_transcripts()

    draft_roster(written)

    rows = written.roster_path.read_text("utf-8-sig").splitlines()
    assert [row.split(",")[:3] for row in rows[3:]] == [["carol", "", "carol.txt"]]


def test_a_draft_that_was_stopped_before_the_empty_list_went_is_finished_when_given_again(written: Study) -> None:
    new = written.folder / "informants.csv"
    new.write_text(INFORMANTS, "utf-8")
    written.import_transcripts()
    draft_roster(written)
    new.write_text(INFORMANTS, "utf-8")

    draft_roster(written)

    assert (new.exists(), written.roster_path.name) == (False, "informants.xlsx")


def test_a_label_that_the_list_gives_to_two_is_named(written: Study, heard: Heard) -> None:
    written.roster_path.write_text(
        "informant_id,informant_type,document,speaker\na,CSO,amira.txt,Amira\nb,CSO,amira.txt,AMIRA\n", "utf-8"
    )

    written.import_transcripts(written.folder / "transcripts" / "amira.txt")

    assert "amira: the label 'Amira' is given to a and b: its words count for nobody" in heard.warnings


def test_each_label_of_a_row_is_known_as_a_speaker_when_a_file_is_read() -> None:
    rows = (Appearance(informant_id="cso-1", document="kii-01", speaker="Amina; A. Saleh"),)

    assert known_speakers(Roster(appearances=rows)) == {"amina", "a. saleh"}


def test_a_list_in_which_nobody_has_written_takes_nobody_out(coded: Study) -> None:
    coded.roster_path.write_text(INFORMANTS, encoding="utf-8")

    read = read_roster_again(coded)

    assert [person.id for person in read.roster.informants] == ["amira", "basim", "carol"]
    assert repr(coded.import_transcripts()) == "<ImportOutcome: 0 interviews imported, 3 unchanged, 0 refused>"
    assert len(coded.roster().informants) == 3
