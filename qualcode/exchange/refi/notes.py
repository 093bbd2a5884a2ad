"""Notes of a project, and what each is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from lxml import etree

from qualcode.exchange.moments import moment_of
from qualcode.exchange.project import ForeignNote
from qualcode.exchange.refi.archive import Package
from qualcode.exchange.refi.offsets import plain_text
from qualcode.exchange.refi.xml import child, children, guid, own_guid, tag, text_of
from qualcode.exchange.tally import Tally
from qualcode.model.journal import About
from qualcode.model.nouns import dataclass


@dataclass(slots=True)
class Notes:
    """The notes of a project by GUID, and those that are taken out of it one after the other."""

    elements: Mapping[str, etree._Element]
    words: Mapping[str, str]
    linked: Mapping[str, list[str]]
    """The notes that links put on something, by its GUID: so NVivo writes annotations."""
    used: set[str] = field(default_factory=set)
    on_stretches: list[ForeignNote] = field(default_factory=list)

    @classmethod
    def of(cls, root: etree._Element, package: Package) -> Notes:
        """The notes under a project's `Notes`."""
        group = child(root, "Notes")
        found = {own_guid(each): each for each in children(group, "Note")} if group is not None else {}
        linked: dict[str, list[str]] = {}
        for origin, target in _links(root):
            note, other = (origin, target) if origin in found else (target, origin)
            if note in found:
                linked.setdefault(other, []).append(note)
        return cls(found, {id_: _words(each, package) for id_, each in found.items()}, linked)

    def on(self, element: etree._Element) -> str:
        """What is noted on an element: its description, and the notes it refers to, or is part of."""
        above = element.getparent()
        own = [own_guid(above)] if above is not None and tag(above) == "Note" else []
        ids = [*own, *self._references(element)]
        self.used.update(ids)
        said = [text_of(element, "Description"), *(self.words[id_] for id_ in ids)]
        return "\n".join(filter(None, dict.fromkeys(said)))

    def keep_on_stretch(
        self, element: etree._Element, text: str, start: int, end: int, said: str, names: Mapping[str, str]
    ) -> None:
        """Keep a note on a stretch that has no code."""
        above = element.getparent()
        is_in_note = above is not None and tag(above) == "Note"
        signed = [above if is_in_note else element, *(self.elements[id_] for id_ in self._references(element))]
        self.on_stretches.append(
            ForeignNote(
                id=own_guid(element),
                about=About.PASSAGE,
                text=said,
                target=text,
                start=start,
                end=end,
                author=next(filter(None, (_author(each, names) for each in signed)), ""),
                written_at=next(filter(None, map(_written_at, signed)), ""),
            )
        )

    def found(
        self, root: etree._Element, texts: Mapping[str, str], names: Mapping[str, str], tally: Tally
    ) -> Iterator[ForeignNote]:
        """Notes on the project, its texts, stretches of them and its codes; one on nothing is on the project."""
        yield from self._of(root, About.STUDY, "", names)
        sources = child(root, "Sources")
        for source in sources if sources is not None else ():
            if own_guid(source) in texts:
                yield from self._of(source, About.DOCUMENT, texts[own_guid(source)], names)
        yield from self.on_stretches
        for code in root.iter("{*}Code"):
            yield from self._of(code, About.CODE, own_guid(code), names)
        placed = {guid(each.get("targetGUID")) for each in root.iter("{*}NoteRef")}
        placed.update(id_ for ids in self.linked.values() for id_ in ids)
        for id_ in self.elements:
            if id_ in self.used or not self.words[id_]:
                continue
            if id_ in placed:
                tally.add("notes on what has no place in a study", self.elements[id_].get("name") or "")
            else:
                yield self._note(id_, About.STUDY, "", names)

    def _of(
        self, element: etree._Element, about: About, target: str, names: Mapping[str, str]
    ) -> Iterator[ForeignNote]:
        notes = [self._note(id_, about, target, names) for id_ in self._references(element) if self._is_free(id_)]
        described = text_of(element, "Description") if about is not About.CODE else ""
        if described and described != joined_notes([note.text for note in notes]):
            id_ = own_guid(element) or "PROJECT"
            yield ForeignNote(id=id_, about=about, text=described, target=target)
        self.used.update(note.id for note in notes)
        yield from notes

    def _is_free(self, id_: str) -> bool:
        """Whether a note holds words, and is on no stretch that it names itself."""
        return bool(self.words[id_]) and child(self.elements[id_], "PlainTextSelection") is None

    def _note(self, id_: str, about: About, target: str, names: Mapping[str, str]) -> ForeignNote:
        note = self.elements[id_]
        return ForeignNote(
            id=id_,
            about=about,
            text=self.words[id_],
            target=target,
            author=_author(note, names),
            written_at=_written_at(note),
        )

    def _references(self, element: etree._Element) -> list[str]:
        ids = [guid(each.get("targetGUID")) for each in children(element, "NoteRef")]
        return [id_ for id_ in dict.fromkeys([*ids, *self.linked.get(own_guid(element), ())]) if id_ in self.elements]


def joined_notes(words: list[str]) -> str:
    """Notes as the description of what they are on, for programs that know one alone."""
    return "\n\n".join(words)


def n_links_elsewhere(root: etree._Element, notes: Mapping[str, etree._Element]) -> int:
    """How many links are not between a note and what it is on."""
    return sum(origin not in notes and target not in notes for origin, target in _links(root))


def _links(root: etree._Element) -> Iterator[tuple[str, str]]:
    group = child(root, "Links")
    for link in children(group, "Link") if group is not None else ():
        yield guid(link.get("originGUID")), guid(link.get("targetGUID"))


def _author(element: etree._Element, names: Mapping[str, str]) -> str:
    return names.get(guid(element.get("creatingUser") or element.get("modifyingUser")), "")


def _written_at(element: etree._Element) -> str:
    return moment_of(element.get("creationDateTime") or element.get("modifiedDateTime"))


def _words(note: etree._Element, package: Package) -> str:
    """A note with what it is called."""
    inline = child(note, "PlainTextContent")
    if inline is not None:
        said = plain_text("".join(map(str, inline.itertext()))).strip()
    else:
        data = package.read(note.get("plainTextPath") or "")
        said = plain_text(data.decode("utf-8", "replace")).strip() if data else text_of(note, "Description")
    name = " ".join((note.get("name") or "").split())
    return f"{name}\n{said}" if name and said and not said.startswith(name) else said
