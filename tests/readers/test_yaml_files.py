"""The files people write in YAML, as Windows' editors save them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.readers.codebooks import read_codebook, yaml_source
from qualcode.readers.findings import read_findings
from qualcode.readers.guide import read_guide
from qualcode.readers.survey.plan import read_plan

FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "codebook": (read_codebook, "codebook: Café\ncodes:\n  - {id: staff, name: Café, definition: x, terms: [café]}\n"),
    "codebook to edit": (yaml_source, "codebook: Café\n"),
    "guide": (read_guide, "guide: x\nquestions:\n  - {id: q1, wording: And the café?}\n"),
    "findings": (
        lambda path: read_findings(path, ["staff"]),
        "findings:\n  - id: F1\n    statement: The café closed.\n    codes: [staff]\n",
    ),
    "survey": (read_plan, "surveys:\n  cso: {type: CSO, fielded: Café}\n"),
}
each = pytest.mark.parametrize(("read", "text"), FILES.values(), ids=FILES)


@each
@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(
    read: Callable[[Path], object], text: str, mark: str, tmp_path: Path
) -> None:
    path, edited = tmp_path / "plain" / "a.yaml", tmp_path / "windows" / "a.yaml"
    for made, content in ((path, text.encode()), (edited, text.replace("\n", "\r\n").encode(mark))):
        made.parent.mkdir()
        made.write_bytes(content)

    assert read(edited) == read(path)


@each
@pytest.mark.parametrize(
    ("encoding", "says"),
    [("cp1252", r"a\.yaml: line \d: is not UTF-8 text"), ("utf-16", r"a\.yaml: is UTF-16 \(“Unicode”\) text")],
)
def test_another_encoding_is_refused_with_the_way_out(
    read: Callable[[Path], object], text: str, encoding: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode(encoding))

    with pytest.raises(QualcodeError, match=says) as caught:
        read(path)
    assert "save it as UTF-8: in Notepad" in str(caught.value)
