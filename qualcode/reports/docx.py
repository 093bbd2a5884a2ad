"""A report as a Word document, in the evaluator's own template where there is one."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.errors import ReadError
from qualcode.files.write import write_whole
from qualcode.model.report import Report
from qualcode.reports import docx_parts as parts
from qualcode.reports.docx_maker import Maker

LARGEST_TEMPLATE = 50_000_000


def write_docx(report: Report, path: Path, *, template: Path | None = None) -> None:
    """Write the chapters of a report, their numbers and quotes in hidden bookmarks (`reports/marks.py`).

    A template gives styles (Heading 1 to 3, Caption, Quote, Table Grid), page and letterhead; its words come first.
    """
    document = _open(template)
    maker = Maker(document, report)
    maker.front()
    for chapter in report.chapters:
        maker.chapter(chapter)
    content = BytesIO()
    document.save(content)
    write_whole(path, parts.settled(content.getvalue()))


def _open(template: Path | None) -> Any:
    import docx

    if template is None:
        document = docx.Document()
        parts.lay_out(document)
        return document
    try:
        with zipfile.ZipFile(template) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_TEMPLATE:
                raise ReadError(f"{template}: too large for a template", hint="take one without pictures")
        document = docx.Document(str(template))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise ReadError(
            f"{template}: cannot be read as a Word document", hint="save the template as .docx and name it again"
        ) from None
    parts.give_page(document)
    return document
