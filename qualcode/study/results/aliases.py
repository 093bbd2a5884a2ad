"""The numbers that stand for informants in a study's attributions: given once, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.journal import EventKind, new_event

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study
    from qualcode.tables.aliases import Aliases


def aliases_of(study: Study, results: Results) -> Aliases:
    """Number the informants as the study's attribution wants it, and keep new numbers; none where it wants none."""
    from qualcode.tables.aliases import EVERYBODY, number_informants, read_aliases
    from qualcode.tables.attribution import is_numbered

    alias, number = is_numbered(study.settings.privacy.attribution)
    if not alias and not number:
        return {}
    labels = {row.id: results.labels.get(row.informant_type, row.informant_type) for row in results.roster.informants}
    kept = read_aliases(study.store.log.events(EventKind.ALIAS))
    found = number_informants(labels, kept, secret="".join(study.store.facts.secrets()[:1]))
    new = [each for key, each in found.items() if key not in kept and (number if each.group == EVERYBODY else alias)]
    if new and not study.store.read_only:
        study.store.log.add_events(
            new_event(EventKind.ALIAS, each.informant_id, {"number": each.number, "group": each.group}) for each in new
        )
    return found
