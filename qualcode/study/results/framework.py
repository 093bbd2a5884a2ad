"""The framework matrix of a study: what is written in its cells, what stands behind them, and writing another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.document import Document, Role, Segment
from qualcode.model.guide import Asking, Guide
from qualcode.model.journal import EventKind
from qualcode.model.naming import did_you_mean
from qualcode.model.summary import Box, By, Framework, Heading, Place, Summary, as_summary
from qualcode.model.table import Table
from qualcode.review.summaries import standing_summaries, summary_event
from qualcode.study.naming import named_code

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

Answers = Mapping[tuple[str, str], Mapping[str, str]]
"""By question and informant who was asked it, the passages they answer in, each with its words."""


def framework_of(
    study: Study, results: Results, *, by: By = By.THEME, levels: int = 1, only: str = "", alone: str = ""
) -> Framework:
    """Gather the matrix: informants against themes, down to a level (0: all), or against questions of the guide.

    `only` names one theme or question; `alone` is a coder who is shown nobody else's summaries. Raises UsageError
    where there is no such theme or question, or no guide.
    """
    from qualcode.tables.framework import question_framework, theme_framework, theme_headings

    summaries = summaries_of(study, alone=alone)
    if by is By.QUESTION:
        guide = _guide(study)
        headings = _named(_questions(guide), only)
        answers = answers_of(study, guide)
        return question_framework(results.roster, headings, answers, summaries, basis=results.basis)
    headings = tuple(theme_headings(results.codebook, summaries, levels=0 if only else levels))
    if only:
        wanted = named_code(only, results.codebook)
        headings = tuple(heading for heading in headings if heading.id == wanted)
    scope = results.scope()
    return theme_framework(results.codings, results.roster, results.codebook, headings, summaries, scope=scope)


def matrix_of(framework: Framework) -> Table:
    """The matrix as a table, for the team: a row is a person."""
    from qualcode.tables.framework import framework_table

    return framework_table(framework)


def summaries_of(study: Study, *, alone: str = "") -> Mapping[Place, tuple[Summary, ...]]:
    """Find what stands in the cells of the matrix; of one coder `alone`, who is not to see the others'."""
    events = [each for each in study.store.log.events(EventKind.SUMMARY) if alone in ("", each.detail["coder"])]
    if not events:
        return {}
    codebook = study.store.sources.codebook()
    known = {code.id for code in codebook.codes} if codebook else set()
    return standing_summaries(events, study.store.log.redirects(), known)


def box_named(study: Study, results: Results, informant_id: str, on: str, *, by: By = By.THEME, alone: str = "") -> Box:
    """Find the cell of an informant and a theme or question. Raises UsageError where there is none."""
    framework = framework_of(study, results, by=by, only=on, alone=alone)
    known = {person.id.casefold(): person.id for person in framework.informants}
    if informant_id.casefold() not in known:
        raise UsageError(
            f"{informant_id}: no such informant with an interview", hint=did_you_mean(informant_id, known.values())
        )
    return framework.box(framework.headings[0].id, known[informant_id.casefold()])


def write_summary(study: Study, box: Box, text: str, *, coder: str) -> str:
    """Keep what a coder wrote into a cell, in place of what stands there; empty takes that back.

    Returns the words as they are kept. Raises UsageError where there is nothing to take back, or too much to keep.
    """
    return write_summaries(study, [(box, text)], coder=coder)[0]


def write_summaries(study: Study, written: Iterable[tuple[Box, str]], *, coder: str) -> list[str]:
    """Keep several, all or none."""
    kept = [(box, _usable(box, text)) for box, text in written]
    study.store.log.add_events(summary_event(box, text, coder) for box, text in kept)
    return [text for _, text in kept]


def keep_summary(study: Study, box: Box, *, coder: str) -> str:
    """Say of what is written in a cell that it still holds of the passages of today."""
    if not box.summaries:
        raise UsageError("nothing is written there yet", hint="write it: --write TEXT")
    return write_summary(study, box, box.text, coder=coder)


def _usable(box: Box, text: str) -> str:
    try:
        kept = as_summary(text)
    except ValueError as why:
        raise UsageError(str(why), hint="a cell is for a few sentences; the rest may go into a memo") from None
    if not kept and not box.summaries:
        raise UsageError("the summary is empty", hint="write what the informant says, in your words")
    return kept


def answers_of(study: Study, guide: Guide) -> Answers:
    """Find what informants say in answer to each question: from where it was asked to where another is."""
    from qualcode.questions import recognise

    found: dict[tuple[str, str], dict[str, str]] = {}
    for document, segments in study.store.documents.segmented():
        asking = list(recognise(guide, [document]))
        for question, informant_id, segment in _answers(document, segments, asking):
            passages = found.setdefault((question, informant_id), {})
            if segment is not None:
                passages[segment.id] = segment.text
    return found


def _answers(
    document: Document, segments: Iterable[Segment], asking: Iterable[Asking]
) -> Iterator[tuple[str, str, Segment | None]]:
    """Who was asked what, and each passage of theirs that follows it."""
    people = sorted({person for turn in document.turns for person in turn.informants})
    asked: dict[int, list[str]] = {}
    for each in asking:
        asked.setdefault(each.turn, []).append(each.question_id)
        yield from ((each.question_id, person, None) for person in people)
    of_turn: dict[int, list[Segment]] = {}
    for segment in segments:
        of_turn.setdefault(segment.turn, []).append(segment)
    open_: list[str] = []
    for turn in document.turns:
        open_ = asked.get(turn.ordinal, open_)
        if turn.role is Role.INFORMANT:
            yield from (
                (question, person, segment)
                for person in turn.informants
                for question in open_
                for segment in of_turn.get(turn.ordinal, ())
            )


def _guide(study: Study) -> Guide:
    guide = study.guide()
    if guide is None:
        raise UsageError(
            f"{study.guide_path}: there is no interview guide, so there are no questions",
            hint="write one (docs/transcripts.md shows how), or leave out --by",
        )
    return guide


def _questions(guide: Guide) -> tuple[Heading, ...]:
    return tuple(Heading(question.id, question.wordings[0]) for question in guide.questions)


def _named(headings: tuple[Heading, ...], only: str) -> tuple[Heading, ...]:
    if not only:
        return headings
    found = tuple(heading for heading in headings if heading.id.casefold() == only.casefold())
    if not found:
        raise UsageError(f"{only}: no such question", hint=did_you_mean(only, [heading.id for heading in headings]))
    return found


def words_behind(study: Study, results: Results, framework: Framework) -> dict[Place, dict[str, str]]:
    """Find by cell the words it is written from, passage by passage: what is coded, or said in answer."""
    if framework.by is By.QUESTION:
        answers = answers_of(study, _guide(study))
        return {
            place: {
                id_: " ".join(words.split()) for id_, words in answers.get((place.of, place.informant_id), {}).items()
            }
            for place in framework.boxes
        }
    families = {heading.id: results.codebook.family(heading.id) for heading in framework.headings}
    found: dict[Place, dict[str, list[str]]] = {place: {} for place in framework.boxes}
    for coding in results.codings:
        for heading_id, family in families.items():
            place = Place(By.THEME, heading_id, coding.informant_id)
            if coding.code_id in family and place in found and coding.segment_id in framework.boxes[place].passages:
                said = found[place].setdefault(coding.segment_id, [])
                if (words := " ".join(coding.text.split())) not in said:
                    said.append(words)
    return {place: {id_: " […] ".join(said) for id_, said in those.items()} for place, those in found.items()}
