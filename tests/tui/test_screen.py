"""The review screen: what every key does, and what is on the screen when something goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.text import Text
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, OptionList, Static, TextArea

from qualcode.errors import BusyError, QualcodeError
from qualcode.model.coding import Mark, Verdict
from qualcode.model.direction import is_right_to_left
from qualcode.model.keys import KEYS, read_keys
from qualcode.review.adjudication import Adjudication
from qualcode.review.desk import Desk
from qualcode.review.queue import Order, Stop, Wanted
from qualcode.review.resolve import resolve
from qualcode.review.session import Session
from qualcode.store.engines.sqlite import ReadOnlyError
from qualcode.tui.app import ReviewApp
from qualcode.tui.aside import Aside
from qualcode.tui.dialogs import Choice, Pick
from qualcode.tui.transcript import Transcript
from tests.examples import examples
from tests.review.make import ListLog, ListNotebook
from tests.tui.make import (
    TALK,
    FailingLog,
    drive,
    drive_keys,
    make_app,
    make_library,
    press,
    settled,
    status,
)


def said(log: ListLog) -> list[tuple[str, str, str]]:
    return [(each.verdict.value, each.code_id, each.anchor.segment_id) for each in log.kept]


def quoted(log: ListLog) -> list[str]:
    return [coding.text for coding in resolve(log.decisions(), TALK).codings]


FIRST = "kii-01:2"
CASES: dict[str, tuple[Sequence[str], list[tuple[str, str, str]]]] = {
    "accept": (["a"], [("accept", "funding", FIRST)]),
    "reject": (["r"], [("reject", "funding", FIRST)]),
    "skip": (["s"], [("skip", "funding", FIRST)]),
    "undo": (["a", "u"], [("accept", "funding", FIRST), ("withdraw", "funding", FIRST)]),
    "instead": (["c", *"staff", "enter"], [("reject", "funding", FIRST), ("add", "staff", FIRST)]),
    "instead, left": (["c", "escape"], []),
    "instead, by arrows": (["c", "down", "down", "enter"], [("reject", "funding", FIRST), ("add", "staff", FIRST)]),
    "add": (["+", "enter", *"staff", "enter"], [("add", "staff", FIRST)]),
    "add, left": (["+", "escape"], []),
    "new_code": (["n", *"Garden", "enter", "enter"], [("add", "garden", FIRST)]),
    "new_code, left": (["n", *"Garden", "enter", "escape"], []),
    "trim": (["t", "enter"], [("accept", "funding", FIRST)]),
    "good_quote": (["g", "a"], [("accept", "funding", FIRST)]),
    "contrary": (["y", "a"], [("accept", "funding", FIRST)]),
    "do_not_quote": (["d", "a"], [("accept", "funding", FIRST)]),
    "off_record": (["o", "a"], [("accept", "funding", FIRST)]),
    "finding": (["f", "a"], [("accept", "funding", FIRST)]),
    "summary": (["w", "a"], [("accept", "funding", FIRST)]),
    "memo": (["m", *"why", "enter", "a"], [("accept", "funding", FIRST)]),
    "rule": (["b", "a"], [("accept", "funding", FIRST), ("accept", "funding", "kii-01:4")]),
    "rule, left": (["b", "escape"], []),
    "next": (["right", "a"], [("accept", "gone", FIRST)]),
    "previous": (["right", "left", "a"], [("accept", "funding", FIRST)]),
    "open": (["tab", "a"], [("accept", "gone", FIRST)]),
    "jump to a document": (["j", *"kii-02", "enter", "a"], [("accept", "funding", "kii-02:2")]),
    "jump to a code": (["j", *"staff", "enter", "a"], [("accept", "staff", "kii-01:4")]),
    "search, for a passage": (["slash", *"kii-01:4", "enter", "enter", "a"], [("accept", "funding", "kii-01:4")]),
    "search": (["slash", *"people", "enter", "enter", "a"], [("accept", "funding", "kii-01:4")]),
    "below": (["full_stop", "a"], [("accept", "funding", "kii-01:4")]),
    "below, where nothing is proposed": (
        ["full_stop", "full_stop", "+", "enter", *"staff", "enter", "tab", "a"],
        [("add", "staff", "kii-01:5"), ("accept", "funding", "kii-01:4")],
    ),
    "above": (["j", *"staff", "enter", "comma", "a"], [("accept", "funding", FIRST)]),
    "help": (["question_mark", "escape", "a"], [("accept", "funding", FIRST)]),
    "theme": (["l", "a"], [("accept", "funding", FIRST)]),
    "down and up": (["down", "up", "a"], [("accept", "funding", FIRST)]),
}


@pytest.mark.parametrize(("keys", "decisions"), CASES.values(), ids=CASES)
def test_every_key_does_what_it_says(keys: Sequence[str], decisions: list[tuple[str, str, str]]) -> None:
    log = ListLog()
    drive_keys(make_app(log), *keys)

    assert said(log) == decisions


def test_no_key_is_left_out_of_the_cases() -> None:
    tried = {name.split(",")[0].split(" to ")[0] for name in CASES}

    assert set(KEYS) - tried == {"down", "up", "quit"}


@pytest.mark.parametrize(
    ("key", "mark"), [("g", Mark.GOOD_QUOTE), ("y", Mark.CONTRARY), ("d", Mark.DO_NOT_QUOTE), ("o", Mark.OFF_RECORD)]
)
def test_marks_go_with_the_decision(key: str, mark: Mark) -> None:
    log = ListLog()
    app = make_app(log)

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, key, "a")
        assert status(app) == f"✓ saved: accepted Funding on {FIRST}, {mark}"

    drive(app, script)
    assert log.kept[0].marks == (mark,)


def test_a_mark_that_waits_is_taken_back_before_the_last_decision() -> None:
    log = ListLog()
    drive_keys(make_app(log), "a", "y", "u", "a", "u")

    assert [each.verdict.value for each in log.kept] == ["accept", "accept", "withdraw"]
    assert [each.marks for each in log.kept] == [(), (), ()]


@pytest.mark.parametrize("key", ["A", "x", "ф"])
def test_a_key_that_does_nothing_says_so(key: str) -> None:
    app = make_app(ListLog())

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, key)
        assert status(app) == f"no key {key}: ? shows the keys"

    drive(app, script, (120, 40))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], "There is no money [sic] for a year."),
        (["right"], "Every grant ends in March!"),
        (["shift+right"], "There is no money [sic] for a year. Every grant ends in March!"),
        (["w", "shift+right", "shift+right", "left", "right"], "There"),
        (["w", "right", "shift+left", "right"], "Every"),
        (["right", "left_square_bracket"], "There is no money [sic] for a year. Every grant ends in March!"),
    ],
)
def test_a_quote_is_trimmed_by_sentence_or_word(keys: list[str], words: str) -> None:
    log = ListLog()
    drive_keys(make_app(log), "t", *keys, "enter")

    if words in ("There", "Every"):
        assert len(quoted(log)[0].split()) == 1
    else:
        assert quoted(log) == [words]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], ""),
        (["left"], "There is no money [sic] for a year."),
        (["left", "right"], "Every grant ends in March!"),
        (["right", "left", "shift+right"], "Every grant ends in March! The donors left us, one after the other."),
    ],
)
def test_another_code_is_on_the_whole_passage_unless_a_stretch_is_picked_out(keys: list[str], words: str) -> None:
    log = ListLog()
    app = make_app(log)

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "plus", *keys, "enter", *"staff", "enter")
        only = f"“{words}”" if len(words) <= 60 else f"“{words[:30].strip()} … {words[-30:].strip()}”"
        assert status(app) == f"✓ saved: added Staff on {FIRST}" + (f", only {only}" if words else "")

    drive(app, script)
    whole = make_library().segments[FIRST].text
    assert quoted(log) == [words or whole]


def test_memos_go_to_what_they_are_about() -> None:
    notebook = ListNotebook()
    drive_keys(
        make_app(ListLog(), notebook),
        "m",
        "tab",
        *"here",
        "ctrl+j",
        *"too",
        "enter",
        "m",
        "tab",
        "tab",
        *"all",
        "enter",
    )

    assert [(memo.about, memo.target, memo.text) for memo in notebook.written] == [
        ("passage", FIRST, "here\ntoo"),
        ("document", "kii-01", "all"),
    ]


def test_quitting_keeps_what_was_read() -> None:
    notebook = ListNotebook()
    app = make_app(ListLog(), notebook)
    drive_keys(app, "a", "right", "q")

    assert [mark.segment_id for mark in notebook.read] == [FIRST]
    assert app.return_code == 0


def test_keys_can_be_changed() -> None:
    log = ListLog()
    drive_keys(make_app(log, keys={"accept": "space", "reject": "a"}), "space", "a")

    assert [each.verdict for each in log.kept] == [Verdict.ACCEPT, Verdict.REJECT]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50)])
def test_every_key_can_be_clicked(size: tuple[int, int]) -> None:
    log = ListLog()
    app = make_app(log)

    async def script(pilot: Pilot[None]) -> None:
        keys = app.board.query_one("#keys")
        for label in ("reject", "accept"):
            line = next(n for n, line in enumerate(str(keys.render()).split("\n")) if label in line)
            column = str(keys.render()).split("\n")[line].index(label)
            await pilot.click("#keys", offset=(column + 2, line))
            await settled(pilot)

    drive(app, script, size)
    assert [each.verdict for each in log.kept] == [Verdict.REJECT, Verdict.ACCEPT]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_another_code_on_the_passage_can_be_clicked(size: tuple[int, int]) -> None:
    app = make_app(ListLog())

    async def script(pilot: Pilot[None]) -> None:
        side = app.board.query_one(Aside)
        rows = [side.render_line(y).text for y in range(side.size.height)]
        row = next(place for place, line in enumerate(rows) if "Donors leaving" in line)
        left = side.scrollable_content_region.x - side.region.x
        await pilot.click("#side", offset=(left + rows[row].index("Donors"), row))
        await settled(pilot)

    drive(app, script, size)
    assert app.board.desk.route.stop == Stop("kii-01:2", "gone")


def test_a_click_picks_a_word_out_and_another_with_shift_reaches_to_it() -> None:
    log = ListLog()
    app = make_app(log)

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "t", "w")
        talk = app.board.query_one(Transcript)
        rows = ["".join(cells.text for cells in talk.render_line(y)) for y in range(talk.size.height)]
        row = next(n for n, line in enumerate(rows) if "There is no money" in line)
        await pilot.click("#talk", offset=(rows[row].index("no money") + 1, row))
        await pilot.click("#talk", offset=(rows[row].index("[sic]") + 1, row), shift=True)
        await press(pilot, "enter")

    drive(app, script)
    assert quoted(log) == ["no money [sic]"]


def shown(app: ReviewApp) -> str:
    talk = app.board.query_one(Transcript)
    lines = [line.text if isinstance(line, Strip) else line.plain for line in talk._lines]
    return "\n".join(line.rstrip() for line in lines)


def test_the_interview_is_shown_as_it_is_without_power() -> None:
    app = make_app(ListLog())
    seen: list[str] = []

    async def script(pilot: Pilot[None]) -> None:
        seen.append(shown(app))

    drive(app, script)
    assert "money [sic] for a year" in seen[0]
    assert r"\x1b[31mThey go" in seen[0]
    assert "\x1b" not in seen[0]
    assert "▌ There is no money" in seen[0]


def test_right_to_left_passages_stand_to_the_right_under_the_code() -> None:
    app = make_app(ListLog(), wanted=Wanted(document_id="kii-02"))
    seen: list[object] = []

    async def script(pilot: Pilot[None]) -> None:
        seen.append(app.board.query_one("#body").has_class("-stacked"))
        seen.append(shown(app))

    drive(app, script, (140, 40))
    assert seen[0]
    [line] = [line for line in str(seen[1]).split("\n") if "تمويل كاف" in line]
    assert line.startswith("▌    ")
    assert is_right_to_left("«المانحون» left")
    assert not is_right_to_left("12 donors المانحون")


PROBLEMS = [
    BusyError("another program is writing to this study", hint="try again in a moment"),
    BusyError("the disk is full", hint="free some space and try again"),
    ReadOnlyError("this study can only be read", hint="ask for the right to write to its folder"),
]


@pytest.mark.parametrize("wrong", PROBLEMS, ids=["locked", "full", "read-only"])
@pytest.mark.parametrize("keys", [["a"], ["r"], ["t", "enter"], ["c", *"staff", "enter"], ["b", "a"]])
def test_what_could_not_be_saved_is_said_and_can_be_done_again(wrong: QualcodeError, keys: list[str]) -> None:
    log = FailingLog()
    app = make_app(log)
    lines: list[str] = []

    async def script(pilot: Pilot[None]) -> None:
        log.wrong = wrong
        await press(pilot, *keys)
        lines.append(status(app))
        stop, left = app.board.desk.route.stop, app.board.desk.route.left
        assert (stop, left) == (Stop(FIRST, "funding"), 5)
        log.wrong = None
        await press(pilot, *keys)
        lines.append(status(app))

    drive(app, script)
    assert lines[0].startswith(f"NOT SAVED. {wrong.message}: {wrong.hint}")
    assert lines[1].startswith("✓ saved")
    assert len({(each.code_id, each.anchor.segment_id) for each in log.kept}) == len(log.kept)


def test_saved_is_said_only_once_it_is() -> None:
    class SlowLog(ListLog):
        go = False

        def append_all(self, decisions: Sequence) -> tuple:  # type: ignore[type-arg]
            import time

            while not self.go:
                time.sleep(0.01)
            return super().append_all(decisions)

    log = SlowLog()
    app = make_app(log)
    lines: list[str] = []

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await asyncio.sleep(0.5)
        lines.append(status(app))
        log.go = True
        await settled(pilot)
        lines.append(status(app))

    drive(app, script)
    assert lines[0].startswith("saving …")
    assert lines[1] == "✓ saved: accepted Funding on kii-01:2"


def test_a_bug_ends_the_screen_without_showing_values(capfd: pytest.CaptureFixture[str]) -> None:
    class BrokenLog(ListLog):
        def append_all(self, decisions: Sequence) -> tuple:  # type: ignore[type-arg]
            raise RuntimeError(decisions[0].anchor.text)

    app = make_app(BrokenLog())
    with pytest.raises(RuntimeError):
        drive_keys(app, "a")

    assert isinstance(app.failure, RuntimeError)
    assert "no money" not in "".join(capfd.readouterr())


def test_what_others_decide_meanwhile_is_taken_in() -> None:
    log = ListLog()
    omar = Session(log, make_library(), coder="omar")
    app = make_app(log)
    lines: list[str] = []

    async def script(pilot: Pilot[None]) -> None:
        omar.decide(omar.items()[0], Verdict.ACCEPT)
        app.board._look()
        await settled(pilot)
        lines.append(status(app))

    drive(app, script)
    assert lines == ["omar decided meanwhile; 4 left"]


def test_an_empty_queue_says_so_and_no_key_breaks_it() -> None:
    app = make_app(ListLog(), wanted=Wanted(code_id="staff", document_id="kii-02"))
    keys = ["a", "r", "s", "u", "c", "plus", "n", "t", "g", "m", "b", "right", "left", "tab", "q"]
    drive_keys(app, *keys, size=(80, 24))

    assert app.return_code == 0


def adjudication(log: ListLog) -> ReviewApp:
    library = make_library(assigned=(("amal", "kii-01"), ("omar", "kii-01")))
    for coder, verdict in {"amal": Verdict.ACCEPT, "omar": Verdict.REJECT}.items():
        session = Session(log, library, coder=coder)
        session.decide(session.items()[1], verdict, note=f"{coder} thinks so.")
    disputed = resolve(log.decisions(), TALK).disputed
    desk = Adjudication(log, library, ListNotebook(), disputed, coder="lead")
    return ReviewApp(desk, order="what coders disagree on", keys=read_keys({}))


@pytest.mark.parametrize(("key", "counted"), [("a", 1), ("r", 0)])
def test_disagreements_are_settled_by_the_same_keys(key: str, counted: int) -> None:
    log = ListLog()
    drive_keys(adjudication(log), "m", *"because", "enter", key, "c", "n", "g")

    assert len(resolve(log.decisions(), TALK).codings) == counted
    assert (log.kept[-1].coder, log.kept[-1].note, len(log.kept)) == ("lead", "because", 3)


RANDOM = st.lists(
    st.sampled_from(
        [
            "a",
            "r",
            "s",
            "u",
            "g",
            "o",
            "right",
            "left",
            "tab",
            "escape",
            "enter",
            "t",
            "c",
            "b",
            "l",
            "down",
            "plus",
            "w",
        ]
    ),
    max_size=12,
)


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RANDOM)
def test_whatever_is_pressed_reopening_shows_the_same_state(keys: list[str]) -> None:
    log = ListLog()
    app = make_app(log)
    drive_keys(app, *keys)
    reopened = Desk(Session(log, make_library(), coder="amal"), ListNotebook(), Wanted())

    assert reopened.session.items() == app.board.desk.session.items()
    assert len({decision.id for decision in log.kept}) == len(log.kept)


SNAPSHOTS: dict[str, tuple[list[str], tuple[int, int], bool, Wanted]] = {
    "first": ([], (100, 30), False, Wanted()),
    "narrow": (["right"], (80, 24), False, Wanted()),
    "light": (["a", "left", "left"], (120, 40), True, Wanted()),
    "arabic": ([], (100, 30), False, Wanted(document_id="kii-02")),
    "picking": (["t", "shift+right"], (100, 30), False, Wanted()),
    "choosing": (["c", *"don"], (100, 30), False, Wanted()),
    "rule": (["b"], (100, 30), False, Wanted()),
    "help": (["question_mark"], (100, 40), False, Wanted()),
    "passage to read": (["right"] * 4, (100, 30), False, Wanted(whole=True, order=Order.DOCUMENT)),
}


@pytest.mark.parametrize(("keys", "size", "light", "wanted"), SNAPSHOTS.values(), ids=SNAPSHOTS)
def test_the_screen_looks_as_before(
    keys: list[str],
    size: tuple[int, int],
    light: bool,
    wanted: Wanted,
    snap_compare: Callable[..., bool],
) -> None:
    async def run_before(pilot: Pilot[None]) -> None:
        for widget in (*pilot.app.query(Input), *pilot.app.query(TextArea)):
            widget.cursor_blink = False
        await press(pilot, *keys)
        for widget in (*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)):
            widget.cursor_blink = False
        await settled(pilot)

    assert snap_compare(make_app(ListLog(), wanted=wanted, light=light), terminal_size=size, run_before=run_before)


def test_the_adjudication_looks_as_before(snap_compare: Callable[..., bool]) -> None:
    async def run_before(pilot: Pilot[None]) -> None:
        await settled(pilot)

    assert snap_compare(adjudication(ListLog()), terminal_size=(120, 30), run_before=run_before)


def test_a_long_passage_is_whole_on_a_small_screen() -> None:
    app = make_app(ListLog())

    async def script(pilot: Pilot[None]) -> None:
        for height in (24, 18, 40):
            await pilot.resize_terminal(44, height)
            await settled(pilot)
            talk = app.board.query_one(Transcript)
            shown = [talk.render_line(y).text for y in range(talk.size.height)]
            assert any("one after the other" in line for line in shown), height
            assert any("There is no money" in line for line in shown), height

    drive(app, script, (44, 24))


def test_what_was_searched_for_stands_out_in_what_was_found() -> None:
    app = make_app(ListLog())

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "slash", *"one after", "enter")
        option = app.screen.query_one(OptionList).get_option_at_index(0).prompt
        assert isinstance(option, Text)
        assert [option.plain[span.start : span.end] for span in option.spans] == ["one after"]
        assert "1 found" in str(app.screen.query_one("#hint", Static).render())

    drive(app, script, (80, 24))


def test_a_code_that_has_the_word_in_its_own_name_comes_before_those_under_one_that_has() -> None:
    app = make_app(ListLog())
    names = ("Staff turnover", "Low pay", "Turnover of nurses")
    choices = [Choice(name, f"Staff turnover › {name}", name=name) for name in names]

    async def script(pilot: Pilot[None]) -> None:
        app.push_screen(Pick("Which code?", choices))
        await press(pilot, *"turn")
        options = app.screen.query_one(OptionList).options
        assert [str(option.prompt).split(" › ")[1] for option in options] == [
            "Staff turnover",
            "Turnover of nurses",
            "Low pay",
        ]

    drive(app, script)


@pytest.mark.parametrize(("keys", "is_said"), [("or", True), ("oa", False), ("gr", False)])
def test_it_is_said_that_off_record_is_not_stored_where_no_code_is_on_the_passage(keys: str, is_said: bool) -> None:
    app = make_app(ListLog())

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, *keys)
        assert ("off record is not stored" in status(app)) is is_said

    drive(app, script)


def test_a_list_that_becomes_shorter_while_a_line_of_it_is_chosen_stays_open() -> None:
    app = make_app(ListLog())

    async def script(pilot: Pilot[None]) -> None:
        pick = Pick("To which interview or code?", [Choice(name, name) for name in ("one", "two", "three")])
        app.push_screen(pick)
        await settled(pilot)
        pick.query_one(OptionList).highlighted = 2
        pick.on_input_changed(Input.Changed(pick.query_one(Input), "kii-03:42"))
        await settled(pilot)
        assert isinstance(app.screen, Pick)
        await press(pilot, "escape")
        assert not isinstance(app.screen, Pick)

    drive(app, script)


def test_what_does_not_fit_on_the_line_takes_two() -> None:
    app = make_app(ListLog())

    async def script(pilot: Pilot[None]) -> None:
        app.board.say("so many words " * 9)
        await pilot.pause()
        assert app.board.query_one("#status").size.height == 2
        app.board.say("few")
        await pilot.pause()
        assert app.board.query_one("#status").size.height == 1

    drive(app, script, (80, 24))


def test_the_passage_can_be_read_in_light_colours_chosen_on_the_way() -> None:
    app = make_app(ListLog())

    def words() -> set[str]:
        """The colours of the words before the coder and of the code's name."""
        talk, side = app.board.query_one(Transcript), app.board.query_one(Aside)
        lines = [talk.render_line(y) for y in range(talk.size.height)]
        passage = next(line for line in lines if "There is no" in line.text)
        return {
            str(cell.style.color)
            for line, wanted in ((passage, "There is no "), (side.render_line(0), "Funding"))
            for cell in line
            if cell.style and cell.text.strip() and wanted in cell.text
        }

    seen: list[set[str]] = []

    async def script(pilot: Pilot[None]) -> None:
        for _ in range(3):
            await pilot.pause(0.1)
            seen.append(words())
            await press(pilot, "l")

    drive(app, script)
    assert (seen[0] & seen[1], seen[0]) == (set(), seen[2])
