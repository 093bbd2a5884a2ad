"""The tables of a study's surveys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.informant import Informant, Roster
from qualcode.model.survey import Kind, State, Survey
from qualcode.model.survey_plan import Ref
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.survey.surveys import NONE_YET, Surveys, altered, surveys_of
from qualcode.tables.survey import ALL, Answerer, Group, Style, answers_table, questions_table, survey_table

if TYPE_CHECKING:
    from qualcode.study.study import Study

NO_TYPE, OTHERS = "type unknown", "Other respondents"
_HALF = 0.5


def survey_questions(study: Study, name: str = "") -> Table:
    """List the questions of the surveys, or of one, with their ids."""
    found = surveys_of(study)
    chosen = [survey for survey in found.surveys if name in ("", survey.name)]
    if name and not chosen:
        raise UsageError(f"{name}: no such survey", hint=f"there are: {', '.join(each.name for each in found.surveys)}")
    table = questions_table(chosen, found.plan)
    return table if found.surveys else replace(table, notes=(NONE_YET,))


def survey_tables(
    study: Study,
    *names: str,
    by: str = "type",
    style: Style = Style.OF,
    small_groups: bool = False,
    by_frequency: bool = False,
) -> Table:
    """Count the answers to questions, or to all of them, by type, by form, or by a grouping of the settings.

    A type of fewer respondents than the study's minimum is put together with others, unless `small_groups` are wanted.
    """
    found = surveys_of(study)
    if not found.surveys:
        return replace(survey_table((), (), ()), notes=(NONE_YET,))
    groups, notes = groups_of(study, found, by, small_groups=small_groups)
    made = survey_table(
        found.surveys,
        found.named(*names),
        (*groups, everybody(found.surveys)) if len(groups) > 1 else groups,
        style=style,
        percentages_from=study.settings.counting.percentages_from,
        by_frequency=by_frequency,
        notes=notes,
    )
    return made.keyed(study.figure_key)


def everybody(surveys: Sequence[Survey]) -> Group:
    """All respondents of all surveys."""
    return Group(ALL, tuple(Answerer(survey.name, each) for survey in surveys for each in survey.respondents))


def groups_of(
    study: Study, found: Surveys, by: str = "type", *, small_groups: bool = False
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """The respondents in groups: by `type`, by `form`, or by a grouping of the settings; and what to say about them."""
    whole = everybody(found.surveys).answerers
    groupings = study.settings.groupings
    if by == "form":
        return _grouped(whole, {survey.name: survey.name for survey in found.surveys}, by_form=True), ()
    types = list(dict.fromkeys(each.respondent.type or NO_TYPE for each in whole))
    labels = {type_: type_ for type_ in types}
    if by in groupings:
        members = {type_: label for label, those in groupings[by].items() for type_ in those}
        labels = {type_: members.get(type_, type_) for type_ in types}
    elif by != "type":
        known = ", ".join(("type", "form", *groupings))
        raise UsageError(f"{by}: respondents are in no such groups", hint=f"--by takes one of: {known}")
    if small_groups:
        return _grouped(whole, labels), ()
    shown = _large(whole, labels, study)
    minimum = study.settings.privacy.minimum_cell
    small = sorted({type_ for type_ in types if shown[type_] != labels[type_]})
    note = f"{', '.join(small)}: put together, for types of fewer than {minimum} respondents point at people."
    return _grouped(whole, shown), (note,) if small else ()


def _large(whole: Sequence[Answerer], labels: Mapping[str, str], study: Study) -> Mapping[str, str]:
    """What each type is called so that no group is smaller than the minimum: as the interviews' types are."""
    from qualcode.privacy.minimum_cell import display_types

    privacy = study.settings.privacy
    people = (
        Informant(id=f"{each.survey}:{each.respondent.id}", informant_type=labels[each.respondent.type or NO_TYPE])
        for each in whole
    )
    shown = display_types(Roster(informants=tuple(people)), {}, privacy.minimum_cell, privacy.allowed, unnamed=OTHERS)
    return {type_: shown[label] for type_, label in labels.items()}


def _grouped(whole: Sequence[Answerer], labels: Mapping[str, str], *, by_form: bool = False) -> tuple[Group, ...]:
    found: dict[str, list[Answerer]] = {}
    keys: dict[str, dict[str, None]] = {}
    for each in whole:
        key = each.survey if by_form else each.respondent.type or NO_TYPE
        found.setdefault(labels[key], []).append(each)
        keys.setdefault(labels[key], {})[key] = None
    by = "form" if by_form else "informant_type"
    return tuple(Group(label, tuple(those), {by: tuple(keys[label])}) for label, those in found.items())


def survey_answers(study: Study, name: str) -> Table:
    """List the open answers to a question in full, by type."""
    found = surveys_of(study)
    if not found.surveys:
        return listing("answers", "Answers", ("Type", "Answer"), (), notes=(NONE_YET,))
    groups, _ = groups_of(study, found)
    (item, *others) = found.named(name)
    if others:
        known = ", ".join(each.key for each in (item, *others))
        raise UsageError(f"{name}: several questions", hint=f"name one of: {known}")
    return answers_table(item, groups, found.language(item.refs[0]))


def survey_check(study: Study) -> Table:
    """List what somebody should look at: form against data, values outside the options, questions left blank."""
    found = surveys_of(study)
    rows = [Row(cells=("", f"{name} in survey/", "is not as it was imported")) for name in altered(study.folder)]
    for survey in found.surveys:
        rows += [Row(cells=(survey.name, "", note)) for note in survey.notes]
        rows += [Row(cells=(survey.name, *odd)) for odd in _odd_questions(survey)]
    known = {(survey.name, question.name) for survey in found.surveys for question in survey.questions}
    rows += [
        Row(cells=(ref.survey, ref.question, "named in survey.yaml, and in no form")) for ref in _named(found, known)
    ]
    rows += [Row(cells=odd) for odd in _unknown_options(found)]
    notes = () if rows else ("nothing to look at." if found.surveys else NONE_YET,)
    return listing(
        "survey-check", "Form against data", ("Survey", "Question", "What"), rows, wide=("What",), notes=notes
    )


def _named(found: Surveys, known: Collection[tuple[str, str]]) -> list[Ref]:
    plan = found.plan
    refs = (*(ref for row in plan.same for ref in row), *(ref for join in plan.joins for ref in join.questions))
    return [ref for ref in dict.fromkeys((*refs, *sorted(plan.leave_out))) if tuple(ref) not in known]


def _unknown_options(found: Surveys) -> Iterator[tuple[str, str, str]]:
    """Options that a join of survey.yaml names, and that the joined questions do not have."""
    questions = {Ref(survey.name, each.name): each for survey in found.surveys for each in survey.questions}
    for join in found.plan.joins:
        asked = [questions[ref] for ref in join.questions if ref in questions]
        known = {option.name for question in asked for option in question.options}
        named = dict.fromkeys((*join.agrees, *join.between, *join.opposes))
        if wrong := [option for option in named if asked and option not in known]:
            ref = join.questions[0]
            offered = ", ".join(sorted(known))
            said = f"joined to {join.theme} by {', '.join(wrong)}, which is none of its options: {offered}"
            yield ref.survey, ref.question, said


def _odd_questions(survey: Survey) -> list[tuple[str, str]]:
    odd = []
    for question in survey.questions:
        answers = [each.answers[question.name] for each in survey.respondents]
        states = [answer.state for answer in answers]
        others = sum(bool(answer.others) for answer in answers)
        asked = states.count(State.ANSWERED) + states.count(State.NO_ANSWER)
        if others and question.kind in (Kind.ONE, Kind.SEVERAL, Kind.NUMBER):
            odd.append((question.name, f"{plural(others, 'answer')} that are none of the options"))
        blank = states.count(State.NO_ANSWER)
        closed = question.has_options
        if closed and asked == len(answers) and asked > 2 and blank >= _HALF * asked:
            odd.append((question.name, f"asked of everybody, and left blank by {blank} of {asked}"))
        if survey.has_form and asked and states.count(State.NOT_ASKED) == 0 and question.relevant and blank == asked:
            odd.append((question.name, "nobody answered"))
    return odd


def told_style(written: str) -> Style:
    """The style that somebody names. UsageError where there is none such."""
    if written not in set(Style):
        raise UsageError(f"{written}: no such style", hint=f"--style takes one of: {', '.join(Style)}")
    return Style(written)


def is_by_frequency(written: str) -> bool:
    """Whether options are sorted by frequency, not as in the form. UsageError where there is no such order."""
    if written not in ("form", "frequency"):
        raise UsageError(f"{written}: no such order", hint="--sort takes form or frequency")
    return written == "frequency"
