"""Ids that people read, type and quote in a mail: a letter and ten characters."""

from __future__ import annotations

import base64
import hashlib

SHORT = 16
"""Letters of a hash that tell two texts apart."""


def short_sha256(text: str) -> str:
    """A hash that is another one once the text is."""
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT]


def short_id(letter: str, text: str) -> str:
    """`F-k3t9w2m4qa`: the letter says what it is an id of, the rest is 50 bits over the text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:10]  # more than 50 bits, in whole fives
    return f"{letter}-{base64.b32encode(digest).decode().lower()[:10]}"
