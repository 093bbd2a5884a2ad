"""From a figure back to the codings it was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
from qualcode.model.informant import Roster
from qualcode.model.report import Passage
from qualcode.model.table import Figure
from qualcode.tables.attribution import attribution_of
from qualcode.tables.population import Disputed, Population
from qualcode.tables.spec import ANY_CODE, NEXT, Measure, parts_of, read_filter
from qualcode.tables.tally import Tally, count_cell, each_counted, tally_codings
from qualcode.tables.who_raised import People, counts_people, people_of


class Trail:
    """The codings of a study, arranged so that the words behind many figures are found quickly."""

    def __init__(
        self,
        codings: Iterable[Coding],
        roster: Roster,
        codebook: Codebook,
        *,
        reviewed: Mapping[str, frozenset[str]] | None = None,
        asked: Mapping[str, frozenset[str]] | None = None,
        disputed: Disputed = MappingProxyType({}),
    ) -> None:
        """`reviewed`, `asked` and `disputed` are as a `Population` has them."""
        self.roster = roster
        self.codebook = codebook
        self.reviewed = reviewed
        self._asked, self._disputed = asked, disputed
        self._codings = [coding for coding in codings if Mark.OFF_RECORD not in coding.marks]
        self._place = {_own(coding): place for place, coding in enumerate(self._codings)}
        self._by_coder: dict[str, tuple[Tally, dict[str, dict[tuple[str, str], list[Coding]]]]] = {}
        self._cells: dict[tuple[str | bool, ...], frozenset[tuple[str, str]]] = {}
        self._populations: dict[tuple[str, str, str], Population] = {}

    def codings(self, spec: Mapping[str, str]) -> list[Coding]:
        """Exactly the codings that the figure of that `spec` was counted from, in their own order."""
        measure = Measure(spec["measure"])
        code_id = spec.get("code", ANY_CODE)
        if not self._has(code_id, spec.get("with", ANY_CODE)):
            return []
        if measure in (Measure.EITHER, Measure.JACCARD):
            return self._either(spec)
        if "with" in spec:
            return self._together(spec)
        if "against" in spec:
            return self._of_groups(spec)
        if measure is Measure.NEW_CODES:
            return self._first_raised(spec)
        found = self._of_code(spec, code_id, contrary=measure in (Measure.DENIED, Measure.CONTRARY))
        if measure is Measure.DENIED:
            return self._of_units(spec, code_id, found)
        if measure is Measure.LOUDEST:
            return self._of_units(spec, code_id, found)
        if measure in (Measure.DISPUTED, Measure.NOT_RAISED, Measure.NOT_ASKED, Measure.NOT_REVIEWED, Measure.MEMBERS):
            return []
        return found

    def people(self, spec: Mapping[str, str]) -> People | None:
        """Who of a figure's group raised the theme, denied it and so on; None for a figure that counts no people."""
        if not counts_people(spec) or not self._has(spec.get("code", ANY_CODE)):
            return None
        tally, _ = self._arranged(spec.get("coder", ""))
        return people_of(spec, tally, self._population(spec))

    def _has(self, *codes: str) -> bool:
        """Whether the codebook has every code that a figure names."""
        known = {ANY_CODE, *(code.id for code in self.codebook.codes)}
        return all(part in known for code in codes for part in parts_of(code))

    def _arranged(self, coder: str) -> tuple[Tally, dict[str, dict[tuple[str, str], list[Coding]]]]:
        """What one coder (or everyone) found: counts, and by code and by informant and document the codings."""
        if coder not in self._by_coder:
            kept = [coding for coding in self._codings if not coder or coding.coder == coder]
            by_code: dict[str, dict[tuple[str, str], list[Coding]]] = {}
            for coding in kept:
                cells = by_code.setdefault(coding.code_id, {})
                cells.setdefault((coding.informant_id, coding.document_id), []).append(coding)
            known = {informant.id: informant for informant in self.roster.informants}
            self._by_coder[coder] = tally_codings(kept, self.codebook, known), by_code
        return self._by_coder[coder]

    def _population(self, spec: Mapping[str, str]) -> Population:
        key = (spec.get("unit", "informant"), spec.get("where", ""), spec.get("at_least", "1"))
        if key not in self._populations:
            self._populations[key] = Population(
                roster=self.roster,
                reviewed=self.reviewed,
                asked=self._asked,
                disputed=self._disputed,
                unit=key[0],
                where=read_filter(key[1]),
                at_least=int(key[2]),
            )
        return self._populations[key]

    def _of_code(self, spec: Mapping[str, str], code_id: str, *, contrary: bool = False) -> list[Coding]:
        tally, by_code = self._arranged(spec.get("coder", ""))
        counted = self._counted(spec, code_id, contrary=contrary)
        if "document" in spec:
            documents = frozenset(spec["document"].split(NEXT))
            counted = frozenset(cell for cell in counted if cell[1] in documents)
        if "informant" in spec:
            counted = frozenset(cell for cell in counted if cell[0] == spec["informant"])
        found = [
            coding
            for cells in (by_code.get(member, {}) for member in tally.family(code_id))
            for cell in counted
            for coding in cells.get(cell, ())
            if (Mark.CONTRARY in coding.marks) is contrary
        ]
        return sorted(found, key=lambda coding: self._place[_own(coding)])

    def _counted(self, spec: Mapping[str, str], code_id: str, *, contrary: bool) -> frozenset[tuple[str, str]]:
        """Informant and document of everything that counts under a code in a group; asked for by many figures."""
        same = [spec.get(name, "") for name in ("coder", "unit", "where", "group", "at_least")]
        key: tuple[str | bool, ...] = (*same, code_id, contrary)
        if key not in self._cells:
            tally, _ = self._arranged(spec.get("coder", ""))
            group = read_filter(spec.get("group", ""))
            said = each_counted(tally, self._population(spec), code_id, group, contrary=contrary)
            self._cells[key] = frozenset((informant, amount.document_id) for informant, amount in said)
        return self._cells[key]

    def _first_raised(self, spec: Mapping[str, str]) -> list[Coding]:
        """In some interviews, the codings under codes that no interview before them raised."""
        before = {**spec, "document": spec.get("after", "")}
        seen = {coding.code_id for coding in self._of_code(before, spec["code"])}
        return [coding for coding in self._of_code(spec, spec["code"]) if coding.code_id not in seen]

    def _of_groups(self, spec: Mapping[str, str]) -> list[Coding]:
        """What all the groups compared have said."""
        groups = [spec.get("group", ""), *spec["against"].split(NEXT)]
        found: list[Coding] = []
        for group in groups:
            found = self._union(found, self._of_code({**spec, "group": group}, spec["code"]))
        return found

    def _of_units(self, spec: Mapping[str, str], code_id: str, found: Sequence[Coding]) -> list[Coding]:
        """Of the codings found, those of the unit with most passages, or of the units that only deny."""
        tally, _ = self._arranged(spec.get("coder", ""))
        population = self._population(spec)
        cell = count_cell(tally, population, code_id, read_filter(spec.get("group", "")))
        units = cell.denied if spec["measure"] == Measure.DENIED else {cell.loudest}
        return [coding for coding in found if population.unit_of(coding.informant_id) in units]

    def _together(self, spec: Mapping[str, str]) -> list[Coding]:
        first, second = self._of_code(spec, spec["code"]), self._of_code(spec, spec["with"])
        shared = {_place(spec, coding) for coding in first} & {_place(spec, coding) for coding in second}
        return [coding for coding in self._union(first, second) if _place(spec, coding) in shared]

    def _either(self, spec: Mapping[str, str]) -> list[Coding]:
        return self._union(self._of_code(spec, spec["code"]), self._of_code(spec, spec["with"]))

    def _union(self, first: Sequence[Coding], second: Sequence[Coding]) -> list[Coding]:
        both = {_own(coding): coding for coding in (*first, *second)}
        return sorted(both.values(), key=lambda coding: self._place[_own(coding)])


def _own(coding: Coding) -> tuple[str, str]:
    """What is a coding's alone: words that several say together are one decision, and a coding of each."""
    return coding.id, coding.informant_id


def _place(spec: Mapping[str, str], coding: Coding) -> tuple[str, ...]:
    """What has to be shared for two codes to stand together: the interview of one informant, or the passage."""
    if spec.get("within") == "interview":
        return (coding.document_id, coding.informant_id)
    return (coding.document_id, coding.informant_id, coding.segment_id)


def codings_behind(
    spec: Mapping[str, str],
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    reviewed: Mapping[str, frozenset[str]] | None = None,
) -> list[Coding]:
    """Exactly the codings that a figure was counted from; none for a figure that counts silence."""
    return Trail(codings, roster, codebook, reviewed=reviewed).codings(spec)


def passages_behind(
    figures: Iterable[Figure],
    trail: Trail,
    attributions: Mapping[str, str],
    *,
    show_where: bool = False,
    quotable_only: bool = True,
) -> dict[str, tuple[Passage, ...]]:
    """For each figure, its passages as a report may show them, each passage once.

    `attributions` is by informant id. A passage marked *do not quote* counts but is not shown to a client.
    """
    made: dict[str, tuple[Passage, ...]] = {}
    for figure in figures:
        if figure.id in made:
            continue
        seen: dict[tuple[str, int, int], Passage] = {}
        for coding in trail.codings(figure.spec):
            if quotable_only and Mark.DO_NOT_QUOTE in coding.marks:
                continue
            passage = Passage(
                text=coding.text,
                attribution=attribution_of(coding, attributions),
                code_id=coding.code_id,
                where=coding.segment_id if show_where else "",
            )
            seen.setdefault((coding.document_id, coding.start, coding.end), passage)
        made[figure.id] = tuple(seen.values())
    return made
