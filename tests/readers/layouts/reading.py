"""A study of files whose truth is known → what an import makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.errors import ReadError
from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.readers import read_documents
from qualcode.readers.speakers.certainty import Certainty, assess
from qualcode.readers.speakers.roles import assign_roles
from qualcode.readers.speakers.unlabelled import repeated_paragraphs
from tests.readers.layouts.layout import Made
from tests.readers.layouts.talk import Interview
from tests.readers.owners import Difference, Owned, compare, owned


class Outcome(NamedTuple):
    """What became of a file."""

    document: Document | None
    """None where it was refused."""
    difference: Difference
    certainty: Certainty
    reasons: tuple[str, ...]

    @property
    def is_silently_wrong(self) -> bool:
        """Whether words are with the wrong person, and nobody is asked to look."""
        return bool(self.difference.wrong) and self.certainty is Certainty.SURE


def truth_of(interview: Interview) -> list[Owned]:
    """Whose each word of an interview is."""
    return owned((turn.person.label, turn.person.role, " ".join(turn.paragraphs)) for turn in interview.turns)


def read_study(files: Sequence[Made], folder: Path) -> list[Outcome]:
    """Read the files as an import does, all of a study together, without any setting or list of informants."""
    read: list[list[Document] | ReadError] = []
    for made in files:
        path = folder / made.name
        path.write_bytes(made.data)
        try:
            read.append(read_documents(path))
        except ReadError as error:
            read.append(error)
    repeated = repeated_paragraphs([document for found in read if isinstance(found, list) for document in found])
    return [_outcome(made, found, repeated) for made, found in zip(files, read, strict=True)]


def _outcome(made: Made, found: list[Document] | ReadError, repeated: frozenset[str]) -> Outcome:
    truth = truth_of(made.interview)
    if isinstance(found, ReadError):
        return Outcome(None, Difference(words=len(truth), lost=len(truth)), Certainty.WRONG, (str(found),))
    if len(found) != 1:
        return Outcome(None, Difference(words=len(truth), lost=len(truth)), Certainty.WRONG, ("not one interview",))
    document = assign_roles(found[0], Roster(), repeated=repeated)
    assessed = assess(document)
    return Outcome(document, compare(document, truth), assessed.certainty, assessed.reasons)
