"""After people have done their work every quote holds the words that speak for its theme."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualcode.model.coding import Verdict
from qualcode.review.adjudication import Adjudication
from qualcode.review.queue import Wanted
from qualcode.study.keeping.merging import export_records, merge_files
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.results.quotes import select_and_check
from qualcode.study.review.coding_sheet import fill_sheet, read_sheet
from qualcode.study.review.sessions import disputed_in, open_library, open_session
from qualcode.study.study import Study
from tests.study.make import accept_all


@pytest.fixture
def sample(sample_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Study.open(shutil.copytree(sample_once, tmp_path / "sample")) as study:
        yield study


def on_the_screen(study: Study) -> None:
    accept_all(study)


def in_a_sheet(study: Study) -> None:
    path = study.folder.parent / "sheet.xlsx"
    fill_sheet(study, path, Wanted(), coder="amal", blind=False, suggestions=True)
    book = load_workbook(path)
    page = book.worksheets[0]
    place = next(cell.column for cell in page[1] if cell.value == "Decision")
    for line in range(2, page.max_row + 1):
        page.cell(line, place).value = "accept"
    book.save(path)
    assert read_sheet(study, path, coder="amal").n_refused == 0


def by_a_merge(study: Study) -> None:
    copy = shutil.copytree(study.folder, study.folder.parent / "copy")
    with Study.open(copy) as other:
        accept_all(other, "omar")
        lines = study.folder.parent / "decisions.jsonl"
        export_records(other, lines)
    merge_files(study, [lines])


def by_settling(study: Study) -> None:
    accept_all(study, "amal")
    session = open_session(study, "omar")
    for item in session.items():
        session.decide(item, Verdict.REJECT)
    library = open_library(study)
    disputed = disputed_in(study, library, code="", document="")
    desk = Adjudication(study.store.log, library, study.store.log, disputed, coder="nour")
    for _ in disputed:
        desk.decide(Verdict.ACCEPT)
        desk.advance()
    assert desk.route.left == 0


def then_corrected(study: Study) -> None:
    accept_all(study)
    paths = sorted((study.folder / "transcripts").glob("*.txt"))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(". ", ".  ").replace(" the ", " the the ", 3), encoding="utf-8")
    roster = load_roster(study)
    follow_import(study, roster, import_transcripts(study, paths, roster))


@pytest.mark.parametrize("reviewed", [on_the_screen, in_a_sheet, by_a_merge, by_settling, then_corrected])
def test_no_quote_lacks_the_words_that_its_passage_has_for_the_theme(
    reviewed: Callable[[Study], None], sample: Study
) -> None:
    ids = sample.store.documents.ids()
    before = {(found.code_id, found.segment_id) for id_ in ids for found in sample.store.suggestions.of(id_)}
    reviewed(sample)

    results = sample.results()
    quotes = select_and_check(results, everything=True)[0].quotes
    evidence = {coding.id: coding.evidence for coding in results.codings}
    assert len(quotes) > 300
    assert {(coding.code_id, coding.segment_id) for coding in results.codings if not coding.evidence} & before == set()
    without = [
        quote.coding_id
        for quote in quotes
        if not any(quote.start <= piece.start and piece.end <= quote.end for piece in evidence[quote.coding_id])
    ]
    assert without == []
