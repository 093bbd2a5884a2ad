"""Taking a survey into a study: its files as they came, and a draft of what they do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import SurveyError, UsageError
from qualcode.files.held import delete_file
from qualcode.files.source import Source, read_source
from qualcode.files.write import write_whole
from qualcode.model.nouns import dataclass
from qualcode.model.survey import Survey
from qualcode.model.survey_plan import SurveyEntry
from qualcode.model.table import Table
from qualcode.model.wording import plural
from qualcode.readers.survey.drafting import draft, is_personal
from qualcode.readers.survey.plan import plan_of, read_plan
from qualcode.study.survey.surveys import FOLDER, FORM, HASHES, PLAN, kept_files, noted_files, read_survey
from qualcode.tables.survey import questions_table

if TYPE_CHECKING:
    from qualcode.study.study import Study

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an import found."""

    survey: Survey
    table: Table
    """Its questions."""


def left_out_where(written: str) -> tuple[str, str]:
    """Read `COLUMN=VALUE`, of submissions that are left out. Raises UsageError where it names no column."""
    column, sign, value = written.partition("=")
    if not sign or not column.strip():
        raise UsageError(f"{written}: no condition", hint="write COLUMN=VALUE: --leave-out _status=not_approved")
    return column.strip(), value.strip()


def import_survey(study: Study, data: Path, form: Path | None, entry: SurveyEntry, *, replace: bool = False) -> Taken:
    """Keep a survey's data and form in the study, and add to survey.yaml what the files tell; what stands there stays.

    What survey.yaml says of a survey already holds, whatever `entry` says. UsageError where there is another survey of
    that name, unless `replace` says that these are newer data of it.
    """
    if not _NAME.fullmatch(entry.name) or entry.name.endswith(FORM):
        raise UsageError(f"{entry.name}: no name for a survey", hint="small letters and numbers: --name cso")
    sources = [read_source(data), *([read_source(form)] if form is not None else [])]
    names = [
        f"{entry.name}{part}{source.path.suffix.lower()}" for part, source in zip(("", FORM), sources, strict=False)
    ]
    _expect_room(study.folder, entry.name, names, sources, replace=replace)
    plan = read_plan(study.folder / PLAN)
    is_new = all(each.name != entry.name for each in plan.surveys)
    survey = read_survey(entry if is_new else plan.entry(entry.name), sources[0], sources[1] if form else None)
    _expect_type(survey, entry)
    if not survey.respondents:
        raise sources[0].error("holds no answers that count", hint="look at --from, --until and --leave-out")
    _keep(study.folder, entry.name, names, sources)
    if is_new:
        _draft(study, entry, survey)
    else:
        study.voice.note(f"{PLAN} says what holds for {entry.name}: options of this command change nothing there")
    _say(study, survey)
    plan = read_plan(study.folder / PLAN)
    return Taken(survey=survey, table=questions_table([survey], plan))


def _expect_room(folder: Path, name: str, names: Sequence[str], sources: Sequence[Source], *, replace: bool) -> None:
    there = [path for path in kept_files(folder).get(name, ()) if path is not None]
    was_stopped = not {path.name for path in there} & noted_files(folder).keys()  # a file is noted when all are there
    same = all(path.name in names and path.read_bytes() == sources[names.index(path.name)].data for path in there) and (
        was_stopped or len(there) in (0, len(names))
    )
    if there and not same and not replace:
        raise UsageError(
            f"there is a survey {name}, from other files",
            hint="--replace puts these in their place; another survey needs another --name",
        )


def _expect_type(survey: Survey, entry: SurveyEntry) -> None:
    if entry.type_from and all(question.name != entry.type_from for question in survey.questions):
        raise UsageError(
            f"{entry.type_from}: the form has no such question",
            hint=f"--type-from takes one of: {', '.join(q.name for q in survey.questions[:8])} …",
        )


def _keep(folder: Path, name: str, names: Sequence[str], sources: Sequence[Source]) -> None:
    """Write the files into the study, remove those of the survey that they replace, and note what they are."""
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    for own, source in zip(names, sources, strict=True):
        write_whole(place / own, source.data)
    for path in list(place.iterdir()):
        if path.stem in (name, f"{name}{FORM}") and path.name not in names:
            delete_file(path)
    hashes = place / HASHES
    lines = hashes.read_text(encoding="utf-8").splitlines() if hashes.is_file() else []
    others = [line for line in lines if Path(line.partition("  ")[2]).stem not in (name, f"{name}{FORM}")]
    own_lines = [f"{source.sha256}  {own}" for own, source in zip(names, sources, strict=True)]
    write_whole(hashes, "".join(f"{line}\n" for line in (*others, *own_lines)).encode())


def _draft(study: Study, entry: SurveyEntry, survey: Survey) -> None:
    """Add the survey to survey.yaml; where that cannot be done without changing what stands there, say so."""
    path = study.folder / PLAN
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    plan = plan_of(text)
    files = {name: both for name, both in kept_files(study.folder).items() if name != entry.name}
    others = [read_survey(plan.entry(name), *both) for name, both in files.items()]
    drafted = draft(text, plan, entry, survey, others)
    try:
        plan_of(drafted)
    except SurveyError:
        only = draft("surveys:\n", plan_of(""), entry, survey, others)
        study.voice.warn(f"{PLAN} is written in a way that nothing can be added to", f"add by hand:\n{only}")
        return
    write_whole(path, drafted.encode())
    study.voice.note(f"{'drafted' if not text.strip() else 'added to'} {path}: look it through")


def _say(study: Study, survey: Survey) -> None:
    voice = study.voice
    for note in survey.notes:
        voice.note(note)
    if personal := [question.name for question in survey.questions if is_personal(question)]:
        voice.warn(
            f"{', '.join(personal)}: asks who somebody is",
            f"it stands under leave_out in {PLAN} and is never printed; the data in {FOLDER}/ still hold it",
        )
    types = {each.type for each in survey.respondents if each.type}
    known = {each.informant_type for each in study.roster().informants}
    if strange := sorted(types - known) if known else []:
        voice.note(f"no informant is of type {', '.join(strange)}: `types:` in {PLAN} may call it as the interviews do")
    voice.note(f"read {plural(len(survey.respondents), 'respondent')}, {plural(len(survey.questions), 'question')}")
