"""Every table as a command: what it prints, and the way back from each of its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

TABLES = [
    ["frequencies"],
    ["frequencies", "--by", "side", "--where", "round=1"],
    ["frequencies", "--by", "gender", "--unit", "organisation", "--sort", "prevalence"],
    ["frequencies", "--coverage"],
    ["compare", "CSO", "International", "--intervals", "--test"],
    ["compare", "CSO", "UN agency", "International NGO", "--test"],
    ["quantifiers", "--by", "side"],
    ["cooccurrence", "--within", "interview", "--levels", "1"],
    ["saturation", "--base", "4", "--run", "3"],
    ["matrix", "--passages", "--levels", "1"],
    ["evidence"],
]


def test_a_figure_leads_back_to_the_words(sample: Path, qualcode: Command) -> None:
    figure = qualcode("frequencies", "--project", sample, "--format", "json").cells[0]["total.n_informants"]

    behind = qualcode("trace", figure["figure"], "--project", sample, "--format", "json").cells

    assert len({row["informant"] for row in behind}) == figure["value"]


@pytest.mark.parametrize("arguments", TABLES, ids=" ".join)
def test_ids_stand_in_place_of_figures(arguments: list[str], sample: Path, qualcode: Command) -> None:
    done = qualcode(*arguments, "--project", sample, "--ids", "--format", "csv")

    assert done.code == 0
    assert "F-" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "CSO"], "needs two groups"),
        (["compare", "CSO", "Martians"], "choose from"),
        (["compare", "International", "UN agency"], "share nobody"),
        (["frequencies", "--where", "round=9"], "it is one of: 1, 2"),
        (["frequencies", "--sort", "size"], "codebook or prevalence"),
        (["frequencies", "--unit", "shoes"], "it has:"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_remedy(
    arguments: list[str], said: str, sample: Path, qualcode: Command
) -> None:
    done = qualcode(*arguments, "--project", sample)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_privacy_question_stays_open_until_somebody_settles_it(sample: Path, qualcode: Command) -> None:
    reopened = qualcode("check-privacy", "--project", sample, "--reopen", "Key informant (n = 1)")
    asked = qualcode("check-privacy", "--project", sample, "--format", "json")
    assert (reopened.code, asked.code) == (6, 6)
    assert qualcode("report", "--project", sample, "--format", "md").code == 6
    (breach,) = json.loads(asked.out)["rows"]
    assert breach["cells"]["what"] == "Key informant (n = 1)"

    assert qualcode("check-privacy", "--project", sample, "--allow", breach["key"]).code == 2
    allowed = ["check-privacy", "--project", sample, "--allow", breach["key"], "--reason", "agreed in writing"]
    assert qualcode(*allowed).code == 0
    listed = json.loads(qualcode("check-privacy", "--project", sample, "--all", "--format", "json").out)["rows"]
    assert "agreed in writing" in next(row for row in listed if row["key"] == breach["key"])["cells"]["remedy"]
    assert qualcode("report", "--project", sample, "--format", "md").code == 0


def test_a_roster_name_in_a_quote_is_open_until_it_is_replaced(coded: Path, qualcode: Command) -> None:
    settings = coded / "qualcode.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[privacy]\nminimum_cell = 1\n", "utf-8")
    roster = coded / "informants.csv"
    lines = roster.read_text("utf-8").splitlines()
    roster.write_text("\n".join([lines[0] + ",name", lines[1] + ",Basra", *lines[2:]]), "utf-8")
    assert qualcode("informants", "--project", coded).code == 0

    (row,) = json.loads(qualcode("check-privacy", "--project", coded, "--format", "json").out)["rows"]
    assert row["cells"]["what"].startswith("Basra")
    assert qualcode("check-privacy", "--project", coded, "--replace").code == 0


@pytest.mark.parametrize(
    "command",
    [("frequencies",), ("frequencies", "--coverage"), ("quantifiers",), ("evidence",)],
    ids=" ".join,
)
def test_no_table_has_a_column_for_groups_below_the_minimum(
    command: tuple[str, ...], sample: Path, qualcode: Command
) -> None:
    done = qualcode(*command, "--by", "governorate", "--project", sample, "--format", "json")

    assert done.code == 0, done.err
    assert "put together so that nobody can be recognised" in done.out
    shown = qualcode(*command, "--by", "governorate", "--small-groups", "--project", sample, "--format", "json")
    assert "put together" not in shown.out


def test_groups_below_the_minimum_are_compared_for_the_team_only(sample: Path, qualcode: Command) -> None:
    pair = ("governorate=Nineveh", "governorate=Maysan")

    refused = qualcode("compare", *pair, "--project", sample)

    assert refused.code == 2
    assert "--small-groups" in refused.err
    assert qualcode("compare", *pair, "--small-groups", "--project", sample).code == 0


@pytest.mark.parametrize("grouped", [True, False], ids=["with groups", "without"])
def test_an_open_privacy_question_comes_with_the_very_words_that_settle_it(
    grouped: bool, sample: Path, qualcode: Command
) -> None:
    settings = sample / "qualcode.toml"
    if not grouped:
        settings.write_text("", encoding="utf-8")
    assert qualcode("check-privacy", "--project", sample, "--reopen", "Key informant (n = 1)").code == 6

    done = qualcode("check-privacy", "--project", sample, "--format", "json")

    (breach,) = json.loads(done.out)["rows"]
    assert f'qualcode check-privacy --allow {breach["key"]} --reason "…"' in done.err
    settings.write_text("\n".join(done.err[done.err.index("  [groupings.") :].splitlines()[:2]), encoding="utf-8")
    assert qualcode("check-privacy", "--project", sample).code == 0
