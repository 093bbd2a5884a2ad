from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import docx, read, turns

ASK = "What changed here?"


def _talk(thrown_in: str) -> str:
    return f"Dana: {ASK}\n\nAmina: We lost people {thrown_in} in May.\n\nIt went on.\n\nDana: And?\n\nAmina: So.\n"


@pytest.mark.parametrize(
    ("thrown_in", "who", "words"),
    [
        ("(I: mhm)", "I", "mhm"),
        ("((I: mhm))", "I", "mhm"),
        ("{I: mhm}", "I", "mhm"),
        ("<I: mhm>", "I", "mhm"),
        ("/I: mhm/", "I", "mhm"),
        ("|I: mhm|", "I", "mhm"),
        ("– Dana: mhm –", "Dana", "mhm"),
        ("//Dana: With what money?//", "Dana", "With what money?"),
        ("[Interviewer: Really? Was it cut?]", "Interviewer", "Really? Was it cut?"),
        ("(Dana : and?)", "Dana", "and?"),
        ("(I: mhm [laughs])", "I", "mhm [laughs]"),
        ("(I: mhm,\nand so)", "I", "mhm, and so"),
        ("[المحاور: نعم؟]", "المحاور", "نعم؟"),
        ("(R2: yes)", "R2", "yes"),
    ],
)
def test_what_another_throws_in_is_theirs(tmp_path: Path, thrown_in: str, who: str, words: str) -> None:
    document = read(tmp_path, "kii-01.txt", _talk(thrown_in))

    assert turns(document)[1:4] == [("Amina", "We lost people"), (who, words), ("Amina", "in May.\n\nIt went on.")]


@pytest.mark.parametrize("letter", ["D", "D."])
@pytest.mark.parametrize("said", ["mhm", "Yes, yes.", "right", "No"])
def test_a_letter_in_brackets_is_whose_label_alone_begins_with_it(tmp_path: Path, letter: str, said: str) -> None:
    document = read(tmp_path, "kii-01.txt", _talk(f"({letter}: {said})"))

    assert turns(document)[2] == ("Dana", said)


def test_a_letter_comes_again_with_other_words_where_somebody_throws_them_in(tmp_path: Path) -> None:
    once, again = (
        _talk("(D: the depot in town)"),
        _talk("(D: into town)").replace("It went on.", "It went (D: so far)."),
    )

    assert [speaker for speaker, _ in turns(read(tmp_path, "kii-01.txt", once))] == ["Dana", "Amina"] * 2
    assert turns(read(tmp_path, "kii-02.txt", again))[1:5] == [
        ("Amina", "We lost people"),
        ("Dana", "into town"),
        ("Amina", "in May.\n\nIt went"),
        ("Dana", "so far"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "(D: the depot in town)",
        "(D: the depot) or the other (D: the depot)",
        "(B: late)",
        "(d: late)",
        "(Note: late)",
        "(the rule: late)",
        "[time: late]",
        "(8:30)",
        "(see: the map)",
        "[Sara: a sister]",
        "(1:3)",
    ],
)
def test_other_brackets_stay_with_whoever_speaks(tmp_path: Path, words: str) -> None:
    document = read(tmp_path, "kii-01.txt", _talk(words))

    assert turns(document)[1] == ("Amina", f"We lost people {words} in May.\n\nIt went on.")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_after_an_interruption_on_a_line_of_its_own_the_same_goes_on(tmp_path: Path, between: str) -> None:
    text = between.join(
        ["I: How?", "Amina: We lost people.", "[I: Really?]", "And nobody came.", "I: So?", "Amina: So."]
    )

    document = read(tmp_path, "kii-01.txt", text)

    assert turns(document)[1:4] == [("Amina", "We lost people."), ("I", "Really?"), ("Amina", "And nobody came.")]


def test_a_turn_that_ends_in_an_interruption_goes_on_below(tmp_path: Path) -> None:
    said = ["I: How?", "Amina: We lost people (I: mhm)", "and nobody came.", "I: So?", "Amina: So."]

    document = read(tmp_path, "kii-01.docx", docx(*said))

    assert turns(document)[1:4] == [("Amina", "We lost people"), ("I", "mhm"), ("Amina", "and nobody came.")]
    assert not any("without words" in note for note in document.notes)


def test_in_tables_and_voices_too(tmp_path: Path) -> None:
    table = read(
        tmp_path, "kii-01.csv", "speaker,text\nDana,How?\nSara,We lost [Dana: who?] people.\nDana,So?\nSara,Yes.\n"
    )
    said = ["<v S00>Who?", "<v S01>A man //S00: Paid?// yes."]
    cues = "\n\n".join(["WEBVTT", *(f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{words}" for n, words in enumerate(said))])

    assert turns(table)[1:4] == [("Sara", "We lost"), ("Dana", "who?"), ("Sara", "people.")]
    assert turns(read(tmp_path, "call.vtt", cues)) == [
        ("S00", "Who?"),
        ("S01", "A man"),
        ("S00", "Paid?"),
        ("S01", "yes."),
    ]


def test_voices_between_slashes_are_those_without(tmp_path: Path) -> None:
    said = [
        ("S00", "Who?"),
        ("S01", "A man."),
        ("//S00", "//S00: Paid?"),
        ("S01", "// By us."),
        ("//S00", "By whom?//"),
    ]
    cues = [f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n<v {who}>{words}\n" for n, (who, words) in enumerate(said)]

    document = read(tmp_path, "call.vtt", "\n".join(["WEBVTT\n", *cues]))

    assert turns(document) == [
        ("S00", "Who?"),
        ("S01", "A man."),
        ("S00", "Paid?"),
        ("S01", "By us."),
        ("S00", "By whom?"),
    ]


def test_turns_that_stand_in_brackets_as_a_whole_lose_them(tmp_path: Path) -> None:
    document = read(
        tmp_path, "kii-01.txt", "[I: How?]\n\nWe lost people.\n\n[I: And?]\n\nThey left.\n\n[I: So?]\n\nSo.\n"
    )

    assert turns(document)[:2] == [("I", "How?"), ("", "We lost people.")]
