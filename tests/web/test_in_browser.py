"""The study in a real browser: by keyboard, by mouse, by touch, over a line that breaks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qualcode.study.study import Study
from tests.web.make import on_a_port

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def folder(sample_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample study."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Path(shutil.copytree(sample_once, tmp_path / "study"))


@pytest.fixture
def opened(browser: Any, folder: Path) -> Iterator[Any]:
    """Somebody at the review; fails where a page complains or asks anybody but the study."""
    with on_a_port(folder) as (address, cookie):
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800})
        context.add_cookies([cookie])
        page = context.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/review")
        page.wait_for_function("() => document.querySelector('#main')")
        yield page
        context.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert [complaint for complaint in complaints if "net::ERR_INTERNET_DISCONNECTED" not in complaint] == []


def decided(folder: Path) -> list[tuple[str, str, str]]:
    """What was decided, on which code and passage."""
    with Study.open(folder, read_only=True) as study:
        return [(each.verdict.value, each.code_id, each.anchor.segment_id) for each in study.store.log.decisions()]


def says(page: Any, text: str) -> None:
    """Wait until the page says it."""
    playwright.expect(page.locator("#said")).to_contain_text(text)


def test_twenty_keys_at_once_are_twenty_decisions_and_all_come_back(opened: Any, folder: Path) -> None:
    with Study.open(folder) as study:
        first = [(stop.code_id, stop.segment_id) for stop in study.review("Amal").route.stops[:20]]

    opened.evaluate("""() => { for (let i = 0; i < 20; i++)
        dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "r" : "a" })) }""")
    says(opened, "saved: rejected")
    playwright.expect(opened.locator("[data-left]")).to_have_text("328")

    assert decided(folder) == [("reject" if n % 2 else "accept", *stop) for n, stop in enumerate(first)]

    for _ in range(20):
        opened.keyboard.press("u")
    playwright.expect(opened.locator("[data-left]")).to_have_text("348")
    assert len(decided(folder)) == 40


def test_a_double_click_decides_once(opened: Any, folder: Path) -> None:
    opened.get_by_role("button", name="Accept").dblclick()
    says(opened, "saved: accepted")

    assert len(decided(folder)) == 1


def test_what_could_not_be_sent_is_sent_once_the_line_is_back(opened: Any, folder: Path) -> None:
    opened.wait_for_load_state("networkidle")
    opened.context.set_offline(True)
    opened.keyboard.press("a")
    says(opened, "1 waiting; leave this page open")
    assert decided(folder) == []

    opened.context.set_offline(False)
    says(opened, "✓ saved: accepted")

    assert len(decided(folder)) == 1
