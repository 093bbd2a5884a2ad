"""The study's settings: `qualcode.toml`, the user's own defaults, and the environment. Every key is optional."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from qualcode.errors import SettingsError
from qualcode.review.keys import key_problems

SETTINGS_NAME = "qualcode.toml"


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

    reviewed: str = Field(default="decided", pattern="^(decided|read)$")
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
    theme: str = Field(default="dark", pattern="^(dark|light)$")
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

    Raises SettingsError, listing every key that cannot be used.
    """
    paths = [user_settings_path()] if folder is None else [folder / SETTINGS_NAME, user_settings_path()]

    class _Layered(Settings):
        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *args: Any, **sources: PydanticBaseSettingsSource
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            files = [TomlConfigSettingsSource(settings_cls, path) for path in paths]
            return sources["init_settings"], sources["env_settings"], *files

    try:
        return _Layered()
    except ValidationError as error:
        raise SettingsError(
            "\n".join(_problems(error, paths[0])), hint="correct the keys named; every key is optional"
        ) from None
    except (ValueError, OSError) as error:
        raise SettingsError(f"{paths[0]}: {error}", hint="write it as TOML: [section], key = value") from None


def user_settings_path() -> Path:
    """Where a user keeps defaults for all their studies."""
    return platformdirs.user_config_path("qualcode") / SETTINGS_NAME


def _problems(error: ValidationError, path: Path) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_input=False):
        key = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            nearest = difflib.get_close_matches(key, list(_keys(Settings)), n=1)
            known = f"; did you mean {nearest[0]}?" if nearest else ""
            yield f"{path}: {key} is not a setting{known}"
        else:
            yield f"{path}: {key}: {problem['msg']}"


def _keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield prefix + name
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _keys(field.annotation, f"{prefix}{name}.")
