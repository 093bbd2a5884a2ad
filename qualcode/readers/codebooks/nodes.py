"""YAML as lines, strings, lists and mappings: no aliases, no tags, no types, nothing that runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from typing import Any

from qualcode.model.nouns import dataclass
from qualcode.model.problem import Problem
from qualcode.readers.codebooks.syntax_errors import syntax_problem

_OTHERS = (
    (b"PK", "an Excel or Word file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\xff\xfe", "UTF-16 (“Unicode”) text"),
    (b"\xfe\xff", "UTF-16 (“Unicode”) text"),
)
"""How other files begin that are named .yaml by mistake."""
_SAVE = "save it as UTF-8: in Notepad, Save as, and choose it beside Encoding"
DEEPEST = 40
"""Most levels of lists and mappings inside one another that are read; a codebook needs a few."""


@dataclass(slots=True)
class Scalar:
    """A value that is not a list or mapping: always a string, whatever it looks like."""

    text: str
    line: int
    is_plain: bool = True
    """Written without quotation marks."""
    start: int = 0
    """Place in the text, in characters."""
    end: int = 0
    """One past the last character."""


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    nodes: list[Node] = field(default_factory=list)
    start: int = 0
    end: int = 0
    is_flow: bool = False
    """Written between brackets."""


@dataclass(slots=True)
class Fields:
    """A mapping, in the order of the file."""

    line: int
    values: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    is_flow: bool = False


Node = Scalar | Items | Fields


def yaml_text(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of a YAML file, the same on every system, and why it cannot be had."""
    if kind := next((kind for start, kind in _OTHERS if data.startswith(start)), ""):
        hint = _SAVE if "UTF-16" in kind else "give it its own ending (.xlsx), or save it as plain text"
        return "", [Problem(where=name, message=f"is {kind}, not YAML", hint=hint)]
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        where = f"{name}: line {data.count(10, 0, error.start) + 1}"
        return "", [Problem(where=where, message="is not UTF-8 text", hint=_SAVE)]


def parse_yaml(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """The first document of a YAML text, and what is wrong with how it is written."""
    import yaml

    quick = getattr(yaml, "CSafeLoader", None)
    if quick is not None:
        with suppress(yaml.YAMLError):
            problems: list[Problem] = []
            return _parse(text, name, quick, problems), problems
    return _parse_with_care(text, name)


def _parse_with_care(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Parse by the slow parser, which says more exactly what it stumbled over."""
    import yaml

    problems: list[Problem] = []
    try:
        return _parse(text, name, yaml.SafeLoader, problems), problems
    except yaml.MarkedYAMLError as error:
        problems.append(syntax_problem(error, text, name))
    except yaml.YAMLError:
        what = "holds a character that YAML does not allow"
        problems.append(Problem(where=name, message=what, hint="save it as UTF-8 text"))
    return None, problems


def _parse(text: str, name: str, loader: Any, problems: list[Problem]) -> Node | None:
    import yaml

    try:
        return _Builder(yaml.parse(text, Loader=loader), name, problems).build()
    except _TooDeepError as error:
        what = f"holds lists within lists more than {DEEPEST} deep"
        problems.append(Problem(where=f"{name}: line {error.args[0]}", message=what, hint="check the brackets"))
    return None


class _TooDeepError(Exception):
    """Says in which line."""


class _Builder:
    """Puts YAML's events together."""

    def __init__(self, events: Iterator[Any], name: str, problems: list[Problem]) -> None:
        self._events = events
        self._name = name
        self._problems = problems

    def build(self) -> Node | None:
        for event in self._events:
            kind = type(event).__name__
            if kind in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"):
                return self._node(event, 1)
        return None

    def _node(self, event: Any, depth: int) -> Node:
        line = event.start_mark.line + 1
        kind = type(event).__name__
        if kind == "AliasEvent":
            self._refuse(
                line, "an alias (*name)", "write the words out; between quotation marks if a term begins with *"
            )
            return Scalar("alias", line)
        if event.anchor is not None:
            self._refuse(line, "an anchor (&name)", "take it out; between quotation marks if the text begins with &")
        if event.tag not in (None, "!") and not _is_implied(event):
            self._refuse(line, "a tag (!name)", "take it out; between quotation marks if the text begins with !")
        if kind == "ScalarEvent":
            start, end = event.start_mark.index, event.end_mark.index
            return Scalar(event.value, line, is_plain=not event.style, start=start, end=end)
        if depth > DEEPEST:
            raise _TooDeepError(line)
        node = self._items(line, depth) if kind == "SequenceStartEvent" else self._fields(line, depth)
        node.start, node.is_flow = event.start_mark.index, bool(event.flow_style)
        return node

    def _items(self, line: int, depth: int) -> Items:
        items = Items(line)
        for event in self._events:
            if type(event).__name__ == "SequenceEndEvent":
                items.end = event.end_mark.index
                break
            items.nodes.append(self._node(event, depth + 1))
        return items

    def _fields(self, line: int, depth: int) -> Fields:
        fields = Fields(line)
        for event in self._events:
            if type(event).__name__ == "MappingEndEvent":
                fields.end = event.end_mark.index
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(key.line, "a list or mapping as a key", "keys are plain words")
            elif key.text in fields.values:
                first = fields.lines[key.text]
                self._refuse(key.line, f"{key.text!r} twice, first in line {first}", "keep one of them")
            else:
                fields.values[key.text] = value
                fields.lines[key.text] = key.line
        return fields

    def _refuse(self, line: int, what: str, hint: str) -> None:
        self._problems.append(Problem(where=f"{self._name}: line {line}", message=f"holds {what}", hint=hint))


def _is_implied(event: Any) -> bool:
    implicit = getattr(event, "implicit", None)
    return implicit is True or (isinstance(implicit, tuple) and any(implicit))
