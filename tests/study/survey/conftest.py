"""Forms and data of the two surveys, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.study.survey.make import survey_files


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with cso.xlsx, others.xlsx and their forms."""
    return survey_files(tmp_path_factory.mktemp("surveys"))
