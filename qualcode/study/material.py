"""What suggesters are made from on an open study, and which of them are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.model.hits import GUESSES, LEARNED, SIMILARITY
from qualcode.model.naming import did_you_mean

if TYPE_CHECKING:
    from qualcode.model.codebook import Codebook
    from qualcode.model.coding import Judged
    from qualcode.study.study import Study
    from qualcode.suggesters.suggester import Material


def material_of(study: Study, codebook: Codebook) -> Material:
    """Gather what suggesters are made from; what costs something is fetched when it is asked for."""
    from qualcode.suggesters import Material

    store = study.store
    return Material(
        codebook=codebook,
        document_keys=store.documents.keys(),
        passages=partial(store.documents.passages, sentences=True),
        judged=cache(partial(judged_in, study, codebook)),
        found=store.suggestions.hits,
        likely=study.settings.suggest.likely,
        cache=store.cache,
    )


def guesses_asked(study: Study, using: Sequence[str]) -> frozenset[str]:
    """Which suggesters that guess are asked: those named, else those of the settings and those that proposed last.

    The codebook's rules are always applied, for the counts rest on them. Raises UsageError for a name that is none.
    """
    from qualcode.suggesters import SUGGESTERS
    from qualcode.suggesters.similarity import is_installed

    named = [name.strip() for each in using for name in each.split(",") if name.strip()]
    for name in named or study.settings.suggest.with_:
        if name not in SUGGESTERS:
            raise UsageError(
                f"{name}: no such way to suggest",
                hint=did_you_mean(name, SUGGESTERS, otherwise=f"there are: {', '.join(SUGGESTERS)}"),
            )
    last = () if named else study.store.suggestions.suggesters()
    asked = frozenset(GUESSES) & {*(named or study.settings.suggest.with_), *last}
    if SIMILARITY in asked and not is_installed():
        raise UsageError(
            "similarity needs a language model that is not installed", hint='pip install "qualcode[semantic]" brings it'
        )
    return asked


def say_what_could_be_learned(study: Study, asked: frozenset[str]) -> None:
    """Say that enough was coded of some themes to propose them elsewhere, where that is not asked for."""
    from qualcode.suggesters.learned.enough import ENOUGH_CODED

    coded = Counter(
        decision.code_id
        for decision in (study.store.log.decisions() if LEARNED not in asked else ())
        if decision.verdict in (Verdict.ACCEPT, Verdict.ADD)
    )
    n_themes = sum(number >= ENOUGH_CODED for number in coded.values())
    if n_themes:
        study.voice.note(
            f"{n_themes:,} of the themes have {ENOUGH_CODED} codings or more: `qualcode suggest --with learned` "
            "proposes them where passages are like those"
        )


def judged_in(study: Study, codebook: Codebook) -> dict[str, Judged]:
    """What people made of the passages so far, for suggesters that learn from it."""
    from qualcode.review.judged import judged
    from qualcode.study.who_read import readers_of

    store = study.store
    segmented = list(store.documents.segmented())
    documents = {document.id: document for document, _ in segmented}
    readers = readers_of(study).with_proposed(store.suggestions.hits())
    return judged(
        store.log.decisions(),
        documents,
        {segment.id: segment for _, segments in segmented for segment in segments},
        codebook,
        redirects=store.log.redirects(),
        read=readers.by_anyone,
        readers=readers,
        earlier=store.documents.segmented_versions,
    )
