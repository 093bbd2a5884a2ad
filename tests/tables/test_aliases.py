from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.journal import Event, EventKind
from qualcode.tables.aliases import EVERYBODY, number_informants, read_aliases

LABELS = {f"kii-{number:02}": "CSO" if number % 2 else "UN agency" for number in range(1, 13)}


def events(*given: tuple[str, str, int]) -> list[Event]:
    return [
        Event(id=str(place), kind=EventKind.ALIAS, target=who, detail={"group": group, "number": number})
        for place, (who, group, number) in enumerate(given)
    ]


def test_each_type_is_numbered_from_one_in_an_order_of_its_own() -> None:
    found = number_informants(LABELS, {}, secret="a")
    csos = {id_: found[id_, "CSO"].printed for id_, label in LABELS.items() if label == "CSO"}

    assert sorted(csos.values()) == [f"CSO-{number}" for number in range(1, 7)]
    assert found["kii-02", "UN agency"].printed.startswith("UN agency ")
    assert sorted(found[id_, EVERYBODY].printed for id_ in LABELS) == [f"{number:02}" for number in range(1, 13)]
    assert list(csos.values()) != sorted(csos.values())
    assert found != number_informants(LABELS, {}, secret="b")


@given(st.sets(st.sampled_from(sorted(LABELS))), st.text(alphabet="0123456789abcdef", max_size=4))
def test_a_number_once_given_stays_whoever_comes_later(first: set[str], secret: str) -> None:
    before = number_informants({id_: LABELS[id_] for id_ in first}, {}, secret=secret)
    after = number_informants(LABELS, before, secret=secret)

    assert {key: after[key] for key in before} == before
    numbers = [(alias.group, alias.number) for alias in after.values()]
    assert len(numbers) == len(set(numbers))


def test_of_two_that_clash_after_a_merge_the_older_stands() -> None:
    kept = read_aliases(events(("a", "CSO", 1), ("b", "CSO", 1), ("a", "CSO", 2), ("c", "CSO", 3)))

    assert {who: alias.number for (who, _), alias in kept.items()} == {"a": 1, "c": 3}
    found = number_informants({"a": "CSO", "b": "CSO", "c": "CSO"}, kept, secret="x")
    assert found["b", "CSO"].number == 4
