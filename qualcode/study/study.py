"""An open study: its folder, settings and database, and what can be done with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from qualcode.errors import ProjectError, QualcodeError
from qualcode.model.codebook import Codebook
from qualcode.model.guide import Guide
from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass
from qualcode.model.people import People
from qualcode.model.table import Table
from qualcode.model.voice import SILENT, Voice
from qualcode.settings import Settings, read_settings, study_around
from qualcode.store import Store
from qualcode.store.facts import CODEBOOK_BEFORE
from qualcode.store.leftovers import remove_leftovers
from qualcode.study.around import people_of
from qualcode.study.folder import find_study, is_unwritten, new_study
from qualcode.study.kept import kept

if TYPE_CHECKING:
    from qualcode.review.desk import Desk
    from qualcode.review.queue import Wanted
    from qualcode.study.codebook.suggesting import SuggestOutcome
    from qualcode.study.reading.outcome import ImportOutcome
    from qualcode.study.report.report import ReportOptions
    from qualcode.study.results.results import Results
    from qualcode.study.results.scoping import ScopeOptions


@dataclass(frozen=True, slots=True)
class Study:
    """An open study; `with Study.open(folder) as study:` closes it at the end."""

    folder: Path
    store: Store
    settings: Settings
    voice: Voice = SILENT
    kept: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out since it was opened, so that it is not worked out again."""

    @classmethod
    def open(cls, folder: Path | str | None = None, *, read_only: bool = False, voice: Voice = SILENT) -> Study:
        """Open the study in a folder; without one, that of the current folder or of the nearest above it.

        Raises ProjectError where there is none, and SettingsError where its settings cannot be used.
        """
        found = find_study(Path(folder) if folder is not None else None)
        settings = read_settings(found)
        remove_leftovers(found)
        study = cls(found, Store.open(found, read_only=read_only), settings, voice)
        study._undo_stopped()
        return study

    def _undo_stopped(self) -> None:
        """Undo what a command that died had half done; where that cannot be, whoever opens the study next does it."""
        if not self.store.facts.setting(CODEBOOK_BEFORE):
            return
        from qualcode.study.codebook.whole import put_back

        with suppress(QualcodeError, OSError):
            put_back(self)

    @classmethod
    def create(
        cls, folder: Path | str, *, name: str = "", codebook: str = "cso_health", voice: Voice = SILENT
    ) -> Study:
        """Make a study in a folder and open it; files that are there already stay as they are.

        `codebook` is a file, the name of one that qualcode brings, or `empty`. Raises UsageError and CodebookError
        before anything is made.
        """
        folder = Path(folder)
        new_study(folder, name=name or folder.resolve().name, codebook=codebook)
        return cls.open(folder, voice=voice)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def __enter__(self) -> Study:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def people(self) -> People:
        """Who speaks in it."""
        return people_of(self.folder)

    @property
    def around(self) -> Path | None:
        """The study whose survey's open answers this one holds; None of a study of interviews."""
        return study_around(self.folder)

    @property
    def codebook_path(self) -> Path:
        """The codebook people edit; open answers of a survey are coded by that of the interviews."""
        return (self.around or self.folder) / self.settings.study.codebook

    @property
    def roster_path(self) -> Path:
        """The list of informants people edit; the Excel file of that name where there is no other."""
        path = self.folder / self.settings.study.informants
        excel = path.with_suffix(".xlsx")
        return excel if excel.exists() and (not path.exists() or is_unwritten(path)) else path

    @property
    def name(self) -> str:
        """What the study is called in titles."""
        return self.settings.study.name or self.folder.name

    @property
    def figure_key(self) -> str:
        """What the ids of figures are made with: the study's own random id, which no report tells."""
        return self.store.facts.setting("study")

    def codebook(self) -> Codebook:
        """The codebook as it was last applied."""
        codebook = self.store.sources.codebook()
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

        path = self.guide_path
        if not path.is_file():
            return None
        content = path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        guide = kept(self.store, "guide", Guide, [path.name, sha256], self._read_guide)
        if not self.store.read_only and self.store.sources.get(sha256) is None:
            self.store.sources.keep("guide", path.name, content)
        codebook = self.store.sources.codebook()
        return guide_of_today(guide, codebook, self.store.log.redirects()) if codebook else guide

    def _read_guide(self) -> Guide:
        from qualcode.readers.guide import read_guide

        return read_guide(self.guide_path)

    @property
    def figures(self) -> dict[str, Mapping[str, str]]:
        """What the figures of tables are, by their ids: those made of any results since the study was opened."""
        made: dict[str, Mapping[str, str]] = self.kept.setdefault("figures", {})  # type: ignore[assignment]
        return made

    def keep_figures(self, *tables: Table) -> None:
        """Write down, in one go, what the figures are that somebody is shown, so that `trace` finds them ever after."""
        self.store.facts.record_figures({figure.id: figure.spec for table in tables for figure in table.figures()})

    def roster(self) -> Roster:
        """The roster as it was last read."""
        return self.store.sources.roster()

    def import_transcripts(
        self, *paths: Path | str, informants: Path | str | None = None, reread: bool = False, workers: int = 1
    ) -> ImportOutcome:
        """Read transcripts into the study: files, folders, globs, rows, addresses; else its folder `transcripts`.

        `informants` is a list of informants to read instead of the study's own; `reread` reads imported files again;
        `workers` is how many processes share the reading, 0 for two where it pays.
        Each file is imported whole or not at all: `failures` of the outcome names those that could not be read.
        Messages go to the study's voice.
        """
        from qualcode.study.reading.importing import folder_of, import_files

        wanted = paths or [folder_of(self)]
        path = Path(informants) if informants is not None else None
        return import_files(self, wanted, informants=path, again=reread, n_processes=workers)

    def suggest(self, *using: str, workers: int = 0) -> SuggestOutcome:
        """Read the codebook people edit, apply it to every interview and keep what it suggests.

        `using` names ways to suggest besides the codebook's rules, such as `learned`; without it, those of last time.
        `workers` is how many processes share the work; 0 for two where it pays. Raises CodebookError, listing every
        problem of the file.
        """
        from qualcode.study.codebook.files import load_codebook
        from qualcode.study.codebook.suggesting import suggest_codes

        return suggest_codes(self, load_codebook(self), using=using, n_processes=workers)

    def review(self, coder: str, wanted: Wanted | None = None, *, blind: bool = False) -> Desk:
        """Put before a coder what there is to decide: a desk, whose decisions are kept at once.

        `wanted` narrows it down to a code, an interview or a type, and sets the order; `blind` hides what others
        decided.
        """
        from qualcode.review.queue import Wanted
        from qualcode.study.review.desks import open_desk

        return open_desk(self, coder, wanted or Wanted(), blind=blind)

    def results(self, *, coder: str = "", coders: str = "adjudicated", unreviewed: bool = False) -> Results:
        """Count everything at this moment: decisions where there are any, else suggestions nobody has reviewed.

        `coder` counts one coder alone; `coders` says whose word counts of several: `adjudicated`, `any` or `all`.
        `unreviewed` counts suggestions although there are decisions. Raises ProjectError where nobody can be counted.
        """
        from qualcode.study.results.counting import count
        from qualcode.study.review.coders import whose

        return count(self, unreviewed=unreviewed, coder=whose(self, coder, coders))

    def frequencies(self, by: str = "informant_type", **scope: Unpack[ScopeOptions]) -> Table:
        """Count how many informants of each type raised each theme; see `Results.frequencies`."""
        table = self.results().frequencies(by, **scope)
        self.keep_figures(table)
        return table

    def compare(self, *groups: str, **scope: Unpack[ScopeOptions]) -> Table:
        """Set groups of informants side by side; without groups, all types. See `Results.compare`."""
        table = self.results().compare(*groups, **scope)
        self.keep_figures(table)
        return table

    def quotes(self, code: str = "", *, informant_type: str = "", everything: bool = False) -> Table:
        """List quotes by theme and informant type: a balanced selection, or `everything` that can be quoted."""
        from qualcode.study.results.quotes import quote_table

        return quote_table(self, self.results(), code=code, informant_type=informant_type, everything=everything)

    def allow(self, breach: str, *, reason: str) -> None:
        """Let reports print something as it is: a name, or a group so small that it points at people.

        `breach` is the id of one of `Results.breaches`, or a group as it is called there. The reason is kept with the
        study. Raises UsageError where there is no such breach, or no reason.
        """
        from qualcode.study.results.privacy import settle_as_asked

        settle_as_asked(self, self.results(), allow=breach, reason=reason)

    def write_report(self, *paths: Path | str, options: ReportOptions | None = None) -> list[Path]:
        """Write the report, a file per path, whose ending says the format; without paths, into `reports/`.

        Returns the files, the lock that `qualcode diff` reads among them. Raises PrivacyError while privacy questions
        are open, unless the options ask for a draft.
        """
        from qualcode.study.report.report import ReportOptions, paths_for, write_reports

        options = options or ReportOptions()
        return write_reports(self, [Path(path) for path in paths] or paths_for(self, options), options)

    def trace(self, figure_or_quote: str) -> Table:
        """List the codings behind a figure (`F-…`) or a quote (`Q-…`): who, what was decided, and the words.

        Of a figure of a survey, what became of the question for whom.
        """
        from qualcode.study.survey.tracing import trace

        return trace(self, figure_or_quote)

    def progress(self) -> Table:
        """List for each interview what is imported, suggested, decided and left."""
        from qualcode.study.results.progress import progress_table

        return progress_table(self)
