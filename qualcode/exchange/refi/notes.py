"""Notes of a project, and what each is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from qualcode.exchange.moments import moment_of
from qualcode.exchange.project import ForeignNote
from qualcode.exchange.refi.archive import Package
from qualcode.exchange.refi.offsets import plain_text
from qualcode.exchange.refi.xml import child, children, guid, own_guid, text_of
from qualcode.model.journal import About


@dataclass(slots=True)
class Notes:
    """The notes of a project by GUID, and those that are taken out of it one after the other."""

    elements: Mapping[str, etree._Element]
    words: Mapping[str, str]
    on_stretches: list[ForeignNote] = field(default_factory=list)

    @classmethod
    def of(cls, root: etree._Element, package: Package) -> Notes:
        """The notes under a project's `Notes`."""
        group = child(root, "Notes")
        found = {own_guid(each): each for each in children(group, "Note")} if group is not None else {}
        return cls(found, {id_: _words(each, package) for id_, each in found.items()})

    def on(self, element: etree._Element) -> str:
        """What is noted on an element: its description, and the notes it refers to."""
        said = [text_of(element, "Description"), *(self.words.get(id_, "") for id_ in _references(element))]
        return "\n".join(filter(None, dict.fromkeys(said)))

    def keep_on_stretch(
        self, element: etree._Element, text: str, start: int, end: int, said: str, names: Mapping[str, str]
    ) -> None:
        """Keep a note on a stretch that has no code."""
        self.on_stretches.append(
            ForeignNote(
                id=own_guid(element),
                about=About.PASSAGE,
                text=said,
                target=text,
                start=start,
                end=end,
                author=names.get(guid(element.get("creatingUser")), ""),
                written_at=moment_of(element.get("creationDateTime")),
            )
        )

    def found(self, root: etree._Element, texts: Mapping[str, str], names: Mapping[str, str]) -> Iterator[ForeignNote]:
        """Notes on the project, its texts, stretches of them and its codes."""
        described = text_of(root, "Description")
        if described:
            yield ForeignNote(id=own_guid(root) or "PROJECT", about=About.STUDY, text=described)
        yield from self._of(root, About.STUDY, "", names)
        sources = child(root, "Sources")
        for source in sources if sources is not None else ():
            if own_guid(source) in texts:
                yield from self._of(source, About.DOCUMENT, texts[own_guid(source)], names)
        yield from self.on_stretches
        for code in root.iter("{*}Code"):
            yield from self._of(code, About.CODE, own_guid(code), names)

    def _of(
        self, element: etree._Element, about: About, target: str, names: Mapping[str, str]
    ) -> Iterator[ForeignNote]:
        for id_ in _references(element):
            if words := self.words.get(id_, ""):
                note = self.elements[id_]
                yield ForeignNote(
                    id=id_,
                    about=about,
                    text=words,
                    target=target,
                    author=names.get(guid(note.get("creatingUser")), ""),
                    written_at=moment_of(note.get("creationDateTime")),
                )


def _references(element: etree._Element) -> list[str]:
    return [guid(each.get("targetGUID")) for each in children(element, "NoteRef")]


def _words(note: etree._Element, package: Package) -> str:
    inline = child(note, "PlainTextContent")
    if inline is not None:
        return plain_text("".join(map(str, inline.itertext()))).strip()
    data = package.read(note.get("plainTextPath") or "")
    described = text_of(note, "Description")
    return plain_text(data.decode("utf-8", "replace")).strip() if data else described
