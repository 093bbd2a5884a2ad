"""What takes longer than a page may: done beside the pages, with how far it is, and stopped where somebody says so."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from qualcode.errors import QualcodeError, frames_of
from qualcode.model.table import Table
from qualcode.model.wording import without_commands
from qualcode.study.study import Study

T = TypeVar("T")


class StoppedError(QualcodeError):
    """Somebody stopped it."""


class Work:
    """Work on a study, which opens it for itself; it is the voice of the study meanwhile."""

    def __init__(
        self, title: str, folder: Path, do: Callable[[Study], Table | None], then: Callable[[], None], *, page: str
    ) -> None:
        """`then` is called once it is done, stopped or failed; it is told of on one page."""
        self.title, self.page = title, page
        self.doing = ""
        self.n_done = self.total = 0
        self.notes: list[str] = []
        self.warnings: list[tuple[str, str]] = []
        self.failure: tuple[str, str] | None = None
        self.outcome: Table | None = None
        self._do, self._then, self._folder = do, then, folder
        self._stop = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it is still at it."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Leave off after what is being done now; what is kept by then stays."""
        self._stop.set()

    def join(self) -> None:
        """Wait until it is done."""
        self._thread.join()

    def note(self, text: str) -> None:
        """Say what was done."""
        if said := without_commands(text) if not text.startswith("`") else "":
            self.notes.append(said)

    def warn(self, text: str, hint: str = "") -> None:
        """Say what somebody should look at."""
        self.warnings.append((without_commands(text), "" if "`" in hint else hint))

    def progress(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        """Go through `items`, of which there are `total`."""
        self.doing, self.total = doing, total
        for self.n_done, item in enumerate(items):
            self._expect_wanted()
            yield item
        self.n_done = total

    def _expect_wanted(self) -> None:
        if self._stop.is_set():
            raise StoppedError("stopped; what was done before is kept", hint="begin again, and it goes on from there")

    def _run(self) -> None:
        try:
            with Study.open(self._folder, voice=self) as study:
                self.outcome = self._do(study)
        except QualcodeError as error:
            self.failure = error.message, error.hint
        except Exception as error:  # a bug: frames only, for messages and values may be interview text
            print(f"Error: a bug in qualcode ({type(error).__name__})", *frames_of(error), sep="\n  ", file=sys.stderr)
            self.failure = "a bug in qualcode", "the window it was started from has the lines to report"
        self._then()
