"""The cases of a project, written into the list of informants people edit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.exchange import ForeignProject
from qualcode.exchange.project import ForeignCase
from qualcode.model.informant import Roster
from qualcode.model.naming import did_you_mean, fold, slug
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
    rows = []
    for document in imported.values():
        drafted = draft_rows([document], known, together=one_person_each)
        rows += _filled(drafted, about[document.id], variable) if len(drafted) == 1 else drafted
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
    kept["variables"] = len({name for case in project.cases for name in case.variables})


def _filled(rows: list[dict[str, str]], cases: Sequence[ForeignCase], variable: str) -> list[dict[str, str]]:
    """The one row of an interview with what its case says, where it is about one."""
    if len(cases) != 1:
        return rows
    case = cases[0]
    said = {name: value for name, value in case.variables.items() if fold(name) not in _OURS and name != variable}
    own = {"informant_id": slug(case.name)} if case.name else {}
    return [{**said, **rows[0], **own, "informant_type": case.variables.get(variable, "")}]


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
