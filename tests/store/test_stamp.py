"""A server learns that something changed beside it, and what."""

from __future__ import annotations

import os
import shutil
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.codebook import Change, Redirect
from qualcode.model.document import Role
from qualcode.model.hits import Hits, PackedHits
from qualcode.model.informant import Informant, Roster
from qualcode.model.journal import About, Event, EventKind, Memo, ReadMark
from qualcode.store import Store
from tests.make import make_codebook, make_document, make_roster, make_segments
from tests.store.kills import fork
from tests.store.make import make_decision

DOCUMENT = make_document(("I", "How is the money?"), "Money is short.", id="kii-01")
READ = ReadMark(coder="amal", segment_id="kii-01:2", document_id="kii-01", document_sha256="0", codebook_sha256="c")
MEMO = Memo(id="m-1", coder="amal", about=About.STUDY, text="Hm.")


def add_document(store: Store, *turns: str) -> None:
    document = make_document(("I", "How is the money?"), *turns, id="kii-01")
    store.documents.add(document, make_segments(document), segmenter="test")


def hits(key: str) -> PackedHits:
    return Hits(
        document_id="kii-01",
        code_id="funding",
        key=key,
        found=(("keywords", "money", ""),),
        columns=array("i", (2, 19, 24, 0)),
    ).packed()


def say_who_speaks(store: Store, informant_id: str | None, role: Role) -> None:
    asked, told = DOCUMENT.turns
    store.documents.set_roles(replace(DOCUMENT, turns=(asked, told._replace(informant_id=informant_id, role=role))))


CHANGES: dict[str, tuple[Callable[[Store], object], set[str]]] = {
    "a decision": (lambda store: store.log.append(make_decision()), {"decisions"}),
    "a decision made elsewhere earlier": (
        lambda store: store.log.append(make_decision(sequence=1, writer="another copy")),
        {"decisions"},
    ),
    "a memo": (lambda store: store.log.add_memo(MEMO), {"memos"}),
    "a passage read": (lambda store: store.log.mark_read([READ]), {"reads"}),
    "an informant left out": (
        lambda store: store.log.add_event(Event(id="e-1", kind=EventKind.EXCLUDE, target="i1")),
        {"events"},
    ),
    "an interview assigned": (
        lambda store: store.log.add_event(
            Event(id="e-1", kind=EventKind.ASSIGN, target="kii-01", detail={"coder": "amal"})
        ),
        {"events"},
    ),
    "a code merged": (
        lambda store: store.log.append_redirect(Redirect(change=Change.MERGE, code_id="access", to=("funding",))),
        {"events"},
    ),
    "an edited codebook": (
        lambda store: store.sources.save_codebook(replace(make_codebook("funding"), sha256="d" * 64)),
        {"codebook"},
    ),
    "an earlier codebook again": (lambda store: store.sources.save_codebook(make_codebook("access")), {"codebook"}),
    "a new informant": (lambda store: store.sources.save_roster(make_roster(i1="CSO", i2="CSO")), {"roster"}),
    "another type": (lambda store: store.sources.save_roster(make_roster(i1="UN agency")), {"roster"}),
    "another variable": (
        lambda store: store.sources.save_roster(
            Roster(informants=(Informant(id="i1", informant_type="CSO", variables={"region": "north"}),))
        ),
        {"roster"},
    ),
    "a corrected transcript": (lambda store: add_document(store, "Money is scarce."), {"documents", "suggestions"}),
    "another transcript": (
        lambda store: store.documents.add(replace(DOCUMENT, id="kii-02"), (), segmenter="test"),
        {"documents"},
    ),
    "another speaker": (lambda store: say_who_speaks(store, "i9", Role.INFORMANT), {"documents"}),
    "another role": (lambda store: say_who_speaks(store, None, Role.OTHER), {"documents"}),
    "another round": (lambda store: store.documents.set_roles(replace(DOCUMENT, round="2")), {"documents"}),
    "another date": (lambda store: store.documents.set_roles(replace(DOCUMENT, date="2024-03-12")), {"documents"}),
    "suggestions made anew": (lambda store: store.suggestions.save([hits("other")]), {"suggestions"}),
    "suggestions retired": (
        lambda store: store.suggestions.retire(codes=[("funding", hits("key").suggester)]),
        {"suggestions"},
    ),
    "a person forgotten": (
        lambda store: store.forgetting.forget("i1"),
        {"documents", "roster", "events", "suggestions", "decisions"},
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy: a study with something of each table."""
    folder = tmp_path_factory.mktemp("made") / "study"
    with Store.create(folder, name="Study") as store:
        store.sources.save_codebook(make_codebook("access"))
        store.sources.save_codebook(replace(make_codebook("access", "funding"), sha256="e" * 64))
        store.sources.save_roster(make_roster(i1="CSO"))
        store.documents.add(DOCUMENT, make_segments(DOCUMENT), segmenter="test")
        store.suggestions.save([hits("key")])
        store.log.append(make_decision(segment=2, sequence=7, writer="another copy"))
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(shutil.copytree(made, tmp_path / "study")) as store:
        yield store


@pytest.mark.parametrize(("change", "changed"), CHANGES.values(), ids=CHANGES)
def test_what_another_process_changes_changes_the_stamp(
    change: Callable[[Store], object], changed: set[str], store: Store
) -> None:
    before = store.stamp()

    def work() -> None:
        with Store.open(store.folder) as other:
            change(other)

    _, status = os.waitpid(fork(work), 0)
    assert status == 0

    after = store.stamp()
    assert after != before
    assert after.changed_since(before) == changed
    assert after == store.stamp()


def test_the_stamp_stays_while_nothing_happens(store: Store) -> None:
    before = store.stamp()
    store.log.mark_read([READ])
    read = store.stamp()
    store.log.mark_read([READ])
    store.sources.save_roster(store.sources.roster())
    store.facts.record_run("status", {})
    store.facts.record_figures({"F-1": {"measure": "n_informants"}})

    with Store.open(store.folder, read_only=True) as other:
        assert store.stamp() == other.stamp() == read
    assert read.changed_since(before) == {"reads"}
    assert read.changed_since(read) == frozenset()
