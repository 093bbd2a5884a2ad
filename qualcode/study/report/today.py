"""The figures and quotes that the study has now, in the words of a report that was written before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.beside import explained
from qualcode.model.bookmarks import Mark, note_key, table_id, text_id, title_key
from qualcode.model.harmless import one_line
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.report import Audience, Chart, Report
from qualcode.model.short_id import short_id
from qualcode.model.table import Basis, Figure, Table
from qualcode.model.told import told
from qualcode.model.writing import Paragraph
from qualcode.study.results.quotes import check_verbatim, select_and_check

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The figures and quotes that the study has now, by the ids of marks."""

    study: Study
    figures: dict[str, Figure]
    shown: dict[str, list[Figure]]
    """By id, each figure as the tables that have it show it."""
    quotes: dict[str, Quote]
    texts: dict[str, str]
    """Paragraphs that are computed as a whole, with captions and notes of tables."""
    tables: dict[str, Table]
    charts: dict[str, Chart]
    """By name, those that the report draws."""
    key: str

    @classmethod
    def of(cls, study: Study, results: Results, report: Report) -> Today:
        """Gather what a report of today has, and every quote that could stand in one."""
        client = report.audience is Audience.CLIENT
        results = results if results.for_client is client else replace(results, for_client=client)
        quotes = select_and_check(results, everything=True)[0].quotes
        check_verbatim(study, quotes)
        shown: dict[str, list[Figure]] = {}
        for table in report.tables:
            for figure in table.figures():
                shown.setdefault(figure.id, []).append(figure)
        return cls(
            study=study,
            figures=dict(report.figures),
            shown=shown,
            quotes={short_id("Q", results.figure_key + quote.id): quote for quote in quotes},
            texts={text_id(key): words for key, words in _texts(report)},
            tables={table_id(block.name): explained(block) for block in report.blocks if isinstance(block, Table)},
            charts={block.name: block for block in report.blocks if isinstance(block, Chart)},
            key=results.figure_key,
        )

    def words(self, mark: Mark, was: str = "") -> str | None:
        """What would be written there now; None where the study has it no more.

        One figure may stand in several tables in words of their own: where it is still as it `was` in one, it is that.
        """
        if mark.kind == "N":
            return self.texts.get(mark.id)
        if mark.way is None:
            quote = self.quotes.get(mark.id)
            return quote.printed if quote else None
        figure = self.figure(mark)
        if figure is None:
            return None
        ways = [told(each, mark.way) for each in (figure, *self.shown.get(figure.id, ()))]
        return was if was in ways else ways[0] or None

    def figure(self, mark: Mark) -> Figure | None:
        """The figure of a mark, or the one of decisions that has taken the place of one of suggestions."""
        return self.figures.get(mark.id) or self._since_reviewed(mark.id)

    def _since_reviewed(self, figure_id: str) -> Figure | None:
        spec = self.study.store.facts.figure(figure_id)
        if spec is None:
            return None
        return self.figures.get(Figure(spec={**spec, "basis": Basis.CODINGS.value}, value=None, key=self.key).id)


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Every paragraph with a name of its own, and what stands over and under tables and pictures."""
    from qualcode.reports.pieces import printed_notes

    for block in report.blocks:
        if isinstance(block, Paragraph) and block.key:
            yield block.key, block.text
        elif isinstance(block, Table | Chart):
            yield title_key(block.name), one_line(block.title)
    for name, notes in printed_notes(report.chapters).items():
        yield from ((note_key(name, place), note) for place, note in enumerate(notes))
