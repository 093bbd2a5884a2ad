"""The page in a browser: figures open their quotes, filters filter, the keyboard suffices, nothing is fetched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qualcode.model.report import Report
from qualcode.reports.html_page import write_html
from tests.reports.report import HOSTILE, hostile_report, make_report

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")

FUNDING = ".figure[data-row='Funding']"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright.expect.set_options(timeout=30_000)  # a busy machine is no failure
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The small study's page; fails where it complains or asks for anything but itself."""
    path = tmp_path / "report.html"
    write_html(make_report(), path)
    yield from visit(browser, path)


def visit(browser: Any, path: Path, **options: Any) -> Iterator[Any]:
    context = browser.new_context(**options)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(path.as_uri())
    yield page
    context.close()
    assert asked == [path.as_uri()]
    assert complaints == []


def test_a_figure_opens_the_quotes_behind_it(opened: Any) -> None:
    report = make_report()
    figure = opened.locator(FUNDING).first

    figure.click()

    behind = report.passages[figure.get_attribute("data-figure")]
    shown = [text.strip() for text in opened.locator("#behind-passages blockquote p").all_inner_texts()]
    assert shown == [passage.text for passage in behind]
    assert figure.get_attribute("data-figure") in opened.locator("#behind-figure").inner_text()


def test_every_figure_that_can_be_opened_has_something_behind_it(opened: Any) -> None:
    report = make_report()
    ids = opened.locator(".figure").evaluate_all("found => found.map(each => each.dataset.figure)")

    assert ids
    assert all(report.passages[id] for id in ids)


def test_the_keyboard_opens_and_closes_and_comes_back_to_the_figure(opened: Any) -> None:
    figure = opened.locator(FUNDING).first
    figure.focus()

    opened.keyboard.press("Enter")
    assert opened.locator("#behind").is_visible()
    opened.keyboard.press("Escape")

    assert not opened.locator("#behind").is_visible()
    assert opened.evaluate("document.activeElement.dataset.figure") == figure.get_attribute("data-figure")


def test_tabbing_reaches_the_content_first(opened: Any) -> None:
    opened.keyboard.press("Tab")

    assert opened.evaluate("document.activeElement.className") == "skip"


@pytest.mark.parametrize(
    ("control", "attribute"), [("#filter-type", "informant_type"), ("#filter-theme", "theme")], ids=["type", "theme"]
)
def test_quotes_are_filtered_by_type_and_by_theme(control: str, attribute: str, opened: Any) -> None:
    quotes = make_report().quotes
    wanted = getattr(quotes[0], attribute)

    opened.select_option(control, wanted)

    fitting = [quote.printed for quote in quotes if getattr(quote, attribute) == wanted]
    assert opened.locator("#quotes blockquote:visible p").all_inner_texts() == fitting
    assert str(len(fitting)) in opened.locator("#filter-count").inner_text()


def test_quotes_are_searched_for_words(opened: Any) -> None:
    quote = make_report().quotes[0]

    opened.fill("#filter-words", quote.text[:12].upper())

    assert quote.printed in opened.locator("#quotes blockquote:visible p").all_inner_texts()
    opened.fill("#filter-words", "no such words at all")
    assert opened.locator("#no-quotes").is_visible()


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_the_page_never_scrolls_sideways(width: int, browser: Any, tmp_path: Path) -> None:
    write_html(make_report(), tmp_path / "report.html")

    for page in visit(browser, tmp_path / "report.html", viewport={"width": width, "height": 800}):
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_a_figure_reached_by_keyboard_is_in_sight(browser: Any, tmp_path: Path) -> None:
    write_html(wide_report(), tmp_path / "report.html")

    for page in visit(browser, tmp_path / "report.html", viewport={"width": 360, "height": 640}):
        figures = page.locator(".figure")
        figures.first.focus()
        for key in (*["Tab"] * (figures.count() - 1), *["Shift+Tab"] * (figures.count() - 1)):
            page.keyboard.press(key)
            assert page.evaluate(IN_SIGHT), page.evaluate("document.activeElement.dataset.column")


IN_SIGHT = """() => {
  const focused = document.activeElement;
  const { left, top, width, height } = focused.getBoundingClientRect();
  const seen = (part) => focused.contains(document.elementFromPoint(left + part * width, top + height / 2));
  return !focused.matches(".figure") || (seen(0.2) && seen(0.8));
}"""


def wide_report() -> Report:
    """The small study's report, its first table four times as wide."""
    report = make_report()
    first, *others = report.tables
    columns = (*first.columns, *(replace(each, key=f"{each.key} {n}") for n in range(3) for each in first.columns[1:]))
    rows = tuple(replace(row, cells=(*row.cells, *row.cells[1:] * 3)) for row in first.rows)
    return replace(report, tables=(replace(first, columns=columns, rows=rows), *others))


def test_in_print_every_quote_is_there_and_no_control(opened: Any) -> None:
    opened.emulate_media(media="print")

    assert not opened.locator(".filters").is_visible()
    assert opened.locator("#quotes blockquote:visible").count() == len(make_report().quotes)


def test_hostile_text_does_nothing_in_a_browser(browser: Any, tmp_path: Path) -> None:
    write_html(hostile_report(), tmp_path / "report.html")

    for page in visit(browser, tmp_path / "report.html"):
        page.locator(".figure").first.click()
        assert page.locator("#behind-passages blockquote").count() == len(HOSTILE)
        assert page.locator("img").count() == 0
