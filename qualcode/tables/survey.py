"""What a survey came to: a row per question and option, a column per group of respondents, every n in sight."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from typing import NamedTuple

from qualcode.model.nouns import dataclass
from qualcode.model.survey import Answer, Kind, Question, Respondent, State, Survey
from qualcode.model.survey_plan import Ref, SurveyPlan
from qualcode.model.table import Cell, Column, Figure, Row, Rule, Table, listing
from qualcode.model.wording import listed
from qualcode.tables.spec import Filter, write_filter

ALL = "All"
NOT_OFFERED = "–"
NOBODY_ASKED = "not asked"
RESPONDENTS = "n_respondents"
ASKED, OTHER_VALUES = "(asked)", "(other values)"
"""In place of an option: who was asked; what was answered and is none of the options."""
COUNTED = (Kind.ONE, Kind.SEVERAL, Kind.NUMBER, Kind.TEXT)
IN_N = (State.ANSWERED, State.NO_ANSWER)
"""What became of a question for those who were asked it."""


class Style(StrEnum):
    """How a count is written."""

    OF = "of"
    """`2 of 8`."""
    N = "n"
    """`n=2`."""
    PERCENT = "%"
    """`25 % (2 of 8)`, where there are enough."""


class Answerer(NamedTuple):
    """A respondent with the survey they answered."""

    survey: str
    respondent: Respondent


@dataclass(frozen=True, slots=True)
class Group:
    """A column: some of the respondents."""

    label: str
    answerers: tuple[Answerer, ...]
    who: Filter = field(default_factory=dict)
    """The types, or the form, whose respondents they are; empty: everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question, or questions of several forms that ask the same."""

    refs: tuple[Ref, ...]
    question: Question
    """The first of them, with the options of all."""

    @property
    def key(self) -> str:
        """`cso.cred_comm+others.cred_comm`."""
        return "+".join(map(str, self.refs))

    def answer(self, answerer: Answerer) -> Answer:
        """What became of it for a respondent; their form may not have it."""
        name = next((ref.question for ref in self.refs if ref.survey == answerer.survey), "")
        return answerer.respondent.answers.get(name) or Answer(state=State.NOT_OFFERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What became of a question for a group."""

    n: int
    """The denominator: who was asked, answered or not; without a form, who answered."""
    n_answered: int
    n_not_asked: int
    answers: tuple[Answer, ...]
    """Of those who answered."""
    offered: bool

    @property
    def aside(self) -> str:
        """`1 not asked, 4 no answer`."""
        said = ((self.n_not_asked, "not asked"), (self.n - self.n_answered, "no answer"))
        return ", ".join(f"{n} {what}" for n, what in said if n)

    def choosing(self, option: str) -> int:
        """How many chose an option."""
        return sum(option in answer.options for answer in self.answers)


def items_of(surveys: Sequence[Survey], plan: SurveyPlan) -> tuple[Item, ...]:
    """The questions of all surveys in their order, those that ask the same once, those that are never printed not."""
    questions = {Ref(survey.name, each.name): each for survey in surveys for each in survey.questions}
    rows = {ref: tuple(each for each in row if each in questions) for row in plan.same for ref in row}
    found: dict[tuple[Ref, ...], Item] = {}
    for ref, question in questions.items():
        refs = rows.get(ref, (ref,))
        if question.kind in COUNTED and ref not in plan.leave_out and refs not in found:
            found[refs] = Item(refs=refs, question=_joint([questions[each] for each in refs]))
    return tuple(found.values())


def _joint(questions: Sequence[Question]) -> Question:
    options = {option.name: option for question in reversed(questions) for option in question.options}
    order = dict.fromkeys(option.name for question in questions for option in question.options)
    return replace(questions[0], options=tuple(options[name] for name in order))


def what_became(item: Item, group: Group) -> Asked:
    """Count what became of a question for the respondents of a group."""
    answers = [item.answer(each) for each in group.answerers]
    states = Counter(answer.state for answer in answers)
    return Asked(
        n=sum(states[state] for state in IN_N),
        n_answered=states[State.ANSWERED],
        n_not_asked=states[State.NOT_ASKED],
        answers=tuple(answer for answer in answers if answer.state is State.ANSWERED),
        offered=states[State.NOT_OFFERED] < len(answers),
    )


def survey_table(
    surveys: Sequence[Survey],
    items: Sequence[Item],
    groups: Sequence[Group],
    *,
    style: Style = Style.OF,
    percentages_from: int = 20,
    by_frequency: bool = False,
    notes: Sequence[str] = (),
) -> Table:
    """Count the answers to questions in groups of respondents; options that nobody chose are rows with 0."""
    language = {survey.name: survey.language for survey in surveys}
    offered = {
        (survey.name, each.name): {option.name for option in each.options}
        for survey in surveys
        for each in survey.questions
    }
    writer = _Writer(style, percentages_from)
    rows: list[Row] = []
    for item in items:
        asked = [what_became(item, group) for group in groups]
        label = item.question.label(language[item.refs[0].survey])
        head = tuple(writer.head(each, item, group) for each, group in zip(asked, groups, strict=True))
        rows.append(Row(cells=(label, *head), key=item.key))
        for option in _ordered(item, asked, by_frequency=by_frequency):
            has = {ref.survey for ref in item.refs if option in offered[ref]}
            cells = (
                writer.count(each.choosing(option), each, item, group, option)
                if _is_offered(group, has)
                else NOT_OFFERED
                for each, group in zip(asked, groups, strict=True)
            )
            said = item.question.option_label(option, language[item.refs[0].survey])
            rows.append(Row(cells=(said, *cells), depth=1, key=f"{item.key}={option}"))
        rows += _further(item, asked, groups, writer)
    columns = (Column(key="question", label="Question", wide=True), *map(_column, groups))
    return Table(
        name="survey",
        title="Survey answers",
        columns=columns,
        rows=tuple(rows),
        notes=(*notes, *_notes(surveys, rows)),
    )


def _column(group: Group) -> Column:
    return Column(key=f"{group.label}.{RESPONDENTS}", label=f"{group.label} (n = {len(group.answerers)})", numeric=True)


def _is_offered(group: Group, surveys: set[str]) -> bool:
    return any(each.survey in surveys for each in group.answerers)


def _ordered(item: Item, asked: Sequence[Asked], *, by_frequency: bool) -> list[str]:
    names = [option.name for option in item.question.options]
    if by_frequency:
        names.sort(key=lambda name: -asked[-1].choosing(name))
    return names if item.question.has_options else []


def _further(item: Item, asked: Sequence[Asked], groups: Sequence[Group], writer: _Writer) -> Iterator[Row]:
    """The rows of what is no option: other values, numbers."""
    if any(answer.others for each in asked for answer in each.answers):
        cells = (
            writer.count(sum(bool(answer.others) for answer in each.answers), each, item, group, OTHER_VALUES)
            for each, group in zip(asked, groups, strict=True)
        )
        yield Row(cells=("other values", *cells), depth=1, key=f"{item.key}={OTHER_VALUES}")
    if item.question.kind is Kind.NUMBER:
        yield Row(cells=("median (lowest to highest)", *map(_numbers, asked)), depth=1, key=f"{item.key}=median")


def _numbers(asked: Asked) -> str:
    numbers = [answer.number for answer in asked.answers if answer.number is not None]
    if not numbers:
        return NOT_OFFERED
    return f"{statistics.median(numbers):g} ({min(numbers):g} to {max(numbers):g})"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes counts in a style."""

    style: Style
    percentages_from: int

    def head(self, asked: Asked, item: Item, group: Group) -> Cell:
        """How many were asked, and what became of the others."""
        if not asked.offered:
            return NOT_OFFERED
        whole = asked.n + asked.n_not_asked
        shown = f"{asked.n} asked" if asked.n == whole else f"{asked.n} of {whole} asked"
        return Figure(spec=_spec(item, group, ASKED), value=asked.n, of=whole, shown=shown, aside=asked.aside)

    def count(self, n: int, asked: Asked, item: Item, group: Group, option: str) -> Cell:
        """How many of those asked chose an option."""
        if not asked.offered:
            return NOT_OFFERED
        if not asked.n:
            return NOBODY_ASKED
        shown = f"{n} of {asked.n}"
        if self.style is Style.N:
            shown = f"n={n}"
        elif self.style is Style.PERCENT and asked.n >= self.percentages_from:
            shown = f"{100 * n / asked.n:.0f} % ({shown})"
        return Figure(spec=_spec(item, group, option), value=n, of=asked.n, shown=shown)


def _spec(item: Item, group: Group, option: str) -> Mapping[str, str]:
    who = write_filter(group.who)
    parts = {"measure": RESPONDENTS, "question": item.key, "option": option, "group": who}
    return {key: value for key, value in parts.items() if value}


def figures_of_item(item: Item, group: Group, key: str) -> Iterator[tuple[str, str]]:
    """The figures that a question may have for a group, each with its id; `key` is the study's."""
    options = [option.name for option in item.question.options] if item.question.has_options else []
    for option in (ASKED, *options, OTHER_VALUES):
        yield option, Figure(spec=_spec(item, group, option), value=None, key=key).id


def _notes(surveys: Sequence[Survey], rows: Sequence[Row]) -> Iterator[str]:
    yield Rule("Counts are of respondents, not of mentions. n is who was asked; who was not asked is not in it.")
    yield Rule("Respondents are those who answered, not a sample of anybody else.")
    if any(NOT_OFFERED in row.cells for row in rows):
        yield f"{NOT_OFFERED}: the question or option is not in that form."
    if guessed := [survey.name for survey in surveys if not survey.has_form]:
        yield f"{listed(guessed)}: read without a form, so n is who answered; who was asked cannot be known."


def questions_table(surveys: Sequence[Survey], plan: SurveyPlan) -> Table:
    """List the questions with their ids: what survey.yaml is written from."""
    rows = []
    for survey in surveys:
        everybody = Group(ALL, tuple(Answerer(survey.name, each) for each in survey.respondents))
        for question in survey.questions:
            ref = Ref(survey.name, question.name)
            asked = what_became(Item(refs=(ref,), question=question), everybody)
            kept = "never printed" if ref in plan.leave_out else ""
            options = ", ".join(option.name for option in question.options)
            label = question.label(survey.language)
            cells = (str(ref), question.kind.value, asked.n, asked.n_answered, label, options, kept)
            rows.append(Row(cells=cells, key=str(ref)))
    heads = ("Id", "Kind", "Asked of", "Answered", "Question", "Options", "Remark")
    return listing(
        "questions",
        "Questions of the survey",
        heads,
        rows,
        wide=("Question", "Options"),
        numeric=("Asked of", "Answered"),
    )


def answers_table(item: Item, groups: Sequence[Group], language: str = "") -> Table:
    """List the open answers to a question in full, each with the type of who gave it; no respondent is named."""
    rows = [
        Row(cells=(group.label, said), key=f"{item.key}:{number}")
        for group in groups
        for number, said in enumerate(filter(None, (_open(item.answer(each)) for each in group.answerers)), start=1)
    ]
    title = f"Answers to: {item.question.label(language)}"
    note = f"{len(rows)} answers in respondents' own words: names in them are not replaced, so this is for the team."
    return listing("answers", title, ("Type", "Answer"), rows, wide=("Answer",), notes=(note,))


def _open(answer: Answer) -> str:
    return answer.text or "; ".join(answer.others)
