"""The surveys that a study keeps: their files, and what is read of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.files.source import Source, read_source
from qualcode.model.naming import did_you_mean
from qualcode.model.nouns import dataclass
from qualcode.model.survey import Survey
from qualcode.model.survey_plan import Ref, SurveyEntry, SurveyPlan
from qualcode.readers.survey.plan import read_plan
from qualcode.readers.survey.read import SurveyOptions, read_with_form, read_without_form
from qualcode.tables.survey import Item, items_of

if TYPE_CHECKING:
    from qualcode.study.study import Study

FOLDER, PLAN = "survey", "survey.yaml"
HASHES = "SHA256SUMS"
"""What the files were when they came, as `sha256sum -c` reads it."""
FORM = "-form"
Stamp = tuple[tuple[str, int, int], ...]
"""Name, time and size of files."""
NONE_YET = "this study has no survey: `qualcode survey import DATA --form FORM --name NAME` reads one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveys:
    """The surveys of a study, and what the evaluator says of them."""

    plan: SurveyPlan
    surveys: tuple[Survey, ...]
    items: tuple[Item, ...]
    """The questions, those that ask the same once."""
    stamp: Stamp = ()
    """What its files were when they were read."""

    def named(self, *names: str) -> tuple[Item, ...]:
        """The questions that somebody names: `cso.cred_comm`, `cred_comm` of every form, or a whole survey; all
        without names. UsageError where there is none."""
        return tuple({item.refs: item for name in names for item in self._of(name)}.values()) if names else self.items

    def _of(self, name: str) -> list[Item]:
        found = [each for each in self.items if any(name in (str(ref), *ref) for ref in each.refs)]
        if not found:
            known = [known for item in self.items for ref in item.refs for known in (str(ref), ref.question)]
            hint = did_you_mean(name, known) or "`qualcode survey questions` lists them"
            raise UsageError(f"{name}: no such question, or one that is never printed", hint=hint)
        return found

    def language(self, ref: Ref) -> str:
        """In which language a question is printed."""
        return next((each.language for each in self.surveys if each.name == ref.survey), "")


def surveys_of(study: Study) -> Surveys:
    """Read every survey that the study keeps. ReadError and SurveyError where one cannot be read any more."""
    stamp = _stamp(study.folder)
    made = study.kept.get("surveys")
    if isinstance(made, Surveys) and made.stamp == stamp:
        return made
    plan = read_plan(study.folder / PLAN)
    surveys = tuple(read_survey(plan.entry(name), *files) for name, files in kept_files(study.folder).items())
    found = Surveys(plan=plan, surveys=surveys, items=items_of(surveys, plan), stamp=stamp)
    study.kept["surveys"] = found
    return found


def _stamp(folder: Path) -> Stamp:
    """What changes when somebody writes into survey.yaml or puts another file there."""
    kept = [path for both in kept_files(folder).values() for path in both if path is not None]
    there = [path for path in (folder / PLAN, *kept) if path.is_file()]
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in there)


def has_surveys(study: Study) -> bool:
    """Whether the study keeps one."""
    return bool(kept_files(study.folder))


def kept_files(folder: Path) -> Mapping[str, tuple[Path, Path | None]]:
    """By survey, its data and its form, where it has one."""
    place = folder / FOLDER
    paths = sorted(place.iterdir()) if place.is_dir() else []
    by_stem = {path.stem: path for path in paths if path.is_file() and path.name != HASHES and path.name[0] != "."}
    return {
        stem: (path, by_stem.get(f"{stem}{FORM}"))
        for stem, path in by_stem.items()
        if not (stem.endswith(FORM) and stem.removesuffix(FORM) in by_stem)
    }


def read_survey(entry: SurveyEntry, data: Path | Source, form: Path | Source | None) -> Survey:
    """Read a survey as survey.yaml has it."""
    options = SurveyOptions(
        name=entry.name,
        type=entry.type,
        type_from=entry.type_from,
        types=entry.types,
        language=entry.language,
        sheet=entry.sheet,
        leave_out=entry.without,
        since=entry.since,
        until=entry.until,
        kinds=entry.kinds,
    )
    source = data if isinstance(data, Source) else read_source(data)
    if form is None:
        return read_without_form(source, options)
    return read_with_form(source, form if isinstance(form, Source) else read_source(form), options)


def noted_files(folder: Path) -> dict[str, str]:
    """The files of surveys that came whole, each with its hash as it came."""
    place = folder / FOLDER / HASHES
    lines = place.read_text(encoding="utf-8").splitlines() if place.is_file() else []
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def altered(folder: Path) -> Sequence[str]:
    """The files of surveys that are not what they were when they came, or are gone."""
    wrong = []
    for name, sha256 in noted_files(folder).items():
        path = folder / FOLDER / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            wrong.append(name)
    return wrong
