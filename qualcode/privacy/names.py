"""Names in an informant's words that would tell who somebody is, and their replacement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualcode.errors import RosterError
from qualcode.model.informant import Informant, Roster
from qualcode.model.late import late
from qualcode.model.nouns import dataclass
from qualcode.model.text import words_of
from qualcode.privacy.everyday import is_everyday
from qualcode.privacy.spelling import bare, held_by, name_expression

REPLACEMENT = "[name]"

PERSON_COLUMNS = words_of(
    """
    name names full_name person interviewee first_name last_name surname family_name respondent contact contact_person
    informant_name name_of_informant interviewee_name respondent_name participant_name contact_name speaker_name
    alias aliases nickname nicknames also_known_as known_as aka kunya nom prénom nombre apellido الاسم
    """
)
"""Columns of the roster that hold a person's names."""

CONTACT_COLUMNS = frozenset(["email", "e_mail", "phone", "telephone", "mobile", "whatsapp"])

TITLES = words_of(
    """
    mr mrs ms miss mme mlle dr doctor prof professor sir eng sheikh the and von van bin ibn abu umm السيد السيدة الدكتور
    الدكتورة دكتور دكتورة الشيخ ابن أبو أم
    """
)
"""Parts of names that name nobody by themselves."""

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_TIME = rf"(?:{_YEAR}-{_MONTH}-{_DAY}|(?:{_DAY}([/-]){_MONTH}\1|{_MONTH}([/-]){_DAY}\2){_YEAR}|{_YEAR} ?[/-] ?{_YEAR})"
CONTACT = late(rf"[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<![\w.])(?!{_TIME}(?![\w-]))\+?\d[\d ()/-]{{7,}}\d(?!\w)")
"""An e-mail address or a telephone number, which no day is and no span of years."""
_MAY_BE_CONTACT = re.compile(r"@|\d[\d ()/-]{7,}\d")
"""What every contact holds: few texts do, and looking for contacts takes as long as looking for names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A name, place or organisation that must not be printed."""

    name: str
    replacement: str = REPLACEMENT
    kind: str = "person"
    """`person`, `organisation`, `id`, `contact`, or `listed` for those of protect.csv."""
    as_written: bool = False
    """Only in this spelling and case: short names, and words that are also ordinary words."""


ANY_CONTACT = Protected(name="", replacement="[contact]", kind="contact")
"""What stands for every e-mail address and telephone number, of whomever."""


@dataclass(frozen=True, slots=True)
class NameFound:
    """A protected name in a text: where it stands and what takes its place."""

    start: int
    end: int
    kind: str
    replacement: str


def protected_names(
    roster: Roster, listed: Iterable[Protected] = (), *, labels: Iterable[str] = ()
) -> tuple[Protected, ...]:
    """Everything to protect: what protect.csv lists, then the people, organisations and ids of the roster.

    `labels` are what people are called in their transcripts, where that is a name.
    """
    found: dict[str, Protected] = {}
    for entry in listed:
        found.setdefault(entry.name.casefold(), entry)
    for person in roster.informants:
        for entry in _names_of(person):
            found.setdefault(entry.name.casefold(), entry)
    for label in labels:
        whole = [Protected(name=label)] if len(label.split()) > 1 else []
        for entry in (*whole, *_parts_of(label)):
            found.setdefault(entry.name.casefold(), entry)
    types = {type_.casefold() for type_ in roster.informant_types}
    return tuple(entry for key, entry in found.items() if entry.kind == "listed" or key not in types)


def told_by_capital(roster: Roster) -> tuple[str, ...]:
    """Ids of informants whose name or organisation is an everyday word: in small letters it stays in a quote."""
    return tuple(person.id for person in roster.informants if any(map(is_told_by_capital, _whole_names(person))))


def personal_columns(roster: Roster) -> frozenset[str]:
    """The columns of the list of informants that hold names, addresses or telephone numbers."""
    headings = {heading for person in roster.informants for heading in person.variables}
    return frozenset(heading for heading in headings if _column(heading) in PERSON_COLUMNS | CONTACT_COLUMNS)


def _column(heading: str) -> str:
    """A heading of the list of informants as `PERSON_COLUMNS` has it."""
    return re.sub(r"[\W_]+", "_", heading.strip().casefold())


def _whole_names(person: Informant) -> Iterable[str]:
    """The cells of the roster that name somebody, as they are."""
    columns = {_column(heading): text for heading, text in person.variables.items()}
    return [person.organisation.strip(), *(text.strip() for name, text in columns.items() if name in PERSON_COLUMNS)]


def _names_of(person: Informant) -> Iterable[Protected]:
    for heading, value in person.variables.items():
        column = _column(heading)
        if column in PERSON_COLUMNS:
            for name in filter(None, map(str.strip, re.split(r"[;؛|/\n]", value))):
                yield Protected(name=name, as_written=is_told_by_capital(name))
                yield from _parts_of(name)
        elif column in CONTACT_COLUMNS and value.strip():
            yield Protected(name=value.strip(), kind="contact", replacement="[contact]")
    if len(person.organisation.strip()) > 1:
        name = person.organisation.strip()
        as_written = name.isupper() or is_told_by_capital(name)
        yield Protected(name=name, kind="organisation", replacement="[organisation]", as_written=as_written)
    if len(person.id) > 2 and not person.id.isalpha():
        yield Protected(name=person.id, kind="id")


def _parts_of(name: str) -> Iterable[Protected]:
    """First names and surnames, with a capital as names have it."""
    words = re.split(r"[\s,،;.]+", name)
    for part in (*words, *(part for word in words if "-" in word for part in word.split("-"))):
        if len(part) > 2 and part[0].upper() == part[0] and not part.isdigit() and part.casefold() not in TITLES:
            yield Protected(name=part.capitalize() if part.isupper() else part, as_written=True)


def is_told_by_capital(name: str) -> bool:
    """Whether a name is told from an everyday word by nothing but its capital: Hope, the House."""
    return name != name.lower() and is_everyday(_ARTICLE.sub("", name))


_ARTICLE = re.compile(r"^(?:the|la|le|les|el|los|las)\s+", re.IGNORECASE)


class Names:
    """Finds protected names in a text: whole words in any case, accents and spacing, in Arabic with particles."""

    def __init__(self, protected: Iterable[Protected]) -> None:
        self.protected = tuple(sorted(protected, key=lambda entry: (-len(entry.name), entry.name)))
        self._held = [(place, held) for place, entry in enumerate(self.protected) if (held := held_by(entry.name))]
        self._expressions: dict[int, re.Pattern[str]] = {}
        self._last: tuple[str, tuple[NameFound, ...]] = ("", ())

    def find(self, text: str) -> tuple[NameFound, ...]:
        """Every protected name in a text, in reading order, and every e-mail address and telephone number."""
        if text and text != self._last[0]:  # a quote is looked through again as it is printed
            self._last = (text, self._find(text))
        return self._last[1] if text else ()

    def _find(self, text: str) -> tuple[NameFound, ...]:
        plain, origins = bare(text)
        folded = plain.casefold()
        found = []
        for place, (start, end) in self._in_order(plain, [place for place, held in self._held if held in folded]):
            entry = self.protected[place] if place < len(self.protected) else ANY_CONTACT
            found.append(NameFound(origins[start], origins[end], entry.kind, entry.replacement))
        return tuple(found)

    def _in_order(self, plain: str, places: Iterable[int]) -> Iterator[tuple[int, tuple[int, int]]]:
        """Where these names and contacts stand, none over another: the first, and of those at one place the longest."""
        expressions = {place: self._expression(place) for place in places}
        if _MAY_BE_CONTACT.search(plain):
            expressions[len(self.protected)] = CONTACT
        nearest = {place: found.span() for place, each in expressions.items() if (found := each.search(plain))}
        while nearest:
            place, (start, end) = min(nearest.items(), key=lambda each: (each[1][0], each[0]))
            yield place, (start, end)
            for other in [other for other, span in nearest.items() if span[0] < end]:
                del nearest[other]
                if found := expressions[other].search(plain, end):
                    nearest[other] = found.span()

    def _expression(self, place: int) -> re.Pattern[str]:
        if place not in self._expressions:
            entry = self.protected[place]
            expression = name_expression(entry.name, as_written=entry.as_written)
            self._expressions[place] = re.compile(rf"(?<!\w){expression}(?!\w)")
        return self._expressions[place]

    def replace(self, text: str) -> tuple[str, int]:
        """The text with every protected name replaced, and how many there were."""
        findings = self.find(text)
        for finding in reversed(findings):
            text = text[: finding.start] + finding.replacement + text[finding.end :]
        return text, len(findings)


def replace_names(text: str, protected: Iterable[Protected]) -> tuple[str, int]:
    """The text with every protected name replaced, and how many there were. For many texts make `Names` once."""
    return Names(protected).replace(text)


def listed_names(rows: Sequence[Sequence[str]], name: str) -> tuple[Protected, ...]:
    """The rows of protect.csv: a name or place, and what to print in its place (`[name]` where nothing is given)."""
    if not rows:
        return ()
    columns = name_columns(rows[0])
    if columns is None:
        raise RosterError(f"{name}: line 1: no column of names", hint="head the columns: name, replacement")
    return tuple(
        _listed(row, columns) for row in rows[1:] if len(row) > columns["name"] and row[columns["name"]].strip()
    )


def name_columns(headings: Sequence[str]) -> Mapping[str, int] | None:
    """Where protect.csv has `name` and `replacement` (-1 for none); None where it has no column of names."""
    heading = [cell.strip().casefold() for cell in headings]
    headings = ("name", "names", "text", "protect", "place", "term")
    names = [place for place, cell in enumerate(heading) if cell in headings]
    others = [
        place for place, cell in enumerate(heading) if cell in ("replacement", "replace", "replace with", "instead")
    ]
    if not names:
        return None
    return {"name": names[0], "replacement": others[0] if others else -1}


def _listed(row: Sequence[str], columns: Mapping[str, int]) -> Protected:
    place = columns["replacement"]
    replacement = row[place].strip() if 0 <= place < len(row) else ""
    if replacement and not replacement.startswith("["):
        replacement = f"[{replacement}]"
    name = row[columns["name"]].strip()
    return Protected(
        name=name, replacement=replacement or REPLACEMENT, kind="listed", as_written=is_told_by_capital(name)
    )
