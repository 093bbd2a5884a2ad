"""Write what is counted of each informant for statistics programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.files.write import expect_replaceable, write_whole
from qualcode.model.naming import did_you_mean
from qualcode.model.wording import listed, plural
from qualcode.study.folder import refuse_own_files

if TYPE_CHECKING:
    from qualcode.model.dataset import DataSet
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

NAME = "informants"
"""Of the files in a folder."""


def data_set(results: Results, *, small_groups: bool = False, secret: str = "") -> DataSet:
    """Make the data set: as a client may have it, or with everybody's id and all that is known of them for the team."""
    from qualcode.tables.aliases import EVERYBODY, number_informants
    from qualcode.tables.dataset import informant_data

    numbers = None
    if not small_groups:
        labels = {person.id: person.informant_type for person in results.roster.informants}
        found = number_informants(labels, {}, secret=f"data set {secret}")
        numbers = {person: each.number for (person, group), each in found.items() if group == EVERYBODY}
    return informant_data(
        results.codings,
        results.roster,
        results.codebook,
        scope=results.scope(small_groups=small_groups),
        numbers=numbers,
        title=results.title,
    )


def write_data_set(study: Study, to: Path, *, program: str = "", small_groups: bool = False) -> list[Path]:
    """Write the data set into a folder, for one program or all of them; or as the one file that `to` names.

    A script is written with the .csv that it reads. Raises UsageError for a program or an ending that is not known.
    """
    from qualcode.reports.dataset import DATA_WRITERS

    paths = _paths(to, program)
    for path in paths:
        refuse_own_files(path)
    expect_replaceable(paths)
    results = study.results()
    secret = "".join(study.store.facts.secrets()[:1])
    data = data_set(results, small_groups=small_groups, secret=secret)
    for path in paths:
        write_whole(path, DATA_WRITERS[path.suffix](data, path.with_suffix(".csv").name))
    people, themes = plural(len(data.rows), "informant"), plural(len(results.codebook.codes), "theme")
    study.voice.note(f"{people} and {themes} in {paths[0].parent}: {listed(path.name for path in paths)}")
    study.voice.note(data.notes[-1])
    return paths


def _paths(to: Path, program: str) -> list[Path]:
    """The files to write. UsageError where the program is not known, or does not read a file of that name."""
    from qualcode.reports.dataset import DATA_WRITERS, PROGRAMS

    if program and program.casefold() not in PROGRAMS:
        raise UsageError(f"--for {program}: no such program", hint=did_you_mean(program, PROGRAMS))
    wanted = PROGRAMS.get(program.casefold(), tuple(DATA_WRITERS))
    ending = next((each for each in DATA_WRITERS if each.casefold() == to.suffix.casefold()), "")
    if to.is_dir() or not to.suffix:
        return [to / f"{NAME}{each}" for each in wanted]
    if ending not in wanted or ending == ".txt":
        endings = listed(each for each in wanted if each != ".txt")
        raise UsageError(f"{to}: a data set ends in {endings}", hint="or name a folder, for all of them")
    script = ending in (".sps", ".R")
    return [*([to.with_suffix(".csv")] if script else []), to.with_suffix(ending)]
