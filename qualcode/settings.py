"""The study's settings: `qualcode.toml`, the user's own defaults, and the environment. Every key is optional."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from qualcode.errors import SettingsError
from qualcode.model.keys import key_problems
from qualcode.model.naming import did_you_mean

SETTINGS_NAME = "qualcode.toml"
_ENVIRONMENT = "environment variable"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StudySettings(_Section):
    """Where the study keeps what people edit, relative to its folder."""

    name: str = ""
    codebook: str = "codebook.yaml"
    informants: str = "informants.csv"
    protect: str = "protect.csv"
    guide: str = "guide.yaml"
    findings: str = "findings.yaml"
    types: list[str] = []
    """Informant types the roster may use; empty: any."""


class SegmentSettings(_Section):
    """How long a passage may grow before it is cut at a sentence end."""

    words: int = Field(default=120, ge=20, le=2000)


class ReadingSettings(_Section):
    """What a file does not say itself: `import` writes it here, so that a corrected file is read alike."""

    encoding: str = ""
    split: str = ""
    speakers: str = ""


class CountingSettings(_Section):
    """When an informant counts as reviewed, and when percentages are printed."""

    reviewed: Literal["decided", "read"] = "decided"
    percentages_from: int = Field(default=20, ge=1)


class PrivacySettings(_Section):
    """How small a type of informant may be before naming it points at a person."""

    minimum_cell: int = Field(default=3, ge=1)
    allowed: dict[str, str] = {}
    """Types named in spite of their size, each with the reason."""
    attribution: str = "– {informant_type} informant"


class QuoteSettings(_Section):
    """How long a quote may be, in words."""

    shortest: int = Field(default=8, ge=1)
    longest: int = Field(default=60, ge=5)


class ReviewSettings(_Section):
    """Who codes, and how the review screen looks and is used."""

    coder: str = ""
    """Who decides; best kept in the user's own settings."""
    theme: Literal["dark", "light"] = "dark"
    keys: dict[str, str] = {}
    """Other keys than the usual ones: `accept = "space"`."""

    @field_validator("keys")
    @classmethod
    def _usable(cls, keys: dict[str, str]) -> dict[str, str]:
        if problems := list(key_problems(keys)):
            raise PydanticCustomError("keys", "{problems}", {"problems": "; ".join(problems)})
        return keys


class Settings(BaseSettings):
    """Everything a study may set, each with a default that suits most."""

    model_config = SettingsConfigDict(env_prefix="QUALCODE_", env_nested_delimiter="__", extra="forbid", frozen=True)

    study: StudySettings = StudySettings()
    segments: SegmentSettings = SegmentSettings()
    counting: CountingSettings = CountingSettings()
    privacy: PrivacySettings = PrivacySettings()
    quotes: QuoteSettings = QuoteSettings()
    review: ReviewSettings = ReviewSettings()
    groupings: dict[str, dict[str, list[str]]] = {}
    """Larger groups made of types: `[groupings.side] International = ["International NGO", "UN agency"]`."""
    roles: dict[str, dict[str, str]] = {}
    """Per document (or `*`), what a speaker's label stands for: interviewer, other, informant, or an informant's id."""
    reading: dict[str, ReadingSettings] = {}
    """Per file name, how it has to be read."""
    quantifiers: dict[str, float] = {}
    """Words for shares, each with the smallest share it is used for; empty: qualcode's own scale."""
    model: str = ""
    """Name of an installed spaCy model; empty: the first of those qualcode knows."""


def read_settings(folder: Path | None) -> Settings:
    """Read a study's settings: each key from the environment, else the study's file, else the user's, else the default.

    Raises SettingsError, listing every key that cannot be used, each with the file or variable that sets it.
    """
    files = [user_settings_path()] if folder is None else [folder / SETTINGS_NAME, user_settings_path()]
    layers = [(_ENVIRONMENT, _environment()), *((str(path), _file(path)) for path in files)]

    class _Layered(Settings):
        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *args: Any, **sources: PydanticBaseSettingsSource
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return tuple(InitSettingsSource(settings_cls, values) for _, values in layers)

    try:
        return _Layered()
    except ValidationError as error:
        problems = (_in_words(problem, layers) for problem in error.errors(include_url=False, include_input=False))
        raise SettingsError("\n".join(problems), hint="correct the keys named; every key is optional") from None


def user_settings_path() -> Path:
    """Where a user keeps defaults for all their studies."""
    return platformdirs.user_config_path("qualcode") / SETTINGS_NAME


def _file(path: Path) -> dict[str, Any]:
    """What a settings file holds; nothing where there is none."""
    try:
        return tomllib.loads(path.read_bytes().decode()) if path.is_file() else {}
    except (ValueError, OSError) as error:
        raise SettingsError(f"{path}: {error}", hint="write it as TOML: [section], key = value") from None


def _environment() -> dict[str, Any]:
    """What the environment sets."""
    try:
        return EnvSettingsSource(Settings)()
    except ValueError:
        unreadable = ", ".join(name for name, value in os.environ.items() if not _can_be_read(name, value))
        raise SettingsError(
            f"{_ENVIRONMENT} {unreadable}: not a list or a section in JSON",
            hint='for example QUALCODE_STUDY__TYPES=\'["CSO", "UN agency"]\'',
        ) from None


def _can_be_read(name: str, value: str) -> bool:
    """Whether an environment variable can be read as a setting, or is none."""
    source = EnvSettingsSource(Settings)
    source.env_vars = {name.lower(): value}
    try:
        source()
    except ValueError:
        return False
    return True


def _in_words(problem: ErrorDetails, layers: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """Where a key is set, and what is wrong with it."""
    place = next(name for name, values in layers if _sets(values, problem["loc"]))
    if place == _ENVIRONMENT:
        place = f"{place} {_variable(problem['loc'])}"
    key = ".".join(map(str, problem["loc"]))
    if problem["type"] == "extra_forbidden":
        hint = did_you_mean(key, _keys(Settings), otherwise="", likeness=0.6)
        return f"{place}: {key} is not a setting{hint and f'; {hint}'}"
    return f"{place}: {key}: {_remedy(problem)}"


def _remedy(problem: ErrorDetails) -> str:
    """What a key has to hold instead, in words for those who know neither Python nor pydantic."""
    limits = problem.get("ctx", {})
    match problem["type"]:
        case "literal_error":
            return f"has to be {limits['expected']}"
        case "greater_than_equal":
            return f"has to be at least {limits['ge']}"
        case "less_than_equal":
            return f"has to be at most {limits['le']}"
    wanted = _KINDS.get(problem["type"].partition("_")[0])
    return f"has to be {wanted}" if wanted else problem["msg"]


_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "string": "text in quotation marks",
    "list": 'a list: ["one", "another"]',
    "dict": "a section of keys and values",
    "model": "a section of keys and values",
}
"""By how the name of pydantic's error begins."""


def _sets(values: Any, key: Sequence[int | str]) -> bool:
    """Whether nested dicts and lists hold a value at that key."""
    for part in key:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _variable(key: Sequence[int | str]) -> str:
    """The environment variables that set a key, a section it stands in, or something in it."""
    wanted = "QUALCODE_" + "__".join(map(str, key)).upper()
    names = sorted(name.upper() for name in os.environ if name.upper().startswith("QUALCODE_"))
    return ", ".join(name for name in names if f"{wanted}__".startswith(f"{name}__") or name.startswith(f"{wanted}__"))


def _keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield prefix + name
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _keys(field.annotation, f"{prefix}{name}.")
