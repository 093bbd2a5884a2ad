"""QualCoder projects (a folder `.qda` with a database): positions are code points of the text in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from qualcode.exchange.categories import Codes, without_categories
from qualcode.exchange.database import ForeignDatabase
from qualcode.exchange.moments import moment_of
from qualcode.exchange.people import joined_cases, own_variables
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
_LEFT = (("code_image", "codings of pictures"), ("code_av", "codings of recordings"))


def read_qualcoder(database: ForeignDatabase, counting: str = "") -> ForeignProject:  # noqa: ARG001
    """A QualCoder project. ReadError where it is of another version."""
    tally = Tally()
    texts = list(_texts(database, tally))
    codes = _codes(database, tally)
    codings = list(_codings(database, texts, codes, tally))
    for table, what in _LEFT:
        if table in database.tables:
            tally.add(what, count=database.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"])  # noqa: S608
    return ForeignProject(
        name=_name(database.source.path),
        program="QualCoder",
        texts=tuple(texts),
        codes=tuple(codes.codes),
        codings=tuple(codings),
        cases=tuple(joined_cases(_cases(database))),
        notes=tuple(_notes(database)),
        coders=tuple(dict.fromkeys(coding.coder for coding in codings if coding.coder)),
        dropped=tally.dropped(),
        counting="code points",
    )


def _name(path: Path) -> str:
    """What a project is called: its folder is, or the file it was zipped into."""
    named = path.parent if path.name == "data.qda" else path
    return named.name.removesuffix(".zip").removesuffix(".qda")


def _texts(database: ForeignDatabase, tally: Tally) -> Iterator[ForeignText]:
    for row in database.rows("SELECT id, name, fulltext FROM source ORDER BY id"):
        if row["fulltext"]:
            yield ForeignText(id=f"text-{row['id']}", name=str(row["name"]), text=str(row["fulltext"]))
        else:
            tally.add("pictures and recordings", str(row["name"]))


def _codes(database: ForeignDatabase, tally: Tally) -> Codes:
    """Categories and the codes under them; from QualCoder 4 on codes stand under codes, too."""
    above = "supercid" if database.has_column("code_name", "supercid") else "NULL"
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
            parent=_parent(row["above"], row["catid"]),
            definition=str(row["memo"] or "").strip(),
            colour=colour(str(row["color"] or "")) or "",
        )
        for row in database.rows(
            f"SELECT cid, name, memo, catid, color, {above} AS above FROM code_name ORDER BY cid"  # noqa: S608
        )
    ]
    known = {**categories, **{code.id: code for code in codes}}
    found: dict[str, ForeignCode] = {}
    for code in known.values():
        for each in reversed([code, *_above(code, known)]):
            found.setdefault(each.id, each if each.parent in found else replace(each, parent=""))
    return without_categories(list(found.values()), tally)


def _parent(code: int | None, category: int | None) -> str:
    return f"code-{code}" if code else f"category-{category}" if category else ""


def _above(code: ForeignCode, known: Mapping[str, ForeignCode]) -> Iterator[ForeignCode]:
    """The codes and categories above a code, nearest first; each once, should they go in a circle."""
    seen = {code.id}
    while code.parent in known and code.parent not in seen:
        seen.add(code.parent)
        code = known[code.parent]
        yield code


def _codings(
    database: ForeignDatabase, texts: list[ForeignText], codes: Codes, tally: Tally
) -> Iterator[ForeignCoding]:
    known = {code.id for code in codes.codes}
    lengths = {text.id: (text.name, len(text.text)) for text in texts}
    query = "SELECT rowid AS own, cid, fid, pos0, pos1, owner, date, memo FROM code_text ORDER BY rowid"
    for row in database.rows(query):
        text, code = f"text-{row['fid']}", codes.id_of(f"code-{row['cid']}")
        name, length = lengths.get(text, ("", 0))
        if not _is_place(row, length):
            tally.add("codings outside their text", name)
        elif code not in known:
            tally.add("codings with a code that is not in the file", name)
        else:
            yield ForeignCoding(
                id=f"coding-{row['own']}",
                code=code,
                text=text,
                start=row["pos0"],
                end=row["pos1"],
                coder=str(row["owner"] or ""),
                coded_at=moment_of(str(row["date"] or "")),
                selection=f"coding-{row['own']}",
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
        variables = own_variables(values.get(("case", row["caseid"]), {}))
        yield ForeignCase(name=str(row["name"]), texts=own, variables=variables)
    for (kind, id_), variables in values.items():
        if kind == "file":
            yield ForeignCase(name="", texts=(f"text-{id_}",), variables=own_variables(variables))


def _notes(database: ForeignDatabase) -> Iterator[ForeignNote]:
    """Memos on the project and its texts, annotations of stretches, and the journal."""
    if "project" in database.tables:
        for row in database.rows("SELECT memo FROM project WHERE memo <> ''"):
            yield ForeignNote(id="memo", about=About.STUDY, text=str(row["memo"]).strip())
    if "journal" in database.tables:
        for row in database.rows("SELECT jid, name, jentry, owner, date FROM journal WHERE jentry <> '' ORDER BY jid"):
            yield ForeignNote(
                id=f"journal-{row['jid']}",
                about=About.STUDY,
                text=f"{row['name']}\n{str(row['jentry']).strip()}",
                author=str(row["owner"] or ""),
                written_at=moment_of(str(row["date"] or "")),
            )
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
