"""Hidden bookmarks by which what a report wrote into a Word file is known again when somebody has written around it."""

from __future__ import annotations

import re

from qualcode.model.nouns import dataclass
from qualcode.model.short_id import short_id
from qualcode.model.told import Way

_NAME = re.compile(r"_qc_([FQTN])_([a-z2-7]{10})_(\d+)([A-Za-z]?)_([a-z2-7]{6})")


def table_id(name: str) -> str:
    """`T-…` of a table, by the name it has in every report."""
    return short_id("T", name)


def text_id(key: str) -> str:
    """`N-…` of a paragraph that is computed as a whole, such as a note under a table."""
    return short_id("N", key)


def title_key(name: str) -> str:
    """Names what stands in the caption of a table or picture."""
    return f"{name} title"


def note_key(name: str, place: int) -> str:
    """Names a note under a table, the first of which is 0."""
    return f"{name} note {place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A bookmark around a figure, a quote or a computed paragraph, or in the heading of a table, for all of it.

    Word takes letters, digits and `_` in its name, forty at most.
    """

    id: str
    """`F-…` of a figure, `Q-…` of a quote as `Report.quote_ids` has it, `T-…` of a table, `N-…` of a paragraph."""
    number: int
    """Counts up within a file, so that a figure may stand in several places."""
    way: Way | None = None
    """How a figure is put into words; None for a quote."""
    digest: str = ""
    """Of the words that were written: they differ once somebody has typed over them."""

    @classmethod
    def of(cls, id: str, text: str, number: int, way: Way | None = None) -> Mark:
        """The mark of words that are being written."""
        return cls(id=id, number=number, way=way, digest=digest_of(text))

    @classmethod
    def read(cls, name: str) -> Mark | None:
        """The mark that a bookmark's name tells; None for the bookmarks of others."""
        found = _NAME.fullmatch(name)
        if found is None or (found[4] and found[4] not in set(Way)):
            return None
        way = Way(found[4]) if found[4] else None
        return cls(id=f"{found[1]}-{found[2]}", number=int(found[3]), way=way, digest=found[5])

    @property
    def name(self) -> str:
        """`_qc_F_k3t9w2m4qa_12o_h5x2aq`."""
        letter, ten = self.id.split("-")
        return f"_qc_{letter}_{ten}_{self.number}{self.way or ''}_{self.digest}"

    @property
    def kind(self) -> str:
        """`F`, `Q`, `T` or `N`."""
        return self.id[0]

    def is_untouched(self, text: str) -> bool:
        """Whether these are the words that were written."""
        return digest_of(text) == self.digest


def digest_of(text: str) -> str:
    """Six letters over words, white space aside: programs write it in different ways."""
    return short_id("D", " ".join(text.split())).removeprefix("D-")[:6]
