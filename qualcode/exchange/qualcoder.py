"""QualCoder projects (a folder `.qda` with a database): positions are code points of the text in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from qualcode.exchange.database import ForeignDatabase
from qualcode.exchange.moments import moment_of
from qualcode.exchange.project import (
    ForeignCase,
    ForeignCode,
    ForeignCoding,
    ForeignNote,
    ForeignProject,
    ForeignText,
)
from qualcode.exchange.tally import Tally, colour
from qualcode.model.journal import About

TABLES = frozenset({"source", "code_name", "code_cat", "code_text"})
_LEFT = (("code_image", "codings of pictures"), ("code_av", "codings of recordings"), ("journal", "journal entries"))


def read_qualcoder(database: ForeignDatabase, counting: str = "") -> ForeignProject:  # noqa: ARG001
    """A QualCoder project. ReadError where it is of another version."""
    tally = Tally()
    texts = list(_texts(database, tally))
    codes = _codes(database, tally)
    codings = list(_codings(database, texts, {code.id for code in codes}, tally))
    for table, what in _LEFT:
        if table in database.tables:
            tally.add(what, count=database.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"])  # noqa: S608
    return ForeignProject(
        name=database.source.path.stem,
        program="QualCoder",
        texts=tuple(texts),
        codes=tuple(codes),
        codings=tuple(codings),
        cases=tuple(_cases(database)),
        notes=tuple(_notes(database)),
        coders=tuple(dict.fromkeys(coding.coder for coding in codings if coding.coder)),
        dropped=tally.dropped(),
        counting="code points",
    )


def _texts(database: ForeignDatabase, tally: Tally) -> Iterator[ForeignText]:
    for row in database.rows("SELECT id, name, fulltext FROM source ORDER BY id"):
        if row["fulltext"]:
            yield ForeignText(id=f"text-{row['id']}", name=str(row["name"]), text=str(row["fulltext"]))
        else:
            tally.add("pictures and recordings", str(row["name"]))


def _codes(database: ForeignDatabase, tally: Tally) -> list[ForeignCode]:
    """Categories and the codes under them; a category without codes is left out."""
    categories = {
        f"category-{row['catid']}": ForeignCode(
            id=f"category-{row['catid']}",
            name=" ".join(str(row["name"]).split()),
            parent=f"category-{row['supercatid']}" if row["supercatid"] else "",
            definition=str(row["memo"] or "").strip(),
            codable=False,
        )
        for row in database.rows("SELECT catid, name, memo, supercatid FROM code_cat ORDER BY catid")
    }
    codes = [
        ForeignCode(
            id=f"code-{row['cid']}",
            name=" ".join(str(row["name"]).split()),
            parent=f"category-{row['catid']}" if row["catid"] else "",
            definition=str(row["memo"] or "").strip(),
            colour=colour(str(row["color"] or "")) or "",
        )
        for row in database.rows("SELECT cid, name, memo, catid, color FROM code_name ORDER BY cid")
    ]
    found: dict[str, ForeignCode] = {}
    for code in codes:
        for above in reversed(list(_above(code, categories))):
            found.setdefault(above.id, above)
        found[code.id] = code
    for empty in categories.keys() - found.keys():
        tally.add("categories without codes", categories[empty].name)
    return list(found.values())


def _above(code: ForeignCode, categories: Mapping[str, ForeignCode]) -> Iterator[ForeignCode]:
    """The categories above a code, nearest first; each once, should they go in a circle."""
    seen: set[str] = set()
    while code.parent in categories and code.parent not in seen:
        seen.add(code.parent)
        code = categories[code.parent]
        yield code


def _codings(
    database: ForeignDatabase, texts: list[ForeignText], codes: set[str], tally: Tally
) -> Iterator[ForeignCoding]:
    lengths = {text.id: (text.name, len(text.text)) for text in texts}
    for number, row in enumerate(
        database.rows("SELECT rowid, cid, fid, pos0, pos1, owner, date, memo FROM code_text ORDER BY rowid"), start=1
    ):
        text, code = f"text-{row['fid']}", f"code-{row['cid']}"
        name, length = lengths.get(text, ("", 0))
        if not _is_place(row, length):
            tally.add("codings outside their text", name)
        elif code not in codes:
            tally.add("codings with a code that is not in the file", name)
        else:
            yield ForeignCoding(
                id=f"coding-{row['rowid'] or number}",
                code=code,
                text=text,
                start=row["pos0"],
                end=row["pos1"],
                coder=str(row["owner"] or ""),
                coded_at=moment_of(str(row["date"] or "")),
                selection=f"coding-{row['rowid'] or number}",
                note=str(row["memo"] or "").strip(),
            )


def _is_place(row: sqlite3.Row, length: int) -> bool:
    start, end = row["pos0"], row["pos1"]
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length


def _cases(database: ForeignDatabase) -> Iterator[ForeignCase]:
    if not {"cases", "case_text", "attribute"} <= database.tables:
        return
    texts: dict[int, list[str]] = {}
    for row in database.rows("SELECT caseid, fid FROM case_text ORDER BY caseid, fid"):
        texts.setdefault(row["caseid"], []).append(f"text-{row['fid']}")
    values: dict[tuple[str, int], dict[str, str]] = {}
    for row in database.rows("SELECT name, attr_type, value, id FROM attribute ORDER BY name"):
        if row["value"]:
            values.setdefault((str(row["attr_type"]), row["id"]), {})[str(row["name"])] = str(row["value"])
    for row in database.rows("SELECT caseid, name FROM cases ORDER BY caseid"):
        own = tuple(dict.fromkeys(texts.get(row["caseid"], ())))
        variables = values.get(("case", row["caseid"]), {})
        yield ForeignCase(name=str(row["name"]), texts=own, variables=MappingProxyType(variables))
    for (kind, id_), variables in values.items():
        if kind == "file":
            yield ForeignCase(name="", texts=(f"text-{id_}",), variables=MappingProxyType(variables))


def _notes(database: ForeignDatabase) -> Iterator[ForeignNote]:
    for row in database.rows("SELECT id, memo, owner, date FROM source WHERE memo <> '' ORDER BY id"):
        yield ForeignNote(
            id=f"memo-{row['id']}",
            about=About.DOCUMENT,
            text=str(row["memo"]).strip(),
            target=f"text-{row['id']}",
            author=str(row["owner"] or ""),
            written_at=moment_of(str(row["date"] or "")),
        )
    if "annotation" not in database.tables:
        return
    for row in database.rows("SELECT anid, fid, pos0, pos1, memo, owner, date FROM annotation ORDER BY anid"):
        if row["memo"] and isinstance(row["pos0"], int) and isinstance(row["pos1"], int):
            yield ForeignNote(
                id=f"annotation-{row['anid']}",
                about=About.PASSAGE,
                text=str(row["memo"]).strip(),
                target=f"text-{row['fid']}",
                start=max(0, row["pos0"]),
                end=max(0, row["pos1"]),
                author=str(row["owner"] or ""),
                written_at=moment_of(str(row["date"] or "")),
            )
