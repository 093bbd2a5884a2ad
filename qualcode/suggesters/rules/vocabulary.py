"""Words that set some passages apart from the rest: terms for a person to take or leave."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import field

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Passages
from qualcode.model.nouns import dataclass
from qualcode.model.stop_words import FILLERS, STOP_WORDS
from qualcode.model.text import fold_term
from qualcode.statistics.keyness import Keyness, log_odds, scaled_prior
from qualcode.suggesters.rules.examples import find_in_sentence
from qualcode.suggesters.rules.forms import stem_of
from qualcode.suggesters.rules.matcher import Matcher, compile_codebook

PRIOR_WORDS = 500
"""What the study's own word frequencies weigh at most, as if so many words had been seen before."""
SELDOM_CHANCE = 1.96
SHORTEST = 3
"""Letters of a word."""

PassageKey = tuple[str, int]
"""Document and ordinal of a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermIdea:
    """A word or phrase that belongs to a code's passages more than to the others."""

    keyness: Keyness
    term: str
    """The form that is used most."""
    n_passages: int
    """Of the code's."""
    n_informants: int
    also_in: tuple[str, ...]
    """Other codes that match it already."""


@dataclass(slots=True)
class Use:
    """How a word and its other forms are used."""

    here: int = 0
    elsewhere: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    passages: set[PassageKey] = field(default_factory=set)
    informants: set[str] = field(default_factory=set)
    language: str = ""


def suggest_terms(
    passages: Iterable[Passages], coded: Collection[PassageKey], codebook: Codebook, code_id: str
) -> list[TermIdea]:
    """Words and two-word phrases by how much they set the coded passages apart, the strongest first.

    Left out: what the code matches already, everyday words, and what one passage or one informant alone says.
    """
    uses = count_uses(passages, coded)
    keyness = [found for length in (1, 2) for found in _compare(uses, length)]
    matcher = compile_codebook(codebook)
    family = codebook.family(code_id)
    ideas = []
    for found in sorted(keyness, key=lambda each: (-each.z, each.word)):
        use = uses[tuple(found.word.split())]
        if found.z < SELDOM_CHANCE or len(use.passages) < 2 or len(use.informants) < 2:
            continue
        term = use.forms.most_common(1)[0][0]
        codes = codes_in(term, use.language, matcher)
        if not family & set(codes):
            ideas.append(
                TermIdea(
                    keyness=found,
                    term=term,
                    n_passages=len(use.passages),
                    n_informants=len(use.informants),
                    also_in=codes,
                )
            )
    return ideas


def like_its_definition(passages: Iterable[Passages], code: Code, language: str) -> set[PassageKey]:
    """The passages that share two words or more with what the codebook says of a code."""
    said = " ".join((code.name, code.definition, code.include, *code.match))
    wanted = {stem for stem, _ in stems_in(said, language) if stem}
    return {
        (document.document_id, ordinal)
        for document in passages
        for ordinal, text, own, _ in spoken(document)
        if len(wanted & {stem for stem, _ in stems_in(text, own)}) > 1
    }


def count_uses(passages: Iterable[Passages], coded: Collection[PassageKey]) -> dict[tuple[str, ...], Use]:
    """By stems of a word or a phrase of two, how it is used in some passages, and elsewhere."""
    uses: dict[tuple[str, ...], Use] = defaultdict(Use)
    for document in passages:
        for ordinal, text, language, people in spoken(document):
            place = (document.document_id, ordinal)
            words = list(stems_in(text, language))
            for length in (1, 2):
                for start in range(len(words) - length + 1):
                    phrase = words[start : start + length]
                    if not all(stem for stem, _ in phrase):
                        continue
                    use = uses[tuple(stem for stem, _ in phrase)]
                    use.language = language
                    use.forms[" ".join(word for _, word in phrase)] += 1
                    if place in coded:
                        use.here += 1
                        use.passages.add(place)
                        use.informants.update(people)
                    else:
                        use.elsewhere += 1
    return uses


def _compare(uses: dict[tuple[str, ...], Use], length: int) -> list[Keyness]:
    """Words with words, phrases with phrases."""
    own = {" ".join(stems): use for stems, use in uses.items() if len(stems) == length}
    here = {word: use.here for word, use in own.items() if use.here}
    elsewhere = {word: use.elsewhere for word, use in own.items() if use.elsewhere}
    if not here or not elsewhere:
        return []
    weight = min(PRIOR_WORDS, sum(here.values()))
    prior = scaled_prior({word: use.here + use.elsewhere for word, use in own.items()}, weight)
    return log_odds(here, elsewhere, prior)


def spoken(document: Passages) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """The informants' passages: ordinal, text, language, informants (the document where nobody knows)."""
    languages = document.languages or (document.language,) * len(document.ordinals)
    informants = document.informants or ((),) * len(document.ordinals)
    for place, ordinal in enumerate(document.ordinals):
        if document.informant[place]:
            text = document.text[document.starts[place] : document.ends[place]]
            yield ordinal, text, languages[place], informants[place] or (document.document_id,)


def stems_in(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Stem and word; an everyday word, a number or a very short word has no stem, and parts phrases."""
    everyday = STOP_WORDS.get(language, frozenset()) | FILLERS.get(language, frozenset())
    for word in fold_term(text).split():
        tells = len(word) >= SHORTEST and word.isalpha() and word not in everyday
        yield (stem_of(word, language) if tells else "", word)


def codes_in(term: str, language: str, matcher: Matcher) -> tuple[str, ...]:
    """The codes that match a term already."""
    found = find_in_sentence(term, matcher, language=language)
    return tuple(dict.fromkeys(piece.code_id for piece in found))
