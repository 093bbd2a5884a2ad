"""What the scripts install: every dependency at one version, known by its hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NEEDED = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["en"]]
GROUPS = PROJECT["dependency-groups"]
FOR_TESTS = [each for each in GROUPS["dev"] if isinstance(each, str)]


def _locked(name: str) -> dict[str, tuple[str, list[str]]]:
    """By package, its version and its hashes."""
    found = {}
    for entry in re.findall(r"^\S+==.*(?:\n +--hash=.*)*", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE):
        package, version = re.match(r"(\S+)==(\S+)", entry).groups()
        found[canonicalize_name(package)] = (version, re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry))
    return found


LOCKED = _locked("requirements.txt")
LOCKED_FOR_TESTS = LOCKED | _locked("requirements-dev.txt")


@pytest.mark.parametrize("dependency", [*NEEDED, *GROUPS["build"]])
def test_what_qualcode_needs_is_locked_at_a_version_it_takes(dependency: str) -> None:
    wanted = Requirement(dependency)
    version, hashes = LOCKED[canonicalize_name(wanted.name)]

    assert version in wanted.specifier
    assert hashes


@pytest.mark.parametrize("dependency", FOR_TESTS)
def test_what_its_tests_need_is_locked_at_a_version_they_take(dependency: str) -> None:
    wanted = Requirement(dependency)
    version, hashes = LOCKED_FOR_TESTS[canonicalize_name(wanted.name)]

    assert version in wanted.specifier
    assert hashes


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_no_place_to_fetch_from_is_locked(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    assert "://" not in text
    assert "index-url" not in text
