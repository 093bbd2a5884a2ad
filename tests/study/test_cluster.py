"""A study whose work a cluster does is the same to the byte, and one that was stopped goes on where it stood."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from qualcode.errors import BusyError, UsageError
from qualcode.study import cluster as clusters
from qualcode.study import run
from qualcode.study.cluster import cluster_at
from qualcode.study.codebook import suggesting
from qualcode.study.codebook.files import load_codebook
from qualcode.study.codebook.suggesting import suggest_codes
from qualcode.study.folder import new_study
from qualcode.study.reading import interviews
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.run import run_whole
from qualcode.study.study import Study
from qualcode.suggesters.workers import scheduler
from tests.clusters import Losing, local_cluster, two_workers
from tests.study.make import Heard, write_small_study

__all__ = ["two_workers"]
NAMES = ["Aziz", "Badr", "Cemal", "Dawud", "Emad", "Farid", "Ghani", "Hamid", "Idris"]
N = len(NAMES)


@contextmanager
def folk_study(folder: Path) -> Iterator[Study]:
    """A study in which Dana is known for who asks only by all interviews together, and forms by their paragraphs."""
    new_study(folder, name="Folk", codebook="cso_health")
    write_small_study(folder)
    rows = ["informant_id,informant_type,document"]
    for n in range(N):
        said = f"Dana: Tell me of it.\n\nAmal {NAMES[n]}: The grant of year {n} ended, and donors left us.\n\n"
        text = said + said.replace("donors", "nurses")
        if n % 3 == 2:
            text = f"How is the money spent\n\nA grant of {n} paid two nurses.\n\nWho passes checkpoints\n\nAll {n}.\n"
        (folder / "transcripts" / f"kii-{n}.txt").write_text(text, encoding="utf-8")
        rows.append(f"a{n},CSO,kii-{n}.txt")
    (folder / "informants.csv").write_text("\n".join(rows), encoding="utf-8")
    with Study.open(folder, voice=Heard()) as study:
        yield study


def rows_of(study: Study) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is kept of interviews and suggestions, but when."""
    with sqlite3.connect(study.folder / "project.db") as database:
        names = [row[1] for row in database.execute("PRAGMA table_info(documents)") if row[1] != "imported_at"]
        return {
            "documents": database.execute(f"SELECT {', '.join(names)} FROM documents ORDER BY id, version").fetchall(),
            "suggestions": database.execute("SELECT * FROM suggestions ORDER BY 1, 2, 3").fetchall(),
        }


def do_all(study: Study, address: str = "") -> dict[str, list[tuple[Any, ...]]]:
    roster = load_roster(study)
    with cluster_at(address, study.settings, study.voice) as cluster:
        outcome = import_transcripts(study, [study.folder / "transcripts"], roster, cluster=cluster)
    follow_import(study, roster, outcome)
    suggest_codes(study, load_codebook(study), scheduler=address)
    return rows_of(study)


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with folk_study(tmp_path / "plain") as study:
        return do_all(study)


@pytest.mark.parametrize("part", [500, 2])
def test_the_rows_are_the_same_to_the_byte(
    plain: dict[str, Any], two_workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(scheduler, "N_AT_ONCE", 2)
    monkeypatch.setattr(interviews, "PART", part)
    with folk_study(tmp_path / "shared") as study:
        assert do_all(study, two_workers) == plain
        assert study.voice.notes[0] == "the words of the interviews go to 2 workers on 127.0.0.1"  # type: ignore[attr-defined]

    assert any('"Dana"' in str(row) and '"interviewer"' in str(row) for row in plain["documents"])
    assert any("paragraphs that other documents have too" in str(row) for row in plain["documents"])
    assert len(plain["suggestions"]) > N


def test_a_worker_that_is_killed_in_the_middle_changes_no_byte(
    plain: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "N_AT_ONCE", 1)
    killed: list[int] = []

    with local_cluster(processes=True) as own, folk_study(tmp_path / "shared") as study:
        hand_out = scheduler.Cluster._hand_out

        def handed_out(cluster: scheduler.Cluster, name: str, batch: Any) -> Any:
            future = hand_out(cluster, name, batch)
            if not killed and "kii-4" in str(batch):
                killed.append(own.workers[0].pid)
                os.kill(killed[0], signal.SIGKILL)
            return future

        monkeypatch.setattr(scheduler.Cluster, "_hand_out", handed_out)
        assert do_all(study, own.scheduler_address) == plain

    assert killed


@pytest.mark.parametrize("error", [KeyboardInterrupt(), BusyError("the disk is full", hint="free some space")])
def test_the_same_command_again_goes_on_where_it_stood(
    plain: dict[str, Any], two_workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(scheduler, "N_AT_ONCE", 2)
    monkeypatch.setattr(interviews, "PART", 3)
    with folk_study(tmp_path / "stopped") as study:
        add_all, read = type(study.store.documents).add_all, interviews.Gathering.read
        stored: list[int] = []

        def add(own: Any, documents: Any, **given: Any) -> Any:
            if len(stored) == 2:
                raise error
            stored.append(len(documents))
            return add_all(own, documents, **given)

        with monkeypatch.context() as patch:
            patch.setattr(type(study.store.documents), "add_all", add)
            with pytest.raises(type(error)):
                do_all(study, two_workers)
        assert len(study.store.documents.ids()) == sum(stored) == 6

        asked: list[Path] = []
        with monkeypatch.context() as patch:
            spread = scheduler.Cluster.spread

            def counted(own: Any, waiting: Iterator[Any], do: Any, **given: Any) -> Any:
                waiting = list(waiting)
                asked.extend(getattr(each, "path", None) for each in waiting)
                return spread(own, iter(waiting), do, **given)

            patch.setattr(scheduler.Cluster, "spread", counted)
            assert do_all(study, two_workers) == plain
        assert len([path for path in asked if path]) == N + 3 - 6
        assert read is interviews.Gathering.read


def test_an_interview_that_no_worker_survives_is_named_and_matched_the_next_time(
    coded: Study, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_of(coded)["suggestions"]
    path = coded.codebook_path
    edited = path.read_text(encoding="utf-8").replace("[checkpoint]", "[checkpoint, medicine, ended]")
    path.write_text(edited, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(suggesting, "cluster_at", Losing(lambda each: each.document_id == "basim").connected)
        outcome = suggest_codes(coded, load_codebook(coded), scheduler="local:2")
    kept = rows_of(coded)["suggestions"]

    assert outcome.lost == ["basim"]
    assert "basim: not matched: no worker survived it" in heard.warnings
    assert [row for row in kept if row[0] == "basim"] == [row for row in before if row[0] == "basim"]
    assert [row for row in kept if row[0] == "amira"] != [row for row in before if row[0] == "amira"]
    assert suggest_codes(coded, load_codebook(coded)).n_rematched == 1


def test_a_file_that_cannot_be_read_is_named_as_without_a_scheduler(two_workers: str, tmp_path: Path) -> None:
    with folk_study(tmp_path / "study") as study:
        (study.folder / "transcripts" / "empty.txt").touch()
        (study.folder / "transcripts" / "bad.docx").write_bytes(b"PK no zip")
        with cluster_at(two_workers, study.settings, study.voice) as cluster:
            shared = import_transcripts(study, [study.folder / "transcripts"], load_roster(study), cluster=cluster)
        alone = import_transcripts(study, [study.folder / "transcripts"], load_roster(study))

    assert len(alone.failures) == 2
    assert [(each.message, each.hint) for each in shared.failures] == [(e.message, e.hint) for e in alone.failures]


def test_a_run_goes_through_a_scheduler(
    plain: dict[str, Any], two_workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "plain"
    monkeypatch.setattr(run, "write_reports", lambda *_, **__: [])

    run_whole(
        tmp_path / "run",
        [folder / "transcripts"],
        folder / "codebook.yaml",
        folder / "informants.csv",
        scheduler=two_workers,
    )

    with Study.open(tmp_path / "run") as study:
        assert rows_of(study) == plain


def test_without_dask_it_says_what_to_install(coded: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "find_spec", lambda _: None)

    with pytest.raises(UsageError, match="Dask") as refused:
        suggest_codes(coded, load_codebook(coded), scheduler="local:2")

    assert refused.value.hint == 'pip install "qualcode[dask]" brings it'
