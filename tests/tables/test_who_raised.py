"""Whom a figure is about: each set as large as the figure says, and nobody in two of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.table import Figure
from qualcode.tables.behind import Trail
from qualcode.tables.coverage import coverage_table
from qualcode.tables.frequencies import theme_frequencies
from qualcode.tables.scope import Scope
from qualcode.tables.spec import Measure
from qualcode.tables.who_raised import People
from tests.examples import examples
from tests.tables.random_study import CODES, RANDOM_CODEBOOK, Study, studies
from tests.tables.study import CODEBOOK, CODINGS, ROSTER


def set_of(people: People, measure: str) -> frozenset[str]:
    return {
        Measure.INFORMANTS: people.raised,
        Measure.DENIED: people.denied,
        Measure.DISPUTED: people.disputed,
        Measure.NOT_RAISED: people.not_raised,
        Measure.NOT_ASKED: people.not_asked,
        Measure.NOT_REVIEWED: people.open,
        Measure.MEMBERS: people.members,
    }[Measure(measure)]


@settings(max_examples=examples(100), deadline=None)
@given(studies(), st.sampled_from(["informant", "organisation"]), st.data())
def test_each_set_has_as_many_people_as_its_figure_and_everyone_is_in_one(
    study: Study, unit: str, data: st.DataObject
) -> None:
    codings, roster, reviewed = study
    ids = [informant.id for informant in roster.informants]
    some = st.frozensets(st.sampled_from(ids))
    asked = data.draw(st.none() | st.fixed_dictionaries(dict.fromkeys(CODES, some)))
    places = st.frozensets(st.sampled_from([(row.informant_id, row.document) for row in roster.appearances]))
    disputed = data.draw(st.fixed_dictionaries(dict.fromkeys(CODES, places)))
    scope = Scope(reviewed=reviewed, asked=asked, disputed=disputed, unit=unit)
    table = coverage_table(codings, roster, RANDOM_CODEBOOK, scope=scope)
    trail = Trail(codings, roster, RANDOM_CODEBOOK, reviewed=reviewed, asked=asked, disputed=disputed)

    for figure in table.figures():
        people = trail.people(figure.spec)
        assert people is not None
        assert len(set_of(people, figure.spec["measure"])) == (figure.value or 0)
        kinds = [people.raised, people.denied, people.disputed, people.not_raised, people.not_asked, people.open]
        assert sum(map(len, kinds)) == len(people.members)
        assert frozenset().union(*kinds) == people.members
        assert people.left <= set(ids)
        assert bool(people.open) <= bool(people.left)


def figure_of(shown: str, code_id: str) -> Figure:
    figures = theme_frequencies(CODINGS, ROSTER, CODEBOOK).figures()
    return next(figure for figure in figures if figure.shown == shown and figure.spec["code"] == code_id)


def test_people_are_named_and_said_in_a_sentence() -> None:
    figure = figure_of("2 of 3", "funding")
    people = Trail(CODINGS, ROSTER, CODEBOOK).people(figure.spec)

    assert people is not None
    assert (people.raised, people.denied) == ({"cso-1", "cso-2"}, {"cso-3"})
    assert people.members == {"cso-1", "cso-2", "cso-3"}
    assert str(people) == "Raised: cso-1, cso-2; Contrary: cso-3."


def test_those_of_whom_something_is_left_are_a_queue() -> None:
    figure = figure_of("2 of 3", "funding")
    reviewed = {code.id: frozenset({"cso-1"}) for code in CODEBOOK.codes}
    people = Trail(CODINGS, ROSTER, CODEBOOK, reviewed=reviewed).people(figure.spec)

    assert people is not None
    assert (people.raised, people.open) == ({"cso-1", "cso-2"}, {"cso-3"})
    assert people.left == {"cso-2", "cso-3"}


@pytest.mark.parametrize(
    "spec",
    [
        {"measure": "n_passages", "code": "funding", "basis": "codings"},
        {"measure": "n_informants", "code": "funding", "with": "access", "basis": "codings"},
        {"measure": "n_informants", "code": "gone", "basis": "codings"},
    ],
)
def test_a_figure_of_something_else_is_about_nobody(spec: dict[str, str]) -> None:
    assert Trail(CODINGS, ROSTER, CODEBOOK).people(spec) is None
