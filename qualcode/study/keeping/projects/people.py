"""The cases of a project, written into the list of informants people edit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.exchange import ForeignProject
from qualcode.exchange.project import SPEAKER, ForeignCase
from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.model.naming import did_you_mean, file_stem, fold, slug
from qualcode.study.kept import keep_done, was_done
from qualcode.study.reading.roster import load_roster
from qualcode.study.reading.telling import TOLD, assign_again, told_from

if TYPE_CHECKING:
    from qualcode.study.study import Study

TYPES = (
    "informant type", "informant_type", "type", "type of informant", "stakeholder", "stakeholder type",
    "type of stakeholder", "organisation type", "organization type", "type of organisation", "type of organization",
    "org type", "group", "category", "respondent type", "set",
)  # fmt: skip
"""What a variable that holds the informant type is called, the likeliest first."""
_OURS = frozenset({"informant_id", "informant_type", "document", "speaker", "round", "language", "record", "date"})


def take_people(
    study: Study,
    project: ForeignProject,
    documents: Mapping[str, str],
    *,
    type_from: str,
    kept: Counter[str],
) -> None:
    """Add a row for each interview without one, with what its case says; a person fills in what is missing."""
    from qualcode.files.write import write_whole
    from qualcode.readers.roster import read_roster
    from qualcode.readers.roster.draft import draft_rows, with_rows
    from qualcode.readers.speakers.spellings import one_person_each

    path = study.roster_path
    known = read_roster(path, strict=False) if path.exists() and path.stat().st_size else Roster()
    ids = [documents[text.id] for text in project.texts if text.id in documents]
    imported = {document.id: document for document in study.store.documents.all(dict.fromkeys(ids))}
    about: dict[str, list[ForeignCase]] = defaultdict(list)
    for case in project.cases:
        for text in case.texts:
            if text in documents:
                about[documents[text]].append(case)
    variable = _type_variable(project.cases, type_from)
    loose = {fold(case.name): case for case in project.cases if case.name and not case.texts}
    rows = []
    for document in imported.values():
        drafted = draft_rows([document], known, together=one_person_each)
        for row in drafted:
            own = _case_of(row, about[document.id], are_one=len(drafted) == 1)
            own = own or next((loose.pop(name) for name in _names(row, document) if name in loose), None)
            rows.append(_filled(row, own, variable) if own else row)
    here = {fold(person.id) for person in known.informants}
    kept["cases without an interview"] = sum(slug(case.name) not in here for case in loose.values())
    if rows:
        write_whole(path, with_rows(path, rows))
        n_open = sum(not row.get("informant_type") for row in rows)
        study.voice.note(
            f"{len(rows)} rows added to {path.name}"
            + (f"; {n_open} have no informant_type yet: write it there" if n_open else "")
        )
    roster = load_roster(study, strict=False)
    if rows or not was_done(study.store, TOLD, told_from(study, roster)):  # or an import stopped before it came to this
        assign_again(study, roster)
        keep_done(study.store, TOLD, told_from(study, roster))
    kept["informants"] = len(rows)
    kept["variables"] = len({name for case in project.cases for name in case.variables if name != SPEAKER})


def _case_of(row: Mapping[str, str], cases: Sequence[ForeignCase], *, are_one: bool) -> ForeignCase | None:
    """The case of an interview that a row of it is about: the only one, or that whose name its label is."""
    if are_one and len(cases) == 1:
        return cases[0]
    labels = _labels(row["speaker"])
    return next((case for case in cases if labels & {fold(case.name), *_labels(case.variables.get(SPEAKER, ""))}), None)


def _names(row: Mapping[str, str], document: Document) -> list[str]:
    """What a case without an interview may be called that a row is about."""
    spoken = {fold(turn.speaker) for turn in document.turns if turn.role is Role.INFORMANT}
    labels = _labels(row["speaker"]) or spoken
    return [
        fold(row["informant_id"]),
        *sorted(labels - {""}),
        *([] if row["speaker"] else [fold(file_stem(document.name))]),
    ]


def _labels(written: str) -> set[str]:
    return {fold(label) for label in written.split(";") if label.strip()}


def _filled(row: dict[str, str], case: ForeignCase, variable: str) -> dict[str, str]:
    """A row with what its case says."""
    said = {name: value for name, value in case.variables.items() if fold(name) not in _OURS and name != variable}
    own = {"informant_id": slug(case.name)} if case.name else {}
    return {**said, **row, **own, "informant_type": case.variables.get(variable, "")}


def _type_variable(cases: Sequence[ForeignCase], told: str) -> str:
    """The variable that holds the informant type; UsageError where one is named that the project has not."""
    names = list(dict.fromkeys(name for case in cases for name in case.variables))
    if told:
        found = next((name for name in names if fold(name) == fold(told)), None)
        if found is None:
            raise UsageError(f"--type-from {told}: no such variable", hint=did_you_mean(told, names))
        return found
    folded = {fold(name).replace("_", " "): name for name in names}
    return next((folded[kind] for kind in TYPES if kind in folded), "")
