"""A codebook as a table, one row per code, so that a team can edit it in Excel.

Lists stand in one cell, an entry per line. The first row may also carry the codebook's name, version and languages.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qualcode.errors import ReadError
from qualcode.files.normalise import normalise
from qualcode.files.source import Source
from qualcode.files.tables import EXCEL, Rows, read_list, read_sheets
from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.naming import words
from qualcode.model.plain import frozen
from qualcode.model.problem import Problem
from qualcode.model.stop_words import STOP_WORDS
from qualcode.readers.codebooks.columns import LEVELS, heading_row, read_headings, understood
from qualcode.readers.codebooks.tree import PATH_HEADINGS, Place, are_paths, joined_rows, place_codes
from qualcode.readers.codebooks.word import read_word_rows

_ENTRY = re.compile(r"[\"“«]([^\"“”«»\n]+)[\"”»]|([^,;|،؛\n\"“”«»]+)")
_BETWEEN = re.compile(r"\s[·•]\s")
_SLASH = re.compile(r"\s/\s")
_SHORTEST = 3
"""Letters of a word that a slash parts from another; `M / E` and `and / or` are terms as they stand."""
_HEADED = {
    "fr": words("mots thème sous définition inclure exclure exemple commentaire catégorie libellé"),
    "es": words("palabras tema subtema definición incluye excluye ejemplo comentario categoría descripción"),
}
"""Words in headings that tell the language of a codebook."""
_ARABIC = re.compile("[\u0600-\u06ff]")
_KURDISH = re.compile("[ەێۆڕڵڤ]")
_NEAR = re.compile(r"(.+?) within (\d{1,3})")


def read_table_codebook(data: bytes, name: str) -> tuple[Codebook, list[Problem]]:
    """The codebook as far as it can be read, and every problem with how it is written."""
    digest = hashlib.sha256(data).hexdigest()
    source_file = Source(path=Path(name), name=name, data=data, sha256=digest)
    try:
        rows, lines, notes = read_word_rows(source_file) if name.lower().endswith(".docx") else _rows(source_file)
    except ReadError as error:
        return Codebook(name="", codes=()), [Problem(where=name, message=error.message, hint=error.hint)]
    hint = "save it as CSV UTF-8 or as .xlsx to be sure"
    problems = [_warn(name, note.removeprefix(f"{name}: "), hint if "read as" in note else "") for note in notes]
    if not understood(rows) and are_paths(rows):
        rows, lines = [list(PATH_HEADINGS), *rows], [0, *lines]
    at = heading_row(rows)
    keys = read_headings(rows[at] if rows else [], f"{name}: line {lines[at] if rows else 1}", problems)
    unguarded = [[_unguarded(cell) for cell in row] for row in rows[at + 1 :]]
    table, begun, joined = joined_rows(keys, unguarded, lines[at + 1 :])
    places = place_codes(keys, table, begun)
    more = "names no theme, so it is read as more of the row above"
    problems += [_warn(f"{name}: line {line}", more, "if it is a theme, write its name") for line in joined]
    if not {"id", "code", "name", "path", *LEVELS} & set(keys):
        message, hint = "has no column 'id'", "the first line names the columns: id, name, definition, terms …"
        problems.append(Problem(where=f"{name}: line 1", message=message, hint=hint))
    is_own = {"id", "no_match"} <= set(keys)
    codes = [_code(place, name, problems, is_own=is_own) for place in places]
    whole = next((place.cells for place in places), {})
    source = _csv_text(rows[at:])
    terms_in = {language for code in codes for language in code.terms if language}
    languages = tuple(re.findall(r"[\w-]+", whole.get("languages", ""))) or (_language(rows[at : at + 1], codes),)
    codebook = Codebook(
        name=whole.get("codebook") or Path(name).stem,
        version=whole.get("version", ""),
        languages=(*languages, *sorted(terms_in - set(languages))),
        codes=tuple(_parents_first(codes, name, problems)),
        source=source,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
    )
    return codebook, problems


def _rows(source: Source) -> Rows:
    """The rows of a table; of a workbook those of the sheet whose headings are understood best."""
    if source.path.suffix.lower() not in EXCEL:
        return read_list(source)
    sheets = read_sheets(source)
    best = max(sheets, key=lambda title: understood(sheets[title][0]), default="")
    rows, lines = sheets.get(best, ([], []))
    others = [title for title, (other, _) in sheets.items() if title != best and understood(other) > 1]
    notes = [f"the sheet {best!r} is read, not {', '.join(map(repr, others))}"] if others else []
    return [[normalise(cell, Counter()) for cell in row] for row in rows], lines, notes


def _language(headings: Sequence[Sequence[str]], codes: Sequence[Code]) -> str:
    """The language of terms that stand without one, by their letters or the headings; English where nothing tells."""
    terms = [term for code in codes for term in code.terms.get("", ())]
    if sum(bool(_ARABIC.search(term)) for term in terms) * 2 > len(terms):
        return "ckb" if any(map(_KURDISH.search, terms)) else "ar"
    words = {word for row in headings for cell in row for word in re.findall(r"\w+", cell.casefold())}
    return next((language for language, own in _HEADED.items() if own & words), "en")


def _code(place: Place, name: str, problems: list[Problem], *, is_own: bool) -> Code:
    cells, code_id, line = place.cells, place.id, place.line
    where = f"{name}: line {line}: {code_id}"
    if not code_id:
        problems.append(Problem(where=f"{name}: line {line}", message="a code has no id", hint="fill the column 'id'"))
    terms = {"": _terms(cells.get("terms", ""), is_own=is_own)}
    terms |= {key[6:]: _terms(cell, is_own=is_own) for key, cell in cells.items() if key.startswith("terms_")}
    example = f"For example: {cells['example']}" if "example" in cells else ""
    called = place.name.replace("_", " ")
    is_named = bool(cells.get("name")) or place.name != cells.get("id")
    code = Code(
        id=code_id or f"line-{line}",
        name=place.name if is_named else called[:1].upper() + called[1:],
        parent=place.parent.id if place.parent else None,
        definition=cells.get("definition", ""),
        include="\n".join(filter(None, (cells.get("include", ""), example))),
        exclude=cells.get("exclude", ""),
        terms=MappingProxyType({language: words for language, words in terms.items() if words}),
        near=tuple(_near(cells.get("near", ""), where, problems)),
        patterns=tuple(_patterns(cells.get("patterns", ""), where, problems)),
        unless=_entries(cells.get("unless", "")),
        question=cells.get("question", ""),
        colour=cells.get("colour", ""),
        match=_lines(cells.get("match", "")),
        no_match=_lines(cells.get("no_match", "")),
        line=line,
    )
    if place.missing:
        hint = "fill 'parent' with the id or name of another row"
        problems.append(Problem(where=where, message=f"its parent {place.missing!r} is not a code", hint=hint))
    return code


def _near(cell: str, where: str, problems: list[Problem]) -> Iterable[Near]:
    for line in _lines(cell):
        found = _NEAR.fullmatch(line)
        words = tuple(word.strip() for word in found[1].split(",") if word.strip()) if found else ()
        if not found or len(words) < 2 or not 1 <= int(found[2]) <= 100:
            message = "'near' is not words and a number from 1 to 100"
            problems.append(Problem(where=where, message=message, hint="write: money, enough within 6"))
        else:
            yield Near(words=words, within=int(found[2]))


def _patterns(cell: str, where: str, problems: list[Problem]) -> Iterable[tuple[Mapping[str, Any], ...]]:
    for line in _lines(cell):
        try:
            tokens = json.loads(line)
        except (ValueError, RecursionError):
            tokens = None
        if not isinstance(tokens, list) or not tokens or not all(isinstance(token, dict) for token in tokens):
            hint = 'write one per line: [{"LEMMA": "lack"}, {"LOWER": "of"}]'
            problems.append(Problem(where=where, message="a pattern is not a list of tokens", hint=hint))
        else:
            yield frozen(tokens)


def _parents_first(codes: list[Code], name: str, problems: list[Problem]) -> list[Code]:
    """In the order of the table, children after their parents."""
    placed: list[Code] = []
    waiting = list(codes)
    while waiting:
        done = {code.id for code in placed}
        ready = [code for code in waiting if code.parent is None or code.parent in done]
        if not ready:
            first = waiting[0]
            where, hint = f"{name}: line {first.line}: {first.id}", "empty 'parent' of one of them"
            problems.append(Problem(where=where, message="is under itself, by way of its parents", hint=hint))
            break
        placed += ready
        waiting = [code for code in waiting if code not in ready]
    return _in_tree_order(placed)


def _in_tree_order(codes: list[Code]) -> list[Code]:
    ordered: list[Code] = []

    def place(parent: str | None) -> None:
        for code in sorted((code for code in codes if code.parent == parent), key=lambda code: code.line):
            if code not in ordered:
                ordered.append(code)
                place(code.id)

    place(None)
    return ordered


def _terms(cell: str, *, is_own: bool) -> tuple[str, ...]:
    """An entry per line; in tables as people write them commas part them, too, but not between quotation marks."""
    if is_own:
        return _entries(cell)
    found = (text for quoted, entry in _ENTRY.findall(cell) for text in ([quoted] if quoted else _parted(entry)))
    return tuple(dict.fromkeys(entry for text in found if (entry := text.strip(' \t•·"“”«»'))))


def _parted(entry: str) -> Iterator[str]:
    """The words of an entry between dots, and between slashes where each may stand alone."""
    for part in _BETWEEN.split(entry):
        sides = [side.strip() for side in _SLASH.split(part)]
        are_words = all(sum(map(str.isalpha, side)) >= _SHORTEST and not _is_stop_word(side) for side in sides)
        yield from sides if are_words else [part]


def _is_stop_word(text: str) -> bool:
    return any(text.casefold() in words for words in STOP_WORDS.values())


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(entry for line in cell.splitlines() for part in line.split(";") if (entry := part.strip()))


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in cell.splitlines() if line.strip())


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t") else cell


def _csv_text(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _warn(where: str, message: str, hint: str) -> Problem:
    return Problem(where=where, message=message, hint=hint, is_error=False)
