"""A codebook made ready for matching: every form of every code in one automaton per language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.hits import KEYWORDS, PATTERNS, FoundBy
from qualcode.suggesters.rules.borrowed import forms_in, look_up_borrowed, may_stand_in
from qualcode.suggesters.rules.forms import expand_term, look_up_words
from qualcode.suggesters.rules.keys import is_looked_for, own_rules
from qualcode.suggesters.rules.terms import Term, code_terms, codebook_language, languages_of


class Use(NamedTuple):
    """What a form is looked for: a code's term, its `unless`, or one word of its `near`."""

    code: int
    """Place among the matcher's codes."""
    near: int = -1
    """Place among the matcher's nears; -1 for a term, -2 for `unless`."""
    word: int = 0
    """Place in the words of the near rule."""


TERM, UNLESS = -1, -2


class Owner(NamedTuple):
    """Whom a form belongs to when it is met, and what must then hold."""

    use: Use
    found: int
    """Place among the matcher's `found`."""
    exact: str = ""
    """The text must read so, in this case."""
    wildcard: re.Pattern[str] | None = None
    """The whole of the form, from the start of its first word."""
    signs: frozenset[str] | None = None
    """Of a phrase: punctuation the term itself holds; any other between its words makes them two phrases."""


class NearRule(NamedTuple):
    """A `near` rule of a code."""

    code: int
    found: int
    n_words: int
    within: int


class PatternRule(NamedTuple):
    """A token pattern of a code."""

    code: int
    found: int
    pattern: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class LookupTable:
    """The automaton of one language, and what each of its patterns means."""

    automaton: AhoCorasick
    words: tuple[tuple[tuple[int, int], ...], ...]
    """By pattern: (code, found) of the codes for which the form as it stands is all there is to it."""
    is_phrase: tuple[bool, ...]
    """By pattern: whether it is of several words, which punctuation must not part."""
    owners: tuple[tuple[Owner, ...], ...]
    """By pattern: everyone else."""


@dataclass
class Matcher:
    """A compiled codebook. Compile once, match any number of documents."""

    codebook: Codebook
    codes: tuple[Code, ...]
    """Those that are matched, in the order of the codebook."""
    wanted: frozenset[str]
    """Those whose suggestions are asked for; the others only keep their words from a parent."""
    entries: tuple[tuple[Term, Use], ...]
    """Every term with its use, in the order of the codebook."""
    nears: tuple[NearRule, ...]
    found: list[FoundBy]
    """Suggester, rule and form of everything that can be found."""
    languages: frozenset[str]
    """Those the whole codebook has words in, whichever of its codes are matched."""
    children: Mapping[int, tuple[int, ...]]
    """By place of a parent code: the places of the codes under it."""
    may_repeat: frozenset[int]
    """Places of the codes of which two rules can find the same words."""
    patterns: Mapping[str, PatternRule] = field(default_factory=dict)
    """Token patterns by code and number: `funding#0`."""
    suggester: str = ""
    """Whose evidence is asked for; empty for all of it."""
    cache: Path | None = None
    """Where parsed passages are kept; None keeps none."""
    tables: dict[tuple[str, tuple[bool, bool]], LookupTable | None] = field(default_factory=dict)

    @property
    def needs_sentences(self) -> bool:
        """Whether a rule asks where sentences begin."""
        return bool(self.nears)

    @cached_property
    def by_pattern(self) -> Mapping[int, frozenset[int]]:
        """By place of a code that has token patterns: their places among `found`."""
        places: dict[int, set[int]] = defaultdict(set)
        for rule in self.patterns.values():
            places[rule.code].add(rule.found)
        return {code: frozenset(found) for code, found in places.items()}

    def forms(self, code_id: str) -> dict[str, tuple[str, ...]]:
        """What each term of a code matches, by the term as written; words of `near` and `unless` are named so."""
        place = next(place for place, code in enumerate(self.codes) if code.id == code_id)
        look_up_words(term for term, _ in self.entries)
        kinds = {TERM: "", UNLESS: "unless: "}
        return {
            f"{kinds.get(use.near, 'near: ')}{term.written}": (term.text,) if term.is_exact else expand_term(term)
            for term, use in self.entries
            if use.code == place
        }

    def table(self, language: str, scripts: tuple[bool, bool] = (True, True)) -> LookupTable | None:
        """The automaton for passages of a language in a text of these scripts; None where nothing could be found.

        Terms of the passage's own language come first, and name what several find. A language the codebook does not
        know is searched for every form of every term.
        """
        language = language.casefold().partition("-")[0]
        if language not in self.languages:
            language = ""
        if (language, scripts) not in self.tables:
            entries = [(term, use) for term, use in self.entries if may_stand_in(term, scripts)]
            entries.sort(key=lambda entry: entry[0].language != language)
            self.tables[language, scripts] = _build_table(entries, self, language)
        return self.tables[language, scripts]


def compile_codebook(
    codebook: Codebook, *, only: Collection[str] | None = None, suggester: str = "", cache: Path | None = None
) -> Matcher:
    """Make a codebook ready for matching; `cache` keeps what is parsed.

    `only` restricts it to some of its codes, `suggester` to the evidence of one, and to the rules that it depends on.
    """
    asked = (code for code in codebook.codes if only is None or code.id in only)
    wanted = frozenset(code.id for code in asked if is_looked_for(code, suggester))
    below = {child for code_id in wanted for child in codebook.family(code_id) - {code_id}}
    codes = tuple(
        code if code.id in below else own_rules(code, suggester)
        for code in codebook.codes
        if code.id in wanted or code.id in below
    )
    entries: list[tuple[Term, Use]] = []
    nears: list[NearRule] = []
    patterns: dict[str, PatternRule] = {}
    found: list[FoundBy] = []
    language = codebook_language(codebook)
    for place, code in enumerate(codes):
        entries += [(term, Use(place)) for term in code_terms(code, codebook)]
        for near in code.near:
            entries += [(Term(word.strip(), language), Use(place, len(nears), n)) for n, word in enumerate(near.words)]
            nears.append(NearRule(place, len(found), len(near.words), near.within))
            found.append((KEYWORDS, near_name(near), ""))
        entries += [(Term(phrase.strip(), language), Use(place, UNLESS)) for phrase in code.unless]
        for number, pattern in enumerate(code.patterns):
            patterns[f"{code.id}#{number}"] = PatternRule(place, len(found), pattern)
            found.append((PATTERNS, pattern_name(pattern), ""))
    return Matcher(
        codebook=codebook,
        codes=codes,
        wanted=wanted,
        entries=tuple(entries),
        nears=tuple(nears),
        found=found,
        languages=languages_of(codebook),
        children=_children(codebook, codes),
        patterns=patterns,
        suggester=suggester,
        cache=cache,
        may_repeat=frozenset(
            use.code for term, use in entries if use.near >= 0 or term.is_exact or not term.text.isalnum()
        ).union(rule.code for rule in patterns.values()),
    )


def pattern_name(pattern: Iterable[Mapping[str, Any]]) -> str:
    """A token pattern in short, as the reason of a suggestion: `lack + of + resources|money`."""
    return " + ".join(
        "/".join(_named(value) for key, value in token.items() if str(key).upper() != "OP") or "any"
        for token in pattern
    )


def _named(value: object) -> str:
    """What a token must be; of a list of choices (`{IN: [a, b]}`) each."""
    if isinstance(value, Mapping):
        return " ".join(_named(inner) for inner in value.values())
    return "|".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def near_name(near: Near) -> str:
    """How a `near` rule is named where it fired: `near(money, enough; 6)`."""
    return f"near({', '.join(near.words)}; {near.within})"


def _children(codebook: Codebook, codes: Iterable[Code]) -> dict[int, tuple[int, ...]]:
    places = {code.id: place for place, code in enumerate(codes)}
    under: dict[int, list[int]] = defaultdict(list)
    for code_id, place in places.items():
        for ancestor in codebook.ancestors(code_id):
            if ancestor in places:
                under[places[ancestor]].append(place)
    return {parent: tuple(children) for parent, children in under.items()}


def _build_table(entries: Sequence[tuple[Term, Use]], matcher: Matcher, language: str) -> LookupTable | None:
    look_up_words(term for term, _ in entries)
    look_up_borrowed((term for term, _ in entries), language)
    words: dict[str, dict[int, int]] = defaultdict(dict)
    owners: dict[str, dict[tuple[Use, str, str], Owner]] = defaultdict(dict)
    for term, use in entries:
        has_signs = _has_signs(term)
        for form in () if term.is_empty else forms_in(term, language):
            pattern = _literal(form)
            if not pattern.strip():
                continue
            plain = use.near == TERM and not term.is_exact and "*" not in form and not (has_signs and " " in form)
            if plain and use.code in words[pattern]:
                continue
            place = _note_found(term, use, form, matcher)
            if plain:
                words[pattern][use.code] = place
            else:
                owners[pattern].setdefault(
                    (use, form, term.text if term.is_exact else ""), _owner(term, use, form, place)
                )
    patterns = sorted({*(pattern for pattern, codes in words.items() if codes), *owners})
    if not patterns:
        return None
    return LookupTable(
        automaton=AhoCorasick(patterns, implementation=Implementation.DFA),
        words=tuple(tuple(words[pattern].items()) if pattern in words else () for pattern in patterns),
        is_phrase=tuple(" " in pattern.strip() for pattern in patterns),
        owners=tuple(tuple(owners[pattern].values()) if pattern in owners else () for pattern in patterns),
    )


def _has_signs(term: Term) -> bool:
    """Whether a term holds punctuation of its own: U.N., and/or."""
    return any(not (character.isalnum() or character in " -'’") for character in term.text)


def _note_found(term: Term, use: Use, form: str, matcher: Matcher) -> int:
    if use.near >= 0:
        return matcher.nears[use.near].found
    if use.near == UNLESS:
        return -1
    shown = term.text if term.is_exact else "" if "*" in form else form
    matcher.found.append((KEYWORDS, term.written, shown))
    return len(matcher.found) - 1


def _owner(term: Term, use: Use, form: str, found: int) -> Owner:
    pieces = [re.escape(piece) for piece in form.split("*")]
    return Owner(
        use=use,
        found=found,
        exact=term.text if term.is_exact else "",
        wildcard=re.compile("[^ ]*".join(pieces) + "(?= )") if len(pieces) > 1 else None,
        signs=frozenset(character for character in term.text if not character.isalnum()) if " " in form else None,
    )


def _literal(form: str) -> str:
    """What the automaton looks for: the form between spaces, or the first stretch of it that has no wildcard."""
    pieces = form.split("*")
    if len(pieces) == 1:
        return f" {form} "
    if pieces[0]:
        return f" {pieces[0]}"
    return next((piece for piece in pieces if piece.strip()), "")
