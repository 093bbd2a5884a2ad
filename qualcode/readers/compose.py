"""A reading → documents: text and turns, every turn a slice of the text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.files.normalise import normalise
from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source, display_name
from qualcode.model.document import Document, Turn
from qualcode.model.language import guess_language
from qualcode.model.naming import slug
from qualcode.model.text import beyond_ascii
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.letters import are_all_there, doubt_about_letters
from qualcode.readers.several import several_interviews
from qualcode.readers.speakers.turns import split_turns
from qualcode.readers.speakers.utterance import Utterance

if TYPE_CHECKING:
    import regex

MAX_CHARACTERS = 20_000_000
MAX_TURNS = 200_000
_BETWEEN_TURNS = "\n\n"
_WIDE_SPACE = re.compile(r"[\u2000-\u200a\u3000]")
_RUNS = re.compile(r"[ \t\u2000-\u200a\u3000]{2,}|\t")
"""Spaces that come from a page's layout and mean nothing in talk."""


def compose(source: Source, reading: Reading, options: ReadOptions, *, reader: str) -> list[Document]:
    """The documents of a file: one, or one for each heading that `--split` names."""
    parts = reading.parts or [("", reading.blocks)]
    if sum(len(block.text) for _, blocks in parts for block in blocks) > MAX_CHARACTERS:
        raise source.error(
            f"holds more than {MAX_CHARACTERS // 1_000_000} million characters, more than any interview",
            hint="import the transcript itself; divide a file that holds many interviews",
        )
    counts: Counter[str] = Counter()
    if not _is_normal(parts):
        parts = [(name, [_normalised(block, counts) for block in blocks]) for name, blocks in parts]
    notes = [*reading.notes, *phrases(counts)]
    several = None
    if options.split:
        parts = _split(source, parts, options)
    elif not reading.parts:
        several = several_interviews(parts[0][1])
    documents = [
        _document(source, name, blocks, reading, notes, options, reader)
        for name, blocks in zip(*_named(parts), strict=True)
    ]
    doubts = [several.doubt] if several else []
    beside = [block.unread for _, blocks in parts for block in blocks if block.unread]
    doubts += _missing_letters(reading, documents, [*(name for name, _ in parts), *beside])
    return [replace(document, doubts=(*document.doubts, *doubts)) for document in documents] if doubts else documents


def _missing_letters(reading: Reading, documents: Sequence[Document], beside: Sequence[str]) -> list[str]:
    if not reading.letters:
        return []
    spoken = [turn.speaker for document in documents for turn in document.turns]
    said = [document.text[turn.start : turn.end] for document in documents for turn in document.turns]
    if are_all_there(reading.letters, spoken, said):
        return []
    kept = [*(document.text for document in documents), *reading.left_out, *reading.accounted, *beside]
    return doubt_about_letters(reading.letters, kept, spoken)


def _split(source: Source, parts: list[tuple[str, list[Block]]], options: ReadOptions) -> list[tuple[str, list[Block]]]:
    pattern = compile_pattern(options.split, "split")
    try:
        found = [piece for _, blocks in parts for piece in split_blocks(blocks, pattern)]
    except TimeoutError as error:
        raise source.error("the pattern of --split takes too long on this text", hint="make it simpler") from error
    if not any(name for name, _ in found):
        if options.whole_unless_split:
            return parts
        raise source.error("no line matches the pattern of --split", hint="try the pattern on one heading of the file")
    return [(name, blocks) for name, blocks in found if blocks]


def _named(parts: Sequence[tuple[str, list[Block]]]) -> tuple[list[str], list[list[Block]]]:
    """The parts' names, numbered where two are alike, since they become the documents' ids."""
    taken: Counter[str] = Counter()
    names = []
    for name, _ in parts:
        taken[slug(name)] += 1
        names.append(name if taken[slug(name)] == 1 else f"{name} ({taken[slug(name)]})")
    return names, [blocks for _, blocks in parts]


def split_blocks(blocks: Sequence[Block], pattern: regex.Pattern[str]) -> list[tuple[str, list[Block]]]:
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


def _pieces(block: Block, pattern: regex.Pattern[str]) -> list[Block]:
    """A block cut before each of its lines that matches."""
    lines = block.text.split("\n")
    starts = [0] + [n for n, line in enumerate(lines) if n and pattern.search(line.strip(), timeout=1.0)]
    if len(starts) == 1:
        return [block]
    ends = [*starts[1:], len(lines)]
    return [replace(block, text="\n".join(lines[start:end])) for start, end in zip(starts, ends, strict=True)]


def compile_pattern(written: str, option: str) -> regex.Pattern[str]:
    """What somebody wrote behind `--split` or `--speakers`; ReadError where it is no pattern, or matches everything."""
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


def _is_normal(parts: Sequence[tuple[str, list[Block]]]) -> bool:
    """Whether every block is as it is kept, which is told many times as quickly of all of them at once."""
    text = "\n".join(block.text for _, blocks in parts for block in blocks)
    return normalise(text, Counter()) is text


def _normalised(block: Block, counts: Counter[str]) -> Block:
    text = normalise(block.text, counts)
    return block if text is block.text else replace(block, text=text)


def _document(
    source: Source,
    part: str,
    blocks: list[Block],
    reading: Reading,
    notes: list[str],
    options: ReadOptions,
    reader: str,
) -> Document:
    speakers = compile_pattern(options.speakers, "speakers") if options.speakers else None
    try:
        utterances, counts, doubts = split_turns(
            blocks,
            hard_lines=reading.hard_lines,
            speakers=speakers,
            known=options.known_speakers,
            not_labels=options.not_labels,
        )
    except TimeoutError as error:
        raise source.error("the pattern takes too long on this text", hint="make the pattern simpler") from error
    if not utterances:
        raise source.error(
            f"holds no words{f' under {display_name(part)!r}' if part else ''}",
            hint="ask for the file again, or leave it out",
        )
    if len(utterances) > MAX_TURNS:
        raise source.error(f"holds more than {MAX_TURNS:,} turns, more than any interview", hint="divide the file")
    text, turns = join_turns(utterances, counts)
    stem = source.path.stem
    return Document(
        id=slug(f"{stem} {part[:60]}") if part else slug(stem),
        name=f"{source.name}#{part}" if part else source.name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        source_sha256=hashlib.sha256(f"{source.sha256}#{part}".encode()).hexdigest() if part else source.sha256,
        turns=turns,
        reader=reader,
        language=guess_language(text),
        notes=(*notes, *phrases(counts)),
        doubts=(*reading.doubts, *doubts),
        left_out=(*reading.left_out, *reading.facts.get(part, ())),
    )


def join_turns(utterances: Sequence[Utterance], counts: Counter[str]) -> tuple[str, tuple[Turn, ...]]:
    """The text of some turns, and where each begins and ends in it."""
    texts, turns, start = [], [], 0
    said = [utterance.text for utterance in utterances]
    whole = "".join(said)
    may_have_runs = "  " in whole or "\t" in whole or _WIDE_SPACE.search(beyond_ascii(whole)) is not None
    for ordinal, (utterance, words) in enumerate(zip(utterances, said, strict=True), start=1):
        if may_have_runs:
            words, n_runs = _RUNS.subn(" ", words)
            counts["runs of spaces made one space"] += n_runs
        end = start + len(words)
        turns.append(Turn(ordinal, start, end, utterance.speaker, started_at=utterance.started_at, cue=utterance.cue))
        texts.append(words)
        start = end + len(_BETWEEN_TURNS)
    return _BETWEEN_TURNS.join(texts), tuple(turns)
