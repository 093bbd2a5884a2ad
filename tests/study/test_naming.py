"""What somebody names is found in any spelling there is, or refused with what they may have meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.model.codebook import Code
from qualcode.study.naming import named_code, named_family, refuse_missing
from tests.make import make_codebook

CODEBOOK = make_codebook("funding", Code(id="short", name="Short-term funding", parent="funding"), "access")


@pytest.mark.parametrize("written", ["short", "SHORT", "Short-term funding", "short-term FUNDING"])
def test_a_code_is_found_by_its_id_or_name_in_any_case(written: str) -> None:
    assert named_code(written, CODEBOOK) == "short"


def test_a_code_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        named_code("acces", CODEBOOK)

    assert (refused.value.message, refused.value.hint) == ("acces: no such code", "did you mean access?")


def test_a_family_is_a_code_with_those_under_it_and_without_a_name_everything() -> None:
    assert named_family("Funding", CODEBOOK) == {"funding", "short"}
    assert named_family("", CODEBOOK) == {"funding", "short", "access"}


def test_a_file_there_is_not_is_refused_with_the_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "codings.csv").touch()
    refuse_missing(tmp_path / "codings.csv")

    for name, hint in (("coding.csv", f"did you mean {tmp_path / 'codings.csv'}?"), ("x/y", "check the spelling")):
        with pytest.raises(UsageError, match="no such file or folder") as refused:
            refuse_missing(tmp_path / name)
        assert refused.value.hint.startswith(hint)
