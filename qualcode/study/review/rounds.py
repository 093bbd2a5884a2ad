"""Rounds of passages to read, chosen in a thread while somebody reads the ones before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from qualcode.review.judged import judged_after
from qualcode.review.queue import ROUND, Goal, Wanted
from qualcode.study.who_read import assignments

if TYPE_CHECKING:
    from qualcode.model.coding import Decision
    from qualcode.model.journal import ReadMark
    from qualcode.study.review.prospects import Prospects
    from qualcode.study.study import Study


def rounds_for(study: Study, coder: str, wanted: Wanted) -> LikelyRounds:
    """Choose rounds of what a coder wants, without the interviews they code alone."""

    def load() -> Prospects:
        from qualcode.study.review.prospects import Prospects

        return Prospects.of(study)

    alone = {document_id for name, document_id in assignments(study) if name == coder}
    codebook = study.codebook()
    family = codebook.family(wanted.code_id) if wanted.code_id else frozenset()
    codes = [code.id for code in codebook.codes if code.id in family]
    return LikelyRounds(load, goal=wanted.goal, code_ids=codes, without=alone)


class LikelyRounds:
    """Chooses rounds of passages, each a tenth longer than the one before. What learns is loaded in the thread."""

    def __init__(
        self,
        load: Callable[[], Prospects],
        *,
        goal: Goal = Goal.INFORMANTS,
        code_ids: Sequence[str] = (),
        without: Collection[str] = (),
    ) -> None:
        """`load` learns from what was decided until now; it is called in the thread. `without` names interviews."""
        self._load = load
        self._goal, self._code_ids, self._without = goal, code_ids, without
        self._prospects: Prospects | None = None
        self._size = ROUND
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="learning")
        self._choosing: Future[tuple[list[str], str]] | None = None
        self._later: tuple[list[Decision], list[ReadMark]] = ([], [])

    def choose(self, decisions: Sequence[Decision], read: Sequence[ReadMark]) -> None:
        """Begin to choose the next round, with what was decided and read since; nothing where one is being chosen."""
        self._later[0].extend(decisions)
        self._later[1].extend(read)
        if self._choosing is None:
            said, self._later = self._later, ([], [])
            self._choosing = self._thread.submit(self._choose, *said)

    def chosen(self, *, wait: bool = False) -> tuple[list[str], str]:
        """The passages chosen, best first, and what is probably still to be found; nothing before they are chosen."""
        if self._choosing is None or not (wait or self._choosing.done()):
            return [], ""
        found = self._choosing.result()
        self._choosing = None
        return found

    def close(self) -> None:
        """Let the thread end once it is done with what it does."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _choose(self, decisions: Sequence[Decision], read: Sequence[ReadMark]) -> tuple[list[str], str]:
        from qualcode.review.likely_wording import said_of_missing

        before = self._prospects or self._load()
        if decisions or read:
            judged = judged_after(before.judged, decisions, {mark.segment_id for mark in read})
            now = [mark.segment_id for mark in read] + [each.anchor.segment_id for each in decisions]
            before = before.with_said(judged, dict.fromkeys((*before.read_in_order, *now)))
        self._prospects = before
        chosen = [
            each.segment_id
            for each in before.next(self._size, goal=self._goal, code_ids=self._code_ids, without=self._without)
        ]
        missing = before.missing(self._code_ids)
        self._size = max(self._size + 1, round(self._size * 1.1))
        return chosen, said_of_missing(missing) if missing.is_told else ""
