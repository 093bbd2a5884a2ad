"""Quotations held against the interviews: said so, changed, joined, somebody else's, or nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from qualcode.drafts.quotations import FEWEST, Quotation, bracketed_out
from qualcode.drafts.spoken import Found, Spoken, Turn, words_of
from qualcode.model.coding import Coding, Mark
from qualcode.model.document import Role
from qualcode.model.nouns import dataclass

LIKE = 62.0
"""How like an interview's words, in percent, a quotation has to be for the nearest passage to be named."""
TERM = 4
"""Words up to which what nobody says and no label follows may be a term in quotation marks."""
BESIDE = 12
"""Words between two stretches of a turn up to which they are one that has words left out, not two."""
_NOT = frozenset("no not never none nobody nothing nor neither without cannot hardly لا ليس لم لن ما بدون غير".split())  # noqa: SIM905
_SAID_CONTRARY = re.compile(
    r"\b(?:contrary|contrast|disagree\w*|denie\w*|doubt\w*|however|but|though|except\w*|not everyone|no problem)\b",
    re.IGNORECASE,
)
"""By such words a draft says that what it quotes speaks against its heading."""
_FILLERS = frozenset("uh um er erm mm hmm ah eh mhm".split())  # noqa: SIM905


class Verdict(StrEnum):
    """What a quotation is."""

    EXACT = "exact"
    EDITED = "edited, with marks"
    CHANGED = "changed without marks"
    NEGATION = "changed: a negation"
    FILLERS = "fillers left out without marks"
    JOINED_TURNS = "joined from two places"
    JOINED_PEOPLE = "joined from two informants"
    INTERVIEWER = "the interviewer's words"
    NOBODY = "nobody's words"
    OFF_RECORD = "off the record"
    DO_NOT_QUOTE = "marked: do not quote"
    AGAINST = "says the contrary of the theme above it"
    NOT_FOUND = "not found"
    TOO_SHORT = "too short to be told"


FINE = (Verdict.EXACT, Verdict.EDITED, Verdict.TOO_SHORT)
"""No findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A quotation and what it is."""

    quotation: Quotation
    verdict: Verdict
    informants: tuple[str, ...] = ()
    """Whose words they are, where that is known: of several who said them together."""
    document_id: str = ""
    detail: str = ""
    """Which words were added, left out or put elsewhere: words of the draft, and of the interview where they differ."""

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict not in FINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """A passage that must not be quoted, or says the contrary of a theme."""

    document_id: str
    start: int
    end: int
    mark: Mark
    theme: str = ""


class _Change(NamedTuple):
    added: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def touches_negation(self) -> bool:
        return _negations(self.added) != _negations(self.dropped)

    @property
    def words(self) -> str:
        said = [f"added: {' '.join(self.added)}"] if self.added else []
        said += [f"left out: {' '.join(self.dropped)}"] if self.dropped else []
        return "; ".join(said) or "put in another order"


@dataclass(slots=True)
class Verifier:
    """The interviews, and what of them may not be quoted."""

    spoken: Spoken
    private: Sequence[Private] = ()

    def check(self, quotation: Quotation) -> Checked:
        """Say what a quotation is."""
        if quotation.n_words < FEWEST:
            return Checked(quotation=quotation, verdict=Verdict.TOO_SHORT)
        pieces = [words for piece in quotation.pieces if (words := words_of(bracketed_out(piece)))]
        placed = self._in_one_turn(_runs(quotation))
        if placed:
            verdict = Verdict.EDITED if quotation.has_marks else Verdict.EXACT
            return self._found(quotation, placed[0], verdict)
        return self._apart(quotation, pieces) or self._changed(quotation, [word for piece in pieces for word in piece])

    def _in_one_turn(self, runs: Sequence[Sequence[str]]) -> list[Found]:
        """Places where all pieces of a quotation stand in one turn, one after the other; long ones are looked up."""
        long = [run for run in runs if len(run) >= FEWEST]
        if not long:
            return []
        turns = {id(found.turn): found.turn for found in self.spoken.find(max(long, key=len))}
        found = [Found(turn, *whole) for turn in turns.values() if (whole := _in_order(turn, runs)) is not None]
        found.sort(key=lambda each: each.turn.role is not Role.INFORMANT)
        return found

    def _apart(self, quotation: Quotation, pieces: Sequence[Sequence[str]]) -> Checked | None:
        """Pieces, or the two halves of one, that each stand somewhere, but not in one turn in that order."""
        if len(pieces) > 1:
            each = [self.spoken.find(piece) for piece in pieces if len(piece) >= FEWEST]
        else:
            each = self._halves(pieces[0]) if pieces else []
        if len(each) < 2 or not all(each):
            return None
        people = [frozenset(turn.informants or (turn.role.value,)) for turn in (found[0].turn for found in each)]
        verdict = Verdict.JOINED_TURNS if frozenset.intersection(*people) else Verdict.JOINED_PEOPLE
        return self._found(quotation, each[0][0], verdict)

    def _halves(self, words: Sequence[str]) -> list[list[Found]]:
        """Where a quotation's beginning and the rest of it stand, in two places that are apart."""
        for cut in range(FEWEST, len(words) - FEWEST + 1):
            one, other = self.spoken.find(words[:cut]), self.spoken.find(words[cut:])
            if any(b.turn is a.turn and 0 <= b.first - a.last <= BESIDE for a in one for b in other):
                return []
            if one and other:
                return [one, other]
        return []

    def _changed(self, quotation: Quotation, words: Sequence[str]) -> Checked:
        """The nearest words there are, and how they differ."""
        best = _nearest(words, self.spoken.likeliest(words))
        if best is None:
            is_term = quotation.n_words <= TERM and not quotation.after
            return Checked(quotation=quotation, verdict=Verdict.TOO_SHORT if is_term else Verdict.NOT_FOUND)
        found, change = best
        if not change.added and change.dropped and set(change.dropped) <= _FILLERS:
            return self._found(quotation, found, Verdict.FILLERS, change.words)
        verdict = Verdict.NEGATION if change.touches_negation else Verdict.CHANGED
        return self._found(quotation, found, verdict, change.words)

    def _found(self, quotation: Quotation, found: Found, verdict: Verdict, detail: str = "") -> Checked:
        turn = found.turn
        if verdict in (Verdict.EXACT, Verdict.EDITED):
            verdict = self._allowed(quotation, turn, *turn.stretch(found.first, found.last), verdict)
        return Checked(
            quotation=quotation,
            verdict=verdict,
            informants=turn.informants,
            document_id=turn.document_id,
            detail=detail,
        )

    def _allowed(self, quotation: Quotation, turn: Turn, start: int, end: int, verdict: Verdict) -> Verdict:
        """Whether words that were said so may stand in a report so."""
        if turn.role is Role.INTERVIEWER:
            return Verdict.INTERVIEWER
        if turn.role is not Role.INFORMANT or not turn.informants:
            return Verdict.NOBODY
        here = [
            each
            for each in self.private
            if each.document_id == turn.document_id and each.start < end and start < each.end
        ]
        marks = {each.mark for each in here}
        if Mark.OFF_RECORD in marks:
            return Verdict.OFF_RECORD
        if Mark.DO_NOT_QUOTE in marks:
            return Verdict.DO_NOT_QUOTE
        if _SAID_CONTRARY.search(f"{quotation.before} {quotation.after}"):
            return verdict
        heading = quotation.paragraph.heading.casefold()
        against = [each.theme.casefold() for each in here if each.mark is Mark.CONTRARY and each.theme]
        return Verdict.AGAINST if heading and any(theme in heading for theme in against) else verdict


def private_passages(codings: Iterable[Coding], themes: Mapping[str, str]) -> list[Private]:
    """Passages that are marked, from codings; `themes` are names by code."""
    wanted = (Mark.OFF_RECORD, Mark.DO_NOT_QUOTE, Mark.CONTRARY)
    return [
        Private(
            document_id=coding.document_id,
            start=coding.start,
            end=coding.end,
            mark=mark,
            theme=themes.get(coding.code_id, ""),
        )
        for coding in codings
        for mark in coding.marks
        if mark in wanted
    ]


def sought_in(quotations: Iterable[Quotation]) -> list[list[str]]:
    """The words of quotations, as `Spoken` looks for them: as a whole and between what editors put in."""
    return [run for each in quotations for run in (words_of(each.words), *_runs(each))]


def _runs(quotation: Quotation) -> list[list[str]]:
    """The words of a quotation that have to stand together: between omissions and words put in by an editor."""
    parts = [part for piece in quotation.pieces for part in bracketed_out(piece).split("  ")]
    return [words for part in parts if (words := words_of(part))]


def _in_order(turn: Turn, runs: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Where runs of words stand in a turn one after the other, from the first word of the first to the last."""
    place, first = 0, None
    for run in runs:
        length, wanted = len(run), tuple(run)
        found = next(
            (n for n in range(place, len(turn.words) - length + 1) if turn.words[n : n + length] == wanted), None
        )
        if found is None:
            return None
        first = found if first is None else first
        place = found + length
    return None if first is None else (first, place)


def _nearest(words: Sequence[str], turns: Sequence[Turn]) -> tuple[Found, _Change] | None:
    """The stretch of a turn that is most like a quotation, and what differs; None where none is like enough."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.fuzz import partial_ratio_alignment

    best: tuple[float, Turn, int, int] | None = None
    quoted = " ".join(words)
    for turn in turns:
        said = " ".join(turn.words)
        if len(said) < len(quoted):
            ratio, first, last = Indel.normalized_similarity(quoted, said) * 100, 0, len(said)
            found = (ratio, first, last) if ratio >= LIKE else None
        else:
            alignment = partial_ratio_alignment(quoted, said, score_cutoff=LIKE)
            found = (alignment.score, alignment.dest_start, alignment.dest_end) if alignment else None
        if found and (best is None or found[0] > best[0]):
            best = (found[0], turn, _word_at(said, found[1]), _word_at(said, found[2] - 1) + 1)
    if best is None:
        return None
    _, turn, first, last = best
    first, last = max(0, first - 2), min(len(turn.words), last + 2)
    added: list[str] = []
    dropped: list[str] = []
    blocks = list(Indel.opcodes(list(words), list(turn.words[first:last])))
    same = [block for block in blocks if block.tag == "equal"]
    if not same:
        return None
    begin, end = same[0].dest_start, same[-1].dest_end
    for block in blocks:
        if block.tag != "equal":
            added += words[block.src_start : block.src_end]
            dropped += turn.words[first + max(block.dest_start, begin) : first + min(block.dest_end, end)]
    return Found(turn, first + begin, first + end), _Change(tuple(added), tuple(dropped))


def _word_at(said: str, place: int) -> int:
    return said.count(" ", 0, place)


def _negations(said: Sequence[str]) -> int:
    """How many words deny something; of `don't` the comparison keeps `don` and `t`."""
    return sum(word in _NOT or word == "t" for word in said)
