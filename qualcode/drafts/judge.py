"""Counted statements held against the study's figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from qualcode.drafts.claims import Claim
from qualcode.drafts.forms import Form, Kind
from qualcode.model.nouns import dataclass

FEWEST = 5
"""Informants below which words for shares, other than all, most, half and none, are not judged."""
MANY = 0.4
"""The share from which `many` is never wrong."""
_SMALL = ("all", "most", "majority", "about half", "none")


SURVEYED = "(survey)"
"""Stands where a theme does for how many answered a survey."""


class Verdict(StrEnum):
    """What a counted statement is."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNLINKED = "cannot be linked to a figure"
    UNFINISHED = "review unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many informants of a group raised a theme, as the study counts today."""

    theme: str
    """Its id; empty for how many were heard, `SURVEYED` for how many answered."""
    group: str = ""
    """Empty: everyone."""
    k: int
    n: int
    is_settled: bool = True
    """Nobody of the group is still to be reviewed for the theme."""
    n_unasked: int = 0
    """Of those who did not raise it, those who were not asked."""
    figure_id: str = ""
    word: str = ""
    """The word of the study's scale for it."""

    @property
    def shown(self) -> str:
        """`3 of 3: all three`."""
        return f"{self.k} of {self.n}: {self.word}" if self.word else f"{self.k} of {self.n}"

    def plus(self, other: Count) -> Count:
        """The count of both groups, which have nobody in common."""
        return Count(
            theme=self.theme,
            group=f"{self.group} and {other.group}",
            k=self.k + other.k,
            n=self.n + other.n,
            is_settled=self.is_settled and other.is_settled,
            n_unasked=self.n_unasked + other.n_unasked,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A counted statement, what it is, and the figure it was held against."""

    claim: Claim
    verdict: Verdict
    count: Count | None = None
    other: Count | None = None
    """The second group of a comparison."""

    @property
    def today(self) -> str:
        """What is so today."""
        if self.claim.form.is_denied and self.count:
            return f"{self.count.n - self.count.k} of {self.count.n} did not"
        counts = [each for each in (self.count, self.other) if each]
        return "; ".join(f"{each.group}: {each.shown}" if each.group else each.shown for each in counts)

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict is Verdict.DIFFERS


@dataclass(kw_only=True)
class Figures:
    """Today's counts, and the study's words for shares."""

    counts: Iterable[Count]
    scale: Mapping[str, float]
    distinct: frozenset[str] = frozenset()
    """Groups that have nobody in common: types of informants."""
    below: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """By theme, those under it: what a sentence under its heading may mean in words of its own."""
    _by: dict[tuple[str, str], Count] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by = {(each.theme, each.group): each for each in self.counts}
        self.groups = tuple(dict.fromkeys(group for _, group in self._by))

    def judge(self, claim: Claim) -> Judged:
        """Say what a statement is: it differs only where it is wrong for every theme and group that may be meant.

        What may be said of the survey as well is right where it is right of either.
        """
        judged = self._judge(claim)
        if claim.instead is not None and judged.verdict is not Verdict.AGREES:
            other = self._judge(claim.instead)
            return other if other.verdict is Verdict.AGREES else judged
        return judged

    def _judge(self, claim: Claim) -> Judged:
        heard = SURVEYED if claim.of_survey else ""
        themes = (heard,) if claim.of_heard else claim.themes
        if claim.form.kind is Kind.MORE:
            return self._compared(claim, themes)
        candidates = [count for theme in themes for count in self._candidates(claim, theme)]
        if not candidates:
            return Judged(claim=claim, verdict=Verdict.UNLINKED)
        answers = [(self._fits(claim.form, count), count) for count in candidates]
        if right := next((count for fits, count in answers if fits), None):
            return Judged(claim=claim, verdict=Verdict.AGREES, count=right)
        if unsettled := next((count for count in candidates if not count.is_settled), None):
            return Judged(claim=claim, verdict=Verdict.UNFINISHED, count=unsettled)
        wrong = next((count for fits, count in answers if fits is False), None)
        narrower = claim.is_loose and any(
            self._fits(claim.form, count)
            for theme in themes
            for each in self.below.get(theme, ())
            for count in self._candidates(claim, each)
        )
        if wrong is None or narrower or (not claim.themes and not claim.of_heard):
            return Judged(claim=claim, verdict=Verdict.UNLINKED)
        return Judged(claim=claim, verdict=Verdict.DIFFERS, count=wrong)

    def _candidates(self, claim: Claim, theme: str) -> Iterator[Count]:
        """The counts that may be meant, the likeliest first."""
        named = self._of(theme, claim.groups)
        if named:
            together = [each for each in named if each.group in self.distinct]
            if len(together) > 1:
                yield _sum(together)
            yield from named
            yield from self._of(theme, (group for group in self.groups if self._begins_with(group, claim.groups)))
            return
        whole = self._of(theme, ("",))
        if claim.form.n is not None:
            fitting = [each for each in self._of(theme, self.groups) if each.n == claim.form.n]
            yield from fitting or whole
            return
        yield from whole
        yield from self._of(theme, claim.others)

    @staticmethod
    def _begins_with(group: str, named: Sequence[str]) -> bool:
        """`The international ones` may mean International or International NGO."""
        return any(group.startswith(f"{each} ") for each in named)

    def _of(self, theme: str, groups: Iterable[str]) -> list[Count]:
        return [self._by[theme, group] for group in groups if (theme, group) in self._by]

    def _compared(self, claim: Claim, themes: Sequence[str]) -> Judged:
        for theme in themes:
            found = self._of(theme, claim.form.pair)
            if len(found) == 2:
                larger, smaller = found
                by_count = larger.k > smaller.k
                by_share = larger.k * smaller.n > smaller.k * larger.n
                settled = larger.is_settled and smaller.is_settled
                verdict = Verdict.AGREES if by_count or by_share else Verdict.DIFFERS
                verdict = verdict if settled else Verdict.UNFINISHED
                return Judged(claim=claim, verdict=verdict, count=larger, other=smaller)
        return Judged(claim=claim, verdict=Verdict.UNLINKED)

    def _fits(self, form: Form, count: Count) -> bool | None:
        """Whether a statement is right of a count; None where it cannot be said."""
        k, n = count.k, count.n
        if count.theme in ("", SURVEYED) and form.kind is not Kind.WORD:
            return form.k is None or form.k == n
        if form.is_denied:
            k = n - k
            if count.n_unasked or not count.is_settled:
                return None
        if n == 0:
            return None
        return _RULES[form.kind](form, k, n, self.scale)


def _sum(counts: Sequence[Count]) -> Count:
    whole = counts[0]
    for each in counts[1:]:
        whole = whole.plus(each)
    return whole


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
_RULES: Mapping[Kind, _Rule] = {
    Kind.OF: _of,
    Kind.N: _alone,
    Kind.COUNT: _alone,
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
