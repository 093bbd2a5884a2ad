"""The browser and the terminal on one study: after every step they say the same."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from qualcode.model.coding import Mark, Verdict
from qualcode.review.queue import Stop
from qualcode.study.study import Study
from qualcode.tui.pending import Pending
from tests.examples import examples
from tests.web.make import Pages, served

VERDICTS = st.sampled_from(["accept", "reject", "skip"])
MEANT = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT, "skip": Verdict.SKIP}
PLACES = st.integers(0, 20)


def test_both_faces_agree_after_every_step(coded_once: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    class Faces(RuleBasedStateMachine):
        """One coder at both, another at the terminal."""

        @initialize()
        def open(self) -> None:
            self.folder = tempfile.TemporaryDirectory()
            copied = shutil.copytree(coded_once, Path(self.folder.name) / "study")
            self.study, self.other = Study.open(copied), Study.open(copied)
            self.serving = served(self.study)
            app, sessions = self.serving.__enter__()
            self.pages = Pages(app, sessions)
            self.desk, self.omar = self.other.review("Amal"), self.other.review("Omar")
            self.pending = Pending(self.desk)

        @rule(place=PLACES, action=VERDICTS, good=st.booleans())
        def press(self, place: int, action: str, good: bool) -> None:
            said: dict[str, Any] = {"marks": ["good quote"]} if good else {}
            page = self.pages.get(self._address(place))
            assert self.pages.press(page, action, **said).status_code == 200

        @rule(place=PLACES, action=VERDICTS, good=st.booleans())
        def key(self, place: int, action: str, good: bool) -> None:
            self.desk.refresh()
            self.desk.go(self._stop(place))
            if good is not (Mark.GOOD_QUOTE in self.pending.marks):
                self.pending.toggle(Mark.GOOD_QUOTE)
            self.pending.decide(MEANT[action])

        @rule(place=PLACES, action=VERDICTS)
        def somebody_else(self, place: int, action: str) -> None:
            self.omar.decide(MEANT[action], at=self._stop(place))

        @rule()
        def undo_in_the_browser(self) -> None:
            assert self.pages.press(self.pages.get(self._address(0)), "undo").status_code == 200

        @rule()
        def undo_at_the_terminal(self) -> None:
            self.desk.undo()

        @invariant()
        def they_agree(self) -> None:
            self.desk.refresh()
            shown = self.pages.get(self._address(0)).text
            assert re.search(r"<b data-left>(\d+)</b>", shown)[1] == str(self.desk.route.left)  # type: ignore[index]
            for place in range(len(self.desk.route.stops)):
                look, page = self.desk.look(self._stop(place)), self.pages.get(self._address(place)).text
                ticked = re.findall(r'name="marks" value="([a-z ]+)" checked', page)
                assert sorted(ticked) == sorted(mark.value for mark in look.marks)
                said = look.item.decision.verdict if look.item and look.item.decision else None
                assert ("✓ accepted</span></h1>" in page) is (said is Verdict.ACCEPT)
                assert ("✗ rejected</span></h1>" in page) is (said is Verdict.REJECT)

        def teardown(self) -> None:
            self.other.close()
            self.pages.client.close()
            self.study.close()
            self.folder.cleanup()

        def _stop(self, place: int) -> Stop:
            return self.desk.route.stops[place % len(self.desk.route.stops)]

        def _address(self, place: int) -> str:
            stop = self._stop(place)
            return f"/review/{stop.segment_id}/{stop.code_id}"

    run_state_machine_as_test(
        Faces,
        settings=settings(
            max_examples=examples(6), stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
