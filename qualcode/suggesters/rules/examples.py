"""A codebook's own tests: the sentences each code must find, and those it must leave alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Evidence
from qualcode.model.document import Document, Passages, Role, Segment, Turn
from qualcode.model.nouns import dataclass
from qualcode.model.text import Span
from qualcode.suggesters.rules.matcher import Matcher
from qualcode.suggesters.rules.matching import suggest, suggest_document


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleResult:
    """One sentence of a code's tests, tried."""

    code_id: str
    sentence: str
    expected: bool
    """Whether the codebook says that the code must find it."""
    evidence: tuple[Evidence, ...]
    """What the code, or a code under it, found there."""
    line: int = 0

    @property
    def passed(self) -> bool:
        """Whether the code did what its test says."""
        return bool(self.evidence) == self.expected


def test_codebook(codebook: Codebook, matcher: Matcher) -> list[ExampleResult]:
    """Try every test of every code. A sentence that a code under it finds counts as found, as it does in tables."""
    return [result for code in codebook.codes for result in _try_code(code, codebook, matcher)]


def _try_code(code: Code, codebook: Codebook, matcher: Matcher) -> Iterator[ExampleResult]:
    family = codebook.family(code.id)
    for expected, sentences in ((True, code.match), (False, code.no_match)):
        for sentence in sentences:
            evidence = tuple(piece for piece in find_in_sentence(sentence, matcher) if piece.code_id in family)
            yield ExampleResult(
                code_id=code.id, sentence=sentence, expected=expected, evidence=evidence, line=code.line
            )


def find_in_sentence(text: str, matcher: Matcher, *, language: str = "") -> list[Evidence]:
    """What every code finds in a text that stands alone, as if an informant had said it."""
    turn = Turn(ordinal=1, start=0, end=len(text), role=Role.INFORMANT, informant_id="test")
    document = Document(
        id="test", name="test", text=text, sha256="", source_sha256="", turns=(turn,), reader="", language=language
    )
    segment = Segment(
        id="test:1",
        document_id="test",
        ordinal=1,
        turn=1,
        start=0,
        end=len(text),
        text=text,
        sentences=tuple(_sentences(text)),
        language=language,
    )
    return [piece for suggestion in suggest_document(document, [segment], matcher) for piece in suggestion.evidence]


def codes_alone(phrases: Sequence[tuple[str, str]], matcher: Matcher) -> list[frozenset[str]]:
    """Find the codes in each of these phrases, which stand alone, each with its language; all are tried at once."""
    found: list[set[str]] = [set() for _ in phrases]
    for language in sorted({language for _, language in phrases}):
        ordinals = [place for place, (_, own) in enumerate(phrases) if own == language]
        texts = [phrases[place][0] for place in ordinals]
        starts = list(accumulate((len(text) + 2 for text in texts), initial=0))[: len(texts)]
        passages = Passages(
            document_id="test",
            sha256="",
            language=language,
            text="\n\n".join(texts),
            ordinals=tuple(ordinals),
            starts=tuple(starts),
            ends=tuple(start + len(text) for start, text in zip(starts, texts, strict=True)),
            informant=(True,) * len(texts),
            sentences=tuple(starts),
        )
        for hits in suggest([passages], matcher):
            for ordinal in hits.segments():
                found[ordinal].add(hits.code_id)
    return [frozenset(codes) for codes in found]


def _sentences(text: str) -> Iterator[Span]:
    from sentencex import get_sentence_boundaries

    for boundary in get_sentence_boundaries("en", text):
        yield Span(boundary["start_index"], boundary["end_index"])
