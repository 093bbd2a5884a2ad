"""What a study cannot do without is not overwritten by what is written from it."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli._study import is_study
from qualcode.errors import SettingsError, UsageError
from qualcode.settings import SETTINGS_NAME, StudySettings, read_settings
from qualcode.store import DATABASE

FOLDERS = ("transcripts", "backups", ".cache")


def refuse_own_files(path: Path) -> None:
    """UsageError where a file to write is one that a study rests on."""
    target = path.resolve()
    for folder in target.parents:
        if is_study(folder) and (what := _own(folder, target)):
            raise UsageError(
                f"{path}: this is {what} of the study, and is not overwritten",
                hint="choose another name, for instance in its reports folder",
            )


def _own(folder: Path, target: Path) -> str:
    inside = target.relative_to(folder).parts
    if inside[0] in FOLDERS:
        return f"in the {inside[0]} folder"
    if inside[0].startswith((DATABASE, f".{DATABASE}")):
        return "the database"
    if inside == (SETTINGS_NAME,):
        return "the settings file"
    return _edited(folder).get(target, "") if target.exists() else ""


def _edited(folder: Path) -> dict[Path, str]:
    try:
        settings = read_settings(folder).study
    except SettingsError:
        settings = StudySettings()
    names = {
        settings.codebook: "the codebook",
        settings.informants: "the list of informants",
        str(Path(settings.informants).with_suffix(".xlsx")): "the list of informants",
        settings.protect: "the list of names to protect",
        settings.guide: "the interview guide",
        settings.findings: "the list of findings",
    }
    return {(folder / name).resolve(): what for name, what in names.items()}
