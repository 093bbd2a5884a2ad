"""The informants of a study, with how much each said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural


def informants_table(
    roster: Roster, documents: Iterable[Document], printed_as: Mapping[str, str] = MappingProxyType({})
) -> Table:
    """List each informant with type, documents and how much they said; with the number printed in their place."""
    turns: Counter[str] = Counter()
    words: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for document in documents:
        for turn in document.turns:
            for person in turn.informants:
                turns[person] += 1
                words[person] += document.n_words(turn)
                if document.id not in places.setdefault(person, []):
                    places[person].append(document.id)
    return listing(
        "informants",
        "Informants",
        ("Informant", "Type", "Organisation", "Documents", "Turns", "Words", *(["Printed as"] if printed_as else [])),
        (
            Row(
                cells=(
                    informant.id,
                    informant.informant_type,
                    informant.organisation,
                    ", ".join(places.get(informant.id, [])) or "none",
                    turns[informant.id],
                    words[informant.id],
                    *([printed_as.get(informant.id, "")] if printed_as else []),
                ),
                key=informant.id,
            )
            for informant in roster.informants
        ),
        notes=(_type_counts(roster),),
    )


def _type_counts(roster: Roster) -> str:
    counts = Counter(informant.informant_type for informant in roster.informants)
    if not counts:
        return "The list of informants is empty."
    listed = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f"{plural(len(roster.informants), 'informant')}: {listed}."
