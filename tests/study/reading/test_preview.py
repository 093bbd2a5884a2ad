"""How a file would be read, before anything of it is stored."""

from __future__ import annotations

import pytest

from qualcode.errors import ReadError
from qualcode.readers import ReadOptions
from qualcode.study.reading.preview import N_TURNS, first_turns
from qualcode.study.study import Study
from tests.study.make import cells


def test_the_first_turns_of_the_first_file_are_shown_and_nothing_is_stored(written: Study) -> None:
    before = written.store.stamp()

    table = first_turns(written, [written.folder / "transcripts"], ReadOptions())

    assert table is not None
    assert table.title == "The first 2 of 2 turns of amira.txt"
    assert cells(table) == [
        {"turn": "1", "speaker": "Interviewer", "begins": "Do donors still give grants?"},
        {"turn": "2", "speaker": "Amira", "begins": "Our last short grant ended, donors left Basra."},
    ]
    assert written.store.stamp() == before


def test_of_a_long_interview_the_beginning_is_shown(written: Study) -> None:
    path = written.folder / "transcripts" / "long.txt"
    path.write_text("Interviewer: And then?\nAmira: We waited and waited.\n" * 30, "utf-8")

    table = first_turns(written, [path], ReadOptions())

    assert table is not None
    assert len(table.rows) == N_TURNS
    assert table.title == f"The first {N_TURNS} of 60 turns of long.txt"


def test_a_pattern_for_labels_shows_at_once_what_it_does(written: Study) -> None:
    path = written.folder / "transcripts" / "odd.txt"
    path.write_text("<<Dana>> And then?\n<<Omar>> We waited.\n", "utf-8")

    table = first_turns(written, [path], ReadOptions(speakers=r"<<(\w+)>>"))

    assert table is not None
    assert [row["speaker"] for row in cells(table)] == ["Dana", "Omar"]


def test_where_there_is_no_file_there_is_nothing_to_show_and_what_cannot_be_read_is_said(written: Study) -> None:
    (written.folder / "nothing").mkdir()
    assert first_turns(written, [written.folder / "nothing"], ReadOptions()) is None
    (written.folder / "nothing" / "bad.docx").write_text("no", "utf-8")

    with pytest.raises(ReadError, match=r"bad\.docx"):
        first_turns(written, [written.folder / "nothing"], ReadOptions())
