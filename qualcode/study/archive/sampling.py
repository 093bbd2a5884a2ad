"""Draw a sample from an archive as an ordinary study, to be read and reviewed as ever."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qualcode.errors import ProjectError, ReadError, UsageError
from qualcode.files.held import delete_file
from qualcode.files.toml import write_keys
from qualcode.files.write import write_new
from qualcode.model.informant import Roster
from qualcode.model.naming import document_key
from qualcode.model.voice import SILENT, Voice
from qualcode.model.wording import plural
from qualcode.readers.collection import Entry, fetch
from qualcode.readers.roster.draft import HEADINGS
from qualcode.settings import SETTINGS_NAME
from qualcode.store import DATABASE
from qualcode.store.leftovers import remove_leftovers
from qualcode.study.archive.archive import CODEBOOK, Archive
from qualcode.study.folder import is_unwritten, new_study
from qualcode.study.study import Study

DRAWN = "sample.json"
"""Who was drawn, by group."""


def draw(people: Mapping[str, Sequence[str]], size: int, seed: int) -> dict[str, list[str]]:
    """Draw so many people, as evenly from the groups as these are large enough for; the same seed draws the same."""
    left, share = size, dict.fromkeys(people, 0)
    for n_groups, group in zip(
        range(len(people), 0, -1), sorted(people, key=lambda each: len(people[each])), strict=True
    ):
        share[group] = min(len(people[group]), left // n_groups + (left % n_groups > 0))
        left -= share[group]
    drawn = {}
    for group, everybody in people.items():
        chance = random.Random(f"{seed} {group}")  # noqa: S311 - to be drawn again, not to be kept secret
        drawn[group] = sorted(chance.sample(sorted(everybody), share[group]))
    return drawn


def make_sample(
    archive: Archive, out: Path, *, size: int, by: str = "informant_type", seed: int = 1, voice: Voice = SILENT
) -> None:
    """Make a study in `out` of informants drawn from an archive, with their interviews, matched and ready to be read.

    Given again after it was stopped, it goes on. Raises UsageError for a folder that holds something else or the whole
    sample already, or a variable that nobody has.
    """
    expect_variable(archive, by)
    drawn = draw(archive.store.heard(by), size, seed)
    people = [person for group in drawn.values() for person in group]
    interviews = archive.store.interviews_of(people)
    _expect_room(out, _as_json(by, seed, drawn))
    new_study(out, name=out.resolve().name, codebook=str(archive.folder / CODEBOOK))
    write_keys(out / SETTINGS_NAME, ("counting",), {"reviewed": "read"})
    if is_unwritten(out / "informants.csv"):
        delete_file(out / "informants.csv")
    write_new(out / "informants.csv", _as_csv(archive.roster(), {document for document, _, _ in interviews}))
    for source in fetch([Entry(address) for address in dict.fromkeys(address for _, _, address in interviews)]):
        if isinstance(source, ReadError):
            raise source
        write_new(out / "transcripts" / source.name, source.data)
    with Study.open(out, voice=voice) as study:
        study.import_transcripts()
        found = study.suggest()
    voice.note(
        f"{plural(len(people), 'informant')} drawn, {plural(len(interviews), 'interview')}, "
        f"{plural(found.n_suggestions, 'suggestion')}"
    )


def _expect_room(out: Path, drawn: bytes) -> None:
    """Take a folder for a sample that is to be made, or was begun; who was drawn is written first, to know it by."""
    if out.is_dir():
        remove_leftovers(out)
    is_begun = (out / DRAWN).is_file() and (out / DRAWN).read_bytes() == drawn
    if out.exists() and not is_begun and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out}: holds other files", hint="name a new folder with --out")
    if is_begun and (out / DATABASE).exists():
        with Study.open(out, read_only=True) as study:
            if any(run["command"] == "suggest" for run in study.store.facts.runs()):
                raise UsageError(f"{out}: holds this sample already", hint=f"qualcode status --project {out}")
    write_new(out / DRAWN, drawn)


def _as_json(by: str, seed: int, drawn: Mapping[str, Sequence[str]]) -> bytes:
    return json.dumps({"by": by, "seed": seed, "drawn": drawn}, indent=1, ensure_ascii=False).encode()


def expect_variable(archive: Archive, by: str) -> None:
    """Raise UsageError where the list of informants does not tell that of anybody."""
    known = archive.store.variables()
    if by not in known:
        raise UsageError(f"{by}: the list of informants has no such column", hint=f"there are: {', '.join(known)}")


def drawn_in(folder: Path) -> tuple[str, dict[str, list[str]]]:
    """By what a sample was drawn, and whom. Raises ProjectError where a study is no sample."""
    path = folder / DRAWN
    if not path.is_file():
        raise ProjectError(
            f"{folder}: was not drawn from an archive", hint="draw one: qualcode sample ARCHIVE --out DIR"
        )
    about: dict[str, Any] = json.loads(path.read_bytes())
    return about["by"], about["drawn"]


def _as_csv(roster: Roster, documents: set[str]) -> bytes:
    """The rows of the list of informants that are about some interviews."""
    people = {person.id: person for person in roster.informants}
    rows = [row for row in roster.appearances if document_key(row.document) in documents]
    variables = list(dict.fromkeys(name for row in rows for name in people[row.informant_id].variables))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow((*HEADINGS, *variables))
    for row in rows:
        person = people[row.informant_id]
        writer.writerow(
            (
                *(person.id, person.informant_type, row.document, row.speaker, person.organisation),
                *(row.round, row.language, row.record.value, row.date),
                *(person.variables.get(name, "") for name in variables),
            )
        )
    return written.getvalue().encode()
