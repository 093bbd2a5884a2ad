"""What has to be found again after a change of texts or codebook, and what has not."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model.nouns import dataclass

DocumentCode = tuple[str, str]
"""Document and code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """The suggestions of one suggester that no longer rest on today's texts and codebook."""

    document_ids: tuple[str, ...]
    """Documents to look at again, in the order given."""
    code_ids: tuple[str, ...]
    """Codes to look for again, in the order of the codebook."""
    retired_code_ids: tuple[str, ...]
    """Codes that have suggestions and are no longer looked for."""
    retired_document_ids: tuple[str, ...]


def find_stale(
    keys: Mapping[str, str], document_keys: Mapping[str, str], hit_keys: Mapping[DocumentCode, str]
) -> Stale:
    """Compare what was found (`hit_keys`) with the texts and the codes (`keys`) as they are."""
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
