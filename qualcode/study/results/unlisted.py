"""Words in quotes that may tell who somebody is, and of which nobody has said so: a client's report prints others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qualcode.privacy.candidates import Printed, find_candidates
from qualcode.privacy.names import Names, Protected

if TYPE_CHECKING:
    from qualcode.study.results.results import Results

_WORD = re.compile(r"[^\W\d_](?:[\w&’'\-.]*\w)?")


def with_unlisted(names: Names, results: Results, own: Iterable[str]) -> Names:
    """The names to replace, and with them what may be one, told by its capital, until somebody says that it is none.

    Looked for in all that could be quoted, so that the same words are replaced in every selection. A word that the
    study's `own` texts print as well, such as its title, is none.
    """
    common = {*common_words(results), *(word for text in own for word in _WORD.findall(text))}
    found = find_candidates(list(_quotable(results)), names, common=common)
    unsaid = (each for each in found if each.id not in results.settled or results.settled[each.id].replaced)
    return Names(
        (
            *names.protected,
            *(Protected(name=each.name, replacement=each.printed, kind="unlisted", as_written=True) for each in unsaid),
        )
    )


def _quotable(results: Results) -> Iterator[Printed]:
    """What would be quoted of every coding, also as an editor or a translator wrote it."""
    for coding in results.codings:
        if (excerpt := results.excerpts.get(coding.id)) is not None:
            yield Printed(where=coding.segment_id, text=excerpt.words_of(coding))
        if (wording := results.editing.wording(coding)) is not None:
            yield Printed(where=coding.segment_id, text=f"{wording.verbatim}\n{wording.translation}")
    yield from (Printed(where="", text=text) for text in results.translated.values())


def common_words(results: Results) -> set[str]:
    """What the study says of everybody: its types, groups and themes."""
    groups = {label for grouping in results.settings.groupings.values() for label in grouping}
    return {
        *results.roster.informant_types,
        *results.labels.values(),
        *groups,
        *(code.name for code in results.codebook.codes),
    }


def own_words(results: Results, findings: Iterable[str]) -> Iterator[str]:
    """Texts that the study's report prints of its own: title, questions and findings, codebook with its terms."""
    yield results.title
    yield from findings
    for code in results.codebook.codes:
        yield from (code.name, code.definition, code.include, code.exclude)
        yield from (term.lstrip("=") for terms in code.terms.values() for term in terms)
