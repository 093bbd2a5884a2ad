"""The documentation and the program say the same."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from qualcode.cli.app import COMMANDS
from qualcode.settings import SETTINGS_NAME, Settings, read_settings
from qualcode.study.folder import SETTINGS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
EXAMPLE = SETTINGS_PAGE.split("```toml\n")[1].split("```")[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_every_page_is_reached_from_the_readme() -> None:
    readme = PAGES[0].read_text(encoding="utf-8")

    assert [page.name for page in PAGES[1:] if f"docs/{page.name}" not in readme] == []


def test_every_command_is_explained() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    commands = [name for section in COMMANDS.values() for name in section]

    explained = [name for name in commands if re.search(rf"(?:`|\bqualcode |, `){name}\b", pages)]

    assert explained == commands


def test_the_settings_page_names_every_key_and_is_itself_a_valid_file(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).write_text(EXAMPLE, encoding="utf-8")

    read_settings(tmp_path)
    shown = tomllib.loads(EXAMPLE)

    assert sorted({each.name for each in fields(Settings)} - shown.keys() - {"model"}) == []
    for each in fields(Settings):
        if is_dataclass(each.default):
            assert (
                sorted({key.name.removesuffix("_") for key in fields(each.default)} - shown[each.name].keys()) == []
            ), each.name


def test_the_settings_of_a_new_study_are_valid_with_every_line_in_force(tmp_path: Path) -> None:
    written = SETTINGS.format(name='"Study"')
    in_force = re.sub(r"^# (?=\[|\w+ =|\")", "", written, flags=re.MULTILINE)
    (tmp_path / SETTINGS_NAME).write_text(in_force, encoding="utf-8")

    settings = read_settings(tmp_path)

    assert len(tomllib.loads(in_force)) > len(tomllib.loads(written))
    assert settings.study.name == "Study"
