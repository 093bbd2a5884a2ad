from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import CodebookError
from qualcode.model.codebook import Change, Code, Codebook
from qualcode.readers.codebooks import read_codebook_text
from qualcode.readers.codebooks.edit import CodebookEdit, add_code, merge_codes, move_code, retire_code, split_code

TEXT = """\
# Written by Rana, argued over with Tom.
codebook: X
languages: [en, ar]
codes:
  # money first
  - id: funding   # the main theme
    name: Funding
    terms: [fund, "run out: now"] # more to come
    near:
      - {words: [money, enough], within: 6}
    tests:
      match: [We fund it.]
      no_match:
        - Fun.

    codes:
      - id: short
        name: Short
        definition: >
          Months,
          not years.
        terms:
          en:
            - short-term   # grants
          ar: [قصير]
      # donors go
      - id: leaving
        name: Leaving
        near: [{words: [donor, leave], within: 5}]
        unless: ["leave, then"]

  - id: access
    name: Access
    terms: [road]
# the end
"""
SHIPPED = sorted((Path(__file__).parents[3] / "codebooks").glob("*.yaml"))


def bare(codebook: Codebook, *without: str) -> list[Code]:
    return [replace(code, line=0) for code in codebook.codes if code.id not in without]


def comments(text: str) -> set[str]:
    return {line.partition("#")[2].strip() for line in text.splitlines() if "#" in line and '"#' not in line}


def test_a_code_is_added_under_another_with_everything_else_as_it_was() -> None:
    new = Code(
        id="climate", name="Climate: now", parent="access", definition="Yes.", terms={"": ("no", "=COP", "heat")}
    )
    edit = add_code(TEXT, new, made_at="2026-03-01T10:00:00Z")
    after = read_codebook_text(edit.text)

    assert replace(after.code("climate"), line=0) == new
    assert bare(after, "climate") == bare(read_codebook_text(TEXT))
    assert comments(edit.text) == comments(TEXT)
    assert (edit.redirect.change, edit.redirect.code_id, edit.redirect.to) == (Change.ADD, "climate", ("access",))


def test_a_code_is_added_at_the_end_of_the_top() -> None:
    after = read_codebook_text(add_code(TEXT, Code(id="last", name="Last", terms={"ar": ("طريق",)})).text)

    assert [code.id for code in after.codes if code.parent is None] == ["funding", "access", "last"]


def test_a_retired_code_goes_with_its_comment_and_nothing_else() -> None:
    edit = retire_code(TEXT, "leaving", note="nobody said it")

    assert bare(read_codebook_text(edit.text)) == bare(read_codebook_text(TEXT), "leaving")
    assert comments(TEXT) - comments(edit.text) == {"donors go"}
    assert edit.redirect.note == "nobody said it"


def test_the_last_code_under_another_takes_the_empty_list_with_it() -> None:
    edit = retire_code(retire_code(TEXT, "leaving").text, "short")

    assert [code.id for code in read_codebook_text(edit.text).codes] == ["funding", "access"]


def test_a_merge_hands_on_words_rules_and_tests() -> None:
    after = read_codebook_text(merge_codes(TEXT, "leaving", "short").text)
    short = after.code("short")

    assert [code.id for code in after.codes] == ["funding", "short", "access"]
    assert short.near == read_codebook_text(TEXT).code("leaving").near
    assert short.unless == ("leave, then",)
    assert short.terms == {"en": ("short-term",), "ar": ("قصير",)}


@pytest.mark.parametrize(("one", "other"), [("access", "funding"), ("short", "access"), ("access", "short")])
def test_every_term_of_a_merged_code_is_found_in_the_other(one: str, other: str) -> None:
    before, after = read_codebook_text(TEXT), read_codebook_text(merge_codes(TEXT, one, other).text)

    def terms(code: Code) -> set[str]:
        return {term for some in code.terms.values() for term in some}

    assert terms(after.code(other)) == terms(before.code(other)) | terms(before.code(one))
    assert bare(after, other) == bare(before, one, other)


@pytest.mark.parametrize(
    ("code", "parent"), [("short", None), ("short", "access"), ("access", "short"), ("funding", "access")]
)
def test_a_code_moves_with_all_it_holds(code: str, parent: str | None) -> None:
    edit = move_code(TEXT, code, parent)
    before, after = read_codebook_text(TEXT), read_codebook_text(edit.text)

    assert {c.id: replace(c, line=0) for c in after.codes} == {
        c.id: replace(c, line=0, parent=parent if c.id == code else c.parent) for c in before.codes
    }
    assert comments(edit.text) == comments(TEXT)


def test_a_split_shares_the_terms_out() -> None:
    edit = split_code(TEXT, "access", {"roads": [], "permits": ["permit", "road"]})
    after = read_codebook_text(edit.text)

    assert [code.id for code in after.codes] == ["funding", "short", "leaving", "roads", "permits"]
    assert after.code("roads").terms == {}
    assert after.code("permits").terms == {"": ("road", "permit")}
    assert edit.redirect.to == ("roads", "permits")


def test_a_split_loses_no_rule_and_no_test() -> None:
    old = read_codebook_text(TEXT).code("leaving")
    after = read_codebook_text(split_code(TEXT, "leaving", {"gone": ["exit"], "going": ["go"]}).text)

    assert (after.code("gone").near, after.code("gone").unless) == (old.near, old.unless)
    assert after.code("going").near == ()


@pytest.mark.parametrize(
    "edit",
    [
        lambda: retire_code(TEXT, "nowhere"),
        lambda: retire_code(TEXT, "funding"),
        lambda: merge_codes(TEXT, "short", "short"),
        lambda: merge_codes(TEXT, "short", "nowhere"),
        lambda: move_code(TEXT, "funding", "short"),
        lambda: add_code(TEXT, Code(id="short", name="S")),
        lambda: split_code(TEXT, "access", {"one": []}),
        lambda: split_code(TEXT, "access", {"short": [], "b": []}),
        lambda: retire_code("codebook: X\ncodes: [{id: a}, {id: b}]\n", "a"),
        lambda: retire_code("codebook: X\ncodes: {\n", "a"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_in_words(edit: Callable[[], CodebookEdit]) -> None:
    with pytest.raises(CodebookError) as caught:
        edit()

    assert caught.value.hint


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_code_we_ship_can_be_moved_retired_and_merged(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    codebook = read_codebook_text(text)
    leaves = [code.id for code in codebook.codes if len(codebook.family(code.id)) == 1]
    for code_id in leaves[:1]:
        assert bare(read_codebook_text(retire_code(text, code_id).text)) == bare(codebook, code_id)
        moved = read_codebook_text(move_code(text, code_id, None).text)
        assert {c.id: c.terms for c in moved.codes} == {c.id: c.terms for c in codebook.codes}
        other = next(leaf for leaf in leaves if leaf != code_id)
        assert bare(read_codebook_text(merge_codes(text, code_id, other).text), other) == bare(codebook, code_id, other)
