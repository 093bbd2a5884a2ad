"""Settings that cannot be used are named with the place that sets them, in plain words."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from qualcode.errors import SettingsError
from qualcode.files.toml import write_keys
from qualcode.settings import SETTINGS_NAME, place_of, read_settings, user_settings_path


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a study's settings, away from the user's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    user_settings_path().parent.mkdir(parents=True)
    return tmp_path


def refusal(folder: Path) -> list[str]:
    """What is wrong with the settings, a line each."""
    with pytest.raises(SettingsError) as caught:
        read_settings(folder)
    return caught.value.message.splitlines()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[segments]\nwords = 5", "segments.words: has to be at least 20"),
        ("[segments]\nwords = 5000", "segments.words: has to be at most 2000"),
        ('[counting]\nreviewed = "all"', "counting.reviewed: has to be 'decided' or 'read'"),
        ('[counting]\npercentages_from = "ten"', "counting.percentages_from: has to be a whole number"),
        ("[privacy]\nminimum_cell = 2.5", "privacy.minimum_cell: has to be a whole number"),
        ('[quantifiers]\nmost = "half"', "quantifiers.most: has to be a number"),
        ("[groupings.side]\nLocal = [1]", "groupings.side.Local.0: has to be text in quotation marks"),
        ('[study]\ntypes = "CSO"', 'study.types: has to be a list: ["one", "another"]'),
        ("segments = 30", "segments: has to be a section of keys and values"),
        ('[study]\nnme = "Health"', "study.nme is not a setting; did you mean study.name?"),
    ],
)
def test_what_a_key_has_to_hold_is_said_in_plain_words(study: Path, written: str, says: str) -> None:
    (study / SETTINGS_NAME).write_text(written, encoding="utf-8")

    assert refusal(study) == [f"{study / SETTINGS_NAME}: {says}"]


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("SEGMENTS__WORDS", "5", "segments.words: has to be at least 20"),
        ("SEGMENTS", '{"words": 5}', "segments.words: has to be at least 20"),
        ("REVIEW__KEYS__ACEPT", "x", "review.keys: acept is not something a key can do; did you mean accept?"),
        ("STUDY__NME", "Health", "study.nme is not a setting; did you mean study.name?"),
    ],
)
def test_the_environment_is_named_where_it_sets_a_key(
    study: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str
) -> None:
    (study / SETTINGS_NAME).write_text("[segments]\nwords = 50", encoding="utf-8")
    monkeypatch.setenv(f"QUALCODE_{variable}", value)

    assert refusal(study) == [f"environment variable QUALCODE_{variable}: {says}"]


def test_a_list_in_the_environment_is_written_as_json(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_STUDY__NAME", "Health")
    monkeypatch.setenv("QUALCODE_STUDY__TYPES", "CSO")
    assert refusal(study) == ["environment variable QUALCODE_STUDY__TYPES: not a list or a section in JSON"]

    monkeypatch.setenv("QUALCODE_STUDY__TYPES", '["CSO"]')
    assert read_settings(study).study.types == ["CSO"]


@pytest.mark.parametrize("written", ["[segments]\nwords = 5", "[segments"])
def test_the_users_own_file_is_named_where_it_is_to_blame(study: Path, written: str) -> None:
    (study / SETTINGS_NAME).write_text('[study]\nname = "Health"', encoding="utf-8")
    user_settings_path().write_text(written, encoding="utf-8")

    assert refusal(study)[0].startswith(f"{user_settings_path()}: ")


def test_a_key_is_taken_from_the_environment_then_the_study_then_the_user(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_settings_path().write_text('[segments]\nwords = 30\n[study]\nname = "Mine"\nguide = "g.yaml"', "utf-8")
    (study / SETTINGS_NAME).write_text('[segments]\nwords = 50\n[study]\nname = "Health"', encoding="utf-8")
    monkeypatch.setenv("QUALCODE_SEGMENTS__WORDS", "70")

    settings = read_settings(study)

    assert (settings.segments.words, settings.study.name, settings.study.guide) == (70, "Health", "g.yaml")


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("REVIEW__KEYS__ACCEPT", "space", "{study}: review.keys: acept is not something a key can do; did you mean"),
        ("REVIEW__KEYS__SKIP", "a", "environment variable QUALCODE_REVIEW__KEYS__SKIP: review.keys: skip and accept"),
        ("SEGMENTS__WORDS", "", "environment variable QUALCODE_SEGMENTS__WORDS: segments.words: has to be a whole"),
        ("QUOTES__SHORTEST", "9", "{user}: quotes.longest: has to be at least 5"),
        ("GROUPINGS__SIDE__LOCAL", '["CSO"]', "{study}: groupings.side.Global: has to be a list"),
        ("GROUPINGS__SIDE__LOCAL", "CSO", "environment variable QUALCODE_GROUPINGS__SIDE__LOCAL: groupings.side.local"),
        ("STUDY", '{"types": ["CSO", 5]}', "environment variable QUALCODE_STUDY: study.types.1: has to be text"),
        ("READING", "[]", "environment variable QUALCODE_READING: reading: has to be a section of keys and values"),
    ],
)
def test_what_holds_the_value_is_to_blame_where_several_set_a_section(
    study: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str
) -> None:
    wrong = '[review.keys]\nacept = "x"\n[groupings.side]\nGlobal = "UN"\n[segments]\nwords = 50'
    (study / SETTINGS_NAME).write_text(wrong, encoding="utf-8")
    user_settings_path().write_text('[quotes]\nlongest = 2\n[review.keys]\nreject = "f5"', encoding="utf-8")
    monkeypatch.setenv(f"QUALCODE_{variable}", value)

    lines = refusal(study)

    expected = says.format(study=study / SETTINGS_NAME, user=user_settings_path())
    assert [line for line in lines if line.startswith(expected)] != []


def test_one_variable_is_blamed_and_not_the_other_for_the_same_section(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALCODE_QUOTES", '{"shortest": 0, "longest": 4}')
    monkeypatch.setenv("QUALCODE_QUOTES__LONGEST", "40")

    assert refusal(study) == ["environment variable QUALCODE_QUOTES: quotes.shortest: has to be at least 1"]


def test_everything_that_cannot_be_used_is_named_at_once(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_settings_path().write_text("[segments", encoding="utf-8")
    (study / SETTINGS_NAME).write_text('[segments]\nwords = 5\n[review.keys]\naccept = "xx"\nskip = "r"', "utf-8")
    monkeypatch.setenv("QUALCODE_STUDY__TYPES", "CSO")

    lines = refusal(study)

    own = study / SETTINGS_NAME
    assert lines == [
        f"{user_settings_path()}: line 1: a heading has to end as it begins: [section]",
        "environment variable QUALCODE_STUDY__TYPES: not a list or a section in JSON",
        f"{own}: segments.words: has to be at least 20",
        f"{own}: review.keys: accept: 'xx' is not a key; write one character, or space, tab, enter, left, f5, ctrl+k …",
        f"{own}: review.keys: skip and reject have the same key, 'r'; give one of them another",
    ]


def test_the_place_of_a_setting_can_be_asked_for(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (study / SETTINGS_NAME).write_text('[roles.kii-01]\nSam = "other"', encoding="utf-8")
    monkeypatch.setenv("QUALCODE_ROLES__KII-01__DANA", "informant")

    settings = read_settings(study)

    assert settings.roles == {"kii-01": {"Sam": "other", "dana": "informant"}}
    assert place_of(study, "roles", "kii-01", "Sam") == str(study / SETTINGS_NAME)
    assert place_of(study, "roles", "kii-01", "dana") == "environment variable QUALCODE_ROLES__KII-01__DANA"
    assert place_of(study, "quotes", "longest") == ""


@pytest.mark.parametrize("key", ["codebook", "informants", "protect", "guide", "findings"])
@pytest.mark.parametrize("name", ["../other/list.csv", "/etc/hostname", "sub/../../list.csv", "list\\u0000.csv"])
def test_a_study_names_no_file_outside_its_folder(study: Path, key: str, name: str) -> None:
    folder = study / "study"
    folder.mkdir()
    (folder / SETTINGS_NAME).write_text(f'[study]\n{key} = "{name}"', "utf-8")

    [line] = refusal(folder)

    assert line.startswith(f"{folder / SETTINGS_NAME}: study.{key}: ")
    assert line.endswith("leads out of the study's folder")


@pytest.mark.parametrize("name", ["codebook.yaml", "informants.xlsx", "protect.csv"])
def test_a_link_that_leads_out_of_the_study_is_refused(study: Path, name: str) -> None:
    folder = study / "study"
    folder.mkdir()
    (study / "secret").write_text("words", "utf-8")
    (folder / name).symlink_to(study / "secret")

    [line] = refusal(folder)

    assert "leads out of the study's folder" in line


def test_files_in_folders_and_links_inside_the_study_are_its_own(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = study / "study"
    (folder / "lists").mkdir(parents=True)
    (folder / "lists" / "people.csv").write_text("", "utf-8")
    (folder / "informants.csv").symlink_to(folder / "lists" / "people.csv")
    (folder / SETTINGS_NAME).write_text('[study]\nguide = "lists/guide.yaml"', "utf-8")
    monkeypatch.setenv("QUALCODE_STUDY__CODEBOOK", "/srv/shared/codebook.yaml")

    settings = read_settings(folder).study

    assert (settings.guide, settings.codebook) == ("lists/guide.yaml", "/srv/shared/codebook.yaml")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (
            'informants = "..\\tables\\new.csv"',
            r"study.informants: '..\tables\new.csv' holds a sign that cannot be seen",
        ),
        ('codebook = "my\\fbook.yaml"', r"study.codebook: 'my\x0cbook.yaml' holds a sign that cannot be seen"),
    ],
)
def test_a_path_whose_strokes_became_other_signs_is_told_with_the_way_out(study: Path, written: str, says: str) -> None:
    (study / SETTINGS_NAME).write_text(f"[study]\n{written}\n", encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        read_settings(study)
    assert caught.value.message == f"{study / SETTINGS_NAME}: {says}"
    assert "write / between folders" in caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_settings_of_windows_editors_are_read_and_a_key_is_set_in_them(study: Path, encoding: str) -> None:
    path = study / SETTINGS_NAME
    path.write_bytes('[study]\r\nname = "Étude"\r\n'.encode(encoding))

    write_keys(path, ("roles", "*"), {"Hana": "interviewer"})

    assert read_settings(study).study.name == "Étude"
    assert read_settings(study).roles == {"*": {"Hana": "interviewer"}}
    assert path.read_bytes().startswith(codecs.BOM_UTF8) is (encoding != "utf-8")
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
