"""Names in an informant's words that would tell who somebody is, and their replacement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualcode.errors import RosterError
from qualcode.model.informant import Informant, Roster

REPLACEMENT = "[name]"

PERSON_COLUMNS = frozenset(
    [
        "name",
        "full_name",
        "person",
        "interviewee",
        "first_name",
        "last_name",
        "surname",
        "family_name",
        "respondent",
        "contact",
        "contact_person",
    ]
)
"""Columns of the roster that hold a person's name."""

CONTACT_COLUMNS = frozenset(["email", "e-mail", "e_mail", "phone", "telephone", "mobile", "whatsapp"])

CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<![\w.])\+?\d[\d ()/-]{7,}\d(?!\w)")
"""An e-mail address or a telephone number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A name, place or organisation that must not be printed."""

    name: str
    replacement: str = REPLACEMENT
    kind: str = "person"
    """`person`, `organisation`, `id`, `contact`, or `listed` for those of protect.csv."""
    as_written: bool = False
    """Only in this spelling and case: short names, and words that are also ordinary words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A protected name in a text: where it stands and what takes its place."""

    start: int
    end: int
    kind: str
    replacement: str


def protected_names(roster: Roster, listed: Iterable[Protected] = ()) -> tuple[Protected, ...]:
    """Everything to protect: what protect.csv lists, then the people, organisations and ids of the roster."""
    found: dict[str, Protected] = {}
    for entry in listed:
        found.setdefault(entry.name.casefold(), entry)
    for person in roster.informants:
        for entry in _names_of(person):
            found.setdefault(entry.name.casefold(), entry)
    types = {type_.casefold() for type_ in roster.informant_types}
    return tuple(entry for key, entry in found.items() if entry.kind == "listed" or key not in types)


def _names_of(person: Informant) -> Iterable[Protected]:
    for column, value in person.variables.items():
        if column.casefold() in PERSON_COLUMNS and value.strip():
            yield Protected(name=value.strip())
            yield from (
                Protected(name=part, as_written=True)
                for part in re.split(r"[\s,;.]+", value)
                if len(part) > 2 and part[0].upper() == part[0] and not part.isdigit()
            )
        elif column.casefold() in CONTACT_COLUMNS and value.strip():
            yield Protected(name=value.strip(), kind="contact", replacement="[contact]")
    if len(person.organisation.strip()) > 1:
        name = person.organisation.strip()
        yield Protected(name=name, kind="organisation", replacement="[organisation]", as_written=name.isupper())
    if len(person.id) > 2 and not person.id.isalpha():
        yield Protected(name=person.id, kind="id")


class Names:
    """Finds protected names in a text: whole words, any case and spacing, in Arabic with particles attached."""

    def __init__(self, protected: Iterable[Protected]) -> None:
        self.protected = tuple(sorted(protected, key=lambda entry: (-len(entry.name), entry.name)))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        by_first: dict[str, list[int]] = {}
        for place, entry in enumerate(self.protected):
            by_first.setdefault(_first(entry.name), []).append(place)
        names = "|".join(map(self._those, by_first.values())) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{names})(?!\w)|(?P<contact>{CONTACT.pattern})")

    def _those(self, places: Sequence[int]) -> str:
        """An expression for the names that begin with one letter, so that few of hundreds are tried at each word."""
        letters = sorted({unicodedata.normalize("NFC", self.protected[place].name)[:1] for place in places})
        ahead = "[\u0600-\u06ff]" if _is_arabic(letters[0]) else "|".join(map(_letter, letters))
        names = "|".join(f"(?P<p{place}>{_expression(self.protected[place])})" for place in places)
        return f"(?i:(?={ahead}))(?:{names})"

    def find(self, text: str) -> tuple[Finding, ...]:
        """Every protected name in a text, in reading order, and every e-mail address and telephone number."""
        found = []
        for match in self._pattern.finditer(text):
            if match.lastgroup == "contact":
                found.append(Finding(match.start(), match.end(), "contact", "[contact]"))
            elif match.lastgroup:
                entry = self.protected[int(match.lastgroup[1:])]
                found.append(Finding(match.start(), match.end(), entry.kind, entry.replacement))
        return tuple(found)

    def replace(self, text: str) -> tuple[str, int]:
        """The text with every protected name replaced, and how many there were."""
        findings = self.find(text)
        for finding in reversed(findings):
            text = text[: finding.start] + finding.replacement + text[finding.end :]
        return text, len(findings)


_PARTICLES = "(?:[وفبلك]|ال|وال|بال|لل)?"


def _first(name: str) -> str:
    """Its first letter, whatever its case and accent; Arabic names are one, since particles may stand before them."""
    return "ا" if _is_arabic(name) else unicodedata.normalize("NFKD", name)[:1].casefold()


def _is_arabic(name: str) -> bool:
    return "\u0600" <= name[:1] <= "\u06ff"


def _expression(entry: Protected) -> str:
    """An expression for a name: composed or decomposed, any white space, invisible characters let through."""
    words = unicodedata.normalize("NFC", entry.name).split()
    gap = r"[\s\u00a0\u200b-\u200f\u2060-\u2064\ufeff\u00ad-]+"
    unseen = "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]*"
    body = gap.join(unseen.join(_letter(letter) for letter in word) for word in words)
    particles = _PARTICLES if _is_arabic(entry.name) else ""
    return f"{particles}{body}" if entry.as_written else f"(?i:{particles}{body})"


def _letter(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if decomposed == letter else f"(?:{re.escape(letter)}|{re.escape(decomposed)})"


def replace_names(text: str, protected: Iterable[Protected]) -> tuple[str, int]:
    """The text with every protected name replaced, and how many there were. For many texts make `Names` once."""
    return Names(protected).replace(text)


def listed_names(rows: Sequence[Sequence[str]], name: str) -> tuple[Protected, ...]:
    """The rows of protect.csv: a name or place, and what to print in its place (`[name]` where nothing is given)."""
    if not rows:
        return ()
    columns = _columns([cell.strip().casefold() for cell in rows[0]])
    if columns is None:
        raise RosterError(f"{name}: line 1: no column of names", hint="head the columns: name, replacement")
    return tuple(
        _listed(row, columns) for row in rows[1:] if len(row) > columns["name"] and row[columns["name"]].strip()
    )


def _columns(heading: Sequence[str]) -> Mapping[str, int] | None:
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
    return Protected(name=row[columns["name"]].strip(), replacement=replacement or REPLACEMENT, kind="listed")
