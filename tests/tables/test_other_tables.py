"""Co-occurrence, saturation, matrix, evidence and words: against counts by hand, and back to the codings."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from qualcode.errors import UsageError
from qualcode.model.coding import Coding, Mark
from qualcode.model.finding import Finding, Findings
from qualcode.model.table import Basis, Table
from qualcode.reports import TABLE_WRITERS
from qualcode.tables.behind import Trail
from qualcode.tables.cooccurrence import theme_cooccurrence
from qualcode.tables.evidence import evidence_table
from qualcode.tables.frequencies import theme_frequencies
from qualcode.tables.matrix import theme_matrix
from qualcode.tables.quantifier_table import quantifier_table
from qualcode.tables.quotes import select_quotes
from qualcode.tables.saturation import saturation_table
from qualcode.tables.scope import Scope
from tests.examples import examples
from tests.tables.random_study import CODES, PEOPLE, RANDOM_CODEBOOK, Study, family, studies
from tests.tables.study import CODEBOOK, CODINGS, GROUPINGS, ROSTER, excerpts_of, figures, said

GOLDEN = Path(__file__).parent / "golden"

INTERVIEWS = {row.document: (row.informant_id,) for row in ROSTER.appearances}
RANDOM_INTERVIEWS = {f"{person}-{round}": (person,) for round in ("1", "2") for person in PEOPLE}
FINDINGS = Findings(
    findings=(Finding(id="F1", statement="Money and people leave.", question="EQ1", codes=("funding", "turnover")),),
    questions={"EQ1": "What holds CSOs back?"},
)


def evidence(**options: object) -> Table:
    quotes = select_quotes(CODINGS, ROSTER, CODEBOOK, excerpts=excerpts_of()).quotes
    return evidence_table(CODINGS, ROSTER, CODEBOOK, quotes=quotes, **options)  # type: ignore[arg-type]


TABLES = {
    "cooccurrence": lambda: theme_cooccurrence(CODINGS, ROSTER, CODEBOOK, jaccard=True),
    "saturation": lambda: saturation_table(CODINGS, ROSTER, CODEBOOK, INTERVIEWS),
    "matrix": lambda: theme_matrix(CODINGS, ROSTER, CODEBOOK, INTERVIEWS),
    "evidence": lambda: evidence(findings=FINDINGS),
    "quantifiers": lambda: quantifier_table(CODINGS, ROSTER, CODEBOOK, scope=Scope(groupings=GROUPINGS), by="side"),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_table_an_evaluator_sees(name: str) -> None:
    stream = io.StringIO()
    TABLE_WRITERS["table"](TABLES[name](), stream)

    assert stream.getvalue() == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def counting(study: Study) -> list[Coding]:
    """The codings that count as raising a code: for it, and on the record."""
    codings, _, _ = study
    return [c for c in codings if Mark.OFF_RECORD not in c.marks and Mark.CONTRARY not in c.marks]


def wholly_reviewed(study: Study, code_id: str, person: str) -> bool:
    """Whether a person may be counted silent on a code."""
    _, _, reviewed = study
    return reviewed is None or all(person in reviewed[member] for member in family(RANDOM_CODEBOOK, code_id))


@settings(max_examples=examples(100), deadline=None)
@given(studies())
def test_pairs_of_themes_are_counted_as_by_hand(study: Study) -> None:
    codings, roster, reviewed = study
    for within in ("passage", "interview"):
        table = theme_cooccurrence(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed), within=within)
        found = {(frozenset(key.split("+")), column): figure for (key, column), figure in figures(table).items()}
        for place, first in enumerate(CODES):
            for second in CODES[place + 1 :]:
                if first in family(RANDOM_CODEBOOK, second) or second in family(RANDOM_CODEBOOK, first):
                    assert (frozenset({first, second}), "n_together") not in found
                    continue
                one, two = (
                    {
                        (c.document_id, c.segment_id if within == "passage" else "")
                        for c in counting(study)
                        if c.code_id in family(RANDOM_CODEBOOK, code)
                    }
                    for code in (first, second)
                )
                if one & two:
                    figure = found[frozenset({first, second}), "n_together"]
                    assert (figure.value, figure.of) == (len(one & two), len(one | two))
                    assert found[frozenset({first, second}), "n_either"].value == len(one | two)
                else:
                    assert (frozenset({first, second}), "n_together") not in found


@settings(max_examples=examples(100), deadline=None)
@given(studies())
def test_the_codings_behind_a_pair_hold_both_and_give_the_figure(study: Study) -> None:
    codings, roster, reviewed = study
    trail = Trail(codings, roster, RANDOM_CODEBOOK, reviewed=reviewed)
    for within in ("passage", "interview"):
        for figure in theme_cooccurrence(
            codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed), within=within
        ).figures():
            behind = trail.codings(figure.spec)
            places = {(c.document_id, c.segment_id if within == "passage" else "") for c in behind}
            people = {c.informant_id for c in behind}
            expected = {"n_together": len(places), "n_either": len(places), "n_informants": len(people)}
            assert expected.get(figure.spec["measure"], figure.value) == figure.value
            assert figure.of is None or (figure.value or 0) <= figure.of


@settings(max_examples=examples(100), deadline=None)
@given(studies())
def test_a_matrix_holds_what_each_person_said_in_each_interview(study: Study) -> None:
    codings, roster, reviewed = study
    trail = Trail(codings, roster, RANDOM_CODEBOOK, reviewed=reviewed)
    for cells in ("presence", "passages"):
        table = theme_matrix(
            codings, roster, RANDOM_CODEBOOK, RANDOM_INTERVIEWS, scope=Scope(reviewed=reviewed), cells=cells
        )
        assert len(table.rows) == len(RANDOM_INTERVIEWS)
        for (key, code_id), figure in figures(table).items():
            document, _, person = key.partition(":")
            passages = {
                c.segment_id
                for c in counting(study)
                if c.document_id == document and c.code_id in family(RANDOM_CODEBOOK, code_id)
            }
            n = len(passages) if cells == "passages" else int(bool(passages))
            assert figure.value == (n if passages or wholly_reviewed(study, code_id, person) else None)
            behind = trail.codings(figure.spec)
            assert len({c.segment_id for c in behind}) == len(passages)
            assert {c.document_id for c in behind} <= {document}


@settings(max_examples=examples(100), deadline=None)
@given(studies())
def test_new_codes_add_up_and_lead_back_to_the_interview_that_raised_them_first(study: Study) -> None:
    codings, roster, reviewed = study
    trail = Trail(codings, roster, RANDOM_CODEBOOK, reviewed=reviewed)
    table = saturation_table(
        codings, roster, RANDOM_CODEBOOK, RANDOM_INTERVIEWS, scope=Scope(reviewed=reviewed), orders=5
    )
    found = figures(table)
    seen: set[str] = set()
    for document in RANDOM_INTERVIEWS:
        raised = {c.code_id for c in counting(study) if c.document_id == document}
        figure = found[document, "n_new"]
        assert figure.value == len(raised - seen)
        assert {c.code_id for c in trail.codings(figure.spec)} == raised - seen
        seen |= raised
        assert found[document, "n_known"].value == len(seen)
        assert {c.code_id for c in trail.codings(found[document, "n_known"].spec)} == seen


@settings(max_examples=examples(60), deadline=None)
@given(studies())
def test_evidence_counts_people_and_types_once_whatever_the_finding_rests_on(study: Study) -> None:
    codings, roster, reviewed = study
    findings = Findings(findings=(Finding(id="F1", statement="So it is.", question="Q", codes=("b", "d")),))
    trail = Trail(codings, roster, RANDOM_CODEBOOK, reviewed=reviewed)
    table = evidence_table(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed), findings=findings)
    types = {person.id: person.informant_type for person in roster.informants}
    for (_, column), figure in figures(table).items():
        behind = trail.codings(figure.spec)
        people = {c.informant_id for c in behind}
        if column.endswith("n_informants") or column == "n_contrary":
            assert (figure.value or 0) == len(people)
        if column == "n_types":
            assert figure.value == len({types[person] for person in people})
        assert figure.of is None or (figure.value or 0) <= figure.of
        assert {c.code_id for c in behind} <= family(RANDOM_CODEBOOK, "b") | family(RANDOM_CODEBOOK, "d")


@settings(max_examples=examples(60), deadline=None)
@given(studies())
def test_words_have_the_ids_and_values_of_the_theme_table(study: Study) -> None:
    codings, roster, reviewed = study
    counted = {
        f.id: f for f in theme_frequencies(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed)).figures()
    }
    for figure in quantifier_table(codings, roster, RANDOM_CODEBOOK, scope=Scope(reviewed=reviewed)).figures():
        same = counted[figure.id]
        assert (same.value, same.n_open, same.of) == (figure.value, figure.n_open, figure.of)
        assert not figure.n_open or figure.shown == same.shown


def test_an_interview_of_two_informants_who_raise_both_themes_counts_once() -> None:
    group = [
        replace(coding, document_id="group")
        for coding in (said(code, person, "Words.") for code in ("access", "turnover") for person in ("cso-1", "ngo-1"))
    ]
    [row] = theme_cooccurrence(group, ROSTER, CODEBOOK, within="interview", jaccard=True).rows

    assert [str(cell) for cell in row.cells[2:]] == ["1", "1", "1.00", "2"]
    [plain] = theme_cooccurrence(group, ROSTER, CODEBOOK, within="interview").rows
    assert [str(cell) for cell in plain.cells[2:]] == ["1", "1", "2"]


def test_themes_stand_under_their_question_when_no_finding_rests_on_them() -> None:
    assert [row.key for row in evidence().rows] == ["funding", "access", "turnover"]
    table = evidence(findings=FINDINGS)
    assert [(row.key, str(row.cells[0])) for row in table.rows] == [("F1", "EQ1"), ("access", "EQ2")]
    assert table.notes[0] == "EQ1: What holds CSOs back?"


def test_a_single_source_is_marked_and_strength_is_left_to_a_person() -> None:
    (row,) = [row for row in evidence().rows if row.key == "access"]
    keys = [column.key for column in evidence().columns]

    assert dict(zip(keys, map(str, row.cells), strict=True)).items() >= {"n_types": "2 of 4", "strength": ""}.items()
    narrow = evidence_table([coding for coding in CODINGS if coding.informant_id == "moh-1"], ROSTER, CODEBOOK)
    assert "1 of 4 (single source)" in [str(cell) for row in narrow.rows for cell in row.cells]


def test_contrary_evidence_stands_beside() -> None:
    (row,) = [row for row in evidence().rows if row.key == "funding"]

    quoted = str(row.cells[-2])
    assert "(contrary)" in quoted
    assert str(row.cells[-3]) == "1"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: theme_cooccurrence(CODINGS, ROSTER, CODEBOOK, within="sentence"),
        lambda: theme_matrix(CODINGS, ROSTER, CODEBOOK, INTERVIEWS, cells="words"),
        lambda: saturation_table(CODINGS, ROSTER, CODEBOOK, INTERVIEWS, base=0),
    ],
)
def test_what_no_table_holds_is_refused_with_a_remedy(wrong: object) -> None:
    with pytest.raises(UsageError) as error:
        wrong()  # type: ignore[operator]
    assert error.value.hint


def test_saturation_says_when_it_cannot_be_told() -> None:
    few = dict(list(INTERVIEWS.items())[:3])

    assert "cannot be told" in saturation_table(CODINGS, ROSTER, CODEBOOK, few).notes[0]
    numbered = saturation_table(CODINGS, ROSTER, CODEBOOK, INTERVIEWS, name_interviews=False)
    assert [row.key for row in numbered.rows] == [str(place) for place in range(1, 10)]


@pytest.mark.parametrize("in_doubt", [False, True])
def test_saturation_says_where_the_order_of_the_interviews_is_in_doubt(in_doubt: bool) -> None:
    notes = saturation_table(CODINGS, ROSTER, CODEBOOK, INTERVIEWS, in_doubt=in_doubt).notes

    assert any("the order may be another" in note for note in notes) is in_doubt


def test_saturation_is_not_told_before_the_review_is_finished() -> None:
    table = saturation_table(CODINGS, ROSTER, CODEBOOK, INTERVIEWS, scope=Scope(basis=Basis.UNFINISHED))

    assert table.notes[0].startswith("Saturation cannot be told before the review is finished")
    assert not any("was reached" in note or "other orders" in note for note in table.notes)


@pytest.mark.parametrize(
    ("n_interviews", "says"), [(8, "No later interview brought another."), (9, "Later interviews brought 1 more.")]
)
def test_saturation_says_what_came_after_it(n_interviews: int, says: str) -> None:
    held = dict(list(INTERVIEWS.items())[:n_interviews])

    assert says in saturation_table(CODINGS, ROSTER, CODEBOOK, held).notes[0]
