"""What commands say about files, speakers and rosters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qualcode.cli._importing import ImportOutcome, NewVersion
from qualcode.cli._say import Voice, counted
from qualcode.errors import ReadError
from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.model.place import Found
from qualcode.model.problem import Problem
from qualcode.model.table import Column, Row, Table


def documents_table(documents: Iterable[Document]) -> Table:
    """Who was understood to speak in each document, and how much."""
    labels = ("Document", "File", "Interviewer", "Informant", "Turns", "Words", "How the speakers were told apart")
    columns = tuple(Column(key=label.lower().replace(" ", "_"), label=label) for label in labels)
    return Table(
        name="documents",
        title="Documents",
        columns=columns,
        rows=tuple(Row(cells=_document_cells(document), key=document.id) for document in documents),
        notes=(
            "Turns and words are the informants'. A speaker told wrongly? `qualcode roles` shows how to put it right.",
        ),
    )


def _document_cells(document: Document) -> tuple[str, ...]:
    n_turns = sum(turn.role is Role.INFORMANT for turn in document.turns)
    return (
        document.id,
        document.name,
        _speakers(document, Role.INTERVIEWER),
        _speakers(document, Role.INFORMANT),
        str(n_turns),
        f"{words_in([document], Role.INFORMANT):,}",
        document.roles_reason,
    )


def _speakers(document: Document, role: Role) -> str:
    found: Counter[str] = Counter()
    for turn in document.turns:
        if turn.role is role:
            label = turn.speaker or "(no label)"
            whose = turn.informant_id if role is Role.INFORMANT else None
            found[f"{label} → {whose}" if whose and whose.casefold() != label.casefold() else label] += 1
    return ", ".join(found)


def report_import(outcome: ImportOutcome, problems: Sequence[Problem], voice: Voice) -> int:
    """Say what was imported, left out and refused; the exit code that follows."""
    for line in _notes(outcome.documents):
        voice.note(line)
    for reason in dict.fromkeys(reason for _, reason in outcome.left_out):
        names = ", ".join(path.name for path, why in outcome.left_out if why == reason)
        voice.note(f"left out, {reason}: {names}")
    if outcome.unchanged:
        voice.note(f"{counted(len(outcome.unchanged), 'file')} already imported, unchanged")
    voice.note(f"{counted(len(outcome.documents), 'interview')} imported")
    for version in outcome.versions:
        _report_version(version, voice)
    if outcome.backup:
        voice.note(f"the study as it was before: {outcome.backup}")
    report_problems(problems, voice)
    for failure in outcome.failures:
        voice.warn(failure.message, failure.hint)
    if outcome.failures:
        voice.warn(f"{counted(len(outcome.failures), 'file')} could not be read; the others were imported")
        return ReadError.exit_code
    return 0


def _report_version(new: NewVersion, voice: Voice) -> None:
    """Say what a corrected transcript did to passages and decisions; each decision in doubt is named."""
    carried = new.carried
    voice.note(
        f"{new.document_id}: version {new.version}: {counted(carried.same, 'passage')} as before, "
        f"{carried.changed} changed, {carried.new} new, {carried.gone} gone"
    )
    if new.decisions:
        found = ", ".join(f"{new.decisions[how]} {how}" for how in Found if new.decisions[how])
        voice.note(f"{new.document_id}: {counted(sum(new.decisions.values()), 'decision')} looked for in it: {found}")
    if new.in_doubt:
        listed = "\n".join(f"  {line}" for line in new.in_doubt)
        verb = (
            "does not count until somebody looks at it"
            if len(new.in_doubt) == 1
            else "do not count until somebody looks at them"
        )
        voice.warn(
            f"{new.document_id}: {counted(len(new.in_doubt), 'decision')} {verb}:\n{listed}",
            "`qualcode review` asks again where the passage is still there; `qualcode status --uncounted` lists them",
        )


def _notes(documents: Sequence[Document]) -> Iterator[str]:
    """What reading changed, alike things in several files on one line."""
    from qualcode.readers.notes import collate

    for note, names in collate({document.name: document.notes for document in documents}):
        yield f"{names[0] if len(names) == 1 else counted(len(names), 'file')}: {note}"


def report_problems(problems: Iterable[Problem], voice: Voice) -> None:
    """Name each problem with its remedy."""
    for problem in problems:
        voice.warn(str(problem), problem.hint)


def roster_table(roster: Roster, documents: Sequence[Document]) -> Table:
    """Each informant with type, documents and how much they said."""
    turns: Counter[str] = Counter()
    words: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for document in documents:
        for turn in document.turns:
            if turn.informant_id is not None:
                turns[turn.informant_id] += 1
                words[turn.informant_id] += len(document.text[turn.start : turn.end].split())
                if document.id not in places.setdefault(turn.informant_id, []):
                    places[turn.informant_id].append(document.id)
    labels = ("Informant", "Type", "Organisation", "Documents", "Turns", "Words")
    return Table(
        name="informants",
        title="Informants",
        columns=tuple(Column(key=label.lower(), label=label) for label in labels),
        rows=tuple(
            Row(
                cells=(
                    informant.id,
                    informant.informant_type,
                    informant.organisation,
                    ", ".join(places.get(informant.id, [])) or "none",
                    str(turns[informant.id]),
                    f"{words[informant.id]:,}",
                ),
                key=informant.id,
            )
            for informant in roster.informants
        ),
        notes=tuple(_type_counts(roster)),
    )


def _type_counts(roster: Roster) -> list[str]:
    counts = Counter(informant.informant_type for informant in roster.informants)
    if not counts:
        return ["The roster is empty."]
    listed = ", ".join(f"{number} {name}" for name, number in counts.items())
    return [f"{counted(len(roster.informants), 'informant')}: {listed}."]


def words_in(documents: Iterable[Document], role: Role) -> int:
    """How many words speakers of a role said."""
    return sum(
        len(document.text[turn.start : turn.end].split())
        for document in documents
        for turn in document.turns
        if turn.role is role
    )
