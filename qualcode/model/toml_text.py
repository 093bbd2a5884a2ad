"""Parse TOML that people write, and say in plain words where it goes wrong."""

from __future__ import annotations

import codecs
import re
import tomllib
from typing import Any

MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What a file may begin with to say how its text is encoded."""
_PLACED = re.compile(r"(?P<what>.*) \(at (?P<where>.*)\)", re.DOTALL)
_UNCLOSED = "quotation marks are opened and not closed"
_ESCAPED = (
    "in quotation marks \\ begins a special character: write \\\\, or 'single quotation marks' around it; "
    "in a path write /"
)
_INVISIBLE = "there is a character that cannot be seen"
_TWICE = "a key or section stands there twice"
_IN_WORDS = {
    "Cannot": _TWICE,
    "Duplicate": _TWICE,
    "Escaped character": _ESCAPED,
    "Invalid hex value": _ESCAPED,
    "Unescaped": _ESCAPED,
    "Expected '\"": _UNCLOSED,
    'Expected "': _UNCLOSED,
    r"Illegal character '\n'": _UNCLOSED,
    "Unterminated": _UNCLOSED,
    "Found invalid character": _INVISIBLE,
    "Illegal character": _INVISIBLE,
    "Expected '='": "a key has to be followed by = and its value",
    "Expected ']": "a heading has to end as it begins: [section]",
    "Expected newline": "something more stands where the line should end",
    "Invalid date": "there is no such date",
    "Invalid initial": "a name with other characters than a-z, 0-9, - and _ has to stand in quotation marks",
    "Invalid statement": "write [section], key = value, or # and a comment",
    "Invalid value": "a value is missing, or is text without quotation marks",
    "Unclosed": "a bracket is opened and not closed",
}
"""By how the message of Python's TOML parser begins; the first that fits is taken."""


def parse_toml(data: bytes) -> dict[str, Any]:
    """Parse the bytes of a TOML file. Raises ValueError, whose message begins with the line."""
    try:
        return tomllib.loads(decode_toml(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line}: not UTF-8; save the file again as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(_in_words(str(error), n_lines=data.rstrip().count(b"\n") + 1)) from None
    except RecursionError:
        raise ValueError("too many brackets stand in brackets") from None


def decode_toml(data: bytes) -> str:
    """The text of a TOML file: UTF-8, or what Notepad calls Unicode, with the mark it begins with or without. Raises
    UnicodeDecodeError."""
    return data.decode("utf-16" if data.startswith(MARKS[1:]) else "utf-8-sig")


def _in_words(message: str, *, n_lines: int) -> str:
    """Put the parser's message in words for somebody who has never heard of TOML."""
    found = _PLACED.fullmatch(message)
    what, where = (found["what"], found["where"]) if found else (message, "")
    line = where.partition(",")[0] if where.startswith("line") else f"line {n_lines}"
    return f"{line}: {next((words for begin, words in _IN_WORDS.items() if what.startswith(begin)), 'not TOML')}"
