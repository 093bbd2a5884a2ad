"""Why a passage was suggested or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.readers.codebooks import read_codebook
from qualcode.study.codebook.explaining import explained_table
from qualcode.study.study import Study
from tests.study.make import cells


@pytest.fixture(scope="module")
def sample(sample_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The sample study, open to be read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        with Study.open(sample_once, read_only=True) as study:
            yield study


def passage(study: Study, words: str) -> str:
    """The passage of kii-03 that holds these words."""
    return next(segment.id for segment in study.store.documents.segments("kii-03") if words in segment.text)


def test_a_passage_tells_what_every_code_made_of_it(sample: Study) -> None:
    found = cells(explained_table(sample, "kii-02:35", sample.codebook()))

    assert {row["code"] for row in found if row["outcome"] == "suggested"} == {
        "funding",
        "funding_insufficient",
        "funding_short_term",
    }
    assert "nothing near any of their words" in found[-1]["why"]


def test_one_code_shows_every_rule_with_its_forms(sample: Study) -> None:
    segment_id = passage(sample, "from a shepherd")

    found = cells(explained_table(sample, segment_id, sample.codebook(), "funding_insufficient"))

    assert any("ran out of money" in row["forms_tried"] or "lack of funding" in row["rule"] for row in found)
    assert {row["outcome"] for row in found} == {"not found"}


def test_an_interviewers_passage_is_said_to_be_context(sample: Study) -> None:
    table = explained_table(sample, passage(sample, "Is there mistrust?"), sample.codebook())

    assert any("It is context, not an informant's words" in note for note in table.notes)


@pytest.mark.parametrize(
    ("segment_id", "code", "said"),
    [("kii-03:9999", "", "no such passage"), ("kii-02:35", "nothing", "no such code")],
)
def test_what_is_not_there_is_named(segment_id: str, code: str, said: str, sample: Study) -> None:
    with pytest.raises(UsageError, match=said):
        explained_table(sample, segment_id, sample.codebook(), code)


def test_a_codebook_not_applied_yet_is_said(sample: Study, tmp_path: Path) -> None:
    edited = tmp_path / "codebook.yaml"
    text = sample.codebook_path.read_text("utf-8")
    edited.write_text(text.replace("- overhead\n", "- overhead\n        - shepherd\n"), "utf-8")

    table = explained_table(sample, passage(sample, "from a shepherd"), read_codebook(edited))

    assert any("has not been applied yet" in note for note in table.notes)
    assert any("shepherd" in row["rule"] + row["words"] for row in cells(table))
