"""What all tests share."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from qualcode.files import held
from tests.examples import examples

settings.register_profile(
    "qualcode", deadline=None, max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("qualcode")  # a busy machine is no failure

gc.set_threshold(400_000, 50, 50)  # as the program itself has it

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each process that a test starts would compile the program anew
sys.dont_write_bytecode = False

if (MEMORY := Path("/dev/shm")).is_dir() and shutil.disk_usage(MEMORY).free > 2**32:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # where to wait for no disk: what stops is told to

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by all that a shell starts in the background


def pytest_collection_finish() -> None:
    """Look no more through what was collected: it stays to the end."""
    gc.freeze()


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Files and whole texts as arguments do not name a test: a zip archive made a second later is another name."""
    is_long = isinstance(val, bytes) or (isinstance(val, str) and (len(val) > 60 or "\n" in val))
    return argname if is_long else None


@pytest.fixture
def open_files_go(tmp_path: Path) -> None:
    """Skips where a file that is open is not replaced: there nobody meets one that was."""
    path, other = tmp_path / "open", tmp_path / "other"
    path.touch()
    other.touch()
    with path.open("rb"):
        try:
            other.replace(path)
        except PermissionError:
            pytest.skip("an open file is not replaced here")


@pytest.fixture
def open_files_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: a file that this process has open is neither replaced nor renamed nor deleted."""
    if sys.platform != "linux":
        pytest.skip("looks at what is open")
    monkeypatch.setattr(held, "PATIENCE", 0.0)

    def guarded(act: Callable[..., Any], n_paths: int) -> Callable[..., Any]:
        def run(*given: Any, dir_fd: int | None = None, **options: Any) -> Any:
            opened = {os.path.realpath(handle) for handle in Path("/proc/self/fd").iterdir()}
            folder = "." if dir_fd is None else f"/proc/self/fd/{dir_fd}"
            if not opened.isdisjoint(os.path.realpath(Path(folder, path)) for path in given[:n_paths]):
                raise PermissionError(13, "it is being used by another process", os.fspath(given[0]))
            return act(*given, **options, **({} if dir_fd is None else {"dir_fd": dir_fd}))

        return run

    for name, n_paths in {"replace": 2, "rename": 2, "unlink": 1}.items():
        monkeypatch.setattr(os, name, guarded(getattr(os, name), n_paths))


def made_once(name: str, make: Callable[[Path], None], factory: pytest.TempPathFactory) -> Path:
    """A copy of a folder that only the first of the processes which run the tests makes; the others wait for it."""
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"{name} made once"
    is_made = shared.with_name(f"{name} is made")
    try:
        shared.mkdir()
    except FileExistsError:
        while not is_made.exists():
            time.sleep(0.05)
    else:
        try:
            make(shared / name)
        finally:
            is_made.touch()
    return Path(shutil.copytree(shared / name, factory.mktemp(name) / name))


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy or to read: the sample study as `qualcode demo` leaves it."""
    from qualcode.study.run import run_sample

    def make(folder: Path) -> None:
        done = run_sample(folder)
        assert done.n_failed == 0
        assert {*done.written} <= {*(folder / "reports").iterdir()}
        assert {path.suffix for path in done.written} >= {".docx", ".lock"}

    return made_once("demo", make, tmp_path_factory)
