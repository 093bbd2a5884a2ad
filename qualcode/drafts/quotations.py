"""Paragraphs → the quotations in them: marks of several languages, and paragraphs in a style for quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qualcode.drafts.text import Paragraph
from qualcode.model.nouns import dataclass
from qualcode.model.report import DRAFT_FOR_TEAM, FOR_TEAM
from qualcode.model.table import Basis
from qualcode.model.text import fold_term

_BANNERS = tuple(said.casefold() for said in (*(basis.caveat for basis in Basis), FOR_TEAM, DRAFT_FOR_TEAM) if said)
"""How a report begins that says, in the style of a quotation, what its figures rest on and whom it is for."""
FEWEST = 3
"""Words below which a quotation cannot be told from words that are merely marked."""
_PAIRS = (("“", "”"), ("«", "»"), ("„", "“”"), ("‹", "›"), ('"', '"'))
_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–]))‘(?P<words>[^‘]{8,2000}?)’(?=[\s.,;:!?)\]—–]|$)")
_ATTRIBUTION = re.compile(r"\s*(?:[—–]|\s-)\s*(?P<label>[^—–\n.]{2,120})\.?\s*$")
_IN_BRACKETS = re.compile(r"(?<=[.!?…”\"])\s*\((?P<label>[^()]{2,120})\)\.?\s*$")
"""`(UN agency informant)` behind a whole paragraph that is a quotation."""
_ONE_LETTER = re.compile(r"\[(\w)\](?=\w)")
"""`[t]he`: an editor changed a capital."""
_REMARK = r"\((?:contrary|from notes|original|translated)[^()]{0,60}\)"
_AFTER = re.compile(
    rf"\s*(?:(?:{_REMARK}\s*)?[—–]\s*(?P<dash>[^\n.;—–“«„]{{2,120}})"
    r"|(?:,\s+(?:\w+\s+){1,4})?\((?P<bracket>[^()]{2,120})\))"
)
_LEFT_OUT = re.compile(r"\s*(?:\[\s*(?:…|\.{2,})\s*\]|\(\s*(?:…|\.{2,})\s*\)|…|\.{3,})\s*")
_BRACKETED = re.compile(r"\[[^\]]{1,80}\]")
BEFORE = 90
"""Characters before a quotation in which its informant may be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that a draft presents as somebody's."""

    words: str
    """Without the marks around them."""
    paragraph: Paragraph
    start: int
    end: int
    """Where they stand in the paragraph."""
    after: str = ""
    """The label after them, behind a dash or in brackets."""
    before: str = ""
    """What stands before them, at most 90 characters; the end of the paragraph before where that leads to them."""

    behind: str = ""
    """What stands behind them, at most 90 characters, without a mark of their own."""

    @property
    def n_words(self) -> int:
        """How many words it has, as they are compared."""
        return len(fold_term(self.words).split())

    @property
    def pieces(self) -> tuple[str, ...]:
        """What stands between marks of omission: each has to stand in the interview as it is here."""
        return tuple(piece for piece in _LEFT_OUT.split(self.words) if fold_term(_BRACKETED.sub(" ", piece)))

    @property
    def has_marks(self) -> bool:
        """Whether it says that something was left out or put in."""
        return len(self.pieces) > 1 or bool(_BRACKETED.search(self.words)) or bool(_LEFT_OUT.search(self.words))


def find_quotations(paragraphs: Iterable[Paragraph]) -> Iterator[Quotation]:
    """Every quotation of a draft in its order, short ones too."""
    read = [*paragraphs]
    for ahead, paragraph, behind in zip([None, *read], read, [*read[1:], None], strict=False):
        if paragraph.is_heading:
            continue
        found = list(_marked(paragraph))
        if paragraph.is_quote and not found and not paragraph.text.casefold().startswith(_BANNERS):
            found = [each for each in (_whole(paragraph),) if each.words]
        label = _ATTRIBUTION.fullmatch(behind.text) if behind and found else None
        if label and not found[-1].after and len(paragraph.text) - found[-1].end < 3:
            found[-1] = replace(found[-1], after=label["label"].strip())
        if found and found[0].start < 2 and ahead and ahead.text.endswith(":"):
            found[0] = replace(found[0], before=ahead.text[-BEFORE:])
        yield from found


def _whole(paragraph: Paragraph) -> Quotation:
    label = _ATTRIBUTION.search(paragraph.text) or _IN_BRACKETS.search(paragraph.text)
    end = label.start() if label else len(paragraph.text)
    return Quotation(
        words=paragraph.text[:end].strip(),
        paragraph=paragraph,
        start=0,
        end=end,
        after=label["label"].strip() if label else "",
    )


def _marked(paragraph: Paragraph) -> Iterator[Quotation]:
    text = paragraph.text
    spans = sorted({*_between_marks(text), *(match.span("words") for match in _SINGLE.finditer(text))})
    last = labelled = 0
    for start, end in spans:
        if start < last:
            continue
        last = end
        first = max(labelled, start - 1 - BEFORE)
        behind = _AFTER.match(text, min(len(text), end + 1))
        labelled = behind.end() if behind else labelled
        yield Quotation(
            words=text[start:end].strip(),
            paragraph=paragraph,
            start=start,
            end=end,
            after=(behind["dash"] or behind["bracket"] or "").strip() if behind else "",
            before=text[first : max(first, start - 1)],
            behind=text[end + 1 : end + 1 + BEFORE],
        )


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between an opening and a closing mark; a quotation may go on to the end of its paragraph."""
    place = 0
    while place < len(text):
        opening = next((pair for pair in _PAIRS if text.startswith(pair[0], place)), None)
        if opening is None or (opening[0] == '"' and place > 0 and text[place - 1].isalnum()):
            place += 1
            continue
        closing = _closing(text, place, *opening)
        if closing < 0 and opening[0] == "“":
            closing = text.find('"', place + 1)
        if closing < 0:
            if opening[0] in "“«„" and place == 0:
                yield place + 1, len(text)
            return
        yield place + 1, closing
        place = closing + 1


def _closing(text: str, place: int, opening: str, closing: str) -> int:
    """Where a quotation ends, behind those within it in the same marks; -1 where it does not."""
    signs = [found.start() for found in re.finditer(f"[{closing}]", text) if found.start() > place]
    if opening not in closing:
        for end in signs:
            if text.count(opening, place, end) == sum(sign <= end for sign in signs):
                return end
    return min(signs, default=-1)


def bracketed_out(piece: str) -> str:
    """A piece without the words that an editor put in."""
    return _BRACKETED.sub("  ", _ONE_LETTER.sub(r"\1", piece))
