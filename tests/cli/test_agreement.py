"""Agreement on the command line, and codings made elsewhere taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Command, Done

CODINGS = ROOT / "transcripts_sample" / "human_coding.csv"


def table(done: Done) -> dict[str, dict[str, str]]:
    assert done.code == 0, done.err
    return {row["key"]: row["cells"] for row in json.loads(done.out)["rows"]}


def test_the_two_coders_of_the_sample_agree_well_where_themes_are_concrete(sample: Path, qualcode: Command) -> None:
    assert qualcode("merge", CODINGS, "--project", sample).code == 0

    rows = table(qualcode("agreement", "--all", "--project", sample, "--format", "json"))

    assert [rows["all"][name] for name in ("both", "one", "other")] == [205, 134, 101]
    assert rows["all"]["kappa"].startswith("0.63 (0.6")
    assert rows["access_approvals"]["kappa"].startswith("0.90")
    assert "agree on 1" in rows["access"]["reading"]


def test_taking_codings_in_twice_changes_nothing_even_after_a_change_of_mind(
    sample: Path, qualcode: Command, tmp_path: Path
) -> None:
    qualcode("merge", CODINGS, "--project", sample)
    first = qualcode("export", "--decisions", "-", "--project", sample).out

    again = qualcode("merge", CODINGS, "--project", sample)

    assert "0 decisions" in again.err
    assert qualcode("export", "--decisions", "-", "--project", sample).out == first


def test_the_rules_stand_in_as_a_coder(sample: Path, qualcode: Command) -> None:
    qualcode("merge", CODINGS, "--project", sample)

    rows = table(qualcode("agreement", "amal", "rules", "--code", "funding", "--project", sample, "--format", "json"))

    funding = {"funding", "funding_insufficient", "funding_short_term", "donors_leaving", "fundraising"}
    assert set(rows) == {"all"} | funding


@pytest.mark.parametrize(
    ("names", "says"), [((), "Only amal has coded"), (("rules",), "Only rules"), (("amal", "rules"), "")]
)
def test_one_coder_is_told_what_is_missing(
    small: Path, qualcode: Command, tmp_path: Path, names: tuple[str, ...], says: str
) -> None:
    qualcode("import", small / "transcripts", "--project", small)
    qualcode("suggest", "--project", small)
    codings = tmp_path / "codings.csv"
    codings.write_text("document,segment,code,coder\namira,2,funding,amal\n", encoding="utf-8")
    assert qualcode("merge", codings, "--project", small).code == 0

    done = qualcode("agreement", *names, "--project", small)

    assert done.code == 0
    assert says in done.out


def test_coders_without_a_passage_in_common_and_unknown_ones_are_told_so(
    small: Path, qualcode: Command, tmp_path: Path
) -> None:
    qualcode("import", small / "transcripts", "--project", small)
    qualcode("suggest", "--project", small)
    assert "Nobody has coded" in qualcode("agreement", "--project", small).out
    codings = tmp_path / "codings.csv"
    codings.write_text("document,segment,code,coder\namira,2,funding,amal\ncarol,2,,omar\n", encoding="utf-8")
    qualcode("merge", codings, "--project", small)

    assert "No passage" in qualcode("agreement", "--project", small).out
    unknown = qualcode("agreement", "amall", "--project", small)
    assert (unknown.code, "did you mean amal?" in unknown.err) == (2, True)


@pytest.mark.parametrize(
    ("table", "code", "says"),
    [
        ("document,segment,code,coder\nnobody,2,funding,amal\n", 4, "no such interview"),
        ("document,segment,code,coder\namira,99,funding,amal\n", 4, "no such passage"),
        ("document,segment,code,coder\namira,2,nonsense,amal\n", 4, "not in the codebook"),
        ("document,segment,code,coder\namira,2,funding,\n", 4, "no coder"),
        ("document,segment,code,coder,mark\namira,2,funding,amal,lovely\n", 4, "mark is not one of"),
        ("document,quote,code,coder\namira.txt,nobody said this,funding,amal\n", 4, "in no passage"),
        ("document;passage;theme;coder\namira.txt;2;Funding;amal\n", 0, "1 passage"),
        ("document,quote,code,coder\namira.txt,Our last short grant ended,funding,amal\n", 0, "1 passage"),
        ("what,ever\n1,2\n", 4, "no column for document nor code nor segment nor coder"),
    ],
)
def test_a_row_that_cannot_be_placed_is_named_with_the_reason(
    small: Path, qualcode: Command, tmp_path: Path, table: str, code: int, says: str
) -> None:
    qualcode("import", small / "transcripts", "--project", small)
    qualcode("suggest", "--project", small)
    path = tmp_path / "codings.csv"
    path.write_text(table, encoding="utf-8")

    done = qualcode("merge", path, "--project", small)

    assert (done.code, says in done.err) == (code, True), done.err
