"""Lists to tick that come back as spreadsheets: read, checked, and what taking them in did, in one way for all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError
from qualcode.model.nouns import dataclass
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural

if TYPE_CHECKING:
    from qualcode.model.ticks import Refused, TickList
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class TicksTaken:
    """What taking in a list did."""

    table: Table
    """A row for each that changed something, or was refused."""
    said: tuple[str, ...]
    """What was done in all, in sentences."""
    n_refused: int


def read_back(study: Study, path: Path, today: TickList) -> TickList:
    """Read a list that was filled in; `today` is as it would be written now.

    Raises ReadError where the file is no such list, and ProjectError where another study wrote it.
    """
    from qualcode.readers.tick_list import read_tick_list

    came_back = read_tick_list(path, today)
    if came_back.study != study.store.facts.setting("study"):
        raise ProjectError(f"{path}: the list was written by another study", hint="see --project")
    return came_back


def taken(
    path: Path,
    kind: str,
    changed: Iterable[tuple[int, str, str]],
    refused: Iterable[Refused],
    *,
    n_unchanged: int,
    n_deleted: int,
) -> TicksTaken:
    """Tell what a list of that `kind` did: changed rows by line, what each is about, and what holds now."""
    changed, refused = sorted(changed), sorted(refused, key=lambda row: row.line)
    # What was refused stands last, where it is seen.
    rows = [(str(line), about, "changed", what) for line, about, what in changed]
    rows += [(str(row.line), row.about, "refused", row.why) for row in refused]
    said = [f"{path}: {plural(len(changed), 'row')} changed, {n_unchanged} unchanged, {len(refused)} refused"]
    if n_deleted:
        said.append(f"{plural(n_deleted, 'row')} deleted from the list: they stay as they are")
    return TicksTaken(
        table=listing(
            kind,
            f"Rows of {path.name}",
            ("Row", kind.removesuffix("s").capitalize(), "Outcome", "What"),
            (Row(cells=cells) for cells in rows),
            numeric=("Row",),
            notes=() if rows else ("Nothing new in the list.",),
        ),
        said=tuple(said),
        n_refused=len(refused),
    )
