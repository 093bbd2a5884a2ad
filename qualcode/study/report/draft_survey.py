"""What a draft says of the survey is held against: counts of respondents, and the words for what they answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qualcode.drafts.answers import OF_ANSWERED, Asked, Questions
from qualcode.drafts.judge import SURVEYED, Count
from qualcode.drafts.vocabulary import Phrases, Vocabulary, names_of_group
from qualcode.model.survey import Kind, Option
from qualcode.study.naming import named_code
from qualcode.study.report.draft_counts import further_words, scale_of
from qualcode.study.survey.showing import OTHERS
from qualcode.study.survey.surveys import Surveys
from qualcode.tables.quantifiers import quantified
from qualcode.tables.survey import ALL, ASKED, Group, Item, figures_of_item, what_became

if TYPE_CHECKING:
    from qualcode.study.results.results import Results

_YES = frozenset({"yes", "y", "true", "oui", "sí", "si", "نعم"})


def survey_vocabulary(results: Results, surveys: Surveys, groups: Iterable[Group]) -> Vocabulary:
    """The words by which a draft names what respondents were asked and answered."""
    questions = Questions(_asked(results, surveys))
    further = further_words(results)
    names = {group.label: [*names_of_group(group.label)] for group in groups if group.label != ALL}
    if OTHERS in names:
        names[OTHERS] += ["others", "other organisation", "other one"]
    names |= {label: [*names_of_group(label), *words] for label, words in further.items()}
    return Vocabulary(
        themes=Phrases(questions.names),
        terms=Phrases({}),
        groups=Phrases(names, with_rest=True),
        scale=scale_of(results),
        questions=questions,
    )


def _asked(results: Results, surveys: Surveys) -> Iterator[Asked]:
    """Every question with options, with the themes that are joined to it."""
    joined = [(named_code(join.theme, results.codebook), set(join.questions)) for join in surveys.plan.joins]
    called = {code.id: code.name for code in results.codebook.codes}
    for item in surveys.items:
        if item.question.has_options:
            themes = (called[code] for code, questions in joined if set(item.refs) & questions)
            options = item.question.options
            yield Asked(
                words=(*item.question.labels.values(), *themes),
                answers={key: tuple(each.labels.values()) for each in options for key in _keys(item, each.name)},
                sizes=_keys(item, ASKED),
                is_single=item.question.kind is Kind.ONE,
                yes=tuple(key for each in options if _is_yes(each) for key in _keys(item, each.name)),
            )


def _is_yes(option: Option) -> bool:
    return any(said.casefold() in _YES for said in (option.name, *option.labels.values()))


def survey_counts(results: Results, surveys: Surveys, groups: Iterable[Group]) -> Iterator[Count]:
    """How many respondents of each group chose what, and how many answered at all."""
    for group in groups:
        label, n = "" if group.label == ALL else group.label, len(group.answerers)
        yield Count(theme=SURVEYED, group=label, k=n, n=n)
        for item in surveys.items:
            yield from _chosen(item, group, label, results)


def _chosen(item: Item, group: Group, label: str, results: Results) -> Iterator[Count]:
    asked = what_became(item, group)
    if not asked.offered or not item.question.has_options:
        return
    ids = dict(figures_of_item(item, group, results.figure_key))
    for theme, n in zip(_keys(item, ASKED), (asked.n, asked.n_answered), strict=True):
        yield Count(theme=theme, group=label, k=n, n=n, figure_id=ids[ASKED] if n == asked.n else "")
    for option in item.question.options:
        k = asked.choosing(option.name)
        # Drafts often leave out who was asked and gave no answer.
        for theme, n in zip(_keys(item, option.name), (asked.n, asked.n_answered), strict=True):
            word = quantified(k, n, scale_of(results)) if n else ""
            yield Count(
                theme=theme, group=label, k=k, n=n, word=word, figure_id=ids[option.name] if n == asked.n else ""
            )


def _keys(item: Item, option: str) -> tuple[str, str]:
    """An option as counted of who was asked, and of who answered."""
    return f"{item.key}={option}", f"{item.key}={option}{OF_ANSWERED}"
