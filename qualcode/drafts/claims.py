"""Paragraphs → the counted statements in them: how many, of whom, of what theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.drafts.forms import RAISED, Form, Kind, find_forms
from qualcode.drafts.text import Paragraph
from qualcode.drafts.vocabulary import Named, Vocabulary
from qualcode.model.nouns import dataclass

HIDDEN = "\ue000"
"""Stands for what is read in another way: quotations, figures that a report marked, words in square brackets."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-ZÀ-Þ\ue000(“\"‘0-9])|\n+")
_SURVEY = re.compile(r"\b(?:surveys?|surveyed|questionnaires?|kobo|respondents to)\b", re.IGNORECASE)
_RESPONDENTS = re.compile(r"\brespondents?\b", re.IGNORECASE)
"""Who may be informants, too."""
_ANSWERED = re.compile(
    r"\b(?:answered|responded|replied|completed|returned|took part|filled (?:it )?in|surveyed)\b", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:approached|invited|declined|refused|asked for an interview)\b", re.IGNORECASE)
_METHOD = re.compile(r"\b(?:quotes|quotations|coders?|codings?|passages?|transcripts?|proposals?)\b", re.IGNORECASE)
_HEARD = re.compile(
    r"\b(?:heard|interviewed|interviews?|took part|taken part|spoke (?:to|with)|spoken (?:to|with)|consulted)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:\b(?:by|among|amongst|for|to|with)|[:(=])\s*(?:about|some|only|just|the|raised by)?\s*$", re.IGNORECASE
)
"""What stands before a count whose theme stands before it: `Funding was raised by five informants`."""
_POINTS_BACK = re.compile(
    r"\b(?:it|this|that|these|them|theme|issue|problem|did so|raised|so)\b[\s.,;)]*(?:$|[.,;])", re.IGNORECASE
)
"""A sentence that names no theme and means its heading's: `Two raised it.`"""
_OWN_WORDS = re.compile(rf"\s*(?:{RAISED})\s+(?!it\b|this\b|that\b|these\b|them\b)\w", re.IGNORECASE)
"""Behind a count, what was raised, in words that are no theme's."""
_BRACKETS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement of how many informants did something."""

    form: Form
    paragraph: Paragraph
    start: int
    end: int
    """Where it stands in the paragraph."""
    themes: tuple[str, ...] = ()
    """Ids of the themes that may be meant; none where nothing tells."""
    groups: tuple[str, ...] = ()
    """The groups in the noun phrase: together those meant."""
    others: tuple[str, ...] = ()
    """Groups named elsewhere in the paragraph, which may be meant where the noun phrase names none."""
    is_loose: bool = False
    """Its theme is the heading's, though the sentence may speak of something narrower in words of its own."""
    of_heard: bool = False
    """It is said how many were interviewed, not how many raised a theme."""
    of_survey: bool = False
    """It is about respondents of the survey: themes are what they may have answered."""
    instead: Claim | None = None
    """The same statement as one about the survey, where it may be."""

    @property
    def words(self) -> str:
        """The statement as the draft has it."""
        return self.paragraph.text[self.start : self.end].strip()


def read_claims(
    paragraphs: Iterable[Paragraph], vocabulary: Vocabulary, elsewhere: Mapping[int, Sequence[tuple[int, int]]]
) -> Iterator[Claim]:
    """Find every counted statement about informants, in the order of the draft.

    `elsewhere` are stretches that are read in another way, by the number of their paragraph: quotations, and figures
    that a report marked. In tables and notes a statement is read where its theme stands beside it.
    """
    for paragraph in paragraphs:
        if paragraph.is_heading:
            continue
        text = _masked(paragraph, elsewhere.get(paragraph.number, ()))
        named_before: tuple[str, ...] = ()
        in_own_words = False
        for start, end in _sentences(text):
            reading = _Sentence(paragraph, text, start, end, vocabulary, named_before)
            reading.follows_own_words = in_own_words
            found = [*_either(reading, vocabulary)]
            yield from found
            if reading.themes and not reading.by_term:
                named_before, in_own_words = reading.themes[-1].of, False
            elif found:
                in_own_words = True


def _either(reading: _Sentence, vocabulary: Vocabulary) -> Iterator[Claim]:
    """The statements of a sentence: about the survey where it says so, about either where it may be meant."""
    if vocabulary.surveyed is None:
        yield from () if _SURVEY.search(reading.text) else reading.claims()
        return
    surveyed = reading.of_survey(vocabulary.surveyed)
    if _SURVEY.search(f"{reading.paragraph.heading} {reading.text}"):
        yield from surveyed.claims()
    elif _RESPONDENTS.search(reading.text):
        others = {(each.start, each.end): each for each in surveyed.claims()}
        yield from (replace(each, instead=others.get((each.start, each.end))) for each in reading.claims())
    else:
        yield from reading.claims()


def _masked(paragraph: Paragraph, stretches: Iterable[tuple[int, int]]) -> str:
    text = paragraph.text
    for start, end in (*stretches, *(match.span() for match in _BRACKETS.finditer(text))):
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


class _Sentence:
    """A sentence with the themes and groups that it names."""

    def __init__(
        self,
        paragraph: Paragraph,
        text: str,
        start: int,
        end: int,
        vocabulary: Vocabulary,
        before: tuple[str, ...] = (),
        *,
        is_of_survey: bool = False,
    ) -> None:
        self.paragraph, self.start, self.vocabulary, self.before = paragraph, start, vocabulary, before
        self.text, self.is_of_survey = text[start:end], is_of_survey
        self.follows_own_words = False
        """What `it` points back to may be narrower than the heading, too."""
        groups = vocabulary.groups.find(self.text)
        self.themes = _not_within(vocabulary.themes.find(self.text), groups)
        self.groups = _not_within(groups, self.themes)
        self.by_term = not self.themes
        if self.by_term:
            self.themes = _not_within(vocabulary.terms.find(self.text), groups)
        above = vocabulary.themes.find(paragraph.beside or paragraph.heading)[-1:]
        if is_of_survey:  # a chart's heading may list answers: it is about none of them
            above = [each for each in above if each.end - each.start == len(paragraph.heading.strip())]
        self.heading = tuple(theme for each in above for theme in each.of)
        self.everywhere = tuple(
            dict.fromkeys(group for each in vocabulary.groups.find(text[:end]) for group in each.of)
        ) + tuple(label for label in vocabulary.like_nouns if label.casefold() in self.text.casefold())

    def of_survey(self, vocabulary: Vocabulary) -> _Sentence:
        """The same sentence as one about the survey."""
        whole = HIDDEN * self.start + self.text
        return _Sentence(self.paragraph, whole, self.start, len(whole), vocabulary, is_of_survey=True)

    def claims(self) -> Iterator[Claim]:
        if any(other.search(self.text) for other in (_ASKED, _METHOD)):
            return
        taking_part = _ANSWERED if self.is_of_survey else _HEARD
        forms = find_forms(self._without_longer_names(), self.vocabulary)
        for place, form in enumerate(forms):
            before = forms[place - 1] if place else None
            themes, is_loose = self._themes(form, forms, place)
            if self.paragraph.part != "text" and not self.themes and not (self.paragraph.beside and themes):
                continue
            yield Claim(
                form=form,
                paragraph=self.paragraph,
                start=self.start + form.start,
                end=self.start + form.end,
                themes=themes,
                groups=self._groups(form, before),
                others=self.everywhere,
                is_loose=is_loose,
                of_heard=not self.themes and taking_part.search(self.text) is not None,
                of_survey=self.is_of_survey,
            )

    def _without_longer_names(self) -> str:
        """The sentence without themes whose names hold that of a group: `CSO-government links`."""
        text = self.text
        for theme in self.themes:
            if self.vocabulary.groups.find(text[theme.start : theme.end]):
                text = text[: theme.start] + HIDDEN * (theme.end - theme.start) + text[theme.end :]
        return text

    def _groups(self, form: Form, before: Form | None) -> tuple[str, ...]:
        """The groups in the noun phrase; a share in brackets has those of the count before it."""
        if form.is_beside and before is not None:
            form = before
        found = [each for each in self.groups if form.phrase[0] <= each.start and each.end <= form.phrase[1]]
        return tuple(dict.fromkeys(group for each in found for group in each.of))

    def _themes(self, form: Form, forms: Sequence[Form], place: int) -> tuple[tuple[str, ...], bool]:
        """The theme that stands nearest: behind the count, or before it where it reads so; else the heading's.

        And whether the sentence may speak of something narrower than the heading's, in words of its own.
        """
        is_in_own_words = _OWN_WORDS.match(self.text, form.end) is not None
        if not self.themes:
            above = self.heading if is_in_own_words else tuple(dict.fromkeys((*self.heading, *self.before)))
            return above, self.follows_own_words or _POINTS_BACK.search(self.text) is None
        last = forms[place - 1].end if place else 0
        following = forms[place + 1].start if place + 1 < len(forms) else len(self.text)
        behind = [each for each in self.themes if form.end <= each.start < following]
        ahead = [each for each in self.themes if each.end <= form.start]
        within = [each for each in self.themes if form.start <= each.start < form.end]
        nearest_ahead = [each for each in ahead if each.start >= last] or ahead
        reads_ahead = form.kind is Kind.N or form.is_beside or _BEHIND.search(self.text[: form.start]) is not None
        first = nearest_ahead[-1:] if reads_ahead else []
        found = first or within[:1] or behind[:1]
        if not found and is_in_own_words:
            return self.heading, True
        if not found and self.is_of_survey:  # answers are many, and a sentence may go from one to the next
            return (), True
        found = found or ahead[-1:] or self.themes[:1]
        return tuple(dict.fromkeys((*found[0].of, *(self.heading if self.by_term else ())))), False


def _not_within(names: Iterable[Named], others: Sequence[Named]) -> list[Named]:
    """The names that do not stand within another, longer one."""
    return [
        each
        for each in names
        if not any(
            other.start <= each.start and each.end <= other.end and other.end - other.start >= each.end - each.start
            for other in others
        )
    ]
