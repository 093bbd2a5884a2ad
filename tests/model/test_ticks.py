"""What a list to tick changes when it comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.ticks import TickList, TickRow, mark_of, take_in_ticks

ANSWERS = ("yes", "no")


def row(id_: str, answer: str = "", *, written: str = "", line: int = 2) -> TickRow:
    return TickRow(
        id=id_, shown=(f"about {id_}", "3"), answer=answer, written=written, mark=mark_of((f"about {id_}",)), line=line
    )


def ticks(*rows: TickRow, n_rows: int = 0) -> TickList:
    return TickList(
        kind="things",
        id="1",
        study="s",
        columns=("Thing", "Number"),
        question="It is",
        answers=ANSWERS,
        rows=rows,
        n_rows=n_rows or len(rows),
    )


def read(answer: str) -> str:
    if answer and answer not in ANSWERS:
        raise ValueError(f"{answer}: neither yes nor no")
    return answer


TODAY = ticks(row("a"), row("b", "yes", written="yes"), row("c"))


def test_what_was_answered_anew_or_taken_back_is_taken_in() -> None:
    found = take_in_ticks(ticks(row("a", "no"), row("b", "", written="yes"), row("c")), TODAY, read)

    assert found.answers == {"a": "no", "b": ""}
    assert (found.n_unchanged, found.n_deleted, found.refused) == (1, 0, ())


def test_rows_in_any_order_mean_the_same_and_a_deleted_one_stays_as_it_is() -> None:
    found = take_in_ticks(ticks(row("c", "yes"), row("a", "no"), n_rows=3), TODAY, read)

    assert (found.answers, found.n_deleted) == ({"a": "no", "c": "yes"}, 1)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((row("a", "maybe"),), "maybe: neither yes nor no"),
        ((row("", "no"),), "added by hand"),
        ((row("z", "no"),), "nothing of the kind in the study any more"),
        ((row("a", "no", line=2), row("a", "yes", line=5)), "rows 2, 5 are copies of one row"),
        ((replace(row("a", "no"), shown=("about c", "3")),), "sorted apart"),
        ((row("b", "no", written=""),), "answered otherwise since the list was written (yes)"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_with_the_reason_and_the_others_are_taken_in(
    rows: tuple[TickRow, ...], why: str
) -> None:
    found = take_in_ticks(ticks(*rows, row("c", "yes")), TODAY, read)

    assert found.answers == {"c": "yes"}
    assert {why in refused.why for refused in found.refused} == {True}
    assert len(found.refused) == len(rows)


def test_a_copy_with_the_same_answer_does_no_harm() -> None:
    assert take_in_ticks(ticks(row("a", "no"), row("a", "no"), row("a")), TODAY, read).answers == {"a": "no"}
