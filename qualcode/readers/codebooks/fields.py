"""What a person wrote in YAML, taken apart, with everything wrong collected on the way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qualcode.model.naming import likeliest
from qualcode.model.problem import Problem
from qualcode.readers.codebooks.nodes import Fields, Items, Node, Word


class NodeReader:
    """Reads words and lists of words; what has another shape is a problem with its line and remedy."""

    aliases: Mapping[str, str] = MappingProxyType({})
    """Other spellings of keys."""
    meant: Mapping[str, str] = MappingProxyType({})
    """What people call a key that has another name here."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self._name = name
        self._problems = problems

    def _list(self, node: Node | None, of: str, key: str, hint: str) -> list[Node]:
        if node is None or (isinstance(node, Word) and not node.text):
            return []
        if isinstance(node, Items):
            return node.nodes
        self._wrong(node.line, of, f"{key!r} is not a list", hint)
        return []

    def _words(self, node: Fields, key: str, of: str) -> tuple[str, ...]:
        hint = f"write {key}: [one, two], each between quotation marks if it holds a sign"
        words = []
        for item in self._list(node.values.get(key), of, key, hint):
            if not isinstance(item, Word):
                self._wrong(item.line, of, f"an entry of {key!r} is a list or mapping", hint)
            elif not item.text.strip():
                self._wrong(item.line, of, f"an entry of {key!r} is empty", "take it out")
            else:
                words.append(item.text)
        return tuple(words)

    def _word(self, node: Fields, key: str, of: str) -> str:
        value = node.values.get(key)
        if value is None:
            return ""
        if not isinstance(value, Word):
            self._wrong(value.line, of, f"{key!r} is a list or mapping, not text", f"write {key}: text on one line")
            return ""
        return " ".join(value.text.split())

    def _check_keys(self, node: Fields, known: tuple[str, ...], of: str) -> None:
        for key in node.values:
            if key not in known and not (key in self.aliases and self.aliases[key] in known):
                known_as = self.meant.get(key.casefold(), "")
                near = known_as if known_as in known else likeliest(key, (*known, *self.aliases), likeness=0.5)
                hint = f"did you mean {near!r}?" if near else f"known are {', '.join(known)}"
                self._wrong(node.lines[key], of, f"unknown key {key!r}", hint)

    def _wrong(self, line: int, of: str, message: str, hint: str) -> None:
        where = f"{self._name}: line {line}" + (f": {of}" if of else "")
        self._problems.append(Problem(where=where, message=message, hint=hint))
