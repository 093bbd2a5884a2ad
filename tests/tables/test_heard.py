"""Who was heard, counted by hand."""

from __future__ import annotations

from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.table import Figure, Table
from qualcode.tables.heard import heard_table
from qualcode.tables.scope import Scope

TYPES = {"ana": "CSO", "ben": "CSO", "cem": "UN agency", "dia": "UN agency"}
GENDER = {"ana": "female", "ben": "male", "cem": "male", "dia": "female"}


def roster(*appearances: tuple[str, str], **columns: dict[str, str]) -> Roster:
    """Four informants with further columns; each in an interview of their own unless `appearances` say otherwise."""
    held = appearances or tuple((name, name) for name in TYPES)
    return Roster(
        informants=tuple(
            Informant(
                id=name,
                informant_type=kind,
                variables={column: values[name] for column, values in columns.items()},
            )
            for name, kind in TYPES.items()
        ),
        appearances=tuple(
            Appearance(informant_id=name, document=document, round=document[-1]) for name, document in held
        ),
    )


def rows(table: Table) -> list[tuple[str, str, int, int]]:
    found = []
    for row in table.rows:
        by, group, figure, interviews = row.cells
        assert isinstance(figure, Figure)
        assert isinstance(interviews, int)
        found.append((str(by), str(group), int(figure.value or 0), interviews))
    return found


def test_informants_are_counted_by_type_and_by_every_column_that_sorts_them() -> None:
    held = tuple((name, f"{name}1") for name in TYPES)

    assert rows(heard_table(roster(*held, gender=GENDER))) == [
        ("Informant type", "CSO", 2, 2),
        ("", "UN agency", 2, 2),
        ("Gender", "female", 2, 2),
        ("", "male", 2, 2),
        ("All", "", 4, 4),
    ]


def test_an_informant_of_two_rounds_counts_once_and_a_group_interview_too() -> None:
    held = (("ana", "x1"), ("ana", "x2"), ("ben", "g1"), ("cem", "g1"), ("dia", "y1"))
    found = rows(heard_table(roster(*held)))

    assert found == [
        ("Informant type", "CSO", 2, 3),
        ("", "UN agency", 2, 2),
        ("Round", "1", 4, 3),
        ("", "2", 1, 1),
        ("All", "", 4, 4),
    ]


def test_a_column_with_a_value_of_their_own_for_each_is_left_out() -> None:
    names = {name: name.title() for name in TYPES}

    assert "Name" not in {by for by, *_ in rows(heard_table(roster(name=names), scope=Scope(minimum=2)))}


def test_groups_below_the_minimum_are_put_together() -> None:
    region = {"ana": "north", "ben": "north", "cem": "south", "dia": "east"}
    found = rows(heard_table(roster(region=region), scope=Scope(minimum=2)))

    assert ("Region", "north", 2, 2) in found
    assert ("", "Other (region)", 2, 2) in found


def test_how_much_of_each_group_was_read_stands_beside_it() -> None:
    held = (("ana", "x1"), ("ana", "x2"), ("ben", "g1"), ("cem", "g1"), ("dia", "y1"))
    read = {("ana", "x1"): (10, 10), ("ana", "x2"): (6, 0), ("ben", "g1"): (4, 3), ("dia", "y1"): (20, 5)}

    table = heard_table(roster(*held), read=read)

    assert [column.label for column in table.columns[-2:]] == ["Passages", "Read by a coder"]
    assert {row.key: row.cells[-2:] for row in table.rows if row.key in ("CSO", "UN agency", "1", "All")} == {
        "CSO": (20, "13 (65%)"),
        "UN agency": (20, "5 (25%)"),
        "1": (34, "18 (53%)"),
        "All": (40, "18 (45%)"),
    }
