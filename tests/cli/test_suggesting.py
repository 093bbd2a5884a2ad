"""Whatever is edited in a codebook: following the edit leaves what matching everything anew leaves."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.hits import Hits
from qualcode.settings import Settings
from qualcode.store import Store
from qualcode.study.codebook.suggesting import apply_codebook
from qualcode.study.study import Study
from tests.cli.conftest import Command
from tests.make import make_codebook, make_document, make_segments
from tests.store.test_migrations import load_fixture, pieces, pieces_in_schema_1

FUNDING = Code(id="funding", name="Funding", terms={"": ("fund", "short-term funding")})
ACCESS = Code(id="access", name="Access", terms={"": ("road", "=WHO")}, unless=("road map",))
SAID = (
    "The road’s short-term fund is gone.",
    "Money is gone. The WHO paid the road map.",
    "“Rain”, she said.",
    "It rains.",
)


def book(*codes: Code) -> Codebook:
    made = make_codebook(*codes)
    return replace(made, sha256=repr(made.codes))


EDITS = {
    "term added": book(replace(FUNDING, terms={"": ("fund", "short-term funding", "money")}), ACCESS),
    "term removed": book(replace(FUNDING, terms={"": ("short-term funding",)}), ACCESS),
    "term changed": book(FUNDING, replace(ACCESS, terms={"": ("road*", "=WHO")})),
    "terms in another order": book(replace(FUNDING, terms={"": ("short-term funding", "fund")}), ACCESS),
    "near": book(replace(FUNDING, near=(Near(words=("money", "gone"), within=3),)), ACCESS),
    "unless": book(FUNDING, replace(ACCESS, unless=())),
    "pattern": book(replace(FUNDING, patterns=(({"LOWER": "rain"},),)), ACCESS),
    "definition": book(replace(FUNDING, definition="Money, or none."), ACCESS),
    "code added": book(FUNDING, ACCESS, Code(id="rain", name="Rain", terms={"": ("rain",)})),
    "code added under another": book(FUNDING, ACCESS, Code(id="map", name="M", parent="access", terms={"": ("map",)})),
    "code removed": book(FUNDING),
    "codes merged": book(replace(FUNDING, terms={"": ("fund", "short-term funding", "road", "=WHO")})),
}


def made_by(folder: Path, *codebooks: Codebook) -> list[Hits]:
    """What stands in a study to which these codebooks were applied, one after the other."""
    with Store.create(folder, name="Edits") as store:
        for number, words in enumerate(SAID):
            document = make_document(words, id=f"kii-{number}")
            store.documents.add(document, make_segments(document), segmenter="test 1")
        for codebook in codebooks:
            store.sources.save_codebook(codebook)
            apply_codebook(Study(folder, store, Settings()), codebook)
        return list(store.suggestions.hits())


@pytest.mark.parametrize("edited", EDITS.values(), ids=EDITS)
def test_after_an_edit_and_back_again_the_study_holds_what_matching_anew_finds(
    tmp_path: Path, edited: Codebook
) -> None:
    first = book(FUNDING, ACCESS)

    assert made_by(tmp_path / "there", first, edited) == made_by(tmp_path / "anew", edited)
    assert made_by(tmp_path / "back", first, edited, first) == made_by(tmp_path / "before", first)


def test_a_study_of_the_first_schema_holds_the_same_suggestions_after_the_next_suggest(
    tmp_path: Path, qualcode: Command
) -> None:
    folder = load_fixture(tmp_path / "study", "patterns_1.sql")
    (folder / "codebook.yaml").write_text(kept_codebook(folder), encoding="utf-8")
    before = pieces_in_schema_1(folder / "project.db")

    done = qualcode("suggest", "--project", folder)

    assert "11 suggestions in 3 interviews: 0 new, 0 no longer made, 11 as before" in done.err
    assert "no longer find" not in done.err
    with Store.open(folder, read_only=True) as store:
        assert pieces(store) == before
        found_with = store.suggestions.keys()
    assert "0 new, 0 no longer made, 11 as before" in qualcode("suggest", "--project", folder).err
    with Store.open(folder, read_only=True) as store:
        assert store.suggestions.keys() == found_with
    assert "" not in found_with.values()


def kept_codebook(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "project.db")) as connection:
        return str(connection.execute("SELECT source FROM codebooks").fetchone()[0])
