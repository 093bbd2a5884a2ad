"""The log of decisions behaves like a list that only grows."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from qualcode.errors import ProjectError, UsageError
from qualcode.model.codebook import Change, Redirect
from qualcode.model.coding import Decision, Verdict
from qualcode.model.journal import About, Event, EventKind, Memo, ReadMark
from qualcode.store import Store
from tests.examples import examples
from tests.store.kills import fork
from tests.store.make import make_decision


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "study", name="Log") as store:
        yield store


@pytest.mark.parametrize("statement", ["UPDATE decisions SET note = 'x'", "DELETE FROM decisions", "DELETE FROM memos"])
def test_what_people_wrote_can_be_neither_changed_nor_deleted(store: Store, statement: str) -> None:
    store.log.append(make_decision())
    store.log.add_memo(Memo(id="m-1", coder="amal", about=About.STUDY, text="A thought."))

    with pytest.raises(ProjectError, match="kept as they are"), store.writing() as connection:
        connection.exec_driver_sql(statement)


def test_what_became_of_a_code_has_its_place_among_the_decisions(store: Store) -> None:
    before = store.log.append(make_decision())
    redirect = Redirect(change=Change.SPLIT, code_id="access", to=("roads", "permits"), note="two things")
    kept = store.log.append_redirect(redirect)

    assert store.log.redirects() == (kept,)
    assert (kept.to, kept.note) == (("roads", "permits"), "two things")
    assert before.sequence < kept.sequence < store.log.append(make_decision()).sequence


def test_decisions_are_numbered_above_everything_the_copy_has_seen(store: Store) -> None:
    store.log.append(make_decision(sequence=41, writer="another copy"))

    assert store.log.append(make_decision()).sequence == 42
    assert [decision.sequence for decision in store.log.append_all([make_decision(), make_decision()])] == [43, 44]


def test_several_decisions_are_kept_together_or_not_at_all(store: Store) -> None:
    known = store.log.append(make_decision())

    with pytest.raises(RuntimeError):
        store.log.append_all([make_decision(), known])

    assert list(store.log.decisions()) == [known]


def test_what_follows_from_all_that_was_decided_before_is_kept_while_nobody_else_decides(store: Store) -> None:
    def work() -> None:
        known = 0
        with Store.open(store.folder) as other:
            for _ in range(15):

                def make(newer: Sequence[Decision]) -> list[Decision]:
                    return [replace(make_decision(), note=str(known + len(newer)))]  # noqa: B023 - used at once

                [kept] = other.log.append_after(known, make)
                assert int(kept.note) == kept.sequence - 1
                known = kept.sequence

    children = [fork(work) for _ in range(3)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert [each.note for each in store.log.decisions()] == [str(number) for number in range(45)]


def test_a_decision_is_found_by_its_id_whatever_its_number(store: Store) -> None:
    first, second = store.log.append_all([make_decision(), make_decision()])
    found: list[Sequence[Decision]] = []

    def make(newer: Sequence[Decision]) -> tuple[Decision, ...]:
        found.append(newer)
        return ()

    for number, id in ((0, ""), (1, ""), (2, first.id), (2, "")):
        assert store.log.append_after(number, make, id=id) == ()
    assert found == [[first, second], [second], [first], []]


def test_nothing_is_kept_where_what_follows_is_refused(store: Store) -> None:
    def make(newer: Sequence[Decision]) -> list[Decision]:
        raise UsageError("no")

    with pytest.raises(UsageError):
        store.log.append_after(0, make)
    with pytest.raises(RuntimeError):
        store.log.append_after(0, lambda newer: [make_decision(), replace(make_decision(), id="")] * 2)

    assert list(store.log.decisions()) == []
    assert store.log.append(make_decision()).sequence == 1


def test_a_newer_memo_takes_the_place_of_the_one_it_supersedes(store: Store) -> None:
    store.log.add_memo(Memo(id="m-1", coder="amal", about=About.CODE, target="funding", text="First."))
    store.log.add_memo(
        Memo(id="m-2", coder="amal", about=About.CODE, target="funding", text="Second.", supersedes="m-1")
    )
    store.log.add_memo(Memo(id="m-3", coder="omar", about=About.STUDY, text="Third."))

    assert [memo.text for memo in store.log.memos()] == ["Second.", "Third."]


def test_an_informant_is_left_out_until_included_again(store: Store) -> None:
    store.log.add_event(Event(id="e-1", kind=EventKind.EXCLUDE, target="i1", detail={"reason": "pilot"}))
    store.log.add_event(Event(id="e-2", kind=EventKind.EXCLUDE, target="i2", detail={"reason": "poor recording"}))
    store.log.add_event(Event(id="e-3", kind=EventKind.INCLUDE, target="i1"))

    assert store.log.excluded() == {"i2": "poor recording"}
    assert [event.target for event in store.log.events()] == ["i1", "i2", "i1"]


def test_reading_a_passage_twice_is_noted_once(store: Store) -> None:
    mark = ReadMark(coder="amal", segment_id="d:1", document_id="d", document_sha256="0", codebook_sha256="c")
    store.log.mark_read([mark])
    store.log.mark_read([mark])

    assert len(store.log.read_marks()) == 1
    assert store.log.read_marks(coder="omar") == ()


class LogAgreesWithList(RuleBasedStateMachine):
    """Append, append several, close and open again: the store holds what a plain list holds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.create(self.folder, name="State")
        self.kept: list[Decision] = []

    @rule(
        verdict=st.sampled_from(Verdict),
        segment=st.integers(1, 4),
        coder=st.sampled_from(["amal", "omar"]),
        text=st.text(max_size=12),
    )
    def decide(self, verdict: Verdict, segment: int, coder: str, text: str) -> None:
        text = text.encode("utf-8", "ignore").decode()
        self.kept.append(self.store.log.append(make_decision(verdict, segment=segment, coder=coder, text=text)))

    @rule(count=st.integers(0, 3))
    def decide_several(self, count: int) -> None:
        self.kept.extend(self.store.log.append_all([make_decision() for _ in range(count)]))

    @rule()
    def fail_half_way(self) -> None:
        if self.kept:
            with pytest.raises(RuntimeError):
                self.store.log.append_all([make_decision(), self.kept[0]])

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder)

    @invariant()
    def holds_the_same(self) -> None:
        assert list(self.store.log.decisions()) == self.kept

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestLogAgreesWithList = LogAgreesWithList.TestCase
TestLogAgreesWithList.settings = settings(
    max_examples=examples(20), stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
