"""Quotes under each theme by informant type: balanced, verbatim, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
from qualcode.model.document import Document, Record, Segment
from qualcode.model.informant import Roster
from qualcode.model.table import Basis, Cell, Column, Quote, Row, Table
from qualcode.tables.attribution import attributions
from qualcode.tables.excerpt import LONGEST, SHORTEST, Excerpt, excerpt
from qualcode.tables.frequencies import titled
from qualcode.tables.population import Line, code_lines, theme_path

Replace = Callable[[str], tuple[str, int]]
"""Takes protected names out of a text and says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteOptions:
    """How many quotes, and how long."""

    per_type: int = 2
    """Under one theme, for one informant type; 0: every quote there is."""
    shortest: int = SHORTEST
    longest: int = LONGEST
    contrary_per_type: int = 1


@dataclass(frozen=True, slots=True)
class Selection:
    """The quotes, and who was left out of them."""

    quotes: tuple[Quote, ...]
    silent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By code: ids of informants who raised it and are not quoted under it. For the team only."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    coding: Coding
    excerpt: Excerpt
    place: int

    @property
    def rank(self) -> tuple[float, ...]:
        """Good quotes first, then two pieces of evidence, then words that stand alone and are of comfortable length."""
        good = Mark.GOOD_QUOTE in self.coding.marks
        words = self.excerpt
        return (not good, -min(words.n_evidence, 2), not words.stands_alone, abs(words.n_words - 30), self.place)

    @property
    def span(self) -> tuple[str, int, int]:
        return (self.coding.document_id, self.excerpt.start, self.excerpt.end)


def select_quotes(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    segments: Mapping[str, Segment] | None = None,
    documents: Mapping[str, Document] | None = None,
    labels: Mapping[str, str] | None = None,
    attribution: Mapping[str, str] | None = None,
    options: QuoteOptions = QuoteOptions(),
    pinned: frozenset[str] = frozenset(),
    dropped: frozenset[str] = frozenset(),
    replace_names: Replace | None = None,
) -> Selection:
    """Choose quotes for each theme and informant type; the same study gives the same quotes.

    One per informant before a second from anyone, and every type that raised the theme; those quoted least so far speak
    first. `pinned` and `dropped` are coding ids that an editor has settled. Passages marked *do not quote* or *off
    record* are never chosen. `attribution` is by informant id, `labels` are the types as the report calls them.
    """
    chooser = _Chooser(
        roster=roster,
        codebook=codebook,
        labels=labels or {},
        attribution=attribution if attribution is not None else attributions(roster, labels or {}),
        documents=documents or {},
        options=options,
        pinned=pinned,
        replace_names=replace_names,
    )
    by_code = _candidates(codings, segments or {}, options, dropped)
    quotes: list[Quote] = []
    silent: dict[str, tuple[str, ...]] = {}
    for line in code_lines(codebook):
        found = by_code.get(line.code_id, ())
        chosen = chooser.choose(line, [candidate for candidate in found if not _is_contrary(candidate)])
        against = chooser.choose(line, [candidate for candidate in found if _is_contrary(candidate)], contrary=True)
        quotes += [*chosen, *against]
        quoted = {quote.informant_id for quote in (*chosen, *against)}
        raised = dict.fromkeys(candidate.coding.informant_id for candidate in found)
        silent[line.code_id] = tuple(person for person in raised if person not in quoted)
    return Selection(tuple(quotes), silent)


def _is_contrary(candidate: _Candidate) -> bool:
    return Mark.CONTRARY in candidate.coding.marks


def _candidates(
    codings: Iterable[Coding], segments: Mapping[str, Segment], options: QuoteOptions, dropped: frozenset[str]
) -> dict[str, list[_Candidate]]:
    found: dict[str, list[_Candidate]] = {}
    for place, coding in enumerate(codings):
        if coding.id in dropped or Mark.DO_NOT_QUOTE in coding.marks or Mark.OFF_RECORD in coding.marks:
            continue
        segment = segments.get(coding.segment_id)
        words = excerpt(coding, segment, shortest=options.shortest, longest=options.longest)
        if words is not None:
            found.setdefault(coding.code_id, []).append(_Candidate(coding, words, place))
    return found


@dataclass(slots=True, kw_only=True)
class _Chooser:
    """Chooses theme by theme, remembering who has been quoted and which words are used."""

    roster: Roster
    codebook: Codebook
    labels: Mapping[str, str]
    attribution: Mapping[str, str]
    documents: Mapping[str, Document]
    options: QuoteOptions
    pinned: frozenset[str]
    replace_names: Replace | None
    times_quoted: dict[str, int] = field(default_factory=dict)
    used: set[tuple[str, int, int]] = field(default_factory=set)

    def choose(self, line: Line, candidates: Sequence[_Candidate], *, contrary: bool = False) -> list[Quote]:
        """Quotes of one theme, by type in the order of the roster."""
        types = {
            person.id: self.labels.get(person.informant_type, person.informant_type)
            for person in self.roster.informants
        }
        by_type: dict[str, list[_Candidate]] = {label: [] for label in types.values()}
        for candidate in candidates:
            if candidate.coding.informant_id in types:
                by_type[types[candidate.coding.informant_id]].append(candidate)
        limit = self.options.contrary_per_type if contrary else self.options.per_type
        return [
            self._quote(candidate, line, label, turn, contrary=contrary)
            for label, found in by_type.items()
            for candidate, turn in self._of_type(found, limit)
        ]

    def _of_type(self, candidates: Sequence[_Candidate], limit: int) -> list[tuple[_Candidate, int]]:
        """Pinned ones, then one of each informant in turn, those quoted least so far first."""
        chosen = [(candidate, 0) for candidate in candidates if candidate.coding.id in self.pinned]
        spans = {candidate.span for candidate, _ in chosen}
        left: dict[str, list[_Candidate]] = {}
        for candidate in sorted(candidates, key=lambda each: (each.span in self.used, each.rank)):
            if candidate.span not in spans:
                spans.add(candidate.span)
                left.setdefault(candidate.coding.informant_id, []).append(candidate)
        for candidate, _ in chosen:
            self._remember(candidate)
        turn = 0
        while any(left.values()) and (limit == 0 or len(chosen) < limit):
            turn += 1
            ranks = {
                person: (self.times_quoted.get(person, 0), found[0].span in self.used, found[0].rank)
                for person, found in left.items()
                if found
            }
            for person in sorted(ranks, key=ranks.__getitem__):
                if limit and len(chosen) >= limit:
                    break
                candidate = left[person].pop(0)
                chosen.append((candidate, turn))
                self._remember(candidate)
        return chosen

    def _remember(self, candidate: _Candidate) -> None:
        informant = candidate.coding.informant_id
        self.times_quoted[informant] = self.times_quoted.get(informant, 0) + 1
        self.used.add(candidate.span)

    def _quote(self, candidate: _Candidate, line: Line, label: str, turn: int, *, contrary: bool) -> Quote:
        coding, words = candidate.coding, candidate.excerpt
        document = self.documents.get(coding.document_id)
        text, replaced = self.replace_names(words.text) if self.replace_names else (words.text, 0)
        return Quote(
            text=text,
            attribution=self.attribution.get(coding.informant_id, ""),
            code_id=line.code_id,
            theme=theme_path(self.codebook, line.code_id),
            informant_type=label,
            verbatim=words.text,
            document_id=coding.document_id,
            segment_id=coding.segment_id,
            informant_id=coding.informant_id,
            start=words.start,
            end=words.end,
            coding_id=coding.id,
            contrary=contrary,
            record=document.record if document else Record.VERBATIM,
            language=document.language if document else "",
            why=_why(candidate, turn),
            names_replaced=replaced,
        )


def _why(candidate: _Candidate, turn: int) -> str:
    if turn == 0:
        return "pinned by an editor"
    reasons = [f"the informant's {ORDINALS[min(turn, len(ORDINALS)) - 1]} under this theme"]
    if Mark.GOOD_QUOTE in candidate.coding.marks:
        reasons.append("marked as a good quote")
    if candidate.excerpt.n_evidence:
        n = candidate.excerpt.n_evidence
        reasons.append(f"{n} piece{'s' if n > 1 else ''} of evidence in {candidate.excerpt.n_words} words")
    if candidate.excerpt.stands_alone:
        reasons.append("can be read on its own")
    return "; ".join(reasons)


ORDINALS = ("first", "second", "third", "further")


def quotes_table(
    quotes: Sequence[Quote],
    *,
    basis: Basis = Basis.CODINGS,
    why: bool = False,
    show_where: bool = False,
    silent: Mapping[str, Sequence[str]] | None = None,
) -> Table:
    """Quotes as rows: theme, type, words, attribution. `show_where` adds passage and informant, for the team."""
    more = [("why", "Why this one", True)] if why else []
    more += [("where", "Where", False), ("informant", "Informant", False)] if show_where else []
    return Table(
        name="quotes",
        title=titled("Quotes by theme and informant type", basis),
        columns=(
            Column(key="theme", label="Theme"),
            Column(key="informant_type", label="Informant type"),
            Column(key="quote", label="Quote", wide=True),
            Column(key="attribution", label="Attribution"),
            *(Column(key=key, label=label, wide=wide) for key, label, wide in more),
        ),
        rows=tuple(Row(cells=_cells(quote, [key for key, _, _ in more]), key=quote.code_id) for quote in quotes),
        notes=_quote_notes(quotes, basis, silent or {}),
        basis=basis,
    )


def _cells(quote: Quote, more: Sequence[str]) -> tuple[Cell, ...]:
    words = f"{quote.printed} {quote.remark}".strip()
    extra = {"why": quote.why, "where": quote.segment_id, "informant": quote.informant_id}
    return (quote.theme, quote.informant_type, words, quote.attribution, *(extra[key] for key in more))


def _quote_notes(quotes: Sequence[Quote], basis: Basis, silent: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    notes = []
    if basis is Basis.SUGGESTIONS:
        notes.append("Suggestions, not reviewed: nobody has checked that these words belong under their theme.")
    notes.append(
        "Verbatim. One quote of each informant before a second of anyone; every informant type that raised a theme in "
        "words that can be quoted is heard."
    )
    if replaced := sum(quote.names_replaced for quote in quotes):
        notes.append(f"{replaced} names or places were replaced by words in square brackets.")
    notes += [f"Raised {code} and not quoted: {', '.join(people)}." for code, people in silent.items() if people]
    return tuple(notes)
