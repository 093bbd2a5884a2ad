"""A codebook as a table, one row per code, so that a team can edit it in Excel.

Lists stand in one cell, an entry per line. The first row may also carry the codebook's name, version and languages.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qualcode.errors import ReadError
from qualcode.model.codebook import Code, Codebook, Near
from qualcode.model.naming import likeliest
from qualcode.model.plain import frozen, to_plain
from qualcode.model.problem import Problem

COLUMNS = (
    "id", "parent", "name", "definition", "include", "exclude", "terms", "near", "patterns", "unless", "question",
    "colour", "match", "no_match", "codebook", "version", "languages",
)  # fmt: skip
_ALIASES = {
    "code": "id", "code_id": "id", "label": "name", "title": "name", "theme": "name", "description": "definition",
    "keywords": "terms", "words": "terms", "color": "colour", "parent_id": "parent", "under": "parent",
    "inclusion": "include", "exclusion": "exclude", "finds": "match", "leaves_alone": "no_match",
    "language": "languages",
}  # fmt: skip
_TERMS = re.compile(r"terms[_ (]+([a-z]{2,3})\)?")
_NEAR = re.compile(r"(.+?) within (\d{1,3})")


def read_table_codebook(data: bytes, name: str) -> tuple[Codebook, list[Problem]]:
    """The codebook as far as it can be read, and every problem with how it is written."""
    from qualcode.files.source import Source
    from qualcode.files.tables import read_list

    digest = hashlib.sha256(data).hexdigest()
    try:
        rows, lines, notes = read_list(Source(path=Path(name), name=name, data=data, sha256=digest))
    except ReadError as error:
        return Codebook(name="", codes=()), [Problem(where=name, message=error.message, hint=error.hint)]
    hint = "save it as CSV UTF-8 or as .xlsx to be sure"
    problems = [_warn(name, note.removeprefix(f"{name}: "), hint) for note in notes if "Windows" in note]
    heading, wanted = _heading(rows[0] if rows else [], name, problems)
    codes: list[Code] = []
    whole: dict[str, str] = {}
    for row, line in zip(rows[1:], lines[1:], strict=True):
        cells = {key: _unguarded(cell.strip()) for key, cell in zip(heading, row, strict=False) if key and cell.strip()}
        if not cells:
            continue
        whole = {key: cells.get(key, "") for key in ("codebook", "version", "languages")} if not codes else whole
        codes.append(_code(cells, line, name, problems))
    source = _csv_text(wanted, rows[1:])
    terms_in = {language for code in codes for language in code.terms if language}
    languages = tuple(re.findall(r"[\w-]+", whole.get("languages", ""))) or ("en",)
    codebook = Codebook(
        name=whole.get("codebook") or Path(name).stem,
        version=whole.get("version", ""),
        languages=(*languages, *sorted(terms_in - set(languages))),
        codes=tuple(_parents_first(codes, name, problems)),
        source=source,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
    )
    return codebook, problems


def codebook_rows(codebook: Codebook) -> list[list[str]]:
    """Heading and a row per code, as `codebook.csv` and `.xlsx` hold them."""
    others = sorted({language for code in codebook.codes for language in code.terms} - {"", codebook.languages[0]})
    heading = [*COLUMNS[:7], *(f"terms_{language}" for language in others), *COLUMNS[7:]]
    rows = [heading]
    for place, code in enumerate(codebook.codes):
        cells = _cells(code, codebook.languages[0])
        if place == 0:
            whole = {"codebook": codebook.name, "version": codebook.version, "languages": ", ".join(codebook.languages)}
            cells = {**cells, **whole}
        rows.append([_guarded(cells.get(key, "")) for key in heading])
    return rows


def csv_codebook(codebook: Codebook) -> bytes:
    """A codebook as a table that Excel opens."""
    content = io.StringIO(newline="")
    csv.writer(content).writerows(codebook_rows(codebook))
    return content.getvalue().encode("utf-8-sig")


def xlsx_codebook(codebook: Codebook) -> bytes:
    """A codebook as a workbook."""
    import xlsxwriter

    content = io.BytesIO()

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as workbook:
        sheet = workbook.add_worksheet("codebook")
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(COLUMNS) + 5, 24, wrapped)
        for number, row in enumerate(codebook_rows(codebook)):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell[:32_000], wrapped)
    return content.getvalue()


def _heading(row: Sequence[str], name: str, problems: list[Problem]) -> tuple[list[str], list[str]]:
    keys = []
    for cell in row:
        key = re.sub(r"[\s-]+", "_", cell.strip().casefold())
        key = _ALIASES.get(key, key)
        found = _TERMS.fullmatch(key)
        keys.append(f"terms_{found[1]}" if found else key if key in COLUMNS else "")
        if cell.strip() and not keys[-1]:
            near = likeliest(key, COLUMNS)
            hint = f"did you mean {near!r}?" if near else f"columns are {', '.join(COLUMNS[:14])}, terms_ar"
            problems.append(_warn(f"{name}: line 1", f"the column {cell.strip()!r} is not read", hint))
    if "id" not in keys and "name" not in keys:
        message, hint = "has no column 'id'", "the first line names the columns: id, name, definition, terms …"
        problems.append(Problem(where=f"{name}: line 1", message=message, hint=hint))
    return keys, list(row)


def _code(cells: Mapping[str, str], line: int, name: str, problems: list[Problem]) -> Code:
    code_id = cells.get("id", "") or re.sub(r"\W+", "_", cells.get("name", "").casefold()).strip("_")
    where = f"{name}: line {line}: {code_id}"
    if not code_id:
        problems.append(Problem(where=f"{name}: line {line}", message="a code has no id", hint="fill the column 'id'"))
    terms = {"": _entries(cells.get("terms", ""))}
    terms |= {key[6:]: _entries(cell) for key, cell in cells.items() if key.startswith("terms_")}
    return Code(
        id=code_id or f"line-{line}",
        name=cells.get("name", "") or code_id.replace("_", " ").capitalize(),
        parent=cells.get("parent") or None,
        definition=cells.get("definition", ""),
        include=cells.get("include", ""),
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


def _cells(code: Code, language: str) -> dict[str, str]:
    terms = {key: "\n".join(words) for key, words in code.terms.items()}
    return {
        "id": code.id,
        "parent": code.parent or "",
        "name": code.name,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "terms": "\n".join(filter(None, (terms.get(""), terms.get(language)))),
        **{f"terms_{key}": words for key, words in terms.items() if key not in ("", language)},
        "near": "\n".join(f"{', '.join(near.words)} within {near.within}" for near in code.near),
        "patterns": "\n".join(json.dumps(to_plain(pattern), ensure_ascii=False) for pattern in code.patterns),
        "unless": "\n".join(code.unless),
        "question": code.question,
        "colour": code.colour,
        "match": "\n".join(code.match),
        "no_match": "\n".join(code.no_match),
    }


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
        except (json.JSONDecodeError, RecursionError):
            tokens = None
        if not isinstance(tokens, list) or not tokens or not all(isinstance(token, dict) for token in tokens):
            hint = 'write one per line: [{"LEMMA": "lack"}, {"LOWER": "of"}]'
            problems.append(Problem(where=where, message="a pattern is not a list of tokens", hint=hint))
        else:
            yield frozen(tokens)


def _parents_first(codes: list[Code], name: str, problems: list[Problem]) -> list[Code]:
    """In the order of the table, children after their parents; a parent the table lacks is an error."""
    known = {code.id for code in codes}
    for code in codes:
        if code.parent is not None and code.parent not in known:
            where, hint = f"{name}: line {code.line}: {code.id}", "fill 'parent' with the id of another row"
            problems.append(Problem(where=where, message=f"its parent {code.parent!r} is not a code", hint=hint))
    placed: list[Code] = []
    waiting = [code for code in codes if code.parent is None or code.parent in known]
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


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(entry for line in cell.splitlines() for part in line.split(";") if (entry := part.strip()))


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in cell.splitlines() if line.strip())


def _guarded(cell: str) -> str:
    """What a spreadsheet would run as a formula is shown as text: a term may begin with "="."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t") else cell


def _csv_text(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([heading, *rows])
    return text.getvalue()


def _warn(where: str, message: str, hint: str) -> Problem:
    return Problem(where=where, message=message, hint=hint, is_error=False)
