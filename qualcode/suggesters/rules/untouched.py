"""Which documents an edit of the codebook cannot touch: those that hold no word of a rule that came or went.

What was found in them stands as it is, so that they need not be matched again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from qualcode.model.codebook import Code, Codebook
from qualcode.model.hits import KEYWORDS
from qualcode.model.text import folded_words
from qualcode.suggesters.rules.accents import without_accents
from qualcode.suggesters.rules.forms import expand_term, look_up_words
from qualcode.suggesters.rules.hyphens import joined_words
from qualcode.suggesters.rules.keys import code_keys, own_rules, pattern_key
from qualcode.suggesters.rules.terms import Term, code_terms, codebook_language, languages_of
from qualcode.suggesters.stale import DocumentCode, Stale
from qualcode.suggesters.suggester import Texts

MOST_WORDS = 500
"""Of an edit: beyond it matching everything again is as quick."""
FEW = 6
"""Words that are looked for one by one."""


def find_untouched(
    codebook: Codebook,
    earlier: Iterable[Codebook],
    stale: Stale,
    document_keys: Mapping[str, str],
    hit_keys: Mapping[DocumentCode, str],
    texts: Texts,
    *,
    suggester: str = KEYWORDS,
) -> dict[DocumentCode, str]:
    """Find the places where what a suggester found stands although the code was edited, each with its new key.

    `earlier` are codebooks that were applied before, newest first; `texts` gives documents' texts by id.
    """
    keys = code_keys(codebook, suggester)
    candidates = [
        document_id
        for document_id in stale.document_ids
        if all(
            hit_keys.get((document_id, code_id), "").startswith(f"{document_keys[document_id]}:") for code_id in keys
        )
    ]
    if not candidates:
        return {}
    known = {hit_keys[id_, code].rpartition(":")[2] for id_ in candidates for code in keys}
    words = _words_of_edit(codebook, earlier, stale, known, suggester)
    if words is None:
        return {}
    is_found = _search(words)
    without = [
        document_id
        for document_id, text in texts(candidates)
        if not is_found(folded_words(text)) and not is_found(joined_words(text))
    ]
    return {
        (document_id, code_id): f"{document_keys[document_id]}:{keys[code_id]}"
        for document_id in without
        for code_id in stale.code_ids
    }


def _search(words: Iterable[str]) -> Callable[[bytes], bool]:
    """Whether one of these stands in a text, be it inside a longer word.

    A few are looked for one after the other: each alone takes a tenth of the time of two or three together.
    """
    sought: list[str] = []
    for word in sorted(words, key=len):
        if not any(part in word for part in sought):
            sought.append(word)
    together = [[word.encode()] for word in sought] if len(sought) <= FEW else [[word.encode() for word in sought]]
    searches = [BytesAhoCorasick(some, matchkind=MatchKind.LeftmostFirst) for some in together]
    return lambda text: any(search.find_matches_as_indexes(text) for search in searches)


def _words_of_edit(
    codebook: Codebook, earlier: Iterable[Codebook], stale: Stale, known: set[str], suggester: str
) -> frozenset[str] | None:
    """Words of which one stands wherever the edit changes anything; None where that cannot be told.

    `known` are the keys of the codebook that was applied last.
    """
    for before in earlier:
        keys = code_keys(before, suggester)
        if known <= set(keys.values()) and all(keys.get(code_id) in known for code_id in stale.code_ids):
            return changed_words(before, codebook, stale.code_ids, suggester=suggester)
    return None


def changed_words(
    before: Codebook, after: Codebook, code_ids: Iterable[str], *, suggester: str = ""
) -> frozenset[str] | None:
    """Of every rule of these codes, and of codes under them, that came or went: words it cannot do without.

    Where a suggester is named, only of the rules it looks at.
    """
    if _searched(before) != _searched(after):
        return None  # passages are searched for the words of other languages, whatever they hold
    rules = [(_rules(before, code_id, suggester), _rules(after, code_id, suggester)) for code_id in code_ids]
    if any([rule for rule in old if rule in new] != [rule for rule in new if rule in old] for old, new in rules):
        return None  # in another order: of two rules that find the same words the first is named
    changed = [old.get(rule) or new.get(rule) for old, new in rules for rule in old.keys() ^ new.keys()]
    # All together, and with them those that stay: whatever is matched again asks for them next.
    look_up_words(term for both in rules for some in both for term in some.values() if term)
    words: set[str] = set()
    for term in changed:
        if term is None or term.is_empty:
            return None
        needed = set(map(_needed, expand_term(term)))
        words.update(needed, map(without_accents, needed))
        if "" in words or len(words) > MOST_WORDS:
            return None
    return frozenset(words)


def _searched(codebook: Codebook) -> tuple[str, frozenset[str]]:
    """The language of its token patterns, and those it has words in."""
    return codebook_language(codebook), languages_of(codebook)


def _rules(codebook: Codebook, code_id: str, suggester: str) -> dict[tuple[str, ...], Term | None]:
    """By everything that is written of it: each rule of a code and those under it, with words it cannot do without."""
    family = codebook.family(code_id)
    codes = (own_rules(code, suggester) if code.id == code_id else code for code in codebook.codes if code.id in family)
    return dict(rule for code in codes for rule in _rules_of(code, codebook))


def _rules_of(code: Code, codebook: Codebook) -> Iterator[tuple[tuple[str, ...], Term | None]]:
    language = codebook_language(codebook)
    for term in code_terms(code, codebook):
        yield (code.id, "term", term.language, term.written), term
    for near in code.near:
        yield (code.id, "near", language, *near.words, str(near.within)), Term(near.words[0].strip(), language)
    for phrase in code.unless:
        yield (code.id, "unless", language, phrase), Term(phrase.strip(), language)
    for pattern in code.patterns:
        yield (code.id, "pattern", pattern_key(pattern)), None


def _needed(form: str) -> str:
    """The longest stretch without wildcard of a form's longest word."""
    return max(max(form.split(" "), key=len).split("*"), key=len)
