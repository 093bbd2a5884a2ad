"""Names as they are compared and listed: labels, headings, files."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def words(listed: str) -> frozenset[str]:
    """The words of a list, for lists that are read better than typed."""
    return frozenset(listed.split())


@lru_cache(maxsize=4096)
def fold(label: str) -> str:
    """A label or heading as it is compared: case and spacing do not matter."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().split()).strip(" .:*_")


@lru_cache(maxsize=32_768)
def slug(name: str) -> str:
    """A name as a document id: `KII 03 (final)` → `kii-03-final`."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return re.sub(r"[^\w]+", "-", plain.replace("_", "-"), flags=re.UNICODE).strip("-") or "document"
