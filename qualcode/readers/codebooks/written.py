"""A codebook as YAML, the way a person would write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qualcode.model.codebook import Code, Codebook
from qualcode.model.plain import to_plain

_PLAIN = re.compile(r"[^\W\d_][\w’'.()/ -]*")
_NOT_WORDS = frozenset("y n yes no true false on off null".split())  # noqa: SIM905


LONGEST_LINE = 100


def yaml_codebook(codebook: Codebook) -> bytes:
    """A codebook as YAML, for instance one that was edited in Excel."""
    language = codebook.languages[0] if codebook.languages else "en"
    lines = [f"codebook: {word(codebook.name)}", f"version: {_quoted(codebook.version)}"]
    lines += [f"languages: {_list(codebook.languages)}", "codes:", ""]
    lines += [f"  {line}" if line else "" for line in write_codes(codebook.codes, language=language)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def write_code(code: Code, *, language: str = "en") -> list[str]:
    """A code as lines from column 0; `language` is the codebook's first."""
    lines = [f"- id: {word(code.id)}", f"  name: {word(code.name)}"]
    keys = ("definition", "include", "exclude", "question", "colour", "origin")
    lines += [f"  {key}: {word(getattr(code, key))}" for key in keys if getattr(code, key)]
    terms = {own: words for own, words in code.terms.items() if words}
    if set(terms) == {""}:
        lines += _listed("terms", terms[""])
    elif terms:
        lines.append("  terms:")
        lines += [f"  {line}" for own, words in terms.items() for line in _listed(own or language, words)]
    near = [f"{{words: {_list(rule.words)}, within: {rule.within}}}" for rule in code.near]
    lines += _block("near", near) + _block("patterns", map(_pattern, code.patterns))
    lines += _listed("unless", code.unless) if code.unless else []
    if code.match or code.no_match:
        lines.append("  tests:")
        for key, sentences in (("match", code.match), ("no_match", code.no_match)):
            lines += [f"  {line}" for line in _block(key, map(_quoted, sentences))]
    return lines


def write_codes(codes: Sequence[Code], *, language: str = "en", parent: str | None = None) -> list[str]:
    """Codes under a parent as lines from column 0, each followed by those under it."""
    lines: list[str] = []
    for code in codes:
        if code.parent == parent:
            lines += write_code(code, language=language)
            below = write_codes(codes, language=language, parent=code.id)
            lines += ["  codes:", *(f"    {line}" if line else "" for line in below)] if below else []
            lines += [""] if parent is None else []
    return lines


def _listed(key: str, words: Sequence[str]) -> list[str]:
    """On one line while it is short."""
    line = f"  {key}: {_list(words)}"
    return [line] if len(line) <= LONGEST_LINE else _block(key, map(word, words))


def _block(key: str, entries: Iterable[str]) -> list[str]:
    written = [f"    - {entry}" for entry in entries]
    return [f"  {key}:", *written] if written else []


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(word, words))}]"


def _pattern(pattern: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(to_plain(pattern), ensure_ascii=False)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def word(text: str) -> str:
    """A value as YAML reads it back: in quotation marks where it holds a character that YAML would take for a sign."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_WORDS and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)
