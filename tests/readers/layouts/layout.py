"""A layout: who speaks, how it is written down, and in which formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.readers.layouts.casts import ROLES, Cast
from tests.readers.layouts.pages import FORMATS, Lines
from tests.readers.layouts.talk import ENGLISH, Interview, Language, converse
from tests.readers.layouts.writing import Way, before

TYPED = (".txt", ".docx", ".pdf", ".rtf", ".odt", ".html")
MARKED = (".docx", ".pdf", ".html", ".md")
"""Formats whose bold letters are kept."""


@dataclass(frozen=True)
class Made:
    """A file of a study, and the interview in it."""

    name: str
    data: bytes
    interview: Interview


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A way of writing interviews down; `study` makes the files of a study."""

    name: str
    cast: Cast = ROLES
    way: Way = field(default=before("{label}: "))
    formats: Sequence[str] = TYPED
    files: int = 1
    language: Language = ENGLISH
    redacted: bool = False
    render: Callable[[Lines], bytes] | None = None
    """Instead of the format's own, such as a page with a header."""
    made: Callable[[Interview], bytes] | None = None
    """Instead of lines at all."""

    def study(self, suffix: str, seed: int = 0) -> list[Made]:
        """The files of a study in one format; the same seed makes the same bytes."""
        return [self._file(suffix, seed, number) for number in range(1, self.files + 1)]

    def _file(self, suffix: str, seed: int, number: int) -> Made:
        name = f"interview-{number:02}"
        turns = 30 if self.files < 5 else 14
        cast = self.cast(number)
        interview = converse(f"{seed}-{name}", cast, self.language, turns=turns, redacted=self.redacted)
        data = self.made(interview) if self.made else (self.render or FORMATS[suffix])(self.way(interview))
        return Made(name + suffix, data, interview)


COLON = before("{label}: ")
CLOSE = before("{label}: ", gap=False)
FORM = ("Project: Marwa Water Study", "Date: 3 May 2023", "Interviewer: Dana Field", "Interviewee: head of a clinic")
"""Lines above the talk that look like labels."""
