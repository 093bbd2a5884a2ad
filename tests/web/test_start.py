"""A study made in the browser, from files that are dropped there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from qualcode.model.document import Role
from qualcode.study.study import Study
from qualcode.web.app import create_app
from qualcode.web.sessions import Sessions
from tests.study.make import CODEBOOK, ROSTER, TRANSCRIPTS
from tests.web.make import COOKIE, HOST, Pages


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Pages, Path]]:
    """Somebody where there is no study yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    sessions = Sessions()
    folder = tmp_path / "new"
    app = create_app(None, sessions, hosts=frozenset({HOST}), cookie=COOKIE, folder=folder)
    yield Pages(app, sessions), folder
    app.close()


def upload(pages: Pages, kind: str, name: str, content: str | bytes) -> str:
    """What is answered to a file that is sent; nothing where all is well."""
    return pages.client.post(f"/upload/{kind}", params={"name": name}, content=content).text


def done(pages: Pages, address: str, **said: str) -> str:
    """The page of interviews once what a form asks for is done."""
    pages.client.post(address, data=said)
    while pages.get("/work").status_code != 204:
        sleep(0.02)
    return pages.get("/interviews").text


def test_a_study_is_made_from_what_is_dropped(begun: tuple[Pages, Path]) -> None:
    pages, folder = begun

    begin = pages.get("/").text
    assert "A new study" in begin
    assert str(folder) in begin
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})
    for name, text in TRANSCRIPTS.items():
        assert upload(pages, "transcript", name, text) == ""
    assert upload(pages, "informants", "people.csv", ROSTER) == ""
    assert upload(pages, "codebook", "themes.yaml", CODEBOOK) == ""
    page = done(pages, "/interviews")

    assert "Go on to the review" in page
    with Study.open(folder) as study:
        assert study.name == "Ours"
        assert {person.informant_type for person in study.roster().informants} == {"CSO", "UN agency"}
        assert study.review("Amal").route.left
    assert sorted(path.name for path in (folder / "transcripts").iterdir()) == sorted(TRANSCRIPTS)
    assert [path.stat().st_mode & 0o077 for path in (folder / "transcripts").iterdir()] == [0] * len(TRANSCRIPTS)
    assert str(pages.get("/").url).endswith("/themes")


def test_what_lies_in_the_folder_is_taken(begun: tuple[Pages, Path]) -> None:
    pages, folder = begun
    folder.mkdir()
    for name, text in TRANSCRIPTS.items():
        (folder / name).write_text(text, "utf-8")

    asked = pages.get("/").text
    pages.client.post("/start", data={"name": "Our study", "codebook": "empty", "take": "1"})

    assert f"Take the {len(TRANSCRIPTS)} transcripts" in asked
    assert sorted(path.name for path in (folder / "our-study" / "transcripts").iterdir()) == sorted(TRANSCRIPTS)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*TRANSCRIPTS, "our-study"])


def test_without_a_list_the_types_are_asked_for(begun: tuple[Pages, Path]) -> None:
    pages, folder = begun
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})
    upload(pages, "codebook", "themes.yaml", CODEBOOK)
    for name, text in TRANSCRIPTS.items():
        upload(pages, "transcript", name, text)

    asked = done(pages, "/interviews")
    done(pages, "/informants", **{"type amira": "CSO", "type basim": "CSO", "type carol": "UN agency"})

    assert "3 types still to be written" in asked
    with Study.open(folder) as study:
        types = {person.id: person.informant_type for person in study.roster().informants}
    assert types == {"amira": "CSO", "basim": "CSO", "carol": "UN agency"}


def test_who_speaks_is_put_right(begun: tuple[Pages, Path]) -> None:
    pages, folder = begun
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})
    upload(pages, "transcript", "amira.txt", TRANSCRIPTS["amira.txt"])
    page = done(pages, "/interviews")
    row = page[page.index('<th scope="row"><bdi>Amira</bdi>') :]
    id = row.split('<input name="')[1].partition('"')[0]

    done(pages, "/labels", **{id: "other"})

    with Study.open(folder) as study:
        roles = {turn.speaker: turn.role for turn in study.store.documents.get("amira").turns}
    assert roles["Amira"] is Role.OTHER


def test_a_list_and_a_codebook_among_the_transcripts_are_taken_for_what_they_are(
    begun: tuple[Pages, Path],
) -> None:
    pages, folder = begun
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})

    assert upload(pages, "transcript", "informants.csv", ROSTER) == ", as list of informants"
    assert upload(pages, "transcript", "Codebook final.yaml", CODEBOOK) == ", as codebook"
    for name in ("interview with informant 3.txt", "contacts.txt"):
        assert upload(pages, "transcript", name, "I: How?\nA: Well.\n") == ""

    assert "UN agency" in (folder / "informants.csv").read_text("utf-8")
    assert "funding" in (folder / "codebook.yaml").read_text("utf-8")
    for name, what in (("informants-new.csv", "list of informants"), ("codebook.yaml", "codebook")):
        told = upload(pages, "transcript", name, ROSTER)
        assert f"a {what} by its name, and there is one already (to have this one instead, drop it on the" in told
    assert sorted(path.name for path in (folder / "transcripts").iterdir()) == [
        "contacts.txt",
        "interview with informant 3.txt",
    ]


def test_who_still_has_no_type_stands_first(begun: tuple[Pages, Path]) -> None:
    pages, folder = begun
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})
    upload(pages, "codebook", "themes.yaml", CODEBOOK)
    for name, text in TRANSCRIPTS.items():
        upload(pages, "transcript", name, text)
    rows = "amira,CSO,amira.txt\nbasim,,basim.txt\ncarol,CSO,carol.txt\n"
    upload(pages, "informants", "people.csv", f"informant_id,informant_type,document\n{rows}")

    page = done(pages, "/interviews")

    assert page.index("Type of basim") < page.index("Type of amira") < page.index("Type of carol")
    assert "informants.csv is still to be completed" in page
    assert "informants.csv changed since" not in page
    assert str(folder) in page


@pytest.mark.parametrize(
    ("kind", "name", "content", "told"),
    [
        ("transcript", "talk.exe", "x", "cannot be read as transcript"),
        ("transcript", "../../.bashrc", "x", "cannot be read as transcript"),
        ("transcript", "..\\..\\x.db", "x", "cannot be read as transcript"),
        ("informants", "people.csv", "who,what\na,b\n", "no column for"),
        ("codebook", "themes.yaml", "codes: 3", "themes"),
        ("anything", "x.txt", "x", "nothing of the kind"),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(
    begun: tuple[Pages, Path], kind: str, name: str, content: str, told: str
) -> None:
    pages, folder = begun
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}

    assert told in upload(pages, kind, name, content)

    assert {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()} == before


def test_a_file_is_no_longer_than_a_transcript_can_be(
    begun: tuple[Pages, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, folder = begun
    monkeypatch.setattr("qualcode.study.reading.receiving.MAX_BYTES", 10)
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})

    assert "more than any transcript" in upload(pages, "transcript", "a.txt", "x" * 11)
    assert list((folder / "transcripts").iterdir()) == []


@pytest.mark.usefixtures("open_files_stay")
def test_files_take_their_place_where_none_that_is_open_is_renamed(begun: tuple[Pages, Path]) -> None:
    pages, folder = begun
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})

    for content in ("I: How?\nA: Well.\n", "I: How?\nA: Not at all.\n"):
        assert upload(pages, "transcript", "a.txt", content) == ""
    for roster in (ROSTER, ROSTER.replace("CSO", "NGO")):
        assert upload(pages, "informants", "people.csv", roster) == ""
    assert upload(pages, "codebook", "themes.yaml", CODEBOOK) == ""

    assert [path.name for path in (folder / "transcripts").iterdir()] == ["a.txt"]
    assert (folder / "transcripts" / "a.txt").read_text("utf-8").endswith("Not at all.\n")
    assert "NGO" in (folder / "informants.csv").read_text("utf-8")


def test_a_file_that_another_program_has_open_is_told_where_to_close_it(
    begun: tuple[Pages, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(made: Path, path: Path) -> None:
        raise PermissionError(13, "used by another process", str(path))

    pages, folder = begun
    pages.client.post("/start", data={"name": "Ours", "codebook": "empty"})
    monkeypatch.setattr("qualcode.study.reading.receiving.replace_file", refused)

    assert "is it open in Word or Excel? close it there" in upload(pages, "transcript", "a.txt", "A: Well.\n")
    assert list((folder / "transcripts").iterdir()) == []
