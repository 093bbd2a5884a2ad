"""The coding sheet: what a coder decides in Excel, a row per suggestion or per passage."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from enum import StrEnum

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Mark
from qualcode.model.harmless import visible
from qualcode.model.nouns import dataclass
from qualcode.model.plain import to_plain

LONGEST = 30_000
"""Characters of a passage that fit into a cell, with room to spare."""


class Kind(StrEnum):
    """What a row of the sheet is."""

    SUGGESTIONS = "suggestions"
    """A code proposed for a passage: accept it, reject it, skip it."""
    PASSAGES = "passages"
    """A passage: write down every code that belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a coder wrote into a row."""

    verdict: str = ""
    """The decision on the suggestion; in a sheet of passages `read`, where no code belongs to it."""
    codes: tuple[str, ...] = ()
    """As written: names or ids."""
    marks: tuple[str, ...] = ()
    note: str = ""
    supports: tuple[str, ...] = ()
    """Ids of findings for which the passage speaks, as written."""
    opposes: tuple[str, ...] = ()
    """Ids of findings against which it speaks."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there."""
        return self == Answer()

    @property
    def on_codes(self) -> Answer:
        """What it says of codes alone."""
        return replace(self, supports=(), opposes=())

    def packed(self) -> str:
        """As a cell holds it; empty where nothing is written."""
        return "" if self.is_empty else json.dumps(to_plain(self), ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row: what it shows, what it is about, and what the coder wrote."""

    id: str
    """Hidden. Of the suggestion, or of the passage."""
    text_sha256: str
    """Hidden. Of the passage as shown: a row whose cells were torn apart is noticed."""
    passage: str
    code: str = ""
    """The suggested code as shown; in a sheet of passages all of them."""
    meaning: str = ""
    """What belongs under the suggested code, and what does not; in a sheet of passages empty."""
    suggested: tuple[str, ...] = ()
    """Hidden. Ids of the codes that are suggested there."""
    segment_id: str = ""
    who: str = ""
    """Type of informant and speaker."""
    before: str = ""
    """What was said before: the question, mostly."""
    because: str = ""
    """Evidence and flags, and what else is suggested for the passage."""
    evidence: tuple[tuple[int, int], ...] = ()
    """Where the evidence stands in `passage`."""
    answer: Answer = Answer()
    written: Answer = Answer()
    """Hidden. What stood there when the sheet was written."""
    seal: str = ""
    """Hidden. What the study's secret makes of the hidden cells: they are as they were written."""
    line: int = 0
    """In the file, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A coding sheet as written, or as it came back."""

    id: str
    kind: Kind
    study: str
    coder: str
    sequence: int
    """The number of the last decision the sheet knew of."""
    codebook_sha256: str
    rows: tuple[SheetRow, ...]
    n_rows: int
    """How many were written."""
    seal: str = ""
    """What the study's secret makes of all this but the rows."""

    def sealed(self, secret: str) -> Sheet:
        """The sheet with its seals, and those of its rows."""
        rows = tuple(replace(row, seal=seal_of(secret, *self._of_row(row))) for row in self.rows)
        return replace(self, rows=rows, seal=seal_of(secret, *self._facts()))

    def is_sealed(self, secret: str) -> bool:
        """Whether whose sheet it is, and all else it says of itself, is as it was written."""
        return hmac.compare_digest(self.seal.encode(), seal_of(secret, *self._facts()).encode())

    def has_sealed(self, row: SheetRow, secret: str) -> bool:
        """Whether the hidden cells of a row are as they were written, and of this sheet."""
        return hmac.compare_digest(row.seal.encode(), seal_of(secret, *self._of_row(row)).encode())

    def _facts(self) -> tuple[str, ...]:
        facts = (self.id, self.kind, self.study, self.coder, self.sequence, self.codebook_sha256, self.n_rows)
        return tuple(" ".join(str(fact).split()) for fact in facts)

    def _of_row(self, row: SheetRow) -> tuple[str, ...]:
        return (self.id, row.id, row.text_sha256, visible(row.written.packed()), " ".join(row.suggested))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """A row of a table of codings made elsewhere: a code on a passage, or a passage that was read."""

    document: str
    """Id or file name."""
    segment: str
    """`kii-03:128`, or the number alone; empty where the quote says which passage it is."""
    code: str
    """Name or id; empty where the passage was read and no code found."""
    coder: str
    quote: str = ""
    marks: tuple[str, ...] = ()
    note: str = ""
    line: int = 0


def seal_of(secret: str, *cells: str) -> str:
    """What a study's secret makes of some cells: whoever changes one cannot make it."""
    return hmac.new(bytes.fromhex(secret), "\n".join(cells).encode(), "sha256").hexdigest()[:24]


def shown_passage(text: str) -> str:
    """A passage as a cell shows it."""
    shown = visible(text)
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + " […]"


def text_sha256(shown: str) -> str:
    """Of the letters as shown, however a spreadsheet breaks and spaces them."""
    return hashlib.sha256("".join(shown.split()).encode()).hexdigest()[:20]


def code_labels(codebook: Codebook) -> dict[str, str]:
    """What each code is called in the drop-downs: its name, with the id where two share a name."""
    names = [code.name.casefold() for code in codebook.codes]
    return {
        code.id: code.name if names.count(code.name.casefold()) == 1 else f"{code.name} ({code.id})"
        for code in codebook.codes
    }


def find_code(written: str, codebook: Codebook) -> str:
    """The id of a code as a coder wrote it: name, id, or as in the drop-down; KeyError where there is none."""
    wanted = " ".join(written.split()).casefold()
    for code_id, label in code_labels(codebook).items():
        if wanted in (code_id.casefold(), " ".join(visible(label).split()).casefold()):
            return code_id
    raise KeyError(written)


def find_mark(written: str) -> Mark:
    """A mark as a coder wrote it; ValueError where there is none."""
    return Mark(" ".join(written.split()).casefold())


def split_marks(cell: str) -> tuple[str, ...]:
    """Several marks in one cell, parted by commas or semicolons."""
    return tuple(part for raw in cell.replace(";", ",").split(",") if (part := " ".join(raw.split())))


FACTS_SHEET = "qualcode"
"""Hidden page of what makes a sheet known again."""

CODE_COLUMNS = {Kind.SUGGESTIONS: 2, Kind.PASSAGES: 5}
"""Columns for codes; more where a coder put more on a passage already."""

_SHOWN = {
    "id": "Id",
    "text": "Text hash",
    "written": "As written",
    "suggested": "Suggested ids",
    "where": "Where",
    "who": "Who",
    "before": "Before",
    "passage": "Passage",
    "meaning": "What it means",
    "because": "Because of",
    "mark": "Mark",
    "supports": "For finding",
    "opposes": "Against finding",
    "note": "Note",
}
HEADINGS = {
    Kind.SUGGESTIONS: {**_SHOWN, "code": "Suggested code", "decision": "Decision", "codes": "Other code"},
    Kind.PASSAGES: {**_SHOWN, "code": "Suggested codes", "decision": "No code: read", "codes": "Code"},
}
"""What each column is called, by its name here."""
