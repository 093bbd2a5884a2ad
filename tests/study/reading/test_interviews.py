from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from qualcode.errors import ReadError
from qualcode.model.document import Role
from qualcode.readers import ReadOptions
from qualcode.readers.files import LeftOut
from qualcode.store.documents import Documents
from qualcode.study.folder import new_study
from qualcode.study.reading.ahead import FileRead, read_ahead
from qualcode.study.reading.import_notes import report_import
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.looking import mark_documents
from qualcode.study.reading.options import keep_options
from qualcode.study.reading.outcome import Copy
from qualcode.study.reading.roster import load_roster
from qualcode.study.study import Study
from tests.study.make import TRANSCRIPTS, Heard


def test_an_import_tells_of_every_file_what_became_of_it(coded: Study, heard: Heard) -> None:
    folder = coded.folder / "transcripts"
    long = "Interviewer: And the roads?\nOmar: " + "We wait at every checkpoint for hours. " * 20 + "\n"
    for name, text in {"omar.txt": long, "omar copy.txt": long, "bad.docx": "no", "README.txt": "no"}.items():
        (folder / name).write_text(text, encoding="utf-8")

    outcome = import_transcripts(coded, [folder], load_roster(coded))

    assert [document.id for document in outcome.documents] == ["omar"]
    assert outcome.unchanged == ("amira", "basim", "carol")
    assert outcome.copies == (Copy("omar copy.txt", "omar.txt"),)
    assert [type(failure) for failure in outcome.failures] == [ReadError]
    assert outcome.left_out == (
        LeftOut(folder / "README.txt", "a list of informants, codebook, coding or README by its name"),
    )
    assert (outcome.found_nothing, outcome.retold, outcome.backup) == (False, (), None)

    report_import(outcome, (), heard, marks=mark_documents(coded, outcome.documents))
    assert "omar copy.txt: holds the same as omar.txt, so it is not imported again" in heard.notes
    assert heard.warnings[-1] == "1 file could not be read; the others were imported"


def test_an_import_is_in_the_log_unless_it_is_part_of_another_command(written: Study) -> None:
    paths = [written.folder / "transcripts"]
    import_transcripts(written, paths[:1], load_roster(written), on_record=False)
    assert list(written.store.facts.runs()) == []

    import_transcripts(written, paths, load_roster(written))
    assert [(run["command"], run["detail"]) for run in written.store.facts.runs()] == [("import", {"documents": []})]


def test_suggestions_follow_a_corrected_transcript(coded: Study) -> None:
    path = coded.folder / "transcripts" / "amira.txt"
    path.write_text(TRANSCRIPTS["amira.txt"] + "Interviewer: Why?\nAmira: The grant was short.\n", encoding="utf-8")
    roster = load_roster(coded)

    outcome = import_transcripts(coded, [path], roster)
    assert "amira:4" not in {found.segment_id for found in coded.store.suggestions.of("amira")}
    followed = follow_import(coded, roster, outcome)

    assert [version.version for version in followed.versions] == [2]
    assert followed.retold == ()
    assert "amira:4" in {found.segment_id for found in coded.store.suggestions.of("amira")}


def correct_and_stop(study: Study) -> None:
    """A correction that was stored, and the import stopped there."""
    path = study.folder / "transcripts" / "amira.txt"
    path.write_text(TRANSCRIPTS["amira.txt"] + "Interviewer: Why?\nAmira: The grant was short.\n", encoding="utf-8")
    import_transcripts(study, [path], load_roster(study))


def tell_anew_and_stop(study: Study) -> None:
    """Who speaks was told anew and stored, and the work stopped there."""
    carol = study.store.documents.get("carol")
    study.store.documents.set_roles(replace(carol, turns=tuple(turn._replace(role=Role.OTHER) for turn in carol.turns)))


@pytest.mark.parametrize("stop", [correct_and_stop, tell_anew_and_stop])
def test_what_was_stopped_before_its_suggestions_gets_them_by_the_next_import(
    coded: Study, stop: Callable[[Study], None]
) -> None:
    before = coded.store.suggestions.keys()
    stop(coded)
    assert coded.store.suggestions.behind()
    roster = load_roster(coded)

    follow_import(coded, roster, import_transcripts(coded, [coded.folder / "transcripts"], roster))

    assert not coded.store.suggestions.behind()
    assert coded.store.suggestions.keys().keys() == before.keys()


def test_interviews_that_were_never_suggested_for_wait_for_suggest(coded: Study) -> None:
    path = coded.folder / "transcripts" / "omar.txt"
    path.write_text("Interviewer: And you?\nOmar: No grant this year.\n", encoding="utf-8")
    roster = load_roster(coded)

    for _ in range(2):
        follow_import(coded, roster, import_transcripts(coded, [path], roster))

    assert coded.store.suggestions.of("omar") == ()


def test_how_a_file_is_read_is_kept_for_files_that_were_named_and_imported(written: Study, heard: Heard) -> None:
    path, other = (written.folder / "transcripts" / name for name in ("basim.txt", "amira.txt"))
    options = ReadOptions(speakers=r"(\w+):")
    outcome = import_transcripts(written, [path], load_roster(written), options)

    keep_options(written, [path, other, written.folder / "transcripts"], outcome.documents, options)

    assert heard.notes == ["basim.txt: read so from now on (kept in qualcode.toml under [reading])"]
    with Study.open(written.folder) as opened:
        assert opened.settings.reading["basim.txt"].speakers == r"(\w+):"


def test_a_file_of_known_bytes_is_not_read_again(written: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, roster = written.folder / "transcripts", load_roster(written)
    first = follow_import(written, roster, import_transcripts(written, [folder], roster))
    read: list[str] = []
    monkeypatch.setattr("qualcode.readers.read_documents", lambda path, options: read.append(path.name) or [])

    again = follow_import(written, roster, import_transcripts(written, [folder], roster))

    assert (read, again.unchanged) == ([], tuple(document.id for document in first.documents))
    assert (again.documents, again.retold, again.versions) == ((), (), ())


def test_an_import_that_is_stopped_keeps_whole_files(written: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, roster = written.folder / "new", load_roster(written)
    folder.mkdir()
    for name in "abcde":
        (folder / f"new-{name}.txt").write_text(f"Interviewer: Why {name}?\nOmar: We wait.\n", encoding="utf-8")
    add_all, times = Documents.add_all, iter((True, True))

    def stop_at_the_third(*given: Any, **named: Any) -> list[int | ReadError]:
        if not next(times, False):
            raise KeyboardInterrupt
        return add_all(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr("qualcode.study.reading.storing.AT_ONCE", 2)
        patched.setattr(Documents, "add_all", stop_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            import_transcripts(written, [folder], roster)

    assert set(written.store.documents.ids()) == {"new-a", "new-b", "new-c", "new-d"}
    assert [document.id for document in import_transcripts(written, [folder], roster).documents] == ["new-e"]


def stopped_after(n: int) -> Callable[..., Iterator[FileRead]]:
    """What reads so many files until somebody stops it."""

    def read(*given: Any, **named: Any) -> Iterator[FileRead]:
        yield from islice(read_ahead(*given, **named), n)
        raise KeyboardInterrupt

    return read


GUESSED = "Dana: Why is that, and for how long?\n\nKarim: We wait.\n\nDana: And then?\n\nKarim: We wait again.\n"


def test_what_its_labels_tell_is_kept_while_the_others_are_read(
    written: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, roster = written.folder.parent / "elsewhere", load_roster(written)
    folder.mkdir()
    for name in "abcdefgh":
        text = (
            GUESSED.replace("long", f"long {name}")
            if name in "bf"
            else f"Interviewer: Why {name}?\nInformant: We wait.\n"
        )
        (folder / f"new-{name}.txt").write_text(text, encoding="utf-8")

    with monkeypatch.context() as patched:
        patched.setattr("qualcode.study.reading.storing.AT_ONCE", 2)
        patched.setattr("qualcode.study.reading.gathering.read_ahead", stopped_after(6))
        with pytest.raises(KeyboardInterrupt):
            import_transcripts(written, [folder], roster)
    kept = {"new-a", "new-c"}
    assert set(written.store.documents.ids()) == kept
    assert {Path(place).stem for place in written.store.documents.places()} == kept

    outcome = import_transcripts(written, [folder], roster)

    assert [document.id for document in outcome.documents] == [f"new-{name}" for name in "bdefgh"]
    assert set(outcome.unchanged) == kept
    assert {Path(place).stem for place in written.store.documents.places()} == {f"new-{name}" for name in "abcdefgh"}


def test_what_an_import_stored_that_was_stopped_is_compared_by_the_next(
    written: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, roster = written.folder / "new", load_roster(written)
    folder.mkdir()
    said = "".join(f"Interviewer: And {n}?\nInformant: We wait for it {n} years.\n" for n in range(4))
    for name, more in {"a": "", "b": "Informant: That is all.\n", "c": "Informant: No.\n"}.items():
        text = said if name != "c" else "Interviewer: Why?\n"
        (folder / f"new-{name}.txt").write_text(text + more, encoding="utf-8")

    with monkeypatch.context() as patched:
        patched.setattr("qualcode.study.reading.storing.AT_ONCE", 2)
        patched.setattr("qualcode.study.reading.gathering.read_ahead", stopped_after(3))
        (folder / "new-d.txt").write_text("Interviewer: Who?\nInformant: They.\n", encoding="utf-8")
        with pytest.raises(KeyboardInterrupt):
            import_transcripts(written, [folder], roster)
    assert written.store.documents.ids() == ("new-a", "new-b")

    outcome = import_transcripts(written, [folder], roster)

    assert [(each.document_id, each.other) for each in outcome.alike] == [("new-b", "new-a")]
    assert [run["detail"]["documents"] for run in written.store.facts.runs()] == [["new-a", "new-b", "new-c", "new-d"]]
    assert import_transcripts(written, [folder], roster).alike == ()


def test_interviews_are_stored_the_same_by_any_number_of_processes(tmp_path: Path) -> None:
    stored = []
    for n_processes in (1, 2):
        new_study(tmp_path / f"by-{n_processes}", name="Many", codebook="cso_health")
        study = Study.open(tmp_path / f"by-{n_processes}")
        folder = study.folder / "transcripts"
        for number in range(9):
            text = f"Interviewer: Why {number}?\nOmar: We wait.\nالماء بعيد جدا عن البيت ولا نجد الدواء\n"
            (folder / f"new-{number}.txt").write_text(text, encoding="utf-8")
        (folder / "bad.docx").write_text("no", encoding="utf-8")
        (folder / "copy.txt").write_bytes((folder / "new-3.txt").read_bytes())

        outcome = import_transcripts(study, [folder], load_roster(study), n_processes=n_processes)

        failures = [(str(failure), failure.hint) for failure in outcome.failures]
        stored.append((outcome.documents, outcome.copies, failures, list(study.store.documents.segmented())))
        study.store.close()

    assert stored[0] == stored[1]
    assert (len(stored[0][0]), len(stored[0][1]), len(stored[0][2])) == (9, 1, 1)
