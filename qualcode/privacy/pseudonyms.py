"""Names in a transcript replaced by others as it is read, by a key that is kept elsewhere; and put back by it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from qualcode.model.document import Document, Turn
from qualcode.model.naming import fold
from qualcode.model.nouns import dataclass
from qualcode.privacy.names import TITLES, Names, Protected, is_told_by_capital

KINDS = ("person", "place", "organisation")
_LIKE = 80.0
"""From here on a word with a capital may be a name that is spelt otherwise, in percent."""
_SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the key: a name, and what stands in its place."""

    real: str
    shown: str
    kind: str = "person"

    @property
    def label(self) -> str:
        """What the name is as a speaker's label: without the brackets that stand around it in talk."""
        return self.shown.removeprefix("[").removesuffix("]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A place in an interview where a name may be left; it tells the name of the key, never the words."""

    document_id: str
    turn: int
    why: str


class Pseudonyms:
    """Replaces the names of a key, longest first, in any case, accent and spacing, and what is left of them alone."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._shown = {fold(entry.real): entry for entry in reversed(self._entries)}

    @cached_property
    def _parts(self) -> Mapping[str, set[str]]:
        """First names and surnames of persons, by what stands in the place of those who have them."""
        found: dict[str, set[str]] = {}
        for entry in self._entries:
            words = re.split(r"[\s,،.]+", entry.real) if entry.kind == "person" else ()
            for word in words if len(words) > 1 else ():
                if len(word) > 2 and word.casefold() not in TITLES and fold(word) not in self._shown:
                    found.setdefault(word, set()).add(entry.shown)
        return found

    @cached_property
    def _names(self) -> Names:
        whole = [
            Protected(
                name=entry.real, replacement=entry.shown, kind=entry.kind, as_written=is_told_by_capital(entry.real)
            )
            for entry in self._entries
        ]
        parts = (
            Protected(name=word, replacement=next(iter(shown)), as_written=True)
            for word, shown in self._parts.items()
            if len(shown) == 1
        )
        return Names([*whole, *parts])

    @cached_property
    def _shared(self) -> Names:
        """Parts of several persons' names: whose they are cannot be told."""
        shared = (word for word, shown in self._parts.items() if len(shown) > 1)
        return Names(Protected(name=word, replacement=word, as_written=True) for word in shared)

    def replaced(self, text: str) -> tuple[str, int]:
        """The text with every name of the key replaced, and how many there were."""
        found = [each for each in self._names.find(text) if each.kind != "contact"]
        for name in reversed(found):
            text = text[: name.start] + name.replacement + text[name.end :]
        return text, len(found)

    def label(self, speaker: str) -> str:
        """A speaker's label as the study is to have it."""
        if (entry := self._shown.get(fold(speaker))) is not None:
            return entry.label
        text, n = self.replaced(speaker)
        return text.replace("[", "").replace("]", "") if n else speaker

    def read(self, document: Document) -> tuple[Document, int]:
        """The document without the names of the key, positions counted in what is left, and how many there were."""
        pieces: list[str] = []
        turns: list[Turn] = []
        at = length = n_names = 0
        for turn in document.turns:
            between = document.text[at : turn.start]
            words, n = self.replaced(document.text[turn.start : turn.end])
            start = length + len(between)
            speaker = self.label(turn.speaker)
            turns.append(turn._replace(start=start, end=start + len(words), speaker=speaker))
            pieces += between, words
            at, length, n_names = turn.end, start + len(words), n_names + n
        text = "".join([*pieces, document.text[at:]])
        made = replace(
            document,
            text=text,
            counted=(),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            turns=tuple(turns),
            notes=self._each(document.notes),
            doubts=self._each(document.doubts),
            left_out=self._each(document.left_out),
        )
        return made, n_names

    def doubts(self, document: Document) -> Iterator[Doubt]:
        """What may be a name of the key in an interview that was read with it, and cannot be certain."""
        like = {entry.real for entry in self._entries} | set(self._parts)
        known = sorted(word for name in like for word in _WORD.findall(name) if len(word) >= _SHORTEST)
        seen: set[tuple[int, str]] = set()
        for turn in document.turns:
            words = document.text[turn.start : turn.end]
            shared = {words[each.start : each.end] for each in self._shared.find(words) if each.kind != "contact"}
            whys = [f"{name} is part of several names of the key" for name in sorted(shared)]
            whys += [f"spelt like {name}" for name in self._alike(words, known) if name not in shared]
            for why in whys:
                if (turn.ordinal, why) not in seen:
                    seen.add((turn.ordinal, why))
                    yield Doubt(document_id=document.id, turn=turn.ordinal, why=why)

    def revealed(self, text: str) -> str:
        """The text with the names of the key put back; of several that one stands for, the first."""
        real: dict[str, str] = {}
        for entry in self._entries:
            real.setdefault(entry.shown, entry.real)
        if not real:
            return text
        longest = sorted(real, key=len, reverse=True)
        pattern = "|".join(re.escape(shown) for shown in longest)
        return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: real[found[0]], text)

    def _each(self, said: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.replaced(each)[0] for each in said)

    def _alike(self, words: str, known: Sequence[str]) -> Iterator[str]:
        from rapidfuzz.process import extractOne

        for word in dict.fromkeys(_WORD.findall(words)):
            if len(word) >= _SHORTEST and word[0] != word[0].lower() and not self._shows(word):
                found = extractOne(word, known, score_cutoff=_LIKE)
                if found:
                    yield found[0]

    def _shows(self, word: str) -> bool:
        """Whether a word is part of what stands in a name's place."""
        return any(word in entry.shown for entry in self._entries)


def grown(entries: Sequence[Entry], names: Iterable[Entry]) -> list[Entry]:
    """The key with names that it has not, and something to be shown for each that has nothing."""
    found = list(entries)
    known = {fold(name) for entry in found for name in (entry.real, entry.shown, entry.label)}
    for entry in names:
        if fold(entry.real) not in known:
            known.add(fold(entry.real))
            found.append(entry)
    taken = {entry.shown.casefold() for entry in found}
    numbers: Counter[str] = Counter()
    for place, entry in enumerate(found):
        while not found[place].shown:
            numbers[entry.kind] += 1
            shown = f"[{entry.kind.capitalize()} {numbers[entry.kind]}]"
            if shown.casefold() not in taken:
                found[place] = replace(entry, shown=shown)
    return found
