"""What stands in the study's database is a function of the interviews and the codebook, of nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.document import Document, Segment
from qualcode.settings import Settings
from qualcode.store import Store
from qualcode.study.codebook.suggesting import apply_codebook
from qualcode.study.study import Study
from qualcode.suggesters.workers import processes
from tests.make import make_codebook, make_document, make_segments

Row = tuple[object, ...]
Interview = tuple[Document, tuple[Segment, ...]]

SAID = {
    "en": ("The ONG has no money again.", "A road, a route, and the fund for the WHO’s road."),
    "ar": ("لا تمويل ولا ONG money هنا.", "الطريق مغلق والتمويل قليل."),
    "fr": ("L’ONG a de l’argent et des fonds.", "Une route, no money; pas de road, dit la WHO."),
    "de": ("Die ONG hat Fonds, argent, Routes und no money again.",),
}


def interview(id: str, *languages: str) -> Interview:
    """An interview in the first of these languages, with passages in each."""
    said = [(words, language) for language in languages for words in SAID[language]]
    document = replace(make_document(*(words for words, _ in said), id=id), language=languages[0])
    segments = [replace(one, language=own) for one, (_, own) in zip(make_segments(document), said, strict=True)]
    return document, tuple(segments)


INTERVIEWS = (
    interview("kii-1", "en", "ar", "fr"),
    interview("kii-2", "ar", "de"),
    interview("kii-3", "fr", "ar", "en"),
    interview("kii-10", "de"),
)
FUNDING = Code(
    id="funding",
    name="Funding",
    terms={"en": ("fund", "mon*", "=ONG"), "fr": ("fonds", "argent", "ONG"), "ar": ("تمويل", "=ONG", "ONG money")},
    near=(Near(words=("no", "money"), within=3),),
    unless=("fund for the",),
    patterns=(({"LOWER": "money"}, {"LOWER": "again"}), ({"LOWER": {"IN": ("money", "fonds")}},)),
)
ROADS = Code(id="roads", name="Roads", terms={"fr": ("route",), "en": ("road", "route"), "ar": ("طريق",)})
WHO = Code(id="who", name="WHO", parent="roads", terms={"": ("=WHO", "WHO’s road")})


def book(*codes: Code, languages: tuple[str, ...] = ("en", "fr", "ar")) -> Codebook:
    made = replace(make_codebook(*codes), languages=languages)
    return replace(made, sha256=repr((made.codes, languages)))


CODEBOOK = book(FUNDING, ROADS, WHO)
EDITS = {
    "a term more": book(FUNDING, replace(ROADS, terms={**ROADS.terms, "en": ("road", "route", "again")}), WHO),
    "terms in another order": book(
        replace(FUNDING, terms={**FUNDING.terms, "en": ("=ONG", "mon*", "fund")}), ROADS, WHO
    ),
    "languages in another order": book(replace(FUNDING, terms=dict(reversed(FUNDING.terms.items()))), ROADS, WHO),
    "codes in another order": book(ROADS, WHO, FUNDING),
    "another first language": book(FUNDING, ROADS, WHO, languages=("ar", "en", "fr")),
    "a language less": book(*(replace(code, terms=dict(list(code.terms.items())[:2])) for code in CODEBOOK.codes)),
    "a first word in a language": book(FUNDING, replace(ROADS, terms={**ROADS.terms, "de": ("Bahnhof",)}), WHO),
}


def rows(folder: Path, codebooks: Sequence[Codebook], *batches: Iterable[Interview], n_processes: int = 1) -> list[Row]:
    """The rows of a study whose interviews came in these batches, each codebook applied after each of them."""
    with Store.create(folder, name="Rows") as store:
        study = Study(folder, store, Settings())
        for batch in batches:
            for document, segments in batch:
                store.documents.add(document, segments, segmenter="test 1")
            for codebook in codebooks:
                store.sources.save_codebook(codebook)
                apply_codebook(study, codebook, n_processes=n_processes)
    with closing(sqlite3.connect(folder / "project.db")) as connection:
        return connection.execute("SELECT * FROM suggestions").fetchall()


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """The rows of the codebook matched once, in the order of the study."""
    return rows(tmp_path_factory.mktemp("anew") / "study", [CODEBOOK], INTERVIEWS)


def test_the_interviews_are_spoken_in_several_languages_and_words_found_in_each(anew: list[Row]) -> None:
    found = {(row[0], row[1]) for row in anew if row[5]}

    assert found >= {(document.id, "funding") for document, _ in INTERVIEWS}
    assert {"roads", "who"} <= {code_id for _, code_id in found}


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)], ids=str)
def test_rows_are_the_same_in_whatever_order_interviews_come(
    tmp_path: Path, anew: list[Row], order: tuple[int, ...]
) -> None:
    one_by_one = [[INTERVIEWS[place]] for place in order]

    assert rows(tmp_path / "study", [CODEBOOK], *one_by_one) == anew


def test_rows_are_the_same_from_two_processes(tmp_path: Path, anew: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "BATCH", 1)  # so that each of them gets some

    assert rows(tmp_path / "study", [EDITS["a term more"], CODEBOOK], INTERVIEWS[::-1], n_processes=2) == anew


@pytest.mark.parametrize("edited", EDITS.values(), ids=EDITS)
def test_rows_are_the_same_after_an_edit_as_from_nothing(tmp_path: Path, anew: list[Row], edited: Codebook) -> None:
    from_nothing = rows(tmp_path / "from nothing", [edited], INTERVIEWS)
    turned = INTERVIEWS[2:], INTERVIEWS[:2]

    assert rows(tmp_path / "there", [CODEBOOK, edited], *turned) == from_nothing
    assert rows(tmp_path / "back", [edited, CODEBOOK], *turned) == anew
