"""What docs/notebook.md shows does what it says."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

import qualcode
from qualcode import QualcodeError, Results, Study, Table
from qualcode.model.coding import Verdict
from qualcode.model.table import Basis, Figure

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "notebook.md").read_text(encoding="utf-8"), re.DOTALL)
pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning:pandas")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The names of a notebook in which every cell of the page was run."""
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(ROOT / "transcripts_sample", folder / "transcripts_sample")
    names: dict[str, Any] = {}
    said = io.StringIO()
    with redirect_stdout(said), pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        for block in BLOCKS:
            exec(compile(block, "docs/notebook.md", "exec"), names)
    names["folder"], names["said"] = folder, said.getvalue()
    return names


def test_the_first_cell_goes_from_files_to_a_data_frame_in_ten_lines(ran: dict[str, Any]) -> None:
    assert len([line for line in BLOCKS[0].splitlines() if line.strip()]) <= 10
    assert ran["by_type"].loc["funding", "CSO.n_informants"] == 3
    assert ran["by_type"].loc["funding", "total.n_informants"] == 11


def test_every_figure_of_a_table_is_a_row_with_its_denominator_and_id(ran: dict[str, Any]) -> None:
    themes: Table = ran["themes"]
    cells = [cell for row in themes.rows for cell in row.cells if isinstance(cell, Figure)]

    assert list(ran["figures"].columns) == ["row", "column", "value", "of", "open", "shown", "beside", "figure"]
    assert list(ran["figures"]["figure"]) == [cell.id for cell in cells]
    assert (ran["first"]["row"], ran["first"]["value"], ran["first"]["of"]) == ("funding", 11, 11)


def test_a_study_opened_again_is_counted_compared_traced_and_reported(ran: dict[str, Any]) -> None:
    results: Results = ran["results"]

    assert results.basis is Basis.SUGGESTIONS
    informant = [column.label for column in ran["behind"].columns].index("Informant")
    assert len({row.cells[informant] for row in ran["behind"].rows}) == ran["first"]["value"]
    assert {row.key for row in ran["sides"].rows} >= {"funding", "access"}
    assert ran["words"].rows
    assert ran["together"].rows
    assert ran["progress"].rows[-1].total
    assert [path.name for path in ran["files"][:2]] == ["report.html", "report.xlsx"]
    assert ran["files"][2].parent.name == "reports"  # the lock names interviews, so it stays in the study


def test_a_table_shows_itself_with_its_rules_and_without_markup_of_the_interviews(ran: dict[str, Any]) -> None:
    shown = ran["themes"]._repr_html_()

    assert shown.count("<tr>") == len(ran["themes"].rows) + 1
    assert "suggestions, not reviewed" in shown
    assert "<small>" in shown


def test_what_is_public_is_loaded_when_it_is_first_used() -> None:
    script = "import sys, qualcode; print([n for n in ('sqlalchemy', 'pandas', 'qualcode.study') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
    assert {getattr(qualcode, name).__name__ for name in qualcode.__all__} == set(qualcode.__all__)
    with pytest.raises(AttributeError):
        _ = qualcode.Nothing  # type: ignore[attr-defined]


def test_results_do_not_change_with_what_is_decided_afterwards(ran: dict[str, Any]) -> None:
    with Study.open(ran["folder"] / "my-study") as study:
        before = study.results()
        codings, figures = before.codings, before.frequencies()
        desk = study.review("Amal")
        desk.decide(Verdict.ACCEPT)

        after = study.results()

        assert (before.codings, before.frequencies()) == (codings, figures)
        assert (before.basis, after.basis) == (Basis.SUGGESTIONS, Basis.UNFINISHED)
        assert len(after.codings) == 1


def test_what_a_person_can_put_right_is_one_kind_of_error(tmp_path: Path) -> None:
    with pytest.raises(QualcodeError) as caught:
        Study.open(tmp_path)

    assert "not a study folder" in caught.value.message
    assert caught.value.hint


def test_a_figure_has_one_id_and_is_traced_by_it_whoever_made_the_table(ran: dict[str, Any]) -> None:
    with Study.open(ran["folder"] / "my-study") as study:
        results = study.results(unreviewed=True)
    table = results.quantifiers()  # after the study was closed

    with Study.open(ran["folder"] / "my-study") as study:
        counted = study.results(unreviewed=True)
        assert [each.id for each in counted.frequencies().figures()] == [
            each.id for each in results.frequencies().figures()
        ]
        figure = next(each for each in table.figures() if each.value)
        assert study.trace(figure.id).rows


def test_one_condition_may_be_given_by_itself(ran: dict[str, Any]) -> None:
    results: Results = ran["results"]

    assert results.frequencies(where="informant_type=CSO") == results.frequencies(where=["informant_type=CSO"])
    assert results.frequencies(where="informant_type=CSO") != results.frequencies()


@pytest.mark.parametrize(
    "name", ["frequencies", "coverage", "cooccurrence", "compare", "evidence", "matrix", "saturation"]
)
def test_columns_of_a_data_frame_are_plain_strings(name: str, ran: dict[str, Any]) -> None:
    table: Table = getattr(ran["results"], name)()

    assert {type(label) for label in table.to_pandas().columns} == {str}
    assert {type(label) for label in table.to_pandas(tidy=True)["column"]} == {str}


def test_what_a_study_says_is_heard_and_what_a_report_gives_away_is_shown_and_settled(ran: dict[str, Any]) -> None:
    assert "13 files already imported, unchanged" in ran["said"]
    assert "'Ministry of Health': 'Key informant', 'UN agency': 'Key informant'" in ran["said"]
    assert (ran["folder"] / "draft.html").exists()


def test_a_traceback_ends_with_the_remedy_and_only_with_a_reason_is_anything_allowed(ran: dict[str, Any]) -> None:
    with Study.open(ran["folder"] / "my-study") as study:
        with pytest.raises(QualcodeError, match="needs a reason\nadd --reason"):
            study.allow("Nobody", reason=" ")
        with pytest.raises(QualcodeError, match="no such privacy question"):
            study.allow("Nobody", reason="a reason")


def test_no_two_rows_of_a_data_frame_have_one_name(ran: dict[str, Any]) -> None:
    coverage, words = ran["results"].coverage().to_pandas(), ran["words"].to_pandas()

    assert coverage.index.is_unique
    assert coverage.loc["funding · CSO", "theme"] == "Funding"
    assert words.index.is_unique
    assert list(words.index[:2]) == ["funding · 1", "funding · 2"]


def test_a_table_names_itself_in_a_line(ran: dict[str, Any]) -> None:
    title = "Themes by informant type (suggestions, not reviewed)"

    assert repr(ran["themes"]) == f"<Table frequencies: {title}, {len(ran['themes'].rows)} rows, 10 columns>"
