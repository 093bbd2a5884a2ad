"""What a draft would give away: names and ids, and what travels unseen with its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from qualcode.drafts.quotations import Quotation
from qualcode.drafts.text import Draft, Paragraph
from qualcode.model.nouns import dataclass
from qualcode.model.one_of import ORGANISATIONS
from qualcode.model.wording import plural
from qualcode.privacy.breaches import NAMED
from qualcode.study.results.quotes import protected

if TYPE_CHECKING:
    from qualcode.study.results.results import Results

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_OFFICES = ORGANISATIONS - {
    "agency",
    "cbo",
    "community",
    "cso",
    "group",
    "ingo",
    "network",
    "ngo",
    "organisation",
    "organization",
}
_SPAN = re.compile(r"\b(?:between|from)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:an?|one|the|our)\s+(?:(?:senior|former|deputy|local|acting)\s+)*(?P<role>"
    r"(?:official|officer|director|head|minister|governor|mayor|manager|coordinator|chair\w*|president|founder|adviser|"
    r"advisor|surgeon|doctor|employee|secretary)"
    rf"\s+(?:of|at|in|from)\s+(?:the\s+)?(?!an?\b)(?:[\w’'-]+\s+){{0,3}}?(?:directorate|{'|'.join(sorted(_OFFICES))})\b)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:met|meeting|thank\w*|indebted|grateful\w*|owe|spoke\s+(?:to|with)|talked\s+(?:to|with)|interviewed|received\s+us|"
    r"told\s+us|welcomed|introduced|arranged|helped\s+us|permission)\b",
    re.IGNORECASE,
)
"""In a sentence about those who were met, in which a post at an office tells who it is."""
_NOTHING = re.compile(r"(?!)")
FOR_TEAM_ALONE = "not to be passed on"
UNSEEN = "in a comment or a deletion that travels with the file"
PROPERTIES = "in the file’s properties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that a draft tells and should not, or that somebody has to look at before it is sent."""

    what: str
    words: str
    paragraph: Paragraph | None = None
    start: int = 0
    end: int = 0
    where: str = ""
    """In place of the paragraph, what of the file it is in."""
    is_protected: bool = True
    """A name, id or date; else something that is merely to be looked at."""


def told_by(draft: Draft, results: Results, quotations: Sequence[Quotation]) -> Iterator[Told]:
    """Everything in a draft that tells who somebody is: in its text, its comments, deletions and properties.

    A name that somebody allowed in a quote is allowed in quotations, ids in what says that it is for the team.
    """
    names, ids, days = protected(results), _ids(results), _days(results)
    if draft.is_for_team:
        n = sum(len(ids.findall(each.text)) for each in draft.paragraphs)
        words = f"for the team: {plural(n, 'id')} of interviews in it"
        yield Told(what=FOR_TEAM_ALONE, words=words, where="in the file", is_protected=False)
        ids = _NOTHING
    allowed = _allowed(results)
    quoted: dict[int, list[tuple[int, int]]] = {}
    for each in quotations:
        quoted.setdefault(each.paragraph.number, []).append((each.start, each.end))
    for paragraph in draft.paragraphs:
        text = paragraph.text
        for found in names.find(text):
            words = text[found.start : found.end]
            within = any(start <= found.start < end for start, end in quoted.get(paragraph.number, ()))
            is_own_id = draft.is_for_team and found.kind == "id"
            if not is_own_id and not (within and words.casefold() in allowed):
                yield Told(what=NAMED[found.kind], words=words, paragraph=paragraph, start=found.start, end=found.end)
        for what, pattern in (("an interview’s id or file name", ids), ("the day of an interview", days)):
            for match in pattern.finditer(text):
                if not (pattern is days and _is_span(text, days)):
                    start, end = match.span()
                    yield Told(what=what, words=match.group(), paragraph=paragraph, start=start, end=end)
        for sentence in re.finditer(r"[^.!?]+", text):
            for match in _ROLE.finditer(sentence.group()) if _MET.search(sentence.group()) else ():
                start, end = (sentence.start() + place for place in match.span("role"))
                if not any(first <= start < last for first, last in quoted.get(paragraph.number, ())):
                    yield Told(
                        what="a post that tells who it is",
                        words=text[start:end],
                        paragraph=paragraph,
                        start=start,
                        end=end,
                    )
    for where, texts in ((UNSEEN, draft.unseen), (PROPERTIES, draft.people)):
        for text in texts:
            for found in names.find(text):
                yield Told(what=NAMED[found.kind], words=text[found.start : found.end], where=where)
    yield from _unseen(draft)


def _unseen(draft: Draft) -> Iterator[Told]:
    """What is not seen in print, by count, and who the file says wrote it."""
    for what, n in draft.hidden.items():
        words = plural(n, what.removesuffix("s"), what) if what.endswith("s") else f"{what}, {plural(n, 'time')}"
        yield Told(what="travels with the file", words=words, where="in the file", is_protected=False)
    for name in draft.people:
        yield Told(what="an author in the properties", words=name, where=PROPERTIES, is_protected=False)


def _allowed(results: Results) -> frozenset[str]:
    found = (each for each in results.breaches if each.kind == "name" and each.settled.startswith("allowed"))
    return frozenset(each.what.rsplit(":", 1)[0].casefold() for each in found)


def places(results: Results) -> re.Pattern[str]:
    """Where a report for the team says that words are: ` [kii-03:128, 00:14:32]`."""
    return re.compile(rf"\s*\[?{_listed(each.id for each in results.interviews)}:\d+(?:, [\d:]+)?\]?", re.IGNORECASE)


def _ids(results: Results) -> re.Pattern[str]:
    """Ids of interviews that are no plain words, and the names of their files."""
    found = {each.id for each in results.interviews if not each.id.isalpha()}
    listed = _listed(found | {each.name for each in results.interviews})
    return re.compile(rf"(?<![\w-]){listed}(?![\w-])", re.IGNORECASE)


def _listed(found: Iterable[str]) -> str:
    return f"(?:{'|'.join(_however_spaced(each) for each in sorted(found, key=len, reverse=True)) or '(?!)'})"


def _however_spaced(id_: str) -> str:
    """An id as people write it: `kii-02` is KII 02, too."""
    return re.sub(r"\\?[-_ ]", r"[-_\\s]?", re.escape(id_))


def _days(results: Results) -> re.Pattern[str]:
    """The days on which interviews were held, as people write them."""
    ways: set[str] = set()
    for each in results.interviews:
        try:
            day = date.fromisoformat(each.date)
        except ValueError:
            continue
        month = _MONTHS[day.month - 1]
        name = rf"(?:{month}|{month[:3]}\.?)"
        ways |= {
            rf"{day.day}(?:st|nd|rd|th)?\s+(?:of\s+)?{name},?\s+{day.year}",
            rf"{name}\s+{day.day}(?:st|nd|rd|th)?,?\s+{day.year}",
            rf"{day.year}-{day.month:02}-{day.day:02}",
            rf"0?{day.day}[./]0?{day.month}[./](?:{day.year}|{day.year % 100:02})",
        }
    return re.compile(rf"(?<![\w])(?:{'|'.join(sorted(ways)) or '(?!)'})(?!\w)", re.IGNORECASE)


def _is_span(text: str, days: re.Pattern[str]) -> bool:
    """Whether the first and the last day of the interviews are told, as a report does, and none by itself."""
    return len(days.findall(text)) == 2 and _SPAN.search(text) is not None
