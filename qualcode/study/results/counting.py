"""Counting a study: what its tables and reports are drawn from, document by document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.errors import ProjectError, QualcodeError, ReviewIncompleteError, RosterError
from qualcode.model.appearing import heard_in
from qualcode.model.guide import Guide
from qualcode.model.informant import Roster
from qualcode.model.interview import Interview
from qualcode.model.journal import EventKind
from qualcode.model.table import Basis
from qualcode.model.wording import plural
from qualcode.study.beside import may_have_translations
from qualcode.study.recordings import recordings_of
from qualcode.study.results.aliases import aliases_of
from qualcode.study.results.counter import Counted, Counter
from qualcode.study.results.results import Results
from qualcode.study.results.uncounted import asked_notes, disputed_notes, not_counted, uncounted_notes
from qualcode.study.review.bearing import bearing_notes, bearings_in
from qualcode.study.unread import roster_is_unread, say_unread
from qualcode.study.withdrawn import say_withdrawn, withdrawn_notes

if TYPE_CHECKING:
    from qualcode.review.resolve import Resolution
    from qualcode.study.study import Study


def count(study: Study, *, unreviewed: bool = False, coder: str = "") -> Results:
    """Count decisions where there are any, else the suggestions nobody has reviewed; `coder` as `whose` gives it.

    Warns where the list of informants or the codebook was edited and not read since. Raises ProjectError where no
    informant has an imported interview: a table of nobody tells nothing.
    """
    say_unread(study)
    n_withdrawn = say_withdrawn(study)
    if not study.store.documents.ids():
        raise ProjectError(f"{study.folder}: no interviews yet", hint="read them: `qualcode import transcripts`")
    roster = study.roster()
    excluded = _left_out(study, roster)
    guide = _checked_guide(study)
    counted = counter_of(study).count(study, unreviewed=unreviewed, coder=coder, guide=guide)
    results = _results(study, counted, roster, excluded, coder)
    results = replace(results, aliases=aliases_of(study, results), **_in_two_languages(study, results))
    results = replace(results, uncounted=(*withdrawn_notes(n_withdrawn), *results.uncounted))
    if guide is not None:
        results = _with_guide(results, guide, counted)
    if not results.roster.informants:
        raise _of_nobody(study)
    return results


def counter_of(study: Study) -> Counter:
    """The study's counter, which keeps what it counted for as long as the study is open."""
    counter = study.kept.setdefault("counter", Counter())
    assert isinstance(counter, Counter)  # noqa: S101  # for the type checker
    return counter


def resolution_of(study: Study) -> Resolution | None:
    """What counts of what was decided, and what does not; None where nothing was decided."""
    if study.store.sources.codebook() is None or not study.store.log.has_decisions():
        return None
    return counter_of(study).count(study).resolution


def _results(study: Study, counted: Counted, roster: Roster, excluded: Mapping[str, str], coder: str) -> Results:
    from qualcode.privacy.breaches import read_settlements
    from qualcode.tables.editing import read_editing

    resolution = counted.resolution
    borne = bearings_in(study)
    events = study.store.log.events(EventKind.QUOTE, EventKind.PRIVACY)
    results = Results(
        title=study.name,
        folder=study.folder,
        people=study.people,
        basis=Basis.SUGGESTIONS if resolution is None else Basis.CODINGS,
        codings=tuple(coding for coding in counted.codings if coding.informant_id not in excluded),
        roster=_heard(roster, counted.interviews, excluded),
        whole_roster=roster,
        excluded=excluded,
        interviews=counted.interviews,
        codebook=counted.codebook,
        settings=study.settings,
        coder=coder if resolution is not None else "",
        resolution=resolution,
        n_decided=counted.n_decided,
        n_proposed=counted.n_proposed,
        reviewed=counted.reviewed,
        by_reading=counted.by_reading,
        disputed=counted.disputed,
        bearings=tuple(each for each in borne.marks if each.informant_id not in excluded),
        uncounted=(*_uncounted(resolution, counted.interviews), *bearing_notes(borne)),
        excerpts=counted.excerpts,
        editing=read_editing(events),
        recordings=recordings_of(study.folder, study.settings, roster, counted.interviews),
        settled=read_settlements(events),
        voice=study.voice,
        figure_key=study.figure_key,
        figures=study.figures,
    )
    finished = resolution is None or len(results.wholly_reviewed) == len(results.roster.informants)
    return results if finished else replace(results, basis=Basis.UNFINISHED)


def _in_two_languages(study: Study, results: Results) -> dict[str, Any]:
    """Which interviews have a translation, and where quotes are printed in it, how they read there."""
    if not may_have_translations(study):
        return {}
    from qualcode.study.translations import TRANSLATION, translated_excerpts, translation_files

    files = translation_files(study)
    if not files:
        return {}
    translated = {}
    if study.settings.translations.quotes == TRANSLATION:
        codings = ((each.id, each.document_id) for each in results.codings if each.id in results.excerpts)
        translated = translated_excerpts(study, ((id_, of, results.excerpts[id_]) for id_, of in codings))
    return {"in_two_languages": frozenset(files), "translated": translated}


def _uncounted(resolution: Resolution | None, interviews: Sequence[Interview]) -> tuple[str, ...]:
    if resolution is None:
        return tuple(uncounted_notes(None, interviews))
    return (*disputed_notes(resolution), *not_counted(resolution), *uncounted_notes(resolution, interviews))


def _heard(roster: Roster, interviews: Sequence[Interview], excluded: Mapping[str, str]) -> Roster:
    """The informants whose interviews are imported, without those left out of the counts, and where they speak."""
    heard = heard_in(roster, interviews)
    people = {row.informant_id for row in heard} - excluded.keys()
    return replace(
        roster,
        informants=tuple(person for person in roster.informants if person.id in people),
        appearances=tuple(row for row in heard if row.informant_id in people),
    )


def _of_nobody(study: Study) -> QualcodeError:
    """The error to raise where nobody can be counted: why, and what to do."""
    from qualcode.readers.roster import read_roster

    hint = f"`qualcode informants --draft` adds the rows to {study.roster_path.name}; fill them in"
    if roster_is_unread(study) and study.roster_path.exists():
        try:
            read_roster(study.roster_path)
        except RosterError as error:
            return error
        hint = f"`qualcode informants` reads {study.roster_path.name}"
    return ProjectError(
        f"{study.folder}: nobody can be counted: no imported interview is anybody's in the list of informants",
        hint=hint,
    )


def _checked_guide(study: Study) -> Guide | None:
    """The interview guide, where there is one.

    Warns of codes in it that the codebook does not have: nobody can be said not to have been asked about them.
    """
    from qualcode.model.guide import check_guide

    guide = study.guide()
    if guide is None:
        return None
    for problem in check_guide(guide, study.codebook(), study.guide_path.name):
        if problem.is_error:
            study.voice.warn(str(problem), problem.hint)
    return guide


def _with_guide(results: Results, guide: Guide, counted: Counted) -> Results:
    """The results with who was asked about what."""
    from qualcode.questions import asked_informants, put_to

    put = put_to(guide, results.interviews, counted.asked)
    asked = asked_informants(guide, results.codebook, put)
    n_silent = sum(not counted.asked.get(interview.id) for interview in results.interviews)
    return replace(results, asked=asked, put_to=put, uncounted=(*results.uncounted, *asked_notes(n_silent)))


def _left_out(study: Study, roster: Roster) -> Mapping[str, str]:
    """Who of the list of informants is left out of the counts, with the reason; ids are the same in any case.

    Warns where an exclusion is of nobody: the list may have another id for them now.
    """
    reasons = {target.casefold(): reason for target, reason in study.store.log.excluded().items()}
    known = {person.id.casefold() for person in roster.informants}
    for target in study.store.log.excluded() if reasons.keys() - known else ():
        if target.casefold() not in known:
            study.voice.warn(
                f"{target} is left out of the counts, but the list of informants has nobody of that id",
                f"exclude them by the id they have now, then: qualcode exclude {target} --undo",
            )
    ids = (person.id for person in roster.informants)
    return {id_: reasons[id_.casefold()] for id_ in ids if id_.casefold() in reasons}


def expect_complete(results: Results) -> None:
    """ReviewIncompleteError where passages are disputed, or informants not reviewed for a theme."""
    problems = []
    disputed = len(results.resolution.disputed) if results.resolution else 0
    if results.reviewed is None:
        problems.append("nothing has been reviewed")
    elif n_open := len(results.roster.informants) - len(results.wholly_reviewed):
        problems.append(f"{n_open} of {len(results.roster.informants)} informants are not reviewed for every theme")
    if disputed:
        problems.append(f"coders differ on {plural(disputed, 'passage')}")
    if problems:
        raise ReviewIncompleteError(
            "; ".join(problems),
            hint="`qualcode review` and `qualcode adjudicate` finish it; without --strict it passes",
        )
