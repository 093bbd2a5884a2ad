"""The texts of a project with what is selected in them: interviews, texts of PDFs, transcripts of recordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import field
from pathlib import PurePosixPath

from lxml import etree

from qualcode.errors import ReadError
from qualcode.exchange.refi.archive import Package
from qualcode.exchange.refi.offsets import Counted, Selected
from qualcode.exchange.refi.xml import child, children, guid, own_guid, tag, target
from qualcode.exchange.tally import Tally
from qualcode.files.encoding import decode
from qualcode.files.source import Source
from qualcode.model.nouns import dataclass

LARGEST = 2**31
"""A position above it is none: no text is as long."""
_MEDIA = {
    "PictureSource": "pictures",
    "PDFSource": "PDFs without their text",
    "AudioSource": "recordings",
    "VideoSource": "recordings",
}


@dataclass(slots=True, kw_only=True)
class FoundText:
    """A text and the elements of its selections, in one order with `counted.selections`."""

    id: str
    name: str
    counted: Counted
    selections: list[etree._Element]
    element: etree._Element
    synced: list[tuple[etree._Element, str, str]] = field(default_factory=list)
    """Selections of a transcript, with the GUIDs of the sync points where they begin and end."""
    points: dict[str, tuple[int, float]] = field(default_factory=dict)
    """Of a transcript, by GUID, position and second of its sync points."""

    @property
    def known_as(self) -> tuple[str, ...]:
        """The GUIDs by which it is referred to; QualCoder 3.8 takes that of the file with rich text."""
        rich = _last(self.element.get("richTextPath")).rpartition(".")[0]
        return (self.id, own_guid(self.element), *([guid(rich)] if rich else []))


def read_texts(root: etree._Element, package: Package, tally: Tally, people: Collection[str]) -> list[FoundText]:
    """All texts of a project; `tally` takes what has no place in a study. `people` are the GUIDs of cases."""
    sources = child(root, "Sources")
    found = []
    for source in sources if sources is not None else ():
        name = " ".join((source.get("name") or "").split())
        for element in _texts_in(source):
            raw = _raw_text(element, package)
            label = name or _file_name(element) or own_guid(source)
            if raw is None:
                tally.add("texts that are not in the file", label)
                tally.add("codings of texts that are not in the file", label, len(list(element.iter("{*}Coding"))))
            else:
                found.append(_found(element, own_guid(source) or own_guid(element), label, raw, tally, people))
        _count_media(source, name, tally)
    return found


def _texts_in(source: etree._Element) -> Iterator[etree._Element]:
    if tag(source) == "TextSource":
        yield source
    else:
        yield from children(source, "Representation", "Transcript")


def _count_media(source: etree._Element, name: str, tally: Tally) -> None:
    kind = tag(source)
    has_text = any(True for _ in _texts_in(source))
    if kind in _MEDIA and not has_text:
        tally.add(_MEDIA[kind], name)
    for each in source:
        if tag(each) == "Coding":
            tally.add("codings of whole documents", name)
        elif tag(each).endswith("Selection") and tag(each) != "PlainTextSelection":
            tally.add("selections in pictures, pages or recordings", name)


def _raw_text(element: etree._Element, package: Package) -> str | None:
    """The text as written, with its byte order mark; None where it is absent."""
    inline = child(element, "PlainTextContent")
    if inline is not None:
        return "".join(map(str, inline.itertext()))
    data = package.read(element.get("plainTextPath") or "")
    if data is None:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    name = _file_name(element)
    try:
        path = package.source.path.with_name(PurePosixPath(name).name or "text.txt")
        return decode(Source(path=path, name=name, data=data, sha256=""), "", Counter())[0]
    except ReadError:
        return None


def _file_name(element: etree._Element) -> str:
    return _last(element.get("plainTextPath"))


def _last(path: str | None) -> str:
    """The file's name in a path, however it is written."""
    return (path or "").replace("\\", "/").rsplit("/", 1)[-1].removeprefix("internal:")


def _found(element: etree._Element, id_: str, name: str, raw: str, tally: Tally, people: Collection[str]) -> FoundText:
    selections, selected = [], []
    for each in [*children(element, "PlainTextSelection"), *_noted_stretches(element)]:
        start, end = _position(each.get("startPosition")), _position(each.get("endPosition"))
        if start is None or end is None or start >= end:
            if start == end == 0 and any(target(coding, "CodeRef") in people for coding in children(each, "Coding")):
                continue  # the whole text is a case's: its `SourceRef` says so
            what = "selections without words" if start is not None and start == end else "selections without a place"
            tally.add(what, name)
        else:
            selections.append(each)
            selected.append(Selected(start, end, each.get("name") or ""))
    points = {own_guid(point): moment for point in children(element, "SyncPoint") if (moment := _moment(point))}
    synced = [
        (each, guid(each.get("fromSyncPoint")), guid(each.get("toSyncPoint")))
        for each in children(element, "TranscriptSelection")
    ]
    for _ in children(element, "Coding") if tag(element) != "TextSource" else ():
        tally.add("codings of whole documents", name)
    return FoundText(
        id=id_,
        name=name,
        counted=Counted(raw, selected),
        selections=selections,
        element=element,
        synced=synced,
        points=points,
    )


def _noted_stretches(element: etree._Element) -> Iterator[etree._Element]:
    """Selections that stand in notes on a text: so QualCoder writes annotations."""
    notes = child(element.getroottree().getroot(), "Notes")
    wanted = {guid(each.get("targetGUID")) for each in children(element, "NoteRef")}
    for note in children(notes, "Note") if notes is not None and wanted else ():
        if own_guid(note) in wanted:
            yield from children(note, "PlainTextSelection")


def _position(written: str | None) -> int | None:
    try:
        value = int((written or "").strip())
    except ValueError:
        return None
    return value if 0 <= value < LARGEST else None


def _moment(point: etree._Element) -> tuple[int, float] | None:
    position, milliseconds = _position(point.get("position")), _position(point.get("timeStamp"))
    return None if position is None or milliseconds is None else (position, milliseconds / 1000)
