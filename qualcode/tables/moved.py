"""Which figures have moved between two reports of a study, and what moved them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from qualcode.model.lock import Lock, LockedFigure
from qualcode.model.nouns import dataclass
from qualcode.model.table import UNREVIEWED, Basis, Row, Table, listing
from qualcode.tables.spec import ANY_CODE, read_filter

LABELS = ("Figure", "Table", "Row", "Column", "Was", "Is", "Why")
NO_MORE = "not in the report"


def moved_figures(old: Lock, new: Lock) -> Table:
    """Every figure that is not what it was, with what has changed of all that it rests on."""
    changes = LockChanges.between(old, new)
    before, after = _by_what(old.figures), _by_what(new.figures)
    rows = [
        _row(before.get(what), after.get(what), changes)
        for what in dict.fromkeys([*after, *before])
        if _shown(before.get(what)) != _shown(after.get(what))
    ]
    same = len(before.keys() & after.keys()) - sum(row.key == "moved" for row in rows)
    return listing(
        "diff",
        f"Figures that moved since the report of {old.date or 'before'}",
        LABELS,
        rows,
        wide=("Why",),
        numeric=("Was", "Is"),
        notes=(_sums(rows, same), *changes.in_words()),
    )


def _by_what(figures: Iterable[LockedFigure]) -> dict[str, LockedFigure]:
    """Figures by what they count, from suggestions or from decisions; the first where two tables have the same."""
    found: dict[str, LockedFigure] = {}
    for figure in figures:
        what = {key: value for key, value in figure.spec.items() if key != "basis"}
        found.setdefault(json.dumps(what, sort_keys=True), figure)
    return found


def _shown(figure: LockedFigure | None) -> str:
    return figure.shown if figure else NO_MORE


def _row(was: LockedFigure | None, now: LockedFigure | None, changes: LockChanges) -> Row:
    figure = now or was
    assert figure is not None  # noqa: S101  one of them is there
    why = "; ".join(changes.behind(figure)) or "the tables have other rows or columns"
    return Row(
        cells=(figure.id, figure.table, figure.row, figure.column, _shown(was), _shown(now), why),
        key="moved" if was and now else "new" if now else "gone",
    )


def _sums(rows: Iterable[Row], same: int) -> str:
    kinds = [row.key for row in rows]
    said = f"{kinds.count('moved')} figures moved, {same} are as they were"
    return f"{said}, {kinds.count('new')} are new, {kinds.count('gone')} are gone."


@dataclass(frozen=True, slots=True, kw_only=True)
class LockChanges:
    """What is different between two states of a study."""

    old: Lock
    new: Lock
    codes: frozenset[str]
    """Changed, made or taken away."""
    decided: frozenset[str]
    """Codes on which decisions were made, changed or taken back."""
    asked: frozenset[str]
    """Codes about which others were asked."""
    documents: frozenset[str]
    people: frozenset[str]
    """Informants whose row in the roster was changed, added or removed."""
    excluded: frozenset[str]
    """Informants left out now, or no longer."""
    settings: tuple[str, ...]

    @classmethod
    def between(cls, old: Lock, new: Lock) -> LockChanges:
        """Compare everything that figures rest on."""
        return cls(
            old=old,
            new=new,
            codes=_different(old.codes, new.codes) | _different(old.parents, new.parents),
            decided=_different(old.decisions, new.decisions),
            asked=_different(old.asked, new.asked) & old.codes.keys() & new.codes.keys(),
            documents=_different(old.documents, new.documents),
            people=_different(old.roster, new.roster),
            excluded=frozenset(old.excluded).symmetric_difference(new.excluded),
            settings=tuple(
                name for name in sorted(_different(old.settings, new.settings)) if not name.startswith("quotes.")
            ),
        )

    def behind(self, figure: LockedFigure) -> Iterator[str]:
        """What may have moved a figure: changes of its codes, its people and their interviews, and of the rules."""
        codes = self._family(figure.spec)
        people = self._people(figure.spec)
        if self.old.basis.is_decided is not self.new.basis.is_decided:
            yield f"counted from {_counted_from(self.new)}, before from {_counted_from(self.old)}"
        if changed := codes & self.codes:
            yield f"codebook: {_few(changed)}"
        if changed := codes & self.decided:
            yield f"decisions on {_few(changed)}"
        if changed := codes & self.asked:
            yield f"interview guide: who was asked about {_few(changed)}"
        if changed := self._documents_of(people) & self.documents:
            yield f"interviews: {_few(changed)}"
        if changed := people & self.people:
            yield f"list of informants: {_few(changed)}"
        if changed := people & self.excluded:
            yield f"left out of the counts, or no longer: {_few(changed)}"
        if self.settings:
            yield f"settings: {_few(self.settings)}"
        if self.old.n_read != self.new.n_read:
            yield "passages read"
        if self.old.version != self.new.version:
            yield f"qualcode {self.old.version} → {self.new.version}"

    def in_words(self) -> Iterator[str]:
        """Everything that changed, for below the table."""
        old, new = self.old, self.new
        if old.codebook_sha256 != new.codebook_sha256:
            which = f": {_few(self.codes)}" if self.codes else ", no code"
            yield f"Codebook: {old.codebook} → {new.codebook}; changed{which}."
        if self.decided:
            before, after = (sum(work.n_decisions for work in lock.decisions.values()) for lock in (old, new))
            yield f"Decisions: {before:,} → {after:,}; on {_few(self.decided)}."
        if self.asked:
            yield f"Who was asked, by the interview guide: changed for {_few(self.asked)}."
        if self.documents:
            yield f"Interviews changed, new or gone: {_few(self.documents)}."
        if self.people:
            yield f"Informants whose row is changed, new or gone: {_few(self.people)}."
        if self.excluded:
            yield f"Left out of the counts, or no longer: {_few(self.excluded)}."
        for name in sorted(_different(old.settings, new.settings)):
            yield f"Setting {name}: {old.settings.get(name, 'not set')} → {new.settings.get(name, 'not set')}."
        if old.version != new.version:
            yield f"qualcode: {old.version} → {new.version}."

    def _family(self, spec: Mapping[str, str]) -> frozenset[str]:
        named = {spec[key] for key in ("code", "with") if spec.get(key)}
        parents = {**self.old.parents, **self.new.parents}
        everything = {*self.old.codes, *self.new.codes, *self.old.decisions, *self.new.decisions}
        if not named or ANY_CODE in named:
            return frozenset(everything)
        return frozenset(code for code in everything if named.intersection(_line_of(code, parents)))

    def _people(self, spec: Mapping[str, str]) -> frozenset[str]:
        """Informants of the figure's types, before or now; everyone where it is not about types."""
        everyone = {*self.old.roster, *self.new.roster}
        filters = [*(read_filter(spec.get(key, "")) for key in ("group", "where"))]
        filters += [read_filter(other) for other in spec.get("against", "").split("\n") if other]
        types = {name for each in filters for name in each.get("informant_type", ())}
        if not types:
            return frozenset(everyone)
        return frozenset(
            person
            for person in everyone
            for lock in (self.old, self.new)
            if person in lock.roster and lock.roster[person].informant_type in types
        )

    def _documents_of(self, people: Iterable[str]) -> frozenset[str]:
        return frozenset(
            document
            for person in people
            for lock in (self.old, self.new)
            if person in lock.roster
            for document in lock.roster[person].documents
        )


def _line_of(code: str, parents: Mapping[str, str]) -> set[str]:
    line = {code}
    while (code := parents.get(code, "")) and code not in line:
        line.add(code)
    return line


def _different(old: Mapping[str, object], new: Mapping[str, object]) -> frozenset[str]:
    return frozenset(key for key in {*old, *new} if old.get(key) != new.get(key))


def _few(names: Iterable[str], most: int = 6) -> str:
    listed = sorted(names)
    more = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {more} more" if more > 0 else "")


def _counted_from(lock: Lock) -> str:
    return UNREVIEWED if lock.basis is Basis.SUGGESTIONS else "decisions"
