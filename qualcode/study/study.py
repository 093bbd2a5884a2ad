"""The study a command works on: its folder, settings, roster and codebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import ProjectError
from qualcode.model.codebook import Codebook
from qualcode.model.guide import Guide
from qualcode.model.informant import Roster
from qualcode.model.table import Table
from qualcode.model.voice import SILENT, Voice
from qualcode.settings import Settings, read_settings
from qualcode.store import Project
from qualcode.store.leftovers import remove_leftovers
from qualcode.study.folder import find_study


@dataclass(frozen=True, slots=True)
class Study:
    """An open study."""

    folder: Path
    project: Project
    settings: Settings
    voice: Voice = SILENT

    @classmethod
    def open(cls, folder: Path | str | None = None, *, read_only: bool = False, voice: Voice = SILENT) -> Study:
        """Open the study in a folder; without one, that of the current folder or of the nearest above it.

        Raises ProjectError where there is none, and SettingsError where its settings cannot be used.
        """
        found = find_study(Path(folder) if folder is not None else None)
        settings = read_settings(found)
        remove_leftovers(found)
        return cls(found, Project.open(found, read_only=read_only), settings, voice)

    def close(self) -> None:
        """Let go of the database."""
        self.project.close()

    def __enter__(self) -> Study:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
        from qualcode.model.guide import guide_of_today
        from qualcode.readers.guide import read_guide

        if not self.guide_path.is_file():
            return None
        guide = read_guide(self.guide_path)
        if not self.project.read_only:
            self.project.keep_source("guide", self.guide_path.name, self.guide_path.read_bytes())
        codebook = self.project.codebook()
        return guide_of_today(guide, codebook, self.project.redirects()) if codebook else guide

    def keep_figures(self, table: Table) -> Table:
        """Give each figure of a table its id, and remember what it is for `trace`."""
        keyed = table.keyed(self.figure_key)
        self.project.record_figures({figure.id: figure.spec for figure in keyed.figures()})
        return keyed

    def roster(self) -> Roster:
        """The roster as it was last read."""
        return self.project.roster()
