"""Transcripts that are read again, corrected, split or misnamed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import TRANSCRIPTS, Command


def test_a_corrected_transcript_is_a_new_version(small: Path, qualcode: Command) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    corrected = TRANSCRIPTS["amira.txt"] + "Interviewer: Why?\nAmira: Nobody told us.\n"
    (small / "transcripts" / "amira.txt").write_text(corrected, encoding="utf-8")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert done.code == 0
    assert "amira: version 2: 2 passages as before, 0 changed, 2 new, 0 gone" in done.err
    assert "2 files already imported, unchanged" in done.err


def test_two_files_of_one_name_are_not_taken_for_versions(small: Path, qualcode: Command) -> None:
    (small / "transcripts" / "Amira.md").write_text("Interviewer: Who?\nAmira: I.\n", encoding="utf-8")

    done = qualcode("import", small / "transcripts", "--project", small)

    assert done.code == 4
    assert "would be amira, as" in done.err
    assert "3 interviews imported" in done.err


def test_files_are_read_again_with_other_speakers_on_request(small: Path, qualcode: Command) -> None:
    path = small / "transcripts" / "basim.txt"
    path.write_text("host> And the roads?\nbasim> We pass two checkpoints.\n", encoding="utf-8")
    assert qualcode("import", path, "--project", small).code == 0

    same = qualcode("import", path, "--project", small, "--reread")
    done = qualcode("import", path, "--project", small, "--reparse", "--speakers", r"(\w+)>", "--format", "csv")

    assert "1 file already imported, unchanged" in same.err
    assert "basim: version 2" in done.err
    assert "host" in done.out


def test_a_file_of_several_interviews_is_split(small: Path, qualcode: Command) -> None:
    path = small / "all.txt"
    path.write_text("Interview 1\nI: Who?\nR: I.\n\nInterview 2\nI: Where?\nR: Here.\n", encoding="utf-8")

    done = qualcode("import", path, "--project", small, "--split", r"^Interview \d+")
    again = qualcode("import", path, "--project", small, "--split", r"^Interview \d+")

    assert done.code == 0
    assert "2 interviews imported" in done.err
    assert "0 interviews imported" in again.err


def test_an_unreadable_file_among_readable_ones_is_named(small: Path, qualcode: Command) -> None:
    (small / "transcripts" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))

    done = qualcode("import", small / "transcripts", "--project", small)

    assert done.code == 4
    assert "old.doc: is an old Word file" in done.err
    assert "save it as .docx" in done.err
    assert "3 interviews imported" in done.err
