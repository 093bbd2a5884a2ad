"""Commands that die, or whose disk fails or is full, at one of their acts; and what is there afterwards.

Each command runs in a child of this process, which has everything loaded.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.cli import terminal
from qualcode.cli.app import run
from qualcode.exchange.refi.write import write_codebook
from qualcode.model.codebook import Code
from qualcode.model.coding import Verdict
from qualcode.store.backup import AUTOMATIC
from qualcode.tui.app import ReviewApp
from tests.cli.test_lists_to_fill_in import fill_in
from tests.cli.test_whole import ANSWERS as ASKED
from tests.cli.test_whole import CODINGS, FINDINGS, GUIDE, LOOKING, WRITING
from tests.exchange.make_refi import Written, project_in
from tests.store.acts import Acts, Fault
from tests.store.kills import fork
from tests.study.make import write_small_study

SECONDS = 60
"""After which a command is taken to hang."""
ANSWERS = (0, 5, 6)
"""Exit codes of commands that did what they were asked: review is open, there are questions of privacy."""
OWN = {"id", "decided_at", "happened_at", "written_at", "created_at", "sequence", "writer", "supersedes", "replaces"}
"""What each giving of a command makes anew."""
TEMPORARY = re.compile(r"\.qualcode-[^/]*\.tmp")
RECKONED = (".cache", "figures", "sqlite_")
"""Tables and folders of what is reckoned again where it is missing."""
EDITED = (".yaml", ".toml", ".csv")
"""Files that people edit."""
ANEW = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16}-[0-9a-f]{8}|[A-Z]-[a-z2-7]{10}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+]*"
)


LAST_ALIKE = "codebook import"
"""The writing command before which the further ways begin."""
Prepare = Callable[[Path], object]


def _filled(sheet: str, page: str, column: str, answer: str) -> Prepare:
    return lambda study: fill_in(study / sheet, page, column, answer)


def _edited(file: str, before: str, after: str) -> Prepare:
    def edit(study: Path) -> None:
        text = (study / file).read_text("utf-8")
        assert before in text
        (study / file).write_text(text.replace(before, after), "utf-8")

    return edit


def _from_a_copy(study: Path) -> None:
    """Somebody decided in a copy of the study, and sends its database."""
    copy = Path(shutil.copytree(study, study.with_name("copy")))
    words = ["decide", "basim:2", "accept", "--code", "funding", "--coder", "lena", "--project", str(copy)]
    assert said(words)[0] == 0
    (copy / "project.db").replace(study / "other.db")
    shutil.rmtree(copy)


def _new_interview(study: Path) -> None:
    (study / "transcripts" / "dana.txt").write_text("Interviewer: And you?\nDana: Donors call me daily.\n", "utf-8")


def _nothing(study: Path) -> None:
    """All is there already."""


FURTHER: Sequence[tuple[str, Sequence[str], Prepare]] = (
    ("review", ["--to", "sheet.xlsx", "--coder", "nour", "--all-passages"], _nothing),
    ("review", ["--from", "sheet.xlsx"], _filled("sheet.xlsx", "Passages", "Code 1", "Access")),
    ("roles", ["--to", "labels.xlsx"], _nothing),
    ("roles", ["--from", "labels.xlsx"], _filled("labels.xlsx", "Labels", "It is", "interviewer")),
    ("quotes", ["--to", "quotes.xlsx"], _nothing),
    ("quotes", ["--from", "quotes.xlsx"], _filled("quotes.xlsx", "Quotes", "Order", "1")),
    ("findings", ["--to", "marks.xlsx", "--coder", "amal"], _nothing),
    ("findings", ["--from", "marks.xlsx", "--coder", "amal"], _filled("marks.xlsx", "Findings", "Says", "for")),
    ("codebook suggest-terms", ["--to", "terms.xlsx"], _nothing),
    ("codebook suggest-terms", ["--from", "terms.xlsx"], _filled("terms.xlsx", "Terms", "Theme", "access")),
    ("suggest", [], _nothing),
    ("suggest", ["--with", "learned", "--scores", "scores.csv"], _nothing),
    ("check-privacy", ["--to", "names.xlsx", "--unreviewed"], _nothing),
    ("check-privacy", ["--from", "names.xlsx"], _filled("names.xlsx", "Names", "Protect", "[a town]")),
    ("audit", ["access", "--to", "audit.xlsx", "--coder", "nour"], _nothing),
    ("report", ["--draft", "--to", "draft.docx"], _nothing),
    ("report", ["--update", "draft.docx", "--draft"], _nothing),
    ("check-draft", ["draft.docx", "--to", "checked.docx"], _nothing),
    ("frequencies", ["--to", "table.xlsx"], _nothing),
    ("export", ["--decisions", "out.jsonl"], _nothing),
    ("export", ["--refi", "out.qdpx"], _nothing),
    ("export", ["--taguette", "out.sqlite3"], _nothing),
    ("export", ["--dataset", "out.csv"], _nothing),
    ("codebook export", ["out.yaml"], _nothing),
    ("survey import", ["answers.csv", "--name", "clinics", "--replace"], _edited("answers.csv", "2022,No", "2023,No")),
    ("merge", ["other.db"], _from_a_copy),
    ("suggest", [], _edited("codebook.yaml", "terms: [checkpoint", "terms: [medicine, checkpoint")),
    ("suggest", [], _edited("codebook.yaml", "id: access", "id: reach")),
    ("codebook retire", ["access"], _nothing),
    ("import", ["transcripts"], _edited("transcripts/basim.txt", "two checkpoints every", "three checkpoints every")),
    ("import", ["transcripts"], _new_interview),
    ("informants", ["--draft"], _nothing),
    ("informants", [], _edited("informants.csv", ",,", ",CSO,")),
    ("import", ["made.qdpx"], _nothing),
    ("import", ["transcripts", "--reread"], _nothing),
    ("forget", ["carol", "--yes"], _nothing),
)
"""Commands in further ways, one after the other: with files of their own, and on files that somebody edited before."""


@dataclass(frozen=True)
class Kept:
    """What is in a study, without what differs from one giving of a command to another."""

    records: Counter[str]
    """What people wrote, a line each."""
    rows: Mapping[str, int]
    """How many rows each table has."""
    files: Mapping[str, str]
    """By the names of files what is in those that people edit."""
    figures: str

    @classmethod
    def of(cls, study: Path, *, counted: bool = True) -> Kept:
        """Read a copy, since commands that look keep what they reckoned; the figures only on request."""
        copy = Path(shutil.copytree(study, study.with_name("looked at"), dirs_exist_ok=True))
        try:
            code, out = said(["export", "--decisions", "-", "--project", str(copy)])
            assert code == 0, "no export"
            with contextlib.closing(sqlite3.connect(copy / "project.db")) as connection:
                tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
                rows = {
                    name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
                    for (name,) in tables
                    if name not in RECKONED
                }
            found = said(["frequencies", "--format", "json", "--project", str(copy)])[1] if counted else ""
        finally:
            shutil.rmtree(copy)
        paths = {path.relative_to(study).as_posix(): path for path in study.rglob("*") if path.is_file()}
        files = {
            re.sub(r"[0-9]+", "#", name): path.read_text("utf-8") if path.suffix in EDITED else ""
            for name, path in paths.items()
            if not name.startswith(RECKONED) and AUTOMATIC not in name  # made once the last one is old enough
        }
        return cls(Counter(map(_same, out.splitlines()[1:])), rows, files, ANEW.sub("…", found))

    @property
    def marks(self) -> Counter[str]:
        """Which passages were marked read."""
        return Counter({line: n for line, n in self.records.items() if json.loads(line)["kind"] == "read"})

    def without_marks(self) -> Kept:
        """All but which passages were marked read."""
        rows = {table: n for table, n in self.rows.items() if table != "reads"}
        return replace(self, records=self.records - self.marks, rows=rows)


@dataclass
class Step:
    """A writing command, the study before it, and what is in it before, after, and after giving it twice."""

    name: str
    """The command and which way of giving it, from 0 on."""
    arguments: tuple[str, ...]
    study: Path
    after: Path
    n_acts: int
    code: int
    kept: Kept
    once: Kept
    twice: Kept
    seen: set[str] = field(default_factory=set)
    """What was left by faults and looked at with every command that looks."""
    ends: dict[str, tuple[int, int]] = field(default_factory=dict)
    """How commands that look end before and after, of those that were asked."""

    @property
    def command(self) -> str:
        """Which command it is."""
        return self.name.rpartition(" ")[0]

    def works_as_before(self, study: Path, name: str) -> bool:
        """Whether a command that looks ends as it does on a study where nothing happened."""
        code = look(study, name)
        if code not in ANSWERS and name not in self.ends:
            self.ends[name] = _look_at_copy(self.study, name), _look_at_copy(self.after, name)
        return code in ANSWERS or code in self.ends[name]

    def is_known(self, left: Kept) -> bool:
        """Whether what a fault left is what was there before the command, or what the command leaves."""
        parts = (left.records, left.rows, left.files)
        return parts in ((each.records, each.rows, each.files) for each in (self.kept, self.once))


def steps(folder: Path) -> Iterator[Step]:
    """Every writing command in every way it has, one after the other; then the further ways."""
    study = begun = new_study(folder / "0")
    kept = Kept.of(study)
    for name, ways in WRITING.items():
        begun = study if name == LAST_ALIKE else begun
        for way, arguments in enumerate(ways):
            words = (*name.split(), *(_meant(study, argument) for argument in arguments))
            step = undisturbed(f"{name} {way}", words, study, folder, kept)
            yield step
            study, kept = step.after, step.once
    for way, (name, arguments, prepare) in enumerate(FURTHER):
        study = Path(shutil.copytree(begun, folder / f"before further {way}"))
        prepare(study)
        step = undisturbed(f"{name} further {way}", (*name.split(), *arguments), study, folder)
        yield step
        begun = step.after


def undisturbed(name: str, words: tuple[str, ...], study: Path, folder: Path, kept: Kept | None = None) -> Step:
    """Give a command twice on copies of a study, and see what it leaves."""
    after = Path(shutil.copytree(study, folder / name))
    code, n_acts = attempt(after, words)
    assert code in (0, 6), (words, code)
    once = Kept.of(after)
    again = Path(shutil.copytree(after, folder / "again"))
    attempt(again, words)
    twice = Kept.of(again)
    shutil.rmtree(again)
    return Step(name, words, study, after, n_acts, code, kept or Kept.of(study), once, twice)


def wrong_after(step: Step, fault: Fault, n: int, folder: Path, chance: random.Random) -> list[str]:
    """What is not as it has to be after a fault at the n-th act, and once the command was given again."""
    study = Path(shutil.copytree(step.study, folder))
    try:
        return list(_wrong_in(step, study, fault, n, chance))
    finally:
        shutil.rmtree(study)


def _wrong_in(step: Step, study: Path, fault: Fault, n: int, chance: random.Random) -> Iterator[str]:
    code, _ = attempt(study, step.arguments, fault, n)
    if code == -signal.SIGALRM:
        yield "hung"
    if code in (1, 70):
        yield f"a bug, {code}"
    kept = Kept.of(study, counted=False)
    yield from _refused(step, study, kept, chance)
    if (step.kept.records & step.once.records) - kept.records:
        yield "lost"
    if kept.records - (step.kept.records | step.once.records):
        yield "doubled"
    if code in (0, step.code) and kept.records != step.once.records:
        yield "acknowledged and not kept"
    for table, rows in kept.rows.items():
        if table == "suggestions":  # new ones are written before those that are no longer made go
            continue
        ends = sorted((step.kept.rows.get(table, 0), step.once.rows.get(table, 0)))
        if not ends[0] <= rows <= ends[1]:
            yield f"half: {rows} rows of {table}, not {ends}"
    again, _ = attempt(study, step.arguments)
    if kept.records != step.once.records and again != step.code:
        yield f"given again ends with {again}"
    ended, once, twice = Kept.of(study), step.once, step.twice
    if step.command == "review":  # what the first had not marked yet when it was stopped, the next does not mark
        if not step.kept.marks <= ended.marks <= once.marks | twice.marks:
            yield f"half: given again leaves other marks: {_differing(ended, twice, 'marks')}"
        ended, once, twice = ended.without_marks(), once.without_marks(), twice.without_marks()
    for part in ("records", "rows", "files", "figures"):
        if getattr(ended, part) not in (getattr(once, part), getattr(twice, part)):
            yield f"half: given again leaves other {part}: {_differing(ended, once, part)}"


def _refused(step: Step, study: Path, kept: Kept, chance: random.Random) -> Iterator[str]:
    """Which commands that look do not end as before: all are asked of what was not left so before, else two."""
    left = f"{sorted(kept.rows.items())} {sorted(re.sub(TEMPORARY, 'temporary', name) for name in kept.files)}"
    is_known = left in step.seen or step.is_known(kept)
    names = chance.sample(list(LOOKING), k=2 if is_known else len(LOOKING))
    step.seen.add(left)
    copy = Path(shutil.copytree(study, study.with_name("looked at")))
    try:
        yield from (f"{name} refused" for name in names if not step.works_as_before(copy, name))
        if said(["check", "--project", str(copy)])[0]:
            yield "not whole"
    finally:
        shutil.rmtree(copy)


def _differing(one: Kept, other: Kept, part: str) -> str:
    ours, theirs = getattr(one, part), getattr(other, part)
    if isinstance(ours, str):
        return ""
    return (
        f"{ {key: (ours.get(key), theirs.get(key)) for key in {*ours, *theirs} if ours.get(key) != theirs.get(key)} }"
    )


def attempt(study: Path, arguments: Sequence[str], fault: Fault | None = None, n: int = 0) -> tuple[int, int]:
    """Give a command in a child, with a fault at its n-th act. Returns its exit code and how many acts it came to."""
    reader, writer = os.pipe()

    def work() -> None:
        signal.alarm(SECONDS)
        os.chdir(study)
        terminal.expect_screen = lambda _: None  # somebody who accepts whatever the screen shows first
        ReviewApp.run = lambda app: app.board.desk.decide(Verdict.ACCEPT)  # type: ignore[method-assign, assignment, return-value]
        acts, tell = Acts(fault, n), os.write
        acts.watch()
        code = said(list(arguments))[0]
        tell(writer, f"{code} {acts.count}".encode())

    child = fork(work)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read().decode().split()
    _, status = os.waitpid(child, 0)
    return (int(told[0]), int(told[1])) if told else (os.waitstatus_to_exitcode(status), n)


def new_study(folder: Path) -> Path:
    """A small study with all that the writing commands are given."""
    assert said(["init", str(folder), "--no-input", "--name", "Small study"])[0] == 0
    write_small_study(folder)
    (folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    (folder / "answers.csv").write_text(ASKED, encoding="utf-8")
    (folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    (folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    with (folder / "qualcode.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[privacy]\nattribution = "– {alias}"\n')
    (folder / "made.qdpx").write_bytes(project_in(Written()).data())
    (folder / "other.qdc").write_bytes(write_codebook([Code(id="roofs", name="Roofs")]))
    named = folder / "transcripts" / "carol.txt"
    named.write_text(named.read_text("utf-8").replace("for it", "for it, write to carol@un.example"), "utf-8")
    return folder


def _look_at_copy(study: Path, name: str) -> int:
    """How a command that looks ends; what it keeps of what it reckoned is not to stay."""
    copy = Path(shutil.copytree(study, study.with_name("asked before")))
    try:
        return look(copy, name)
    finally:
        shutil.rmtree(copy)


def look(study: Path, name: str) -> int:
    """How a command that looks ends."""
    with contextlib.chdir(study):
        code = said([*name.split(), *LOOKING[name]])[0]
        Path("exported.qdc").unlink(missing_ok=True)
    return code


def said(arguments: list[str]) -> tuple[int, str]:
    """The exit code of a command in this process, and what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return code, out.getvalue()


def _meant(study: Path, argument: str) -> str:
    if not argument.startswith("@"):
        return argument
    row = json.loads(said([*argument[1:].split(), "--format", "json", "--project", str(study)])[1])["rows"][0]
    return str(row["cells"].get("id") or row["key"])


def _same(line: str) -> str:
    """A record without what each giving of a command makes anew."""
    record = json.loads(line)
    return ANEW.sub("…", json.dumps({key: record[key] for key in sorted(record) if key not in OWN}))
