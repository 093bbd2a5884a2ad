"""What is behind a figure or a quote, told by results alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.model.table import Figure, Table
from qualcode.study.codebook.changes import add_code
from qualcode.study.results.results import Results
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import accept_all, cells

FROM_THE_STUDY = ("decided", "rules")
"""Columns in which an open study knows more: when, and by which rule."""


def shared(table: Table) -> list[dict[str, str]]:
    return [{key: shown for key, shown in row.items() if key not in FROM_THE_STUDY} for row in cells(table)]


def a_count(table: Table) -> Figure:
    return next(figure for figure in table.figures() if figure.spec["measure"] == "n_informants" and figure.value)


@pytest.mark.parametrize("decided", [False, True], ids=["suggestions", "codings"])
def test_a_figure_is_traced_after_the_study_was_closed_to_what_the_study_finds(coded: Study, decided: bool) -> None:
    if decided:
        accept_all(coded)
    results = coded.results()
    figure = a_count(results.frequencies())
    by_study = coded.trace(figure.id)
    coded.close()

    traced = results.trace(figure.id)

    assert (traced.title, traced.notes, traced.basis) == (by_study.title, by_study.notes, by_study.basis)
    assert shared(traced) == shared(by_study)
    assert len({row["informant"] for row in cells(traced)}) == figure.value
    assert {row["decided"] for row in cells(traced)} == ({"by amal"} if decided else {""})


def test_a_quote_is_traced_after_the_study_was_closed(coded: Study) -> None:
    results = coded.results()
    [quote] = [quote for quote in results.selection.quotes if quote.code_id == "access"]
    by_study = coded.trace(quote.id)
    coded.close()

    assert shared(results.trace(quote.id)) == shared(by_study)
    assert [row["passage"] for row in cells(results.trace(quote.id))] == ["basim:2"]


def test_results_trace_what_they_count_and_nothing_else(coded: Study) -> None:
    suggested = coded.results()
    figure = a_count(suggested.frequencies())
    accept_all(coded)
    counted, of_one = coded.results(), coded.results(coder="amal")
    own = a_count(of_one.frequencies())

    assert of_one.trace(own.id).rows
    for results, id_ in ((counted, figure.id), (counted, own.id), (of_one, figure.id)):
        with pytest.raises(UsageError, match="count something else"):
            results.trace(id_)


@pytest.mark.parametrize(
    ("mistyped", "says", "hint"),
    [
        (
            lambda id: id[:-1] + ("a" if id[-1] != "a" else "b"),
            "no table of this study has that figure",
            "did you mean",
        ),
        (lambda id: "F-zzzzzzzzzz", "no table of this study has that figure", "frequencies --ids"),
        (lambda id: "Q-aaaaaaaaaa", "no quote of this study", "`qualcode quotes --all`"),
    ],
    ids=["nearly", "not at all", "a quote"],
)
def test_what_no_table_has_is_refused_with_the_nearest(
    coded: Study, mistyped: Callable[[str], str], says: str, hint: str
) -> None:
    results: Results = coded.results()
    id_ = a_count(results.frequencies()).id

    with pytest.raises(UsageError, match=says) as refused:
        results.trace(mistyped(id_))
    assert hint in refused.value.hint


def test_words_that_a_definition_shares_are_no_rule(coded: Study) -> None:
    add_code(coded, "supplies", definition="Medicines that patients need.")
    decide(coded, "amal", "basim:2", Verdict.ADD, code="supplies")
    decide(coded, "amal", "basim:2", Verdict.ACCEPT, code="access")
    results = coded.results()

    counted = [each for each in results.frequencies().figures() if each.spec["measure"] == "n_informants"]
    supplies, access = (
        next(each for each in counted if each.value and each.spec["code"] == code) for code in ("supplies", "access")
    )

    for trace in (coded.trace, results.trace):
        assert [row["rules"] for row in cells(trace(supplies.id))] == [""]
        assert [row["rules"] for row in cells(trace(access.id))] == ["checkpoint → checkpoints"]
