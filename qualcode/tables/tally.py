"""One pass over the codings, and every count that the tables need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
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
    _places: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

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

    def places(self, code_id: str) -> Collection[tuple[str, str]]:
        """Informants and documents in which a code itself was raised, whatever is under it."""
        if not self._places:
            for place, codings in self.raised.items():
                for coding in codings:
                    self._places.setdefault(coding.code_id, set()).add(place)
        return self._places.get(code_id, ())


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one cell of a table holds."""

    members: frozenset[str]
    """Units in the group."""
    reviewed: frozenset[str]
    """Those reviewed for the code, or heard to raise a part of it: the denominator."""
    in_part: frozenset[str]
    """Heard to raise it before all of it was reviewed: counted, though nobody in their place could be silent."""
    raised: frozenset[str]
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

    @property
    def not_reviewed(self) -> frozenset[str]:
        """Not counted as silent."""
        return self.members - self.reviewed

    @property
    def not_raised(self) -> frozenset[str]:
        """Reviewed, asked as far as is known, and silent on the theme."""
        return self.reviewed - self.raised - self.denied - self.not_asked - self.disputed


def settled(tally: Tally, population: Population, code_id: str, group: Filter) -> frozenset[str]:
    """Informants of whom it is known whether they raise a code: reviewed for all of it, or heard to raise a part."""
    members = population.members(group)
    whole = reviewed_for_all(tally, population, code_id, members)
    reviewed, family = population.reviewed, tally.family(code_id)
    if reviewed is None or len(family) == 1:
        return whole
    heard = {
        informant
        for member in family
        for informant, document in tally.places(member)
        if informant in members
        and informant in reviewed.get(member, frozenset())
        and population.counts_document(informant, document, group)
    }
    return whole | heard


def reviewed_for_all(tally: Tally, population: Population, code_id: str, informants: frozenset[str]) -> frozenset[str]:
    """Those reviewed for a code and every code under it."""
    if population.reviewed is None:
        return informants
    return informants.intersection(*(population.reviewed.get(member, frozenset()) for member in tally.family(code_id)))


def each_counted(
    tally: Tally, population: Population, code_id: str, group: Filter, *, contrary: bool = False
) -> Iterator[tuple[str, Amount]]:
    """Informants and how much they said, of everything that counts in a cell."""
    members = settled(tally, population, code_id, group)
    return _within(members, tally.amounts(code_id, contrary=contrary), population, group)


def count_cell(tally: Tally, population: Population, code_id: str, group: Filter) -> Count:
    """Count one cell: a code, or `*`, in a group."""
    known = settled(tally, population, code_id, group)
    raised: set[str] = set()
    passages_of: dict[str, int] = {}
    n_words = 0
    for informant, amount in _within(known, tally.amounts(code_id), population, group):
        raised.add(informant)
        unit = population.unit_of(informant)
        passages_of[unit] = passages_of.get(unit, 0) + amount.n_passages
        n_words += amount.n_words
    contrary = {informant for informant, _ in _within(known, tally.amounts(code_id, contrary=True), population, group)}
    members, units = population.members(group), population.units
    everyone, said = units(members), units(raised)
    complete = everyone - units(members - reviewed_for_all(tally, population, code_id, members))
    reviewed = complete | said
    denied = (units(contrary) - said) & reviewed
    open_ = (units(disputed(population, tally, code_id, group) & members) & reviewed) - said - denied
    loudest = min(passages_of, key=lambda unit: (-passages_of[unit], unit), default="")
    return Count(
        members=everyone,
        reviewed=reviewed,
        in_part=reviewed - complete,
        raised=said,
        denied=denied,
        not_asked=reviewed - said - denied - open_ - units(asked(population, tally, code_id, members)),
        disputed=open_,
        n_passages=sum(passages_of.values()),
        n_words=n_words,
        n_loudest=passages_of.get(loudest, 0),
        loudest=loudest,
    )


def _within(
    members: frozenset[str], amounts: Amounts, population: Population, group: Filter
) -> Iterator[tuple[str, Amount]]:
    """What these informants said in documents that a group counts."""
    whichever = not population.asks_documents(group)
    for informant in members & amounts.keys():
        for amount in amounts[informant]:
            if whichever or population.counts_document(informant, amount.document_id, group):
                yield informant, amount


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
