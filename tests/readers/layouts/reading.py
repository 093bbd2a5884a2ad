"""A study of files whose truth is known → what an import makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.model.certainty import Certainty
from qualcode.model.document import Document
from qualcode.study.reading.looking import mark_documents
from qualcode.study.study import Study
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
    """Import the files into the study in a folder, without any setting or list of informants."""
    for made in files:
        (folder / "transcripts" / made.name).write_bytes(made.data)
    with Study.open(folder) as study:
        study.import_transcripts()
        documents = {document.name: document for document in study.store.documents.all()}
        marks = mark_documents(study, documents.values())
    outcomes = []
    for made in files:
        truth, document = truth_of(made.interview), documents.get(made.name)
        if document is None:
            difference = Difference(words=len(truth), lost=len(truth))
            outcomes.append(Outcome(None, difference, Certainty.WRONG, ("refused, or several interviews",)))
        else:
            mark = marks[document.id]
            outcomes.append(Outcome(document, compare(document, truth), mark.certainty, mark.reasons))
    return outcomes
