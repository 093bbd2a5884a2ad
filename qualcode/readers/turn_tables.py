"""A table as a transcript: a row per turn, or a row per informant."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.files.tables import read_rows
from qualcode.readers.answers_table import answers_by_row
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.columns import columns_without_headings, find_columns
from qualcode.readers.rows import rows_to_blocks, turns_of_rows

_TAG = re.compile(r"</?(?:em|i|b|u|strong|span|p|div|font|sup|sub)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p>", re.IGNORECASE)
_HTML = re.compile(
    rf"&(?:#\d{{1,7}}|#x[0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}});|{_TAG.pattern}|{_BREAK.pattern}", re.IGNORECASE
)


def read_table(source: Source, options: ReadOptions) -> Reading:
    """A row per turn, under headings such as speaker and text, or without headings."""
    rows, _lines, notes = read_rows(source, options)
    if not rows:
        raise source.error("holds no rows", hint="ask for the file again, or leave it out")
    found = find_columns(rows)
    unheaded = columns_without_headings(rows)
    if found is None and (unheaded is None or unheaded.start is None):
        parts, note = answers_by_row(rows)
        if parts:
            return Reading(
                parts=[(name, [_without_html(b) for b in blocks]) for name, blocks in parts], notes=[note, *notes]
            )
    blocks = turns_of_rows(rows[1:], found) if found is not None else rows_to_blocks(rows)
    if found is None and not any(block.speaker or block.question for block in blocks):
        raise source.error(
            f"has no column that could hold what was said (columns: {len(rows[0])})",
            hint="head the columns `speaker` and `text`; in a survey, head each column of answers with its question",
        )
    left_out = [block.text for block in blocks if block.aside and found is not None]
    unescaped = [_without_html(block) for block in blocks if not (block.aside and found is not None)]
    n = sum(1 for block in blocks if not block.aside and _HTML.search(block.text))
    notes += phrases({"cells with HTML turned into plain text": n})
    return Reading(blocks=unescaped, notes=notes, left_out=left_out)


def _without_html(block: Block) -> Block:
    """Programs that keep talk as web pages leave `&amp;` and `<em>` in the cells; what only looks like a tag stays."""
    if not _HTML.search(block.text):
        return block
    return replace(block, text=html.unescape(_TAG.sub("", _BREAK.sub("\n", block.text))))
