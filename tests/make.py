"""Documents, segments, codebooks and codings built by hand, in a line."""

from __future__ import annotations

import hashlib

from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding
from qualcode.model.document import Document, Role, Segment, Turn
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.text import Span


def make_document(*turns: tuple[str, str] | str, id: str = "kii-01", informant_id: str = "i1") -> Document:
    """Turns as `(speaker, words)`, or words alone for the informant; `I` is the interviewer."""
    texts, made, start = [], [], 0
    for ordinal, turn in enumerate(turns, start=1):
        speaker, words = turn if isinstance(turn, tuple) else ("R", turn)
        asks = speaker == "I"
        made.append(
            Turn(
                ordinal=ordinal,
                start=start,
                end=start + len(words),
                speaker=speaker,
                role=Role.INTERVIEWER if asks else Role.INFORMANT,
                informant_id=None if asks else informant_id,
            )
        )
        texts.append(words)
        start += len(words) + 2
    text = "\n\n".join(texts)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=id,
        name=f"{id}.txt",
        text=text,
        sha256=digest,
        source_sha256=digest,
        turns=tuple(made),
        reader="test 1",
        language="en",
    )


def make_segments(document: Document) -> tuple[Segment, ...]:
    """A segment and a sentence per turn."""
    return tuple(
        Segment(
            id=f"{document.id}:{turn.ordinal}",
            document_id=document.id,
            ordinal=turn.ordinal,
            turn=turn.ordinal,
            start=turn.start,
            end=turn.end,
            text=document.text[turn.start : turn.end],
            sentences=(Span(turn.start, turn.end),),
            language=document.language,
        )
        for turn in document.turns
    )


def make_segment(text: str, *, language: str = "en") -> Segment:
    """A passage on its own."""
    return Segment(
        id="kii-01:1",
        document_id="kii-01",
        ordinal=1,
        turn=1,
        start=0,
        end=len(text),
        text=text,
        sentences=(Span(0, len(text)),),
        language=language,
    )


def make_codebook(*codes: Code | str, name: str = "Test") -> Codebook:
    """Codes, or ids alone; `funding/donors` is a code under `funding`."""
    made = []
    for code in codes:
        if isinstance(code, str):
            parent, _, code_id = code.rpartition("/")
            code = Code(id=code_id, name=code_id.replace("_", " ").capitalize(), parent=parent or None)
        made.append(code)
    return Codebook(name=name, codes=tuple(made), sha256="c" * 64)


def make_roster(**types: str) -> Roster:
    """`make_roster(i1="CSO", i2="UN agency")`: each informant in a document of the same name."""
    return Roster(
        informants=tuple(Informant(id=id, informant_type=type) for id, type in types.items()),
        appearances=tuple(Appearance(informant_id=id, document=id) for id in types),
    )


def make_coding(
    code_id: str, informant_id: str, text: str = "Money is short.", *, ordinal: int = 1, coder: str = ""
) -> Coding:
    """A code on a passage of an informant's document."""
    return Coding(
        id=f"{informant_id}-{ordinal}-{code_id}",
        code_id=code_id,
        document_id=informant_id,
        segment_id=f"{informant_id}:{ordinal}",
        informant_id=informant_id,
        start=0,
        end=len(text),
        text=text,
        coder=coder,
    )
