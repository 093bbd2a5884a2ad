"""Names as they are compared and listed: labels, headings, files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePath

_SUFFIX = re.compile(r"\.(?:txt|md|docx?|odt|rtf|pdf|vtt|srt|csv|tsv|xlsx|html?|json)$", re.IGNORECASE)
TATWEEL = "\u0640"
"""What draws an Arabic word longer."""


def words(listed: str) -> frozenset[str]:
    """The words of a list, for lists that are read better than typed."""
    return frozenset(listed.split())


@lru_cache(maxsize=4096)
def fold(label: str) -> str:
    """A label or heading as it is compared: case, spacing and what only draws a word longer do not matter."""
    return " ".join(unicodedata.normalize("NFC", label.replace(TATWEEL, "")).casefold().split()).strip(" .:*_")


@lru_cache(maxsize=32_768)
def slug(name: str) -> str:
    """A name as a document id: `KII 03 (final)` → `kii-03-final`."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return re.sub(r"[^\w]+", "-", plain.replace("_", "-"), flags=re.UNICODE).strip("-") or "document"


@lru_cache(maxsize=32_768)
def file_stem(name: str) -> str:
    """A name without folders and ending; `answers.csv#row 7`, a part of a file, is `answers row 7`."""
    file, _, part = PurePath(name.replace("\\", "/")).name.partition("#")
    return f"{_SUFFIX.sub('', file)} {part}".strip()


def document_key(name: str) -> str:
    """A document as lists and the study compare it: without folders and ending, slugged."""
    return slug(file_stem(name))


def likeliest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """Find the name that was probably meant by `word`; empty where none is as like it as `likeness` asks (0 to 1)."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=likeness)
    return close[0] if close else ""


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str | None = None, likeness: float = 0.5) -> str:
    """Hint at the name that was probably meant by `word`; else say `otherwise`, or name all there are."""
    names = sorted(known)
    if near := likeliest(word, names, likeness=likeness):
        return f"did you mean {near}?"
    return f"there are: {', '.join(names)}" if otherwise is None else otherwise
