"""What is said when a command fails, and the exit code it fails with."""

from __future__ import annotations

import errno
import os
import sys

from qualcode.errors import frames_of
from qualcode.model.harmless import visible


def say_error(message: str, hint: str) -> None:
    """Say what is wrong, and below it what to do about it."""
    print(f"Error: {visible(message)}", file=sys.stderr)
    if hint:
        print(f"       {visible(hint)}", file=sys.stderr)


def say_os_error(error: OSError) -> int:
    """Say what the system refused; nothing where whoever read our output has seen enough."""
    if _is_closed_output(error):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes at exit
        return 0
    from qualcode.files.held import refusal

    told = refusal(error)
    if told is None:
        return say_unexpected(error)
    say_error(told.message, told.hint)
    return told.exit_code


def say_unexpected(error: Exception) -> int:
    """Say how a command is used, where that was wrong; else name the bug by the lines of the program it came from."""
    show = getattr(error, "show", None)
    if show is not None:  # usage, told by the command-line library
        error.__dict__["message"] = getattr(error, "message", "").replace("Value error, ", "")
        show()
        return int(getattr(error, "exit_code", 2))
    print(f"Error: a bug in qualcode ({type(error).__name__})", file=sys.stderr)
    for frame in frames_of(error):
        print(f"       {frame}", file=sys.stderr)
    print("       please report these lines; they hold no words of any interview", file=sys.stderr)
    return 1


def _is_closed_output(error: OSError) -> bool:
    """Whether the reader of our output (head, less, more) has seen enough; Windows says it with an invalid argument."""
    if isinstance(error, BrokenPipeError):
        return True
    if error.errno != errno.EINVAL or error.filename is not None:
        return False
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False
