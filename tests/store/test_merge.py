"""Records travel between copies of a study, and merging twice changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import ProjectError
from qualcode.model.coding import Verdict
from qualcode.model.journal import About, Event, EventKind, Memo, ReadMark
from qualcode.store import Store
from tests.store.make import make_decision


def copy_study(store: Store, folder: Path) -> Store:
    shutil.copytree(store.folder, folder)
    copied = Store.open(folder)
    copied.facts.set_setting("writer", f"writer of {folder.name}")
    return copied


def write_lines(store: Store, path: Path) -> Path:
    with path.open("w", encoding="utf-8") as stream:
        store.merging.export(stream)
    return path


@pytest.fixture
def pair(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A study and a copy of it, each with work of its own."""
    one = Store.create(tmp_path / "one", name="Shared")
    one.log.append(make_decision(text="Café 😀 قليل"))
    other = copy_study(one, tmp_path / "other")
    one.log.append(make_decision(coder="amal", segment=2))
    other.log.append(make_decision(coder="omar", segment=2))
    other.log.append_all([make_decision(coder="omar", segment=number) for number in (3, 4)])
    other.log.add_memo(Memo(id="m-1", coder="omar", about=About.STUDY, text="Noted."))
    other.log.add_event(Event(id="e-1", kind=EventKind.EXCLUDE, target="i1", detail={"reason": "pilot"}))
    other.log.mark_read(
        [ReadMark(coder="omar", segment_id="d:1", document_id="d", document_sha256="0", codebook_sha256="c")]
    )
    yield one, other
    one.close()
    other.close()


def by_lines(store: Store, folder: Path) -> Path:
    return write_lines(store, folder / "decisions.jsonl")


def by_database(store: Store, folder: Path) -> Path:
    return shutil.copy(store.path, folder / "project (conflicted copy).db")


@pytest.mark.parametrize("way", [by_lines, by_database])
def test_what_another_copy_wrote_comes_in_once(
    pair: tuple[Store, Store], tmp_path: Path, way: Callable[[Store, Path], Path]
) -> None:
    one, other = pair
    path = way(other, tmp_path)

    first, second = one.merging.merge(path), one.merging.merge(path)

    assert first.added == {"decision": 3, "memo": 1, "event": 1, "read": 1}
    assert first.known["decision"] == 1
    assert sum(second.added.values()) == 0
    assert [memo.text for memo in one.log.memos()] == ["Noted."]
    assert one.log.excluded() == {"i1": "pilot"}
    assert len(one.log.read_marks()) == 1


def test_both_copies_hold_the_same_in_the_same_order_once_merged(pair: tuple[Store, Store], tmp_path: Path) -> None:
    one, other = pair
    one.merging.merge(write_lines(other, tmp_path / "a.jsonl"))
    other.merging.merge(write_lines(one, tmp_path / "b.jsonl"))

    assert list(one.log.decisions()) == list(other.log.decisions())
    assert one.log.append(make_decision()).sequence == other.log.append(make_decision()).sequence


def test_another_study_is_not_merged(pair: tuple[Store, Store], tmp_path: Path) -> None:
    one, _ = pair
    with Store.create(tmp_path / "foreign", name="Foreign") as foreign:
        foreign.log.append(make_decision())
        path = write_lines(foreign, tmp_path / "foreign.jsonl")

    with pytest.raises(ProjectError, match="another study"):
        one.merging.merge(path)


def change_line(path: Path, change: Callable[[dict[str, object]], object]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[2])
    lines[2] = json.dumps(change(row) or row)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.update(sequence="many"),
        lambda row: row.pop("anchor"),
        lambda row: row.update(verdict="perhaps"),
        lambda row: ["canary"],
        lambda row: row.update(decided_at="canary"),
        lambda row: row.update(decided_at="2026-13-45T00:00:00Z"),
        lambda row: row.update(decided_at="20261124"),
        lambda row: row.update(sequence=2**53),
        lambda row: row.update(sequence=-1),
        lambda row: row.update(id=""),
        lambda row: row.update(coder="  "),
        lambda row: row.update(code_id=""),
        lambda row: row["anchor"].update(segment_id=""),
        lambda row: row["anchor"].update(start=9, end=3),
    ],
)
def test_a_broken_line_is_named_without_its_words_and_nothing_comes_in(
    pair: tuple[Store, Store], tmp_path: Path, change: Callable[[dict[str, object]], object]
) -> None:
    one, other = pair
    path = write_lines(other, tmp_path / "decisions.jsonl")
    change_line(path, change)
    before = list(one.log.decisions())

    with pytest.raises(ProjectError, match="line 3") as caught:
        one.merging.merge(path)

    assert "canary" not in str(caught.value)
    assert list(one.log.decisions()) == before


@pytest.mark.parametrize("number", [2**53 - 1, 2**40, 5_000_000])
def test_a_number_no_copy_can_have_come_to_is_refused_and_work_goes_on(
    pair: tuple[Store, Store], tmp_path: Path, number: int
) -> None:
    one, other = pair
    path = write_lines(other, tmp_path / "decisions.jsonl")
    change_line(path, lambda row: row.update(sequence=number))

    with pytest.raises(ProjectError, match="no copy of this study"):
        one.merging.merge(path)

    assert one.log.append(make_decision()).sequence < 100


def test_a_record_that_was_altered_on_the_way_is_listed_and_not_believed(
    pair: tuple[Store, Store], tmp_path: Path
) -> None:
    one, other = pair
    shared = next(iter(one.log.decisions()))
    path = write_lines(other, tmp_path / "decisions.jsonl")
    path.write_text(path.read_text(encoding="utf-8").replace('"verdict": "accept"', '"verdict": "reject"', 1))

    merged = one.merging.merge(path)

    assert merged.altered == [shared.id]
    assert next(iter(one.log.decisions())).verdict is Verdict.ACCEPT


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"not json\n", b'{"kind": "study", "format": 99}\n'])
def test_a_file_that_is_no_export_is_refused(pair: tuple[Store, Store], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.jsonl"
    path.write_bytes(content)

    with pytest.raises(ProjectError):
        pair[0].merging.merge(path)


def test_copies_of_a_folder_that_both_went_on_get_names_of_their_own(tmp_path: Path) -> None:
    with Store.create(tmp_path / "one", name="Shared") as one:
        one.log.append(make_decision())
        shutil.copytree(one.folder, tmp_path / "other")
        with Store.open(tmp_path / "other") as other:
            one.log.append(make_decision(segment=2))
            other.log.append(make_decision(Verdict.REJECT, segment=2))
            name = one.facts.setting("writer")
            assert other.facts.setting("writer") == name

            one.merging.merge(write_lines(other, tmp_path / "other.jsonl"))
            renamed = one.facts.setting("writer")
            one.merging.merge(tmp_path / "other.jsonl")

            assert renamed != name
            assert one.facts.setting("writer") == renamed
            assert one.log.append(make_decision(segment=3)).writer == renamed


def test_a_copy_that_only_sends_work_back_changes_no_name(tmp_path: Path) -> None:
    with Store.create(tmp_path / "one", name="Shared") as one:
        shutil.copytree(one.folder, tmp_path / "other")
        with Store.open(tmp_path / "other") as other:
            other.log.append(make_decision())
            name = one.facts.setting("writer")

            one.merging.merge(write_lines(other, tmp_path / "other.jsonl"))

            assert one.facts.setting("writer") == name
