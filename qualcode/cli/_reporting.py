"""What commands say about files, speakers and rosters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.cli._say import Voice, counted, some
from qualcode.errors import ReadError
from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.model.place import Found
from qualcode.model.problem import Problem
from qualcode.model.table import Column, Row, Table
from qualcode.readers.naming import fold, slug

if TYPE_CHECKING:
    from qualcode.cli._importing import ImportOutcome, NewVersion

MOST_OF_ONE_FILE = 12
"""A survey has an interview per row: of a file with more than these, one line tells them all."""


def documents_table(documents: Iterable[Document], *, brief: bool = False) -> Table:
    """Who was understood to speak in each document, and how much; `brief` is what a terminal has room for."""
    documents = list(documents)
    parts = _of_one_file(documents) if brief else {}
    rows = [Row(cells=_document_cells(document), key=document.id) for document in documents if document.id not in parts]
    rows += [_file_row(name, held) for name, held in _by_file(documents, parts).items()]
    labels = ("Document", "File", "Interviewer", "Informant", "Turns", "Words", "Told by")
    shown = [n for n, label in enumerate(labels) if not (brief and label == "File" and _tells_nothing(documents))]
    return Table(
        name="documents",
        title="Documents",
        columns=tuple(
            Column(key=labels[n].lower().replace(" ", "_"), label=labels[n], numeric=labels[n] in ("Turns", "Words"))
            for n in shown
        ),
        rows=tuple(replace(row, cells=tuple(row.cells[n] for n in shown)) for row in rows),
        notes=(
            "Turns and words are the informants'. Told wrongly? `qualcode roles DOCUMENT` shows how to put it right.",
        ),
    )


def _of_one_file(documents: Sequence[Document]) -> Mapping[str, str]:
    """By id, the file of each document that shares its file with very many others."""
    files = {document.id: name for document in documents for name, mark, _ in [document.name.partition("#")] if mark}
    n_of = Counter(files.values())
    return {document_id: name for document_id, name in files.items() if n_of[name] > MOST_OF_ONE_FILE}


def _by_file(documents: Sequence[Document], parts: Mapping[str, str]) -> dict[str, list[Document]]:
    held: dict[str, list[Document]] = {}
    for document in documents:
        if document.id in parts:
            held.setdefault(parts[document.id], []).append(document)
    return held


def _file_row(name: str, documents: Sequence[Document]) -> Row:
    turns = sum(_n_turns(document) for document in documents)
    words = words_in(documents, Role.INFORMANT)
    each = f"{slug(name.rpartition('.')[0])}-…"
    cells = (each, name, "", "", f"{turns:,}", f"{words:,}", f"{len(documents):,} interviews in one file")
    return Row(cells=cells, key=name)


def _tells_nothing(documents: Sequence[Document]) -> bool:
    """Whether the column of file names can be left out: every document has its file's name."""
    return all(slug(document.name.rpartition(".")[0]) == document.id for document in documents)


def _document_cells(document: Document) -> tuple[str, ...]:
    return (
        document.id,
        document.name,
        _speakers(document, Role.INTERVIEWER),
        _speakers(document, Role.INFORMANT),
        f"{_n_turns(document):,}",
        f"{words_in([document], Role.INFORMANT):,}",
        document.roles_reason,
    )


def _n_turns(document: Document) -> int:
    return sum(turn.role is Role.INFORMANT for turn in document.turns)


def _speakers(document: Document, role: Role) -> str:
    """`Dana, Lee`, or for informants `Amina, Amina S. → cso-1`: the labels of each, and whose they are."""
    found: dict[str | None, dict[str, None]] = {}
    for turn in document.turns:
        if turn.role is role:
            whose = turn.informant_id if role is Role.INFORMANT else None
            found.setdefault(whose, {})[turn.speaker or "(no label)"] = None
    return "; ".join(
        ", ".join(labels) + (f" → {whose}" if whose and [fold(whose)] != list(map(fold, labels)) else "")
        for whose, labels in found.items()
    )


def report_import(outcome: ImportOutcome, problems: Sequence[Problem], voice: Voice) -> int:
    """Say what was imported, left out and refused, and what to look at; the exit code that follows."""
    voice.note(f"{counted(len(outcome.documents), 'interview')} imported")
    if outcome.unchanged:
        voice.note(f"{counted(len(outcome.unchanged), 'file')} already imported, unchanged")
    for name, other in outcome.copies:
        voice.note(f"{name}: holds the same as {other}, so it is not imported again")
    for reason in dict.fromkeys(reason for _, reason in outcome.left_out):
        names = [path.name for path, why in outcome.left_out if why == reason]
        voice.note(f"left out, {reason}: {some(names)}")
    for line in _notes(outcome.documents):
        voice.note(line)
    for version in outcome.versions:
        _report_version(version, voice)
    if outcome.retold:
        voice.note(f"{some(outcome.retold)}: who speaks is told otherwise now; `qualcode roles` shows it")
    if outcome.backup:
        voice.note(f"the study as it was before: {outcome.backup}")
    _ask_to_look(outcome.documents, voice)
    for copy, other in outcome.alike:
        voice.warn(
            f"{copy}: says mostly what {other} says, word for word",
            f"one interview twice? leave {copy} out of the list of informants, or its words count twice; a corrected "
            "transcript has to keep its name",
        )
    report_problems(problems, voice)
    for failure in outcome.failures:
        voice.warn(failure.message, failure.hint)
    if outcome.failures:
        others = "; the others were imported" if outcome.documents or outcome.unchanged else ""
        voice.warn(f"{counted(len(outcome.failures), 'file')} could not be read{others}")
        return ReadError.exit_code
    return 0


def _ask_to_look(documents: Sequence[Document], voice: Voice) -> None:
    """Name the interviews in which nothing written says who speaks."""
    from qualcode.readers.speakers.parts import is_guess

    guessed = [document.id for document in documents if is_guess(document.roles_reason)]
    if guessed:
        where = guessed[0] if len(guessed) == 1 else counted(len(guessed), "interview")
        which = "" if len(guessed) == 1 else f" ({some(guessed)})"
        voice.note(f"Please look at {where}{which}: who speaks is a guess there. `qualcode roles {guessed[0]}`")


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
    """What reading left out or guessed, alike things in several files on one line; then what it merely tidied."""
    from qualcode.readers.notes import collate, is_tidying

    found = collate(_notes_by_file(documents))
    for note, names in found:
        if not is_tidying(note):
            yield f"{names[0] if len(names) == 1 else counted(len(names), 'file')}: {note}"
    tidied = [note for note, _ in found if is_tidying(note)]
    if tidied:
        yield f"tidied: {', '.join(tidied)}"


def _notes_by_file(documents: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """The notes on each file; those that all interviews of a file share are the file's, and told once."""
    held: dict[str, list[Document]] = {}
    for document in documents:
        held.setdefault(document.name.partition("#")[0], []).append(document)
    told = {}
    for name, parts in held.items():
        shared = [note for note in parts[0].notes if len(parts) > 1 and all(note in part.notes for part in parts)]
        own = [note for part in parts for note in part.notes if note not in shared]
        told[name] = (*shared, *own)
    return told


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
