"""A sentence about a survey: which answers its counted statements are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.drafts.answers import Questions
from qualcode.drafts.forms import Form, Kind, find_forms
from qualcode.drafts.sentence import Sentence
from qualcode.drafts.text import Paragraph
from qualcode.drafts.vocabulary import Named, Vocabulary

_LINK = 45
"""Characters between two counts that may be of the same answer: `five of nine CSOs and seven of eight others`."""
_SAME = re.compile(r"\b(?:so|as)\s+(?:do|does|did|are|is|were|was|would|have|has)\b", re.IGNORECASE)


class SurveyedSentence(Sentence):
    """A sentence about respondents, who chose among answers; what was asked may stand before it."""

    def __init__(self, paragraph: Paragraph, text: str, start: int, end: int, vocabulary: Vocabulary) -> None:
        super().__init__(paragraph, text, start, end, vocabulary, is_of_survey=True)
        self.questions = vocabulary.questions or Questions(())
        self.themes = vocabulary.themes.find(self.text)
        self.before_it = f"{paragraph.heading} {self.text_before}"
        self._linked: list[tuple[str, ...]] = []

    def _forms(self) -> list[Form]:
        """The counted statements, but those in the name of an answer: `11 to 20 years`, `not at all`."""
        found = find_forms(self.text, self.vocabulary, [(each.start, each.end) for each in self.themes])
        within = {place for each in self.themes for place in range(each.start, each.end)}
        return [form for form in found if form.kind is Kind.RATHER or form.start not in within]

    def _may_be_groups(self, form: Form) -> Sequence[Named]:
        """The groups, but those that are answers as well: `six would ask UN agencies`."""
        answers = {(each.start, each.end) for each in self.themes}
        return [
            each for each in self.groups if form.is_size or self._is_noun(each) or (each.start, each.end) not in answers
        ]

    def _is_answer(self, named: Named, form: Form) -> bool:
        """Whether an answer stands behind the noun phrase of a count, or is what it names in place of a group."""
        groups = {(each.start, each.end) for each in self._may_be_groups(form)}
        is_noun = (named.start, named.end) in groups or named.end < form.end
        return named.start >= form.phrase[1] - 1 or not is_noun

    def _is_noun(self, named: Named) -> bool:
        return re.match(r"\s+(?:respondents?|informants?|participants?)\b", self.text[named.end :]) is not None

    def _themes(self, form: Form, forms: Sequence[Form], place: int) -> tuple[tuple[str, ...], bool]:
        """The answer that stands nearest, or is the same as the count's before it; else the yes to what was asked."""
        found = self._answers(form, forms, place)
        self._linked.append(found)
        return found, False

    def _answers(self, form: Form, forms: Sequence[Form], place: int) -> tuple[str, ...]:
        start = forms[place - 1].end if place else 0
        end = forms[place + 1].start if place + 1 < len(forms) else len(self.text)
        clause = self.text[start:end]
        if form.kind is Kind.RATHER:
            return self._named_at(form.than[0])
        own = [each for each in self.themes if form.start <= each.start and self._is_answer(each, form)]
        behind = [each for each in own if each.start < end]
        ahead = [each for each in self.themes if start <= each.start and each.end <= form.start]
        every = [each for each in self.themes if each.end <= form.start]
        nearest = ahead[::-1] + every[::-1] if self.reads_ahead(form) else behind + ahead[::-1]
        nearest.sort(key=lambda each: not self.questions.speaks_of(each.of, self.text[each.start : each.end], clause))
        linked = self._linked[place - 1] if place else ()
        for each in nearest:
            if found := self._meant(each, clause) or self.questions.beside(each.of, linked):
                return found
        gap = self.text[start : form.start]
        if linked and (len(gap) <= _LINK or _SAME.search(gap)) and not behind:
            return linked
        if place + 1 < len(forms) and end - form.end <= _LINK:
            for each in own:
                if found := self._meant(each, clause):
                    return found
        return self.questions.affirmed(clause) or self.questions.affirmed(self.text)

    def _named_at(self, span: tuple[int, int]) -> tuple[str, ...]:
        return next((each.of for each in self.themes if (each.start, each.end) == span), ())

    def than(self, form: Form) -> tuple[str, ...]:
        """The other answer of a comparison."""
        return self._named_at(form.than[1])

    def _meant(self, named: Named, clause: str) -> tuple[str, ...]:
        """The answers that words may name; none where they are of what was asked: `credible with the government`."""
        phrase = self.text[named.start : named.end]
        if self.questions.asks(phrase, clause):
            return ()
        return self.questions.meant(named.of, phrase, (clause, self.text, self.before_it))
