"""Quotes that stand beside a finding: different people, types and themes before more of the same."""

from __future__ import annotations

from dataclasses import replace

from qualcode.model.quote import Quote
from qualcode.tables.beside_quotes import Beside


def quote(person: str, kind: str, code: str, *, start: int = 0, contrary: bool = False) -> Quote:
    return Quote(
        text=f"{person} on {code}, in words enough for it to stand",
        attribution=f"– {kind} informant",
        code_id=code,
        theme=code,
        informant_type=kind,
        informant_id=person,
        document_id=person,
        start=start,
        end=start + 10,
        contrary=contrary,
    )


def said(quotes: tuple[Quote, ...]) -> list[str]:
    return [each.text.partition(",")[0] for each in quotes]


def test_other_people_and_types_speak_before_anyone_speaks_twice() -> None:
    ana, again = quote("ana", "CSO", "funding"), quote("ana", "CSO", "funding", start=50)
    ben, cem = quote("ben", "CSO", "funding"), quote("cem", "UN", "funding")

    assert said(Beside([ana, again, ben, cem]).choose({"funding"}, 2)) == ["ana on funding", "cem on funding"]
    assert len(Beside([ana, again, ben, cem]).choose({"funding"}, 9)) == 4


def test_the_same_words_are_not_chosen_twice() -> None:
    beside = Beside([quote("ana", "CSO", "funding"), quote("ana", "CSO", "cuts"), quote("ben", "CSO", "cuts")])

    assert said(beside.choose({"funding"}, 1)) == ["ana on funding"]
    assert said(beside.choose({"cuts"}, 2)) == ["ben on cuts"]


def test_whoever_was_quoted_least_speaks_first() -> None:
    quotes = [quote("ana", "CSO", "funding"), quote("ana", "CSO", "access", start=99), quote("ben", "CSO", "access")]
    beside = Beside(quotes)
    beside.choose({"funding"}, 1)

    assert said(beside.choose({"access"}, 1)) == ["ben on access"]


def test_contrary_quotes_are_chosen_by_themselves() -> None:
    beside = Beside([quote("ana", "CSO", "funding"), quote("ben", "CSO", "funding", contrary=True)])

    assert said(beside.choose({"funding"}, 5)) == ["ana on funding"]
    assert said(beside.choose({"funding"}, 5, contrary=True)) == ["ben on funding"]


def test_a_quote_with_words_lost_stands_only_where_there_is_no_other() -> None:
    lost = replace(quote("ana", "CSO", "funding"), text="The money [inaudible] came late, as it did the year before.")
    whole = replace(quote("ben", "CSO", "funding"), text="The money came late that year as it did the year before.")

    assert Beside([lost, whole]).choose({"funding"}, 2) == (whole,)
    assert Beside([lost]).choose({"funding"}, 2) == (lost,)


def test_a_few_words_stand_only_where_there_is_no_other() -> None:
    few = replace(quote("ana", "CSO", "funding"), text="We pay what we can.")
    more = replace(quote("ben", "CSO", "funding"), text="The donor pays them half of what we would have to pay.")

    assert Beside([few, more]).choose({"funding"}, 2) == (more,)
    assert Beside([few]).choose({"funding"}, 2) == (few,)


def test_of_a_theme_that_one_type_raised_far_more_that_type_speaks_first() -> None:
    quotes = [quote("ana", "CSO", "funding"), quote("ben", "UN", "funding")]

    assert said(Beside(quotes, leading={"funding": "UN"}).choose({"funding"}, 1)) == ["ben on funding"]
    assert said(Beside(quotes, leading={"funding": "UN"}).choose({"funding"}, 2)) == [
        "ana on funding",
        "ben on funding",
    ]


def test_no_word_is_chosen_twice_where_passages_overlap() -> None:
    first, later = quote("ana", "CSO", "funding"), quote("ana", "CSO", "cuts", start=5)

    assert said(Beside([first, later]).choose({"funding", "cuts"}, 2)) == ["ana on funding"]
    assert said(Beside([later], used=[first]).choose({"cuts"}, 1)) == []


def test_of_two_as_good_the_one_without_a_name_replaced_is_chosen() -> None:
    masked = replace(quote("ana", "CSO", "funding"), names_replaced=1)

    assert said(Beside([masked, quote("ben", "CSO", "funding")]).choose({"funding"}, 1)) == ["ben on funding"]


def test_what_a_person_settled_stands_before_all_others_even_where_it_is_short() -> None:
    ana, ben = quote("ana", "CSO", "funding"), replace(quote("ben", "CSO", "funding"), text="No money.")

    assert Beside([ana, ben]).choose({"funding"}, 1) == (ana,)
    assert Beside([ana, ben], settled={ben.id}).choose({"funding"}, 1) == (ben,)


def test_what_a_person_settled_of_one_informant_leaves_room_for_others() -> None:
    kept = [quote("ana", "CSO", "funding", start=start) for start in (0, 50, 100)]
    ben = replace(quote("ben", "CSO", "funding"), text="The money came late that year as it did the year before.")
    settled = {each.id for each in kept}

    assert Beside([*kept, ben], settled=settled).choose({"funding"}, 2) == (kept[0], ben)
    assert Beside([*kept, ben], settled=settled).choose({"funding"}, 3) == (kept[0], kept[1], ben)
