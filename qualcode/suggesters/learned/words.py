"""The words of a study as numbers: what informants say, what they were asked, and what is said around it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qualcode.model.document import Passages
from qualcode.model.nouns import dataclass
from qualcode.model.stop_words import STOP_WORDS
from qualcode.model.text import fold_text
from qualcode.suggesters.arrays import keep_arrays, read_arrays
from qualcode.suggesters.rules.forms import stem_of
from qualcode.suggesters.rules.keys import versions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
    Hashes = NDArray[np.uint64]

VERSION = "1"
"""Of how words are made numbers; what an older one kept is made again."""
CACHE_NAME = "words.npz"


class Lists(NamedTuple):
    """A list of numbers per passage, one behind the other."""

    numbers: Numbers
    starts: NDArray[np.int64]
    """Where each list begins, and behind the last one where it ends."""

    def of(self, place: int) -> Numbers:
        """One of the lists."""
        return self.numbers[self.starts[place] : self.starts[place + 1]]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How long each list is."""
        return np.diff(self.starts)

    @classmethod
    def joined(cls, lists: Sequence[Numbers], place_of: Numbers | None = None) -> Lists:
        """Put lists one behind the other, `place_of` each number in its place."""
        starts = np.concatenate([[0], np.cumsum([len(each) for each in lists], dtype=np.int64)]).astype(np.int64)
        numbers = np.concatenate([*lists, np.empty(0, np.int32)])
        return cls(numbers if place_of is None else place_of[numbers], starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the informants of a study say, a row per passage, in the order of documents and of the text.

    A stem is the number of its hash in `stems`, so that nothing that is kept can be read.
    """

    ids: tuple[str, ...]
    documents: tuple[str, ...]
    informants: tuple[tuple[str, ...], ...]
    """Whose words each passage holds; nobody's where nobody is known."""
    languages: frozenset[str]
    """Those of any passage."""
    stems: Hashes
    """Sorted hashes; a stem's number is its place."""
    own: Lists
    others: Lists
    """What those say who are no informants, passage by passage."""
    asked: Lists
    """Of each row the places in `others` of what was said just before."""
    around: Lists
    """Of each row the rows before and after it in the same interview."""


def read_words(documents: Iterable[Passages], cache: Path | None = None) -> Wording:
    """Make numbers of all words of a study; of documents that are known from the last time in `cache`, without reading.

    A cache that is damaged, or of other versions, is made again.
    """
    known = _Known.read(cache)
    vocabulary: dict[int, int] = {}
    stemmer = _Stemmer()
    rows: list[tuple[str, str, tuple[str, ...]]] = []
    languages: set[str] = set()
    kept: list[tuple[str, Numbers, Numbers]] = []
    own: list[Numbers] = []
    others: list[Numbers] = []
    asked: list[Numbers] = []
    around: list[Numbers] = []
    for passages in documents:
        key = _key(passages)
        hashes, lengths = known.documents.get(key) or _hashes(passages, stemmer)
        numbers = np.array([vocabulary.setdefault(each, len(vocabulary)) for each in hashes.tolist()], dtype=np.int32)
        kept.append((key, numbers, lengths))
        languages.update(passages.languages or (passages.language,))
        pieces = np.split(numbers, np.cumsum(lengths)[:-1]) if len(lengths) else []
        first_own, first_other = len(own), len(others)
        for place, is_said in enumerate(passages.informant):
            (own if is_said else others).append(pieces[place])
        for place, before, beside in _places(passages.informant):
            people = passages.informants[place] if passages.informants else ()
            rows.append((f"{passages.document_id}:{passages.ordinals[place]}", passages.document_id, people))
            asked.append(np.array(before, dtype=np.int32) + first_other)
            around.append(np.array(beside, dtype=np.int32) + first_own)
    hashes, place_of = _sorted(vocabulary)
    if cache is not None and [key for key, *_ in kept] != list(known.documents):
        _keep(cache, kept, hashes, place_of)
    return Wording(
        ids=tuple(id_ for id_, _, _ in rows),
        documents=tuple(document for _, document, _ in rows),
        informants=tuple(people for _, _, people in rows),
        languages=frozenset(languages),
        stems=hashes,
        own=Lists.joined(own, place_of),
        others=Lists.joined(others, place_of),
        asked=Lists.joined(asked),
        around=Lists.joined(around),
    )


def _sorted(vocabulary: Mapping[int, int]) -> tuple[Hashes, Numbers]:
    """All stems in an order that does not hang on which document came first, and the place of each in it."""
    hashes = np.fromiter(vocabulary, np.uint64, len(vocabulary))
    order = np.argsort(hashes)
    place_of = np.empty(len(order), np.int32)
    place_of[order] = np.arange(len(order), dtype=np.int32)
    return hashes[order], place_of


def _places(informant: Sequence[bool]) -> Iterable[tuple[int, list[int], list[int]]]:
    """Of each informant passage its place; what was asked just before and its neighbours, as places of their kind."""
    own = [place for place, is_said in enumerate(informant) if is_said]
    asked: list[int] = []
    for order, place in enumerate(own):
        before = range(own[order - 1] + 1 if order else 0, place)
        asked = [each - order for each in before] or asked
        yield place, asked, [each for each in (order - 1, order + 1) if 0 <= each < len(own)]


def _hashes(passages: Passages, stemmer: _Stemmer) -> tuple[Hashes, Numbers]:
    """The stems of a document's passages, and how many each has."""
    found: list[int] = []
    lengths = []
    languages = passages.languages or (passages.language,) * len(passages.starts)
    for start, end, language in zip(passages.starts, passages.ends, languages, strict=True):
        words = stemmer.hashes(passages.text[start:end], language)
        lengths.append(len(words))
        found += words
    return np.array(found, dtype=np.uint64), np.array(lengths, dtype=np.int32)


@dataclass(slots=True)
class _Stemmer:
    """Hashes of stems, each worked out once."""

    known: dict[str, dict[str, int]] = field(default_factory=dict)

    def hashes(self, text: str, language: str) -> list[int]:
        """The stems of a text, in its order."""
        known = self.known.setdefault(language, {})
        words = fold_text(text).text.split()
        for word in words:
            if word not in known:
                known[word] = stem_hash(word, language)
        return [known[word] for word in words]


def stem_hash(word: str, language: str) -> int:
    """What a folded word counts as: one number for all its forms."""
    stem = stem_of(word, language.partition("-")[0])
    return int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=8).digest(), "little")


def stems_of(text: str, language: str) -> list[int]:
    """The hashes of the stems of a text, in its order."""
    return _Stemmer().hashes(text, language)


def stop_stems(languages: Iterable[str]) -> Hashes:
    """The stems of words that tell nothing of a theme, in those of the languages that have a list."""
    known = {language.partition("-")[0] for language in languages} & STOP_WORDS.keys()
    found = {stem_hash(word, language) for language in known for word in STOP_WORDS[language]}
    return np.array(sorted(found), dtype=np.uint64)


def _key(passages: Passages) -> str:
    made_from = (passages.sha256, passages.language, passages.languages, passages.starts, passages.ends)
    return hashlib.blake2b(repr(made_from).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class _Known:
    """Documents of which the words were made numbers before."""

    documents: dict[str, tuple[Hashes, Numbers]]

    @classmethod
    def read(cls, cache: Path | None) -> _Known:
        kept = read_arrays(cache / CACHE_NAME if cache else None, _made_by())
        with suppress(ValueError, KeyError, IndexError):
            hashes = kept["stems"][kept["numbers"]]
            lengths = np.split(kept["lengths"], np.cumsum(kept["passages"])[:-1])
            ends = np.cumsum([each.sum() for each in lengths])[:-1].astype(np.int64)
            known = zip(np.split(hashes, ends), lengths, strict=True)
            return cls(dict(zip(kept["keys"].tolist(), known, strict=True)))
        return cls({})


def _keep(cache: Path, kept: Sequence[tuple[str, Numbers, Numbers]], stems: Hashes, place_of: Numbers) -> None:
    arrays = {
        "keys": np.array([key for key, *_ in kept]),
        "passages": np.array([len(lengths) for *_, lengths in kept], dtype=np.int64),
        "lengths": np.concatenate([lengths for *_, lengths in kept]),
        "numbers": place_of[np.concatenate([numbers for _, numbers, _ in kept])],
        "stems": stems,
    }
    keep_arrays(cache / CACHE_NAME, _made_by(), arrays)


def _made_by() -> str:
    return f"{VERSION} {versions()}"
