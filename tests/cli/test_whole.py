"""Whatever a command writes, every reader takes: the study is whole afterwards, and so is a copy that takes it in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer.main
from sqlalchemy import insert

from qualcode.cli.app import COMMANDS, FORMER, app, run
from qualcode.exchange.refi.write import write_codebook
from qualcode.model.codebook import Code
from qualcode.model.coding import Verdict
from qualcode.model.edits import QuoteChange
from qualcode.model.journal import EventKind, new_event
from qualcode.model.plain import dump
from qualcode.store import Store, schema
from qualcode.tui.app import ReviewApp
from tests.cli.conftest import Command
from tests.exchange.make_refi import Written, project_in
from tests.store.kills import die_in_the_middle_of_writing
from tests.study.make import TRANSCRIPTS, write_small_study

MAKING = {"demo", "init", "run", "archive", "sample"}
"""Commands that make a study, or an archive of which no study knows."""

SERVING = {"open"}
"""Commands that show a study until they are stopped: tests/web says what can be done there."""

ANSWERS = """Timestamp,Are you ready?,What else should we know of your work?
2022,Yes,Some donors left us and we went on without them for a while.
2022,No,Nothing else comes to my mind that you should know of us.
2022,Yes,Our nurses would stay if there were a grant for salaries.
"""
READING = {
    *(
        "doctor",
        "guide",
        "status",
        "trace",
        "suggestions",
        "passages",
        "next",
        "export",
        "agreement",
        "audit",
        "log",
        "check",
        "check-draft",
    ),
    *("codebook check", "codebook show", "codebook test", "codebook export", "codebook diff", "codebook score"),
    "codebook suggest-terms",
    *("survey questions", "survey tables", "survey answers", "survey join", "survey check"),
}
"""Commands that leave the study as it is."""

WRITING: dict[str, Sequence[Sequence[str]]] = {
    "import": [["transcripts"], ["made.qdpx", "--only", "transcripts"]],
    "informants": [["--draft"]],
    "survey import": [["answers.csv", "--name", "clinics"]],
    "survey code": [[]],
    "suggest": [[]],
    "roles": [["carol", "Carol=informant"]],
    "decide": [
        ["@suggestions", "accept", "--coder", "omar", "--mark", "good quote", "--note", "Plain."],
        ["basim:2", "reject", "--code", "access", "--coder", "omar"],
        ["basim:2", "withdraw", "--code", "access", "--coder", "omar"],
        ["basim:2", "accept", "--code", "access", "--coder", "omar"],
        ["basim:2", "reject", "--code", "access", "--coder", "amal"],
        ["carol:2", "add", "--code", "access", "--coder", "amal"],
    ],
    "assign": [
        ["--coder", "amal", "--coder", "omar", "--share", "1"],
        ["--undo", "--coder", "omar", "--document", "basim"],
        ["--coder", "omar", "--document", "basim"],
    ],
    "review": [["--coder", "amal", "--whole"]],
    "adjudicate": [["--coder", "nour"]],
    "merge": [["codings.csv"]],
    "memos": [
        ["--add", "Ask again.", "--on", "basim:2", "--coder", "amal"],
        ["--add", "Asked.", "--replaces", "@memos", "--coder", "amal"],
    ],
    "findings": [
        ["basim:2", "--for", "F1", "--coder", "amal"],
        ["basim:2", "--against", "F1", "--coder", "omar"],
        ["amira:2", "--for", "F1", "--coder", "amal"],
        ["amira:2", "--neither", "F1", "--coder", "amal"],
        [],
    ],
    "framework": [
        ["amira", "--on", "funding", "--write", "Grants ended.", "--coder", "amal"],
        ["amira", "--on", "funding", "--keep", "--coder", "omar"],
        ["amira", "--on", "funding", "--write", "", "--coder", "amal"],
        ["--to", "cells.xlsx"],
        ["--from", "cells.xlsx", "--coder", "amal"],
        [],
    ],
    "exclude": [["amira", "--reason", "pilot"], ["amira", "--undo"]],
    "check-privacy": [
        ["--allow", "@check-privacy", "--reason", "agreed in writing"],
        ["--reopen", "@check-privacy --all"],
        ["--replace"],
    ],
    "quotes": [[]],
    "quotes edit": [["@quotes", "We pass two […] every day with the medicines."]],
    "quotes translate": [["@quotes", "Les bailleurs sont partis.", "--by", "A. Karim"]],
    "quotes pin": [["@quotes", "--reason", "says it all"]],
    "quotes order": [["@quotes", "2"]],
    "quotes release": [["@quotes"]],
    "quotes restore": [["@quotes"]],
    "quotes next": [["@quotes"]],
    "quotes drop": [["@quotes"]],
    "frequencies": [["--ids"]],
    "compare": [["CSO", "UN agency", "--small-groups"]],
    "table quantifiers": [[]],
    "table cooccurrence": [[]],
    "table saturation": [[]],
    "table matrix": [[]],
    "table evidence": [[]],
    "report": [["--draft", "--format", "md"]],
    "diff": [["reports/report-draft.lock"]],
    "codebook import": [["other.qdc"]],
    "codebook add": [["staff", "--term", "nurse"]],
    "codebook move": [["staff", "--under", "funding"]],
    "codebook split": [["access", "roads", "permits", "--term", "roads=checkpoint", "--note", "Too wide."]],
    "codebook merge": [["permits", "roads"]],
    "codebook retire": [["staff"]],
    "backup": [[]],
    "restore": [[]],
    "forget": [["basim", "--yes", "--keep-files", "--keep-roster"]],
}
"""Commands that write into a study, one after the other, each in the ways it has; `@quotes` is the first id listed."""

LOOKING: dict[str, Sequence[str]] = {
    **dict.fromkeys(READING, ()),
    **dict.fromkeys((f"table {name}" for name in FORMER), ()),
    **dict.fromkeys(("frequencies", "quotes"), ()),
    **dict.fromkeys(("roles", "informants", "memos", "check-privacy"), ()),
    "framework": ["--levels", "0"],
    "compare": ["CSO", "UN agency", "--small-groups"],
    "trace": ["basim:2"],
    "audit": ["access"],
    "check-draft": ["transcripts/amira.txt"],
    "agreement": ["omar", "rules"],
    "export": ["--decisions", "-"],
    "codebook export": ["exported.qdc"],
    "codebook diff": ["codebook.yaml", "codebook.yaml"],
    "codebook suggest-terms": ["access"],
    "survey answers": ["more"],
}
"""What shows a study, each command with what it is asked: all that read and those that write only on request."""

GUIDE = """guide: Small
questions:
  - id: funding
    wording: [Who pays for your work?]
    codes: [funding]
"""

FINDINGS = "findings:\n  - id: F1\n    statement: Roads are closed.\n    codes: [access]\n"

CODINGS = "document,segment,code,coder\namira,amira:2,access,lena\ncarol,carol:2,access,lena\n"


def every_command(group: Any, before: str = "") -> Iterator[str]:
    """The names of all commands there are, those inside a command too."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        has_parts = hasattr(command, "commands")
        if not has_parts or command.invoke_without_command:
            yield before + name
        if has_parts:
            yield from every_command(command, f"{before}{name} ")


def test_of_every_command_it_is_known_what_it_does_to_a_study() -> None:
    named = list(every_command(typer.main.get_command(app)))

    assert {name.partition(" ")[0] for name in named} == {name for section in COMMANDS.values() for name in section}
    assert sorted(named) == sorted([*MAKING, *SERVING, *READING, *WRITING])


@pytest.fixture(scope="module")
def decided_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small study with a few decisions, made once."""
    folder = tmp_path_factory.mktemp("decided") / "study"
    project = ["--project", str(folder), "--quiet"]
    assert run(["init", str(folder), "--no-input", "--name", "Small study", "--quiet"]) == 0
    write_small_study(folder)
    (folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    for command in (["import", str(folder / "transcripts")], ["suggest"]):
        assert run([*command, *project]) == 0
    for passage in ("basim:2", "amira:2"):
        assert run(["decide", passage, "accept", "--code", "access", "--coder", "omar", *project]) == 0
    return folder


@pytest.fixture
def decided(decided_once: Path, tmp_path: Path) -> Path:
    """That study, to be spoilt."""
    return Path(shutil.copytree(decided_once, tmp_path / "decided"))


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who accepts whatever the screen shows first."""
    monkeypatch.setattr("qualcode.cli.terminal.expect_screen", lambda _: None)
    monkeypatch.setattr(ReviewApp, "run", lambda app: app.board.desk.decide(Verdict.ACCEPT))


@pytest.mark.usefixtures("at_a_terminal")
def test_a_study_that_every_command_wrote_into_is_whole_and_so_is_a_copy(
    small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    Path("codings.csv").write_text(CODINGS, encoding="utf-8")
    Path("answers.csv").write_text(ANSWERS, encoding="utf-8")
    with Path("qualcode.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[privacy]\nattribution = "– {alias}"\n')
    Path("made.qdpx").write_bytes(project_in(Written()).data())
    Path("other.qdc").write_bytes(write_codebook([Code(id="roofs", name="Roofs")]))
    Path("findings.yaml").write_text(FINDINGS, encoding="utf-8")
    named = TRANSCRIPTS["carol.txt"].replace("for it", "for it, write to carol@un.example")
    Path("transcripts/carol.txt").write_text(named, encoding="utf-8")
    copy = Path(shutil.copytree(small, small.with_name("copy")))

    def meant(argument: str) -> str:
        if not argument.startswith("@"):
            return argument
        row = json.loads(qualcode(*argument[1:].split(), "--format", "json").out)["rows"][0]
        return str(row["cells"].get("id") or row["key"])

    for name, ways in WRITING.items():
        if name == "restore":
            expect_taken_in(small, copy, qualcode)  # before it goes back
        for arguments in ways:
            done = qualcode(*name.split(), *map(meant, arguments))
            assert done.code in (0, 6), (name, done.err)
            expect_whole(small, qualcode, name)
    expect_taken_in(small, copy, qualcode)
    with Store.open(copy) as taken:
        assert {event.kind for event in taken.log.events()} == set(EventKind)
        assert {QuoteChange(str(event.detail["change"])) for event in taken.log.events(EventKind.QUOTE)} == set(
            QuoteChange
        )


@pytest.mark.parametrize("way", ["demo", "run"])
def test_a_study_made_in_one_go_is_whole(way: str, small: Path, sample: Path, qualcode: Command) -> None:
    study = sample
    if way == "run":
        study = small.with_name("run")
        lists = ["--codebook", small / "codebook.yaml", "--informants", small / "informants.csv"]
        assert qualcode("run", small / "transcripts", *lists, "--out", study).code in (0, 6)

    expect_whole(study, qualcode, way)


def expect_whole(study: Path, qualcode: Command, after: str) -> None:
    done = qualcode("check", "--project", study)
    assert done.code == 0, (after, done.err)


def expect_taken_in(study: Path, copy: Path, qualcode: Command) -> None:
    """Both ways to another copy, and nothing is lost on the way."""
    lines = study.with_name("export.jsonl")
    assert qualcode("export", "--decisions", lines, "--project", study).code == 0
    for file in (lines, study / "project.db"):
        done = qualcode("merge", file, "--project", copy)
        assert done.code == 0, done.err
        expect_whole(copy, qualcode, "merge")
    with Store.open(study) as here, Store.open(copy) as there:
        assert set(here.log.decisions()) <= set(there.log.decisions())
        assert {event.id for event in here.log.events()} <= {event.id for event in there.log.events()}


@pytest.mark.parametrize("change", [QuoteChange.PIN, QuoteChange.DROP, QuoteChange.RELEASE, QuoteChange.RESTORE])
def test_a_study_with_what_older_versions_noted_of_quotes_is_whole(
    change: QuoteChange, coded: Path, qualcode: Command
) -> None:
    copy = Path(shutil.copytree(coded, coded.with_name("copy")))
    with Store.open(coded) as store, store.writing() as connection:
        detail = {"quote": "Q-k3t9w2m4qa", "change": change.value}
        row = {"id": "8e1f9d3e-8d5c-4f0e-9f6e-0c7c3a3c5b10", "kind": "quote", "target": "basim:2", "writer": "w"}
        row |= {"sequence": 1, "happened_at": "2024-05-06T08:00:00+00:00", "detail": dump(detail)}
        connection.execute(insert(schema.events), row)

    expect_whole(coded, qualcode, "opening it")
    expect_taken_in(coded, copy, qualcode)


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        (EventKind.QUOTE, {"quote": "Q-k3t9w2m4qa", "change": "edit"}),
        (EventKind.QUOTE, {"quote": "Q-k3t9w2m4qa", "change": "frame"}),
        (EventKind.QUOTE, {"change": "pin"}),
        (EventKind.ASSIGN, {}),
        (EventKind.PRIVACY, {"breach": "P-1"}),
        (EventKind.REDIRECT, {"code_id": "funding"}),
        (EventKind.EXCLUDE, {"reason": 1}),
    ],
)
def test_an_event_that_no_reader_would_take_is_not_written(
    kind: EventKind, detail: dict[str, object], coded: Path, qualcode: Command
) -> None:
    with Store.open(coded) as store:
        with pytest.raises((ValueError, TypeError)):
            store.log.add_event(new_event(kind, "basim:2", detail))

        assert store.log.events(kind) == ()
    expect_whole(coded, qualcode, "the refusal")


def test_a_data_set_leaves_the_study_as_it_is(decided: Path, qualcode: Command, tmp_path: Path) -> None:
    before = (decided / "project.db").read_bytes()
    done = qualcode("export", "--dataset", tmp_path / "data", "--for", "spss", "--project", decided)

    assert (done.code, done.out) == (0, "")
    assert "informants.csv, informants.sps and informants.txt" in done.err
    assert (decided / "project.db").read_bytes() == before


@pytest.mark.parametrize("name", sorted(LOOKING))
def test_after_a_death_in_the_middle_of_writing_every_command_that_looks_works_as_before(
    name: str, decided: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(decided)
    before = qualcode(*name.split(), *LOOKING[name])
    Path("exported.csv").unlink(missing_ok=True)

    die_in_the_middle_of_writing(decided)
    after = qualcode(*name.split(), *LOOKING[name])

    assert "Error" not in before.err
    assert after == before
