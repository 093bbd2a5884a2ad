"""What is short for what, in a report: as its settings explain it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from qualcode.model.writing import Chapter, plain
from qualcode.reports import REPORT_WRITERS
from qualcode.study.report.abbreviations import abbreviations_in, unexplained_note
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.study import Study
from tests.study.make import configured

KNOWN = {"CSO": "civil society organisation", "UN": "United Nations", "UNHCR": "the refugee agency"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("All CSOs spoke.", {"CSO"}),
        ("A UNHCR office.", {"UNHCR"}),
        ("A CSO-led visit, UN and all (EQ2).", {"CSO", "UN", "EQ"}),
        ("Nothing is short here (EQ2).", set()),
        ("CSOX is another word.", set()),
    ],
)
def test_abbreviations_that_occur_are_listed(text: str, found: set[str]) -> None:
    listed = dict(abbreviations_in([Chapter(heading="Summary", blocks=(plain(text),))], KNOWN))

    assert listed.keys() == found
    assert listed.get("EQ", "evaluation question") == "evaluation question"


def test_a_report_lists_those_of_its_settings_and_asks_for_others(shown: Study, tmp_path: Path) -> None:
    assert "what CSO and UN stand for" in unexplained_note(shown.results(), {})
    assert unexplained_note(shown.results(), KNOWN) == ""
    study = configured(shown, '[report.abbreviations]\nCSO = "civil society organisation"\nXYZ = "unknown here"')
    report = make_report(study, study.results(), ReportOptions())
    assert report.abbreviations == (("CSO", "civil society organisation"),)

    for suffix in (".docx", ".md", ".html"):
        path = tmp_path / f"report{suffix}"
        REPORT_WRITERS[suffix](report, path)
        text = (
            "\n".join(each.text for each in docx.Document(str(path)).paragraphs)
            if suffix == ".docx"
            else path.read_text("utf-8")
        )
        assert "civil society organisation" in text
        assert "unknown here" not in text
