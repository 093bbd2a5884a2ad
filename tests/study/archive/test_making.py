"""An archive counts what a study of the same interviews counts, wherever it is made and however often it is stopped."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode.errors import BusyError, ProjectError, ReadError, UsageError
from qualcode.store import archive as stored
from qualcode.study.archive import archive as archives
from qualcode.study.archive import making
from qualcode.study.archive.archive import open_archive
from qualcode.study.archive.interview import Given, Reading
from qualcode.suggesters.workers import scheduler
from tests.clusters import Losing
from tests.study.archive.make import TYPES, Files, bytes_of, numbers, table_of
from tests.study.make import Heard


@pytest.fixture(scope="module")
def counted(same_files: Files) -> object:
    """What an archive of the files in their folder counts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(same_files.folder / "config"))
        return table_of(same_files.archive("counted"))


@pytest.mark.parametrize("by", ["informant_type", "organisation"])
def test_it_counts_what_a_study_counts(files: Files, by: str) -> None:
    counted = table_of(files.archive(), by)

    assert counted == numbers(files.table_of_study(by))
    assert counted["funding", "total.n_informants"] == (9, 12)
    assert counted["access", "total.n_informants"] == (6, 12)
    assert len(set(counted.values())) > 10


def test_the_sample_is_counted_alike(sample_once: Path, tmp_path: Path) -> None:
    from qualcode.study.archive.archive import make_archive
    from qualcode.study.folder import brought
    from qualcode.study.study import Study

    given = brought("transcripts_sample")
    archive = make_archive(
        tmp_path / "archive", [str(given)], sample_once / "codebook.yaml", given / "informants.csv", n_processes=1
    )
    with Study.open(sample_once, read_only=True) as study:
        table = study.results(unreviewed=True).frequencies(small_groups=True)

    assert table_of(archive) == numbers(table)


@pytest.mark.parametrize("at_once", [50, 5])
def test_every_byte_is_the_same_with_the_workers_of_a_scheduler(
    files: Files, two_workers: str, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(making, "AT_ONCE", at_once)
    monkeypatch.setattr(scheduler, "N_AT_ONCE", 2)

    assert bytes_of(files.archive("workers", scheduler=two_workers)) == bytes_of(files.archive("alone"))


class Stops:
    """Work that is stopped at its n-th act, and goes on when it is done again."""

    def __init__(self, act: Callable[..., Any], at: int, error: BaseException) -> None:
        self.act, self.left, self.error = act, at, error

    def __call__(self, *given: Any, **more: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise self.error
        return self.act(*given, **more)


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("at", [1, 2, 4])
@pytest.mark.parametrize(
    ("where", "act", "error", "told"),
    [
        (making, "write_whole", KeyboardInterrupt(), KeyboardInterrupt),  # in the first pass
        (stored, "sync_file", KeyboardInterrupt(), KeyboardInterrupt),  # in the second
        (stored, "sync_file", FULL, BusyError),
    ],
)
def test_the_same_command_again_goes_on_where_it_stood(
    same_files: Files,
    whole: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: Any,
    act: str,
    error: BaseException,
    told: type[BaseException],
    at: int,
) -> None:
    monkeypatch.setattr(making, "AT_ONCE", 3)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    stopped = str(tmp_path / "stopped")
    with monkeypatch.context() as patch:
        patch.setattr(where, act, Stops(getattr(where, act), at, error))
        with pytest.raises(told):
            same_files.archive(stopped)
    left = {name: content for name, content in bytes_of_folder(Path(stopped)).items() if name in whole}
    assert all(whole[name] == content for name, content in left.items() if name != "archive.json")
    with pytest.raises(ProjectError, match="not finished"):
        open_archive(Path(stopped))

    n_read = 0
    read = Reading.first

    def counted(own: Reading, given: Given) -> Any:
        nonlocal n_read
        n_read += 1
        return read(own, given)

    monkeypatch.setattr(Reading, "first", counted)
    assert bytes_of(same_files.archive(stopped)) == whole
    assert n_read == (12 - 3 * (at - 1) if where is making else 0)


def bytes_of_folder(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix != ".tmp" and path.is_file()
    }


def test_nothing_is_read_again_where_nothing_changed(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bytes_of(files.archive())
    monkeypatch.setattr(Reading, "_told", lambda *_: pytest.fail("read again"))

    assert bytes_of(files.archive()) == before


def test_what_changed_is_made_again_and_what_is_gone_goes(files: Files) -> None:
    files.archive()
    (files.transcripts / "kii-1.txt").write_text("Interviewer: Yes?\n\nRespondent: Only a checkpoint.\n", "utf-8")
    (files.transcripts / "kii-3.txt").unlink()
    (files.folder / "codes.yaml").write_text(files.codebook.read_text("utf-8").replace("donor]", "donor, alone]"))

    again = files.archive()

    assert bytes_of(again) == bytes_of(files.archive("anew"))
    assert table_of(again)["funding", "total.n_informants"][1] == 11  # type: ignore[index]


def test_copies_and_files_that_cannot_be_read_are_named(files: Files) -> None:
    (files.transcripts / "kii-20.txt").write_bytes((files.transcripts / "kii-2.txt").read_bytes())
    (files.transcripts / "KII 4.md").write_text("Respondent: Another interview.", "utf-8")
    (files.transcripts / "bad.docx").write_bytes(b"PK no zip")
    heard = Heard()

    archive = files.archive(heard=heard)

    assert table_of(archive)["*", "total.n_informants"][1] == 12  # type: ignore[index]
    told = "\n".join(heard.warnings)
    assert "kii-20.txt: the same interview as kii-2.txt" in told
    assert "would be kii-4" in told
    assert "bad.docx" in told
    assert len(archive.store.failures()) == 3


def test_no_word_that_was_said_is_kept(files: Files) -> None:
    for n in range(12):
        path = files.transcripts / f"kii-{n}.txt"
        path.write_text(path.read_text("utf-8").replace("checkpoints", "checkpoints zanzibar"), "utf-8")

    kept = bytes_of(files.archive())

    assert not [name for name, content in kept.items() if b"zanzibar" in content]


def test_a_file_that_ends_every_worker_is_named_and_the_rest_counted(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = files.transcripts / "kii-99.txt"
    deadly.write_text("Respondent: This one ends whoever reads it.", "utf-8")
    monkeypatch.setattr(archives, "cluster_at", Losing(lambda each: each.name == str(deadly)).connected)

    archive = files.archive(scheduler="local:2")

    assert [reason for _, reason in archive.store.failures()] == [f"{deadly}: ended every worker that read it"]
    assert table_of(archive)["funding", "total.n_informants"] == (9, 12)


@pytest.mark.parametrize(
    "kind", ["glob", "lines", "parquet", "address", "lines at an address", "parquet at an address"]
)
def test_interviews_come_from_wherever_they_lie(files: Files, counted: object, kind: str) -> None:
    from fsspec import filesystem

    memory = filesystem("memory")
    memory.store.clear()
    for path in (*files.transcripts.iterdir(), files.as_lines(), files.as_parquet()):
        memory.pipe(f"/{'given/' if path.suffix == '.txt' else ''}{path.name}", path.read_bytes())
    address, in_rows = {
        "glob": (str(files.transcripts / "kii-*.txt"), False),
        "lines": (str(files.as_lines()), True),
        "parquet": (str(files.as_parquet()), True),
        "address": ("memory://given", False),
        "lines at an address": ("memory://interviews.jsonl", True),
        "parquet at an address": ("memory://interviews.parquet", True),
    }[kind]

    archive = files.archive("there", address, **({"informants": None} if in_rows else {}))

    assert table_of(archive) == counted
    assert archive.store.failures() == []


def test_rows_that_are_no_interviews_are_named_and_the_rest_counted(files: Files) -> None:
    path = files.as_lines()
    path.write_text(path.read_text("utf-8") + '{"document": "kii-99", "text": 5}\n', "utf-8")

    archive = files.archive("rows", str(path), informants=None)

    [(_, reason)] = archive.store.failures()
    assert reason.startswith("interviews.jsonl: line 13: its text is no text")
    assert table_of(archive) == table_of(files.archive())


def test_a_file_without_one_interview_is_refused(files: Files) -> None:
    path = files.folder / "rows.jsonl"
    path.write_text('{"text": "x"}\n[]\n', "utf-8")

    with pytest.raises(ReadError, match=r"rows\.jsonl: line 1: has no document"):
        files.archive("rows", str(path), informants=None)


@pytest.mark.parametrize("where", ["nowhere", "empty", "nosuchkind://bucket/x"])
def test_a_place_without_interviews_is_named(files: Files, where: str) -> None:
    (files.folder / "empty").mkdir()

    with pytest.raises(UsageError) as refused:
        files.archive("archive", where if "://" in where else str(files.folder / where))

    assert where in refused.value.message
    assert not (files.folder / "archive").exists()


def test_it_says_what_to_install_where_duckdb_is_not(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "find_spec", lambda _: None)

    with pytest.raises(UsageError, match="DuckDB") as refused:
        files.archive()

    assert refused.value.hint == 'pip install "qualcode[archive]" brings it'


def test_an_archive_says_who_is_missing(files: Files) -> None:
    with pytest.raises(UsageError, match="who was interviewed"):
        files.archive("archive", informants=None)
    with pytest.raises(ProjectError, match="no archive"):
        open_archive(files.folder)
    (files.folder / "full").mkdir()
    (files.folder / "full" / "letter.docx").touch()
    with pytest.raises(UsageError, match="holds other files"):
        files.archive("full")
    assert set(files.archive().store.members("informant_type")) == set(TYPES[:2])
