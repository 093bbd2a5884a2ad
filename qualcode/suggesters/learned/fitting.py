"""One theme learned: how much every passage speaks for it, and how much each word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from qualcode.model.nouns import dataclass
from qualcode.suggesters.learned.features import Features
from qualcode.suggesters.learned.lessons import Lesson

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qualcode.suggesters.learned.features import Column

C = 10
"""How closely a theme is fitted to what it is learned from (scikit-learn's inverse of regularisation)."""
FOLDS = 3
"""Parts of the documents; each is judged by what was learned from the others."""
UNHEARD_OF = -4.0
"""Log-odds where the other parts hold no coding to learn from."""
AT_ONCE = 8
"""Themes of which all passages are told in one go through the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What was learned of one theme."""

    lesson: Lesson
    columns: NDArray[np.int64]
    """The columns of `Features` that its lesson has, sorted."""
    weights: Column
    """A number per column: how much it speaks for the theme."""
    log_odds: Column
    """Of every passage of the study."""
    unseen: Column
    """Of the passages read, as told by what was learned from other documents alone."""

    def weight(self, columns: NDArray[np.int64]) -> Column:
        """What each of some columns weighs; 0 for those that are not known, or below 0."""
        if not len(self.columns):
            return np.zeros(len(columns))
        place = np.minimum(np.searchsorted(self.columns, columns), len(self.columns) - 1)
        return np.where(self.columns[place] == columns, self.weights[place], 0.0)


class _Model(NamedTuple):
    """What is learned of a theme before all passages are told by it."""

    columns: NDArray[np.int64]
    weights: Column
    intercept: float
    unseen: Column


def fit(features: Features, lessons: Sequence[Lesson]) -> list[Fitted | None]:
    """Learn themes; None for one of which nothing is coded, or everything, so that there is nothing to learn from."""
    found: list[Fitted | None] = []
    for first in range(0, len(lessons), AT_ONCE):
        several = lessons[first : first + AT_ONCE]
        models = [_model(features, lesson) for lesson in several]
        weights = np.zeros((features.n_columns, len(several)))
        for column, model in enumerate(models):
            if model:
                weights[model.columns, column] = model.weights
        sums = features.sums(weights)
        found += [
            Fitted(
                lesson=lesson,
                columns=model.columns,
                weights=model.weights,
                log_odds=sums[:, column] + model.intercept,
                unseen=model.unseen,
            )
            if model
            else None
            for column, (lesson, model) in enumerate(zip(several, models, strict=True))
        ]
    return found


def _model(features: Features, lesson: Lesson) -> _Model | None:
    if not len(lesson.coded) or len(lesson.rows) == len(lesson.coded):
        return None
    from threadpoolctl import threadpool_limits

    rows, coded = lesson.rows, np.arange(len(lesson.rows)) < len(lesson.coded)
    columns, own = _own_columns(features.rows(rows))
    with threadpool_limits(1):
        weights, intercept = _logistic(own, coded, lesson.weights)
        unseen = np.full(len(lesson.read), UNHEARD_OF)
        folds = _folds(features, rows)
        for fold in range(FOLDS):
            here, others = np.flatnonzero(folds[: len(unseen)] == fold), folds != fold
            if len(here) and 0 < coded[others].sum() < others.sum():
                told, constant = _logistic(own[others], coded[others], lesson.weights[others])
                unseen[here] = own[here] @ told + constant
    return _Model(columns, weights, intercept, unseen)


def _own_columns(rows: Any) -> tuple[NDArray[np.int64], Any]:
    """The columns that rows have, and the rows with these alone: of hundreds of thousands a lesson has few."""
    from scipy.sparse import csr_matrix

    there = np.zeros(rows.shape[1], dtype=bool)
    there[rows.indices] = True
    columns = np.flatnonzero(there)
    places = np.cumsum(there, dtype=np.int32) - np.int32(1)
    return columns, csr_matrix((rows.data, places[rows.indices], rows.indptr), shape=(rows.shape[0], len(columns)))


def _logistic(rows: Any, coded: NDArray[np.bool_], weights: Column) -> tuple[Column, float]:
    from sklearn.linear_model import LogisticRegression

    # The dual has a number per passage instead of one per word: the same model, three times as soon.
    model = LogisticRegression(C=C, solver="liblinear", dual=True, max_iter=1000, random_state=0)
    model.fit(rows, coded, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def _folds(features: Features, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The part each row belongs to, whole documents together, in the order of the study."""
    documents = features.wording.documents
    number: dict[str, int] = {}
    for place in np.sort(rows).tolist():
        number.setdefault(documents[place], len(number) % FOLDS)
    return np.array([number[documents[place]] for place in rows.tolist()], dtype=np.int64)
