"""What tables are counted from, and the tables themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from qualcode.cli._study import Study
from qualcode.errors import ProjectError, UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.document import Document, Segment
from qualcode.model.informant import Roster
from qualcode.model.table import Basis, Table
from qualcode.tables.quotes import Selection


@dataclass(frozen=True)
class Counted:
    """Codings, who may be counted silent for each theme, and the words they stand in."""

    study: Study
    basis: Basis
    codings: tuple[Coding, ...]
    reviewed: Mapping[str, frozenset[str]] | None
    documents: Mapping[str, Document]
    segments: Mapping[str, Segment]

    @cached_property
    def roster(self) -> Roster:
        """The informants whose interviews are imported, without those left out of the counts."""
        roster = self.study.roster()
        heard = {turn.informant_id for document in self.documents.values() for turn in document.turns}
        counted = tuple(row for row in roster.informants if row.id in heard and row.id not in self.excluded)
        return replace(roster, informants=counted)

    @cached_property
    def excluded(self) -> Mapping[str, str]:
        """Who is left out of the counts, with the reason."""
        return self.study.project.excluded()

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook as last applied."""
        return self.study.codebook()

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each informant type is called, so that nobody can be told from it."""
        from qualcode.privacy.minimum_cell import display_types

        settings = self.study.settings
        return display_types(
            self.study.roster(), settings.groupings, settings.privacy.minimum_cell, settings.privacy.allowed
        )


def count(study: Study, *, unreviewed: bool = False) -> Counted:
    """Decisions where there are any, else the suggestions nobody has reviewed.

    Raises ProjectError where no informant has an imported interview: a table of nobody tells nothing.
    """
    counted = _count(study, unreviewed=unreviewed)
    if not counted.roster.informants:
        raise ProjectError(
            f"{study.folder}: nobody can be counted: no imported interview is anybody's in the list of informants",
            hint=f"`qualcode informants --draft` adds the rows to {study.roster_path.name}; fill them in",
        )
    return counted


def _count(study: Study, *, unreviewed: bool) -> Counted:
    from qualcode.review.coverage import reviewed
    from qualcode.review.resolve import resolve, suggestions_as_codings

    project = study.project
    codebook = study.codebook()
    segmented = list(project.segmented())
    documents = {document.id: document for document, _ in segmented}
    segments = {segment.id: segment for _, passages in segmented for segment in passages}
    decisions = () if unreviewed else tuple(project.decisions())
    if not decisions:
        codings = [
            coding
            for document, passages in segmented
            for coding in suggestions_as_codings(document, passages, project.suggestions(document.id))
        ]
        return Counted(study, Basis.SUGGESTIONS, tuple(codings), None, documents, segments)
    resolution = resolve(decisions, documents.values(), codebook=codebook)
    coverage = reviewed(
        resolution.decided, project.hits(), project.passages(), codebook, read=_read(study, documents.values())
    )
    return Counted(study, Basis.CODINGS, resolution.codings, coverage, documents, segments)


def _read(study: Study, documents: Iterable[Document]) -> Mapping[str, frozenset[str]] | None:
    """Of each passage the codes it was read for, where the settings count only what was read as reviewed."""
    from qualcode.review.coverage import codes_read

    if study.settings.counting.reviewed != "read":
        return None
    project = study.project
    books = {sha256: project.codebook(sha256) for sha256, _ in project.codebooks()}
    codes = {sha256: frozenset(code.id for code in book.codes) for sha256, book in books.items() if book}
    return codes_read(project.read_marks(), codes, {document.id: document.sha256 for document in documents})


def frequency_table(
    study: Study, *, by: str = "informant_type", unreviewed: bool = False, percent: bool = False
) -> Table:
    """How many informants of each type raised each theme."""
    return frequencies_of(count(study, unreviewed=unreviewed), by=by, percent=percent)


def frequencies_of(counted: Counted, *, by: str = "informant_type", percent: bool = False) -> Table:
    """The theme table of what was counted."""
    from qualcode.tables.frequencies import theme_frequencies

    settings = counted.study.settings
    table = theme_frequencies(
        counted.codings,
        counted.roster,
        counted.codebook,
        by=by,
        basis=counted.basis,
        reviewed=counted.reviewed,
        labels=counted.labels,
        groupings=settings.groupings,
        percentages_from=1 if percent else settings.counting.percentages_from,
        scale=settings.quantifiers,
    )
    # Number and reason only: the table may go to a client, who must not learn the informants' ids.
    left_out = [f"1 informant left out of the counts: {reason}." for reason in counted.excluded.values()]
    return replace(table, notes=(*table.notes, *left_out))


def quote_table(
    study: Study, *, code: str, informant_type: str, everything: bool, why: bool, unreviewed: bool
) -> Table:
    """Quotes by theme and informant type."""
    from qualcode.tables.quotes import quotes_table

    counted = count(study, unreviewed=unreviewed)
    selection = select(counted, everything=everything)
    family = _family(counted.codebook, code)
    wanted = _known_type(counted, informant_type)
    quotes = [
        quote
        for quote in selection.quotes
        if quote.code_id in family and (not wanted or quote.informant_type in wanted)
    ]
    return quotes_table(quotes, basis=counted.basis, why=why, show_where=True)


def select(counted: Counted, *, everything: bool = False) -> Selection:
    """The balanced selection of quotes, roster names replaced."""
    from qualcode.privacy.names import Names, protected_names, read_protected
    from qualcode.tables.attribution import attributions
    from qualcode.tables.quotes import QuoteOptions, select_quotes

    settings = counted.study.settings
    listed = counted.study.folder / settings.study.protect
    names = Names(protected_names(counted.study.roster(), read_protected(listed) if listed.is_file() else ()))
    options = QuoteOptions(shortest=settings.quotes.shortest, longest=settings.quotes.longest)
    if everything:
        options = QuoteOptions(
            per_type=0, contrary_per_type=0, shortest=settings.quotes.shortest, longest=settings.quotes.longest
        )
    return select_quotes(
        counted.codings,
        counted.roster,
        counted.codebook,
        segments=counted.segments,
        documents=counted.documents,
        labels=counted.labels,
        attribution=attributions(
            counted.roster,
            counted.labels,
            template=settings.privacy.attribution,
            minimum=settings.privacy.minimum_cell,
            allowed=frozenset(settings.privacy.allowed),
        ),
        options=options,
        replace_names=names.replace,
    )


def _family(codebook: Codebook, code: str) -> frozenset[str]:
    known = {each.id for each in codebook.codes}
    if not code:
        return frozenset(known)
    if code not in known:
        raise UsageError(f"{code}: no such code", hint=_nearest(code, known))
    return codebook.family(code)


def _known_type(counted: Counted, informant_type: str) -> frozenset[str]:
    if not informant_type:
        return frozenset()
    types = {**{name: name for name in counted.labels.values()}, **counted.labels}
    found = {label for name, label in types.items() if name.casefold() == informant_type.casefold()}
    if not found:
        raise UsageError(f"{informant_type}: no such informant type", hint=_nearest(informant_type, types))
    return frozenset(found)


def _nearest(word: str, known: Mapping[str, str] | set[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"there are: {', '.join(sorted(known))}"
