"""Another program's project in the browser: shown first, then imported into a new study or an open one; and out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from qualcode.exchange import read_project
from qualcode.study.keeping.projects import receiving
from qualcode.study.study import Study
from qualcode.web.app import create_app
from qualcode.web.drawing import compressed
from qualcode.web.sessions import Sessions
from tests.exchange.make_refi import WORDS, Made, Written, selection
from tests.web.make import COOKIE, HOST, Pages, served

LINKS = '<Links><Link guid="L"/></Links>'


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Pages, Path]]:
    """Somebody where there is no study yet; temporary files have a folder to themselves."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    sessions = Sessions()
    app = create_app(None, sessions, hosts=frozenset({HOST}), cookie=COOKIE, folder=tmp_path / "new")
    yield Pages(app, sessions), tmp_path
    app.close()


def made(*words: str, **parts: str) -> Made:
    project = Made(**parts)
    project.add("".join(selection(each, id=f"S{n}") for n, each in enumerate(words)))
    return project


def bring(pages: Pages, content: bytes, name: str = "clinics.qdpx") -> str:
    """What is answered to a project that is sent; nothing where all is well."""
    return pages.client.post("/upload/project", params={"name": name}, content=content).text


def done(pages: Pages, address: str, **said: str) -> str:
    """The page that a form leads to, once what it asks for is done."""
    answer = pages.client.post(address, data=said, follow_redirects=False)
    while pages.get("/work").status_code != 204:
        sleep(0.02)
    return pages.get(answer.headers["location"]).text


def kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "temporary").rglob("*") if path.is_file()]


def test_a_study_is_made_of_a_project_after_it_was_shown(begun: tuple[Pages, Path]) -> None:
    pages, folder = begun
    assert "project of another program" in pages.get("/").text
    assert bring(pages, made(WORDS[0], WORDS[1], tail=LINKS).data()) == ""
    assert [path.stat().st_mode & 0o077 for path in kept(folder)] == [0]

    shown = pages.get("/project").text
    for words in ("A project", "left out: no place in a study", "Amal"):
        assert words in shown
    assert not (folder / "new").exists()
    page = done(pages, "/project", name="Clinics", **{"coder 0": "amal", "read": "coded"})

    assert "decisions on the passages they cover" in page
    assert kept(folder) == []
    with Study.open(folder / "new") as study:
        assert study.name == "Clinics"
        assert {decision.coder for decision in study.store.log.decisions()} == {"amal"}


def test_a_project_that_is_left_leaves_nothing(begun: tuple[Pages, Path]) -> None:
    pages, folder = begun
    bring(pages, made(WORDS[0]).data())
    bring(pages, made(WORDS[1]).data(), "other.qdpx")
    assert [path.name for path in kept(folder)] == ["other.qdpx"]
    pages.client.post("/project/leave")
    assert kept(folder) == []
    assert "There is no project to import".lower() in pages.get("/project").text.lower()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK", "is no project of another program"),
        ("a.mx24", b"\x00", "only MAXQDA can open"),
        ("a.qdpx", b"PK\x03\x04 nothing", "a.qdpx"),
        ("../../a.qdpx", b"words", "a.qdpx"),
        ("a.qdpx", b"<Project/>" * 50_000, "is larger than"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    begun: tuple[Pages, Path], monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, said: str
) -> None:
    pages, folder = begun
    monkeypatch.setattr(receiving, "MAX_BYTES", 400_000)
    assert said in bring(pages, content, name)
    assert kept(folder) == []


def test_where_the_counting_is_not_known_it_is_asked_with_the_words_of_each(begun: tuple[Pages, Path]) -> None:
    pages, _ = begun
    way = Written(mark=True, mark_counts=True, named=False)
    project = Made()
    project.add(selection(WORDS[2], id="S1", way=way), way=way)
    assert bring(pages, project.data()) == ""

    page = pages.get("/project").text
    assert "In which way are whole words coded?" in page
    refused = pages.client.post("/project", data={"name": "x"})
    assert "how are positions counted" in refused.text
    assert "<option>codepoints,crlf=1,bom</option>" in page
    pages.client.post("/project", data={"counting": "codepoints,crlf=1,bom"})
    assert "Import it" in pages.get("/project").text


def test_into_an_open_study_it_asks_about_codes_and_goes_out_for_each_program(coded: Study) -> None:
    codes = '<Code guid="C1" name="Funding"><Description>Money of states.</Description></Code>'
    with served(coded) as (app, sessions):
        pages = Pages(app, sessions)
        bring(pages, made(WORDS[0], codes=codes).data())
        assert "Money of states." in pages.get("/project").text
        done(pages, "/project", **{"keep C1": "theirs"})
        assert coded.codebook().code("funding").definition == "Money of states."
        for program in ("nvivo", "taguette", "codebook"):
            page = done(pages, "/project/write", program=program)
        for name in ("for-nvivo.qdpx", "for-taguette.sqlite3", "codebook.qdc"):
            assert name in page
            assert pages.get(f"/report/{name}").content == (coded.folder / "reports" / name).read_bytes()
        done(pages, "/project/write", program="qualcoder", blind="1")
        blind = read_project(coded.folder / "reports" / "for-qualcoder-without-codings.qdpx")
        assert (len(blind.texts), blind.codings) == (4, ())


def test_style_and_scripts_stay_under_16_kilobytes() -> None:
    assert sum(len(sent) for name, sent in compressed().items() if not name.endswith(".svg")) < 16_000
