"""A name in text, file name and metadata reaches no output, and after `forget` stands nowhere in the study."""

from __future__ import annotations

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from qualcode.store import forget as store_forget
from qualcode.study.keeping import forgetting, remains
from tests.cli.conftest import Command

CANARY = "Zuleikhabad"
TURN = f"My name is {CANARY} Qasim, and our last short grant ended when the donors left Basra for good."


def holding(folder: Path, word: str = CANARY) -> list[str]:
    """Files whose name or bytes, unpacked where they are packed, hold a word."""
    found = []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if data.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(data)) as archive:
                data = b" ".join(archive.read(name) for name in archive.namelist())
        if word.casefold() in path.name.casefold() or word.casefold().encode() in data.lower():
            found.append(path.name)
    return sorted(found)


def word_file(path: Path, author: str) -> None:
    from docx import Document

    document = Document()
    document.core_properties.author = author
    for line in ("Interviewer: Do donors still give grants?", f"Respondent: {TURN}"):
        document.add_paragraph(line)
    document.save(str(path))


@pytest.fixture
def named(small: Path) -> Path:
    """The small study, with a person named in the text, the author and the file name of a transcript."""
    (small / "transcripts" / "amira.txt").unlink()
    word_file(small / "transcripts" / f"{CANARY}.docx", CANARY)
    roster = (small / "informants.csv").read_text(encoding="utf-8")
    (small / "informants.csv").write_text(roster.replace("amira,CSO,amira.txt", f"amira,CSO,{CANARY}.docx"), "utf-8")
    return small


def go_through(study: Path, qualcode: Command) -> str:
    """What the commands that are not asked for words say, on stdout and stderr."""
    said = ""
    for command in (
        ("suggest",),
        ("status",),
        ("merge", study / "codings.csv"),
        ("frequencies",),
        ("agreement", "amal", "rules"),
        ("export", "--decisions", study / "out.jsonl"),
        ("review", "--to", study / "sheet.xlsx", "--coder", "omar"),
        ("review", "--from", study / "sheet.xlsx"),
        ("report",),
        ("backup",),
        ("check",),
        ("doctor",),
        ("log", "--what", "accept"),
    ):
        done = qualcode(*command, "--project", study)
        assert done.code != 1, done.err
        said += done.out + done.err
    return said


def test_a_name_in_the_text_or_metadata_reaches_no_output_and_no_temporary_file(
    named: Path, qualcode: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (named / "transcripts" / f"{CANARY}.docx").rename(named / "transcripts" / "kii-01.docx")
    roster = (named / "informants.csv").read_text(encoding="utf-8")
    (named / "informants.csv").write_text(roster.replace(f"{CANARY}.docx", "kii-01.docx"), "utf-8")
    (named / "codings.csv").write_text("document,segment,code,coder\nkii-01,2,funding,amal\n", encoding="utf-8")

    imported = qualcode("import", named / "transcripts", "--project", named)
    said = imported.out + imported.err + go_through(named, qualcode)

    assert CANARY.casefold() not in said.casefold()
    assert holding(temporary) == []


@pytest.mark.parametrize("excel", [False, True])
def test_after_forgetting_the_name_stands_nowhere_in_the_study(named: Path, qualcode: Command, excel: bool) -> None:
    if excel:
        book = openpyxl.Workbook()
        for line in (named / "informants.csv").read_text(encoding="utf-8").splitlines():
            book.active.append(line.split(","))
        book.save(named / "informants.xlsx")
        (named / "informants.csv").unlink()
    (named / "codings.csv").write_text(f"document,segment,code,coder\n{CANARY},2,funding,amal\n", encoding="utf-8")
    assert qualcode("import", named / "transcripts", "--project", named).code == 0
    go_through(named, qualcode)
    qualcode("memos", "--add", f"{CANARY} hesitates", "--on", f"{CANARY.lower()}:2", "--coder", "amal", "-p", named)

    done = qualcode("forget", "amira", "--yes", "--files", "--roster", "--project", named)

    assert done.code == 0
    left = holding(named)
    assert {"out.jsonl", "sheet.xlsx", "codings.csv"} >= set(left) - {
        path.name for path in (named / "reports").rglob("*")
    }
    assert all(name in done.err for name in left), "what still holds words is named"
    for path in named.rglob("*"):
        if path.name in left:
            path.unlink()
    assert holding(named) == []
    assert "amira" not in str((named / "informants.csv").read_text("utf-8") if not excel else "")
    assert [row.name for row in (named / "transcripts").iterdir() if CANARY in row.name] == []
    assert qualcode("informants", "--project", named).code == 0


def test_without_leave_the_transcript_and_the_roster_stay_and_are_named(named: Path, qualcode: Command) -> None:
    qualcode("import", named / "transcripts", "--project", named)
    before = (named / "informants.csv").read_bytes()

    done = qualcode("forget", "amira", "--yes", "--no-input", "--project", named)

    assert (named / "transcripts" / f"{CANARY}.docx").exists()
    assert (named / "informants.csv").read_bytes() == before
    assert "the transcript still holds the words" in done.err
    assert "--roster" in done.err


def test_only_the_rows_of_that_person_leave_the_roster(named: Path, qualcode: Command) -> None:
    roster = named / "informants.csv"
    row = f'amira;CSO;"{CANARY}.docx"\r\n'
    text = f"\ufeffinformant_id;informant_type;document\r\n{row}basim;CSO;basim.txt\r\ncarol;UN agency;carol.txt"
    roster.write_bytes(text.encode())
    qualcode("import", named / "transcripts", "--project", named)

    assert qualcode("forget", "amira", "--yes", "--roster", "--project", named).code == 0

    assert roster.read_bytes().decode() == text.replace(row, "")
    assert roster.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "broken", ["Relief\x85Fund", "Relief\u2028Fund", "Relief\u2029Fund", "Relief\nFund", "Relief\x0bFund"]
)
def test_a_cell_of_several_lines_takes_no_other_row_with_it(
    named: Path, qualcode: Command, broken: str, encoding: str
) -> None:
    row = f"amira,CSO,{CANARY}.docx,Other\r\n"
    text = f'informant_id,informant_type,document,organisation\r\nbasim,CSO,basim.txt,"{broken}"\r\n{row}'
    text += "carol,UN agency,carol.txt,Ċ agency\r\n"
    roster = named / "informants.csv"
    roster.write_bytes(text.encode(encoding))
    qualcode("import", named / "transcripts", "--project", named)

    assert qualcode("forget", "amira", "--yes", "--roster", "--project", named).code == 0

    left = roster.read_bytes().decode(encoding)
    assert left in (text, text.replace(row, ""))
    assert encoding == "utf-16" or left == text.replace(row, "")


def test_another_interview_is_named_where_it_may_be_a_copy_and_not_for_words_anybody_says(
    small: Path, qualcode: Command
) -> None:
    phrase = "I do not know what to say, you know how it is."
    talk = "".join(f"Every {word} winter we wait for a new pump in our {word} house. " for word in "abcdefghijk")
    transcripts = small / "transcripts"
    (transcripts / "amira.txt").write_text(f"Interviewer: And here?\nAmira: {talk} {phrase}\n", "utf-8")
    (transcripts / "amira-LAPTOP.txt").write_text(f"Interviewer: And here?\nRespondent: {talk} Yes.\n", "utf-8")
    excerpt = "Every a winter we wait for a new pump in our a house."
    (transcripts / "excerpt.txt").write_text(f"Interviewer: And here?\nRespondent: {excerpt}\n", "utf-8")
    other = " ".join(f"At checkpoint {number} the soldiers ask for papers that nobody has." for number in range(20))
    (transcripts / "basim.txt").write_text(f"Interviewer: And here?\nBasim: {other} {phrase}\n", "utf-8")
    qualcode("import", transcripts, "--project", small)

    said = qualcode("forget", "amira", "--yes", "--files", "--roster", "--project", small).err

    assert "amira-LAPTOP.txt: another interview, which still holds words" in said
    assert "excerpt.txt: another interview, which still holds words" in said
    assert "basim.txt" not in said


def test_someone_who_is_not_there_is_told_before_anything_is_asked(small: Path, qualcode: Command) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0

    done = qualcode("forget", "nobody", "--project", small)

    assert (done.code, "no such informant or interview" in done.err, "--yes" in done.err) == (2, True, False)


def test_notes_on_others_that_name_the_person_are_listed(named: Path, qualcode: Command) -> None:
    qualcode("import", named / "transcripts", "--project", named)
    coder = ("--coder", "omar", "--project", named)
    qualcode("memos", "--add", "Amira was ill that week", "--on", "basim:2", *coder)
    qualcode("memos", "--add", "The road was closed", "--on", "basim:2", *coder)
    (named / "minutes.txt").write_bytes("What amira told us in June\n".encode("utf-16"))

    done = qualcode("forget", "amira", "--yes", "--files", "--roster", "--project", named)

    assert "still naming the person: memo " in done.err
    assert done.err.count("memo ") == 1
    assert "minutes.txt: still holds words or the name" in done.err


def test_forgetting_twice_is_said(named: Path, qualcode: Command) -> None:
    qualcode("import", named / "transcripts", "--project", named)
    qualcode("forget", "amira", "--yes", "--project", named)

    done = qualcode("forget", "amira", "--yes", "--project", named)

    assert done.code == 0
    assert "had been removed already" in done.err


@pytest.mark.parametrize("done_first", [False, True])
@pytest.mark.parametrize(
    ("where", "step"),
    [
        (forgetting, "delete_transcripts"),
        (forgetting, "delete_roster_rows"),
        (remains, "say_what_is_left"),
        (store_forget, "erase_in_copy"),
        (store_forget, "erase"),
        (store_forget, "vacuum"),
    ],
)
def test_a_forgetting_that_was_stopped_at_any_step_is_finished_by_giving_it_again(
    named: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch, where: ModuleType, step: str, done_first: bool
) -> None:
    qualcode("import", named / "transcripts", "--project", named)
    qualcode("backup", "--project", named)
    whole = getattr(where, step)

    def stopped(*arguments: object, **options: object) -> None:
        if done_first:
            whole(*arguments, **options)
        raise KeyboardInterrupt

    command = ("forget", "amira", "--yes", "--files", "--roster", "--project", named)
    with monkeypatch.context() as patch:
        patch.setattr(where, step, stopped)
        assert qualcode(*command).code == 130

    done = qualcode(*command)

    assert (done.code, holding(named)) == (0, [])
    assert "amira" not in (named / "informants.csv").read_text("utf-8")


def test_files_that_were_kept_at_first_are_deleted_when_it_is_given_again(named: Path, qualcode: Command) -> None:
    qualcode("import", named / "transcripts", "--project", named)
    command = ("forget", "amira", "--yes", "--roster", "--project", named)
    assert qualcode(*command, "--keep-files").code == 0
    assert holding(named) == [f"{CANARY}.docx"]

    assert qualcode(*command, "--files").code == 0

    assert holding(named) == []
