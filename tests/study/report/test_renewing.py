"""Renewing a report that somebody has gone on writing in Word."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from qualcode.errors import ReadError, UsageError
from qualcode.reports.marked_text import find_marked
from qualcode.study.reading.roster import exclude_informant, include_informant
from qualcode.study.report.renewing import Renewal, renew
from qualcode.study.report.report import ReportOptions, write_reports
from qualcode.study.study import Study


def drafted(
    study: Study,
    change: Callable[[docx.document.Document], None] = lambda document: None,
    *,
    options: ReportOptions = ReportOptions(),
) -> Path:
    """The study's report, with something changed in Word."""
    [path, _] = write_reports(study, [study.folder / "reports" / "draft.docx"], options)
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    return path


def told(renewal: Renewal) -> list[tuple[str, str, str]]:
    """What became of what, without the headings."""
    return [(str(row.cells[0]), str(row.cells[2]), str(row.cells[3])) for row in renewal.table.rows]


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_nothing_changes_in_a_draft_that_says_what_is_so(shown: Study) -> None:
    draft = drafted(shown)

    renewal = renew(shown, draft)

    assert told(renewal) == []
    assert words_of(renewal.path) == words_of(draft)


def test_figures_in_sentences_somebody_wrote_around_are_renewed(shown: Study) -> None:
    def write_around(document: docx.document.Document) -> None:
        [about] = [each for each in document.paragraphs if each.text.startswith("This report")]
        about.add_run(" Our own words.")

    draft = drafted(shown, write_around)
    before = words_of(draft)
    exclude_informant(shown, "basim", "withdrew")
    renewal = renew(shown, draft)

    after = words_of(renewal.path)
    assert "says what three informants said" in before
    assert "says what two informants said" in after
    assert "Our own words." in after
    assert ("renewed", "three", "two") in told(renewal)
    assert words_of(draft) == before


def test_what_was_typed_over_or_taken_out_is_left_and_listed(shown: Study) -> None:
    def edit(document: docx.document.Document) -> None:
        first, second, *_ = find_marked(document)
        first.texts[0].text = "hardly any"
        second.texts[0].text = ""

    draft = drafted(shown, edit)
    renewal = renew(shown, draft)

    [(what, was, _), (gone, nothing, _)] = told(renewal)
    assert (what, was) == ("typed over: left as it is", "hardly any")
    assert (gone, nothing) == ("taken out of the text", "")
    assert "hardly any" in words_of(renewal.path)


def test_a_quote_that_is_no_longer_there_is_listed(shown: Study) -> None:
    draft = drafted(shown)
    exclude_informant(shown, "amira", "withdrew")

    gone = [was for what, was, _ in told(renew(shown, draft)) if what.startswith("no longer there")]

    assert any(was.startswith("“") for was in gone)


def test_renewing_twice_changes_nothing_more(shown: Study) -> None:
    draft = drafted(shown)
    exclude_informant(shown, "basim", "withdrew")
    once = renew(shown, draft)

    assert not [what for what, _, _ in told(renew(shown, once.path)) if what == "renewed"]


def test_figures_of_suggestions_become_those_of_decisions(shown: Study) -> None:
    from qualcode.model.coding import Verdict
    from qualcode.study.review.sessions import decide

    draft = drafted(shown)
    for passage in ("amira:2", "carol:2"):
        decide(shown, "amal", passage, Verdict.ACCEPT, code="funding")
    decide(shown, "amal", "basim:2", Verdict.REJECT, code="access")

    renewal = renew(shown, draft)

    assert not [was for what, was, _ in told(renewal) if what.startswith("no longer") and was == "three"]
    assert renewal.table.rows


def cells_of(path: Path) -> list[list[list[str]]]:
    """What stands in the tables of a file."""
    document = docx.Document(str(path))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def fresh(study: Study, options: ReportOptions = ReportOptions()) -> Path:
    """The report of today, written anew."""
    return write_reports(study, [study.folder / "reports" / "fresh.docx"], options)[0]


def more_themes(study: Study) -> None:
    text = study.codebook_path.read_text("utf-8")
    study.codebook_path.write_text(f"{text}  - id: roads\n    name: Roads\n    terms: [road, roads]\n", "utf-8")
    study.suggest()


def fewer_people(study: Study) -> None:
    exclude_informant(study, "basim", "withdrew")


@pytest.mark.parametrize("change", [fewer_people, more_themes])
def test_tables_in_which_nobody_typed_are_those_of_a_new_report(shown: Study, change: Callable[[Study], None]) -> None:
    draft = drafted(shown)
    change(shown)
    renewal = renew(shown, draft)

    assert cells_of(renewal.path) != cells_of(draft)
    assert cells_of(renewal.path) == cells_of(fresh(shown))
    assert told(renew(shown, renewal.path)) == [each for each in told(renewal) if each[0].startswith("no longer")]


def test_rows_that_came_are_named_and_cells_that_changed_are_counted(shown: Study) -> None:
    draft = drafted(shown)
    more_themes(shown)
    exclude_informant(shown, "basim", "withdrew")
    before = cells_of(draft)
    renewal = renew(shown, draft)
    rows = renewal.table.rows
    after = cells_of(renewal.path)

    assert ("row added", "Roads") in {(str(row.cells[0]), str(row.cells[1]).rpartition(": ")[2]) for row in rows}
    cells = {str(row.cells[1]): str(row.cells[2]) for row in rows if row.cells[0] == "table renewed"}
    pairs = [pair for old, new in zip(before[0], after[0], strict=True) for pair in zip(old, new, strict=True)]
    assert cells["Who was heard"] == f"{sum(was != now for was, now in pairs)} cells"


def test_in_a_table_in_which_somebody_typed_figures_are_renewed_and_rows_listed(shown: Study) -> None:
    def type_in(document: docx.document.Document) -> None:
        cells = [row.cells[0] for table in document.tables for row in table.rows if "of" in row.cells[-1].text.split()]
        next(cell for cell in cells if cell.text == "Funding").paragraphs[0].runs[0].text = "Money"

    draft = drafted(shown, type_in)
    more_themes(shown)
    exclude_informant(shown, "basim", "withdrew")
    renewal = renew(shown, draft)

    rows = [row for table in cells_of(renewal.path) for row in table]
    [money] = [row for row in rows if row[0] == "Money"]
    [whole] = [
        row for table in cells_of(fresh(shown)) for row in table if row[0] == "Funding" and "of" in row[-1].split()
    ]
    assert [each.split() for each in money[1:]] == [each.split() for each in whole[1:]]
    found = {(str(row.cells[0]), str(row.cells[1]).rpartition(": ")[2]) for row in renewal.table.rows}
    assert ("row that is not in the table: left as it is", "Roads") in found
    assert ("row no longer there: left as it is", "Money") in found
    assert not any(row[0] == "Roads" and "of" in row[-1].split() for row in rows)


def test_notes_and_paragraphs_that_are_computed_as_a_whole_are_renewed_come_and_go(shown: Study) -> None:
    draft = drafted(shown)
    exclude_informant(shown, "basim", "withdrew")
    with_one_less = renew(shown, draft)
    include_informant(shown, "basim")
    back = renew(shown, with_one_less.path)

    note = "1 informant left out of the counts."
    assert note in words_of(with_one_less.path)
    assert "with 2 informants" in words_of(with_one_less.path)
    assert note not in words_of(back.path)
    assert "with 3 informants" in words_of(back.path)


def test_a_paragraph_of_the_method_that_somebody_rewrote_stays(shown: Study) -> None:
    def rewrite(document: docx.document.Document) -> None:
        [method] = [each for each in document.paragraphs if each.text.startswith("A codebook (")]
        method.runs[0].text = "We coded as we always do."

    draft = drafted(shown, rewrite)
    more_themes(shown)

    assert "We coded as we always do." in words_of(renew(shown, draft).path)


def test_pictures_with_other_numbers_are_drawn_again(shown: Study) -> None:
    options = ReportOptions(intervals=True)
    draft = drafted(shown, options=options)
    exclude_informant(shown, "basim", "withdrew")
    renewal = renew(shown, draft, options=options)

    assert "picture drawn again" in [what for what, _, _ in told(renewal)]
    assert pictures(renewal.path) == pictures(fresh(shown, options)) != pictures(draft)


def pictures(path: Path) -> list[tuple[str, bytes]]:
    """The pictures of a file, each with what it shows in words."""
    document = docx.Document(str(path))
    said = [each.get("descr") for each in document.element.body.iter("{*}docPr")]
    shown = [blip.get(qn("r:embed")) for blip in document.element.body.iter("{*}blip")]
    return [(words, document.part.related_parts[id].blob) for words, id in zip(said, shown, strict=True)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_draft_that_went_through_libreoffice_is_renewed_as_well(shown: Study, tmp_path: Path) -> None:
    draft = drafted(shown)
    for kind, path in (("odt", draft), ("docx:MS Word 2007 XML", tmp_path / "draft.odt")):
        command = ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to"]
        subprocess.run([*command, kind, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True)
    assert told(renew(shown, tmp_path / "draft.docx")) == []
    exclude_informant(shown, "basim", "withdrew")
    renewal = renew(shown, tmp_path / "draft.docx")

    assert cells_of(renewal.path) == cells_of(fresh(shown))
    assert "says what two informants said" in words_of(renewal.path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive"])
def test_what_is_no_word_file_is_refused(shown: Study, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "draft.docx").write_bytes(content)

    with pytest.raises(ReadError, match="cannot be read as a Word document"):
        renew(shown, tmp_path / "draft.docx")


def test_a_word_file_without_figures_is_refused(shown: Study, tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "letter.docx"))

    with pytest.raises(UsageError, match="no figure of a report"):
        renew(shown, tmp_path / "letter.docx")
