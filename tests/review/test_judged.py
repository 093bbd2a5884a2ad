"""What people made of the passages, told to suggesters that learn from it."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model.codebook import Change, Redirect
from qualcode.model.coding import Decision, Judged, Mark, Verdict
from qualcode.review.judged import judged
from qualcode.review.standing import ADJUDICATION
from tests.make import make_codebook, make_document, make_segments
from tests.store.make import make_decision

DOCUMENT = make_document(("I", "And money?"), "Money is short.", "Donors left us.", "Rain fell today.", "It is late.")
SEGMENTS = {segment.id: segment for segment in make_segments(DOCUMENT)}
CODEBOOK = make_codebook("funding", "access")


def says(ordinal: int, verdict: Verdict, *, sequence: int = 1, **more: object) -> Decision:
    segment = SEGMENTS[f"kii-01:{ordinal}"]
    return make_decision(
        verdict,
        segment=ordinal,
        text=segment.text,
        start=segment.start,
        document_sha256=DOCUMENT.sha256,
        sequence=sequence,
        **more,  # type: ignore[arg-type]
    )


def made(*decisions: Decision, read: Mapping[str, frozenset[str]] | None = None, **more: object) -> dict[str, Judged]:
    return judged(decisions, {"kii-01": DOCUMENT}, SEGMENTS, CODEBOOK, read=read or {}, **more)  # type: ignore[arg-type]


def ids(*ordinals: int) -> frozenset[str]:
    return frozenset(f"kii-01:{ordinal}" for ordinal in ordinals)


def test_passages_are_coded_rejected_or_read_by_theme() -> None:
    both = frozenset({"funding", "access"})
    found = made(
        says(2, Verdict.ACCEPT),
        says(3, Verdict.ADD, sequence=2),
        says(4, Verdict.REJECT, sequence=3),
        says(5, Verdict.SKIP, sequence=4),
        read={"kii-01:2": both, "kii-01:5": frozenset({"access"})},
    )

    assert found == {
        "funding": Judged(coded=ids(2, 3), rejected=ids(4), read=ids(2)),
        "access": Judged(read=ids(2, 5)),
    }


def test_what_coders_differ_on_and_what_is_private_teaches_nothing() -> None:
    everything = {segment_id: frozenset({"funding"}) for segment_id in SEGMENTS}
    found = made(
        says(2, Verdict.ACCEPT),
        says(2, Verdict.REJECT, coder="omar", sequence=2),
        says(3, Verdict.ACCEPT, marks=(Mark.OFF_RECORD,), sequence=3),
        read=everything,
    )

    assert found["funding"] == Judged(read=ids(1, 4, 5))


def test_what_was_settled_between_coders_counts() -> None:
    one, other = says(2, Verdict.ACCEPT), says(2, Verdict.REJECT, coder="omar", sequence=2)
    settled = says(2, Verdict.REJECT, coder="lead", sequence=3, origin=ADJUDICATION, supersedes=(one.id, other.id))

    assert made(one, other, settled)["funding"] == Judged(rejected=ids(2))


def test_words_that_are_no_longer_there_teach_nothing_and_codes_go_by_their_names_of_today() -> None:
    gone = make_decision(Verdict.REJECT, segment=4, text="Something else entirely.", document_sha256="0" * 64)
    merged = says(2, Verdict.ACCEPT, code_id="money", sequence=2)

    redirects = (Redirect(change=Change.MERGE, code_id="money", to=("funding",), sequence=9),)

    assert made(gone, merged, redirects=redirects)["funding"] == Judged(coded=ids(2))
