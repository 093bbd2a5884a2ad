"""Counted statements held against the study's figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from itertools import product

from qualcode.drafts.answers import EITHER
from qualcode.drafts.claim import Claim
from qualcode.drafts.forms import Form, Kind
from qualcode.drafts.rules import RULES
from qualcode.drafts.vocabulary import rest_of
from qualcode.model.nouns import dataclass

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
        if self.claim.form.is_unasked and self.count:
            return f"{self.count.n_unasked} of {self.count.n} were not asked"
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
        counts = [*self.counts]
        self._by = {(each.theme, each.group): each for each in (*_rests(counts), *counts)}
        self.groups = tuple(dict.fromkeys(group for _, group in self._by))

    def judge(self, claim: Claim) -> Judged:
        """Say what a statement is: it differs only where it is wrong for every theme and group that may be meant.

        What may be said of the survey as well is right where it is right of either.
        """
        judged = self._judge(claim)
        if claim.instead is not None and judged.verdict is not Verdict.AGREES:
            other = self._judge(claim.instead)
            fits = other.verdict is Verdict.AGREES and not (claim.is_named and judged.count)
            is_of_survey = judged.verdict is Verdict.UNLINKED and "respondent" in claim.words.casefold()
            if fits or is_of_survey or (self._may_be(claim.instead) and not self._may_be(claim)):
                return other
        return judged

    def _may_be(self, claim: Claim) -> bool:
        """Whether there are as many people as a statement counts: nine CSOs, where three were interviewed."""
        everyone = self._of(SURVEYED if claim.of_survey else "", claim.groups or self.groups)
        if claim.form.n is not None:
            return any(claim.form.n == each.n for each in everyone)
        return any((claim.form.k or 0) <= each.n for each in everyone)

    def _judge(self, claim: Claim) -> Judged:
        heard = SURVEYED if claim.of_survey else ""
        themes = (heard,) if claim.of_heard else claim.themes
        if claim.form.kind is Kind.MORE:
            return self._compared(claim, themes)
        if claim.form.kind is Kind.RATHER:
            return self._rather(claim)
        if claim.form.kind is Kind.UTMOST:
            return self._utmost(claim)
        if claim.form.is_unasked and claim.of_survey:
            return Judged(claim=claim, verdict=Verdict.UNLINKED)
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
        narrower |= claim.is_loose and claim.form.word == "none"  # of something that is no theme
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
        if claim.of_survey and claim.groups:  # who were not offered the question
            return
        whole = self._of(theme, ("",))
        if claim.form.n is not None:
            fitting = [each for each in self._of(theme, self.groups) if each.n == claim.form.n]
            yield from fitting or whole
            return
        yield from whole
        # A cell of a table may be of any group: which, the head of its column tells or another cell.
        yield from self._of(theme, claim.others if claim.paragraph.part == "text" else self.groups)

    @staticmethod
    def _begins_with(group: str, named: Sequence[str]) -> bool:
        """`The international ones` may mean International or International NGO."""
        return any(group.startswith(f"{each} ") for each in named)

    def _of(self, theme: str, groups: Iterable[str]) -> list[Count]:
        if EITHER in theme:
            one, _, other = theme.partition(EITHER)
            named = (*groups,)
            both = zip(self._of(one, named), self._of(other, named), strict=True)
            return [replace(first, k=first.k + second.k, word="") for first, second in both]
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

    def _rather(self, claim: Claim) -> Judged:
        """Hold a comparison of two themes, or of two answers to a question, against the counts of both."""
        for group in (*claim.groups, "") if not claim.groups else claim.groups:
            for one, other in product(claim.themes, claim.than):
                first, second = self._by.get((one, group)), self._by.get((other, group))
                if (
                    first
                    and second
                    and first.n == second.n
                    and (not claim.of_survey or _question(one) == _question(other))
                ):
                    is_right = first.k == second.k if claim.form.is_equal else first.k > second.k
                    settled = first.is_settled and second.is_settled
                    verdict = Verdict.AGREES if is_right else Verdict.DIFFERS
                    return Judged(
                        claim=claim, verdict=verdict if settled else Verdict.UNFINISHED, count=first, other=second
                    )
        return Judged(claim=claim, verdict=Verdict.UNLINKED)

    def _utmost(self, claim: Claim) -> Judged:
        """Hold that the most, or the fewest, raised a theme against all that it may be one of."""
        among = [self.below.get(each, ()) for each in claim.than] if claim.than else self._alike(claim.themes)
        group = claim.groups[0] if claim.groups else ""
        verdicts = []
        for theme in claim.themes:
            for keys in among:
                counts = {key: count for key in keys for count in self._of(key, (group,))}
                if theme in counts and len(counts) > 1:
                    others = [each for key, each in counts.items() if key != theme]
                    outdone = [each for each in others if _outdoes(each, counts[theme], claim.form.word)]
                    settled = all(each.is_settled for each in counts.values())
                    verdicts.append((counts[theme], outdone[:1], settled))
        if not verdicts:
            return Judged(claim=claim, verdict=Verdict.UNLINKED)
        count, outdone, settled = min(verdicts, key=lambda each: len(each[1]))
        verdict = (Verdict.DIFFERS if settled else Verdict.UNFINISHED) if outdone else Verdict.AGREES
        return Judged(claim=claim, verdict=verdict, count=count, other=next(iter(outdone), None))

    def _alike(self, themes: Sequence[str]) -> list[Sequence[str]]:
        """Themes under the same one as any of some, and all that are under one or none."""
        under = {key for keys in self.below.values() for key in keys}
        beside = [[*keys] for keys in self.below.values() if set(themes) & {*keys}]
        every = [key for key, _ in self._by if key in self.below]
        return [*beside, [key for key in every if (key in under) == bool(beside)]]

    def _fits(self, form: Form, count: Count) -> bool | None:
        """Whether a statement is right of a count; None where it cannot be said."""
        k, n = count.k, count.n
        if count.theme in ("", SURVEYED) and form.kind is not Kind.WORD:
            return form.k is None or form.k == n
        if form.is_unasked:
            return form.k == count.n_unasked
        if form.is_denied:
            k = n - k
            if count.n_unasked or not count.is_settled:
                return None
        if n == 0:
            return None
        return RULES[form.kind](form, k, n, self.scale)


def _outdoes(other: Count, count: Count, word: str) -> bool:
    return other.k > count.k if word == "most" else other.k < count.k


def _question(key: str) -> str:
    """The question that an answer of the survey is to, by the answer's key."""
    return key.partition("=")[0]


def _rests(counts: Iterable[Count]) -> Iterator[Count]:
    """Counts of all who are not of a group."""
    by = {(each.theme, each.group): each for each in counts}
    for (theme, group), each in by.items():
        whole = by.get((theme, ""))
        if group and whole is not None and whole.n > each.n:
            yield Count(
                theme=theme,
                group=rest_of(group),
                k=whole.k - each.k,
                n=whole.n - each.n,
                is_settled=whole.is_settled,
                n_unasked=whole.n_unasked - each.n_unasked,
            )


def _sum(counts: Sequence[Count]) -> Count:
    whole = counts[0]
    for each in counts[1:]:
        whole = whole.plus(each)
    return whole
