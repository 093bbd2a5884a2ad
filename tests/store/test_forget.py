"""Withdrawn consent: the words are gone from every file of the study, and do not come back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import BusyError, ReadError, UsageError
from qualcode.model.codebook import Change, Redirect
from qualcode.model.coding import Anchor, Decision
from qualcode.model.document import Document, Segment
from qualcode.model.hits import Hits
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.journal import About, Event, EventKind, Memo, ReadMark
from qualcode.model.plain import to_plain
from qualcode.store import Store, forget
from qualcode.store.backup import back_up, backups
from qualcode.store.engines.sqlite import translated
from tests.make import make_document, make_segments
from tests.store.make import make_decision

CANARY = "CANARYWORD"
ALONE = make_document(("I", "How was it?"), f"It was {CANARY} hard.", id="alone", informant_id="gone")
GROUP = make_document(
    ("I", "And you?"), f"Here is {CANARY} again.", "We share one car.", id="group", informant_id="gone"
)
GROUP = replace(
    GROUP,
    turns=(
        GROUP.turns[0],
        GROUP.turns[1]._replace(speaker="Mona"),
        GROUP.turns[2]._replace(informant_id="stays", speaker="Sami"),
    ),
)
ROSTER = Roster(
    informants=(Informant(id="gone", informant_type="CSO"), Informant(id="stays", informant_type="CSO")),
    appearances=(
        Appearance(informant_id="gone", document="alone"),
        Appearance(informant_id="gone", document="group"),
        Appearance(informant_id="stays", document="group"),
    ),
)


def decide(document: Document, segment: Segment, coder: str = "amal") -> Decision:
    anchor = Anchor(
        document_id=document.id,
        document_sha256=document.sha256,
        start=segment.start,
        end=segment.end,
        text=segment.text,
        before=document.text[max(0, segment.start - 32) : segment.start],
        after=document.text[segment.end : segment.end + 32],
        segment_id=segment.id,
    )
    return replace(make_decision(coder=coder), anchor=anchor)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy: a study of somebody who goes and somebody who stays."""
    folder = tmp_path_factory.mktemp("made") / "study"
    with Store.create(folder, name="Forget") as store:
        store.sources.save_roster(ROSTER)
        store.sources.keep("roster", "informants.csv", b"informant_id\ngone\nstays\n")
        store.facts.record_run("import", {"documents": ["alone", "group"], "informants": ["gone"]})
        for document in (ALONE, GROUP):
            segments = make_segments(document)
            store.documents.add(document, segments, segmenter="test 1")
            store.log.append_all([decide(document, segment) for segment in segments[1:]])
            store.log.mark_read([make_mark(document, segment) for segment in segments])
            hits = Hits(document_id=document.id, code_id="funding", columns=array("i"), key="k")
            store.suggestions.save([hits.packed()])
        store.log.add_memo(Memo(id="m", coder="amal", about=About.DOCUMENT, target="alone", text=f"On {CANARY}."))
        store.log.add_memo(Memo(id="p", coder="amal", about=About.PASSAGE, target="alone:2", text=f"On {CANARY}."))
        edited = {"quote": "Q-1", "change": "edit", "verbatim": f"It was {CANARY} hard."}
        store.log.add_event(Event(id="q", kind=EventKind.QUOTE, target="alone:2", detail=edited))
        (store.cache).mkdir()
        (store.cache / "parse").write_text(CANARY)
        back_up(store.path, "test")
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(shutil.copytree(made, tmp_path / "study")) as store:
        yield store


def make_mark(document: Document, segment: Segment) -> ReadMark:
    return ReadMark(
        coder="amal",
        segment_id=segment.id,
        document_id=document.id,
        document_sha256=document.sha256,
        codebook_sha256="c",
    )


def words_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_no_file_of_the_study_holds_the_words_any_more(store: Store) -> None:
    assert len(words_in(store.folder)) == 3

    removed = store.forgetting.forget("gone")

    assert words_in(store.folder) == []
    assert (removed.documents, removed.shared) == (["alone"], ["group"])
    assert removed.n_decisions == 2
    assert len(removed.cleaned) == 1
    assert removed.files == ["alone.txt", "group.txt"]


def test_the_others_in_a_group_interview_lose_nothing(store: Store) -> None:
    store.forgetting.forget("gone")

    [decision] = store.log.decisions()
    document = store.documents.get("group")
    assert document.text[decision.anchor.start : decision.anchor.end] == "We share one car."
    assert decision.anchor.document_sha256 == document.sha256
    assert CANARY not in decision.anchor.before
    assert [turn.informant_id for turn in document.turns] == [None, None, "stays"]
    assert store.documents.segments("group")[2].text == "We share one car."
    assert store.sources.roster().informant_types == ("CSO",)
    assert [informant.id for informant in store.sources.roster().informants] == ["stays"]


def test_decisions_are_kept_as_they_are_again_afterwards(store: Store) -> None:
    store.forgetting.forget("gone")

    with closing(sqlite3.connect(store.path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM decisions")


def test_the_transcript_is_not_imported_again(store: Store) -> None:
    store.forgetting.forget("gone")

    for document in (ALONE, replace(ALONE, id="other name")):
        with pytest.raises(ReadError, match="withdrew consent"):
            store.documents.add(document, make_segments(document), segmenter="test 1")


@pytest.mark.parametrize("informant_id", ["gone", None])
def test_a_group_interview_read_again_stays_without_the_words(store: Store, informant_id: str | None) -> None:
    store.forgetting.forget("gone")
    again = replace(GROUP, turns=(GROUP.turns[0], GROUP.turns[1]._replace(informant_id=informant_id), GROUP.turns[2]))

    store.documents.add(again, make_segments(again), segmenter="test 1")

    assert words_in(store.folder) == []
    assert store.documents.get("group").text.endswith("We share one car.")


def test_the_roster_does_not_bring_them_back(store: Store) -> None:
    store.forgetting.forget("gone")
    store.sources.save_roster(ROSTER)

    assert [informant.id for informant in store.sources.roster().informants] == ["stays"]
    assert [row.informant_id for row in store.sources.roster().appearances] == ["stays"]


def test_merging_an_older_export_does_not_bring_them_back(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "before.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        store.merging.export(stream)
    store.forgetting.forget("gone")

    merged = store.merging.merge(path)

    assert merged.forgotten == 8
    assert merged.added["decision"] == merged.added["memo"] == 0
    assert merged.altered == []
    assert words_in(store.folder) == []


def test_the_tombstone_names_nobody(store: Store) -> None:
    store.forgetting.forget("gone")

    [event] = store.log.events(EventKind.FORGET)
    assert "gone" not in str(event)
    assert "alone" not in str(event)


def test_a_document_alone_can_be_forgotten(store: Store) -> None:
    removed = store.forgetting.forget("alone")

    assert removed.documents == ["alone"]
    assert store.documents.ids() == ("group",)
    assert [informant.id for informant in store.sources.roster().informants] == ["gone", "stays"]


def test_nobody_of_that_name_is_said_so_and_changes_nothing(store: Store) -> None:
    before = store.path.read_bytes()

    with pytest.raises(UsageError, match="no such"):
        store.forgetting.forget("nobody")

    assert store.path.read_bytes() == before


def exported(store: Store, path: Path, *decisions: Decision) -> Path:
    """A file of another copy of the study, with decisions of its own."""
    with path.open("w", encoding="utf-8") as stream:
        store.merging.export(stream)
        for place, decision in enumerate(decisions):
            record = to_plain(replace(decision, writer="other", sequence=50 + place, decided_at="2026-11-24"))
            stream.write(json.dumps({"kind": "decision", **record}) + "\n")
    return path


def corrected_group() -> Document:
    """The group interview after a correction that this copy of the study does not have."""
    longer = make_document(
        ("I", "And how are you?"), f"Here is {CANARY} again.", "We share one car.", id="group", informant_id="gone"
    )
    turns = (longer.turns[0], longer.turns[1]._replace(speaker="Mona"), longer.turns[2]._replace(informant_id="stays"))
    return replace(longer, turns=turns)


@pytest.mark.parametrize("turn", [1, 2])
def test_merging_decisions_on_another_version_of_a_group_interview_brings_no_word_back(
    store: Store, tmp_path: Path, turn: int
) -> None:
    theirs = corrected_group()
    segment = replace(make_segments(theirs)[turn], id="group:9")
    path = exported(store, tmp_path / "other.jsonl", decide(theirs, segment))
    store.forgetting.forget("gone")

    merged = store.merging.merge(path)

    assert merged.added["decision"] == 0
    assert words_in(store.folder) == []


def test_what_others_said_at_the_same_place_is_merged_and_stands_there(store: Store, tmp_path: Path) -> None:
    kept = make_segments(GROUP)[2]
    mine = decide(GROUP, kept, coder="omar")
    path = exported(store, tmp_path / "other.jsonl", mine)
    store.forgetting.forget("gone")

    merged = store.merging.merge(path)

    assert merged.added["decision"] == 1
    anchor = next(decision.anchor for decision in store.log.decisions() if decision.id == mine.id)
    assert (anchor.text, anchor.document_sha256) == ("We share one car.", store.documents.get("group").sha256)
    assert words_in(store.folder) == []


@pytest.mark.parametrize("known", [True, False])
def test_a_stretch_that_reaches_into_their_words_is_kept_without_them(
    store: Store, tmp_path: Path, known: bool
) -> None:
    first, theirs, _ = make_segments(GROUP)
    wide = decide(GROUP, replace(first, end=theirs.end, text=GROUP.text[first.start : theirs.end]), coder="omar")
    path = exported(store, tmp_path / "other.jsonl", wide)
    if known:
        store.merging.merge(path)
    store.forgetting.forget("gone")
    store.merging.merge(path)

    anchor = next(decision.anchor for decision in store.log.decisions() if decision.id == wide.id)
    assert anchor.text.startswith("And you?")
    assert words_in(store.folder) == []


def test_a_version_that_is_not_kept_here_leaves_no_words_either(store: Store, tmp_path: Path) -> None:
    theirs = corrected_group()
    store.merging.merge(exported(store, tmp_path / "other.jsonl", decide(theirs, make_segments(theirs)[0])))
    wide = decide(theirs, replace(make_segments(theirs)[2], start=0, text=theirs.text))
    store.log.append(wide)

    removed = store.forgetting.forget("gone")

    assert words_in(store.folder) == []
    assert removed.n_decisions == 4


def test_forgetting_that_fails_half_way_can_be_done_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise BusyError(f"{path}: the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(forget, "vacuum", full)
        with pytest.raises(BusyError):
            store.forgetting.forget("gone")

    assert backups(store.folder), "a good backup is not deleted because the disk is full"
    assert "project.db" in words_in(store.folder), "nobody is taken for removed before their words are"
    store.forgetting.forget("gone")
    assert words_in(store.folder) == []


def test_who_withdrew_already_can_be_removed_again_from_what_came_back(store: Store, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    shutil.copy(store.path, old)
    store.forgetting.forget("gone")
    shutil.copy(old, store.folder / "backups" / "before workshop.db")

    removed = store.forgetting.forget("gone")

    assert removed.again
    assert words_in(store.folder) == []
    assert any(CANARY in turn for turn in removed.words), "so that reports can be searched again"


def test_every_copy_of_the_database_in_the_folder_is_cleaned(store: Store) -> None:
    for name in (
        "project.db.damaged-20260101T000000Z",
        "mine.db",
        f"backups/.project-20260101T000000Z-merge.db.{2**22}",
    ):
        shutil.copy(store.path, store.folder / name)
    (store.folder / "project.db.damaged-20260102T000000Z").write_bytes(f"no database {CANARY}".encode())
    (store.folder / "other.sqlite").write_bytes(b"SQLite format 3\0 of another program")

    removed = store.forgetting.forget("gone")

    assert words_in(store.folder) == []
    assert [path.name for path in removed.deleted] == ["project.db.damaged-20260102T000000Z"]
    assert (store.folder / "other.sqlite").exists(), "what qualcode did not make is not deleted"


def test_a_code_of_the_same_name_keeps_its_history(store: Store) -> None:
    store.log.append_redirect(Redirect(change=Change.MERGE, code_id="gone", to=("funding",)))
    store.log.add_memo(Memo(id="c", coder="amal", about=About.CODE, target="gone", text="What it means."))

    store.forgetting.forget("gone")

    assert [redirect.code_id for redirect in store.log.redirects()] == ["gone"]
    assert [memo.id for memo in store.log.memos()] == ["c"]


def test_a_full_disk_is_said_while_the_file_is_written_anew(store: Store) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"
    with pytest.raises(BusyError, match="the disk is full"), translated(store.path):
        raise full


def test_no_kept_roster_and_no_figure_tells_of_them(store: Store) -> None:
    text = "informant_id,organisation\ngone,Zürich Relief\nstays,Other\n"
    for encoding in ("cp1252", "utf-16", "utf-16-le"):
        store.sources.keep("roster", "informants.csv", text.encode(encoding))
    store.facts.record_figures({"F-1": {"measure": "n", "group": '{"organisation": ["Zürich Relief"]}'}})

    store.forgetting.forget("gone")

    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM sources WHERE kind = 'roster'").fetchone() == (0,)
    assert store.facts.figure("F-1") is None


def test_a_group_interview_does_not_say_how_they_were_told_apart(store: Store) -> None:
    named = replace(
        GROUP,
        id="group2",
        source_sha256="2",
        roles_reason="roster: Mona is gone",
        notes=("Mona speaks",),
        doubts=("'Mona' is a label once only", "1 line begins like a label (MONA)", "Monarchs are no labels"),
        left_out=("Interview with M. Saleh",),
    )
    store.documents.add(named, make_segments(named), segmenter="test 1")

    store.forgetting.forget("gone")

    left = store.documents.get("group2")
    assert "Mona" not in left.roles_reason + str(left.notes) + str(left.turns)
    assert left.doubts == ("Monarchs are no labels",)
    assert left.left_out == ()
