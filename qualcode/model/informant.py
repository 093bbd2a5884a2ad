"""Who was interviewed: the roster."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from types import MappingProxyType

from qualcode.model.document import Record
from qualcode.model.nouns import dataclass
from qualcode.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Informant:
    """A person interviewed; counts once, however many interviews they gave."""

    id: str
    informant_type: str
    """CSO, UN agency …: the groups that tables compare."""
    organisation: str = ""
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Every further column of the roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A row of the roster: one informant in one document."""

    informant_id: str
    document: str
    """File name or document id, as the roster has it."""
    speaker: str = ""
    """The informant's label in that document, where several people speak; several spellings are parted by `;`."""
    round: str = ""
    language: str = ""
    record: Record = Record.VERBATIM
    date: str = ""
    recording: str = ""
    """The file the interview was written down from, as the roster has it."""
    line: int = 0
    """Line of the roster file, for messages."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """The labels of the informant in that document: `Amina; Amina S.` are two."""
        return tuple(label for part in self.speaker.split(";") if (label := part.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The study's informants and the documents they appear in."""

    informants: tuple[Informant, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Contradictions in its file that do not keep it from being used."""

    def informant(self, informant_id: str) -> Informant:
        """The informant of that id; KeyError where the roster has none."""
        for informant in self.informants:
            if informant.id == informant_id:
                return informant
        raise KeyError(informant_id)

    def types_of(self, people: Collection[str]) -> tuple[str, ...]:
        """The types of some informants, each once, in the order of the roster; nothing of those it does not have."""
        found = (informant.informant_type for informant in self.informants if informant.id in people)
        return tuple(dict.fromkeys(filter(None, found))) if people else ()

    def filled_in(self) -> Roster:
        """The informants whose type is known, with their rows: those that can be counted."""
        known = tuple(informant for informant in self.informants if informant.informant_type)
        ids = {informant.id for informant in known}
        rows = tuple(row for row in self.appearances if row.informant_id in ids)
        return Roster(informants=known, appearances=rows, problems=self.problems)

    @property
    def informant_types(self) -> tuple[str, ...]:
        """The types in the order the roster first names them."""
        return tuple(dict.fromkeys(informant.informant_type for informant in self.informants))
