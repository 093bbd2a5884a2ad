"""What to read next on an open study, and how far the reading is, for people and for programs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.hits import LEARNED
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import listed, plural
from qualcode.review.likely_wording import said_of, said_of_missing, said_of_stopping
from qualcode.review.queue import ROUND, SOON, Goal, StopRule
from qualcode.study.naming import named_code
from qualcode.study.review.coders import spelled
from qualcode.study.who_read import assignments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.review.order import Missing
    from qualcode.study.review.prospects import Prospect, Prospects
    from qualcode.study.study import Study

MOST_NAMED = 5
"""Pairs of informant and theme that are named as probably missed."""


def next_table(
    study: Study,
    *,
    goal: Goal = Goal.INFORMANTS,
    code: str = "",
    size: int = ROUND,
    coder: str = "",
    why: bool = False,
    stop: StopRule = StopRule.EXPECTED,
) -> Table:
    """List the unread passages that are most worth reading, best first, and what is probably still to be found.

    Interviews that the coder codes alone are left out: there nothing is to lead them. With `why`, each code is given
    with its chance and reason; `stop` chooses the rule by which reading may end. Raises UsageError for an unknown code.
    """
    from qualcode.study.review.prospects import Prospects

    codebook = study.codebook()
    code = named_code(code, codebook) if code else ""
    code_ids = [each.id for each in codebook.codes if each.id in codebook.family(code)] if code else []
    prospects = Prospects.of(study)
    alone = {document_id for name, document_id in assignments(study) if name == spelled(study, coder)}
    chosen = prospects.next(size, goal=goal, code_ids=code_ids, without=alone)
    texts = {segment.id: segment.text for _, segments in study.store.documents.segmented() for segment in segments}
    share = study.settings.suggest.found
    missing = prospects.missing(code_ids, tested=share if stop is StopRule.STRICT else None)
    return listing(
        "next",
        "What to read next",
        ("Passage", "Document", study.people.column, "Words", "Expected", "Codes", "Chosen"),
        (_row(each, texts[each.segment_id], why=why) for each in chosen),
        wide=("Words", "Codes"),
        numeric=("Expected",),
        notes=reading_notes(prospects, missing, share, study),
        facts={"notes": reading_facts(missing, share)},
    )


def _row(prospect: Prospect, text: str, *, why: bool) -> Row:
    codes = [f"{code_id} ({said_of(chance)}; {rule})" if why else code_id for code_id, chance, rule in prospect.codes]
    chosen = "drawn" if prospect.drawn else "likely"
    return Row(
        cells=(
            prospect.segment_id,
            prospect.document_id,
            ", ".join(prospect.informants),
            text,
            round(prospect.expected, 2),
            ", ".join(codes),
            chosen,
        ),
        facts={
            "expected": prospect.expected,
            "codes": [{"code": code_id, "score": chance, "rule": rule} for code_id, chance, rule in prospect.codes],
        },
        key=prospect.segment_id,
    )


def reading_facts(missing: Missing, share: float) -> Mapping[str, object]:
    """How far the reading is, for programs."""
    return {
        "read": missing.n_read,
        "unread": missing.n_passages - missing.n_read,
        "pairs_found": missing.n_found,
        "pairs_expected_missing": round(missing.expected, 2),
        "pairs_missing_upper": round(missing.upper, 2),
        "may_stop": missing.may_stop(share),
    }


def reading_notes(prospects: Prospects, missing: Missing, share: float, study: Study) -> Iterator[str]:
    """How far the reading is, in sentences."""
    n_unread = missing.n_passages - missing.n_read
    yield (
        f"{missing.n_read:,} of {plural(missing.n_passages, 'passage')} read, "
        f"{plural(missing.n_found, 'pair')} of informant and theme found."
    )
    if not n_unread:
        yield "Every passage is read."
        return
    if not missing.is_told:
        yield f"What is still to be found is told once a fifth of the passages ({SOON:.0%}) is read."
        return
    yield said_of_missing(missing)
    if missing.may_stop(share):
        yield said_of_stopping(missing, share)
        if pairs := missing.likeliest[:MOST_NAMED]:
            names = {code.id: code.name for code in study.codebook().codes}
            codes = tuple(prospects.by_code)
            missed = (f"{prospects.informants[who]} on {names[codes[theme]]}" for who, theme, _ in pairs)
            yield f"Most likely missed: {listed(missed)}. Read these last."


def with_learning(study: Study, table: Table, *, always: bool) -> Table:
    """Add to how far a study is what can be learned of each theme, and what reading is probably still to find.

    Nothing is added before anything was decided, nor, unless it is done `always`, where nobody asked what is learned.
    """
    if not study.store.log.has_decisions() or not (always or LEARNED in study.store.suggestions.suggesters()):
        return table
    from qualcode.study.review.prospects import Prospects

    prospects = Prospects.of(study)
    missing = prospects.missing()
    share = study.settings.suggest.found
    learning = {code_id: prospects.learning(code_id) for code_id in prospects.by_code}
    facts = {"learning": learning, **reading_facts(missing, share)}
    return replace(
        table, notes=(*table.notes, *reading_notes(prospects, missing, share, study)), facts={**table.facts, **facts}
    )
