"""A sentence about a survey: which answers its counted statements are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.drafts.answers import Questions
from qualcode.drafts.forms import Form, Kind, find_forms
from qualcode.drafts.sentence import Sentence, sentences
from qualcode.drafts.text import Paragraph
from qualcode.drafts.vocabulary import Named, Vocabulary

_LINK = 45
"""Characters between two counts that may be of the same answer: `five of nine CSOs and seven of eight others`."""
_SAME = re.compile(r"\b(?:so|as)\s+(?:do|does|did|are|is|were|was|would|have|has)\b", re.IGNORECASE)


_NO_ANSWER = re.compile(r"[^.,;]{0,30}?\b(?:rate|answer|reply|respond|say|know)\b", re.IGNORECASE)
"""Behind a count of those who did not: they gave no answer."""
_OR = re.compile(r"\s+or\s+", re.IGNORECASE)


class SurveyedSentence(Sentence):
    """A sentence about respondents, who chose among answers; what was asked may stand before it."""

    def __init__(self, paragraph: Paragraph, text: str, start: int, end: int, vocabulary: Vocabulary) -> None:
        super().__init__(paragraph, text, start, end, vocabulary, is_of_survey=True)
        self.questions = vocabulary.questions or Questions(())
        self.themes = vocabulary.themes.find(self.text)
        bare = self.text
        for each in self.themes:
            bare = bare[: each.start] + " " * (each.end - each.start) + bare[each.end :]
        self.bare = bare
        """The sentence without the names of answers, whose words tell no question."""
        told = [text[first:last] for first, last in sentences(self.text_before)]
        self.before_it = " ".join((paragraph.heading, *told[:1], *told[-1:]))
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
        cut = self._clause(form, start, end)
        clause, bare = self.text[cut], self.bare[cut]
        if form.is_denied and _NO_ANSWER.match(self.text, form.end):
            return ()
        if form.kind is Kind.RATHER:
            return self._named_at(form.than[0])
        own = [each for each in self.themes if form.start <= each.start and self._is_answer(each, form)]
        behind = [each for each in own if each.start < end]
        named = self.themes
        if form.is_size and form.kind is Kind.N:  # behind a group, which is no answer there
            groups = {(each.start, each.end) for each in self.groups}
            named = [each for each in named if (each.start, each.end) not in groups]
        ahead = [each for each in named if start <= each.start and each.end <= form.start]
        every = [each for each in named if each.end <= form.start]
        reads_ahead = self.reads_ahead(form) and not (behind and self._is_beside_count(form, start))
        nearest = ahead[::-1] + every[::-1] if reads_ahead else behind + ahead[::-1]
        nearest.sort(key=lambda each: not self.questions.speaks_of(each.of, self.text[each.start : each.end], bare))
        linked = self._linked[place - 1] if place else ()
        for each in nearest:
            if found := self._meant(each, cut) or self.questions.beside(each.of, linked):
                return self._or_next(each, found)
        gap = self.text[start : form.start]
        if linked and (len(gap) <= _LINK or _SAME.search(gap)) and not behind:
            return linked
        if place + 1 < len(forms) and end - form.end <= _LINK:
            for each in own:
                if found := self._meant(each, cut):
                    return found
        if form.is_size:
            return next(filter(None, map(self.questions.sizes, (clause, self.text, self.before_it))), ())
        return self.questions.affirmed(clause) or self.questions.affirmed(self.text)

    def _is_beside_count(self, form: Form, start: int) -> bool:
        """Whether a count in brackets stands behind words for it, no answer: `half of them (five of nine)`."""
        opening = self.text.rfind("(", start, form.start)
        cut = max(*(self.text.rfind(sign, start, form.start) for sign in (",", ";", " and ")), start)
        return opening >= 0 and not any(cut <= each.start and each.end <= form.start for each in self.themes)

    def _clause(self, form: Form, start: int, end: int) -> slice:
        """What stands around a count, as far as the marks before and behind it."""
        cut = max(self.text.rfind(sign, start, form.start) for sign in ",;:") + 1
        marks = [place for sign in ",;" if (place := self.text.rfind(sign, form.end, end)) >= 0]
        return slice(max(start, cut), max(marks) if marks and end < len(self.text) else end)

    def _or_next(self, named: Named, found: tuple[str, ...]) -> tuple[str, ...]:
        """An answer, or with the one that follows it: `excellent or good`."""
        for each in self.themes:
            if each.start >= named.end and _OR.fullmatch(self.text, named.end, each.start):
                return self.questions.either(found, self.questions.beside(each.of, found))
        return found

    def _named_at(self, span: tuple[int, int]) -> tuple[str, ...]:
        return next((each.of for each in self.themes if (each.start, each.end) == span), ())

    def than(self, form: Form) -> tuple[str, ...]:
        """The other answer of a comparison."""
        return self._named_at(form.than[1])

    def _meant(self, named: Named, clause: slice) -> tuple[str, ...]:
        """The answers that words may name; none where they are of what was asked: `credible with the government`."""
        phrase = self.text[named.start : named.end]
        around = self.text[min(clause.start, named.start) : max(clause.stop, named.end)]
        if self.questions.asks(phrase, around):
            return ()
        return self.questions.meant(named.of, phrase, (self.bare[clause], self.bare, self.before_it))
