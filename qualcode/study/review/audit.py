"""Draw a random sample of passages without a suggestion, and estimate from it how many the rules miss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.naming import named_code
from qualcode.study.review.agreement import ratings_of
from qualcode.study.review.coders import coders_of

if TYPE_CHECKING:
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True)
class Audit:
    """What was drawn for a code, and what of it has been judged."""

    code_id: str
    n_passages: int
    """Informant passages without a suggestion of the code or of one under it."""
    sample: tuple[str, ...]
    missed: tuple[str, ...]
    """Passages of the sample on which a coder put the code."""
    open_: tuple[str, ...]
    """Passages of the sample nobody has judged."""

    @property
    def n_judged(self) -> int:
        """Passages of the sample somebody has judged."""
        return len(self.sample) - len(self.open_)

    @classmethod
    def of(cls, study: Study, code: str, *, size: int, seed: int, coder: str = "") -> Audit:
        """Draw the sample: the same passages for everyone who draws with that seed."""
        from qualcode.review.queue import draw

        codebook = study.codebook()
        code = named_code(code, codebook)
        family = codebook.family(code)
        is_new = bool(coder) and coder.casefold() not in {name.casefold() for name in coders_of(study)}
        found = ratings_of(study, [coder] if coder and not is_new else [])
        raters = () if is_new else found.raters
        suggested = {
            f"{hits.document_id}:{ordinal}"
            for hits in study.store.suggestions.hits()
            if hits.code_id in family
            for ordinal in hits.segments()
        }
        population = [passage for passage in found.informants if passage not in suggested]
        sample = draw(population, size, seed, key=str)
        missed, open_ = [], []
        for passage in sample:
            said = {rater.rating(passage, each) for rater in raters for each in family}
            if any(said):
                missed.append(passage)
            elif not any(rater.rating(passage, code) is False for rater in raters):
                open_.append(passage)
        return cls(code, len(population), tuple(sample), tuple(missed), tuple(open_))


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
    from qualcode.statistics.intervals import needed, upper_bound

    n, k, whole = audit.n_judged, len(audit.missed), audit.n_passages
    of_all = f"{whole:,} informant passages have no suggestion of the code"
    if not whole:
        return ["Every informant passage has a suggestion of the code: there is nothing to miss."]
    if not n:
        return [
            f"{of_all}. Nothing is judged yet: {min(needed(0, bound), whole)} without a miss show less than "
            f"{bound:.0%}."
        ]
    if n >= whole:
        return [f"{of_all}, all of them judged: missed in {k} ({k / n:.1%})."]
    limit = upper_bound(k, n)
    how = "rule of three" if k == 0 else "exact"
    said = (
        f"{of_all}. Of {n} drawn at random and judged, missed in {k}: {k / n:.1%}, with 95 % confidence no more than "
        f"{limit:.1%} ({how}), that is {round(limit * whole):,} passages."
    )
    more = min(needed(k, bound), whole) - n
    if more <= 0:
        return [said, f"That is within {bound:.0%}."]
    return [said, f"For a bound of {bound:.0%} judge {more} more, if nothing more is missed: --size {n + more}."]
