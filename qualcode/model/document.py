"""A transcript as read: its text, who speaks where, and the passages offered for coding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field, fields
from enum import StrEnum
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from qualcode.model.nouns import dataclass
from qualcode.model.text import Span, n_words, word_counter

WITHDRAWN = "█"
"""Stands in a text for each letter of somebody who withdrew consent."""


class Role(StrEnum):
    """What a speaker is in the interview. Only informants are coded, counted and quoted."""

    INTERVIEWER = "interviewer"
    INFORMANT = "informant"
    OTHER = "other"


class Record(StrEnum):
    """What the text is: the words as spoken, someone's notes of them, or an interpreter's rendering."""

    VERBATIM = "verbatim"
    NOTES = "notes"
    INTERPRETED = "interpreted"


def _people(informant_id: str | None, also: tuple[str, ...]) -> tuple[str, ...]:
    return (informant_id, *also) if informant_id else ()


class Turn(NamedTuple):
    """One speaker's stretch of talk; a tuple, since an interview has hundreds, handed from process to process."""

    ordinal: int
    """Place among the turns of the document, from 1."""
    start: int
    """First character, counted in code points of `Document.text`."""
    end: int
    """One past the last, as in a slice."""
    speaker: str = ""
    """The label as written, without colon or time; empty where the transcript has none."""
    role: Role = Role.OTHER
    informant_id: str | None = None
    """Whose words these are; None for interviewers and for turns nobody could be found for."""
    started_at: float | None = None
    """Seconds from the start of the recording, where the transcript says."""
    cue: str = ""
    """What else the file shows of a turn without a label: `preamble`, `heading`, `question` (a cell or line that asks),
    `bold`, `aside`."""
    also: tuple[str, ...] = ()
    """The other informants whose words these are, where a label names several and a person said: each of them."""

    @property
    def informants(self) -> tuple[str, ...]:
        """Whose words these are; nobody where an interviewer speaks, or nobody could be found."""
        return _people(self.informant_id, self.also)


class Voice(NamedTuple):
    """Who is heard in some turns of a document: what their label counts as, and for whom."""

    speaker: str
    role: Role
    informant_id: str | None
    also: tuple[str, ...]

    @property
    def informants(self) -> tuple[str, ...]:
        """Whose words these are, as a turn says it."""
        return _people(self.informant_id, self.also)


_VOICE = itemgetter(*map(Turn._fields.index, Voice._fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One interview, read once and never changed.

    `text` is the talk alone, turns separated by an empty line; speaker labels and times are kept in `turns`.
    """

    id: str
    """The name in the roster, else a slug of the file name: `kii-03`."""
    name: str
    """The file's name as received."""
    text: str
    sha256: str
    """Of `text`."""
    source_sha256: str
    """Of the file's bytes as received."""
    turns: tuple[Turn, ...]
    reader: str
    """What read it, with its version: `docx 1`."""
    language: str = ""
    record: Record = Record.VERBATIM
    round: str = ""
    date: str = ""
    roles_reason: str = ""
    """How the speakers' roles were found, in words for the import report."""
    notes: tuple[str, ...] = ()
    """What reading changed or left out, in words for the import report; never words of the interview."""
    doubts: tuple[str, ...] = ()
    """Why a person should look at how the file was read, in words that go behind `look at kii-03:`; labels may be
    named, nothing else of the interview."""
    left_out: tuple[str, ...] = ()
    """What the file holds and the text does not, such as page headers: its own words, a line each."""
    counted: tuple[int, ...] = field(default=(), repr=False, compare=False)
    """How many words each turn has, where whoever read it has counted them already; kept nowhere."""

    _voices: dict[Voice, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getstate__(self) -> list[Any]:
        """Its fields, the turns as columns, which are handed from process to process in a third of the time."""
        return [list(zip(*self.turns, strict=True)) if name == "turns" else getattr(self, name) for name in _FIELDS]

    def __setstate__(self, state: list[Any]) -> None:
        for name, value in zip(_FIELDS, state, strict=True):
            made = tuple(map(as_turn, zip(*value, strict=True))) if name == "turns" else value
            object.__setattr__(self, name, made)

    def voices(self) -> Mapping[Voice, int]:
        """Who is heard in it, in the order in which they first speak, each with how many turns."""
        if not self._voices:
            self._voices.update((Voice(*each), n) for each, n in Counter(map(_VOICE, self.turns)).items())
        return self._voices

    def n_words(self, turn: Turn) -> int:
        """How many words are said in one of its turns."""
        return n_words(self.text[turn.start : turn.end])

    def n_words_each(self) -> list[int]:
        """How many words are said in each of its turns."""
        if len(self.counted) == len(self.turns):
            return list(self.counted)
        count = word_counter(self.text)
        return [count(turn.start, turn.end) for turn in self.turns]


_FIELDS = tuple(field.name for field in fields(Document))
as_turn = partial(tuple.__new__, Turn)
"""Makes a turn of a tuple of all its fields, without asking which are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The stretch offered for coding, a passage inside one turn. Frozen at import."""

    id: str
    """Document and ordinal: `kii-03:128`."""
    document_id: str
    ordinal: int
    turn: int
    """`Turn.ordinal` of the turn it lies in."""
    start: int
    """First character, counted in code points of `Document.text`."""
    end: int
    """One past the last, as in a slice."""
    text: str
    """`Document.text[start:end]`."""
    sentences: tuple[Span, ...] = ()
    """Sentence boundaries, in positions of `Document.text`."""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """A document's segments as columns, for work that goes through a thousand interviews at once."""

    document_id: str
    sha256: str
    """Of `text`."""
    language: str
    text: str
    ordinals: tuple[int, ...]
    """`Segment.ordinal`, a number per segment, in reading order."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    informant: tuple[bool, ...]
    """Whether the segment's turn is an informant's; only those are coded."""
    informants: tuple[tuple[str, ...], ...] = ()
    """Whose words each segment holds; nobody's where an interviewer speaks, or nobody knows who."""
    languages: tuple[str, ...] = ()
    """Of each segment; empty where all are in the document's language."""
    sentences: tuple[int, ...] = ()
    """Where each sentence of the document starts; empty unless they were asked for."""
    is_even: bool = False
    """Whether it is known that no passage holds two white-space characters in a row: matching is quicker then."""
