"""What a person should look at in how the labels of a document were read, in few words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from qualcode.model.naming import fold
from qualcode.model.wording import listed, plural
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.evidence import is_joint
from qualcode.readers.speakers.labels import Head, goes_on, is_initials, is_name
from qualcode.readers.speakers.lines import Line
from qualcode.readers.speakers.utterance import Utterance

SEVERAL = "for several people"
_MOST_NAMED, _LONGEST = 3, 40
_MUCH = 0.02
_IN_BRACKETS = re.compile(
    r"\s*(?:\[(?P<square>[^\[\]\n]{2,40})\]|\((?P<round>[^()\n]{2,40})\)|\{(?P<curly>[^{}\n]{2,40})\}"
    r"|<(?P<angle>[^<>\n]{2,40})>)\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_OPENING = frozenset("[({<")
_SENTENCE = re.compile(r"(?:\S+\s+){3}.*?\w[.?!؟。…](?:[\s\"”’']|\Z)")
_WORD = re.compile(r"[^\W\d_]+")

_ROLE_FIRST = re.compile(r"\W{0,3}(?P<role>[^\W\d_]{3,}(?:[ -]?\d{1,3})?)\b[^:：\n]{0,90}?\s*[:：]\s+\S")


def may_doubt(line: Line) -> bool:
    """Whether a line is worth a look: most have neither a colon nor brackets at their beginning."""
    return line.head is not None or ":" in line.text or "：" in line.text or line.text.lstrip()[:1] in _OPENING


class Unknown:
    """Gathers what begins like a label and is none, of one document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._found: Counter[str] = Counter()
        self._within: Counter[str] = Counter()
        self._above: Counter[str] = Counter()
        self._bracketed: Counter[str] = Counter()

    @cached_property
    def _said(self) -> frozenset[str]:
        """The words of the talk; few interviews have to be looked through for them."""
        words = set(_WORD.findall("\n".join(line.text for line in self._lines)))
        return frozenset(filter(str.islower, words))

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """The folded labels that speak."""
        return frozenset(fold(line.head.label) for line in self._lines if line.speaks and line.head)

    def carried(self, line: Line) -> None:
        """A line that goes to the speaker above it."""
        if label := self._name_in_brackets(line.text):
            self._bracketed[label] += 1
        elif line.head is not None and self._is_like_a_label(line.head):
            self._found[line.head.label] += 1
        elif line.head is None and (found := _ROLE_FIRST.match(line.text)) and _is_role(found["role"]):
            self._found[f"{found['role']} …"] += 1

    def above(self, line: Line) -> None:
        """A line above the talk, which nobody says: a sentence behind what begins like a label may be talk."""
        if line.head is not None and _SENTENCE.search(line.head.rest) and self._is_like_a_label(line.head):
            self._above[line.head.label] += 1

    def inside(self, labels: Sequence[str]) -> None:
        """Labels in the middle of a sentence that begin no turn."""
        if labels:
            self._within.update(labels)

    def doubts(self) -> list[str]:
        """What to say of those lines."""
        return [*self._of_lines(), *self._of_brackets(), *self._of_lines_above(), *self._of_sentences()]

    def _of_sentences(self) -> list[str]:
        if not self._within:
            return []
        n = plural(self._within.total(), "label")
        may = "may begin turns there" if self._within.total() > 1 else "may begin a turn there"
        return [f"{n} in the middle of a sentence {may} ({_named(self._within)})"]

    def _of_lines(self) -> list[str]:
        if not self._found:
            return []
        begin, were = ("begins", "was") if self._found.total() == 1 else ("begin", "were")
        return [
            f"{plural(self._found.total(), 'line')} {begin} like a label that is not known ({_named(self._found)}) "
            f"and {were} given to the speaker above"
        ]

    def _of_brackets(self) -> list[str]:
        if not self._bracketed:
            return []
        begin, are = ("begins", "is") if self._bracketed.total() == 1 else ("begin", "are")
        n = plural(self._bracketed.total(), "line")
        return [
            f"{n} {begin} with brackets that may hold a speaker's name ({_named(self._bracketed)}) and {are} taken for "
            "words of the speaker above"
        ]

    def _name_in_brackets(self, text: str) -> str:
        """What stands in brackets before a new sentence, where it may be somebody's name; else empty."""
        found = _IN_BRACKETS.match(text) if text.lstrip()[:1] in _OPENING else None
        if found is None:
            return ""
        label = next(filter(None, found.groups())).strip()
        if label_words.is_remark(label) or goes_on(found["rest"]) or found["rest"][:1].islower():
            return ""
        if not is_name(label) or (label.isupper() and not is_initials(label)):
            return ""  # `[CLINIC] That is where …`
        words = [word.lower() for word in _WORD.findall(label)]
        return "" if words and all(word in self._said for word in words) else label

    def _of_lines_above(self) -> list[str]:
        if not self._above:
            return []
        begin, are = ("begins", "is") if self._above.total() == 1 else ("begin", "are")
        n = plural(self._above.total(), "line")
        return [f"{n} above the talk {begin} like a label that is not known ({_named(self._above)}) and {are} nobody's"]

    def _is_like_a_label(self, head: Head) -> bool:
        label = head.label
        if head.shape not in {"colon", "alone"} or len(label) > _LONGEST:
            return False
        first = fold(label).split(" ")[0]
        if first in label_words.NO_SPEAKER or first in label_words.METADATA:
            return False
        if not self._speaking.isdisjoint(label_words.joint_parts(label)) and not head.rest[:1].islower():
            return True  # `Amina and her son: Yes.`
        words = [word.lower() for word in _WORD.findall(label)]
        if words and all(word in self._said for word in words) and not label_words.kind(label):
            return False
        if head.rest[:1].islower() and not (label_words.kind(label) or label_words.is_person(label)):
            return False  # `Money: that is what is missing.`
        if head.rest[:1].islower() and label_words.may_be_several(label):
            return False  # `Both: the road and the pump.`
        return (
            bool(is_name(label) or is_initials(label) or label_words.kind(label) or label_words.is_person(label))
            and not label[0].islower()
        )


def of_labels(heads: Sequence[Head]) -> list[str]:
    """What to say of labels the transcriber was not sure of; where all are so, the mark says something else."""
    labels = {fold(head.label) for head in heads}
    unsure = Counter(head.label for head in heads if label_words.is_unsure(head.label))
    if not unsure or len(labels) < len(unsure) + 2:
        return []
    return [f"{plural(unsure.total(), 'turn')} under a label with a question mark ({_named(unsure)})"]


def of_questions(n_unsure: int, *, are_told: bool) -> list[str]:
    """What to say of questions without a label that are, or may begin in the line above, among the words of who
    answers."""
    if not n_unsure:
        return []
    if not are_told:
        return [f"{plural(n_unsure, 'question')} without a label among the words of who answers"]
    return [f"{plural(n_unsure, 'question')} without a label may begin a line earlier"]


def of_several(turns: Sequence[Utterance]) -> tuple[int, list[str]]:
    """How many turns stand under labels of several people, and what to say where those hold much of the talk."""
    labels = dict.fromkeys(turn.speaker for turn in turns if turn.speaker)
    joint = {label: 1 for label in labels if is_joint(label, labels)}
    said = [len(turn.text.split()) for turn in turns if turn.speaker in joint]
    if not said or sum(said) < _MUCH * sum(len(turn.text.split()) for turn in turns):
        return len(said), []
    stand = "stands" if len(joint) == 1 else "stand"
    return len(said), [f"{_named(joint)} {stand} {SEVERAL}: {sum(said):,} words are nobody's"]


def _is_role(word: str) -> bool:
    """`Respondent`, whatever stands between it and the colon."""
    known = label_words.kind(word) or label_words.is_person(word)
    return bool(known) and label_words.base(word) not in label_words.WEAK and not word[0].islower()


def _named(labels: Mapping[str, int]) -> str:
    names = [f"'{label}'" for label in labels]
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return listed([*names[:_MOST_NAMED], *more])
