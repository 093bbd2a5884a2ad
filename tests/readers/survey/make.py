"""Survey forms and their data, made so that each question has exactly the counts it is given."""

from __future__ import annotations

import csv
import hashlib
import io
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from qualcode.files.source import Source

Own = dict[str, str]
"""By question, what a respondent answered; several options stand apart by spaces."""
Rows = list[list[str]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question with its options and how many choose each; None: anybody's guess."""

    name: str
    label: str
    options: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    several: bool = False
    blank: int = 0
    """Asked, and left blank."""
    relevant: str = ""
    """As the form writes it."""
    when: Callable[[Own], bool] = lambda _: True
    """The same, written by hand."""
    fixed: Mapping[int, str] = field(default_factory=dict)
    """Respondents whose answer is known."""
    group: str = "views"
    texts: Sequence[str] = ()
    """What is answered to an open question."""


@dataclass(frozen=True, kw_only=True)
class MadeForm:
    """A form, and what is to come back."""

    name: str
    n: int
    asked: tuple[Asked, ...]
    language: str = "English (en)"


def one(name: str, label: str, options: str, counts: Mapping[str, int], **more: object) -> Asked:
    """A question with one answer; options are written `name=Label; name=Label`."""
    return replace(Asked(name=name, label=label, options=_options(options), counts=counts), **more)  # type: ignore[arg-type]


def several(name: str, label: str, options: str, counts: Mapping[str, int], **more: object) -> Asked:
    """A question with several answers."""
    return replace(one(name, label, options, counts, **more), several=True)


def _options(written: str) -> dict[str, str]:
    return dict(tuple(part.strip().split("=", 1)) for part in written.split(";"))  # type: ignore[misc]


def answered(form: MadeForm, seed: int = 1) -> list[Own]:
    """What each respondent answers, with the counts the form asks for."""
    chance = random.Random(seed)
    people: list[Own] = [{} for _ in range(form.n)]
    for asked in form.asked:
        numbers = [number for number, own in enumerate(people) if asked.when(own)]
        if asked.texts:
            for number, text in zip(numbers, asked.texts, strict=False):
                people[number][asked.name] = text
        elif asked.several:
            _fill(asked, numbers, people, chance)
        else:
            _deal(asked, numbers, people, chance)
    return people


def _deal(asked: Asked, numbers: Sequence[int], people: Sequence[Own], chance: random.Random) -> None:
    """Deal one option to each out of a shuffled bag; what the counts leave open is any other option."""
    bag = [option for option, n in asked.counts.items() for _ in range(n)]
    for number, option in asked.fixed.items():
        people[number][asked.name] = option
        bag.remove(option)
    rest = len(numbers) - len(asked.fixed) - len(bag) - asked.blank
    free = [option for option in asked.options if option not in asked.counts]
    assert rest == 0 or (rest > 0 and free), asked.name
    bag += [chance.choice(free) for _ in range(rest)] + [""] * asked.blank
    chance.shuffle(bag)
    for number, option in zip((each for each in numbers if each not in asked.fixed), bag, strict=True):
        if option:
            people[number][asked.name] = option


def _fill(asked: Asked, numbers: Sequence[int], people: Sequence[Own], chance: random.Random) -> None:
    """Give each option to those who have fewest, so that nobody who answers is left with none."""
    answering = list(numbers)
    chance.shuffle(answering)
    answering = answering[asked.blank :]
    chosen: dict[int, list[str]] = {number: [] for number in answering}
    for option, n in asked.counts.items():
        for number in sorted(answering, key=lambda each: len(chosen[each]))[:n]:
            chosen[number].append(option)
    for number, options in chosen.items():
        assert options, asked.name
        people[number][asked.name] = " ".join(option for option in asked.options if option in options)


def form_rows(form: MadeForm) -> dict[str, Rows]:
    """The sheets of the form: survey, choices, settings."""
    label = f"label::{form.language}"
    survey = [["type", "name", label, "relevant"], ["start", "start", "", ""]]
    choices = [["list_name", "name", label]]
    group = ""
    for asked in form.asked:
        if asked.group != group:
            survey += [["end_group", "", "", ""]] if group else []
            survey.append(["begin_group", asked.group, asked.group.title(), ""])
            group = asked.group
        kind = "text" if not asked.options else f"select_{'multiple' if asked.several else 'one'} {asked.name}"
        survey.append([kind, asked.name, asked.label, asked.relevant])
        choices += [[asked.name, name, said] for name, said in asked.options.items()]
    survey.append(["end_group", "", "", ""])
    settings = [["form_title", "default_language", "version"], [form.name, form.language, "1"]]
    return {"survey": survey, "choices": choices, "settings": settings}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a program writes the data."""

    separator: str = "/"
    labels: bool = False
    """Headings and cells are labels, not names."""
    whole: bool = True
    """Several options stand in one column."""
    split: bool = True
    """And each in a column of its own."""
    yes: tuple[str, str] = ("1", "0")
    between: str = " "
    """What parts several options in a cell."""


KOBO = Shape()
LABELS = Shape(labels=True)
SPLIT_ONLY = Shape(separator=".", whole=False, yes=("True", "False"))
ONE_COLUMN = Shape(separator=".", split=False)
UNDERSCORED = Shape(separator="_", yes=("yes", "no"))
SHAPES = {
    "names, both columns": KOBO,
    "labels": LABELS,
    "split columns only": SPLIT_ONLY,
    "one column": ONE_COLUMN,
    "underscores": UNDERSCORED,
}


def data_rows(form: MadeForm, people: Sequence[Own], shape: Shape = KOBO) -> Rows:
    """The data as a program exports it."""
    columns = [*_columns(form, shape)]
    rows = [["start", *(heading for heading, _ in columns), "_uuid", "_submission_time", "_index"]]
    for number, own in enumerate(people, start=1):
        cells = [cell(own) for _, cell in columns]
        rows.append(["2022-03-10T09:00:00", *cells, f"{form.name}-{number:04}", "2022-03-12T10:00:00", str(number)])
    return rows


def _columns(form: MadeForm, shape: Shape) -> Iterable[tuple[str, Callable[[Own], str]]]:
    for asked in form.asked:
        base = asked.label if shape.labels else f"{asked.group}{shape.separator}{asked.name}"
        if not asked.several or shape.whole:
            yield base, _whole_cell(asked, shape)
        if asked.several and shape.split:
            for option, said in asked.options.items():
                yield f"{base}{shape.separator}{said if shape.labels else option}", _split_cell(asked, option, shape)


def _whole_cell(asked: Asked, shape: Shape) -> Callable[[Own], str]:
    def cell(own: Own) -> str:
        given = own.get(asked.name, "")
        if not shape.labels or not asked.options or not given:
            return given
        return shape.between.join(asked.options[name] for name in given.split())

    return cell


def _split_cell(asked: Asked, option: str, shape: Shape) -> Callable[[Own], str]:
    def cell(own: Own) -> str:
        given = own.get(asked.name, "").split()
        return shape.yes[option not in given] if given else ""

    return cell


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """Sheets of text as an Excel file."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2022, 4, 1)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, place, cell)
    return content.getvalue()


def as_csv(rows: Rows, delimiter: str = ",") -> bytes:
    """Rows as a CSV with a mark of their order of bytes, as Excel writes them."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def source(name: str, data: bytes) -> Source:
    """A file as received."""
    return Source(path=Path(name), name=name, data=data, sha256=hashlib.sha256(data).hexdigest())


def form_file(form: MadeForm) -> Source:
    """The form as KoBo gives it."""
    return source(f"{form.name}-form.xlsx", workbook(form_rows(form)))


def data_file(form: MadeForm, people: Sequence[Own], shape: Shape = KOBO) -> Source:
    """The data as KoBo gives them."""
    return source(f"{form.name}.xlsx", workbook({form.name: data_rows(form, people, shape)}))
