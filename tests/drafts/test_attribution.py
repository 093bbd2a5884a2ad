"""Labels beside quotations: another type, a type that points at people, words that say too much."""

from __future__ import annotations

import pytest

from qualcode.drafts.attribution import Types, Verdict, check_attributions
from qualcode.drafts.quotations import find_quotations
from qualcode.drafts.spoken import Spoken
from qualcode.drafts.verify import Verifier, sought_in
from qualcode.drafts.vocabulary import Phrases, names_of_group
from tests.drafts.make import paragraphs
from tests.make import make_document

CSO = make_document("We never get fuel before the winter ends.", id="kii-01", informant_id="i1")
UN = make_document("Nobody pays for the road to the mountains.", id="kii-02", informant_id="i2")
MOH = make_document("The letter has to be signed in the capital.", id="kii-03", informant_id="i3")
FUEL, ROAD, LETTER = "“never get fuel before the winter”", "“pays for the road to the”", "“has to be signed in”"
GROUPS = {
    "CSO": ["CSO"],
    "UN agency": ["UN agency"],
    "Ministry of Health": ["Ministry of Health"],
    "Ministry or UN agency": ["UN agency", "Ministry of Health"],
    "International": ["UN agency"],
}
TYPES = Types(
    phrases=Phrases({**{label: names_of_group(label) for label in GROUPS}, "CSO": ["CSO", "the locals"]}),
    members={label: frozenset(types) for label, types in GROUPS.items()},
    type_of={"i1": "CSO", "i2": "UN agency", "i3": "Ministry of Health"},
    shown={"CSO": "CSO", "UN agency": "Ministry or UN agency", "Ministry of Health": "Ministry or UN agency"},
    small=frozenset({"UN agency", "Ministry of Health"}),
    known=frozenset({"interpreted"}),
)


def labelled(*texts: str) -> list[tuple[Verdict, str]]:
    found = [*find_quotations(paragraphs(*texts))]
    verifier = Verifier(Spoken([CSO, UN, MOH], sought_in(found)))
    checked = [verifier.check(each) for each in found]
    return [(each.verdict, each.detail) for each in check_attributions(checked, TYPES)]


@pytest.mark.parametrize(
    ("text", "verdict", "detail"),
    [
        (f"{FUEL} – CSO informant", Verdict.FITS, ""),
        (f"{FUEL} (CSO informant, interpreted)", Verdict.FITS, ""),
        (f"{FUEL} – one of the locals", Verdict.FITS, ""),
        (f"{ROAD} – Ministry or UN agency informant", Verdict.FITS, ""),
        (f"{ROAD} (International informant)", Verdict.FITS, ""),
        (f"{FUEL} – UN agency informant", Verdict.OTHER_TYPE, ""),
        (f"As a UN agency informant said, {FUEL}.", Verdict.OTHER_TYPE, ""),
        (f"As a CSO informant said, {FUEL}.", Verdict.FITS, ""),
        (f"A UN agency informant was sad. A CSO informant said {FUEL}.", Verdict.FITS, ""),
        (f"{LETTER} – Ministry of Health", Verdict.TOO_SMALL, "Ministry of Health"),
        (f"{FUEL} – CSO director, Basra", Verdict.SAYS_MORE, "director, Basra"),
        (f"{FUEL} (female CSO informant)", Verdict.SAYS_MORE, "female"),
        (f"As the young CSO informant in Basra said, {FUEL}.", Verdict.SAYS_MORE, "young, Basra"),
        (f"{FUEL} (local CSO)", Verdict.FITS, ""),
        (f"{FUEL}, we were told (CSO KI).", Verdict.FITS, ""),
        (f"{FUEL}, said a CSO informant.", Verdict.FITS, ""),
        (f"{FUEL}, a UN agency informant said.", Verdict.OTHER_TYPE, ""),
        (f"{FUEL}, remarked another UN agency informant.", Verdict.OTHER_TYPE, ""),
        (f"{FUEL}, conceded the young CSO informant in Basra.", Verdict.SAYS_MORE, "young, Basra"),
        (f"{FUEL} (midwife, 2 May)", Verdict.SAYS_MORE, "midwife, 2, May"),
    ],
)
def test_a_label_is_held_against_the_informants_type(text: str, verdict: Verdict, detail: str) -> None:
    assert labelled(text) == [(verdict, detail)]


@pytest.mark.parametrize("text", [FUEL, f"{FUEL} (see annex)", "“words that nobody has said” – CSO informant"])
def test_a_quotation_without_a_label_or_an_informant_has_no_attribution(text: str) -> None:
    assert labelled(text) == []


def test_one_interview_under_two_labels_is_said_of_the_second() -> None:
    found = labelled(
        "“pays for the road” – International informant", "“the road to the mountains” – Ministry or UN agency informant"
    )

    assert found == [(Verdict.FITS, ""), (Verdict.TWO_LABELS, "International informant")]
