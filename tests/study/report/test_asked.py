"""The annexed interview guide and the table of themes: they agree on what was asked."""

from __future__ import annotations

from qualcode.model.codebook import Code
from qualcode.model.report import Report
from qualcode.model.table import Row, Table, listing
from qualcode.study.report.by_type import by_question
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.study import Study
from tests.make import make_codebook

GUIDE = """\
guide: Money
questions:
  - {id: money, wording: [Is there enough money?], codes: [funding]}
"""


def table(report: Report, name: str) -> Table:
    return next(block for block in report.blocks if isinstance(block, Table) and block.name == name)


def test_the_guide_says_where_each_question_was_asked_and_the_table_on_what_there_is_none(shown: Study) -> None:
    (shown.folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    report = make_report(shown, shown.results(), ReportOptions())

    guide = table(report, "guide")
    [(question, themes, asked)] = [row.cells for row in guide.rows]
    assert (question, themes) == ("Is there enough money?", "Funding with those under it")
    assert guide.columns[-1].label == "Informants asked (of 3)"
    assert int(str(asked)) <= 3
    assert str(guide.notes[0]).endswith("The guide has no question on Access.")
    [said] = [note for note in table(report, "frequencies").notes if note.startswith("The guide (Annex B)")]
    assert said.startswith("The guide (Annex B) has no question on Access: what was said there was said unasked")


def test_without_a_guide_nothing_is_said_of_one(shown: Study) -> None:
    report = make_report(shown, shown.results(), ReportOptions())

    assert not [note for note in table(report, "frequencies").notes if "guide" in note]
    assert "guide" not in {block.name for block in report.blocks if isinstance(block, Table)}


def test_themes_stand_in_the_order_of_the_questions_they_answer_each_with_those_under_it() -> None:
    book = make_codebook(
        Code(id="money", name="Money", question="EQ10"),
        Code(id="grants", name="Grants", parent="money"),
        Code(id="roads", name="Roads"),
        Code(id="trust", name="Trust", question="EQ2"),
    )
    rows = [Row(cells=(code.id,), depth=len(book.ancestors(code.id)), key=code.id) for code in book.codes]
    rows.append(Row(cells=("Any theme",), key="*", total=True))

    made = by_question(listing("frequencies", "Themes", ("Theme",), rows), book)

    assert [row.cells[0] for row in made.rows] == ["trust (EQ2)", "money (EQ10)", "grants", "roads", "Any theme"]
