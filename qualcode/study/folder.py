"""Study folders: finding one, making one, and keeping what it rests on from being overwritten."""

from __future__ import annotations

import json
from pathlib import Path

from qualcode.errors import NoStudyError, ProjectError, SettingsError, UsageError
from qualcode.files.write import write_new
from qualcode.settings import SETTINGS_NAME, StudySettings, read_settings
from qualcode.store import DATABASE

_HERE = Path(__file__).resolve().parent.parent
SETTINGS = """\
# Settings of this study. Every key is optional; what stands behind a # is the default.

[study]
name = {name}
# codebook = "codebook.yaml"
# informants = "informants.csv"
# guide = "guide.yaml"    # the interview guide, where there is one: tells "not asked" from "not raised"
# recordings = "recordings"    # sound files called like their interviews: times of quotes lead there
# types = ["CSO", "UN agency", "International NGO"]    # informant types the list may use

# Larger groups made of types, for `qualcode frequencies --by side`:
# [groupings.side]
# International = ["International NGO", "UN agency"]

# What a speaker's label stands for, in one document or in all (*):
# [roles."*"]
# "Dr Hana" = "interviewer"

# [privacy]
# minimum_cell = 3    # a type with fewer informants is not named in tables and attributions

# [quotes]
# shortest = 8        # words
# longest = 60
"""
EMPTY = "empty"
TEMPLATE = "template"
_KEPT = ("transcripts", "recordings", "survey", "backups", ".cache")
"""Folders of a study that nothing is written to from outside."""
_SHOWN = 5
"""Studies of a folder that are named."""
STARTER = """\
# The themes of this study, one under the other; docs/codebook.md says what else a theme may have.
codebook: {name}
version: "0.1"
languages: [en]
codes:
  # Copy this block for each theme. The id never changes; the name may. Lines are indented with spaces, not tabs.
  - id: funding
    name: Funding
    definition: Money the organisation has, lacks, seeks or loses.
    # Words that point at it; `fund` also finds funds, funded, funding. A phrase stands between "quotation marks".
    terms: [fund, donor, grant, "run out of money"]
    tests:
      match: ["Not many donors have money for development now."]
      no_match: ["The children had fun."]
"""
INFORMANTS = "informant_id,informant_type,document,speaker,organisation,round,language,record,date\n"


def brought(name: str) -> Path:
    """A folder that comes with qualcode: `codebooks`, `transcripts_sample` or `survey_sample`."""
    installed = _HERE / "sample" / name
    return installed if installed.is_dir() else _HERE.parent / name


def shipped_codebooks() -> list[str]:
    """Names of the codebooks that come with qualcode."""
    return sorted(path.stem for path in brought("codebooks").glob("*.yaml"))


def find_codebook(name: str) -> Path:
    """A codebook by path, or by the name of one that comes with qualcode.

    Raises UsageError when it is neither.
    """
    path = Path(name)
    if path.is_file():
        return path
    if name in (EMPTY, TEMPLATE):
        raise UsageError(
            "an empty codebook finds nothing yet", hint=f"write it first: `qualcode init my-study --codebook {name}`"
        )
    shipped = brought("codebooks") / f"{name}.yaml"
    if shipped.is_file():
        return shipped
    raise UsageError(f"{name}: no such codebook", hint=f"name a file, or one of: {', '.join(shipped_codebooks())}")


def new_study(folder: Path, *, name: str, codebook: str) -> list[Path]:
    """Make a study folder; files that exist stay as they are. Returns what was made.

    Raises CodebookError, before anything is made, where the codebook cannot be used.
    """
    from qualcode.readers.codebooks import codebook_as_yaml, template_workbook
    from qualcode.store import Store

    settings = settings_of_new(name)
    file = "codebook.yaml"
    if codebook == TEMPLATE:
        file, content = "codebook.xlsx", template_workbook()
        settings = settings.replace(b'# codebook = "codebook.yaml"', b'codebook = "codebook.xlsx"')
    else:
        content = starter(name) if codebook == EMPTY else codebook_as_yaml(find_codebook(codebook))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file", hint="name a folder")
    contents = {
        SETTINGS_NAME: settings,  # first: by it a study that was stopped half-made is known
        file: content,
        "informants.csv": INFORMANTS.encode(),
    }
    if (folder / "informants.xlsx").exists():
        del contents["informants.csv"]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = [folder / file for file, content in contents.items() if write_new(folder / file, content)]
    (folder / "transcripts").mkdir(mode=0o700, exist_ok=True)
    if not (folder / DATABASE).exists():
        Store.create(folder, name=name).close()
        made.append(folder / DATABASE)
    return made


def copied_codebook(codebook: str) -> str:
    """What a new study's codebook is, in words, and which others there are."""
    what = {
        EMPTY: "one theme, to write yours after",
        TEMPLATE: "headings and a few themes, to write yours after in Excel",
    }.get(codebook, f"a copy of {codebook}, to edit or replace")
    others = ", ".join(each for each in (*shipped_codebooks(), EMPTY) if each != codebook)
    return f"{what} (others: {others})"


def settings_of_new(name: str) -> bytes:
    """The settings file of a new study of that name."""
    return SETTINGS.format(name=json.dumps(name, ensure_ascii=False)).encode()


def starter(name: str) -> bytes:
    """A codebook with one theme as an example, to start one's own from."""
    return STARTER.format(name=json.dumps(name, ensure_ascii=False)).encode()


def find_study(folder: Path | None) -> Path:
    """The study folder named, or the nearest one at or above the current folder."""
    if folder is not None:
        if not is_study(folder):
            raise NoStudyError(
                f"{folder}: not a study folder (it has no {DATABASE})",
                hint="make one with `qualcode init DIR`, or name another with --project",
            )
        return folder
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if is_study(candidate):
            return candidate
    raise NoStudyError(
        f"{here}: neither this folder nor one above it is a study (has a {DATABASE})",
        hint=_studies_in(here)
        or "go to the study's folder, name it with --project DIR, or make one with `qualcode init DIR`",
    )


def folder_at_hand(folder: Path | None) -> Path | None:
    """The study at a folder, or without one where we stand; None where there is none that holds anything.

    Raises ProjectError where there is no study at the folder.
    """
    try:
        found = find_study(folder)
    except ProjectError:
        if folder is not None:
            raise
        return None
    return found if has_database(found) else None


def _studies_in(folder: Path) -> str:
    """Where studies lie in a folder, how to go to one; else empty."""
    found = sorted(each.name for each in folder.iterdir() if each.is_dir() and is_study(each))
    if not found:
        return ""
    one = f"cd {found[0]}, or --project {found[0]}"
    if len(found) == 1:
        return f"{found[0]}/ is a study: {one}"
    return f"studies here: {', '.join(found[:_SHOWN])}{' …' if len(found) > _SHOWN else ''}; for example: {one}"


def has_database(folder: Path) -> bool:
    """Whether the study in a folder has been made whole: settings alone are a study that nothing was read into."""
    return (folder / DATABASE).is_file()


def is_study(folder: Path) -> bool:
    """Whether a folder holds a study."""
    return (folder / DATABASE).exists() or (folder / SETTINGS_NAME).exists()


def refuse_own_files(path: Path) -> None:
    """UsageError where a file to write is one that a study rests on."""
    target = path.resolve()
    for folder in target.parents:
        if is_study(folder) and (what := _own(folder, target)):
            raise UsageError(
                f"{path}: this is {what} of the study, and is not overwritten",
                hint="choose another name, for instance in its reports folder",
            )


def _own(folder: Path, target: Path) -> str:
    inside = target.relative_to(folder).parts
    if inside[0] in _KEPT:
        return f"in the {inside[0]} folder"
    if inside[0].startswith((DATABASE, f".{DATABASE}")):
        return "the database"
    if inside == (SETTINGS_NAME,):
        return "the settings file"
    return _edited(folder).get(target, "") if target.exists() else ""


def _edited(folder: Path) -> dict[Path, str]:
    try:
        settings = read_settings(folder).study
    except SettingsError:
        settings = StudySettings()
    names = {
        settings.codebook: "the codebook",
        settings.informants: "the list of informants",
        str(Path(settings.informants).with_suffix(".xlsx")): "the list of informants",
        settings.protect: "the list of names to protect",
        settings.guide: "the interview guide",
        settings.findings: "the list of findings",
        "survey.yaml": "what is said about the surveys",
    }
    return {(folder / name).resolve(): what for name, what in names.items()}


def expect_new_sheet(path: Path, what: str, read_by: str) -> None:
    """UsageError where a sheet to fill in is no Excel file, one of the study's own, or would replace a filled-in one.

    `what` the sheet is and the command that it is `read_by` are for the message.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path}: {what} is an Excel file", hint="give it a name that ends in .xlsx")
    refuse_own_files(path)
    if path.exists():
        raise UsageError(
            f"{path}: there is such a file, and what was filled in there would be lost",
            hint=f"choose another name, or read it in (`{read_by} {path}`) and delete it",
        )


def is_unwritten(path: Path) -> bool:
    """Whether it is the list of informants as a new study has it, in which nobody has written."""
    return path.is_file() and path.read_bytes() == INFORMANTS.encode()


def is_starter(path: Path, name: str) -> bool:
    """Whether it is the codebook as a new study of that name has it, in which nobody has written."""
    return path.is_file() and path.read_bytes() == starter(name)
