"""One pass over the codings, and every count that the tables need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
from qualcode.model.nouns import dataclass
from qualcode.tables.amounts import Amount, Amounts, Said, measure
from qualcode.tables.population import Population
from qualcode.tables.spec import ANY_CODE, EITHER_CODE, Filter, parts_of


@dataclass(slots=True)
class Tally:
    """What informants said, by informant and document, and how much of it on each code.

    Passages marked *contrary* are kept apart, those marked *off record* are left out.
    """

    codebook: Codebook
    raised: Said = field(default_factory=dict)
    contrary: Said = field(default_factory=dict)
    unknown_codes: dict[str, int] = field(default_factory=dict)
    """Codings under codes that the codebook does not have."""
    unknown_informants: int = 0
    """Codings of people who are not in the list of informants."""
    _families: dict[str, frozenset[str]] = field(default_factory=dict)
    _amounts: dict[bool, dict[str, Amounts]] = field(default_factory=dict)

    def family(self, code_id: str) -> frozenset[str]:
        """A code and those under it; every code for `*`, those of several for `funding+access`."""
        if not self._families:
            self._families = families(self.codebook)
        if code_id not in self._families:
            members = (self._families[part] for part in parts_of(code_id))
            self._families[code_id] = frozenset().union(*members)
        return self._families[code_id]

    def amounts(self, code_id: str, *, contrary: bool = False) -> Amounts:
        """How much each informant said on a code and the codes under it.

        A passage that several codings put under one code counts once, whatever stretches of it they mark.
        """
        family = self.family(code_id)
        said = self.contrary if contrary else self.raised
        if contrary not in self._amounts:
            self._amounts[contrary] = measure(said, _counts_for(self._families))
        found = self._amounts[contrary]
        if EITHER_CODE in code_id and code_id not in found:
            found |= measure(said, dict.fromkeys(family, (code_id,)))
        return found.get(code_id, {})


def _counts_for(families: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """By code, every family it is in."""
    found: dict[str, list[str]] = {}
    for code_id, family in families.items():
        for member in family:
            found.setdefault(member, []).append(code_id)
    return found


def families(codebook: Codebook) -> dict[str, frozenset[str]]:
    """Each code with every code under it, and `*` with all of them."""
    found: dict[str, set[str]] = {code.id: {code.id} for code in codebook.codes}
    parents = {code.id: code.parent for code in codebook.codes}
    for code_id in found:
        above = parents[code_id]
        while above is not None:
            found[above].add(code_id)
            above = parents[above]
    return {ANY_CODE: frozenset(found), **{code_id: frozenset(members) for code_id, members in found.items()}}


def tally_codings(codings: Iterable[Coding], codebook: Codebook, known: Mapping[str, object]) -> Tally:
    """Go through the codings once; `known` holds the informants of the roster."""
    tally = Tally(codebook=codebook)
    codes = {code.id for code in codebook.codes}
    for coding in codings:
        code_id = coding.code_id
        if code_id not in codes:
            tally.unknown_codes[code_id] = tally.unknown_codes.get(code_id, 0) + 1
            continue
        said = tally.raised
        if coding.marks:
            if Mark.OFF_RECORD in coding.marks:
                continue
            if Mark.CONTRARY in coding.marks:
                said = tally.contrary
        if coding.informant_id not in known:
            tally.unknown_informants += 1
            continue
        said.setdefault((coding.informant_id, coding.document_id), []).append(coding)
    return tally


class Known(StrEnum):
    """What is known of one informant on a theme."""

    RAISED = "raised"
    NOT_RAISED = "not raised"
    CONTRARY = "contrary"
    """They only denied it."""
    NOT_ASKED = "not asked"
    NOT_REVIEWED = "not reviewed"
    DISPUTED = "coders differ"


WELL_KNOWN = (Known.RAISED, Known.NOT_RAISED, Known.CONTRARY)
"""What leaves nothing open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one cell of a table holds."""

    members: frozenset[str]
    """Units in the group."""
    raised: frozenset[str]
    """Heard to raise it, however much of what they said is still to be reviewed."""
    open: frozenset[str]
    """Not heard to raise it, and not reviewed for all of it: they may still be found to."""
    denied: frozenset[str]
    """Reviewed, and only said the contrary."""
    not_asked: frozenset[str]
    disputed: frozenset[str]
    """Whether these raised it depends on passages that coders decided differently."""
    n_passages: int
    n_words: int
    n_loudest: int
    """Passages of the unit that has most."""
    loudest: str

    def of(self, unit: str) -> Known:
        """What is known of one of the group."""
        for units, known in (
            (self.raised, Known.RAISED),
            (self.open, Known.NOT_REVIEWED),
            (self.denied, Known.CONTRARY),
            (self.disputed, Known.DISPUTED),
            (self.not_asked, Known.NOT_ASKED),
        ):
            if unit in units:
                return known
        return Known.NOT_RAISED

    @property
    def share(self) -> tuple[int, int] | None:
        """Who raised it, of all; None while somebody is open: what is known by then is not a share of anybody."""
        return None if self.open else (len(self.raised), len(self.members))

    @property
    def not_raised(self) -> frozenset[str]:
        """Reviewed, asked as far as is known, and silent on the theme."""
        return self.members - self.raised - self.open - self.denied - self.not_asked - self.disputed


def reviewed_for_all(tally: Tally, population: Population, code_id: str, informants: frozenset[str]) -> frozenset[str]:
    """Those reviewed for a code and every code under it."""
    if population.reviewed is None:
        return informants
    return informants.intersection(*(population.reviewed.get(member, frozenset()) for member in tally.family(code_id)))


def each_counted(
    tally: Tally, population: Population, code_id: str, group: Filter, *, contrary: bool = False
) -> Iterator[tuple[str, Amount]]:
    """Informants and how much they said, of everything that counts in a cell.

    Where it takes several passages to have raised a theme, of those with so many alone.
    """
    amounts = tally.amounts(code_id, contrary=contrary)
    whichever = not population.asks_documents(group)
    said = (
        (informant, amount)
        for informant in population.members(group) & amounts.keys()
        for amount in amounts[informant]
        if whichever or population.counts_document(informant, amount.document_id, group)
    )
    return said if contrary or population.at_least <= 1 else _often(said, population)


def _often(said: Iterable[tuple[str, Amount]], population: Population) -> Iterator[tuple[str, Amount]]:
    """Of what informants said, that of the units with as many passages as it takes."""
    kept = list(said)
    n_passages: Counter[str] = Counter()
    for informant, amount in kept:
        n_passages[population.unit_of(informant)] += amount.n_passages
    return (each for each in kept if n_passages[population.unit_of(each[0])] >= population.at_least)


def count_cell(tally: Tally, population: Population, code_id: str, group: Filter) -> Count:
    """Count one cell: a code, or `*`, in a group."""
    raised: set[str] = set()
    passages_of: dict[str, int] = {}
    n_words = 0
    for informant, amount in each_counted(tally, population, code_id, group):
        raised.add(informant)
        unit = population.unit_of(informant)
        passages_of[unit] = passages_of.get(unit, 0) + amount.n_passages
        n_words += amount.n_words
    contrary = {informant for informant, _ in each_counted(tally, population, code_id, group, contrary=True)}
    members, units = population.members(group), population.units
    everyone, said = units(members), units(raised)
    open_ = units(members - reviewed_for_all(tally, population, code_id, members)) - said
    silent = everyone - said - open_
    denied = units(contrary) & silent
    differing = (units(disputed(population, tally, code_id, group) & members) & silent) - denied
    loudest = min(passages_of, key=lambda unit: (-passages_of[unit], unit), default="")
    return Count(
        members=everyone,
        raised=said,
        open=open_,
        denied=denied,
        not_asked=silent - denied - differing - units(asked(population, tally, code_id, members)),
        disputed=differing,
        n_passages=sum(passages_of.values()),
        n_words=n_words,
        n_loudest=passages_of.get(loudest, 0),
        loudest=loudest,
    )


def asked(population: Population, tally: Tally, code_id: str, informants: frozenset[str]) -> frozenset[str]:
    """Those asked about a code or one under it; all of them where no interview guide says."""
    if population.asked is None:
        return informants
    guided = [population.asked[member] for member in tally.family(code_id) if member in population.asked]
    return informants.intersection(frozenset().union(*guided)) if guided else informants


def disputed(population: Population, tally: Tally, code_id: str, group: Filter) -> frozenset[str]:
    """Those of whom coders differ on a passage under a code or one under it."""
    if not population.disputed:
        return frozenset()
    return frozenset(
        informant
        for member in tally.family(code_id)
        for informant, document in population.disputed.get(member, ())
        if population.counts_document(informant, document, group)
    )
