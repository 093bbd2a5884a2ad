"""What may be a name is proposed, what is known or common is not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from qualcode.privacy.candidates import Printed, find_candidates
from qualcode.privacy.names import Names, Protected

KNOWN = Names([Protected(name="Basra", kind="listed"), Protected(name="Dalia Hasan")])


def found(text: str, *more: str, entities: object = None, common: Iterable[str] = ()) -> list[tuple[str, str]]:
    texts = [Printed(where=f"kii-01:{n}", text=each) for n, each in enumerate((text, *more))]
    return [
        (each.name, each.kind)
        for each in find_candidates(texts, KNOWN, entities=entities, common=common)  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We asked Karim about it.", ["Karim"]),
        ("Karim signed. The people left.", ["Karim"]),
        ("They work with the Ministry of Health now.", ["Ministry of Health"]),
        ("She is at Al-Amal's office in Tel Afar.", ["Al-Amal", "Tel Afar"]),
        ("And I said Oh no, and he said Hmm, Thanks.", []),
        ("Reaching them is hard. Asked twice, we wait.", []),
        ("Money comes late. Nobody knows why. But we wait.", []),
        ("We live in Basra with Dalia Hasan.", []),
        ("It was Monday in May, I'm sure, and in English.", []),
        ("He lives in [a town near Mosul], we think.", []),
        ("the man from karrada", []),
        ("Dr. Haddad came.", ["Haddad"]),
        ("We met José Núñez at MSF.", ["José Núñez", "MSF"]),
        ("ذهبنا إلى البصرة", []),
        ("", []),
    ],
)
def test_words_with_a_capital_that_no_sentence_asks_for(text: str, names: list[str]) -> None:
    assert sorted(name for name, _ in found(text)) == sorted(names)


def test_words_of_the_study_are_no_names() -> None:
    assert found("For each CSF and the Health Cluster we pay.", common=["CSF", "Health Cluster"]) == []


def test_what_the_model_says_comes_first_and_is_said_once() -> None:
    def entities(text: str) -> list[tuple[str, str]]:
        return [("the Karim Hasan", "person"), ("Mosul", "place")] if "left" in text else []

    listed = found("Karim Hasan left Mosul.", "We like Mosul and Karim.", entities=entities)

    assert listed == [("Karim Hasan", "person"), ("Mosul", "place"), ("Karim", "name")]


def test_where_and_in_which_words_it_is_printed_is_said() -> None:
    [each] = find_candidates(
        [Printed(where=place, text="We asked Karim.") for place in ("kii-01:2", "kii-01:2", "the title")], KNOWN
    )

    assert each.where == ("kii-01:2", "the title")
    assert each.example == "We asked Karim."
