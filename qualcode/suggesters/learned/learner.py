"""How likely every passage is to have every theme, told from what people decided; learned again theme by theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Judged
from qualcode.model.hits import Hits
from qualcode.model.nouns import dataclass
from qualcode.suggesters.learned.enough import is_enough
from qualcode.suggesters.learned.features import Features, describing, features_of
from qualcode.suggesters.learned.fitting import Fitted, fit
from qualcode.suggesters.learned.lessons import Lesson, School
from qualcode.suggesters.learned.words import Wording

if TYPE_CHECKING:
    from qualcode.suggesters.learned.features import Column

PRIOR, FADES = 0.3, 40.0
"""What description and keywords weigh in the order beside what was learned; at so many codings half of it."""
DESCRIBED = 0.5
"""What the description weighs beside the log-odds in the probability, in its standard deviations."""
BY_RULE = 2.5
"""Log-odds that a keyword adds where nothing was learned yet: of what the rules propose, some two in five are right."""
LESSONS_KEPT = 2
"""Of a theme: what is known now, and what was known some passages ago."""
PLACES = 4
"""Decimals of a score: what comes after them may differ from machine to machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """How likely the passages of a study are to have one theme, a number per passage."""

    code_id: str
    score: Column
    """What passages are put in order by."""
    probability: Column
    described: Column
    """How alike the passage is to the theme's description, 0 to 1."""
    keywords: Column
    """ln(1 + rules of the theme that find something in it)."""
    lesson: Lesson
    fitted: Fitted | None
    """None where there is nothing to learn from yet."""
    speaks: bool
    """Whether enough was learned to propose the theme."""


class Learner:
    """Learns the themes of a study from what people decided.

    Lessons are kept while the object lives: with new decisions only their themes are learned again. What is told of a
    theme hangs on nothing but the words, the codebook and what was decided, in whatever order it came.
    """

    def __init__(self, wording: Wording, codebook: Codebook, found: Iterable[Hits] = ()) -> None:
        """`found` is what the codebook's rules find."""
        self.wording = wording
        self.codebook = codebook
        self.school = School(wording)
        self._found = tuple(found)
        self._fitted: dict[str, dict[bytes, Fitted | None]] = {}

    @cached_property
    def features(self) -> Features:
        """The passages as numbers."""
        return features_of(self.wording)

    def likely(self, judged: Mapping[str, Judged]) -> dict[str, Likely]:
        """Tell of every theme of the codebook how likely each passage is to have it."""
        lessons = {code.id: self.school.lesson(judged.get(code.id, Judged())) for code in self.codebook.codes}
        fitted = self._learned(lessons)
        slope, constant = self._calibrated(fitted)
        found = {}
        for code_id, lesson in lessons.items():
            described, keywords = self._described[code_id], self._keywords[code_id]
            one, standing, by_words = fitted[code_id], self._standing[code_id], self._by_words[code_id]
            if one is None:
                rate = _rate(lesson, lessons.values())
                score = PRIOR * by_words
                odds = standing + BY_RULE * (keywords > 0) + np.log(rate / (1 - rate))
            else:
                score = _standard(one.log_odds) + PRIOR * FADES / (FADES + len(lesson.coded)) * by_words
                beside = DESCRIBED * standing
                shift = _shift(slope * (one.unseen + beside[lesson.read]) + constant, len(lesson.coded))
                odds = slope * (one.log_odds + beside) + constant + shift
            found[code_id] = Likely(
                code_id=code_id,
                score=np.round(score, PLACES),
                probability=np.round(_logistic(odds), PLACES),
                described=described,
                keywords=keywords,
                lesson=lesson,
                fitted=one,
                speaks=one is not None and is_enough(judged.get(code_id, Judged())),
            )
        return found

    def places_of(self, document_id: str) -> range:
        """Where the passages of a document stand."""
        return self._places.get(document_id, range(0))

    @cached_property
    def _places(self) -> dict[str, range]:
        found: dict[str, range] = {}
        for place, document_id in enumerate(self.wording.documents):
            found[document_id] = range(found.get(document_id, range(place, place)).start, place + 1)
        return found

    def _learned(self, lessons: Mapping[str, Lesson]) -> dict[str, Fitted | None]:
        keys = {code_id: lesson.key for code_id, lesson in lessons.items()}
        known = {code_id: self._fitted.setdefault(code_id, {}) for code_id in lessons}
        new = [code_id for code_id, key in keys.items() if key not in known[code_id]]
        for code_id, fitted in zip(new, fit(self.features, [lessons[each] for each in new]), strict=True):
            while len(known[code_id]) >= LESSONS_KEPT:
                known[code_id].pop(next(iter(known[code_id])))
            known[code_id][keys[code_id]] = fitted
        return {code_id: known[code_id][key] for code_id, key in keys.items()}

    def _calibrated(self, fitted: Mapping[str, Fitted | None]) -> tuple[float, float]:
        """What log-odds mean, from passages judged by what was learned of others: slope and constant of a logit."""
        told = [
            (one.unseen + DESCRIBED * self._standing[code_id][one.lesson.read], len(one.lesson.coded))
            for code_id, one in fitted.items()
            if one is not None
        ]
        if not told:
            return 1.0, 0.0
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits

        seen = np.concatenate([odds for odds, _ in told])
        coded = np.concatenate([np.arange(len(odds)) < n_coded for odds, n_coded in told])
        if coded.all():
            return 1.0, 0.0
        with threadpool_limits(1):
            model = LogisticRegression(C=1.0, solver="newton-cholesky").fit(seen[:, None], coded)
        return max(float(model.coef_[0, 0]), 0.0), float(model.intercept_[0])

    @cached_property
    def _described(self) -> dict[str, Column]:
        return {code.id: self.features.likeness(describing(code, self.codebook)) for code in self.codebook.codes}

    @cached_property
    def _standing(self) -> dict[str, Column]:
        """How alike passages are to a description, among all passages."""
        return {code_id: _standard(column) for code_id, column in self._described.items()}

    @cached_property
    def _by_words(self) -> dict[str, Column]:
        """What description and keywords say together."""
        return {code_id: column + _standard(self._keywords[code_id]) for code_id, column in self._standing.items()}

    @cached_property
    def _keywords(self) -> dict[str, Column]:
        rules: dict[str, dict[str, set[str]]] = {code.id: {} for code in self.codebook.codes}
        for hits in self._found:
            for ordinal, _, _, place in hits.rows() if hits.code_id in rules else ():
                found = rules[hits.code_id].setdefault(f"{hits.document_id}:{ordinal}", set())
                found.add(hits.found[place][1])
        return {code_id: self._counted(by_passage) for code_id, by_passage in rules.items()}

    def _counted(self, rules: Mapping[str, set[str]]) -> Column:
        return np.log1p(np.array([len(rules.get(id_, ())) for id_ in self.wording.ids], dtype=np.float64))


def _rate(lesson: Lesson, lessons: Iterable[Lesson]) -> float:
    """How often a theme is likely to be coded that nobody has coded yet.

    As often as the others are, which is one in twenty at first; the less, the more was read without it. What is known
    of the others weighs as much as half a coding.
    """
    n_coded = n_read = 0
    for each in lessons:
        n_coded += len(each.coded)
        n_read += len(each.read)
    usual = (n_coded + 1) / (n_read + 20)
    return min(0.5 / (len(lesson.read) + 0.5 / usual), 0.5)


def _standard(column: Column) -> Column:
    """In standard deviations from the mean; 0 where all are the same."""
    spread = column.std()
    return (column - column.mean()) / spread if spread > 0 else np.zeros(len(column))


def _logistic(odds: Column) -> Column:
    return 1 / (1 + np.exp(-odds))


def _shift(odds: Column, expected: int) -> float:
    """What to add to log-odds so that their probabilities come to as many as were coded."""
    low, high = -15.0, 15.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _logistic(odds + middle).sum() < expected else (low, middle)
    return (low + high) / 2
