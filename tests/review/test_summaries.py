"""Which summaries stand, of all that were written into the cells of a framework matrix."""

from __future__ import annotations

from dataclasses import replace

from qualcode.model.codebook import Change, Redirect
from qualcode.model.journal import Event
from qualcode.model.summary import Box, By, Place
from qualcode.review.summaries import standing_summaries, summary_event

FUNDING, ACCESS = Place(By.THEME, "funding", "i1"), Place(By.THEME, "access", "i1")
PASSAGES = {"kii-01:2": "a" * 16}


def written(*events: Event, place: Place = FUNDING, redirects: tuple[Redirect, ...] = ()) -> list[str]:
    found = standing_summaries(events, redirects, {"funding"})
    return [summary.text for summary in found.get(place, ())]


def write(text: str, *, over: tuple[Event, ...] = (), place: Place = FUNDING) -> Event:
    box = Box(place=place, standing="raised", passages=PASSAGES, summaries=standing_summaries(over).get(place, ()))
    return summary_event(box, text, "amal")


def test_a_summary_stands_until_another_is_written_in_its_place() -> None:
    first = write("Short grants.")
    second = write("Short grants; donors left.", over=(first,))

    assert written(first) == ["Short grants."]
    assert written(first, second) == ["Short grants; donors left."]


def test_an_empty_one_takes_back_what_stood_there() -> None:
    first = write("Short grants.")

    assert written(first, write("", over=(first,))) == []


def test_what_was_written_in_two_copies_of_a_study_stands_side_by_side_until_somebody_writes_again() -> None:
    first = write("Short grants.")
    here, there = write("Grants end.", over=(first,)), write("No grants.", over=(first,))

    assert written(first, here, there) == ["Grants end.", "No grants."]
    assert written(first, here, there, write("Grants ended.", over=(first, here, there))) == ["Grants ended."]


def test_a_summary_goes_along_with_a_theme_that_is_merged_into_another() -> None:
    merge = Redirect(change=Change.MERGE, code_id="access", to=("funding",), sequence=9)
    money, roads = write("Short grants."), replace(write("Bad roads.", place=ACCESS), sequence=2)

    assert written(money, roads, redirects=(merge,)) == ["Short grants.", "Bad roads."]
    assert written(money, roads, redirects=(merge,), place=ACCESS) == []


def test_a_cell_is_stale_once_its_passages_are_others() -> None:
    [summary] = standing_summaries([write("Short grants.")])[FUNDING]
    box = Box(place=FUNDING, standing="raised", passages=PASSAGES, summaries=(summary,))

    assert not box.is_stale
    assert replace(box, passages={**PASSAGES, "kii-01:4": "b" * 16}).is_stale
    assert replace(box, passages={"kii-01:2": "c" * 16}).is_stale
    assert not replace(box, passages={}, summaries=()).is_stale
