"""A study: its folder and its database."""

from __future__ import annotations

import uuid
from collections import deque
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine, insert

from qualcode.errors import BusyError, ProjectError
from qualcode.files.held import FULL, replace_file
from qualcode.files.process import own_mark
from qualcode.files.write import sync_folder
from qualcode.model.stamp import Stamp
from qualcode.store import schema
from qualcode.store.backup import make_file, make_folder, newest_good_backup
from qualcode.store.check import (
    check_fully,
    check_header,
    check_quickly,
    check_schema,
    is_older,
    missing_triggers,
    schema_version,
)
from qualcode.store.database import DATABASE, Database, now
from qualcode.store.documents import Documents
from qualcode.store.engines.sqlite import DamagedError, may_write, open_engine, reading, writing
from qualcode.store.facts import Facts
from qualcode.store.fingerprints import keep_secrets
from qualcode.store.leftovers import remove_leftovers
from qualcode.store.log import Log
from qualcode.store.sources import Sources
from qualcode.store.stamp import read_stamp
from qualcode.store.suggestions import Suggestions

if TYPE_CHECKING:
    from qualcode.store.forget import Forgetting
    from qualcode.store.merge import Merging


class Store(Database):
    """The open database of a study; each kind of thing in it is a part: `store.documents`, `store.log`.

    `with Store.open(folder) as store:` closes it at the end; every method of a part reads or writes in one whole step.
    """

    def __init__(self, path: Path, engine: Engine, *, read_only: bool = False) -> None:
        super().__init__(path, engine, read_only=read_only)
        self.documents = Documents(self)
        self.suggestions = Suggestions(self)
        self.log = Log(self)
        self.sources = Sources(self)
        self.facts = Facts(self)

    @cached_property
    def merging(self) -> Merging:
        """What comes from other copies of the study and goes to them."""
        from qualcode.store.merge import Merging

        return Merging(self)

    @cached_property
    def forgetting(self) -> Forgetting:
        """Whoever withdrew consent."""
        from qualcode.store.forget import Forgetting

        return Forgetting(self)

    @classmethod
    def create(cls, folder: Path, *, name: str) -> Store:
        """Start a study in a folder, which is made where it does not exist."""
        path = folder / DATABASE
        if path.exists():
            raise ProjectError(f"{folder}: there is a study here already", hint="open it, or choose another folder")
        try:
            make_folder(folder)
            remove_leftovers(folder)
            partial = folder / f".{DATABASE}.{own_mark()}"
            partial.unlink(missing_ok=True)
            make_file(partial)
        except OSError as error:
            if error.errno in FULL:
                raise BusyError(f"{folder}: the disk is full", hint="free some space and try again") from None
            raise ProjectError(
                f"{folder}: a study cannot be made here ({error.strerror})", hint="choose a folder you may write to"
            ) from None
        try:
            _fill(partial, name)
            replace_file(partial, path)
        finally:
            partial.unlink(missing_ok=True)
        sync_folder(folder)
        return cls(path, open_engine(path))

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Store:
        """Open a study; one from an older version is backed up and upgraded where it may be, a damaged one refused."""
        path = folder / DATABASE
        if not path.is_file():
            raise ProjectError(
                f"{folder}: there is no study here", hint="make one with `qualcode init`, or see --project"
            )
        if path.is_symlink():
            raise ProjectError(
                f"{path}: is a link: the database has to lie in the study's own folder",
                hint="put the database itself there, or open the folder it lies in",
            )
        may_upgrade = may_write(path)
        read_only = read_only or not may_upgrade
        try:
            return cls(path, _checked_engine(path, read_only, may_upgrade=may_upgrade), read_only=read_only)
        except DamagedError as error:
            good = newest_good_backup(folder)
            hint = f"the newest good backup is {good}: qualcode restore {good}" if good else "no good backup was found"
            raise DamagedError(error.message, hint=hint) from None

    @property
    def name(self) -> str:
        """What the study is called."""
        return self.facts.setting("name")

    def stamp(self) -> Stamp:
        """What the study holds at this moment, to tell by comparing whether anything changed, here or beside."""
        with self.reading() as connection:
            return read_stamp(connection)

    def check(self) -> None:
        """Check every page, index, reference and row; DamagedError where something is wrong."""
        check_fully(self._engine, self.path)
        documents = self.documents
        records = (self.merging.whole_records(), self.suggestions.hits(guesses=True))
        for each in (*records, documents.segmented(), documents.earlier_versions()):
            deque(each, maxlen=0)  # read, and let go
        for sha256, _ in self.sources.codebooks():
            self.sources.codebook(sha256)
        self.sources.roster()
        self.documents.places()
        self.facts.runs()
        self.facts.secrets()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _fill(path: Path, name: str) -> None:
    engine = open_engine(path)
    facts = {"study": str(uuid.uuid4()), "writer": str(uuid.uuid4()), "name": name, "created_at": now()}
    try:
        with writing(engine, path) as connection:
            schema.metadata.create_all(connection)
            schema.make_triggers(connection)
            connection.exec_driver_sql(schema.VERSION_TABLE)
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (schema.SCHEMA,))
            keep_secrets(connection)
            connection.execute(insert(schema.meta), [{"key": key, "value": value} for key, value in facts.items()])
    finally:
        engine.dispose()


def _checked_engine(path: Path, read_only: bool, *, may_upgrade: bool) -> Engine:
    check_header(path)
    engine = open_engine(path, read_only=read_only)
    try:
        check_quickly(engine, path)
        older = is_older(schema_version(engine, path), path)
    except BaseException:
        engine.dispose()
        raise
    if older:
        engine.dispose()
        if not may_upgrade:
            raise ProjectError(
                f"{path}: this study is from an older qualcode and can only be read here",
                hint="open it once where it may be written to, so that it is upgraded",
            )
        _upgrade(path)
        engine = open_engine(path, read_only=read_only)
    try:
        check_schema(engine, path)
        if not read_only:
            _keep_again(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _keep_again(engine: Engine, path: Path) -> None:
    """Put back the triggers that keep decisions as they are."""
    with reading(engine, path) as connection:
        missing = missing_triggers(connection)
    if missing:
        with writing(engine, path) as connection:
            schema.drop_triggers(connection)
            schema.make_triggers(connection)


def _upgrade(path: Path) -> None:
    from qualcode.store.upgrade import upgrade

    upgrade(path)
