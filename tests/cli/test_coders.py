"""Tables of what one coder, any, all, or those who settled a disagreement decided."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.cli.terminal import open_study
from qualcode.model.coding import Verdict
from qualcode.review.standing import ADJUDICATION
from qualcode.store import Store
from qualcode.study.review.sessions import open_session
from tests.cli.conftest import Command
from tests.store.make import make_decision


@pytest.fixture
def doubly(small: Path, qualcode: Command) -> Path:
    """Amal and Omar decided everything, and differ on carol's grant."""
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    for coder in ("amal", "omar"):
        with open_study(small) as study:
            session = open_session(study, coder)
            for item in session.items():
                rejects = coder == "omar" and item.target.document_id == "carol"
                session.decide(item, Verdict.REJECT if rejects else Verdict.ACCEPT)
    return small


def funding(study: Path, qualcode: Command, *options: str, code: int = 0) -> tuple[str, str]:
    """How many raised funding, and the notes."""
    done = qualcode("frequencies", "--project", study, "--format", "json", "--small-groups", *options)
    assert done.code == code, done.err
    table = json.loads(done.out)
    row = next(row for row in table["rows"] if row["key"] == "funding")
    total = next(key for key in row["cells"] if key.startswith("total"))
    return row["cells"][total]["shown"], " ".join(table["notes"])


@pytest.mark.parametrize(
    ("options", "shown", "says"),
    [
        ((), "1 of 3", "Disputed, and not counted: 1 passage on which coders differ."),
        (("--coder", "amal"), "2 of 3", "Only decisions of coder amal."),
        (("--coder", "Omar"), "1 of 3", "Only decisions of coder omar."),
        (("--coders", "any"), "2 of 3", "any coder coded it"),
        (("--coders", "all"), "1 of 3", "every coder who decided"),
    ],
)
def test_a_table_counts_whose_word_is_asked_for(
    doubly: Path, qualcode: Command, options: tuple[str, ...], shown: str, says: str
) -> None:
    found, notes = funding(doubly, qualcode, *options)

    assert found == shown
    assert says in notes


def test_a_dispute_that_would_move_a_figure_stands_beside_it(doubly: Path, qualcode: Command) -> None:
    done = qualcode("frequencies", "--project", doubly, "--format", "json", "--small-groups")
    row = next(row for row in json.loads(done.out)["rows"] if row["key"] == "funding")
    total = next(cell for key, cell in row["cells"].items() if key.startswith("total"))

    assert (total["shown"], total["beside"]) == ("1 of 3", "1 disputed")
    traced = qualcode("trace", total["figure"], "--project", doubly)
    assert ": 1 of 3" in traced.out
    assert "Disputed: carol" in traced.out
    alone = qualcode("frequencies", "--project", doubly, "--format", "json", "--small-groups", "--coder", "amal")
    assert "disputed" not in alone.out


def test_a_trace_names_decisions_and_the_rules_that_proposed_them(doubly: Path, qualcode: Command) -> None:
    done = qualcode("frequencies", "--project", doubly, "--format", "json", "--small-groups")
    row = next(row for row in json.loads(done.out)["rows"] if row["key"] == "funding")
    total = next(cell for key, cell in row["cells"].items() if key.startswith("total"))

    traced = json.loads(qualcode("trace", total["figure"], "--project", doubly, "--format", "json").out)

    for found in (row["cells"] for row in traced["rows"]):
        assert "accept by amal, " in found["decided"]
        assert "accept by omar, " in found["decided"]
        assert found["rules"]


def settle(folder: Path, verdict: Verdict) -> None:
    with Store.open(folder) as store:
        stances = [d for d in store.log.decisions(document_id="carol") if d.code_id == "funding"]
        outcome = make_decision(verdict, coder="both", origin=ADJUDICATION, supersedes=tuple(d.id for d in stances))
        store.log.append(replace(outcome, anchor=stances[0].anchor))


@pytest.mark.parametrize(("verdict", "shown"), [(Verdict.ACCEPT, "2 of 3"), (Verdict.REJECT, "1 of 3")])
def test_what_was_settled_counts_until_a_coder_changes_their_mind(
    doubly: Path, qualcode: Command, verdict: Verdict, shown: str
) -> None:
    settle(doubly, verdict)
    found, notes = funding(doubly, qualcode, "--strict")
    assert (found, "Disputed" in notes) == (shown, False)

    with open_study(doubly) as study:
        session = open_session(study, "amal")
        [item] = [i for i in session.items() if i.target.document_id == "carol"]
        session.decide(item, Verdict.ACCEPT, note="still")

    found, notes = funding(doubly, qualcode, "--strict", code=5)
    assert found == "1 of 3"
    assert "1 of them were settled once" in notes


def test_a_figure_of_one_coder_is_traced_to_that_coders_codings(doubly: Path, qualcode: Command) -> None:
    for options, n in ((("--coder", "amal"), 2), (("--coders", "any"), 2), ((), 1)):
        done = qualcode("frequencies", "--project", doubly, "--ids", "--format", "json", "--small-groups", *options)
        row = next(row for row in json.loads(done.out)["rows"] if row["key"] == "funding")
        cell = next(value for key, value in row["cells"].items() if key.startswith("total"))
        traced = qualcode("trace", cell if isinstance(cell, str) else cell["shown"], "--project", doubly)
        assert f"{n} informant" in traced.out, traced.err


@pytest.mark.parametrize(
    "options", [("--coder", "nobody"), ("--coders", "some"), ("--coder", "amal", "--coders", "any")]
)
def test_a_coder_nobody_knows_is_refused(doubly: Path, qualcode: Command, options: tuple[str, ...]) -> None:
    assert qualcode("frequencies", "--project", doubly, *options).code == 2


@pytest.mark.parametrize("command", [("quotes",), ("frequencies", "--coverage")])
def test_quotes_and_coverage_too(doubly: Path, qualcode: Command, command: tuple[str, ...]) -> None:
    assert qualcode(*command, "--coder", "omar", "--project", doubly).code == 0
    assert qualcode(*command, "--strict", "--project", doubly).code == 5
