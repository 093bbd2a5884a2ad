"""A project → REFI-QDA (`.qdpx`), valid by its schema, byte for byte the same for the same project.

Stricter than the schema where programs are: elements in its order, booleans spelled out, no rich text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import field

from lxml import etree

from qualcode.exchange.own_codes import foreign_codes, guid_of
from qualcode.exchange.project import ForeignCode, ForeignCoding, ForeignNote, ForeignProject, ForeignText
from qualcode.exchange.refi.notes import joined_notes
from qualcode.exchange.refi.offsets import NVIVO, STANDARD, Counting, Positions, positions_in
from qualcode.model.codebook import Code
from qualcode.model.journal import About
from qualcode.model.nouns import dataclass

NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
LONGEST_NAME = 100
"""Characters of the coded words that name a selection."""
_DAY = (1980, 1, 1, 0, 0, 0)
_GUID = re.compile("[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Convention:
    """How a program wants its texts and counts positions in them."""

    counting: Counting = STANDARD
    crlf: bool = False
    mark: bool = False
    """With a byte order mark."""
    for_qualcoder: bool = False
    """Notes on the project and its texts are its description, too, and cases are codes on their texts: what QualCoder
    keeps of them."""

    def written(self, text: str) -> str:
        """A text as its file has it."""
        lines = text.replace("\n", "\r\n") if self.crlf else text
        return f"\ufeff{lines}" if self.mark else lines


CONVENTIONS: Mapping[str, Convention] = {
    "standard": Convention(),
    "qualcoder": Convention(for_qualcoder=True),
    "nvivo": Convention(NVIVO, crlf=True, mark=True),
    "maxqda": Convention(crlf=True),
    "atlasti": Convention(crlf=True),
}
"""Seen in files of NVivo 12 for Windows, run with QualCoder 3.8 and 4.0; the others as QualCoder writes for them."""


def write_refi(project: ForeignProject, convention: Convention) -> bytes:
    """The project as a `.qdpx`."""
    writer = _Writer(project, convention)
    xml = writer.xml()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        _add(archive, "project.qde", xml)
        for name, text in writer.files.items():
            _add(archive, f"sources/{name}", text.encode("utf-8", "replace"))
    return written.getvalue()


def write_codebook(codes: Sequence[Code]) -> bytes:
    """A study's codes as a `.qdc`."""
    root = etree.Element(f"{{{CODEBOOK_NAMESPACE}}}CodeBook", nsmap={None: CODEBOOK_NAMESPACE}, origin="qualcode")
    top = etree.SubElement(root, f"{{{CODEBOOK_NAMESPACE}}}Codes")
    _codes(top, list(foreign_codes(codes)), CODEBOOK_NAMESPACE)
    return _bytes(root)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def _bytes(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return data


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _codes(parent: etree._Element, codes: Sequence[ForeignCode], namespace: str, above: str = "") -> None:
    for code in codes:
        if code.parent == above:
            element = etree.SubElement(
                parent,
                f"{{{namespace}}}Code",
                guid=_kept(code.id),
                name=_plain(code.name),
                isCodable="true" if code.codable else "false",
            )
            if code.colour:
                element.set("color", code.colour)
            if code.definition:
                etree.SubElement(element, f"{{{namespace}}}Description").text = _plain(code.definition)
            _codes(element, codes, namespace, code.id)


@dataclass(slots=True)
class _Writer:
    """A project that is being written."""

    project: ForeignProject
    convention: Convention
    files: dict[str, str] = field(default_factory=dict)
    """Texts by the names of their files."""
    notes: list[tuple[str, str, str, str]] = field(default_factory=list)
    """GUID, words, author and time of each note."""

    def xml(self) -> bytes:
        project = self.project
        people = [coding.coder for coding in project.codings] + [note.author for note in project.notes]
        root = etree.Element(
            f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE}, name=_plain(project.name), origin=project.program
        )
        users = self._under(root, "Users")
        for name in dict.fromkeys(filter(None, people)):
            self._under(users, "User", guid=_user(name), name=_plain(name))
        codes = self._under(self._under(root, "CodeBook"), "Codes")
        _codes(codes, project.codes, NAMESPACE)
        for case in project.cases if self.convention.for_qualcoder else ():
            self._under(codes, "Code", guid=guid_of("case", case.name), name=_plain(case.name), isCodable="true")
        self._cases(root)
        sources = self._under(root, "Sources")
        for text in project.texts:
            self._source(sources, text)
        own = [note for note in project.notes if note.about is About.STUDY]
        written = [self._note(note) for note in own]
        for code in root.iter(f"{{{NAMESPACE}}}Code"):
            for note in project.notes:
                if note.about is About.CODE and _kept(note.target) == code.get("guid"):
                    self._refer(code, self._note(note), before=f"{{{NAMESPACE}}}Code")
        self._write_notes(root)
        self._sets(root)
        self._describe(root, own)
        for id_ in written:
            self._refer(root, id_)
        for empty in ("Users", "Variables", "Cases", "Sources", "Notes", "Sets"):
            found = root.find(f"{{{NAMESPACE}}}{empty}")
            if found is not None and not len(found):
                root.remove(found)
        return _bytes(root)

    def _under(self, parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", **attributes)

    def _cases(self, root: etree._Element) -> None:
        variables, cases = self._under(root, "Variables"), self._under(root, "Cases")
        for name in dict.fromkeys(name for case in self.project.cases for name in case.variables):
            self._under(variables, "Variable", guid=guid_of("variable", name), name=_plain(name), typeOfVariable="Text")
        for case in self.project.cases:
            element = self._under(cases, "Case", guid=guid_of("case", case.name), name=_plain(case.name))
            for name, value in case.variables.items():
                said = self._under(element, "VariableValue")
                self._under(said, "VariableRef", targetGUID=guid_of("variable", name))
                self._under(said, "TextValue").text = _plain(value)
            for text in case.texts:
                self._under(element, "SourceRef", targetGUID=guid_of("text", text))

    def _source(self, sources: etree._Element, text: ForeignText) -> None:
        id_ = guid_of("text", text.id)
        written = self.convention.written(text.text)
        self.files[f"{id_}.txt"] = written
        places = positions_in(written, self.convention.counting)
        element = self._under(
            sources, "TextSource", guid=id_, name=_plain(text.name), plainTextPath=f"internal://{id_}.txt"
        )
        own = [note for note in self.project.notes if note.target == text.id]
        about = [note for note in own if note.about is About.DOCUMENT]
        self._describe(element, about)
        for selection, codings in self._by_selection(text.id).items():
            first = codings[0]
            made = self._selection(element, selection, text, places, first)
            for coding in codings:
                self._coding(made, coding)
        for note in own:
            if note.about is About.PASSAGE:
                stretch = ForeignCoding(
                    id="", code="", text=text.id, start=note.start, end=note.end, coder=note.author,
                    coded_at=note.written_at, note=note.text,
                )  # fmt: skip
                self._selection(element, guid_of("stretch", note.id), text, places, stretch)
        self._whose(element, text)
        for note in about:
            self._refer(element, self._note(note))

    def _whose(self, source: etree._Element, text: ForeignText) -> None:
        """Code a text with its cases, as NVivo does; QualCoder takes a stretch of no length for the whole."""
        for case in self.project.cases if self.convention.for_qualcoder else ():
            if text.id in case.texts:
                id_ = guid_of("whose", case.name, text.id)
                made = self._under(source, "PlainTextSelection", guid=id_, startPosition="0", endPosition="0")
                coding = self._under(made, "Coding", guid=guid_of("whose coding", case.name, text.id))
                self._under(coding, "CodeRef", targetGUID=guid_of("case", case.name))

    def _by_selection(self, text: str) -> dict[str, list[ForeignCoding]]:
        """The codings of a text by the GUID of their selection: one per stretch, coder and note.

        Some programs ask only the selection who made it and what was noted; QualCoder, also when.
        """
        found: dict[str, list[ForeignCoding]] = {}
        for coding in self.project.codings:
            if coding.text == text:
                when = coding.coded_at if self.convention.for_qualcoder else ""
                key = guid_of("selection", text, str(coding.start), str(coding.end), coding.coder, coding.note, when)
                found.setdefault(key, []).append(coding)
        return found

    def _selection(
        self, source: etree._Element, id_: str, text: ForeignText, places: Positions, stretch: ForeignCoding
    ) -> etree._Element:
        name = " ".join(text.text[stretch.start : stretch.end].split())[:LONGEST_NAME]
        element = self._under(source, "PlainTextSelection", guid=id_, name=_plain(name))
        element.set("startPosition", str(places[stretch.start]))
        element.set("endPosition", str(places[stretch.end]))
        _sign(element, stretch.coder, stretch.coded_at)
        if stretch.note:
            self._under(element, "Description").text = _plain(stretch.note)
        return element

    def _coding(self, selection: etree._Element, coding: ForeignCoding) -> None:
        element = self._under(selection, "Coding", guid=_kept(coding.id))
        _sign(element, coding.coder, coding.coded_at)
        self._under(element, "CodeRef", targetGUID=_kept(coding.code))

    def _describe(self, element: etree._Element, notes: Sequence[ForeignNote]) -> None:
        if notes and self.convention.for_qualcoder:
            self._under(element, "Description").text = _plain(joined_notes([note.text for note in notes]))

    def _note(self, note: ForeignNote) -> str:
        self.notes.append((guid_of("memo", note.id), note.text, note.author, note.written_at))
        return self.notes[-1][0]

    def _refer(self, element: etree._Element, id_: str, *, before: str = "") -> None:
        reference = etree.Element(f"{{{NAMESPACE}}}NoteRef", targetGUID=id_)
        following = element.find(before) if before else None
        if following is not None:
            following.addprevious(reference)
        else:
            element.append(reference)

    def _write_notes(self, root: etree._Element) -> None:
        group = self._under(root, "Notes")
        for id_, words, author, moment in self.notes:
            element = self._under(group, "Note", guid=id_)
            _sign(element, author, moment)
            self._under(element, "PlainTextContent").text = _plain(words)

    def _sets(self, root: etree._Element) -> None:
        """A set per informant type: ATLAS.ti has no variables, and shows sets as groups of documents."""
        group = self._under(root, "Sets")
        kinds: dict[str, list[str]] = {}
        for case in self.project.cases:
            if kind := case.variables.get("informant_type"):
                kinds.setdefault(kind, []).extend(case.texts)
        for kind, texts in kinds.items():
            element = self._under(group, "Set", guid=guid_of("set", kind), name=_plain(f"informant_type: {kind}"))
            for text in dict.fromkeys(texts):
                self._under(element, "MemberSource", targetGUID=guid_of("text", text))


def _kept(id_: str) -> str:
    """An id that is a GUID, or a GUID made of it."""
    return id_ if _GUID.fullmatch(id_) else guid_of(id_)


def _user(name: str) -> str:
    return guid_of("user", name)


def _sign(element: etree._Element, author: str, moment: str) -> None:
    if author:
        element.set("creatingUser", _user(author))
    if moment:
        element.set("creationDateTime", moment)
