"""What a draft says of the survey is held against: counts of respondents, and the words for what they answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from qualcode.drafts.judge import SURVEYED, Count
from qualcode.drafts.vocabulary import Phrases, Vocabulary, names_of_group
from qualcode.model.text import n_words
from qualcode.study.naming import named_code
from qualcode.study.report.draft_counts import further_words, scale_of
from qualcode.study.survey.showing import everybody, groups_of
from qualcode.study.survey.surveys import Surveys
from qualcode.tables.quantifiers import quantified
from qualcode.tables.survey import ALL, Group, Item, what_became

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

_TELLING = 2
"""Words of an answer that tell which question it is an answer to; one alone stands in many sentences."""


def survey_vocabulary(study: Study, results: Results, surveys: Surveys) -> Vocabulary:
    """The words by which a draft names what respondents answered: options, and themes that are joined to a question."""
    names: dict[str, list[str]] = {}
    joined = [(named_code(join.theme, results.codebook), set(join.questions)) for join in surveys.plan.joins]
    called = {code.id: code.name for code in results.codebook.codes}
    for item in surveys.items:
        themes = [called[code] for code, questions in joined if set(item.refs) & questions]
        for option in item.question.options if item.question.has_options else ():
            labels = [label for label in option.labels.values() if n_words(label) >= _TELLING]
            names |= {key: [*labels, *themes] for key in _keys(item, option.name)}
    further = further_words(results)
    groups = {group.label: names_of_group(group.label) for group in _groups(study, surveys) if group.label != ALL}
    groups |= {label: (*names_of_group(label), *words) for label, words in further.items()}
    return Vocabulary(themes=Phrases(names), terms=Phrases({}), groups=Phrases(groups), scale=scale_of(results))


def _groups(study: Study, surveys: Surveys) -> Iterable[Group]:
    """Everybody, and the respondents by type, form and grouping, small types by themselves and put together."""
    by = ("type", "form", *study.settings.groupings)
    several = chain.from_iterable(
        groups_of(study, surveys, each, small_groups=small)[0] for each in by for small in (True, False)
    )
    return {group.label: group for group in (everybody(surveys.surveys), *several)}.values()


def survey_counts(study: Study, results: Results, surveys: Surveys) -> Iterator[Count]:
    """How many respondents of each group chose what, and how many answered at all."""
    for group in _groups(study, surveys):
        label, n = "" if group.label == ALL else group.label, len(group.answerers)
        yield Count(theme=SURVEYED, group=label, k=n, n=n)
        for item in surveys.items:
            yield from _chosen(item, group, label, results)


def _chosen(item: Item, group: Group, label: str, results: Results) -> Iterator[Count]:
    asked = what_became(item, group)
    if not asked.offered or not item.question.has_options:
        return
    for option in item.question.options:
        k = asked.choosing(option.name)
        # Drafts often leave out who was asked and gave no answer.
        for theme, n in zip(_keys(item, option.name), (asked.n, asked.n_answered), strict=True):
            yield Count(theme=theme, group=label, k=k, n=n, word=quantified(k, n, scale_of(results)) if n else "")


def _keys(item: Item, option: str) -> tuple[str, str]:
    """An option as counted of who was asked, and of who answered."""
    return f"{item.key}={option}", f"{item.key}={option} (answered)"
