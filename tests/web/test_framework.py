"""The framework matrix in the browser: what is shown, and what is written there."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

import pytest

from qualcode.model.coding import Mark, Verdict
from qualcode.study.results.framework import box_named, write_summary
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import GUIDE, accept_all
from tests.web.make import Pages, served

CELL = {"by": "theme", "of": "funding", "informant": "amira"}
OPEN = f"/framework?{urlencode(CELL)}"


@pytest.fixture
def pages(shown: Study) -> Iterator[Pages]:
    """Somebody at the small study, in which everything proposed was accepted."""
    accept_all(shown, "Amal")
    with served(shown) as (app, sessions):
        yield Pages(app, sessions)


def seen(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def write(pages: Pages, text: str, **more: str) -> str:
    form = {**CELL, "seen": seen(pages.get(OPEN).text), "text": text, "action": "write", **more}
    return unescape(pages.client.post("/framework", data=form).text)


def test_themes_lead_to_it_and_a_cell_opens_the_words_behind_it(pages: Pages) -> None:
    assert 'href="/framework"' in pages.get("/themes").text
    page = unescape(pages.get(OPEN).text)

    assert "0 of 6 cells summarised" in page
    assert "Our last short grant ended, donors left Basra." in page
    assert 'href="/read/amira#amira:2"' in page


def test_what_is_written_is_kept_and_shown_with_who_wrote_it(pages: Pages, shown: Study) -> None:
    page = write(pages, "Short grants, <b>late</b>.")

    assert "saved: amira on funding" in page
    assert "Written by <bdi>Amal</bdi>" in page
    assert "<b>late</b>" not in pages.get(OPEN).text
    assert box_named(shown, shown.results(), "amira", "funding").text == "Short grants, <b>late</b>."


def test_a_cell_that_somebody_else_wrote_meanwhile_is_not_written_over(pages: Pages, shown: Study) -> None:
    form = {**CELL, "seen": seen(pages.get(OPEN).text), "text": "Mine.", "action": "write"}
    write_summary(shown, box_named(shown, shown.results(), "amira", "funding"), "Theirs.", coder="omar")

    page = unescape(pages.client.post("/framework", data=form).text)

    assert "somebody else wrote into this cell meanwhile" in page
    assert box_named(shown, shown.results(), "amira", "funding").text == "Theirs."


def test_a_cell_that_is_old_says_so_until_somebody_says_it_holds(pages: Pages, shown: Study) -> None:
    write(pages, "Short grants.")
    decide(shown, "Amal", "amira:2", Verdict.ACCEPT, code="funding", marks=(Mark.CONTRARY,))
    assert "It still holds" in pages.get(OPEN).text

    write(pages, "", action="keep")

    assert "It still holds" not in pages.get(OPEN).text
    assert box_named(shown, shown.results(), "amira", "funding").text == "Short grants."


def test_questions_stand_there_where_there_is_a_guide(pages: Pages, shown: Study) -> None:
    assert "By question" not in pages.get("/framework").text
    (shown.folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")

    page = unescape(pages.get("/framework?by=question&of=money&informant=amira").text)

    assert "Do donors still give grants?" in page
    assert "not asked" in page
    assert "Our last short grant ended" in page


@pytest.mark.parametrize("form", [{"by": "colour"}, {"informant": "nobody"}, {"of": "nothing"}])
def test_what_is_no_cell_is_refused(pages: Pages, shown: Study, form: dict[str, str]) -> None:
    write(pages, "Words.", **form)

    assert not shown.store.log.events()
