"""A codebook in YAML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.problem import Problem
from qualcode.readers.codebooks.fields import NodeReader
from qualcode.readers.codebooks.nodes import Fields, Items, Node, Scalar, parse_yaml, yaml_text

CODEBOOK_KEYS = ("codebook", "version", "languages", "codes")
CODE_KEYS = (
    "id", "name", "definition", "include", "exclude", "terms", "near", "patterns", "unless", "question", "colour",
    "origin", "tests", "codes",
)  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def read_yaml_codebook(data: bytes, name: str) -> tuple[Codebook, list[Problem]]:
    """The codebook as far as it can be read, and every problem with how it is written."""
    text, unread = yaml_text(data, name)
    if unread:
        return Codebook(name="", codes=()), unread
    node, problems = parse_yaml(text, name)
    return _Reader(name, problems).codebook(node, text), problems


class _Reader(NodeReader):
    """Turns nodes into a codebook and collects what is wrong on the way."""

    aliases = MappingProxyType({"color": "colour"})
    meant = MappingProxyType(
        {
            "keywords": "terms", "keyword": "terms", "words": "terms", "phrases": "terms", "label": "name",
            "title": "name", "description": "definition", "themes": "codes", "categories": "codes", "examples": "tests",
            "except": "unless", "color": "colour", "language": "languages",
        }
    )  # fmt: skip

    def codebook(self, node: Node | None, source: str) -> Codebook:
        digest = hashlib.sha256(source.encode()).hexdigest()
        if not isinstance(node, Fields):
            if not self._problems:
                self._wrong(
                    1,
                    "",
                    "is not a codebook",
                    "begin with 'codebook: NAME' and 'codes:'; see codebooks/cso_health.yaml",
                )
            return Codebook(name="", codes=(), source=source, sha256=digest)
        self._check_keys(node, CODEBOOK_KEYS, "")
        codes = node.values.get("codes")
        if codes is None:
            self._wrong(node.line, "", "has no 'codes'", "list the themes under 'codes:'")
        languages = self._languages(node)
        return Codebook(
            name=self._word(node, "codebook", ""),
            version=self._word(node, "version", ""),
            languages=languages,
            codes=tuple(self._codes(codes, None)),
            source=source,
            sha256=digest,
        )

    def _languages(self, node: Fields) -> tuple[str, ...]:
        languages = self._words(node, "languages", "") or ("en",)
        for language in languages:
            if not _LANGUAGE.fullmatch(language):
                hint = "use codes such as en, ar, fr, es, ku"
                self._wrong(node.lines.get("languages", node.line), "", f"{language!r} is not a language", hint)
        return languages

    def _codes(self, node: Node | None, parent: str | None) -> Iterator[Code]:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return
        if not isinstance(node, Items):
            self._wrong(node.line, parent or "", "'codes' is not a list", "begin every code with '- id:'")
            return
        for item in node.nodes:
            if isinstance(item, Fields):
                yield from self._code(item, parent)
            else:
                self._wrong(item.line, parent or "", "a code is not a mapping", "begin every code with '- id:'")

    def _code(self, node: Fields, parent: str | None) -> Iterator[Code]:
        code_id = self._word(node, "id", "").strip()
        if not code_id:
            self._wrong(
                node.line, parent or "", "a code has no id", "give it one that will never change: 'id: funding'"
            )
            code_id = f"line-{node.line}"
        self._check_keys(node, CODE_KEYS, code_id)
        match, no_match = self._tests(node.values.get("tests"), code_id)
        yield Code(
            id=code_id,
            name=self._word(node, "name", code_id).strip() or code_id.replace("_", " ").capitalize(),
            parent=parent,
            definition=self._word(node, "definition", code_id),
            include=self._word(node, "include", code_id),
            exclude=self._word(node, "exclude", code_id),
            terms=MappingProxyType(self._terms(node, code_id)),
            near=tuple(self._near(node.values.get("near"), code_id)),
            patterns=tuple(self._patterns(node.values.get("patterns"), code_id)),
            unless=self._words(node, "unless", code_id),
            question=self._word(node, "question", code_id),
            colour=self._word(node, "colour", code_id) or self._word(node, "color", code_id),
            origin=self._word(node, "origin", code_id),
            match=match,
            no_match=no_match,
            line=node.line,
        )
        yield from self._codes(node.values.get("codes"), code_id)

    def _terms(self, node: Fields, code_id: str) -> dict[str, tuple[str, ...]]:
        terms = node.values.get("terms")
        if not isinstance(terms, Fields):
            words = self._words(node, "terms", code_id)
            return {"": words} if words else {}
        for language in terms.values:
            if not _LANGUAGE.fullmatch(language):
                hint = "terms are a list, or lists by language: {en: [...], ar: [...]}"
                self._wrong(terms.lines[language], code_id, f"{language!r} is not a language", hint)
        return {language: self._words(terms, language, code_id) for language in terms.values}

    def _tests(self, node: Node | None, code_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return (), ()
        if not isinstance(node, Fields):
            self._wrong(node.line, code_id, "'tests' is not a mapping", "write 'match:' and 'no_match:' under it")
            return (), ()
        self._check_keys(node, ("match", "no_match"), code_id)
        return self._words(node, "match", code_id), self._words(node, "no_match", code_id)

    def _near(self, node: Node | None, code_id: str) -> Iterator[Near]:
        hint = "write near: [{words: [money, enough], within: 6}]"
        for item in self._list(node, code_id, "near", hint):
            if not isinstance(item, Fields):
                self._wrong(item.line, code_id, "a 'near' is not a mapping", hint)
                continue
            self._check_keys(item, ("words", "within"), code_id)
            words, within = self._words(item, "words", code_id), self._word(item, "within", code_id).strip()
            if len(words) < 2:
                self._wrong(item.line, code_id, "'near' needs two words or more", hint)
            elif not within.isdecimal() or not 1 <= int(within) <= 100:
                self._wrong(item.line, code_id, "'within' is not a number of words from 1 to 100", hint)
            else:
                yield Near(words=words, within=int(within))

    def _patterns(self, node: Node | None, code_id: str) -> Iterator[tuple[Mapping[str, Any], ...]]:
        hint = "a pattern is a list of tokens: patterns: [[{LEMMA: lack}, {LOWER: of}]]"
        for item in self._list(node, code_id, "patterns", hint):
            if (
                not isinstance(item, Items)
                or not all(isinstance(token, Fields) for token in item.nodes)
                or not item.nodes
            ):
                self._wrong(item.line, code_id, "a pattern is not a list of tokens", hint)
            else:
                yield tuple(_value(token) for token in item.nodes)


def _value(node: Node) -> Any:
    """A part of a token pattern, with the numbers and truth values spaCy expects."""
    if isinstance(node, Fields):
        return MappingProxyType({key: _value(value) for key, value in node.values.items()})
    if isinstance(node, Items):
        return tuple(_value(item) for item in node.nodes)
    if node.is_plain and node.text in ("true", "True", "false", "False"):
        return node.text in ("true", "True")
    return int(node.text) if node.is_plain and node.text.isdecimal() and len(node.text) < 10 else node.text
