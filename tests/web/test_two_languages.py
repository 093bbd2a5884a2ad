"""An interview that is read beside its translation."""

from __future__ import annotations

from html import unescape

from qualcode.study.study import Study
from tests.web.make import Pages, served

TRANSLATED = "Interviewer: Donnent-ils encore ?\nAmira: Notre subvention est <finie>.\n"


def test_each_turn_has_its_translation_or_the_page_says_why_not(coded: Study) -> None:
    path = coded.folder / "transcripts" / "amira.fr.txt"
    path.write_text(TRANSLATED, encoding="utf-8")
    with served(coded) as (app, sessions):
        pages = Pages(app, sessions)

        page = pages.get("/read/amira").text
        assert '<p class="words translated muted" dir="auto" lang="fr">Notre subvention est &lt;finie&gt;.</p>' in page
        assert "translated" not in pages.get("/read/basim").text

        path.write_text("Interviewer: Donnent-ils ?\n", encoding="utf-8")
        page = unescape(pages.get("/read/amira").text)
        assert "Its translation is not shown: the original has 2 turns, the translation 1" in page
        assert "Donnent-ils" not in page
