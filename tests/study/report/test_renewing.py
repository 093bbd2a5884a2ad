"""Renewing a report that somebody has gone on writing in Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from qualcode.errors import ReadError, UsageError
from qualcode.reports.marked_text import find_marked
from qualcode.study.reading.roster import exclude_informant
from qualcode.study.report.renewing import Renewal, renew
from qualcode.study.study import Study


def drafted(study: Study, change: Callable[[docx.document.Document], None] = lambda document: None) -> Path:
    """The study's report, with something changed in Word."""
    [path, _] = study.write_report(study.folder / "reports" / "draft.docx")
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


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive"])
def test_what_is_no_word_file_is_refused(shown: Study, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "draft.docx").write_bytes(content)

    with pytest.raises(ReadError, match="cannot be read as a Word document"):
        renew(shown, tmp_path / "draft.docx")


def test_a_word_file_without_figures_is_refused(shown: Study, tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "letter.docx"))

    with pytest.raises(UsageError, match="no figure of a report"):
        renew(shown, tmp_path / "letter.docx")
