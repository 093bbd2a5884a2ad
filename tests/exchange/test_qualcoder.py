"""The sample study through QualCoder itself: out, in and out there, in here. Every coding on its words.

Run where `QUALCODE_QUALCODER` names checkouts of QualCoder (parted as in PATH). Its import and export run in the Python
of a `.venv` there, else in this one; they need PyQt6.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from qualcode.exchange import read_project
from qualcode.exchange.project import ForeignProject
from qualcode.study.keeping.memos import write_memo
from qualcode.study.keeping.merging import merge_files
from qualcode.study.keeping.projects.asked import ProjectOptions
from qualcode.study.keeping.projects.giving import GivenOptions, export_project
from qualcode.study.keeping.projects.taking import study_for, take_project
from qualcode.study.study import Study

CHECKOUTS = [Path(each) for each in os.environ.get("QUALCODE_QUALCODER", "").split(os.pathsep) if each]
pytestmark = pytest.mark.skipif(not CHECKOUTS, reason="QUALCODE_QUALCODER names no checkout of QualCoder")
CODINGS = Path(__file__).parents[2] / "transcripts_sample" / "human_coding.csv"
N_CODINGS = 653


@pytest.fixture(scope="module")
def exported(sample_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with what its two coders coded, as a project for QualCoder."""
    folder = Path(shutil.copytree(sample_once, tmp_path_factory.mktemp("sample") / "study"))
    to = folder.parent / "sample.qdpx"
    with Study.open(folder) as study:
        merge_files(study, [CODINGS], coder="")
        write_memo(study, "Of the study", on="study", coder="Amal")
        write_memo(study, "Of an interview", on="kii-02", coder="Amal")
        write_memo(study, "Of a passage", on="kii-02:4", coder="Omar")
        export_project(study, refi=to, taguette=None, program="qualcoder", options=GivenOptions())
    return to


@pytest.fixture(scope="module", params=CHECKOUTS, ids=lambda path: path.name)
def through(request: pytest.FixtureRequest, exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project as QualCoder holds it (`study.qda`) and writes it (`study.qdpx`)."""
    folder, checkout = tmp_path_factory.mktemp("qualcoder"), request.param
    own = checkout / ".venv" / "bin" / "python"
    command = [own if own.exists() else sys.executable, Path(__file__).with_name("run_qualcoder.py")]
    done = subprocess.run([*command, checkout, exported, folder], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-1_000:]
    return folder


def coded(project: ForeignProject) -> Counter[tuple[str, ...]]:
    """Who coded which words of which interview as what, when, and with which note."""
    texts = {text.id: text for text in project.texts}
    codes = {code.id: code for code in project.codes}
    return Counter(
        (
            codes[each.code].name,
            codes[codes[each.code].parent].name if codes[each.code].parent else "",
            codes[each.code].definition,
            texts[each.text].name,
            texts[each.text].text[each.start : each.end],
            each.coder,
            each.coded_at,
            each.note,
        )
        for each in project.codings
    )


@pytest.mark.parametrize("name", ["study.qdpx", "study.qda"])
def test_every_coding_comes_back_from_qualcoder_on_its_words(exported: Path, through: Path, name: str) -> None:
    project = read_project(through / name)
    assert coded(project) == coded(read_project(exported))
    assert len(project.codings) == N_CODINGS
    assert not project.undecided
    assert {note.text for note in project.notes} == {"Of the study", "Of an interview", "Of a passage"}


def test_a_new_study_made_of_qualcoders_project_counts_the_same(exported: Path, through: Path) -> None:
    with Study.open(exported.parent / "study", read_only=True) as study:
        before = study.frequencies().to_pandas(tidy=True)
    path = through / "study.qda"
    project = read_project(path)
    with Study.open(study_for(path, project, through / "again", through)) as again:
        take_project(again, project, ProjectOptions(), file=path)
        after = again.frequencies().to_pandas(tidy=True)
        kinds = Counter(person.informant_type for person in again.roster().informants)
    assert kinds == {"CSO": 3, "International NGO": 4, "UN agency": 3, "Ministry of Health": 1}
    figures = [Counter(map(str, table[["column", "value", "of"]].to_numpy().tolist())) for table in (before, after)]
    assert figures[0] == figures[1]
