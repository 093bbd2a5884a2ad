"""What each rule of a codebook finds by itself, whatever other rules find on the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Passages
from qualcode.model.rules import Rule, RuleHits
from qualcode.model.text import Span, fold_term
from qualcode.suggesters.rules.matcher import Matcher, compile_codebook, near_name, pattern_name
from qualcode.suggesters.rules.matching import find_in
from qualcode.suggesters.rules.rows import FoundRow, outside


def find_by_rule(codebook: Codebook, passages: Iterable[Passages]) -> list[RuleHits]:
    """Each rule matched as if its code had no other, in the order of the codebook; those that find nothing, too."""
    rules, matcher = _apart(codebook)
    found = [RuleHits(rule) for rule in rules]
    below = {code.id: codebook.family(code.id) - {code.id} for code in codebook.codes}
    for document in passages:
        findings = find_in(document, matcher)
        matched = [(hits, rows) for hits, rows in zip(found, findings.rows, strict=True) if rows]
        spans: dict[str, list[Span]] = defaultdict(list)
        for hits, rows in matched:
            spans[hits.rule.code_id] += (Span(start, end) for _, start, end, _ in rows)
        informants = dict(zip(document.ordinals, document.informants, strict=False))
        for hits, rows in matched:
            taken = sorted(span for code_id in below[hits.rule.code_id] for span in spans[code_id])
            _note(hits, outside(rows, taken), document, informants)
    return found


def _note(hits: RuleHits, rows: list[FoundRow], document: Passages, informants: Mapping[int, tuple[str, ...]]) -> None:
    for ordinal, start, end, _ in rows:
        hits.places.setdefault((document.document_id, ordinal), []).append(fold_term(document.text[start:end]))
        hits.informants.update(informants.get(ordinal, ()))


def _apart(codebook: Codebook) -> tuple[list[Rule], Matcher]:
    """A codebook in which every rule is a code of its own."""
    rules: list[Rule] = []
    codes: list[Code] = []
    for code in codebook.codes:
        for rule, alone in _rules_of(code, codebook):
            rules.append(rule)
            codes.append(replace(alone, id=f"{len(codes)}", parent=None, unless=code.unless))
    return rules, compile_codebook(replace(codebook, codes=tuple(codes)))


def _rules_of(code: Code, codebook: Codebook) -> Iterator[tuple[Rule, Code]]:
    bare = Code(id=code.id, name=code.name)
    for language, terms in code.terms.items():
        for term in dict.fromkeys(term.strip() for term in terms):
            rule = Rule(code_id=code.id, written=term, language=language or codebook.languages[0])
            yield rule, replace(bare, terms={language: (term,)})
    for near in code.near:
        yield Rule(code_id=code.id, written=near_name(near)), replace(bare, near=(near,))
    for pattern in code.patterns:
        yield Rule(code_id=code.id, written=pattern_name(pattern)), replace(bare, patterns=(pattern,))
