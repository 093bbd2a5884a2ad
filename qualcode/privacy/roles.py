"""Words by which informants say who they are, with no name in them: their office, and the place they work at."""

from __future__ import annotations

import re
from typing import NamedTuple

ROLE, WORKPLACE = "[role]", "[workplace]"

_OFFICES = (
    "director|deputy director|manager|head|chief|governor|mayor|minister|adviser|advisor|ambassador|chair|chairman|"
    "chairwoman|chairperson|president|secretary|treasurer|coordinator|commissioner|principal|headmaster|"
    "headmistress|dean|mukhtar|sheikh|imam|priest|judge|surgeon|pharmacist|representative|spokesperson|commander"
)
_PLACES = (
    "ministry|directorate|department|governorate|municipality|embassy|parliament|council|court|hospital|ward|"
    "university|college|school|laboratory|secretariat"
)
_WORDS = r"(?:[\w’'-]+\s+){0,2}?"
_OF = rf"(?:\s+(?:of(?:\s+(?:the|our|this))?|(?:for|at)\s+(?:the|our|this))\s+{_WORDS}[\w’'-]+)?"
_I_AM = r"(?:I\s+am|I['’]m|I\s+was|I['’]ve\s+been|I\s+became|I\s+(?:serve|served|work|worked)\s+as)"
_ROLES = re.compile(
    rf"(?i:\b{_I_AM}\s+|\bas\s+)(?P<what>(?i:(?:the|a|an|your|their)\s+{_WORDS}(?:{_OFFICES})\b){_OF})(?P<as>,\s+I\b)?"
)
_WORK = (
    r"(?:I|we)\s+work(?:ed)?\s+(?:for|at|in)|(?:I|we)\b[^.!?]{0,60}\bon\s+behalf\s+of|we\s+(?:at|in)|here\s+(?:at|in)"
)
_WORKPLACES = re.compile(
    rf"(?i)\b(?:(?:{_WORK})\s+(?P<there>(?:the|our|my|a|an)\s+{_WORDS}(?:{_PLACES})\b)"
    rf"|(?:my|our)\s+(?P<own>(?:[\w’'-]+\s+)?(?:{_PLACES})\b)|I(?:['’]ve|\s+have)\s+(?P<has>an?\s+(?:{_PLACES}|cent(?:re|er)|clinic|unit)\b))"
)


class Telling(NamedTuple):
    """Words that may tell who speaks, in what stands around them, and what may be printed in their place."""

    phrase: str
    """`I'm the director of the hospital`."""
    printed: str
    """`I'm [role]`."""


def telling_words(text: str) -> list[Telling]:
    """Find, in English, where somebody says what office they hold or where they work."""
    roles = (match for match in _ROLES.finditer(text) if match["as"] or not match[0].casefold().startswith("as "))
    return [
        *(_telling(match, "what", ROLE) for match in roles),
        *(_telling(match, match.lastgroup or "own", WORKPLACE) for match in _WORKPLACES.finditer(text)),
    ]


def _telling(match: re.Match[str], group: str, instead: str) -> Telling:
    start, end = match.start(group) - match.start(), match.end(group) - match.start()
    said = match[0]
    return Telling(said[:end], f"{said[:start]}{instead}")
