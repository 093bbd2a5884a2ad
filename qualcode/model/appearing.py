"""Which row is about which document, however its name is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath

from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.interview import Interview
from qualcode.model.naming import document_key, file_stem, fold, slug


def match_documents(roster: Roster, document_names: Sequence[str]) -> dict[str, str]:
    """The id of each document that the roster names: the roster's name without ending, slugged.

    Names are compared as written, then without ending, then as slugs, so that `KII 03.docx` and `kii-03` are one.
    """
    named = matcher(roster)
    return {name: document_id for name in document_names if (document_id := named(name)) is not None}


def matcher(roster: Roster) -> Callable[[str], str | None]:
    """What gives the id of a document by its name; None where the roster does not name it."""
    by_name: dict[str, str] = {}
    for appearance in roster.appearances:
        written = appearance.document
        for key in (_exact(written), file_stem(written), document_key(written)):
            by_name.setdefault(key, document_key(written))

    def named(name: str) -> str | None:
        keys = (_exact(name), file_stem(name), document_key(name), slug(name.partition("#")[2] or name))
        return next((by_name[key] for key in keys if key in by_name), None)

    return named


def appearances_in(roster: Roster, document_id: str, document_name: str = "") -> tuple[Appearance, ...]:
    """The rows of a document."""
    keys = {document_id, document_key(document_name)} if document_name else {document_id}
    by_key = _rows.of(roster.appearances)
    places = sorted(place for key in keys for place in by_key.get(key, ()))
    return tuple(roster.appearances[place] for place in places)


def informants_of(roster: Roster, rows: Iterable[Appearance]) -> list[Informant]:
    """The informants that rows of the roster are about, each once."""
    known = _rows.people(roster.informants)
    ids = dict.fromkeys(row.informant_id for row in rows)
    return [known[id_] for id_ in ids if id_ in known]


class _Rows:
    """What the roster that was asked last holds, its rows by document: it is asked for one after the other."""

    def __init__(self) -> None:
        self._appearances: tuple[Appearance, ...] = ()
        self._by_key: dict[str, list[int]] = {}
        self._informants: tuple[Informant, ...] = ()
        self._by_id: dict[str, Informant] = {}

    def people(self, informants: tuple[Informant, ...]) -> dict[str, Informant]:
        """The informants by their ids."""
        if informants is not self._informants:
            self._informants, self._by_id = informants, {informant.id: informant for informant in informants}
        return self._by_id

    def of(self, appearances: tuple[Appearance, ...]) -> dict[str, list[int]]:
        """The places of the rows by the key of their document."""
        if appearances is not self._appearances:
            by_key: dict[str, list[int]] = {}
            for place, row in enumerate(appearances):
                by_key.setdefault(document_key(row.document), []).append(place)
            self._appearances, self._by_key = appearances, by_key
        return self._by_key


_rows = _Rows()


def heard_in(roster: Roster, interviews: Iterable[Interview]) -> tuple[Appearance, ...]:
    """Who speaks in which document, as its rows tell it but with the document's id; in the order of the roster.

    Someone who speaks in a document without a row for it comes last, with nothing known of the interview.
    """
    rows = _rows.of(roster.appearances)
    found: list[tuple[int, Appearance]] = []
    for interview in interviews:
        places = {
            roster.appearances[place].informant_id: place
            for key in (document_key(interview.name), interview.id)
            for place in rows.get(key, ())
        }
        for person in interview.speakers:
            place = places.get(person, len(roster.appearances))
            row = roster.appearances[place] if person in places else Appearance(informant_id=person, document="")
            found.append((place, replace(row, document=interview.id)))
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=32_768)
def _exact(name: str) -> str:
    return fold(PurePath(name.replace("\\", "/")).name)
