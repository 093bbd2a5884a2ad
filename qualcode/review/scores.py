"""How the rules of a codebook did, by what coders decided on what they found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from qualcode.model.nouns import dataclass
from qualcode.model.rules import Rule, RuleHits
from qualcode.review.resolve import Resolution
from qualcode.review.standing import Target
from qualcode.statistics.intervals import Interval, wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleScore:
    """What a rule found, and what became of it."""

    rule: Rule
    n_hits: int
    n_passages: int
    n_informants: int
    n_decided: int
    """Passages that were accepted or rejected; disputed ones are neither."""
    n_accepted: int
    only_repeats: bool
    """Every passage it finds is found by another rule of its code that stays."""

    @property
    def interval(self) -> Interval:
        """Wilson's interval for the share that is accepted."""
        return wilson(self.n_accepted, self.n_decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordScore:
    """Words that a code was suggested for, and what became of the passages."""

    code_id: str
    words: str
    n_rejected: int
    n_accepted: int


def outcomes(resolution: Resolution) -> tuple[frozenset[Target], frozenset[Target]]:
    """The codes and passages that were accepted, and those that were rejected; disputed ones are neither."""
    disputed = {found.target for found in resolution.disputed}
    placed = (*resolution.codings, *resolution.unattributed, *resolution.of_others)
    accepted = {Target(coding.document_id, coding.segment_id, coding.code_id) for coding in placed}
    displaced = {
        Target(decision.anchor.document_id, decision.anchor.segment_id, decision.code_id)
        for decision, _ in resolution.displaced
    }
    accepted -= disputed
    return frozenset(accepted), frozenset(resolution.decided - accepted - disputed - displaced)


def score_rules(
    found: Sequence[RuleHits], *, accepted: Collection[Target] = (), rejected: Collection[Target] = ()
) -> list[RuleScore]:
    """A score for every rule, in the order given."""
    repeats = _repeats(found)
    scores = []
    for place, hits in enumerate(found):
        targets = [_target(document_id, ordinal, hits.rule) for document_id, ordinal in hits.places]
        n_accepted = sum(target in accepted for target in targets)
        scores.append(
            RuleScore(
                rule=hits.rule,
                n_hits=hits.hits,
                n_passages=len(hits.places),
                n_informants=len(hits.informants),
                n_decided=n_accepted + sum(target in rejected for target in targets),
                n_accepted=n_accepted,
                only_repeats=place in repeats,
            )
        )
    return scores


def score_words(
    found: Iterable[RuleHits], *, accepted: Collection[Target] = (), rejected: Collection[Target] = ()
) -> list[WordScore]:
    """The words in rejected passages that their code was suggested for, those that caused most first."""
    against: dict[tuple[str, str], set[Target]] = {}
    favour: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[str, str, Target]] = set()
    for hits in found:
        for (document_id, ordinal), words in hits.places.items():
            target = _target(document_id, ordinal, hits.rule)
            for word in set(words):
                key = (hits.rule.code_id, word)
                if target in rejected:
                    against.setdefault(key, set()).add(target)
                elif target in accepted and (*key, target) not in seen:
                    seen.add((*key, target))
                    favour[key] += 1
    scores = [
        WordScore(code_id=code_id, words=words, n_rejected=len(targets), n_accepted=favour[code_id, words])
        for (code_id, words), targets in against.items()
    ]
    return sorted(scores, key=lambda score: (-score.n_rejected, score.n_accepted, score.code_id, score.words))


def _repeats(found: Sequence[RuleHits]) -> set[int]:
    """Rules that can all go without a passage being lost: the rarest are tried first, of equals the later."""
    held: Counter[Target] = Counter()
    for hits in found:
        held.update(_target(document_id, ordinal, hits.rule) for document_id, ordinal in hits.places)
    repeats = set()
    for place in sorted(range(len(found)), key=lambda place: (len(found[place].places), -place)):
        targets = [_target(document_id, ordinal, found[place].rule) for document_id, ordinal in found[place].places]
        if targets and all(held[target] > 1 for target in targets):
            repeats.add(place)
            held.subtract(targets)
    return repeats


def _target(document_id: str, ordinal: int, rule: Rule) -> Target:
    return Target(document_id, f"{document_id}:{ordinal}", rule.code_id)
