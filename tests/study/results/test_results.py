"""Tables of a study half reviewed say so until the last suggestion is decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.model.coding import Verdict
from qualcode.model.table import Basis, Table
from qualcode.study.review.sessions import open_session
from qualcode.study.study import Study
from tests.study.make import accept_all, cells

CAVEAT = "review unfinished"
REGIONS = ("region", "north", "south", "south")


@pytest.fixture
def begun(written: Study) -> Study:
    """Amal decided the first suggestion and no other."""
    rows = written.roster_path.read_text("utf-8").splitlines()
    with_region = [f"{row},{region}" for row, region in zip(rows, REGIONS, strict=True)]
    written.roster_path.write_text("\n".join(with_region), "utf-8")
    written.import_transcripts()
    written.suggest()
    session = open_session(written, "amal")
    session.decide(next(iter(session.items())), Verdict.ACCEPT)
    return written


TABLES: dict[str, Callable[[Study], Table]] = {
    "frequencies": lambda study: study.results().frequencies(),
    "coverage": lambda study: study.results().coverage(),
    "quantifiers": lambda study: study.results().quantifiers(),
    "compare": lambda study: study.results().compare("region=north", "region=south", small_groups=True),
    "cooccurrence": lambda study: study.results().cooccurrence(),
    "matrix": lambda study: study.results().matrix(),
    "saturation": lambda study: study.results().saturation(),
    "evidence": lambda study: study.results().evidence(),
    "quotes": lambda study: study.quotes(),
}


@pytest.mark.parametrize("made", TABLES.values(), ids=TABLES)
def test_every_table_says_so_until_the_last_suggestion_is_decided(made: Callable[[Study], Table], begun: Study) -> None:
    unfinished = made(begun)
    assert CAVEAT in unfinished.title
    assert unfinished.basis is Basis.UNFINISHED
    assert unfinished.basis.caveat == CAVEAT

    accept_all(begun)

    finished = made(begun)
    assert CAVEAT not in finished.title
    assert finished.basis is Basis.CODINGS
    assert finished.basis.caveat == ""


def test_how_far_the_review_is_stands_under_the_table_and_words_speak_of_those_reviewed(begun: Study) -> None:
    table = begun.frequencies()

    assert any("1 of 4 suggestions decided" in note for note in table.notes), table.notes
    assert {row["in_words"] for row in cells(table)} == {"none (of those reviewed)", "nobody to count"}
