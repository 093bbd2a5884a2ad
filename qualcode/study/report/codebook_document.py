"""The codebook as a Word document of its own: what each theme means, who raised it, a passage, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError
from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.quote import Quote
from qualcode.model.report import Report
from qualcode.model.table import Basis, Column, Figure, Row, Table, listing
from qualcode.model.writing import Block, Chapter, plain
from qualcode.study.folder import refuse_own_files
from qualcode.study.report.report import check_privacy

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

TOTAL = "total.n_informants"


def is_document(path: Path) -> bool:
    """Whether a file is a Word document by its name."""
    return path.suffix.lower() == ".docx"


def write_codebook_document(path: Path, to: Path, study: Study | None = None) -> Codebook:
    """Write a codebook for readers; that of a study with counts, a passage for each theme, and how it came about.

    Passages are those of a client's report, names in them replaced. Returns the codebook.
    """
    from qualcode.readers.codebooks import read_codebook
    from qualcode.reports.docx import write_docx

    refuse_own_files(to)
    codebook = read_codebook(path)
    results = _results(study) if study is not None else None
    if results is not None:
        check_privacy(results, stop=False)
    chapters = [Chapter(heading="Themes", blocks=tuple(_themes(codebook, results)), across=True)]
    if study is not None and (changes := study.store.log.redirects()):
        chapters.append(Chapter(heading="What changed", blocks=(changes_table(changes, codebook),)))
    version = f", version {codebook.version}" if codebook.version else ""
    report = Report(
        title=f"Codebook: {codebook.name}{version}",
        tables=(),
        basis=results.basis if results is not None else Basis.CODINGS,
        provenance=(),
        chapters=tuple(chapters),
    )
    write_docx(report, to)
    return codebook


def _results(study: Study) -> Results | None:
    """What is counted, as a client is told it; None where nothing can be yet."""
    with suppress(ProjectError):
        return replace(study.results(), for_client=True)
    return None


def _themes(codebook: Codebook, results: Results | None) -> Iterator[Block]:
    raised, quotes = ({}, {}) if results is None else (_raised(results), _first_quotes(results.selection.quotes))
    if raised:
        yield plain(
            "Raised by: informants, of all that are counted. The passage is one of those a report would print; names "
            "in it are replaced."
        )
    yield themes_table(codebook, raised, quotes)


def _raised(results: Results) -> dict[str, str]:
    """By theme, how many informants raised it: `3 of 11`."""
    table = results.frequencies()
    place = [column.key for column in table.columns].index(TOTAL)
    return {row.key: cell.shown for row in table.rows if isinstance(cell := row.cells[place], Figure)}


def _first_quotes(quotes: Iterable[Quote]) -> dict[str, Quote]:
    """By theme, the first quote that does not deny it."""
    found: dict[str, Quote] = {}
    for quote in quotes:
        if not quote.contrary:
            found.setdefault(quote.code_id, quote)
    return found


def themes_table(codebook: Codebook, raised: Mapping[str, str], quotes: Mapping[str, Quote]) -> Table:
    """Each theme with its definition and limits; with who raised it and a passage, where that is known."""
    from qualcode.reports.pieces import with_names

    more = ("Raised by", "Passage") if raised else ()
    rows = []
    for code in codebook.codes:
        quote = quotes.get(code.id)
        said = f"{quote.printed} {quote.attribution} {quote.remark}".strip() if quote else ""
        found = (raised.get(code.id, ""), said) if raised else ()
        meant = (with_names(text, codebook) for text in (code.definition, code.include, code.exclude))
        cells = (code.name, *meant, *found)
        rows.append(Row(cells=cells, depth=len(codebook.ancestors(code.id)), key=code.id))
    wide = ("Definition", "Include", "Exclude", "Passage")
    return listing("themes", codebook.name, ("Theme", "Definition", "Include", "Exclude", *more), rows, wide=wide)


def changes_table(changes: Iterable[Redirect], codebook: Codebook) -> Table:
    """What became of themes while the study went on, in order."""
    names = {code.id: code.name for code in codebook.codes}
    rows = (
        Row(
            cells=(
                change.made_at[:10],
                names.get(change.code_id, change.code_id),
                str(change.change),
                ", ".join(names.get(each, each) for each in change.to),
                change.note,
            )
        )
        for change in changes
    )
    labels = ("Date", "Theme", "Change", Column(key="into", label="Into or under"), "Why")
    return listing("changes", "Changes since the first version", labels, rows, wide=("Why",))
