"""What is looked for in one language, and whom each form belongs to: one automaton."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from qualcode.model.hits import KEYWORDS, FoundBy
from qualcode.model.nouns import dataclass
from qualcode.model.stop_words import STOP_WORDS
from qualcode.suggesters.rules.accents import capitals_of, without_accents
from qualcode.suggesters.rules.borrowed import forms_in, look_up_borrowed
from qualcode.suggesters.rules.forms import look_up_words, with_spaces
from qualcode.suggesters.rules.terms import Term


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
    accented: str = ""
    """The form with its accents, where the text may lack them in capitals."""
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
    singles: Mapping[str, tuple[tuple[int, int], ...]]
    """By form: as `words`, of single words only."""


def build_table(
    entries: Sequence[tuple[Term, Use]],
    language: str,
    *,
    nears: Sequence[NearRule],
    found: list[FoundBy],
    any_word: bool,
) -> LookupTable | None:
    """Put every form of these terms into one automaton, for passages of a language; `found` gains what it can find."""
    look_up_words(term for term, _ in entries)
    look_up_borrowed((term for term, _ in entries), language)
    words: dict[str, dict[int, int]] = defaultdict(dict)
    owners: dict[str, dict[tuple[Use, str, str], Owner]] = defaultdict(dict)
    for term, use in entries:
        has_signs, may_lack_accents = _has_signs(term), _may_lack_accents(term, language)
        for form in () if term.is_empty else forms_in(term, language, any_word=any_word):
            plain = use.near == TERM and not term.is_exact and "*" not in form and not (has_signs and " " in form)
            place = -1
            for written in with_spaces(form, term) if has_signs or "-" in term.text else (form,):
                pattern = _literal(written)
                if not pattern.strip() or (plain and use.code in words[pattern]):
                    continue
                place = _note_found(term, use, form, nears, found) if place < 0 else place
                if plain:
                    words[pattern][use.code] = place
                else:
                    owner = _owner(term, use, written, place)
                    owners[pattern].setdefault((use, written, owner.exact), owner)
                for bare in capitals_of(written) if may_lack_accents else ():
                    owner = _owner(term, use, bare, place)._replace(accented=written)
                    owners[_literal(bare)].setdefault((use, written, owner.exact), owner)
    patterns = sorted({*(pattern for pattern, codes in words.items() if codes), *owners})
    if not patterns:
        return None
    return LookupTable(
        automaton=AhoCorasick(patterns, implementation=Implementation.ContiguousNFA),
        words=tuple(tuple(words[pattern].items()) if pattern in words else () for pattern in patterns),
        is_phrase=tuple(" " in pattern.strip() for pattern in patterns),
        owners=tuple(tuple(owners[pattern].values()) if pattern in owners else () for pattern in patterns),
        singles={form[1:-1]: tuple(codes.items()) for form, codes in words.items() if codes and form.count(" ") == 2},
    )


def _has_signs(term: Term) -> bool:
    """Whether a term holds punctuation of its own: U.N., and/or."""
    return not term.text.isalnum() and any(not (character.isalnum() or character in " -'’") for character in term.text)


def _note_found(term: Term, use: Use, form: str, nears: Sequence[NearRule], found: list[FoundBy]) -> int:
    if use.near >= 0:
        return nears[use.near].found
    if use.near == UNLESS:
        return -1
    shown = term.text if term.is_exact else "" if "*" in form else form
    found.append((KEYWORDS, term.written, shown))
    return len(found) - 1


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


def _may_lack_accents(term: Term, language: str) -> bool:
    """Whether a term is found without its accents, which would not make it an everyday word: où is not ou."""
    is_own = language in ("", term.language)
    return is_own and not term.is_exact and without_accents(term.text) not in STOP_WORDS.get(term.language, ())
