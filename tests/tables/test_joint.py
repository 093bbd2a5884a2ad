from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.tables.joint import Interviewed, JointRow, Standing, Surveyed, joint_table, stand

AGREEMENT, PARTIAL, DISCORDANCE = Standing.AGREEMENT, Standing.PARTIAL, Standing.DISCORDANCE
UNCLEAR, TOO_FEW, NOT_ASKED = Standing.UNCLEAR, Standing.TOO_FEW, Standing.NOT_ASKED

# Survey (agrees, between, opposes) and interviews (raised of reviewed); the label and whether it turns on one person,
# then both if the middle is read as a no.
DISPLAY = {
    "credibility with communities: CSO": ((7, 2, 0), (3, 3), (AGREEMENT, False), (AGREEMENT, False)),
    "the same: others as surveyed": ((2, 5, 1), (6, 7), (PARTIAL, True), (DISCORDANCE, False)),
    "the same: international only": ((1, 5, 1), (6, 7), (PARTIAL, False), (DISCORDANCE, False)),
    "the same: ministry": ((1, 0, 0), (1, 1), (TOO_FEW, False), (TOO_FEW, False)),
    "fundraising is difficult: CSO": ((5, 3, 1), (3, 3), (AGREEMENT, True), (AGREEMENT, True)),
    "direct support is effective: others": ((3, 1, 3), (5, 7), (UNCLEAR, True), (DISCORDANCE, True)),
    "advocacy is effective: others": ((1, 2, 1), (2, 7), (UNCLEAR, False), (UNCLEAR, False)),
    "funding: CSO": (None, (3, 3), (NOT_ASKED, False), (NOT_ASKED, False)),
}


def heard(raised: int, reviewed: int) -> Interviewed:
    return Interviewed(raised, 0, reviewed - raised)


@pytest.mark.parametrize(("asked", "interviews", "here", "as_no"), DISPLAY.values(), ids=DISPLAY)
def test_the_eight_rows_of_the_assessment(
    asked: tuple[int, int, int] | None,
    interviews: tuple[int, int],
    here: tuple[Standing, bool],
    as_no: tuple[Standing, bool],
) -> None:
    found = stand(Surveyed(*asked) if asked else None, heard(*interviews))

    assert (found.label, bool(found.sureness.turns)) == here
    assert (found.as_no, bool(found.as_no_sureness.turns)) == as_no


def test_what_the_label_would_become_is_named() -> None:
    found = stand(Surveyed(2, 5, 1), heard(6, 7))

    assert found.sureness.respondent == {UNCLEAR}
    assert found.sureness.turns == "turns on one respondent"


@pytest.mark.parametrize(
    ("asked", "interviews", "label"),
    [
        (Surveyed(0, 0, 5), Interviewed(0, 4, 0), Standing.AGREEMENT),
        (Surveyed(0, 5, 0), Interviewed(0, 4, 0), Standing.PARTIAL),
        (Surveyed(5, 0, 0), Interviewed(0, 4, 1), Standing.DISCORDANCE),
        (Surveyed(5, 0, 0), Interviewed(0, 0, 4), Standing.SILENT),
        (Surveyed(5, 0, 0), None, Standing.NOT_HEARD),
        (Surveyed(5, 0, 0), Interviewed(0, 0, 0), Standing.NOT_HEARD),
        (Surveyed(2, 0, 2), Interviewed(4, 0, 0), UNCLEAR),
        (Surveyed(2, 0, 0, 3), Interviewed(4, 0, 0), UNCLEAR),
        (Surveyed(0, 0, 0), Interviewed(4, 0, 0), TOO_FEW),
        (Surveyed(5, 0, 0), Interviewed(2, 0, 0), TOO_FEW),
    ],
)
def test_the_other_labels(asked: Surveyed, interviews: Interviewed | None, label: Standing) -> None:
    assert stand(asked, interviews).label is label


few = st.integers(0, 6)


def each_person_otherwise(counts: Sequence[int]) -> Iterator[list[int]]:
    """Every person in turn says each of the other things."""
    people = [side for side, n in enumerate(counts) for _ in range(n)]
    for place in range(len(people)):
        for other in set(range(len(counts))) - {people[place]}:
            changed = [*people[:place], other, *people[place + 1 :]]
            yield [changed.count(side) for side in range(len(counts))]


@given(st.builds(Surveyed, few, few, few, few), st.builds(Interviewed, few, few, few))
def test_what_turns_on_one_person_is_what_any_one_person_would_turn(asked: Surveyed, interviews: Interviewed) -> None:
    found = stand(asked, interviews)
    comparable = min(asked.n, interviews.n) >= 3
    by_respondent = {stand(Surveyed(*counts), interviews).label for counts in each_person_otherwise(asked)}
    by_informant = {stand(asked, Interviewed(*counts)).label for counts in each_person_otherwise(interviews)}

    assert found.sureness.respondent == (by_respondent - {found.label} if comparable else set())
    assert found.sureness.informant == (by_informant - {found.label} if comparable else set())


def test_a_row_says_both_sides_how_they_stand_and_the_reading_with_its_author() -> None:
    row = JointRow(
        theme="Community trust",
        group="Others",
        question="Credible with communities?",
        survey=Surveyed(2, 5, 1),
        answers=("yes", "to some extent", "no"),
        n_asked=10,
        interviews=heard(6, 7),
        n_open=1,
        reading="They speak of different communities.",
        read_by="A. Karim",
    )

    (cells,) = (each.cells for each in joint_table([row]).rows)

    assert cells[2:5] == (
        "Credible with communities?\n2 yes, 5 to some extent, 1 no: 8 answered (2 no answer)",
        "raised by 6 of 7 (1 not reviewed)",
        "Partial agreement, turns on one respondent. If “to some extent” counts as no: discordance",
    )
    assert cells[6] == "They speak of different communities. (A. Karim)"
