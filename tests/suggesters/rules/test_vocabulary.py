"""Terms for a code, from passages."""

from __future__ import annotations

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Document, Passages
from qualcode.suggesters import passages_of
from qualcode.suggesters.rules.vocabulary import like_its_definition, suggest_terms
from tests.make import make_document, make_segments

BOOK = Codebook(
    name="B",
    codes=(
        Code(id="access", name="Access", definition="Roads and permits for patients.", terms={"": ("checkpoint",)}),
        Code(id="papers", name="Papers", terms={"": ("permit",)}),
    ),
)


def interview(number: int) -> Document:
    return make_document(
        ("I", "Tell me of the convoys."),
        "The checkpoint wanted permits and the convoy waited for the permit at the muddy road.",
        "The checkpoint closed; the convoy turned on the muddy road.",
        *["We weigh children and we teach mothers and we write the register every day."] * 6,
        id=f"kii-{number}",
        informant_id=f"i{number}",
    )


def passages() -> list[Passages]:
    return [passages_of(document, make_segments(document)) for document in map(interview, (1, 2, 3))]


CODED = {(f"kii-{number}", ordinal) for number in (1, 2, 3) for ordinal in (2, 3)}


def test_words_of_the_coded_passages_come_with_their_counts() -> None:
    ideas = {idea.term: idea for idea in suggest_terms(passages(), CODED, BOOK, "access")}

    assert (ideas["convoy"].keyness.n_here, ideas["convoy"].keyness.n_elsewhere) == (6, 0)
    assert (ideas["convoy"].n_passages, ideas["convoy"].n_informants) == (6, 3)
    assert "muddy road" in ideas


def test_what_the_code_matches_and_everyday_words_are_left_out_and_other_codes_named() -> None:
    ideas = {idea.term: idea for idea in suggest_terms(passages(), CODED, BOOK, "access")}

    assert not {"checkpoint", "the", "children"} & ideas.keys()
    assert [idea.also_in for term, idea in ideas.items() if term.startswith("permit")][:1] == [("papers",)]


def test_what_one_informant_alone_says_is_no_term() -> None:
    coded = {place for place in CODED if place[0] == "kii-1"}

    assert suggest_terms(passages(), coded, BOOK, "access") == []


def test_without_suggestions_passages_that_share_words_with_the_definition_serve() -> None:
    assert like_its_definition(passages(), BOOK.code("access"), "en") == {("kii-1", 2), ("kii-2", 2), ("kii-3", 2)}
