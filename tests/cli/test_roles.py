"""Who is who, shown and put right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.store import Store
from tests.cli.conftest import Command
from tests.readers.files import pdf

TALK = (
    "Dana: What about the grant?\nSam: The grant ended.\nDana: And then?\nSam: Then the donor left, and nobody came.\n"
)


@pytest.fixture
def talk(small: Path, qualcode: Command) -> Path:
    """A study of one interview, suggested, with a decision on Sam's first answer."""
    (small / "informants.csv").write_text("informant_id,informant_type,document\nki-1,CSO,talk.txt\n", "utf-8")
    (small / "talk.txt").write_text(TALK, "utf-8")
    assert qualcode("import", small / "talk.txt", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    first = qualcode("suggestions", "--project", small, "-f", "json").cells[0]
    assert qualcode("decide", first["id"], "accept", "--coder", "amal", "--project", small).code == 0
    return small


def test_each_speaker_is_shown_with_role_turns_and_reason(talk: Path, qualcode: Command) -> None:
    rows = qualcode("roles", "--project", talk, "-f", "json").cells

    assert [tuple(row.values()) for row in rows] == [
        ("talk", "Dana", "interviewer", "", 2, 6, "asks the questions"),
        ("talk", "Sam", "informant", "ki-1", 2, 10, "answers"),
    ]


def test_a_correction_moves_roles_and_suggestions_and_nothing_else(talk: Path, qualcode: Command) -> None:
    with Store.open(talk) as store:
        before = store.documents.get("talk"), store.documents.segments("talk"), tuple(store.log.decisions())

    done = qualcode("roles", "talk", "sam=interviewer", "Dana=KI-1", "--project", talk, "-f", "json")

    assert [(row["speaker"], row["role"], row["informant"]) for row in done.cells] == [
        ("Dana", "informant", "ki-1"),
        ("Sam", "interviewer", ""),
    ]
    assert '[roles.talk]\nSam = "interviewer"\nDana = "ki-1"\n' in (talk / "qualcode.toml").read_text("utf-8")
    with Store.open(talk) as store:
        after = store.documents.get("talk"), store.documents.segments("talk"), tuple(store.log.decisions())
        suggested = [suggestion.segment_id for suggestion in store.suggestions.of("talk")]
    assert (after[0].text, after[1], after[2]) == (before[0].text, before[1], before[2])
    assert suggested == ["talk:1"]


def test_decisions_on_what_became_the_interviewers_stop_counting_and_are_listed(talk: Path, qualcode: Command) -> None:
    done = qualcode("roles", "talk", "Sam=interviewer", "Dana=ki-1", "--project", talk)
    table = json.loads(qualcode("frequencies", "--project", talk, "-f", "json").out)
    listed = qualcode("status", "--uncounted", "--project", talk, "-f", "json")

    assert "talk:2" in done.out
    assert "its words are no informant's" in done.out
    assert any(note.startswith("Not counted: 1 decision on words that are no informant's") for note in table["notes"])
    assert [(row["where"], row["code"]) for row in listed.cells] == [("talk:2", "funding")]
    assert "ended" not in listed.out + done.out


def test_a_correction_taken_back_counts_the_decisions_again(talk: Path, qualcode: Command) -> None:
    qualcode("roles", "talk", "Sam=interviewer", "Dana=ki-1", "--project", talk)

    qualcode("roles", "talk", "Sam=", "Dana=", "--project", talk)

    done = qualcode("status", "--uncounted", "--project", talk)
    assert (done.out, done.err) == ("", "every decision counts\n")


def test_a_label_is_put_right_in_all_interviews_at_once(small: Path, qualcode: Command) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0

    done = qualcode("roles", "*", "Interviewer=other", "--project", small, "-f", "json")

    assert [row["role"] for row in done.cells if row["speaker"] == "Interviewer"] == ["other"] * 3
    assert '[roles."*"]\nInterviewer = "other"' in (small / "qualcode.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tlk"], "did you mean talk?"),
        (["talk", "Samm=interviewer"], "did you mean Sam?"),
        (["talk", "Sam=ki-2"], "did you mean ki-1?"),
        (["talk", "Sam"], 'write "Sam"=interviewer'),
        (["Sam=interviewer"], "name it before the speakers"),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_changes(
    arguments: list[str], said: str, talk: Path, qualcode: Command
) -> None:
    before = (talk / "qualcode.toml").read_bytes()

    done = qualcode("roles", *arguments, "--project", talk)

    assert done.code == 2
    assert said in done.err
    assert (talk / "qualcode.toml").read_bytes() == before


def test_turns_of_nobody_in_the_list_are_told_under_the_table(small: Path, qualcode: Command) -> None:
    roster = "informant_id,informant_type,document,speaker\na,CSO,amira.txt,Amira\nb,CSO,group.txt,P1\n"
    (small / "informants.csv").write_text(roster, "utf-8")
    (small / "transcripts" / "group.txt").write_text(
        "Interviewer: Grants?\nP1: No grant.\nP2: One grant.\nInterviewer: And?\nP2: No.\n", "utf-8"
    )
    qualcode("import", small / "transcripts" / "amira.txt", small / "transcripts" / "group.txt", "--project", small)
    qualcode("suggest", "--project", small)

    table = json.loads(qualcode("frequencies", "--project", small, "-f", "json").out)

    assert any(note.startswith("Not counted: 2 turns in 1 interview of informants whom") for note in table["notes"])


def test_a_misspelled_role_in_the_settings_is_named(talk: Path, qualcode: Command) -> None:
    with (talk / "qualcode.toml").open("a", encoding="utf-8") as file:
        file.write('\n[roles.talk]\nSam = "interviwer"\n')

    done = qualcode("informants", "--project", talk)

    assert "roles.talk: Sam: interviwer is neither a role nor an informant" in done.err


NOTES = "Where do grants come from\n\nFrom one donor.\n\nAnd then the donor left\n\nNobody came after.\n"


@pytest.fixture
def notes(small: Path, qualcode: Command) -> Path:
    """A study of notes without labels."""
    (small / "informants.csv").write_text("informant_id,informant_type,document\nki-1,CSO,notes.txt\n", "utf-8")
    (small / "notes.txt").write_text(NOTES, "utf-8")
    assert qualcode("import", small / "notes.txt", "--project", small).code == 0
    return small


def test_single_turns_are_shown_and_put_right(notes: Path, qualcode: Command) -> None:
    qualcode("roles", "notes", "notes:1=interviewer", "notes:4=other", "--project", notes)

    turns = qualcode("roles", "notes", "--turns", "--project", notes, "-f", "json").cells

    assert [(row["where"], row["role"], row["informant"]) for row in turns] == [
        ("notes:1", "interviewer", ""),
        ("notes:2", "informant", "ki-1"),
        ("notes:3", "informant", "ki-1"),
        ("notes:4", "other", ""),
    ]
    assert '[roles.notes]\n"notes:1" = "interviewer"' in (notes / "qualcode.toml").read_text("utf-8")


def test_a_single_turn_stays_put_right_in_a_corrected_transcript(notes: Path, qualcode: Command) -> None:
    qualcode("roles", "notes", "notes:3=interviewer", "--project", notes)
    (notes / "notes.txt").write_text(f"A line from before.\n\n{NOTES}", "utf-8")

    qualcode("import", notes / "notes.txt", "--project", notes)

    turns = qualcode("roles", "notes", "--turns", "--project", notes, "-f", "json").cells
    assert [row["where"] for row in turns if row["role"] == "interviewer"] == ["notes:3"]
    assert next(row["words"] for row in turns if row["where"] == "notes:3") == "And then the donor left"


def test_corrections_stay_when_the_same_run_is_made_again(small: Path, tmp_path: Path, qualcode: Command) -> None:
    files = [small / "transcripts", "--codebook", small / "codebook.yaml", "--informants", small / "informants.csv"]
    assert qualcode("run", *files, "--out", tmp_path / "out").code == 0
    qualcode("roles", "basim", "Basim=other", "--project", tmp_path / "out")

    again = qualcode("run", *files, "--out", tmp_path / "out")

    assert again.code == 0
    roles = qualcode("roles", "basim", "--project", tmp_path / "out", "-f", "json").cells
    assert [row["role"] for row in roles if row["speaker"] == "Basim"] == ["other"]


def test_a_correction_reaches_the_earlier_versions_too(talk: Path, qualcode: Command) -> None:
    (talk / "talk.txt").write_text(TALK + "Dana: I see.\n", "utf-8")
    assert "version 2" in qualcode("import", talk / "talk.txt", "--project", talk).err

    qualcode("roles", "talk", "Sam=interviewer", "Dana=ki-1", "--project", talk)

    with Store.open(talk) as store:
        said = [{turn.speaker: turn.informant_id for turn in one.turns} for one in store.documents.versions("talk")]
    assert said == [{"Dana": "ki-1", "Sam": None}] * 2


def test_two_people_with_one_row_are_told_until_each_has_one(small: Path, qualcode: Command) -> None:
    talk = "Interviewer: How is it?\nInterviewee 1: Short grants.\nInterviewee 2: No donor came.\n"
    (small / "transcripts" / "amira.txt").write_text(talk, encoding="utf-8")

    said = " ".join(qualcode("import", "--project", small).err.split())
    roster = small / "informants.csv"
    heading = "informant_id,informant_type,document,speaker\n"
    rows = f"{heading}amira,CSO,amira.txt,Interviewee 1\nada,CSO,amira.txt,Interviewee 2\n"
    roster.write_text(rows, encoding="utf-8")

    assert "amira: 2 people speak as informants (Interviewee 1, Interviewee 2), counted as one" in said
    assert 'if they are one: `qualcode roles amira "Interviewee 2"="same as Interviewee 1"`' in said
    assert "speak as informants" not in qualcode("informants", "--project", small).err


def test_two_labels_said_to_be_one_person_are_told_no_more(small: Path, qualcode: Command) -> None:
    talk = "Interviewer: How is it?\nInterviewee 1: Short grants.\nInterviewee 2: No donor came.\n"
    (small / "transcripts" / "amira.txt").write_text(talk, encoding="utf-8")
    qualcode("import", "--project", small)
    before = qualcode("informants", "--project", small).err

    qualcode("roles", "amira", "Interviewee 2=same as Interviewee 1", "--project", small)

    assert "speak as informants" in before
    assert "speak as informants" not in qualcode("informants", "--project", small).err


def test_one_person_under_two_spellings_and_an_interpreter_are_not_two(small: Path, qualcode: Command) -> None:
    talk = "Interviewer: How is it?\nAmira: Short grants.\nInterpreter: She says, short.\nAMIRA: No donor came.\n"
    (small / "transcripts" / "amira.txt").write_text(talk, encoding="utf-8")

    assert "speak as informants" not in qualcode("import", "--project", small).err


def test_what_was_left_out_is_shown_after_the_import_and_all_of_it_on_request(small: Path, qualcode: Command) -> None:
    said = "We went on with what was left of the money."
    pages = [["Health study", "I: How?", f"R: {each} {said}", f"Page {n}"] for n, each in enumerate("abcde", start=1)]
    (small / "kii.pdf").write_bytes(pdf(*pages))

    done = qualcode("import", small / "kii.pdf", "--project", small)

    assert "kii.pdf: left out: “Health study”, “Page 1”\n" in done.err
    assert "`qualcode roles kii --left-out` shows all" in done.err
    shown = qualcode("roles", "kii", "--left-out", "--project", small, "-f", "json").cells
    assert [row["line"] for row in shown] == [line for n in range(1, 6) for line in ("Health study", f"Page {n}")]
    assert qualcode("roles", "kii", "--left-out", "--turns", "--project", small).code == 2
