"""The parts of a report that are no counts, as tables: codebook, checklist, provenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.model.codebook import Codebook
from qualcode.model.table import Column, Report, Row, Table


def plain_tables(report: Report) -> Iterator[Table]:
    """Codebook, checklist and provenance, those that the report has."""
    if report.codebook is not None:
        yield codebook_table(report.codebook)
    if report.checklist:
        yield checklist_table(report)
    yield provenance_table(report)


def label_of(column: Column) -> str:
    """A column's heading, its `(n = 3)` kept on one line."""
    return column.label.replace("(n = ", "(n\u00a0=\u00a0")


def codebook_table(codebook: Codebook) -> Table:
    """Each theme with its definition and limits."""
    rows = []
    for code in codebook.codes:
        limits = [
            f"Includes: {_sentence(code.include)}" if code.include else "",
            f"Leaves out: {_sentence(code.exclude)}" if code.exclude else "",
        ]
        words = " ".join(part for part in (_sentence(code.definition) or "No definition.", *limits) if part)
        rows.append(Row(cells=(code.name, code.id, words), depth=len(codebook.ancestors(code.id)), key=code.id))
    version = f", version {codebook.version}" if codebook.version else ""
    return Table(
        name="codebook",
        title=f"Codebook: {codebook.name}{version}",
        columns=(
            Column(key="theme", label="Theme"),
            Column(key="code", label="Code"),
            Column(key="definition", label="Definition", wide=True),
        ),
        rows=tuple(rows),
        heading="Annex: codebook",
    )


def checklist_table(report: Report) -> Table:
    """The reporting items."""
    return _plain(
        "checklist",
        "COREQ items, filled in where the study knows them",
        ("No.", "Item", "This study"),
        report.checklist,
        heading="Annex: reporting checklist (COREQ)",
    )


def provenance_table(report: Report) -> Table:
    """What made these figures."""
    return _plain(
        "provenance",
        "What made these figures",
        ("What", "Value"),
        report.provenance,
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
