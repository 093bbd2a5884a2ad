"""Corrections written into `qualcode.toml`."""

from __future__ import annotations

import errno
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import BusyError, SettingsError
from qualcode.files.toml import changed, write_keys

WRITTEN = """\
# Our study.
[study]
name = "Small"   # as on the cover

[roles."*"]
"Dr # Hana" = "interviewer"  # she asks

[roles.kii-03]
Dana = "other"

# [privacy]
# minimum_cell = 3
"""


@pytest.mark.parametrize(
    ("section", "values", "line"),
    [
        (("roles", "*"), {"Dr # Hana": "other"}, '"Dr # Hana" = "other"  # she asks'),
        (("roles", "kii-03"), {"SPEAKER 1": "interviewer"}, '"SPEAKER 1" = "interviewer"'),
        (("roles", "kii 04"), {"A": "kii-04"}, '[roles."kii 04"]\nA = "kii-04"'),
        (("roles", "kii-03"), {"المحاور": "interviewer"}, '"المحاور" = "interviewer"'),
    ],
)
def test_a_key_is_set_and_every_comment_stays(section: tuple[str, ...], values: dict[str, str], line: str) -> None:
    after = changed(WRITTEN, section, values)

    assert line in after
    assert [words for words in WRITTEN.splitlines() if words.startswith("#") and words not in after] == []
    assert tomllib.loads(after)["roles"][section[1]].items() >= values.items()


def test_an_empty_value_takes_the_key_out() -> None:
    after = changed(WRITTEN, ("roles", "kii-03"), {"Dana": ""})

    assert after == WRITTEN.replace('Dana = "other"\n', "")


def test_new_keys_stand_with_the_others_of_their_section() -> None:
    after = changed(WRITTEN, ("roles", "kii-03"), {"Sam": "interviewer"})

    assert 'Dana = "other"\nSam = "interviewer"\n\n# [privacy]' in after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('roles = {kii-03 = {Dana = "other"}}\n', 'roles = {kii-03 = {Dana = "interviewer"}}\n'),
        ("roles = {}\n", 'roles = {kii-03 = {Dana = "interviewer"}}\n'),
        ('[roles]\nkii-03 = {Dana = "other"} # who\n', '[roles]\nkii-03 = {Dana = "interviewer"} # who\n'),
        ('roles.kii-03.Dana = "other"\n[study]\n', 'roles.kii-03.Dana = "interviewer"\n[study]\n'),
        ("[roles]\n  [roles.kii-03]\n  Dana = 'other'", '[roles]\n  [roles.kii-03]\n  Dana = "interviewer"\n'),
        ('[roles.kii-02]\nA = "other"\n[study]\n', None),
        ('[study]\nname = "x"', '[study]\nname = "x"\n\n[roles.kii-03]\nDana = "interviewer"\n'),
        ("# Empty.", '# Empty.\n\n[roles.kii-03]\nDana = "interviewer"\n'),
        ("", '[roles.kii-03]\nDana = "interviewer"\n'),
    ],
)
def test_a_section_is_found_however_it_is_written(text: str, after: str | None) -> None:
    found = changed(text, ("roles", "kii-03"), {"Dana": "interviewer"})

    assert tomllib.loads(found)["roles"]["kii-03"] == {"Dana": "interviewer"}
    assert after in (None, found)


@pytest.mark.parametrize("text", ["roles = 3\n", "[[roles]]\nkii-03 = 1\n", "[roles]\nkii-03 = []\n"])
def test_a_file_where_something_else_has_the_name_is_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "qualcode.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(SettingsError) as caught:
        write_keys(path, ("roles", "kii-03"), {"Dana": "interviewer"})

    assert 'write it by hand under [roles.kii-03]: Dana = "interviewer"' in caught.value.hint
    assert path.read_text("utf-8") == text


def test_a_file_that_is_not_toml_is_left_alone_and_says_where_it_goes_wrong(tmp_path: Path) -> None:
    path = tmp_path / "qualcode.toml"
    path.write_text('[study]\nname = "x\n', "utf-8")

    with pytest.raises(SettingsError) as caught:
        write_keys(path, ("study",), {"name": "y"})

    assert caught.value.message == f"{path}: line 2: quotation marks are opened and not closed"
    assert caught.value.hint == "put this right first; nothing was changed"
    assert path.read_text("utf-8") == '[study]\nname = "x\n'


def test_a_file_that_cannot_be_written_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "qualcode.toml"
    path.write_text(WRITTEN, "utf-8")
    monkeypatch.setattr(os, "fsync", full_disk)

    with pytest.raises(BusyError):
        write_keys(path, ("study",), {"name": "Large"})

    assert [each.name for each in tmp_path.iterdir()] == ["qualcode.toml"]
    assert path.read_text("utf-8") == WRITTEN


def full_disk(descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "qualcode.toml"
    path.write_bytes(b'[study]\r\nname = "x"\r\n')

    write_keys(path, ("roles", "kii-03"), {"Dana": "interviewer"})

    assert path.read_bytes() == b'[study]\r\nname = "x"\r\n\r\n[roles.kii-03]\r\nDana = "interviewer"\r\n'


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(NAMES, st.dictionaries(NAMES, NAMES, min_size=1, max_size=3), st.dictionaries(NAMES, NAMES, max_size=3))
def test_what_is_written_is_what_is_read(document: str, first: dict[str, str], then: dict[str, str]) -> None:
    once = changed(WRITTEN, ("roles", document), first)
    twice = changed(once, ("roles", document), then)

    before = tomllib.loads(WRITTEN)["roles"].get(document, {})
    assert tomllib.loads(twice)["roles"][document] == before | first | then
    assert tomllib.loads(twice)["study"] == {"name": "Small"}
