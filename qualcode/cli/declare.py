"""How a command says what it takes: options and arguments with their help, one by one or as a dataclass of several."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

import typer

T = TypeVar("T")


def option(switch: str, help: str, default: T, **more: Any) -> T:
    """Declare an option: `code: str = option("--code", "Only this code.", "")`.

    An option of several names has them parted by spaces; `more` is as `typer.Option` has it.
    """
    return cast(T, typer.Option(default, *switch.split(), help=help, **more))


def text(switch: str, help: str, **more: Any) -> str:
    """Declare an option that is a text, empty where it is not given."""
    return option(switch, help, "", **more)


def flag(switch: str, help: str, default: bool = False) -> bool:
    """Declare an option without a value: `strict: bool = flag("--strict", "Exit code 5 where …")`."""
    return option(switch, help, default)


def sheet(switch: str, help: str, *, metavar: str = "FILE.xlsx") -> Path | None:
    """Declare an option that names a file: a spreadsheet, unless `metavar` says otherwise."""
    return option(switch, help, None, metavar=metavar)


def argument(metavar: str | None, help: str, default: T, **more: Any) -> T:
    """Declare an argument that may be left out."""
    return cast(T, typer.Argument(default, metavar=metavar, help=help, **more))


def needed(name: str | None, help: str, **more: Any) -> Any:
    """Declare what a command cannot do without: an option such as `--out`, else an argument, as help calls it."""
    if name is not None and name.startswith("--"):
        return typer.Option(..., name, help=help, **more)
    return typer.Argument(..., metavar=name, help=help, **more)


def as_options(command: Callable[..., None]) -> Callable[..., None]:
    """Make each field of a dataclass that a command takes first an option on the command line.

    The command's own options come first, then those of the class, then those of the classes it builds on.
    """
    own = list(inspect.signature(command, eval_str=True).parameters.values())
    kind: Any = own.pop(0).annotation if own else None
    if not is_dataclass(kind):
        return command
    shared, make = list(_parameters(kind)), cast(Callable[..., Any], kind)

    @wraps(command)
    def run(**given: Any) -> None:
        options = make(**{parameter.name: given.pop(parameter.name) for parameter in shared})
        command(options, **given)

    parameters = [*(each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own), *shared]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _parameters(kind: Any) -> Iterator[inspect.Parameter]:
    """The fields of a dataclass as parameters, those of a class before those of the classes it builds on."""
    annotations = get_type_hints(kind, include_extras=True)
    for name in dict.fromkeys(name for each in kind.__mro__ for name in inspect.get_annotations(each)):
        default = kind.__dataclass_fields__[name].default
        yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotations[name])
