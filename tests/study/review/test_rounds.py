from __future__ import annotations

from pathlib import Path

from qualcode.model.journal import ReadMark
from qualcode.review.queue import Order, Wanted
from qualcode.study.review.prospects import Prospects
from qualcode.study.review.rounds import rounds_for
from qualcode.study.study import Study


def test_rounds_are_those_of_next_and_follow_what_was_read(sample_once: Path) -> None:
    with Study.open(sample_once, read_only=True) as study:
        expected = [each.segment_id for each in Prospects.of(study).next(10)]
        rounds = rounds_for(study, "amal", Wanted(order=Order.LIKELY))
        try:
            assert rounds.chosen() == ([], "")
            rounds.choose((), ())
            first, _ = rounds.chosen(wait=True)
            assert first == expected

            codebook = study.codebook().sha256
            read = [
                ReadMark(
                    coder="amal",
                    segment_id=id_,
                    document_id=id_.rpartition(":")[0],
                    document_sha256="",
                    codebook_sha256=codebook,
                )
                for id_ in first
            ]
            rounds.choose((), read)
            second, _ = rounds.chosen(wait=True)
            assert len(second) == 11
            assert not {*first} & {*second}
        finally:
            rounds.close()
