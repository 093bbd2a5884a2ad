"""The part of a passage that makes a quote: whole sentences around the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from qualcode.model.coding import DEFINED, PICKED, Coding, Mark
from qualcode.model.text import Span, n_words

SHORTEST, LONGEST = 8, 60
COMFORTABLE = 20
"""A quote of at least so many words is understood without the sentences around it."""
STUMP = 4
"""A sentence of no more words mostly answers a question that the reader does not see: “In May, with lunch.”"""

BACKWARD_LOOKING = frozenset(
    [
        "and",
        "but",
        "so",
        "or",
        "because",
        "also",
        "still",
        "however",
        "plus",
        "then",
        "it",
        "that",
        "this",
        "they",
        "he",
        "she",
        "these",
        "those",
        "which",
        "yeah",
        "yes",
        "no",
        "um",
        "uh",
        "well",
        "okay",
        "ok",
        "actually",
        "anyway",
        "like",
        "oh",
        "uhh",
        "hmm",
        "mm-hmm",
        "right",
        "sure",
        "him",
        "her",
        "them",
        "to",
    ]
)
"""First words of a sentence that leans on the one before it."""

_FIRST_WORD = re.compile(r"\s*(\S+)")
_GAP = re.compile(
    r"\[[^\]\[]{1,40}\]|…|\.\.\.|\b(?:i don['’]t know|(?:i['’]?m )?not sure|you know|i mean|i guess|or whatever|"
    r"i was like|uh+|um+|hmm+)\b|\b(\w+(?:['’]\w+)?(?: \w+)?),? \1\b",
    re.IGNORECASE,
)
"""What a reader stumbles over: words left out, not understood or said again, a sentence broken off, a pause filled."""
MOST_GAPS = 1
"""Of so many a reader takes no notice."""


_OPENS_BROKEN = re.compile(r"[\s“\"'(,.…–—-]*(?:[a-zà-öø-ÿ]|(?:And|But|So|Or|Because|Then|Which|To|Than)\b)")
_ANSWERS = re.compile(
    r"[\s“\"'(]*(?:(?:yes|yeah|yep|no|nah|nope|okay|right|exactly|sure|definitely|mm-hmm|uh-huh)[,.!…–—]|"
    r"i mean\b|you know\b)",
    re.IGNORECASE,
)
"""How an answer begins whose question the reader does not see."""
_ENDS_BROKEN = re.compile(
    r"(?:\b(?:so|and|but|or|because|the|a|an|of|to|with|if|when|that)[.…]*|[,;:…–—-]|\.\.\.)[”\"')]*$"
)
LAST_WORD = 20
"""Letters at the end of a quote within which its last word and its marks stand."""
_AFFIRMS = re.compile(r"\b(?:yes|yeah|of course)\b", re.IGNORECASE)
_LOST = re.compile(r"\[(?:inaudible|unintelligible|unclear|cross-?talk|redacted|indistinct)[^\]]*\]", re.IGNORECASE)


def is_broken(text: str, *, contrary: bool = False, n_gaps: int | None = None) -> bool:
    """Whether words are lost in it, it stumbles often, answers a question unseen, or opens or ends within a sentence.

    Nobody would choose it who has another; what denies a theme (`contrary`) may begin with the answer: “No. Nobody …”.
    Where it is known how often it stumbles at most, `n_gaps` says so.
    """
    said = text.strip()
    broken = _LOST.search(said) or _OPENS_BROKEN.match(said) or _ends_broken(said)
    answers = not contrary and _ANSWERS.match(said)
    stumbles = n_gaps is None or n_gaps > MOST_GAPS
    return bool(broken or answers or (stumbles and len(_GAP.findall(said)) > MOST_GAPS))


def _ends_broken(said: str) -> bool:
    return bool(_ENDS_BROKEN.search(said, max(0, len(said) - LAST_WORD)))


class Excerpt(NamedTuple):
    """A candidate quote within a coding."""

    start: int
    end: int
    n_words: int
    n_evidence: int
    stands_alone: bool
    """It does not begin with a word that points back."""
    n_gaps: int = 0
    """Words left out, sentences broken off, pauses filled."""

    def words_of(self, coding: Coding) -> str:
        """Its words, out of the coding it was made of."""
        return _words(coding, Span(self.start, self.end))


def make_excerpts(
    codings: Iterable[Coding],
    sentences: Mapping[str, Sequence[Span]],
    *,
    shortest: int = SHORTEST,
    longest: int = LONGEST,
) -> dict[str, Excerpt]:
    """Find in each coding, by its id, the best run of whole sentences; codings in which none fits are left out.

    The best has most evidence, then a comfortable length. Where no run of `shortest` to `longest` words holds evidence,
    its own sentences are quoted, however long; so is a stretch that a coder picked. `sentences` are those of each
    passage, by its id.
    """
    passages: dict[tuple[str, int, int], _Passage] = {}
    found = {}
    for coding in codings:
        place = (coding.segment_id, coding.start, coding.end)
        if place not in passages:
            passages[place] = _Passage.of(coding, sentences.get(coding.segment_id, ()), shortest, longest)
        if (best := passages[place].best_for(coding)) is not None:
            found[coding.id] = best
    return found


class _Run(NamedTuple):
    """Whole sentences of a fitting length, and what else there is to say for them."""

    is_thin: bool
    leans: bool
    n_gaps: int
    off_length: float
    first: int
    span: Span


class _Passage(NamedTuple):
    """What excerpts of one stretch are chosen from, whatever code is on it."""

    spans: Sequence[Span]
    runs: Sequence[_Run]
    """The best first, but for the evidence they hold."""

    @classmethod
    def of(cls, coding: Coding, sentences: Sequence[Span], shortest: int, longest: int) -> _Passage:
        spans = sentence_spans(coding, sentences)
        said = [_words(coding, span) for span in spans]
        lengths = list(map(n_words, said))
        gaps = [len(_GAP.findall(words)) for words in said]
        ends = [_ends_broken(words.rstrip()) for words in said]
        runs = []
        for first, opening in enumerate(spans):
            n, leans = 0, lengths[first] <= STUMP or not _stands_alone(said[first])
            for last in range(first, len(spans)):
                n += lengths[last]
                if n > longest:
                    break
                if n >= shortest:
                    span = Span(opening.start, spans[last].end)
                    off_length = abs(n - 1.5 * COMFORTABLE)
                    n_gaps = sum(gaps[first : last + 1]) + (first < last and lengths[last] <= STUMP) + ends[last]
                    runs.append(_Run(n < COMFORTABLE, leans, n_gaps, off_length, first, span))
        return cls(spans, sorted(runs))

    def best_for(self, coding: Coding) -> Excerpt | None:
        """The excerpt of one coding of this stretch."""
        is_contrary = Mark.CONTRARY in coding.marks
        found = [(piece.start, piece.end) for piece in coding.evidence]
        # One word of a definition, such as "rather", speaks for nothing.
        enough = 2 if all(piece.suggester == DEFINED for piece in coding.evidence) else 1

        def worth(run: _Run) -> tuple[bool, int, bool, bool, int]:
            # What denies a theme mostly begins by saying so: “No. Nobody needs a permit here.” What takes half of it
            # back (“At the border, yes, there is one.”) is left out if it can be.
            start, end = run.span
            n_found = sum([start <= first and last <= end for first, last in found])
            denies = not is_contrary or not _AFFIRMS.search(_words(coding, run.span))
            return is_contrary and run.first == 0, min(n_found, enough), denies, not run.leans, min(n_found, 2)

        best = max(self.runs, key=worth, default=None)
        is_wanting = best is not None and bool(coding.evidence) and not _evidence_within(coding, *best.span)
        if is_wanting or any(piece.suggester == PICKED for piece in coding.evidence):
            return _around_evidence(coding, self.spans)
        return excerpt_at(coding, *best.span) if best else None


def _around_evidence(coding: Coding, spans: Sequence[Span]) -> Excerpt:
    """The sentences that the first piece of evidence stands in, however long or short."""
    piece = coding.evidence[0]
    held = [span for span in spans if span.start < piece.end and piece.start < span.end]
    start = min((span.start for span in held), default=piece.start)
    return excerpt_at(coding, start, max((span.end for span in held), default=piece.end))


def excerpt_at(coding: Coding, start: int, end: int) -> Excerpt:
    """The stretch of a coding that somebody chose."""
    text = _words(coding, Span(start, end))
    n_evidence = _evidence_within(coding, start, end)
    return Excerpt(start, end, n_words(text), n_evidence, _stands_alone(text), len(_GAP.findall(text)))


def sentence_spans(coding: Coding, sentences: Sequence[Span]) -> Sequence[Span]:
    """Sentences that lie wholly in a coding, trimmed of white space; the whole coding where none are known."""
    whole = Span(coding.start, coding.end)
    first, last = coding.start, coding.end
    inside = [_trim(coding, span) for span in sentences if span.start >= first and span.end <= last]
    return [span for span in inside if span.end > span.start] or [_trim(coding, whole)]


def _trim(coding: Coding, span: Span) -> Span:
    words = _words(coding, span)
    if words and not (words[0].isspace() or words[-1].isspace()):
        return span
    return Span(span.start + len(words) - len(words.lstrip()), span.end - (len(words) - len(words.rstrip())))


def _words(coding: Coding, span: Span) -> str:
    return coding.text[span.start - coding.start : span.end - coding.start]


def _evidence_within(coding: Coding, start: int, end: int) -> int:
    return sum([start <= evidence.start and evidence.end <= end for evidence in coding.evidence])


def _stands_alone(text: str) -> bool:
    found = _FIRST_WORD.match(text)
    first = re.split("['’]", found[1].strip("“\"'(,.…-–—").casefold())[0] if found else ""
    points_back = first in BACKWARD_LOOKING or (first == "there" and found is not None and found[1].endswith(","))
    return bool(first) and not points_back and not text[0].islower()
