"""Quotes under each theme by informant type: balanced, verbatim, the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import NamedTuple

from qualcode.model.codebook import Codebook
from qualcode.model.coding import DEFINED, Coding, Mark
from qualcode.model.document import Record
from qualcode.model.edits import apply_edits
from qualcode.model.informant import Roster
from qualcode.model.interview import Interview
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.wording import plural
from qualcode.tables.attribution import attribution_of, attributions
from qualcode.tables.editing import UNEDITED, Editing, Wording, id_of
from qualcode.tables.excerpt import Excerpt, excerpt_at, is_broken
from qualcode.tables.population import ThemeLine, code_lines, theme_path


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteOptions:
    """How many quotes."""

    per_type: int = 2
    """Under one theme, for one informant type; 0: every quote there is."""
    contrary_per_type: int = 1


@dataclass(frozen=True, slots=True)
class Selection:
    """The quotes, and who was left out of them."""

    quotes: tuple[Quote, ...]
    silent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By code: ids of informants who raised it and are not quoted under it. For the team only."""
    stale: tuple[str, ...] = ()
    """Passages whose words have changed since their quote was edited or translated: they are printed unedited."""

    def __repr__(self) -> str:
        """`<Selection: 56 quotes>`: nobody's words."""
        return f"<Selection: {plural(len(self.quotes), 'quote')}>"


class _Candidate(NamedTuple):
    rank: tuple[float, ...]
    coding: Coding
    excerpt: Excerpt
    wording: Wording | None
    is_broken: bool

    @classmethod
    def of(cls, place: int, coding: Coding, words: Excerpt, wording: Wording | None = None) -> _Candidate:
        """Edited and good quotes first, then words with none lost, that hold evidence, stand alone, at a good length.

        Words that a passage shares with the theme's definition say less than what was found in it, or picked.
        """
        chosen = Mark.GOOD_QUOTE in coding.marks or wording is not None
        n_found = 0 if _by_definition(coding) else min(words.n_evidence, 2)
        length = abs(words.n_words - 30)
        contrary = Mark.CONTRARY in coding.marks
        broken = not chosen and is_broken(words.words_of(coding), contrary=contrary, n_gaps=words.n_gaps)
        rank = (not chosen, broken, not n_found, not words.stands_alone, words.n_gaps, -n_found, length, place)
        return cls(rank, coding, words, wording, broken)

    @property
    def span(self) -> tuple[str, int, int]:
        return (self.coding.document_id, self.excerpt.start, self.excerpt.end)


def select_quotes(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    excerpts: Mapping[str, Excerpt],
    interviews: Mapping[str, Interview] = MappingProxyType({}),
    labels: Mapping[str, str] | None = None,
    attribution: Mapping[str, str] | None = None,
    options: QuoteOptions = QuoteOptions(),
    editing: Editing = UNEDITED,
    borne: frozenset[str] = frozenset(),
) -> Selection:
    """Choose quotes for each theme and informant type; the same study gives the same quotes.

    One per informant before a second from anyone, and every type that raised the theme; those quoted least so far
    speak first. `editing` is what editors settled: quotes pinned, dropped, put in order, edited, translated; `borne`
    are those of passages marked for or against a finding, chosen like pinned ones. Passages marked *do not quote* or
    *off record* are never chosen. `excerpts` are those that `make_excerpts` finds, `attribution` is by informant id,
    `labels` are the types as the report calls them. Names are not replaced here.
    """
    codings = list(codings)
    chooser = _Chooser(
        roster=roster,
        codebook=codebook,
        labels=labels or {},
        attribution=attribution if attribution is not None else attributions(roster, labels or {}),
        interviews=interviews,
        options=options,
        pinned=editing.pinned,
        borne=borne,
        dropped=editing.dropped,
    )
    by_code = _candidates(codings, excerpts, editing)
    quotes: list[Quote] = []
    silent: dict[str, tuple[str, ...]] = {}
    for line in code_lines(codebook):
        found = by_code.get(line.code_id, ())
        chosen = chooser.choose(line, [candidate for candidate in found if not _is_contrary(candidate)])
        against = chooser.choose(line, [candidate for candidate in found if _is_contrary(candidate)], contrary=True)
        quotes += _in_order([*chosen, *against], editing.order)
        quoted = {quote.informant_id for quote in (*chosen, *against)}
        raised = dict.fromkeys(candidate.coding.informant_id for candidate in found)
        silent[line.code_id] = tuple(person for person in raised if person not in quoted)
    return Selection(tuple(quotes), silent, editing.stale(codings))


def _in_order(quotes: Sequence[Quote], order: Mapping[str, int]) -> Sequence[Quote]:
    """Quotes with a place first; the others as they were."""
    return sorted(quotes, key=lambda quote: (quote.id not in order, order.get(quote.id, 0))) if order else quotes


def _by_definition(coding: Coding) -> bool:
    """Whether nothing speaks for it but words of the theme's definition."""
    return all(piece.suggester == DEFINED for piece in coding.evidence)


def _is_contrary(candidate: _Candidate) -> bool:
    return Mark.CONTRARY in candidate.coding.marks


def _candidates(
    codings: Iterable[Coding], excerpts: Mapping[str, Excerpt], editing: Editing
) -> dict[str, list[_Candidate]]:
    found: dict[str, list[_Candidate]] = {}
    together: set[str] = set()
    for place, coding in enumerate(codings):
        if coding.also:
            if coding.id in together:
                continue  # said by several together: quoted once, with all of them under it
            together.add(coding.id)
        if Mark.DO_NOT_QUOTE in coding.marks or Mark.OFF_RECORD in coding.marks:
            continue
        if editing.passed and id_of(coding) in editing.passed:
            continue
        wording = editing.wording(coding) if editing.wordings else None
        if wording is not None:
            start = coding.start + (wording.place(coding) or 0)
            words: Excerpt | None = excerpt_at(coding, start, start + len(wording.verbatim))
        else:
            words = excerpts.get(coding.id)
        if words is not None:
            found.setdefault(coding.code_id, []).append(_Candidate.of(place, coding, words, wording))
    return found


@dataclass(slots=True, kw_only=True)
class _Chooser:
    """Chooses theme by theme, remembering who has been quoted and which words are used."""

    roster: Roster
    codebook: Codebook
    labels: Mapping[str, str]
    attribution: Mapping[str, str]
    interviews: Mapping[str, Interview]
    options: QuoteOptions
    pinned: frozenset[str]
    borne: frozenset[str]
    dropped: frozenset[str]
    times_quoted: dict[str, int] = field(default_factory=dict)
    used: set[tuple[str, int, int]] = field(default_factory=set)

    def choose(self, line: ThemeLine, candidates: Sequence[_Candidate], *, contrary: bool = False) -> list[Quote]:
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
            if not self._is_dropped(candidate)
        ]

    def _of_type(self, candidates: Sequence[_Candidate], limit: int) -> list[tuple[_Candidate, int]]:
        """Pinned ones, then one of each informant in turn, those quoted least so far first."""
        first = self.pinned | self.borne
        chosen = [(candidate, 0) for candidate in candidates if first and id_of(candidate.coding) in first]
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
                person: (
                    found[0].is_broken,
                    self.times_quoted.get(person, 0),
                    found[0].span in self.used,
                    found[0].rank,
                )
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

    def _is_dropped(self, candidate: _Candidate) -> bool:
        """Whether it was chosen and an editor left its place empty."""
        return bool(self.dropped) and id_of(candidate.coding) in self.dropped

    def _remember(self, candidate: _Candidate) -> None:
        if self._is_dropped(candidate):
            return
        informant = candidate.coding.informant_id
        self.times_quoted[informant] = self.times_quoted.get(informant, 0) + 1
        self.used.add(candidate.span)

    def _quote(self, candidate: _Candidate, line: ThemeLine, label: str, turn: int, *, contrary: bool) -> Quote:
        coding, words = candidate.coding, candidate.excerpt
        verbatim = words.words_of(coding)
        interview = self.interviews.get(coding.document_id)
        wording = candidate.wording or Wording(verbatim=verbatim)
        return Quote(
            text=apply_edits(verbatim, wording.edits),
            attribution=attribution_of(coding, self.attribution),
            code_id=line.code_id,
            theme=theme_path(self.codebook, line.code_id),
            informant_type=label,
            verbatim=verbatim,
            document_id=coding.document_id,
            segment_id=coding.segment_id,
            informant_id=coding.informant_id,
            start=words.start,
            end=words.end,
            edits=wording.edits,
            translation=wording.translation,
            translated=wording.translated,
            coding_id=coding.id,
            contrary=contrary,
            record=interview.record if interview else Record.VERBATIM,
            language=interview.language if interview else "",
            why=_why(candidate, turn, pinned=bool(self.pinned) and id_of(coding) in self.pinned),
        )


def _why(candidate: _Candidate, turn: int, *, pinned: bool) -> str:
    if turn == 0:
        return "pinned by an editor" if pinned else "its passage is marked for or against a finding"
    reasons = [f"the informant's {ORDINALS[min(turn, len(ORDINALS)) - 1]} under this theme"]
    if Mark.GOOD_QUOTE in candidate.coding.marks:
        reasons.append("marked as a good quote")
    if candidate.wording is not None:
        reasons.append("edited or translated by a person")
    if candidate.excerpt.n_evidence and _by_definition(candidate.coding):
        reasons.append("holds words of the theme's definition")
    elif candidate.excerpt.n_evidence:
        n = candidate.excerpt.n_evidence
        reasons.append(f"{n} piece{'s' if n > 1 else ''} of evidence in {candidate.excerpt.n_words} words")
    if candidate.excerpt.stands_alone:
        reasons.append("can be read on its own")
    return "; ".join(reasons)


ORDINALS = ("first", "second", "third", "further")
