"""The study's settings: `qualcode.toml`, the user's own defaults, and the environment. Every key is optional."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any, Literal, NamedTuple

import platformdirs

from qualcode.errors import SettingsError
from qualcode.files.held import remedy
from qualcode.model.checked import Key, UnusableError, checked, has_parts, is_section, kind_of
from qualcode.model.keys import wrong_keys
from qualcode.model.toml_text import parse_toml

SETTINGS_NAME = "qualcode.toml"
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
class ReportSettings:
    """What a report says that only its authors know; it leaves a marked space for what is not set."""

    title: str = ""
    commissioned_by: str = ""
    period: str = ""
    """When the work was done: `March to June 2026`."""
    sampling: str = ""
    """How informants were chosen, by whom, and why these."""
    approached: str = ""
    """How many people were asked for an interview, and why some gave none."""
    consent: str = ""
    """How consent was asked, and what informants were told of how their words are used."""


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
    read = _gathered(folder)
    problems, hints = [f"{source.place}: {source.problem}" for source in read.unread], [s.hint for s in read.unread]
    try:
        settings = checked(Settings, read.values)
    except UnusableError as error:
        problems += [f"{_place(key, read.places)}: {words}" for key, words in error.problems]
        hints.append("correct the keys named; every key is optional")
    else:
        if garbled := list(_garbled(settings.study, read.places)):
            problems += garbled
            hints.append("write / between folders, or 'single quotation marks' around the path")
        elif folder is not None and (outside := list(_leading_out(folder, settings.study, read.places))):
            problems += outside
            hints.append("copy the file into the study's folder, and name it there")
    if problems:
        raise SettingsError("\n".join(problems), hint="; ".join(dict.fromkeys(hints)))
    return settings


def _garbled(study: StudySettings, places: Mapping[Key, str]) -> Iterator[str]:
    r"""Name paths with a sign that no path has: in double quotation marks `\t` of `..\tables` is a tab."""
    for key in FILES:
        name = str(getattr(study, key))
        if any("\0" < sign < " " for sign in name):
            yield f"{_place(('study', key), places)}: study.{key}: {name!r} holds a sign that cannot be seen"


def _leading_out(folder: Path, study: StudySettings, places: Mapping[Key, str]) -> Iterator[str]:
    """Name what a study says of its own files that leads out of its folder, by its name or by a link.

    A study may come from somebody else; what the user's own settings and environment say is theirs to say.
    """
    own = folder / SETTINGS_NAME
    for key in FILES:
        name = str(getattr(study, key))
        place = _place(("study", key), places)
        if place not in ("", str(own)):
            continue
        names = (name, str(Path(name).with_suffix(".xlsx"))) if key == "informants" and name else (name,)
        if not all(_is_inside(folder, each) for each in names):
            yield f"{place or own}: study.{key}: {name!r} leads out of the study's folder"


def _is_inside(folder: Path, name: str) -> bool:
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # links in a circle, what is no name
        return False


def place_of(folder: Path, *key: str) -> str:
    """Name the file or environment variable that sets a key of a study; empty where none does."""
    return _place(key, _gathered(folder).places)


def user_settings_path() -> Path:
    """Where a user keeps defaults for all their studies."""
    return platformdirs.user_config_path("qualcode") / SETTINGS_NAME


class _Source(NamedTuple):
    """A file or variable that sets keys, or what is wrong with it."""

    place: str
    values: Mapping[str, Any] = {}
    problem: str = ""
    hint: str = ""


class _Gathered(NamedTuple):
    """What all sources set together, where each key is set, and the sources that cannot be read."""

    values: dict[str, Any]
    places: dict[Key, str]
    unread: list[_Source]


def _gathered(folder: Path | None) -> _Gathered:
    files = [user_settings_path()] if folder is None else [user_settings_path(), folder / SETTINGS_NAME]
    gathered = _Gathered({}, {}, [])
    for source in (*map(_file, files), *_variables()):
        _overlay(gathered.values, source.values, source.place, gathered.places)
        if source.problem:
            gathered.unread.append(source)
    return gathered


def _file(path: Path) -> _Source:
    """Read a settings file, which need not be there."""
    try:
        return _Source(str(path), parse_toml(path.read_bytes()) if path.is_file() else {})
    except ValueError as error:
        return _Source(str(path), problem=str(error), hint="write it as TOML: [section], key = value")
    except OSError as error:
        return _Source(str(path), problem=error.strerror or "cannot be read", hint=remedy(error))


def _variables() -> Iterator[_Source]:
    """Read the environment, whole sections before keys in them: `QUALCODE_STUDY` before `QUALCODE_STUDY__NAME`."""
    for name in sorted(os.environ, key=lambda name: (name.count("__"), name)):
        first, *inner = name.lower().removeprefix(_PREFIX.lower()).split("__")
        kind = kind_of(first, Settings)
        if not name.upper().startswith(_PREFIX) or kind is None or (inner and not has_parts(kind)):
            continue
        place = f"environment variable {name}"
        try:
            value = _from_text(os.environ[name], kind, inner)
        except (ValueError, RecursionError):
            hint = 'for example QUALCODE_STUDY__TYPES=\'["CSO", "UN agency"]\''
            yield _Source(place, problem="not a list or a section in JSON", hint=hint)
        else:
            yield _Source(place, reduce(lambda held, part: {part: held}, reversed((first, *inner)), value))


def _from_text(text: str, kind: Any, inner: Iterable[str]) -> Any:
    """What a variable sets: text, or JSON where the key holds a list or a section. Raises ValueError."""
    strict = True
    for part in inner:
        strict = is_section(kind)
        kind = kind_of(part, kind)
    if not has_parts(kind):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        if strict and (text or not inner):
            raise
        return text


def _overlay(
    values: dict[str, Any], above: Mapping[str, Any], place: str, places: dict[Key, str], at: Key = ()
) -> None:
    """Put what one place sets over what weaker ones set, and note whose each key now is."""
    for name, value in above.items():
        key = (*at, name)
        places[key] = place
        if isinstance(value, Mapping):
            if not isinstance(values.get(name), dict):
                values[name] = {}
            _overlay(values[name], value, place, places, key)
        else:
            values[name] = value


def _place(key: Key, places: Mapping[Key, str]) -> str:
    """Where a key is set, or else the list or section it is in."""
    return next((places[key[:n]] for n in range(len(key), 0, -1) if key[:n] in places), "")
