from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Near
from qualcode.model.coding import Flag, Suggestion
from qualcode.model.document import Document, Segment
from qualcode.model.text import Folded, Span
from qualcode.suggesters import compile_codebook, suggest_document
from tests.examples import examples
from tests.make import make_codebook, make_document, make_segments


def code(id: str = "funding", *terms: str, parent: str | None = None, **rules: object) -> Code:
    return Code(id=id, name=id, parent=parent, terms={"": terms}, **rules)  # type: ignore[arg-type]


def find(document: Document, *codes: Code, segments: tuple[Segment, ...] = ()) -> list[Suggestion]:
    return suggest_document(document, segments or make_segments(document), compile_codebook(make_codebook(*codes)))


def evidence(text: str, *codes: Code) -> list[str]:
    return [piece.text for suggestion in find(make_document(text), *codes) for piece in suggestion.evidence]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("fund", "Funds ran dry; FUNDED, funding's gone", ["Funds", "FUNDED", "funding"]),
        ("fund", "The refund was fun for the fundamental cause, fund_raising", []),
        (
            "short-term",
            "short term, Short-Term, short\u2011term and short\nterm",
            ["short term", "Short-Term", "short\u2011term", "short\nterm"],
        ),
        ("e-mail", "An email or an e-mail", ["email", "e-mail"]),
        ("women's group", "a women’s group, the womens group", ["women’s group"]),
        ("run out of money", "We ran out of money. They run out. Of money, nothing", ["ran out of money"]),
        ("run out of money", "run out,of money", []),
        ("financ*", "financial financing refinance", ["financial", "financing"]),
        ("*ordinat*", "uncoordinated and coordination", ["uncoordinated", "coordination"]),
        ("financ* support", "financial support and financing supports", ["financial support", "financing supports"]),
        ("=WHO", "Who asked WHO? The W.H.O. and who", ["WHO"]),
        ("=U.N.", "the U.N. and the u.n. and U.N.", ["U.N.", "U.N."]),
        ("café", "CAFE\u0301 or cafe", ["CAFE\u0301"]),
        ("cash-for-work", "cash for work, cash-for-work", ["cash for work", "cash-for-work"]),
    ],
)
def test_terms_match_whole_words_in_any_spelling(term: str, text: str, found: list[str]) -> None:
    assert evidence(text, code("funding", term)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There is not enough money here", ["enough money"]),
        ("Money was never really enough", ["Money was never really enough"]),
        ("Money came. It was enough", []),
        ("money one two three four five six seven enough", []),
    ],
)
def test_near_words_stand_in_one_sentence_in_either_order(text: str, found: list[str]) -> None:
    near = code("funding", near=(Near(words=("money", "enough"), within=6),))
    document = make_document(text)
    segment = make_segments(document)[0]
    starts = [0, *(place + 2 for place in range(len(text)) if text[place : place + 2] == ". ")]
    sentences = tuple(Span(start, len(text)) for start in starts)
    segments = (Segment(**{**{name: getattr(segment, name) for name in segment.__slots__}, "sentences": sentences}),)

    pieces = [piece for suggestion in find(document, near, segments=segments) for piece in suggestion.evidence]

    assert [piece.text for piece in pieces] == found
    assert {piece.rule for piece in pieces} <= {"near(money, enough; 6)"}


def test_unless_takes_away_the_words_inside_it_and_no_others() -> None:
    guarded = code("funding", "fund", unless=("fund of knowledge",))

    assert evidence("A fund of knowledge is no funding", guarded) == ["funding"]


def test_a_longer_term_hides_no_other_codes_shorter_one() -> None:
    found = find(make_document("run out of money"), code("funding", "run out of money"), code("cash", "money"))

    assert [(suggestion.code_id, suggestion.evidence[0].text) for suggestion in found] == [
        ("funding", "run out of money"),
        ("cash", "money"),
    ]


def test_a_childs_evidence_does_not_also_suggest_its_parent() -> None:
    codes = code("funding", "fund"), code("short", "short-term funding", parent="funding")

    found = find(make_document("Short-term funding.", "Funding, and short-term funding."), *codes)

    assert [(s.segment_id, s.code_id, [piece.text for piece in s.evidence]) for s in found] == [
        ("kii-01:1", "short", ["Short-term funding"]),
        ("kii-01:2", "funding", ["Funding"]),
        ("kii-01:2", "short", ["short-term funding"]),
    ]


def test_only_informants_are_coded() -> None:
    document = make_document(("I", "Is funding a problem?"), ("R", "Funding is."), ("I", "Funding?"))

    assert [suggestion.segment_id for suggestion in find(document, code("funding", "fund"))] == ["kii-01:2"]


def test_several_words_of_a_code_in_a_passage_are_one_suggestion_in_reading_order() -> None:
    (suggestion,) = find(make_document("Donors fund us; funding ends."), code("funding", "fund", "donor", "funding"))

    assert [(piece.text, piece.rule, piece.form) for piece in suggestion.evidence] == [
        ("Donors", "donor", "donors"),
        ("fund", "fund", "fund"),
        ("funding", "fund", "funding"),
    ]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("policymaker", "Policy-makers decide, policymakers too.", ["Policy-makers", "policymakers"]),
        ("preschool", "The pre-school children, the Pre\u2011School.", ["pre-school", "Pre\u2011School"]),
        ("healthcare", "Health-care is far.", ["Health-care"]),
        ("fund", "The fun-\nding ended, fun-ding.", ["fun-\nding", "fun-ding"]),
        ("microcrédit", "un micro-crédit", ["micro-crédit"]),
        ("policymaker", "The policy makers of the policy - maker.", []),
        ("e-mail", "An e-mail, an email.", ["e-mail", "email"]),
    ],
)
def test_a_word_written_as_one_finds_the_same_with_a_hyphen(term: str, text: str, found: list[str]) -> None:
    suggestions = find(make_document(text), code("x", term))

    assert [piece.text for suggestion in suggestions for piece in suggestion.evidence] == found


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("M&E", "The M & E officer, the M&E plan, M &E.", ["M & E", "M&E", "M &E"]),
        ("M & E", "M&E and M & E", ["M&E", "M & E"]),
        ("and/or", "Food and / or money, and/or pay.", ["and / or", "and/or"]),
        ("M&E officer", "The M & E officers", ["M & E officers"]),
        ("HIV/AIDS/TB", "HIV / AIDS/ TB", ["HIV / AIDS/ TB"]),
        ("U.N. agency", "a U. N. agency", ["U. N. agency"]),
        ("=R&D", "R & D, R&D", ["R&D"]),
        ("M&E", "M, E", []),
        ("M&E", "me", []),
        ("short-term", "short - term, short – term, short. Term", ["short - term", "short – term"]),
        ("I/NGO", "The I / NGOs, an I/NGO", ["I / NGOs", "I/NGO"]),
    ],
)
def test_a_sign_inside_a_term_may_have_spaces_around_it(term: str, text: str, found: list[str]) -> None:
    suggestions = find(make_document(text), code("x", term))

    assert [piece.text for suggestion in suggestions for piece in suggestion.evidence] == found


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("meeting", "meeting"), "We had a meeting.", []),
        (("meeting", "meeting"), "One meeting after another meeting.", ["meeting after another meeting"]),
        (("meeting", "meeting"), "Meetings, meetings, meetings.", ["Meetings, meetings", "meetings, meetings"]),
        (("train", "training"), "The training was good.", []),
        (("train", "training"), "They train staff in a training centre.", ["train staff in a training"]),
        (("train", "training"), "A training to train.", ["training to train"]),
        (("health", "health centre"), "The health centre.", []),
        (("health", "health centre"), "Health and the health centre.", ["Health and the health centre"]),
        (("cash*", "cash", "money"), "No cash, no money.", []),
        (("cash*", "cash", "money"), "No cash, no cashier, no money.", ["cash, no cashier, no money"]),
        (("health", "care"), "Health care.", ["Health care"]),
    ],
)
def test_one_word_is_not_near_itself(words: tuple[str, ...], text: str, found: list[str]) -> None:
    suggestions = find(make_document(text), code("x", near=(Near(words=words, within=6),)))

    assert [piece.text for suggestion in suggestions for piece in suggestion.evidence] == found


def test_suggestions_say_which_rule_form_and_flags_with_their_cue() -> None:
    (suggestion,) = find(make_document("We have no financing."), code("funding", "financ*"))
    (piece,) = suggestion.evidence

    assert (piece.rule, piece.form, piece.flags, piece.cue) == ("financ*", "financing", (Flag.NEGATED,), "no")
    assert suggestion.flags == (Flag.NEGATED,)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ar", "ليس لدينا التَّمْوِيل الكافي، وبتمويل قليل", ["التَّمْوِيل", "وبتمويل"]),
        ("fr", "Les financements manquent. Pain", ["financements"]),
        ("en", "Funding. Pays", ["Funding"]),
        ("", "Funding, financements", ["Funding", "financements"]),
        ("de", "Funding, financements", ["Funding", "financements"]),
    ],
)
def test_a_documents_language_picks_the_terms(language: str, text: str, found: list[str]) -> None:
    multilingual = Code(
        id="f", name="F", terms={"en": ("fund", "pain"), "ar": ("تمويل",), "fr": ("financement", "pays")}
    )
    document = make_document(text)
    segments = tuple(
        Segment(
            id="kii-01:1", document_id="kii-01", ordinal=1, turn=1, start=0, end=len(text), text=text, language=language
        )
        for _ in [0]
    )

    matcher = compile_codebook(make_codebook(multilingual))
    document = replace(document, language=language)
    assert [p.text for s in suggest_document(document, segments, matcher) for p in s.evidence] == found


WORDS = st.sampled_from(
    [
        "fund",
        "Funding",
        "FUNDS",
        "short-term",
        "short term",
        "cafe\u0301",
        "money",
        "no",
        "😀",
        "تمويل",
        "fu\u00adnd",
        "İ",
        "ß",
        "run",
        "out",
    ]
)
GAPS = st.sampled_from([" ", "  ", "\n", ". ", ", ", "-", "’s ", "\u200b ", "\n\n"])


@settings(max_examples=examples(150))
@given(st.lists(st.tuples(WORDS, GAPS), max_size=25))
def test_evidence_is_always_the_words_of_the_text(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces).strip() or "x"
    document = make_document(("I", "fund"), text)
    codes = code("funding", "fund", "short-term", "café"), code("cash", "money", "تمويل", "fund*")

    for suggestion in find(document, *codes):
        for piece in suggestion.evidence:
            assert document.text[piece.start : piece.end] == piece.text
            assert piece.start >= document.turns[1].start
            assert unicodedata.normalize("NFC", piece.text)[0].isalpha()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["en", "fr"]),
            st.sampled_from(
                ["funding funding", "Fundi\u0301ng  pains pay", "le pain, funds", "\u200bpays fund", "Pain"]
            ),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_second_language_is_found_as_if_it_were_looked_for_everywhere(said: list[tuple[str, str]]) -> None:
    code = Code(id="f", name="F", terms={"en": ("fund", "pain", "paying fund"), "fr": ("pain", "pays fund")})
    document = make_document(*((language, text) for language, text in said))
    segments = tuple(
        replace(segment, language=language)
        for segment, (language, _) in zip(make_segments(document), said, strict=True)
    )

    found = find(document, code, segments=segments)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Folded, "around", lambda folded, *_: (0, len(folded.text)))
        assert find(document, code, segments=segments) == found
