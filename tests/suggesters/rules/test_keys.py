"""A key changes with everything that decides what a suggester finds, and with nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import pytest

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.plain import from_plain, to_plain
from qualcode.suggesters import code_keys
from qualcode.suggesters.rules.keys import VERSION
from qualcode.suggesters.rules.language_model import installed_model
from tests.make import make_codebook

FUNDING = Code(id="funding", name="Funding", terms={"": ("fund",)})
PATTERN = ({"LOWER": {"IN": ("lack", "need")}}, {"LOWER": "money"})
LACK = Code(
    id="lack",
    name="Lack",
    terms={"en": ("lack",), "ar": ("نقص",)},
    near=(Near(words=("no", "money"), within=3),),
    patterns=(PATTERN,),
    unless=("no lack",),
)


def test_a_new_definition_matches_nothing_anew() -> None:
    renamed = Code(id="funding", name="Money", definition="Money the organisation has.", terms={"": ("fund",)})

    assert code_keys(make_codebook(FUNDING)) == code_keys(make_codebook(renamed))


def test_a_changed_child_makes_its_parent_stale_since_it_takes_words_from_it() -> None:
    before = make_codebook(FUNDING, Code(id="short", name="S", parent="funding", terms={"": ("short funding",)}))
    after = make_codebook(FUNDING, Code(id="short", name="S", parent="funding", terms={"": ("brief funding",)}))

    assert code_keys(before)["funding"] != code_keys(after)["funding"]


def test_a_codebook_kept_in_the_study_matches_nothing_anew() -> None:
    codebook = make_codebook(Code(id="lack", name="Lack", patterns=(PATTERN,)))

    kept = from_plain(Codebook, json.loads(json.dumps(to_plain(codebook))))

    assert code_keys(kept) == code_keys(codebook)
    assert code_keys(kept, "patterns") == code_keys(codebook, "patterns")


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        ({"terms": {"": ("shortage",)}}, {"keywords"}),
        ({"patterns": (({"LOWER": "rain"},),)}, {"patterns"}),
        ({"unless": ()}, {"keywords", "patterns"}),
        ({"near": ()}, {"keywords", "patterns"}),
        ({"name": "Shortage", "definition": "Too little."}, set()),
    ],
)
def test_an_edit_changes_the_keys_of_those_who_look_at_what_was_edited(edit: dict[str, Any], changed: set[str]) -> None:
    other = Code(id="arabic", name="A", terms={"ar": ("تمويل",), "en": ("fund",)})
    before, after = make_codebook(LACK, other), make_codebook(replace(LACK, **edit), other)

    suggesters = ("keywords", "patterns")

    assert {name for name in suggesters if code_keys(before, name)["lack"] != code_keys(after, name)["lack"]} == changed


@pytest.mark.parametrize("rule", ["near", "patterns", "unless"])
def test_rules_without_a_language_of_their_own_are_read_in_the_first_of_the_codebook(rule: str) -> None:
    bare = Code(id="lack", name="Lack", terms={"en": ("lack",), "fr": ("manque",)})
    with_rule = make_codebook(replace(bare, **{rule: getattr(LACK, rule)}))
    suggester = "patterns" if rule == "patterns" else "keywords"

    def keys(codebook: Codebook, *languages: str) -> dict[str, str]:
        return code_keys(replace(codebook, languages=languages), suggester)

    assert keys(with_rule, "en", "fr") != keys(with_rule, "fr", "en")
    assert keys(make_codebook(bare), "en", "fr") == keys(make_codebook(bare), "fr", "en")


@pytest.mark.parametrize("edit", [{"terms": {"": ("shortage",)}}, {"patterns": ()}, {"unless": ()}])
def test_all_rules_of_a_code_below_count_for_either(edit: dict[str, Any]) -> None:
    above = replace(LACK, id="above")
    below = replace(LACK, parent="above")

    for name in ("keywords", "patterns"):
        keys = [code_keys(make_codebook(above, each), name)["above"] for each in (below, replace(below, **edit))]
        assert keys[0] != keys[1]


def test_patterns_have_no_key_for_a_code_without_any() -> None:
    assert code_keys(make_codebook(FUNDING, LACK), "patterns").keys() == {"lack"}
    assert code_keys(make_codebook(FUNDING, LACK)).keys() == {"funding", "lack"}


def key_in_schema_1(code: Code, codebook: Codebook) -> str:
    """The key of a code as it was when keywords and patterns had one together."""

    def rules(code: Code) -> str:
        terms = {language or codebook.languages[0]: list(terms) for language, terms in sorted(code.terms.items())}
        near = [[*near.words, str(near.within)] for near in code.near]
        patterns = [json.dumps(to_plain(pattern), sort_keys=True) for pattern in code.patterns]
        return json.dumps([code.id, terms, near, patterns, list(code.unless), *[installed_model()] * bool(patterns)])

    own = {each.id: rules(each) for each in codebook.codes}
    languages = sorted({language or codebook.languages[0] for each in codebook.codes for language in each.terms})
    parts = [own[member] for member in sorted(codebook.family(code.id))]
    parts += [" ".join(languages), f"{VERSION} {version('lemminflect')} {version('snowballstemmer')}"]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def test_after_a_schema_upgrade_nothing_is_matched_anew_but_codes_with_patterns_of_their_own() -> None:
    above = replace(LACK, id="above", patterns=())
    codebook = make_codebook(FUNDING, above, replace(LACK, parent="above"))
    keys = code_keys(codebook)

    as_before = {code.id for code in codebook.codes if keys[code.id] == key_in_schema_1(code, codebook)}

    assert as_before == {"funding", "above"}
