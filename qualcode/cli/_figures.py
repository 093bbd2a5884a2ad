"""What commands that show figures have alike: options, what is counted, how the table is written."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any, get_type_hints

from qualcode.cli._options import Coder, Coders, Format, Ids, OutputFormat, ProjectPath, Unreviewed, Where

if TYPE_CHECKING:
    from qualcode.cli._counting import Counted
    from qualcode.cli._tables import Cut
    from qualcode.model.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOptions:
    """The options of every command that shows figures. To add one to all of them, add it here."""

    where: Where = None
    unreviewed: Unreviewed = False
    coder: Coder = ""
    coders: Coders = "adjudicated"
    ids: Ids = False
    project: ProjectPath = None
    format: Format = OutputFormat.TABLE

    @contextmanager
    def counted(self) -> Iterator[Counted]:
        """What the figures are counted from, while the study is open."""
        from qualcode.cli._coders import whose
        from qualcode.cli._counting import count
        from qualcode.cli._study import open_study

        with open_study(self.project) as study:
            yield count(study, unreviewed=self.unreviewed, coder=whose(study, self.coder, self.coders))

    def cut(self, *, unit: str = "informant", percent: bool = False, small_groups: bool = False) -> Cut:
        """Whom the table counts, as what, and how shares are written."""
        from qualcode.cli._tables import Cut

        return Cut(where=self.where or (), unit=unit, percent=percent, small_groups=small_groups)

    def write(self, counted: Counted, table: Table, *, chart: bool = False, intervals: bool = False) -> None:
        """Write the table to stdout, and keep what its figures are for `qualcode trace`."""
        from qualcode.cli._output import write_figures

        write_figures(counted.study, table, self.format, ids=self.ids, chart=chart, intervals=intervals)


def with_figure_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take FigureOptions as its first argument; on the command line each field is an option."""
    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    annotations = get_type_hints(FigureOptions, include_extras=True)
    shared = [
        inspect.Parameter(
            option.name, inspect.Parameter.KEYWORD_ONLY, default=option.default, annotation=annotations[option.name]
        )
        for option in fields(FigureOptions)
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        options = FigureOptions(**{option.name: given.pop(option.name) for option in shared})
        command(options, **given)

    parameters = [*(option.replace(kind=inspect.Parameter.KEYWORD_ONLY) for option in own), *shared]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in parameters}
    return run
