"""What a label is in an interview, and how that was told, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.model.document import Document, Record, Role, Turn
from qualcode.model.informant import Appearance
from qualcode.model.nouns import dataclass
from qualcode.model.wording import listed

BY_LABELS = "labels"
ITS_LABEL, ASKS, ANSWERS, NOBODY_ASKS = "its label", "asks the questions", "answers", "nobody asks"
LEGEND = "the legend at the top"
THROUGHOUT = "asks throughout the study"
MISSPELT = "another spelling of who asks throughout the study"
NAMED_IN_FILE, ASKS_THOUGH_NAMED = "the file is called so", "the file is called so, though who it names asks"
AS_SET, IN_COLUMN, IN_LIST, OF_ORGANISATION = (
    "as set",
    "the list's speaker column",
    "named in the list of informants",
    "organisation named in the list of informants",
)
ASKS_TOO = "asks, as the interviewer does"
ASKS_NEARLY = "says little and asks nearly as often as the interviewer"
OTHERS = "everybody else is an interviewer"
OTHERS_UNSURE = "everybody else is taken for an informant, though one of them may ask"
KEPT = "a guess somebody has coded under"
SAID = frozenset({AS_SET, IN_COLUMN, IN_LIST, OF_ORGANISATION})
"""What a person says, in the settings or in the list of informants."""
_GUESS = "a guess: "
_BARE = ("no labels", "only the interviewer is labelled")


@dataclass(frozen=True, slots=True)
class Part:
    """What a label is in the interview, and how that was found."""

    role: Role
    informant_id: str | None = None
    why: str = ""
    interpreter: bool = False
    because: str = ""
    """The evidence, where it can be counted: `speaks in 28 of 30 interviews`."""
    each: bool = False
    """Whether a person said that it stands for each of those it names."""
    also: tuple[str, ...] = ()
    """The others whose label it is then."""

    @property
    def is_guess(self) -> bool:
        """Whether neither a person nor the label's own words say so."""
        return self.why not in SAID and self.why not in (ITS_LABEL, LEGEND) and not self.interpreter


def reason_in_words(parts: Mapping[str, Part], bare: str, turns: Sequence[Turn], rows: Sequence[Appearance]) -> str:
    """How the speakers of an interview were told: `labels`, `a guess: Dana asks, Amina answers`."""
    said = [text for text in (_of_labels(parts), bare) if text]
    nobody = sum(1 for turn in turns if turn.role is Role.INFORMANT and turn.informant_id is None)
    if nobody and rows:
        turns_belong = "1 informant turn belongs" if nobody == 1 else f"{nobody} informant turns belong"
        said.append(f"{turns_belong} to nobody: the list of informants does not say whose they are")
    if any(part.interpreter for part in parts.values()) and not any(row.record is Record.INTERPRETED for row in rows):
        said.append("an interpreter speaks: set record to interpreted in the list of informants")
    return "; ".join(said)


def is_told_by_labels(document: Document) -> bool:
    """Whether the words of its labels alone told who speaks in an interview: no other interview changes that."""
    return document.roles_reason == BY_LABELS and all(turn.speaker for turn in document.turns)


def is_guess(reason: str) -> bool:
    """Whether a person should look at who speaks: neither labels nor the roster said so."""
    if any(words in reason for words in (MISSPELT, ASKS_THOUGH_NAMED, ASKS_NEARLY, OTHERS_UNSURE, KEPT)):
        return True
    return _GUESS in reason or (any(words in reason for words in _BARE) and "(question cells)" not in reason)


def known_by(reason: str) -> str:
    """By what the speakers of an interview were told, weakest first: guess, study, you, list, label."""
    if is_guess(reason):
        return "guess"
    reason = _of_today(reason)
    ways = ((THROUGHOUT, "study"), (NAMED_IN_FILE, "file name"), (AS_SET, "you"), ("the list", "list"))
    return next((way for words, way in ways if words in reason), "label")


def _of_today(reason: str) -> str:
    """A reason as it is said today; older studies keep what the list of informants was called before."""
    return reason.replace("the roster's", "the list's").replace("the roster", "the list of informants")


def was_said(reason: str, label: str) -> bool:
    """Whether a person said who the label is, by what was kept of how the speakers were told."""
    return any(_tells(reason, label, why) for why in SAID)


def is_kept(reason: str, label: str) -> bool:
    """Whether a guess of who the label is stayed because somebody has coded under it."""
    return _tells(reason, label, KEPT)


def is_guessed(reason: str, label: str) -> bool:
    """Whether it was guessed who the label is, by what was kept of how the speakers were told."""
    for piece in _of_today(reason).split("; "):
        if piece.startswith(_GUESS):
            if label in piece:
                return True
        elif is_guess(piece) and _names(piece.rpartition(": ")[0], label):
            return True
    return False


def _tells(reason: str, label: str, why: str) -> bool:
    pieces = (piece.rpartition(": ") for piece in _of_today(reason).split("; "))
    return any(found == why and _names(names, label) for names, _, found in pieces)


def _names(listed: str, label: str) -> bool:
    """Whether a label is among those of a list in words: `Dana, Lee and Amina`."""
    before, _, last = listed.rpartition(" and ")
    return label in (listed, last, before, *before.split(", "))


def _of_labels(parts: Mapping[str, Part]) -> str:
    whys: dict[str, list[str]] = {}
    for label, part in parts.items():
        whys.setdefault(part.why, []).append(label)
    asks, answers, all_informants = (whys.pop(why, []) for why in (ASKS, ANSWERS, NOBODY_ASKS))
    if whys.keys() == {ITS_LABEL} and not (asks or answers or all_informants):
        return BY_LABELS
    said = [f"{listed(labels)}: {why}" for why, labels in whys.items()]
    told = [_doing(labels, *verbs) for labels, verbs in ((asks, ("asks", "ask")), (answers, ("answers", "answer")))]
    if all_informants:
        told.append("nobody asks, so everybody is taken as an informant")
    guess = ", ".join(filter(None, told))
    return "; ".join([*said, *([_GUESS + guess] if guess else [])])


def _doing(labels: Sequence[str], one: str, several: str) -> str:
    return f"{listed(labels)} {one if len(labels) == 1 else several}" if labels else ""
