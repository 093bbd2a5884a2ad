"""What editors do to quotes is kept, checked against what was said, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.errors import UsageError
from qualcode.model.edits import QuoteChange
from qualcode.model.table import Figure
from qualcode.study.results.quote_edits import edit_quote, find_quote, settle_quote, translate_quote
from qualcode.study.results.quotes import quote_table
from qualcode.study.study import Study
from tests.study.make import cells


def quotes_on_access(study: Study, *, why: bool = False) -> list[dict[str, str]]:
    return cells(quote_table(study, study.results(), code="access", why=why))


def quote_on_access(study: Study) -> dict[str, str]:
    [row] = quotes_on_access(study)
    return row


def settle(study: Study, change: QuoteChange, reason: str = "") -> None:
    settle_quote(study, study.results(), quote_on_access(study)["id"], change, reason=reason)


def test_an_edit_is_printed_and_can_be_taken_back(coded: Study) -> None:
    quote = quote_on_access(coded)
    edited = "We pass two checkpoints […] with the [boxes of] medicines."

    assert edit_quote(coded, coded.results(), quote["id"], edited) == edited

    assert quote_on_access(coded)["quote"] == f"“{edited}”"
    assert quote_on_access(coded)["id"] == quote["id"]
    settle(coded, QuoteChange.RESTORE)
    assert quote_on_access(coded)["quote"] == quote["quote"]


@pytest.mark.parametrize("text", ["We pass three checkpoints", "checkpoints two", "[…]", ""])
def test_words_nobody_said_are_refused_and_not_repeated(text: str, coded: Study) -> None:
    quote = quote_on_access(coded)

    with pytest.raises(UsageError) as refused:
        edit_quote(coded, coded.results(), quote["id"], text)

    assert "checkpoints" not in refused.value.message + refused.value.hint
    assert quote_on_access(coded) == quote


def test_a_translation_is_marked_and_the_original_stays(coded: Study) -> None:
    quote = quote_on_access(coded)
    words = "Nous passons deux barrages."

    translate_quote(coded, coded.results(), quote["id"], words, translator="Amal", date="2024-05-06")

    assert quote_on_access(coded)["quote"].startswith("“Nous passons deux barrages.” (translated from")
    assert find_quote(coded.results(), quote["id"]).verbatim.startswith("We pass two checkpoints")


@pytest.mark.parametrize(
    ("words", "translator", "date"),
    [("", "A. Karim", ""), ("La route.", " ", ""), ("La route.", "A", "2024-13-45")],
    ids=["no words", "nobody", "no day"],
)
def test_a_translation_says_what_was_said_by_whom_and_when(
    words: str, translator: str, date: str, coded: Study
) -> None:
    quote = quote_on_access(coded)

    with pytest.raises(UsageError):
        translate_quote(coded, coded.results(), quote["id"], words, translator=translator, date=date)

    assert quote_on_access(coded)["quote"] == quote["quote"]


def test_a_dropped_quote_is_never_printed_and_still_counts(coded: Study) -> None:
    quote = quote_on_access(coded)

    settle(coded, QuoteChange.DROP, "too telling")

    assert quotes_on_access(coded) == []
    table = coded.frequencies()
    [row] = [row for row in table.rows if row.key == "access"]
    [total] = [cell for cell, column in zip(row.cells, table.columns, strict=True) if column.key.startswith("total.")]
    assert isinstance(total, Figure)
    assert total.value == 1
    settle_quote(coded, coded.results(), quote["id"], QuoteChange.RELEASE)
    assert quote_on_access(coded) == quote


def test_a_pinned_quote_says_so(coded: Study) -> None:
    settle(coded, QuoteChange.PIN)

    [row] = quotes_on_access(coded, why=True)
    assert row["why"] == "pinned by an editor"


@pytest.mark.parametrize(
    "change",
    [
        lambda study, id_: settle_quote(study, study.results(), id_, QuoteChange.PIN),
        lambda study, id_: edit_quote(study, study.results(), id_, "x"),
        lambda study, id_: translate_quote(study, study.results(), id_, "x", translator="A", date=""),
    ],
    ids=["pin", "edit", "translate"],
)
def test_an_unknown_quote_is_refused_with_the_place_where_ids_are_listed(
    change: Callable[[Study, str], object], coded: Study
) -> None:
    with pytest.raises(UsageError, match="no such quote") as refused:
        change(coded, "Q-aaaaaaaaaa")

    assert "qualcode quotes --all" in refused.value.hint
