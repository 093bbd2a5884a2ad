"""Codes that only hold others: joined with a code of their name under them, or left out where they hold none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from qualcode.exchange.project import ForeignCode
from qualcode.exchange.tally import Tally
from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a project, and which stands for which."""

    codes: Sequence[ForeignCode]
    """Parents before their children."""
    stands_for: Mapping[str, str] = field(default_factory=dict)
    """Ids of codes that were joined with another one, and the id of that."""

    def id_of(self, id_: str) -> str:
        """The code that a coding refers to."""
        return self.stands_for.get(id_, id_)


def without_categories(codes: Sequence[ForeignCode], tally: Tally) -> Codes:
    """Join categories with a code of the same name under them, and leave out categories without codes.

    QualCoder 3.8 writes a code that has codes under it as such a pair.
    """
    own = {code.id: code for code in codes}
    twins = {code.parent: code for code in codes if _is_twin(code, own)}
    stands_for = {twin.id: parent for parent, twin in twins.items()}
    kept: list[ForeignCode] = []
    for code in codes:
        if code.id in stands_for:
            continue
        if twin := twins.get(code.id):
            code = replace(
                code, codable=True, definition=code.definition or twin.definition, colour=code.colour or twin.colour
            )
        kept.append(replace(code, parent=stands_for.get(code.parent, code.parent)))
    used = {code.id for code in kept if code.codable}
    for code in reversed(kept):
        if code.id in used:
            used.add(code.parent)
        else:
            tally.add("categories without codes", code.name)
    return Codes([code for code in kept if code.id in used], stands_for)


def _is_twin(code: ForeignCode, own: Mapping[str, ForeignCode]) -> bool:
    parent = own.get(code.parent)
    return parent is not None and not parent.codable and parent.name.casefold() == code.name.casefold()
