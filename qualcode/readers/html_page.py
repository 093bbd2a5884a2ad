"""HTML → blocks."""

from __future__ import annotations

import html
import re
from collections import Counter

from qualcode.files.encoding import decode
from qualcode.files.normalise import normalise
from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.readers.blocks import Reading
from qualcode.readers.markup import SKIPPED, read_markup

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)

_UNSEEN = re.compile(rf"<!--.*?-->|<({'|'.join(sorted(SKIPPED))})\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z/!?][^>]*>")


def read_html(source: Source, options: ReadOptions) -> Reading:
    """Paragraphs, headings and tables; scripts, styles, navigation and what is hidden are left out."""
    counts: Counter[str] = Counter()
    text, note = decode(source, options.encoding or _declared(source.data), counts)
    text = normalise(text, counts)
    blocks, footnotes = read_markup(text)
    letters = html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", text)))
    notes = [*([note] if note else []), *phrases(counts)]
    return Reading(blocks=blocks, notes=notes, left_out=footnotes, letters=letters)


def _declared(data: bytes) -> str:
    """The encoding the page names, unless its bytes say otherwise."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        found = _CHARSET.search(data[:4000])
        name = found[1].decode("ascii").lower() if found else ""
        return "" if name.startswith("utf") else name
    return ""
