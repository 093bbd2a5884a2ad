"""The parts of a report that are no counts, as tables: codebook, checklist, provenance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from qualcode.model.beside import explained
from qualcode.model.report import Chart
from qualcode.model.table import Column, Row, Table
from qualcode.model.wording import listed
from qualcode.model.writing import Chapter

if TYPE_CHECKING:
    from qualcode.model.codebook import Codebook
    from qualcode.model.report import Report


def plain_tables(report: Report) -> Iterator[Table]:
    """Codebook, checklist and provenance, those that the report has."""
    if report.codebook is not None:
        yield codebook_table(report.codebook)
    if report.checklist:
        yield checklist_table(report.checklist)
    yield provenance_table(report.provenance)


def numbered(chapters: Iterable[Chapter]) -> dict[str, tuple[str, int]]:
    """Number the tables and the charts of a report, each on its own: `Table` or `Figure` and the number, by name."""
    found: dict[str, tuple[str, int]] = {}
    count = {"Table": 0, "Figure": 0}
    for chapter in chapters:
        for block in chapter.blocks:
            if isinstance(block, Table | Chart):
                kind = "Table" if isinstance(block, Table) else "Figure"
                count[kind] += 1
                found[block.name] = (kind, count[kind])
    return found


def printed_notes(chapters: Iterable[Chapter]) -> dict[str, list[str]]:
    """The notes under each table, by its name; rules that stand under an earlier one are not printed again."""
    chapters = list(chapters)
    numbers = numbered(chapters)
    under: dict[str, int] = {}
    found: dict[str, list[str]] = {}
    for table in (explained(block) for chapter in chapters for block in chapter.blocks if isinstance(block, Table)):
        new = [note for note in table.notes if note not in under]
        before = sorted({under[note] for note in table.notes if note in under})
        under |= dict.fromkeys(new, numbers[table.name][1])
        said = f"Further rules as under Table{'s' if before[1:] else ''} {listed(map(str, before))}."
        found[table.name] = [*new, *([said] if before else [])]
    return found


def unbroken(label: str) -> str:
    """A group's heading, its `(n = 3)` kept on one line."""
    return label.replace("(n = ", "(n\u00a0=\u00a0")


def day_in_words(date: str) -> str:
    """`24 November 2026`, of an ISO date."""
    day = datetime.fromisoformat(date)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def with_new_figures(tables: Iterable[Table]) -> Iterator[Table]:
    """Tables with a figure that none before them has: those whose ids have to be listed."""
    listed: set[str] = set()
    for table in tables:
        ids = {figure.id for figure in table.figures()}
        if not ids <= listed:
            yield table
        listed |= ids


def codebook_read(codebook: Codebook) -> Table:
    """The codebook for people who read a report: themes by their names, also where a definition names another."""
    table = codebook_table(codebook)
    rows = tuple(replace(row, cells=(row.cells[0], with_names(str(row.cells[2]), codebook))) for row in table.rows)
    return replace(table, columns=(table.columns[0], table.columns[2]), rows=rows, heading="")


def with_names(text: str, codebook: Codebook) -> str:
    """Words of a codebook that name other themes by their ids, with the names in their place."""
    names = {code.id: code.name for code in codebook.codes}
    return _IDS.sub(lambda found: ", ".join(names.get(each, each) for each in found[0].split(", ")), text)


_IDS = re.compile(r"(?<=\()[a-z][a-z0-9_]*(?:, [a-z][a-z0-9_]*)*(?=\))")
"""Ids of codes in brackets, as codebooks name another theme: `(low_pay, coordination)`."""


def codebook_table(codebook: Codebook) -> Table:
    """Each theme with its definition and limits, and the words that are looked for."""
    rows = []
    for code in codebook.codes:
        limits = [
            f"Includes: {_sentence(code.include)}" if code.include else "",
            f"Leaves out: {_sentence(code.exclude)}" if code.exclude else "",
        ]
        words = " ".join(part for part in (_sentence(code.definition) or "No definition.", *limits) if part)
        sought = ", ".join(dict.fromkeys(term for terms in code.terms.values() for term in terms))
        rows.append(Row(cells=(code.name, code.id, words, sought), depth=len(codebook.ancestors(code.id)), key=code.id))
    version = f", version {codebook.version}" if codebook.version else ""
    return Table(
        name="codebook",
        title=f"Codebook: {codebook.name}{version}",
        columns=(
            Column(key="theme", label="Theme"),
            Column(key="code", label="Code"),
            Column(key="definition", label="Definition", wide=True),
            Column(key="words", label="Words looked for", wide=True),
        ),
        rows=tuple(rows),
        heading="Annex: codebook",
    )


def checklist_table(checklist: Sequence[tuple[str, str, str]]) -> Table:
    """The reporting items."""
    return _plain(
        "checklist",
        "COREQ items, filled in where the study knows them",
        ("No.", "Item", "This study"),
        checklist,
        heading="Annex: reporting checklist (COREQ)",
    )


def provenance_table(provenance: Sequence[tuple[str, str]]) -> Table:
    """What made these figures."""
    return _plain(
        "provenance",
        "What made these figures",
        ("What", "Value"),
        provenance,
        heading="Annex: where these figures come from",
    )


def method_table(report: Report) -> Table:
    """The method note, a paragraph a row."""
    paragraphs = tuple((str(number), text) for number, text in enumerate(report.method, start=1))
    return _plain("method", "Method", ("No.", "Paragraph"), paragraphs, heading="Method")


def _plain(name: str, title: str, labels: Sequence[str], rows: Sequence[tuple[str, ...]], *, heading: str) -> Table:
    columns = tuple(Column(key=label, label=label, wide=label == labels[-1]) for label in labels)
    return Table(
        name=name, title=title, columns=columns, rows=tuple(Row(cells=cells) for cells in rows), heading=heading
    )


def _sentence(text: str) -> str:
    """The words with the full stop that they may lack."""
    text = text.strip()
    return text if not text or text[-1] in ".!?؟…" else f"{text}."
