"""A study read with pseudonyms: no name comes in, the key lies elsewhere and grows, and it alone puts names back."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import RosterError, UsageError
from qualcode.exchange import read_project
from qualcode.settings import read_settings
from qualcode.study.keeping.projects.asked import ProjectOptions
from qualcode.study.keeping.projects.taking import take_project
from qualcode.study.reading.importing import import_files
from qualcode.study.reading.pseudonyms import reveal
from qualcode.study.reading.receiving import Kind, Receiving
from qualcode.study.review.passages import passages_table
from qualcode.study.study import Study
from tests.exchange.make_refi import Written, project_in
from tests.study.make import Heard, cells

NAMES = ("Dumont", "Claire", "Basra")
TALK = {
    "kii-01.txt": """\
Interviewer: Do donors still give grants, Claire?
Claire Dumont: The last grant ended, donors left Basra.
""",
    "kii-02.txt": """\
Interviewer: And the grants?
Layla: Clair Dumond always has a grant, I only ask for one in Basra.
""",
}
ROSTER = "informant_id,informant_type,document,name\ncso-1,CSO,kii-01.txt,\ncso-2,CSO,kii-02.txt,Layla\n"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder outside the study: transcripts and key."""
    folder = tmp_path / "elsewhere"
    (folder / "transcripts").mkdir(parents=True)
    for name, text in TALK.items():
        (folder / "transcripts" / name).write_text(text, encoding="utf-8")
    (folder / "key.csv").write_text("real,shown,kind\nClaire Dumont,[cso-1],\nBasra,,place\n", encoding="utf-8")
    return folder


@pytest.fixture
def fresh(written: Study) -> Study:
    """A study without interviews."""
    for path in (written.folder / "transcripts").iterdir():
        path.unlink()
    (written.folder / "informants.csv").write_text(ROSTER, encoding="utf-8")
    return written


def take(study: Study, elsewhere: Path, key: Path | None = None, **options: object) -> None:
    study = replace(study, settings=read_settings(study.folder))
    paths = [elsewhere / "transcripts"]
    import_files(study, paths, pseudonyms=key or elsewhere / "key.csv", **options)  # type: ignore[arg-type]


def said(study: Study) -> dict[str, str]:
    return {row["passage"]: row["words"] for row in cells(passages_table(study))}


def test_no_name_comes_into_the_study(fresh: Study, elsewhere: Path, heard: Heard) -> None:
    take(fresh, elsewhere)
    fresh.suggest()

    assert said(fresh) == {
        "kii-01:2": "The last grant ended, donors left [Place 1].",
        "kii-02:2": "Clair Dumond always has a grant, I only ask for one in [Place 1].",
    }
    assert [turn.speaker for each in fresh.store.documents.all() for turn in each.turns] == [
        *("Interviewer", "cso-1", "Interviewer", "cso-2"),
    ]
    assert {interview.speakers for interview in fresh.results().interviews} == {("cso-1",), ("cso-2",)}
    kept = [path.read_bytes() for path in fresh.folder.rglob("*") if path.is_file() and path.name != "informants.csv"]
    assert not any(name.encode() in content for content in kept for name in NAMES)
    assert "the list of informants tells 1 name" in heard.warnings


def test_the_key_grows_by_the_list_of_informants_and_is_the_owner_s_alone(fresh: Study, elsewhere: Path) -> None:
    take(fresh, elsewhere)

    key = elsewhere / "key.csv"
    assert key.read_text("utf-8-sig").splitlines() == [
        *("real,shown,kind", "Claire Dumont,[cso-1],person", "Basra,[Place 1],place", "Layla,[cso-2],person"),
    ]
    if os.name == "posix":
        assert key.stat().st_mode & 0o077 == 0
    (elsewhere / "transcripts" / "kii-03.txt").write_text("Interviewer: Well?\nAnna: Basra again.\n", encoding="utf-8")
    with key.open("a", encoding="utf-8") as file:
        file.write("Anna,,\n")
    take(fresh, elsewhere)

    assert said(fresh)["kii-03:2"] == "[Place 1] again."
    assert "Anna,[Person 1],person" in key.read_text("utf-8-sig")


def test_names_are_put_back_only_for_who_has_the_key(fresh: Study, elsewhere: Path, tmp_path: Path) -> None:
    take(fresh, elsewhere)

    shown = reveal(fresh, passages_table(fresh), elsewhere / "key.csv")

    assert "The last grant ended, donors left Basra." in [row["words"] for row in cells(shown)]
    with pytest.raises(UsageError, match="no such key"):
        reveal(fresh, passages_table(fresh), tmp_path / "other.csv")


def test_what_may_be_a_name_is_named_by_place_without_its_words(fresh: Study, elsewhere: Path, heard: Heard) -> None:
    take(fresh, elsewhere)

    assert [each for each in heard.warnings if each.startswith("look at kii-02, turn 2")] == [
        *("look at kii-02, turn 2: spelt like Claire", "look at kii-02, turn 2: spelt like Dumont"),
    ]
    assert not any("Clair " in each or "Dumond" in each for each in (*heard.warnings, *heard.notes))


@pytest.mark.parametrize("place", ["key.csv", "reports/key.csv", "../another/key.csv", "transcripts/../key.csv"])
def test_a_key_in_a_study_s_folder_is_refused(fresh: Study, elsewhere: Path, place: str) -> None:
    another = fresh.folder.parent / "another"
    another.mkdir()
    (another / "qualcode.toml").touch()

    with pytest.raises(UsageError, match="would lie in a study's folder"):
        take(fresh, elsewhere, fresh.folder / place)
    assert fresh.store.documents.ids() == ()


def test_a_link_into_the_study_is_no_way_round(fresh: Study, elsewhere: Path) -> None:
    (elsewhere / "linked").symlink_to(fresh.folder, target_is_directory=True)

    with pytest.raises(UsageError, match="would lie in a study's folder"):
        take(fresh, elsewhere, elsewhere / "linked" / "key.csv")


def test_once_read_with_pseudonyms_nothing_is_read_without(fresh: Study, elsewhere: Path) -> None:
    take(fresh, elsewhere)
    study = replace(fresh, settings=read_settings(fresh.folder))

    for again in (False, True):
        with pytest.raises(UsageError, match="without the key their names would come in"):
            study.import_transcripts(elsewhere / "transcripts", reread=again)
    assert "[Place 1]" in said(study)["kii-01:2"]


def test_a_study_that_holds_names_already_is_not_begun_anew(coded: Study, elsewhere: Path) -> None:
    with pytest.raises(UsageError, match="holds interviews with their names already"):
        take(coded, elsewhere)
    assert read_settings(coded.folder).study.pseudonyms == "no"


def test_files_that_are_called_by_a_name_are_refused_without_saying_it(fresh: Study, elsewhere: Path) -> None:
    (elsewhere / "transcripts" / "kii-01.txt").rename(elsewhere / "transcripts" / "Claire_Dumont.txt")

    with pytest.raises(UsageError, match="1 file is called by a name of the key") as refused:
        take(fresh, elsewhere)
    assert "Claire" not in str(refused.value)
    assert fresh.store.documents.ids() == ()


def test_a_translation_beside_the_original_brings_no_names_in(fresh: Study, elsewhere: Path, heard: Heard) -> None:
    take(fresh, elsewhere)
    (elsewhere / "transcripts" / "kii-01.fr.txt").write_text(TALK["kii-01.txt"], encoding="utf-8")
    take(fresh, elsewhere, again=True)

    assert any("names are replaced in this study" in each for each in heard.warnings)


@pytest.mark.parametrize(
    ("content", "says"),
    [("name,shown\nClaire,x\n", "no column real"), ("real,kind\nClaire,ship\n", "line 2: ship is no kind")],
)
def test_a_key_that_cannot_be_used_says_why(fresh: Study, elsewhere: Path, content: str, says: str) -> None:
    (elsewhere / "key.csv").write_text(content, encoding="utf-8")

    with pytest.raises(RosterError, match=says):
        take(fresh, elsewhere)


def test_originals_in_the_study_s_folder_are_told_of(fresh: Study, elsewhere: Path, heard: Heard) -> None:
    (elsewhere / "transcripts" / "kii-01.txt").rename(fresh.folder / "transcripts" / "kii-01.txt")
    import_files(fresh, [fresh.folder / "transcripts"], pseudonyms=elsewhere / "key.csv")

    assert "the transcripts in the study's folder still hold the names" in heard.warnings


def test_a_file_from_the_browser_or_another_program_does_not_come_near_the_study(fresh: Study, elsewhere: Path) -> None:
    take(fresh, elsewhere)
    study = replace(fresh, settings=read_settings(fresh.folder))
    project = elsewhere / "made.qdpx"
    project.write_bytes(project_in(Written()).data())
    before = sorted(path.name for path in (study.folder / "transcripts").iterdir())

    with pytest.raises(UsageError, match="without the key their names would come in"):
        Receiving(study, Kind.TRANSCRIPT, "kii-09.txt")
    with pytest.raises(UsageError, match="without the key their names would come in"):
        take_project(study, read_project(project), ProjectOptions(), file=project)
    assert sorted(path.name for path in (study.folder / "transcripts").iterdir()) == before
