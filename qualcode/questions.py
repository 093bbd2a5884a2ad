"""Interviewers' turns + guide → which of its questions were asked where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from qualcode.model.codebook import Codebook
from qualcode.model.document import Document, Role, Turn
from qualcode.model.guide import Asking, Guide, Question, asked_codes
from qualcode.model.interview import Interview
from qualcode.model.nouns import dataclass
from qualcode.model.text import fold_term, words_of

NEAR = 0.75
"""The share of a wording's telling words that a turn has to hold."""

VERBATIM = 85.0
"""How like a wording, in percent, a paragraph without a label has to be to be the interviewer's."""

ANNOUNCES = 4
"""So many questions in one sentence announce what will be asked; they ask nothing yet."""

_ALIKE = 88.0
_LONG = 5
_SENTENCE_END = re.compile(r"(?<=[.?!؟？…:;])\s+")
_STEMMERS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "pt": "portuguese"}
_COMMON = frozenset(
    fold_term(word)
    for word in words_of(
        """
    a about after again all also am an and any are as ask at be been before but by can could did do does doing done
    each else ever for from get gets getting got go going had has have having he her here him his how i if
    in into is it its just know last let like m made make many may maybe me mean might more
    most mr ms much my need next no not now of off okay on
    one only or other our out over own please question re s said say see she should so some something still such t take
    talk tell than thank thanks that the their them then there these they thing things think this those to too turn two
    up us ve very want was way we well were what when where whether which while who why will with would yes you your
    ll d describe move first start begin question questions interview recording
    le la les l un une des du de d et ou que qui quoi quel quelle quels quelles comment pourquoi est ce c vous votre vos
    nous notre dans en pour par sur avec il elle ils au aux y a
    el los las una unos del al y o que quien cual cuales como por para su sus es son usted ustedes en con se lo
    ما ماذا هل كيف لماذا متى اين من في على عن الى هو هي هذا هذه التي الذي مع او و ان لك لكم انت انتم
    """
    )
)
"""Words that do not tell one question from another."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A wording of a question, as its telling words."""

    question: Question
    wording: str
    words: frozenset[str]


def recognise(guide: Guide, documents: Iterable[Document]) -> Iterator[Asking]:
    """The questions each interviewer's turn asks, in reading order: a wording's telling words, nearly all, in one turn.

    Order and the words between do not matter, nor small differences in spelling. What the informants say is not
    looked at.
    """
    for document in documents:
        sought = _sought(guide, document.language)
        heard = _Heard(sought, document.language)
        for turn in document.turns:
            if turn.role is Role.INTERVIEWER:
                found: dict[str, Asking] = {}
                for words in _sentences(document.text[turn.start : turn.end]):
                    asked = list(_asked(heard.sought_in(words), sought))
                    if len({each.question.id for each, _ in asked}) < ANNOUNCES:
                        for each, likeness in asked:
                            _keep(found, _asking(each, document, turn, likeness))
                yield from (found[question.id] for question in guide.questions if question.id in found)


def guide_turns(guide: Guide, document: Document) -> frozenset[int]:
    """The turns without a label that are a question of the guide, nearly word for word."""
    from rapidfuzz.fuzz import ratio

    wordings = [fold_term(wording) for question in guide.questions for wording in question.wordings]
    found = set()
    for turn in document.turns:
        if not turn.speaker:
            paragraph = fold_term(_without_number(document.text[turn.start : turn.end]))
            if any(ratio(wording, paragraph, score_cutoff=VERBATIM) for wording in wordings):
                found.add(turn.ordinal)
    return frozenset(found)


def put_to(
    guide: Guide, interviews: Iterable[Interview], asked: Mapping[str, Collection[str]]
) -> dict[str, frozenset[str]]:
    """By question of the guide, the informants in whose interviews it was asked.

    `asked` are, by interview, the questions that were recognised in it. An interview in which none was tells nothing:
    its informants count as asked.
    """
    found: dict[str, set[str]] = {question.id: set() for question in guide.questions}
    for interview in interviews:
        for question in asked.get(interview.id) or found:
            found.setdefault(question, set()).update(interview.speakers)
    return {question: frozenset(informants) for question, informants in found.items()}


def asked_informants(guide: Guide, codebook: Codebook, put: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Of each code that the guide asks about, the informants to whom a question on it was `put`."""
    found: dict[str, set[str]] = {}
    for question in guide.questions:
        for code in asked_codes(guide, codebook, [question.id]):
            found.setdefault(code, set()).update(put[question.id])
    return {code: frozenset(informants) for code, informants in found.items()}


class _Heard:
    """Words as they are heard, with the telling words of the guide that each may stand for."""

    def __init__(self, sought: Sequence[_Sought], language: str) -> None:
        self._language = language
        self._telling = sorted({word for each in sought for word in each.words})
        self._known: dict[str, str] = {}

    def sought_in(self, words: Iterable[str]) -> frozenset[str]:
        """The telling words of the guide that are among some words."""
        return frozenset(found for word in words if (found := self._sought(word)))

    def _sought(self, word: str) -> str:
        if word not in self._known:
            stem = _stem(word, self._language)
            self._known[word] = stem if stem in self._telling else self._misspelled(stem)
        return self._known[word]

    def _misspelled(self, stem: str) -> str:
        from rapidfuzz.process import extractOne

        alike = [word for word in self._telling if word[0] == stem[0] and len(word) >= _LONG]
        near = extractOne(stem, alike, score_cutoff=_ALIKE) if len(stem) >= _LONG else None
        return near[0] if near else ""


def _asked(heard: frozenset[str], sought: Sequence[_Sought]) -> Iterator[tuple[_Sought, float]]:
    for each in sought:
        likeness = len(each.words & heard) / len(each.words)
        if likeness >= NEAR:
            yield each, likeness


def _asking(sought: _Sought, document: Document, turn: Turn, likeness: float) -> Asking:
    return Asking(
        question_id=sought.question.id,
        document_id=document.id,
        turn=turn.ordinal,
        wording=sought.wording,
        likeness=likeness,
    )


def _keep(found: dict[str, Asking], asking: Asking) -> None:
    known = found.get(asking.question_id)
    if known is None or asking.likeness > known.likeness:
        found[asking.question_id] = asking


def _sought(guide: Guide, language: str) -> tuple[_Sought, ...]:
    return tuple(
        _Sought(question, wording, frozenset(words))
        for question in guide.questions
        for wording in question.wordings
        if (words := _telling(wording, language))
    )


def _telling(text: str, language: str) -> set[str]:
    """The stems of the words that tell a question from others; all of them where none does."""
    words = fold_term(text).split()
    return {_stem(word, language) for word in words if word not in _COMMON} or {_stem(w, language) for w in words}


def _sentences(text: str) -> Iterator[list[str]]:
    """The folded words of every sentence, and of every two in a row."""
    sentences = [words for sentence in _SENTENCE_END.split(text) if (words := fold_term(sentence).split())]
    yield from sentences
    yield from ([*one, *other] for one, other in pairwise(sentences))


def _without_number(paragraph: str) -> str:
    return paragraph.lstrip("0123456789.)( -–•Qq:\t")


@lru_cache(maxsize=65536)
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(_STEMMERS.get(language.partition("-")[0], "english" if word.isascii() else ""))
    return str(stemmer.stemWord(word)) if stemmer else word


@lru_cache(maxsize=8)
def _stemmer(name: str) -> Any:
    if not name:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(name)
