"""Where a study begins in the browser: its name, its codebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.files.write import write_new
from qualcode.model.naming import slug
from qualcode.study.folder import EMPTY, is_study, shipped_codebooks
from qualcode.study.study import Study
from qualcode.web.room import Room
from qualcode.web.visit import Visit, first, see_other


def first_page(visit: Visit) -> Response:
    """To the page that has most to tell."""
    if visit.house.room is None:
        there = _transcripts(visit.house.folder)
        return visit.page(
            "start.html", "", codebooks=shipped_codebooks(), folder=visit.house.folder.resolve(), n_there=len(there)
        )
    study = visit.room.study
    if study.store.sources.codebook() is None or not study.store.documents.ids():
        return see_other("/interviews")
    return see_other("/themes" if visit.material.library.suggestions else "/read")


def make_study(visit: Visit) -> Response:
    """Make a study, and open it."""
    if visit.house.room is not None:
        return see_other("/")
    name = " ".join(first(visit.form, "name").split())
    if not name:
        raise UsageError("what is the study called?", hint="give it a name")
    there = _transcripts(visit.house.folder) if visit.form.get("take") else []
    folder = new_folder(visit.house.folder, name)
    codebook = first(visit.form, "codebook")
    study = Study.create(folder, name=name, codebook=codebook if codebook in shipped_codebooks() else EMPTY)
    for path in there:
        write_new(folder / "transcripts" / path.name, path.read_bytes())
    visit.house.room = Room(study)
    return see_other("/interviews")


def _transcripts(folder: Path) -> Sequence[Path]:
    """What can be read in the folder that was named."""
    from qualcode.readers.files import find_files

    return find_files([folder]).files if folder.is_dir() else []


def new_folder(within: Path, name: str) -> Path:
    """The folder the study gets: the one that was named where it is empty, else one in it."""
    if not within.exists() or not any(within.iterdir()):
        return within
    folder = within / (slug(name) or "study")
    if is_study(folder):
        raise UsageError(f"{folder}: there is a study here already", hint="give this one another name")
    return folder
