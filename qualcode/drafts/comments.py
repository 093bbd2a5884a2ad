"""Findings written into a copy of a Word draft, each as a comment beside the words it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.drafts.read_word import paragraph_elements
from qualcode.files.write import write_whole
from qualcode.model.nouns import dataclass

AUTHOR, INITIALS = "qualcode", "qc"
_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is said of a stretch of a draft."""

    paragraph: int
    """Its number."""
    start: int
    end: int
    text: str


def write_comments(draft: Path, to: Path, remarks: Iterable[Remark]) -> int:
    """Write a copy of a Word draft with a comment for each remark. Returns how many found no place.

    A comment stands at the run of text in which its words begin; in notes and text boxes, where Word takes no comments
    or none is written, a remark finds no place.
    """
    import docx
    from docx.text.paragraph import Paragraph

    document = docx.Document(str(draft))
    elements = paragraph_elements(document.element.body)
    n_left_out = 0
    for remark in remarks:
        element = elements.get(remark.paragraph)
        runs = Paragraph(element, document._body).runs if element is not None else []
        covered = _covering(runs, remark.start, remark.end)
        if not covered:
            n_left_out += 1
            continue
        comment = document.add_comment(covered, text=remark.text, author=AUTHOR, initials=INITIALS)
        comment._comment_elm.attrib.pop(_DATE, None)  # the same draft gives the same copy
    content = BytesIO()
    document.save(content)
    write_whole(to, content.getvalue())
    return n_left_out


def _covering(runs: Sequence[Any], start: int, end: int) -> list[Any]:
    """The runs that hold a stretch; all of them where hyperlinks and the like make places uncertain."""
    place = 0
    covered = []
    for run in runs:
        length = len(run.text)
        if place < end and start < place + length:
            covered.append(run)
        place += length
    return covered or [*runs]
