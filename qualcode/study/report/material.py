"""What the chapters of a report are written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.model.facts import Facts
from qualcode.model.guide import Guide
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.report import Audience, Chart
from qualcode.model.table import Table
from qualcode.study.results.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the chapters are written from."""

    results: Results
    facts: Facts
    tables: Mapping[str, Table]
    charts: Sequence[Chart]
    guide: Guide | None
    audience: Audience
    intervals: bool = False
    """Draw 95 % intervals around shares."""

    def table(self, name: str) -> Table:
        """A table of the report; one without rows where it has none of that name."""
        return self.tables.get(name) or Table(name=name, title="", columns=(), rows=())

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The selected quotes."""
        return self.results.selection.quotes
