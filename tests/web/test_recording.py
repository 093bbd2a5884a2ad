"""An interview that is read beside its recording."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qualcode.study.study import Study
from tests.web.make import Pages, served

TIMED = "[00:01:07] Amira: Our last short grant ended, donors left Basra.\n"


@pytest.fixture
def pages(coded: Study) -> Iterator[Pages]:
    path = coded.folder / "transcripts" / "amira.txt"
    path.write_text(f"[00:00:03] Interviewer: Do donors still give grants?\n{TIMED}", encoding="utf-8")
    coded.import_transcripts(path)
    with served(coded) as (app, sessions):
        yield Pages(app, sessions)


def test_a_time_leads_to_the_recording_where_there_is_one(pages: Pages, coded: Study) -> None:
    assert '<span class="muted time">00:01:07</span>' in pages.get("/read/amira").text
    (coded.folder / "recordings").mkdir()
    (coded.folder / "recordings" / "amira.mp3").write_bytes(b"0123456789")

    assert 'href="/recording/amira#t=67"' in pages.get("/read/amira").text
    part = pages.client.get("/recording/amira", headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content, part.headers["content-type"]) == (206, b"234", "audio/mpeg")
    assert "script-src" not in part.headers["content-security-policy"]
    assert part.headers["cache-control"] == "no-store"


def test_only_recordings_are_played(pages: Pages, coded: Study) -> None:
    (coded.folder / "informants.csv").write_text(
        "informant_id,informant_type,document,recording\namira,CSO,amira.txt,../codebook.yaml\n", encoding="utf-8"
    )
    from qualcode.study.reading.roster import load_roster

    load_roster(coded)

    page = pages.get("/recording/amira").text
    assert "its recording is not there" in page
    assert "Reaching people" not in page


def test_a_quote_leads_to_the_second_it_is_said_in(pages: Pages, coded: Study) -> None:
    address = "/quotes?code=short_term"
    assert "· 00:01:07 ·" in pages.get(address).text
    (coded.folder / "recordings").mkdir()
    (coded.folder / "recordings" / "amira.mp3").write_bytes(b"0123456789")

    assert '<a href="/recording/amira#t=67" target="recording">00:01:07</a>' in pages.get(address).text
