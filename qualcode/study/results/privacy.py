"""What a report of the study would give away, and how people settled it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.journal import EventKind, new_event
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import listed, plural
from qualcode.settings import SETTINGS_NAME
from qualcode.study.results.quotes import select_and_check

if TYPE_CHECKING:
    from qualcode.privacy.breaches import Breach
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


def small_groups_of(results: Results) -> tuple[Breach, ...]:
    """List the groups of a report's tables that are so small that they point at people, settled or open."""
    from qualcode.privacy.breaches import small_groups

    privacy = results.settings.privacy
    return small_groups(_sizes(results), minimum=privacy.minimum_cell, allowed=privacy.allowed, settled=results.settled)


def all_breaches(results: Results, *, everything: bool = False) -> tuple[Breach, ...]:
    """List every breach of a report, settled or open; `everything` looks into all quotes, not a selection alone."""
    if not everything:
        return results.breaches
    return (*small_groups_of(results), *select_and_check(results, everything=True)[1])


def open_breaches(results: Results) -> tuple[Breach, ...]:
    """List what nobody has settled yet."""
    return tuple(breach for breach in results.breaches if not breach.settled)


def _sizes(results: Results) -> Mapping[str, Mapping[str, int]]:
    """How many people stand behind each column of the report's tables."""
    from qualcode.tables.population import Population, make_groups

    population = Population(roster=results.roster)
    groupings = results.settings.groupings
    return {
        f"themes by {by.replace('_', ' ')}": {
            group.label: len(population.members(group.filter))
            for group in make_groups(results.roster, by, labels=results.labels, groupings=groupings)
        }
        for by in ("informant_type", *groupings)
    }


def breaches_table(breaches: Iterable[Breach], *, settled_too: bool = False) -> Table:
    """Breaches with where they stand and what can be done."""
    listed = [breach for breach in breaches if settled_too or not breach.settled]
    return listing(
        "privacy",
        "What a report would give away",
        ("Id", "Where", "What", "Remedy"),
        (
            Row(
                cells=(
                    breach.id,
                    breach.where,
                    breach.what,
                    f"settled: {breach.settled}" if breach.settled else breach.remedy,
                ),
                key=breach.id,
            )
            for breach in listed
        ),
        wide=("Remedy",),
        notes=("For the study's team: this names people and interviews.",),
    )


def remedies(breaches: Iterable[Breach], results: Results) -> Iterator[str]:
    """How to settle what is open, ready to be copied: the first of each kind stands for the others."""
    unsettled = [breach for breach in breaches if not breach.settled]
    small = next((breach.id for breach in unsettled if breach.kind == "small group"), "")
    named = next((breach.id for breach in unsettled if breach.kind == "name"), "")
    if small:
        yield f'Name a small group as it is: qualcode check-privacy --allow {small} --reason "…"'
    yield from _grouping(results)
    if named:
        yield "Replace every name by words in brackets: qualcode check-privacy --replace"
        yield f'Print one as it is: qualcode check-privacy --allow {named} --reason "…"'


def labels_of(results: Results) -> Mapping[str, str]:
    """What a client is told of each type of informants, so that nobody can be told from it."""
    from qualcode.privacy.minimum_cell import display_types

    privacy, unnamed = results.settings.privacy, results.people.unnamed
    return display_types(
        results.roster, results.settings.groupings, privacy.minimum_cell, privacy.allowed, unnamed=unnamed
    )


def _grouping(results: Results) -> Iterator[str]:
    """Lines for the settings that name what a client's copy puts together, so that another choice can be made."""
    unnamed = results.people.unnamed
    together = [type_ for type_, label in results.labels.items() if label == unnamed and type_ != label]
    if len(together) < 2:
        return
    yield "\n  ".join(
        [
            f"A client's copy calls {listed(together)} {unnamed}, since some are too few to be named. Give "
            f"these a name, or put them into another group that fits, in {SETTINGS_NAME}; for example:",
            f"[groupings.{'client' if 'kind' in results.settings.groupings else 'kind'}]",
            f'"Name of the group" = {json.dumps(together, ensure_ascii=False)}',
        ]
    )


def settle_breaches(study: Study, breaches: Iterable[Breach], *, how: str, reason: str = "", coder: str = "") -> None:
    """Record how somebody settled some breaches: `replace`, `allow` or `reopen`."""
    for breach in breaches:
        detail = {"breach": breach.id, "how": how, "reason": reason, "coder": coder}
        target = breach.where if breach.kind == "name" else "study"
        study.store.log.add_event(new_event(EventKind.PRIVACY, target, {k: v for k, v in detail.items() if v}))


def named_breach(breaches: Iterable[Breach], id: str) -> Breach:
    """The breach of that id, or the small group of that name."""
    for breach in breaches:
        if id in (breach.id, breach.what):
            return breach
    raise UsageError(f"{id}: no such privacy question", hint="`qualcode check-privacy --all` lists them")


def settle_as_asked(
    study: Study,
    results: Results,
    *,
    replace: bool = False,
    allow: str = "",
    reason: str = "",
    reopen: str = "",
    everything: bool = False,
) -> tuple[Breach, ...]:
    """Replace every name found, allow one breach or take back what was said of one; return all as they are then.

    Raises UsageError where there is no breach of that id, or no reason to allow it.
    """
    if allow and not reason.strip():
        raise UsageError("allowing something needs a reason", hint='add --reason "…"; it is kept with the study')
    found = all_breaches(results, everything=everything)
    if replace:
        names = [breach for breach in found if breach.kind == "name" and not breach.settled]
        settle_breaches(study, names, how="replace")
        study.voice.note(f"{plural(len(names), 'name')} in quotes replaced")
    if allow:
        settle_breaches(study, [named_breach(found, allow)], how="allow", reason=reason.strip())
    if reopen:
        settle_breaches(study, [named_breach(found, reopen)], how="reopen")
    return all_breaches(_settled_now(study, results), everything=everything) if replace or allow or reopen else found


def _settled_now(study: Study, results: Results) -> Results:
    """The same results, with what people said of breaches since they were counted."""
    from qualcode.privacy.breaches import read_settlements

    return dataclasses.replace(results, settled=read_settlements(study.store.log.events(EventKind.PRIVACY)))
