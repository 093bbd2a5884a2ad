import pytest

from qualcode.tables.quantifiers import quantified, scale_note


@pytest.mark.parametrize(
    ("k", "n", "words"),
    [
        (0, 0, "nobody to count"),
        (0, 3, "none"),
        (1, 1, "the only one"),
        (2, 2, "both"),
        (3, 3, "all three"),
        (1, 4, "one"),
        (2, 3, "two of three"),
        (11, 11, "all"),
        (10, 11, "almost all"),
        (7, 11, "most"),
        (5, 11, "about half"),
        (3, 11, "several"),
        (3, 20, "some"),
        (3, 40, "few"),
        (1, 11, "one"),
        (2, 11, "two"),
        (0, 11, "none"),
    ],
)
def test_counts_in_words(k: int, n: int, words: str) -> None:
    assert quantified(k, n) == words


def test_a_study_has_its_own_scale() -> None:
    assert quantified(6, 10, {"the majority": 0.5, "a minority": 0.0}) == "the majority"
    assert quantified(4, 10, {"the majority": 0.5, "a minority": 0.3}) == "a minority"
    assert quantified(3, 20, {"the majority": 0.5, "a minority": 0.3}) == "a minority"


def test_the_scale_is_printed() -> None:
    assert "almost all from 90%, most from 60%" in scale_note()
    assert "the majority from 50%, a minority below that" in scale_note({"the majority": 0.5, "a minority": 0.0})
