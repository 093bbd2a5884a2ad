"""One kind of text: NFC, `\\n`, nothing invisible. What was changed is counted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Strings, which `re` makes ready when they are first needed: each command loads this, and most text is plain.
# Line ends; invisible characters; controls and positions that are no characters at all.
_UNUSUAL = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_MAY_COMPOSE = "[^\x00-\u02ff\u2010-\u2027]"
"""Letters and marks other than those that never become one with what stands before them."""
_PLAIN = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_TERMINAL = "\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\x07\x1b]{0,200}(?:\x07|\x1b\\\\)|[@-Z^_])"
_LINE_ENDS = "\r\n?|\x85|[\x0b\x0c\u2028\u2029]"
_INVISIBLE = "[\u200b\u2060-\u2064\ufeff]"
_ANY_JOINER = "[\u200c\u200d]"
_BIDI_CONTROLS = "[\u202a-\u202e\u2066-\u206f]"
_CONTROLS = "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"

_JOINING_SCRIPTS = (
    "[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff"  # Arabic, Syriac, N'Ko
    "\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ua840-\ua8ff"  # Indic scripts, Burmese, Khmer, Mongolian
    "\u200c\u200d\ufe0f\u2600-\u27bf\u2190-\u21ff\U0001f000-\U0001faff]"  # emoji, joined into one
)


def normalise(text: str, counts: Counter[str]) -> str:
    """The text as it is kept; `counts` gains a number for each kind of change."""
    odd = _but_plain(text)
    if odd and re.search(_UNUSUAL, odd):
        text = _without(_TERMINAL, text, "", counts, "terminal control sequences dropped")
        text = _without(_LINE_ENDS, text, "\n", counts, "line ends made alike")
        text = _without(_BIDI_CONTROLS, text, "", counts, "direction controls dropped")
        text = _without(_INVISIBLE, text, "", counts, "invisible characters dropped")
        text = _without("\u00ad", text, "", counts, "soft hyphens dropped")
        text = _without(_CONTROLS, text, "", counts, "control characters dropped")
        text = _without_idle_joiners(text, counts)
    if odd and re.search(_MAY_COMPOSE, odd) and not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        counts["letters composed (NFC)"] += max(1, len(text) - len(composed))
        text = composed
    return text


def _but_plain(text: str) -> str:
    """What a text has besides the ASCII letters, signs and spaces: little or nothing, mostly, so quickly searched."""
    written = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return written.decode("utf-8", "surrogatepass") if written else ""


def _without(pattern: str, text: str, instead: str, counts: Counter[str], what: str) -> str:
    text, n = re.subn(pattern, instead, text)
    if n:
        counts[what] += n
    return text


def _without_idle_joiners(text: str, counts: Counter[str]) -> str:
    """Joiners stay between letters of scripts that need them, and inside an emoji."""

    def keep(match: re.Match[str]) -> str:
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if before and after and re.match(_JOINING_SCRIPTS, before) and re.match(_JOINING_SCRIPTS, after):
            return match.group()
        counts["invisible characters dropped"] += 1
        return ""

    return re.sub(_ANY_JOINER, keep, text)
