"""Which questions of a guide the interviewers asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.document import Document, Role
from qualcode.model.guide import Guide, Question
from qualcode.model.interview import Interview
from qualcode.questions import asked_informants, guide_turns, put_to, recognise
from tests.make import make_codebook, make_document

GUIDE = Guide(
    questions=(
        Question(id="money", wordings=("How is your organisation funded?", "the funding"), codes=("funding",)),
        Question(id="staff", wordings=("Is turnover of staff a problem?", "مشكلة دوران الموظفين"), codes=("staff",)),
        Question(id="access", wordings=("What prevents people from getting health care?",), codes=("access",)),
        Question(id="trust", wordings=("Do people trust the services?",), codes=("trust",)),
    )
)
CODEBOOK = make_codebook("funding", "funding/donors", "staff", "access", "trust", "other")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("How is your organisation funded?", ["money"]),
        ("And who funds the organization now?", ["money"]),
        ("Let's turn to funding, then. What do you see?", ["money"]),
        ("You spoke of staff turnover. Is that a problem?", ["staff"]),
        ("What, in your view, prevents people here from getting care for their health?", ["access"]),
        (
            "We will speak of funding, staff turnover problems, trust in services, what prevents people from care.",
            [],
        ),
        ("مشكلة دوران الموظفين عندكم؟", ["staff"]),
        ("And today?", []),
        ("Where do you see turnovver of staff, and what problem?", ["staff"]),
        ("Along the road, is there a stuff problem and turn over?", []),
        ("Do people come?", []),
        ("", []),
    ],
)
def test_a_question_is_recognised_by_its_telling_words(words: str, asked: list[str]) -> None:
    document = replace(make_document(("I", words), "Yes."), language="ar" if "م" in words else "en")

    assert [each.question_id for each in recognise(GUIDE, [document])] == asked


def test_what_informants_say_is_not_a_question() -> None:
    assert list(recognise(GUIDE, [make_document(("I", "And?"), "How is your organisation funded?")])) == []


def test_the_turn_and_the_wording_it_was_known_by_are_told() -> None:
    [asking] = recognise(GUIDE, [make_document("Yes.", ("I", "And how is the organisation funded?"))])

    assert (asking.document_id, asking.turn, asking.wording) == ("kii-01", 2, "How is your organisation funded?")


ASKED = make_document(("I", "How is your organisation funded?"), "Badly.", id="a", informant_id="i1")
SILENT = make_document(("I", "Is staff turnover a problem?"), "Yes.", id="b", informant_id="i2")
UNKNOWN = make_document("Notes of a talk on the road.", id="c", informant_id="i3")


def asked_in(documents: list[Document]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for asking in recognise(GUIDE, documents):
        found.setdefault(asking.document_id, set()).add(asking.question_id)
    return asked_informants(GUIDE, CODEBOOK, put_to(GUIDE, map(Interview.of, documents), found))


def test_who_was_asked_about_a_code_and_those_under_it() -> None:
    documents = [ASKED, SILENT]

    asked = asked_in(documents)

    assert asked == {"funding": {"i1"}, "donors": {"i1"}, "staff": {"i2"}, "access": set(), "trust": set()}


def test_an_interview_without_a_recognised_question_tells_nothing() -> None:
    documents = [ASKED, UNKNOWN]

    asked = asked_in(documents)

    assert asked["funding"] == {"i1", "i3"}
    assert asked["staff"] == {"i3"}


def test_an_informant_asked_in_one_of_two_interviews_was_asked() -> None:
    documents = [ASKED, replace(SILENT, turns=tuple(t._replace(informant_id="i1") for t in SILENT.turns))]

    asked = asked_in(documents)

    assert asked["funding"] == asked["staff"] == {"i1"}


@pytest.mark.parametrize(
    ("paragraph", "is_question"),
    [
        ("3. How is your organisation funded?", True),
        ("How is your organization funded", True),
        ("We asked how our organisation is funded, and the director had no answer to give that day.", False),
        ("Badly.", False),
    ],
)
def test_a_paragraph_without_a_label_is_the_interviewers_where_it_is_the_guides(
    paragraph: str, is_question: bool
) -> None:
    document = make_document(paragraph, "Badly.")
    bare = replace(document, turns=tuple(turn._replace(speaker="", role=Role.OTHER) for turn in document.turns))

    assert guide_turns(GUIDE, bare) == ({1} if is_question else set())


@given(st.text(max_size=200))
def test_no_words_of_an_interviewer_break_it(words: str) -> None:
    for asking in recognise(GUIDE, [make_document(("I", words), "Yes.")]):
        assert 0.75 <= asking.likeness <= 1
