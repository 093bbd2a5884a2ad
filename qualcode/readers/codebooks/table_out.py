"""Codebooks as tables for Excel."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from qualcode.files.workbook import workbook_of
from qualcode.model.codebook import Code, Codebook
from qualcode.model.plain import to_plain
from qualcode.readers.codebooks.columns import COLUMNS, HEADINGS


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
    return _workbook(codebook_rows(codebook), n_frozen=1)


TEMPLATE = (
    HEADINGS,
    (
        "Funding", "", "Money the organisation has, lacks, seeks or loses.", "fund, donor, grant, run out of money",
        "Grants, fees, in-kind support.", "Household income.", "Not many donors have money for development now.",
    ),
    ("", "Short-term funding", "Money for less than a year.", "short-term, six months", "", "", ""),
    ("Staff", "", "People who work or stop working for it.", "staff, salary, volunteer", "", "", ""),
)  # fmt: skip
"""A codebook to write one's own after, a row per theme or sub-theme."""


def template_workbook() -> bytes:
    """An empty codebook for Excel: headings, and rows that show what stands under them."""
    return _workbook(TEMPLATE, n_frozen=2)


def _workbook(rows: Iterable[Sequence[str]], *, n_frozen: int) -> bytes:
    return workbook_of(rows, sheet="codebook", n_frozen=n_frozen, n_columns=len(COLUMNS) + 6)


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


def _guarded(cell: str) -> str:
    """What a spreadsheet would run as a formula is shown as text: a term may begin with "="."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
