"""A sentence of a draft: its counted statements, and the themes and groups that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qualcode.drafts.claim import INTERVIEWS, Claim
from qualcode.drafts.forms import Form, Kind, find_forms
from qualcode.drafts.patterns import BACK, RAISED
from qualcode.drafts.text import Paragraph
from qualcode.drafts.vocabulary import Named, Vocabulary

HIDDEN = "\ue000"
"""Stands for what is read in another way: quotations, figures that a report marked, words in square brackets."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-ZÀ-Þ\ue000(“\"‘0-9])|\n+")
_ANSWERED = re.compile(
    r"\b(?:answered|responded|replied|completed|returned|took part|filled (?:it )?in|surveyed)\b", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:approached|invited|declined|refused|asked for an interview)\b", re.IGNORECASE)
_METHOD = re.compile(
    r"\b(?:quotes|quotations|coders?|codings?|passages?|transcripts?|proposals?|turns?\s+on|reviewed\s+for)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:heard|interviewed|interviews?|took part|taken part|spoke (?:to|with)|spoken (?:to|with)|consulted)\b",
    re.IGNORECASE,
)
_SOME_OF_THEM = re.compile(r"\b(?:group interview|focus group|twice|again|each other|jointly)\b", re.IGNORECASE)
"""In a sentence about some of those heard, which does not say how many they are."""
_BEHIND = re.compile(
    r"(?:\b(?:by|among|amongst|for|to|with)|[:(=])\s*(?:about|some|only|just|the|raised by)?\s*$", re.IGNORECASE
)
"""What stands before a count whose theme stands before it: `Funding was raised by five informants`."""
_POINTS_BACK = re.compile(
    r"\b(?:it|this|that|these|them|theme|issue|problem|did so|raised|so)\b[\s.,;)]*(?:$|[.,;])", re.IGNORECASE
)
"""A sentence that names no theme and means its heading's: `Two raised it.`"""
_THAT_BEFORE = re.compile(rf"\b(?:{RAISED})\s+(?:{BACK})\b|\b(?:do|did)\s+so\b|\bso\s+did\b", re.IGNORECASE)
"""A sentence that names no theme and means that of the sentence before."""
_OWN_WORDS = re.compile(rf"\s*(?:{RAISED})\s+(?!it\b|this\b|that\b|these\b|them\b)\w", re.IGNORECASE)
"""Behind a count, what was raised, in words that are no theme's."""


class Sentence:
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
        self.text, self.text_before, self.is_of_survey = text[start:end], text[:start], is_of_survey
        self.follows_own_words = False
        """What `it` points back to may be narrower than the heading, too."""
        groups = vocabulary.groups.find(self.text)
        self.themes = not_within(vocabulary.themes_in(self.text), groups)
        self.groups = not_within(groups, self.themes)
        self.by_term = not self.themes
        if self.by_term:
            self.themes = not_within(vocabulary.terms.find(self.text), groups)
        parts = not_within(vocabulary.parts.find(self.text), groups)
        self.parts = tuple(theme for each in parts for theme in each.of)
        above = vocabulary.themes.find(paragraph.beside or paragraph.heading)[-1:]
        self.heading = tuple(theme for each in above for theme in each.of)
        self.everywhere = tuple(
            dict.fromkeys(group for each in vocabulary.groups.find(text[:end]) for group in each.of)
        ) + tuple(label for label in vocabulary.like_nouns if label.casefold() in self.text.casefold())

    def claims(self) -> Iterator[Claim]:
        """The counted statements in it, each with what it is of."""
        if any(other.search(self.text) for other in (_ASKED, _METHOD)):
            return
        taking_part = _ANSWERED if self.is_of_survey else _HEARD
        forms = self._forms()
        of_frame: tuple[str, ...] = ()
        for place, form in enumerate(forms):
            before = forms[place - 1] if place else None
            themes, is_loose = self._themes(form, forms, place)
            if self.paragraph.part != "text" and not self.themes and not (self.paragraph.beside and themes):
                continue
            groups = self._groups(form, before) or of_frame
            if form.kind is Kind.COUNT and form.is_size:
                of_frame = groups
            yield Claim(
                form=form,
                paragraph=self.paragraph,
                start=self.start + form.start,
                end=self.start + form.end,
                themes=themes,
                groups=groups,
                others=self.everywhere,
                is_loose=is_loose,
                is_named=bool(self.themes) and not self.by_term,
                of_heard=not self.themes and form.kind is not Kind.INTERVIEWS and self._tells_how_many(taking_part),
                of_survey=self.is_of_survey,
                than=self.than(form) if form.kind in (Kind.RATHER, Kind.UTMOST) else (),
            )

    def _tells_how_many(self, taking_part: re.Pattern[str]) -> bool:
        """Whether it says how many took part at all, not how often or with whom."""
        return taking_part.search(self.text) is not None and _SOME_OF_THEM.search(self.text) is None

    def _forms(self) -> list[Form]:
        """The counted statements, where no name of a theme is taken for a group: `CSO-government links`."""
        text = self.text
        for theme in self.themes:
            if self.vocabulary.groups.find(text[theme.start : theme.end]):
                text = text[: theme.start] + HIDDEN * (theme.end - theme.start) + text[theme.end :]
        return find_forms(text, self.vocabulary, [(each.start, each.end) for each in self.themes])

    def _groups(self, form: Form, before: Form | None) -> tuple[str, ...]:
        """The groups in the noun phrase; a share in brackets has those of the count before it."""
        if form.is_beside and before is not None:
            form = before
        named = self._may_be_groups(form)
        found = [each for each in named if form.phrase[0] <= each.start and each.end <= form.phrase[1]]
        return tuple(dict.fromkeys(group for each in found for group in each.of))

    def _may_be_groups(self, form: Form) -> Sequence[Named]:  # noqa: ARG002
        return self.groups

    def reads_ahead(self, form: Form) -> bool:
        """Whether what is counted stands before a count."""
        return form.kind is Kind.N or form.is_beside or _BEHIND.search(self.text[: form.start]) is not None

    def than(self, form: Form) -> tuple[str, ...]:
        """The other theme of a comparison of two."""
        return next((each.of for each in self.themes if (each.start, each.end) == form.than[1]), ())

    def _themes(self, form: Form, forms: Sequence[Form], place: int) -> tuple[tuple[str, ...], bool]:
        """The theme that stands nearest: behind the count, or before it where it reads so; else the heading's.

        And whether the sentence may speak of something narrower than the heading's, in words of its own.
        """
        if form.kind is Kind.INTERVIEWS:
            how = self.text[slice(*form.phrase)].casefold()
            return (INTERVIEWS.get(how, INTERVIEWS[""]),), False
        if form.kind in (Kind.RATHER, Kind.UTMOST):
            return next((each.of for each in self.themes if (each.start, each.end) == form.than[0]), ()), False
        is_in_own_words = _OWN_WORDS.match(self.text, form.end) is not None
        if not self.themes:
            if self.before and not is_in_own_words and _THAT_BEFORE.search(self.text):
                return (*self.before, *self.parts), self.follows_own_words
            above = self.heading if is_in_own_words else tuple(dict.fromkeys((*self.heading, *self.before)))
            is_loose = self.follows_own_words or bool(self.parts) or _POINTS_BACK.search(self.text) is None
            return tuple(dict.fromkeys((*above, *self.parts))) if above else (), is_loose
        last = forms[place - 1].end if place else 0
        following = forms[place + 1].start if place + 1 < len(forms) else len(self.text)
        behind = [each for each in self.themes if form.end <= each.start < following]
        ahead = [each for each in self.themes if each.end <= form.start]
        within = [each for each in self.themes if form.start <= each.start < form.end]
        nearest_ahead = [each for each in ahead if each.start >= last] or ahead
        first = nearest_ahead[-1:] if self.reads_ahead(form) else []
        found = first or within[:1] or behind[:1]
        if not found and is_in_own_words:
            return self.heading, True
        found = found or ahead[-1:] or self.themes[:1]
        return tuple(dict.fromkeys((*found[0].of, *(self.heading if self.by_term else ())))), False


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Find where each sentence of a text begins and ends."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def not_within(names: Iterable[Named], others: Sequence[Named]) -> list[Named]:
    """The names that do not stand within another, longer one."""
    return [
        each
        for each in names
        if not any(
            other.start <= each.start and each.end <= other.end and other.end - other.start >= each.end - each.start
            for other in others
        )
    ]
