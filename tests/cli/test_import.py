"""Transcripts that are read again, corrected, split or misnamed."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest
import typer

from qualcode.model.coding import Anchor, Decision, Verdict
from qualcode.readers.roster import read_roster
from qualcode.review.anchors import make_anchor
from qualcode.store import Store
from tests.cli.conftest import Command
from tests.study.make import TRANSCRIPTS


def test_a_corrected_transcript_is_a_new_version(small: Path, qualcode: Command) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    corrected = TRANSCRIPTS["amira.txt"] + "Interviewer: Why?\nAmira: Nobody told us.\n"
    (small / "transcripts" / "amira.txt").write_text(corrected, encoding="utf-8")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert done.code == 0
    assert "amira: version 2: 2 passages as before, 0 changed, 2 new, 0 gone" in done.err
    assert "2 files already imported, unchanged" in done.err


def test_two_files_of_one_name_are_not_taken_for_versions(small: Path, qualcode: Command) -> None:
    (small / "transcripts" / "Amira.md").write_text("Interviewer: Who?\nAmira: I.\n", encoding="utf-8")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert done.code == 4
    assert "would be amira, as" in done.err
    assert "3 interviews imported" in done.err


def test_files_are_read_again_with_other_speakers_on_request(small: Path, qualcode: Command) -> None:
    path = small / "transcripts" / "basim.txt"
    path.write_text("host> And the roads?\nbasim> We pass two checkpoints.\n", encoding="utf-8")
    assert qualcode("import", path, "--project", small).code == 0

    same = qualcode("import", path, "--project", small, "--reread")
    done = qualcode("import", path, "--project", small, "--reparse", "--speakers", r"(\w+)>", "--format", "csv")

    assert "1 file already imported, unchanged" in same.err
    assert "basim: version 2" in done.err
    assert "host" in done.out


def test_a_file_of_several_interviews_is_split(small: Path, qualcode: Command) -> None:
    path = small / "all.txt"
    path.write_text("Interview 1\nI: Who?\nR: I.\n\nInterview 2\nI: Where?\nR: Here.\n", encoding="utf-8")

    done = qualcode("import", path, "--project", small, "--split", r"^Interview \d+")
    again = qualcode("import", path, "--project", small, "--split", r"^Interview \d+")

    assert done.code == 0
    assert "2 interviews imported" in done.err
    assert "0 interviews imported" in again.err


def test_an_unreadable_file_among_readable_ones_is_named(small: Path, qualcode: Command) -> None:
    (small / "transcripts" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))

    done = qualcode("import", small / "transcripts", "--project", small)

    assert done.code == 4
    assert "old.doc: is an old Word file" in done.err
    assert "save it as .docx" in done.err
    assert "3 interviews imported" in done.err


CHECKPOINTS = """\
Interviewer: And the checkpoints?
Amira: The first checkpoint is the worst of the three that we have to pass.
Interviewer: And the grants?
Amira: No grant was ever long enough for us to keep a midwife in the village.
"""
CORRECTED = """\
Interviewer: Good morning, and thank you.
Amira: You are welcome.
Interviewer: And the checkpoints?
Amira: The first checkpoint is the worst of the three that we have to pass.
Interviewer: And the grants?
Amira: No grant was ever enough for us to keep the midwife in that village.
"""


@pytest.fixture
def decided(small: Path, qualcode: Command) -> Path:
    """A study with two decisions on an interview that is corrected then; the correction is not imported yet."""
    path = small / "transcripts" / "amira.txt"
    path.write_text(CHECKPOINTS, "utf-8")
    assert qualcode("import", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    for suggestion in qualcode("suggestions", "--document", "amira", "--project", small, "-f", "json").cells:
        assert qualcode("decide", suggestion["id"], "accept", "--coder", "amal", "--project", small).code == 0
    path.write_text(CORRECTED, "utf-8")
    return small


def test_import_without_paths_reads_the_folder_of_transcripts(small: Path, qualcode: Command) -> None:
    assert "3 interviews imported" in qualcode("import", "--project", small).err


def test_passages_of_a_new_version_keep_their_ids(decided: Path, qualcode: Command) -> None:
    with Store.open(decided) as store:
        before = {segment.text: segment.id for segment in store.documents.segments("amira")}

    qualcode("import", "--project", decided)

    with Store.open(decided) as store:
        segments = store.documents.segments("amira")
    assert [segment.id for segment in segments] == ["amira:5", "amira:6", "amira:1", "amira:2", "amira:3", "amira:4"]
    assert {text: id for text, id in before.items() if "enough" not in text} == {
        segment.text: segment.id for segment in segments if segment.id in {"amira:1", "amira:2", "amira:3"}
    }


def test_decisions_are_looked_for_and_each_in_doubt_is_named(decided: Path, qualcode: Command) -> None:
    done = qualcode("import", "--project", decided)

    assert done.code == 0
    assert "amira: 2 decisions looked for in it: 1 moved, 1 edited" in done.err
    assert "1 decision does not count until somebody looks at it:\n  amira:4, funding (amal): edited" in done.err
    assert "midwife" not in done.err
    assert list((decided / "backups").glob("*-before-new-version.db"))


def test_a_decision_in_doubt_does_not_count_and_is_asked_again(decided: Path, qualcode: Command) -> None:
    qualcode("import", "--project", decided)

    table = json.loads(qualcode("frequencies", "--project", decided, "-f", "json").out)
    left = qualcode("suggestions", "--document", "amira", "--project", decided, "-f", "json").cells
    listed = qualcode("status", "--uncounted", "--project", decided, "-f", "json").cells

    assert [(row["where"], row["code"]) for row in left] == [("amira:4", "funding")]
    assert [(row["where"], row["code"], row["coder"]) for row in listed] == [("amira:4", "funding", "amal")]
    assert any(note.startswith("Not counted: 1 decision whose words were changed") for note in table["notes"])

    assert qualcode("decide", left[0]["id"], "accept", "--coder", "amal", "--project", decided).code == 0
    assert qualcode("status", "--uncounted", "--project", decided).err == "every decision counts\n"


def test_the_first_version_again_is_one_more_version(decided: Path, qualcode: Command) -> None:
    qualcode("import", "--project", decided)
    (decided / "transcripts" / "amira.txt").write_text(CHECKPOINTS, "utf-8")

    done = qualcode("import", "--project", decided)

    assert "amira: version 3" in done.err
    assert "2 decisions looked for in it: 2 exact" in done.err
    with Store.open(decided) as store:
        assert [segment.id for segment in store.documents.segments("amira")] == [
            "amira:1",
            "amira:2",
            "amira:3",
            "amira:4",
        ]


def test_decisions_are_found_again_when_a_file_is_read_with_other_speakers(small: Path, qualcode: Command) -> None:
    path = small / "transcripts" / "basim.txt"
    talk = "host % And the roads?\n\nbasim % We pass two checkpoints.\n\nhost % And?\n\nbasim % A grant.\n"
    path.write_text(talk, "utf-8")
    qualcode("import", path, "--project", small)
    qualcode("roles", "basim", "--project", small)
    with Store.open(small) as store:
        document, segments = store.documents.get("basim"), store.documents.segments("basim")
        words = next(segment for segment in segments if "checkpoints" in segment.text)
        start = document.text.index("We pass")
        anchor = make_anchor(document, words, start=start, end=start + len("We pass two checkpoints."))
        store.log.append(make_decision(anchor))

    done = qualcode("import", path, "--reparse", "--speakers", r"(\w+) %", "--project", small)

    assert "basim: version 2" in done.err
    assert "1 decision looked for in it: 1 moved" in done.err
    with Store.open(small) as store:
        assert [turn.speaker for turn in store.documents.get("basim").turns] == ["host", "basim"] * 2


def test_a_file_saved_again_with_the_same_words_is_no_new_version(small: Path, qualcode: Command) -> None:
    path = small / "transcripts" / "amira.txt"
    qualcode("import", path, "--project", small)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    done = qualcode("import", path, "--project", small)

    assert "1 file already imported, unchanged" in done.err


def test_passages_are_cut_anew_on_request_and_decisions_stay(small: Path, qualcode: Command) -> None:
    path = small / "transcripts" / "basim.txt"
    answer = "Every day we pass two checkpoints on the road to the village and two on the way back home. " * 4
    path.write_text(f"Interviewer: And the roads?\nBasim: {answer}\n", "utf-8")
    qualcode("import", path, "--project", small)
    qualcode("suggest", "--project", small)
    [suggestion] = qualcode("suggestions", "--project", small, "-f", "json").cells
    qualcode("decide", suggestion["id"], "accept", "--coder", "amal", "--project", small)
    with (small / "qualcode.toml").open("a", encoding="utf-8") as file:
        file.write("\n[segments]\nwords = 20\n")

    unasked = qualcode("import", path, "--project", small)
    done = qualcode("import", path, "--reread", "--project", small)

    assert "1 file already imported, unchanged" in unasked.err
    assert "basim: version 2" in done.err
    assert "1 decision looked for in it: 1 exact" in done.err
    assert qualcode("status", "--uncounted", "--project", small).err == "every decision counts\n"


def test_how_a_file_is_read_is_kept_for_its_next_version(small: Path, qualcode: Command) -> None:
    path = small / "transcripts" / "basim.txt"
    path.write_text("host> And the roads?\nbasim> We pass two checkpoints.\n", "utf-8")
    qualcode("import", path, "--speakers", r"(\w+)>", "--project", small)
    assert '[reading."basim.txt"]\nspeakers = "(\\\\w+)>"' in (small / "qualcode.toml").read_text("utf-8")

    again = qualcode("import", path, "--reread", "--project", small)
    path.write_text("host> And the roads?\nbasim> We pass three checkpoints.\n", "utf-8")
    done = qualcode("import", path, "--project", small, "-f", "json")

    assert "1 file already imported, unchanged" in again.err
    assert [row["interviewer"] for row in done.cells] == ["host"]


def test_a_file_split_after_it_was_imported_whole_is_told(small: Path, qualcode: Command) -> None:
    path = small / "all.txt"
    path.write_text("Interview 1\nI: Who?\nR: I.\n\nInterview 2\nI: Where?\nR: Here.\n", encoding="utf-8")
    qualcode("import", path, "--project", small)

    done = qualcode("import", path, "--split", r"^Interview \d+", "--project", small)

    assert "2 interviews imported" in done.err
    assert "all.txt: was imported whole before, as all" in done.err


def test_a_guess_of_who_speaks_asks_to_be_looked_at(small: Path, qualcode: Command) -> None:
    (small / "transcripts" / "basim.txt").write_text("Dana: And then?\nSami: It rained.\nDana: Why?\nSami: So.\n")

    done = qualcode("import", "--project", small)

    assert "look at basim: who speaks is a guess: Dana asks, Sami answers\n" in done.err
    assert "`qualcode roles basim --turns`" in done.err
    assert "a guess: Dana asks, Sami answers" in " ".join(done.out.split())


def test_what_reading_left_out_is_told_by_file_and_what_it_tidied_in_one_line(small: Path, qualcode: Command) -> None:
    hidden = "Interviewer: How?\r\nAmira: Sl\xadowly\u202e.\r\n"
    (small / "transcripts" / "amira.txt").write_bytes(hidden.encode())

    quiet = qualcode("import", "--project", small)
    (small / "transcripts" / "amira.txt").write_bytes(f"{hidden}Amira: Yes.\r\n".encode())
    done = qualcode("import", "--project", small, "--details")

    assert "amira.txt: 1 direction control dropped\n" in done.err
    assert "tidied: 3 line ends made alike, 1 soft hyphen dropped, 1 line with a repeated label" in done.err
    assert "amira.txt: 1 direction control dropped\n" in quiet.err
    assert "tidied" not in quiet.err


def test_questions_that_show_in_the_third_interview_are_the_interviewers_in_the_first(
    small: Path, qualcode: Command
) -> None:
    said = []
    for n in (1, 2, 3):
        form = f"Describe how you are funded\n\nBy donor number {n}, and only for this year, as always.\n"
        (small / f"form-{n}.txt").write_text(form, "utf-8")
        said.append(qualcode("import", small / f"form-{n}.txt", "--project", small).err)

    told = qualcode("roles", "form-1", "--project", small, "-f", "json").cells

    assert [row["role"] for row in told] == ["interviewer", "informant"]
    assert "form-1, form-2: who speaks is told otherwise now" in said[2]
    assert "told otherwise" not in said[0] + said[1]


def test_a_roster_that_was_filled_in_takes_effect_when_the_folder_is_imported_again(
    small: Path, qualcode: Command
) -> None:
    roster = (small / "informants.csv").read_text("utf-8")
    (small / "informants.csv").write_text(roster.splitlines()[0] + "\n", "utf-8")
    qualcode("import", "--project", small)
    (small / "informants.csv").write_text(roster, "utf-8")

    qualcode("import", "--project", small)

    told = qualcode("roles", "amira", "--project", small, "-f", "json").cells
    assert "nobody in the list" not in {row["informant"] for row in told}


def test_a_survey_is_told_in_one_line_and_whole_in_other_formats(small: Path, qualcode: Command) -> None:
    answers = "".join(f"r{n},We wait for the permit since {n} May.\n" for n in range(1, 21))
    (small / "survey.csv").write_text(f"id,What problems do you see with access?\n{answers}", "utf-8")

    done = qualcode("import", small / "survey.csv", "--project", small)
    again = qualcode("import", small / "survey.csv", "--reread", "--project", small)
    listed = qualcode("informants", "--project", small)

    assert "survey-…" in done.out
    assert "20 interviews in one file" in " ".join(done.out.split())
    assert "no row for 20 interviews (survey-r1, survey-r2, survey-r3, survey-r4, survey-r5 and 15 more)" in done.err
    assert "survey.csv: a row per informant, answers under 'What problems do you see with access?'\n" in done.err
    assert "0 interviews imported" in again.err
    assert "20 interviews in one file" in " ".join(listed.out.split())


@pytest.mark.parametrize("option", ["--split", "--speakers"])
@pytest.mark.parametrize(("pattern", "said"), [("(", "cannot be understood"), ("x*", "matches an empty line")])
def test_a_pattern_that_is_none_is_refused_once(
    small: Path, qualcode: Command, option: str, pattern: str, said: str
) -> None:
    done = qualcode("import", "--project", small, option, pattern)

    assert done.code == 2
    assert done.err.startswith(f"Error: {option}: the pattern {said}")
    assert done.err.count("pattern") == 1


def test_the_same_content_under_another_name_is_named_and_not_imported_twice(small: Path, qualcode: Command) -> None:
    folder = small / "transcripts"
    (folder / "basim copy.txt").write_bytes((folder / "basim.txt").read_bytes())

    done = qualcode("import", "--project", small)
    (folder / "later.txt").write_bytes((folder / "basim.txt").read_bytes())
    later = qualcode("import", "--project", small)

    assert "3 interviews imported" in done.err
    assert "basim copy.txt: holds the same as basim.txt, so it is not imported again" in done.err
    assert "later.txt: holds the same as basim.txt, so it is not imported again" in later.err


def test_a_conflicted_copy_or_a_correction_under_another_name_is_named(small: Path, qualcode: Command) -> None:
    def talk(word: str) -> str:
        turns = (f"Interviewer: And then?\nRespondent: In the {word} {n} we lost our grant.\n" for n in range(6))
        return "".join(turns)

    transcripts = small / "transcripts"
    (transcripts / "dana.txt").write_text(talk("month"), "utf-8")
    (transcripts / "dana-LAPTOP.txt").write_text(talk("month") + "Respondent: One more thing about it.\n", "utf-8")
    (transcripts / "emin.txt").write_text(talk("year"), "utf-8")

    said = qualcode("import", transcripts, "--project", small).err

    assert said.count("word for word") == 1
    assert "Warning: dana-laptop: says mostly what dana says" in said


def test_the_same_long_interview_in_another_format_is_a_copy(small: Path, qualcode: Command) -> None:
    talk = "Interviewer: And the roads?\n\nBasim: We pass two checkpoints on every single day of the week.\n\n" * 12
    (small / "transcripts" / "basim.txt").write_text(talk, "utf-8")
    (small / "transcripts" / "interview.md").write_text(talk.replace("Basim:", "**Basim:**"), "utf-8")

    done = qualcode("import", "--project", small)

    assert "3 interviews imported" in done.err
    assert "interview.md: holds the same as basim.txt, so it is not imported again" in done.err


def make_decision(anchor: Anchor) -> Decision:
    return Decision(
        id="d1",
        writer="",
        sequence=0,
        decided_at="",
        coder="amal",
        code_id="access",
        verdict=Verdict.ADD,
        anchor=anchor,
    )


def test_reports_and_review_sheets_are_no_interviews_wherever_they_were_put(
    sample: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    assert qualcode("review", "--to", "sheet.xlsx", "--coder", "ann").code == 0
    for ending in ("docx", "xlsx", "html"):
        shutil.copy(sample / "reports" / f"report.{ending}", sample / f"Findings 2026.{ending}")

    done = qualcode("import", ".")

    assert done.code == 0
    assert "0 interviews imported" in done.err
    (line,) = (line for line in done.err.splitlines() if line.startswith("left out, written by qualcode: "))
    named = line.partition(": ")[2].split(", ")
    assert {"sheet.xlsx", "Findings 2026.docx", "Findings 2026.xlsx", "Findings 2026.html"} <= set(named)


def test_what_was_imported_by_mistake_can_be_taken_out(small: Path, qualcode: Command) -> None:
    (small / "transcripts" / "minutes.txt").write_text("Chair: Good morning.\nAnn: Shall we?\n", encoding="utf-8")

    said = qualcode("import", "--project", small).err
    assert "no row for minutes" in said
    assert "what is no interview goes with `qualcode forget DOCUMENT`" in said
    assert qualcode("forget", "minutes", "--yes", "--project", small).code == 0

    assert "minutes" not in qualcode("status", "--project", small).out


@pytest.mark.parametrize(("answer", "documents"), [(True, 1), (False, 0)])
def test_at_a_terminal_the_first_turns_a_pattern_finds_are_shown_before_anything_is_stored(
    answer: bool, documents: int, small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small / "talk.txt"
    path.write_text("AA> How?\nBB> Slowly, with a grant.\n" * 15, "utf-8")
    monkeypatch.setattr("qualcode.cli.terminal.may_ask", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(typer, "confirm", lambda *_: answer)

    done = qualcode("import", path, "--speakers", r"(\w\w)>", "--project", small)

    assert "The first 20 of 30 turns of talk.txt" in done.out
    assert ("nothing was stored" in done.err) is not answer
    assert f"{documents} interview" in done.err or not answer
    assert ("talk" in qualcode("status", "--project", small).out) is answer


TWO = "\n\n".join(f"Interview {n}\nInterviewer: How?\nDana: {'We wait for the permit. ' * 8}{n}." for n in (1, 2, 3))


def test_a_file_of_several_interviews_is_told_and_how_to_part_it(small: Path, qualcode: Command) -> None:
    (small / "all.txt").write_text(TWO, "utf-8")

    done = qualcode("import", small / "all.txt", "--project", small)

    assert "look at all: holds 3 headings like 'Interview 1'; import it with --split \"^Interview \\d+\"" in done.err


@pytest.mark.parametrize(("answer", "n_interviews"), [("y\n", 3), ("n\n", 1)])
def test_at_a_terminal_import_asks_whether_to_part_it_and_keeps_that(
    small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch, answer: str, n_interviews: int
) -> None:
    (small / "all.txt").write_text(TWO, "utf-8")
    monkeypatch.setattr("qualcode.cli.terminal.may_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))

    done = qualcode("import", small / "all.txt", "--project", small)

    assert "all.txt looks like 3 interviews, with headings like 'Interview 1'. Read them one by one?" in done.err
    assert f"{n_interviews} interview{'s' if n_interviews > 1 else ''} imported" in done.err
    settings = (small / "qualcode.toml").read_text("utf-8")
    assert ("Interview" in settings) is (n_interviews == 3)


def test_run_parts_the_files_that_have_such_headings(small: Path, tmp_path: Path, qualcode: Command) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "all.txt").write_text(TWO, "utf-8")
    (folder / "one.txt").write_text("Interviewer: How?\nDana: We wait.\n", "utf-8")
    options = ["--codebook", small / "codebook.yaml", "--split", r"^Interview \d+"]

    done = qualcode("run", folder, folder / "all.txt", *options, "--out", tmp_path / "out")

    assert "4 interviews imported" in done.err
    rows = read_roster(tmp_path / "out" / "informants.xlsx", strict=False).appearances
    assert {"all-interview-1", "all-interview-3", "one"} <= {row.informant_id for row in rows}
