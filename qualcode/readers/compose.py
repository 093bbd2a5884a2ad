"""A reading → documents: text and turns, every turn a slice of the text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from qualcode.errors import ReadError
from qualcode.model.document import Document, Turn
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.language import guess_language
from qualcode.readers.normalise import describe, normalise
from qualcode.readers.source import ReadOptions, Source
from qualcode.readers.turns import Utterance, split_turns

MAX_CHARACTERS = 20_000_000
MAX_TURNS = 200_000
_BETWEEN_TURNS = "\n\n"


def compose(source: Source, reading: Reading, options: ReadOptions, *, reader: str) -> list[Document]:
    """The documents of a file: one, or one for each heading that `--split` names."""
    if sum(len(block.text) for block in reading.blocks) > MAX_CHARACTERS:
        raise source.error(
            f"holds more than {MAX_CHARACTERS // 1_000_000} million characters, more than any interview",
            hint="import the transcript itself; divide a file that holds many interviews",
        )
    counts: Counter[str] = Counter()
    blocks = [_normalised(block, counts) for block in reading.blocks]
    notes = [*reading.notes, *describe(counts)]
    parts = split_blocks(blocks, _pattern(options.split, "split")) if options.split else [("", blocks)]
    if options.split and len(parts) == 1 and not parts[0][0]:
        raise source.error("no line matches the pattern of --split", hint="try the pattern on one heading of the file")
    return [_document(source, heading, part, reading, notes, options, reader) for heading, part in parts]


def split_blocks(blocks: Sequence[Block], pattern: Any) -> list[tuple[str, list[Block]]]:
    """The blocks under each heading that matches; what stands before the first goes with the first interview."""
    parts: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        for piece in _pieces(block, pattern):
            first_line = piece.text.lstrip().split("\n", 1)[0]
            if pattern.search(first_line.strip(), timeout=1.0):
                parts.append((first_line.strip(), []))
                rest = piece.text.lstrip()[len(first_line) :].strip("\n")
                if rest:
                    parts[-1][1].append(replace(piece, text=rest, bold=0, heading=False))
            else:
                parts[-1][1].append(piece)
    if len(parts) > 1:
        before = parts.pop(0)[1]
        parts[0] = (parts[0][0], before + parts[0][1])
    return parts


def slug(name: str) -> str:
    """A name as a document id: `KII 03 (final)` → `kii-03-final`."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return re.sub(r"[^\w]+", "-", plain.replace("_", "-"), flags=re.UNICODE).strip("-") or "document"


def _pieces(block: Block, pattern: Any) -> list[Block]:
    """A block cut before each of its lines that matches."""
    lines = block.text.split("\n")
    starts = [0] + [n for n, line in enumerate(lines) if n and pattern.search(line.strip(), timeout=1.0)]
    if len(starts) == 1:
        return [block]
    ends = [*starts[1:], len(lines)]
    return [replace(block, text="\n".join(lines[start:end])) for start, end in zip(starts, ends, strict=True)]


def _pattern(written: str, option: str) -> Any:
    import regex

    try:
        pattern = regex.compile(written)
    except regex.error as error:
        raise ReadError(
            f"--{option}: the pattern cannot be understood: {error}", hint="for example '^Interview \\d+'"
        ) from error
    if pattern.match(""):
        raise ReadError(f"--{option}: the pattern matches an empty line", hint="for example '^Interview \\d+'")
    return pattern


def _normalised(block: Block, counts: Counter[str]) -> Block:
    text = normalise(block.text, counts)
    return block if text is block.text else replace(block, text=text)


def _document(
    source: Source,
    heading: str,
    blocks: list[Block],
    reading: Reading,
    notes: list[str],
    options: ReadOptions,
    reader: str,
) -> Document:
    speakers = _pattern(options.speakers, "speakers") if options.speakers else None
    try:
        utterances, counts = split_turns(blocks, hard_lines=reading.hard_lines, speakers=speakers)
    except TimeoutError as error:
        raise source.error("the pattern takes too long on this text", hint="make the pattern simpler") from error
    if not utterances:
        raise source.error(
            f"holds no words{f' under {heading!r}' if heading else ''}", hint="ask for the file again, or leave it out"
        )
    if len(utterances) > MAX_TURNS:
        raise source.error(f"holds more than {MAX_TURNS:,} turns, more than any interview", hint="divide the file")
    text, turns = _join(utterances)
    stem = source.path.stem
    return Document(
        id=slug(f"{stem} {heading[:40]}") if heading else slug(stem),
        name=source.name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        source_sha256=source.sha256,
        turns=turns,
        reader=reader,
        language=guess_language(text),
        notes=(*notes, *describe(counts)),
    )


def _join(utterances: Sequence[Utterance]) -> tuple[str, tuple[Turn, ...]]:
    texts, turns, start = [], [], 0
    for ordinal, utterance in enumerate(utterances, start=1):
        words = utterance.text
        turns.append(
            Turn(
                ordinal=ordinal,
                start=start,
                end=start + len(words),
                speaker=utterance.speaker,
                started_at=utterance.started_at,
                cue=utterance.cue,
            )
        )
        texts.append(words)
        start += len(words) + len(_BETWEEN_TURNS)
    return _BETWEEN_TURNS.join(texts), tuple(turns)
