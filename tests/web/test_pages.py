"""Themes, quotes and the report: what is shown there, and what is done there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from time import sleep

import pytest

from qualcode.model.coding import Mark, Verdict
from qualcode.study.review.bearing import known_findings
from qualcode.study.study import Study
from tests.study.survey.make import survey_files, take_in
from tests.web.make import Pages, fields, served


@pytest.fixture
def pages(shown: Study) -> Iterator[Pages]:
    """Somebody at the small study, in which everything proposed was accepted."""
    desk = shown.review("Amal")
    for stop in list(desk.route.stops):
        desk.decide(Verdict.ACCEPT, at=stop)
    with served(shown) as (app, sessions):
        yield Pages(app, sessions)


def opened(pages: Pages, label: str) -> str:
    """Where a figure of the themes leads, by what is read out of it."""
    links = re.findall(r'<a class="figure [^"]*" href="([^"]+)"[^>]*>(.*?)</a>', pages.get("/themes").text, re.DOTALL)
    read_out = {re.sub("<[^>]+>", "", words): address for address, words in links}
    return next(unescape(address).partition("#")[0] for words, address in read_out.items() if words.startswith(label))


def test_a_survey_stands_beside_the_themes(pages: Pages, shown: Study, tmp_path: Path) -> None:
    assert "/survey" not in pages.get("/themes").text
    take_in(shown, survey_files(tmp_path / "surveys"), join=True)

    assert 'href="/survey"' in pages.get("/themes").text
    page = unescape(pages.get("/survey").text)
    assert page.count('tabindex="0" role="region" aria-label="') == 2, "what scrolls can be reached by key"
    assert "They speak of different communities. (A. Karim)" in page
    assert "Too few to compare" in page
    assert "7 of 9" in page
    traced = re.search(r'<a class="figure" href="[?]figure=(F-[a-z0-9]+)#figure">7 of 9</a>', page)
    assert traced is not None
    behind = unescape(pages.get(f"/figure/{traced[1]}").text)
    assert f"{traced[1]}: " in behind
    assert "answered otherwise" in behind


def test_a_figure_opens_who_raised_it_and_their_words(pages: Pages) -> None:
    page = pages.get(opened(pages, "Any theme, CSO: 2 of 2")).text

    assert "<b>Raised:</b> <bdi>amira</bdi>, <bdi>basim</bdi>" in page
    assert "2 of 2" in page
    assert page.count('class="coded"') >= 2


def test_the_table_follows_a_decision_made_behind_a_figure(pages: Pages, shown: Study) -> None:
    page = pages.get(opened(pages, "Access, CSO: 1 of 2"))

    after = pages.press(page, "reject")

    assert opened(pages, "Access, CSO: 0 of 2")
    assert "✓ saved: rejected Access on basim:2" in after.text
    assert [each.verdict for each in shown.store.log.decisions()][-1] is Verdict.REJECT


def test_a_good_quote_is_marked_where_it_is_read(pages: Pages, shown: Study) -> None:
    page = pages.get(opened(pages, "Access, CSO: 1 of 2"))

    starred = pages.press(page, "star")
    pages.press(starred, "star")

    marks = [each.marks for each in shown.store.log.decisions()]
    assert marks[-2:] == [(Mark.GOOD_QUOTE,), ()]


def test_what_is_left_for_a_figure_is_a_queue(coded: Study) -> None:
    with served(coded) as (app, sessions):
        pages = Pages(app, sessions)
        pages.press(pages.get("/review/amira:2/funding"), "accept")
        page = pages.get(opened(pages, "Funding, ")).text
        left = unescape(re.search(r'<a class="pill" href="([^"]+)"', page)[1])  # type: ignore[index]

        queue = pages.get(left)

    assert "informant=" in left
    assert "/review/" in str(queue.url)


def test_figures_of_pages_are_traced_by_commands(pages: Pages, shown: Study) -> None:
    id = opened(pages, "Funding, CSO: 1 of 2").rpartition("=")[2]

    with Study.open(shown.folder, read_only=True) as again:
        assert again.trace(id).rows


@pytest.mark.parametrize("address", ["/themes?by=nothing", "/themes?figure=F-nothing", "/figure/F-nothing"])
def test_what_there_is_not_is_said_so(pages: Pages, address: str) -> None:
    assert pages.get(address).status_code == 404


def test_quotes_are_kept_dropped_and_allowed_again(pages: Pages, shown: Study) -> None:
    quote = shown.results().selection.quotes[0]
    said = {"quote": quote.id, "code": quote.code_id}

    kept = pages.client.post("/quote", data=said | {"action": "pin"}).text
    pages.client.post("/quote", data=said | {"action": "drop"})
    dropped = pages.get(f"/quotes?code={quote.code_id}").text
    pages.client.post("/quote", data=said | {"action": "release"})

    assert "★ kept" in kept
    assert "Never printed" in dropped
    assert quote.id in [each.id for each in shown.results().selection.quotes]


def test_a_quote_stays_the_informants_words(pages: Pages, shown: Study) -> None:
    quote = shown.results().selection.quotes[0]
    said = {"quote": quote.id, "code": quote.code_id, "action": "edit"}
    words = quote.text.split()

    refused = pages.client.post("/quote", data=said | {"text": "Words of our own."})
    kept = pages.client.post("/quote", data=said | {"text": " ".join([*words[:3], "[…]", *words[-2:]])})

    assert refused.status_code == 409
    assert "does not come from the informant" in unescape(refused.text)
    assert "[…]" in kept.text


def test_the_report_is_written_and_downloaded(pages: Pages, shown: Study) -> None:
    pages.client.post("/report", data={"for": "team", "format": [".md", ".csv"], "draft": "1"})
    while pages.get("/work").status_code != 204:
        sleep(0.02)

    page = pages.get("/report").text
    file = pages.get("/report/report-draft.md")
    assert page.index("report-draft.md") < page.index("For whom"), "what was written stands first"
    assert page.count('id="files"') == 1

    assert "report-draft.lock" in page
    assert file.headers["content-disposition"].startswith("attachment")
    assert "Funding" in file.text
    assert "Nothing moved" in pages.get("/report?since=report-draft.lock").text


def test_what_was_found_is_written_down_and_then_asked_of_passages(pages: Pages, shown: Study) -> None:
    assert "For a finding" not in pages.get("/review/amira:2/funding").text
    for statement, codes in (("Money has <become>\n scarce.", ["funding"]), ("And more.", ["funding", "access"])):
        said = pages.client.post("/finding", data={"statement": statement, "code": codes})
        assert said.status_code == 200

    page = pages.get("/report").text
    assert "Money has &lt;become&gt; scarce." in page
    assert "For a finding" in pages.get("/review/amira:2/funding").text
    assert [(each.id, each.codes) for each in known_findings(shown)] == [
        ("F1", ("funding",)),
        ("F2", ("funding", "access")),
    ]
    for wrong in ({"statement": " ", "code": "funding"}, {"statement": "A.", "code": "nothing"}, {"statement": "A."}):
        assert pages.client.post("/finding", data=wrong).status_code == 409
    assert len(known_findings(shown)) == 2

    (shown.folder / "findings.yaml").write_text("findings: 3\n", "utf-8")
    assert "has no list" in pages.get("/report").text


@pytest.mark.parametrize("name", ["../project.db", "..%2Fproject.db", "project.db", "report.exe", "%2e%2e/project.db"])
def test_no_other_file_is_downloaded(pages: Pages, name: str) -> None:
    assert pages.client.get(f"/report/{name}").status_code == 404


def test_privacy_questions_are_answered_where_they_are_asked(sample: Study) -> None:
    with served(sample) as (app, sessions):
        pages = Pages(app, sessions)
        question = sample.results().breaches[0]
        said = {"breach": question.id}

        refused = pages.client.post("/privacy", data=said | {"action": "allow", "reason": " "})
        answered = pages.client.post("/privacy", data=said | {"action": "allow", "reason": "agreed"})
        again = pages.client.post("/privacy", data=said | {"action": "reopen"})

    assert refused.status_code == 409
    assert "allowed: agreed" in answered.text
    assert "allowed: agreed" not in again.text


def test_the_blind_see_their_own_decisions_alone(pages: Pages, shown: Study) -> None:
    desk = shown.review("Omar", blind=True)
    desk.decide(Verdict.REJECT, at=next(stop for stop in desk.route.stops if stop.code_id == "access"), note="canary")
    pages.visitor.blind = True

    everything = "".join(
        pages.get(address).text
        for address in (
            "/themes",
            opened(pages, "Access, CSO"),
            "/quotes",
            "/report",
            "/read/basim",
            "/review/basim:2/access",
        )
    )

    assert "Omar" not in everything
    assert "canary" not in everything
    assert "Only your own decisions are counted" in everything
    assert fields(pages.get("/review/basim:2/access").text)["code"] == "access"
