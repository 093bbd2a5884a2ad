"""Whom the figures of a study count: rounds, corrected lists, people left out, what waits for review."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

ROUNDS = """\
informant_id,informant_type,document,round
amira,CSO,amira.txt,1
amira,CSO,amira-again.txt,2
basim,CSO,basim.txt,1
basim,CSO,basim-again.txt,2
carol,UN agency,Carol.TXT,1
"""


@pytest.fixture
def study(small: Path, qualcode: Command) -> Path:
    """Three interviews, suggestions made, groups of any size shown."""
    settings = small / "qualcode.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[privacy]\nminimum_cell = 1\n", "utf-8")
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    return small


@pytest.fixture
def rounds(study: Path, qualcode: Command) -> Path:
    """Amira was heard twice; Basim's second interview is in the list, and not imported."""
    (study / "informants.csv").write_text(ROUNDS, "utf-8")
    again = study / "transcripts" / "amira-again.txt"
    again.write_text("Interviewer: And now?\nAmira: We wait at the checkpoint again, day after day.\n", "utf-8")
    assert qualcode("import", study / "transcripts", "--project", study, "--no-input").code == 0
    assert qualcode("suggest", "--project", study).code == 0
    return study


def table(qualcode: Command, study: Path, *arguments: object) -> dict[str, Any]:
    done = qualcode(*arguments, "--project", study, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def counts(found: dict[str, Any], column: str = "total.n_informants") -> dict[str, str]:
    """Per theme what a column says, with what stands beside it."""
    said = {}
    for row in found["rows"]:
        cell = row["cells"][column]
        said[row["key"]] = f"{cell['shown']} ({cell['beside']})" if cell.get("beside") else cell["shown"]
    return said


def test_interviews_are_known_by_the_file_names_of_the_list(rounds: Path, qualcode: Command) -> None:
    by_round = table(qualcode, rounds, "frequencies", "--by", "round")
    second = table(qualcode, rounds, "frequencies", "--where", "round=2")
    one = table(qualcode, rounds, "frequencies", "--where", "document=amira-again")
    compared = table(qualcode, rounds, "compare", "type=CSO", "type=UN agency", "--where", "round=1")
    matrix = table(qualcode, rounds, "matrix", "--where", "round=1")

    assert counts(by_round, "1.n_informants") == {
        "funding": "2 of 3",
        "short_term": "1 of 3",
        "access": "1 of 3",
        "*": "3 of 3",
    }
    assert counts(by_round, "2.n_informants")["access"] == "1 of 1"
    assert (
        counts(second)
        == counts(one)
        == {"funding": "0 of 1", "short_term": "0 of 1", "access": "1 of 1", "*": "1 of 1"}
    )
    assert counts(compared, "CSO.n_informants")["funding"] == "1 of 2"
    assert [row["key"] for row in matrix["rows"]] == ["amira:amira", "basim:basim", "carol:carol"]


def test_nobody_is_silent_in_an_interview_that_is_not_imported(rounds: Path, qualcode: Command) -> None:
    second = table(qualcode, rounds, "frequencies", "--where", "round=2")

    assert [column["label"] for column in second["columns"][1:3]] == ["CSO (n = 1)", "Total (n = 1)"]


def test_interviews_without_dates_are_held_in_the_order_of_the_list(rounds: Path, qualcode: Command) -> None:
    held = table(qualcode, rounds, "saturation")

    assert [row["key"] for row in held["rows"]] == ["amira", "amira-again", "basim", "carol"]


def accept_all(qualcode: Command, study: Path) -> None:
    listed = json.loads(qualcode("suggestions", "--project", study, "--format", "json").out)["rows"]
    for row in listed:
        assert qualcode("decide", row["key"], "accept", "--coder", "amal", "--project", study).code == 0


def read_everything(qualcode: Command, study: Path) -> None:
    """Amal reads the passage of each interview, and codes nothing more."""
    rows = [f"{document},2,,amal" for document in ("amira", "basim", "carol")]
    codings = study / "codings.csv"
    codings.write_text("\n".join(["document,passage,code,coder", *rows]), "utf-8")
    assert qualcode("merge", codings, "--project", study).code == 0


def test_whoever_was_coded_with_a_code_that_was_split_is_not_silent_on_its_parts(
    study: Path, qualcode: Command
) -> None:
    accept_all(qualcode, study)
    split = ["codebook", "split", "access", "roads", "gates", "--term", "gates=gate", "--term", "roads=road"]
    assert qualcode(*split, "--project", study).code == 0

    found = counts(table(qualcode, study, "frequencies"))
    assert (found["roads"], found["gates"]) == ("0 of 2 (1 not reviewed)", "0 of 2 (1 not reviewed)")

    place = json.loads(qualcode("suggestions", "--recode", "--project", study, "--format", "json").out)["rows"][0][
        "key"
    ]
    assert place
    assert qualcode("decide", "basim:2", "add", "--code", "roads", "--coder", "amal", "--project", study).code == 0
    found = counts(table(qualcode, study, "frequencies"))
    assert (found["roads"], found["gates"]) == ("1 of 3", "0 of 3")


def test_whoever_was_coded_on_words_that_were_changed_since_is_not_silent(study: Path, qualcode: Command) -> None:
    accept_all(qualcode, study)
    assert qualcode("decide", "carol:2", "add", "--code", "access", "--coder", "amal", "--project", study).code == 0
    assert counts(table(qualcode, study, "frequencies"))["access"] == "2 of 3"
    transcript = study / "transcripts" / "carol.txt"
    transcript.write_text(transcript.read_text("utf-8").replace("only have to ask", "only need to ask"), "utf-8")
    assert qualcode("import", transcript, "--project", study, "--no-input").code == 0
    assert qualcode("suggest", "--project", study).code == 0

    assert counts(table(qualcode, study, "frequencies"))["access"] == "1 of 2 (1 not reviewed)"


def test_nobody_is_silent_on_a_new_code_before_somebody_looked_for_it(study: Path, qualcode: Command) -> None:
    accept_all(qualcode, study)
    added = ["codebook", "add", "gender", "--name", "Gender", "--definition", "Women and men."]
    assert qualcode(*added, "--project", study).code == 0

    found = table(qualcode, study, "frequencies")
    assert counts(found)["gender"] == "– (3 not reviewed)"
    assert any("Nothing is suggested for Gender" in note for note in found["notes"])

    read_everything(qualcode, study)
    assert counts(table(qualcode, study, "frequencies"))["gender"] == "0 of 3"


def test_what_was_read_stays_read_when_a_code_is_renamed(study: Path, qualcode: Command) -> None:
    settings = study / "qualcode.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[counting]\nreviewed = "read"\n', "utf-8")
    accept_all(qualcode, study)
    read_everything(qualcode, study)
    assert counts(table(qualcode, study, "frequencies"))["access"] == "1 of 3"

    book = study / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("id: access", "id: reach"), "utf-8")
    assert qualcode("codebook", "merge", "access", "reach", "--project", study).code == 0
    assert qualcode("suggest", "--project", study).code == 0
    assert counts(table(qualcode, study, "frequencies"))["reach"] == "1 of 3"


def test_whoever_is_left_out_stays_so_however_the_list_writes_the_id(study: Path, qualcode: Command) -> None:
    assert qualcode("exclude", "CAROL", "--reason", "a pilot", "--project", study).code == 0
    left = table(qualcode, study, "frequencies")
    assert counts(left)["funding"] == "1 of 2"
    assert not any("Not counted" in note for note in left["notes"])
    assert "1 informant left out of the counts: a pilot." in left["notes"]

    roster = study / "informants.csv"
    roster.write_text(roster.read_text("utf-8").replace("carol,", "Carol,"), "utf-8")
    assert qualcode("informants", "--project", study).code == 0
    assert counts(table(qualcode, study, "frequencies"))["funding"] == "1 of 2"

    assert qualcode("exclude", "Carol", "--undo", "--project", study).code == 0
    assert counts(table(qualcode, study, "frequencies"))["funding"] == "2 of 3"


def test_an_exclusion_of_nobody_is_named_and_not_counted_as_one(study: Path, qualcode: Command) -> None:
    assert qualcode("exclude", "carol", "--reason", "a pilot", "--project", study).code == 0
    roster = study / "informants.csv"
    roster.write_text(roster.read_text("utf-8").replace("carol,", "un-1,"), "utf-8")
    assert qualcode("informants", "--project", study).code == 0

    done = qualcode("frequencies", "--project", study, "--format", "json")
    assert "carol is left out of the counts, but the list of informants has nobody of that id" in done.err
    assert not any("left out of the counts" in note for note in json.loads(done.out)["notes"])
    assert qualcode("exclude", "carol", "--undo", "--project", study).code == 0
    assert "nobody of that id" not in qualcode("frequencies", "--project", study).err


def test_types_are_named_by_those_who_are_counted(small: Path, qualcode: Command) -> None:
    roster = small / "informants.csv"
    more = "dina,CSO,dina.txt\nemad,UN agency,emad.txt\nfarah,UN agency,farah.txt\n"
    roster.write_text(roster.read_text("utf-8") + more, "utf-8")
    for name in ("dina", "emad"):
        text = f"Interviewer: Money?\n{name.title()}: The grant ended in May.\n"
        (small / "transcripts" / f"{name}.txt").write_text(text, "utf-8")
    assert qualcode("import", small / "transcripts", "--project", small, "--no-input").code == 0
    assert qualcode("suggest", "--project", small).code == 0

    def labels() -> list[str]:
        columns = table(qualcode, small, "frequencies")["columns"]
        return [column["label"] for column in columns if column["key"].endswith("n_informants")]

    assert labels() == ["CSO (n = 3)", "Key informant (n = 2)", "Total (n = 5)"]
    assert qualcode("exclude", "dina", "--reason", "a pilot", "--project", small).code == 0
    assert labels() == ["Key informant (n = 4)", "Total (n = 4)"]


@pytest.mark.parametrize(
    ("written", "like"),
    [
        (["frequencies", "--by", "INFORMANT_TYPE"], ["frequencies", "--by", "informant_type"]),
        (["frequencies", "--unit", "Organisation"], ["frequencies", "--unit", "organisation"]),
        (["cooccurrence", "--code", "Funding"], ["cooccurrence", "--code", "funding"]),
        (["cooccurrence", "--code", "short-term FUNDING"], ["cooccurrence", "--code", "short_term"]),
        (["quotes", "--code", "ACCESS", "--type", "cso"], ["quotes", "--code", "access", "--type", "CSO"]),
        (["suggestions", "--decided", "--code", "Access"], ["suggestions", "--decided", "--code", "access"]),
        (["codebook", "show", "Access"], ["codebook", "show", "access"]),
        (["log", "--code", "ACCESS"], ["log", "--code", "access"]),
    ],
    ids=" ".join,
)
def test_variables_types_and_codes_are_known_in_any_case(
    written: list[str], like: list[str], study: Path, qualcode: Command
) -> None:
    accept_all(qualcode, study)
    assert qualcode("decide", "amira:2", "add", "--code", "Access", "--coder", "amal", "--project", study).code == 0
    found, expected = table(qualcode, study, *written), table(qualcode, study, *like)

    assert found["rows"]
    assert found["rows"] == expected["rows"]
