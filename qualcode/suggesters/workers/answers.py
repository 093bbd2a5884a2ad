"""What comes of work that is done elsewhere: what was made, or why it was not.

Errors come back as values. A bug is told by its kind and place alone: its message may be words of an interview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from qualcode.errors import QualcodeError, frames_of
from qualcode.model.nouns import dataclass


class WorkerBrokeError(RuntimeError):
    """A bug that showed on a worker: the kind of error and where, nothing of what it worked on."""

    def __init__(self, kind: str, frames: tuple[str, ...]) -> None:
        super().__init__(f"{kind} on a worker")
        self.frames = frames


@dataclass(frozen=True, slots=True)
class Broke:
    """What a worker answers where qualcode has a bug: the kind of error and where, no message and no value."""

    kind: str
    frames: tuple[str, ...]


def answer_of(make: Callable[[], Iterable[Iterable[Any]]]) -> list[list[Any]] | QualcodeError | Broke:
    """What a worker makes of some documents, a list for each."""
    try:
        return [list(made) for made in make()]
    except QualcodeError as error:
        return error
    except Exception as error:
        return Broke(type(error).__name__, tuple(frames_of(error)))


def made_in(answer: list[list[Any]] | QualcodeError | Broke) -> list[list[Any]]:
    """What a worker made. Raises what it met instead."""
    if isinstance(answer, QualcodeError):
        raise answer
    if isinstance(answer, Broke):
        raise WorkerBrokeError(answer.kind, answer.frames)
    return answer
