"""Other programs' projects: what one holds and what would be left out, before it is imported; and the study as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.exchange import ForeignProject
from qualcode.model.table import Table
from qualcode.study.codebook.files import export_codebook
from qualcode.study.folder import EMPTY
from qualcode.study.keeping.projects.asked import Keep, ProjectOptions, Read
from qualcode.study.keeping.projects.codebook import differences
from qualcode.study.keeping.projects.receiving import ReceivedProject
from qualcode.study.keeping.projects.taking import foresee, take_project, undecided_readings
from qualcode.study.study import Study
from qualcode.web.pages.interviews import PAGE as INTERVIEWS
from qualcode.web.pages.report import PAGE as REPORT
from qualcode.web.pages.report import PROGRAMS, reports_folder
from qualcode.web.pages.start import new_folder
from qualcode.web.room import Room
from qualcode.web.visit import Visit, first, see_other

if TYPE_CHECKING:
    from qualcode.study.keeping.projects.giving import GivenOptions

MOST_ASKED = 60
"""Codes and coders that are asked about on one page; the rest follow the usual."""


def look(visit: Visit) -> Response:
    """What the project that was brought holds, and what is asked before it is imported."""
    project = _brought(visit).project
    room = visit.house.room
    return visit.page(
        "project.html",
        "",
        table=foresee(project),
        readings=undecided_readings(project),
        names=[each.name for each in project.undecided],
        variables=sorted({name for case in project.cases for name in case.variables}),
        coders=list(enumerate(islice(project.coders, MOST_ASKED))),
        different=list(islice(differences(room.study, project), MOST_ASKED)) if room else [],
        reads=list(Read),
        keeps=list(Keep),
        name=project.name,
        is_new=room is None,
    )


def take(visit: Visit) -> Response:
    """Import it, into a study of its own where none is open; or read it again by another way of counting."""
    brought = _brought(visit)
    if counting := first(visit.form, "counting"):
        brought.read(counting)
        return see_other("/project")
    project = brought.project
    if project.undecided:
        raise UsageError("how are positions counted?", hint="choose the way in which whole words are coded")
    options = _options(visit.form, project)
    if visit.house.room is None:
        name = " ".join(first(visit.form, "name").split()) or project.name
        visit.house.room = Room(Study.create(new_folder(visit.house.folder, name), name=name, codebook=EMPTY))
    visit.house.begin(f"Importing {brought.name}", partial(_take, project=project, options=options), page=INTERVIEWS)
    visit.house.let_go()
    return see_other(INTERVIEWS)


def leave(visit: Visit) -> Response:
    """Import nothing."""
    visit.house.let_go()
    return see_other("/")


def write(visit: Visit) -> Response:
    """Write the study for another program, beside its reports."""
    program = first(visit.form, "program")
    if program not in PROGRAMS:
        raise UsageError("for which program?", hint="choose one")
    from qualcode.study.keeping.projects.giving import GivenOptions

    options = GivenOptions(without_codings=bool(visit.form.get("blind")))
    visit.house.begin(
        f"Writing for {PROGRAMS[program]}", partial(_write, program=program, options=options), page=REPORT
    )
    return see_other(REPORT)


def _brought(visit: Visit) -> ReceivedProject:
    if visit.house.brought is None:
        raise UsageError("there is no project to import", hint="drop one on the first page, or choose it")
    return visit.house.brought


def _options(form: Mapping[str, str], project: ForeignProject) -> ProjectOptions:
    answers = {id_.removeprefix("keep "): Keep(said) for id_, said in form.items() if id_.startswith("keep ")}
    named = {theirs: form.get(f"coder {n}", "").strip() for n, theirs in enumerate(project.coders)}
    options = ProjectOptions(answers=answers, coders={theirs: ours for theirs, ours in named.items() if ours})
    return replace(options, type_from=form.get("type", ""), read=Read(form.get("read", Read.CODED)))


def _take(study: Study, *, project: ForeignProject, options: ProjectOptions) -> Table:
    return take_project(study, project, options)


def _write(study: Study, *, program: str, options: GivenOptions) -> None:
    from qualcode.study.keeping.projects.giving import export_project

    folder = reports_folder(study)
    folder.mkdir(mode=0o700, exist_ok=True)
    if program == "codebook":
        export_codebook(study.codebook_path, folder / "codebook.qdc")
        study.voice.note("the codebook was written")
    elif program == "taguette":
        to = folder / "for-taguette.sqlite3"
        export_project(study, refi=None, taguette=to, program="standard", options=options)
    else:
        to = folder / f"for-{program}{'-without-codings' if options.without_codings else ''}.qdpx"
        export_project(study, refi=to, taguette=None, program=program, options=options)
