"""The text of a codebook by lines, and where its codes and lists stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qualcode.errors import CodebookError
from qualcode.model.nouns import dataclass
from qualcode.readers.codebooks.nodes import Fields, Items, Node, Scalar, parse_yaml
from qualcode.readers.codebooks.written import word


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A code in the file."""

    code_id: str
    node: Fields
    first: int
    """Line of its "- ", from 0."""
    last: int
    indent: int
    """Column of its "- "."""


class CodebookText:
    """The text of a codebook by lines, and where its codes stand."""

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") else text + "\n"
        self.lines = self.text.split("\n")[:-1]
        root, problems = parse_yaml(self.text, "codebook")
        if not isinstance(root, Fields) or problems:
            raise CodebookError(
                "the codebook cannot be changed while it has problems", hint="run: qualcode codebook check"
            )
        self.root = root
        self.places = list(self._walk(root))

    @property
    def language(self) -> str:
        """The codebook's first language."""
        return _first_language(self.root)

    def _walk(self, node: Fields) -> Iterator[SourcePlace]:
        codes = node.values.get("codes")
        if not isinstance(codes, Items):
            return
        for item in codes.nodes:
            if codes.is_flow or not isinstance(item, Fields) or item.is_flow:
                hint = "write every code on lines of its own, beginning with '- id:'"
                raise CodebookError(f"line {codes.line}: codes between brackets cannot be changed", hint=hint)
            first = item.line - 1
            last = self._last_line(item)
            word = item.values.get("id")
            line = self.lines[first]
            indent = line.index("-")
            yield SourcePlace(word.text if isinstance(word, Scalar) else "", item, first, last, indent)
            yield from self._walk(item)

    def _last_line(self, node: Node) -> int:
        """Of what a node holds, without comments below it."""
        return self.text.count("\n", 0, len(self.text[: content_end(node)].rstrip()))

    def find(self, code_id: str) -> SourcePlace | None:
        """The code of that id, if there is one."""
        return next((place for place in self.places if place.code_id == code_id), None)

    def need(self, code_id: str) -> SourcePlace:
        """The code of that id; CodebookError where there is none."""
        place = self.find(code_id)
        if place is None:
            known = ", ".join(place.code_id for place in self.places)
            raise CodebookError(f"{code_id}: no such code", hint=f"there are: {known}")
        return place

    def leaf(self, code_id: str, verb: str) -> SourcePlace:
        """A code with none under it."""
        place = self.need(code_id)
        if len(list(self.inside(place))) > 1:
            raise CodebookError(f"{code_id}: has codes under it", hint=f"move or {verb} those first")
        return place

    def parent_of(self, parent: str | None) -> SourcePlace | None:
        """The code to put another under; None for the top."""
        return None if parent is None else self.need(parent)

    def inside(self, place: SourcePlace) -> Iterator[SourcePlace]:
        """A code and those under it."""
        return (other for other in self.places if place.first <= other.first and other.last <= place.last)

    def _first_line(self, place: SourcePlace) -> int:
        """The first line of a code, comments right above it included."""
        first = place.first
        while first > 0 and self.lines[first - 1].startswith(" " * place.indent + "#"):
            first -= 1
        return first

    def lines_of(self, place: SourcePlace) -> list[str]:
        """A code's lines, with the comments right above it."""
        return self.lines[self._first_line(place) : place.last + 1]

    def without(self, place: SourcePlace) -> str:
        """The text without a code."""
        first, last = self._first_line(place), place.last + 1
        if (
            last < len(self.lines)
            and not self.lines[last].strip()
            and (first == 0 or not self.lines[first - 1].strip())
        ):
            last += 1
        siblings = [
            other
            for other in self.places
            if other.indent == place.indent and self._parent(other) == self._parent(place)
        ]
        if len(siblings) == 1 and self.lines[first - 1].strip() == "codes:" and self._parent(place) is not None:
            first -= 1
        return "\n".join([*self.lines[:first], *self.lines[last:], ""])

    def _parent(self, place: SourcePlace) -> SourcePlace | None:
        above = [
            other
            for other in self.places
            if other is not place and other.first < place.first and place.last <= other.last
        ]
        return above[-1] if above else None

    def insert(self, lines: list[str], parent: SourcePlace | None) -> str:
        """The text with a code added (its lines written from column 0): last under a parent, or last in the file."""
        children = [place for place in self.places if self._parent(place) == parent]
        if children:
            at, indent, opening = children[-1].last + 1, children[-1].indent, []
        elif parent is not None:
            step = self.places[0].indent
            at, indent, opening = parent.last + 1, parent.indent + 2 + step, [" " * (parent.indent + 2) + "codes:"]
        else:
            at, indent, opening = self.root.lines["codes"], 2, []
        new = [" " * indent + line if line else "" for line in lines]
        return "\n".join([*self.lines[:at], *opening, *new, *self.lines[at:], ""])

    def with_entries(self, place: SourcePlace, lists: Mapping[tuple[str, ...], Sequence[str]]) -> str:
        """The text with more entries in a code's lists."""
        changed = self.text
        target = place
        for path, entries in lists.items():
            current = CodebookText(changed)
            target = current.need(place.code_id)
            changed = current.extend_list(target, path, entries)
        return changed

    def with_words(self, place: SourcePlace, key: str, value: str) -> str:
        """The text with other words under a key of a code, which is written after its id where it is not there yet."""
        node = place.node.values.get(key)
        if node is not None:
            end = len(self.text[: node.end].rstrip())
            return f"{self.text[: node.start]}{value}{self.text[end:]}"
        after = place.node.lines["id"]
        return "\n".join([*self.lines[:after], " " * (place.indent + 2) + f"{key}: {value}", *self.lines[after:], ""])

    def extend_list(self, place: SourcePlace, path: tuple[str, ...], entries: Sequence[str]) -> str:
        """The text with more entries in one list of a code; the list is made where there is none."""
        node = place.node
        for depth, key in enumerate(path):
            inner = node.values.get(key)
            if isinstance(inner, Items) and path[depth + 1 :] in ((), (_first_language(self.root),)):
                return self._into(inner, entries)
            if isinstance(inner, Items):
                return self._by_language(inner, path[-1], entries)
            if not isinstance(inner, Fields):
                return self._new_list(place, node, path[depth:], entries)
            node = inner
        language = _first_language(self.root)
        own = node.values.get(language)
        return self._into(own, entries) if isinstance(own, Items) else self._new_list(place, node, (language,), entries)

    def _into(self, items: Items, entries: Sequence[str]) -> str:
        known = {_flow(item) for item in items.nodes}
        new = [entry for entry in entries if entry not in known]
        if not new:
            return self.text
        if items.is_flow:
            at = self.text.rindex("]", 0, items.end)
            return self.text[:at].rstrip() + (", " if items.nodes else "") + ", ".join(new) + self.text[at:]
        last = self._last_line(items)
        indent = self.lines[items.line - 1].index("-")
        return "\n".join(
            [*self.lines[: last + 1], *(" " * indent + f"- {entry}" for entry in new), *self.lines[last + 1 :], ""]
        )

    def _by_language(self, items: Items, language: str, entries: Sequence[str]) -> str:
        """A list of one language turned into lists by language, with those of another added."""
        first, added = _first_language(self.root), f"{language}: [{', '.join(entries)}]"
        if items.is_flow:
            written = self.text[items.start : items.end]
            return f"{self.text[: items.start]}{{{first}: {written}, {added}}}{self.text[items.end :]}"
        begin, last = items.line - 1, self._last_line(items)
        indent = " " * self.lines[begin].index("-")
        moved = [f"  {line}" for line in self.lines[begin : last + 1]]
        new = [f"{indent}{first}:", *moved, f"{indent}{added}"]
        return "\n".join([*self.lines[:begin], *new, *self.lines[last + 1 :], ""])

    def _new_list(self, place: SourcePlace, node: Fields, path: tuple[str, ...], entries: Sequence[str]) -> str:
        value = f"[{', '.join(entries)}]"
        if node.is_flow:
            at = self.text.rindex("}", 0, node.end)
            return f"{self.text[:at].rstrip()}, {path[-1]}: {value}{self.text[at:]}"
        column = node.start - (self.text.rfind("\n", 0, node.start) + 1)
        for key in reversed(path[1:]):
            value = f"{{{key}: {value}}}"
        at = node.line if node is not place.node else place.first + 1
        return "\n".join([*self.lines[:at], " " * column + f"{path[0]}: {value}", *self.lines[at:], ""])


def content_end(node: Node) -> int:
    """One past the last character of what a node holds; a block's own end lies behind the comments below it."""
    if isinstance(node, Scalar) or node.is_flow:
        return node.end
    inner = node.values.values() if isinstance(node, Fields) else node.nodes
    return max((content_end(child) for child in inner), default=node.start)


def lists_of(node: Fields) -> dict[tuple[str, ...], list[str]]:
    """The lists of a code that a merge hands on, each entry as YAML on one line."""
    found: dict[tuple[str, ...], list[str]] = {}
    for path in (("terms",), ("near",), ("patterns",), ("unless",), ("tests", "match")):
        inner: Node | None = node
        for key in path:
            inner = inner.values.get(key) if isinstance(inner, Fields) else None
        if isinstance(inner, Items):
            found[path] = [_flow(item) for item in inner.nodes]
        elif isinstance(inner, Fields):
            for language, words in inner.values.items():
                if isinstance(words, Items):
                    found[(*path, language)] = [_flow(item) for item in words.nodes]
    return found


def _flow(node: Node) -> str:
    if isinstance(node, Fields):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in node.values.items()) + "}"
    if isinstance(node, Items):
        return f"[{', '.join(map(_flow, node.nodes))}]"
    is_value = node.is_plain and (node.text.isdecimal() or node.text in ("true", "false"))
    return node.text if is_value else word(node.text)


def _first_language(root: Fields) -> str:
    languages = root.values.get("languages")
    if isinstance(languages, Items) and languages.nodes and isinstance(languages.nodes[0], Scalar):
        return languages.nodes[0].text
    return "en"
