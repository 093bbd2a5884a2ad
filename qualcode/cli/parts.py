"""Commands made of their functions, and the commands inside a command, when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from copy import copy
from functools import partial
from typing import Any, cast

import typer
import typer.main
from typer.core import TyperGroup

from qualcode.cli.declare import as_options
from qualcode.cli.options import add_shared_options


class _Parts(TyperGroup):
    """The commands inside a command, each with its whole first sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        found = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        with formatter.section("Commands"):
            formatter.write_dl([(name, part.get_short_help_str(limit=500)) for name, part in found.items() if part])


class App(typer.Typer):
    """Commands inside a command; each may take a dataclass of options first."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """Add a command of that name."""
        add = super().command(name, **settings)
        return lambda function: add(as_options(function))

    def callback(self, **settings: Any) -> Callable[[Any], Any]:
        """Say what the command itself does."""
        add = super().callback(**settings)
        return lambda function: add(as_options(function))


def new_app(*, help: str | None = None) -> App:
    """An app with the settings all commands share."""
    return App(
        cls=_Parts,
        help=help,
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


class _WhenAsked(Mapping[str, Any]):
    """Commands by name, made when asked for: importing one and reading its options from its signature takes a while."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Any]) -> None:
        self._names = list(names)
        self._make = make
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
            add_shared_options(self._made[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def when_asked(names: Iterable[str], make: Callable[[str], Any]) -> MutableMapping[str, Any]:
    """Commands by name, each made when it is asked for; nobody puts another in."""
    return cast(MutableMapping[str, Any], _WhenAsked(names, make))


def group_of(app: App) -> Any:
    """The command of an app, the commands inside it when asked for."""
    outer = copy(app)
    outer.registered_commands = []
    group = typer.main.get_group(outer)
    group.commands = when_asked([info.name for info in app.registered_commands if info.name], partial(part_of, app))
    return group


def part_of(app: App, name: str) -> Any:
    """A command of an app, with its options."""
    [info] = (each for each in app.registered_commands if each.name == name)
    return typer.main.get_command_from_info(
        info, pretty_exceptions_short=app.pretty_exceptions_short, rich_markup_mode=app.rich_markup_mode
    )
