"""Interviews of which some say who is who, in some names have to be known, and some are forms."""

from __future__ import annotations

import json
from pathlib import Path

from qualcode.model.table import Table
from qualcode.study.archive.archive import Archive, make_archive
from qualcode.study.archive.counting import frequencies
from qualcode.study.codebook.files import load_codebook
from qualcode.study.codebook.suggesting import apply_codebook
from qualcode.study.folder import new_study
from qualcode.study.reading.interviews import import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.study import Study
from tests.study.make import CODEBOOK, Heard

N = 12
NAMES = ["Aziz", "Badr", "Cemal", "Dawud", "Emad", "Farid", "Ghani", "Hamid", "Idris", "Jalal", "Karim", "Latif"]
TYPES = ("CSO", "UN agency", "Ministry")


def texts() -> dict[str, str]:
    """The transcripts by file name."""
    made = {}
    for n, name in enumerate(NAMES):
        asks, answers = (("Interviewer", "Respondent"), ("Dana", f"Amal {name}"), ("", ""))[n % 3]
        said = [
            (asks, f"What of the grants in year {n}?"),
            (answers, f"The short grant of year {n} ended; donors left {name} alone." if n % 4 else "Nothing came."),
            (asks, "Who passes checkpoints"),
            (answers, f"We {n} pass two checkpoints, and the grant pays {name}." if n % 2 else f"None but {name} do."),
        ]
        if not asks:
            said[0] = ("", "How is the money spent here")
        made[f"kii-{n}.txt"] = "\n\n".join(f"{label}: {words}" if label else words for label, words in said) + "\n"
    return made


ROSTER = "informant_id,informant_type,document,organisation\n" + "".join(
    f"p{n},{TYPES[n * n % 3]},kii-{n}.txt,Org {n % 5}\n" for n in range(N)
)


class Files:
    """A folder with the transcripts, the list of informants and the codebook."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.transcripts = folder, folder / "given"
        self.transcripts.mkdir(parents=True)
        for name, text in texts().items():
            (self.transcripts / name).write_text(text, encoding="utf-8")
        self.codebook, self.roster = folder / "codes.yaml", folder / "people.csv"
        self.codebook.write_text(CODEBOOK, encoding="utf-8")
        self.roster.write_text(ROSTER, encoding="utf-8")

    def archive(self, name: str = "archive", *where: str, heard: Heard | None = None, **more: object) -> Archive:
        """Make the archive."""
        given = {"n_processes": 1, **more}
        places = where or (str(self.transcripts),)
        roster = given.pop("informants", self.roster)
        return make_archive(
            self.folder / name,
            places,
            self.codebook,
            roster,
            voice=heard or Heard(),
            **given,  # type: ignore[arg-type]
        )

    def rows(self) -> list[dict[str, str]]:
        """What Parquet or JSON lines hold of it."""
        people = [line.split(",") for line in ROSTER.splitlines()[1:]]
        return [
            {"document": f"kii-{n}", "informant_id": id_, "informant_type": kind, "organisation": where, "text": text}
            for n, ((id_, kind, _, where), text) in enumerate(zip(people, texts().values(), strict=True))
        ]

    def as_lines(self) -> Path:
        """The same as JSON lines."""
        path = self.folder / "interviews.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in self.rows()), encoding="utf-8")
        return path

    def as_parquet(self) -> Path:
        """The same as Parquet."""
        import duckdb

        path = self.folder / "interviews.parquet"
        with duckdb.connect() as database:
            database.execute(f"COPY (SELECT * FROM read_json('{self.as_lines()}')) TO '{path}' (FORMAT parquet)")
        return path

    def table_of_study(self, by: str = "informant_type") -> Table:
        """What a study of the same interviews counts, unreviewed."""
        folder = self.folder / "study"
        new_study(folder, name="Study", codebook=str(self.codebook))
        (folder / "informants.csv").write_text(ROSTER, encoding="utf-8")
        with Study.open(folder) as study:
            import_transcripts(study, [self.transcripts], load_roster(study))
            apply_codebook(study, load_codebook(study))
            return study.results(unreviewed=True).frequencies(by, small_groups=True)


def numbers(table: Table) -> dict[tuple[str, str], object]:
    """What the cells of a table of themes count: by theme and column, the number and of how many."""
    found: dict[tuple[str, str], object] = {}
    for row in table.rows:
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            if column.key != "in_words":
                found[row.key, column.key] = (getattr(cell, "value", cell), getattr(cell, "of", None))
    if any(column.key == "n_passages_of_loudest" for column in table.columns):
        # The loudest of a study is told of how many passages, an archive's is a number.
        found = {
            place: value if place[1].endswith("n_informants") else value[0]  # type: ignore[index]
            for place, value in found.items()
        }
    return found


def bytes_of(archive: Archive) -> dict[str, bytes]:
    """Every file of an archive."""
    return {
        path.relative_to(archive.folder).as_posix(): path.read_bytes()
        for path in archive.folder.rglob("*")
        if path.is_file()
    }


def table_of(archive: Archive, by: str = "informant_type") -> dict[tuple[str, str], object]:
    """What an archive counts."""
    return numbers(frequencies(archive, by))
