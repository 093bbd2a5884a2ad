"""The quotes of a study, and the tables of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, ReadError, RosterError, UsageError
from qualcode.model.edits import apply_edits
from qualcode.model.informant import Roster
from qualcode.model.journal import EventKind
from qualcode.model.naming import did_you_mean
from qualcode.model.quote import Quote
from qualcode.model.table import Basis, Table
from qualcode.privacy.breaches import Breach, Settled
from qualcode.privacy.names import Names
from qualcode.study.naming import named_family
from qualcode.study.results.counting import Counted
from qualcode.tables.quotes import Selection

if TYPE_CHECKING:
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which quotes somebody wants to see, and how."""

    code: str = ""
    informant_type: str = ""
    everything: bool = False
    contrary: bool = False
    matrix: bool = False
    why: bool = False


def quote_table(counted: Counted, asked: Asked) -> Table:
    """Quotes by theme and informant type."""
    from qualcode.tables.quote_tables import quote_matrix, quotes_table

    selection = select(counted, everything=asked.everything)
    family = named_family(asked.code, counted.codebook)
    wanted = _known_type(counted, asked.informant_type)
    quotes = [
        quote
        for quote in selection.quotes
        if quote.code_id in family
        and (not wanted or quote.informant_type in wanted)
        and (quote.contrary or not asked.contrary)
    ]
    if not quotes:
        return replace(quotes_table((), basis=counted.basis), notes=(_why_no_quotes(counted, family, selection),))
    if asked.matrix:
        return quote_matrix(quotes, counted.codebook, basis=counted.basis)
    table = quotes_table(quotes, basis=counted.basis, why=asked.why, show_where=True)
    stale = [
        f"{place}: edited or translated, and its words have changed since: printed unedited."
        for place in selection.stale
    ]
    return replace(table, notes=(*table.notes, *stale))


def _why_no_quotes(counted: Counted, family: Collection[str], selection: Selection) -> str:
    """What keeps a table of quotes empty, and the way on."""
    so_far = "; suggestions still wait: `qualcode review`" if counted.basis is Basis.UNFINISHED else ""
    if not any(coding.code_id in family for coding in counted.codings):
        return f"No quotes: nothing is coded so{so_far}."
    if any(quote.code_id in family for quote in selection.quotes):
        return f"No quotes of that kind; there are others on the theme{so_far}."
    quotes = counted.study.settings.quotes
    return (
        f"No quotes: what is coded so holds no whole sentences of {quotes.shortest} to {quotes.longest} words, or is "
        f"not to be quoted{so_far}."
    )


def select(counted: Counted, *, everything: bool = False) -> Selection:
    """The balanced selection of quotes as editors left it, names replaced; every quote with `everything`."""
    return select_and_check(counted, everything=everything)[0]


def select_and_check(counted: Counted, *, everything: bool = False) -> tuple[Selection, tuple[Breach, ...]]:
    """The quotes, and the protected names that were found in them."""
    from qualcode.privacy.breaches import mask_quote

    selection = _selection(counted, everything=everything)
    names, settled = protected(counted.study), settlements(counted.study)
    breaches: dict[str, Breach] = {}
    masked = []
    for quote in selection.quotes:
        clean, found = mask_quote(quote, names, settled)
        _check_verbatim(clean, counted)
        masked.append(clean)
        breaches.update({breach.id: breach for breach in found})
    return replace(selection, quotes=tuple(masked)), tuple(breaches.values())


def _check_verbatim(quote: Quote, counted: Counted) -> None:
    """Stop where a quote is not what the transcript says, or not derived from it."""
    said = counted.documents[quote.document_id].text[quote.start : quote.end]
    if said != quote.verbatim or apply_edits(said, quote.edits) != quote.text:
        raise ProjectError(
            f"{quote.segment_id}: a quote is not what the transcript says", hint="run `qualcode check` on the study"
        )


def protected(study: Study) -> Names:
    """A finder of the names that must not be printed: those of the list of informants and of protect.csv."""
    from qualcode.privacy.names import Names, listed_names, protected_names

    path = study.folder / study.settings.study.protect
    rows = _rows_to_protect(study, path) if path.is_file() and path.stat().st_size else []
    roster = study.roster()
    return Names(protected_names(roster, listed_names(rows, path.name), labels=_names_as_labels(roster)))


def _names_as_labels(roster: Roster) -> list[str]:
    """What informants are called in their transcripts, other than `Respondent` or `P1`."""
    from qualcode.readers.speakers.label_words import kind

    return [row.speaker for row in roster.appearances if row.speaker and not kind(row.speaker)]


def _rows_to_protect(study: Study, path: Path) -> list[list[str]]:
    from qualcode.files.source import read_source
    from qualcode.files.tables import read_list

    try:
        rows, _, notes = read_list(read_source(path))
    except ReadError as error:
        raise RosterError(error.message, hint=error.hint) from error
    for note in notes:
        study.voice.note(note)
    return rows


def settlements(study: Study) -> Settled:
    """What people said of the breaches of this study."""
    from qualcode.privacy.breaches import read_settlements

    return read_settlements(study.project.events(EventKind.PRIVACY))


def _selection(counted: Counted, *, everything: bool) -> Selection:
    from qualcode.tables.attribution import attributions
    from qualcode.tables.editing import read_editing
    from qualcode.tables.quotes import QuoteOptions, select_quotes

    settings = counted.study.settings
    options = QuoteOptions(shortest=settings.quotes.shortest, longest=settings.quotes.longest)
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
        options=replace(options, per_type=0, contrary_per_type=0) if everything else options,
        editing=read_editing(counted.study.project.events(EventKind.QUOTE)),
    )


def _known_type(counted: Counted, informant_type: str) -> frozenset[str]:
    if not informant_type:
        return frozenset()
    types = {**{name: name for name in counted.labels.values()}, **counted.labels}
    found = {label for name, label in types.items() if name.casefold() == informant_type.casefold()}
    if not found:
        raise UsageError(f"{informant_type}: no such informant type", hint=did_you_mean(informant_type, types))
    return frozenset(found)
