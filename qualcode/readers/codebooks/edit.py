"""Changes to a codebook file while the study goes on: the YAML as a person wrote it, comments kept.

Every change gives the new text and the record that redirects older decisions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qualcode.errors import CodebookError
from qualcode.model.codebook import Change, Code, Redirect
from qualcode.model.nouns import dataclass
from qualcode.readers.codebooks import read_codebook_text
from qualcode.readers.codebooks.source import CodebookText, lists_of
from qualcode.readers.codebooks.written import word, write_code


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookEdit:
    """A changed codebook and what the change means for decisions already made."""

    text: str
    redirect: Redirect


def add_code(text: str, code: Code, *, made_at: str = "") -> CodebookEdit:
    """Add a code under `code.parent`, or at the end."""
    source = CodebookText(text)
    if source.find(code.id) is not None:
        raise CodebookError(f"{code.id}: there is such a code", hint="choose another id")
    changed = source.insert(write_code(code, language=source.language), source.parent_of(code.parent))
    return _edit(text, changed, Change.ADD, code.id, (code.parent,) if code.parent else (), made_at)


def add_terms(text: str, terms: Mapping[str, Sequence[str]]) -> str:
    """Give codes more terms, in the codebook's first language; those a code has already are left as they are."""
    for code_id, added in terms.items():
        source = CodebookText(text)
        text = source.with_entries(source.need(code_id), {("terms",): list(map(word, added))})
    read_codebook_text(text)
    return text


def set_words(text: str, code_id: str, words: Mapping[str, str]) -> str:
    """Write a code's name, definition and the like anew; all else stays as it was written."""
    for key, value in words.items():
        source = CodebookText(text)
        text = source.with_words(source.need(code_id), key, word(value))
    read_codebook_text(text)
    return text


def retire_code(text: str, code_id: str, *, made_at: str = "", note: str = "") -> CodebookEdit:
    """Take a code out. Decisions on it are kept and listed, and no longer counted."""
    source = CodebookText(text)
    place = source.leaf(code_id, "retire")
    return _edit(text, source.without(place), Change.RETIRE, code_id, (), made_at, note)


def merge_codes(text: str, code_id: str, into: str, *, made_at: str = "") -> CodebookEdit:
    """Take a code out and give its words and tests to another, which its decisions belong to from now on."""
    source = CodebookText(text)
    place, target = source.leaf(code_id, "merge"), source.need(into)
    if code_id == into:
        raise CodebookError(f"{code_id}: cannot be merged into itself", hint="name two codes")
    moved = CodebookText(source.without(place))
    target = moved.need(into)
    changed = moved.with_entries(target, lists_of(place.node))
    return _edit(text, changed, Change.MERGE, code_id, (into,), made_at)


def move_code(text: str, code_id: str, parent: str | None, *, made_at: str = "") -> CodebookEdit:
    """Put a code, with those under it, under another or at the top."""
    source = CodebookText(text)
    place = source.need(code_id)
    if parent is not None and any(inner.code_id == parent for inner in source.inside(place)):
        raise CodebookError(f"{code_id}: cannot move under itself", hint="name a code that is not under it")
    lines = source.lines_of(place)
    without = CodebookText(source.without(place))
    changed = without.insert(
        [line[place.indent :] if line.strip() else "" for line in lines], without.parent_of(parent)
    )
    return _edit(text, changed, Change.MOVE, code_id, (parent,) if parent else (), made_at)


def split_code(text: str, code_id: str, into: Mapping[str, Sequence[str]], *, made_at: str = "") -> CodebookEdit:
    """Put several codes in a code's place, each with the terms named for it; all else goes to the first.

    Decisions on the old code wait to be coded again.
    """
    source = CodebookText(text)
    place = source.leaf(code_id, "split")
    if len(into) < 2 or any(source.find(new) for new in into if new != code_id):
        raise CodebookError(f"{code_id}: a split needs two or more new codes", hint="give ids that do not exist yet")
    codebook = read_codebook_text(text)
    old = codebook.code(code_id)
    named = {term for terms in into.values() for term in terms}
    changed = source.without(place)
    for number, (new, terms) in enumerate(into.items()):
        kept = _share(old, terms, named if number == 0 else None, codebook.languages[0])
        name = new.replace("_", " ").capitalize()
        code = Code(id=new, name=name, parent=old.parent, terms=kept, question=old.question)
        if number == 0:
            code = replace(code, near=old.near, patterns=old.patterns, unless=old.unless)
            code = replace(code, match=old.match, no_match=old.no_match)
        after = CodebookText(changed)
        changed = after.insert(write_code(code, language=after.language), after.parent_of(old.parent))
    return _edit(text, changed, Change.SPLIT, code_id, tuple(into), made_at)


def _share(old: Code, terms: Sequence[str], named: set[str] | None, first: str) -> dict[str, tuple[str, ...]]:
    """The terms a part of a split code gets: those named for it and, for the first part, those named for none."""
    kept = {
        language: tuple(term for term in some if term in terms or (named is not None and term not in named))
        for language, some in old.terms.items()
    }
    known = {term for some in old.terms.values() for term in some}
    language = "" if "" in kept or not kept else first
    kept[language] = (*kept.get(language, ()), *(term for term in terms if term not in known))
    return kept


def _edit(
    before: str, after: str, change: Change, code_id: str, to: tuple[str, ...], made_at: str, note: str = ""
) -> CodebookEdit:
    read_codebook_text(after)
    digest = hashlib.sha256(before.encode()).hexdigest()
    redirect = Redirect(change=change, code_id=code_id, to=to, made_at=made_at, codebook_sha256=digest, note=note)
    return CodebookEdit(text=after, redirect=redirect)
