"""Agreement between coders, by code, on what all of them have read."""

from __future__ import annotations

import pytest

from qualcode.agreement.compare import Agreement, Rater, compare
from qualcode.agreement.reading import read_agreement

INFORMANTS = {f"d{number % 10}:{number}": (f"i{number % 10}",) for number in range(100)}
SEGMENTS = list(INFORMANTS)


def make_rater(name: str, *coded: int, code_id: str = "funding", read: int = 100) -> Rater:
    return Rater(
        name=name,
        said={(SEGMENTS[place], code_id): True for place in coded},
        read=dict.fromkeys(SEGMENTS[:read], frozenset([code_id, "staff"])),
    )


def only(raters: list[Rater], code_id: str = "funding") -> Agreement:
    return next(found for found in compare(raters, [code_id], INFORMANTS, draws=200) if found.code_id == code_id)


def test_silence_on_a_passage_that_was_read_is_a_no() -> None:
    found = only([make_rater("amal", *range(20)), make_rater("omar", *range(10, 30))])

    assert found.n_passages == 100
    assert found.raw == {(True, True): 10, (True, False): 10, (False, True): 10, (False, False): 70}
    assert found.n_agreed == 80
    assert found.prevalence == pytest.approx(0.2)


def test_passages_only_one_has_read_are_left_out() -> None:
    found = only([make_rater("amal", 1, 2), make_rater("omar", 1, read=40)])

    assert found.n_passages == 40


def test_a_decision_on_an_unread_passage_counts_for_its_code_alone() -> None:
    amal = Rater(name="amal", said={(SEGMENTS[0], "funding"): False})
    omar = Rater(name="omar", said={(SEGMENTS[0], "funding"): True})

    assert only([amal, omar]).n_passages == 1
    assert only([amal, omar], "staff").n_passages == 0


def test_intervals_hold_the_value_and_come_out_the_same_each_time() -> None:
    raters = [make_rater("amal", *range(0, 60, 2)), make_rater("omar", *range(0, 50, 2), 51, 53)]
    found = only(raters)

    assert found == only(raters)
    for estimate in found.estimates.values():
        assert estimate.low is not None
        assert estimate.value is not None
        assert estimate.high is not None
        assert estimate.low <= estimate.value <= estimate.high


def test_one_informant_has_no_interval() -> None:
    raters = [make_rater("amal", 0, 10), make_rater("omar", 0)]
    [_, found] = compare(raters, ["funding"], dict.fromkeys(SEGMENTS, ("i1",)))

    assert found.estimates["kappa"].low is None


def test_those_who_speak_together_are_drawn_together() -> None:
    raters = [make_rater("amal", *range(0, 60, 2)), make_rater("omar", *range(0, 50, 2), 51, 53)]
    joint = {SEGMENTS[0]: ("i0", "i1"), SEGMENTS[5]: ("i6", "i5"), SEGMENTS[16]: ("i6", "i7")}
    as_one = {"i1": "i0", "i6": "i5", "i7": "i5"}

    together = compare(raters, ["funding"], INFORMANTS | joint, draws=200)[0]
    one_each = {segment: (as_one.get(people[0], people[0]),) for segment, people in (INFORMANTS | joint).items()}
    alike = compare(raters, ["funding"], one_each, draws=200)[0]

    assert (together.n_passages, together.n_informants, alike.n_informants) == (100, 10, 7)
    assert together.raw == alike.raw
    assert sorted(together.estimates) == sorted(alike.estimates)
    for name, estimate in together.estimates.items():
        assert estimate.value == alike.estimates[name].value
        assert estimate.low is not None


def test_where_everybody_speaks_together_there_is_no_interval() -> None:
    raters = [make_rater("amal", 0, 10), make_rater("omar", 0)]
    said = {segment: (f"i{place % 3}", f"i{(place + 1) % 3}") for place, segment in enumerate(SEGMENTS)}
    [_, found] = compare(raters, ["funding"], said)

    assert (found.n_informants, found.estimates["kappa"].low) == (3, None)


def test_all_codes_together_come_first() -> None:
    raters = [make_rater("amal", 1), make_rater("omar", 1)]

    assert [found.code_id for found in compare(raters, ["funding", "staff"], INFORMANTS, draws=10)] == [
        "",
        "funding",
        "staff",
    ]
    assert compare(raters, ["funding", "staff"], INFORMANTS, draws=10)[0].n_passages == 200


@pytest.mark.parametrize(
    ("amal", "omar", "says"),
    [
        ((), (), "nobody used the code"),
        (range(30), range(30), "well beyond chance"),
        ((1, 2), (2, 3), "of 3 passages with it coders agree on 1 only: sharpen the definition"),
        (range(6), range(3, 9), "of 9 passages with it coders agree on 3 only"),
        (range(6), range(2, 8), "so kappa falls easily: of 8 passages with it coders agree on 4; read the others"),
        (range(93), range(2, 95), "tentative"),
        (range(94), range(2, 96), "a code nearly everywhere, so kappa falls easily"),
        (range(40), range(4), "amal uses it more widely"),
        (range(50), range(50, 100), "no agreement beyond chance"),
        (range(40), range(8, 44), "tentative"),
    ],
)
def test_the_reading_says_what_the_numbers_mean(amal: range, omar: range, says: str) -> None:
    raters = [make_rater("amal", *amal), make_rater("omar", *omar)]

    assert says in read_agreement(only(raters), raters)


def test_without_a_passage_in_common_it_says_so() -> None:
    raters = [make_rater("amal", 1, read=10), Rater(name="omar", said={})]

    assert "no passage" in read_agreement(only(raters), raters)
