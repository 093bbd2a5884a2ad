"""Making a study folder, and finding the files qualcode brings along."""

from __future__ import annotations

import json
from pathlib import Path

from qualcode.errors import UsageError

_HERE = Path(__file__).resolve().parent.parent
SETTINGS = """\
# Settings of this study. Every key is optional; what stands behind a # is the default.

[study]
name = {name}
# codebook = "codebook.yaml"
# informants = "informants.csv"
# guide = "guide.yaml"    # the interview guide, where there is one: tells "not asked" from "not raised"
# types = ["CSO", "UN agency", "International NGO"]    # informant types the roster may use

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
    """A folder that comes with qualcode: `codebooks` or `transcripts_sample`."""
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
    if name == EMPTY:
        raise UsageError(
            "an empty codebook finds nothing yet", hint="write it first: `qualcode init my-study --codebook empty`"
        )
    shipped = brought("codebooks") / f"{name}.yaml"
    if shipped.is_file():
        return shipped
    raise UsageError(f"{name}: no such codebook", hint=f"name a file, or one of: {', '.join(shipped_codebooks())}")


def new_study(folder: Path, *, name: str, codebook: str) -> list[Path]:
    """Make a study folder; files that exist stay as they are. Returns what was made.

    Raises CodebookError, before anything is made, where the codebook cannot be used.
    """
    from qualcode.readers.codebooks import codebook_as_yaml
    from qualcode.store import DATABASE, Project

    content = starter(name) if codebook == EMPTY else codebook_as_yaml(find_codebook(codebook))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file", hint="name a folder")
    (folder / "transcripts").mkdir(mode=0o700, parents=True, exist_ok=True)
    contents = {
        "qualcode.toml": SETTINGS.format(name=json.dumps(name, ensure_ascii=False)).encode(),
        "codebook.yaml": content,
        "informants.csv": INFORMANTS.encode(),
    }
    made = [folder / file for file, content in contents.items() if write_new(folder / file, content)]
    if not (folder / DATABASE).exists():
        Project.create(folder, name=name).close()
        made.append(folder / DATABASE)
    return made


def starter(name: str) -> bytes:
    """A codebook with one theme as an example, to start one's own from."""
    return STARTER.format(name=json.dumps(name, ensure_ascii=False)).encode()


def write_new(path: Path, content: bytes) -> bool:
    """Write a file unless it exists; returns whether it was written."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
