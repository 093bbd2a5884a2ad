"""The study's settings: `qualcode.toml`, the user's own defaults, and the environment. Every key is optional."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Literal

import platformdirs

from qualcode.errors import SettingsError
from qualcode.files.layers import Gathered, gather
from qualcode.model.checked import UnusableError, checked
from qualcode.model.keys import wrong_keys
from qualcode.model.nouns import dataclass

SETTINGS_NAME = "qualcode.toml"
OPEN_ANSWERS = "open-answers"
"""The folder of a study that is a study itself: of its survey's open answers, coded by the same codebook."""
_PREFIX = "QUALCODE_"


FILES = ("codebook", "informants", "protect", "guide", "findings")
"""The keys of a study that name files which people edit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySettings:
    """Where the study keeps what people edit, relative to its folder."""

    name: str = ""
    codebook: str = "codebook.yaml"
    informants: str = "informants.csv"
    protect: str = "protect.csv"
    guide: str = "guide.yaml"
    findings: str = "findings.yaml"
    pseudonyms: Literal["yes", "no"] = "no"
    """Whether names are replaced as interviews are read, by a key that lies elsewhere: see `import --pseudonyms`."""
    recordings: str = "recordings"
    """The folder of the recordings; a file called like an interview is its recording."""
    types: list[str] = field(default_factory=list)
    """Informant types the roster may use; empty: any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSettings:
    """How long a passage may grow before it is cut at a sentence end."""

    words: int = field(default=120, metadata={"ge": 20, "le": 2000})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """What a file does not say itself: `import` writes it here, so that a corrected file is read alike."""

    encoding: str = ""
    split: str = ""
    speakers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingSettings:
    """When an informant counts as reviewed, and when percentages are printed."""

    reviewed: Literal["decided", "read"] = "decided"
    percentages_from: int = field(default=20, metadata={"ge": 1})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySettings:
    """How small a type of informant may be before naming it points at a person."""

    minimum_cell: int = field(default=3, metadata={"ge": 1})
    allowed: dict[str, str] = field(default_factory=dict)
    """Types named in spite of their size, each with the reason."""
    attribution: str = "– {informant_type} informant"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSettings:
    """How long a quote may be, in words."""

    shortest: int = field(default=8, metadata={"ge": 1})
    longest: int = field(default=60, metadata={"ge": 5})


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSettings:
    """In which language quotes are printed of interviews that have a translation, and who translated them."""

    quotes: Literal["original", "translation"] = "original"
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """What a report says that only its authors know; it leaves a marked space for what is not set."""

    title: str = ""
    commissioned_by: str = ""
    author: str = ""
    """Who prepared the report, and for which organisation."""
    period: str = ""
    """When the work was done: `March to June 2026`."""
    sampling: str = ""
    """How informants were chosen, by whom, and why these."""
    approached: str = ""
    """How many people were asked for an interview, and why some gave none."""
    consent: str = ""
    """How consent was asked, and what informants were told of how their words are used."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    """What abbreviations in it stand for: `CSO = "civil society organisation"`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSettings:
    """What a draft calls groups of informants: `"the directorate" = "Ministry of Health"`."""

    groups: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSettings:
    """Who codes, and how the review screen looks and is used."""

    coder: str = ""
    """Who decides; best kept in the user's own settings."""
    theme: Literal["dark", "light"] = "dark"
    keys: dict[str, str] = field(default_factory=dict, metadata={"expect": wrong_keys})
    """Other keys than the usual ones: `accept = "space"`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestSettings:
    """Which ways propose codes besides the codebook's rules, and how likely a code has to be for them to."""

    with_: list[str] = field(default_factory=lambda: ["keywords", "patterns"])
    likely: float = field(default=0.2, metadata={"ge": 0.01, "le": 0.99})
    found: float = field(default=0.95, metadata={"ge": 0.5, "le": 0.999})
    """The share of pairs of informant and theme that have to be found before reading may stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulerSettings:
    """Files by which a Dask scheduler on another machine knows us and we know it, where `tls://` is asked for."""

    ca: str = ""
    certificate: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a study may set, each with a default that suits most."""

    study: StudySettings = StudySettings()
    segments: SegmentSettings = SegmentSettings()
    counting: CountingSettings = CountingSettings()
    privacy: PrivacySettings = PrivacySettings()
    quotes: QuoteSettings = QuoteSettings()
    translations: TranslationSettings = TranslationSettings()
    review: ReviewSettings = ReviewSettings()
    report: ReportSettings = ReportSettings()
    suggest: SuggestSettings = SuggestSettings()
    draft: DraftSettings = DraftSettings()
    scheduler: SchedulerSettings = SchedulerSettings()
    groupings: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Larger groups made of types: `[groupings.side] International = ["International NGO", "UN agency"]`."""
    roles: dict[str, dict[str, str]] = field(default_factory=dict)
    """Per document (or `*`), what a speaker's label stands for: interviewer, other, informant, or an informant's id."""
    reading: dict[str, ReadingSettings] = field(default_factory=dict)
    """Per file name, how it has to be read."""
    quantifiers: dict[str, float] = field(default_factory=dict)
    """Words for shares, each with the smallest share it is used for; empty: qualcode's own scale."""
    model: str = ""
    """Name of an installed spaCy model; empty: the first of those qualcode knows."""


def read_settings(folder: Path | None) -> Settings:
    """Read a study's settings: each key from the environment, else the study's file, else the user's, else the default.

    Raises SettingsError, listing every key that cannot be used, each with the file or variable that sets it.
    """
    read = gather(_files(folder), Settings, _PREFIX)
    problems, hints = [f"{source.place}: {source.problem}" for source in read.unread], [s.hint for s in read.unread]
    try:
        settings = checked(Settings, read.values)
    except UnusableError as error:
        problems += [f"{read.place(key)}: {words}" for key, words in error.problems]
        hints.append("correct the keys named; every key is optional")
    else:
        if garbled := list(_garbled(settings.study, read)):
            problems += garbled
            hints.append("write / between folders, or 'single quotation marks' around the path")
        elif folder is not None and (outside := list(_leading_out(folder, settings.study, read))):
            problems += outside
            hints.append("copy the file into the study's folder, and name it there")
    if problems:
        raise SettingsError("\n".join(problems), hint="; ".join(dict.fromkeys(hints)))
    return settings


def _garbled(study: StudySettings, read: Gathered) -> Iterator[str]:
    r"""Name paths with a sign that no path has: in double quotation marks `\t` of `..\tables` is a tab."""
    for key in FILES:
        name = str(getattr(study, key))
        if any("\0" < sign < " " for sign in name):
            yield f"{read.place(('study', key))}: study.{key}: {name!r} holds a sign that cannot be seen"


def _leading_out(folder: Path, study: StudySettings, read: Gathered) -> Iterator[str]:
    """Name what a study says of its own files that leads out of its folder, by its name or by a link.

    A study may come from somebody else; what the user's own settings and environment say is theirs to say.
    """
    own = tuple(str(path) for path in _own_files(folder))
    for key in FILES:
        name = str(getattr(study, key))
        place = read.place(("study", key))
        if place not in ("", *own):
            continue
        names = (name, str(Path(name).with_suffix(".xlsx"))) if key == "informants" and name else (name,)
        if not all(_is_inside(folder, each) for each in names):
            yield f"{place or own[-1]}: study.{key}: {name!r} leads out of the study's folder"


def _is_inside(folder: Path, name: str) -> bool:
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # links in a circle, what is no name
        return False


def place_of(folder: Path, *key: str) -> str:
    """Name the file or environment variable that sets a key of a study; empty where none does."""
    return gather(_files(folder), Settings, _PREFIX).place(key)


def user_settings_path() -> Path:
    """Where a user keeps defaults for all their studies."""
    return platformdirs.user_config_path("qualcode") / SETTINGS_NAME


def study_around(folder: Path) -> Path | None:
    """The study whose survey's open answers are coded in a folder; None of a study of interviews."""
    around = folder.absolute().parent
    return around if folder.absolute().name == OPEN_ANSWERS and (around / SETTINGS_NAME).is_file() else None


def _files(folder: Path | None) -> list[Path]:
    return [user_settings_path(), *(_own_files(folder) if folder is not None else ())]


def _own_files(folder: Path) -> tuple[Path, ...]:
    """A study's settings, the weaker first: open answers have those of the study around them, too."""
    around = study_around(folder)
    return (*([around / SETTINGS_NAME] if around else []), folder / SETTINGS_NAME)
