"""REFI-QDA projects (`.qdpx`, `.qde`) → what of them has a place in a study."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace

from lxml import etree

from qualcode.errors import ReadError
from qualcode.exchange.categories import Codes
from qualcode.exchange.moments import moment_of
from qualcode.exchange.project import ForeignCase, ForeignCoding, ForeignProject, ForeignText, Reading
from qualcode.exchange.refi.archive import Package, open_package
from qualcode.exchange.refi.cases import cases_by_guid, read_cases
from qualcode.exchange.refi.codes import read_codes
from qualcode.exchange.refi.notes import Notes, n_links_elsewhere
from qualcode.exchange.refi.offsets import KNOWN, Counting, Vote, find_counting
from qualcode.exchange.refi.sources import FoundText, read_texts
from qualcode.exchange.refi.xml import child, children, guid, own_guid, parse, tag, target
from qualcode.exchange.tally import Tally
from qualcode.files.source import Source
from qualcode.model.nouns import dataclass

_KNOWN_PARTS = frozenset(
    "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef Codes".split()  # noqa: SIM905
)
_SHOWN = 3


def read_refi(source: Source, counting: str = "") -> ForeignProject:
    """A project or codebook; `counting` says how positions are counted where the file does not show it.

    Raises ReadError for what is no project, is built to do harm, or names a way of counting that does not exist.
    """
    return _Project.of(source, open_package(source)).read(counting)


@dataclass(slots=True, kw_only=True)
class _Project:
    """A project that is being read."""

    source: Source
    root: etree._Element
    remarks: list[str]
    tally: Tally
    codes: Codes
    texts: list[FoundText]
    notes: Notes
    names: Mapping[str, str]
    """Of the people, by GUID."""
    codings: list[ForeignCoding] = field(default_factory=list)
    spoken: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    """By text, the stretches of cases."""

    @classmethod
    def of(cls, source: Source, package: Package) -> _Project:
        root, remarks = parse(source, package.xml)
        tally = Tally()
        return cls(
            source=source,
            root=root,
            remarks=remarks,
            tally=tally,
            codes=read_codes(root, tally),
            texts=read_texts(root, package, tally, cases_by_guid(root)),
            notes=Notes.of(root, package),
            names=_users(root),
        )

    def read(self, counting: str) -> ForeignProject:
        program = " ".join((self.root.get("origin") or "another program").split())
        vote = self._counting(program, counting)
        people = cases_by_guid(self.root)
        known = {code.id for code in self.codes.codes}
        for text in self.texts:
            for element, start, end in self._places(text, vote.counting):
                self._take(element, text, start, end)
        self.codings = [coding for coding in self.codings if self._has_code(coding, known, people)]
        self._count_unknown()
        texts = {id_: text.id for text in self.texts for id_ in text.known_as}
        rivals = (vote.counting, *vote.rivals) if vote.rivals else ()
        notes = tuple(self.notes.found(self.root, texts, self.names, self.tally))
        return ForeignProject(
            name=" ".join((self.root.get("name") or self.source.path.stem).split()),
            program=program,
            texts=tuple(_text(text, self.spoken.get(text.id, ())) for text in self.texts),
            codes=tuple(code for code in self.codes.codes if code.id not in people),
            codings=tuple(self.codings),
            cases=tuple(self._cases(texts)),
            notes=tuple(replace(note, target=self.codes.id_of(note.target)) for note in notes),
            coders=tuple(dict.fromkeys(coding.coder for coding in self.codings if coding.coder)),
            dropped=self.tally.dropped(),
            remarks=tuple(self.remarks),
            counting=vote.counting.words,
            undecided=tuple(_reading(each, self.texts) for each in rivals),
        )

    def _cases(self, texts: Mapping[str, str]) -> Iterator[ForeignCase]:
        """The cases, each with the texts that it says something of, too."""
        for case in read_cases(self.root, texts, self.tally):
            spoken = [text for text, parts in self.spoken.items() if case.name in {name for _, _, name in parts}]
            yield replace(case, texts=tuple(dict.fromkeys([*case.texts, *spoken]))) if case.name else case

    def _counting(self, program: str, told: str) -> Vote:
        vote = find_counting([text.counted for text in self.texts], program)
        if not told:
            return vote
        known = {**KNOWN, **{each.name: each for each in (vote.counting, *vote.rivals)}}
        if told not in known:
            raise ReadError(f"--counting {told}: no such way of counting", hint=f"one of {', '.join(known)}")
        return Vote(known[told], is_sure=True)

    def _places(self, text: FoundText, counting: Counting) -> Iterator[tuple[etree._Element, int, int]]:
        """Every selection of a text that holds words, where it stands."""
        if text.selections:
            starts, ends, _ = text.counted.places(counting)
            for element, start, end in zip(text.selections, starts.tolist(), ends.tolist(), strict=True):
                if start < end:
                    yield element, start, end
                else:
                    self.tally.add("selections outside their text", text.name)
        for element, first, last in text.synced:
            if first in text.points and last in text.points and text.points[first] < text.points[last]:
                yield element, text.points[first][0], text.points[last][0]
            else:
                self.tally.add("selections without a place", text.name)

    def _take(self, element: etree._Element, text: FoundText, start: int, end: int) -> None:
        """Take what stands on a selection: codings, or a note on a stretch that nobody coded."""
        said = self.notes.on(element)
        coded = list(children(element, "Coding"))
        if not coded and said:
            self.notes.keep_on_stretch(element, text.id, start, end, said, self.names)
        elif not coded:
            self.tally.add("selections without code or note", text.name)
        for coding in coded:
            who = coding.get("creatingUser") or element.get("creatingUser")
            when = coding.get("creationDateTime") or element.get("creationDateTime")
            self.codings.append(
                ForeignCoding(
                    id=own_guid(coding) or own_guid(element),
                    code=self.codes.id_of(target(coding, "CodeRef")),
                    text=text.id,
                    start=start,
                    end=end,
                    coder=self.names.get(guid(who), ""),
                    coded_at=moment_of(when),
                    selection=own_guid(element),
                    note="\n".join(filter(None, dict.fromkeys((said, self.notes.on(coding))))),
                )
            )

    def _has_code(self, coding: ForeignCoding, known: Collection[str], people: Mapping[str, str]) -> bool:
        """Whether a coding is of a theme; NVivo says with its cases which stretch is whose."""
        if coding.code in people:
            self.spoken.setdefault(coding.text, []).append((coding.start, coding.end, people[coding.code]))
        elif coding.code not in known:
            self.tally.add("codings with a code that is not in the file")
        return coding.code in known and coding.code not in people

    def _count_unknown(self) -> None:
        for element in self.root:
            name = tag(element)
            if name == "Links":
                self.tally.add("links", count=n_links_elsewhere(self.root, self.notes.elements))
            elif name == "Graphs":
                self.tally.add("maps and graphs", count=len(element))
            elif name and name not in _KNOWN_PARTS:
                self.tally.add("elements that are not known here", name)


def _users(root: etree._Element) -> dict[str, str]:
    users = child(root, "Users")
    found = children(users, "User") if users is not None else ()
    return {own_guid(user): " ".join((user.get("name") or user.get("id") or "").split()) for user in found}


def _text(text: FoundText, spoken: Sequence[tuple[int, int, str]]) -> ForeignText:
    times = tuple(sorted(text.points.values()))
    return ForeignText(id=text.id, name=text.name, text=text.counted.plain, times=times, speakers=tuple(sorted(spoken)))


def _reading(counting: Counting, texts: list[FoundText]) -> Reading:
    shown: list[str] = []
    for text in texts:
        if text.selections:
            starts, ends, _ = text.counted.places(counting)
            shown += [text.counted.plain[start:end] for start, end in zip(starts, ends, strict=True)]
    return Reading(name=counting.name, shown=tuple(shown[:_SHOWN]))
