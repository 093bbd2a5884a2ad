"""A codebook made ready for matching: every form of every code in one automaton per language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.hits import KEYWORDS, PATTERNS, FoundBy
from qualcode.model.nouns import dataclass
from qualcode.suggesters.rules.accents import capitals_of
from qualcode.suggesters.rules.borrowed import is_written_onto, may_stand_in, scripts_in
from qualcode.suggesters.rules.forms import expand_term, look_up_words
from qualcode.suggesters.rules.keys import is_looked_for, own_rules
from qualcode.suggesters.rules.lookup import TERM, UNLESS, LookupTable, NearRule, PatternRule, Use, build_table
from qualcode.suggesters.rules.possible import MANY_TERMS, Possible
from qualcode.suggesters.rules.terms import Term, code_terms, codebook_language, languages_of


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

    @cached_property
    def _scripts(self) -> tuple[bool, bool]:
        """Whether any term holds Latin letters, and any those of another script; a text's others tell nothing apart."""
        of_terms = {scripts_in(" ".join(term.words)) for term, _ in self.entries}
        return any(is_latin for is_latin, _ in of_terms), any(is_other for _, is_other in of_terms)

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
        language, is_known = self._searched_as(language)
        scripts = (scripts[0] and self._scripts[0], scripts[1] and self._scripts[1])
        if (language, scripts) not in self.tables:
            self.tables[language, scripts] = self._build(self.entries, language, scripts, any_word=not is_known)
        return self.tables[language, scripts]

    def table_of(self, words: frozenset[str], language: str, scripts: tuple[bool, bool]) -> LookupTable | None:
        """As `table`, of those terms alone that can stand among a text's words: all that a large codebook finds there.

        Of a codebook that is not large, the one table for all texts.
        """
        if not self.is_large:
            return self.table(language, scripts)
        language, is_known = self._searched_as(language)
        entries = [self.entries[place] for place in self._possible.among(words)]
        return self._build(entries, language, scripts, any_word=not is_known)

    @property
    def is_large(self) -> bool:
        """Whether there are so many terms that their forms are made for each text, of those that it can hold."""
        return len(self.entries) > MANY_TERMS

    @cached_property
    def _possible(self) -> Possible:
        return Possible(term for term, _ in self.entries)

    def _searched_as(self, language: str) -> tuple[str, bool]:
        """A passage's language as far as it matters, and whether the codebook has words in it."""
        language = language.casefold().partition("-")[0]
        is_known = language in self.languages
        return language if is_known or is_written_onto(language) else "", is_known

    def _build(
        self, entries: Iterable[tuple[Term, Use]], language: str, scripts: tuple[bool, bool], *, any_word: bool
    ) -> LookupTable | None:
        standing = [(term, use) for term, use in entries if may_stand_in(term, scripts)]
        standing.sort(key=lambda entry: entry[0].language != language)
        return build_table(standing, language, nears=self.nears, found=self.found, any_word=any_word)


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
            use.code
            for term, use in entries
            if use.near >= 0 or term.is_exact or not term.text.isalnum() or capitals_of(term.text)
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
