"""Counted document by document and added up, a study comes to what it comes to when it is counted as a whole."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Change, Redirect
from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.document import Document, Passages, Role
from qualcode.model.hits import Hits
from qualcode.review.anchors import make_anchor
from qualcode.review.coverage import decided_of, found_by_reading, reviewed, waiting
from qualcode.review.document_count import DocumentCount, add_up, count_document
from qualcode.review.evidence import with_evidence
from qualcode.review.reanchor import reanchored
from qualcode.review.resolve import Coders, Resolution, disputed_of, resolve
from qualcode.review.standing import ADJUDICATION
from tests.make import make_codebook, make_document, make_segments

EARLIER = make_document(("I", "How is the money?"), "Money is short.", "People leave.", "Roads too.", id="kii-01")
DOCUMENTS = (
    make_document(("I", "How is the money?"), "Money was short.", "People leave.", "Roads too.", id="kii-01"),
    make_document(("I", "And here?"), "Money came late.", "Staff are few.", id="kii-02", informant_id="i2"),
    make_document(("I", "And there?"), "It came.", "It went.", id="kii-03"),
)
GONE = make_document(("I", "Who?"), "Nobody.", "None.", id="kii-09")
CODEBOOK = make_codebook("funding", "funding/donors", "staff", "roads")
REDIRECTS = (
    Redirect(change=Change.MERGE, code_id="money", to=("funding",), sequence=12),
    Redirect(change=Change.SPLIT, code_id="people", to=("staff", "roads"), sequence=14),
    Redirect(change=Change.RETIRE, code_id="old", sequence=15),
)
CODES = ("funding", "donors", "staff", "roads", "money", "people", "old", "strange")


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """What up to three coders decided, on texts as they are, as they were, and on one that is gone."""
    made: list[Decision] = []
    for number in range(1, draw(st.integers(1, 18)) + 1):
        document = draw(st.sampled_from((*DOCUMENTS, EARLIER, GONE)))
        passage = draw(st.sampled_from(make_segments(document)[1:]))
        here = [each for each in made if each.anchor.document_id == document.id]
        older = draw(st.lists(st.sampled_from(here), max_size=2)) if here else []
        made.append(
            Decision(
                id=f"d{number}",
                writer=draw(st.sampled_from(("w", "x"))),
                sequence=number,
                decided_at="",
                coder=draw(st.sampled_from(("amal", "omar", "sara"))),
                code_id=draw(st.sampled_from(CODES)),
                verdict=draw(st.sampled_from(tuple(Verdict))),
                anchor=make_anchor(document, passage),
                marks=tuple(draw(st.lists(st.sampled_from(tuple(Mark)), max_size=2, unique=True))),
                origin=draw(st.sampled_from(("", "", "", ADJUDICATION))),
                supersedes=tuple(each.id for each in older),
            )
        )
    return made


def hits_of(document: Document, codes: tuple[str, ...]) -> list[Hits]:
    """Each code is proposed for the second and the third passage."""
    columns = array("i", [number for ordinal in (2, 3) for number in (ordinal, 0, 1, 0)])
    return [
        Hits(document_id=document.id, code_id=code, found=(("keywords", "x", ""),), columns=columns) for code in codes
    ]


def passages_of(document: Document) -> Passages:
    segments = make_segments(document)
    turns = {turn.ordinal: turn for turn in document.turns}
    return Passages(
        document_id=document.id,
        sha256=document.sha256,
        language="en",
        text=document.text,
        ordinals=tuple(segment.ordinal for segment in segments),
        starts=tuple(segment.start for segment in segments),
        ends=tuple(segment.end for segment in segments),
        informant=tuple(turns[segment.turn].role == Role.INFORMANT for segment in segments),
        informants=tuple(turns[segment.turn].informants for segment in segments),
    )


@given(
    logs(),
    st.sampled_from((("", Coders.ADJUDICATED), ("", Coders.ANY), ("", Coders.ALL), ("amal", Coders.ADJUDICATED))),
    st.sets(st.sampled_from(("funding", "donors", "staff"))),
    st.dictionaries(st.sampled_from(("kii-01:2", "kii-02:3", "kii-03:2")), st.just(frozenset({"roads"}))),
)
def test_the_parts_of_a_study_add_up_to_the_whole(
    log: list[Decision], how: tuple[str, Coders], proposed: set[str], read: dict[str, frozenset[str]]
) -> None:
    coder, coders = how
    hits = {document.id: hits_of(document, tuple(sorted(proposed))) for document in DOCUMENTS}
    by_reading = found_by_reading(CODEBOOK)
    options: dict[str, Any] = {"redirects": REDIRECTS, "coder": coder, "coders": coders}

    whole = counted_as_a_whole(log, hits, by_reading, read, options)
    parts = [
        count_document(
            document,
            make_segments(document) if document else (),
            [each for each in log if each.anchor.document_id == id_],
            hits.get(id_, []),
            CODEBOOK,
            by_reading=by_reading,
            read=read,
            **options,
        )
        for id_, document in (*((each.id, each) for each in DOCUMENTS), (GONE.id, None))
    ]

    assert (*add_up(parts, CODEBOOK), *amounts(parts)) == whole


def amounts(parts: list[DocumentCount]) -> tuple[int, int, dict[str, frozenset[tuple[str, str]]]]:
    disputed: dict[str, frozenset[tuple[str, str]]] = {}
    for part in parts:
        for code_id, places in part.disputed.items():
            disputed[code_id] = disputed.get(code_id, frozenset()) | places
    return sum(part.n_decided for part in parts), sum(part.n_proposed for part in parts), disputed


def counted_as_a_whole(
    log: list[Decision],
    hits: dict[str, list[Hits]],
    by_reading: tuple[str, ...],
    read: dict[str, frozenset[str]],
    options: dict[str, Any],
) -> tuple[Resolution, dict[str, frozenset[str]], int, int, dict[str, frozenset[tuple[str, str]]]]:
    documents = {document.id: document for document in DOCUMENTS}
    segments = {segment.id: segment for document in DOCUMENTS for segment in make_segments(document)}
    resolution = resolve(reanchored(log, documents, segments), DOCUMENTS, codebook=CODEBOOK, **options)
    codings = [
        coding
        for id_, document in documents.items()
        for coding in with_evidence(
            [each for each in resolution.codings if each.document_id == id_],
            hits[id_],
            document.text,
            make_segments(document),
            CODEBOOK,
        )
    ]
    resolution = replace(resolution, codings=tuple(codings))
    everything = [each for found in hits.values() for each in found]
    coverage = reviewed(
        resolution.decided,
        everything,
        [passages_of(document) for document in DOCUMENTS],
        CODEBOOK,
        waiting=waiting(resolution, REDIRECTS),
        by_reading=by_reading,
        read=read,
    )
    # What waits to be coded again is listed by code; its order tells nothing.
    resolution = replace(resolution, recode=tuple(sorted(resolution.recode, key=lambda each: each.sequence)))
    decided, n_proposed = decided_of(resolution.decided, everything, CODEBOOK)
    return resolution, coverage, decided, n_proposed, disputed_of(resolution.disputed, documents)
