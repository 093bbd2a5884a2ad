"""What a document came to is the same when it is read back from what was kept."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Decision
from qualcode.model.interview import Interview
from qualcode.review.document_count import count_document
from qualcode.study.results.parts import Part, pack_part, unpack_part
from qualcode.tables.excerpt import make_excerpts
from tests.make import make_segments
from tests.review.test_document_count import CODEBOOK, DOCUMENTS, GONE, REDIRECTS, hits_of, logs


@given(logs(), st.sets(st.sampled_from(("funding", "donors", "staff"))), st.booleans())
def test_a_part_comes_back_as_it_was_kept(log: list[Decision], proposed: set[str], is_gone: bool) -> None:
    document = None if is_gone else DOCUMENTS[0]
    passages = make_segments(document) if document else ()
    counted = count_document(
        document,
        passages,
        [each for each in log if each.anchor.document_id == (document or GONE).id],
        hits_of(document, tuple(sorted(proposed))) if document else [],
        CODEBOOK,
        redirects=REDIRECTS,
    )
    part = Part(
        interview=Interview.of(document, passages) if document else None,
        count=counted,
        excerpts=make_excerpts(counted.resolution.codings, {}, shortest=1),
    )

    assert unpack_part(json.loads(json.dumps(pack_part(part)))) == part
