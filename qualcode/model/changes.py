"""What became of a codebook between two versions of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from enum import StrEnum

from qualcode.model.codebook import Code, Codebook
from qualcode.model.nouns import dataclass
from qualcode.model.plain import to_plain

TEXTS = ("name", "definition", "include", "exclude", "question", "colour")
ALIKE = 0.6
"""From this likeness on, a code that is new may be one that is gone, under another id."""


class Effect(StrEnum):
    """What a change of the codebook shows in."""

    CHANGES = "changes"
    SUGGESTIONS = "suggestions"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChange:
    """One thing that is different about a code."""

    code_id: str
    what: str
    """`code`, `under`, `definition`, `terms` …"""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is different between two codebooks."""

    added: tuple[Code, ...]
    gone: tuple[Code, ...]
    moved: tuple[Code, ...]
    """As they are now, under another parent."""
    renamed: Mapping[str, str]
    """By the id of a code that is gone, the new code that is most like it, where there is one."""
    details: tuple[CodeChange, ...]
    """Every change, code by code: first the codes that are gone, then those of the newer codebook in its order."""

    def __bool__(self) -> bool:
        return bool(self.details)


def compare_codebooks(old: Codebook, new: Codebook) -> Changes:
    """Compare two codebooks, however the newer one was edited."""
    was, now = _with_languages(old), _with_languages(new)
    before = {code.id: code for code in was}
    after = {code.id: code for code in now}
    gone = tuple(code for code in was if code.id not in after)
    added = tuple(code for code in now if code.id not in before)
    details = [CodeChange(code_id=code.id, what="code", before=code.name) for code in gone]
    for code in now:
        if code.id in before:
            details += _changes(before[code.id], code)
        else:
            details.append(CodeChange(code_id=code.id, what="code", after=code.name))
    return Changes(
        added=added,
        gone=gone,
        moved=tuple(code for code in now if code.id in before and before[code.id].parent != code.parent),
        renamed=_renamed(gone, added),
        details=tuple(details),
    )


def _with_languages(codebook: Codebook) -> list[Code]:
    """The codes; terms that stand without a language under the codebook's first, whose they are."""
    first = codebook.languages[0] if codebook.languages else "en"
    return [
        replace(code, terms={language or first: terms for language, terms in code.terms.items()})
        for code in codebook.codes
    ]


def rules_of(code: Code) -> dict[str, tuple[str, ...]]:
    """Every rule that finds passages for a code, each as one line of text."""
    return {
        **{f"terms {language}".strip(): tuple(terms) for language, terms in code.terms.items()},
        "near": tuple(f"{', '.join(near.words)} within {near.within}" for near in code.near),
        "patterns": tuple(str(to_plain(pattern)) for pattern in code.patterns),
        "unless": code.unless,
        "match": code.match,
        "no_match": code.no_match,
    }


def likeness(one: Code, other: Code) -> float:
    """From 0 to 1: how alike two codes are in name, definition or words."""
    words, others = (frozenset(rule for some in rules_of(code).values() for rule in some) for code in (one, other))
    shared = len(words & others) / len(words | others) if words or others else 0.0
    texts = [(one.name, other.name), (one.definition, other.definition)]
    ratios = [SequenceMatcher(None, a.casefold(), b.casefold()).ratio() for a, b in texts if a and b]
    return max(shared, *ratios) if ratios else shared


def _renamed(gone: tuple[Code, ...], added: tuple[Code, ...]) -> dict[str, str]:
    found = {}
    for code in gone:
        ranked = sorted(((likeness(code, other), other.id) for other in added), reverse=True)
        if ranked and ranked[0][0] >= ALIKE:
            found[code.id] = ranked[0][1]
    return found


def _changes(old: Code, new: Code) -> Iterator[CodeChange]:
    if old.parent != new.parent:
        yield CodeChange(code_id=new.id, what="under", before=old.parent or "the top", after=new.parent or "the top")
    for what in TEXTS:
        before, after = getattr(old, what), getattr(new, what)
        if before != after:
            yield CodeChange(code_id=new.id, what=what, before=before, after=after)
    earlier, later = rules_of(old), rules_of(new)
    for what in dict.fromkeys([*earlier, *later]):
        took = [rule for rule in earlier.get(what, ()) if rule not in later.get(what, ())]
        gave = [rule for rule in later.get(what, ()) if rule not in earlier.get(what, ())]
        if took or gave:
            yield CodeChange(code_id=new.id, what=what, before="; ".join(took), after="; ".join(gave))
