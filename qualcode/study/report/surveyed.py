"""The survey in a report: who was asked, what they answered, and how that stands to the interviews."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.codebook import Codebook
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.report import WORKBOOK, Audience, Chart
from qualcode.model.survey import Survey
from qualcode.model.survey_plan import Ref, SurveyEntry
from qualcode.model.table import Figure, Table
from qualcode.model.wording import listed, number_in_words, opening, plural, was
from qualcode.model.writing import SPACE_FOR, Block, Chapter, Paragraph, Piece, joined, plain, space
from qualcode.study.naming import named_code
from qualcode.study.report.facts import dates_of
from qualcode.study.results.results import Results
from qualcode.study.survey.coding import open_answers_of
from qualcode.study.survey.joining import joint_rows, with_quotes
from qualcode.study.survey.showing import OTHERS, everybody, groups_of
from qualcode.study.survey.surveys import Surveys, has_surveys, surveys_of
from qualcode.tables.evidence import QuestionOrder, question_order
from qualcode.tables.joint import JointRow, joint_table
from qualcode.tables.likert import likert_charts
from qualcode.tables.survey import survey_table

if TYPE_CHECKING:
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyParts:
    """What a report gains where its study has a survey; nothing else of it changes."""

    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    method: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    """Those that stand in its tables, beside the answers."""


NO_SURVEY = SurveyParts()
_WORKBOOK, _BLANK = Piece(text=f"{WORKBOOK[0].upper()}{WORKBOOK[1:]}"), Piece(text=" ")
_PUT_TOGETHER = Piece(text=f"{OTHERS} are of several types, put together so that nobody can be recognised. ")
_THEMES = Piece(text=" counts who raised a theme in an open answer, apart from the interviews.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSurveys:
    """The surveys of a study as a report shows them, before any quote is printed beside them."""

    found: Surveys
    tables: tuple[Table, ...]
    """The answers counted; the themes of open answers, where they are coded."""
    charts: tuple[Chart, ...]
    rows: tuple[JointRow, ...]
    """Of the joint display."""
    beside: Mapping[str, tuple[str, ...]]
    """By theme, the figures and tables that show what the survey says of it."""
    put_together: bool = False
    """Whether a group is made of several types, so that nobody can be recognised."""


def open_surveys(study: Study, results: Results, audience: Audience) -> OpenSurveys | None:
    """Count the surveys for these readers; None where the study has none."""
    if not has_surveys(study):
        return None
    found = surveys_of(study)
    team = audience is Audience.TEAM
    groups, notes = groups_of(study, found, small_groups=team)
    columns = (*groups, everybody(found.surveys)) if len(groups) > 1 else groups
    telling = {Ref(entry.name, entry.type_from) for entry in found.plan.surveys}
    # To a client the question that tells the types would show those that are put together.
    items = [item for item in found.items if team or not telling.intersection(item.refs)]
    counted = _in_words(survey_table(found.surveys, items, columns, notes=notes))
    languages = {survey.name: survey.language for survey in found.surveys}
    charts = tuple(likert_charts(items, groups, found.plan, languages))
    rows = _rows(study, found, results, minimum=0 if team else study.settings.privacy.minimum_cell)
    beside = _beside(found, results, charts, {row.code for row in rows})
    return OpenSurveys(
        found=found,
        tables=(counted, *_coded(study, audience)),
        charts=tuple(sorted(charts, key=lambda chart: _first_question(results.codebook, beside, chart.name))),
        rows=tuple(sorted(rows, key=lambda row: question_order(results.codebook.question_of(row.code)))),
        beside=beside,
        put_together=any(group.label == OTHERS for group in groups),
    )


def _rows(study: Study, found: Surveys, results: Results, *, minimum: int) -> list[JointRow]:
    rows = [*joint_rows(study, found, results)]
    answered = {row.code for row in rows if row.survey is not None}
    # Where the question was put to others, a row of those it was not put to would be empty.
    rows = [row for row in rows if row.survey is not None or row.code not in answered]
    return [row for row in rows if row.survey is None or not 0 < row.survey.n < minimum]


def _beside(
    found: Surveys, results: Results, charts: Sequence[Chart], joined: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """By theme that is joined to a question, the charts that draw its answers and the joint display."""
    beside: dict[str, tuple[str, ...]] = {}
    labels = {item.question.label(found.language(item.refs[0])): {*item.refs} for item in found.items}

    def asked_in(chart: Chart) -> set[Ref]:
        """What the questions are whose answers a chart draws: of labels that begin alike the longest tells."""
        told = (max((each for each in labels if row.startswith(f"{each} ")), key=len, default="") for row in chart.rows)
        return {ref for label in told for ref in labels.get(label, ())}

    asked = {chart.name: asked_in(chart) for chart in charts}
    for join in found.plan.joins:
        code = named_code(join.theme, results.codebook)
        drawn = [name for name, refs in asked.items() if refs.intersection(join.questions)]
        beside[code] = tuple(dict.fromkeys((*beside.get(code, ()), *drawn)))
    whole = {code: (*names, *(["joint"] if code in joined else [])) for code, names in beside.items()}
    return {code: names for code, names in whole.items() if names}


def _first_question(codebook: Codebook, beside: Mapping[str, Sequence[str]], chart: str) -> QuestionOrder:
    """The first evaluation question that a chart bears on; those that bear on none come last."""
    named = [codebook.question_of(code) for code, names in beside.items() if chart in names]
    return min(map(question_order, named), default=question_order(""))


def survey_parts(
    opened: OpenSurveys | None, results: Results, *, annexed: bool, printed: Sequence[Quote] = ()
) -> SurveyParts:
    """Write the chapters on the survey, with their tables and bars; whether all answers stand in an annex, is said.

    `printed` are the quotes that stand under the findings: no word is printed twice.
    """
    if opened is None:
        return NO_SURVEY
    named = (replace(row, theme=f"{row.theme}{_answering(results.codebook, row.code)}") for row in opened.rows)
    rows = [*with_quotes(named, results, printed)]
    joint = joint_table(rows, tuple(_when(opened.found, results)), basis=results.basis)
    displayed = [joint] if rows else []
    return SurveyParts(
        tables=(*opened.tables, *displayed),
        charts=opened.charts,
        chapters=(_survey(opened, results.codebook, annexed=annexed), *map(_joint, displayed)),
        method=tuple(_method(opened.found)),
        quotes=tuple(row.quote for row in rows if row.quote is not None),
    )


def _when(found: Surveys, results: Results) -> Iterator[str]:
    """When each side was asked, as far as it is known: between both much may have changed."""
    from qualcode.reports.pieces import day_in_words

    fielded = dict.fromkeys(filter(None, (found.plan.entry(survey.name).fielded for survey in found.surveys)))
    days, _ = dates_of(results)
    said = [f"survey {listed(fielded)}"] if fielded else []
    said += [f"interviews from {' to '.join(map(day_in_words, days))}"] if len({*days}) == 2 else []
    if said:
        yield f"Held: {'; '.join(said)}."


def _in_words(table: Table) -> Table:
    """The table with its counts as words: what is traced in a report are figures of the interviews."""
    rows = (
        replace(row, cells=tuple(str(cell) if isinstance(cell, Figure) else cell for cell in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _coded(study: Study, audience: Audience) -> tuple[Table, ...]:
    """The themes of the open answers, where people have coded them: a table of its own."""
    with open_answers_of(study) as own:
        if own is None or not own.store.log.decided().states:
            return ()
        results = replace(own.results(), for_client=audience is not Audience.TEAM)
    title = "Themes in the open answers of the survey"
    return (replace(_in_words(results.frequencies()), name="open_answers", title=title),)


def _survey(opened: OpenSurveys, codebook: Codebook, *, annexed: bool) -> Chapter:
    found, charts = opened.found, opened.charts
    where, *beside = (Piece(text="Table", refers_to=each.name) if annexed else _WORKBOOK for each in opened.tables)
    fielded = {found.plan.entry(survey.name).fielded for survey in found.surveys} - {""}
    when = f" ({fielded.pop()})" if len(fielded) == 1 else ""
    drawn = joined((Piece(text="Figure", refers_to=chart.name),) for chart in charts)
    shows = f" show{'s' if len(charts) == 1 else ''} the answers to questions that have a scale. "
    lead = Paragraph(
        pieces=(
            Piece(text=f"{_answered(found)}{when}. "),
            *((_PUT_TOGETHER,) if opened.put_together else ()),
            *((*drawn, Piece(text=shows)) if charts else ()),
            *(piece for chart in charts for piece in _bears_on(opened, codebook, chart)),
            where,
            Piece(text=" counts the answers to every question, of those who were asked it."),
            *(piece for each in beside for piece in (_BLANK, each, _THEMES)),
        )
    )
    said = space("what these answers say, to which question of the evaluation, and who the groups are that were asked")
    blocks: list[Block] = [lead, *charts, said]
    return Chapter(heading="The survey", blocks=tuple(blocks))


def _answered(found: Surveys) -> str:
    """`The survey of CSOs was answered by nine and the second survey by eight`: who answered both is not known."""
    first, *others = (len(survey.respondents) for survey in found.surveys)
    if not others:
        return f"{opening(first, 'person', 'people')} answered the survey"
    titles = [found.plan.entry(survey.name).title for survey in found.surveys]
    called = [
        f"survey{title[len('survey') :]}" if title.casefold().startswith("survey ") else f"{NTH[place]} survey"
        for place, title in enumerate(titles)
    ]
    rest = (f"the {name} by {number_in_words(n)}" for n, name in zip(others, called[1:], strict=True))
    return listed((f"The {called[0]} was answered by {number_in_words(first)}", *rest))


def _bears_on(opened: OpenSurveys, codebook: Codebook, chart: Chart) -> tuple[Piece, ...]:
    """`Figure 1 bears on Community trust (EQ3).`, where a theme of the interviews is joined to one of its questions."""
    themes = joined(
        (Piece(text=codebook.code(code).name, theme=True), Piece(text=_answering(codebook, code)))
        for code, shown in opened.beside.items()
        if chart.name in shown
    )
    lead = (Piece(text="Figure", refers_to=chart.name), Piece(text=" bears on "))
    return (*lead, *themes, Piece(text=". ")) if themes else ()


def _answering(codebook: Codebook, code: str) -> str:
    """Behind a theme's name the question that it answers: ` (EQ3)`."""
    question = codebook.question_of(code)
    return f" ({question})" if question else ""


def see_also(theme: Piece, names: Sequence[str]) -> tuple[Piece, ...]:
    """`The survey asked about Community trust, too: see Figure 1 and Table 3.`"""
    shown = joined((Piece(text="Table" if name == "joint" else "Figure", refers_to=name),) for name in names)
    return (
        Piece(text="The survey asked about "),
        theme,
        Piece(text=", too: see "),
        *shown,
        Piece(text="."),
    )


def _joint(table: Table) -> Chapter:
    lead = (
        "Where survey and interviews ask the same, both stand here side by side. How they stand to each other is "
        "proposed from the counts; what that means is for a person to say."
    )
    unread = any(not row.cells[-1] for row in table.rows)
    blocks: list[Block] = [plain(lead), _without_empty(replace(table, heading=""))]
    if unread:
        blocks.append(space("what you make of each row, above all where survey and interviews differ"))
    return Chapter(heading="Survey and interviews side by side", blocks=tuple(blocks))


def _without_empty(table: Table) -> Table:
    """The table without columns in which nothing stands: on a page there is little room."""
    places = [place for place in range(len(table.columns)) if any(row.cells[place] for row in table.rows)]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in places), rows=rows)


def _method(found: Surveys) -> Iterator[str]:
    """Who was asked what, how many answered, and what was left out."""
    for place, survey in enumerate(found.surveys):
        entry = found.plan.entry(survey.name)
        which = f" {NTH[place]}" if place < len(NTH) and len(found.surveys) > 1 else ""
        called = entry.title or f"The{which} survey"
        yield " ".join(_of_survey(called, survey, entry))
    yield (
        "Counts are of those who answered. Whether they stand for anybody else cannot be told from the answers, so no "
        "interval or test is given. Answers to the survey are counted apart from the interviews, never added to them."
    )
    yield f"{SPACE_FOR}how respondents were chosen, how they were reached, and whom they stand for]"


NTH = ("first", "second", "third", "fourth", "fifth", "sixth")


def _of_survey(called: str, survey: Survey, entry: SurveyEntry) -> Iterator[str]:
    asked = sum(1 for question in survey.questions if question.relevant)
    n, when = len(survey.respondents), f" ({entry.fielded})" if entry.fielded else ""
    people = f"{n:,} of the {entry.invited:,} people invited" if entry.invited else plural(n, "person", "people")
    yield f"{called}{when}: {people} answered."
    if types := sorted({each.type for each in survey.respondents if each.type}):
        many = f"They belong to {number_in_words(len(types))} types of respondents."
        yield f"All of them are of the type {types[0]}." if len(types) == 1 else many
    if survey.has_form:
        some = f", {number_in_words(asked)} of which {was(asked)} put to some respondents only" if asked else ""
        yield f"Its questionnaire has {plural(len(survey.questions), 'question')}{some}."
    else:
        yield (
            "Its questionnaire was not at hand: who was not asked a question cannot be told from who did not answer it."
        )
    left = [note for note in survey.notes if "left out" in note or "set aside" in note or "stand twice" in note]
    yield from (f"{note[0].upper()}{note[1:]}." for note in left)
