"""Draw a random sample of passages without a suggestion, and estimate from it how many the rules miss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from qualcode.agreement.compare import Rater
from qualcode.model.codebook import Codebook
from qualcode.model.nouns import dataclass
from qualcode.model.table import Row, Table, listing
from qualcode.model.text import n_words
from qualcode.model.wording import plural
from qualcode.study.naming import named_code
from qualcode.study.review.agreement import ratings_of
from qualcode.study.review.coders import coders_of

if TYPE_CHECKING:
    from qualcode.study.study import Study


SIZE, SEED = 60, 1
"""How many passages are drawn, and by which lot, unless somebody says otherwise."""

LONG_ENOUGH = 8
"""Words of a passage that can hold a theme; shorter ones, "Yes, of course", are not drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was drawn for a code, and what of it has been judged."""

    code_id: str
    n_passages: int
    """Informant passages of `LONG_ENOUGH` words or more without a suggestion of the code or of one under it."""
    n_short: int
    """Shorter ones, which are not drawn."""
    sample: tuple[str, ...]
    """Every type of informant has the share of it that it has of all passages."""
    missed: tuple[str, ...]
    """Passages of the sample on which a coder put the code."""
    open_: tuple[str, ...]
    """Passages of the sample nobody has judged."""

    @property
    def n_judged(self) -> int:
        """Passages of the sample somebody has judged."""
        return len(self.sample) - len(self.open_)

    @property
    def share(self) -> float | None:
        """The part of the judged passages in which the code was missed; None where none is judged."""
        return len(self.missed) / self.n_judged if self.n_judged else None

    @property
    def highest(self) -> float:
        """The largest share that may be missed of all passages without a suggestion, with 95 % confidence."""
        from qualcode.statistics.intervals import upper_bound

        if self.n_judged >= self.n_passages:
            return self.share or 0.0
        return upper_bound(len(self.missed), self.n_judged)

    @classmethod
    def of(cls, study: Study, code: str, *, size: int = SIZE, seed: int = SEED, coder: str = "") -> Audit:
        """Draw the sample: the same passages for everyone who draws with that seed."""
        is_new = bool(coder) and coder.casefold() not in {name.casefold() for name in coders_of(study)}
        found = ratings_of(study, [coder] if coder and not is_new else [])
        code = named_code(code, study.codebook())
        return _Drawing.on(study, () if is_new else found.raters, found.informants).audit(code, size, seed)


def audits_of(study: Study) -> tuple[Audit, ...]:
    """Tell, for every theme of whose usual sample somebody judged a passage, what the rules miss."""
    found = ratings_of(study, ())
    drawing = _Drawing.on(study, found.raters, found.informants)
    audits = (drawing.audit(code.id, SIZE, SEED) for code in study.codebook().codes)
    return tuple(audit for audit in audits if audit.n_judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """What samples are drawn from."""

    codebook: Codebook
    raters: Sequence[Rater]
    types: Mapping[str, str]
    """By passage that an informant says, their type; of several who say it together, their types."""
    long_enough: frozenset[str]
    suggested: Mapping[str, frozenset[str]]
    """By code, the passages it is suggested on."""

    @classmethod
    def on(cls, study: Study, raters: Sequence[Rater], informants: Mapping[str, tuple[str, ...]]) -> _Drawing:
        """Gather it of a study; `informants` says who says each passage."""
        types_of = cache(study.roster().types_of)
        suggested: dict[str, set[str]] = {}
        for hits in study.store.suggestions.hits():
            suggested.setdefault(hits.code_id, set()).update(f"{hits.document_id}:{place}" for place in hits.segments())
        return cls(
            codebook=study.codebook(),
            raters=raters,
            types={passage: ", ".join(types_of(people)) for passage, people in informants.items()},
            long_enough=frozenset(
                segment.id
                for _, segments in study.store.documents.segmented()
                for segment in segments
                if n_words(segment.text) >= LONG_ENOUGH
            ),
            suggested={code_id: frozenset(passages) for code_id, passages in suggested.items()},
        )

    def audit(self, code_id: str, size: int, seed: int) -> Audit:
        """Draw a sample for a code, and see what was judged of it."""
        from qualcode.review.queue import draw_evenly

        family = self.codebook.family(code_id)
        suggested = frozenset[str]().union(*(self.suggested.get(each, frozenset()) for each in family))
        without = [passage for passage in self.types if passage not in suggested]
        drawn_from = [passage for passage in without if passage in self.long_enough]
        sample = draw_evenly(drawn_from, size, seed, key=str, kind=lambda passage: self.types[passage])
        missed, open_ = [], []
        for passage in sample:
            said = {rater.rating(passage, each) for rater in self.raters for each in family}
            if any(said):
                missed.append(passage)
            elif not any(rater.rating(passage, code_id) is False for rater in self.raters):
                open_.append(passage)
        return Audit(
            code_id=code_id,
            n_passages=len(drawn_from),
            n_short=len(without) - len(drawn_from),
            sample=tuple(sample),
            missed=tuple(missed),
            open_=tuple(open_),
        )


def audit_table(study: Study, audit: Audit, bound: float) -> Table:
    """List what is left to judge, and under it the estimate."""
    name = study.codebook().code(audit.code_id).name
    texts = {segment.id: segment.text for _, segments in study.store.documents.segmented() for segment in segments}
    return listing(
        "audit",
        f"Audit of {name}: {audit.n_judged} of {plural(len(audit.sample), 'passage')} judged",
        ("Passage", "Words"),
        (Row(cells=(passage, texts.get(passage, "")), key=passage) for passage in audit.open_),
        wide=("Words",),
        notes=(*_estimate(audit, bound), *(["Above: the passages left to judge."] if audit.open_ else [])),
    )


def _estimate(audit: Audit, bound: float) -> list[str]:
    """Say what the judged passages mean for all passages without a suggestion."""
    from qualcode.statistics.intervals import needed

    n, k, whole = audit.n_judged, len(audit.missed), audit.n_passages
    short = f" of {LONG_ENOUGH} words or more" if audit.n_short else ""
    of_all = f"{whole:,} informant passages{short} have no suggestion of the code"
    if not whole:
        return [f"Every informant passage{short} has a suggestion of the code: there is nothing to miss."]
    if not n:
        return [
            f"{of_all}. Nothing is judged yet: {min(needed(0, bound), whole)} without a miss show less than "
            f"{bound:.0%}."
        ]
    if n >= whole:
        return [f"{of_all}, all of them judged: missed in {k} ({k / n:.1%})."]
    limit = audit.highest
    how = "rule of three" if k == 0 else "exact"
    said = (
        f"{of_all}. Of {n} drawn at random by type and judged, missed in {k}: {k / n:.1%}, with 95 % confidence no "
        f"more than {limit:.1%} ({how}), that is {round(limit * whole):,} passages."
    )
    more = min(needed(k, bound), whole) - n
    if more <= 0:
        return [said, f"That is within {bound:.0%}."]
    return [said, f"For a bound of {bound:.0%} judge {more} more, if nothing more is missed: --size {n + more}."]
