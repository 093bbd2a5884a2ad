"""Lines that are talk and nothing else, told by one look: most lines of a text that was wrapped are."""

from __future__ import annotations

import re
from functools import lru_cache

from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.asides import FIRST_WORDS_OF_ASIDES, holds_done, is_aside

_LETTER = "[a-zA-ZÀ-ÖØ-öø-ÿ]"
_WORDS = "[a-zA-ZÀ-ÖØ-öø-ÿ ,.?!'\"’‘“”…$%&]*+"
_TALK = re.compile(
    rf"({_LETTER}++){_WORDS}"
    rf"(?:(?:\[{_WORDS}\]|\({_WORDS}\)|(?<={_LETTER})-{_LETTER}|[0-9](?! ?[mM]in)){_WORDS})*+"
    r"(?:(?<=[.?!,…])|(?<! )(?<=.{41}))\Z"
)
"""Words from their first letter on, without a sign or number that belongs to a label or a time; what is short ends as
no label does."""
_SHORTEST_ROLE = 4
"""Letters of a role behind which no sign stands: `I think`, `A lot` are words."""
_BEHIND_PRONOUN = re.compile(rf" {_LETTER}")


def is_talk(line: str) -> bool:
    """Whether a line certainly holds no label, no time and no remark; of many others that is found by a closer look."""
    found = _TALK.match(line)
    if found is None:
        return False
    names_a_role, may_begin_aside = _may_be_more(found[1])
    if names_a_role and not (len(found[1]) < _SHORTEST_ROLE and _BEHIND_PRONOUN.match(line, found.end(1))):
        return False
    return not ((may_begin_aside or holds_done(line)) and is_aside(line))


@lru_cache(maxsize=32_768)
def _may_be_more(first: str) -> tuple[bool, bool]:
    """Whether the first word of a line names a role, and whether asides begin with it."""
    return label_words.kind(first) != "", first.casefold() in FIRST_WORDS_OF_ASIDES
