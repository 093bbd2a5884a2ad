"""How sure it is that an interview's words are given to the right people: by itself, and beside the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qualcode.model.certainty import Assessment, Certainty, is_hardly_informants
from qualcode.model.document import WITHDRAWN, Document, Role
from qualcode.model.nouns import dataclass
from qualcode.model.wording import listed, plural
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.doubts import SEVERAL
from qualcode.readers.speakers.evidence import is_joint, name_in
from qualcode.readers.speakers.parts import is_guess, was_said

__all__ = ["Assessment", "Certainty", "Usual", "assess", "usual_of"]

_ENOUGH = 5
"""Interviews from which on it can be said what is usual."""
_UNUSUAL = 0.1
"""Share of the interviews that may be otherwise for it to be unusual."""
_LONG = 10
"""Turns of an interview in which a name that speaks once is worth a look."""


_HARDLY = 0.25
"""Turns of who answers beside those of who asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual in the interviews of a study."""

    n: int = 0
    """Interviews in which somebody asks and somebody answers."""
    n_led: int = 0
    """Those in which who asks says most."""

    @property
    def is_unusual_to_lead(self) -> bool:
        """Whether who asks says less than who answers in nearly all of them."""
        return self.n >= _ENOUGH and self.n_led <= max(1, self.n * _UNUSUAL)


NOT_KNOWN = Usual()


def usual_of(words: Iterable[Counter[Role]]) -> Usual:
    """Count in how many interviews who asks says most, by how many words of each are whose."""
    told = [each for each in words if _is_talk(each)]
    return Usual(n=len(told), n_led=sum(_is_led(words) for words in told))


def assess(document: Document, usual: Usual = NOT_KNOWN, words: Counter[Role] | None = None) -> Assessment:
    """Judge an interview after its roles were assigned: by doubts of its reader, guesses, and who says how much.

    `usual` is what the other interviews of the study are like, `words` how many of its words are whose where that was
    counted.
    """
    words = words_by_role(document) if words is None else words
    is_withdrawn = WITHDRAWN in document.text
    few = [] if is_withdrawn else _too_few(words)
    reasons = [*few, *(doubt for doubt in document.doubts if not _is_settled(document, doubt))]
    if is_guess(document.roles_reason):
        reasons.append(f"who speaks is a guess: {document.roles_reason.removeprefix('a guess: ')}")
    if not few and usual.is_unusual_to_lead and _is_talk(words) and _is_led(words):
        reasons.append(f"{_unlike(usual)}, the one who asks here speaks most")
    if not (few or is_withdrawn):
        reasons += [*_hardly_heard(document), *_mostly_nobodys(words)]
    if as_one := counted_as_one(document):
        reasons.append(f"{len(as_one)} people speak as informants, counted as one")
    if once := _heard_once(document):
        reasons.append(f"{listed(once)}: {'a label' if len(once) == 1 else 'labels'} once only")
    certainty = Certainty.WRONG if few else Certainty.LOOK if reasons else Certainty.SURE
    return Assessment(certainty, tuple(reasons))


def _is_settled(document: Document, doubt: str) -> bool:
    """Whether a person has said whose the words under labels of several people are."""
    if SEVERAL not in doubt:
        return False
    labels = dict.fromkeys(turn.speaker for turn in document.turns if turn.speaker)
    return all(was_said(document.roles_reason, label) for label in labels if is_joint(label, labels))


def counted_as_one(document: Document) -> list[str]:
    """The labels whose words are all one informant's though nobody said so: the list of informants has a single row."""
    labels: dict[str, dict[str, str]] = {}
    for voice in document.voices():
        if voice.role is Role.INFORMANT and voice.informant_id and voice.speaker and not voice.also:
            labels.setdefault(voice.informant_id, {}).setdefault(voice.speaker.casefold(), voice.speaker)
    for each in labels.values():
        told = [
            label
            for label in (each.values() if len(each) > 1 else ())
            if label_words.kind(label) != "interpreter" and not was_said(document.roles_reason, label)
        ]
        if len(told) > 1:
            return told
    return []


def words_by_role(document: Document) -> Counter[Role]:
    """How many words of an interview are whose; a form's printed questions are nobody's talk."""
    words: Counter[Role] = Counter()
    for turn, n_words in zip(document.turns, document.n_words_each(), strict=True):
        if turn.cue != "question":
            words[turn.role] += n_words
    return words


def _too_few(words: Counter[Role]) -> list[str]:
    said, all_words = words[Role.INFORMANT], words.total()
    if not said:
        return ["no word of it is an informant's"]
    if is_hardly_informants(said, all_words):
        return [f"only {said:,} of its {all_words:,} words are an informant's"]
    return []


def _hardly_heard(document: Document) -> list[str]:
    """That the one taken for the informant hardly ever speaks, though somebody asks all the time."""
    n_turns = Counter[Role]()
    for voice, n_each in document.voices().items():
        n_turns[voice.role] += n_each if voice.speaker else 0
    n, asked = n_turns[Role.INFORMANT], n_turns[Role.INTERVIEWER]
    if not 0 < n <= asked * _HARDLY:
        return []
    return [f"{plural(n, 'turn')} of an informant beside {asked:,} of who asks"]


def _mostly_nobodys(words: Counter[Role]) -> list[str]:
    if words[Role.OTHER] * 2 <= words.total():
        return []
    return [f"{words[Role.OTHER]:,} of its {words.total():,} words are nobody's"]


def _is_talk(words: Counter[Role]) -> bool:
    return words[Role.INTERVIEWER] > 0 and words[Role.INFORMANT] > 0


def _is_led(words: Counter[Role]) -> bool:
    return words[Role.INTERVIEWER] > words[Role.INFORMANT]


def _unlike(usual: Usual) -> str:
    others = usual.n - usual.n_led
    return f"unlike the other {others:,}" if usual.n_led == 1 else f"unlike {others:,} of the other {usual.n - 1:,}"


def _heard_once(document: Document) -> list[str]:
    """Names that speak once in a long interview: a word before a colon that is nobody, or another's name misspelt."""
    turns = Counter[str]()
    for voice, n in document.voices().items():
        turns[voice.speaker] += n
    return [label for label, n in turns.items() if label and speaks_once(document, label, n)]


def speaks_once(document: Document, label: str, n_turns: int) -> bool:
    """Whether a label of so many turns is a name that speaks once in a long interview, and nobody said who it is."""
    return (
        n_turns == 1
        and len(document.turns) >= _LONG
        and name_in(label) != ""
        and not label_words.joint_parts(label)
        and not was_said(document.roles_reason, label)
    )
