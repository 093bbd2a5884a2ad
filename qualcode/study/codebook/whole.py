"""The codebook file changed together with what the study keeps of it: all of that or nothing, whatever happens."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from qualcode.errors import BusyError, QualcodeError
from qualcode.files.write import write_whole
from qualcode.store import Store
from qualcode.store.facts import CODEBOOK_BEFORE

if TYPE_CHECKING:
    from qualcode.study.study import Study


@contextmanager
def changed_whole(study: Study, content: bytes) -> Iterator[None]:
    """Replace the codebook file, and keep in the database what is done inside, in one step.

    Until that is kept, the database holds the file as it was: where the process dies on the way, whoever opens the
    study next puts it back, and the command can be given again.
    """
    path, facts = study.codebook_path, study.store.facts
    before = b64encode(path.read_bytes()).decode()
    change = json.dumps({"before": before, "after": sha256(content).hexdigest()})
    facts.set_setting(CODEBOOK_BEFORE, change)
    try:
        with study.store.together():
            _expect_alone(study, change)
            write_whole(path, content)
            yield
            facts.drop_setting(CODEBOOK_BEFORE)
    except BaseException:
        with suppress(QualcodeError, OSError):
            put_back(study, only=change)
        raise


def _expect_alone(study: Study, change: str) -> None:
    """BusyError where another process, before this one had the database to itself, began a change or undid this one."""
    if study.store.facts.setting(CODEBOOK_BEFORE) != change:
        raise BusyError(
            f"{study.codebook_path.name}: another program is changing it", hint="try again in a moment; nothing changed"
        )


def put_back(study: Study, *, only: str = "") -> None:
    """Undo a change of the codebook that was stopped half-way; a file that was edited since stays as it is.

    Waits for whoever is changing it at this moment. `only` is the one change that is to be undone.
    """
    opened = Store.open(study.folder) if study.store.read_only else nullcontext(study.store)
    with opened as store, store.together():
        said = store.facts.setting(CODEBOOK_BEFORE)
        if not said or only not in ("", said):
            return
        path = study.codebook_path
        with suppress(ValueError, KeyError, TypeError):  # of a study that somebody tampered with
            change = json.loads(said)
            if path.is_file() and sha256(path.read_bytes()).hexdigest() == change["after"]:
                write_whole(path, b64decode(change["before"]))
                study.voice.note(f"{path.name}: a change that was stopped half-way was undone; give the command again")
        store.facts.drop_setting(CODEBOOK_BEFORE)
