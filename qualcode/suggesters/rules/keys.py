"""Hashes over everything that decides what a code's rules find, so that what did not change is not matched again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from qualcode.model.codebook import Code, Codebook
from qualcode.model.hits import KEYWORDS, PATTERNS
from qualcode.model.plain import to_plain
from qualcode.suggesters.rules.language_model import installed_model
from qualcode.suggesters.rules.terms import codebook_language

VERSION = "3"
"""Changes when the same codebook would find something else in the same text."""


def own_rules(code: Code, suggester: str) -> Code:
    """The code with those of its rules that one suggester has to look at; all of them where none is named.

    What stands in `unless` takes words from both, and words of `near` are named before a pattern that finds the same.
    """
    if suggester == KEYWORDS:
        return replace(code, patterns=()) if code.patterns else code
    return replace(code, terms={}) if suggester == PATTERNS else code


def is_looked_for(code: Code, suggester: str) -> bool:
    """Whether a suggester proposes the code at all: patterns only codes that have some."""
    return suggester != PATTERNS or bool(code.patterns)


def code_keys(codebook: Codebook, suggester: str = KEYWORDS) -> dict[str, str]:
    """Hash everything that decides what a suggester finds, by code; codes that have nothing for it are left out.

    Of the codes under a code all rules count: whatever finds words there takes them from the code above.
    """
    whole = {code.id: _rules(code, codebook) for code in codebook.codes}
    shared = [" ".join(_languages(codebook)), versions()]
    keys = {}
    for code in codebook.codes:
        if is_looked_for(code, suggester):
            own = _rules(own_rules(code, suggester), codebook)
            family = [own if member == code.id else whole[member] for member in sorted(codebook.family(code.id))]
            keys[code.id] = _hash(family + shared)
    return keys


def pattern_key(pattern: Sequence[Mapping[str, Any]]) -> str:
    """A token pattern as text, the same wherever it was read from."""
    return json.dumps(to_plain(pattern), sort_keys=True)


def _languages(codebook: Codebook) -> list[str]:
    """Those it has words in: a passage in another one is searched for the words of all."""
    without = codebook_language(codebook)
    own = {language or without for code in codebook.codes for language in code.terms}
    return sorted(own | {without for code in codebook.codes if code.near or code.unless})


def _rules(code: Code, codebook: Codebook) -> str:
    terms = {language or codebook.languages[0]: list(terms) for language, terms in sorted(code.terms.items())}
    near = [[*near.words, str(near.within)] for near in code.near]
    patterns = [pattern_key(pattern) for pattern in code.patterns]
    read_by = [installed_model()] if patterns else []
    if near or patterns or code.unless:
        # They are in the codebook's first language; English is left unsaid, so that its studies keep their keys.
        read_by += {codebook_language(codebook)} - {"en"}
    return json.dumps([code.id, terms, near, patterns, list(code.unless), *read_by], ensure_ascii=True)


@cache
def versions() -> str:
    """Versions of the libraries that make word forms."""
    found = [VERSION]
    for package in ("lemminflect", "snowballstemmer"):
        try:
            found.append(version(package))
        except PackageNotFoundError:
            found.append("")
    return " ".join(found)


def _hash(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
