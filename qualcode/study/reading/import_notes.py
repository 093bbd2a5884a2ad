"""Say what an import did, file by file, and name every problem with its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.model.certainty import Certainty, Mark
from qualcode.model.document import Document
from qualcode.model.place import Found
from qualcode.model.problem import Problem
from qualcode.model.voice import Voice
from qualcode.model.wording import plural, some
from qualcode.study.reading.left_out import first_left_out

if TYPE_CHECKING:
    from qualcode.readers.speakers.moves import Move
    from qualcode.study.reading.outcome import ImportOutcome, NewVersion


def report_import(
    outcome: ImportOutcome,
    problems: Sequence[Problem],
    voice: Voice,
    *,
    marks: Mapping[str, Mark] = MappingProxyType({}),
    details: bool = False,
) -> None:
    """Say what was imported, left out and refused, and what to look at: `marks` are how sure each interview is.

    `details` tell as well what reading tidied: joined lines, runs of spaces, times.
    """
    voice.note(f"{plural(len(outcome.documents), 'interview')} imported")
    if outcome.unchanged:
        voice.note(f"{plural(len(outcome.unchanged), 'file')} already imported, unchanged")
    for copy in outcome.copies:
        voice.note(f"{copy.name}: holds the same as {copy.other}, so it is not imported again")
    for reason in dict.fromkeys(left.reason for left in outcome.left_out):
        names = [left.path.name for left in outcome.left_out if left.reason == reason]
        voice.note(f"left out, {reason}: {some(names)}")
    for line in _notes(outcome.documents, details=details):
        voice.note(line)
    for line in first_left_out(outcome.documents):
        voice.note(line)
    say_versions(outcome.versions, voice)
    if outcome.retold:
        voice.note(f"{some(outcome.retold)}: who speaks is told otherwise now; `qualcode roles` shows it")
        say_moves(outcome.moves, voice)
    if outcome.backup:
        voice.note(f"the study as it was before: {outcome.backup}")
    _ask_to_look(marks, voice)
    for alike in outcome.alike:
        voice.warn(
            f"{alike.document_id}: says mostly what {alike.other} says, word for word",
            f"one interview twice? leave {alike.document_id} out of the list of informants, or its words count twice; "
            "a corrected transcript has to keep its name",
        )
    report_problems(problems, voice)
    for failure in outcome.failures:
        voice.warn(failure.message, failure.hint)
    if outcome.failures:
        others = "; the others were imported" if outcome.documents or outcome.unchanged else ""
        voice.warn(f"{plural(len(outcome.failures), 'file')} could not be read{others}")


MOST_MOVES = 20
"""Lines on moved turns; what is beyond is counted."""


def say_moves(moves: Sequence[Move], voice: Voice) -> None:
    """Name the turns that went from one role to another because who speaks was told anew."""
    for move in moves[:MOST_MOVES]:
        who = move.label or "lines without a label"
        voice.note(
            f"{move.document_id}: {who}: {plural(len(move.places), 'turn')} {move.now} now, {move.before} before "
            f"({some(move.places, 4)})"
        )
    if len(moves) > MOST_MOVES:
        voice.note(f"and {plural(len(moves) - MOST_MOVES, 'speaker')} more: `qualcode roles` lists them all")


def _ask_to_look(marks: Mapping[str, Mark], voice: Voice) -> None:
    """Name the interviews whose words may be given to the wrong people, the worst first, each with the reason."""
    doubtful = [(document_id, assessed) for document_id, assessed in marks.items() if assessed.reasons]
    for certainty, say in ((Certainty.WRONG, voice.warn), (Certainty.LOOK, voice.note)):
        for document_id, assessed in doubtful:
            if assessed.certainty is certainty:
                say(f"look at {document_id}: {'; '.join(assessed.reasons)}")
    if doubtful:
        voice.note(f"`qualcode roles {doubtful[0][0]} --turns` shows who was understood to say what")


def say_versions(versions: Iterable[NewVersion], voice: Voice) -> None:
    """Say what each corrected transcript did to passages and decisions."""
    for version in versions:
        _report_version(version, voice)


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


def _notes(documents: Sequence[Document], *, details: bool) -> Iterator[str]:
    """Tell what reading left out or guessed, alike things in several files on one line; then, asked, what it tidied."""
    from qualcode.files.notes import collate, is_tidying

    found = collate(_notes_by_file(documents))
    for note, names in found:
        if not is_tidying(note):
            yield f"{names[0] if len(names) == 1 else plural(len(names), 'file')}: {note}"
    tidied = [note for note, _ in found if is_tidying(note)]
    if tidied and details:
        yield f"tidied: {', '.join(tidied)}"


def _notes_by_file(documents: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """Gather the notes on each file; those that all interviews of a file share are the file's, and told once."""
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
