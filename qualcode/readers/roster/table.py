"""The list of informants: a table → roster, checked against the transcripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType

from qualcode.errors import ReadError, RosterError
from qualcode.files.source import display_name, read_source
from qualcode.model.document import Record
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.naming import fold, words
from qualcode.model.problem import Problem

_HEADINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "informant_id": words(
            """
    informant_id informant id respondent_id participant_id interviewee_id key_informant ki_id code_name
    identifiant id_informateur
    """
        ),
        "informant_type": words(
            """
    informant_type type group category stakeholder_type respondent_type participant_type type_of_informant
    type_of_organisation type_of_organization organisation_type organization_type sector_type
    catégorie categorie type_d_informateur type_informateur type_de_structure
    """
        ),
        "document": words(
            """
    document file filename file_name transcript transcript_file document_name interview interview_file doc
    fichier nom_du_fichier entretien transcription
    """
        ),
        "speaker": frozenset(["speaker", "label", "speaker_label", "speaker_name", "locuteur"]),
        "organisation": words("organisation organization org institution agency employer affiliation"),
        "round": frozenset(["round", "wave", "phase"]),
        "language": frozenset(["language", "lang", "interview_language", "langue"]),
        "record": frozenset(["record", "record_type", "kind_of_record"]),
        "date": words(
            "date interview_date date_of_interview date_entretien date_de_l_entretien fecha تاريخ تاريخ_المقابلة"
        ),
        "recording": words("recording recording_file audio audio_file enregistrement grabación grabacion تسجيل"),
    }
)
_CODES = words(
    """
    code informant_code respondent_code participant_code interviewee_code code_informateur code_participant
    code_répondant code_repondant codigo código
    """
)
"""Headings of ids where no other column holds them."""
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u00ad\ufeff]")
_LOOK_ALIKES = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("‘’ʼ`´", "'"), **dict.fromkeys("“”«»", '"')}
    | {"ی": "ي", "ک": "ك", "ـ": "", "ە": "ه", "ہ": "ه"}
)
_ALIKE = 0.65
"""From here on a heading is taken for another spelling of one."""
_FEW = 8
"""Lines that are listed at most."""
_REQUIRED = ("informant_id", "informant_type", "document")
_MOST_ABOVE = 12
"""Rows above the headings: a title, the study, who made it."""


def read_roster(path: Path, *, strict: bool = True) -> Roster:
    """A row per informant and document, headings matched loosely; every problem is told at once.

    Raises RosterError where something has to be put right. Unless `strict`, a row is used although its type is missing,
    and the problems are the roster's.
    """
    name = display_name(path.name)
    from qualcode.files.tables import read_list, suffix_is_table

    if not suffix_is_table(path):
        raise RosterError(f"{name}: a list of informants is a .csv or .xlsx file", hint="save it as .csv")
    try:
        rows, lines, _ = read_list(read_source(path))
    except ReadError as error:
        raise RosterError(error.message, hint=error.hint) from error
    if not rows:
        raise RosterError(f"{name}: holds no rows", hint=f"its headings are {', '.join(_REQUIRED)}")
    at = heading_row(rows)
    rows, lines = rows[at:], lines[at:]
    columns = match_headings(rows[0])
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        raise RosterError(
            f"{name}: line {lines[0]}: no column for {' nor '.join(missing)}"
            f" (found: {', '.join(cell or '(empty)' for cell in rows[0])})",
            hint=f"{_renamings(rows[0], columns, missing)}its headings are {', '.join(_REQUIRED)}; more are welcome",
        )
    roster = _roster(rows, lines, columns, name)
    if strict and (errors := [problem for problem in roster.problems if problem.is_error]):
        raise _all_at_once(errors)
    return roster


def reading_notes(path: Path) -> list[str]:
    """What somebody should check after a list of informants was read: how its letters were understood."""
    from qualcode.files.tables import read_list

    return read_list(read_source(path))[2]


def _renamings(headings: Sequence[str], columns: Mapping[str, int], missing: Sequence[str]) -> str:
    """Which of the headings that say nothing to us are probably the missing ones."""
    free = [heading.strip() for n, heading in enumerate(headings) if heading.strip() and n not in columns.values()]
    hints = []
    for column in missing:
        likely = {
            heading: max(SequenceMatcher(None, fold(heading), name).ratio() for name in _HEADINGS[column])
            for heading in free
        }
        best = max(free, key=lambda heading: likely[heading], default="")
        if best and (likely[best] >= _ALIKE or len(free) == len(missing) == 1):
            hints.append(f"rename {best!r} to {column}; ")
            free.remove(best)
    return "".join(hints)


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows holds the headings: the first that has all a list needs; where none has, the first."""
    complete = (n for n, row in enumerate(rows[:_MOST_ABOVE]) if set(_REQUIRED) <= match_headings(row).keys())
    return next(complete, 0)


def match_headings(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds what: `Informant ID` is `informant_id`. An exact name wins over a loose one."""
    names = [re.sub(r"[\W_]+", "_", fold(heading)).strip("_") for heading in headings]
    found: dict[str, int] = {}
    for column in _HEADINGS:
        if column in names:
            found[column] = names.index(column)
    for column, accepted in _HEADINGS.items():
        if column not in found:
            place = next((n for n, name in enumerate(names) if name in accepted and n not in found.values()), None)
            if place is not None:
                found[column] = place
    if "informant_id" not in found and (codes := [n for n, name in enumerate(names) if name in _CODES]):
        found["informant_id"] = codes[0]
    return found


def _roster(rows: Sequence[Sequence[str]], lines: Sequence[int], columns: Mapping[str, int], name: str) -> Roster:
    informants: dict[str, Informant] = {}
    appearances: list[Appearance] = []
    told: dict[tuple[str, str], list[Appearance]] = {}
    problems: list[Problem] = []
    missing: dict[int, list[str]] = {}
    types: dict[str, str] = {}
    variables = {
        heading.strip(): place
        for place, heading in enumerate(rows[0])
        if heading.strip() and place not in columns.values()
    }
    for row, line in zip(rows[1:], lines[1:], strict=True):
        row = [_spaced(cell) for cell in row]
        values = {column: row[place] if place < len(row) else "" for column, place in columns.items()}
        where = f"{name}: line {line}"
        if lacks := [column for column in _REQUIRED if not values[column]]:
            missing[line] = lacks
            if lacks != ["informant_type"]:
                continue
        informant = Informant(
            id=values["informant_id"],
            informant_type=types.setdefault(_as_seen(values["informant_type"]), values["informant_type"]),
            organisation=values.get("organisation", ""),
            variables=MappingProxyType({v: row[place] if place < len(row) else "" for v, place in variables.items()}),
        )
        known = informants.get(informant.id, informant)
        problems += _contradictions(known, informant, where)
        informants[informant.id] = _filled(known, informant)
        appearance, trouble = _appearance(values, line, where)
        problems += trouble
        same = told.setdefault((appearance.informant_id, appearance.document), [])
        if any(_is_again(earlier, appearance) for earlier in same):
            problems.append(
                Problem(
                    where=where,
                    message=f"{informant.id} in {values['document']} stands twice",
                    hint="delete one of the rows",
                    is_error=True,
                )
            )
        same.append(appearance)
        appearances.append(appearance)
    problems = [*_missing(missing, name), *problems]
    return Roster(informants=tuple(informants.values()), appearances=tuple(appearances), problems=tuple(problems))


def _is_again(earlier: Appearance, row: Appearance) -> bool:
    """Whether a row repeats one of the same person and interview; those of other labels are a person under two."""
    labels, before = ({fold(label) for label in each.speakers} for each in (row, earlier))
    return not labels or not before or bool(labels & before)


def _spaced(cell: str) -> str:
    """A cell with one kind of space: what Word and web pages put between words looks the same and is another sign."""
    return re.sub(r"[^\S\n]+", " ", _UNSEEN.sub("", cell)).strip()


def _as_seen(text: str) -> str:
    """A text as it looks: one kind of dash, apostrophe and of the letters that keyboards exchange."""
    return unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES)


def _filled(known: Informant, informant: Informant) -> Informant:
    """What earlier rows say of an informant, and where they say nothing what this one does."""
    return replace(
        known,
        informant_type=known.informant_type or informant.informant_type,
        organisation=known.organisation or informant.organisation,
        variables=MappingProxyType(
            {name: value or informant.variables[name] for name, value in known.variables.items()}
        ),
    )


def _contradictions(known: Informant, informant: Informant, where: str) -> list[Problem]:
    """What one row says of an informant and an earlier row says otherwise; in columns of one's own a warning."""
    own = [
        ("the type", informant.informant_type, known.informant_type, True),
        ("the organisation", informant.organisation, known.organisation, True),
    ]
    more = [(name, value, known.variables[name], False) for name, value in informant.variables.items()]
    return [
        Problem(
            where=where,
            message=f"{informant.id} has {what} {new!r}, earlier {old!r}",
            hint="an informant has one" if is_error else "the first counts: an informant has one of each column",
            is_error=is_error,
        )
        for what, new, old, is_error in (*own, *more)
        if new and old and new != old
    ]


def _appearance(values: Mapping[str, str], line: int, where: str) -> tuple[Appearance, list[Problem]]:
    written = values.get("record", "").casefold()
    problems = []
    record = Record.VERBATIM
    if written:
        try:
            record = Record(
                {"note": "notes", "interpreter": "interpreted", "transcript": "verbatim"}.get(written, written)
            )
        except ValueError:
            problems.append(
                Problem(
                    where=where,
                    message=f"record {written!r} is none we know",
                    hint="verbatim, notes or interpreted",
                    is_error=True,
                )
            )
    return (
        Appearance(
            informant_id=values["informant_id"],
            document=values["document"],
            speaker=values.get("speaker", ""),
            round=values.get("round", ""),
            language=values.get("language", ""),
            record=record,
            date=values.get("date", ""),
            recording=values.get("recording", ""),
            line=line,
        ),
        problems,
    )


def _missing(rows: Mapping[int, Sequence[str]], name: str) -> list[Problem]:
    """Rows that lack what is needed; of a drafted list, in which nobody has filled it in, on one line."""
    lines: dict[str, list[int]] = {}
    for line, columns in rows.items():
        lines.setdefault(" and ".join(columns), []).append(line)
    return [
        Problem(
            where=f"{name}: line {found[0]}" if len(found) == 1 else name,
            message=f"{columns} missing"
            if len(found) == 1
            else f"{len(found)} rows have no {columns}: "
            f"lines {', '.join(map(str, found[:_FEW]))}{' …' if len(found) > _FEW else ''}",
            hint="fill it in" if len(found) == 1 else "fill them in",
        )
        for columns, found in lines.items()
    ]


def _all_at_once(problems: Sequence[Problem]) -> RosterError:
    shown = "\n".join(f"{problem.where}: {problem.message}" for problem in problems)
    return RosterError(shown, hint="; ".join(dict.fromkeys(problem.hint for problem in problems)))
