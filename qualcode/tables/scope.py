"""Whom the tables of a study count, from what, and how counts are written: said once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass
from qualcode.model.people import INFORMANTS, People
from qualcode.model.table import Basis
from qualcode.tables.population import Disputed, Group, Population, check_variables, make_groups
from qualcode.tables.small_groups import without_small
from qualcode.tables.spec import Filter, Measure, make_spec

PERCENTAGES_FROM = 20
"""Smallest group whose share is printed as a percentage unless asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What every table of a study shares; the default counts everyone's codings, by informant."""

    basis: Basis = Basis.CODINGS
    progress: str = ""
    """How far an unfinished review is, in a sentence."""
    reviewed: Mapping[str, frozenset[str]] | None = None
    """By code, whose documents are reviewed for it; None where every informant of the roster counts."""
    asked: Mapping[str, frozenset[str]] | None = None
    """By code, who was asked about it; None where no interview guide says."""
    disputed: Disputed = field(default_factory=dict)
    """By code, on whose passages coders differ."""
    where: Filter = field(default_factory=dict)
    """Only these: `{"round": ("2",)}`."""
    unit: str = "informant"
    """`informant`, or a variable such as `organisation`, each of whose values then counts once."""
    people: People = INFORMANTS
    """Whose words are counted."""
    at_least: int = 1
    """Passages it takes to have raised a theme."""
    coder: str = ""
    """Whose decisions are counted, as a figure remembers it; empty for what counts by default."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What informant types are called, so that nobody can be told from it."""
    groupings: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    """Larger groups made of types, by the name of the grouping."""
    minimum: int = 0
    """Groups of fewer informants are put together."""
    allowed: Collection[str] = ()
    """Groups shown in spite of their size."""
    for_client: Scope | None = None
    """Of a table for the team, how a client's copy groups people, where it does so otherwise."""
    percentages_from: int = PERCENTAGES_FROM
    """Smallest group whose share is printed as a percentage; 1 prints every one."""
    scale: Mapping[str, float] = field(default_factory=dict)
    """Words for shares, each with the smallest share it is used for; empty: qualcode's own."""

    @property
    def counted(self) -> str:
        """What is counted, in the singular: a person of the study, or an organisation."""
        return self.people.person if self.unit == "informant" else self.unit

    @property
    def all_asked(self) -> bool:
        """Whether all who were asked at all were asked about every theme, as far as is known."""
        return self.asked is None or len({*self.asked.values()}) <= 1

    def population(self, roster: Roster) -> Population:
        """Whom it counts of a roster; UsageError where that has no such variable."""
        check_variables(roster, [*self.where, *([self.unit] if self.unit != "informant" else [])])
        return Population(
            roster=roster,
            reviewed=self.reviewed,
            asked=self.asked,
            disputed=self.disputed,
            unit=self.unit,
            people=self.people,
            where=self.where,
            at_least=self.at_least,
        )

    def groups(self, roster: Roster, by: str) -> tuple[tuple[Group, ...], tuple[str, ...]]:
        """The columns of a table, none so small for a client that it points at people; and what to say about that."""
        groups = make_groups(roster, by, labels=self.labels, groupings=self.groupings)
        made, notes = without_small(groups, roster, minimum=self.minimum, allowed=self.allowed, where=self.where)
        if self.for_client is not None:
            kept = {group.label for group in self.for_client.groups(roster, by)[0]}
            if gone := [group for group in made if group.label not in kept]:
                notes = (*notes, _put_together(gone, self.population(roster)))
        return made, notes

    def spec(self, measure: Measure, code: str, group: Filter, **more: str) -> dict[str, str]:
        """What a cell is."""
        unit = "" if self.unit == "informant" else self.unit
        more["at_least"] = str(self.at_least) if self.at_least > 1 else ""
        return make_spec(
            measure, basis=self.basis, code=code, group=group, where=self.where, unit=unit, coder=self.coder, **more
        )

    def k_of_n(self, k: int, n: int, *, n_open: int = 0, all_asked: bool = True) -> str:
        """`2 of 3`, with a percentage where the group is large enough to bear one, and `all_asked`.

        While some are open it is `2 raised, 1 open of 3`: no share can be told yet, nor of other themes beside it.
        """
        if n == 0:
            return "–"
        unfinished = n_open or self.basis is Basis.UNFINISHED
        share = f" ({k / n:.0%})" if n >= self.percentages_from and all_asked and not unfinished else ""
        return f"{so_far(k, n, n_open)}{share}"


def _put_together(groups: Sequence[Group], population: Population) -> str:
    sizes = ((group.label, len(population.members(group.filter))) for group in groups)
    return (
        f"For the team: a client's copy puts {', '.join(f'{label} (n = {n})' for label, n in sizes)} together with "
        "others, so that nobody can be recognised (`qualcode frequencies --client`)."
    )


def so_far(k: int, n: int, n_open: int) -> str:
    """`2 of 3`; while some are open, `2 raised, 1 open of 3`."""
    return f"{k} raised, {n_open} open of {n}" if n_open else f"{k} of {n}"


EVERYONE = Scope()
"""Everyone's codings, by informant, with nobody left out and nothing put together."""
