"""What a draft is held against: the study's counts, and the words for its themes and groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.drafts.attribution import Types
from qualcode.drafts.claim import INTERVIEWS
from qualcode.drafts.judge import Count, Figures
from qualcode.drafts.vocabulary import NOUNS, Vocabulary, rest_of
from qualcode.errors import UsageError
from qualcode.files.toml import write_keys
from qualcode.model.beside import Beside, asides
from qualcode.model.naming import did_you_mean
from qualcode.settings import SETTINGS_NAME
from qualcode.tables.lines import lines_of
from qualcode.tables.population import make_groups
from qualcode.tables.quantifiers import SCALE, quantified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.table import Figure
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


def groups_of(results: Results) -> dict[str, tuple[str, ...]]:
    """By every name that a report may have for a group, the types in it: types, what clients read, groupings."""
    return {label: types for label, types in _labelled(results).items() if not _is_like_noun(label)}


def _is_like_noun(label: str) -> bool:
    return re.fullmatch(NOUNS, label, re.IGNORECASE) is not None


def _labelled(results: Results) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    groupings = results.settings.groupings
    for by in ("informant_type", *groupings):
        for labels in ({}, results.labels):
            for group in make_groups(results.roster, by, labels=labels, groupings=groupings):
                found.setdefault(group.label, group.filter["informant_type"])
    return found


def further_words(results: Results) -> dict[str, list[str]]:
    """By group, what the settings say that a draft calls it."""
    found: dict[str, list[str]] = {label: [] for label in groups_of(results)}
    for words, label in results.settings.draft.groups.items():
        if label in found:
            found[label].append(re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE))
    return found


def keep_words(study: Study, results: Results, said: Sequence[str]) -> dict[str, str]:
    """Keep in the settings what a draft calls groups, each as `the directorate=Ministry of Health`.

    Raises UsageError where it is not written so, or where there is no such group.
    """
    labels = {label.casefold(): label for label in groups_of(results)}
    found = {}
    for each in said:
        words, sign, label = (part.strip() for part in each.partition("="))
        if not sign or not words or not label:
            raise UsageError(f"{each}: not understood", hint='write it as --group "the directorate=Ministry of Health"')
        if label.casefold() not in labels:
            raise UsageError(f"{label}: no such group of informants", hint=did_you_mean(label, labels.values()))
        found[words] = labels[label.casefold()]
    write_keys(study.folder / SETTINGS_NAME, ("draft", "groups"), found)
    return found


def scale_of(results: Results) -> Mapping[str, float]:
    """The words for shares, each with its smallest share."""
    return results.settings.quantifiers or SCALE


def vocabulary_of(results: Results) -> Vocabulary:
    """What the study's themes and groups are called."""
    codes = results.codebook.codes
    words = Vocabulary.of(
        themes={code.id: code.name for code in codes},
        terms={code.id: [term for terms in code.terms.values() for term in terms] for code in codes},
        groups=further_words(results),
        scale=scale_of(results),
    )
    return replace(words, like_nouns=tuple(filter(_is_like_noun, _labelled(results))))


def types_of(results: Results, vocabulary: Vocabulary, respondents: Mapping[str, str]) -> Types:
    """The informants' types, and which of them a report may name; with those of the `respondents` of a survey."""
    people = {row.id: row.informant_type for row in results.roster.informants}
    groups, labels, privacy = groups_of(results), results.labels, results.settings.privacy
    sizes = {label: sum(type_ in types for type_ in people.values()) for label, types in groups.items()}
    members = {label: frozenset(types) for label, types in groups.items()}
    small = {label for label, n in sizes.items() if n < privacy.minimum_cell and label not in privacy.allowed}
    said = " ".join(f"{quote.attribution} {quote.remark}" for quote in results.selection.quotes)
    return Types(
        phrases=vocabulary.groups,
        members=members | {rest_of(label): frozenset(people.values()) - types for label, types in members.items()},
        type_of={**people, **respondents},
        shown=labels,
        small=frozenset(small),
        known=frozenset(re.findall(r"[\w’'-]+", said.casefold())),
    )


def figures_of(results: Results, surveyed: Iterable[Count] = ()) -> Figures:
    """Every count of informants that a draft may state, and those of a survey's respondents."""
    return Figures(
        counts=[*_heard(results), *_held(results), *_raised(results), *surveyed],
        scale=scale_of(results),
        distinct=frozenset(results.roster.informant_types),
        below={code.id: results.codebook.family(code.id) - {code.id} for code in results.codebook.codes},
    )


def _heard(results: Results) -> Iterator[Count]:
    people = [row.informant_type for row in results.roster.informants]
    yield Count(theme="", k=len(people), n=len(people))
    for label, types in _labelled(results).items():
        n = sum(type_ in types for type_ in people)
        yield Count(theme="", group=label, k=n, n=n)


def _held(results: Results) -> Iterator[Count]:
    """How many interviews there are, with one informant and with several."""
    several = sum(len(each.speakers) > 1 for each in results.interviews)
    n = len(results.interviews)
    for how, k in (("", n), ("group", several), ("individual", n - several)):
        yield Count(theme=INTERVIEWS[how], k=k, n=k)


def _raised(results: Results) -> Iterator[Count]:
    for by in ("informant_type", *results.settings.groupings):
        for small in (True, False):
            for line in lines_of(results.frequencies(by, small_groups=small)):
                for group, figure in (("", line.total), *line.groups):
                    if figure.value is not None and figure.of:
                        yield _count(line.key, group, figure, scale_of(results))


def _count(theme: str, group: str, figure: Figure, scale: Mapping[str, float]) -> Count:
    k, n = int(figure.value or 0), figure.of or 0
    beside = asides(figure)
    return Count(
        theme=theme,
        group=group,
        k=k,
        n=n,
        is_settled=not figure.n_open and Beside.DISPUTED not in beside,
        n_unasked=beside.get(Beside.NOT_ASKED, 0),
        figure_id=figure.id,
        word=quantified(k, n, scale),
    )
