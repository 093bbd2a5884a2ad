"""The columns of a survey: which names who answers, which ask, which are closed, and which rows are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.model.naming import fold, words

_ID = words(
    """
    id _id informant_id respondent_id participant_id interviewee_id respondent participant informant interviewee
    code uuid _uuid index no number respondent_no kii ki case case_id submission_id response_id instanceid
    """
)
_ID_OF = words(
    """
    respondent participant interviewee informant interview case kii ki submission response household record survey form
    instance person meta answer entry
    """
)
_ID_KIND = words("id code no nr number uuid key instanceid")
_CODE = re.compile(r"[^\W\d_]{0,12}[-_ .#]{0,2}\d{1,10}[^\W\d_]?|[0-9a-f-]{8,40}|uuid:[0-9a-f-]{8,40}", re.IGNORECASE)
_NUMBERS = re.compile(r"[\d.,:/ %+-]*")
_ASKS = re.compile(r"[?؟]\s*\Z|\AQ\d|\A\d{1,3}(?:\.\d{1,2})*[.)]?\s+\w+\s\w+\s\w+")
_YES_NO = words("yes no true false y n oui non sí si não sim نعم لا بەڵێ نەخێر 0 1 x")
_TAGS = re.compile(r"#[\w+ -]+|")
_IMPORT_ID = re.compile(r'\{"ImportId"')
_OPEN_ENDED = words("response open-ended responses réponse respuesta")
_OF_A_SURVEY = words(
    """
    submissiondate submission_date submission_time instanceid instance_id key uuid deviceid device_id formdef_version
    responseid response_id recordeddate ipaddress recipientemail collector_id respondent_id
    """
)
"""Columns that programs for surveys add, and none that keep talk."""
_LONG_ANSWER, _OPTION, _HEADS = 40, 6, 3
_FEW_WORDS = 15


def headings_and_answers(rows: Sequence[Sequence[str]]) -> tuple[list[str], list[Sequence[str]]]:
    """The headings and the rows of answers, where exports put further rows of headings or a row of tags between."""
    heading, answers = [cell.strip() for cell in rows[0]], list(rows[1:])
    imported = next((n for n, row in enumerate(answers[:_HEADS]) if any(map(_IMPORT_ID.match, row))), 0)
    if imported:
        heading, answers = _more_of(heading, answers[imported - 1]), answers[imported:]
    while answers and _is_heading_again(heading, answers):
        again = answers.pop(0)
        if not any(map(_IMPORT_ID.match, again)) and not _are_tags(again) and not _tells_only_that_it_is_open(again):
            heading = _more_of(heading, again)
    return heading, answers


def _more_of(heading: Sequence[str], again: Sequence[str]) -> list[str]:
    """What a further row of headings says, where it says something."""
    return [again[n].strip() if n < len(again) and again[n].strip() else cell for n, cell in enumerate(heading)]


def _is_heading_again(heading: Sequence[str], answers: Sequence[Sequence[str]]) -> bool:
    first, others = answers[0], answers[1:]
    said = [n for n, cell in enumerate(first) if cell.strip() and n < len(heading)]
    if not said or not others:
        return False
    if any(map(_IMPORT_ID.match, first)) or _are_tags(first) or _tells_only_that_it_is_open(first):
        return True
    if any(fold(first[n]) == fold(heading[n]) and not _NUMBERS.fullmatch(first[n]) for n in said):
        return True
    asked = [n for n in said if _ASKS.search(first[n].strip())]
    never = all(not _ASKS.search(row[n].strip()) for n in asked for row in others if n < len(row))
    coded = all(len(heading[n].split()) == 1 for n in asked)
    return bool(asked) and len(asked) >= len(said) * 0.5 and never and coded


def _are_tags(row: Sequence[str]) -> bool:
    """`#meta+id`, as exports for humanitarian data have it."""
    return any(cell.strip() for cell in row) and all(_TAGS.fullmatch(cell.strip()) for cell in row)


def _tells_only_that_it_is_open(row: Sequence[str]) -> bool:
    said = [fold(cell) for cell in row if cell.strip()]
    return bool(said) and all(cell.split()[0] in _OPEN_ENDED and len(cell.split()) <= 2 for cell in said)


def is_of_a_survey(heading: Sequence[str]) -> bool:
    """Whether a program for surveys wrote these columns: two or more of its own stand among them."""
    names = {re.sub(r"[\s/.:-]+", "_", fold(cell)).strip("_") for cell in heading}
    return len(names & _OF_A_SURVEY) > 1


def id_column(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> int | None:
    """The column whose values name the interviews: by its heading, else the first that holds a code of each.

    What tells who a person is names nothing: no address, telephone number or name of a person.
    """
    for n, cell in enumerate(heading):
        if _is_id(cell) and _distinct(rows, n) and all(map(_tells_nobody, _values(rows, n))):
            return n
    coded = (
        n
        for n, cell in enumerate(heading)
        if len(rows) > 1
        and not cell.endswith(("?", "؟"))
        and _distinct(rows, n)
        and all(_CODE.fullmatch(value) and len(re.sub(r"\D", "", value)) < 7 for value in _values(rows, n))
    )
    return next(coded, None)


def _is_id(heading: str) -> bool:
    name = re.sub(r"[\s.:/-]+", "_", fold(heading))
    parts = name.strip("_").split("_")
    return name in _ID or (len(parts) > 1 and parts[-1] in _ID_KIND and parts[0] in _ID_OF)


def _tells_nobody(value: str) -> bool:
    telephone = re.fullmatch(r"(?:\+|00?)[\d ()/-]{6,20}", value) is not None
    return "@" not in value and not telephone and any(map(str.isdigit, value)) and len(value.split()) <= 3


def _distinct(rows: Sequence[Sequence[str]], n: int) -> bool:
    values = [row[n].strip() if n < len(row) else "" for row in rows]
    return all(values) and len(set(values)) == len(values) and max(map(len, values)) <= 60


def _values(rows: Sequence[Sequence[str]], n: int) -> list[str]:
    return [row[n].strip() for row in rows if n < len(row) and row[n].strip()]


def is_open_question(heading: str, rows: Sequence[Sequence[str]], n: int) -> bool:
    """A heading that asks, or under which people have written sentences; not where they chose among options."""
    values = _values(rows, n)
    if not values or all(map(_NUMBERS.fullmatch, values)) or is_closed(rows, n):
        return False
    long = sum(1 for value in values if len(value) > _LONG_ANSWER or len(value.split()) > 5)
    asks = _asks(heading)
    return long >= max(1, len(values) * 0.3) or (asks and any(map(str.isalpha, "".join(values))))


def is_closed(rows: Sequence[Sequence[str]], n: int) -> bool:
    """A column of numbers, of yes and no, or of few options that come again and again."""
    values = _values(rows, n)
    if not values:
        return False
    folded = {fold(value) for value in values}
    if all(map(_NUMBERS.fullmatch, values)) or folded <= _YES_NO:
        return True
    short = max(len(value.split()) for value in values) <= _OPTION
    few = len(folded) <= max(2, min(12, len(values) * 0.34))
    return short and len(values) > 5 and few


def asks_to_choose(heading: str, rows: Sequence[Sequence[str]], n: int) -> bool:
    """A closed column that asks, or is one option of a question of several."""
    return is_closed(rows, n) and (_asks(heading) or bool(re.search(r"\w[/.]\w", heading)) or "_" in heading)


def has_few_words(rows: Sequence[Sequence[str]], asked: Sequence[int]) -> bool:
    """Whether the open answers of a row are hardly an interview."""
    said = [sum(len(row[n].split()) for n in asked if n < len(row)) for row in rows]
    return sum(said) < _FEW_WORDS * max(1, len(rows))


def _asks(heading: str) -> bool:
    return len(heading.split()) >= 5 or _ASKS.search(heading.strip()) is not None
