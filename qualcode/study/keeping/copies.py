"""Copies of a study's database: making one, putting one in its place, and whether all of it is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, QualcodeError
from qualcode.model.nouns import dataclass
from qualcode.model.wording import plural
from qualcode.store import Store
from qualcode.store.backup import back_up, backups, is_good, newest_good_backup
from qualcode.store.restore import restore
from qualcode.study.survey.coding import open_answers_of
from qualcode.study.survey.surveys import altered

if TYPE_CHECKING:
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What putting a backup in the database's place did."""

    used: Path
    kept: Path | None
    """Where the database that stood there is kept."""
    n_before: int | None
    """Decisions before; None where the database could not be read."""
    n_now: int

    @property
    def said(self) -> Iterator[str]:
        """What was done, in sentences, and the way back where decisions are missing now."""
        yield f"restored from {self.used}" + (f"; what was there is in {self.kept}" if self.kept else "")
        before = "" if self.n_before is None else f"; before: {self.n_before:,}"
        yield f"decisions in it: {self.n_now:,}{before}"
        if self.kept and (self.n_before or 0) > self.n_now:
            yield f'To go back: qualcode restore "{self.kept}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What `check` looked through."""

    n_documents: int
    bad_backups: tuple[Path, ...]
    altered: tuple[str, ...] = ()
    """Files of surveys that are not as they were imported."""
    n_respondents: int = 0
    """Whose open answers were checked, too."""

    @property
    def said(self) -> str:
        """What was checked, in a sentence."""
        answers = f", open answers of {plural(self.n_respondents, 'respondent')}" if self.n_respondents else ""
        return f"the study is whole: {plural(self.n_documents, 'interview')}{answers} checked"

    @property
    def warnings(self) -> Iterator[tuple[str, str]]:
        """What is not as it should be, though the study is whole, with what to do about it."""
        for path in self.bad_backups:
            yield f"{path}: this backup is not whole", "delete it; make a new one with `qualcode backup`"
        for name in self.altered:
            yield f"survey/{name}: not as it was imported", "`qualcode survey import … --replace` takes it as it is now"


def copy_study(study: Study) -> Path:
    """Copy the database into the study's `backups` folder; the copy is checked."""
    return back_up(study.store.path, "by-hand")


def copy_whole(study: Study) -> list[Path]:
    """Copy the database of a study, and that of its open answers, each into its own `backups` folder."""
    with open_answers_of(study) as own:
        return [copy_study(each) for each in (study, own) if each is not None]


def put_back(folder: Path, backup: Path | None = None, *, damaged: bool = False) -> Restored:
    """Put a backup in the place of the database: the one named, else the newest good one.

    `damaged` says that the database is beyond reading. Raises ProjectError where there is no backup, or where it cannot
    be read who withdrew consent.
    """
    chosen = backup or newest_good_backup(folder)
    if chosen is None:
        raise ProjectError(f"{folder}: no good backup was found", hint="name one: qualcode restore FILE")
    before = _decisions_in(folder)
    kept, used = restore(folder, chosen, damaged=damaged)
    return Restored(used=used, kept=kept, n_before=before, n_now=_decisions_in(folder) or 0)


def check_study(study: Study) -> Checked:
    """Check every page of the database, every transcript against its hash, and every backup.

    Raises ProjectError where something of the study is not as it was stored.
    """
    study.store.check()
    n_documents = 0
    for document in study.store.documents.all():
        n_documents += 1
        if hashlib.sha256(document.text.encode()).hexdigest() != document.sha256:
            raise ProjectError(f"{document.id}: the text is not what was imported", hint="see `qualcode restore`")
    bad = tuple(path for path in backups(study.folder) if not is_good(path))
    with open_answers_of(study) as own:
        checked = check_study(own) if own else Checked(n_documents=0, bad_backups=())
    return Checked(
        n_documents=n_documents,
        bad_backups=(*bad, *checked.bad_backups),
        altered=tuple(altered(study.folder)),
        n_respondents=checked.n_documents,
    )


def _decisions_in(folder: Path) -> int | None:
    """How many decisions the study holds; None where its database cannot be read."""
    try:
        with Store.open(folder, read_only=True) as store:
            return sum(1 for _ in store.log.decisions())
    except QualcodeError:
        return None
