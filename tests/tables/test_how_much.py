"""More than presence: how much each group said, and who said it several times."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.coding import Mark
from qualcode.tables.behind import Trail
from qualcode.tables.frequencies import theme_frequencies
from qualcode.tables.how_much import how_much
from qualcode.tables.scope import Scope
from qualcode.tables.spec import describe_figure
from tests.examples import examples
from tests.tables.random_study import CODES, RANDOM_CODEBOOK, Study, family, studies
from tests.tables.study import CODEBOOK, CODINGS, ROSTER, figures


@settings(max_examples=examples(60), deadline=None)
@given(studies())
def test_passages_of_each_group_add_up_and_lead_back_to_their_codings(study: Study) -> None:
    codings, roster, reviewed = study
    found = figures(how_much(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed)))
    trail = Trail(codings, roster, RANDOM_CODEBOOK, reviewed=reviewed)

    for code_id in CODES:
        for measure in ("n_passages", "n_words"):
            parts = [found[code_id, f"{type_}.{measure}"].value or 0 for type_ in roster.informant_types]
            assert sum(parts) == found[code_id, f"total.{measure}"].value
        for type_ in (*roster.informant_types, "total"):
            figure = found[code_id, f"{type_}.n_passages"]
            assert len({coding.segment_id for coding in trail.codings(figure.spec)}) == figure.value


@settings(max_examples=examples(100), deadline=None)
@given(studies(), st.integers(1, 4), st.sampled_from(["informant", "organisation"]))
def test_who_has_as_many_passages_as_it_takes_is_counted_by_hand(study: Study, least: int, unit: str) -> None:
    codings, roster, reviewed = study
    scope = Scope(reviewed=reviewed, at_least=least, unit=unit)
    found = figures(theme_frequencies(codings, roster, RANDOM_CODEBOOK, scope=scope))
    trail = Trail(codings, roster, RANDOM_CODEBOOK, reviewed=reviewed)

    for code_id in CODES:
        passages: dict[str, set[str]] = {}
        for coding in codings:
            if coding.code_id in family(RANDOM_CODEBOOK, code_id) and not {Mark.CONTRARY, Mark.OFF_RECORD} & {
                *coding.marks
            }:
                person = roster.informant(coding.informant_id)
                passages.setdefault(person.organisation if unit != "informant" else person.id, set()).add(
                    coding.segment_id
                )
        raised = {who for who, several in passages.items() if len(several) >= least}
        figure = found[code_id, "total.n_informants"]
        assert (figure.value or 0) == len(raised)
        people = trail.people(figure.spec)
        assert people is not None
        assert people.raised == raised
        behind = {coding.informant_id for coding in trail.codings(figure.spec)}
        assert {who if unit == "informant" else roster.informant(who).organisation for who in behind} == raised


def test_a_figure_says_how_many_passages_it_took() -> None:
    table = theme_frequencies(CODINGS, ROSTER, CODEBOOK, scope=Scope(at_least=3))
    figure = figures(table)["funding", "total.n_informants"]

    assert figure.shown == "1 of 8"
    assert "with at least 3 passages" in describe_figure(figure.spec, CODEBOOK)
    assert "Raised: by informants with at least 3 passages on the theme." in table.notes
