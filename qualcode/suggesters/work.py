"""What has to be found again, by which suggester and where; and the finding itself, one document after the other."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import chain

from qualcode.model.codebook import Codebook
from qualcode.model.document import Passages
from qualcode.model.hits import WIDTH, FoundBy, Hits, PackedHits, Slot
from qualcode.model.nouns import dataclass
from qualcode.suggesters.stale import DocumentCode, find_stale
from qualcode.suggesters.suggester import FollowsEdits, Material, Suggester, Texts

NOTHING = Hits(document_id="", code_id="")


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

    @property
    def needs_sentences(self) -> bool:
        """Whether anyone asks where sentences begin; whoever does not say may ask."""
        return any(getattr(job.suggester, "needs_sentences", True) for job in self.jobs)

    def find(self, passages: Passages) -> Iterator[Hits]:
        """Find in one document what every suggester has to, a value for each code, with the key it stays good for.

        Every piece of evidence is given its suggester's name, and what lies in a passage of no informant is left out.
        """
        own = self.document_keys[passages.document_id]
        spoken = {ordinal for ordinal, is_said in zip(passages.ordinals, passages.informant, strict=True) if is_said}
        for job in self.jobs:
            if passages.document_id not in job.document_ids:
                continue
            found = {hits.code_id: hits for hits in job.suggester.find(passages)}
            for code_id, key in job.keys.items():
                hits = found.get(code_id, NOTHING)
                yield Hits(
                    document_id=passages.document_id,
                    code_id=code_id,
                    suggester=job.name,
                    key=f"{own}:{key}",
                    found=_named(job.name, hits.found),
                    columns=_within(spoken, hits.columns),
                )

    def packed(self, passages: Passages) -> Iterator[PackedHits]:
        """What is found in one document, as it is handed over and kept."""
        return map(Hits.packed, self.find(passages))


def _named(suggester: str, found: tuple[FoundBy, ...]) -> tuple[FoundBy, ...]:
    if {each[0] for each in found} <= {suggester}:
        return found
    return tuple((suggester, *each[1:]) for each in found)


def _within(spoken: Set[int], columns: array[int]) -> array[int]:
    """The evidence that lies in some passages."""
    if spoken >= set(columns[::WIDTH]):
        return columns
    places = range(0, len(columns), WIDTH)
    kept = (columns[place : place + WIDTH] for place in places if columns[place] in spoken)
    return array("i", chain.from_iterable(kept))


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


def plan_work(
    material: Material,
    suggesters: Mapping[str, Callable[[Material], Suggester]],
    hit_keys: Mapping[str, Mapping[DocumentCode, str]],
    *,
    earlier: Callable[[], Iterable[Codebook]],
    texts: Texts,
    resting: Collection[str] = (),
) -> Plan:
    """Compare what was found, by suggester with the key it was found with, with the texts and suggesters of today.

    `earlier` gives codebooks that were applied before, newest first; `texts` the texts of documents. Of suggesters that
    are `resting` goes only what is of codes and documents that are gone.
    """
    known_codes = {code.id for code in material.codebook.codes}
    jobs: list[Job] = []
    standing: dict[Slot, str] = {}
    documents: set[str] = set()
    codes: set[tuple[str, str]] = set()
    for name in (*suggesters, *(hit_keys.keys() - suggesters.keys())):
        suggester = suggesters[name](material) if name in suggesters else None
        keys = {code.id: key for code in material.codebook.codes if suggester and (key := suggester.key(code))}
        known = hit_keys.get(name, {})
        if name in resting:
            documents.update({document_id for document_id, _ in known} - material.document_keys.keys())
            codes.update((code_id, name) for code_id in {code_id for _, code_id in known} - known_codes)
            continue
        stale = find_stale(keys, material.document_keys, known)
        documents.update(stale.retired_document_ids)
        codes.update((code_id, name) for code_id in stale.retired_code_ids)
        untouched: dict[DocumentCode, str] = {}
        if stale.document_ids and isinstance(suggester, FollowsEdits):
            untouched = suggester.untouched(stale, earlier(), material.document_keys, known, texts)
            standing.update({(*place, name): key for place, key in untouched.items()})
        touched = frozenset(id_ for id_ in stale.document_ids if (id_, stale.code_ids[0]) not in untouched)
        if touched:
            wanted = {code_id: keys[code_id] for code_id in stale.code_ids}
            finding = suggesters[name](replace(material, only=frozenset(wanted)))
            jobs.append(Job(name=name, suggester=finding, keys=wanted, document_ids=touched))
    return Plan(
        work=Work(jobs=tuple(jobs), document_keys=material.document_keys),
        standing=standing,
        retired_document_ids=frozenset(documents),
        retired_codes=frozenset(codes),
    )
