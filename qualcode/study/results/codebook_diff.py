"""What is different between two codebooks, and what it would change in a study before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, UsageError
from qualcode.model.changes import Effect, compare_codebooks
from qualcode.model.codebook import Codebook
from qualcode.model.table import Basis, Cell, Figure, Row, Table, listing
from qualcode.model.wording import plural, text_of
from qualcode.study.folder import find_codebook
from qualcode.study.results.counting import count

if TYPE_CHECKING:
    from qualcode.model.changes import Changes
    from qualcode.model.coding import Coding
    from qualcode.model.hits import Hits
    from qualcode.review.resolve import Resolution
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

LONGEST = 160
"""Characters of a definition that the table of changes shows."""


def named_codebook(name: str, study: Study | None) -> Codebook:
    """A codebook by its file, by the name of one qualcode brings, or by the beginning of its hash in the study."""
    from qualcode.readers.codebooks import read_codebook

    try:
        return read_codebook(find_codebook(name))
    except UsageError:
        kept = [sha256 for sha256, _ in study.store.sources.codebooks() if sha256.startswith(name)] if study else []
        found = study.store.sources.codebook(kept[-1]) if study and kept and len(name) > 3 else None
        if found is None:
            raise
        return found


def two_codebooks(old: str, new: str, study: Study | None) -> tuple[Codebook, Codebook]:
    """The two to compare: as named, else the one in force and the study's file."""
    from qualcode.readers.codebooks import read_codebook

    if old and new:
        return named_codebook(old, study), named_codebook(new, study)
    if study is None:
        raise UsageError("there is no study here to compare with", hint="name two codebooks: OLD NEW")
    return study.codebook(), named_codebook(old, study) if old else read_codebook(study.codebook_path)


def changes_table(changes: Changes) -> Table:
    """A row for everything that a person changed."""
    rows = [
        Row(cells=(change.code_id, change.what, _short(change.before), _short(change.after)), key=change.code_id)
        for change in changes.details
    ]
    labels = ("Code", "What", "Before", "After")
    likely = [f"{old} may be {new} under a new id." for old, new in changes.renamed.items()]
    notes = [f"{plural(len(rows), 'change')}." if rows else "No code is different.", *likely]
    return listing("codebook_diff", "Changes", labels, rows, wide=("Before", "After"), notes=notes)


def effect_tables(study: Study, old: Codebook, new: Codebook) -> Iterator[Table]:
    """What the newer codebook would change in suggestions and figures."""
    before, after = _hits(study, old), _hits(study, new)
    yield _suggestions_table(study, old, new, before, after)
    try:
        today = count(study)
    except ProjectError:
        return  # no informants to count: the roster says why elsewhere
    yield _figures_table(_themes(study, today, old, before), _themes(study, today, new, after), today.basis)


def _hits(study: Study, codebook: Codebook) -> list[Hits]:
    from qualcode.suggesters import compile_codebook, suggest

    matcher = compile_codebook(codebook)
    return list(suggest(study.store.documents.passages(sentences=matcher.needs_sentences), matcher))


def _suggestions_table(
    study: Study, old: Codebook, new: Codebook, before: Sequence[Hits], after: Sequence[Hits]
) -> Table:
    earlier, later = _places(before), _places(after)
    decided = {(decision.anchor.segment_id, decision.code_id) for decision in study.store.log.decisions()}
    rows = []
    for code in (*new.codes, *(code for code in old.codes if code.id not in {each.id for each in new.codes})):
        was, now = earlier.get(code.id, frozenset()), later.get(code.id, frozenset())
        if was != now:
            rested = sum((f"{document}:{ordinal}", code.id) in decided for document, ordinal in was ^ now)
            numbers = (len(was), len(now), len(now - was), len(was - now), rested)
            rows.append(Row(cells=(code.id, *numbers), key=code.id))
    labels = ("Code", "Before", "After", "Added", "No longer", "Of them decided")
    notes = ["Passages the code is suggested for. Decisions stay whatever is suggested."]
    return listing(
        "codebook_diff_suggestions",
        "Suggestions, before and after",
        labels,
        rows,
        numeric=labels[1:],
        notes=(*notes, *([] if rows else ["No suggestion would change."])),
        basis=Basis.SUGGESTIONS,
    )


def _places(hits: Sequence[Hits]) -> dict[str, frozenset[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {}
    for some in hits:
        found.setdefault(some.code_id, set()).update((some.document_id, ordinal) for ordinal in some.segments())
    return {code_id: frozenset(places) for code_id, places in found.items()}


def _themes(study: Study, today: Results, codebook: Codebook, hits: Sequence[Hits]) -> Table:
    """The table of themes as it would be with that codebook."""
    from qualcode.review.coverage import reviewed
    from qualcode.tables.frequencies import theme_frequencies

    scope = today.scope()
    if today.basis.is_decided:
        resolution = _resolution(study, codebook)
        known = reviewed(resolution.decided, hits, study.store.documents.passages(), codebook)
        return theme_frequencies(resolution.codings, today.roster, codebook, scope=replace(scope, reviewed=known))
    return theme_frequencies(_suggested(study, hits), today.roster, codebook, scope=scope)


def _resolution(study: Study, codebook: Codebook) -> Resolution:
    from qualcode.review.reanchor import reanchored
    from qualcode.review.resolve import resolve
    from qualcode.study.who_read import readers_of

    store = study.store
    segmented = list(store.documents.segmented())
    documents = {document.id: document for document, _ in segmented}
    segments = {segment.id: segment for _, passages in segmented for segment in passages}
    decisions = reanchored(store.log.decisions(), documents, segments, earlier=store.documents.segmented_versions)
    return resolve(
        decisions,
        documents.values(),
        codebook=codebook,
        redirects=store.log.redirects(),
        readers=readers_of(study).with_proposed(store.suggestions.hits()),
    )


def _suggested(study: Study, hits: Sequence[Hits]) -> Iterator[Coding]:
    from qualcode.review.resolve import suggestions_as_codings

    by_document: dict[str, list[Hits]] = {}
    for some in hits:
        by_document.setdefault(some.document_id, []).append(some)
    for document, segments in study.store.documents.segmented():
        found = [
            suggestion for some in by_document.get(document.id, ()) for suggestion in some.suggestions(document.text)
        ]
        yield from suggestions_as_codings(document, segments, found)


def _figures_table(before: Table, after: Table, basis: Basis) -> Table:
    """The themes of which a number of informants would change, each number as it was and as it would be."""
    shown = [place for place, column in enumerate(after.columns) if column.key.endswith(".n_informants")]
    earlier = {row.key: row for row in before.rows}
    later = {row.key: row for row in after.rows}
    rows = []
    for key, row in {**later, **{key: row for key, row in earlier.items() if key not in later}}.items():
        pairs = [(_shown(earlier.get(key), place), _shown(later.get(key), place)) for place in shown]
        if any(was != now for was, now in pairs):
            cells = tuple(now if was == now else f"{was} → {now}" for was, now in pairs)
            rows.append(Row(cells=(str(row.cells[0]), *cells), key=key, depth=row.depth, total=row.total))
    return Table(
        name="codebook_diff_figures",
        title="Informants raising each theme, before → after",
        columns=(after.columns[0], *(after.columns[place] for place in shown)),
        rows=tuple(rows),
        notes=("Themes whose numbers stay are left out." if rows else "No number of informants would change.",),
        basis=basis,
    )


def _shown(row: Row | None, place: int) -> str:
    cell: Cell = row.cells[place] if row else "–"
    return cell.shown if isinstance(cell, Figure) else text_of(cell)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def diff_tables(study: Study | None, old: str, new: str, only: Effect | None = None) -> Iterator[Table]:
    """Changes, then effects where there is a study with interviews; or `only` one of them."""
    for table, what in zip(_all_tables(study, old, new), Effect, strict=False):
        if only in (None, what):
            yield table
        if only is what:
            break


def _all_tables(study: Study | None, old: str, new: str) -> Iterator[Table]:
    earlier, later = two_codebooks(old, new, study)
    yield changes_table(compare_codebooks(earlier, later))
    if study is not None and study.store.documents.ids():
        yield from effect_tables(study, earlier, later)
