"""A survey's data, with its form → who answered what."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType

from qualcode.files.source import Source
from qualcode.model.nouns import dataclass
from qualcode.model.survey import Answer, Kind, Question, Respondent, State, Survey
from qualcode.model.wording import plural
from qualcode.readers.survey.answers import Cells
from qualcode.readers.survey.headings import PARENT, Columns, fold_heading, match_headings
from qualcode.readers.survey.plain import guess
from qualcode.readers.survey.sheets import Sheet, is_blank, read_sheets
from qualcode.readers.survey.versions import VERSION, tell_versions
from qualcode.readers.survey.xlsform import Form, read_xlsform

LEFT_OUT = MappingProxyType({"_validation_status": "not approved", "_status": "not_approved"})
"""Columns of KoBo that say a submission is not to be counted, and what they say then."""
_IDS = ("_uuid", "meta/instanceid", "instanceid", "key", "_id", "uuid", "_index", "responseid", "respondent id", "id")
_TIMES = (
    "_submission_time", "submissiondate", "end", "start", "recordeddate", "completion time", "timestamp",
    "date modified", "start time",
)  # fmt: skip
"""Columns that say when somebody answered, the surest first."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORM_SHEETS = frozenset({"survey", "choices", "settings"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyOptions:
    """What somebody says about a survey that its files do not say."""

    name: str
    type: str = ""
    """The informant type of all respondents."""
    type_from: str = ""
    """The question whose answer is the informant type."""
    types: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By the option of that question, what the type is called."""
    language: str = ""
    """In which labels are printed; the form's own where it is empty."""
    sheet: str = ""
    """Of the data, where it is not the one that fits the form best."""
    leave_out: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Columns and what they say of submissions that are not to be counted."""
    since: str = ""
    """ISO date: submissions before it are not counted."""
    until: str = ""
    """ISO date of the last day that counts."""
    kinds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Without a form, the kinds of questions that would be guessed wrong."""


def read_with_form(data: Source, form: Source, options: SurveyOptions) -> Survey:
    """A survey as KoBo, ODK and SurveyCTO export it. ReadError where data and form do not belong together."""
    found = read_xlsform(form)
    return survey_of(read_sheets(data), found, options, data)


def read_without_form(data: Source, options: SurveyOptions) -> Survey:
    """A survey as Google, Microsoft, SurveyMonkey and Qualtrics export it. ReadError where there is no row of answers.

    Kinds of questions are guessed, and who was not asked cannot be told from who did not answer.
    """
    sheets = {name: sheet for name, sheet in read_sheets(data).items() if len(sheet) > 1}
    sheet = sheets.get(options.sheet) if options.sheet else next(iter(sheets.values()), None)
    if sheet is None:
        raise data.error("has no row of answers", hint="name the sheet: --sheet, or export the survey again")
    rows, notes = _kept(sheet, options)
    found = guess([sheet[0], *rows], options.kinds)
    cells = Cells(found.rows, found.columns, found.questions)
    questions = tuple(found.questions.values())
    answers = cells.answers(has_form=False)
    respondents = tuple(
        Respondent(id=id_, type=_type(own, options, questions), answers=MappingProxyType(own))
        for id_, own in zip(_ids(sheet[0], found.rows), answers, strict=True)
    )
    notes += [*found.notes, "read without its form: who was not asked cannot be told from who did not answer"]
    return Survey(name=options.name, questions=questions, respondents=respondents, notes=tuple(notes))


def survey_of(sheets: Mapping[str, Sheet], form: Form, options: SurveyOptions, data: Source) -> Survey:
    """The survey in the sheets of its data: the main one, and one for each repeated group."""
    sheets = {name: sheet for name, sheet in sheets.items() if name.casefold() not in _FORM_SHEETS and len(sheet) > 1}
    matched = {name: match_headings(sheet[0], form.questions) for name, sheet in sheets.items()}
    main = options.sheet or max(
        (name for name in matched if not _is_repeat(sheets[name])), key=lambda name: _fit(matched[name]), default=""
    )
    if main not in sheets or not _fit(matched[main]):
        raise data.error(
            "has no column that is a question of the form",
            hint="is it the form of this survey? download both from the same project, data as XLS or CSV",
        )
    rows, notes = _kept(sheets[main], options)
    cells = Cells(rows, matched[main], {q.name: q for q in form.questions if not q.repeat}, form.calculations)
    answers = cells.answers(has_form=True)
    notes += form.notes + _notes(cells, sheets[main][0])
    if (place := cells.columns.system.get(VERSION)) is not None:
        versions = [row[place] if place < len(row) else "" for row in rows]
        notes += tell_versions(answers, versions, [*cells.questions])
    ids = _ids(sheets[main][0], rows)
    for name, sheet in sheets.items():
        if name != main and _is_repeat(sheet):
            _join_repeat(sheet, matched[name], form, ids, answers, sheets[main][0], rows)
    respondents = tuple(
        Respondent(id=id_, type=_type(own, options, form.questions), answers=MappingProxyType(own))
        for id_, own in zip(ids, answers, strict=True)
    )
    return Survey(
        name=options.name,
        questions=tuple(form.questions),
        respondents=respondents,
        language=options.language or form.default_language,
        languages=form.languages,
        has_form=True,
        notes=tuple(notes),
    )


def _fit(columns: Columns) -> int:
    return len({*columns.whole, *columns.split})


def _is_repeat(sheet: Sheet) -> bool:
    return any(fold_heading(heading) in PARENT for heading in sheet[0])


def _kept(sheet: Sheet, options: SurveyOptions) -> tuple[list[Sequence[str]], list[str]]:
    """The rows that count, and why others do not."""
    places = {fold_heading(heading): place for place, heading in enumerate(sheet[0])}
    said = {**LEFT_OUT, **options.leave_out}
    kept, reasons = [], Counter[str]()
    when = next((places[name] for name in _TIMES if name in places), None)
    for row in sheet[1:]:
        if not _is_within(row, when, options):
            reasons["before or after the days that count"] += 1
            continue
        why = next((name for name, value in said.items() if _says(row, places.get(fold_heading(name)), value)), "")
        if why:
            reasons[f"{why} is “{said[why]}”"] += 1
        elif any(not is_blank(cell) for cell in row):
            kept.append(row)
    notes = [f"{plural(n, 'submission')} left out: {why}" for why, n in reasons.items()]
    key = next((places[name] for name in _IDS if name in places), None)
    if key is not None:
        doubled = sum(n - 1 for value, n in Counter(row[key] for row in kept if key < len(row)).items() if value)
        notes += [f"{plural(doubled, 'submission')} stand twice in the data, by their id"] if doubled else []
    return kept, notes


def _is_within(row: Sequence[str], when: int | None, options: SurveyOptions) -> bool:
    """Whether a submission was made on one of the days that count; one without a date was."""
    day = row[when][:10] if when is not None and when < len(row) else ""
    if not _DAY.fullmatch(day):
        return True
    return (not options.since or day >= options.since) and (not options.until or day <= options.until)


def _says(row: Sequence[str], place: int | None, value: str) -> bool:
    return place is not None and place < len(row) and row[place].strip().casefold() == value.casefold()


def _ids(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """An id per row: the program's, else its number; a number again where two are the same."""
    places = {fold_heading(heading): place for place, heading in enumerate(headings)}
    place = next((places[name] for name in _IDS if name in places), None)
    seen: Counter[str] = Counter()
    found = []
    for number, row in enumerate(rows, start=1):
        id_ = row[place].strip() if place is not None and place < len(row) else ""
        id_ = id_ or str(number)
        seen[id_] += 1
        found.append(id_ if seen[id_] == 1 else f"{id_} ({seen[id_]})")
    return found


def _type(own: Mapping[str, Answer], options: SurveyOptions, questions: Sequence[Question]) -> str:
    """The informant type of a respondent: said for all, or what they answered, as the study calls it."""
    if options.type or not options.type_from:
        return options.type
    answer = own.get(options.type_from)
    if answer is None or not (answer.options or answer.others or answer.text):
        return ""
    said = next(iter((*answer.options, *answer.others)), answer.text)
    question = next((each for each in questions if each.name == options.type_from), None)
    return options.types.get(said) or (question.option_label(said, options.language) if question else said)


def _notes(cells: Cells, headings: Sequence[str]) -> list[str]:
    notes = [f"{name}: {why}; n is those who answered" for name, why in cells.set_aside.items()]
    notes += [
        f"{name}: {plural(n, 'respondent')} answered who were not to be asked"
        for name, n in cells.contradictions.items()
        if name not in cells.set_aside
    ]
    if left := cells.columns.unmatched:
        shown = ", ".join(left[:5])
        notes.append(
            f"{plural(len(left), 'column')} of {len(headings)} fit no question: {shown}{' …' if left[5:] else ''}"
        )
    return notes


def _join_repeat(
    sheet: Sheet,
    columns: Columns,
    form: Form,
    ids: Sequence[str],
    answers: Sequence[dict[str, Answer]],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    """Give each respondent what they answered in a repeated group, over all its rows: options of any of them."""
    questions = {q.name: q for q in form.questions if q.repeat and (q.name in columns.whole or q.name in columns.split)}
    own = Cells(sheet[1:], columns, questions, form.calculations).answers(has_form=True)
    owner = _owners(sheet, headings, rows)
    gathered: dict[int, list[dict[str, Answer]]] = defaultdict(list)
    for place, found in zip(owner, own, strict=True):
        if place is not None:
            gathered[place].append(found)
    for number in range(len(ids)):
        for name, question in questions.items():
            several = [each[name] for each in gathered.get(number, ())]
            answers[number][name] = _over_rows(several, question)


def _owners(sheet: Sheet, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int | None]:
    """For each row of a repeated group, the place of the respondent it belongs to."""
    places = {fold_heading(heading): place for place, heading in enumerate(sheet[0])}
    main = {fold_heading(heading): place for place, heading in enumerate(headings)}
    pairs = (
        ("_submission__uuid", "_uuid"),
        ("parent_key", "key"),
        ("_submission__id", "_id"),
        ("_parent_index", "_index"),
    )
    for theirs, ours in pairs:
        if theirs in places and ours in main:
            by_key = {row[main[ours]]: number for number, row in enumerate(rows) if main[ours] < len(row)}
            return [by_key.get(row[places[theirs]]) if places[theirs] < len(row) else None for row in sheet[1:]]
    if "_parent_index" in places:
        by_number = {str(number): number - 1 for number in range(1, len(rows) + 1)}
        return [by_number.get(row[places["_parent_index"]]) for row in sheet[1:]]
    return [None for _ in sheet[1:]]


def _over_rows(several: Sequence[Answer], question: Question) -> Answer:
    answered = [answer for answer in several if answer.state is State.ANSWERED]
    if not answered:
        return several[0] if several else Answer(state=State.NOT_ASKED)
    order = [option.name for option in question.options]
    chosen = {name for answer in answered for name in answer.options}
    whole = Answer(
        state=State.ANSWERED,
        options=tuple(sorted(chosen, key=order.index)),
        others=tuple(dict.fromkeys(other for answer in answered for other in answer.others)),
        text="\n".join(filter(None, (answer.text for answer in answered))),
    )
    numbers = [answer.number for answer in answered if answer.number is not None]
    return replace(whole, number=sum(numbers) if numbers and question.kind is Kind.NUMBER else None)
