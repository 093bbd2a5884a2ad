"""What another program's project holds, as values: texts, codes, codings, cases, notes, and what stays behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from qualcode.model.journal import About
from qualcode.model.nouns import dataclass

SPEAKER = "speaker"
"""The variable that says by which label somebody speaks in an interview of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCode:
    """A code of the other program."""

    id: str
    """Its own id there, in capitals where it is a GUID."""
    name: str
    parent: str = ""
    """Id of the code above it; empty at the top."""
    definition: str = ""
    colour: str = ""
    """`#rrggbb`, or empty."""
    codable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCoding:
    """A code on a stretch of a text."""

    id: str
    code: str
    """Id of the code."""
    text: str
    """Id of the text."""
    start: int
    """First character, counted in code points of `ForeignText.text`."""
    end: int
    """One past the last, as in a slice."""
    coder: str = ""
    """Name of the person; empty where the file does not say."""
    coded_at: str = ""
    """UTC, ISO 8601; empty where the file does not say."""
    selection: str = ""
    """Id of the selection, which several codes may share."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignText:
    """A text as the other program holds it: line ends are `\\n`, without a byte order mark."""

    id: str
    name: str
    text: str
    times: tuple[tuple[int, float], ...] = ()
    """Of a transcript: positions in `text` and the seconds of the recording at which they are said."""
    speakers: tuple[tuple[int, int, str], ...] = ()
    """Stretches of `text`, each with the name of the case that says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCase:
    """A person or thing that texts are about, with its variables."""

    name: str
    """Empty where the program writes variables of a document as a case without a name."""
    texts: tuple[str, ...] = ()
    """Ids of the texts."""
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignNote:
    """A memo on the project, a text, a stretch of it, or a code."""

    id: str
    about: About
    text: str
    target: str = ""
    """Id of the text or code; empty for the project."""
    start: int = 0
    end: int = 0
    """The stretch of a text, where the note is about one."""
    author: str = ""
    written_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something that has no place in a study."""

    what: str
    """In words, in the plural: `pictures`."""
    count: int
    places: tuple[str, ...] = ()
    """Names of texts or codes it was found at, at most three; never words of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A way of counting positions, with a selection as it reads then."""

    name: str
    """As `--counting` takes it."""
    shown: tuple[str, ...]
    """The words of the first three selections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignProject:
    """Everything of a project that has a place in a study, and what has none."""

    name: str
    program: str
    """What wrote it, in its own words: `NVivo 12.6`."""
    texts: tuple[ForeignText, ...] = ()
    codes: tuple[ForeignCode, ...] = ()
    """Parents before their children."""
    codings: tuple[ForeignCoding, ...] = ()
    cases: tuple[ForeignCase, ...] = ()
    notes: tuple[ForeignNote, ...] = ()
    coders: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    remarks: tuple[str, ...] = ()
    """What reading found odd, in words; never words of a text."""
    counting: str = ""
    """How positions are counted: `UTF-16, line ends are two`."""
    undecided: tuple[Reading, ...] = ()
    """Ways of counting between which the file does not decide; empty where one is established."""

    @property
    def example(self) -> str:
        """The words of the first coding, for a person to see that whole words are coded."""
        texts = {text.id: text.text for text in self.texts}
        return next((texts[each.text][each.start : each.end] for each in self.codings if each.text in texts), "")
