"""Quotes as tables: one under the other, and theme by informant type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.model.codebook import Codebook
from qualcode.model.people import INFORMANTS, People
from qualcode.model.quote import Quote
from qualcode.model.table import Basis, Cell, Column, Row, Rule, Table, titled
from qualcode.model.wording import are
from qualcode.tables.population import code_lines


def quotes_table(
    quotes: Sequence[Quote],
    *,
    basis: Basis = Basis.CODINGS,
    why: bool = False,
    show_where: bool = False,
    silent: Mapping[str, Sequence[str]] | None = None,
    people: People = INFORMANTS,
) -> Table:
    """Quotes as rows: theme, type, words, attribution. `show_where` adds passage and informant, for the team."""
    more = [("why", "Why this one", True)] if why else []
    if show_where:
        timed = any(quote.moment for quote in quotes)
        more += [
            ("where", "Where", False),
            *([("time", "Time", False)] if timed else []),
            ("informant", people.person.capitalize(), False),
            ("id", "Id", False),
        ]
    return Table(
        name="quotes",
        title=titled(f"Quotes by theme and {people.type}", basis),
        columns=(
            Column(key="theme", label="Theme"),
            Column(key="informant_type", label=people.type.capitalize()),
            Column(key="quote", label="Quote", wide=True),
            Column(key="attribution", label="Attribution"),
            *(Column(key=key, label=label, wide=wide) for key, label, wide in more),
        ),
        rows=tuple(Row(cells=_cells(quote, [key for key, _, _ in more]), key=quote.code_id) for quote in quotes),
        notes=_quote_notes(quotes, basis, silent or {}, people),
        basis=basis,
    )


def quote_matrix(
    quotes: Sequence[Quote], codebook: Codebook, *, basis: Basis = Basis.CODINGS, people: People = INFORMANTS
) -> Table:
    """Themes down, informant types across, in each cell what that type said on the theme."""
    types = list(dict.fromkeys(quote.informant_type for quote in quotes))
    cells: dict[tuple[str, str], list[str]] = {}
    for quote in quotes:
        words = f"{quote.printed} {quote.remark}".strip()
        cells.setdefault((quote.code_id, quote.informant_type), []).append(words)
    quoted = {quote.code_id for quote in quotes}
    return Table(
        name="quote_matrix",
        title=titled(f"What each {people.type} said on each theme", basis),
        columns=(
            Column(key="theme", label="Theme"),
            *(Column(key=f"{label}.quotes", label=label, wide=True) for label in types),
        ),
        rows=tuple(
            Row(
                cells=(line.name, *("\n".join(cells.get((line.code_id, label), ())) for label in types)),
                depth=line.depth,
                key=line.code_id,
            )
            for line in code_lines(codebook)
            if line.code_id in quoted
        ),
        notes=_quote_notes(quotes, basis, {}, people),
        basis=basis,
    )


def _cells(quote: Quote, more: Sequence[str]) -> tuple[Cell, ...]:
    words = f"{quote.printed} {quote.remark}".strip()
    time = quote.moment.clock if quote.moment else ""
    extra = {"why": quote.why, "time": time, "where": quote.segment_id, "informant": quote.informant_id, "id": quote.id}
    return (quote.theme, quote.informant_type, words, quote.attribution, *(extra[key] for key in more))


def _quote_notes(
    quotes: Sequence[Quote], basis: Basis, silent: Mapping[str, Sequence[str]], people: People
) -> tuple[str, ...]:
    notes = []
    if basis is Basis.SUGGESTIONS:
        notes.append("Suggestions, not reviewed: nobody has checked that these words belong under their theme.")
    notes.append(
        Rule(
            f"Verbatim. One quote of each {people.person} before a second of anyone; every {people.type} that raised a "
            "theme in words that can be quoted is heard."
        )
    )
    if replaced := sum(quote.names_replaced for quote in quotes):
        notes.append(f"{replaced} names or places were replaced by words in square brackets.")
    if edited := sum(bool(quote.edits) for quote in quotes):
        notes.append(f"{edited} {are(edited)} edited: […] leaves words out, [words] are not the {people.person}'s.")
    notes += [f"Raised {code} and not quoted: {', '.join(people)}." for code, people in silent.items() if people]
    return tuple(notes)
