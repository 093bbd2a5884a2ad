"""Turns without a label: headings, questions in cells, repeated paragraphs ask; the rest answers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping

from qualcode.model.document import Document, Role, Turn

_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])[\s.]*\Z", re.DOTALL)
_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}(?:[.)]\d{1,2})*(?:[.)]?\s*[a-z])?[.):]?\s+\S"  # 1 …, 2.1 …, 3.a …
    r"|Q(?:uestion)?\s*\d{1,2}[a-z]?(?:[.):]\s*\S|\s+(?-i:[^a-z\s]))"  # Q1: …, Q1 How …
    r"|[a-z]\.[ivx]{1,4}[.)]?\s+\S)",  # c.ii …
    re.IGNORECASE,
)
_HEADING = re.compile(r"[^\W\d_][^.?!;:…\n]{1,60}:?\Z")
"""A short line that ends no sentence."""
OFTEN = 3
"""Documents that a form's question stands in at least."""
_SHORTEST = 12
_MOST_OF_A_HEADING, _MOST_OF_A_TITLE = 4, 8
"""Words; what people say without a full stop is longer, mostly."""


def label_bare_turns(
    document: Document,
    *,
    parts_known: Mapping[str, Role],
    repeated: Container[str] = frozenset(),
    guided: frozenset[int] = frozenset(),
) -> tuple[dict[int, Role], str]:
    """The role of each turn without a label by its ordinal, and how it was found."""
    bare = [turn for turn in document.turns if not turn.speaker]
    if not bare:
        return {}, ""
    if any(role is Role.INFORMANT for role in parts_known.values()):
        asked = guided | {turn.ordinal for turn in bare if turn.cue == "question"}
        return {turn.ordinal: Role.INTERVIEWER if turn.ordinal in asked else Role.OTHER for turn in bare}, ""
    asks = _asking(document, bare, repeated) | dict.fromkeys(guided, "questions of the guide")
    if not asks:
        asks = dict.fromkeys(_lines_above_paragraphs(document, bare), "short lines above paragraphs")
    titles = _titles(document, bare, asks)
    roles = {}
    for turn in bare:
        if turn.cue in {"preamble", "aside"} or turn.ordinal in titles or _ASIDE.match(_text(document, turn)):
            roles[turn.ordinal] = Role.OTHER
        else:
            roles[turn.ordinal] = Role.INTERVIEWER if turn.ordinal in asks else Role.INFORMANT
    what = "only the interviewer is labelled" if parts_known else "no labels"
    n = sum(1 for role in roles.values() if role is Role.INTERVIEWER)
    if not n:
        whose = "the informant's" if Role.INFORMANT in roles.values() else "nobody's"
        return roles, f"{what} and no question found: every paragraph is taken as {whose}"
    found = ", ".join(sorted(set(asks.values())))
    return (
        roles,
        f"{what}: {n} of {len(bare)} paragraphs are taken as the interviewer's ({found}), the rest as the informant's",
    )


def repeated_paragraphs(documents: Iterable[Document]) -> frozenset[str]:
    """Paragraphs without a label that stand in three or more documents: a form's questions. Folded."""
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update(bare_paragraphs(document))
    return frozenset(key for key, n in seen.items() if n >= OFTEN)


def bare_paragraphs(document: Document) -> frozenset[str]:
    """The paragraphs of a document without a label, folded: several documents may have them."""
    return frozenset(key for turn in document.turns if not turn.speaker and (key := _key(document, turn)))


def _asking(document: Document, bare: list[Turn], repeated: Container[str]) -> dict[int, str]:
    """The turns that ask, with the sign that says so."""
    asks: dict[int, str] = {}
    numbered = _numbered_questions(document, bare)
    questions = _question_paragraphs(document, bare)
    n_bold = sum(1 for turn in bare if turn.cue == "bold")
    answers = {b.ordinal for a, b in itertools.pairwise(document.turns) if a.cue == "question" and b.cue != "question"}
    for turn in bare:
        if turn.cue == "question":
            asks[turn.ordinal] = "question cells"
        elif turn.cue == "heading":
            asks[turn.ordinal] = "headings"
        elif turn.cue == "bold" and n_bold < len(bare) * 0.7:
            asks[turn.ordinal] = "bold paragraphs"
        elif turn.ordinal not in answers and _key(document, turn) in repeated:
            asks[turn.ordinal] = "paragraphs that other documents have too"
        elif turn.ordinal in numbered:
            asks[turn.ordinal] = "numbered questions"
        elif turn.ordinal in questions:
            asks[turn.ordinal] = "paragraphs that ask"
    return asks


def _numbered_questions(document: Document, bare: list[Turn]) -> frozenset[int]:
    """Numbered paragraphs ask where paragraphs without number follow most of them."""
    marked = [bool(_NUMBERED.match(document.text, turn.start, turn.end)) for turn in bare]
    followed = sum(1 for a, b in itertools.pairwise(marked) if a and not b)
    if sum(marked) < 3 or followed < sum(marked) * 0.5:
        return frozenset()
    return frozenset(turn.ordinal for turn, is_marked in zip(bare, marked, strict=True) if is_marked)


def _question_paragraphs(document: Document, bare: list[Turn]) -> frozenset[int]:
    """Paragraphs that end in a question mark, where they come and go as questions do."""
    ends = [_text(document, turn).rstrip("\"'”’) ")[-1:] in {"?", "؟", "？"} for turn in bare]
    n = sum(ends)
    alternating = sum(1 for a, b in itertools.pairwise(ends) if a and not b)
    if n < 3 or n > len(bare) * 0.7 or n < len(bare) * 0.15 or alternating < n * 0.6:
        return frozenset()
    return frozenset(turn.ordinal for turn, asks in zip(bare, ends, strict=True) if asks)


def _lines_above_paragraphs(document: Document, bare: list[Turn]) -> frozenset[int]:
    """In notes without other signs, short lines that end no sentence, each above a paragraph that does."""
    short = [_is_heading(document, turn, most=_MOST_OF_A_HEADING) for turn in bare]
    above = [
        turn.ordinal
        for turn, following, is_short, goes_on in zip(bare, bare[1:], short, short[1:], strict=False)
        if is_short and not goes_on and _ends_sentence(_text(document, following))
    ]
    return frozenset(above if len(above) > 1 and sum(short) < len(bare) * 0.6 else ())


def _titles(document: Document, bare: list[Turn], asks: Mapping[int, str]) -> frozenset[int]:
    """`Key informant interview`, `Ministry of Health`: short lines above the first question."""
    before = list(itertools.takewhile(lambda turn: turn.ordinal not in asks, bare)) if asks else []
    return frozenset(turn.ordinal for turn in before if _is_heading(document, turn, most=_MOST_OF_A_TITLE))


def _is_heading(document: Document, turn: Turn, *, most: int) -> bool:
    text = _text(document, turn)
    return len(text.split()) <= most and text[:1].upper() == text[:1] and bool(_HEADING.match(text))


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'”’») ")[-1:] in {".", "!", "…", "؟", "。", "۔"}


def _text(document: Document, turn: Turn) -> str:
    return document.text[turn.start : turn.end]


def _key(document: Document, turn: Turn) -> str:
    text = " ".join(_text(document, turn).casefold().split())
    return text if len(text) >= _SHORTEST else ""
