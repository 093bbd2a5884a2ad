"""All quotes at once: what a person writes into the list is what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualcode.errors import UsageError
from qualcode.study.results.quote_list import QuoteAnswer, quotes_to_settle, settle_quotes
from qualcode.study.results.quote_sheet import read_quotes, write_quotes
from qualcode.study.study import Study
from qualcode.study.ticked import TicksTaken
from tests.study.make import configured


def answers(study: Study) -> dict[str, QuoteAnswer]:
    return {row.quote.id: row.answer for row in quotes_to_settle(study, study.results(), everything=True)}


def settle(study: Study, theme: str, **said: str) -> str:
    """Answer of the first quote on a theme; returns why it was refused."""
    rows = quotes_to_settle(study, study.results(), code=theme)
    before = {row.quote.id: row.answer for row in rows}
    first = rows[0].quote.id
    now = {first: QuoteAnswer(**{**{name: getattr(before[first], name) for name in FIELDS}, **said})}
    return settle_quotes(study, study.results(), before, now).get(first, "")


FIELDS = ("print", "order", "words", "translation", "translated")


def printed(study: Study, theme: str) -> list[str]:
    return [quote.printed for quote in study.results().selection.quotes if quote.code_id == theme]


def filled(study: Study, path: Path, *cells: tuple[int, str, object]) -> TicksTaken:
    """Write the list, put answers into lines and columns of it, and take it in."""
    write_quotes(study, study.results(), path)
    book = load_workbook(path)
    page = book["Quotes"]
    places = {cell.value: cell.column for cell in page[1]}
    for line, column, value in cells:
        page.cell(line, places[column]).value = value
    book.save(path)
    return read_quotes(study, study.results(), path)


def test_a_row_shows_what_was_said_before_and_after(coded: Study) -> None:
    [row] = quotes_to_settle(coded, coded.results(), code="access")

    assert row.before == "Interviewer: What about checkpoints?"
    assert row.quote.text.startswith("We pass two checkpoints")
    assert row.answer == QuoteAnswer(words=row.quote.text)


def test_words_are_trimmed_and_translated_and_given_back(coded: Study) -> None:
    whole = printed(coded, "access")

    assert settle(coded, "access", words="We pass two checkpoints every day") == ""
    assert printed(coded, "access") == ["“We pass two checkpoints every day”"]
    assert settle(coded, "access", translation="Deux barrages.", translated="A. Karim, 2024-05-06") == ""
    assert printed(coded, "access") == ["“Deux barrages.”"]
    assert settle(coded, "access", words="We pass two checkpoints") == ""
    assert printed(coded, "access") == ["“Deux barrages.”"]
    assert settle(coded, "access", words="", translation="", translated="") == ""
    assert printed(coded, "access") == whole


@pytest.mark.parametrize("what", ["drop", "next"])
def test_what_is_dropped_stays_in_the_list_to_be_taken_back(what: str, coded: Study) -> None:
    whole = printed(coded, "access")

    settle(coded, "access", print=what)
    assert printed(coded, "access") == []
    assert [row.answer.print for row in quotes_to_settle(coded, coded.results(), code="access")] == [what]
    settle(coded, "access", print="")
    assert printed(coded, "access") == whole


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": "We never pass."}, "does not come from the informant's words"),
        ({"translation": "Deux barrages."}, "a translation is somebody's"),
        ({"translation": "Deux.", "translated": "A, 2024-13-45"}, "no date"),
        ({"translation": "Deux.", "translated": "A", "words": ""}, "they are empty"),
        ({"order": "first"}, "no place"),
        ({"order": "0"}, "no place"),
        ({"print": "maybe"}, "keep, drop or next"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(said: dict[str, str], why: str, coded: Study) -> None:
    before = answers(coded)

    assert why in settle(coded, "access", **said)
    assert answers(coded) == before


def test_the_list_comes_back_filled_in(coded: Study, tmp_path: Path) -> None:
    study = configured(coded, "[privacy]\nminimum_cell = 1")
    done = filled(
        study,
        tmp_path / "quotes.xlsx",
        (2, "Print", "keep"),
        (2, "Order", 2),
        (3, "Print", "drop"),
        (4, "Words", "Never."),
    )

    assert [row.cells[2] for row in done.table.rows] == ["changed", "changed", "refused"]
    assert [row.cells[3] for row in done.table.rows][:2] == ["print: keep; order: 2", "print: drop"]
    assert done.said == (f"{tmp_path / 'quotes.xlsx'}: 2 rows changed, 1 unchanged, 1 refused",)
    assert sorted(answer.print for answer in answers(study).values()) == ["", "", "drop", "keep"]


def test_the_same_list_read_again_changes_nothing(coded: Study, tmp_path: Path) -> None:
    path = tmp_path / "quotes.xlsx"
    filled(coded, path, (2, "Order", 1))

    done = read_quotes(coded, coded.results(), path)

    assert done.table.notes == ("Nothing new in the list.",)


def test_a_list_is_not_written_over_another(coded: Study, tmp_path: Path) -> None:
    path = tmp_path / "quotes.xlsx"
    write_quotes(coded, coded.results(), path)

    with pytest.raises(UsageError, match="there is such a file"):
        write_quotes(coded, coded.results(), path)
