"""What a person should look at in a codebook: errors that keep it from being used, and warnings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from qualcode.model.codebook import Code, Codebook
from qualcode.model.problem import Problem
from qualcode.model.text import fold_term

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}|[a-z]+")
_FEW = 2
_TESTS = "add sentences it must find and sentences it must leave alone"
_ID = re.compile(r"[^\s/:,;\"'<>|\\]+")


def check_codebook(codebook: Codebook, name: str = "codebook") -> list[Problem]:
    """Every error and warning, in the order of the file."""
    problems = [*_check_whole(codebook, name), *_duplicate_ids(codebook, name)]
    parents = {code.parent for code in codebook.codes}
    for code in codebook.codes:
        problems += _check_code(code, codebook, name)
        problems += _missing(code, name, is_parent=code.id in parents)
    problems += _untested(codebook, name)
    problems += _shared_terms(codebook, name)
    return problems


def _check_whole(codebook: Codebook, name: str) -> Iterator[Problem]:
    if not codebook.name:
        yield Problem(where=name, message="has no name", hint="begin with 'codebook: NAME'", is_error=False)
    if not codebook.codes:
        yield Problem(where=name, message="has no codes", hint="list the themes under 'codes:'")


def _duplicate_ids(codebook: Codebook, name: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for code in codebook.codes:
        key = code.id.casefold()
        if key in first:
            message = f"this id is taken, first in line {first[key]}"
            yield _problem(code, name, message, "rename one of them, or merge their terms")
        first.setdefault(key, code.line)


def _check_code(code: Code, codebook: Codebook, name: str) -> Iterator[Problem]:
    if not _ID.fullmatch(code.id):
        yield _problem(code, name, "the id holds a space or a sign", "use letters, digits, - and _: hr_turnover")
    if code.colour and not _COLOUR.fullmatch(code.colour):
        yield _problem(code, name, "the colour is not one", "write a name or '#1f77b4', between quotation marks")
    for language in code.terms:
        if language and language not in codebook.languages:
            hint = f"add {language} to 'languages:', or move the terms"
            yield _problem(code, name, f"has terms in {language}, which the codebook does not list", hint)
    for term in (*(term for terms in code.terms.values() for term in terms), *code.unless):
        if not any(character.isalnum() for character in term):
            yield _problem(code, name, f"the term {term!r} can never match: it holds no letter", "take it out")


def _missing(code: Code, name: str, *, is_parent: bool) -> Iterator[Problem]:
    has_rules = bool(any(code.terms.values()) or code.near or code.patterns)
    if not code.definition:
        hint = "say in a sentence what belongs under it, so that two coders agree"
        yield _problem(code, name, "has no definition", hint, is_error=False)
    if not has_rules and not is_parent:
        hint = "give it terms, or code it by hand alone"
        yield _problem(code, name, "has no terms, so nothing is suggested for it", hint, is_error=False)
    if has_rules and bool(code.match) != bool(code.no_match):
        lacks = "no 'no_match'" if code.match else "no 'match'"
        yield _problem(code, name, f"has {lacks}", _TESTS, is_error=False)


def _untested(codebook: Codebook, name: str) -> Iterator[Problem]:
    """Codes without any test: each, where they are few; a codebook that is only begun with has none at all."""
    untested = [
        code
        for code in codebook.codes
        if (any(code.terms.values()) or code.near or code.patterns) and not (code.match or code.no_match)
    ]
    if len(untested) > _FEW:
        hint = f"{_TESTS} (docs/codebook.md)"
        yield Problem(where=name, message=f"{len(untested)} codes have no tests", hint=hint, is_error=False)
    else:
        for code in untested:
            yield _problem(code, name, "has no tests", _TESTS, is_error=False)


def _shared_terms(codebook: Codebook, name: str) -> Iterator[Problem]:
    holders: dict[tuple[str, str, str], list[Code]] = defaultdict(list)
    for code in codebook.codes:
        for language, terms in code.terms.items():
            for term in terms:
                kind = "=" + term.strip() if term.startswith("=") else ""
                key = (language or codebook.languages[0], kind, _folded(term))
                if code in holders[key]:
                    yield _problem(code, name, f"the term {term!r} stands twice", "keep one", is_error=False)
                else:
                    holders[key].append(code)
    for (_, _, folded), codes in holders.items():
        if len(codes) > 1 and folded and not _are_related(codes, codebook):
            others = ", ".join(other.id for other in codes[:-1])
            hint = "both will be suggested on the same words; keep it where it belongs"
            yield _problem(codes[-1], name, f"the term {folded!r} also stands in {others}", hint, is_error=False)


def _are_related(codes: list[Code], codebook: Codebook) -> bool:
    """Whether the last is under all the others: then its evidence does not also suggest them."""
    return {code.id for code in codes[:-1]} <= set(codebook.ancestors(codes[-1].id))


def _folded(term: str) -> str:
    return "*".join(fold_term(piece) for piece in term.removeprefix("=").split("*"))


def _problem(code: Code, name: str, message: str, hint: str, *, is_error: bool = True) -> Problem:
    line = f": line {code.line}" if code.line else ""
    return Problem(where=f"{name}{line}: {code.id}", message=message, hint=hint, is_error=is_error)
