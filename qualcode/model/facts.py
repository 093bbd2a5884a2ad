"""What a study knows of itself: from this come a report's method note, its checklist and its provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from qualcode.model.codebook import Codebook
from qualcode.model.document import Record
from qualcode.model.guided import Guided
from qualcode.model.table import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Who was interviewed, what was read, who coded it, and by which rules it was counted."""

    version: str
    """Of qualcode."""
    basis: Basis
    codebook: Codebook
    documents: Mapping[str, str]
    """Hash of each interview's text, by document id."""
    informants: Mapping[str, int]
    """How many of each type, by the name that reports give the type."""
    date: str = ""
    """ISO date of the last decision."""
    n_words: int = 0
    """That informants said."""
    n_segments: int = 0
    """Passages of informants, offered for coding."""
    n_proposed: int = 0
    """Suggestions of the rules."""
    n_decided: int = 0
    """Of them, those accepted or rejected."""
    n_codings: int = 0
    coders: tuple[str, ...] = ()
    n_reviewed: int = 0
    """Informants whose interviews are reviewed for every theme."""
    left_out: tuple[str, ...] = ()
    """The reason for everyone who is left out of the counts."""
    records: Mapping[Record, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many interviews are verbatim, notes, an interpreter's words."""
    languages: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    rounds: tuple[str, ...] = ()
    n_groups: int = 0
    """Interviews with more than one informant."""
    guided: Guided = field(default_factory=Guided)
    """What led the coders besides the codebook's rules."""
    guide: bool = False
    """An interview guide is kept with the study."""
    n_quotes: int = 0
    n_quoted: int = 0
    """Informants who are quoted."""
    names_replaced: int = 0
    saturation: str = ""
    """What the saturation table says, in a sentence."""
    roster_sha256: str = ""
    """Of the list of informants as it was last read."""
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Every setting that changes a figure or a quote, as written in `qualcode.toml`."""

    @property
    def n_informants(self) -> int:
        """Everyone who is counted."""
        return sum(self.informants.values())
