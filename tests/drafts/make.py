"""Drafts written by hand in a line, and Word files of them."""

from __future__ import annotations

from pathlib import Path

import docx

from qualcode.drafts.quotations import find_quotations
from qualcode.drafts.spoken import Spoken
from qualcode.drafts.text import Paragraph
from qualcode.drafts.verify import Checked, Private, Verifier, sought_in
from qualcode.model.document import Document


def paragraphs(*texts: str, heading: str = "", part: str = "text") -> tuple[Paragraph, ...]:
    """Paragraphs of a draft; `# Funding` is a heading."""
    made: list[Paragraph] = []
    for number, text in enumerate(texts, start=1):
        is_heading = text.startswith("# ")
        plain = text.removeprefix("# ")
        above = "" if is_heading else heading
        made.append(Paragraph(text=plain, number=number, heading=above, is_heading=is_heading, part=part))
        heading = plain if is_heading else heading
    return tuple(made)


def checked(text: str, *documents: Document, private: tuple[Private, ...] = (), heading: str = "") -> list[Checked]:
    """The quotations of a paragraph, held against interviews."""
    found = [*find_quotations(paragraphs(text, heading=heading))]
    verifier = Verifier(Spoken(documents, sought_in(found)), private)
    return [verifier.check(each) for each in found]


def write_docx(path: Path, *texts: str) -> Path:
    """A Word file of paragraphs; `# Funding` is a heading."""
    document = docx.Document()
    for text in texts:
        if text.startswith("# "):
            document.add_heading(text.removeprefix("# "))
        else:
            document.add_paragraph(text)
    document.core_properties.author = ""
    document.save(str(path))
    return path
