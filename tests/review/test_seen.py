"""What a coder saw is sent along: nothing lands on a passage that is not what it was, and nobody overrules unawares."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from qualcode.model.coding import DecisionLog, Mark, Verdict
from qualcode.review.desk import Desk
from qualcode.review.library import Library
from qualcode.review.queue import Stop, Wanted
from qualcode.review.seen import Changed, Fate, Outcome, Seen
from qualcode.review.session import Session
from qualcode.review.standing import DECIDED
from qualcode.store import Store
from tests.examples import examples
from tests.make import make_document, make_segments
from tests.review.make import SUGGESTIONS, ListLog, ListNotebook, make_desk, make_library
from tests.store.kills import fork

ACCEPT, REJECT, SKIP = Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP
FIRST = Stop("kii-01:2", "funding")


@pytest.fixture
def log() -> ListLog:
    return ListLog()


def open_desk(log: DecisionLog, library: Library, coder: str = "amal", *, blind: bool = False) -> Desk:
    return Desk(Session(log, library, coder=coder, blind=blind), ListNotebook(), Wanted())


def other_evidence() -> Library:
    found = replace(SUGGESTIONS[0].evidence[0], rule="mone*")
    return replace(make_library(), suggestions=(replace(SUGGESTIONS[0], evidence=(found,)), *SUGGESTIONS[1:]))


def corrected(*turns: str) -> Library:
    document = make_document(("I", "How is the money?"), *turns, id="kii-01")
    library = make_library()
    segments = {segment.id: segment for segment in make_segments(document)}
    others = {id: each for id, each in library.segments.items() if each.document_id != document.id}
    there = tuple(each for each in SUGGESTIONS if each.segment_id in segments | others)
    return replace(
        library,
        documents={**library.documents, document.id: document},
        segments=segments | others,
        suggestions=there,
    )


def test_what_is_as_it_was_shown_is_kept(log: ListLog) -> None:
    desk = make_desk(log)
    outcome = desk.decide(ACCEPT, at=FIRST, seen=desk.look(FIRST).seen)

    assert (outcome.fate, outcome.decisions) == (Fate.KEPT, tuple(log.kept))


CHANGES = {
    "the passage": (corrected("Money is scarce.", "Donors left us.", "People leave."), Changed.WORDS),
    "another passage": (corrected("Money is short.", "Donors left us all.", "People leave."), None),
    "evidence": (other_evidence(), Changed.EVIDENCE),
}


@pytest.mark.parametrize(("now", "changed"), CHANGES.values(), ids=CHANGES)
def test_a_coder_is_asked_again_where_the_passage_or_its_evidence_changed(
    now: Library, changed: Changed | None, log: ListLog
) -> None:
    seen = make_desk(log).look(FIRST).seen
    desk = open_desk(log, now)
    outcome = desk.decide(ACCEPT, at=FIRST, seen=seen)

    assert outcome.changed is changed
    assert outcome.fate is (Fate.ASK_AGAIN if changed else Fate.KEPT)
    assert bool(log.kept) is (changed is None)
    assert desk.decide(ACCEPT, at=FIRST, seen=desk.look(FIRST).seen).fate is (
        Fate.KEPT if changed else Fate.NOTHING_NEW
    )


def test_a_passage_that_is_gone_is_asked_again(log: ListLog) -> None:
    seen = make_desk(log).look(Stop("kii-01:4", "staff")).seen
    desk = open_desk(log, corrected("Money is short.", "Donors left us."))

    assert desk.add("staff", at=FIRST, seen=seen).changed is Changed.WORDS
    assert log.kept == []


def test_a_coder_is_asked_again_after_deciding_in_another_window(log: ListLog) -> None:
    here, there = make_desk(log), make_desk(log)
    seen = here.look(FIRST).seen
    there.decide(ACCEPT, at=FIRST, marks=[Mark.GOOD_QUOTE], note="Clear.")

    outcome = here.decide(REJECT, at=FIRST, seen=seen)
    assert (outcome.fate, outcome.changed, len(log.kept)) == (Fate.ASK_AGAIN, Changed.DECISION, 1)
    look = here.look(FIRST)
    assert (look.marks, look.note) == ((Mark.GOOD_QUOTE,), "Clear.")
    assert here.decide(REJECT, at=FIRST, seen=look.seen).fate is Fate.KEPT


def test_another_code_on_the_passage_is_not_asked_again(log: ListLog) -> None:
    here, there = make_desk(log), make_desk(log)
    seen = here.look(FIRST).seen
    there.decide(ACCEPT, at=FIRST)

    assert here.add("staff", at=FIRST, seen=seen).fate is Fate.KEPT


def test_what_somebody_else_decided_meanwhile_stands_beside(log: ListLog) -> None:
    amal, omar = make_desk(log), make_desk(log, "omar")
    seen = amal.look(FIRST).seen
    omar.decide(REJECT, at=FIRST)

    outcome = amal.decide(ACCEPT, at=FIRST, seen=seen)
    assert (outcome.fate, [each.coder for each in outcome.beside]) == (Fate.BESIDE, ["omar"])
    assert [each.coder for each in log.kept] == ["omar", "amal"]
    assert amal.decide(REJECT, at=FIRST, seen=amal.look(FIRST).seen).fate is Fate.KEPT


def test_what_somebody_skipped_does_not_stand_beside(log: ListLog) -> None:
    amal, omar = make_desk(log), make_desk(log, "omar")
    seen = amal.look(FIRST).seen
    omar.decide(SKIP, at=FIRST)

    assert amal.decide(ACCEPT, at=FIRST, seen=seen).fate is Fate.KEPT


def test_a_blind_coder_is_told_nothing_of_others(log: ListLog) -> None:
    amal, omar = make_desk(log, blind=True), make_desk(log, "omar")
    omar.decide(ACCEPT, at=Stop("kii-01:3", "donors"))
    seen = amal.look(FIRST).seen
    omar.decide(REJECT, at=FIRST)

    outcome = amal.decide(ACCEPT, at=FIRST, seen=seen)
    assert (outcome.fate, outcome.beside) == (Fate.KEPT, ())
    assert seen == make_desk(ListLog(), blind=True).look(FIRST).seen


def test_a_request_that_comes_twice_is_kept_though_its_own_decision_is_newer_than_what_was_seen(log: ListLog) -> None:
    desk = make_desk(log)
    seen, id = desk.look(FIRST).seen, str(uuid.uuid4())
    first = desk.decide(ACCEPT, at=FIRST, seen=seen, id=id)
    again = desk.decide(ACCEPT, at=FIRST, seen=seen, id=id)

    assert (again.fate, again.decisions, again.again) == (Fate.KEPT, first.decisions, True)
    assert desk.pace.decided == 1


def test_what_was_seen_stands_on_a_line_of_a_form(log: ListLog) -> None:
    desk = make_desk(log)
    desk.decide(ACCEPT, at=FIRST)
    seen = desk.look(FIRST).seen

    assert Seen.read(seen.written()) == seen
    assert "\n" not in seen.written()
    assert "Money" not in seen.written()


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", "null", "1", '{"segment_id": 1}', "[" * 50_000, '{"text_sha256": {}}']
)
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not what was seen"):
        Seen.read(line)


WINDOWS = ("amal", "amal too", "omar")
"""Two of one coder, and one of another."""
STOPS = [FIRST, Stop("kii-01:3", "donors")]


class Windows(RuleBasedStateMachine):
    """Windows that look and decide in any order agree with a plain record of who said what when."""

    def __init__(self) -> None:
        super().__init__()
        self.log = self.open_log()
        self.edited = False
        self.desks = {name: open_desk(self.log, make_library(), name.split()[0]) for name in WINDOWS}
        self.seen: dict[tuple[str, Stop], tuple[Seen, str, set[str], bool]] = {}
        self.last: dict[tuple[str, Stop], tuple[str, Verdict]] = {}
        """Of a coder and a stop, the id and verdict of what they said last."""
        self.n_kept = 0

    def open_log(self) -> DecisionLog:
        return ListLog()

    def own(self, name: str, stop: Stop) -> str:
        return self.last.get((name.split()[0], stop), ("", SKIP))[0]

    def others(self, name: str, stop: Stop) -> set[str]:
        coder = name.split()[0]
        said = [(who, *word) for (who, where), word in self.last.items() if where == stop]
        return {id for who, id, verdict in said if who != coder and verdict in DECIDED}

    @rule(name=st.sampled_from(WINDOWS), stop=st.sampled_from(STOPS))
    def look(self, name: str, stop: Stop) -> None:
        desk = self.desks[name]
        desk.refresh()
        self.seen[name, stop] = (desk.look(stop).seen, self.own(name, stop), self.others(name, stop), self.edited)

    @rule(
        name=st.sampled_from(WINDOWS),
        stop=st.sampled_from(STOPS),
        verdict=st.sampled_from([ACCEPT, REJECT, SKIP]),
        marks=st.sampled_from([(), (Mark.CONTRARY,)]),
    )
    def decide(self, name: str, stop: Stop, verdict: Verdict, marks: tuple[Mark, ...]) -> None:
        if (name, stop) not in self.seen:
            return
        seen, own, others, edited = self.seen[name, stop]
        note = str(self.n_kept)
        outcome = self.desks[name].decide(verdict, at=stop, marks=marks, note=note, seen=seen, id=str(uuid.uuid4()))
        if (edited, stop) == (not self.edited, FIRST):
            assert outcome.changed is Changed.EVIDENCE
        elif own != self.own(name, stop):
            assert outcome.changed is Changed.DECISION
        else:
            assert {each.id for each in outcome.beside} == self.others(name, stop) - others
            self.keep(name, stop, outcome)
            return
        assert outcome.decisions == ()

    def keep(self, name: str, stop: Stop, outcome: Outcome) -> None:
        [made] = outcome.decisions
        assert made.supersedes == ((old,) if (old := self.own(name, stop)) else ())
        self.last[name.split()[0], stop] = (made.id, made.verdict)
        self.n_kept += 1

    @rule()
    def edit_the_codebook(self) -> None:
        self.edited = not self.edited
        library = other_evidence() if self.edited else make_library()
        self.desks = {name: open_desk(self.log, library, name.split()[0]) for name in WINDOWS}

    @rule(name=st.sampled_from(WINDOWS))
    def open_again(self, name: str) -> None:
        library = self.desks[name].session.library
        self.desks[name] = open_desk(self.log, library, name.split()[0])

    @invariant()
    def nothing_else_is_kept(self) -> None:
        kept = list(self.log.decisions())
        assert len(kept) == self.n_kept
        last = {(each.coder, Stop(each.anchor.segment_id, each.code_id)): each.id for each in kept}
        assert last == {place: id for place, (id, _) in self.last.items()}


TestWindows = Windows.TestCase
TestWindows.settings = settings(max_examples=examples(150), stateful_step_count=25, deadline=None)


class WindowsOnAStudy(Windows):
    """The same on the study's database."""

    def open_log(self) -> DecisionLog:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.create(self.folder, name="Windows")
        return self.store.log

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestWindowsOnAStudy = WindowsOnAStudy.TestCase
TestWindowsOnAStudy.settings = settings(
    max_examples=examples(10), stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_processes_that_send_the_same_requests_keep_each_once(tmp_path: Path) -> None:
    Store.create(tmp_path / "study", name="Study").close()
    ids = [str(uuid.UUID(int=number, version=4)) for number in range(12)]

    def work() -> None:
        with Store.open(tmp_path / "study") as store:
            session = Session(store.log, make_library(), coder="amal")
            for place, id in enumerate(ids):
                item = session.item(SUGGESTIONS[place % len(SUGGESTIONS)].id)
                verdict = ACCEPT if place < len(SUGGESTIONS) else REJECT
                assert session.decide(item, verdict, note=str(place), id=id).id == id

    children = [fork(work) for _ in range(3)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    with Store.open(tmp_path / "study") as store:
        kept = list(store.log.decisions())
        assert sorted(each.id for each in kept) == ids
        assert len({each.sequence for each in kept}) == len(ids)
        store.check()


@pytest.mark.parametrize("seed", range(6))
def test_what_is_sent_again_after_a_crash_is_neither_lost_nor_doubled(seed: int, tmp_path: Path) -> None:
    Store.create(tmp_path / "study", name="Study").close()
    ids = [str(uuid.UUID(int=number, version=4)) for number in range(20)]
    reader, writer = os.pipe()

    def work(acknowledge: int = -1) -> None:
        with Store.open(tmp_path / "study") as store:
            session = Session(store.log, make_library(), coder="amal")
            for place, id in enumerate(ids):
                item = session.item(SUGGESTIONS[place % len(SUGGESTIONS)].id)
                session.decide(item, ACCEPT if place % 2 else REJECT, note=str(place), id=id)
                if acknowledge >= 0:
                    os.write(acknowledge, b".")

    child = fork(lambda: work(writer))
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        n_acknowledged = len(pipe.read(1 + 2 * seed))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        n_acknowledged += len(pipe.read())
    with Store.open(tmp_path / "study") as store:
        assert n_acknowledged <= len(list(store.log.decisions())) <= n_acknowledged + 1

    work()
    with Store.open(tmp_path / "study") as store:
        assert [(each.id, each.note) for each in store.log.decisions()] == [(id, str(n)) for n, id in enumerate(ids)]
