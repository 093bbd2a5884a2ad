"""A report as a Word document, in the evaluator's own template where there is one."""

from __future__ import annotations

from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from qualcode.files.write import write_whole
from qualcode.model.report import Report
from qualcode.reports import docx_parts as parts
from qualcode.reports.docx_archive import open_docx, settled
from qualcode.reports.docx_front import write_front
from qualcode.reports.docx_maker import Maker


def write_docx(report: Report, path: Path, *, template: Path | None = None) -> None:
    """Write the chapters of a report, their numbers and quotes in hidden bookmarks (`model/bookmarks.py`).

    A template gives styles (Heading 1 to 3, Caption, Quote, Table Grid), page and letterhead; its words come first.
    """
    document = _open(template)
    maker = Maker(document, report)
    write_front(maker, from_template=template is not None)
    for chapter, below in zip_longest(maker.chapters, maker.chapters[1:]):
        maker.chapter(chapter, opens=below is not None and below.level > chapter.level)
    content = BytesIO()
    document.save(content)
    write_whole(path, settled(content.getvalue()))


def _open(template: Path | None) -> Any:
    import docx

    if template is None:
        document = docx.Document()
        parts.lay_out(document)
        return document
    document = open_docx(template, "save the template as .docx and name it again")
    parts.give_page(document)
    return document
