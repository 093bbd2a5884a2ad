"""The codes of a codebook as tables: their definitions, or every word form that matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualcode.model.codebook import Code, Codebook
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural

_FORMS = "Matched whole, in any case; a hyphen or a space alike. An exact term (=) is matched as written."


def codes_table(codebook: Codebook, codes: Sequence[Code]) -> Table:
    """List codes with their definitions, limits and words."""
    return listing(
        "codebook",
        _title(codebook),
        ("Code", "Name", "Definition", "Include", "Exclude", "Words"),
        (_row(codebook, code.id, code.name, *_words(code)) for code in codes),
        wide=("Definition", "Include", "Exclude", "Words"),
        notes=(f"{plural(len(codes), 'code')}.",),
    )


def forms_table(codebook: Codebook, forms: Mapping[str, Mapping[str, Iterable[str]]]) -> Table:
    """List every rule of some codes with the word forms it matches; `forms` holds them by code id and rule."""
    return listing(
        "codebook",
        _title(codebook),
        ("Code", "Rule", "Forms"),
        (
            _row(codebook, code_id, rule, ", ".join(matched))
            for code_id, rules in forms.items()
            for rule, matched in rules.items()
        ),
        wide=("Forms",),
        notes=(f"{plural(len(forms), 'code')}.", _FORMS),
    )


def _title(codebook: Codebook) -> str:
    return f"{codebook.name} {codebook.version}".strip()


def _row(codebook: Codebook, code_id: str, *cells: str) -> Row:
    return Row(cells=(code_id, *cells), depth=len(codebook.ancestors(code_id)), key=code_id)


def _words(code: Code) -> Iterator[str]:
    yield from (code.definition, code.include, code.exclude)
    yield ", ".join(term for terms in code.terms.values() for term in terms)
