"""Words that may be names nobody has listed, to be said at the screen whether they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.model.table import Table
from qualcode.study.results.protecting import candidates_table, propose_names, protect, read_answer

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


class NameTicks:
    """What may be a name in all that a report prints."""

    ask = "Number and yes, no, or what to print instead, as in `3-5 no` or `7 [a town]`; Enter ends"
    row = "row"

    def __init__(self, study: Study, results: Results) -> None:
        self._study, self._results = study, results
        self._proposed = propose_names(study, results)
        self._answers: dict[str, tuple[str, str]] = {}

    def __len__(self) -> int:
        return len(self._proposed.candidates)

    def table(self) -> Table:
        """List what may be a name, with numbers."""
        return candidates_table(self._proposed)

    def answer(self, rows: Sequence[int], said: str) -> Iterator[str]:
        """Remember what words are: names where nothing is said. Raises ValueError where it means nothing."""
        said = read_answer(said or "yes")
        named = [self._proposed.candidates[row] for row in rows]
        self._answers |= {each.name: (each.kind, said) for each in named}
        yield f"{', '.join(each.name for each in named)}: {said}"

    def follow(self) -> None:
        """Write names into protect.csv, and keep what is none."""
        for name, refused in protect(self._study, self._results, self._answers).items():
            self._study.voice.warn(f"{name}: {refused}")
