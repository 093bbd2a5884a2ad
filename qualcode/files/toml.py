"""`qualcode.toml` changed for the evaluator: comments and everything else stay as they are."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from qualcode.errors import SettingsError

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = re.compile(r"\s*\[(?!\[)(?P<name>[^\n]*)\]\s*(?:#.*)?")


def write_keys(path: Path, section: tuple[str, ...], values: Mapping[str, str]) -> None:
    """Set keys of one section, which is made where it does not exist; an empty value takes its key out.

    Raises SettingsError where the file is written in a way that cannot be changed line by line.
    """
    from qualcode.files.write import write_whole

    before = path.read_bytes().decode() if path.exists() else ""
    after = changed(before, section, values)
    if _understood(after) != _expected(before, section, values):
        shown = ", ".join(f'{_key(key)} = "{value}"' for key, value in values.items())
        raise SettingsError(
            f"{path}: cannot be changed here, as it is written",
            hint=f"write it by hand under [{'.'.join(map(_key, section))}]: {shown}",
        )
    write_whole(path, after.encode())


def changed(text: str, section: tuple[str, ...], values: Mapping[str, str]) -> str:
    """The text with keys of a section set or taken out."""
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.removesuffix("\n").removesuffix("\r").split(ends) if text else []
    begin = next((n for n, line in enumerate(lines) if _names(line) == section), None)
    if begin is None:
        if not any(values.values()):
            return text
        lines += [*([""] if lines and lines[-1].strip() else []), f"[{'.'.join(map(_key, section))}]"]
        begin = len(lines) - 1
    end = next((n for n in range(begin + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    body = lines[begin + 1 : end]
    for key, value in values.items():
        place = next((n for n, line in enumerate(body) if _key_of(line) == key), None)
        new = f"{_key(key)} = {_quoted(value)}"
        if place is not None and value:
            body[place] = new + _comment(body[place])
        elif place is not None:
            del body[place]
        elif value:
            keys = [n for n, line in enumerate(body) if _key_of(line) is not None]
            body.insert(keys[-1] + 1 if keys else 0, new)
    return ends.join([*lines[: begin + 1], *body, *lines[end:]]) + ends


def _names(line: str) -> tuple[str, ...] | None:
    """The section a heading opens, each part as meant."""
    found = _HEADER.fullmatch(line)
    if found is None:
        return None
    try:
        node = tomllib.loads(f"[{found['name']}]\n")
    except tomllib.TOMLDecodeError:
        return None
    names = []
    while node:
        names.append(next(iter(node)))
        node = node[names[-1]]
    return tuple(names)


def _key_of(line: str) -> str | None:
    try:
        found = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return None
    return next(iter(found), None)


def _comment(line: str) -> str:
    """What stands behind a value, with its #."""
    for place in (n for n, character in enumerate(line) if character == "#"):
        if _key_of(line[:place]) is not None:
            kept = line[:place]
            return line[len(kept.rstrip()) :]
    return ""


def _understood(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _expected(text: str, section: tuple[str, ...], values: Mapping[str, str]) -> object:
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"qualcode.toml: {error}", hint="put this right first; nothing was changed") from None
    inner = whole
    for name in section:
        if any(values.values()) or name in inner:
            inner = inner.setdefault(name, {})
    for key, value in values.items():
        if value:
            inner[key] = value
        else:
            inner.pop(key, None)
    return whole


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
