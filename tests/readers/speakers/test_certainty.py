"""Whether an interview is one to look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.readers import read_documents
from qualcode.readers.speakers.certainty import Certainty, assess
from qualcode.readers.speakers.roles import assign_roles


def read(folder: Path, text: str) -> Document:
    path = folder / "talk.txt"
    path.write_text(text, encoding="utf-8")
    [document] = read_documents(path)
    return assign_roles(document, Roster(informants=(), appearances=()))


@pytest.mark.parametrize(
    ("text", "certainty", "reason"),
    [
        ("Interviewer: How is it?\nRespondent: It is slow.\n", Certainty.SURE, ""),
        ("Dana: And then?\nSami: It rained.\nDana: Why?\nSami: So.\n", Certainty.LOOK, "a guess: Dana asks"),
        ("Interviewer: One.\nModerator: Two.\n", Certainty.WRONG, "no word of it is an informant's"),
        (
            f"Interviewer: {'why ' * 50}\nRespondent: Yes.\nInterviewer: {'how ' * 50}\nRespondent: No.\n",
            Certainty.WRONG,
            "only 2 of its 102 words are an informant's",
        ),
    ],
)
def test_an_interview_is_sure_or_has_a_reason_to_look(
    text: str, certainty: Certainty, reason: str, tmp_path: Path
) -> None:
    found = assess(read(tmp_path, text))

    assert found.certainty is certainty
    assert bool(found.reasons) is bool(reason)
    assert reason in "; ".join(found.reasons)


def test_what_a_reader_doubts_is_a_reason_to_look(tmp_path: Path) -> None:
    document = read(tmp_path, "Interviewer: How is it?\nRespondent: It is slow.\n")

    found = assess(replace(document, doubts=("2 lines look like labels",)))

    assert found == (Certainty.LOOK, ("2 lines look like labels",))
