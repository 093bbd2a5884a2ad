"""What matching has to say about a codebook: rules that cannot work, and rules that work too well."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Passages
from qualcode.model.problem import Problem
from qualcode.model.rules import RuleHits
from qualcode.model.stop_words import STOP_WORDS
from qualcode.suggesters.rules.by_rule import find_by_rule
from qualcode.suggesters.rules.examples import codes_alone
from qualcode.suggesters.rules.forms import expand_term, look_up_words, stem_of
from qualcode.suggesters.rules.matcher import compile_codebook
from qualcode.suggesters.rules.patterns import refused_patterns
from qualcode.suggesters.rules.possible import MANY_TERMS, Possible
from qualcode.suggesters.rules.terms import Term, code_terms, codebook_language

FEWEST_LETTERS = 3
"""Before the `*` of a term."""
MOST_STEMS = 3
"""Different words that one wildcard may catch before it is questioned: finance, financial, financing are few."""
SHOWN = 8


def check_rules(codebook: Codebook, name: str = "codebook") -> list[Problem]:
    """Rules that cannot work: patterns that are refused, forms that are everyday words, terms that never match."""
    words = [*rule_errors(codebook, name), *_doubtful(codebook, name)]
    return [*refused_patterns(codebook, name), *words, *_shared_forms(codebook, name)]


def rule_errors(codebook: Codebook, name: str = "codebook", *, only: Collection[str] | None = None) -> list[Problem]:
    """What keeps words of some of the codes, or of all, from being found, or finds them everywhere."""
    asked = [code for code in codebook.codes if only is None or code.id in only]
    terms = [(code, term) for code in asked for term in code_terms(code, codebook) if not term.is_empty]
    if len(terms) > MANY_TERMS:
        everyday_words = frozenset[str]().union(*STOP_WORDS.values())
        terms = [terms[place] for place in Possible(term for _, term in terms).among(everyday_words)]
    else:
        look_up_words(term for term, _ in compile_codebook(_without_patterns(codebook), only=only).entries)
    everyday = [problem for code, term in terms for problem in _everyday(code, term, name)]
    return [*everyday, *_never(codebook, asked, name)]


def _doubtful(codebook: Codebook, name: str) -> Iterator[Problem]:
    """Terms that find more than somebody may have meant."""
    for code in codebook.codes:
        for term in code_terms(code, codebook):
            if not term.is_empty:
                yield from _other_words(code, term, name)
                yield from _short_wildcard(code, term, name)


def check_in_study(codebook: Codebook, passages: Iterable[Passages], name: str = "codebook") -> list[Problem]:
    """Given the interviews: wildcards that catch too much, and terms that match nothing."""
    found: dict[str, list[RuleHits]] = {}
    for hits in find_by_rule(_without_patterns(codebook), passages):
        found.setdefault(hits.rule.code_id, []).append(hits)
    problems = []
    for code in codebook.codes:
        own = found.get(code.id, [])
        problems += [_greedy(code, hits, name) for hits in own if hits.rule.is_wildcard and _stems(hits) > MOST_STEMS]
    return [*problems, *_silent(codebook, found, name)]


def _silent(codebook: Codebook, found: dict[str, list[RuleHits]], name: str) -> Iterator[Problem]:
    """Codes of which nothing matches, each named; terms that match nothing, counted."""
    terms = [hits for own in found.values() for hits in own if hits.rule.language]
    heard = {hits.rule.language for hits in terms if hits.hits}
    silent = [hits.rule.written for hits in terms if not hits.hits and hits.rule.language in heard]
    for code in codebook.codes:
        own = [hits for member in codebook.family(code.id) for hits in found.get(member, [])]
        if own and not any(hits.hits for hits in own):
            hint = "look at its words; `qualcode codebook suggest-terms` may help once some passages are coded"
            yield _problem(code, name, "none of its rules matches anything in this study", hint, is_error=False)
    if silent:
        listed = ", ".join(silent[:SHOWN]) + (f" and {len(silent) - SHOWN} more" if len(silent) > SHOWN else "")
        of = sum(hits.rule.language in heard for hits in terms)
        message = f"{len(silent)} of {of} terms match nothing in this study: {listed}"
        hint = "`qualcode codebook score --silent` lists them; look at those you expected to match"
        yield Problem(where=name, message=message, hint=hint, is_error=False)


def _without_patterns(codebook: Codebook) -> Codebook:
    """Refused patterns would stop the others from being looked at."""
    return replace(codebook, codes=tuple(replace(code, patterns=()) for code in codebook.codes))


def _everyday(code: Code, term: Term, name: str) -> Iterator[Problem]:
    if term.is_exact or "*" in term.text or len(term.words) != 1:
        return
    everyday = STOP_WORDS.get(term.language, frozenset())
    caught = [form for form in expand_term(term) if form in everyday]
    if caught == [term.written]:
        message = f"the term {term.written!r} is a word that nearly every passage holds"
        yield _problem(code, name, message, "write a phrase with it, or take it out")
    elif caught:
        message = f"the term {term.written!r} also finds every {' and '.join(map(repr, caught))}"
        yield _problem(code, name, message, f'write "={term.text}", which matches as written, or a phrase with it')


def _other_words(code: Code, term: Term, name: str) -> Iterator[Problem]:
    """English forms that begin otherwise and are common words of their own: `well` finds better and best."""
    if term.is_exact or "*" in term.text or len(term.words) != 1 or term.language != "en":
        return
    word = term.words[0]
    others = [form for form in expand_term(term) if form[:1] != word[:1]]
    if others:
        message = f"the term {term.written!r} also finds {', '.join(others)}"
        hint = f'write "={term.text}" where only this word is meant'
        yield _problem(code, name, message, hint, is_error=False)


def _shared_forms(codebook: Codebook, name: str) -> Iterator[Problem]:
    """Terms written differently in two codes that find the same word: `fund` here, `funds` there."""
    holders: dict[tuple[str, str], tuple[Code, Term]] = {}
    told: set[tuple[str, str, str, str]] = set()
    for code in codebook.codes:
        for term in code_terms(code, codebook):
            if term.is_exact or term.is_empty or "*" in term.text:
                continue
            for form in expand_term(term):
                other, its = holders.setdefault((term.language, form), (code, term))
                pair = (other.id, its.text, code.id, term.text)
                if other is code or its.words == term.words or other.id in codebook.ancestors(code.id) or pair in told:
                    continue
                told.add(pair)
                message = f"the terms {term.written!r} and {its.written!r} ({other.id}) find the same word: {form}"
                hint = "both will be suggested on it; keep it where it belongs, or write one with ="
                yield _problem(code, name, message, hint, is_error=False)


def _short_wildcard(code: Code, term: Term, name: str) -> Iterator[Problem]:
    letters = max((len(piece) for word in term.words if "*" in word for piece in word.split("*")), default=99)
    if letters < FEWEST_LETTERS:
        hint = f"keep at least {FEWEST_LETTERS} letters beside the *, or write the words out"
        yield _problem(code, name, f"the term {term.written!r} catches too many words", hint, is_error=False)


def _never(codebook: Codebook, asked: Sequence[Code], name: str) -> Iterator[Problem]:
    """Terms that their own words do not find, and words that stand too close to be near."""
    terms = [
        (code, term)
        for code in asked
        for term in code_terms(code, codebook)
        if not (term.is_empty or (_is_plain(term) and not code.unless))
    ]
    nears = [(code, near) for code in asked for near in code.near]
    phrases = [(term.text.replace("*", ""), term.language) for _, term in terms]
    joined = (" ".join(near.words).replace("*", "") for _, near in nears)
    phrases += [(text, codebook_language(codebook)) for text in joined]
    tried = frozenset[str]().union(*(codebook.family(code.id) for code, _ in (*terms, *nears)))
    matcher = compile_codebook(_without_patterns(codebook), only=tried)
    found = codes_alone(phrases, matcher)
    for (code, term), codes in zip(terms, found, strict=False):
        if not codes & codebook.family(code.id):
            hint = "its own words do not find it: look at 'unless' and at the signs in it, or take it out"
            yield _problem(code, name, f"the term {term.written!r} can never match", hint)
    for (code, near), codes in zip(nears, found[len(terms) :], strict=True):
        message = f"near {', '.join(near.words)} can never match"
        if near.within < len(near.words) - 1:
            message = f"near {', '.join(near.words)} within {near.within} can never match"
            yield _problem(code, name, message, f"{len(near.words)} words need 'within' {len(near.words) - 1} or more")
        elif not codes & codebook.family(code.id):
            yield _problem(code, name, message, "its own words do not find it: look at 'unless', or take it out")


def _is_plain(term: Term) -> bool:
    """Whether a term is of letters, digits and spaces alone, which its own words find: no table need be built."""
    is_as_written = term.text.isascii() and term.text.replace(" ", "").isalnum() and not term.is_exact
    return is_as_written and term.language == term.language.casefold().partition("-")[0]


def _stems(hits: RuleHits) -> int:
    return len({stem_of(word, hits.rule.language) for word in hits.words})


def _greedy(code: Code, hits: RuleHits, name: str) -> Problem:
    caught = [f"{word} ({number})" for word, number in hits.words.most_common(SHOWN)]
    more = f" and {len(hits.words) - SHOWN} more" if len(hits.words) > SHOWN else ""
    message = f"the term {hits.rule.written!r} catches {len(hits.words)} words in this study: {', '.join(caught)}{more}"
    return _problem(code, name, message, "write out those you mean, or more letters before the *", is_error=False)


def _problem(code: Code, name: str, message: str, hint: str, *, is_error: bool = True) -> Problem:
    line = f": line {code.line}" if code.line else ""
    return Problem(where=f"{name}{line}: {code.id}", message=message, hint=hint, is_error=is_error)
