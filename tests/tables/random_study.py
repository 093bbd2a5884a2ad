"""Random studies, small enough to be counted by brute force."""

from __future__ import annotations

from hypothesis import strategies as st

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
from qualcode.model.informant import Appearance, Informant, Roster
from tests.make import make_codebook

RANDOM_CODEBOOK = make_codebook("a", "a/b", "a/c", "d", "b/e")
CODES = [code.id for code in RANDOM_CODEBOOK.codes]
PEOPLE = [f"p{number}" for number in range(6)]
SAID = "one two  3 and more"
STRETCHES = [(0, 19), (0, 7), (4, 14), (9, 19)]
Study = tuple[list[Coding], Roster, dict[str, frozenset[str]] | None]


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """What six people said on five codes in two rounds, and who is reviewed for which code."""
    types = draw(st.lists(st.sampled_from(["CSO", "UN", "MOH"]), min_size=6, max_size=6))
    roster = Roster(
        informants=tuple(
            Informant(id=id, informant_type=type, organisation=f"o{place % 2}")
            for place, (id, type) in enumerate(zip(PEOPLE, types, strict=True))
        ),
        appearances=tuple(
            Appearance(informant_id=id, document=f"{id}-{round}", round=round) for id in PEOPLE for round in ("1", "2")
        ),
    )
    made = st.tuples(
        st.sampled_from(CODES),
        st.sampled_from(PEOPLE),
        st.sampled_from(["1", "2"]),
        st.integers(0, 3),
        st.sampled_from(STRETCHES),
        st.sampled_from([(), (), (), (Mark.CONTRARY,), (Mark.OFF_RECORD,), (Mark.DO_NOT_QUOTE,)]),
    )
    codings = [
        Coding(
            id=f"{number}",
            code_id=code,
            document_id=f"{person}-{round}",
            segment_id=f"{person}-{round}:{place}",
            informant_id=person,
            start=place * 100 + stretch[0],
            end=place * 100 + stretch[1],
            text=SAID[slice(*stretch)],
            marks=marks,
        )
        for number, (code, person, round, place, stretch, marks) in enumerate(draw(st.lists(made, max_size=25)))
    ]
    reviewed = draw(st.none() | st.fixed_dictionaries({code: st.frozensets(st.sampled_from(PEOPLE)) for code in CODES}))
    return codings, roster, reviewed


def family(codebook: Codebook, code_id: str) -> set[str]:
    """A code and those under it; all of them for `*`."""
    return set(CODES) if code_id == "*" else set(codebook.family(code_id))
