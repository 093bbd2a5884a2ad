"""How far a study is, for `status`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.model.document import Document, Role, Segment
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.results.uncounted import not_counted
from qualcode.tables.documents import words_in

if TYPE_CHECKING:
    from qualcode.review.standing import Standings
    from qualcode.study.study import Study


def progress_table(study: Study, *, n_disputed: int = 0) -> Table:
    """A row per interview: words, passages, what is suggested, decided and left; and what coders disagree on."""
    segmented = list(study.store.documents.segmented())
    standings, said = _decided(study, segmented)
    decided = {place for _, place in said}
    totals: Counter[str] = Counter()
    rows = []
    by_document = _proposed(study)
    for document, segments in segmented:
        informant = {turn.ordinal for turn in document.turns if turn.role is Role.INFORMANT}
        proposed = by_document[document.id]
        numbers = {
            "words": words_in([document], Role.INFORMANT),
            "passages": sum(segment.turn in informant for segment in segments),
            "suggestions": len(proposed),
            "decided": len(proposed & decided),
            "left": len(proposed - decided),
        }
        totals.update(numbers)
        rows.append(Row(cells=(document.id, *(f"{number:,}" for number in numbers.values())), key=document.id))
    rows.append(
        Row(cells=("Total", *(f"{totals[name]:,}" for name in ("words", "passages", "suggestions", "decided", "left"))),
            total=True)
    )  # fmt: skip
    labels = ("Document", "Words", "Passages", "Suggestions", "Decided", "Left")
    return listing(
        "status",
        study.name,
        labels,
        rows,
        numeric=labels[1:],
        notes=(
            "Words and passages are the informants'.",
            *_by_coder(coder for coder, _ in said),
            *_disputed(n_disputed),
            *not_counted(standings),
            _next_step(study, totals, len(rows) - 1),
        ),
    )


def _by_coder(coders: Iterable[str]) -> list[str]:
    """How much each has decided, where there are several."""
    numbers = Counter(coders)
    if len(numbers) < 2:
        return []
    return [f"Decided by {', '.join(f'{coder} {number:,}' for coder, number in sorted(numbers.items()))}."]


def _disputed(number: int) -> list[str]:
    if not number:
        return []
    what = f"Coders disagree {plural(number, 'time')} on whether a code is on a passage, or denied there"
    remedy = "`qualcode adjudicate` settles them, `qualcode agreement` says how far they agree"
    return [f"{what}; no table counts these: {remedy}."]


def n_decided(study: Study) -> int:
    """How many of the suggestions there are now somebody accepted or rejected."""
    if not study.store.log.has_decisions():
        return 0
    decided = {place for _, place in _decided(study, list(study.store.documents.segmented()))[1]}
    return sum(len(places & decided) for places in _proposed(study).values())


def _proposed(study: Study) -> Mapping[str, set[tuple[str, str]]]:
    """By document, the passages and codes that are suggested."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for hits in study.store.suggestions.hits():
        found[hits.document_id].update((f"{hits.document_id}:{place}", hits.code_id) for place in hits.segments())
    return found


def _decided(
    study: Study, segmented: Sequence[tuple[Document, Sequence[Segment]]]
) -> tuple[Standings, list[tuple[str, tuple[str, str]]]]:
    """Which decisions stand, and who accepted or rejected something, with its passage and code."""
    from qualcode.review.reanchor import is_current, reanchored
    from qualcode.review.standing import DECIDED, sort_out, target_of_decision

    store = study.store
    documents = {document.id: document for document, _ in segmented}
    now = reanchored(
        store.log.decisions(), documents, {each.id: each for _, segments in segmented for each in segments}
    )
    standings = sort_out(now, codebook=store.sources.codebook(), redirects=store.log.redirects())
    latest = {(decision.coder, target_of_decision(decision)): decision for decision in standings.current}
    return standings, [
        (coder, (target.segment_id, target.code_id))
        for (coder, target), said in latest.items()
        if said.verdict in DECIDED and is_current(said, documents)
    ]


NO_INTERVIEWS = "No interviews yet"


def _next_step(study: Study, totals: Counter[str], n_documents: int) -> str:
    if not n_documents:
        return f"{NO_INTERVIEWS}: `qualcode import transcripts`."
    if study.store.sources.codebook() is None:
        return "Next: `qualcode suggest`."
    if not totals["decided"]:
        return "Nothing has been reviewed by a person; `qualcode frequencies` and `qualcode quotes` say so too."
    if totals["left"]:
        return (
            f"Next: `qualcode review`, {totals['left']:,} wait; `qualcode frequencies` counts what is decided so far."
        )
    return "Next: `qualcode frequencies`, `qualcode quotes`, `qualcode report`."


def after_suggesting(study: Study, n_documents: int, n_suggestions: int) -> str:
    """What to do once the codebook is applied, and how much a person has reviewed."""
    if not n_documents:
        return f"{NO_INTERVIEWS}: `qualcode import transcripts`."
    if not n_suggestions:
        return (
            "None of the codebook's words stand in what informants say. `qualcode codebook show --forms` lists what is "
            "looked for, `qualcode roles` who is taken for an informant, and `qualcode suggest --explain "
            f"{study.store.documents.ids()[0]}:2` says why that passage was left alone."
        )
    decided = n_decided(study)
    reviewed = f"{decided:,} of {n_suggestions:,} decided." if decided else "Nothing has been reviewed by a person yet."
    return f"Next: `qualcode frequencies`, `qualcode quotes`, `qualcode review`. {reviewed}"
