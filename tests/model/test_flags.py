from __future__ import annotations

import pytest

from qualcode.model.coding import Flag
from qualcode.model.flags import find_flags


@pytest.mark.parametrize(
    ("text", "evidence", "flags", "cue"),
    [
        ("We have no funding for this.", "funding", (Flag.NEGATED,), "no"),
        ("I don’t think access is a problem.", "access", (Flag.NEGATED,), "don't"),
        ("The funding was never there.", "funding", (Flag.NEGATED,), "never"),
        ("There is a lack of funding.", "lack of funding", (Flag.NEGATED,), "lack"),
        ("If donors came back, we could plan.", "donors", (Flag.HYPOTHETICAL,), "if"),
        ("They say donors left.", "donors", (Flag.REPORTED,), "they say"),
        ("According to him, donors left.", "donors", (Flag.REPORTED,), "according to"),
        (
            "If they say there is no money",
            "money",
            (Flag.HYPOTHETICAL, Flag.NEGATED, Flag.REPORTED),
            "no, they say, if",
        ),
        ("لا يوجد تمويل هنا", "تمويل", (Flag.NEGATED,), "لا"),
        ("Il n’y a pas de financement.", "financement", (Flag.NEGATED,), "pas"),
        ("No hay financiación.", "financiación", (Flag.NEGATED,), "no"),
    ],
)
def test_cues_in_the_clause_set_flags(text: str, evidence: str, flags: tuple[Flag, ...], cue: str) -> None:
    start = text.index(evidence)

    assert find_flags(text, start, start + len(evidence)) == (flags, cue)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        *((f"We are alone even so and {'x' * n} in the report we write", "report") for n in range(20, 44)),
        *((f"the funding {'x' * n} nothing", "funding") for n in range(15, 27)),
        ("No, we have funding.", "funding"),
        ("It was not today. The money came.", "money"),
        ("They did not come but funding did.", "funding"),
        ("Funding came, not much later than planned.", "Funding"),
        ("We know the donors.", "donors"),
    ],
)
def test_cues_of_another_clause_set_none(text: str, evidence: str) -> None:
    start = text.index(evidence)

    assert find_flags(text, start, start + len(evidence)) == ((), "")
