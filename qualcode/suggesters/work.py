"""What has to be found again, by which suggester and where; and the finding itself, one document after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from qualcode.model.codebook import Codebook
from qualcode.model.document import Passages
from qualcode.model.hits import Hits, Slot
from qualcode.suggesters.stale import Place, find_stale
from qualcode.suggesters.suggester import FollowsEdits, Material, Suggester, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one suggester has to find again."""

    name: str
    suggester: Suggester
    keys: Mapping[str, str]
    """The codes to look for, in the order of the codebook, each with its key."""
    document_ids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What all suggesters have to find again."""

    jobs: tuple[Job, ...]
    document_keys: Mapping[str, str]

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The documents that anyone has to look at, in the order of the study."""
        wanted = frozenset[str]().union(*(job.document_ids for job in self.jobs))
        return tuple(document_id for document_id in self.document_keys if document_id in wanted)

    def find(self, passages: Passages) -> Iterator[Hits]:
        """Find in one document what every suggester has to, a value for each code, with the key it stays good for."""
        own = self.document_keys[passages.document_id]
        for job in self.jobs:
            if passages.document_id not in job.document_ids:
                continue
            found = {hits.code_id: hits for hits in job.suggester.find(passages)}
            for code_id, key in job.keys.items():
                hits = found.get(code_id) or Hits(document_id=passages.document_id, code_id=code_id)
                yield replace(hits, suggester=job.name, key=f"{own}:{key}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the suggestions that are kept become those of today."""

    work: Work
    standing: Mapping[Slot, str]
    """What stands although its code was edited, with the key that says so from now on."""
    retired_document_ids: frozenset[str]
    """Documents that are no longer there."""
    retired_codes: frozenset[tuple[str, str]]
    """Codes with the suggester that no longer looks for them."""

    def is_retired(self, slot: Slot) -> bool:
        """Whether what is kept there goes, and nothing takes its place."""
        return slot[0] in self.retired_document_ids or slot[1:] in self.retired_codes


def plan_work(
    material: Material,
    suggesters: Mapping[str, Callable[[Material], Suggester]],
    kept: Mapping[Slot, str],
    *,
    earlier: Callable[[], Iterable[Codebook]],
    texts: Texts,
) -> Plan:
    """Compare what is kept, each with the key it was found with, with the texts and the suggesters of today.

    `earlier` gives codebooks that were applied before, newest first; `texts` the texts of documents.
    """
    hit_keys: dict[str, dict[Place, str]] = defaultdict(dict)
    for (document_id, code_id, name), key in kept.items():
        hit_keys[name][document_id, code_id] = key
    jobs, standing = [], {}
    retired = {(code_id, name) for name in hit_keys.keys() - suggesters.keys() for _, code_id in hit_keys[name]}
    for name, make in suggesters.items():
        suggester = make(material)
        keys = {code.id: key for code in material.codebook.codes if (key := suggester.key(code))}
        stale = find_stale(keys, material.document_keys, hit_keys[name])
        retired.update((code_id, name) for code_id in stale.retired_code_ids)
        if not stale.document_ids:
            continue
        untouched = (
            suggester.untouched(stale, earlier(), material.document_keys, hit_keys[name], texts)
            if isinstance(suggester, FollowsEdits)
            else {}
        )
        standing.update({(*place, name): key for place, key in untouched.items()})
        touched = frozenset(id_ for id_ in stale.document_ids if (id_, stale.code_ids[0]) not in untouched)
        if touched:
            wanted = {code_id: keys[code_id] for code_id in stale.code_ids}
            finding = make(replace(material, only=frozenset(wanted)))
            jobs.append(Job(name=name, suggester=finding, keys=wanted, document_ids=touched))
    return Plan(
        work=Work(jobs=tuple(jobs), document_keys=material.document_keys),
        standing=standing,
        retired_document_ids=frozenset({document_id for document_id, _, _ in kept} - material.document_keys.keys()),
        retired_codes=frozenset(retired),
    )
