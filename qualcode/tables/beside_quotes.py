"""Which quotes of a selection stand beside a finding, and which are kept for the annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from qualcode.model.document import Record
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.text import n_words
from qualcode.tables.excerpt import SHORTEST, is_broken


@dataclass(slots=True)
class Beside:
    """Chooses quotes finding by finding, and remembers whose words have been used."""

    quotes: Sequence[Quote]
    used: list[Quote] = field(default_factory=list)
    """Those whose words are printed already."""
    settled: Collection[str] = frozenset()
    """Ids of those that a person chose, put in order or trimmed: of each informant they stand before others."""
    leading: Mapping[str, str] = field(default_factory=dict)
    """By code, the type of informants that raised it far more than others: who speaks first on it."""
    spoken: Counter[str] = field(default_factory=Counter)
    """How often each informant has been quoted."""

    def choose(
        self,
        codes: Collection[str],
        most: int,
        *,
        contrary: bool = False,
        passages: Collection[str] | None = None,
        people: Collection[str] | None = None,
    ) -> tuple[Quote, ...]:
        """Choose quotes on any of these codes: other types, other informants and other themes before more of the same.

        Nobody speaks twice before all who can have spoken, not even in quotes that a person settled.

        Those that say the contrary or those that do not; where `passages` are named, those in one of them, whichever;
        of these `people` alone where some are named. One that is broken stands only where there is no other; of several
        as good, one in which no name had to be replaced. They come back in the order of the selection, and no word of
        them is chosen again.
        """
        left = [
            (place, quote)
            for place, quote in enumerate(self.quotes)
            if quote.code_id in codes
            and (quote.contrary is contrary if passages is None else quote.segment_id in passages)
            and (people is None or quote.informant_id in people)
            and not any(overlap(quote, other) for other in self.used)
        ]
        left = [each for each in left if each[1].id in self.settled or not _is_broken(each[1])] or left
        chosen: list[tuple[int, Quote]] = []
        while left and len(chosen) < most:
            best = min(
                left,
                key=lambda each: (
                    self._has_spoken(each[1], chosen),
                    each[1].id not in self.settled,
                    *self._repeats(each[1], chosen),
                    self.spoken[each[1].informant_id],
                    each[0],
                ),
            )
            chosen.append(best)
            self.used.append(best[1])
            self.spoken[best[1].informant_id] += 1
            left = [each for each in left if not overlap(each[1], best[1])]
        return tuple(quote for _, quote in sorted(chosen, key=lambda each: each[0]))

    def _has_spoken(self, quote: Quote, chosen: Iterable[tuple[int, Quote]]) -> int:
        """How often its speaker stands among the chosen."""
        return sum(quote.informant_id == other.informant_id for _, other in chosen)

    def _repeats(self, quote: Quote, chosen: Iterable[tuple[int, Quote]]) -> tuple[int, bool]:
        """How often its type and its theme stand among the chosen; whether it is masked.

        One of another type than the theme's leading one stands behind as if there were one of its own before.
        """
        others = [other for _, other in chosen]
        of_type = sum(quote.informant_type == other.informant_type for other in others)
        behind = self.leading.get(quote.code_id, quote.informant_type) != quote.informant_type
        return (
            of_type + sum(quote.code_id == other.code_id for other in others) + behind,
            quote.names_replaced > 0,
        )


def overlap(quote: Quote, other: Quote) -> bool:
    """Whether some of their words are the same ones: a passage may hold several themes."""
    return quote.document_id == other.document_id and quote.start < other.end and other.start < quote.end


def _is_broken(quote: Quote) -> bool:
    """Whether a reader would stumble over it, or it is too short to say much; notes are never whole sentences."""
    words = quote.translation or quote.text
    return quote.record is not Record.NOTES and (n_words(words) < SHORTEST or is_broken(words, contrary=quote.contrary))
