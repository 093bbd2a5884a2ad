from __future__ import annotations

import pytest

from qualcode.errors import CodebookError
from qualcode.model.journal import EventKind
from qualcode.study.codebook.changes import new_code
from qualcode.study.study import Study


def test_a_code_made_on_the_spot_stands_in_the_codebook_with_its_record(coded: Study) -> None:
    codebook, code_id = new_code(coded, "Late instalments", "funding")

    assert (code_id, codebook.code(code_id).parent) == ("late_instalments", "funding")
    assert "late_instalments" in coded.codebook_path.read_text(encoding="utf-8")
    assert [event.target for event in coded.project.events(EventKind.REDIRECT)] == ["late_instalments"]
    with pytest.raises(CodebookError, match="there is a code late_instalments already"):
        new_code(coded, "late instalments", None)
