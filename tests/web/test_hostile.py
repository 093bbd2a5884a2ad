"""Whatever people write stays words: on every page, in every place."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qualcode.study.study import Study
from qualcode.web.app import ROUTES
from tests.web.hostile import ATTACKS, make_hostile
from tests.web.make import Pages, served

OWN_TAGS = {"script": 1, "svg": 0, "img": 0, "iframe": 0, "object": 0, "style": 0, "base": 0, "embed": 0}
"""What a page of ours has at most of each."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hostile(tmp_path_factory.mktemp("hostile") / "study")


@pytest.fixture(scope="module")
def pages(folder: Path) -> Iterator[Pages]:
    """Somebody called like an attack, at a study of attacks."""
    with Study.open(folder) as study, served(study) as (app, sessions):
        yield Pages(app, sessions, ATTACKS[1])


class Seen(HTMLParser):
    """Which elements and attributes a page really has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


WITHIN = {"{segment}": "talk-0:2", "{code}": "code_1", "{document}": "talk-0", "{id}": "F-nothing", "{name}": "x.md"}


def addresses() -> list[str]:
    """Every page there is, with something in the place of each part."""
    found = []
    for line in ROUTES:
        method, path = line.split()
        for part, value in WITHIN.items():
            path = path.replace(part, value)
        if method == "GET" and "{" not in path:
            found.append(path)
    extra = (
        "/find?words=donor",
        "/read/talk-0?find=grant",
        "/themes?by=region",
        "/quotes?others=1",
        "/pick/talk-0:2?for=trim",
    )
    return [*found, *extra, f"/themes?by={ATTACKS[0]}", f"/find?words={ATTACKS[1]}", f"/review/{ATTACKS[2]}"]


@pytest.mark.parametrize("address", addresses())
def test_no_words_become_anything_else(pages: Pages, address: str) -> None:
    answer = pages.client.get(address)
    seen = Seen()
    seen.feed(answer.text)

    assert answer.status_code in (200, 204, 404)
    assert {tag: seen.tags.count(tag) for tag in OWN_TAGS if seen.tags.count(tag) > OWN_TAGS[tag]} == {}
    assert [name for name, _ in seen.attributes if name.startswith("on") or name == "style"] == []
    led = [value or "" for name, value in seen.attributes if name in ("href", "src", "action", "formaction")]
    assert [value for value in led if not value.startswith(("/", "#"))] == []
    assert not {"\u202e", "\x1b", "\x07", "\u2028"} & set(answer.text)


def test_what_is_said_of_it_is_kept_as_words(pages: Pages) -> None:
    page = pages.get("/review/talk-0:2/code_1")

    after = pages.press(page, "accept", note=ATTACKS[4])

    assert "&lt;/textarea&gt;" in pages.get("/review/talk-0:2/code_1").text
    assert after.status_code == 200


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(pages: Pages, to: str) -> None:
    form = {"theme": "dark", "to": to}

    answer = pages.client.post("/settings", data=form, follow_redirects=False)

    assert answer.headers["location"] == "/"
