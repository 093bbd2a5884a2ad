"""What has to be matched again after a change of texts or codebook, and what has not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from qualcode.model.codebook import Code, Codebook
from qualcode.model.plain import to_plain
from qualcode.suggesters.rules.language_model import installed_model

VERSION = "2"
"""Changes when the same codebook would find something else in the same text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """The suggestions that no longer rest on today's texts and codebook."""

    document_ids: tuple[str, ...]
    """Documents to match again, in the order given."""
    code_ids: tuple[str, ...]
    """Codes to match again, in the order of the codebook."""
    retired_code_ids: tuple[str, ...]
    """Codes that have suggestions and are no longer in the codebook."""
    retired_document_ids: tuple[str, ...]


def find_stale(codebook: Codebook, document_keys: Mapping[str, str], hit_keys: Mapping[tuple[str, str], str]) -> Stale:
    """Compare what was matched (`hit_keys`, by document and code) with the texts and the codebook as they are."""
    keys = code_keys(codebook)
    documents: dict[str, None] = {}
    codes: set[str] = set()
    for document_id, document_key in document_keys.items():
        for code_id, code_key in keys.items():
            if hit_keys.get((document_id, code_id)) != f"{document_key}:{code_key}":
                documents[document_id] = None
                codes.add(code_id)
    return Stale(
        document_ids=tuple(documents),
        code_ids=tuple(code_id for code_id in keys if code_id in codes),
        retired_code_ids=tuple(sorted({code_id for _, code_id in hit_keys} - keys.keys())),
        retired_document_ids=tuple(sorted({document_id for document_id, _ in hit_keys} - document_keys.keys())),
    )


def code_keys(codebook: Codebook) -> dict[str, str]:
    """By code: a hash over everything that decides what it finds, the rules of the codes under it among them."""
    own = {code.id: _rules(code, codebook) for code in codebook.codes}
    shared = [" ".join(_languages(codebook)), _versions()]
    return {
        code.id: _hash([own[member] for member in sorted(codebook.family(code.id))] + shared) for code in codebook.codes
    }


def _languages(codebook: Codebook) -> list[str]:
    """Those it has terms in: a passage in another one is searched for the terms of all."""
    return sorted({language or codebook.languages[0] for code in codebook.codes for language in code.terms})


def _rules(code: Code, codebook: Codebook) -> str:
    terms = {language or codebook.languages[0]: list(terms) for language, terms in sorted(code.terms.items())}
    near = [[*near.words, str(near.within)] for near in code.near]
    patterns = [pattern_key(pattern) for pattern in code.patterns]
    model = [installed_model()] if patterns else []
    return json.dumps([code.id, terms, near, patterns, list(code.unless), *model], ensure_ascii=True)


def pattern_key(pattern: Sequence[Mapping[str, Any]]) -> str:
    """A token pattern as text, the same wherever it was read from."""
    return json.dumps(to_plain(pattern), sort_keys=True)


@cache
def _versions() -> str:
    """Of everything that makes word forms."""
    versions = [VERSION]
    for package in ("lemminflect", "snowballstemmer"):
        try:
            versions.append(version(package))
        except PackageNotFoundError:
            versions.append("")
    return " ".join(versions)


def _hash(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
