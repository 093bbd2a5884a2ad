"""What a report is called: as somebody said, never as the folder happens to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.files.toml import write_keys
from qualcode.model.wording import number_in_words
from qualcode.settings import SETTINGS_NAME

if TYPE_CHECKING:
    from qualcode.study.study import Study


def known_title(study: Study) -> str:
    """The title that the settings give the report, else the study's name; empty where that is only the folder's."""
    settings = study.settings
    name = settings.study.name.strip()
    return settings.report.title.strip() or (name if name != study.folder.resolve().name else "")


def plain_title(n_informants: int) -> str:
    """The title of a report that nobody has given one."""
    return f"What {number_in_words(n_informants)} informant{'' if n_informants == 1 else 's'} said"


def keep_title(study: Study, title: str) -> None:
    """Keep a title in the study's settings, as `report.title`. Raises SettingsError where they cannot be changed."""
    write_keys(study.folder / SETTINGS_NAME, ("report",), {"title": title})
