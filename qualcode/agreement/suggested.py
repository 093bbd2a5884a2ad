"""How far coders agree on what was suggested to them, and on what nobody suggested: two questions, kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from qualcode.agreement.coefficients import cohen
from qualcode.agreement.compare import Pattern, Rater
from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """How far coders agree on one code, or on all, where suggestions were before them."""

    code_id: str
    """Empty for all codes together."""
    decided: Counter[Pattern]
    """Suggestions that at least two of them decided: how many were decided so, a rating per coder."""
    unprompted: Counter[Pattern]
    """Passages on which the code was not suggested and that at least two of them read for it, or decided on."""

    @property
    def n_decided(self) -> int:
        """Suggestions that at least two decided."""
        return self.decided.total()

    @property
    def n_accepted(self) -> int:
        """Those that everyone who decided accepted, as raised or as denied alike."""
        return sum(n for pattern, n in self.decided.items() if _alike(pattern) and any(pattern))

    @property
    def n_rejected(self) -> int:
        """Those that everyone who decided rejected."""
        return sum(n for pattern, n in self.decided.items() if not any(pattern))

    @property
    def agree(self) -> float | None:
        """The share of suggestions on which they say the same; None where there are none."""
        return (self.n_accepted + self.n_rejected) / self.n_decided if self.n_decided else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (1960) over the suggestions decided: it says nothing of what the rules do not propose."""
        return cohen(self.decided)

    @property
    def n_differ(self) -> int:
        """Passages on which they differ, suggested or not."""
        both = self.decided + self.unprompted
        return sum(n for pattern, n in both.items() if not _alike(pattern))

    @property
    def n_unprompted(self) -> int:
        """Passages without the suggestion that at least two looked at."""
        return self.unprompted.total()

    @property
    def n_added_by_all(self) -> int:
        """Passages without the suggestion on which everyone who looked put the code."""
        return sum(n for pattern, n in self.unprompted.items() if _alike(pattern) and any(pattern))

    @property
    def n_added_by_some(self) -> int:
        """Passages without the suggestion on which some put the code, and others who looked did not."""
        return sum(n for pattern, n in self.unprompted.items() if not _alike(pattern))


def compare_suggested(
    raters: Sequence[Rater],
    code_ids: Sequence[str],
    passages: Collection[str],
    proposed: Collection[tuple[str, str]],
) -> list[Suggested]:
    """Compare coders on each code and, first, on all together; `proposed` are passages and codes that are suggested."""
    made = []
    for code_id in code_ids:
        decided, unprompted = Counter[Pattern](), Counter[Pattern]()
        for segment_id in passages:
            if (segment_id, code_id) in proposed:
                pattern = tuple(rater.said.get((segment_id, code_id)) for rater in raters)
                found = decided
            else:
                pattern = tuple(rater.rating(segment_id, code_id) for rater in raters)
                found = unprompted
            if sum(rating is not None for rating in pattern) > 1:
                found[pattern] += 1
        made.append(Suggested(code_id=code_id, decided=decided, unprompted=unprompted))
    together = Suggested(
        code_id="",
        decided=sum((each.decided for each in made), Counter[Pattern]()),
        unprompted=sum((each.unprompted for each in made), Counter[Pattern]()),
    )
    return [together, *made]


def _alike(pattern: Pattern) -> bool:
    return len({rating for rating in pattern if rating is not None}) == 1
