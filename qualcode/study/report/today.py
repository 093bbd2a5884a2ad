"""The figures and quotes that the study has now, in the words of a report that was written before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.bookmarks import Mark
from qualcode.model.quote import Quote
from qualcode.model.short_id import short_id
from qualcode.model.table import Basis, Figure
from qualcode.model.told import told
from qualcode.study.results.quotes import check_verbatim, select_and_check

if TYPE_CHECKING:
    from qualcode.model.report import Report
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The figures and quotes that the study has now, by the ids of marks."""

    study: Study
    figures: dict[str, Figure]
    quotes: dict[str, Quote]
    key: str

    @classmethod
    def of(cls, study: Study, results: Results, report: Report) -> Today:
        """Gather what a report of today has, and every quote that could stand in one."""
        quotes = select_and_check(results, everything=True)[0].quotes
        check_verbatim(study, quotes)
        return cls(
            study=study,
            figures=dict(report.figures),
            quotes={short_id("Q", results.figure_key + quote.id): quote for quote in quotes},
            key=results.figure_key,
        )

    def words(self, mark: Mark) -> str | None:
        """What would be written there now; None where the study has it no more."""
        if mark.way is None:
            quote = self.quotes.get(mark.id)
            return quote.printed if quote else None
        figure = self.figure(mark)
        return (figure and told(figure, mark.way)) or None

    def figure(self, mark: Mark) -> Figure | None:
        """The figure of a mark, or the one of decisions that has taken the place of one of suggestions."""
        return self.figures.get(mark.id) or self._since_reviewed(mark.id)

    def _since_reviewed(self, figure_id: str) -> Figure | None:
        spec = self.study.store.facts.figure(figure_id)
        if spec is None:
            return None
        return self.figures.get(Figure(spec={**spec, "basis": Basis.CODINGS.value}, value=None, key=self.key).id)
