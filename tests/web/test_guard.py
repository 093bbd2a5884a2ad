"""Who may ask for what: our own pages, under our own address, for somebody who was let in."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from qualcode.study.study import Study
from qualcode.web.app import LIMIT
from qualcode.web.sessions import WRONG, Visitor
from tests.web.make import COOKIE, HOST, OWN, Pages, served


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:8001", "localhost", "127.0.0.1:8000.evil.example", ""]
)
def test_only_our_own_address_is_answered(pages: Pages, host: str) -> None:
    assert pages.client.get("/review", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "http://127.0.0.1:8001"},
        {"Sec-Fetch-Site": "", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
        {"Sec-Fetch-Site": ""},
    ],
    ids=lambda headers: " ".join(headers.values()),
)
def test_nothing_is_changed_from_elsewhere(pages: Pages, headers: dict[str, str]) -> None:
    page = pages.get("/review")

    refused = pages.client.post("/decide", data={"action": "accept"}, headers=headers)

    assert refused.status_code == 403
    assert pages.get("/review").url == page.url


def test_without_what_browsers_say_our_own_origin_will_do(pages: Pages) -> None:
    headers = {"Sec-Fetch-Site": "", "Origin": f"http://{HOST}"}

    assert pages.client.post("/settings", data={"theme": "dark"}, headers=headers).status_code == 200


@pytest.mark.parametrize(("mode", "dest", "status"), [
    ("navigate", "document", 200),
    ("navigate", "iframe", 403),
    ("no-cors", "image", 403),
    ("no-cors", "script", 403),
    ("cors", "empty", 403),
])  # fmt: skip
def test_other_sites_may_lead_to_a_page_and_not_build_it_in(pages: Pages, mode: str, dest: str, status: int) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}

    assert pages.client.get("/keys", headers=headers).status_code == status


def test_a_key_lets_in_once(coded: Study) -> None:
    with served(coded) as (app, sessions):
        key = sessions.invite(Visitor(coder="Amal"))
        first, second = (TestClient(app, base_url=f"http://{HOST}", headers=OWN) for _ in range(2))

        answers = [client.post("/enter", data={"key": key}).status_code for client in (first, second)]

        assert answers == [200, 403]
        assert [client.get("/review").status_code for client in (first, second)] == [200, 403]


def test_keys_cannot_be_tried(coded: Study) -> None:
    with served(coded) as (app, sessions):
        client = TestClient(app, base_url=f"http://{HOST}", headers=OWN)

        tried = [client.post("/enter", data={"key": str(number)}).status_code for number in range(WRONG + 1)]

        assert tried == [403] * WRONG + [429]
        assert client.post("/enter", data={"key": sessions.invite(Visitor(coder="Amal"))}).status_code == 429


def test_the_cookie_stays_with_the_browser_and_our_pages(coded: Study) -> None:
    with served(coded) as (app, sessions):
        client = TestClient(app, base_url=f"http://{HOST}", headers=OWN)

        cookie = client.post("/enter", data={"key": sessions.invite(Visitor(coder="Amal"))}).headers["set-cookie"]

    name, *attributes = [part.strip().casefold() for part in cookie.split(";")]
    assert name.startswith(f"{COOKIE}=")
    assert sorted(attributes) == ["httponly", "path=/", "samesite=strict"]


@pytest.mark.parametrize("address", ["/review", "/keys", "/nowhere", "/review/kii-99:1"])
def test_nothing_is_kept_by_the_browser_and_nothing_runs_but_our_own(pages: Pages, address: str) -> None:
    headers = pages.get(address).headers

    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["cross-origin-resource-policy"]) == ("nosniff", "same-origin")


def test_no_form_is_longer_than_it_can_be(pages: Pages) -> None:
    assert pages.client.post("/decide", data={"note": "x" * LIMIT}).status_code == 413


def test_a_log_knows_no_interview_and_no_key(pages: Pages, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "qualcode.web")

    page = pages.get("/review/amira:2/funding?code=funding")
    pages.press(page, "accept", note="canary")

    lines = [record.getMessage() for record in caplog.records if record.name == "qualcode.web"]
    assert lines[0].startswith("GET /review/{segment}/{code} 200 ")
    assert not [line for line in lines if "amira" in line or "canary" in line]


def test_a_bug_tells_its_number_and_no_words(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> Callable[[], None]:
        raise RuntimeError("canary")

    monkeypatch.setattr("qualcode.web.visit.Visit.page", fails)
    answer = pages.get("/keys")
    shown = capsys.readouterr().err

    assert answer.status_code == 500
    assert "canary" not in answer.text + shown
    assert "settings.py" in shown


def test_what_the_system_refuses_is_no_bug(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "codebook.yaml")

    monkeypatch.setattr("qualcode.web.pages.themes._columns", refused)
    answer = pages.get("/themes")

    assert answer.status_code == 409
    assert "codebook.yaml: Permission denied" in answer.text
    assert "is it open in Word or Excel?" in answer.text
