from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.study.reading.roster import exclude_informant, include_informant, read_roster_again
from qualcode.study.study import Study


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
    assert [row.key for row in read.interviews().rows] == ["amira", "basim", "carol"]
    assert "file" not in [column.key for column in read.interviews(brief=True).columns]
