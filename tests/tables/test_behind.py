"""Every table against an independent count of random studies, and every figure against the codings it came from."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.coding import Coding, Mark
from qualcode.model.informant import Roster
from qualcode.tables.attribution import attributions
from qualcode.tables.behind import Trail, codings_behind, passages_behind
from qualcode.tables.coverage import coverage_table
from qualcode.tables.frequencies import theme_frequencies
from qualcode.tables.scope import Scope
from qualcode.tables.spec import describe_figure
from tests.examples import examples
from tests.tables.random_study import CODES, RANDOM_CODEBOOK, Study, family, studies
from tests.tables.study import CODEBOOK, CODINGS, ROSTER, figures


def words_of(codings: list[Coding]) -> set[tuple[str, int]]:
    """Where each word stands that was coded."""
    return {
        (coding.document_id, coding.start + word.start())
        for coding in codings
        for word in re.finditer(r"\S+", coding.text)
    }


def brute_count(
    codings: list[Coding],
    roster: Roster,
    reviewed: dict[str, frozenset[str]] | None,
    code_id: str,
    type: str,
    round: str,
) -> tuple[int, int, int, int, int, int]:
    """Raised, open, everyone, passages, words, denied: counted person by person."""
    raised = open_ = everyone = denied = 0
    passages, words = set(), set()
    for person in roster.informants:
        if type and person.informant_type != type:
            continue
        mine = [
            coding
            for coding in codings
            if coding.informant_id == person.id
            and coding.code_id in family(RANDOM_CODEBOOK, code_id)
            and (not round or coding.document_id.endswith(f"-{round}"))
            and Mark.OFF_RECORD not in coding.marks
        ]
        for_it = [coding for coding in mine if Mark.CONTRARY not in coding.marks]
        whole = reviewed is None or all(person.id in reviewed[member] for member in family(RANDOM_CODEBOOK, code_id))
        everyone += 1
        raised += bool(for_it)
        open_ += not for_it and not whole
        denied += bool(mine) and not for_it and whole
        passages |= {coding.segment_id for coding in for_it}
        words |= words_of(for_it)
    return raised, open_, everyone, len(passages), len(words), denied


@settings(max_examples=examples(150), deadline=None)
@given(studies(), st.sampled_from(["", "1", "2"]))
def test_every_count_equals_a_count_by_hand(study: Study, round: str) -> None:
    codings, roster, reviewed = study
    where = {"round": (round,)} if round else {}
    found = figures(theme_frequencies(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed, where=where)))

    for code_id in [*CODES, "*"]:
        for type in roster.informant_types:
            raised, open_, everyone, _, _, denied = brute_count(codings, roster, reviewed, code_id, type, round)
            figure = found[code_id, f"{type}.n_informants"]
            assert ((figure.value or 0), figure.n_open, figure.of) == (raised, open_, everyone)
            said = f"{raised} raised, {open_} open of {everyone}" if open_ else f"{raised} of {everyone}"
            assert figure.shown == said
            assert ("contrary" in figure.aside) == bool(denied)
        raised, open_, everyone, passages, words, _ = brute_count(codings, roster, reviewed, code_id, "", round)
        total = found[code_id, "total.n_informants"]
        assert ((total.value or 0), total.n_open, total.of) == (raised, open_, everyone)
        assert found[code_id, "n_passages"].value == passages
        assert found[code_id, "n_words"].value == words


@settings(max_examples=examples(150), deadline=None)
@given(studies())
def test_organisations_are_counted_as_by_hand(study: Study) -> None:
    """One of whom somebody was heard raised it, one whose people are all reviewed is silent; the rest are open."""
    codings, roster, reviewed = study
    scope = Scope(reviewed=reviewed, unit="organisation")
    found = figures(theme_frequencies(codings, roster, RANDOM_CODEBOOK, scope=scope))
    for code_id in [*CODES, "*"]:
        for type in ["", *roster.informant_types]:
            people: dict[str, list[tuple[int, bool]]] = defaultdict(list)
            for person in roster.informants:
                if type in ("", person.informant_type):
                    alone = Roster(informants=(person,), appearances=roster.appearances)
                    raised, *_ = brute_count(codings, alone, reviewed, code_id, "", "")
                    whole = reviewed is None or all(
                        person.id in reviewed[member] for member in family(RANDOM_CODEBOOK, code_id)
                    )
                    people[person.organisation].append((raised, whole))
            heard = {name for name, said in people.items() if any(raised for raised, _ in said)}
            whole_ones = {name for name, said in people.items() if all(whole for _, whole in said)}
            figure = found[code_id, f"{type or 'total'}.n_informants"]
            assert ((figure.value or 0), figure.of) == (len(heard), len(people))
            assert figure.n_open == len(people.keys() - heard - whole_ones)


@settings(max_examples=examples(150), deadline=None)
@given(studies())
def test_no_count_above_its_denominator_and_no_parent_below_a_child(
    study: Study,
) -> None:
    codings, roster, reviewed = study
    found = figures(theme_frequencies(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed)))

    for (code_id, column), figure in found.items():
        assert figure.of is None or (figure.value or 0) <= figure.of
        if code_id != "*":
            parent = RANDOM_CODEBOOK.code(code_id).parent or "*"
            if column != "n_passages_of_loudest":
                assert (found[parent, column].value or 0) >= (figure.value or 0)


@settings(max_examples=examples(150), deadline=None)
@given(studies(), st.sampled_from(["informant", "organisation"]), st.sampled_from(["informant_type", "round"]))
def test_the_codings_behind_a_figure_give_the_figure(study: Study, unit: str, by: str) -> None:
    codings, roster, reviewed = study
    trail = Trail(codings, roster, RANDOM_CODEBOOK, reviewed=reviewed)
    unit_of = {person.id: person.id if unit == "informant" else person.organisation for person in roster.informants}
    tables = [
        theme_frequencies(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed, unit=unit), by=by),
        coverage_table(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed, unit=unit), by=by),
    ]
    for figure in (figure for table in tables for figure in table.figures()):
        behind = trail.codings(figure.spec)
        measure = figure.spec["measure"]
        passages = {coding.segment_id for coding in behind}
        counted = {
            "n_informants": len({unit_of[coding.informant_id] for coding in behind}),
            "n_denied": len({unit_of[coding.informant_id] for coding in behind}),
            "n_passages": len(passages),
            "n_words": len(words_of(behind)),
            "n_passages_of_loudest": len(passages),
        }
        assert counted.get(measure, figure.value) == (figure.value or 0)
        if measure not in counted:
            assert behind == []


def test_the_words_behind_a_figure() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK)
    figure = next(figure for figure in table.figures() if figure.shown == "2 of 3" and figure.spec["code"] == "funding")

    behind = codings_behind(figure.spec, CODINGS, ROSTER, CODEBOOK)

    assert [coding.id for coding in behind] == [
        "kii-cso-1:1:short_grants",
        "kii-cso-1:2:short_grants",
        "kii-cso-1:2:donors_leaving",
        "kii-cso-1-b:1:funding",
        "kii-cso-2:1:donors_leaving",
    ]


def test_a_figure_of_a_code_that_is_gone_has_nothing_behind_it() -> None:
    assert (
        codings_behind({"measure": "n_informants", "code": "gone", "basis": "codings"}, CODINGS, ROSTER, CODEBOOK) == []
    )


def test_passages_behind_figures_appear_once_and_never_those_not_to_be_quoted() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK)
    shown = passages_behind(table.figures(), Trail(CODINGS, ROSTER, CODEBOOK), attributions(ROSTER))
    by_figure = {figure.id: figure for figure in table.figures()}

    funding = next(
        id for id in shown if by_figure[id].spec == {"measure": "n_passages", "basis": "codings", "code": "funding"}
    )
    access = next(
        id for id in shown if by_figure[id].spec == {"measure": "n_passages", "basis": "codings", "code": "access"}
    )
    assert len(shown[funding]) == 6
    assert [passage.attribution for passage in shown[access]] == ["– Ministry informant"]
    assert all(passage.where == "" for passages in shown.values() for passage in passages)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (
            {"measure": "n_informants", "code": "funding", "group": '{"informant_type": ["CSO"]}', "basis": "codings"},
            "informants who raised Funding; CSO; reviewed codings",
        ),
        (
            {"measure": "n_passages", "code": "*", "where": '{"round": ["2"]}', "basis": "suggestions"},
            "passages on any theme; where round = 2; unreviewed suggestions",
        ),
    ],
)
def test_a_figure_says_in_words_what_it_is(spec: dict[str, str], words: str) -> None:
    assert describe_figure(spec, CODEBOOK) == words


def test_the_trail_of_one_coder_holds_that_coders_codings_only() -> None:
    spec = {"measure": "n_passages", "code": "access", "basis": "codings", "coder": "nobody"}

    assert codings_behind(spec, CODINGS, ROSTER, CODEBOOK) == []
    by_informant = defaultdict(list)
    for coding in codings_behind({**spec, "coder": "amal"}, CODINGS, ROSTER, CODEBOOK):
        by_informant[coding.informant_id].append(coding)
    assert set(by_informant) == {"moh-1", "ngo-1"}
