"""A small study built by hand: three CSO, one ministry, four international informants, and what they said."""

from __future__ import annotations

from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding, Evidence, Mark
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.table import Figure, Table
from qualcode.model.text import Span
from qualcode.tables.excerpt import Excerpt, make_excerpts

CODEBOOK = Codebook(
    name="Small",
    version="1",
    sha256="c" * 64,
    codes=(
        Code(
            id="funding",
            name="Funding",
            definition="Money the organisation has, lacks, seeks or loses.",
            question="EQ1",
        ),
        Code(id="short_grants", name="Short grants", parent="funding", definition="Grants of a year or less."),
        Code(id="donors_leaving", name="Donors leaving", parent="funding", definition="A donor withdraws."),
        Code(id="access", name="Access", definition="Reaching the people served.", question="EQ2"),
        Code(id="turnover", name="HR turnover", definition="Staff who leave.", question="EQ2"),
    ),
)

TYPES = {
    "cso-1": "CSO",
    "cso-2": "CSO",
    "cso-3": "CSO",
    "moh-1": "Ministry",
    "un-1": "UN agency",
    "un-2": "UN agency",
    "ngo-1": "International NGO",
    "ngo-2": "International NGO",
}

ROSTER = Roster(
    informants=tuple(
        Informant(id=id, informant_type=type, organisation=f"Org {id[:-2].upper()}", variables={"region": region})
        for (id, type), region in zip(TYPES.items(), ["North", "South"] * 4, strict=True)
    ),
    appearances=(
        *(Appearance(informant_id=id, document=f"kii-{id}", round="1") for id in TYPES),
        Appearance(informant_id="cso-1", document="kii-cso-1-b", round="2"),
    ),
)

GROUPINGS = {"side": {"International": ["UN agency", "International NGO"]}}


def said(
    code_id: str,
    informant: str,
    text: str,
    *,
    ordinal: int = 1,
    marks: tuple[Mark, ...] = (),
    round: str = "",
    evidence: str = "",
) -> Coding:
    """A coding on a passage of an informant's interview, starting at a thousand times its ordinal."""
    document = f"kii-{informant}{'-b' if round == '2' else ''}"
    start = 1000 * ordinal
    found = text.find(evidence) if evidence else -1
    return Coding(
        id=f"{document}:{ordinal}:{code_id}",
        code_id=code_id,
        document_id=document,
        segment_id=f"{document}:{ordinal}",
        informant_id=informant,
        start=start,
        end=start + len(text),
        text=text,
        coder="amal",
        marks=marks,
        evidence=()
        if found < 0
        else (
            Evidence(
                code_id=code_id,
                segment_id=f"{document}:{ordinal}",
                start=start + found,
                end=start + found + len(evidence),
                text=evidence,
                suggester="keywords",
                rule=evidence,
                form=evidence,
            ),
        ),
    )


SHORT = "Most of our grants end after ten months. We spend the first three of them hiring people we then let go."
LEAVING = (
    "Two donors told us in the same week that they would close their offices here. Nobody has taken their place yet."
)
ACCESS = (
    "The road to the northern villages is closed from November. Our teams walk the last nine kilometres with vaccines."
)
STAFF = (
    "We train a nurse for a year and then a larger agency hires her at three times the pay. It happens every season."
)
FINE = "Honestly, our budget has never been safer than it is this year. We could even hire two more people."

CODINGS = (
    said("short_grants", "cso-1", SHORT, evidence="grants"),
    said("short_grants", "cso-1", LEAVING, ordinal=2, evidence="donors"),
    said("donors_leaving", "cso-1", LEAVING, ordinal=2, evidence="donors"),
    said("funding", "cso-1", SHORT, round="2", evidence="grants"),
    said("donors_leaving", "cso-2", LEAVING, evidence="donors"),
    said("funding", "cso-3", FINE, marks=(Mark.CONTRARY,), evidence="budget"),
    said("short_grants", "un-1", SHORT, evidence="grants"),
    said("short_grants", "un-1", SHORT, ordinal=3, evidence="grants", marks=(Mark.GOOD_QUOTE,)),
    said("access", "moh-1", ACCESS, evidence="road"),
    said("access", "ngo-1", ACCESS, evidence="road", marks=(Mark.DO_NOT_QUOTE,)),
    said("access", "ngo-2", ACCESS, evidence="road", marks=(Mark.OFF_RECORD,)),
    said("turnover", "cso-1", STAFF, ordinal=4, evidence="hires"),
    said("turnover", "cso-2", STAFF, ordinal=4, evidence="hires"),
    said("turnover", "cso-3", STAFF, ordinal=4, evidence="hires"),
    said("turnover", "ngo-1", STAFF, ordinal=4, evidence="hires"),
)


def excerpts_of(codings: tuple[Coding, ...] = CODINGS) -> dict[str, Excerpt]:
    """What would be quoted of each coding, sentences ending at full stops."""
    made = {}
    for coding in codings:
        spans, start = [], 0
        while start < len(coding.text):
            end = coding.text.find(". ", start) + 1 or len(coding.text)
            spans.append(Span(coding.start + start, coding.start + end))
            start = end + 1
        made[coding.segment_id] = tuple(spans)
    return make_excerpts(codings, made)


def figures(table: Table) -> dict[tuple[str, str], Figure]:
    """The numbers of a table, by the keys of their row and column."""
    return {
        (row.key, column.key): cell
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if isinstance(cell, Figure)
    }
