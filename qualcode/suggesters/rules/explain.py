"""Why a passage was, or was not, suggested: every rule of the codebook tried on it, with the nearest miss.

Each rule is made a code of its own and matched by the same matcher, so that what is told is what is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.coding import Evidence
from qualcode.model.document import Document, Role, Segment
from qualcode.model.nouns import dataclass
from qualcode.model.text import Span
from qualcode.suggesters.rules.borrowed import forms_in
from qualcode.suggesters.rules.forms import expand_term
from qualcode.suggesters.rules.language_model import installed_model, needs_model
from qualcode.suggesters.rules.matcher import compile_codebook, near_name, pattern_name
from qualcode.suggesters.rules.matching import suggest_document
from qualcode.suggesters.rules.nearest import Miss, nearest_near, nearest_pattern, nearest_term
from qualcode.suggesters.rules.terms import Term, code_terms, codebook_language, languages_of


class Outcome(StrEnum):
    """What became of a rule on a passage."""

    SUGGESTED = "suggested"
    REPEATED = "the same words"
    """Another rule of the code is named for them."""
    TAKEN_AWAY = "taken away"
    MISSED = "not found"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A rule of a code, tried on one passage."""

    code_id: str
    rule: str
    """As the codebook writes it; `unless: …` for what takes words away."""
    outcome: Outcome
    words: str = ""
    """The words it found; the nearest ones where it found none."""
    start: int = -1
    """Where they stand, counted in code points of `Document.text`; -1 where there are none."""
    why: str = ""
    """In plain words."""
    forms: tuple[str, ...] = ()
    """What was looked for."""
    likeness: float = 0.0
    """How near a miss it was, 0 to 100."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing a codebook looks for, taken out of it."""

    code: Code
    rule: str
    apart: Code
    """The same as a code of its own."""
    term: Term | None = None
    near: Near | None = None
    near_words: tuple[str, ...] = ()
    """Ids of the parts that look for the words of `near` one by one."""
    is_unless: bool = False
    is_word_of_near: bool = False


def explain(
    document: Document, segment: Segment, codebook: Codebook, *, code_ids: Collection[str] | None = None
) -> list[Tried]:
    """Every rule of the codes asked for; nothing on an interviewer's passage, which is context."""
    if all(turn.role is not Role.INFORMANT for turn in document.turns if turn.ordinal == segment.turn):
        return []
    wanted = [code for code in codebook.codes if code_ids is None or code.id in code_ids]
    family = {member for code in wanted for member in codebook.family(code.id)}
    parts = [part for code in codebook.codes if code.id in family for part in _take_apart(code, codebook)]
    apart = Codebook(name="", codes=tuple(part.apart for part in parts), languages=codebook.languages)
    found: dict[str, list[Evidence]] = {}
    alone = replace(compile_codebook(apart), languages=languages_of(codebook))
    for suggestion in suggest_document(document, [segment], alone):
        found[suggestion.code_id] = list(suggestion.evidence)
    made = suggest_document(document, [segment], compile_codebook(codebook, only=family))
    kept = [piece for suggestion in made for piece in suggestion.evidence]
    passage = _Passage(document, segment, codebook, tuple(parts), found, kept)
    order = {code.id for code in wanted}
    return [tried for part in parts if part.code.id in order for tried in passage.explain(part)]


def _take_apart(code: Code, codebook: Codebook) -> Iterator[_Part]:
    def single(rule: str, **rules: object) -> Code:
        return Code(id=f"{code.id}/{rule}", name=rule, **rules)  # type: ignore[arg-type]

    language = codebook_language(codebook)
    for term in code_terms(code, codebook):
        apart = single(f"{term.language}:{term.written}", terms={term.language: (term.written,)})
        yield _Part(code, term.written, apart, term=term)
    for number, near in enumerate(code.near):
        words = [single(f"near {number}:{word}", terms={language: (word,)}) for word in near.words]
        for word in words:
            yield _Part(code, word.name, word, is_word_of_near=True)
        ids = tuple(word.id for word in words)
        yield _Part(code, near_name(near), single(f"near {number}", near=(near,)), near=near, near_words=ids)
    for number, pattern in enumerate(code.patterns):
        yield _Part(code, pattern_name(pattern), single(f"pattern {number}", patterns=(pattern,)))
    for phrase in code.unless:
        apart = single(f"unless {phrase}", terms={language: (phrase,)})
        yield _Part(code, f"unless: {phrase}", apart, term=Term(phrase.strip(), language), is_unless=True)


@dataclass(frozen=True, slots=True)
class _Passage:
    """One passage, what each rule finds in it alone, and what the whole codebook makes of it."""

    document: Document
    segment: Segment
    codebook: Codebook
    parts: Sequence[_Part]
    found: Mapping[str, Sequence[Evidence]]
    kept: Sequence[Evidence]

    def explain(self, part: _Part) -> Iterator[Tried]:
        """What became of one rule."""
        if part.is_word_of_near:
            return
        evidence = self.found.get(part.apart.id, ())
        if part.is_unless:
            if evidence:
                yield from (
                    self._tried(part, Outcome.TAKEN_AWAY, piece, "words that do not count") for piece in evidence
                )
            return
        if evidence:
            yield from (self._tried(part, *self._became(part, piece)) for piece in evidence)
        elif reason := self._not_tried(part):
            yield Tried(code_id=part.code.id, rule=part.rule, outcome=Outcome.NOT_TRIED, why=reason)
        else:
            yield self._missed(part)

    def _became(self, part: _Part, piece: Evidence) -> tuple[Outcome, Evidence, str]:
        place = Span(piece.start, piece.end)
        named = next((kept for kept in self.kept if kept.code_id == part.code.id and _place(kept) == place), None)
        if named is not None and named.rule == part.rule:
            return Outcome.SUGGESTED, piece, "; ".join(filter(None, (f"form “{piece.form}”", flagged(named))))
        if named is not None:
            return Outcome.REPEATED, piece, f"found by {named.rule} already"
        for other in self.parts:
            if other.is_unless and other.code == part.code:
                for words in self.found.get(other.apart.id, ()):
                    if _holds(words, place):
                        return Outcome.TAKEN_AWAY, piece, f"inside “{words.text}” (unless)"
        child = next((kept for kept in self.kept if kept.code_id != part.code.id and _holds(kept, place)), None)
        if child is not None and child.code_id in self.codebook.family(part.code.id):
            return Outcome.TAKEN_AWAY, piece, f"{child.code_id}, under this code, takes “{child.text}”"
        return Outcome.REPEATED, piece, "found by another rule already"

    def _not_tried(self, part: _Part) -> str:
        own = (self.segment.language or self.document.language).casefold().partition("-")[0]
        if part.term and own in languages_of(self.codebook) and not (part.term.is_empty or forms_in(part.term, own)):
            return f"the passage is in {own}, the term in {part.term.language}"
        if any(map(needs_model, part.apart.patterns)) and not installed_model():
            return "no language model is installed"
        return ""

    def _missed(self, part: _Part) -> Tried:
        text, segment = self.document.text, self.segment
        forms: tuple[str, ...] = ()
        if part.term is not None:
            forms = (part.term.text,) if part.term.is_exact else expand_term(part.term)
            miss = nearest_term(text, segment, part.term, forms)
        elif part.near is not None:
            words = [[_place(piece) for piece in self.found.get(name, ())] for name in part.near_words]
            miss = nearest_near(text, segment, part.near, words, codebook_language(self.codebook))
        else:
            miss = nearest_pattern(segment, part.apart.patterns[0], codebook_language(self.codebook))
        return self._told(part, miss, forms)

    def _told(self, part: _Part, miss: Miss, forms: tuple[str, ...]) -> Tried:
        return Tried(
            code_id=part.code.id,
            rule=part.rule,
            outcome=Outcome.MISSED,
            words=miss.words,
            start=miss.start,
            why=miss.why,
            likeness=miss.likeness,
            forms=forms,
        )

    def _tried(self, part: _Part, outcome: Outcome, piece: Evidence, why: str) -> Tried:
        forms = () if part.term is None else (part.term.text,) if part.term.is_exact else expand_term(part.term)
        return Tried(
            code_id=part.code.id,
            rule=part.rule,
            outcome=outcome,
            words=piece.text,
            start=piece.start,
            why=why,
            forms=forms,
            likeness=100.0,
        )


def flagged(piece: Evidence) -> str:
    """Say how the words near a piece of evidence change its sense, and which word does; empty where none does."""
    return f"{', '.join(piece.flags)} by “{piece.cue}”" if piece.flags else ""


def _place(piece: Evidence) -> Span:
    return Span(piece.start, piece.end)


def _holds(piece: Evidence, place: Span) -> bool:
    return piece.start <= place.start and place.end <= piece.end
