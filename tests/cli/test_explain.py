"""`suggest --explain` and `trace` on a passage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualcode.store import Store
from tests.cli.conftest import Command


def passage(sample: Path, words: str) -> str:
    """The passage of kii-03 that holds these words."""
    with Store.open(sample, read_only=True) as store:
        return next(segment.id for segment in store.documents.segments("kii-03") if words in segment.text)


@pytest.mark.parametrize("command", [("suggest", "--explain"), ("trace",)], ids=" ".join)
def test_a_passage_tells_what_every_code_made_of_it(command: tuple[str, ...], sample: Path, qualcode: Command) -> None:
    done = qualcode(*command, "kii-02:35", "--project", sample, "--format", "json")

    cells = done.cells
    assert done.code == 0
    assert {cell["code"] for cell in cells if cell["outcome"] == "suggested"} == {
        "funding",
        "funding_insufficient",
        "funding_short_term",
    }
    assert "nothing near any of their words" in cells[-1]["why"]


def test_one_code_shows_every_rule_with_its_forms(sample: Path, qualcode: Command) -> None:
    one = ("trace", "kii-02:35", "--code", "funding_insufficient", "--project", sample, "--format", "json")

    cells = qualcode(*one).cells
    assert {cell["code"] for cell in cells} == {"funding_insufficient"}
    assert all("forms_tried" in cell for cell in cells)


def test_explaining_changes_nothing(sample: Path, qualcode: Command) -> None:
    before = (sample / "project.db").read_bytes()
    assert qualcode("suggest", "--explain", passage(sample, "from a shepherd"), "--project", sample).code == 0
    assert (sample / "project.db").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("kii-03:9999",), "no such passage"), (("kii-02:35", "--code", "nothing"), "no such code")],
)
def test_what_is_not_there_is_named(arguments: tuple[str, ...], said: str, sample: Path, qualcode: Command) -> None:
    done = qualcode("trace", *arguments, "--project", sample)

    assert done.code != 0
    assert said in done.err


def test_a_codebook_not_applied_yet_is_said(sample: Path, qualcode: Command) -> None:
    codebook = sample / "codebook.yaml"
    codebook.write_text(
        codebook.read_text("utf-8").replace("- overhead\n", "- overhead\n        - shepherd\n"), "utf-8"
    )

    done = qualcode("suggest", "--explain", passage(sample, "from a shepherd"), "--project", sample)

    assert "has not been applied yet" in done.out
    assert "shepherd" in done.out


def test_of_a_mistyped_figure_the_nearest_is_proposed(coded: Path, qualcode: Command) -> None:
    id = re.findall(r"F-[a-z2-7]{10}", qualcode("frequencies", "--ids", "--project", coded).out)[0]
    mistyped = id[:-1] + ("a" if id[-1] != "a" else "b")

    done = qualcode("trace", mistyped, "--project", coded)

    assert done.code == 2
    assert f"did you mean {id}?" in done.err
    assert "frequencies --ids" in qualcode("trace", "F-zzzzzzzzzz", "--project", coded).err


def test_a_quote_is_traced_to_its_passage(coded: Path, qualcode: Command) -> None:
    listed = qualcode("quotes", "--code", "access", "--format", "json", "--project", coded).out
    (id,) = set(re.findall(r"Q-[a-z2-7]{10}", listed))

    traced = qualcode("trace", id, "--project", coded)

    assert traced.code == 0
    assert "a quote on Access" in traced.out
    assert "basim:2" in traced.out
    assert "`qualcode quotes --all`" in qualcode("trace", "Q-aaaaaaaaaa", "--project", coded).err
