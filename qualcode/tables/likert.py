"""Answers on a scale as bars: a bar per question and group, its segments in the order of the scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.report import Chart
from qualcode.model.survey import Kind
from qualcode.model.survey_plan import Scale, SurveyPlan
from qualcode.model.wording import number_in_words
from qualcode.tables.survey import Asked, Group, Item, what_became

APART = ("Other answers", "No answer")
"""The last two segments of every bar: what is no step of the scale, and those who were asked and said nothing."""
MOST_BARS = 18
"""Of one picture: so many stand on a page."""


def likert_charts(
    items: Sequence[Item], groups: Sequence[Group], plan: SurveyPlan, languages: Mapping[str, str]
) -> Iterator[Chart]:
    """Draw the questions of each scale, the scales in the order of their first question.

    Where a scale has its middle at the centre, bars are set so that the middles stand one over the other (Heiberger
    and Robbins 2014); else they begin at the left. Segments are as long as counts are large.
    """
    by_scale: dict[str, list[Item]] = {}
    for item in items:
        if item.question.kind is Kind.ONE:
            name = next((name for name, scale in plan.scales.items() if scale.fits(item.question)), "")
            by_scale.setdefault(name, []).append(item)
    by_scale.pop("", None)
    for name, those in by_scale.items():
        yield from _charts(name, plan.scales[name], those, groups, languages)


def _charts(
    name: str, scale: Scale, items: Sequence[Item], groups: Sequence[Group], languages: Mapping[str, str]
) -> Iterator[Chart]:
    bars = [
        (_label(item, group, asked, languages), _counts(scale, asked))
        for item in items
        for group in groups
        if (asked := what_became(item, group)).n
    ]
    first = items[0].question
    steps = tuple(first.option_label(option, languages.get(items[0].refs[0].survey, "")) for option in scale.order)
    columns = (*steps, *APART)
    for place in range(0, len(bars), MOST_BARS):
        some = bars[place : place + MOST_BARS]
        yield Chart(
            name=f"survey-{name}{f'-{place // MOST_BARS + 1}' if place else ''}",
            kind="diverging" if _is_centred(scale) else "bars",
            title=f"Survey answers{_subject(items, steps, languages)}",
            alt="; ".join(f"{label}: {_in_words(columns, counts)}" for label, counts in some),
            rows=tuple(label for label, _ in some),
            columns=columns,
            values=tuple(counts for _, counts in some),
            shown=tuple(tuple(f"{n:g}" if n else "" for n in counts) for _, counts in some),
            axis="share of the respondents who were asked; the numbers count people",
            reading=f"{_reading(scale, steps)}{_apart(some)}",
            beside="survey",
        )


def _subject(items: Sequence[Item], steps: Sequence[str], languages: Mapping[str, str]) -> str:
    """What is asked: the question where there is one, else how many, and between what they were answered."""
    if len(items) == 1:
        return f": {items[0].question.label(languages.get(items[0].refs[0].survey, ''))}"
    return f" to {number_in_words(len(items))} questions, from “{steps[0]}” to “{steps[-1]}”"


def _reading(scale: Scale, steps: Sequence[str]) -> str:
    """What the bars, their order and the line in their midst mean."""
    said = (
        "Each bar is one question put to one group, in the order of the questionnaire; n is how many were asked. Its "
        "parts are shares of these; the numbers in them count people."
    )
    if not _is_centred(scale):
        return said
    middle = steps[len(steps) // 2]
    line = f"The upright line runs through the middle of “{middle}”: what lies left of it is nearer to “{steps[0]}”, "
    return f"{said} {line}what lies right of it nearer to “{steps[-1]}”."


def _apart(bars: Sequence[tuple[str, tuple[float, ...]]]) -> str:
    """What the segments beside the scale are, those that there are."""
    *_, others, silent = (any(counts) for counts in zip(*(counts for _, counts in bars), strict=True))
    said = f" “{APART[0]}” are no step of the scale, such as not to know." if others else ""
    return f"{said} “{APART[1]}”: asked, and gave none." if silent else said


def _is_centred(scale: Scale) -> bool:
    return len(scale.order) % 2 == 1 and scale.middle == scale.order[len(scale.order) // 2]


def _label(item: Item, group: Group, asked: Asked, languages: Mapping[str, str]) -> str:
    return f"{item.question.label(languages.get(item.refs[0].survey, ''))} {group.label} (n = {asked.n})"


def _counts(scale: Scale, asked: Asked) -> tuple[float, ...]:
    """How many chose each step, something beside the scale, or nothing."""
    steps = [float(asked.choosing(option)) for option in scale.order]
    others = asked.n_answered - sum(bool({*answer.options} & {*scale.order}) for answer in asked.answers)
    return (*steps, float(others), float(asked.n - asked.n_answered))


def _in_words(columns: Sequence[str], counts: Sequence[float]) -> str:
    return ", ".join(f"{column} {n:g}" for column, n in zip(columns, counts, strict=True) if n)
