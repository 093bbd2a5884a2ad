"""What YAML's parser stumbled over, in plain English: tabs, indentation, colons, brackets, quotation marks."""

from __future__ import annotations

import re
from typing import Any

from qualcode.model.problem import Problem

_KEY = re.compile(r"\s*(?:- +)*(?P<key>[\w-]+|\"[^\"]*\")\s*:(?=\s|$)")
_GLUED = re.compile(r"\s*(?:- +)*(?P<key>[\w-]+):\S")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML counts lines by."""
_ALIGN = "lines of one block begin under each other, with spaces"


def syntax_problem(error: Any, text: str, name: str) -> Problem:
    """The line to look at, what is wrong in it, and how to put it right."""
    line, message, hint = _told(error, _BREAK.split(text))
    where = f"{name}: line {line + 1}" if line is not None else name
    return Problem(where=where, message=message, hint=hint)


def _told(error: Any, lines: list[str]) -> tuple[int | None, str, str]:
    mark, opened, said = error.problem_mark or error.context_mark, error.context_mark, str(error.problem)
    if mark is None:
        return None, f"not valid YAML: {error.problem or error.context}", "check it line by line"
    at = mark.line
    written = lines[at] if at < len(lines) else ""
    if "'\\t'" in said:
        return at, "holds a tab", "use spaces, two for each step"
    if "mapping values are not allowed" in said:
        return _colon(lines, at, mark.column)
    if "could not find expected ':'" in said and opened is not None:
        return opened.line, "has no ': ' after its first word", "write key: text, such as name: Staffing"
    if "expected ',' or ']'" in said or "expected ',' or '}'" in said or "expected the node content" in said:
        if opened is not None and opened.line != at:
            return opened.line, "a bracket is opened and not closed", "close it: [one, two]"
        return (
            at,
            "a comma or a bracket is missing",
            "write [one, two], with quotation marks around what holds a sign",
        )
    if "unexpected end of stream" in said and opened is not None:
        return opened.line, "a quotation mark is opened and not closed", "close it, or take it out"
    if "cannot start any token" in said:
        return at, f"a text begins with {written[mark.column : mark.column + 1]!r}", "put it between quotation marks"
    if "expected <block end>" in said:
        return _misplaced(lines, at, said)
    hint = "check quotation marks, brackets and indentation of this line and the one before"
    return at, f"not valid YAML: {said}", hint


def _colon(lines: list[str], at: int, column: int) -> tuple[int, str, str]:
    """A second `: ` in a line; or a line that stands deeper than the one before lets it."""
    first = _KEY.match(lines[at])
    if first and first.end() <= column:
        return at, "the text holds ': '", f'put it between quotation marks: {first["key"]}: "…"'
    before = _line_before(lines, at)
    glued = _GLUED.match(lines[before]) if before is not None else None
    if before is not None and glued:
        return before, f"has no space after '{glued['key']}:'", f"write {glued['key']}: and a space before the text"
    return _misplaced(lines, at, "")


def _misplaced(lines: list[str], at: int, said: str) -> tuple[int, str, str]:
    if "found ']'" in said or "found '}'" in said:
        return at, "a bracket is closed that was not opened", "take it out, or open it: [one, two]"
    if "scalar" in said:
        return at, "text goes on after a closing quotation mark", "put all of it between the quotation marks"
    key = _KEY.match(lines[at])
    before = _line_before(lines, at)
    above = _KEY.match(lines[before]) if before is not None else None
    off = key.start("key") - above.start("key") if key and above else 0
    if not key or not off:
        return at, "stands where it cannot belong", _ALIGN
    steps = "one space" if abs(off) == 1 else f"{abs(off)} spaces"
    return at, f"{key['key']!r} stands {steps} too far {'right' if off > 0 else 'left'}", _ALIGN


def _line_before(lines: list[str], at: int) -> int | None:
    """The last one above that holds more than a comment."""
    return next((n for n in range(at - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")), None)
