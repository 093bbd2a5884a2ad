"""How the words around a piece of evidence colour it: negated, hypothetical, reported.

A small cue list, read within the clause. Flags inform; they never drop a suggestion: "no funding" is the theme.
"""

from __future__ import annotations

import re

from qualcode.model.coding import Flag
from qualcode.model.text import words_of

BEFORE = 48
"""How far before the evidence a cue is looked for, in characters."""
AFTER = 28

_CONTRACTED = words_of("do does did is are was were has have had ca could wo would should must need ai")
_NEGATED = words_of("""
    no not never none nobody nothing neither nor without hardly barely scarcely cannot lack lacks lacked lacking absence
    ne n pas sans aucun aucune jamais sin nunca ningun ningún ninguno ninguna jamás
    لا ليس ليست لم لن بدون دون عدم غير ولا ولم وليس
""")
_NEGATED_AFTER = words_of("not never nowhere cannot pas jamais nunca ليس غير")
_HYPOTHETICAL = words_of("""
    if unless would could might should perhaps maybe suppose imagine hope hopes hoped hopefully wish wishes wished
    si pourrait pourrais pourraient devrait devraient podría podríamos podrían debería deberían quizá quizás ojalá
    إذا لو ربما
""")
_REPORTED = words_of("""
    heard apparently supposedly reportedly rumour rumours rumor rumors selon según قال قالت قالوا يقولون سمعت سمعنا
""")
_TELLERS = words_of("they people he she everyone everybody someone some others government donors")

CUES: dict[str, Flag] = {
    **dict.fromkeys([f"{verb}n't" for verb in _CONTRACTED], Flag.NEGATED),
    **dict.fromkeys(_NEGATED, Flag.NEGATED),
    **dict.fromkeys(_HYPOTHETICAL, Flag.HYPOTHETICAL),
    **dict.fromkeys(_REPORTED, Flag.REPORTED),
    **dict.fromkeys(
        ("said that", "says that", "say that", "told us", "told me", "told them", "according to"), Flag.REPORTED
    ),
    **dict.fromkeys(
        [f"{who} {says}" for who in _TELLERS for says in ("say", "says", "said", "claim", "claimed")], Flag.REPORTED
    ),
    **dict.fromkeys(("dit que", "disent que", "dicen que", "dijo que", "dijeron que"), Flag.REPORTED),
}
"""Words and pairs of words before or inside the evidence, and what they flag."""
CUES_AFTER: dict[str, Flag] = {
    **dict.fromkeys([f"{verb}n't" for verb in _CONTRACTED], Flag.NEGATED),
    **dict.fromkeys(_NEGATED_AFTER, Flag.NEGATED),
}
_ENDS_AFTER = frozenset(",.!?;:\n؟؛…") | {"but", "mais", "pero", "لكن"}
_STARTS = frozenset(cue.split()[0] for cue in CUES)
_TOKENS = re.compile(r"[\w']+|[.!?;:\n؟؛…,]")
_LETTERS = re.compile(r"[\w'’]{2}")
_CLAUSE_ENDS = frozenset(".!?;:\n؟؛…") | {"but", "mais", "pero", "لكن"}


def find_flags(text: str, start: int, end: int) -> tuple[tuple[Flag, ...], str]:
    """The flags of the evidence `text[start:end]`, and the words that set them."""
    before = _TOKENS.findall(text[_whole(text, start - BEFORE, 1) : end].lower().replace("’", "'"))
    after = _TOKENS.findall(text[end : _whole(text, end + AFTER, -1)].lower().replace("’", "'"))
    flags: dict[Flag, str] = {}
    if not _STARTS.isdisjoint(before):
        _read_before(before, len(_TOKENS.findall(text[start:end])), flags)
    if not CUES_AFTER.keys().isdisjoint(after):
        _read_after(after, flags)
    return tuple(sorted(flags)), ", ".join(dict.fromkeys(flags.values()))


def _whole(text: str, place: int, step: int) -> int:
    """The place, or the nearest one in that direction that cuts no word in two: `even` is not French `ne`."""
    place = min(max(place, 0), len(text))
    while 0 < place < len(text) and _LETTERS.fullmatch(text, place - 1, place + 1):
        place += step
    return place


def _read_before(tokens: list[str], n_evidence: int, flags: dict[Flag, str]) -> None:
    """Go back from the evidence, that included, to where the clause begins."""
    following = ""
    for place, token in enumerate(reversed(tokens)):
        if place >= n_evidence and token in _CLAUSE_ENDS:
            return
        for cue in (token, f"{token} {following}"):
            if cue in CUES and not (cue == "no" and following == ","):
                flags.setdefault(CUES[cue], cue)
        following = token


def _read_after(tokens: list[str], flags: dict[Flag, str]) -> None:
    for token in tokens:
        if token in _ENDS_AFTER:
            return
        if token in CUES_AFTER:
            flags.setdefault(CUES_AFTER[token], token)
