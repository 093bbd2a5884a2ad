"""The small study and the sample, served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qualcode.study.study import Study
from tests.study.conftest import coded, coded_once, heard, sample, shown, written_once  # noqa: F401
from tests.web.make import Pages, served


@pytest.fixture
def pages(coded: Study) -> Iterator[Pages]:  # noqa: F811
    """Somebody who reviews the small study."""
    with served(coded) as (app, sessions):
        yield Pages(app, sessions)
