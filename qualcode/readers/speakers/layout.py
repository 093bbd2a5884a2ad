"""What the whole of a document says about its lines, before any of them is given to a speaker."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from qualcode.model.naming import fold
from qualcode.model.nouns import dataclass
from qualcode.readers import times
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.evidence import begins_question
from qualcode.readers.speakers.labels import Head, is_legend, is_name, leading_time
from qualcode.readers.speakers.lines import Line
from qualcode.readers.speakers.within import LabelsWithin
from qualcode.readers.wrapping import continues, ends_sentence

_ANSWER_WITHIN = re.compile(r"[.?!؟]\s+([^\W\d_][\w ]{0,20})\s*[:：]\s")
_LOOKS_LIKE_A_QUESTION = re.compile(r"\A\s*Q?\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]\s|[?؟？]\s*\Z")
_ENDS_A_SENTENCE = re.compile(r"[?؟？!…۔。]\Z|\w\w\.\Z")
"""`Yes.`; `Dana F.` is a name."""
_TOP = 25
_MOST_OF_AN_ENTRY = 8
_MOST_OF_A_KEY = 4
_MOSTLY = 0.6
_LONGEST_KEY = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a document marks who speaks and where a paragraph ends."""

    hard_lines: bool
    """Line ends may be mere wrapping."""
    width: int
    """The width the text was wrapped at, 0 where each line is a paragraph."""
    labelled: bool
    carries: bool
    """A line without a label belongs to the speaker above it."""
    tabbed: bool
    """Nearly every line is a label, a tab and words: a line without a tab is a heading."""
    timed_lines: bool
    """Lines without a label begin with a time."""
    timed_ends: bool
    """Paragraphs end with a time, not in such brackets as no sentence has: those are found anywhere."""
    preamble_until: int
    """How many lines at the top say `Date: …`, `Interviewer: …` before talk begins."""
    within: LabelsWithin
    questions: frozenset[int]
    """Where only those who answer are labelled: the places of the lines above them that ask."""
    n_unsure: int
    """How many of these questions may begin in the line above; where there are none, how many lines may be some."""


def survey(lines: Sequence[Line], chosen: frozenset[str], width: int, *, hard_lines: bool) -> Layout:
    """Look over all lines of a document, wrapped at some width where line ends may be mere wrapping."""
    voiced = any(line.block.speaker for line in lines)
    preamble_until = 0 if voiced else _end_of_preamble(lines)
    # Who is named at the top only (`Interviewee: head of a clinic`) does not speak.
    written = [line.head.label if line.head else "" for line in lines]
    chosen = frozenset(fold(label) for label in set(written[preamble_until:]) if label) & chosen
    labels = {label for label in set(written) if label and fold(label) in chosen}
    speaking, others = list[Line](), list[Line]()
    for line, label in zip(lines, written, strict=True):
        line.speaks = label in labels
        (speaking if line.speaks else others).append(line)
    labelled = bool(chosen) or voiced
    ends = sum(
        1 for line in lines if line.text.rfind(":", -20) >= 0 and not line.is_time and times.ends_bare(line.text[-40:])
    )
    bare_times = [timed[0] for line in others if not line.is_talk and (timed := leading_time(line.text))]
    questions, n_unsure = _questions(lines, speaking, width)
    return Layout(
        hard_lines=hard_lines,
        width=width,
        labelled=labelled,
        carries=labelled and (voiced or not _only_the_interviewer_is_labelled(labels, speaking, others)),
        tabbed=sum(1 for line in speaking if "\t" in line.text) > len(lines) * 0.8,
        timed_lines=_go_up(bare_times),
        timed_ends=ends > max(2, sum(1 for line in lines if line.opens) * 0.3),
        preamble_until=preamble_until,
        within=LabelsWithin(
            labels | _answering_within(speaking, labels),
            (line.text for line in lines),
            also={line.block.speaker for line in lines if line.block.speaker} if voiced else (),
        ),
        questions=questions,
        n_unsure=n_unsure,
    )


def _go_up(started: Sequence[float | None]) -> bool:
    """Whether three or more times are those of a recording: most come after the one before, as times of day do not."""
    later = sum(1 for one, next_one in itertools.pairwise(started) if one is None or next_one is None or one < next_one)
    return len(started) > 2 and later >= _MOSTLY * (len(started) - 1)


def _only_the_interviewer_is_labelled(labels: Set[str], speaking: Sequence[Line], others: Sequence[Line]) -> bool:
    if set(map(label_words.kind, labels)) != {"interviewer"}:
        return False
    return sum(1 for line in others if line.opens and not line.heading) > len(speaking) * 0.8


def _answering_within(speaking: Sequence[Line], labels: Set[str]) -> set[str]:
    """`Q: How? A: Slowly.`: where lines begin with the interviewer only, the labels that answer within them."""
    if set(map(label_words.kind, labels)) != {"interviewer"}:
        return set()
    heads = [line.head for line in speaking if line.head]
    found = Counter(m[1] for head in heads if (m := _ANSWER_WITHIN.search(head.rest)))
    return {label for label, n in found.items() if n > 1 and n >= len(heads) * 0.5 and _answers(label)}


def _answers(label: str) -> bool:
    return label_words.kind(label) == "informant"


def _questions(lines: Sequence[Line], speaking: Sequence[Line], width: int) -> tuple[frozenset[int], int]:
    """In a form whose answers alone are labelled (`Response:`), the lines above them that are numbered or ask; and of
    how many of these questions it is not told in which line they begin."""
    labels = [line.head.label for line in speaking if line.head]
    if not labels or not all(map(_answers, labels)):
        return frozenset(), 0
    spoken = {id(line) for line in speaking}
    above = [
        (n, line)
        for n, (line, below) in enumerate(itertools.pairwise(lines))
        if id(below) in spoken and id(line) not in spoken and not line.is_aside
    ]
    asks = sum(1 for _, line in above if _LOOKS_LIKE_A_QUESTION.search(line.text))
    if asks <= 1 or asks < len(labels) * 0.5:
        return frozenset(), asks if asks > 1 else 0
    first = {n: _beginning_of(n, lines, spoken, width) for n, _ in above}
    unsure = sum(1 for n in first.values() if _may_go_on(lines, n, spoken, width))
    return frozenset(place for last, n in first.items() for place in range(n, last + 1)), unsure


def _beginning_of(n: int, lines: Sequence[Line], spoken: Set[int], width: int) -> int:
    """Where the paragraph begins that ends with a line: above it are its broken lines whose sentence goes on."""
    while _may_go_on(lines, n, spoken, width) and not ends_sentence(lines[n - 1].text):
        n -= 1
    return n


def _may_go_on(lines: Sequence[Line], n: int, spoken: Set[int], width: int) -> bool:
    """Whether a line may be the rest of the line above it, which has no label."""
    above, line = lines[n - 1] if n else None, lines[n]
    if above is None or line.opens or line.after_gap or above.is_aside or id(above) in spoken:
        return False
    return continues(above.text, line.text, width)


def _end_of_preamble(lines: Sequence[Line]) -> int:
    """Where the lines `Date: …`, `Interviewer: …` at the top end and talk begins."""
    last = certain = 0
    n_of = Counter(fold(line.head.label) for line in lines if line.head)
    named: list[str] = []
    for position, line in enumerate(lines[:_TOP]):
        head = line.head
        if head is None or head.shape not in {"colon", "alone"} or len(head.rest) > _LONGEST_KEY:
            if len(line.text) > _LONGEST_KEY or (head is not None and head.shape == "colon"):
                break
            continue
        if is_legend(head) and all(line.head and line.head.shape == "colon" for line in lines[last:position]):
            last = certain = position + 1
            continue
        is_key, label = _is_key(head.label), fold(head.label)
        if n_of[label] > 1 and not is_key:
            break  # somebody speaks
        if is_key and not label_words.kind(head.label):
            last = certain = position + 1
            continue
        comes_again = n_of[label] > 1 and label_words.kind(head.label) != ""
        if comes_again and (not _is_short_entry(head) or _speaks_again(label, named, head)):
            break  # who was named speaks
        if last == position and certain and _is_below_a_key(line, n_of, is_key=is_key):
            last = position + 1  # `Interviewer: Dana` below `Date: 12 May`
            certain = certain if comes_again else last
        named += [label] if comes_again else []
    return last if _name_who_speaks(lines, certain, last) else certain


def _speaks_again(label: str, named: Sequence[str], head: Head) -> bool:
    """Whether a role was named above; two names may stand below each other."""
    return label in named and (named[-1] != label or _has_no_case(head))


def _name_who_speaks(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the last lines of a head name those who speak below it: they are of one paragraph with the lines above
    and talk begins another, or their words are surely names."""
    found = lines[first:last]
    begins = [line.opens or line.after_gap for line in lines[first : last + 1]]
    if begins[len(found) :] == [True] and not any(begins[:-1]):
        return True
    return all(line.head is None or _is_surely_named(line.head) for line in found)


def _is_surely_named(head: Head) -> bool:
    """`Interviewer: Dana`, `Interviewee: head of a clinic`; no name begins in a small letter where the label does."""
    if _has_no_case(head):
        return False
    asks = label_words.kind(head.label) == "interviewer"
    return is_name(head.rest) or not (asks or head.label[0].islower())


def _is_key(label: str) -> bool:
    """`Date`, `Name of transcriber`, `Interview number`, `Entrevistadora`."""
    base = label_words.base(label)
    parts = base.split(" ")
    if len(parts) > _MOST_OF_A_KEY:
        return False
    is_role = label_words.kind(label) in {"interviewer", "informant", "interpreter"} and base not in label_words.WEAK
    return parts[0] in label_words.METADATA or parts[-1] in label_words.METADATA or (is_role and len(base) > len("int"))


def _is_below_a_key(line: Line, n_of: Mapping[str, int], *, is_key: bool) -> bool:
    """Whether it is one more line of a transcript's head; in the same paragraph it may be called anything."""
    head = line.head
    if head is None or not (is_key or not (line.opens or line.after_gap)):
        return False
    return (is_key and _is_short_entry(head)) or _is_entry(head, n_of)


def _is_short_entry(head: Head) -> bool:
    """`Interviewer: Dana`, `Interviewee: head of a clinic`."""
    is_entry = len(head.rest.split()) <= _MOST_OF_AN_ENTRY and not _is_said(head.rest)
    return is_entry and (is_name(head.rest) or (head.rest[:1].islower() and head.rest[-1:].isalnum()))


def _is_said(rest: str) -> bool:
    """Whether words are talk: they end as a sentence, or begin as a question, a greeting or an answer does."""
    asks = not rest[:1].isupper() and begins_question(rest)  # Will Field
    return asks or _ENDS_A_SENTENCE.search(rest) is not None or label_words.is_heard(rest)


def _is_entry(head: Head, n_of: Mapping[str, int]) -> bool:
    """`Interviewee: head of a clinic`, once in the document and no sentence."""
    return n_of[fold(head.label)] == 1 and len(head.rest.split()) <= _MOST_OF_AN_ENTRY and head.rest[-1:].isalnum()


def _has_no_case(head: Head) -> bool:
    """Whether words are of a script in which nothing tells a name."""
    return head.rest.upper() == head.rest.lower()
