import io
from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Mark
from qualcode.model.table import Basis, Figure, Table
from qualcode.reports import TABLE_WRITERS
from qualcode.tables.coverage import coverage_table
from qualcode.tables.frequencies import theme_frequencies
from qualcode.tables.scope import Scope
from tests.make import make_codebook, make_coding, make_roster
from tests.tables.study import CODEBOOK, CODINGS, GROUPINGS, ROSTER, TYPES, said

GOLDEN = Path(__file__).parent / "golden"

LABELS = {"CSO": "CSO", "Ministry": "Key informant", "UN agency": "International", "International NGO": "International"}


def cell(table: Table, code_id: str, column: str) -> Figure:
    place = [column.key for column in table.columns].index(column)
    [row] = [row for row in table.rows if row.key == code_id]
    found = row.cells[place]
    assert isinstance(found, Figure)
    return found


def shown(table: Table, column: str) -> dict[str, str]:
    return {row.key: str(cell(table, row.key, column)) for row in table.rows}


def everyone_reviewed(*, but: dict[str, set[str]] | None = None) -> dict[str, frozenset[str]]:
    return {code.id: frozenset(TYPES) - (but or {}).get(code.id, set()) for code in CODEBOOK.codes}


@pytest.mark.parametrize("format", sorted(TABLE_WRITERS))
def test_the_table_an_evaluator_sees(format: str) -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(labels=LABELS, reviewed=everyone_reviewed()))
    stream = io.StringIO()
    TABLE_WRITERS[format](table, stream)
    suffix = {"table": "txt"}.get(format, format)

    assert stream.getvalue() == (GOLDEN / f"frequencies.{suffix}").read_text(encoding="utf-8")


def test_informants_count_once_however_often_they_speak() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK)

    assert shown(table, "CSO.n_informants") == {
        "funding": "2 of 3 (1 contrary)",
        "short_grants": "1 of 3",
        "donors_leaving": "2 of 3",
        "access": "0 of 3",
        "turnover": "3 of 3",
        "*": "3 of 3",
    }


def test_a_parent_contains_its_children_and_a_passage_under_two_of_them_once() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK)

    assert cell(table, "funding", "n_passages").value == 6
    assert cell(table, "short_grants", "n_passages").value == 4
    assert cell(table, "donors_leaving", "n_passages").value == 2


def test_total_counts_distinct_informants() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, by="round")

    assert cell(table, "funding", "1.n_informants").value == 3
    assert cell(table, "funding", "2.n_informants").value == 1
    assert cell(table, "funding", "total.n_informants").shown == "3 of 8"


def test_who_only_said_the_contrary_does_not_raise_the_theme() -> None:
    figure = cell(theme_frequencies(CODINGS, ROSTER, CODEBOOK), "funding", "CSO.n_informants")

    assert (figure.value, figure.of, figure.aside) == (2, 3, "1 contrary")


def test_off_record_counts_nowhere() -> None:
    assert cell(theme_frequencies(CODINGS, ROSTER, CODEBOOK), "access", "International NGO.n_informants").value == 1


def test_those_not_reviewed_are_named_and_not_silent() -> None:
    reviewed = everyone_reviewed(but={"turnover": {"cso-3", "un-1"}})
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(reviewed=reviewed))

    assert str(cell(table, "turnover", "CSO.n_informants")) == "3 of 3"
    assert str(cell(table, "turnover", "UN agency.n_informants")) == "0 raised, 1 open of 2"
    assert cell(table, "turnover", "n_passages").value == 4


def test_a_new_term_takes_nobody_who_raised_a_theme_out_of_it() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK)
    after = theme_frequencies(
        CODINGS, ROSTER, CODEBOOK, scope=Scope(reviewed=everyone_reviewed(but={"turnover": {"cso-1"}}))
    )

    assert (
        str(cell(after, "turnover", "CSO.n_informants")) == str(cell(table, "turnover", "CSO.n_informants")) == "3 of 3"
    )
    assert cell(after, "turnover", "n_words").value == cell(table, "turnover", "n_words").value


def test_who_raised_a_part_raised_the_theme() -> None:
    reviewed = everyone_reviewed(but={"short_grants": set(TYPES)})
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(reviewed=reviewed))

    assert str(cell(table, "donors_leaving", "CSO.n_informants")) == "2 of 3"
    assert str(cell(table, "funding", "CSO.n_informants")) == "2 raised, 1 open of 3"


def test_no_share_and_no_word_is_told_while_somebody_is_open() -> None:
    reviewed = everyone_reviewed(but={"short_grants": set(TYPES)})
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(reviewed=reviewed, percentages_from=1))
    words = {row.key: row.cells[[column.key for column in table.columns].index("in_words")] for row in table.rows}

    assert (words["funding"], words["donors_leaving"]) == ("–", "two")
    assert cell(table, "funding", "total.n_informants").shown == "3 raised, 5 open of 8"
    assert cell(table, "donors_leaving", "total.n_informants").shown == "2 of 8 (25%)"


def test_a_group_nobody_is_reviewed_in_is_open() -> None:
    figure = cell(theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(reviewed={})), "access", "CSO.n_informants")

    assert (figure.value, figure.n_open, figure.of, str(figure)) == (0, 3, 3, "0 raised, 3 open of 3")


def test_those_not_asked_stay_in_the_denominator() -> None:
    asked = {"turnover": frozenset({"cso-1", "cso-2", "cso-3", "ngo-1"})}
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(asked=asked))

    assert str(cell(table, "turnover", "UN agency.n_informants")) == "0 of 2 (2 not asked)"
    shares = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(asked=asked, percentages_from=1))
    assert str(cell(shares, "turnover", "UN agency.n_informants")) == "0 of 2 (2 not asked)"
    assert "%" in str(cell(shares, "turnover", "CSO.n_informants"))


def test_a_column_has_percentages_for_all_themes_or_for_none() -> None:
    asked = {"turnover": frozenset({"cso-1", "ngo-1"}), "funding": frozenset(TYPES)}
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(asked=asked, percentages_from=1))

    assert "%" not in "".join(figure.shown for figure in table.figures())
    assert "No percentages, though asked for: some informants were not asked about every theme." in table.notes


def test_suggestions_say_so_in_title_and_notes() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(basis=Basis.SUGGESTIONS))

    assert table.title == "Themes by informant type (suggestions, not reviewed)"
    assert table.notes[0].startswith("Suggestions, not reviewed:")


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("informant_type", ["CSO (n = 3)", "Ministry (n = 1)", "UN agency (n = 2)", "International NGO (n = 2)"]),
        ("side", ["International (n = 4)", "CSO (n = 3)", "Ministry (n = 1)"]),
        ("region", ["North (n = 4)", "South (n = 4)"]),
        ("Region", ["North (n = 4)", "South (n = 4)"]),
        ("round", ["1 (n = 8)", "2 (n = 1)"]),
        (
            "side,region",
            [
                "International · North (n = 2)",
                "International · South (n = 2)",
                "CSO · North (n = 2)",
                "CSO · South (n = 1)",
                "Ministry · South (n = 1)",
            ],
        ),
    ],
)
def test_groups_are_types_groupings_variables_or_two_crossed(by: str, labels: list[str]) -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(groupings=GROUPINGS), by=by)

    assert [column.label for column in table.columns[1 : 1 + len(labels)]] == labels


def test_where_filters_codings_and_informants() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(where={"round": ("2",)}))

    assert cell(table, "funding", "total.n_informants").shown == "1 of 1"
    assert "Only where round = 2." in table.notes


def test_organisations_can_be_counted_in_place_of_people() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(unit="organisation"))

    assert cell(table, "turnover", "CSO.n_informants").shown == "1 of 1"
    assert "Organisations" in table.columns[1].group


def test_an_organisation_is_silent_only_once_all_its_people_are_reviewed() -> None:
    reviewed = everyone_reviewed(but={"turnover": {"un-1", "cso-1"}, "access": {"cso-1"}})
    scope = Scope(unit="organisation", reviewed=reviewed)
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=scope)

    assert str(cell(table, "turnover", "UN agency.n_informants")) == "0 raised, 1 open of 1"
    assert str(cell(table, "turnover", "CSO.n_informants")) == "1 of 1"
    assert str(cell(table, "access", "CSO.n_informants")) == "0 raised, 1 open of 1"


def test_percentages_only_from_twenty_on_or_on_request() -> None:
    roster = make_roster(**{f"p{number}": "CSO" for number in range(20)})
    codebook = make_codebook("money")
    codings = [make_coding("money", "p1"), make_coding("money", "p2")]

    assert cell(theme_frequencies(codings, roster, codebook), "money", "CSO.n_informants").shown == "2 of 20 (10%)"
    few = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(percentages_from=1))
    assert cell(few, "turnover", "CSO.n_informants").shown == "3 of 3 (100%)"
    assert cell(theme_frequencies(CODINGS, ROSTER, CODEBOOK), "turnover", "CSO.n_informants").shown == "3 of 3"


def test_themes_can_be_sorted_by_prevalence_with_children_under_their_parents() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, sort="prevalence")

    assert [row.key for row in table.rows] == ["turnover", "funding", "short_grants", "donors_leaving", "access", "*"]


def test_levels_leave_sub_codes_out() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, levels=1)

    assert [row.key for row in table.rows] == ["funding", "access", "turnover", "*"]


def test_codings_under_unknown_codes_are_named_not_dropped() -> None:
    table = theme_frequencies([*CODINGS, said("gone", "cso-1", "Words.")], ROSTER, CODEBOOK)

    assert "Not counted: 1 coding under codes the codebook does not have (gone)." in table.notes


def test_codings_of_people_outside_the_roster_are_named() -> None:
    table = theme_frequencies([*CODINGS, make_coding("access", "stranger")], ROSTER, CODEBOOK)

    assert any("1 coding of people" in note for note in table.notes)


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": "colour"},
        {"scope": Scope(where={"colour": ("red",)})},
        {"scope": Scope(unit="colour")},
        {"sort": "size"},
    ],
)
def test_what_the_roster_does_not_have_is_refused_with_what_it_has(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError) as error:
        theme_frequencies(CODINGS, ROSTER, CODEBOOK, **wrong)  # type: ignore[arg-type]

    assert error.value.hint


def test_the_same_cell_has_the_same_id_whatever_else_the_table_shows() -> None:
    plain = theme_frequencies(CODINGS, ROSTER, CODEBOOK)
    other = theme_frequencies(
        CODINGS[:3], ROSTER, CODEBOOK, scope=Scope(groupings=GROUPINGS), by="side", sort="prevalence"
    )

    assert cell(plain, "access", "CSO.n_informants").id == cell(other, "access", "CSO.n_informants").id
    assert len(cell(plain, "access", "CSO.n_informants").id) == 12


def test_ids_within_a_table_differ() -> None:
    ids = [figure.id for figure in theme_frequencies(CODINGS, ROSTER, CODEBOOK).figures()]

    assert len(set(ids)) == len(ids)


def test_coverage_keeps_the_kinds_of_absence_apart_and_adds_up() -> None:
    asked = {"turnover": frozenset({"cso-1", "cso-2", "cso-3", "ngo-1"})}
    reviewed = everyone_reviewed(but={"funding": {"cso-2"}, "short_grants": {"cso-2"}, "donors_leaving": {"cso-2"}})
    table = coverage_table(CODINGS, ROSTER, CODEBOOK, scope=Scope(reviewed=reviewed, asked=asked))

    for row in table.rows:
        *kinds, everyone = (figure.value for figure in row.cells if isinstance(figure, Figure))
        assert sum(kind for kind in kinds if kind) == everyone
    funding = next(row for row in table.rows if row.key == "funding" and row.cells[1] == "CSO")
    assert [str(figure) for figure in funding.cells[2:]] == ["2", "1", "0", "0", "0", "0", "3"]
    access = next(row for row in table.rows if row.key == "short_grants" and row.cells[1] == "CSO")
    assert [str(figure) for figure in access.cells[2:]] == ["1", "0", "0", "1", "0", "1", "3"]


def test_marks_do_not_change_what_is_counted_but_contrary_and_off_record() -> None:
    plain = [
        said("access", "moh-1", "The road is closed.", marks=marks)
        for marks in [(), (Mark.DO_NOT_QUOTE,), (Mark.GOOD_QUOTE,)]
    ]

    for coding in plain:
        assert cell(theme_frequencies([coding], ROSTER, CODEBOOK), "access", "Ministry.n_informants").value == 1
