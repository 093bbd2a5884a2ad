"""Words of a study's own material, before anything is coded: terms for a person to give to themes, or leave."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Passages
from qualcode.model.nouns import dataclass
from qualcode.suggesters.rules.matcher import compile_codebook
from qualcode.suggesters.rules.terms import codebook_language
from qualcode.suggesters.rules.vocabulary import PassageKey, codes_in, count_uses, stems_in

Stems = tuple[str, ...]
SEVERAL = 2
"""Informants who use a word that no definition has, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialTerm:
    """A word or phrase of the informants that no code matches yet."""

    term: str
    """The form that is used most; other forms of it are counted with it."""
    language: str
    code_id: str
    """The first code whose name or definition has it; empty where none does."""
    passages: frozenset[PassageKey]
    informants: frozenset[str]


def material_terms(passages: Iterable[Passages], codebook: Codebook) -> list[MaterialTerm]:
    """Find what might be terms: first what definitions say and informants do too, then what most informants say.

    Left out: what a code matches already, everyday words, what stands in a definition of several codes or is rather the
    interviewers' word than the informants', and, where no definition has it, what one informant alone says.
    """
    documents = list(passages)
    everywhere = {(each.document_id, ordinal) for each in documents for ordinal in each.ordinals}
    uses = count_uses(documents, everywhere)
    n_said = sum(use.here for stems, use in uses.items() if len(stems) == 1)
    asked = _asked(documents)
    n_asked = sum(number for stems, number in asked.items() if len(stems) == 1)
    described = _described(codebook)
    matcher = compile_codebook(codebook)
    found = []
    for stems, use in uses.items():
        code_id = described.get(stems, "")
        if asked[stems] * n_said > use.here * n_asked or not (code_id or len(use.informants) >= SEVERAL):
            continue
        term = max(use.forms, key=lambda form: (use.forms[form], form))
        if not codes_in(term, use.language, matcher):
            found.append(
                MaterialTerm(
                    term=term,
                    language=use.language,
                    code_id=code_id,
                    passages=frozenset(use.passages),
                    informants=frozenset(use.informants),
                )
            )
    return sorted(_whole(found), key=_rank(codebook))


def _rank(codebook: Codebook) -> Callable[[MaterialTerm], tuple[int, int, int, str]]:
    places = {code.id: place for place, code in enumerate(codebook.codes)}

    def rank(idea: MaterialTerm) -> tuple[int, int, int, str]:
        return places.get(idea.code_id, len(places)), -len(idea.informants), -len(idea.passages), idea.term

    return rank


def _asked(documents: Iterable[Passages]) -> Counter[Stems]:
    """How often interviewers use each word and phrase."""
    found: Counter[Stems] = Counter()
    for document in documents:
        languages = document.languages or (document.language,) * len(document.ordinals)
        for place, is_said in enumerate(document.informant):
            if not is_said:
                text = document.text[document.starts[place] : document.ends[place]]
                found.update(_phrases([stem for stem, _ in stems_in(text, languages[place])]))
    return found


def _phrases(stems: Sequence[str]) -> list[Stems]:
    return [(stem,) for stem in stems if stem] + [pair for pair in pairwise(stems) if all(pair)]


def _described(codebook: Codebook) -> Mapping[Stems, str]:
    """The words and phrases that the name or definition of one code alone has, with that code."""
    language = codebook_language(codebook)
    codes: dict[Stems, list[str]] = defaultdict(list)
    for code in codebook.codes:
        for phrase in dict.fromkeys(_of_code(code, language)):
            codes[phrase].append(code.id)
    return {phrase: named[0] for phrase, named in codes.items() if len(named) == 1}


def _of_code(code: Code, language: str) -> list[Stems]:
    return [
        phrase
        for text in (code.name, code.definition, code.include)
        for phrase in _phrases([stem for stem, _ in stems_in(text, language)])
    ]


def _whole(found: Sequence[MaterialTerm]) -> list[MaterialTerm]:
    """Leave out words that stand nowhere but in a phrase that is there, too: `pressure` beside `blood pressure`."""
    within: dict[str, list[MaterialTerm]] = defaultdict(list)
    for each in found:
        for word in each.term.split() if " " in each.term else ():
            within[word].append(each)
    return [each for each in found if not any(phrase.passages >= each.passages for phrase in within[each.term])]
