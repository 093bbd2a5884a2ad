"""Write more terms into the codebook file of an open study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.study.around import expect_interviews

if TYPE_CHECKING:
    from qualcode.study.study import Study

CHANGED = "the codebook is changed"


def add_terms(study: Study, terms: Mapping[str, Sequence[str]]) -> None:
    """Give codes more terms in the codebook file; the next `suggest` applies them. UsageError where it is no YAML."""
    from qualcode.files.write import write_whole
    from qualcode.readers.codebooks import edit

    text = edit.add_terms(codebook_text(study), terms)
    write_whole(study.codebook_path, text.encode())


def codebook_text(study: Study) -> str:
    """The text of the codebook file, to be edited. UsageError where it is no YAML, which alone keeps its comments, and
    where it is another study's."""
    from qualcode.readers.codebooks import yaml_source

    expect_interviews(study, CHANGED)
    path = study.codebook_path
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(
            f"{path.name}: only a codebook in YAML is edited so",
            hint="edit it where you keep it; `qualcode suggest` notices what changed",
        )
    return yaml_source(path)
