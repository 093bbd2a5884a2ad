"""Who speaks, told over the whole study, and told anew."""

from __future__ import annotations

import pytest

from qualcode.model.coding import Verdict
from qualcode.model.document import Role
from qualcode.study.reading.speakers import correct_speakers, speakers_of
from qualcode.study.reading.telling import assign_again
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import Heard

ODD = "Dana: Our donors left, and a grant is not enough for it.\nGian: Why is that?\nDana: It rained.\nGian: And so?\n"
ALIKE = "Dana: Why do you stay?\n{name}: There was a tent and two nurses.\nDana: And then?\n{name}: We left.\n"


def import_odd(study: Study) -> None:
    (study.folder / "odd.txt").write_text(ODD, "utf-8")
    study.import_transcripts(study.folder / "odd.txt")
    study.suggest()


def import_alike(study: Study) -> None:
    folder = study.folder / "alike"
    folder.mkdir()
    for name in ("Hana", "Ivo", "Jo", "Kim"):
        (folder / f"talk-{name[0]}.txt").write_text(ALIKE.format(name=name), "utf-8")
    study.import_transcripts(folder)


def roles(study: Study, document_id: str = "odd") -> dict[str, Role]:
    return {turn.speaker: turn.role for turn in study.store.documents.get(document_id).turns}


GUESSED = {"Dana": Role.INFORMANT, "Gian": Role.INTERVIEWER}
TOLD = {"Dana": Role.INTERVIEWER, "Gian": Role.INFORMANT}


def test_a_later_import_tells_a_guess_anew_and_names_the_turns_it_moves(written: Study, heard: Heard) -> None:
    import_odd(written)
    before = roles(written)
    import_alike(written)

    assert (before, roles(written)) == (GUESSED, TOLD)
    assert "odd: Dana: 2 turns interviewer now, informant before (odd:1, odd:3)" in heard.notes
    assert ("Dana", "speaks in 5 of 5 interviews") in {
        (row.cells[1], row.cells[-1]) for row in speakers_of(written, "odd").rows
    }


def test_the_order_of_imports_does_not_matter(written: Study) -> None:
    import_alike(written)
    import_odd(written)

    assert roles(written) == TOLD
    assert assign_again(written, written.roster()).changed == ()


def code_the_odd(study: Study) -> None:
    import_odd(study)
    decide(study, "amal", "odd:1", Verdict.ACCEPT, code="funding")


def test_a_guess_under_which_somebody_has_coded_stays_with_its_doubt_and_the_command(
    written: Study, heard: Heard
) -> None:
    code_the_odd(written)
    import_alike(written)
    document = written.store.documents.get("odd")

    assert roles(written) == GUESSED
    assert 'Dana would be interviewer now (asks throughout the study), with: qualcode roles odd "Dana"=interviewer' in (
        document.roles_reason
    )
    assert not any(note.startswith("odd: Dana") for note in heard.notes)
    assert assign_again(written, written.roster()).changed == ()
    assert roles(correct_speakers(written, "odd", ["Dana=interviewer"])) == TOLD


def test_what_a_person_said_is_followed_at_once_and_taken_back_at_once(written: Study) -> None:
    code_the_odd(written)
    said = correct_speakers(written, "odd", ["Dana=interviewer"])
    after = roles(said)
    back = correct_speakers(said, "odd", ["Dana="])

    assert (after, roles(back)) == (TOLD, GUESSED)


def test_a_correction_tells_who_the_same_person_is_elsewhere(written: Study, heard: Heard) -> None:
    import_odd(written)
    (written.folder / "two.txt").write_text(ODD.replace("Gian", "Lee"), "utf-8")
    written.import_transcripts(written.folder / "two.txt")

    corrected = correct_speakers(written, "two", ["Dana=interviewer"])

    assert roles(corrected) == TOLD
    assert "odd: Dana: 2 turns interviewer now, informant before (odd:1, odd:3)" in heard.notes
    assert {row.cells[-1] for row in speakers_of(corrected, "odd").rows} >= {"set as the interviewer in two"}


@pytest.mark.parametrize("said", ["Gian=interviewer", "Dana=informant"])
def test_what_a_person_said_stands_whatever_is_imported_later(written: Study, said: str) -> None:
    import_odd(written)
    corrected = correct_speakers(written, "odd", [said])
    import_alike(corrected)

    label, _, role = said.partition("=")
    assert roles(corrected)[label] == role


def test_guesses_stay_in_a_corrected_transcript_that_somebody_has_coded(written: Study) -> None:
    code_the_odd(written)
    import_alike(written)
    (written.folder / "odd.txt").write_text(ODD + "Dana: It stopped.\n", "utf-8")
    written.import_transcripts(written.folder / "odd.txt")

    assert roles(written) == GUESSED
