"""Turns without a label: headings, questions in cells, repeated paragraphs ask; the rest answers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from qualcode.model.document import Document, Role, Turn

_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])[\s.]*\Z", re.DOTALL)
_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}(?:[.)]\d{1,2})*(?:[.)]?\s*[a-z])?[.):]?\s+\S"  # 1 …, 2.1 …, 3.a …
    r"|Q(?:uestion)?\s*\d{1,2}[a-z]?(?:[.):]\s*\S|\s+(?-i:[^a-z\s]))"  # Q1: …, Q1 How …
    r"|[a-z]\.[ivx]{1,4}[.)]?\s+\S)",  # c.ii …
    re.IGNORECASE,
)
_OFTEN = 3
_SHORTEST = 12


def label_bare_turns(
    document: Document,
    *,
    parts_known: Mapping[str, Role],
    repeated: frozenset[str] = frozenset(),
    guided: frozenset[int] = frozenset(),
) -> tuple[dict[int, Role], str]:
    """The role of each turn without a label by its ordinal, and how it was found."""
    bare = [turn for turn in document.turns if not turn.speaker]
    if not bare:
        return {}, ""
    if any(role is Role.INFORMANT for role in parts_known.values()):
        return {turn.ordinal: Role.INTERVIEWER if turn.ordinal in guided else Role.OTHER for turn in bare}, ""
    asks = _asking(document, bare, repeated) | dict.fromkeys(guided, "questions of the guide")
    roles = {}
    for turn in bare:
        if turn.cue in {"preamble", "aside"} or _ASIDE.match(document.text[turn.start : turn.end]):
            roles[turn.ordinal] = Role.OTHER
        else:
            roles[turn.ordinal] = Role.INTERVIEWER if turn.ordinal in asks else Role.INFORMANT
    n = sum(1 for role in roles.values() if role is Role.INTERVIEWER)
    what = "only the interviewer is labelled" if parts_known else "no labels"
    found = ", ".join(sorted(set(asks.values()))) or "nothing in it looks like a question"
    return (
        roles,
        f"{what}: {n} of {len(bare)} paragraphs are taken as the interviewer's ({found}), the rest as the informant's",
    )


def repeated_paragraphs(documents: Iterable[Document]) -> frozenset[str]:
    """Paragraphs without a label that stand in three or more documents: a form's questions. Folded."""
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update({key for turn in document.turns if not turn.speaker and (key := _key(document, turn))})
    return frozenset(key for key, n in seen.items() if n >= _OFTEN)


def _asking(document: Document, bare: list[Turn], repeated: frozenset[str]) -> dict[int, str]:
    """The turns that ask, with the sign that says so."""
    asks: dict[int, str] = {}
    numbered = _numbered_questions(document, bare)
    questions = _question_paragraphs(document, bare)
    n_bold = sum(1 for turn in bare if turn.cue == "bold")
    for turn in bare:
        if turn.cue == "question":
            asks[turn.ordinal] = "question cells"
        elif turn.cue == "heading":
            asks[turn.ordinal] = "headings"
        elif turn.cue == "bold" and n_bold < len(bare) * 0.7:
            asks[turn.ordinal] = "bold paragraphs"
        elif repeated and _key(document, turn) in repeated:
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
    ends = [document.text[turn.start : turn.end].rstrip("\"'”’) ")[-1:] in {"?", "؟", "？"} for turn in bare]
    n = sum(ends)
    alternating = sum(1 for a, b in itertools.pairwise(ends) if a and not b)
    if n < 3 or n > len(bare) * 0.7 or n < len(bare) * 0.15 or alternating < n * 0.6:
        return frozenset()
    return frozenset(turn.ordinal for turn, asks in zip(bare, ends, strict=True) if asks)


def _key(document: Document, turn: Turn) -> str:
    text = " ".join(document.text[turn.start : turn.end].casefold().split())
    return text if len(text) >= _SHORTEST else ""
