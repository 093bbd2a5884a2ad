"""What an import did, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.model.certainty import Mark
from qualcode.model.document import Document
from qualcode.model.nouns import dataclass
from qualcode.model.place import Found
from qualcode.model.table import Table
from qualcode.model.wording import plural

if TYPE_CHECKING:
    from qualcode.readers.files import LeftOut
    from qualcode.readers.look_alikes import Alike
    from qualcode.readers.speakers.moves import Move
    from qualcode.segmenters.versions import Carried


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a corrected transcript did to the passages and decisions of the earlier version."""

    document_id: str
    version: int
    carried: Carried
    decisions: Counter[Found]
    """How many decisions were found again unchanged, moved, edited and so on."""
    in_doubt: tuple[str, ...]
    """Decisions a person has to look at, by passage and code; never their words."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that holds the same interview as another file."""

    name: str
    other: str
    """The name of that other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What an import did, file by file."""

    documents: tuple[Document, ...] = ()
    unchanged: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()
    alike: tuple[Alike, ...] = ()
    failures: tuple[ReadError, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    versions: tuple[NewVersion, ...] = ()
    retold: tuple[str, ...] = ()
    """Earlier interviews in which somebody's role or informant is another now."""
    moves: tuple[Move, ...] = ()
    """Turns of earlier interviews whose role is another now."""
    split: tuple[tuple[Path, str], ...] = ()
    """Files that were read part by part because somebody said so, each with the pattern of its headings."""
    is_all: bool = False
    """Whether these are all the interviews of the study, each as it is stored."""
    in_parts: bool = False
    """Whether they were stored part by part, so that their speakers have to be told again from all of them."""
    backup: Path | None = None
    """The copy of the study made before the first new version."""

    def __repr__(self) -> str:
        """`<ImportOutcome: 13 interviews imported, 0 unchanged, 0 refused>`: nobody's words."""
        imported = plural(len(self.documents), "interview")
        return f"<ImportOutcome: {imported} imported, {len(self.unchanged)} unchanged, {len(self.failures)} refused>"

    @property
    def found_nothing(self) -> bool:
        """Whether there was no file at all where one was looked for."""
        return not (self.documents or self.unchanged or self.copies or self.failures or self.left_out)

    def interviews(self, marks: Mapping[str, Mark], *, brief: bool = False) -> Table:
        """List who is understood to speak in each interview it imported; `brief` is what a terminal has room for."""
        from qualcode.tables.documents import documents_table

        return documents_table(self.documents, marks, brief=brief)
