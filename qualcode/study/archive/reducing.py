"""What all interviews of an archive together show, kept small: who asks throughout, which paragraphs recur, copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from sys import intern

from qualcode.model.plain import sha256_of
from qualcode.readers.speakers.evidence import Evidence
from qualcode.readers.speakers.regulars import find_regulars
from qualcode.readers.speakers.unlabelled import OFTEN
from qualcode.study.archive.interview import FileTold, Fingerprints, Throughout, Told
from qualcode.study.reading.gathering import LONG_ENOUGH


class Reducing:
    """Takes what the first pass found, a partition after the other.

    Of an interview whose labels are names some hundred bytes stay, of others a few.
    """

    def __init__(self) -> None:
        self.unsettled: dict[int, list[int]] = {}
        """By number of the partition, the places in it of files that have to be read again."""
        self.left_out: dict[int, dict[str, str]] = {}
        """By number of the partition and name, why an interview is left out."""
        self.known = ""
        """A hash of what all interviews together show."""
        self._evidence: list[Evidence] = []
        self._n_others = 0
        self._seen: Counter[int] = Counter()
        self._held: dict[bytes, str] = {}
        self._ids: dict[str, str] = {}

    def add(self, number: int, files: Sequence[FileTold]) -> None:
        """Take a partition."""
        for place, file in enumerate(files):
            for told in file.told:
                if reason := self._reason_to_leave_out(told):
                    self.left_out.setdefault(number, {})[told.name] = reason
                    continue
                if told.cells is None and (number not in self.unsettled or self.unsettled[number][-1] != place):
                    self.unsettled.setdefault(number, []).append(place)
                self._seen.update(told.bare)
                if told.evidence:
                    self._evidence.append(_small(told.evidence))
                else:
                    self._n_others += 1

    def throughout(self) -> Throughout:
        """What they show together."""
        repeated = frozenset(paragraph for paragraph, n in self._seen.items() if n >= OFTEN)
        regulars = find_regulars((*self._evidence, *self._others())) if self.unsettled else {}
        self.known = sha256_of([regulars, sorted(repeated)])
        return Throughout(regulars, Fingerprints(repeated))

    def _others(self) -> Iterator[Evidence]:
        """Interviews without a name among their labels: they only count as interviews."""
        return (Evidence(document_id="", heard=()) for _ in range(self._n_others))

    def _reason_to_leave_out(self, told: Told) -> str:
        """Say why an interview does not count: it is there already, or another has its id."""
        hashes = [told.source_sha256]
        if told.n_characters >= LONG_ENOUGH and "#" not in told.name:
            hashes.append(told.text_sha256)
        digests = [bytes.fromhex(each)[:12] for each in hashes]
        if same := next((self._held[each] for each in digests if each in self._held), ""):
            return f"{told.name}: the same interview as {same}"
        if other := self._ids.get(told.id, ""):
            return f"{told.name}: would be {told.id}, as {other} is (rename it where it is another interview)"
        self._ids[told.id] = told.name
        self._held.update(dict.fromkeys(digests, told.name))
        return ""


def _small(evidence: Evidence) -> Evidence:
    """Evidence of which what recurs is kept once."""
    heard = (replace(h, label=intern(h.label), kind=intern(h.kind), name=intern(h.name)) for h in evidence.heard)
    return replace(evidence, heard=tuple(heard))
