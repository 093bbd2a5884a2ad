from __future__ import annotations

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Passages
from qualcode.suggesters.rules.material_words import material_terms

CODEBOOK = Codebook(
    name="Water",
    codes=(
        Code(id="funding", name="Funding", definition="Grants and what donors pay.", terms={"": ("budget",)}),
        Code(id="staff", name="Staff", definition="Operators who leave, and what donors pay them."),
    ),
)


def interview(name: str, *said: tuple[str, str]) -> Passages:
    """What is asked and answered, in turn."""
    pieces = [piece for pair in said for piece in pair]
    starts = [sum(len(each) + 2 for each in pieces[:place]) for place in range(len(pieces))]
    return Passages(
        document_id=name,
        sha256=name,
        language="en",
        text="\n\n".join(pieces),
        ordinals=tuple(range(1, len(pieces) + 1)),
        starts=tuple(starts),
        ends=tuple(start + len(piece) for start, piece in zip(starts, pieces, strict=True)),
        informant=(False, True) * len(said),
        informants=((), (name,)) * len(said),
    )


STUDY = (
    interview("amal", ("How are chlorine supplies?", "The grant ended. Pump stations froze, budget or not.")),
    interview(
        "omar", ("And chlorine supplies here?", "The pump station is old; operators leave. Chlorine comes late.")
    ),
    interview("lena", ("Chlorine supplies?", "No grants. Our pump broke in the frost.")),
)


def found() -> dict[str, tuple[str, int]]:
    return {each.term: (each.code_id, len(each.informants)) for each in material_terms(STUDY, CODEBOOK)}


def test_words_of_a_definition_come_first_however_seldom_and_forms_are_counted_together() -> None:
    terms = [each.term for each in material_terms(STUDY, CODEBOOK)]

    assert found()["grant" if "grant" in found() else "grants"] == ("funding", 2)
    assert found()["operators"] == ("staff", 1)
    assert {*terms[:1]} <= {"grant", "grants"}
    assert terms.index("operators") < terms.index("pump")


def test_what_several_informants_say_is_there_and_what_one_says_is_not() -> None:
    assert found()["pump"] == ("", 3)
    assert found()["pump stations" if "pump stations" in found() else "pump station"] == ("", 2)
    assert not {"frost", "old", "late"} & found().keys()


def test_what_a_theme_matches_and_what_interviewers_say_is_left_out() -> None:
    assert not {"budget", "chlorine", "supplies"} & found().keys()


def test_what_several_definitions_say_defines_none_of_them() -> None:
    assert not {"donors", "pay"} & found().keys()


def test_a_word_that_stands_only_in_a_phrase_is_told_by_the_phrase() -> None:
    assert not {"station", "stations"} & found().keys()
