from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import read, turns

ASK, ANSWER = "Who repairs the pump?", "A man from the town does it."


def _cues(*said: str, names: tuple[str, ...] = (), comma: bool = False) -> str:
    cues = []
    for n, words in enumerate(said):
        name = names[n % len(names)].format(n=n + 1) if names else str(n + 1)
        cues.append(f"{name}\n00:00:{n * 5:02}.000 --> 00:00:{n * 5 + 4:02}.000\n{words}\n")
    text = "\n".join(cues)
    return text.replace(".000", ",000") if comma else f"WEBVTT\n\n{text}"


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Dana Ali: ", "Dr. K. Said, MoH: "),
        ("Dana Ali (she/her): ", "Guest [2]: "),
        ("Omar: ", "+964 770 ***1234: "),
        ("Omar: ", "Sara’s iPad: "),
        ("omar: ", "sara: "),
        ("omar@example.org: ", "sara@example.org: "),
        ("Omar_HQ: ", "Galaxy A52: "),
        ("Omar | HQ: ", "Sara - UNHCR: "),
        ("[Omar] ", "[Sara] "),
        ("(Omar) ", "(Sara) "),
        (">> Omar: ", ">> Sara: "),
        ("- Omar: ", "- Sara: "),
        ("<i>Omar:</i> ", "<i>Sara:</i> "),
        ("OMAR\n", "SARA\n"),
        ("Omar\n", "Sara\n"),
        ("دانا: ", "سارة: "),
    ],
)
@pytest.mark.parametrize("name", ["call.vtt", "call.srt"])
def test_labels_of_cues_are_those_of_any_text(tmp_path: Path, name: str, asks: str, answers: str) -> None:
    text = _cues(*[f"{asks}{ASK}", f"{answers}{ANSWER}"] * 3, comma=name.endswith("srt"))

    document = read(tmp_path, name, text)

    assert [words for _, words in turns(document)] == [ASK, ANSWER] * 3
    first, second = turns(document)[:2]
    assert first[0] in asks
    assert second[0] in answers
    assert first[0] != second[0] != ""


@pytest.mark.parametrize(
    "names", [("Omar", "Sara"), ('{n} "Omar" (32842)', '{n} "Sara" (55121)'), ("{n} Omar", "{n} Sara")]
)
@pytest.mark.parametrize("name", ["call.vtt", "call.srt"])
def test_names_above_the_times_are_speakers(tmp_path: Path, name: str, names: tuple[str, str]) -> None:
    document = read(tmp_path, name, _cues(*[ASK, ANSWER] * 3, names=names, comma=name.endswith("srt")))

    assert turns(document) == [("Omar", ASK), ("Sara", ANSWER)] * 3


@pytest.mark.parametrize("names", [("{n}",), ("a1b2-c3/{n}-0",), ("intro", "the road", "the pump", "money")])
def test_other_identifiers_of_cues_are_no_speakers(tmp_path: Path, names: tuple[str, ...]) -> None:
    document = read(tmp_path, "call.vtt", _cues("We began in May.", "Then it rained.", "Nobody came.", names=names))

    assert {turn.speaker for turn in document.turns} == {""}


def test_words_go_on_under_a_label_until_the_next(tmp_path: Path) -> None:
    said = [
        "dana: Who repairs",
        "the pump? There is",
        "one thing: money",
        "sara: A man from",
        "sara: the town.",
        "dana: Good?",
    ]

    document = read(tmp_path, "call.vtt", _cues(*said))

    assert turns(document) == [
        ("dana", "Who repairs the pump? There is one thing: money"),
        ("sara", "A man from the town."),
        ("dana", "Good?"),
    ]


def test_a_label_that_stands_once_does_not_join_the_speakers_around_it(tmp_path: Path) -> None:
    document = read(
        tmp_path, "call.vtt", _cues("Dana: Who repairs", "the pump?", "Sara: The men do", "it.", "Dana: Fine.")
    )

    assert turns(document) == [("Dana", "Who repairs the pump?"), ("Sara", "The men do it."), ("Dana", "Fine.")]
