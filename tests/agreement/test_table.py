from __future__ import annotations

import pytest

from qualcode.agreement.compare import DENIED, RULES, Rater
from qualcode.agreement.suggested import compare_suggested
from qualcode.agreement.table import agreement_table
from tests.make import make_codebook

BOOK = make_codebook("funding", "funding/donors", "access")
INFORMANTS = {"a:1": ("a",), "b:1": ("b",)}
AMAL = Rater(name="amal", said={("a:1", "funding"): True, ("b:1", "funding"): True})
OMAR = Rater(name="omar", said={("a:1", "funding"): True, ("b:1", "funding"): False})
ZOE = Rater(name="zoe", said={("a:1", "funding"): True})


def test_two_coders_are_set_side_by_side_all_themes_first() -> None:
    table = agreement_table([AMAL, OMAR], INFORMANTS, BOOK, {"funding", "donors"}, everything=True)

    assert table.title == "Agreement between amal and omar"
    assert [(row.key, row.depth, row.cells[:6]) for row in table.rows] == [
        ("all", 0, ("All themes together", 2, 1, 1, 0, 0)),
        ("funding", 0, ("Funding", 2, 1, 1, 0, 0)),
        ("donors", 1, ("Donors", 0, 0, 0, 0, 0)),
    ]
    assert [column.label for column in table.columns[2:6]] == ["Both", "Only amal", "Only omar", "Neither"]


def test_of_several_coders_it_is_counted_where_all_say_the_same() -> None:
    table = agreement_table([AMAL, OMAR, ZOE], INFORMANTS, BOOK, {"funding"})

    assert [column.key for column in table.columns[2:5]] == ["all", "differ", "none"]
    assert table.rows[1].cells[2:5] == (1, 1, 0)


def prompted(name: str, **said: str) -> Rater:
    """A coder with suggestions in view: by code what they said of each passage in order, y(es), n(o), d(enied)."""
    ratings: dict[str, bool | str] = {"y": True, "n": False, "d": DENIED}
    return Rater(
        name=name,
        said={
            (f"a:{place}", code): ratings[sign]
            for code, signs in said.items()
            for place, sign in enumerate(signs, start=1)
            if sign in ratings
        },
        saw_suggestions=True,
    )


PASSAGES = {f"a:{place}": ("a",) for place in range(1, 8)}
PROPOSED = {(f"a:{place}", "funding") for place in range(1, 7)}


def test_suggestions_both_decided_come_first_and_what_nobody_suggested_stands_apart() -> None:
    raters = [prompted("amal", funding="yynydny", access="y"), prompted("omar", funding="yynnyny", access="n")]
    table = agreement_table(raters, PASSAGES, BOOK, {"funding", "access"}, proposed=PROPOSED)
    cells = {row.key: dict(zip((column.key for column in table.columns), row.cells, strict=True)) for row in table.rows}

    funding = cells["funding"]
    assert [funding[key] for key in ("suggested", "suggested.percent", "suggested.accepted", "suggested.rejected")] == [
        6, "67%", 2, 2
    ]  # fmt: skip
    assert (funding["added.all"], funding["added.some"]) == (1, 0)
    assert (cells["access"]["suggested"], cells["access"]["suggested.kappa"], cells["access"]["added.some"]) == (
        0,
        "–",
        1,
    )
    assert [cells["all"][key] for key in ("suggested", "added.all", "added.some")] == [6, 1, 1]
    assert not any("beyond chance" in note for note in table.notes)
    assert any("`qualcode review --blind --hide-suggestions`" in note for note in table.notes)


def test_kappa_is_of_the_suggestions_decided() -> None:
    raters = [prompted("amal", funding="yyynnn"), prompted("omar", funding="yynnny")]
    [_, funding] = compare_suggested(raters, ["funding"], PASSAGES, PROPOSED)

    assert (funding.agree, funding.n_accepted, funding.n_rejected, funding.n_differ) == (4 / 6, 2, 2, 2)
    assert funding.kappa == pytest.approx((4 / 6 - 0.5) / 0.5)


def test_the_themes_on_which_coders_differ_most_come_first_and_how_many_are_left_is_said() -> None:
    raters = [prompted("amal", funding="yy", access="yy"), prompted("omar", funding="yy", access="nn")]
    table = agreement_table(raters, PASSAGES, BOOK, {"funding", "access"}, proposed=PROPOSED, most=1)

    assert [row.key for row in table.rows] == ["all", "access"]
    assert any("1 more theme" in note for note in table.notes)


@pytest.mark.parametrize(
    ("amal", "circular"),
    [
        (prompted("amal", funding="yyn"), True),
        (Rater(name="amal", said={("a:1", "funding"): True}, read={"a:7": frozenset({"funding"})}), False),
    ],
    ids=["saw what the rules suggest", "read on"],
)
@pytest.mark.parametrize("everything", [False, True])
def test_agreement_with_the_rules_of_who_saw_nothing_else_is_said_to_be_circular(
    amal: Rater, circular: bool, everything: bool
) -> None:
    rules = Rater(name=RULES, said=dict.fromkeys(PROPOSED, True), read=dict.fromkeys(PASSAGES, frozenset({"funding"})))
    table = agreement_table([amal, rules], PASSAGES, BOOK, {"funding"}, proposed=PROPOSED, everything=everything)

    assert any("circular: amal" in note for note in table.notes) is circular
    assert everything or table.rows[0].cells[5] == "–"


def test_of_coders_without_suggestions_in_view_all_passages_they_read_are_compared() -> None:
    table = agreement_table([AMAL, OMAR], INFORMANTS, BOOK, {"funding"}, proposed=PROPOSED)

    assert [column.key for column in table.columns] == [
        "code", "passages", "both", "one", "other", "neither", "percent", "kappa"
    ]  # fmt: skip
    assert table.rows[0].cells[1:7] == (2, 1, 1, 0, 0, "50%")


def test_what_is_missing_is_said_in_words() -> None:
    other = Rater(name="omar", said={("b:1", "funding"): True})

    assert agreement_table([], INFORMANTS, BOOK, {"funding"}).notes[0].startswith("Nobody has coded yet")
    assert f"`qualcode agreement zoe {RULES}`" in agreement_table([ZOE], INFORMANTS, BOOK, {"funding"}).notes[0]
    assert (
        agreement_table([ZOE, other], INFORMANTS, BOOK, {"funding"})
        .notes[0]
        .startswith("No passage that two of zoe and omar have looked at")
    )
