"""What would tell a reader who somebody is, and that nobody has settled."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.cli._counting import Counted
from qualcode.model.table import Quote


def open_questions(counted: Counted, quotes: Sequence[Quote]) -> list[str]:
    """Names of the roster in quotes that `protect.csv` does not say how to replace; where, never the name itself."""
    from qualcode.privacy.names import Names, protected_names, read_protected

    listed = counted.study.folder / counted.study.settings.study.protect
    names = Names(protected_names(counted.study.roster(), read_protected(listed) if listed.is_file() else ()))
    found: dict[str, None] = {}
    for quote in quotes:
        for finding in names.find(quote.verbatim):
            if finding.kind != "listed":
                found[f"{quote.segment_id}: a quote holds a name of the list of informants ({finding.kind})"] = None
    return list(found)
