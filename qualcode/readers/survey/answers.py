"""The cells of a survey's data → what became of each question for each respondent."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from qualcode.model.naming import fold, words
from qualcode.model.nouns import dataclass
from qualcode.model.survey import Answer, Kind, Question, State
from qualcode.readers.survey.headings import Columns, folded_options
from qualcode.readers.survey.relevance import CannotTellError, Condition, compile_condition, is_true, names_in
from qualcode.readers.survey.sheets import is_blank

_YES = words("1 true yes x oui sí si sim ja نعم checked selected")
_NO = words("0 false no non nein não لا unchecked")
CONTRADICTED = 0.05
"""Share of respondents who answer what they were not asked above which a condition is not used."""
_NO_ANSWER, _NOT_ASKED = Answer(state=State.NO_ANSWER), Answer(state=State.NOT_ASKED)
_UNKNOWN, _NOT_OFFERED = Answer(state=State.UNKNOWN), Answer(state=State.NOT_OFFERED)


@dataclass(slots=True)
class Cells:
    """A sheet of data with what its columns hold."""

    rows: Sequence[Sequence[str]]
    columns: Columns
    questions: Mapping[str, Question]
    calculations: Mapping[str, str] = field(default_factory=dict)
    contradictions: dict[str, int] = field(default_factory=dict)
    """By question, how many answered although they were not asked."""
    set_aside: dict[str, str] = field(default_factory=dict)
    """By question, why its condition is not used."""

    def answers(self, *, has_form: bool) -> list[dict[str, Answer]]:
        """For each row, what became of each question; without the form a blank cannot be told."""
        raw = self._raw()
        found: list[dict[str, Answer]] = [{} for _ in self.rows]
        for question in self.questions.values():
            given = raw[question.name]
            if given is None:
                for own in found:
                    own[question.name] = _NOT_OFFERED
                continue
            asked = self._asked(question, raw, given) if has_form else None
            blank = _NO_ANSWER if has_form else _UNKNOWN
            for number, (own, answer) in enumerate(zip(found, given, strict=True)):
                if answer is not None:
                    own[question.name] = answer
                else:
                    own[question.name] = blank if asked is None or asked[number] else _NOT_ASKED
        return found

    def _raw(self) -> dict[str, list[Answer | None] | None]:
        """By question, the answer of each row, None where the cell is blank; None where there is no column."""
        return {name: self._column(question) for name, question in self.questions.items()}

    def _column(self, question: Question) -> list[Answer | None] | None:
        whole = self.columns.whole.get(question.name)
        split = self.columns.split.get(question.name, {})
        if whole is None and not split:
            return None
        options = folded_options(question)
        order = [option.name for option in question.options]
        known: dict[str, Answer | None] = {}
        found = []
        for row in self.rows:
            chosen = _chosen(row, split) if split else None
            text = row[whole].strip() if whole is not None and whole < len(row) else ""
            if chosen is not None:
                names = tuple(sorted(chosen, key=order.index))
                _, others = _several(text, options) if text and not is_blank(text) else ((), ())
                found.append(Answer(state=State.ANSWERED, options=names, others=others) if names or others else None)
                continue
            if text not in known:
                known[text] = _answer(question, text, options, order)
            found.append(known[text])
        return found

    def _asked(
        self, question: Question, raw: Mapping[str, list[Answer | None] | None], given: Sequence[Answer | None]
    ) -> list[bool] | None:
        """For each row whether the question was asked; None where that holds of all, or cannot be told."""
        if not question.relevant:
            return None
        try:
            conditions = [compile_condition(written) for written in question.relevant]
            needed = self._needed(question.relevant, raw)
        except CannotTellError as why:
            self.set_aside[question.name] = f"its condition cannot be followed: {why}"
            return None
        values = self._values(needed, raw)
        asked = [all(is_true(condition(own)) for condition in conditions) for own in values]
        against = sum(answer is not None and not was for answer, was in zip(given, asked, strict=True))
        if against:
            self.contradictions[question.name] = against
        if against > CONTRADICTED * max(1, len(self.rows)):
            self.set_aside[question.name] = f"{against} answered who were not to be asked"
            return None
        return asked

    def _needed(
        self, conditions: Iterable[str], raw: Mapping[str, list[Answer | None] | None]
    ) -> dict[str, Condition | None]:
        """The questions that conditions name, with the formula of those that the form reckons itself."""
        needed: dict[str, Condition | None] = {}
        waiting = [name for written in conditions for name in names_in(written)]
        while waiting:
            name = waiting.pop()
            if name in needed:
                continue
            if raw.get(name) is None and self._place_of(name) is None:
                if name not in self.calculations:
                    raise CannotTellError(f"{name} is in none of the columns")
                needed[name] = compile_condition(self.calculations[name])
                waiting += names_in(self.calculations[name])
            else:
                needed[name] = None
        return needed

    def _place_of(self, name: str) -> int | None:
        return self.columns.system.get(name.casefold(), self.columns.whole.get(name))

    def _values(
        self, needed: Mapping[str, Condition | None], raw: Mapping[str, list[Answer | None] | None]
    ) -> list[dict[str, str]]:
        """For each row, what was answered to the questions that conditions name."""
        values: list[dict[str, str]] = [{} for _ in self.rows]
        for name, formula in needed.items():
            given = raw.get(name)
            if formula is not None:
                continue
            place = self._place_of(name)
            for number, own in enumerate(values):
                if given is not None:
                    own[name] = _as_written(given[number])
                elif place is not None and place < len(self.rows[number]):
                    own[name] = self.rows[number][place]
        for name, formula in reversed(list(needed.items())):
            if formula is not None:
                for own in values:
                    reckoned = formula(own)
                    own[name] = f"{reckoned:g}" if isinstance(reckoned, float) else str(reckoned)
        return values


def _as_written(answer: Answer | None) -> str:
    if answer is None:
        return ""
    if answer.number is not None:
        return f"{answer.number:.12g}"
    return " ".join((*answer.options, *answer.others)) or answer.text


def _chosen(row: Sequence[str], split: Mapping[str, int]) -> list[str] | None:
    """The options whose columns say yes; None where all of them are blank."""
    cells = {option: row[place].strip() for option, place in split.items() if place < len(row)}
    said = {option: cell for option, cell in cells.items() if not is_blank(cell)}
    if not said:
        return None
    return [option for option, cell in said.items() if fold(cell) not in _NO]


def _answer(question: Question, text: str, options: Mapping[str, str], order: Sequence[str]) -> Answer | None:
    """What a cell says; None where it is blank."""
    if is_blank(text) and fold(text) not in options:
        return None
    if question.kind is Kind.NUMBER:
        number = _number(text)
        return Answer(state=State.ANSWERED, number=number, others=() if number is not None else (text,))
    if question.kind is Kind.ONE:
        name = options.get(fold(text)) or options.get(fold(_whole(text)))
        return Answer(state=State.ANSWERED, options=(name,) if name else (), others=() if name else (text,))
    if question.kind is Kind.SEVERAL:
        chosen, others = _several(text, options)
        return Answer(state=State.ANSWERED, options=tuple(sorted(chosen, key=order.index)), others=others)
    return Answer(state=State.ANSWERED, text=text)


def _several(text: str, options: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options in a cell, and what is none: names parted by spaces, or labels, the longest first."""
    names = [options.get(fold(part)) for part in text.split()]
    if all(names):
        return tuple(dict.fromkeys(name for name in names if name)), ()
    left = f" {fold(text)} "
    chosen = []
    for label in sorted(options, key=lambda each: -len(each)):
        place = left.find(label)
        while place >= 0 and (left[place - 1].isalnum() or left[place + len(label)].isalnum()):
            place = left.find(label, place + 1)
        if place >= 0:
            chosen.append(options[label])
            left = f"{left[:place]}\n{left[place + len(label) :]}"
    others = [part.strip(" ,;.") for part in left.replace(";", "\n").split("\n")]
    return tuple(dict.fromkeys(chosen)), tuple(part for part in others if part)


def _whole(text: str) -> str:
    """Excel's `1.0` is the option `1`."""
    return text.removesuffix(".0")


def _number(text: str) -> float | None:
    try:
        number = float(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
