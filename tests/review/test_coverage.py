"""Who may be counted silent."""

from __future__ import annotations

from array import array

import pytest

from qualcode.model.codebook import Change, Code, Redirect
from qualcode.model.document import Document, Passages, Role
from qualcode.model.hits import Hits
from qualcode.model.journal import ReadMark
from qualcode.review.coverage import codes_read, found_by_reading, reviewed
from qualcode.review.standing import Target
from tests.make import make_codebook, make_document, make_segments

DOCUMENT = make_document(("I", "How is the money?"), "Money is short.", "People leave.", id="kii-01")


def make_passages(document: Document) -> Passages:
    segments = make_segments(document)
    return Passages(
        document_id=document.id,
        sha256=document.sha256,
        language="en",
        text=document.text,
        ordinals=tuple(segment.ordinal for segment in segments),
        starts=tuple(segment.start for segment in segments),
        ends=tuple(segment.end for segment in segments),
        informant=tuple(turn.role == Role.INFORMANT for turn in document.turns),
        informants=tuple(turn.informants for turn in document.turns),
    )


def make_hits(code_id: str, *segments: int) -> Hits:
    columns = array("i", [number for segment in segments for number in (segment, 0, 1, 0)])
    return Hits(document_id="kii-01", code_id=code_id, found=(("keywords", "x", ""),), columns=columns)


def test_an_informant_is_reviewed_for_a_code_once_all_its_suggestions_are_decided() -> None:
    codebook = make_codebook("funding", "staff", "new")
    hits = [make_hits("funding", 2, 3), make_hits("staff")]
    passages = [make_passages(DOCUMENT)]
    one = frozenset({Target("kii-01", "kii-01:2", "funding")})
    both = one | {Target("kii-01", "kii-01:3", "funding")}

    assert reviewed(one, hits, passages, codebook) == {"funding": set(), "staff": {"i1"}, "new": set()}
    assert reviewed(both, hits, passages, codebook) == {"funding": {"i1"}, "staff": {"i1"}, "new": set()}


def test_a_parent_is_reviewed_once_its_children_are() -> None:
    codebook = make_codebook("funding", "funding/donors")
    hits = [make_hits("funding"), make_hits("donors", 2)]

    found = reviewed(frozenset(), hits, [make_passages(DOCUMENT)], codebook)

    assert found == {"funding": set(), "donors": set()}


def make_mark(number: int, codebook: str, text: str = "") -> ReadMark:
    return ReadMark(
        coder="amal",
        segment_id=f"kii-01:{number}",
        document_id="kii-01",
        document_sha256=text or DOCUMENT.sha256,
        codebook_sha256=codebook,
    )


def test_where_reading_is_asked_for_every_passage_must_be_read_since_the_code_exists() -> None:
    codebook = make_codebook("funding", "new")
    hits = [make_hits("funding"), make_hits("new")]
    codes = {"old": frozenset({"funding"}), "now": frozenset({"funding", "new"})}
    current = {"kii-01": DOCUMENT.sha256}

    def who(*marks: ReadMark) -> dict[str, frozenset[str]]:
        read = codes_read(marks, codes, current)
        everything = ("funding", "new")
        return reviewed(frozenset(), hits, [make_passages(DOCUMENT)], codebook, by_reading=everything, read=read)

    assert who(make_mark(2, "now")) == {"funding": set(), "new": set()}
    assert who(make_mark(2, "old"), make_mark(3, "now")) == {"funding": {"i1"}, "new": set()}
    assert who(make_mark(2, "now"), make_mark(3, "now")) == {"funding": {"i1"}, "new": {"i1"}}
    assert who(make_mark(2, "now"), make_mark(3, "now", text="an earlier text")) == {"funding": set(), "new": set()}


def test_a_code_found_by_reading_alone_is_reviewed_once_every_passage_was_read_or_decided() -> None:
    codebook = make_codebook("funding", "new")
    hits = [make_hits("funding"), make_hits("new")]

    def who(*read: int, decided: int = 0) -> frozenset[str]:
        targets = frozenset({Target("kii-01", f"kii-01:{decided}", "new")})
        marks = {f"kii-01:{number}": frozenset({"new"}) for number in read}
        passages = [make_passages(DOCUMENT)]
        return reviewed(targets, hits, passages, codebook, by_reading=found_by_reading(codebook)[1:], read=marks)["new"]

    assert [set(each) for each in (who(), who(2), who(2, 3), who(2, decided=3))] == [set(), set(), {"i1"}, {"i1"}]


def test_codes_without_words_and_without_codes_under_them_are_found_by_reading_alone() -> None:
    codebook = make_codebook(
        "heading", Code(id="funding", name="Funding", parent="heading", terms={"en": ("grant",)}), "gender"
    )

    assert found_by_reading(codebook) == ("gender",)


@pytest.mark.parametrize(("segment", "who"), [(1, set()), (2, set()), (3, {"i1"})])
def test_nobody_is_silent_while_their_words_wait_to_be_decided_again(segment: int, who: set[str]) -> None:
    document = make_document(("I", "How is it?"), "Money is short.", id="kii-01")
    other = make_document("People leave.", id="kii-02", informant_id="i2")
    passages = [make_passages(document), make_passages(other)]
    hits = [make_hits("funding"), Hits(document_id="kii-02", code_id="funding")]
    waits = [Target("kii-01", f"kii-01:{segment}", "funding")] if segment < 3 else []

    found = reviewed(frozenset(), hits, passages, make_codebook("funding"), waiting=waits)

    assert found["funding"] == who | {"i2"}


@pytest.mark.parametrize(
    ("change", "to", "read"),
    [(Change.MERGE, ("finance",), {"finance"}), (Change.SPLIT, ("money", "grants"), {"money", "grants"})],
)
def test_whoever_read_for_a_code_read_for_what_became_of_it(
    change: Change, to: tuple[str, ...], read: set[str]
) -> None:
    redirects = [Redirect(change=change, code_id="funding", to=to, sequence=9, codebook_sha256="old")]
    codes = {"old": frozenset({"funding"})}

    found = codes_read([make_mark(2, "old")], codes, {"kii-01": DOCUMENT.sha256}, redirects=redirects)

    assert read <= found["kii-01:2"]
