"""Words of the material, to be said at the screen which theme each belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.table import Table
from qualcode.study.naming import named_code
from qualcode.study.results.term_list import codebook_of, material_terms_of, take_terms, terms_to_tick

if TYPE_CHECKING:
    from qualcode.study.study import Study


class TermTicks:
    """Words of the material that no theme matches."""

    ask = "Number and theme, as in `3-5 funding`; Enter ends"
    row = "row"

    def __init__(self, study: Study, *, most: int) -> None:
        self._study = study
        self._terms = material_terms_of(study, most=most)
        self._given: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._terms)

    def table(self) -> Table:
        """List the words with numbers, and what each would add."""
        return terms_to_tick(self._study, self._terms)

    def answer(self, rows: Sequence[int], said: str) -> Iterator[str]:
        """Remember which theme words belong to. Raises ValueError where there is no such theme."""
        try:
            code_id = named_code(said, codebook_of(self._study))
        except UsageError as error:
            raise ValueError(str(error)) from None
        terms = [self._terms[row].term for row in rows]
        self._given |= dict.fromkeys(terms, code_id)
        yield f"{', '.join(terms)}: {code_id}"

    def follow(self) -> None:
        """Write the words into the codebook."""
        take_terms(self._study, self._given)
