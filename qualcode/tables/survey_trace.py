"""From a figure of a survey to the respondents it was counted from: who was asked, what became of it, what n is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualcode.model.nouns import dataclass
from qualcode.model.survey import Answer, State, Survey
from qualcode.model.survey_plan import Ref
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import some
from qualcode.tables.survey import ASKED, IN_N, OTHER_VALUES, Group, Item, what_became

_MOST_NAMED = 20
_STATES = (State.ANSWERED, State.NO_ANSWER, State.NOT_ASKED, State.NOT_OFFERED, State.UNKNOWN)
_WHY = {
    State.NOT_ASKED: "the form passed over it because of what they had answered before",
    State.NOT_OFFERED: "not in the form, or the version of it, that they filled in",
    State.UNKNOWN: "blank, and without the form nobody can tell why",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFigure:
    """What a figure of a survey counts."""

    item: Item
    group: Group
    option: str
    """Its name, or `ASKED`, or `OTHER_VALUES`."""

    def counts(self, answer: Answer) -> bool:
        """Whether an answer is among what is counted."""
        if self.option == ASKED:
            return answer.state in IN_N
        if self.option == OTHER_VALUES:
            return bool(answer.others)
        return self.option in answer.options


def survey_trace_table(id_: str, figure: SurveyFigure, surveys: Mapping[str, Survey]) -> Table:
    """List what became of the question for the respondents of the group, form by form, and what of it is counted."""
    item, group = figure.item, figure.group
    language = surveys[item.refs[0].survey].language
    said = {ASKED: "asked", OTHER_VALUES: "other values"}.get(figure.option) or (
        f"“{item.question.option_label(figure.option, language)}”"
    )
    asked = what_became(item, group)
    n = sum(figure.counts(item.answer(each)) for each in group.answerers)
    of = len(group.answerers) if figure.option == ASKED else asked.n
    title = f"{id_}: {item.question.label(language)} {said}; {group.label}: {n} of {of}"
    heads = ("Form", "Question", "What became of it", "Respondents", "In n", "Counted", "Who")
    return listing(
        "trace",
        title,
        heads,
        _rows(figure, surveys),
        wide=("Who",),
        numeric=("Respondents",),
        notes=(*_notes(figure, surveys), "For the study's team: this names respondents."),
    )


def _rows(figure: SurveyFigure, surveys: Mapping[str, Survey]) -> Iterator[Row]:
    for survey in surveys.values():
        own = [each for each in figure.group.answerers if each.survey == survey.name]
        ref = next((ref for ref in figure.item.refs if ref.survey == survey.name), None)
        for state in _STATES:
            those = [(each, figure.item.answer(each)) for each in own]
            of_state = [(each, answer) for each, answer in those if answer.state is state]
            counted = [each.respondent.id for each, answer in of_state if figure.counts(answer)]
            others = [each.respondent.id for each, answer in of_state if not figure.counts(answer)]
            is_answered = state is State.ANSWERED and figure.option != ASKED
            beside = "answered otherwise" if is_answered else state.value
            for ids, words, is_counted in ((counted, state.value, True), (others, beside, False)):
                if ids:
                    in_n = "yes" if state in IN_N or (figure.option == ASKED and is_counted) else "no"
                    cells = (survey.name, str(ref or ""), words, len(ids), in_n, "yes" if is_counted else "no")
                    yield Row(cells=(*cells, some(ids, _MOST_NAMED)), key=f"{survey.name}.{words}")


def _notes(figure: SurveyFigure, surveys: Mapping[str, Survey]) -> Iterator[str]:
    states = {figure.item.answer(each).state for each in figure.group.answerers}
    if figure.option == ASKED:
        yield "Counted is who was asked, answered or not, of all respondents of the group."
    elif State.UNKNOWN in states:
        yield "n is who answered, for without the form who was asked cannot be known; a respondent counts once."
    else:
        yield "n is who was asked, answered or not; a respondent counts once."
    yield from (f"{state.value.capitalize()}: {why}." for state, why in _WHY.items() if state in states)
    asked = {each.survey for each in figure.group.answerers}
    for ref in figure.item.refs:
        if ref.survey in asked:
            yield from _of_form(surveys[ref.survey], ref)


def _of_form(survey: Survey, ref: Ref) -> Iterator[str]:
    """Of whom a form asks the question, and what is said of its data."""
    question = survey.question(ref.question)
    if question.relevant:
        yield f"{ref} is asked where {' and '.join(question.relevant)}."
    for note in survey.notes:
        if note.startswith(f"{ref.question}: ") or "left out" in note or "stand twice" in note:
            yield f"{survey.name}: {note}."
