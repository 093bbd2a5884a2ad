"""Informants against themes: what is known of each, what is missing and why, and what a client may see."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from qualcode.model.coding import Mark
from qualcode.model.dataset import DataSet, Kind, Missing
from qualcode.model.table import Basis, Figure
from qualcode.tables.dataset import informant_data
from qualcode.tables.frequencies import theme_frequencies
from qualcode.tables.scope import Scope
from qualcode.tables.spec import ANY_CODE
from tests.tables.random_study import RANDOM_CODEBOOK, Study, studies
from tests.tables.study import CODEBOOK, CODINGS, ROSTER, TYPES, said

EVERYONE = frozenset(TYPES)


def data(scope: Scope, *codings: object, numbers: dict[str, int] | None = None) -> DataSet:
    return informant_data(codings or CODINGS, ROSTER, CODEBOOK, scope=scope, numbers=numbers)  # type: ignore[arg-type]


def of(made: DataSet, theme: str) -> dict[object, object]:
    return dict(zip(made.column("informant"), made.column(theme), strict=True))


def test_a_theme_is_raised_not_raised_or_missing_for_a_reason() -> None:
    reviewed = {code.id: EVERYONE for code in CODEBOOK.codes} | {"access": EVERYONE - {"un-1"}}
    asked = {"access": EVERYONE - {"un-2", "moh-1"}}
    disputed = {"access": frozenset({("ngo-2", "kii-ngo-2")})}
    codings = (
        said("access", "cso-1", "Roads."),
        said("access", "moh-1", "Not asked, and said so."),
        said("access", "cso-2", "No roads are closed.", marks=(Mark.CONTRARY,)),
    )

    made = of(data(Scope(reviewed=reviewed, asked=asked, disputed=disputed), *codings), "access")

    assert made == {
        "cso-1": 1,
        "cso-2": 0,
        "cso-3": 0,
        "moh-1": 1,
        "un-1": Missing.NOT_REVIEWED,
        "un-2": Missing.NOT_ASKED,
        "ngo-1": 0,
        "ngo-2": Missing.DISPUTED,
    }


@given(studies())
def test_the_ones_of_a_theme_are_those_that_the_table_counts(study: Study) -> None:
    codings, roster, reviewed = study
    made = informant_data(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed))
    table = theme_frequencies(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed))
    place = [column.key for column in table.columns].index("total.n_informants")
    totals = {
        row.key: cell.value for row in table.rows for cell in row.cells[place : place + 1] if isinstance(cell, Figure)
    }
    del totals[ANY_CODE]

    assert {each.name: made.column(each.name).count(1) for each in made.of_kind(Kind.THEME)} == totals


def test_for_the_team_a_row_says_all_that_the_list_says() -> None:
    made = data(Scope())

    assert [variable.name for variable in made.variables][:7] == [
        *("informant", "informant_type", "organisation", "region", "n_interviews", "rounds", "records")
    ]
    assert made.rows[0][:7] == ("cso-1", "CSO", "Org CSO", "North", 2, "1; 2", "verbatim")
    assert [variable.label for variable in made.of_kind(Kind.THEME)][:2] == ["Funding", "Funding › Short grants"]


def test_a_client_is_told_nothing_that_points_at_a_person() -> None:
    numbers = {person: number for number, person in enumerate(reversed(TYPES), start=1)}
    labels = dict.fromkeys(TYPES.values(), "Key informant") | {"CSO": "CSO"}
    made = data(Scope(minimum=3, labels=labels), numbers=numbers)

    assert made.column("informant") == [1, 2, 3, 4, 5, 6, 7, 8]
    assert made.column("informant_type") == [*["Key informant"] * 5, *["CSO"] * 3]
    assert made.column("region") == ["South", "North"] * 4
    told = {variable.name for variable in made.variables}
    assert told.isdisjoint({"organisation", "rounds", "n_interviews"})
    assert "organisation, n_interviews and rounds" in " ".join(made.notes)
    assert not set(map(str, TYPES)) & {str(cell) for row in made.rows for cell in row}
    assert made.column("funding") == list(reversed(data(Scope()).column("funding")))


def test_what_nobody_has_reviewed_says_so_in_every_row() -> None:
    made = data(Scope(basis=Basis.SUGGESTIONS))

    assert set(made.column("counted_from")) == {"suggestions, not reviewed"}
    assert made.basis == "suggestions, not reviewed"


def test_a_column_of_the_list_called_like_one_of_ours_is_the_one_that_is_told() -> None:
    people = tuple(replace(each, variables={"rounds": "both"}) for each in ROSTER.informants)
    made = informant_data(CODINGS, replace(ROSTER, informants=people), CODEBOOK, scope=Scope())

    assert set(made.column("rounds")) == {"both"}
