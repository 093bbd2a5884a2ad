"""What only the authors of a report can say: what it is called, and what it leaves a marked space for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.files.toml import write_keys
from qualcode.model.wording import listed, number_in_words
from qualcode.settings import SETTINGS_NAME, Settings

if TYPE_CHECKING:
    from qualcode.study.study import Study


NO_TITLE = "the report has no title of its own: --title, or title under [report] in qualcode.toml, gives it one"


def known_title(study: Study) -> str:
    """The title that the settings give the report, else the study's name; empty where that is only the folder's."""
    settings = study.settings
    name = settings.study.name.strip()
    return settings.report.title.strip() or (name if name != study.folder.resolve().name else "")


def plain_title(n_informants: int) -> str:
    """The title of a report that nobody has given one."""
    return f"What {number_in_words(n_informants)} informant{'' if n_informants == 1 else 's'} said"


ASKED: Mapping[str, str] = MappingProxyType(
    {
        "commissioned_by": "who commissioned it",
        "author": "who prepared it",
        "sampling": "how informants were chosen",
        "approached": "how many were asked",
        "consent": "how consent was asked",
    }
)
"""By the key of the settings."""


def unsaid_note(settings: Settings) -> str:
    """Say what the settings do not tell a report yet; empty where they tell all."""
    missing = [f"{what} ({key})" for key, what in ASKED.items() if not getattr(settings.report, key).strip()]
    return (
        f"the report does not say {listed(missing)}: write it under [report] in qualcode.toml, once" if missing else ""
    )


def keep_title(study: Study, title: str) -> None:
    """Keep a title in the study's settings, as `report.title`. Raises SettingsError where they cannot be changed."""
    write_keys(study.folder / SETTINGS_NAME, ("report",), {"title": title})
