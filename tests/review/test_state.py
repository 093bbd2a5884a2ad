"""Decide, undo, stop and resume, merge, back up, restore: the study always holds what a plain dict says."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualcode.model.coding import Decision, Verdict
from qualcode.review.session import Session
from qualcode.store import Store
from qualcode.store.backup import back_up
from qualcode.store.restore import restore
from tests.examples import examples
from tests.review.make import SUGGESTIONS, make_library

CODERS = ("amal", "omar")
"""Each in a copy of the study of their own."""

State = dict[tuple[str, str], str]


class TwoCopies(RuleBasedStateMachine):
    """What every copy knows is a union of records; what a coder says of a passage is the latest of them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        Store.create(self.folder / "amal", name="State").close()
        shutil.copytree(self.folder / "amal", self.folder / "omar")
        self.projects = {coder: Store.open(self.folder / coder) for coder in CODERS}
        self.dead: list[Store] = []
        self.known: dict[str, dict[str, Decision]] = {coder: {} for coder in CODERS}
        self.before: dict[str, list[State]] = {coder: [] for coder in CODERS}
        """The states that undo goes back through."""
        self.backup: tuple[Path, dict[str, Decision]] | None = None

    def session(self, coder: str) -> Session:
        return Session(self.projects[coder].log, make_library(), coder=coder)

    def state(self, coder: str) -> State:
        """What the coder says now, in the coder's own copy, by a plain dict."""
        found: State = {}
        for each in sorted(self.known[coder].values(), key=lambda each: (each.sequence, each.writer, each.id)):
            if each.coder == coder:
                found[each.anchor.segment_id, each.code_id] = each.verdict
        return {place: verdict for place, verdict in found.items() if verdict != "withdraw"}

    def note(self, coder: str, made: tuple[Decision, ...]) -> None:
        self.known[coder].update({decision.id: decision for decision in made})

    @rule(
        coder=st.sampled_from(CODERS),
        place=st.integers(0, len(SUGGESTIONS) - 1),
        verdict=st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP]),
    )
    def decide(self, coder: str, place: int, verdict: Verdict) -> None:
        self.before[coder].append(self.state(coder))
        session = self.session(coder)
        self.note(coder, (session.decide(session.item(SUGGESTIONS[place].id), verdict),))

    @rule(coder=st.sampled_from(CODERS), verdict=st.sampled_from([Verdict.ACCEPT, Verdict.REJECT]))
    def decide_several_at_once(self, coder: str, verdict: Verdict) -> None:
        self.before[coder].append(self.state(coder))
        session = self.session(coder)
        self.note(coder, session.decide_all(session.items()[:3], verdict))

    @precondition(lambda self: any(self.before.values()))
    @rule(coder=st.sampled_from(CODERS))
    def undo(self, coder: str) -> None:
        if self.before[coder]:
            self.note(coder, self.session(coder).undo())
            assert self.state(coder) == self.before[coder].pop()

    @rule(coder=st.sampled_from(CODERS))
    def die_and_open_again(self, coder: str) -> None:
        self.dead.append(self.projects[coder])
        self.projects[coder] = Store.open(self.folder / coder)

    def bury(self) -> None:
        """Close what the dead had open, as the system does: else nothing is replaced or deleted on Windows."""
        while self.dead:
            self.dead.pop().close()

    @rule(coder=st.sampled_from(CODERS))
    def merge_the_others(self, coder: str) -> None:
        other = next(name for name in CODERS if name != coder)
        path = self.folder / "out.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            self.projects[other].merging.export(stream)
        merged = self.projects[coder].merging.merge(path)
        if any(each.coder == coder and id not in self.known[coder] for id, each in self.known[other].items()):
            self.before[coder] = []  # own decisions came back: what undo takes back next is not foreseen here
        self.known[coder].update(self.known[other])
        assert merged.altered == []
        assert self.projects[coder].merging.merge(path).added["decision"] == 0

    @rule()
    def back_up(self) -> None:
        self.backup = (back_up(self.projects["amal"].path, "test"), dict(self.known["amal"]))

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore(self) -> None:
        assert self.backup
        path, known = self.backup
        if path.exists():
            self.bury()
            self.projects["amal"].close()
            restore(self.folder / "amal", path)
            self.projects["amal"] = Store.open(self.folder / "amal")
            self.known["amal"] = dict(known)
            self.before["amal"] = []

    @invariant()
    def every_copy_holds_what_it_was_told(self) -> None:
        for coder, store in self.projects.items():
            assert {each.id: each for each in store.log.decisions()} == self.known[coder]
            session = self.session(coder)
            said = {(i.target.segment_id, i.target.code_id): i.decision.verdict for i in session.items() if i.decision}
            assert {place: verdict for place, verdict in said.items() if verdict != "withdraw"} == self.state(coder)

    def teardown(self) -> None:
        self.bury()
        for store in self.projects.values():
            store.check()
            store.close()
        shutil.rmtree(self.folder)


TestTwoCopies = TwoCopies.TestCase
TestTwoCopies.settings = settings(
    max_examples=examples(12), stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
