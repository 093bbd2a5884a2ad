"""After people have done their work every quote holds the words that speak for its theme."""

from __future__ import annotations

import shutil
from collections.abc import Callable
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


@pytest.fixture(scope="module")
def accepted_once(sample_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy: the sample study, of which amal accepted all."""
    folder = Path(shutil.copytree(sample_once, tmp_path_factory.mktemp("accepted") / "study"))
    with Study.open(folder) as study:
        accept_all(study)
    return folder


def on_the_screen(study: Study, accepted: Path) -> None:
    """All is done."""


def in_a_sheet(study: Study, accepted: Path) -> None:
    path = study.folder.parent / "sheet.xlsx"
    fill_sheet(study, path, Wanted(), coder="amal", blind=False, suggestions=True)
    book = load_workbook(path)
    page = book.worksheets[0]
    place = next(cell.column for cell in page[1] if cell.value == "Decision")
    for line in range(2, page.max_row + 1):
        page.cell(line, place).value = "accept"
    book.save(path)
    assert read_sheet(study, path, coder="amal").n_refused == 0


def by_a_merge(study: Study, accepted: Path) -> None:
    with Study.open(accepted, read_only=True) as other:
        lines = study.folder.parent / "decisions.jsonl"
        export_records(other, lines)
    merge_files(study, [lines])


def by_settling(study: Study, accepted: Path) -> None:
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


def then_corrected(study: Study, accepted: Path) -> None:
    paths = sorted((study.folder / "transcripts").glob("*.txt"))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(". ", ".  ").replace(" the ", " the the ", 3), encoding="utf-8")
    roster = load_roster(study)
    follow_import(study, roster, import_transcripts(study, paths, roster))


@pytest.mark.parametrize(
    ("reviewed", "is_begun"),
    [(on_the_screen, True), (in_a_sheet, False), (by_a_merge, False), (by_settling, True), (then_corrected, True)],
)
def test_no_quote_lacks_the_words_that_its_passage_has_for_the_theme(
    reviewed: Callable[[Study, Path], None],
    is_begun: bool,
    sample_once: Path,
    accepted_once: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Study.open(shutil.copytree(accepted_once if is_begun else sample_once, tmp_path / "sample")) as study:
        ids = study.store.documents.ids()
        before = {(found.code_id, found.segment_id) for id_ in ids for found in study.store.suggestions.of(id_)}
        reviewed(study, accepted_once)

        results = study.results()
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
