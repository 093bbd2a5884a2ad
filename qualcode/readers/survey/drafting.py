"""What survey.yaml can be told from the forms, drafted for the evaluator; what stands there stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.scales import known_scale
from qualcode.model.survey import Kind, Question, Survey
from qualcode.model.survey_plan import Scale, SurveyEntry, SurveyPlan

HEAD = """\
# The surveys of this study. `qualcode survey import` adds what is new and changes nothing that stands here;
# docs/survey.md says what else there may be.
"""
_PLAIN = re.compile(r"[A-Za-z_][\w/-]*(?: [\w()/-]+)*")
_TRUTH = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
_PERSONAL = re.compile(
    r"e-?mail|telephone|\bphone|mobile|\bname\b|full_?name|entity|address|\bcorreo\b|téléphone|\bnom\b|الاسم|هاتف",
    re.IGNORECASE,
)


def draft(text: str, plan: SurveyPlan, entry: SurveyEntry, survey: Survey, others: Sequence[Survey]) -> str:
    """The text of survey.yaml with a survey that was not in it, and what it brings: scales, questions asked alike."""
    text = text if text.strip() else HEAD
    text = _with(text, "surveys", [f"  {entry.name}:", *(f"    {line}" for line in _entry_lines(entry))])
    if scales := [*_scale_lines(plan, survey)]:
        text = _with(text, "scales", scales)
    if same := [*_same_lines(plan, survey, others)]:
        text = _with(text, "same", same)
    if personal := [question for question in survey.questions if is_personal(question)]:
        text = _with(text, "leave_out", [f"  - {survey.name}.{question.name}" for question in personal])
    return text


def is_personal(question: Question) -> bool:
    """Whether an open question asks who somebody is, or how to reach them."""
    said = f"{question.name} {' '.join(question.labels.values())}"
    return question.kind is Kind.TEXT and not question.other_of and _PERSONAL.search(said) is not None


def _with(text: str, key: str, lines: Sequence[str]) -> str:
    """The text with lines at the end of what stands under a key; with the key, where it has none."""
    there = text.rstrip("\n").split("\n")
    start = next((number for number, line in enumerate(there) if re.match(rf"{key}:\s*(#.*)?$", line)), None)
    if start is None:
        return "\n".join([*there, f"{key}:", *lines, ""])
    end = start + 1
    for number in range(start + 1, len(there)):
        if there[number].strip() and not there[number].startswith((" ", "-")):
            break
        end = number + 1 if there[number].strip() else end
    return "\n".join([*there[:end], *lines, *there[end:], ""])


def _entry_lines(entry: SurveyEntry) -> Iterator[str]:
    """Each key of a survey that is said."""
    words = {
        "type": entry.type,
        "type_from": entry.type_from,
        "language": entry.language,
        "sheet": entry.sheet,
        "from": entry.since,
        "until": entry.until,
    }
    yield from (f"{key}: {_scalar(value)}" for key, value in words.items() if value)
    for key, values in (("types", entry.types), ("without", entry.without), ("kinds", entry.kinds)):
        if values:
            yield f"{key}: {_flow(values)}"
    yield "# invited: 14"
    yield "# fielded: 2022-03-10 to 2022-03-31"


def _scale_lines(plan: SurveyPlan, survey: Survey) -> Iterator[str]:
    """The scales whose words the forms use, and that are not there yet."""
    taken, found = set(plan.scales), list[Scale]()
    for question in survey.questions:
        known = known_scale(question) if question.kind is Kind.ONE else None
        if known is None or plan.scale(question) or any(scale.fits(question) for scale in found):
            continue
        name, scale = known
        found.append(scale)
        key = re.sub(r"\W+", "_", name)
        while key in taken:
            key += "_2"
        taken.add(key)
        middle = f", middle: {_scalar(scale.middle)}" if scale.middle else ""
        beside = f", beside: [{_listed(scale.beside)}]" if scale.beside else ""
        yield f"  {key}: {{order: [{_listed(scale.order)}]{middle}{beside}}}"


def _same_lines(plan: SurveyPlan, survey: Survey, others: Sequence[Survey]) -> Iterator[str]:
    """Questions of the same name in another form, where they take the same kind of answer."""
    paired = {ref for row in plan.same for ref in row}
    for other in others:
        theirs = {question.name: question for question in other.questions}
        for question in survey.questions:
            mine, their = question, theirs.get(question.name)
            closed = mine.kind in (Kind.ONE, Kind.SEVERAL, Kind.NUMBER)
            if their is not None and closed and their.kind is mine.kind and (other.name, their.name) not in paired:
                yield f"  - [{other.name}.{their.name}, {survey.name}.{mine.name}]"


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _TRUTH
    return text if plain else json.dumps(text, ensure_ascii=False)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(_scalar, names))


def _flow(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_scalar(key)}: {_scalar(value)}" for key, value in values.items()) + "}"
