"""Which code is under which in a table: by columns of parents or levels, by paths, numbers or indentation."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from qualcode.model.nouns import dataclass
from qualcode.readers.codebooks.columns import LEVELS

_ID = re.compile(r"[^\s/:,;\"'<>|\\]+")
_STEPS = re.compile(r"\s*(?:\\+|::|>>|\s>\s|›|→|»)\s*")
"""What parts the steps of a path: `Funding\\Short-term`, `Funding > Short-term`."""
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(\S.*)")
_INDENT = re.compile(r"(?:[ \t\u00a0\u2003]|[-–—•·>*]+(?=\s))*")
_TOPS = frozenset({"", "0", "-1", "none", "null", "codes", "nodes", "code system"})
"""What stands where a code has no parent; programs call the root of the tree so."""
_NAMING = frozenset({"id", "code", "name", "path", "parent", "number", "depth", *LEVELS})
"""Columns of which one says what code a row is."""
PATH_HEADINGS = ("Code", "Memo")
Cells = Mapping[str, str]


@dataclass(slots=True)
class Place:
    """A code of the table, and where it stands in the tree."""

    cells: Cells
    line: int
    name: str
    id: str = ""
    parent: Place | None = None
    missing: str = ""
    """A parent that is named and is no code."""


def place_codes(keys: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[int]) -> list[Place]:
    """The codes of a table in its order; themes that only stand beside their sub-themes come right before these."""
    raw = [(_cells(keys, row), line) for row, line in zip(rows, lines, strict=True)]
    tables = [({key: cell.strip() for key, cell in cells.items()}, line) for cells, line in raw]
    name_of, levels = _columns(keys, [cells for cells, _ in tables])
    if levels:
        places = _by_levels(tables, levels)
    else:
        places = [Place(cells, line, cells.get(name_of, "")) for cells, line in tables if cells]
        if "parent" not in keys and name_of != "id":
            written = [cells.get(name_of, "") for cells, _ in raw if cells]
            if not (_by_depth(places) or _by_number(places) or _by_indent(places, written)):
                places = _by_path(places, name_of)
    _give_ids(places)
    _by_parent(places)
    return places


def are_paths(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table begins with paths of codes at once, and a memo of each at most: it has no headings."""
    cells = [row[0] for row in rows if row and row[0].strip()]
    return max(map(len, rows), default=0) <= len(PATH_HEADINGS) and any(len(_STEPS.split(cell)) > 1 for cell in cells)


def joined_rows(
    keys: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[int]
) -> tuple[list[Sequence[str]], list[int], list[int]]:
    """The rows with their lines, one that names no code joined to the one above; and the lines joined so.

    Rows of a table with ids stay as they are: there a row without one is a mistake.
    """
    kept: list[Sequence[str]] = []
    begun: list[int] = []
    joined: list[int] = []
    for row, line in zip(rows, lines, strict=True):
        filled = {key for key, cell in zip(keys, row, strict=False) if key and cell.strip()}
        if kept and filled and not filled & _NAMING and "id" not in keys:
            above = kept.pop()
            pairs = itertools.zip_longest(above, row, fillvalue="")
            kept.append(["\n".join(cell for cell in pair if cell.strip()) for pair in pairs])
            joined.append(line)
        else:
            kept.append(row)
            begun.append(line)
    return kept, begun, joined


def _cells(keys: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """A row by column; of two columns that hold the same, one is below the other."""
    found: dict[str, str] = {}
    for key, cell in zip(keys, row, strict=False):
        if key and cell.strip():
            found[key] = f"{found[key]}\n{cell}" if key in found else cell
    return found


def _columns(keys: Sequence[str], tables: Sequence[Cells]) -> tuple[str, list[str]]:
    """The column of names, and those of a tree from left to right, if it is one."""
    levels = [level for level in LEVELS if level in keys]
    if "path" in keys and "name" not in keys and "code" not in keys:
        return "path", []
    if "code" in keys and "name" not in keys and levels == ["level_1"] and not _is_label(tables):
        return "code", ["level_1", "code"]
    if "name" in keys and levels == ["level_1"] and "id" not in keys and not _is_label(tables, "name"):
        return "name", ["level_1", "name"]
    if len(levels) > 1:
        return levels[-1], levels + [key for key in ("code", "name") if key in keys][:1]
    return next((key for key in ("name", *levels, "code", "id") if key in keys), "id"), []


def _is_label(tables: Sequence[Cells], code: str = "code") -> bool:
    """Whether the column of themes says what each code is called, and not what several codes are under."""
    themes = [cells.get("level_1", "") for cells in tables]
    ids = all(_ID.fullmatch(cells.get(code, "x")) for cells in tables)
    return all(themes) and len(set(themes)) == len(themes) and ids


def _by_levels(tables: Sequence[tuple[Cells, int]], levels: Sequence[str]) -> list[Place]:
    """A theme stands in its row, above its sub-themes, or beside them in a cell that is merged or left empty."""
    places: list[Place] = []
    known: dict[tuple[str, ...], Place] = {}
    path: list[str] = []
    for cells, line in tables:
        filled = [n for n, level in enumerate(levels) if cells.get(level)]
        if not filled:
            continue
        path = [*path[: filled[0]], *(cells.get(level, "") for level in levels[filled[0] : filled[-1] + 1])]
        path = [step for step in path if step]
        for end in range(1, len(path) + 1):
            steps = tuple(step.casefold() for step in path[:end])
            is_own = end == len(path)
            if steps not in known or (is_own and not known[steps].cells):
                own = cells if is_own else {}
                above = known.get(steps[:-1])
                if steps in known:
                    known[steps].cells, known[steps].line = own, line
                    continue
                known[steps] = Place(own, line, path[end - 1], parent=above)
                places.append(known[steps])
            elif is_own:
                places.append(Place(cells, line, path[-1], parent=known.get(steps[:-1])))
    return places


def _by_depth(places: Sequence[Place]) -> bool:
    depths = [place.cells.get("depth", "") for place in places]
    if not places or not all(re.fullmatch(r"\d{1,2}", depth) for depth in depths) or len(set(depths)) < 2:
        return False
    _nest(places, [int(depth) for depth in depths])
    return True


def _by_number(places: Sequence[Place]) -> bool:
    """`1.2 Delay` is under `1 Funding`, be the number in the name or in a column of its own."""
    numbers = [place.cells.get("number", "").strip(" .") for place in places]
    found = [_NUMBERED.fullmatch(place.name) for place in places]
    if all(found) and found:
        numbers = [match[1] for match in found if match]
        for place, match in zip(places, found, strict=True):
            place.name = match[2] if match else place.name
    known = {number: place for number, place in zip(numbers, places, strict=True) if number}
    if len(known) < len(places) or not any("." in number for number in numbers):
        return False
    for number, place in known.items():
        place.parent = known.get(number.rpartition(".")[0])
    return True


def _by_indent(places: Sequence[Place], written: Sequence[str]) -> bool:
    """Names that begin further to the right are under those before them."""
    before = [_INDENT.match(name) for name in written]
    widths = [len(found[0].expandtabs(4)) if found else 0 for found in before]
    if len(set(widths)) < 2 or widths[0] != min(widths):
        return False
    for place, name, found in zip(places, written, before, strict=True):
        place.name = name[found.end() if found else 0 :].strip() or place.name
    _nest(places, widths)
    return True


def _nest(places: Sequence[Place], depths: Sequence[int]) -> None:
    above: list[tuple[int, Place]] = []
    for place, depth in zip(places, depths, strict=True):
        above = [each for each in above if each[0] < depth]
        place.parent = above[-1][1] if above else None
        above.append((depth, place))


def _by_path(places: list[Place], name_of: str) -> list[Place]:
    """`Funding\\Short-term` is under Funding, and so is `funding.short` where there is a code `funding`."""
    written = [place.cells.get("path", "") or place.cells.get(name_of, "") for place in places]
    paths = [tuple(step for step in _STEPS.split(text) if step.casefold() not in _TOPS) or (text,) for text in written]
    names = {text.casefold() for text in written}
    paths = [path if len(path) > 1 else _dotted(path[0], names) for path in paths]
    placed: list[Place] = []
    known: dict[tuple[str, ...], Place] = {}
    for path, place in zip(paths, places, strict=True):
        for end in range(1, len(path)):
            steps = tuple(step.casefold() for step in path[:end])
            own = next((p for other, p in zip(paths, places, strict=True) if _same(other, steps)), None)
            if steps not in known:
                known[steps] = own or Place({}, place.line, path[end - 1], parent=known.get(steps[:-1]))
                if own is None:
                    placed.append(known[steps])
        place.parent = known.get(tuple(step.casefold() for step in path[:-1]))
        place.name = path[-1]
        placed.append(place)
    return placed


def _same(path: Sequence[str], steps: Sequence[str]) -> bool:
    return [step.casefold() for step in path] == list(steps)


def _dotted(name: str, names: set[str]) -> tuple[str, ...]:
    """A name with stops or strokes in it, in steps as far as what stands before one is a name itself."""
    for sign in ("/", "."):
        before, _, after = (part.strip() for part in name.rpartition(sign))
        if before and after and before.casefold() in names:
            return (*_dotted(before, names), after)
    return (name,)


def _by_parent(places: Sequence[Place]) -> None:
    """Parents by id, by name, or by the path to them."""
    ids = {place.id.casefold(): place for place in reversed(places)}
    names = {place.name.casefold(): place for place in reversed(places)}
    whole = {place.cells.get("name", "").casefold(): place for place in reversed(places) if place.cells.get("name")}
    for place in places:
        said = place.cells.get("parent", "")
        if not said or (said.casefold() in _TOPS and said.casefold() not in {**ids, **names}):
            continue
        steps = [step.casefold() for step in _STEPS.split(said) if step]
        found = ids.get(said.casefold()) or names.get(said.casefold()) or whole.get(said.casefold())
        found = found or next((other for other in places if steps and _path(other)[-len(steps) :] == steps), None)
        found = found or (names.get(steps[-1]) if steps else None)
        place.parent, place.missing = found, "" if found else said


def _path(place: Place) -> list[str]:
    """The names of the codes above it and its own; cut short where a code is above itself."""
    steps, seen = [place.name.casefold()], [place]
    while (above := seen[-1].parent) is not None and not any(above is each for each in seen):
        steps.insert(0, above.name.casefold())
        seen.append(above)
    return steps


def _give_ids(places: Sequence[Place]) -> None:
    """The ids of the table; else the name as one word, with that of the parent before it where two are called alike."""
    taken: set[str] = set()
    for place in places:
        code = place.cells.get("code", "")
        said = place.cells.get("id", "") or (code if _ID.fullmatch(code) else "")
        made = re.sub(r"\W+", "_", place.name.casefold()).strip("_")
        if not said and made in taken and place.parent is not None:
            made = f"{place.parent.id}_{made}"
        place.id = said or made
        taken.add(place.id)
