"""The two invented surveys as files, and taken into a study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualcode.model.survey_plan import SurveyEntry
from qualcode.study.study import Study
from qualcode.study.survey.importing import Taken, import_survey
from tests.readers.survey.forms import CSO, OTHERS
from tests.readers.survey.make import answered, data_file, form_file

JOIN = """join:
  - theme: funding
    question: [cso.cred_comm, others.cred_comm]
    agrees: [yes]
    between: [some]
    opposes: [no]
    reading: They speak of different communities.
    read_by: A. Karim
"""


def survey_files(folder: Path) -> Path:
    """Write forms and data of both surveys into a folder."""
    folder.mkdir(exist_ok=True)
    for form in (CSO, OTHERS):
        (folder / f"{form.name}.xlsx").write_bytes(data_file(form, answered(form)).data)
        (folder / f"{form.name}-form.xlsx").write_bytes(form_file(form).data)
    return folder


def take_in(study: Study, files: Path, names: Sequence[str] = ("cso", "others"), *, join: bool = False) -> list[Taken]:
    """Import them into a study, and join one question to a theme."""
    entries = {
        "cso": SurveyEntry(name="cso", type="CSO"),
        "others": SurveyEntry(name="others", type_from="orgtype"),
    }
    made = [import_survey(study, files / f"{name}.xlsx", files / f"{name}-form.xlsx", entries[name]) for name in names]
    if join:
        with (study.folder / "survey.yaml").open("a", encoding="utf-8") as plan:
            plan.write(JOIN)
    return made
