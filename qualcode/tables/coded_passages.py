"""Every coding in a row: who said what, under which theme, and who decided so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Verdict
from qualcode.model.informant import Roster
from qualcode.model.table import Row, Table, listing
from qualcode.tables.population import theme_path

LABELS = ("Informant", "Type", "Interview", "Passage", "Theme", "Words", "Marks", "Decision", "By")
DECIDED: Mapping[Verdict, str] = {Verdict.ACCEPT: "accepted", Verdict.ADD: "added"}
PROPOSED = "proposed by the rules, not reviewed"


def coded_passages(
    codings: Iterable[Coding], roster: Roster, codebook: Codebook, *, verdicts: Mapping[str, Verdict]
) -> Table:
    """List codings by interview and place, for the team: rows hold informants' ids and words.

    `verdicts` are by the id of the decision that each coding is of; a coding without one is a suggestion.
    """
    types = {person.id: person.informant_type for person in roster.informants}
    paths = {code.id: theme_path(codebook, code.id) for code in codebook.codes}
    rows = (
        Row(
            cells=(
                coding.informant_id,
                types.get(coding.informant_id, ""),
                coding.document_id,
                coding.segment_id,
                paths.get(coding.code_id, coding.code_id),
                coding.text,
                ", ".join(coding.marks),
                DECIDED.get(verdicts[coding.id], "") if coding.id in verdicts else PROPOSED,
                coding.coder,
            ),
            key=coding.id,
        )
        for coding in codings
    )
    return listing("coded_passages", "Coded passages", LABELS, rows, wide=("Words",))
