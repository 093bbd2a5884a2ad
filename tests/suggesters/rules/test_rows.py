"""What is packed does not depend on what was matched before."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Near
from qualcode.model.document import Passages
from qualcode.suggesters import compile_codebook, passages_of, suggest
from tests.make import make_codebook, make_document, make_segments

CODEBOOK = make_codebook(
    Code(
        id="funding",
        name="Funding",
        terms={"en": ("fund", "mon*", "=ONG"), "fr": ("fonds", "argent", "ONG"), "ar": ("تمويل",)},
        near=(Near(words=("no", "money"), within=3),),
        patterns=(({"LOWER": "money"}, {"LOWER": "again"}),),
    ),
    Code(id="access", name="Access", terms={"fr": ("route",), "en": ("road", "route")}),
)
SAID = {
    "en": ("The ONG has no money again.", "A road and a route to funding."),
    "fr": ("L’ONG a de l’argent et des fonds.", "Une route, no money."),
    "ar": ("لا تمويل ولا ONG money.",),
    "de": ("Die ONG hat Fonds, argent, Routes und no money again.",),
}


def interview(language: str, *others: str) -> Passages:
    said = [(words, spoken) for spoken in (language, *others) for words in SAID[spoken]]
    document = replace(make_document(*(words for words, _ in said), id=language), language=language)
    segments = [
        replace(segment, language=spoken) for segment, (_, spoken) in zip(make_segments(document), said, strict=True)
    ]
    return passages_of(document, segments)


INTERVIEWS = (interview("en", "ar"), interview("fr"), interview("ar", "de", "en"), interview("de", "fr"))


def packed(interviews: list[Passages]) -> dict[tuple[str, str], tuple[object, bytes]]:
    hits = suggest(interviews, compile_codebook(CODEBOOK))
    return {(some.document_id, some.code_id): (some.found, some.columns.tobytes()) for some in hits}


@given(st.permutations(INTERVIEWS))
def test_the_same_bytes_are_packed_in_whatever_order_interviews_are_matched(interviews: list[Passages]) -> None:
    found = packed(interviews)

    assert found == {place: what for one in INTERVIEWS for place, what in packed([one]).items()}
    assert all(columns for (_, code_id), (_, columns) in found.items() if code_id == "funding")
