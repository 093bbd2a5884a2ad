"""The list of informants people edit: read it into the study, draft it, check it, leave somebody out of the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import RosterError, UsageError
from qualcode.model.certainty import Mark
from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.model.journal import EventKind, new_event
from qualcode.model.nouns import dataclass
from qualcode.model.problem import Problem
from qualcode.model.table import Table
from qualcode.model.wording import plural
from qualcode.study.codebook.suggesting import follow_codebook
from qualcode.study.folder import is_unwritten
from qualcode.study.reading.roster_problems import roster_problems
from qualcode.study.reading.telling import assign_again
from qualcode.study.unread import forget_roster, remember_roster

if TYPE_CHECKING:
    from qualcode.study.study import Study


def load_roster(study: Study, path: Path | None = None, *, strict: bool = True) -> Roster:
    """Read the roster people edit and keep it in the study; where nobody wrote one, return the one kept last.

    Raises RosterError where something has to be put right. Unless `strict`, a list that is half filled in is used as
    far as it goes, and one that cannot be read is warned of; reading it anew is then still to be done.
    """
    from qualcode.readers.roster import read_roster, reading_notes

    path = path or study.roster_path
    if not path.exists() or is_unwritten(path):
        kept = study.store.sources.roster()
        if not kept.appearances:
            remember_roster(study)
        return kept
    try:
        roster = read_roster(path, strict=strict)
    except RosterError as error:
        if strict:
            raise
        study.voice.warn(error.message, error.hint)
        return study.store.sources.roster()
    for note in reading_notes(path):
        study.voice.note(note)
    with study.store.together():
        study.store.sources.keep("roster", path.name, path.read_bytes())
        study.store.sources.save_roster(roster.filled_in())
        if any(problem.is_error for problem in roster.problems):
            forget_roster(study)
        else:
            remember_roster(study)
    return roster


def draft_roster(study: Study, *, as_csv: bool = False) -> None:
    """Add a row to the list of informants for each interview without one; a person fills in the rest.

    Where nobody has written into a list yet, it becomes an Excel file, unless wanted `as_csv`: Excel opens a .csv in
    one column where the computer parts cells by semicolons.
    """
    from qualcode.files.write import write_whole
    from qualcode.readers.roster import read_roster
    from qualcode.readers.roster.draft import draft_rows, with_rows
    from qualcode.readers.speakers.spellings import one_person_each

    path = study.roster_path
    known = read_roster(path, strict=False) if path.exists() and path.stat().st_size else Roster()
    rows = draft_rows(study.store.documents.all(), known, together=one_person_each)
    if not rows:
        _drop_unwritten(study, path)
        is_any = bool(study.store.documents.ids())
        study.voice.note(
            f"{path}: every imported interview has a row"
            if is_any
            else "no interviews yet: `qualcode import transcripts`"
        )
        return
    is_new = not path.exists() or is_unwritten(path)
    to = path.with_suffix(".xlsx") if is_new and not as_csv else path
    write_whole(to, with_rows(to, rows))
    _drop_unwritten(study, to)
    study.voice.note(
        f"{plural(len(rows), 'row')} added to {to}. Open it, write each informant_type (CSO, UN agency …), give "
        "people better ids where you like, save it; then `qualcode informants` shows what was understood"
    )


def take_people(study: Study, people: Sequence[dict[str, str]]) -> None:
    """Write the list of informants that rows of Parquet or JSON lines say, where nobody has written one."""
    from qualcode.files.write import write_whole
    from qualcode.readers.roster.draft import with_rows

    path = study.roster_path
    if people and (not path.exists() or is_unwritten(path)):
        to = path.with_suffix(".xlsx")
        write_whole(to, with_rows(to, people))
        _drop_unwritten(study, to)
        study.voice.note(f"{plural(len(people), 'row')} written to {to}, as the interviews say it")


def _drop_unwritten(study: Study, path: Path) -> None:
    """Delete the list that a new study has and nobody wrote into, once `path` is the list."""
    from qualcode.files.held import delete_file

    new = study.folder / study.settings.study.informants
    if new != path and is_unwritten(new):
        delete_file(new)


def fill_types(study: Study, types: Mapping[str, str]) -> None:
    """Write the types of informants, by their ids, into the list people edit; `read_roster_again` then reads it."""
    from qualcode.files.write import write_whole
    from qualcode.readers.roster.filling import with_types

    write_whole(study.roster_path, with_types(study.roster_path, types))


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRead:
    """The list of informants as it is now, the interviews with their speakers, and what is wrong between them."""

    roster: Roster
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    printed_as: Mapping[str, str] = field(default_factory=dict)
    """By informant, the numbers that stand for them in attributions: the key, for the team alone."""

    @property
    def has_errors(self) -> bool:
        """Whether something has to be put right before the figures can be trusted."""
        return any(problem.is_error for problem in self.problems)

    def informants(self) -> Table:
        """List each informant with type, interviews and how much they say."""
        from qualcode.tables.informants import informants_table

        return informants_table(self.roster, self.documents, self.printed_as)

    def interviews(self, marks: Mapping[str, Mark], *, brief: bool = False) -> Table:
        """List who is understood to speak in each interview; `brief` is what a terminal has room for."""
        from qualcode.tables.documents import documents_table

        return documents_table(self.documents, marks, brief=brief)


def read_roster_again(study: Study) -> RosterRead:
    """Read the list of informants, give turns to their informants anew, and let the suggestions follow."""
    roster = load_roster(study)
    documents = assign_again(study, roster).documents
    follow_codebook(study)
    return RosterRead(
        roster=roster,
        documents=documents,
        problems=tuple(roster_problems(study, roster)),
        printed_as=_printed_as(study),
    )


def _printed_as(study: Study) -> Mapping[str, str]:
    from qualcode.tables.aliases import read_aliases

    found: dict[str, list[str]] = {}
    for alias in read_aliases(study.store.log.events(EventKind.ALIAS)).values():
        found.setdefault(alias.informant_id, []).append(alias.printed)
    return {id_: ", ".join(numbers) for id_, numbers in found.items()}


def exclude_informant(study: Study, informant_id: str, reason: str) -> None:
    """Leave an informant out of the counts, and keep the reason; nothing is deleted.

    Raises UsageError without a reason, and where there is no such informant.
    """
    if not reason:
        raise UsageError("leaving someone out needs a reason", hint='add --reason "…"')
    known = _known_ids(study)
    if informant_id.casefold() not in known:
        raise _unknown(informant_id)
    _record(study, EventKind.EXCLUDE, known[informant_id.casefold()], {"reason": reason})


def include_informant(study: Study, informant_id: str) -> None:
    """Count an informant again who was left out, even one the list no longer has."""
    before = [target for target in study.store.log.excluded() if target.casefold() == informant_id.casefold()]
    known = _known_ids(study)
    if not before and informant_id.casefold() not in known:
        raise _unknown(informant_id)
    for target in before or [known[informant_id.casefold()]]:
        _record(study, EventKind.INCLUDE, target, {})


def _known_ids(study: Study) -> dict[str, str]:
    return {person.id.casefold(): person.id for person in study.roster().informants}


def _unknown(informant_id: str) -> UsageError:
    return UsageError(f"{informant_id}: no such informant", hint="`qualcode informants` lists them")


def _record(study: Study, kind: EventKind, target: str, detail: Mapping[str, object]) -> None:
    study.store.log.add_event(new_event(kind, target, detail))
