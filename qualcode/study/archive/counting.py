"""Tables of an archive: what the rules found, and what a reviewed sample makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, UsageError
from qualcode.model.table import Basis, Table
from qualcode.study.archive.archive import Archive
from qualcode.study.archive.sampling import drawn_in, expect_variable
from qualcode.study.study import Study
from qualcode.tables.archive import TOTAL, Found, Sampled, estimated_table, found_table, reviewed_note

if TYPE_CHECKING:
    from qualcode.study.results.results import Results


def frequencies(archive: Archive, by: str = "informant_type", *, levels: int = 0) -> Table:
    """Count how many informants of each group raised each theme, by what the rules found."""
    expect_variable(archive, by)
    return found_table(archive.codebook, _found(archive, by), by=by, levels=levels)


def estimates(archive: Archive, study: Study, by: str = "", *, levels: int = 0) -> Table:
    """Correct what the rules found by what people found in a sample of it.

    Raises ProjectError where the sample is not reviewed, UsageError where it was drawn by something else than `by`.
    """
    drawn_by, drawn = drawn_in(study.folder)
    if by and by != drawn_by:
        raise UsageError(
            f"the sample was drawn by {drawn_by}, not by {by}", hint=f"leave out --by, or draw one by {by}"
        )
    results = study.results()
    if results.basis is Basis.SUGGESTIONS:
        raise ProjectError(
            f"{study.folder}: nothing is reviewed yet", hint="read the sample first: `qualcode review --whole`"
        )
    found = _found(archive, drawn_by)
    sampled = compare(archive, results, drawn)
    n_drawn = sum(map(len, drawn.values()))
    n_reviewed = len(results.wholly_reviewed.intersection(*[[p for people in drawn.values() for p in people]]))
    notes = [reviewed_note(n_reviewed, n_drawn)]
    return estimated_table(archive.codebook, found, sampled, by=drawn_by, levels=levels, notes=notes)


def compare(archive: Archive, results: Results, drawn: Mapping[str, list[str]]) -> dict[tuple[str, str], Sampled]:
    """By theme and group, how people and rules differ on those who were drawn and are reviewed for the theme."""
    from qualcode.tables.spec import ANY_CODE
    from qualcode.tables.tally import reviewed_for_all, tally_codings

    everybody = frozenset(person for people in drawn.values() for person in people)
    by_rules = archive.store.raised_by(sorted(everybody))
    population = results.scope().population(results.roster)
    tally = tally_codings(results.codings, archive.codebook, population.informants)
    sampled: dict[tuple[str, str], Sampled] = {}
    for code_id in (*(code.id for code in archive.codebook.codes), ANY_CODE):
        raised, found = tally.amounts(code_id).keys(), by_rules.get(code_id, set())
        members = tally.family(code_id)
        disputed = {who for member in members for who, _ in results.disputed.get(member, ())}
        reviewed = reviewed_for_all(tally, population, code_id, everybody & population.informants.keys()) - disputed
        for group, people in drawn.items():
            own = reviewed.intersection(people)
            sampled[code_id, group] = Sampled(
                n=len(own),
                right=len(own & raised & found),
                missed=len((own & raised) - found),
                false=len((own & found) - raised),
            )
    return sampled


def _found(archive: Archive, by: str) -> Found:
    counts = archive.store.counts(by)
    whole = {code: count for (code, group), count in counts.items() if group == TOTAL}
    return Found(
        members=archive.store.members(by),
        raised={place: count.n_informants for place, count in counts.items()},
        n_passages={code: count.n_passages for code, count in whole.items()},
        n_words={code: count.n_words for code, count in whole.items()},
        n_loudest=archive.store.loudest(),
    )
