"""Tables of what one coder, any, all, or those who settled a disagreement decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import ReviewIncompleteError, UsageError
from qualcode.model.coding import Verdict
from qualcode.model.table import Figure, Table
from qualcode.review.standing import ADJUDICATION
from qualcode.study.keeping.merging import merge_files
from qualcode.study.results.counting import expect_complete
from qualcode.study.results.results import Results
from qualcode.study.review.assigning import assign, assignment_table
from qualcode.study.review.coders import spelled
from qualcode.study.review.sessions import decide, open_session
from qualcode.study.study import Study
from tests.store.make import make_decision
from tests.study.make import cells, counts


@pytest.fixture
def doubly(coded: Study) -> Study:
    """Amal and Omar decided everything, and differ on carol's grant."""
    for coder in ("amal", "omar"):
        session = open_session(coded, coder)
        for item in session.items():
            rejects = coder == "omar" and item.target.document_id == "carol"
            session.decide(item, Verdict.REJECT if rejects else Verdict.ACCEPT)
    return coded


def raised_funding(table: Table) -> Figure:
    """How many raised funding, of all informants."""
    [row] = [row for row in table.rows if row.key == "funding"]
    place = next(place for place, column in enumerate(table.columns) if column.key.startswith("total"))
    figure = row.cells[place]
    assert isinstance(figure, Figure)
    return figure


def frequencies(results: Results) -> Table:
    return results.frequencies(small_groups=True)


@pytest.mark.parametrize(
    ("whose", "shown", "says"),
    [
        ({}, "1 of 3", "Disputed, and not counted: 1 passage on which coders differ."),
        ({"coder": "amal"}, "2 of 3", "Only decisions of coder amal."),
        ({"coder": "Omar"}, "1 of 3", "Only decisions of coder omar."),
        ({"coders": "any"}, "2 of 3", "any coder coded it"),
        ({"coders": "all"}, "1 of 3", "every coder who decided"),
    ],
    ids=str,
)
def test_a_table_counts_whose_word_is_asked_for(doubly: Study, whose: dict[str, str], shown: str, says: str) -> None:
    table = frequencies(doubly.results(**whose))  # type: ignore[arg-type]

    assert raised_funding(table).shown == shown
    assert says in " ".join(table.notes)


def test_a_dispute_that_would_move_a_figure_stands_beside_it(doubly: Study) -> None:
    total = raised_funding(frequencies(doubly.results()))

    assert (total.shown, total.aside) == ("1 of 3", "1 disputed")
    traced = doubly.trace(total.id)
    assert ": 1 of 3" in traced.title
    assert any("Disputed: carol" in note for note in traced.notes)
    alone = frequencies(doubly.results(coder="amal"))
    assert not any("disputed" in str(cell) for row in alone.rows for cell in row.cells)
    assert not any("disputed" in note for note in alone.notes)


def test_a_trace_names_decisions_and_the_rules_that_proposed_them(doubly: Study) -> None:
    total = raised_funding(frequencies(doubly.results()))

    traced = cells(doubly.trace(total.id))

    assert len(traced) > 0
    for found in traced:
        assert "accept by amal, " in found["decided"]
        assert "accept by omar, " in found["decided"]
        assert found["rules"]


def settle(study: Study, verdict: Verdict) -> None:
    log = study.store.log
    stances = [d for d in log.decisions(document_id="carol") if d.code_id == "funding"]
    outcome = make_decision(verdict, coder="both", origin=ADJUDICATION, supersedes=tuple(d.id for d in stances))
    log.append(replace(outcome, anchor=stances[0].anchor))


@pytest.mark.parametrize(("verdict", "shown"), [(Verdict.ACCEPT, "2 of 3"), (Verdict.REJECT, "1 of 3")])
def test_what_was_settled_counts_until_a_coder_changes_their_mind(doubly: Study, verdict: Verdict, shown: str) -> None:
    settle(doubly, verdict)
    results = doubly.results()
    expect_complete(results)
    assert counts(frequencies(results))["funding"] == shown
    assert "Disputed" not in " ".join(frequencies(results).notes)

    session = open_session(doubly, "amal")
    [item] = [item for item in session.items() if item.target.document_id == "carol"]
    session.decide(item, Verdict.ACCEPT, note="still")

    results = doubly.results()
    with pytest.raises(ReviewIncompleteError, match="coders differ on 1 passage"):
        expect_complete(results)
    assert raised_funding(frequencies(results)).shown == "1 of 3"
    assert "1 of them were settled once" in " ".join(frequencies(results).notes)


@pytest.mark.parametrize(("whose", "n"), [({"coder": "amal"}, 2), ({"coders": "any"}, 2), ({}, 1)], ids=str)
def test_a_figure_of_one_coder_is_traced_to_that_coders_codings(doubly: Study, whose: dict[str, str], n: int) -> None:
    figure = raised_funding(frequencies(doubly.results(**whose)))  # type: ignore[arg-type]

    assert f"{n} informant" in " ".join(doubly.trace(figure.id).notes)


@pytest.mark.parametrize("whose", [{"coder": "nobody"}, {"coders": "some"}, {"coder": "amal", "coders": "any"}])
def test_a_coder_nobody_knows_is_refused(doubly: Study, whose: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        doubly.results(**whose)  # type: ignore[arg-type]


def test_a_coder_is_spelled_as_the_study_knows_them(coded: Study) -> None:
    for coder, verdict in {"Nour": Verdict.ACCEPT, "NOUR ": Verdict.REJECT}.items():
        decide(coded, spelled(coded, coder), "amira:2", verdict, code="funding")

    assert coded.store.log.coders() == ("Nour",)
    assert coded.results(coder="nour").coder == "Nour"


def test_tables_and_assignments_name_a_coder_as_the_study_knows_them(coded: Study, tmp_path: Path) -> None:
    decide(coded, "Nour", "amira:2", Verdict.ACCEPT, code="funding")
    table = tmp_path / "codings.csv"
    table.write_text("document,segment,code,coder\namira,2,access,nour\namira,2,access,Nour\n", encoding="utf-8")
    assert merge_files(coded, [table]) == 0
    assign(coded, ["nour"], share=0.2, seed=1, documents=["amira"])

    assert coded.store.log.coders() == ("Nour",)
    assert cells(assignment_table(coded))[0]["coders"] == "Nour (1 passage)"
