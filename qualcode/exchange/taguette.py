"""Taguette projects (`.sqlite3`): positions are bytes of the document's text without its HTML."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate

from qualcode.exchange.database import ForeignDatabase
from qualcode.exchange.moments import moment_of
from qualcode.exchange.project import ForeignCode, ForeignCoding, ForeignNote, ForeignProject, ForeignText
from qualcode.exchange.tally import Tally
from qualcode.model.journal import About

TABLES = frozenset({"projects", "documents", "tags", "highlights", "highlight_tags"})
_BLOCKS = frozenset("p div br li h1 h2 h3 h4 h5 h6 tr blockquote pre table ul ol".split())  # noqa: SIM905
_MOST_PROJECTS = 20


def read_taguette(database: ForeignDatabase, counting: str = "") -> ForeignProject:  # noqa: ARG001
    """The one project of a Taguette file. ReadError where it holds several, or none."""
    projects = database.rows("SELECT id, name, description FROM projects ORDER BY id LIMIT ?", [_MOST_PROJECTS])
    if len(projects) != 1:
        what = "holds several projects" if projects else "holds no project"
        raise database.source.error(what, hint="in Taguette: Project info, Export project, and import that file")
    project, tally = projects[0], Tally()
    pages = {str(row["id"]): (row["name"], _Page.of(row["contents"])) for row in _documents(database, project["id"])}
    codes = _codes(database, project["id"])
    codings = list(_codings(database, pages, {code.id for code in codes}, tally))
    described = str(project["description"] or "").strip()
    return ForeignProject(
        name=str(project["name"]),
        program="Taguette",
        texts=tuple(ForeignText(id=id_, name=name, text=page.text) for id_, (name, page) in pages.items()),
        codes=tuple(codes),
        codings=tuple(codings),
        notes=(ForeignNote(id=f"PROJECT-{project['id']}", about=About.STUDY, text=described),) if described else (),
        coders=tuple(dict.fromkeys(coding.coder for coding in codings if coding.coder)),
        dropped=tally.dropped(),
        counting="UTF-8 bytes of the text",
    )


def _documents(database: ForeignDatabase, project: int) -> list[dict[str, str]]:
    rows = database.rows("SELECT id, name, contents FROM documents WHERE project_id = ? ORDER BY id", [project])
    return [{"id": row["id"], "name": str(row["name"]), "contents": str(row["contents"])} for row in rows]


def _codes(database: ForeignDatabase, project: int) -> list[ForeignCode]:
    """Tags; `Funding.Delay` stands under `Funding` where there is such a tag."""
    rows = database.rows("SELECT id, path, description FROM tags WHERE project_id = ? ORDER BY path", [project])
    by_path = {str(row["path"]): str(row["id"]) for row in rows}
    found = []
    for row in rows:
        above, dot, last = str(row["path"]).rpartition(".")
        parent = by_path.get(above, "") if dot and last.strip() else ""
        name = last if parent else str(row["path"])
        found.append(
            ForeignCode(
                id=str(row["id"]),
                name=" ".join(name.split()),
                parent=parent,
                definition=str(row["description"] or "").strip(),
            )
        )
    return found


def _codings(
    database: ForeignDatabase, pages: dict[str, tuple[str, _Page]], codes: set[str], tally: Tally
) -> Iterator[ForeignCoding]:
    who = _coders(database)
    tags: dict[str, list[str]] = {}
    for row in database.rows("SELECT highlight_id, tag_id FROM highlight_tags ORDER BY highlight_id, tag_id"):
        tags.setdefault(str(row["highlight_id"]), []).append(str(row["tag_id"]))
    for row in database.rows("SELECT id, document_id, start_offset, end_offset FROM highlights ORDER BY id"):
        document, highlight = str(row["document_id"]), str(row["id"])
        if document not in pages:
            tally.add("highlights of documents that are not in the file")
            continue
        name, page = pages[document]
        place = page.place(row["start_offset"], row["end_offset"])
        own = [tag for tag in tags.get(highlight, ()) if tag in codes]
        if place is None or not own:
            tally.add("highlights without a tag" if place else "highlights outside their text", name)
            continue
        coder, when = who.get(highlight, ("", ""))
        for tag in own:
            yield ForeignCoding(
                id=f"{highlight}-{tag}",
                code=tag,
                text=document,
                start=place[0],
                end=place[1],
                coder=coder,
                coded_at=when,
                selection=highlight,
            )


def _coders(database: ForeignDatabase) -> dict[str, tuple[str, str]]:
    """Who made each highlight last, and when: Taguette keeps it in its log alone."""
    found: dict[str, tuple[str, str]] = {}
    if "commands" not in database.tables:
        return found
    for row in database.rows("SELECT date, user_login, payload FROM commands ORDER BY id"):
        try:
            said = json.loads(row["payload"])
        except (ValueError, TypeError, RecursionError):
            continue
        if isinstance(said, dict) and said.get("type") == "highlight_add":
            found[str(said.get("highlight_id", said.get("id")))] = str(row["user_login"]), moment_of(row["date"])
    return found


class _Page(HTMLParser):
    """A document's words without its HTML, a line per block, with the way from Taguette's positions to them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._own: list[str] = []

    @classmethod
    def of(cls, html: str) -> _Page:
        """Read a document."""
        page = cls()
        page.feed(html)
        page.close()
        page._number()
        return page

    def handle_data(self, data: str) -> None:
        """Take words."""
        self._pieces.append(data)
        self._own.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        """Begin a line at a block."""
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a line after a block."""
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS and self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")
            self._own.append("")

    def _number(self) -> None:
        text = "".join(self._own)
        self._bytes = [0, *accumulate(len(character.encode("utf-8", "surrogatepass")) for character in text)]
        self._ours: list[int] = []
        place = 0
        for piece, own in zip(self._pieces, self._own, strict=True):
            self._ours += range(place, place + len(own))
            place += len(piece)
        self._ours.append(place)
        self.text = "".join(self._pieces)

    def place(self, start: object, end: object) -> tuple[int, int] | None:
        """The characters that a highlight covers; None where it lies outside, or holds nothing."""
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= self._bytes[-1]:
            return None
        first, last = bisect_left(self._bytes, start), bisect_left(self._bytes, end)
        return (self._ours[first], self._ours[last - 1] + 1) if first < last else None
