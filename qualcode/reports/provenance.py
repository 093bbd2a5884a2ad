"""What made a report's figures: versions, hashes, coders, settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualcode.model.facts import Facts
from qualcode.model.report import Audience
from qualcode.model.wording import plural
from qualcode.reports.method import types_in_words


def provenance(facts: Facts, audience: Audience) -> Iterator[tuple[str, str]]:
    """Versions, hashes, coders, coverage and settings; for a client without the ids of interviews and people."""
    yield "qualcode", facts.version
    yield (
        "Figures are counted from",
        ", ".join(filter(None, ["decisions" if facts.basis.is_decided else "", facts.basis.caveat])),
    )
    if facts.date:
        yield "As of", facts.date
    yield "Codebook", f"{facts.codebook.name} {facts.codebook.version}".strip()
    yield "Codebook sha256", facts.codebook.sha256
    yield "Interviews", str(len(facts.documents))
    yield "Interviews sha256", combined_hash(facts.documents)
    yield "Informants", types_in_words(facts)
    if facts.roster_sha256:
        yield "List of informants sha256", facts.roster_sha256
    if facts.coders:
        yield "Coders", ", ".join(facts.coders) if audience is Audience.TEAM else str(len(facts.coders))
    if facts.basis.is_decided:
        yield "Reviewed for every theme", f"{facts.n_reviewed} of {plural(facts.n_informants, 'informant')}"
    for name, value in facts.settings.items():
        if audience is Audience.TEAM or not _tells_who(name, value, facts):
            yield f"Setting {name}", value
    if audience is Audience.TEAM:
        for document_id, sha256 in facts.documents.items():
            yield f"Interview {document_id} sha256", sha256


def _tells_who(name: str, value: str, facts: Facts) -> bool:
    """Whether a setting names people, interviews, or a type that is hidden because few are of it."""
    if name.startswith("groupings."):
        return not facts.informants.keys() >= set(value.split(", "))
    return name.startswith(("roles.", "privacy.allowed."))


def combined_hash(hashes: Mapping[str, str]) -> str:
    """One hash over the texts of all interviews, whatever they are called."""
    import hashlib

    return hashlib.sha256("\n".join(sorted(hashes.values())).encode()).hexdigest()
