"""A row of Parquet or JSON lines is imported, corrected and forgotten as a file is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qualcode.errors import UsageError
from qualcode.model.informant import Roster
from qualcode.study import run
from qualcode.study.cluster import cluster_at
from qualcode.study.folder import new_study
from qualcode.study.keeping.remains import say_what_is_left
from qualcode.study.reading.importing import import_files
from qualcode.study.reading.interviews import import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.run import run_whole
from qualcode.study.study import Study
from tests.clusters import two_workers
from tests.study.make import CODEBOOK, Heard

__all__ = ["two_workers"]
FIRST = "Interviewer: Money?\n\nRespondent: The short grant ended, and donors left.\n"
SECOND = "Interviewer: Money?\n\nRespondent: Nobody paid at the checkpoint.\n"


def row(name: str, text: str, **more: str) -> dict[str, str]:
    return {"document": name, "text": text, "informant_id": f"p-{name}", "informant_type": "CSO", **more}


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "given" / "interviews.jsonl"
    path.parent.mkdir()
    write(path, row("kii-1", FIRST), row("kii-2", SECOND))
    return path


def write(path: Path, *rows: dict[str, str]) -> None:
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")


@pytest.fixture
def study(tmp_path: Path, heard: Heard) -> Iterator[Study]:
    new_study(tmp_path / "study", name="Study", codebook="cso_health")
    with Study.open(tmp_path / "study", voice=heard) as opened:
        yield opened


def as_files(rows: Path) -> Path:
    """The same interviews as files in a folder."""
    folder = rows.parent / "files"
    folder.mkdir()
    for line in rows.read_text("utf-8").splitlines():
        each = json.loads(line)
        (folder / f"{each['document']}.txt").write_text(each["text"], "utf-8")
    return folder


def kept(study: Study) -> list[Any]:
    return [(each.id, each.name, each.text, each.sha256, each.turns) for each in study.store.documents.all()]


def test_rows_are_read_as_files_are(study: Study, rows: Path, tmp_path: Path) -> None:
    import_transcripts(study, [rows], Roster())

    new_study(tmp_path / "other", name="Other", codebook="cso_health")
    with Study.open(tmp_path / "other") as other:
        import_transcripts(other, [as_files(rows)], Roster())
        assert kept(study) == kept(other)


def test_who_was_interviewed_is_taken_from_the_rows_where_nobody_wrote_it(study: Study, rows: Path) -> None:
    write(rows, row("kii-1", FIRST), row("kii-2", SECOND, informant_id="=1+1", region="north"))

    import_files(study, [str(rows)])
    people = load_roster(study).informants
    written = study.roster_path.read_bytes()
    write(rows, row("kii-1", FIRST, informant_type="UN agency"), row("kii-2", SECOND))
    import_files(study, [str(rows)])

    assert study.roster_path.suffix == ".xlsx"
    assert [(each.id, each.informant_type) for each in people] == [("p-kii-1", "CSO"), ("=1+1", "CSO")]
    assert study.roster_path.read_bytes() == written


def test_a_row_that_was_corrected_is_a_new_version_and_the_others_stay(study: Study, rows: Path) -> None:
    import_files(study, [str(rows)])
    write(
        rows, row("kii-0", "Respondent: A new one."), row("kii-1", FIRST), row("kii-2", SECOND.replace("Nobody", "All"))
    )

    outcome = import_files(study, [str(rows)])

    assert [document.id for document in outcome.documents] == ["kii-0", "kii-2"]
    assert [version.document_id for version in outcome.versions] == ["kii-2"]
    assert outcome.unchanged == ("kii-1",)
    assert "All paid" in study.store.documents.get("kii-2").text


def test_two_rows_of_one_name_are_refused_each_time(study: Study, rows: Path) -> None:
    write(rows, row("kii-1", FIRST), row("KII-1", SECOND), row("kii-1", SECOND))

    for _ in range(2):
        outcome = import_files(study, [str(rows)])
        assert sorted(failure.message for failure in outcome.failures) == [
            f"{rows}, row 2: KII-1.txt: would be kii-1, as kii-1.txt is",
            f"{rows}, row 3: is called kii-1.txt, as {rows}, row 1 is",
        ]
        assert "donors left" in study.store.documents.get("kii-1").text


@pytest.mark.parametrize("inside", [False, True])
def test_whoever_withdraws_is_told_in_which_row_their_words_are(
    study: Study, rows: Path, heard: Heard, inside: bool
) -> None:
    if inside:
        rows = rows.rename(study.folder / "transcripts" / rows.name)
    import_files(study, [str(rows)])

    say_what_is_left(study, "p-kii-2", study.store.forgetting.find("p-kii-2"), [])

    assert f"{rows}, row 2: the interview was read from here" in heard.warnings
    assert not any("row 1" in warning for warning in heard.warnings)


def test_whoever_withdraws_is_told_at_which_address_their_words_are(study: Study, heard: Heard) -> None:
    from fsspec import filesystem

    memory = filesystem("memory")
    memory.store.clear()
    memory.pipe("/given/kii-1.txt", FIRST.encode())
    import_files(study, ["memory://given"])
    import_files(study, ["memory://given/kii-1.txt"])

    say_what_is_left(study, "kii-1", study.store.forgetting.find("kii-1"), [])

    assert "memory:///given/kii-1.txt: the interview was read from here" in heard.warnings


def test_rows_are_read_by_the_workers_of_a_scheduler(
    study: Study, rows: Path, two_workers: str, tmp_path: Path
) -> None:
    new_study(tmp_path / "other", name="Other", codebook="cso_health")
    with Study.open(tmp_path / "other") as other:
        import_transcripts(other, [rows], load_roster(other))
        with cluster_at(two_workers, study.settings, study.voice) as cluster:
            import_transcripts(study, [rows], load_roster(study), cluster=cluster)

        assert kept(study) == kept(other)


def test_a_run_needs_no_list_of_informants_where_rows_say_it(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "write_reports", lambda *_, **__: [])
    codebook = tmp_path / "codes.yaml"
    codebook.write_text(CODEBOOK, "utf-8")

    done = run_whole(tmp_path / "run", [str(rows.parent / "*.jsonl")], codebook, None)

    assert done.n_failed == 0
    with Study.open(tmp_path / "run", read_only=True) as study:
        assert [(each.id, each.informant_type) for each in study.roster().informants] == [
            ("p-kii-1", "CSO"),
            ("p-kii-2", "CSO"),
        ]
    with pytest.raises(UsageError, match="no such file"):
        run_whole(tmp_path / "another", [str(rows.parent / "*.parquet")], codebook, None)
