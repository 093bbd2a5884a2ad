"""A server learns that something changed beside it, and what."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.codebook import Change, Redirect
from qualcode.model.document import Role
from qualcode.model.hits import Hits
from qualcode.model.informant import Informant, Roster
from qualcode.model.journal import About, EventKind, Memo, ReadMark, new_event
from qualcode.store import Project
from tests.make import make_codebook, make_document, make_roster, make_segments
from tests.store.kills import fork
from tests.store.make import make_decision

DOCUMENT = make_document(("I", "How is the money?"), "Money is short.", id="kii-01")
READ = ReadMark(coder="amal", segment_id="kii-01:2", document_id="kii-01", document_sha256="0", codebook_sha256="c")
MEMO = Memo(id="m-1", coder="amal", about=About.STUDY, text="Hm.")


def add_document(project: Project, *turns: str) -> None:
    document = make_document(("I", "How is the money?"), *turns, id="kii-01")
    project.add_document(document, make_segments(document), segmenter="test")


def hits(key: str) -> Hits:
    return Hits(
        document_id="kii-01",
        code_id="funding",
        key=key,
        found=(("keywords", "money", ""),),
        columns=array("i", (2, 19, 24, 0)),
    )


def say_who_speaks(project: Project, informant_id: str | None, role: Role) -> None:
    asked, told = DOCUMENT.turns
    project.set_roles(replace(DOCUMENT, turns=(asked, replace(told, informant_id=informant_id, role=role))))


CHANGES: dict[str, tuple[Callable[[Project], object], set[str]]] = {
    "a decision": (lambda project: project.append(make_decision()), {"decisions"}),
    "a decision made elsewhere earlier": (
        lambda project: project.append(make_decision(sequence=1, writer="another copy")),
        {"decisions"},
    ),
    "a memo": (lambda project: project.add_memo(MEMO), {"memos"}),
    "a passage read": (lambda project: project.mark_read([READ]), {"reads"}),
    "an informant left out": (
        lambda project: project.add_event(new_event(EventKind.EXCLUDE, "i1")),
        {"events"},
    ),
    "an interview assigned": (
        lambda project: project.add_event(new_event(EventKind.ASSIGN, "kii-01", {"coder": "amal"})),
        {"events"},
    ),
    "a code merged": (
        lambda project: project.append_redirect(Redirect(change=Change.MERGE, code_id="access", to=("funding",))),
        {"events"},
    ),
    "an edited codebook": (
        lambda project: project.save_codebook(replace(make_codebook("funding"), sha256="d" * 64)),
        {"codebook"},
    ),
    "an earlier codebook again": (lambda project: project.save_codebook(make_codebook("access")), {"codebook"}),
    "a new informant": (lambda project: project.save_roster(make_roster(i1="CSO", i2="CSO")), {"roster"}),
    "another type": (lambda project: project.save_roster(make_roster(i1="UN agency")), {"roster"}),
    "another variable": (
        lambda project: project.save_roster(
            Roster(informants=(Informant(id="i1", informant_type="CSO", variables={"region": "north"}),))
        ),
        {"roster"},
    ),
    "a corrected transcript": (lambda project: add_document(project, "Money is scarce."), {"documents", "suggestions"}),
    "another transcript": (
        lambda project: project.add_document(replace(DOCUMENT, id="kii-02"), (), segmenter="test"),
        {"documents"},
    ),
    "another speaker": (lambda project: say_who_speaks(project, "i9", Role.INFORMANT), {"documents"}),
    "another role": (lambda project: say_who_speaks(project, None, Role.OTHER), {"documents"}),
    "another round": (lambda project: project.set_roles(replace(DOCUMENT, round="2")), {"documents"}),
    "another date": (lambda project: project.set_roles(replace(DOCUMENT, date="2024-03-12")), {"documents"}),
    "suggestions made anew": (lambda project: project.save_hits([hits("other")]), {"suggestions"}),
    "suggestions retired": (
        lambda project: project.retire_hits(codes=[("funding", hits("key").suggester)]),
        {"suggestions"},
    ),
    "a person forgotten": (
        lambda project: project.forget("i1"),
        {"documents", "roster", "events", "suggestions", "decisions"},
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study", name="Study") as project:
        project.save_codebook(make_codebook("access"))
        project.save_codebook(replace(make_codebook("access", "funding"), sha256="e" * 64))
        project.save_roster(make_roster(i1="CSO"))
        project.add_document(DOCUMENT, make_segments(DOCUMENT), segmenter="test")
        project.save_hits([hits("key")])
        project.append(make_decision(segment=2, sequence=7, writer="another copy"))
        yield project


@pytest.mark.parametrize(("change", "changed"), CHANGES.values(), ids=CHANGES)
def test_what_another_process_changes_changes_the_stamp(
    change: Callable[[Project], object], changed: set[str], project: Project
) -> None:
    before = project.stamp()

    def work() -> None:
        with Project.open(project.folder) as other:
            change(other)

    _, status = os.waitpid(fork(work), 0)
    assert status == 0

    after = project.stamp()
    assert after != before
    assert after.changed_since(before) == changed
    assert after == project.stamp()


def test_the_stamp_stays_while_nothing_happens(project: Project) -> None:
    before = project.stamp()
    project.mark_read([READ])
    read = project.stamp()
    project.mark_read([READ])
    project.save_roster(project.roster())
    project.record_run("status", {})
    project.record_figures({"F-1": {"measure": "n_informants"}})

    with Project.open(project.folder, read_only=True) as other:
        assert project.stamp() == other.stamp() == read
    assert read.changed_since(before) == {"reads"}
    assert read.changed_since(read) == frozenset()
