"""What tables are counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, QualcodeError, ReviewIncompleteError, RosterError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.document import Document, Segment
from qualcode.model.informant import Roster
from qualcode.model.table import Basis
from qualcode.model.wording import plural
from qualcode.study.results.uncounted import disputed_notes, not_counted, uncounted_notes
from qualcode.study.review.agreement import passages_read
from qualcode.study.review.coders import chosen
from qualcode.study.unread import roster_is_unread, say_unread

if TYPE_CHECKING:
    from qualcode.review.resolve import Resolution
    from qualcode.study.study import Study


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Codings, who may be counted silent for each theme, and the words they stand in."""

    study: Study
    basis: Basis
    codings: tuple[Coding, ...]
    reviewed: Mapping[str, frozenset[str]] | None
    documents: Mapping[str, Document]
    segments: Mapping[str, Segment]
    n_decided: int = 0
    """Suggestions that were accepted or rejected, of `n_proposed`."""
    n_proposed: int = 0
    coder: str = ""
    """Whose decisions are counted; empty: everyone's."""
    resolution: Resolution | None = None
    """Every decision that counts and every one that does not; None where suggestions are counted."""
    asked: Mapping[str, frozenset[str]] | None = None
    """By code, who was asked about it; None where no interview guide says."""
    disputed: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """By code, informant and document of the passages that coders decided differently."""
    not_counted: tuple[str, ...] = ()
    """Decisions and informants' turns that do not count, in words: numbers alone, for a table may go to a client."""

    @cached_property
    def roster(self) -> Roster:
        """The informants whose interviews are imported, without those left out of the counts, and where they speak."""
        from qualcode.readers.roster import heard_in

        roster = self.study.roster()
        heard = heard_in(roster, self.documents.values())
        people = {row.informant_id for row in heard} - self.excluded.keys()
        return replace(
            roster,
            informants=tuple(person for person in roster.informants if person.id in people),
            appearances=tuple(row for row in heard if row.informant_id in people),
        )

    @cached_property
    def interviews(self) -> Mapping[str, tuple[str, ...]]:
        """The interviews in the order they were held, as far as their dates tell, with the informants who speak."""
        order = {row.document: place for place, row in reversed(list(enumerate(self.roster.appearances)))}
        held = sorted(
            self.documents.values(), key=lambda each: (each.date or "~", order.get(each.id, len(order)), each.id)
        )
        return {
            document.id: tuple(dict.fromkeys(turn.informant_id for turn in document.turns if turn.informant_id))
            for document in held
        }

    @cached_property
    def wholly_reviewed(self) -> frozenset[str]:
        """Who is reviewed for every theme."""
        people = frozenset(informant.id for informant in self.roster.informants)
        return people.intersection(*self.reviewed.values()) if self.reviewed else frozenset()

    @property
    def progress(self) -> str:
        """How far an unfinished review is, in a sentence; else empty."""
        if self.basis is not Basis.UNFINISHED:
            return ""
        return (
            f"{self.n_decided:,} of {plural(self.n_proposed, 'suggestion')} decided; "
            f"{len(self.wholly_reviewed)} of {plural(len(self.roster.informants), 'informant')} reviewed for every "
            "theme."
        )

    @cached_property
    def excluded(self) -> Mapping[str, str]:
        """Who of the list is left out of the counts, with the reason."""
        return left_out(self.study)

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook as last applied."""
        return self.study.codebook()

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each informant type is called, so that nobody can be told from it."""
        from qualcode.privacy.minimum_cell import display_types

        settings = self.study.settings
        return display_types(self.roster, settings.groupings, settings.privacy.minimum_cell, settings.privacy.allowed)


def count(study: Study, *, unreviewed: bool = False, coder: str = "") -> Counted:
    """Decisions where there are any, else the suggestions nobody has reviewed; `coder` as `whose` gives it.

    Warns where the list of informants or the codebook was edited and not read since. Raises ProjectError where no
    informant has an imported interview: a table of nobody tells nothing.
    """
    say_unread(study)
    if not study.project.document_ids():
        raise ProjectError(f"{study.folder}: no interviews yet", hint="read them: `qualcode import transcripts`")
    _warn_of_exclusions(study)
    counted = _with_guide(_count(study, unreviewed=unreviewed, coder=coder))
    if not counted.roster.informants:
        raise _of_nobody(study)
    return counted


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


def _with_guide(counted: Counted) -> Counted:
    """What was counted, with who was asked about what where an interview guide says.

    Warns of codes in the guide that the codebook does not have: nobody can be said not to have been asked about them.
    """
    from qualcode.questions import asked_informants, recognise
    from qualcode.readers.guide import check_guide
    from qualcode.study.results.uncounted import asked_notes

    guide = counted.study.guide()
    if guide is None:
        return counted
    for problem in check_guide(guide, counted.codebook, counted.study.guide_path.name):
        if problem.is_error:
            counted.study.voice.warn(str(problem), problem.hint)
    documents = tuple(counted.documents.values())
    asking = tuple(recognise(guide, documents))
    asked = asked_informants(guide, counted.codebook, documents, asking)
    return replace(counted, asked=asked, not_counted=(*counted.not_counted, *asked_notes(documents, asking)))


def resolution_of(study: Study) -> Resolution | None:
    """What counts of what was decided, and what does not; None where nothing was decided."""
    if study.project.codebook() is None or not study.project.has_decisions():
        return None
    return _count(study, unreviewed=False).resolution


def _count(study: Study, *, unreviewed: bool, coder: str = "") -> Counted:
    from qualcode.review.reanchor import reanchored
    from qualcode.review.resolve import resolve

    codebook = study.codebook()
    segmented = list(study.project.segmented())
    documents = {document.id: document for document, _ in segmented}
    segments = {segment.id: segment for _, passages in segmented for segment in passages}
    decisions = [] if unreviewed else reanchored(study.project.decisions(), documents, segments)
    if not decisions:
        return Counted(
            study=study,
            basis=Basis.SUGGESTIONS,
            codings=_suggested(study, segmented),
            reviewed=None,
            documents=documents,
            segments=segments,
            not_counted=tuple(uncounted_notes(None, documents.values())),
        )
    name, coders = chosen(coder)
    redirects = study.project.redirects()
    resolution = resolve(
        decisions, documents.values(), codebook=codebook, coder=name, coders=coders, redirects=redirects
    )
    return _decided(study, resolution, documents, segments, coder)


def _suggested(study: Study, segmented: Iterable[tuple[Document, Sequence[Segment]]]) -> tuple[Coding, ...]:
    """What the rules propose, as codings; without those who are left out."""
    from qualcode.review.resolve import suggestions_as_codings

    left = left_out(study)
    return tuple(
        coding
        for document, passages in segmented
        for coding in suggestions_as_codings(document, passages, study.project.suggestions(document.id))
        if coding.informant_id not in left
    )


def _decided(
    study: Study, resolution: Resolution, documents: Mapping[str, Document], segments: Mapping[str, Segment], coder: str
) -> Counted:
    """What coders decided, and how far their review is."""
    from qualcode.review.coverage import decided_of, reviewed, waiting
    from qualcode.review.resolve import disputed_of

    project, codebook, left = study.project, study.codebook(), left_out(study)
    by_reading = read_for(study, codebook)
    proposed = tuple(project.hits())
    coverage = reviewed(
        resolution.decided,
        proposed,
        project.passages(),
        codebook,
        waiting=waiting(resolution, project.redirects()),
        by_reading=by_reading,
        read=passages_read(study, project.read_marks()) if by_reading else {},
    )
    n_decided, n_proposed = decided_of(resolution.decided, proposed, codebook)
    counted = Counted(
        study=study,
        basis=Basis.CODINGS,
        codings=tuple(coding for coding in resolution.codings if coding.informant_id not in left),
        reviewed=coverage,
        documents=documents,
        segments=segments,
        n_decided=n_decided,
        n_proposed=n_proposed,
        resolution=resolution,
        coder=coder,
        disputed=disputed_of(resolution.disputed, documents),
        not_counted=(
            *disputed_notes(resolution),
            *not_counted(resolution),
            *uncounted_notes(resolution, documents.values()),
        ),
    )
    finished = len(counted.wholly_reviewed) == len(counted.roster.informants)
    return counted if finished else replace(counted, basis=Basis.UNFINISHED)


def left_out(study: Study) -> Mapping[str, str]:
    """Who of the list of informants is left out of the counts, with the reason; ids are the same in any case."""
    reasons = {target.casefold(): reason for target, reason in study.project.excluded().items()}
    ids = (person.id for person in study.roster().informants)
    return {id_: reasons[id_.casefold()] for id_ in ids if id_.casefold() in reasons}


def _warn_of_exclusions(study: Study) -> None:
    """Say where an exclusion is of nobody: the list may have another id for them now."""
    known = {person.id.casefold() for person in study.roster().informants}
    for target in study.project.excluded():
        if target.casefold() not in known:
            study.voice.warn(
                f"{target} is left out of the counts, but the list of informants has nobody of that id",
                f"exclude them by the id they have now, then: qualcode exclude {target} --undo",
            )


def read_for(study: Study, codebook: Codebook) -> tuple[str, ...]:
    """The codes on which an informant counts as silent only once all their passages have been read."""
    from qualcode.review.coverage import found_by_reading

    if study.settings.counting.reviewed == "read":
        return tuple(code.id for code in codebook.codes)
    return found_by_reading(codebook)


def expect_complete(counted: Counted) -> None:
    """ReviewIncompleteError where passages are disputed, or informants not reviewed for a theme."""
    problems = []
    disputed = len(counted.resolution.disputed) if counted.resolution else 0
    if counted.reviewed is None:
        problems.append("nothing has been reviewed")
    elif n_open := len(counted.roster.informants) - len(counted.wholly_reviewed):
        problems.append(f"{n_open} of {len(counted.roster.informants)} informants are not reviewed for every theme")
    if disputed:
        problems.append(f"coders differ on {plural(disputed, 'passage')}")
    if problems:
        raise ReviewIncompleteError(
            "; ".join(problems),
            hint="`qualcode review` and `qualcode adjudicate` finish it; without --strict it passes",
        )
