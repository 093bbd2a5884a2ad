"""Whose decisions a table counts, as options, and --strict, which fails while coders differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.cli.terminal import open_study
from qualcode.model.coding import Verdict
from qualcode.study.review.sessions import decide
from tests.cli.conftest import Command
from tests.study.make import accept_all


@pytest.fixture
def doubly(coded: Path) -> Path:
    """Amal and Omar decided everything, and differ on carol's grant."""
    with open_study(coded) as study:
        accept_all(study, "amal")
        accept_all(study, "omar")
        decide(study, "omar", "carol:2", Verdict.REJECT, code="funding")
    return coded


@pytest.mark.parametrize(
    ("options", "shown"),
    [((), "1 of 3"), (("--coder", "amal"), "2 of 3"), (("--coder", "Omar"), "1 of 3"), (("--coders", "any"), "2 of 3")],
    ids=str,
)
def test_options_say_whose_word_counts(doubly: Path, qualcode: Command, options: tuple[str, ...], shown: str) -> None:
    done = qualcode("frequencies", "--project", doubly, "--format", "json", "--small-groups", *options)

    assert done.cells[0]["total.n_informants"]["shown"] == shown


@pytest.mark.parametrize(
    "options", [("--coder", "nobody"), ("--coders", "some"), ("--coder", "amal", "--coders", "any")]
)
def test_a_coder_nobody_knows_is_refused(doubly: Path, qualcode: Command, options: tuple[str, ...]) -> None:
    assert qualcode("frequencies", "--project", doubly, *options).code == 2


@pytest.mark.parametrize("command", [("frequencies",), ("quotes",), ("frequencies", "--coverage")], ids=" ".join)
def test_strict_ends_with_an_exit_code_of_its_own_while_coders_differ(
    doubly: Path, qualcode: Command, command: tuple[str, ...]
) -> None:
    assert qualcode(*command, "--coder", "omar", "--project", doubly).code == 0
    assert qualcode(*command, "--strict", "--project", doubly).code == 5
    with open_study(doubly) as study:
        decide(study, "omar", "carol:2", Verdict.ACCEPT, code="funding")
    assert qualcode(*command, "--strict", "--project", doubly).code == 0
