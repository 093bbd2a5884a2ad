"""What a label is in an interview, and how that was told, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.document import Record, Role, Turn
from qualcode.model.informant import Appearance
from qualcode.model.wording import listed

ITS_LABEL, ASKS, ANSWERS, NOBODY_ASKS = "its label", "asks the questions", "answers", "nobody asks"
_GUESS = "a guess: "
_BARE = ("no labels", "only the interviewer is labelled")


@dataclass(frozen=True, slots=True)
class Part:
    """What a label is in the interview, and how that was found."""

    role: Role
    informant_id: str | None = None
    why: str = ""
    interpreter: bool = False


def in_words(parts: Mapping[str, Part], bare: str, turns: Sequence[Turn], rows: Sequence[Appearance]) -> str:
    """How the speakers of an interview were told: `labels`, `a guess: Dana asks, Amina answers`."""
    said = [text for text in (_of_labels(parts), bare) if text]
    nobody = sum(1 for turn in turns if turn.role is Role.INFORMANT and turn.informant_id is None)
    if nobody and rows:
        turns_belong = "1 informant turn belongs" if nobody == 1 else f"{nobody} informant turns belong"
        said.append(f"{turns_belong} to nobody: the roster does not say whose they are")
    if any(part.interpreter for part in parts.values()) and not any(row.record is Record.INTERPRETED for row in rows):
        said.append("an interpreter speaks: set record to interpreted in the roster")
    return "; ".join(said)


def is_guess(reason: str) -> bool:
    """Whether a person should look at who speaks: neither labels nor the roster said so."""
    return _GUESS in reason or (any(words in reason for words in _BARE) and "(question cells)" not in reason)


def _of_labels(parts: Mapping[str, Part]) -> str:
    whys: dict[str, list[str]] = {}
    for label, part in parts.items():
        whys.setdefault(part.why, []).append(label)
    asks, answers, all_informants = (whys.pop(why, []) for why in (ASKS, ANSWERS, NOBODY_ASKS))
    if whys.keys() == {ITS_LABEL} and not (asks or answers or all_informants):
        return "labels"
    said = [f"{listed(labels)}: {why}" for why, labels in whys.items()]
    told = [_doing(labels, *verbs) for labels, verbs in ((asks, ("asks", "ask")), (answers, ("answers", "answer")))]
    if all_informants:
        told.append("nobody asks, so everybody is taken as an informant")
    guess = ", ".join(filter(None, told))
    return "; ".join([*said, *([_GUESS + guess] if guess else [])])


def _doing(labels: Sequence[str], one: str, several: str) -> str:
    return f"{listed(labels)} {one if len(labels) == 1 else several}" if labels else ""
