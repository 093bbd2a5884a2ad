"""Explain why a passage was suggested, or was not: every rule that was tried on it, and the nearest miss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.document import Document, Role, Segment
from qualcode.model.hits import LEARNED, RULES
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.material import material_of
from qualcode.study.naming import named_code
from qualcode.suggesters.rules.explain import Outcome, Tried, explain, flagged

if TYPE_CHECKING:
    from qualcode.study.study import Study

_SEGMENT_ID = re.compile(r".+:\d+")
_MOST_FORMS = 12


def is_segment_id(target: str) -> bool:
    """Whether something names a passage, `kii-03:128`, rather than a figure."""
    return _SEGMENT_ID.fullmatch(target) is not None


def explained_table(study: Study, segment_id: str, codebook: Codebook, code_id: str = "") -> Table:
    """List every code on one passage with what suggested it, or its nearest miss; of one code, every rule."""
    document, segment = _find(study, segment_id)
    code_id = named_code(code_id, codebook) if code_id else ""
    by_rules = explain(document, segment, codebook, code_ids={code_id} if code_id else None)
    order = {code.id: place for place, code in enumerate(codebook.codes) if code_id in ("", code.id)}
    tried = [*by_rules, *(each for each in _of_others(study, segment) if each.code_id in order)]
    tried.sort(key=lambda each: order[each.code_id])
    shown = _gathered(tried) if code_id else _in_short(tried)
    labels = ("Code", "Outcome", "Rule", "Words", "Why", *(("Forms tried",) if code_id else ()))
    return listing(
        "explain",
        f"{segment_id}: why it was suggested, or not",
        labels,
        (Row(cells=tuple(_cells(each, bool(code_id))), key=each.code_id) for each in shown),
        wide=("Words", "Why"),
        notes=_notes(study, document, segment, (by_rules, tried), codebook, code_id),
    )


def _of_others(study: Study, segment: Segment) -> Iterator[Tried]:
    """What stored suggestions of a passage rest on besides the codebook's rules, a row per piece of evidence."""
    for suggestion in study.store.suggestions.of(segment.document_id):
        for piece in suggestion.evidence if suggestion.segment_id == segment.id else ():
            if piece.suggester not in RULES:
                yield Tried(
                    code_id=piece.code_id,
                    rule=piece.rule,
                    outcome=Outcome.SUGGESTED,
                    words=piece.text,
                    start=piece.start,
                    why="; ".join(filter(None, (f"suggested by {piece.suggester}", flagged(piece)))),
                    likeness=100.0,
                )


def _learned(study: Study, segment: Segment, codebook: Codebook, code_id: str, tried: Iterable[Tried]) -> Iterator[str]:
    """Take apart what was learned of the codes that are proposed for a passage, or of the one that is asked for."""
    if LEARNED not in study.store.suggestions.suggesters():
        return
    from qualcode.suggesters.learned import Learned
    from qualcode.suggesters.learned.explaining import explain_learned

    learned = Learned(material_of(study, codebook))
    if segment.id in learned.learner.wording.ids:
        named = {each.code_id for each in tried if f"suggested by {LEARNED}" in each.why}
        for asked in sorted({code_id} if code_id else named):
            yield from explain_learned(learned, asked, segment.id)


def _find(study: Study, segment_id: str) -> tuple[Document, Segment]:
    document_id = segment_id.rpartition(":")[0]
    if document_id in study.store.documents.ids():
        for segment in study.store.documents.segments(document_id):
            if segment.id == segment_id:
                return study.store.documents.get(document_id), segment
    raise UsageError(
        f"{segment_id}: no such passage in this study",
        hint="passages are named like kii-03:128, interview and number; `qualcode suggestions` lists some",
    )


def _in_short(tried: Iterable[Tried]) -> Iterator[Tried]:
    """Choose a row for each code: what it found, or the nearest miss; codes with neither share one line."""
    without = []
    for code_id, rules in groupby(tried, key=lambda each: each.code_id):
        all_rules = list(rules)
        found = [each for each in all_rules if each.outcome not in (Outcome.MISSED, Outcome.NOT_TRIED)]
        nearest = max(all_rules, key=lambda each: each.likeness)
        if found:
            yield from sorted(found, key=lambda each: (each.start, -len(each.words)))
        elif nearest.words:
            yield nearest
        else:
            without.append(code_id)
    if without:
        yield Tried(code_id=", ".join(without), rule="", outcome=Outcome.MISSED, why="nothing near any of their words")


def _gathered(tried: Iterable[Tried]) -> Iterator[Tried]:
    """Choose a row for each rule of one code, what was found first; rules silent for one reason share a line."""
    order = list(Outcome)
    found = sorted(tried, key=lambda each: (order.index(each.outcome), -each.likeness))
    yield from (each for each in found if each.words)
    silent = [each for each in found if not each.words]
    for why in dict.fromkeys(each.why for each in silent):
        alike = [each for each in silent if each.why == why]
        forms = tuple(form for each in alike for form in each.forms)
        yield replace(alike[0], rule=", ".join(each.rule for each in alike), forms=forms)


def _cells(tried: Tried, with_forms: bool) -> Iterator[str]:
    yield tried.code_id
    yield tried.outcome.value
    yield tried.rule
    yield " ".join(tried.words.split())
    yield tried.why
    if with_forms:
        more = len(tried.forms) - _MOST_FORMS
        yield ", ".join(tried.forms[:_MOST_FORMS]) + (f" and {more:,} more" if more > 0 else "")


def _notes(
    study: Study,
    document: Document,
    segment: Segment,
    found: tuple[list[Tried], list[Tried]],
    codebook: Codebook,
    code_id: str,
) -> Iterator[str]:
    by_rules, tried = found
    turn = next(turn for turn in document.turns if turn.ordinal == segment.turn)
    whose = " ".join([turn.role, ", ".join(turn.informants) or turn.speaker]).rstrip()
    yield f"The passage ({whose}): {' '.join(segment.text.split())}"
    if turn.role is not Role.INFORMANT:
        yield "It is context, not an informant's words: nothing is suggested, counted or quoted. See `qualcode roles`."
    else:
        n_codes = len({each.code_id for each in tried if each.outcome is Outcome.SUGGESTED})
        n_tried = len({each.code_id for each in by_rules})
        yield f"{plural(len(by_rules), 'rule')} of {plural(n_tried, 'code')} tried; " + (
            f"{plural(n_codes, 'code')} suggested." if n_codes else "nothing is suggested."
        )
        if not code_id:
            yield "A code that found nothing shows its nearest miss; --code CODE shows every rule and form."
    yield from _learned(study, segment, codebook, code_id, tried)
    for decision in study.store.log.decisions():
        if decision.anchor.segment_id == segment.id:
            yield f"{decision.coder}: {decision.verdict} {decision.code_id}, {decision.decided_at[:10]}"
    applied = study.store.sources.codebook()
    if applied is None or applied.sha256 != codebook.sha256:
        yield "This codebook has not been applied yet: run `qualcode suggest`."
