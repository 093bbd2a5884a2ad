"""What is asked at the terminal about another program's project."""

from __future__ import annotations

import pytest
import typer

from qualcode.cli import terminal
from qualcode.cli.projects import ask_each
from qualcode.exchange.matching import Difference
from qualcode.study.keeping.projects.asked import Keep

RENAMED = Difference(
    foreign_id="A", code_id="funding", ours={"name": "Funding"}, theirs={"name": "Mon\x1bey"}, is_one=True
)
TWO = Difference(foreign_id="B", code_id="staff", ours={"include": "a"}, theirs={"include": "b"}, is_one=False)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; the answers are taken from its end."""
    questions: list[str] = []
    answers = iter(["", "both", "th", "b"])
    monkeypatch.setattr(terminal, "may_ask", lambda: True)
    monkeypatch.setattr(typer, "prompt", lambda question, **_: questions.append(question) or next(answers))
    return questions


def test_each_code_is_asked_about_until_one_of_its_answers_is_given(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask_each([RENAMED, TWO]) == {"A": Keep.THEIRS, "B": Keep.BOTH}
    assert asked == [*3 * ["Keep ours, theirs"], "Keep ours, theirs, both"]
    shown = capsys.readouterr().err
    assert "funding, name" in shown
    assert "Mon\\x1bey" in shown


def test_nothing_is_asked_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "may_ask", lambda: False)
    assert ask_each([RENAMED, TWO]) == {}
