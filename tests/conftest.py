"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("qualcode", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("qualcode")  # a busy machine is no failure


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Files and whole texts as arguments do not name a test: a zip archive made a second later is another name."""
    is_long = isinstance(val, bytes) or (isinstance(val, str) and (len(val) > 60 or "\n" in val))
    return argname if is_long else None


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy or to read: the sample study as `qualcode demo` leaves it, its one privacy question settled."""
    from qualcode.study.results.privacy import settle_as_asked
    from qualcode.study.run import run_sample
    from qualcode.study.study import Study

    folder = tmp_path_factory.mktemp("sample") / "demo"
    assert run_sample(folder).n_failed == 0
    with Study.open(folder) as study:
        reason = "agreed with the informant in writing"
        settle_as_asked(study, study.results(), allow="Key informant (n = 1)", reason=reason)
    return folder
