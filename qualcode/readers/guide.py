"""The interview guide a person writes, with every problem in it told at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualcode.errors import GuideError
from qualcode.model.guide import Guide, Question
from qualcode.model.problem import Problem, line_of, told_at_once
from qualcode.readers.codebooks.fields import NodeReader
from qualcode.readers.codebooks.nodes import Fields, Node, Scalar, parse_yaml, yaml_text

GUIDE_KEYS = ("guide", "questions")
QUESTION_KEYS = ("id", "wording", "codes")
MOST_BYTES = 1_000_000
"""A guide larger than this is something else under its name."""

_START = "begin with 'questions:' and '- id: q1' under it"


def read_guide(path: Path) -> Guide:
    """Read a guide; GuideError holds every problem that keeps it from being used."""
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise GuideError(
            f"{path.name}: not a guide by its name", hint="a guide is a .yaml file; see docs/transcripts.md"
        )
    if not path.is_file():
        raise GuideError(f"{path.name}: there is no such file", hint="give the path of a guide: --guide FILE")
    if path.stat().st_size > MOST_BYTES:
        raise GuideError(f"{path.name}: larger than {MOST_BYTES // 1_000_000} MB", hint="is this really a guide?")
    guide, problems = parse_guide(path.read_bytes(), path.name)
    if problems:
        message = told_at_once(path.name, problems)
        raise GuideError(message, hint="put these right; nothing was changed", problems=problems)
    return guide


def parse_guide(data: bytes, name: str) -> tuple[Guide, list[Problem]]:
    """The guide as far as it can be read, and every problem in it, in the order of the file."""
    text, unread = yaml_text(data, name)
    if unread:
        return Guide(questions=()), unread
    node, problems = parse_yaml(text, name)
    guide = _Reader(name, problems).guide(node)
    return guide, sorted(problems, key=line_of)


class _Reader(NodeReader):
    """Turns nodes into a guide and collects what is wrong on the way."""

    def guide(self, node: Node | None) -> Guide:
        if not isinstance(node, Fields):
            if not self._problems:
                self._wrong(1, "", "is not a guide", _START)
            return Guide(questions=())
        self._check_keys(node, GUIDE_KEYS, "")
        questions = tuple(self._questions(node))
        if not questions and not self._problems:
            self._wrong(node.line, "", "has no questions", _START)
        return Guide(name=self._word(node, "guide", ""), questions=questions)

    def _questions(self, node: Fields) -> Iterator[Question]:
        first: dict[str, int] = {}
        for item in self._list(node.values.get("questions"), "", "questions", "begin every question with '- id:'"):
            if not isinstance(item, Fields):
                self._wrong(item.line, "", "a question is not a mapping", "begin every question with '- id:'")
                continue
            question = self._question(item)
            key = question.id.casefold()
            if key in first:
                message = f"this id is taken, first in line {first[key]}"
                self._wrong(question.line, question.id, message, "give each question an id of its own")
            first.setdefault(key, question.line)
            yield question

    def _question(self, node: Fields) -> Question:
        question_id = self._word(node, "id", "")
        if not question_id:
            self._wrong(node.line, "", "a question has no id", "give it one that will never change: 'id: q1'")
            question_id = f"line-{node.line}"
        self._check_keys(node, QUESTION_KEYS, question_id)
        wordings = self._one_or_more(node, "wording", question_id)
        if not wordings:
            self._wrong(node.line, question_id, "has no wording", "write it as it is asked: 'wording: How …?'")
        elif not all(any(character.isalnum() for character in wording) for wording in wordings):
            self._wrong(node.line, question_id, "has a wording without a word", "write it as it is asked")
        codes = self._one_or_more(node, "codes", question_id)
        return Question(id=question_id, wordings=wordings, codes=codes, line=node.line)

    def _one_or_more(self, node: Fields, key: str, question_id: str) -> tuple[str, ...]:
        """A text, or a list of them."""
        if isinstance(node.values.get(key), Scalar):
            word = self._word(node, key, question_id)
            return (word,) if word else ()
        return tuple(" ".join(word.split()) for word in self._words(node, key, question_id))
