from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import BusyError, OutputError, QualcodeError
from qualcode.files import held
from qualcode.files.held import delete_file, is_held, refusal, remedy, replace_file
from qualcode.files.source import read_source
from qualcode.files.write import expect_replaceable, write_new, write_whole


def refuse_first(n: int, monkeypatch: pytest.MonkeyPatch, *acts: str) -> None:
    """Let the first acts of each kind fail, as where a virus scanner looks at a new file."""
    monkeypatch.setattr(held, "PAUSE", 0.0)

    def refused(act: Callable[..., object]) -> Callable[..., object]:
        left = [n]

        def run(*given: object, **options: object) -> object:
            if left[0]:
                left[0] -= 1
                raise PermissionError(errno.EACCES, "used by another process", str(given[0]))
            return act(*given, **options)

        return run

    for name in acts:
        monkeypatch.setattr(Path, name, refused(getattr(Path, name)))


def write_then_delete(folder: Path) -> None:
    write_whole(folder / "a.txt", b"new")
    delete_file(folder / "a.txt")


@pytest.mark.parametrize(
    ("act", "left"),
    [
        pytest.param(lambda folder: write_whole(folder / "a.txt", b"new"), b"new", id="written"),
        pytest.param(lambda folder: replace_file(folder / "b.txt", folder / "a.txt"), b"other", id="replaced"),
        pytest.param(write_then_delete, None, id="deleted"),
    ],
)
def test_what_holds_a_file_for_a_moment_is_waited_for(
    act: Callable[[Path], object], left: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "b.txt").write_bytes(b"other")
    refuse_first(3, monkeypatch, "replace", "unlink")

    act(tmp_path)

    path = tmp_path / "a.txt"
    assert (path.read_bytes() if path.exists() else None) == left
    assert not list(tmp_path.glob(".qualcode*"))


@pytest.mark.usefixtures("open_files_stay")
def test_a_file_that_is_open_elsewhere_stays_and_its_error_says_where_to_close_it(tmp_path: Path) -> None:
    path, free = tmp_path / "report.docx", tmp_path / "report.xlsx"
    path.write_bytes(b"old")
    free.write_bytes(b"old")

    with path.open("rb"):
        assert (is_held(path), is_held(free), is_held(tmp_path / "none")) == (True, False, False)
        with pytest.raises(OutputError, match=r"report\.docx: open in another program"):
            expect_replaceable([free, path, tmp_path / "none"])
        with pytest.raises(OutputError) as caught:
            write_whole(path, b"new")
    assert "open in Word or Excel" in caught.value.hint
    assert sorted(each.name for each in tmp_path.iterdir()) == ["report.docx", "report.xlsx"]
    assert path.read_bytes() == b"old"
    assert not write_new(path, b"new")


def refused_to_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(QualcodeError) as caught:
        read_source(path)
    return caught.value.hint


def test_reading_and_writing_name_one_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused_to_read(tmp_path / "a.docx", monkeypatch) == remedy(PermissionError(errno.EACCES, "no"))


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (PermissionError(errno.EACCES, "no"), "Word or Excel"),
        (OSError(errno.ENOSPC, "no"), "free some space"),
        (OSError(errno.EINVAL, "no"), "check the path"),
    ],
)
def test_what_the_system_refuses_has_a_remedy(error: OSError, hint: str) -> None:
    assert hint in remedy(error)


def test_what_the_system_refuses_is_told_with_its_place_and_remedy_and_a_bug_is_not() -> None:
    held = refusal(PermissionError(errno.EACCES, "Permission denied", "a.xlsx"))
    full = refusal(OSError(errno.ENOSPC, "No space left on device"))

    assert held is not None
    assert str(held) == f"a.xlsx: Permission denied\n{remedy(PermissionError())}"
    assert isinstance(full, BusyError)
    assert refusal(OSError("a bug")) is None
