"""The study a command works on: its folder, settings, roster and codebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import ProjectError
from qualcode.model.codebook import Codebook
from qualcode.model.guide import Guide
from qualcode.model.informant import Roster
from qualcode.settings import SETTINGS_NAME, Settings, read_settings
from qualcode.store import DATABASE, Project
from qualcode.store.leftovers import remove_leftovers

_SHOWN = 5
"""Studies of a folder that are named."""


@dataclass(frozen=True, slots=True)
class Study:
    """An open study."""

    folder: Path
    project: Project
    settings: Settings

    @property
    def codebook_path(self) -> Path:
        """The codebook people edit."""
        return self.folder / self.settings.study.codebook

    @property
    def roster_path(self) -> Path:
        """The list of informants people edit; the Excel file of that name where there is no other."""
        path = self.folder / self.settings.study.informants
        excel = path.with_suffix(".xlsx")
        return excel if excel.exists() and not path.exists() else path

    @property
    def name(self) -> str:
        """What the study is called in titles."""
        return self.settings.study.name or self.folder.name

    @property
    def figure_key(self) -> str:
        """What the ids of figures are made with: the study's own random id, which no report tells."""
        return self.project.setting("study")

    def codebook(self) -> Codebook:
        """The codebook as it was last applied."""
        codebook = self.project.codebook()
        if codebook is None:
            raise ProjectError(
                f"{self.folder}: no codebook has been applied yet",
                hint="run `qualcode suggest` first (it reads the study's codebook)",
            )
        return codebook

    @property
    def guide_path(self) -> Path:
        """The interview guide, where there is one."""
        return self.folder / self.settings.study.guide

    def guide(self) -> Guide | None:
        """The interview guide, its codes by what became of them since; None where the study has none."""
        from qualcode.cli._kept import kept
        from qualcode.model.guide import guide_of_today

        path = self.guide_path
        if not path.is_file():
            return None
        content = path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        guide = kept(self.project, "guide", Guide, [path.name, sha256], self._read_guide)
        if not self.project.read_only and self.project.source(sha256) is None:
            self.project.keep_source("guide", path.name, content)
        codebook = self.project.codebook()
        return guide_of_today(guide, codebook, self.project.redirects()) if codebook else guide

    def _read_guide(self) -> Guide:
        from qualcode.readers.guide import read_guide

        return read_guide(self.guide_path)

    def roster(self) -> Roster:
        """The roster as it was last read."""
        return self.project.roster()


def find_study(folder: Path | None) -> Path:
    """The study folder named, or the nearest one at or above the current folder."""
    if folder is not None:
        if not is_study(folder):
            raise ProjectError(
                f"{folder}: not a study folder (it has no {DATABASE})",
                hint="make one with `qualcode init DIR`, or name another with --project",
            )
        return folder
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if is_study(candidate):
            return candidate
    raise ProjectError(
        f"{here}: neither this folder nor one above it is a study (has a {DATABASE})",
        hint=_studies_in(here)
        or "go to the study's folder, name it with --project DIR, or make one with `qualcode init DIR`",
    )


def _studies_in(folder: Path) -> str:
    """Where studies lie in a folder, how to go to one; else empty."""
    found = sorted(each.name for each in folder.iterdir() if each.is_dir() and is_study(each))
    if not found:
        return ""
    one = f"cd {found[0]}, or --project {found[0]}"
    if len(found) == 1:
        return f"{found[0]}/ is a study: {one}"
    return f"studies here: {', '.join(found[:_SHOWN])}{' …' if len(found) > _SHOWN else ''}; for example: {one}"


def is_study(folder: Path) -> bool:
    """Whether a folder holds a study."""
    return (folder / DATABASE).exists() or (folder / SETTINGS_NAME).exists()


@contextmanager
def open_study(folder: Path | None, *, read_only: bool = False) -> Iterator[Study]:
    """Open the study a command was pointed at, and close it whatever happens."""
    found = find_study(folder)
    settings = read_settings(found)
    remove_leftovers(found)
    with Project.open(found, read_only=read_only) as project:
        yield Study(found, project, settings)
