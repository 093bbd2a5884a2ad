"""Check on passages drawn at random how many pairs of informant and theme are still in what nobody read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.nouns import dataclass
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.model.coding import Judged
    from qualcode.study.study import Study

RUN = "audit --pairs"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsAudit:
    """What was drawn of the passages that nobody had read when the audit began, and what of it has been read since."""

    n_passages: int
    """Passages nobody had read."""
    sample: tuple[str, ...]
    open_: tuple[str, ...]
    """Passages of the sample nobody has read."""
    opening: tuple[str, ...]
    """Passages of the sample that show an informant raising a theme, where nobody had found that before."""


def pairs_audit(study: Study, *, size: int, seed: int) -> Table:
    """List what is left to read of a random sample, and say what it means for all that nobody read.

    The first time it is kept when the audit began; the sample stays the same from then on. In a study that can only be
    read, it begins anew each time.
    """
    began = _began(study, seed)
    audit = _audit(study, began, size, seed)
    texts = {segment.id: segment.text for _, segments in study.store.documents.segmented() for segment in segments}
    n_read = len(audit.sample) - len(audit.open_)
    return listing(
        "audit",
        f"Audit of what nobody read: {n_read} of {plural(len(audit.sample), 'passage')} read",
        ("Passage", "Words"),
        (Row(cells=(passage, texts.get(passage, "")), key=passage) for passage in audit.open_),
        wide=("Words",),
        notes=_estimate(audit),
    )


def _began(study: Study, seed: int) -> str:
    """When the audit with that seed began; now, where it has not."""
    runs = [run for run in study.store.facts.runs() if run["command"] == RUN and run["detail"].get("seed") == seed]
    if not runs and not study.store.read_only:
        study.store.facts.record_run(RUN, {"seed": seed})
        return _began(study, seed)
    return str(runs[0]["ran_at"]) if runs else ""


def _audit(study: Study, began: str, size: int, seed: int) -> PairsAudit:
    from qualcode.review.queue import draw
    from qualcode.study.material import judged_in
    from qualcode.study.review.passages import informants_of_passages
    from qualcode.study.review.prospects import read_in, when_read

    judged = judged_in(study, study.codebook())
    when = when_read(study)
    who = informants_of_passages(study)
    read = {id_ for id_ in read_in(judged) if id_ in who}
    before = {id_ for id_ in read if not began or when.get(id_, "") < began}
    population = [id_ for id_ in who if id_ not in before]
    sample = draw(population, size, seed, key=str)
    known = _pairs(judged, before, who)
    opening = [id_ for id_ in sample if id_ in read and _pairs(judged, {id_}, who) - known]
    return PairsAudit(
        n_passages=len(population),
        sample=tuple(sample),
        open_=tuple(id_ for id_ in sample if id_ not in read),
        opening=tuple(opening),
    )


def _pairs(
    judged: Mapping[str, Judged], passages: set[str], who: Mapping[str, tuple[str, ...]]
) -> set[tuple[str, str]]:
    return {
        (person, code_id) for code_id, each in judged.items() for id_ in each.coded & passages for person in who[id_]
    }


def _estimate(audit: PairsAudit) -> Iterator[str]:
    from qualcode.statistics.intervals import upper_bound

    n, k, whole = len(audit.sample) - len(audit.open_), len(audit.opening), audit.n_passages
    of_all = f"{plural(whole, 'passage')} had not been read by anybody"
    if not whole:
        yield "Every passage is read: there is nothing to miss."
    elif not n:
        yield f"{of_all}. Read those above, in any order: `qualcode review --whole`; then ask again."
    elif n >= whole:
        yield f"{of_all}, and all are read now: {k} showed an informant raising a theme that nobody had found there."
    else:
        limit = upper_bound(k, n)
        most = f"with 95 % confidence no more than {limit:.1%}, that is {round(limit * whole):,} passages"
        yield (
            f"{of_all}. Of {n} drawn at random and read, {k} showed an informant raising a theme that nobody had found "
            f"there: {k / n:.1%}, {most}."
        )
    if audit.open_ and n:
        yield "Above: the passages left to read."
