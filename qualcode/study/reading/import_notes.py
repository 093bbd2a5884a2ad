"""What commands say about files, speakers and rosters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.model.place import Found
from qualcode.model.problem import Problem
from qualcode.model.table import Row, Table, listing
from qualcode.model.voice import Voice
from qualcode.model.wording import plural, some

if TYPE_CHECKING:
    from qualcode.study.reading.interviews import ImportOutcome, NewVersion


def report_import(outcome: ImportOutcome, problems: Sequence[Problem], voice: Voice) -> None:
    """Say what was imported, left out and refused, and what to look at."""
    voice.note(f"{plural(len(outcome.documents), 'interview')} imported")
    if outcome.unchanged:
        voice.note(f"{plural(len(outcome.unchanged), 'file')} already imported, unchanged")
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
        voice.warn(f"{plural(len(outcome.failures), 'file')} could not be read{others}")


def _ask_to_look(documents: Sequence[Document], voice: Voice) -> None:
    """Name the interviews in which nothing written says who speaks."""
    from qualcode.readers.speakers.parts import is_guess

    guessed = [document.id for document in documents if is_guess(document.roles_reason)]
    if guessed:
        where = guessed[0] if len(guessed) == 1 else plural(len(guessed), "interview")
        which = "" if len(guessed) == 1 else f" ({some(guessed)})"
        voice.note(f"Please look at {where}{which}: who speaks is a guess there. `qualcode roles {guessed[0]}`")


def _report_version(new: NewVersion, voice: Voice) -> None:
    """Say what a corrected transcript did to passages and decisions; each decision in doubt is named."""
    carried = new.carried
    voice.note(
        f"{new.document_id}: version {new.version}: {plural(carried.same, 'passage')} as before, "
        f"{carried.changed} changed, {carried.new} new, {carried.gone} gone"
    )
    if new.decisions:
        found = ", ".join(f"{new.decisions[how]} {how}" for how in Found if new.decisions[how])
        voice.note(f"{new.document_id}: {plural(sum(new.decisions.values()), 'decision')} looked for in it: {found}")
    if new.in_doubt:
        listed = "\n".join(f"  {line}" for line in new.in_doubt)
        verb = (
            "does not count until somebody looks at it"
            if len(new.in_doubt) == 1
            else "do not count until somebody looks at them"
        )
        voice.warn(
            f"{new.document_id}: {plural(len(new.in_doubt), 'decision')} {verb}:\n{listed}",
            "`qualcode review` asks again where the passage is still there; `qualcode status --uncounted` lists them",
        )


def _notes(documents: Sequence[Document]) -> Iterator[str]:
    """What reading left out or guessed, alike things in several files on one line; then what it merely tidied."""
    from qualcode.files.notes import collate, is_tidying

    found = collate(_notes_by_file(documents))
    for note, names in found:
        if not is_tidying(note):
            yield f"{names[0] if len(names) == 1 else plural(len(names), 'file')}: {note}"
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
    return listing(
        "informants",
        "Informants",
        ("Informant", "Type", "Organisation", "Documents", "Turns", "Words"),
        (
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
        notes=_type_counts(roster),
    )


def _type_counts(roster: Roster) -> list[str]:
    counts = Counter(informant.informant_type for informant in roster.informants)
    if not counts:
        return ["The roster is empty."]
    listed = ", ".join(f"{number} {name}" for name, number in counts.items())
    return [f"{plural(len(roster.informants), 'informant')}: {listed}."]
