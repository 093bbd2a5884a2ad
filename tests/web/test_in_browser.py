"""The study in a real browser: by keyboard, by mouse, by touch, over a line that breaks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from qualcode.model.finding import Stance
from qualcode.study.review.bearing import known_findings, mark_of_coder
from qualcode.study.study import Study
from tests.study.make import ROSTER
from tests.web.hostile import make_hostile
from tests.web.make import on_a_port
from tests.web.selecting import make_odd, selections_off

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright.expect.set_options(timeout=30_000)  # a busy machine is no failure
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


@contextmanager
def new_study(browser: Any) -> Iterator[Any]:
    """Somebody who has just named a study where there was none."""
    with on_a_port(None) as (address, cookie):
        context = browser.new_context(base_url=address)
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto("/")
        page.get_by_label("What is the study called?").fill("Ours")
        page.get_by_role("button", name="Make the study").click()
        yield page
        context.close()


def test_a_folder_of_everything_is_brought_in_and_each_file_named(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    talk, everything = b"I: How?\nA: Well.\n", tmp_path / "everything"
    everything.mkdir()
    for name in ("kii-10.txt", "kii-2.txt"):
        (everything / name).write_bytes(talk)
    (everything / "informants.csv").write_text(ROSTER, "utf-8")
    with new_study(browser) as page:
        page.get_by_label("A folder of transcripts").set_input_files(everything)

        says(page, "3 files brought in")
        lines = ["✓ informants.csv, as list of informants", "✓ kii-2.txt", "✓ kii-10.txt"]
        playwright.expect(page.locator(".uploads li")).to_have_text(lines)
        page.get_by_label("A folder of transcripts").set_input_files(everything)
        playwright.expect(page.locator(".uploads .error")).to_contain_text("there is one already")


def test_files_and_folders_that_are_dropped_on_the_page_are_brought_in(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for folder in ("empty", "talks/later"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "empty")
    talk = b"I: How?\nA: Well.\n"
    dropped = [tmp_path / "kii-1.txt", tmp_path / "talks"]
    for path in (dropped[0], dropped[1] / "kii-2.txt", dropped[1] / "later" / "kii-3.txt"):
        path.write_bytes(talk)
    with new_study(browser) as page:
        target = page.locator('[data-kind="transcript"]').first
        drop(page, target, dropped)

        says(page, "3 files brought in")
        playwright.expect(page.locator(".uploads li")).to_have_text(["✓ kii-1.txt", "✓ kii-2.txt", "✓ kii-3.txt"])
        playwright.expect(page.locator(".drop.over")).to_have_count(0)
    assert sorted(path.name for path in tmp_path.rglob("transcripts/*.txt")) == ["kii-1.txt", "kii-2.txt", "kii-3.txt"]


def drop(page: Any, target: Any, paths: Sequence[Path]) -> None:
    """Let files and folders of this machine go over an element, as the browser is told by the system."""
    box = target.bounding_box()
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})


@pytest.mark.parametrize("address", ["/framework", "/framework?by=question&all=1", "/themes"])
def test_a_wide_table_scrolls_within_its_sheet(opened: Any, address: str) -> None:
    opened.set_viewport_size({"width": 768, "height": 844})
    opened.goto(address)

    assert (
        opened.locator(".scroll").evaluate("(sheet) => sheet.scrollWidth > sheet.clientWidth") or address == "/themes"
    )
    assert opened.evaluate("() => document.documentElement.scrollWidth") == 768


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


def test_what_is_typed_and_pressed_while_something_else_is_saved_is_not_lost(visit: Any, folder: Path) -> None:
    page = visit(folder, "/report")
    page.route("**/names", lambda route: (sleep(0.8), route.continue_())[1])
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.locator('form[action="/names"] input[value="no"]').first.check()
    page.get_by_role("button", name="Keep the answers").click()
    page.get_by_label("A finding, in a sentence").fill("Money has become scarce.")
    page.get_by_label("Funding", exact=True).check()
    page.get_by_label("Access", exact=True).check()
    page.get_by_role("button", name="Write it down").click()

    says(page, "✓ saved: F1")
    playwright.expect(page.get_by_label("A finding, in a sentence")).to_have_value("")
    with Study.open(folder, read_only=True) as study:
        assert [(each.statement, each.codes) for each in known_findings(study)] == [
            ("Money has become scarce.", ("funding", "access"))
        ]


def test_a_key_asks_what_the_passage_says_of_a_finding_and_keeps_it(visit: Any, folder: Path) -> None:
    finding = "findings:\n- {id: F1, statement: Money has become scarce., codes: [funding]}\n"
    (folder / "findings.yaml").write_text(finding, encoding="utf-8")
    page = visit(folder, "/review")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("f")
    page.locator("dialog").get_by_role("button", name="Against").click()
    says(page, "✓ saved: against F1")

    playwright.expect(page.locator("form.card")).to_contain_text("against F1")
    with Study.open(folder, read_only=True) as study:
        assert [*mark_of_coder(study, "Amal").values()] == [Stance.AGAINST]
    assert decided(folder) == []


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


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """A page of somebody at a study, by its folder; fails where it complains or asks anybody else."""
    closing: list[Any] = []

    def open_(folder: Path | None, address: str, **options: Any) -> Any:
        serving = on_a_port(folder)
        origin, cookie = serving.__enter__()
        context = browser.new_context(base_url=origin, **options)
        context.add_cookies([cookie])
        page = context.new_page()
        heard: list[str] = []
        page.on("request", lambda request: request.url.startswith(origin) or heard.append(request.url))
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        closing.append((serving, context, heard))
        page.goto(address)
        return page

    yield open_
    for serving, context, heard in closing:
        context.close()
        serving.__exit__(None, None, None)
        assert heard == []


def test_what_is_selected_is_what_is_coded(visit: Any, tmp_path: Path) -> None:
    study = make_odd(tmp_path / "odd", length=4_000, interviews=2)
    page = visit(study, "/read/odd-0")

    n_made, off = selections_off(page, study, "odd-0", 120, seed=7)

    assert n_made == 120
    assert off == []


def test_no_word_of_an_attack_runs(visit: Any, tmp_path: Path) -> None:
    page = visit(make_hostile(tmp_path / "hostile"), "/review/talk-0:2/code_1")

    for address in ("/read/talk-0", "/themes", "/quotes", "/interviews", "/report", "/review/talk-1:2/code_2"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    page.keyboard.press("+")
    page.get_by_role("searchbox").fill("script")
    page.keyboard.press("Enter")

    says(page, "✓ saved: added")


def test_a_stretch_is_coded_from_the_page_of_an_interview(visit: Any, folder: Path) -> None:
    page = visit(folder, "/read/kii-01")
    words = page.locator(".turn:not(.asked) .words").first

    words.select_text()
    page.get_by_role("link", name="Code this").click()
    page.get_by_role("searchbox", name="Find a code").fill("skills")
    page.keyboard.press("Enter")
    says(page, "✓ saved: added Skills on kii-01:")

    assert decided(folder)[0][:2] == ("add", "skills")
    playwright.expect(page.locator(".margin").get_by_text("Skills").first).to_be_visible()


def test_the_thumb_decides_on_a_phone(visit: Any, folder: Path) -> None:
    page = visit(folder, "/review", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)

    for _ in range(3):
        before = page.url
        page.get_by_role("button", name="Accept").tap()
        page.wait_for_url(lambda url, before=before: url != before)
    says(page, "✓ saved: accepted")

    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    assert page.locator(".top nav").evaluate("(pages) => pages.scrollWidth <= pages.clientWidth"), "all five are seen"
    playwright.expect(page.locator("[data-left]")).to_have_text("345")
    assert len(decided(folder)) == 3


def test_a_figure_opens_by_keyboard_and_the_table_follows(visit: Any, folder: Path) -> None:
    page = visit(folder, "/review")
    page.keyboard.press("a")
    says(page, "✓ saved")
    page.goto("/themes")

    page.locator(".figure", has_text="1 raised").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="take off").first.focus()
    page.keyboard.press("Enter")
    says(page, "✓ saved: rejected")

    assert [verdict for verdict, _, _ in decided(folder)] == ["accept", "reject"]


def test_nothing_of_an_interview_stays_in_the_browser(browser: Any, folder: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with Study.open(folder, read_only=True) as study:
        said = study.store.documents.get("kii-01").text
    canaries = ["canary in the note", said[2000:2040], said[4000:4040]]
    with on_a_port(folder) as (address, cookie):
        context = browser.browser_type.launch_persistent_context(
            str(profile), executable_path=CHROMIUM, args=["--no-sandbox"], base_url=address
        )
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto("/read/kii-01")
        page.goto("/review")
        page.get_by_placeholder("Why").fill(canaries[0])
        page.get_by_role("button", name="Accept").click()
        says(page, "✓ saved")
        context.close()

    files = [path for path in profile.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path for path in files for word in canaries if word.encode() in path.read_bytes()] == []
    assert [path for path in files for word in canaries if word.encode("utf-16-le") in path.read_bytes()] == []


def test_nobody_leaves_before_what_they_decided_is_kept(visit: Any, folder: Path) -> None:
    page = visit(folder, "/review")

    for _ in range(12):
        page.keyboard.press("a")
    page.get_by_role("link", name="Themes").click()
    page.wait_for_url("**/themes")

    assert len(decided(folder)) == 12
