"""Writing on the screen what an informant says on the theme before the coder."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.summary import Box, By, Place, Summary
from qualcode.tui.app import ReviewApp
from qualcode.tui.summing import Summing
from tests.review.make import ListLog
from tests.tui.make import drive_keys, make_app


def summed(app: ReviewApp) -> dict[Place, str]:
    """Where the summaries of an app go."""
    kept: dict[Place, str] = {}

    def box(informant: str, code_id: str) -> Box:
        place = Place(By.THEME, code_id, informant)
        empty = Box(place=place, standing="raised", passages={"kii-01:2": "a"})
        if place not in kept:
            return empty
        summary = Summary(id="1", place=place, text=kept[place], coder="amal", written_at="", passages={})
        return replace(empty, summaries=(summary,))

    def keep(box: Box, text: str) -> str:
        kept[box.place] = text
        return text

    app.board.summing = Summing(box=box, keep=keep)
    return kept


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (["w", *"Money is short.", "enter"], {("funding", "i1"): "Money is short."}),
        (["w", *"Short", "enter", "w", *" and late", "enter"], {("funding", "i1"): "Short and late"}),
        (["w", *"Short", "escape", "a"], {}),
        (["right", "w", "down", "enter", *"They left.", "enter"], {("gone", "i1"): "They left."}),
        (["right", "w", "enter", *"Short.", "enter"], {("funding", "i1"): "Short."}),
        (["right", "w", "escape"], {}),
    ],
)
def test_a_cell_is_written_on_the_theme_or_one_above_it(keys: list[str], kept: dict[tuple[str, str], str]) -> None:
    app = make_app(ListLog())
    written = summed(app)

    drive_keys(app, *keys)

    assert {(place.of, place.informant_id): text for place, text in written.items()} == kept


@pytest.mark.parametrize(("keys", "whose"), [(["enter"], "i1"), (["down", "enter"], "i2"), (["escape"], "")])
def test_of_those_who_speak_together_somebody_is_chosen_whose_words_are_summed_up(
    monkeypatch: pytest.MonkeyPatch, keys: list[str], whose: str
) -> None:
    app = make_app(ListLog())
    written = summed(app)
    library = app.board.desk.session.library
    document = library.documents["kii-01"]
    together = tuple(turn._replace(also=("i2",)) if turn.informant_id else turn for turn in document.turns)
    assert isinstance(library.documents, dict)
    monkeypatch.setitem(library.documents, "kii-01", replace(document, turns=together))

    drive_keys(app, "w", *keys, *(["S", "enter"] if whose else ()))

    assert [place.informant_id for place in written] == [whose] * bool(whose)
