"""A form as KoBo and ODK have it (XLSForm: sheets `survey` and `choices`) → its questions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType

from qualcode.files.source import Source
from qualcode.model.nouns import dataclass
from qualcode.model.survey import Kind, Option, Question
from qualcode.readers.survey.sheets import Sheet, read_sheets

OTHER = "other"
_COLUMN = re.compile(r"\s*(?P<name>[\w ]+?)\s*(?:::?\s*(?P<language>.+?)\s*)?")
_CHOICE = re.compile(
    r"(select_one|select_multiple|select one|select multiple|select all that apply|rank)\s+(?:from\s+)?(\S+)(.*)"
)
_KINDS = {
    "integer": Kind.NUMBER, "int": Kind.NUMBER, "decimal": Kind.NUMBER, "range": Kind.NUMBER,
    "text": Kind.TEXT, "string": Kind.TEXT,
}  # fmt: skip
_UNASKED = frozenset(
    "note start end today deviceid phonenumber username email subscriberid simserial audit hidden xml-external".split()  # noqa: SIM905
)
_MARKUP = re.compile(r"<[^<>]{1,200}>|\*\*|__")
_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


@dataclass(slots=True)
class Form:
    """A form as it was read."""

    questions: list[Question] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    default_language: str = ""
    version: str = ""
    calculations: dict[str, str] = field(default_factory=dict)
    """By the question's name, the formula of what the form reckons itself."""
    notes: list[str] = field(default_factory=list)


def read_xlsform(source: Source) -> Form:
    """The questions of a form in a workbook. ReadError where it has no sheet `survey`."""
    sheets = {name.strip().casefold(): sheet for name, sheet in read_sheets(source).items()}
    if "survey" not in sheets:
        raise source.error(
            "is no form: it has no sheet “survey”", hint="download the XLSForm of the project (Form > Download XLS)"
        )
    return form_of(sheets["survey"], sheets.get("choices", ()), sheets.get("settings", ()))


def form_of(survey: Sheet, choices: Sheet, settings: Sheet = ()) -> Form:
    """The questions of a form, from the rows of its sheets."""
    form = Form()
    columns = _columns(survey[0]) if survey else {}
    options = _options(choices)
    form.languages = tuple(dict.fromkeys(language for name, language in columns if name == "label"))
    for row in settings[1:2]:
        said = {name: row[place] for (name, _), place in _columns(settings[0]).items() if place < len(row)}
        form.default_language, form.version = said.get("default_language", ""), said.get("version", "")
    groups: list[tuple[str, str, str]] = []
    for row in survey[1:]:
        _take(row, columns, groups, options, form)
    doubled = [name for name, times in Counter(question.name for question in form.questions).items() if times > 1]
    for name in doubled:
        form.notes.append(f"the form has two questions called {name}: the first is used")
    first: dict[str, Question] = {}
    for question in form.questions:
        first.setdefault(question.name, question)
    form.questions = list(first.values())
    known = {*first, *form.calculations}
    unknown = {each for q in first.values() for text in q.relevant for each in _REFERENCE.findall(text)} - known
    form.notes += [f"a condition of the form names {name}, which is no question" for name in sorted(unknown)]
    return form


def _columns(headings: Sequence[str]) -> dict[tuple[str, str], int]:
    """By name and language, the place of each column."""
    found: dict[tuple[str, str], int] = {}
    for place, heading in enumerate(headings):
        if match := _COLUMN.fullmatch(heading):
            name = match["name"].strip().casefold().replace(" ", "_")
            found.setdefault((name, match["language"] or ""), place)
    return found


def _options(choices: Sheet) -> dict[str, list[Option]]:
    """The options of each list of the form."""
    columns = _columns(choices[0]) if choices else {}
    lists: dict[str, dict[str, Option]] = defaultdict(dict)
    for row in choices[1:]:
        said = _cells(row, columns)
        of = said.get(("list_name", ""), "") or said.get(("list", ""), "")
        name = said.get(("name", ""), "") or said.get(("value", ""), "")
        if of and name:
            lists[of].setdefault(name, Option(name=name, labels=_labels(said)))
    return {of: list(options.values()) for of, options in lists.items()}


def _cells(row: Sequence[str], columns: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], str]:
    return {key: row[place].strip() for key, place in columns.items() if place < len(row) and row[place].strip()}


def _labels(said: Mapping[tuple[str, str], str]) -> Mapping[str, str]:
    found = {language: plain_label(text) for (name, language), text in said.items() if name == "label"}
    return MappingProxyType({language: text for language, text in found.items() if text})


def plain_label(text: str) -> str:
    """A label without markup, and with a dash where the form puts an answer in."""
    return " ".join(_REFERENCE.sub("…", _MARKUP.sub("", text)).split())


def _take(
    row: Sequence[str],
    columns: Mapping[tuple[str, str], int],
    groups: list[tuple[str, str, str]],
    options: Mapping[str, list[Option]],
    form: Form,
) -> None:
    """Take a row of the sheet `survey`: the beginning or end of a group, or a question."""
    said = _cells(row, columns)
    kind, name = " ".join(said.get(("type", ""), "").split()), said.get(("name", ""), "")
    relevant = said.get(("relevant", ""), "") or said.get(("relevance", ""), "")
    low = kind.casefold().replace("_", " ")
    if low.startswith("begin "):
        groups.append((name, relevant, name if "repeat" in low or "loop" in low else ""))
    elif low.startswith("end "):
        if groups:
            groups.pop()
    elif name and low == "calculate":
        form.calculations[name] = said.get(("calculation", ""), "")
    elif name and kind and low not in _UNASKED:
        conditions = [condition for _, condition, _ in groups if condition]
        question = Question(
            name=name,
            kind=_KINDS.get(low.split()[0], Kind.BESIDE),
            labels=_labels(said),
            groups=tuple(group for group, _, _ in groups),
            relevant=tuple([*conditions, relevant] if relevant else conditions),
            repeat=next((repeat for _, _, repeat in reversed(groups) if repeat), ""),
        )
        form.questions += _with_options(question, kind, options, form)


def _with_options(question: Question, kind: str, options: Mapping[str, list[Option]], form: Form) -> list[Question]:
    """The question with its options, and the one that spells out `other` where the form adds it."""
    match = _CHOICE.match(kind.casefold()) and _CHOICE.match(kind)
    found = match or _CHOICE.match(kind.casefold())
    if not found:
        return [question]
    own = list(options.get(found[2], ()))
    if not own:
        form.notes.append(f"{question.name}: the form has no options called {found[2]}")
    is_one = "one" in found[1]
    chosen = replace(
        question,
        kind=Kind.BESIDE if found[1] == "rank" else Kind.ONE if is_one else Kind.SEVERAL,
        options=tuple(own),
    )
    if "or_other" not in found[3]:
        return [chosen]
    if OTHER not in {option.name for option in own}:
        own.append(Option(name=OTHER, labels=MappingProxyType({"": "Other"})))
    asked = f"selected(${{{question.name}}}, '{OTHER}')"
    other = Question(
        name=f"{question.name}_other",
        kind=Kind.TEXT,
        groups=question.groups,
        relevant=(*question.relevant, asked),
        repeat=question.repeat,
        other_of=question.name,
    )
    return [replace(chosen, options=tuple(own)), other]
