"""Codes proposed by spaCy token patterns. spaCy is loaded only for a codebook that has some."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.errors import CodebookError
from qualcode.model.codebook import Codebook
from qualcode.model.document import Passages
from qualcode.model.problem import Problem
from qualcode.model.text import Span
from qualcode.suggesters.rules.expressions import expressions_in, trouble_with, trouble_with_tokens
from qualcode.suggesters.rules.language_model import installed_model, load_model, needs_model
from qualcode.suggesters.rules.matcher import Matcher, pattern_name
from qualcode.suggesters.rules.needed import needed_words
from qualcode.suggesters.rules.parses import Parses
from qualcode.suggesters.rules.rows import RowsFound

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher as TokenMatcher
    from spacy.vocab import Vocab


class _Engine(NamedTuple):
    nlp: Language
    tokens: TokenMatcher
    needed: re.Pattern[str] | None
    """Words of which a passage must hold one; None where any passage can match."""

    def can_match(self, text: str) -> bool:
        """Whether parsing the passage can be of use."""
        return self.needed is None or self.needed.search(text.lower()) is not None


def find_patterns(passages: Passages, matcher: Matcher, findings: RowsFound) -> None:
    """Add what the token patterns of every code find in the informants' passages of the codebook's first language."""
    if not matcher.patterns:
        return
    language = (matcher.codebook.languages or ("en",))[0]
    engine = _engine(language, matcher)
    if not len(engine.tokens):
        return
    languages = passages.languages or (passages.language,) * len(passages.starts)
    coded = [
        (ordinal, start, text)
        for ordinal, start, end, informant, own in zip(
            passages.ordinals, passages.starts, passages.ends, passages.informant, languages, strict=True
        )
        if informant and own in ("", language) and engine.can_match(text := passages.text[start:end])
    ]
    parses = Parses(engine.nlp, installed_model() if language == "en" else "", matcher.cache)
    parsed = parses.parse(passages.sha256, [text for _, _, text in coded])
    for (ordinal, offset, _), tokens in zip(coded, parsed, strict=True):
        for key, first, last in engine.tokens(tokens):
            if first == last:
                continue
            rule = matcher.patterns[engine.nlp.vocab.strings[key]]
            span = tokens[first:last]
            row = (ordinal, offset + span.start_char, offset + span.end_char, rule.found)
            findings.rows[rule.code].append(row)


def longest_beginning(text: str, pattern: Sequence[Mapping[str, Any]], language: str) -> tuple[int, Span]:
    """How many tokens of a pattern, from its first on, stand in a row in the text, and where."""
    parsed = None
    for n in range(len(pattern), 0, -1):
        engine = _load_engine(language, installed_model(), (("beginning", json.dumps(_plain(pattern[:n]))),))
        parsed = parsed or engine.nlp(text)
        for _, first, last in engine.tokens(parsed):
            if first < last:
                return n, Span(parsed[first:last].start_char, parsed[first:last].end_char)
    return 0, Span(0, 0)


def check_patterns(codebook: Codebook) -> None:
    """Try every pattern; CodebookError naming all that spaCy refuses, each with code and line."""
    refused = refused_patterns(codebook)
    if refused:
        raise CodebookError("\n".join(map(str, refused)), hint=refused[0].hint, problems=refused)


def refused_patterns(codebook: Codebook, name: str = "codebook") -> list[Problem]:
    """The patterns that spaCy refuses, and regular expressions in them that would match nothing well or never end."""
    return [
        Problem(where=f"{name}: line {code.line}: {code.id}", message=message, hint=hint)
        for code in codebook.codes
        for pattern in code.patterns
        for message, hint in _refused(_plain(pattern))
    ]


def _refused(pattern: list[Any]) -> Iterator[tuple[str, str]]:
    from spacy.matcher import Matcher as Tokens

    if trouble := trouble_with_tokens(pattern):
        yield (
            f"the pattern {pattern_name(pattern)} {trouble}",
            "write it more simply, or the words themselves with `near`",
        )
        return
    tokens = Tokens(_load_vocabulary(), validate=True)
    try:
        tokens.add("pattern", [pattern])
    except Exception:  # spaCy refuses with many kinds of errors, and what it says is for programmers
        hint = "each token is a mapping like {LEMMA: lack}; see spaCy's rule-based matching"
        yield f"spaCy refuses the pattern {pattern_name(pattern)}", hint
        return
    for written in expressions_in(pattern):
        if trouble := trouble_with(written):
            yield f"the regular expression {written!r} {trouble}", "write it more simply, or the words themselves"


@cache
def _load_vocabulary() -> Vocab:
    """One for all patterns that are tried: making it takes a tenth of a second."""
    import spacy

    return spacy.blank("en").vocab


def _engine(language: str, matcher: Matcher) -> _Engine:
    model = installed_model()
    rules = tuple(
        (name, json.dumps(_plain(rule.pattern)))
        for name, rule in matcher.patterns.items()
        if (model and language == "en") or not needs_model(rule.pattern)
    )
    return _load_engine(language, model, rules)


@lru_cache(maxsize=4)
def _load_nlp(language: str, model: str, unasked: tuple[str, ...]) -> Language:
    """A model takes a second to load, so it is kept; components nobody asked for stay off."""
    nlp = load_model(language, model)
    for component in unasked:
        if component in nlp.pipe_names:
            nlp.disable_pipe(component)
    return nlp


@lru_cache(maxsize=4)
def _load_engine(language: str, model: str, rules: tuple[tuple[str, str], ...]) -> _Engine:
    from spacy.matcher import Matcher as Tokens

    asked = "".join(rule for _, rule in rules).upper()
    unasked = tuple(component for component, sign in (("parser", '"DEP"'), ("ner", '"ENT_')) if sign not in asked)
    nlp = _load_nlp(language, model, unasked)
    tokens = Tokens(nlp.vocab)
    for name, rule in rules:
        tokens.add(name, [json.loads(rule)], greedy="LONGEST")
    return _Engine(nlp, tokens, needed_words([json.loads(rule) for _, rule in rules]))


def _plain(value: Any) -> Any:
    """The pattern as plain lists and dicts, which is all spaCy takes."""
    if hasattr(value, "items"):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
