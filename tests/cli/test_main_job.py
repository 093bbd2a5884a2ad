"""From files to figures and back, command by command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, Command, Done


def _rows(done: Done) -> list[dict[str, Any]]:
    """The cells of each row, from a result written as JSON."""
    return [{"key": row["key"], **row["cells"]} for row in json.loads(done.out)["rows"]]


def test_import_shows_who_was_understood_to_speak(small: Path, qualcode: Command) -> None:
    done = qualcode("import", small / "transcripts", "--project", small, "--format", "json")

    assert done.code == 0
    rows = {row["document"]: row for row in _rows(done)}
    assert list(rows) == ["amira", "basim", "carol"]
    assert rows["amira"]["interviewer"] == "Interviewer"
    assert rows["amira"]["informant"] == "Amira"
    assert "3 interviews imported" in done.err


def test_importing_again_changes_nothing(coded: Path, qualcode: Command) -> None:
    done = qualcode("import", coded / "transcripts", "--project", coded)

    assert done.code == 0
    assert "3 files already imported, unchanged" in done.err
    assert "0 interviews imported" in done.err


def test_one_unreadable_file_is_named_and_the_others_are_imported(small: Path, qualcode: Command) -> None:
    (small / "transcripts" / "broken.docx").write_bytes(b"PK\x03\x04 not really")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert done.code == 4
    assert "broken.docx" in done.err
    assert "3 interviews imported" in done.err
    assert "1 file could not be read" in done.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("basim,CSO,basim.txt\n", "basim,CSO,basim.txt\ndalia,CSO,dalia.txt\n"), "dalia"),
        (("basim,CSO,basim.txt\n", ""), "basim"),
        (("basim,CSO,basim.txt\n", "basim,CS0,basim.txt\n"), "CSO"),
    ],
    ids=["a row without a transcript", "a transcript without a row", "a type misspelled"],
)
def test_roster_and_transcripts_that_do_not_fit_are_named(
    change: tuple[str, str], said: str, small: Path, qualcode: Command
) -> None:
    roster = small / "informants.csv"
    roster.write_text(roster.read_text("utf-8").replace(*change), "utf-8")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert "Warning" in done.err
    assert said in done.err


def test_speakers_the_roster_does_not_know_are_named(small: Path, qualcode: Command) -> None:
    talk = "Interviewer: Hello?\nDalia: We have a grant.\nEman: Not us.\nDalia: It ends soon.\n"
    (small / "transcripts" / "group.txt").write_text(talk, "utf-8")
    with (small / "informants.csv").open("a", encoding="utf-8") as roster:
        roster.write("dalia,CSO,group.txt\nemad,CSO,group.txt\n")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert "group: informant turns of nobody in the list of informants: 1 (Eman)" in done.err
    assert "or take out a row that is there by mistake (dalia, emad)" in done.err


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("cso-9,CSO,talk.txt,Hevin\n", "talk: cso-9 says nothing in it: no words are found under the label 'Hevin'"),
        ("cso-9,CSO,talk.txt,Dalia\n", ""),
    ],
)
def test_who_the_roster_names_and_nobody_hears_is_named(row: str, said: str, small: Path, qualcode: Command) -> None:
    talk = "Interviewer: Hello?\nDalia: We have a grant.\nInterviewer: And then?\nDalia: It ends soon.\n"
    (small / "transcripts" / "talk.txt").write_text(talk, "utf-8")
    roster = small / "informants.csv"
    heading, *rows = roster.read_text("utf-8").splitlines()
    assert "speaker" not in heading
    roster.write_text("\n".join([f"{heading},speaker", *(f"{each}," for each in rows), row]), "utf-8")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert said in done.err
    assert bool(said) == ("says nothing" in done.err)


def test_an_interview_without_an_informant_is_named(small: Path, qualcode: Command) -> None:
    talk = "Interviewer: Hello?\nModerator: Shall we begin?\nInterviewer: And then?\nModerator: Let us stop.\n"
    (small / "transcripts" / "talk.txt").write_text(talk, "utf-8")
    with (small / "informants.csv").open("a", encoding="utf-8") as roster:
        roster.write("dalia,CSO,talk.txt\n")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert "talk: nobody in it is taken for an informant" in done.err


def test_a_corrected_roster_takes_effect_without_importing_again(coded: Path, qualcode: Command) -> None:
    roster = coded / "informants.csv"
    roster.write_text(roster.read_text("utf-8").replace("carol,UN agency", "carol,CSO"), "utf-8")

    done = qualcode("informants", "--project", coded)

    assert done.code == 0
    assert "3 CSO" in done.out
    columns = json.loads(qualcode("frequencies", "--project", coded, "--format", "json").out)["columns"]
    assert [column["label"] for column in columns][1:3] == ["CSO (n = 3)", "Total (n = 3)"]


def test_informants_are_counted_and_interviewers_are_not(coded: Path, qualcode: Command) -> None:
    done = qualcode("frequencies", "--project", coded, "--format", "json")

    assert done.code == 0
    # The interviewers ask everyone about grants or checkpoints; that counts for nobody.
    totals = {row["key"]: row["total.n_informants"]["value"] for row in _rows(done)}
    assert (totals["funding"], totals["short_term"], totals["access"]) == (2, 1, 1)
    assert "not reviewed" in json.loads(done.out)["title"]


def test_a_row_without_a_transcript_is_in_no_denominator(coded: Path, qualcode: Command) -> None:
    with (coded / "informants.csv").open("a", encoding="utf-8") as roster:
        roster.write("dalia,CSO,dalia.txt\n")
    qualcode("informants", "--project", coded)

    (funding, *_) = _rows(qualcode("frequencies", "--project", coded, "--format", "json"))

    assert funding["total.n_informants"]["of"] == 3


def test_every_figure_leads_back_to_the_words(coded: Path, qualcode: Command) -> None:
    listed = _rows(qualcode("frequencies", "--project", coded, "--format", "json"))
    (funding,) = [row for row in listed if row["key"] == "funding"]

    done = qualcode("trace", funding["total.n_informants"]["figure"], "--project", coded, "--format", "json")

    traced = _rows(done)
    assert {row["informant"] for row in traced} == {"amira", "carol"}
    assert any("our last short grant" in row["words"].lower() for row in traced)


def test_an_unknown_figure_is_refused_with_the_place_where_ids_are_listed(coded: Path, qualcode: Command) -> None:
    done = qualcode("trace", "F-aaaaaaaaaa", "--project", coded)

    assert (done.code, done.out) == (2, "")
    assert "--ids" in done.err


def test_suggesting_again_says_what_changed(coded: Path, qualcode: Command) -> None:
    assert "0 new, 0 no longer made" in qualcode("suggest", "--project", coded).err
    codebook = coded / "codebook.yaml"
    codebook.write_text(codebook.read_text("utf-8").replace("[checkpoint]", "[checkpoint, medicine]"), "utf-8")
    assert "0 new, 0 no longer made" in qualcode("suggest", "--project", coded).err
    codebook.write_text(codebook.read_text("utf-8").replace("[checkpoint, medicine]", "[barrier]"), "utf-8")
    assert "0 new, 1 no longer made" in qualcode("suggest", "--project", coded).err


def test_quotes_are_the_informants_words_with_attribution(coded: Path, qualcode: Command) -> None:
    done = qualcode("quotes", "--project", coded, "--code", "access", "--format", "json")

    (row,) = _rows(done)
    assert row["quote"] == "“We pass two checkpoints every day with the medicines.”"
    assert row["attribution"].startswith("– ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quotes", "--code", "acess"], "did you mean access?"),
        (["quotes", "--type", "SCO"], "did you mean CSO?"),
        (["frequencies", "--by", "sized"], "sized"),
        (["import", "nowhere"], "nowhere"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest_known(
    arguments: list[str], said: str, coded: Path, qualcode: Command
) -> None:
    done = qualcode(*arguments, "--project", coded)

    assert done.code in (2, 4)
    assert said in done.err


def test_status_says_what_is_left_and_what_to_do_next(small: Path, qualcode: Command) -> None:
    assert "qualcode import" in qualcode("status", "--project", small).out
    qualcode("import", small / "transcripts", "--project", small)
    assert "qualcode suggest" in qualcode("status", "--project", small).out
    qualcode("suggest", "--project", small)
    done = qualcode("status", "--project", small, "--format", "json")
    total = _rows(done)[-1]
    assert (total["suggestions"], total["decided"]) == (total["left"], 0)


def test_outside_a_study_the_next_step_is_named(
    tmp_path: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    done = qualcode("status")

    assert done.code == 3
    assert "qualcode init DIR" in done.err


def test_a_study_is_found_from_a_folder_inside_it(
    coded: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(coded / "transcripts")

    assert qualcode("status").code == 0


def test_init_leaves_what_is_there(small: Path, qualcode: Command) -> None:
    before = (small / "codebook.yaml").read_bytes()

    done = qualcode("init", small, "--no-input")

    assert done.code == 0
    assert (small / "codebook.yaml").read_bytes() == before


def test_files_are_their_owners_alone(coded: Path) -> None:
    assert (coded / "project.db").stat().st_mode & 0o077 == 0


def test_the_demo_shows_the_five_themes_and_what_to_try_next(sample: Path, qualcode: Command) -> None:
    done = qualcode("frequencies", "--project", sample, "--by", "side")

    assert done.code == 0
    for theme in ("Funding", "Access", "Coordination", "turnover", "burden"):
        assert theme in done.out
    assert "International" in done.out


def test_no_words_of_an_interview_reach_stderr(small: Path, tmp_path: Path, qualcode: Command) -> None:
    canary = "Zarathustrian"
    for path in (small / "transcripts").iterdir():
        more = f"Interviewer: Who is {canary}?\nAmira: {canary} took the grant.\n"
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    (small / "transcripts" / "odd.csv").write_text(f"a,b\n{canary},{canary}\n", "utf-8")
    said = ""
    for command in (
        ["import", small / "transcripts"],
        ["suggest"],
        ["status"],
        ["informants"],
        ["trace", "F-aaaaaaaaaa"],
        ["doctor"],
    ):
        said += qualcode(*command, "--project", small).err

    assert canary not in said


def test_doctor_says_what_is_installed(qualcode: Command, small: Path) -> None:
    done = qualcode("doctor", "--project", small)

    assert done.code == 0
    assert "English model" in done.out
    assert "whole, 0 interviews" in done.out


def test_a_read_only_study_can_be_read(coded: Path, qualcode: Command, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(coded, tmp_path / "copy"))
    (copy / "project.db").chmod(0o400)
    copy.chmod(0o500)
    try:
        assert qualcode("frequencies", "--project", copy).code == 0
        assert qualcode("quotes", "--project", copy).code == 0
    finally:
        copy.chmod(0o700)


def test_the_sample_folder_explains_itself() -> None:
    assert "synthetic" in (ROOT / "transcripts_sample" / "README.md").read_text("utf-8").lower()


def test_patterns_without_a_model_are_left_out_and_one_line_says_so(
    small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    codebook = small / "codebook.yaml"
    lemma = "    patterns: [[{LEMMA: lack}, {LOWER: money}]]\n    terms: [checkpoint]"
    codebook.write_text(codebook.read_text("utf-8").replace("    terms: [checkpoint]", lemma), "utf-8")
    monkeypatch.setattr("qualcode.suggesters.rules.language_model.MODELS", ())
    qualcode("import", small / "transcripts", "--project", small)

    done = qualcode("suggest", "--project", small)

    assert done.code == 0
    (line,) = [line for line in done.err.splitlines() if "model" in line]
    assert "access" in line
    assert "qualcode[en]" in line


def test_a_codebook_without_patterns_does_not_wait_for_spacy(coded: Path) -> None:
    script = (
        "import sys; from qualcode.cli.app import run;"
        f"code = run(['suggest', '--project', {str(coded)!r}]); print(code, 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout == "0 False\n"


def test_before_any_interview_a_draft_says_what_comes_first(small: Path, qualcode: Command) -> None:
    assert (
        "no interviews yet: `qualcode import transcripts`" in qualcode("informants", "--draft", "--project", small).err
    )


def test_rows_are_drafted_for_interviews_the_list_lacks(small: Path, qualcode: Command) -> None:
    roster = small / "informants.csv"
    rows = roster.read_text(encoding="utf-8").splitlines()
    roster.write_text("\n".join(rows[:-1]), encoding="utf-8")
    imported = qualcode("import", small / "transcripts", "--project", small)

    done = qualcode("informants", "--draft", "--project", small)

    assert "1 rows added" not in done.err
    assert "nobody's words in it are counted" in imported.err
    assert roster.read_text(encoding="utf-8-sig").splitlines()[: len(rows) - 1] == rows[:-1]
    assert "carol" in roster.read_text(encoding="utf-8-sig").splitlines()[-1]


def test_tables_of_nobody_are_refused_with_the_remedy(small: Path, qualcode: Command) -> None:
    (small / "informants.csv").write_text("informant_id,informant_type,document\n", encoding="utf-8")
    qualcode("import", small / "transcripts", "--project", small)
    qualcode("suggest", "--project", small)

    done = qualcode("frequencies", "--project", small)

    assert done.code == 3
    assert "nobody can be counted" in done.err
    assert "--draft" in done.err


def test_the_demo_leaves_the_interviews_it_read_beside_its_figures(sample: Path, qualcode: Command) -> None:
    listed = _rows(qualcode("status", "--project", sample, "--format", "json"))

    read = {Path(row["document"]).stem for row in listed} - {"Total"}
    assert {path.stem for path in (sample / "transcripts").iterdir()} == read
    assert "0 interviews imported" in qualcode("import", "--project", sample).err
