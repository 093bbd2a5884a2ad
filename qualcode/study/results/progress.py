"""How far a study is, for `status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.model.interview import Interview
from qualcode.model.nouns import dataclass
from qualcode.model.table import Cell, Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.results.next_step import TO_IMPORT, next_step, why_no_suggestions
from qualcode.study.results.uncounted import hardly_informants, not_counted
from qualcode.study.who_read import assignments

if TYPE_CHECKING:
    from qualcode.study.results.counter import Counted
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """How far an interview is."""

    document_id: str
    words: int
    passages: int
    suggestions: int
    decided: int = 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        left = self.suggestions - self.decided
        return (self.document_id, self.words, self.passages, self.suggestions, self.decided, left)


def progress_table(study: Study) -> Table:
    """List for each interview its words, passages, what is suggested, decided and left; and what coders disagree on."""
    counted = _counted(study)
    interviews = counted.interviews if counted else _interviews(study)
    lines = _decided(counted) if counted else _undecided(study, interviews)
    total = _Line(
        document_id="Total",
        words=sum(line.words for line in lines),
        passages=sum(line.passages for line in lines),
        suggestions=sum(line.suggestions for line in lines),
        decided=sum(line.decided for line in lines),
    )
    labels = ("Document", "Words", "Passages", "Suggestions", "Decided", "Left")
    resolution = counted.resolution if counted else None
    return listing(
        "status",
        study.name,
        labels,
        (*(Row(cells=line.cells, key=line.document_id) for line in lines), Row(cells=total.cells, total=True)),
        numeric=labels[1:],
        notes=(
            f"Words and passages are the {study.people.person}s'.",
            *(_by_coder(counted) if counted else ()),
            *_assigned(study, counted, lines),
            *(_disputed(len(resolution.disputed)) if resolution else ()),
            *(not_counted(resolution) if resolution else ()),
            *hardly_informants(interviews),
            next_step(
                study,
                n_documents=len(lines),
                n_suggestions=total.suggestions,
                n_decided=total.decided,
                n_disputed=len(resolution.disputed) if resolution else 0,
            ),
        ),
    )


def n_decided(study: Study) -> int:
    """How many of the suggestions there are now somebody accepted or rejected."""
    counted = _counted(study)
    return counted.n_decided if counted else 0


def _counted(study: Study) -> Counted | None:
    """What was decided; None where nothing was."""
    from qualcode.study.results.counting import counter_of

    if study.store.sources.codebook() is None or not study.store.log.has_decisions():
        return None
    return counter_of(study).count(study)


def _decided(counted: Counted) -> list[_Line]:
    return [
        _Line(
            document_id=interview.id,
            words=interview.n_words,
            passages=interview.n_passages,
            suggestions=counted.counts[interview.id].n_proposed,
            decided=counted.counts[interview.id].n_decided,
        )
        for interview in counted.interviews
    ]


def _interviews(study: Study) -> tuple[Interview, ...]:
    return tuple(Interview.of(document, passages) for document, passages in study.store.documents.segmented())


def _undecided(study: Study, interviews: Sequence[Interview]) -> list[_Line]:
    proposed: Counter[str] = Counter()
    for hits in study.store.suggestions.hits():
        proposed[hits.document_id] += len(hits.segments())
    return [
        _Line(
            document_id=interview.id,
            words=interview.n_words,
            passages=interview.n_passages,
            suggestions=proposed[interview.id],
        )
        for interview in interviews
    ]


def _by_coder(counted: Counted) -> list[str]:
    """How much each has decided, where there are several."""
    numbers: Counter[str] = Counter()
    for count in counted.counts.values():
        numbers.update(count.n_said)
    if len(numbers) < 2:
        return []
    return [f"Decided by {', '.join(f'{coder} {number:,}' for coder, number in sorted(numbers.items()))}."]


def _assigned(study: Study, counted: Counted | None, lines: Sequence[_Line]) -> Iterator[str]:
    """How far each is with the interviews that were given to them, each to code alone."""
    proposed = {line.document_id: line.suggestions for line in lines}
    given: dict[str, list[str]] = {}
    for coder, document_id in assignments(study):
        if document_id in proposed:
            given.setdefault(coder, []).append(document_id)
    for coder, documents in sorted(given.items()):
        n = sum(proposed[document_id] for document_id in documents)
        done = sum(counted.counts[each].n_answered.get(coder, 0) for each in documents) if counted else 0
        of_all = f"{done:,} of {plural(n, 'suggestion')} decided, {n - done:,} left"
        yield f"Given to {coder}: {plural(len(documents), 'interview')}, {of_all}."


def _disputed(number: int) -> list[str]:
    if not number:
        return []
    what = f"Coders disagree {plural(number, 'time')} on whether a code is on a passage, or denied there"
    remedy = "`qualcode adjudicate` settles them, `qualcode agreement` says how far they agree"
    return [f"{what}; no table counts these: {remedy}."]


def after_suggesting(study: Study, n_documents: int, n_suggestions: int) -> str:
    """What to do once the codebook is applied, and how much a person has reviewed."""
    if not n_documents:
        return TO_IMPORT
    if not n_suggestions:
        return why_no_suggestions(study)
    decided = n_decided(study)
    reviewed = f"{decided:,} of {n_suggestions:,} decided." if decided else "Nothing has been reviewed by a person yet."
    return f"Next: `qualcode frequencies`, `qualcode quotes`, `qualcode review`. {reviewed}"
