"""Names and labels that every statistics program takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.dataset import LONGEST_LABEL, LONGEST_NAME, as_numbers, variable_labels, variable_names


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["funding", "Funding"], ["funding", "Funding_2"]),
        (["hr-turnover", "éducation"], ["hr_turnover", "education"]),
        (["if", "with", "strL"], ["if_2", "with_2", "strL_2"]),
        (["2nd round", "تمويل"], ["v_2nd_round", "var"]),
        (["a" * 40, "a" * 41], ["a" * 32, "a" * 30 + "_2"]),
    ],
)
def test_names(wanted: list[str], names: list[str]) -> None:
    assert variable_names(wanted) == names


@given(st.lists(st.text(max_size=50), max_size=30))
def test_every_name_and_label_is_taken_whatever_is_wanted(wanted: list[str]) -> None:
    names, labels = variable_names(wanted), variable_labels(wanted)

    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) and len(name) <= LONGEST_NAME for name in names)
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(0 < len(label) <= LONGEST_LABEL for label in labels)
    assert len(set(labels)) == len(wanted)


def test_a_long_label_ends_in_dots_and_its_double_in_a_number() -> None:
    first, second = variable_labels(["Funding " * 20] * 2)

    assert first.endswith("…")
    assert second.endswith("… (2)")


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (["1", "", "34"], [1, "", 34]),
        (["1.5", "-2"], [1.5, -2]),
        (["007", "12"], None),
        (["1", "north"], None),
        (["", ""], None),
    ],
)
def test_what_is_a_number(values: list[str], numbers: list[object] | None) -> None:
    assert as_numbers(values) == numbers
