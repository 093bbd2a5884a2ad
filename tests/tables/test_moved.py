"""What moved between two reports, and what moved it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.lock import Lock, LockedFigure, Person, Work
from qualcode.model.report import Audience
from qualcode.model.table import Basis
from qualcode.tables.moved import moved_figures
from qualcode.tables.spec import Measure, make_spec


def figure(code: str, shown: str, *, basis: Basis = Basis.CODINGS, type: str = "CSO") -> LockedFigure:
    return LockedFigure(
        id=f"F-{code}",
        table="frequencies",
        row=code,
        column=type,
        shown=shown,
        value=1,
        of=3,
        spec=make_spec(Measure.INFORMANTS, basis=basis, code=code, group={"informant_type": (type,)}),
    )


LOCK = Lock(
    title="Study",
    version="1",
    date="2026-03-04",
    basis=Basis.CODINGS,
    audience=Audience.CLIENT,
    unreviewed=False,
    codebook="Small 1",
    codebook_sha256="c",
    codes={"funding": "f", "short_grants": "s", "access": "a"},
    parents={"short_grants": "funding"},
    decisions={"funding": Work(n_decisions=2, sha256="d")},
    documents={"kii-1": "k", "kii-2": "l"},
    roster={
        "cso-1": Person(informant_type="CSO", documents=("kii-1",), sha256="p"),
        "un-1": Person(informant_type="UN agency", documents=("kii-2",), sha256="q"),
    },
    excluded=(),
    settings={"privacy.minimum_cell": "3"},
    n_read=0,
    figures=(figure("funding", "1 of 3"), figure("access", "2 of 3"), figure("access", "0 of 2", type="UN agency")),
    files={},
)


def changed(**changes: object) -> list[tuple[str, ...]]:
    """Row, column, before, after and reason of the figures that moved."""
    return [tuple(map(str, row.cells[2:])) for row in moved_figures(LOCK, replace(LOCK, **changes)).rows]  # type: ignore[arg-type]


def test_the_same_study_has_moved_nothing() -> None:
    table = moved_figures(LOCK, LOCK)

    assert table.rows == ()
    assert table.notes == ("0 figures moved, 3 are as they were, 0 are new, 0 are gone.",)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"decisions": {"short_grants": Work(n_decisions=1, sha256="e")}}, "decisions on funding, short_grants"),
        ({"codes": {**LOCK.codes, "short_grants": "S"}}, "codebook: short_grants"),
        ({"asked": {"short_grants": "x", "access": "y"}}, "interview guide: who was asked about short_grants"),
        ({"documents": {**LOCK.documents, "kii-1": "K"}}, "interviews: kii-1"),
        (
            {"roster": {**LOCK.roster, "cso-1": replace(LOCK.roster["cso-1"], sha256="P")}},
            "list of informants: cso-1",
        ),
        ({"excluded": ("cso-1",)}, "left out of the counts, or no longer: cso-1"),
        ({"settings": {"privacy.minimum_cell": "2"}}, "settings: privacy.minimum_cell"),
        ({"version": "2"}, "qualcode 1 → 2"),
        ({"n_read": 4}, "passages read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_figure_that_moved_says_why(change: dict[str, object], why: str) -> None:
    figures = (figure("funding", "2 of 3"), *LOCK.figures[1:])

    assert changed(figures=figures, **change) == [("funding", "CSO", "1 of 3", "2 of 3", why)]


def test_what_happened_to_other_themes_and_types_is_no_reason() -> None:
    figures = (figure("funding", "2 of 3"), *LOCK.figures[1:])
    others = {"codes": {**LOCK.codes, "access": "A"}, "documents": {**LOCK.documents, "kii-2": "L"}}

    [(*_, why)] = changed(figures=figures, **others)

    assert why == "the tables have other rows or columns"


def test_suggestions_that_were_reviewed_since_are_compared_with_the_decisions() -> None:
    before = replace(LOCK, basis=Basis.SUGGESTIONS, figures=(figure("funding", "3 of 3", basis=Basis.SUGGESTIONS),))
    after = replace(LOCK, figures=(figure("funding", "1 of 3"),))

    [row] = moved_figures(before, after).rows

    assert row.cells[4:] == (
        "3 of 3",
        "1 of 3",
        "counted from decisions, before from suggestions, not reviewed",
    )


def test_new_figures_and_gone_ones_are_told() -> None:
    rows = changed(figures=(*LOCK.figures[:2], figure("turnover", "1 of 3")))

    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("turnover", "not in the report", "1 of 3"),
        ("access", "0 of 2", "not in the report"),
    ]
