"""A draft of a report held against the study: quotations, labels, counted statements, figures, names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.drafts.attribution import check_attributions
from qualcode.drafts.claims import read_claims
from qualcode.drafts.comments import Remark, write_comments
from qualcode.drafts.figures import Standing, contradicts, standing
from qualcode.drafts.judge import Verdict as Judgement
from qualcode.drafts.quotations import Quotation, find_quotations
from qualcode.drafts.read import read_draft
from qualcode.drafts.spoken import Spoken
from qualcode.drafts.text import Draft
from qualcode.drafts.verify import Checked, Verdict, Verifier, private_passages, sought_in
from qualcode.errors import UsageError
from qualcode.model.bookmarks import Mark
from qualcode.model.document import Document
from qualcode.model.draft_part import DraftPart as Part
from qualcode.model.nouns import dataclass
from qualcode.model.report import Audience
from qualcode.model.text import fold_term
from qualcode.model.wording import plural
from qualcode.readers.survey.open_answers import open_answers
from qualcode.study.folder import refuse_own_files
from qualcode.study.report.draft_counts import figures_of, keep_words, types_of, vocabulary_of
from qualcode.study.report.draft_items import DraftCheck, Item, coverage_of
from qualcode.study.report.draft_private import places, told_by
from qualcode.study.report.draft_survey import survey_counts, survey_vocabulary
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.report.today import Today
from qualcode.study.results.quotes import select_and_check
from qualcode.study.survey.surveys import surveys_of
from qualcode.study.survey.tracing import every_group
from qualcode.study.translations import pairings_of

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study


def check_draft(
    study: Study,
    path: Path,
    *,
    only: Collection[Part] = (),
    groups: Sequence[str] = (),
    to: Path | None = None,
    unreviewed: bool = False,
) -> DraftCheck:
    """Hold a draft against the study, and write a copy with comments where `to` names one.

    `only` narrows the check down; `groups` are what the draft calls types of informants, kept in the settings. Raises
    ReadError for a file that is no draft that can be read, UsageError where the copy cannot be written.
    """
    wanted = frozenset(only or Part)
    if to is not None:
        _expect_copy(path, to)
    draft = read_draft(path)
    results = study.results(unreviewed=unreviewed)
    if groups:
        kept = keep_words(study, results, groups)
        settings = replace(results.settings.draft, groups={**results.settings.draft.groups, **kept})
        results = replace(results, settings=replace(results.settings, draft=settings))
    done = _Check(study, results, draft).run(wanted)
    if to is not None:
        n_left_out = write_comments(path, to, _remarks(done.items))
        study.voice.note(f"written: {to}; the draft stays as it is")
        if n_left_out:
            study.voice.note(f"{plural(n_left_out, 'finding')} found no place for a comment: the table lists them all")
    return done


def _expect_copy(path: Path, to: Path) -> None:
    if path.suffix.lower() != ".docx" or to.suffix.lower() != ".docx":
        raise UsageError(f"{to}: comments are written into .docx alone", hint="save the draft as .docx and name it")
    if to.resolve() == path.resolve():
        raise UsageError(f"{to}: the draft itself is never written over", hint="name another file")
    refuse_own_files(to)


def _remarks(items: Iterable[Item]) -> Iterator[Remark]:
    """What is said beside the words: never words of an interview, which the draft's readers may not see."""
    for item in items:
        if item.is_finding and item.paragraph is not None:
            said = f" ({item.words})" if item.part is Part.ATTRIBUTIONS else ""
            today = f" Today: {item.today}." if item.today and item.part in (Part.COUNTS, Part.FIGURES) else ""
            hint = f" {item.hint[:1].upper()}{item.hint[1:]}." if item.hint else ""
            text = f"{item.part.value.capitalize()}: {item.verdict}{said}.{today}{hint}"
            yield Remark(paragraph=item.paragraph.number, start=item.start, end=item.end, text=text)


class _Check:
    """The check of one draft."""

    def __init__(self, study: Study, results: Results, draft: Draft) -> None:
        self.study, self.results, self.draft = study, results, draft
        self.quotations = [*find_quotations(draft.paragraphs)]
        self.surveys = surveys_of(study)
        self.vocabulary = vocabulary_of(results)
        self.surveyed = tuple(every_group(study, self.surveys)) if self.surveys.surveys else ()
        left_out = self.surveys.plan.leave_out
        self.written = [each for survey in self.surveys.surveys for each in open_answers(survey, left_out)]
        if self.surveyed:
            surveyed = survey_vocabulary(results, self.surveys, self.surveyed)
            self.vocabulary = replace(self.vocabulary, surveyed=surveyed)

    def run(self, wanted: frozenset[Part]) -> DraftCheck:
        checked = self._checked() if wanted & {Part.QUOTATIONS, Part.ATTRIBUTIONS} else []
        items: list[Item] = []
        if Part.PRIVACY in wanted:
            items += self._private()
        if Part.QUOTATIONS in wanted:
            items += map(_quotation, checked)
        if Part.ATTRIBUTIONS in wanted:
            items += self._attributions(checked)
        if Part.COUNTS in wanted:
            items += self._counts()
        if Part.FIGURES in wanted:
            items += self._figures()
        return DraftCheck(items=tuple(items), coverage=coverage_of(items, wanted))

    def _checked(self) -> list[Checked]:
        themes = {code.id: code.name for code in self.results.codebook.codes}
        verifier = Verifier(
            Spoken(self._documents(), sought_in(self.quotations), pairings_of(self.study)),
            private_passages(self.results.codings, themes),
        )
        translated = self._translations()
        return [translated.get(fold_term(each.words), verifier.check)(each) for each in self.quotations]

    def _documents(self) -> Iterator[Document]:
        """The interviews, and what respondents of a survey wrote in their own words."""
        yield from self.study.store.documents.all()
        yield from (document for _, document in self.written)

    def _translations(self) -> dict[str, _Translated]:
        """Quotes that a person translated, by the words of the translation."""
        quotes = select_and_check(self.results, everything=True)[0].quotes
        said_by = {coding.id: (coding.informant_id, *coding.also) for coding in self.results.codings}
        return {
            fold_term(quote.translation): _Translated(said_by[quote.coding_id], quote.document_id)
            for quote in quotes
            if quote.translation
        }

    def _attributions(self, checked: Sequence[Checked]) -> Iterator[Item]:
        respondents = {
            person: each.type
            for each, document in self.written
            for turn in document.turns
            for person in turn.informants
        }
        types = types_of(self.results, self.vocabulary, respondents)
        if self.draft.is_for_team:
            types = replace(types, places=places(self.results))
        for each in check_attributions(checked, types):
            quotation = each.quotation
            words = f"{each.label}: {each.detail}" if each.detail else each.label
            yield Item(
                part=Part.ATTRIBUTIONS,
                verdict=each.verdict,
                is_finding=each.is_finding,
                is_fine=not each.is_finding,
                words=words,
                paragraph=quotation.paragraph,
                start=quotation.start,
                end=quotation.end,
                today=each.today,
            )

    def _counts(self) -> Iterator[Item]:
        elsewhere: dict[int, list[tuple[int, int]]] = {}
        for quotation in self.quotations:
            elsewhere.setdefault(quotation.paragraph.number, []).append((quotation.start, quotation.end))
        for paragraph in self.draft.paragraphs:
            elsewhere.setdefault(paragraph.number, []).extend((each.start, each.end) for each in paragraph.marked)
        figures = figures_of(self.results, survey_counts(self.results, self.surveys, self.surveyed))
        for claim in read_claims(self.draft.paragraphs, self.vocabulary, elsewhere):
            judged = figures.judge(claim)
            id_ = judged.count.figure_id if judged.count else ""
            yield Item(
                part=Part.COUNTS,
                verdict=judged.verdict,
                is_finding=judged.is_finding,
                is_fine=judged.verdict is Judgement.AGREES,
                words=claim.words,
                paragraph=claim.paragraph,
                start=claim.start,
                end=claim.end,
                today=f"{judged.today} ({id_})" if id_ else judged.today,
            )

    def _figures(self) -> Iterator[Item]:
        marks = [marked.mark for paragraph in self.draft.paragraphs for marked in paragraph.marked]
        if not marks:
            return
        today = self._today(marks)
        for paragraph in self.draft.paragraphs:
            for marked in paragraph.marked:
                words = paragraph.text[marked.start : marked.end]
                now = today.words(marked.mark, words)
                found = standing(marked.mark, words, now)
                figure = today.figure(marked.mark) if marked.mark.way else None
                wrong = found is Standing.TYPED_OVER and figure is not None and contradicts(words, figure)
                yield Item(
                    part=Part.FIGURES,
                    verdict=f"{found}: another number" if wrong else found,
                    is_finding=wrong or found in (Standing.MOVED, Standing.GONE),
                    is_fine=found is Standing.UNCHANGED or words == now,
                    words=words,
                    paragraph=paragraph,
                    start=marked.start,
                    end=marked.end,
                    today=now or "",
                )

    def _today(self, marks: Sequence[Mark]) -> Today:
        """What is so today, as the report says it from which the draft was made: the client's, or the team's."""

        def n_known(today: Today) -> int:
            return sum(today.words(mark) is not None for mark in marks)

        found: list[Today] = []
        for audience in (Audience.CLIENT, Audience.TEAM):
            report = make_report(self.study, self.results, ReportOptions(audience=audience))
            found.append(Today.of(self.study, self.results, report))
            if n_known(found[-1]) == len(marks):
                break
        return max(found, key=n_known)

    def _private(self) -> Iterator[Item]:
        for each in told_by(self.draft, self.results, self.quotations):
            yield Item(
                part=Part.PRIVACY,
                verdict=each.what,
                is_finding=each.is_protected,
                is_protected=each.is_protected,
                is_first=True,
                words=each.words,
                paragraph=each.paragraph,
                start=each.start,
                end=each.end,
                where=each.where,
            )


@dataclass(frozen=True, slots=True)
class _Translated:
    informants: tuple[str, ...]
    document_id: str

    def __call__(self, quotation: Quotation) -> Checked:
        return Checked(
            quotation=quotation,
            verdict=Verdict.EXACT,
            informants=self.informants,
            document_id=self.document_id,
        )


def _quotation(checked: Checked) -> Item:
    quotation = checked.quotation
    return Item(
        part=Part.QUOTATIONS,
        verdict=checked.verdict,
        is_finding=checked.is_finding,
        is_fine=not checked.is_finding and checked.verdict is not Verdict.TOO_SHORT,
        words=quotation.words,
        paragraph=quotation.paragraph,
        start=quotation.start,
        end=quotation.end,
        today=checked.detail,
        is_first=checked.verdict is Verdict.NEGATION,
    )
