"""Whom the figures of a study count: rounds, corrected lists, people left out, what waits for review."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.model.coding import Verdict
from qualcode.model.table import Table
from qualcode.study.codebook.changes import add_code, merge_code, split_code
from qualcode.study.codebook.files import listed_codes
from qualcode.study.keeping.log import log_table
from qualcode.study.keeping.merging import merge_files
from qualcode.study.reading.guide import asked_questions
from qualcode.study.reading.roster import exclude_informant, include_informant, read_roster_again
from qualcode.study.review.sessions import decide, suggestions_of
from qualcode.study.study import Study
from tests.study.make import GUIDE, Heard, accept_all, cells, configured, counts

ROUNDS = """\
informant_id,informant_type,document,round
amira,CSO,amira.txt,1
amira,CSO,amira-again.txt,2
basim,CSO,basim.txt,1
basim,CSO,basim-again.txt,2
carol,UN agency,Carol.TXT,1
"""


@pytest.fixture
def study(coded: Study) -> Study:
    """Three interviews, suggestions made, groups of any size shown."""
    return configured(coded, "[privacy]\nminimum_cell = 1")


@pytest.fixture
def rounds(study: Study) -> Study:
    """Amira was heard twice; Basim's second interview is in the list, and not imported."""
    study.roster_path.write_text(ROUNDS, "utf-8")
    again = study.folder / "transcripts" / "amira-again.txt"
    again.write_text("Interviewer: And now?\nAmira: We wait at the checkpoint again, day after day.\n", "utf-8")
    study.import_transcripts()
    study.suggest()
    return study


def test_interviews_are_known_by_the_file_names_of_the_list(rounds: Study) -> None:
    results = rounds.results()
    by_round = results.frequencies("round")
    second = results.frequencies(where=["round=2"])
    one = results.frequencies(where=["document=amira-again"])
    compared = results.compare("type=CSO", "type=UN agency", where=["round=1"])
    matrix = results.matrix(where=["round=1"])

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
    assert [row.key for row in matrix.rows] == ["amira:amira", "basim:basim", "carol:carol"]


def test_nobody_is_silent_in_an_interview_that_is_not_imported(rounds: Study) -> None:
    second = rounds.results().frequencies(where=["round=2"])

    assert [column.label for column in second.columns[1:3]] == ["CSO (n = 1)", "Total (n = 1)"]


def test_interviews_without_dates_are_held_in_the_order_of_the_list(rounds: Study) -> None:
    held = rounds.results().saturation()

    assert [row.key for row in held.rows] == ["amira", "amira-again", "basim", "carol"]


def read_everything(study: Study) -> None:
    """Amal reads the passage of each interview, and codes nothing more."""
    rows = [f"{document},2,,amal" for document in ("amira", "basim", "carol")]
    codings = study.folder / "codings.csv"
    codings.write_text("\n".join(["document,passage,code,coder", *rows]), "utf-8")
    assert merge_files(study, [codings]) == 0


def test_whoever_was_coded_with_a_code_that_was_split_is_not_silent_on_its_parts(study: Study) -> None:
    accept_all(study)
    split_code(study, "access", ["roads", "gates"], terms=["gates=gate", "roads=road"])

    found = counts(study.frequencies())
    assert (found["roads"], found["gates"]) == ("0 raised, 1 open of 3", "0 raised, 1 open of 3")

    assert suggestions_of(study, recode=True).rows[0].key
    decide(study, "amal", "basim:2", Verdict.ADD, code="roads")
    found = counts(study.frequencies())
    assert (found["roads"], found["gates"]) == ("1 of 3", "0 of 3")


def test_whoever_was_coded_on_words_that_were_changed_since_is_not_silent(study: Study) -> None:
    accept_all(study)
    decide(study, "amal", "carol:2", Verdict.ADD, code="access")
    assert counts(study.frequencies())["access"] == "2 of 3"
    transcript = study.folder / "transcripts" / "carol.txt"
    transcript.write_text(transcript.read_text("utf-8").replace("only have to ask", "only need to ask"), "utf-8")
    study.import_transcripts(transcript)
    study.suggest()

    assert counts(study.frequencies())["access"] == "1 raised, 1 open of 3"


def test_nobody_is_silent_on_a_new_code_before_somebody_looked_for_it(study: Study) -> None:
    accept_all(study)
    add_code(study, "gender", name="Gender", definition="Women and men.")

    found = study.frequencies()
    assert counts(found)["gender"] == "0 raised, 3 open of 3"
    assert any("Nothing is suggested for Gender" in note for note in found.notes)

    read_everything(study)
    assert counts(study.frequencies())["gender"] == "0 of 3"


def test_what_was_read_stays_read_when_a_code_is_renamed(study: Study) -> None:
    study = configured(study, '[counting]\nreviewed = "read"')
    accept_all(study)
    read_everything(study)
    assert counts(study.frequencies())["access"] == "1 of 3"

    book = study.codebook_path
    book.write_text(book.read_text("utf-8").replace("id: access", "id: reach"), "utf-8")
    merge_code(study, "access", "reach")
    study.suggest()
    assert counts(study.frequencies())["reach"] == "1 of 3"


def change_the_list(study: Study, old: str, new: str) -> None:
    """Correct the list of informants, and read it."""
    study.roster_path.write_text(study.roster_path.read_text("utf-8").replace(old, new), "utf-8")
    assert not read_roster_again(study).has_errors


def test_whoever_is_left_out_stays_so_however_the_list_writes_the_id(study: Study) -> None:
    exclude_informant(study, "CAROL", "a pilot")
    left = study.frequencies()
    assert counts(left)["funding"] == "1 of 2"
    assert not any("Not counted" in note for note in left.notes)
    assert "1 informant left out of the counts: a pilot." in left.notes

    change_the_list(study, "carol,", "Carol,")
    assert counts(study.frequencies())["funding"] == "1 of 2"

    include_informant(study, "Carol")
    assert counts(study.frequencies())["funding"] == "2 of 3"


def test_an_exclusion_of_nobody_is_named_and_not_counted_as_one(study: Study, heard: Heard) -> None:
    exclude_informant(study, "carol", "a pilot")
    change_the_list(study, "carol,", "un-1,")

    found = study.frequencies()
    assert heard.warnings == ["carol is left out of the counts, but the list of informants has nobody of that id"]
    assert not any("left out of the counts" in note for note in found.notes)
    include_informant(study, "carol")
    heard.warnings.clear()
    study.frequencies()
    assert heard.warnings == []


def test_types_are_named_by_those_who_are_counted(written: Study) -> None:
    more = "dina,CSO,dina.txt\nemad,UN agency,emad.txt\nfarah,UN agency,farah.txt\n"
    written.roster_path.write_text(written.roster_path.read_text("utf-8") + more, "utf-8")
    for name in ("dina", "emad"):
        text = f"Interviewer: Money?\n{name.title()}: The grant ended in May.\n"
        (written.folder / "transcripts" / f"{name}.txt").write_text(text, "utf-8")
    written.import_transcripts()
    written.suggest()

    def labels() -> list[str]:
        table = written.frequencies(small_groups=False)
        return [column.label for column in table.columns if column.key.endswith("n_informants")]

    written = configured(written, "[privacy]\nminimum_cell = 2")
    assert labels() == ["CSO (n = 3)", "UN agency (n = 2)", "Total (n = 5)"]
    exclude_informant(written, "emad", "a pilot")
    assert labels() == ["Key informant (n = 4)", "Total (n = 4)"]


@pytest.mark.parametrize(
    ("table", "written_as", "known_as"),
    [
        (lambda study, by: study.results().frequencies(by), "INFORMANT_TYPE", "informant_type"),
        (lambda study, unit: study.results().frequencies(unit=unit), "Organisation", "organisation"),
        (lambda study, code: study.results().cooccurrence(code=code), "Funding", "funding"),
        (lambda study, code: study.results().cooccurrence(code=code), "short-term FUNDING", "short_term"),
        (lambda study, code: study.quotes(code), "ACCESS", "access"),
        (lambda study, type_: study.quotes(informant_type=type_), "cso", "CSO"),
        (lambda study, code: suggestions_of(study, code=code, decided=True), "Access", "access"),
        (lambda study, code: listed_codes(study.codebook_path, code), "Access", "access"),
        (lambda study, code: log_table(study, code=code), "ACCESS", "access"),
    ],
    ids=["by", "unit", "id", "name", "quotes", "type", "suggestions", "codebook", "log"],
)
def test_variables_types_and_codes_are_known_in_any_case(
    table: Callable[[Study, str], Table], written_as: str, known_as: str, study: Study
) -> None:
    accept_all(study)
    decide(study, "amal", "amira:2", Verdict.ADD, code="Access")
    found, expected = table(study, written_as), table(study, known_as)

    assert found.rows
    assert found.rows == expected.rows


@pytest.fixture
def guided(coded: Study) -> Study:
    """The small study with its interview guide."""
    coded.guide_path.write_text(GUIDE, "utf-8")
    return coded


def on_access(study: Study) -> str:
    """What the table of themes says on access, cell by cell."""
    return str([row for row in cells(study.frequencies()) if row["theme"] == "Access"])


def test_not_asked_stands_beside_the_figure_and_under_the_table(guided: Study) -> None:
    table, coverage = guided.frequencies(), guided.results().coverage()

    assert "1 not asked" in on_access(guided)
    notes = " ".join(table.notes)
    assert "Not asked: no question of the interview guide" in notes
    assert "In 1 interview no question of the guide was recognised" in notes
    assert any(figure.spec["measure"] == "n_not_asked" for figure in coverage.figures())
    asked = guided.results().asked  # of carol nobody can say: no question was recognised in her interview
    assert asked == {
        "funding": frozenset({"amira", "carol"}),
        "short_term": frozenset({"amira", "carol"}),
        "access": frozenset({"basim", "carol"}),
    }


def test_without_a_guide_nobody_is_said_not_to_have_been_asked(guided: Study) -> None:
    guided.guide_path.unlink()

    table = guided.frequencies()

    assert guided.results().asked is None
    told = [*table.notes, *(cell for row in cells(table) for cell in row.values())]
    assert "not asked" not in " ".join(told).casefold()


def test_a_question_follows_its_code_when_that_is_merged(guided: Study) -> None:
    add_code(guided, "roads", terms=["potholes"])
    guided.suggest()
    before = on_access(guided)
    guided.guide_path.write_text(GUIDE.replace("[access]", "[roads]"), "utf-8")
    assert on_access(guided) != before

    merge_code(guided, "roads", "access")
    guided.suggest()

    assert on_access(guided) == before
    assert asked_questions(guided).problems == ()


def test_a_code_of_the_guide_that_is_nowhere_is_named_beside_the_tables(guided: Study, heard: Heard) -> None:
    guided.guide_path.write_text(GUIDE.replace("[access]", "[acess]"), "utf-8")

    assert guided.frequencies().rows

    assert "guide.yaml: line 6: roads: the codebook has no code 'acess'" in heard.warnings
    assert "did you mean access?" in heard.hints
