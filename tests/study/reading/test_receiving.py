"""Files handed over piece by piece: whole in their place, or nothing changed, even where the process dies."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from qualcode.errors import CodebookError, QualcodeError, RosterError
from qualcode.study.reading.receiving import Kind, Receiving
from qualcode.study.study import Study
from tests.store.acts import Acts, Fault
from tests.store.kills import fork
from tests.study.make import CODEBOOK, ROSTER

NEW = {
    Kind.INFORMANTS: ("people.csv", ROSTER.replace("CSO", "NGO")),
    Kind.CODEBOOK: ("themes.yaml", CODEBOOK.replace("Money.", "Money of all kinds.")),
    Kind.TRANSCRIPT: ("amira.txt", "Interviewer: And now?\nAmira: Nothing.\n"),
}
PLACES = {
    Kind.INFORMANTS: "informants.csv",
    Kind.CODEBOOK: "codebook.yaml",
    Kind.TRANSCRIPT: "transcripts/amira.txt",
}


def hand_over(study: Study, kind: Kind, name: str, text: str) -> None:
    with Receiving(study, kind, name) as file:
        file.write(text.encode())
        file.keep()


@pytest.mark.parametrize("kind", NEW)
def test_where_the_process_dies_the_file_that_was_there_or_the_new_one_is_there_whole(
    kind: Kind, written: Study, tmp_path: Path
) -> None:
    place, (name, text) = Path(PLACES[kind]), NEW[kind]
    before = (written.folder / place).read_text("utf-8")
    n, code = 0, None
    while code != 0:
        n += 1
        folder = Path(shutil.copytree(written.folder, tmp_path / f"{n}"))

        def work(folder: Path = folder, n: int = n) -> None:
            with Study.open(folder) as study:
                Acts(Fault.DIE, n).watch()
                hand_over(study, kind, name, text)

        code = os.waitstatus_to_exitcode(os.waitpid(fork(work), 0)[1])
        assert (folder / place).read_text("utf-8") in (before, text)
        Study.open(folder).close()
        left = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
        assert left == {path.relative_to(written.folder) for path in written.folder.rglob("*") if path.is_file()}
        shutil.rmtree(folder)
    assert n > 5


@pytest.mark.parametrize(
    ("kind", "error"), [(Kind.INFORMANTS, RosterError), (Kind.CODEBOOK, CodebookError)], ids=["informants", "codebook"]
)
def test_what_cannot_be_used_changes_nothing(kind: Kind, error: type[QualcodeError], written: Study) -> None:
    before = (written.folder / PLACES[kind]).read_bytes()

    with pytest.raises(error, match=NEW[kind][0]):
        hand_over(written, kind, NEW[kind][0], "a,b\n1,2\n")

    assert (written.folder / PLACES[kind]).read_bytes() == before
    assert [path.name for path in written.folder.glob(".qualcode-*")] == []
