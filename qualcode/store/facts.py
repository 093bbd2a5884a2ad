"""What a copy of the study knows of itself: its settings, what ran, and what the figures of its tables are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from qualcode import __version__
from qualcode.model.plain import dump, to_plain
from qualcode.store import schema
from qualcode.store.database import Part, now
from qualcode.store.engines import insert_or_keep, insert_or_replace
from qualcode.store.fingerprints import secrets_of
from qualcode.store.rows import row_read

CODEBOOK_BEFORE = "codebook_before"
IMPORT_BEGUN = "import_begun"
"""When an import began to store that has not ended yet, or was stopped; empty otherwise."""
"""The fact that holds the codebook file as it was, while it is being changed: see `study/codebook/whole.py`."""


class Facts(Part):
    """Facts about this copy of the study."""

    def record_figures(self, specs: Mapping[str, Mapping[str, str]]) -> None:
        """Remember what figures of tables are, so that each can be traced."""
        rows = [{"id": id_, "spec": dump(to_plain(spec)), "recorded_at": now()} for id_, spec in specs.items()]
        if rows and not self.database.read_only:
            with self.writing() as connection:
                insert_or_keep(connection, schema.figures, rows)

    def figure(self, figure_id: str) -> Mapping[str, str] | None:
        """What a figure is; None where no table of this study had it."""
        with self.reading() as connection:
            spec = connection.scalar(select(schema.figures.c.spec).where(schema.figures.c.id == figure_id))
        with row_read("figures", figure_id):
            return dict(json.loads(spec)) if spec else None

    def figure_ids(self) -> tuple[str, ...]:
        """The ids of all figures that tables of this study had."""
        with self.reading() as connection:
            return tuple(connection.scalars(select(schema.figures.c.id).order_by(schema.figures.c.id)))

    def record_run(self, command: str, detail: Mapping[str, Any]) -> None:
        """Note that a command ran; the detail never holds words of an interview."""
        row = {"ran_at": now(), "command": command, "qualcode": __version__, "detail": dump(to_plain(detail))}
        with self.writing() as connection:
            connection.execute(insert(schema.runs), row)

    def runs(self) -> tuple[Mapping[str, Any], ...]:
        """What ran, oldest first: time, command, version, detail."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.runs).order_by(schema.runs.c.ordinal)).mappings().all()
        with row_read("runs", ""):
            return tuple({**row, "detail": dict(json.loads(row["detail"]))} for row in rows)

    def setting(self, key: str) -> str:
        """A fact about this copy of the study: `study`, `writer`, `name`, `created_at`."""
        with self.reading() as connection:
            return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == key)) or ""

    def secrets(self) -> tuple[str, ...]:
        """The study's own secret, then those of other copies that were merged."""
        with self.reading() as connection:
            return secrets_of(connection)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a fact about this copy of the study."""
        with self.writing() as connection:
            insert_or_replace(connection, schema.meta, [{"key": key, "value": value}])

    def drop_setting(self, key: str) -> None:
        """Keep a fact no longer."""
        with self.writing() as connection:
            connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
