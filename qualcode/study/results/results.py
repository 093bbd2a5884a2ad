"""Everything that is counted of a study at one moment, and the tables drawn from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.finding import Bearing
from qualcode.model.informant import Roster
from qualcode.model.interview import Interview, in_order_held
from qualcode.model.nouns import dataclass
from qualcode.model.people import People
from qualcode.model.table import Basis, Table
from qualcode.model.voice import SILENT, Voice
from qualcode.model.wording import plural
from qualcode.settings import Settings
from qualcode.study.results.uncounted import how_far, notes_of, reviewed_for_every

if TYPE_CHECKING:
    from qualcode.privacy.breaches import Breach, Settled
    from qualcode.review.resolve import Resolution
    from qualcode.study.results.scoping import ScopeOptions
    from qualcode.tables.aliases import Aliases
    from qualcode.tables.behind import Trail
    from qualcode.tables.editing import Editing
    from qualcode.tables.excerpt import Excerpt
    from qualcode.tables.heard import Read
    from qualcode.tables.quotes import Selection
    from qualcode.tables.scope import Scope


@dataclass(frozen=True, kw_only=True)
class Results:
    """What a study's figures are counted from: values of one moment, which the open study changes no more."""

    title: str
    """What the study is called."""
    folder: Path
    people: People
    basis: Basis
    codings: tuple[Coding, ...]
    """What counts, by interview and place, each with its words; without those of informants left out."""
    roster: Roster
    """The informants whose interviews are imported, without those left out, and where they speak."""
    whole_roster: Roster
    """The list of informants as it was last read."""
    excluded: Mapping[str, str] = field(default_factory=dict)
    """Who of the list is left out of the counts, with the reason."""
    interviews: tuple[Interview, ...]
    """Every imported interview, `kii-2` before `kii-10`."""
    codebook: Codebook
    settings: Settings
    for_client: bool = False
    """Whether tables are for a client, in whose no group is so small that it points at people; the team sees all."""
    coder: str = ""
    """Whose decisions are counted; empty: everyone's."""
    resolution: Resolution | None = None
    """Every decision that counts and every one that does not; None where suggestions are counted."""
    n_decided: int = 0
    """Suggestions that were accepted or rejected, of `n_proposed`."""
    n_proposed: int = 0
    reviewed: Mapping[str, frozenset[str]] | None = None
    """By code, whose interviews are reviewed for it; None where suggestions are counted."""
    by_reading: tuple[str, ...] = ()
    """Codes on which somebody is silent only once all their passages have been read."""
    asked: Mapping[str, frozenset[str]] | None = None
    """By code, who was asked about it; None where no interview guide says."""
    put_to: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By question of the guide, to whom it was put."""
    disputed: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """By code, informant and interview of the passages that coders decided differently."""
    bearings: tuple[Bearing, ...] = ()
    """Passages that coders marked for or against findings."""
    uncounted: tuple[str, ...] = ()
    """Decisions and informants' turns that do not count, in words: numbers alone, for a table may go to a client."""
    excerpts: Mapping[str, Excerpt] = field(default_factory=dict)
    """By coding, what would be quoted of it; codings in which nothing of a fitting length stands have none."""
    editing: Editing
    """What editors settled about quotes."""
    aliases: Aliases = field(default_factory=dict)
    """The numbers that stand for informants in attributions, where the study's template has them."""
    in_two_languages: frozenset[str] = frozenset()
    """Interviews that have a translation."""
    translated: Mapping[str, str] = field(default_factory=dict)
    """By coding the translation of what would be quoted of it, where translations are printed."""
    recordings: Mapping[str, str] = field(default_factory=dict)
    """By interview its recording, from the study's folder; none for a client."""
    settled: Settled
    """What people said of names and small groups that a report would give away."""
    voice: Voice = field(default=SILENT, compare=False)
    figure_key: str = field(compare=False, repr=False)
    """What the ids of figures are made with: the study's secret."""
    figures: dict[str, Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)
    """What the figures of tables are, by their ids: those made of any results since the study was opened."""

    def frequencies(
        self, by: str = "informant_type", *, sort: str = "codebook", levels: int = 0, **scope: Unpack[ScopeOptions]
    ) -> Table:
        """Count how many informants of each type raised each theme.

        `by` is `informant_type`, a grouping of the settings, a column of the list of informants, or two of them
        (`type,region`); `sort` is `codebook` or `prevalence`; `levels` is how many levels of themes, 0 for all. Raises
        UsageError for a column that the list does not have.
        """
        from qualcode.tables.frequencies import theme_frequencies

        make = partial(theme_frequencies, *self._counted, scope=self.scope(**scope))
        return self._noted(make(by=by, sort=sort, levels=levels))

    def heard(self, *, read: Read | None = None, **scope: Unpack[ScopeOptions]) -> Table:
        """Count informants, interviews and what was `read` of them by type, and by whatever else the list knows."""
        from qualcode.tables.heard import heard_table

        return self._keyed(heard_table(self.roster, read=read or {}, scope=self.scope(**scope)))

    def how_much(self, by: str = "informant_type", *, levels: int = 0, **scope: Unpack[ScopeOptions]) -> Table:
        """Count, of each group, who raised each theme, in how many passages and words."""
        from qualcode.tables.how_much import how_much

        return self._noted(how_much(*self._counted, by=by, levels=levels, scope=self.scope(**scope)))

    def coverage(self, by: str = "informant_type", **scope: Unpack[ScopeOptions]) -> Table:
        """Count who raised each theme, and the four ways of not raising it."""
        from qualcode.tables.coverage import coverage_table

        return self._noted(coverage_table(*self._counted, by=by, scope=self.scope(**scope)))

    def compare(
        self,
        *groups: str,
        intervals: bool = False,
        test: bool = False,
        levels: int = 0,
        by: str = "informant_type",
        sort: str = "difference",
        **scope: Unpack[ScopeOptions],
    ) -> Table:
        """Set groups of informants side by side; without groups, all types, or all groups of whatever `by` names.

        A group is an informant type, a group of the settings, or `variable=value`. Themes are sorted by `difference` or
        as in the `codebook`. `intervals` adds Wilson's and Newcombe's 95 % intervals, `test` exact tests with
        Benjamini-Hochberg over the codebook; both only describe.
        """
        from qualcode.tables.compare import compare_groups

        wanted = self.scope(**scope)
        make = partial(compare_groups, *self._counted, groups or wanted.groups(self.roster, by)[0], scope=wanted)
        return self._noted(make(intervals=intervals, test=test, levels=levels, sort=sort))

    def quantifiers(self, by: str = "informant_type", *, levels: int = 0, **scope: Unpack[ScopeOptions]) -> Table:
        """Put each count into a word of the study's scale: all, most, several."""
        from qualcode.tables.quantifier_table import quantifier_table

        return self._noted(quantifier_table(*self._counted, by=by, levels=levels, scope=self.scope(**scope)))

    def cooccurrence(
        self,
        *,
        within: str = "passage",
        code: str = "",
        least: int = 1,
        levels: int = 0,
        jaccard: bool = False,
        **scope: Unpack[ScopeOptions],
    ) -> Table:
        """Count themes that appear together, `within` a passage, a turn, an interview or an informant."""
        from qualcode.study.naming import named_code
        from qualcode.tables.cooccurrence import theme_cooccurrence

        code = named_code(code, self.codebook) if code else ""
        make = partial(theme_cooccurrence, *self._counted, scope=self.scope(**scope))
        return self._noted(make(within=within, code=code, least=least, levels=levels, jaccard=jaccard))

    def saturation(
        self,
        *,
        base: int = 4,
        length: int = 2,
        threshold: float = 0.05,
        name_interviews: bool = True,
        **scope: Unpack[ScopeOptions],
    ) -> Table:
        """Count new codes by interview (Guest, Namey and Chen 2020); without the interviews' names for a client."""
        from qualcode.model.dates import read_dates
        from qualcode.tables.saturation import saturation_table

        make = partial(saturation_table, *self._counted, self.speakers, base=base, length=length, threshold=threshold)
        in_doubt = bool(read_dates(each.date for each in self.interviews).doubts)
        return self._noted(make(scope=self.scope(**scope), in_doubt=in_doubt, name_interviews=name_interviews))

    def matrix(self, *, cells: str = "presence", levels: int = 0, **scope: Unpack[ScopeOptions]) -> Table:
        """Set interviews against themes; for the team, since a row is a person. `cells` is `presence` or `passages`."""
        from qualcode.tables.matrix import theme_matrix

        make = partial(theme_matrix, *self._counted, self.speakers, scope=self.scope(**scope))
        return self._noted(make(cells=cells, levels=levels))

    def evidence(self, by: str = "informant_type", **scope: Unpack[ScopeOptions]) -> Table:
        """Gather the evidence on each evaluation question, and on each finding of findings.yaml where there is one."""
        from qualcode.study.results.quotes import findings_of
        from qualcode.tables.evidence import evidence_table

        wanted = self.scope(**scope)
        wanted.population(self.roster)  # names a variable that nobody has, before quotes are chosen
        make = partial(evidence_table, *self._counted, findings=findings_of(self), by=by, scope=wanted)
        return self._noted(make(quotes=self.selection.quotes))

    def findings(self, by: str = "informant_type", **scope: Unpack[ScopeOptions]) -> Table:
        """Count who speaks for each finding of findings.yaml and against it."""
        from qualcode.study.results.quotes import findings_of
        from qualcode.tables.findings import findings_table

        make = partial(findings_table, *self._counted, findings=findings_of(self), bearings=self.bearings)
        return self._noted(make(quotes=self.selection.quotes, by=by, scope=self.scope(**scope)))

    def trace(self, figure_or_quote: str) -> Table:
        """List the codings behind a figure of one of these tables, or behind a quote, whether the study is open or not.

        `Study.trace` adds from the study when each was decided, and by which rules it was suggested.
        """
        from qualcode.study.results.behind import table_behind

        return table_behind(self, figure_or_quote)

    @cached_property
    def trail(self) -> Trail:
        """The codings, arranged so that those behind a figure are found quickly."""
        from qualcode.tables.behind import Trail

        return Trail(*self._counted, reviewed=self.reviewed, asked=self.asked, disputed=self.disputed)

    def __repr__(self) -> str:
        """`<Results My study: 13 interviews, 11 informants, 348 codings>`: nobody's words."""
        amounts = ((self.interviews, "interview"), (self.roster.informants, "informant"), (self.codings, "coding"))
        return f"<Results {self.title}: {', '.join(plural(len(each), noun) for each, noun in amounts)}>"

    @cached_property
    def selection(self) -> Selection:
        """The balanced selection of quotes as editors left it, names replaced."""
        return self._quoted[0]

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """What a report would give away, settled or open: groups below the minimum, then names in its quotes."""
        from qualcode.study.results.privacy import small_groups_of

        return (*small_groups_of(self), *self._quoted[1])

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What a client is told of each informant type, so that nobody can be told from it."""
        from qualcode.study.results.privacy import labels_of

        return labels_of(self)

    @cached_property
    def speakers(self) -> Mapping[str, tuple[str, ...]]:
        """The informants of each interview, in the order interviews were held, as far as their dates tell."""
        return {each.id: each.speakers for each in in_order_held(self.interviews, self.roster)}

    @cached_property
    def wholly_reviewed(self) -> frozenset[str]:
        """Who is reviewed for every theme."""
        return reviewed_for_every(self)

    @property
    def progress(self) -> str:
        """How far an unfinished review is, in a sentence; else empty."""
        return how_far(self) if self.basis is Basis.UNFINISHED else ""

    def scope(self, **options: Unpack[ScopeOptions]) -> Scope:
        """Say to the table functions whom to count. Raises UsageError for a condition on an unknown variable."""
        from qualcode.study.results.scoping import scope_of

        return scope_of(self, options)

    @property
    def _counted(self) -> tuple[tuple[Coding, ...], Roster, Codebook]:
        """What every table function takes first."""
        return self.codings, self.roster, self.codebook

    @cached_property
    def _quoted(self) -> tuple[Selection, tuple[Breach, ...]]:
        from qualcode.study.results.quotes import select_and_check

        return select_and_check(self)

    def _noted(self, table: Table) -> Table:
        """The table with its ids, and what the study adds to its rules: when one is reviewed, and who is left out."""
        return self._keyed(replace(table, notes=(*table.notes, *notes_of(self))))

    def _keyed(self, table: Table) -> Table:
        keyed = table.keyed(self.figure_key)
        self.figures.update((figure.id, figure.spec) for figure in keyed.figures())
        return keyed
