"""Paragraphs → the counted statements in them: how many, of whom, of what theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.drafts.claim import Claim
from qualcode.drafts.forms import may_count
from qualcode.drafts.sentence import HIDDEN, Sentence, sentences
from qualcode.drafts.surveyed import SurveyedSentence
from qualcode.drafts.text import Paragraph
from qualcode.drafts.vocabulary import Vocabulary

_SURVEY = re.compile(r"\b(?:surveys?|surveyed|questionnaires?|kobo|respondents to)\b", re.IGNORECASE)
_RESPONDENTS = re.compile(rf"\brespondents?\b|{_SURVEY.pattern}", re.IGNORECASE)
"""Where these are spoken of, those who are counted may have answered the survey."""
_INTERVIEWS = re.compile(r"\b(?:interview\w*|informants?|discussants?)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")


def read_claims(
    paragraphs: Iterable[Paragraph], vocabulary: Vocabulary, elsewhere: Mapping[int, Sequence[tuple[int, int]]]
) -> Iterator[Claim]:
    """Find every counted statement about informants, in the order of the draft.

    `elsewhere` are stretches that are read in another way, by the number of their paragraph: quotations, and figures
    that a report marked. In tables and notes a statement is read where its theme stands beside it.
    """
    of_survey = vocabulary.surveyed
    for paragraph in paragraphs:
        if paragraph.is_heading:
            continue
        text = _masked(paragraph, elsewhere.get(paragraph.number, ()))
        named_before: tuple[str, ...] = ()
        in_own_words = False
        for start, end in sentences(text):
            surveyed = None
            if of_survey and may_count(text[start:end], of_survey):
                surveyed = SurveyedSentence(paragraph, text, start, end, of_survey)
            reading = Sentence(paragraph, text, start, end, vocabulary, named_before)
            reading.follows_own_words = in_own_words
            found = [*_either(reading, surveyed)]
            yield from found
            if reading.themes and not reading.by_term:
                named_before, in_own_words = reading.themes[-1].of, False
            elif found:
                in_own_words = True


def _either(reading: Sentence, surveyed: SurveyedSentence | None) -> Iterator[Claim]:
    """The statements of a sentence: about the survey where it says so, else about either where both may be meant."""
    if surveyed is None:
        yield from () if _SURVEY.search(reading.text) else reading.claims()
    elif _speaks_of_survey_alone(reading):
        yield from surveyed.claims()
    else:
        others = {(each.start, each.end): each for each in surveyed.claims()}
        for each in reading.claims():
            yield replace(each, instead=others.pop((each.start, each.end), None))
        said = _RESPONDENTS.search(f"{reading.paragraph.heading} {reading.text_before} {reading.text}")
        yield from (each for each in others.values() if said or (each.form.n and each.themes))


def _speaks_of_survey_alone(reading: Sentence) -> bool:
    said = f"{reading.paragraph.heading} {reading.text}"
    return _SURVEY.search(said) is not None and not _INTERVIEWS.search(reading.text)


def _masked(paragraph: Paragraph, stretches: Iterable[tuple[int, int]]) -> str:
    text = paragraph.text
    for start, end in (*stretches, *(match.span() for match in _BRACKETS.finditer(text))):
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text
