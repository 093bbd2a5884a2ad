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


def test_standing_rules_are_said_when_asked_for_and_stand_in_files(sample: Path, qualcode: Command) -> None:
    rule = "a theme contains the themes under it"
    short = qualcode("frequencies", "--project", sample).out
    explained = qualcode("frequencies", "--project", sample, "--explain").out
    saved = qualcode("frequencies", "--project", sample, "--format", "json").out

    assert [rule in " ".join(said.split()) for said in (short, explained, saved)] == [False, True, True]
    assert "Suggestions, not reviewed" in short


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
        (["frequencies", "--where", "round=9"], "it is one of: 1, 2"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_remedy(
    arguments: list[str], said: str, sample: Path, qualcode: Command
) -> None:
    done = qualcode(*arguments, "--project", sample)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_privacy_question_stops_commands_until_somebody_settles_it(sample: Path, qualcode: Command) -> None:
    (sample / "qualcode.toml").write_text("[privacy]\nminimum_cell = 12\n", encoding="utf-8")
    asked = qualcode("check-privacy", "--project", sample, "--format", "json")
    assert asked.code == 6
    assert qualcode("report", "--project", sample, "--format", "md").code == 6
    (breach,) = json.loads(asked.out)["rows"]
    assert breach["cells"]["what"] == "Key informant (n = 11)"
    assert f'qualcode check-privacy --allow {breach["key"]} --reason "…"' in asked.err

    assert qualcode("check-privacy", "--project", sample, "--allow", breach["key"]).code == 2
    allowed = ["check-privacy", "--project", sample, "--allow", breach["key"], "--reason", "agreed in writing"]
    assert qualcode(*allowed).code == 0
    listed = json.loads(qualcode("check-privacy", "--project", sample, "--all", "--format", "json").out)["rows"]
    assert "agreed in writing" in next(row for row in listed if row["key"] == breach["key"])["cells"]["remedy"]
    assert qualcode("report", "--project", sample, "--format", "md").code == 0


def test_groups_below_the_minimum_are_shown_where_it_is_asked_for(sample: Path, qualcode: Command) -> None:
    command = ("frequencies", "--by", "governorate", "--project", sample, "--format", "json")

    assert "put together so that nobody can be recognised" in qualcode(*command, "--client").out
    for shown in (qualcode(*command), qualcode(*command, "--small-groups")):
        assert shown.code == 0
        assert "put together so that nobody can be recognised" not in shown.out
