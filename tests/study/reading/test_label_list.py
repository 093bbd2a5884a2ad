"""Every label of the study as a list to tick."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import ProjectError, UsageError
from qualcode.model.document import Role
from qualcode.study import ticking
from qualcode.study.reading import said
from qualcode.study.reading.interviews import import_transcripts
from qualcode.study.reading.label_list import Label, follow_labels, labels_of, read_labels, tick_list, write_labels
from qualcode.study.reading.label_ticks import LabelTicks
from qualcode.study.reading.speakers import correct_speakers
from qualcode.study.study import Study
from qualcode.study.ticking import page_of
from tests.study.make import Heard

TALK = "Dana: Why do you stay?\n{name}: There was a tent and two nurses.\n{dana}: And then?\n{name}: We left.\n"
NOTED = (
    "Dana: Why do you stay?\nHana: There was a tent.\nNote: and two nurses.\nDana: And?\nNote: the road.\nHana: So.\n"
)


@pytest.fixture
def talks(written: Study) -> Study:
    """A study of four interviews by one interviewer, whose name is written in two ways."""
    for name, dana in (("Hana", "DANA"), ("Ivo", "Dana"), ("Jo", "Dr. Dana"), ("Kim", "Dana")):
        text = TALK.format(name=name, dana=dana)
        (written.folder / "transcripts" / f"talk-{name[0].lower()}.txt").write_text(text, "utf-8")
    for name in ("amira", "basim", "carol"):
        (written.folder / "transcripts" / f"{name}.txt").unlink()
    import_transcripts(written, [written.folder / "transcripts"], written.roster())
    return written


def named(study: Study, spelling: str) -> Label:
    return next(label for label in labels_of(study) if spelling in label.spellings)


def roles(study: Study, label: str) -> set[Role]:
    return {turn.role for d in study.store.documents.all() for turn in d.turns if turn.speaker == label}


def test_spellings_of_a_label_stand_together_those_in_most_interviews_first(talks: Study) -> None:
    first, *others = labels_of(talks)

    assert first.spellings == ("Dana", "DANA", "Dr. Dana")
    assert (first.document, first.n_interviews, first.n_turns, first.roles) == ("*", 4, 8, (Role.INTERVIEWER,))
    assert first.examples == ("Why do you stay?", "Why do you stay?")
    assert [label.spellings for label in others] == [("Hana",), ("Ivo",), ("Jo",), ("Kim",)]


def test_doubtful_labels_stand_first_with_what_is_doubtful_then_those_who_ask(talks: Study) -> None:
    path = talks.folder / "transcripts" / "talk-z.txt"
    path.write_text("Sam: Why?\nOlga: So.\nRosa: It rained.\nSam: And?\nOlga & Rosa: Yes.\n", "utf-8")
    talks.import_transcripts(path)

    found = [(label.spellings[0], label.doubt) for label in labels_of(talks)]
    said = follow_labels(talks, labels_of(talks), {named(talks, "Olga & Rosa").id: "each"})

    assert found[:5] == [
        ("Olga", "a guess"),
        ("Olga & Rosa", "several people"),
        ("Rosa", "a guess"),
        ("Sam", "a guess"),
        ("Dana", ""),
    ]
    assert named(said, "Olga & Rosa").doubt == ""


def test_a_long_list_is_shown_page_by_page(talks: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticking, "PAGE", 2)
    labels = LabelTicks(talks)

    pages, starts = [], [0]
    while not pages or starts[-1]:
        page, after = page_of(labels, starts[-1])
        pages.append(page)
        starts.append(after)

    assert starts == [0, 2, 4, 0]
    assert [row for page in pages for row in page.rows] == list(labels.table().rows)
    assert [page.notes[-1].startswith("3 more") for page in pages] == [True, False, False]


def test_an_answer_holds_for_every_spelling_and_for_files_still_to_come(talks: Study) -> None:
    followed = follow_labels(talks, labels_of(talks), {named(talks, "Dana").id: "other"})
    (talks.folder / "late.txt").write_text(TALK.format(name="Lea", dana="Dana"), "utf-8")
    followed.import_transcripts(talks.folder / "late.txt")

    assert followed.settings.roles == {"*": {"Dana": "other", "Dr. Dana": "other"}}
    assert roles(followed, "Dana") == {Role.OTHER}


def test_a_label_that_is_somebody_else_in_each_interview_has_a_row_for_each(talks: Study) -> None:
    followed = correct_speakers(talks, "talk-h", ["Dana=informant", "DANA=informant"])
    rows = [label for label in labels_of(followed) if "Dana" in label.spellings]

    assert {label.document: label.said for label in rows} == {
        "talk-h": "informant",
        "talk-i": "",
        "talk-j": "",
        "talk-k": "",
    }


def test_one_label_is_the_same_as_another(talks: Study) -> None:
    talks.roster_path.write_text("informant_id,informant_type,document,speaker\ni1,CSO,talk-i,Ivo\n", "utf-8")
    (talks.folder / "transcripts" / "talk-i.txt").write_text(
        TALK.format(name="Ivo", dana="Dana") + "Karim: Yes.\nDana: So?\nKarim: So.\n"
    )
    talks.import_transcripts()

    followed = follow_labels(talks, labels_of(talks), {named(talks, "Karim").id: "same as Ivo"})

    turns = followed.store.documents.get("talk-i").turns
    assert {turn.informant_id for turn in turns if turn.speaker == "Karim"} == {"i1"}


def test_what_is_no_label_goes_back_to_whoever_speaks_and_can_be_taken_back(talks: Study, heard: Heard) -> None:
    (talks.folder / "transcripts" / "talk-h.txt").write_text(NOTED.replace("Note", "Purpose"), "utf-8")
    talks.import_transcripts()
    followed = follow_labels(talks, labels_of(talks), {named(talks, "Purpose").id: "not a label"})
    after = followed.store.documents.get("talk-h")
    again = followed.import_transcripts(reread=True)
    back = follow_labels(followed, labels_of(followed), {named(followed, "Purpose").id: ""})

    assert "Purpose: and two nurses." in after.text
    assert {turn.speaker for turn in after.turns} == {"Dana", "Hana"}
    assert again.documents == (), "another import reads it alike"
    assert {turn.speaker for turn in back.store.documents.get("talk-h").turns} == {"Dana", "Hana", "Purpose"}


def test_a_file_that_is_not_at_hand_is_named(talks: Study, heard: Heard) -> None:
    (talks.folder / "elsewhere.txt").write_text(NOTED.replace("Note", "Purpose"), "utf-8")
    talks.import_transcripts(talks.folder / "elsewhere.txt")

    follow_labels(talks, labels_of(talks), {named(talks, "Purpose").id: "not a label"})

    assert any("elsewhere: its file elsewhere.txt is not in the folder transcripts" in each for each in heard.warnings)
    assert roles(talks, "Purpose") == {Role.OTHER}


def answer(path: Path, **answers: str) -> None:
    book = openpyxl.load_workbook(path)
    page = book["Labels"]
    headings = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        for label, meant in answers.items():
            if str(row[headings.index("Label")].value).startswith(label):
                row[headings.index("It is")].value = meant
    book.save(path)


def test_a_list_goes_out_and_comes_back_with_refused_rows_named(talks: Study, tmp_path: Path) -> None:
    path = tmp_path / "labels.xlsx"
    write_labels(talks, path)
    answer(path, Dana="Interviewer", Ivo="infromant", Jo="same as Kim")

    taken = read_labels(talks, path)
    again = read_labels(Study.open(talks.folder), path)

    assert [row.cells[1:] for row in taken.table.rows] == [
        ("Dana; DANA; Dr. Dana", "changed", "Interviewer"),
        ("Jo", "changed", "same as Kim"),
        ("Ivo", "refused", "infromant: neither a role nor an informant (did you mean informant?)"),
    ]
    assert taken.n_refused == again.n_refused == 1
    assert again.said == (f"{path}: 0 rows changed, 4 unchanged, 1 refused",)
    assert Study.open(talks.folder).settings.roles["*"]["Jo"] == "same as Kim"


def test_a_list_whose_taking_in_was_stopped_is_followed_when_given_again(
    talks: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "labels.xlsx"
    write_labels(talks, path)
    answer(path, Dana="other")
    monkeypatch.setattr(said, "assign_again", stop)
    with pytest.raises(KeyboardInterrupt):
        read_labels(talks, path)
    monkeypatch.undo()
    assert roles(talks, "Dana") == {Role.INTERVIEWER}

    with Study.open(talks.folder) as again:
        read_labels(again, path)
        assert roles(again, "Dana") == {Role.OTHER}


@pytest.mark.parametrize("answers", [{"Jo": "same as Jo"}, {"Jo": "same as Kim", "Kim": "same as Jo"}])
def test_labels_in_a_circle_are_refused_and_nothing_is_kept(
    answers: dict[str, str], talks: Study, tmp_path: Path
) -> None:
    write_labels(talks, tmp_path / "labels.xlsx")
    answer(tmp_path / "labels.xlsx", **answers)

    with pytest.raises(UsageError, match="is the same as itself"):
        read_labels(talks, tmp_path / "labels.xlsx")

    assert not Study.open(talks.folder).settings.roles


def test_no_word_of_an_interview_is_in_the_list(talks: Study) -> None:
    ticks = tick_list(talks, labels_of(talks))

    assert not any("tent" in cell or "stay" in cell for row in ticks.rows for cell in row.shown)


def test_a_list_of_another_study_or_over_a_file_is_refused(talks: Study, tmp_path: Path) -> None:
    path = tmp_path / "labels.xlsx"
    write_labels(talks, path)

    with pytest.raises(UsageError, match="there is such a file"):
        write_labels(talks, path)
    with (
        Study.create(tmp_path / "other", codebook="empty") as other,
        pytest.raises(ProjectError, match="another study"),
    ):
        read_labels(other, path)
