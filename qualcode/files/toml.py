"""Change keys of `qualcode.toml` for the evaluator: comments and everything else stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

from qualcode.errors import SettingsError
from qualcode.model.toml_text import MARKS, decode_toml, parse_toml


def write_keys(path: Path, section: tuple[str, ...], values: Mapping[str, str]) -> None:
    """Set keys of one section, which is made where it does not exist; an empty value takes its key out.

    Raises SettingsError, and leaves the file as it is, where it is not TOML or the section's name is taken.
    """
    import tomlkit

    from qualcode.files.write import write_whole

    before = path.read_bytes() if path.exists() else b""
    try:
        parse_toml(before)
    except ValueError as error:
        raise SettingsError(f"{path}: {error}", hint="put this right first; nothing was changed") from None
    try:
        after = changed(decode_toml(before), section, values)
    except (TypeError, ValueError, tomlkit.exceptions.TOMLKitError):
        lines = ", ".join(tomlkit.dumps({key: value}).strip() for key, value in values.items())
        raise SettingsError(
            f"{path}: cannot be changed here, as it is written",
            hint=f"write it by hand under [{tomlkit.key(section).as_string()}]: {lines}",
        ) from None
    write_whole(path, after.encode("utf-8-sig" if before.startswith(MARKS) else "utf-8"))


def changed(text: str, section: tuple[str, ...], values: Mapping[str, str]) -> str:
    """Set or take out keys of a section in the text of a file. Raises an error where that cannot be done."""
    import tomlkit

    windows = 0 < text.count("\r\n") == text.count("\n")
    lines = text.replace("\r\n", "\n") if windows else text
    document = tomlkit.parse(f"{lines.removesuffix(chr(10))}\n" if lines else "")
    table: tomlkit.TOMLDocument | tomlkit.items.Table = document
    made = False
    for name in section:
        if name not in table:
            if not any(values.values()):
                return text
            inline = isinstance(table, tomlkit.items.InlineTable)
            table[name] = tomlkit.inline_table() if inline else tomlkit.table(is_super_table=name != section[-1])
            made = True
        table = table[name]
        if not isinstance(table, Mapping):
            raise TypeError(f"{name} is not a section")
    _set(table, values)
    if made and isinstance(table, tomlkit.items.Table):
        table.add(tomlkit.nl())
    after = tomlkit.dumps(document)
    if parse_toml(after.encode()) != document.unwrap():
        raise ValueError("this way of writing sections cannot be added to")
    after = after.removesuffix("\n") if made and after.endswith("\n\n") else after
    return after.replace("\n", "\r\n") if windows else after


def _set(table: MutableMapping[str, Any], values: Mapping[str, str]) -> None:
    """Set keys behind the last of a section, before the notes that follow it."""
    from tomlkit.items import Table

    body = table.value.body if isinstance(table, Table) else []
    notes = []
    while body and body[-1][0] is None:
        notes.append(body.pop())
    for key, value in values.items():
        if value:
            table[key] = value
        else:
            table.pop(key, None)
    body.extend(reversed(notes))
