"""Whether a counted statement is right of a count, by its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qualcode.drafts.forms import Form, Kind

FEWEST = 5
"""Informants below which words for shares, other than all, most, half and none, are not judged."""
MANY = 0.4
"""The share from which `many` is never wrong."""
_SMALL = ("all", "most", "majority", "minority", "about half", "none")


def _of(form: Form, k: int, n: int, scale: Mapping[str, float]) -> bool | None:
    if form.n != n:
        return False
    return fits_word(form.word, k, n, scale) if form.word else form.k == k


def _alone(form: Form, k: int, n: int, scale: Mapping[str, float]) -> bool:  # noqa: ARG001
    return form.k == k or (form.is_size and form.k == n)


def _all(form: Form, k: int, n: int, scale: Mapping[str, float]) -> bool:  # noqa: ARG001
    return form.n == n == k


def _share(form: Form, k: int, n: int, scale: Mapping[str, float]) -> bool | None:  # noqa: ARG001
    return None if form.share is None else abs(k / n - form.share) <= form.exactly


def _word(form: Form, k: int, n: int, scale: Mapping[str, float]) -> bool | None:
    return fits_word(form.word, k, n, scale)


_Rule = Callable[[Form, int, int, Mapping[str, float]], bool | None]
RULES: Mapping[Kind, _Rule] = {
    Kind.OF: _of,
    Kind.N: _alone,
    Kind.COUNT: _alone,
    Kind.INTERVIEWS: _alone,
    Kind.ALL: _all,
    Kind.PERCENT: _share,
    Kind.WORD: _word,
}


def fits_word(word: str, k: int, n: int, scale: Mapping[str, float]) -> bool | None:
    """Whether a word such as `most` is right of k of n; None where it is not judged.

    Words of the study's scale hold from their own share on. What says more than half is never right of everyone, what
    says less is wrong from the share of `most` on, and `many` is right from 40 % on.
    """
    if word in ("all", "none"):
        return k == (n if word == "all" else 0)
    if n < FEWEST and word not in _SMALL:
        return None
    share = k / n
    if word == "majority":
        return 0.5 < share < 1
    if word == "minority":
        return 0 < share < 0.5
    if word == "many":
        return share >= MANY
    most = scale.get("most", 0.6)
    if n < FEWEST:
        return k * 2 == n if word == "about half" else 0.5 < share < 1
    least = scale.get(word)
    if least is None:
        return None
    if word in ("most", "almost all") or least >= most:
        return least <= share < 1
    if k == 0:
        return False
    if word == "few":
        return share < scale.get("several", 0.25)
    if word == "some":
        return share < most
    return least <= share < most
