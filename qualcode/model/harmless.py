"""Words of an interview on their way into a terminal, a spreadsheet, a browser: whole, and without power."""

from __future__ import annotations

import re

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
"""Control characters, direction overrides and what no file format can hold; tab and newline are let through."""

FORMULA = re.compile(r"^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def visible(text: str) -> str:
    r"""Control characters as `\x1b`, direction overrides as `<U+202E>`: seen, and without effect."""
    return text if text.isprintable() else UNSEEN.sub(_name, text.replace("\r\n", "\n"))


def one_for_one(text: str) -> str:
    """As `visible`, a sign in place of each such character: for faces in which the place of a character counts."""
    return text if text.isprintable() else UNSEEN.sub(_sign, text)


def one_line(text: str) -> str:
    """As `visible`, on one line: for headings and labels."""
    return " ".join(visible(text).split())


def _name(match: re.Match[str]) -> str:
    number = ord(match.group())
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"<U+{number:04X}>"


def _sign(match: re.Match[str]) -> str:
    """The picture that Unicode has of a control character, and the sign for what cannot be shown of any other."""
    number = ord(match.group())
    return chr(0x2400 + number) if number < 0x20 else "\u2421" if number == 0x7F else "\ufffd"


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a leading `=`, `+`, `-`, `@` or tab gets an apostrophe."""
    text = visible(text)
    return f"'{text}" if FORMULA.match(text) else text
