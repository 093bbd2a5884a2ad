"""What the evaluator can put right, each with an exit code of its own.

Messages name the file, the place and the remedy. They never contain words of an interview.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.model.problem import Problem


class QualcodeError(Exception):
    """Something the evaluator can put right.

    `message` says what is wrong and where, `hint` what to do about it.
    """

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Both, for the last lines of a traceback in a notebook; a face shows them in its own way."""
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(QualcodeError):
    """The command was asked for something that does not exist or does not fit together."""

    exit_code = 2


class ProjectError(QualcodeError):
    """The study folder or its database is missing, damaged, or from another version."""


class NoStudyError(ProjectError):
    """There is no study in the folder."""


class SettingsError(QualcodeError):
    """`qualcode.toml`, an environment variable or a flag holds something that cannot be used."""


class CodebookError(QualcodeError):
    """The codebook cannot be used as it is; `problems` holds everything found in it, warnings too."""

    def __init__(self, message: str, *, hint: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)


class GuideError(QualcodeError):
    """The interview guide cannot be used as it is; `problems` holds everything found in it."""

    def __init__(self, message: str, *, hint: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)


class RosterError(QualcodeError):
    """The list of informants cannot be used as it is."""


class FindingsError(QualcodeError):
    """`findings.yaml` cannot be used as it is."""


class SurveyError(QualcodeError):
    """`survey.yaml` cannot be used as it is."""


class OutputError(QualcodeError):
    """A file cannot be written where it was asked for."""


class ReadError(QualcodeError):
    """A file could not be read; the others were."""

    exit_code = 4


class ReviewIncompleteError(QualcodeError):
    """`--strict` was asked for, and passages are undecided or disputed."""

    exit_code = 5


class PrivacyError(QualcodeError):
    """A report would name a person, or point at one."""

    exit_code = 6


class BusyError(QualcodeError):
    """The study is in use by another process, or the disk is full: try again once that is over."""

    exit_code = 7


def frames_of(error: BaseException) -> list[str]:
    """Where a bug happened, a line per frame: no message and no value, which may be words of an interview.

    An error that came from another machine brings its `frames` there.
    """
    here = [f"{each.filename}:{each.lineno} in {each.name}" for each in traceback.extract_tb(error.__traceback__)]
    return [*here, *getattr(error, "frames", ())]
