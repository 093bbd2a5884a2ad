"""The headings of a survey's data → the questions and options of its form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from qualcode.model.naming import fold, words
from qualcode.model.nouns import dataclass
from qualcode.model.survey import Kind, Question

SEPARATORS = ("/", ".", "-", "_", "::", ":", " - ", " / ")
"""What programs put between group, question and option."""
SYSTEM = words(
    """
    start end today deviceid subscriberid simserial phonenumber username uuid id key instanceid submissiondate
    meta/instanceid audit index formdef_version setofid
    """
)
PARENT = ("_parent_index", "_submission__uuid", "_submission__id", "parent_key")
"""Columns of a repeated group's sheet that say whose row it is."""


@dataclass(slots=True)
class Columns:
    """What the columns of a sheet hold."""

    whole: dict[str, int] = field(default_factory=dict)
    """By question, the column with its answer."""
    split: dict[str, dict[str, int]] = field(default_factory=dict)
    """By question and option, the column that says whether it was chosen."""
    system: dict[str, int] = field(default_factory=dict)
    """Columns of the program, by their headings."""
    unmatched: list[str] = field(default_factory=list)
    """Headings that fit no question."""


def match_headings(headings: Sequence[str], questions: Iterable[Question]) -> Columns:
    """Find what each column holds: a question, an option of one, or something of the program; nothing is guessed."""
    whole, split = _forms(list(questions))
    columns = Columns()
    for place, heading in enumerate(headings):
        key = fold_heading(heading)
        if not key:
            continue
        if (name := whole.get(key)) is not None:
            columns.whole.setdefault(name, place)
        elif (option := split.get(key)) is not None:
            columns.split.setdefault(option[0], {}).setdefault(option[1], place)
        elif heading.startswith("_") or key in SYSTEM:
            columns.system.setdefault(key, place)
        else:
            columns.unmatched.append(heading)
    return columns


def fold_heading(heading: str) -> str:
    """A heading as it is compared: underscores stay, for names have them."""
    return " ".join(heading.replace("\ufeff", "").casefold().split())


def _forms(questions: Sequence[Question]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Every way in which a question, and an option of one, may head a column; the longest question's name wins."""
    labels = Counter(key for question in questions for key in {*map(fold_heading, question.labels.values())})
    whole: dict[str, str] = {}
    split: dict[str, tuple[str, str]] = {}
    for question in sorted(questions, key=lambda each: -len(each.name)):
        bases = list(dict.fromkeys(_bases(question, labels)))
        for base in bases:
            whole.setdefault(base, question.name)
        if question.kind is Kind.SEVERAL:
            for said, option in option_headings(question):
                for base in bases:
                    for separator in SEPARATORS:
                        split.setdefault(f"{base}{separator}{said}", (question.name, option))
    return whole, split


def _bases(question: Question, labels: Mapping[str, int]) -> Iterator[str]:
    name = fold_heading(question.name)
    yield name
    for first in range(len(question.groups)):
        path = [*map(fold_heading, question.groups[first:]), name]
        for separator in SEPARATORS:
            yield separator.join(path)
    for label in question.labels.values():
        if labels[fold_heading(label)] == 1:
            yield fold_heading(label)


def option_headings(question: Question) -> list[tuple[str, str]]:
    """How the options of a question may be called in headings: all by name, then by label, for one's label may be
    another's name."""
    names = [(fold_heading(option.name), option.name) for option in question.options]
    return names + [(fold_heading(said), each.name) for each in question.options for said in each.labels.values()]


def folded_options(question: Question) -> dict[str, str]:
    """The options of a question by every name and label they have, folded."""
    found: dict[str, str] = {}
    for option in question.options:
        found.setdefault(fold(option.name), option.name)
    for option in question.options:
        for label in option.labels.values():
            found.setdefault(fold(label), option.name)
    return found
