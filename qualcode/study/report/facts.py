"""Gathering what a study knows of itself."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.errors import SettingsError
from qualcode.model.document import Role
from qualcode.model.facts import Facts
from qualcode.model.quote import Quote
from qualcode.settings import Settings
from qualcode.study.results.counting import Counted

if TYPE_CHECKING:
    from qualcode.study.study import Study

FIGURES_DEPEND_ON = ("segments", "counting", "privacy", "quotes", "groupings", "roles", "quantifiers")
"""Sections of the settings that change a figure or a quote."""


def gather_facts(counted: Counted, quotes: Sequence[Quote], *, saturation: str = "") -> Facts:
    """Everything that a report says about how it was made."""
    study, roster = counted.study, counted.roster
    types = Counter(counted.labels.get(row.informant_type, row.informant_type) for row in roster.informants)
    documents = counted.documents.values()
    speakers = [
        {turn.informant_id for turn in document.turns if turn.role is Role.INFORMANT} - {None} for document in documents
    ]
    spoken = {(document.id, turn.ordinal) for document in documents for turn in document.turns if turn.informant_id}
    heard = [segment for segment in counted.segments.values() if (segment.document_id, segment.turn) in spoken]
    return Facts(
        version=__version__,
        basis=counted.basis,
        codebook=counted.codebook,
        documents={document.id: document.sha256 for document in documents},
        informants=dict(types),
        date=report_date(study),
        n_words=sum(len(segment.text.split()) for segment in heard),
        n_segments=len(heard),
        n_proposed=counted.n_proposed,
        n_decided=counted.n_decided,
        n_codings=len(counted.codings),
        coders=counted.resolution.coders if counted.resolution else (),
        n_reviewed=len(counted.wholly_reviewed),
        left_out=tuple(counted.excluded.values()),
        records=Counter(document.record for document in documents),
        languages=Counter(document.language for document in documents),
        rounds=tuple(sorted({document.round for document in documents if document.round})),
        n_groups=sum(len(each) > 1 for each in speakers),
        guide=(study.folder / study.settings.study.guide).is_file(),
        n_quotes=len(quotes),
        n_quoted=len({quote.informant_id for quote in quotes}),
        names_replaced=sum(quote.names_replaced for quote in quotes),
        saturation=saturation,
        roster_sha256=roster_hash(counted),
        settings=settings_used(study.settings),
    )


def roster_hash(counted: Counted) -> str:
    """Of the list of informants as it was last read: who they are and what is known of them."""
    from qualcode.model.plain import sha256_of

    return sha256_of(counted.study.roster())


def settings_used(settings: Settings) -> Mapping[str, str]:
    """The settings that figures and quotes depend on: `privacy.minimum_cell` → `3`."""
    found: dict[str, str] = {}
    for section in FIGURES_DEPEND_ON:
        _flatten(section, settings.model_dump()[section], found)
    return found


def _flatten(name: str, value: object, found: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _flatten(f"{name}.{key}", inner, found)
    else:
        found[name] = ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def report_date(study: Study) -> str:
    """The day of the last decision, else of the last run, so that the same study gives the same report; a person may
    set another in SOURCE_DATE_EPOCH (seconds since 1970)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            raise SettingsError(
                f"SOURCE_DATE_EPOCH: {epoch!r} is no date", hint="give seconds since 1970, or leave it out"
            ) from None
    project = study.project
    decided = [decision.decided_at for decision in project.decisions()]
    happened = [event.happened_at for event in project.events()]
    moments = [*decided, *happened] if decided else [run["ran_at"] for run in project.runs()]
    return max(moments, default="")[:10]
