"""Marking the passage on the screen for a finding, or against it."""

from __future__ import annotations

from textual.widgets import Static

from qualcode.model.document import Segment
from qualcode.model.finding import Finding, Stance
from qualcode.tui.app import ReviewApp
from qualcode.tui.evidence import Marking
from tests.review.make import ListLog
from tests.tui.make import drive, drive_keys, make_app, press

FINDINGS = (
    Finding(id="F1", statement="Money is short.", codes=("funding",)),
    Finding(id="F2", statement="People leave.", codes=("turnover",)),
)


def marked(app: ReviewApp, findings: tuple[Finding, ...] = FINDINGS) -> dict[tuple[str, str], Stance]:
    """Where the marks of an app go."""
    kept: dict[tuple[str, str], Stance] = {}

    def keep(segment: Segment, finding: Finding, stance: Stance) -> None:
        kept[segment.id, finding.id] = stance

    app.board.marking = Marking(
        findings=findings,
        said=lambda segment, finding: kept.get((segment.id, finding.id), Stance.NEITHER),
        keep=keep,
    )
    return kept


def test_a_passage_is_marked_for_one_finding_and_against_another_and_a_mark_taken_back() -> None:
    app = make_app(ListLog())
    kept = marked(app)

    drive_keys(app, "f", "enter", "f", *"F2 against", "enter", "f", *"F1 neither", "enter")

    [first, second] = kept.items()
    assert (first[0][1], first[1]) == ("F1", Stance.NEITHER)
    assert (second[0][1], second[1]) == ("F2", Stance.AGAINST)


def test_nothing_is_marked_where_the_choice_is_left_or_there_are_no_findings() -> None:
    app = make_app(ListLog())
    kept = marked(app)
    drive_keys(app, "f", "escape", "a")
    assert kept == {}

    without = make_app(ListLog())

    async def script(pilot: object) -> None:
        await press(pilot, "f")  # type: ignore[arg-type]
        said = without.board.query(Static)
        assert any("findings.yaml" in str(each.render()) for each in said)

    drive(without, script)  # type: ignore[arg-type]
