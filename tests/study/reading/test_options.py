"""How a file is read: as somebody says now, else as the settings keep it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.errors import UsageError
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.readers import ReadOptions
from qualcode.settings import SETTINGS_NAME, ReadingSettings, read_settings
from qualcode.study.reading.interviews import import_transcripts
from qualcode.study.reading.options import check_patterns, keep_options, known_speakers, known_wordings, options_for
from qualcode.study.reading.roster import load_roster
from qualcode.study.study import Study
from tests.study.make import GUIDE, TRANSCRIPTS, Heard, configured

KEPT = '[reading."amira.txt"]\nencoding = "cp1256"\nspeakers = "Q|A"'


@pytest.mark.parametrize(
    ("name", "asked", "read"),
    [
        ("amira.txt", ReadOptions(), ("cp1256", "Q|A", "")),
        ("basim.txt", ReadOptions(), ("", "", "")),
        ("amira.txt", ReadOptions(split="^Interview"), ("", "", "^Interview")),
    ],
    ids=["as kept", "another file", "as said now"],
)
def test_a_file_is_read_as_said_now_else_as_the_settings_keep_it(
    written: Study, name: str, asked: ReadOptions, read: tuple[str, str, str]
) -> None:
    options = options_for(configured(written, KEPT), name, asked)

    assert (options.encoding, options.speakers, options.split) == read


def test_what_is_no_label_in_any_file_or_in_this_one_is_known_however_it_was_asked_for(written: Study) -> None:
    settings = '[roles."*"]\nNote = "not a label"\n\n[roles.amira]\nUpdate = "not a label"\nAmira = "informant"'
    study = configured(written, settings)

    assert options_for(study, "amira.txt", ReadOptions()).not_labels == {"note", "update"}
    assert options_for(study, "basim.txt", ReadOptions(speakers="Q|A")).not_labels == {"note"}
    assert options_for(written, "amira.txt", ReadOptions()).not_labels == frozenset()


def test_people_are_known_by_labels_ids_and_names_and_questions_by_their_wordings(written: Study) -> None:
    roster = Roster(
        informants=(Informant(id="i1", informant_type="CSO", variables={"name": "Amira Hassan", "region": "Basra"}),),
        appearances=(Appearance(informant_id="i1", document="amira", speaker="Dr. A"),),
    )

    assert known_speakers(roster) == {"i1", "amira hassan", "dr. a"}
    assert known_wordings(written) == frozenset()
    written.guide_path.write_text(GUIDE, "utf-8")
    assert known_wordings(written) == {"do donors still give grants?", "what about checkpoints?"}


def test_a_pattern_that_is_none_is_refused_before_any_file_is_read() -> None:
    check_patterns(split="^Interview", speakers="")
    with pytest.raises(UsageError, match="--split"):
        check_patterns(**{"--split": "(", "--speakers": "Q|A"})


def test_options_of_a_file_that_was_imported_are_kept_for_its_next_version(written: Study, heard: Heard) -> None:
    path, missing = written.folder / "transcripts" / "amira.txt", written.folder / "transcripts" / "zoe.txt"
    options = ReadOptions(encoding="latin-1")
    documents = import_transcripts(written, [path], load_roster(written), options).documents
    before = (written.folder / SETTINGS_NAME).read_text("utf-8")

    keep_options(written, [path], documents, ReadOptions())
    assert (written.folder / SETTINGS_NAME).read_text("utf-8") == before

    keep_options(written, [path, missing], documents, options)
    assert dict(read_settings(written.folder).reading) == {"amira.txt": ReadingSettings(encoding="latin-1")}
    assert heard.notes[-1] == f"amira.txt: read so from now on (kept in {SETTINGS_NAME} under [reading])"

    path.write_bytes(TRANSCRIPTS["amira.txt"].replace("Basra", "Béja").encode("latin-1"))
    study = replace(written, settings=read_settings(written.folder))
    [corrected] = import_transcripts(study, [path], load_roster(study)).documents
    assert "Béja" in corrected.text
