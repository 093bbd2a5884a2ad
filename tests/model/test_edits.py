import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.edits import Edit, apply_edits, derive_edits

PASSAGE = "Most of our grants end after ten months.  We spend three of them hiring people we then let go, isn’t it."


@pytest.mark.parametrize(
    "edited",
    [
        "Most of our grants end after ten months.",
        "Most of our grants end […] hiring people we then let go",
        "our grants […] end after ten months",
        "[Nearly all] of our grants end",
        "Most of [the CSO's] grants end after ten months.",
        "[…] We spend three of them [months] hiring people",
        "We spend three of them hiring [sic] people",
        "[w]e then let go, isn’t it.",
        "We spend three of them hir[e] people",
        "hiring people […]",
        "grants [short ones] […] hiring",
    ],
)
def test_an_edited_text_that_the_words_allow_is_derived(edited: str) -> None:
    derived = derive_edits(PASSAGE, edited)

    assert derived is not None
    assert apply_edits(PASSAGE[derived.start : derived.end], derived.edits) == edited


@pytest.mark.parametrize(
    ("edited", "printed"),
    [
        ("Our grants end", None),
        ("Most grants end", None),
        ("Most of our grants last ten months", None),
        ("hiring people […] Most of our grants", None),
        ("Most of our grants [sic] after", None),
        ("ost of our grants", None),
        ("[…]", None),
        ("", None),
        ("ten months. We spend", "ten months.  We spend"),
        ("then let go, isn't it", "then let go, isn’t it"),
        ("Most of our grants [...] hiring", "Most of our grants […] hiring"),
    ],
)
def test_words_nobody_said_are_refused_and_spaces_are_the_informants(edited: str, printed: str | None) -> None:
    derived = derive_edits(PASSAGE, edited)

    found = derived and apply_edits(PASSAGE[derived.start : derived.end], derived.edits)
    assert found == printed


def test_the_way_that_leaves_out_least_is_taken() -> None:
    derived = derive_edits("We left. We stayed and we left again.", "We […] left again")

    assert derived is not None
    assert (derived.start, derived.end) == (9, 36)


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("one two three", [Edit(0, 7, "[…]"), Edit(4, 9, "[…]")])


WORDS = st.lists(st.sampled_from(["fund", "Ärger", "متطوع", "we", "1", "ok.", "a-b", "“so”"]), min_size=3, max_size=14)


@given(WORDS, st.data())
def test_any_edit_made_of_cuts_and_insertions_is_derivable_and_comes_back(
    words: list[str], data: st.DataObject
) -> None:
    passage = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    made: list[str] = []
    for word in words[first : last + 1]:
        what = data.draw(st.sampled_from(["keep", "keep", "cut", "replace", "insert", "sic"]))
        if what in ("keep", "insert", "sic") or not made:
            made.append(word)
        made += {"cut": ["[…]"], "replace": ["[they]"], "insert": ["[them]"], "sic": ["[sic]"]}.get(what, [])
    edited = " ".join(made)

    derived = derive_edits(passage, edited)

    if "[sic]" not in edited:
        assert derived is not None
    if derived is not None:
        assert apply_edits(passage[derived.start : derived.end], derived.edits) == edited


@given(st.text(max_size=60), st.text(max_size=30))
def test_whatever_is_derived_holds_no_word_outside_brackets_that_was_not_said(passage: str, edited: str) -> None:
    derived = derive_edits(passage, edited)

    if derived is not None:
        printed = apply_edits(passage[derived.start : derived.end], derived.edits)
        assert [edit for edit in derived.edits if "[" not in edit.words] == []
        assert 0 <= derived.start <= derived.end <= len(passage)
        assert "".join(printed.split())[:1] in ("", *passage, "[", *"'’‘\"“”")
