from __future__ import annotations

import pytest

from qualcode.errors import GuideError, UsageError
from qualcode.readers.codebooks import read_codebook
from qualcode.study.reading.guide import asked_questions, check_whole_guide
from qualcode.study.study import Study
from tests.study.make import GUIDE


def test_a_study_without_a_guide_says_where_it_would_be(coded: Study) -> None:
    with pytest.raises(UsageError, match=r"guide.yaml: there is no interview guide"):
        asked_questions(coded)


def test_each_question_is_told_with_the_interviews_it_was_not_asked_in(coded: Study) -> None:
    coded.guide_path.write_text(GUIDE, encoding="utf-8")

    asked = asked_questions(coded)

    assert [row.cells[3:] for row in asked.table.rows] == [("1 of 3", "basim, carol"), ("1 of 3", "amira, carol")]
    assert asked.problems == ()
    assert [row.cells[1] for row in asked_questions(coded, "basim").table.rows] == ["roads"]


def test_a_guide_is_shown_with_all_that_is_wrong_with_it_and_not_taken_into_a_study(coded: Study) -> None:
    coded.guide_path.write_text(GUIDE.replace("[access]", "[acess]").replace("[funding]", "[]"), encoding="utf-8")

    assert [problem.is_error for problem in asked_questions(coded).problems] == [False, True]
    with pytest.raises(GuideError, match="the codebook has no code 'acess'"):
        check_whole_guide(coded.guide_path, read_codebook(coded.codebook_path))
