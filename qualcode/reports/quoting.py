"""How quotes were chosen, for the chapter on method: by whom, how many, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.document import Record
from qualcode.model.facts import Facts
from qualcode.model.report import WORKBOOK
from qualcode.model.wording import are, listed, number_in_words, opening, plural, was
from qualcode.model.writing import CODEBOOK_ANNEX, GUIDE_ANNEX


def quoting(facts: Facts) -> Iterator[str]:
    """How quotes were selected, how many are printed and where, and what was changed in them."""
    if not facts.n_quotes:
        yield "No quotes were selected."
        return
    n, quotes = facts.n_quotes, f"{plural(facts.n_quotes, 'quote')} of {plural(facts.n_quoted, 'informant')}"
    by = f", {facts.n_chosen:,} by a person, the others by a fixed rule" if facts.n_chosen else " by a fixed rule"
    if facts.n_chosen >= n:
        yield f"{quotes} {was(n)} selected by a person."
    else:
        yield (
            f"{quotes} {was(n)} selected{by}: on each theme one of each informant before a second of anybody, "
            "one at least of every type of informant that raised it, and views to the contrary."
        )
    if printed := _printed(facts):
        yield f"Of these, {printed}. {WORKBOOK[0].upper()}{WORKBOOK[1:]} holds them all."
    exact = set(facts.records) == {Record.VERBATIM}
    yield (
        f"Quotes are {'word for word' if exact else 'as the transcripts have them, which are not all word by word'}, "
        "quotation marks within them, too; what was cut or changed stands in square brackets."
    )
    if n := facts.names_replaced:
        said = opening(n, "name, place or role", "names, places and roles")
        yield f"{said} {was(n)} replaced by words in square brackets."


def _printed(facts: Facts) -> str:
    """`25 are printed in this report, 22 with the findings and three beside answers of the survey`; empty for none."""
    counts = (
        (facts.n_printed, "with the findings"),
        (facts.n_annexed, f"in {_next(GUIDE_ANNEX if facts.guide else CODEBOOK_ANNEX)}"),
        (facts.n_beside_survey, "beside answers of the survey"),
    )
    n, found = sum(number for number, _ in counts), [(number, place) for number, place in counts if number]
    if not found:
        return ""
    places = listed(f"{number_in_words(number)} {place}" for number, place in found)
    where = f", {places}" if found[1:] else f" {found[0][1]}"
    which = "all of these" if facts.n_kept == n else f"{number_in_words(facts.n_kept)} of these {number_in_words(n)}"
    kept = f"; {which} {was(facts.n_kept)} chosen by a person" if facts.n_kept else ""
    return f"{number_in_words(n)} {are(n)} printed in this report{where}{kept}"


def _next(annex: str) -> str:
    """The annex behind one."""
    return f"{annex[:-1]}{chr(ord(annex[-1]) + 1)}"
