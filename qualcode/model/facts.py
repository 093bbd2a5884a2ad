"""What a study knows of itself: from this come a report's method note, its checklist and its provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from qualcode.model.codebook import Codebook
from qualcode.model.document import Record
from qualcode.model.guided import Guided
from qualcode.model.nouns import dataclass
from qualcode.model.table import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class CodersWork:
    """What coders did with the proposals of the rules, and with the passages on which nothing was proposed."""

    by_coder: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many proposals each coder accepted or rejected."""
    n_by_several: int = 0
    """Proposals that more than one coder decided."""
    n_alike: int = 0
    """Of them, those all decided alike."""
    kappa: float | None = None
    """Cohen's kappa over these decisions."""
    n_differ_besides: int = 0
    """Passages on which one put a theme that was not proposed, and another who read them did not."""
    prompted: bool = True
    """Whether suggestions were before a coder; what they agree on besides is then no measure beyond chance."""
    n_both_read: int = 0
    """Passages and themes that two coders without suggestions before them looked at."""
    kappa_read: float | None = None
    """Cohen's kappa over these."""
    n_settled: int = 0
    """Differences between coders that somebody settled."""
    n_disputed: int = 0
    """Differences that are open."""
    n_accepted: int = 0
    """Proposals that count as themes of their passages, all coders and outcomes considered."""
    n_added: int = 0
    """Codings that a coder added where nothing is proposed for that theme."""
    n_earlier: int = 0
    """Codings that were accepted when an earlier codebook proposed them, and that no rule proposes now."""
    elsewhere: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Codings that were made in another program and imported, by the program's name."""
    n_silent: int = 0
    """Informants' passages on which no theme was proposed."""
    n_silent_read: int = 0
    """Of them, those a coder read to the end."""
    n_silent_coded: int = 0
    """Of those read, the ones on which a coder put a theme: what the rules had missed."""
    n_audited: int = 0
    """Themes of which passages without the proposal were drawn at random and judged."""
    n_drawn: int = 0
    """Those passages."""
    n_missed: int = 0
    """Of them, those on which the theme was found after all."""

    @property
    def main_kappa(self) -> float | None:
        """The one to tell: over all that was read where coders saw no suggestions, else over what was decided twice."""
        first, second = (self.kappa, self.kappa_read) if self.prompted else (self.kappa_read, self.kappa)
        return second if first is None else first


NO_WORK = CodersWork()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authors:
    """What only the authors of a report know, as they wrote it in the settings; empty where they did not."""

    commissioned_by: str = ""
    author: str = ""
    period: str = ""
    sampling: str = ""
    approached: str = ""
    consent: str = ""


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
    read: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    """By informant and interview, how many passages they say and how many of these a coder looked at; empty where
    suggestions are counted."""
    n_proposed: int = 0
    """Suggestions of the rules."""
    n_decided: int = 0
    """Of them, those accepted or rejected."""
    n_codings: int = 0
    coders: tuple[str, ...] = ()
    work: CodersWork = NO_WORK
    dates: tuple[str, ...] = ()
    """The first and the last day of interviews, in ISO form, where they are known."""
    n_dated: int = 0
    """Interviews whose day is known."""
    n_turns_of_nobody: int = 0
    """Turns of informants whom the list of informants does not name: they count for nobody."""
    by_reading: bool = False
    """Somebody counts as silent on a theme only once all their passages were read for it."""
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
    authors: Authors = Authors()
    n_quotes: int = 0
    n_quoted: int = 0
    """Informants who are quoted."""
    n_chosen: int = 0
    """Quotes that a person kept, put in order or trimmed; the others a rule selected."""
    n_printed: int = 0
    """Quotes that stand under the findings; the workbook has all of them."""
    n_annexed: int = 0
    """Further quotes, in an annex."""
    n_beside_survey: int = 0
    """Further quotes, beside answers of the survey."""
    n_kept: int = 0
    """Of those printed anywhere, the ones that a person chose."""
    names_replaced: int = 0
    saturation: str = ""
    """What the saturation table says, in a sentence."""
    roster_sha256: str = ""
    """Of the list of informants as it was last read."""
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Every setting that changes a figure or a quote, as written in `qualcode.toml`."""

    @property
    def has_unread(self) -> bool:
        """Whether there are passages that hold no proposal and that nobody read."""
        return self.work.n_silent > self.work.n_silent_read

    @property
    def n_informants(self) -> int:
        """Everyone who is counted."""
        return sum(self.informants.values())
