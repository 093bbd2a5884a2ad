"""What is learned is proposed, kept apart, and counted nowhere before a person accepts it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from qualcode.store import Store
from tests.cli.conftest import Command, called
from tests.suggesters.learned.make import about, interview

CODEBOOK = """
codes:
  - {id: money, name: Money, definition: "Grants, budgets and what donors pay.", terms: [grant]}
  - {id: roads, name: Roads, definition: "Checkpoints, and ways that are closed.", terms: [road]}
  - {id: trust, name: Trust, definition: "Relying on others."}
"""
STUDY = [interview(number) for number in range(1, 9)]
N_READ = 4


@pytest.fixture(scope="session")
def taught_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of eight interviews, four of which are read and coded."""
    folder = tmp_path_factory.mktemp("taught") / "study"
    called(folder, ["init", str(folder), "--no-input", "--name", "Taught"])
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    rows, codings = ["informant_id,informant_type,document"], ["document,passage,code,coder"]
    for each in STUDY:
        spans = zip(each.starts, each.ends, each.informant, strict=True)
        lines = [f"{'Amal' if is_said else 'Interviewer'}: {each.text[start:end]}" for start, end, is_said in spans]
        (folder / "transcripts" / f"{each.document_id}.txt").write_text("\n\n".join(lines), encoding="utf-8")
        rows.append(f"{each.document_id},{'CSO' if len(rows) % 2 else 'Donor'},{each.document_id}")
    for each in STUDY[:N_READ]:
        codings += [f"{each.document_id},{each.document_id}:{n},{about(each, n)},amal" for n in each.ordinals[1::2]]
    (folder / "informants.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "codings.csv").write_text("\n".join(codings), encoding="utf-8")
    project = ["--project", str(folder)]
    called(
        folder,
        ["import", str(folder / "transcripts"), *project],
        ["suggest", *project],
        ["merge", str(folder / "codings.csv"), *project],
    )
    return folder


@pytest.fixture
def taught(taught_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(taught_once, tmp_path / "taught"))


def learned_rows(study: Path) -> dict[tuple[str, str], str]:
    with Store.open(study, read_only=True) as store:
        return {slot[:2]: key for slot, key in store.suggestions.keys().items() if slot[2] == "learned"}


def test_figures_before_and_after_learning_are_the_same(taught: Path, qualcode: Command) -> None:
    def shown() -> list[str]:
        tables = ("frequencies", "compare", "coverage", "status", "audit money", "agreement amal rules")
        return [qualcode(*table.split(), "--project", taught, "-f", "csv").out for table in tables]

    before = shown()
    done = qualcode("suggest", "--with", "learned", "--project", taught)

    assert "learned: " in done.err
    assert "counted nowhere" in done.err
    assert learned_rows(taught)
    assert shown() == before


def test_it_is_asked_again_without_being_named_and_goes_when_others_are_named(taught: Path, qualcode: Command) -> None:
    assert "--with learned" in qualcode("suggest", "--project", taught).err
    qualcode("suggest", "--with", "learned", "--project", taught)
    first = learned_rows(taught)
    qualcode("suggest", "--project", taught)
    assert learned_rows(taught) == first

    qualcode("decide", "kii-05:2", "add", "--code", "trust", "--coder", "amal", "--project", taught)
    qualcode("suggest", "--project", taught)
    assert learned_rows(taught).keys() == first.keys()
    assert learned_rows(taught) != first

    qualcode("suggest", "--with", "keywords,patterns", "--project", taught)
    assert learned_rows(taught) == {}


def test_a_way_that_is_none_is_refused(taught: Path, qualcode: Command) -> None:
    done = qualcode("suggest", "--with", "lerned", "--project", taught)

    assert done.code == 2
    assert "did you mean learned?" in done.err


def test_it_joins_what_a_rule_proposes_under_one_id_and_what_was_accepted_does_not_change_with_it(
    taught: Path, qualcode: Command
) -> None:
    before = {row["id"]: row for row in qualcode("suggestions", "--project", taught, "-f", "json").cells}
    qualcode("suggest", "--with", "learned", "--project", taught)
    after = {row["id"]: row for row in qualcode("suggestions", "--project", taught, "-f", "json").cells}

    assert before.keys() < after.keys()
    id_ = next(iter(before))
    assert qualcode("decide", id_, "accept", "--coder", "amal", "--project", taught).code == 0
    done = qualcode("suggest", "--project", taught)
    assert "no longer find as they were" not in done.err


def test_scores_are_the_same_byte_for_byte(taught: Path, qualcode: Command, tmp_path: Path) -> None:
    names = tmp_path / "a.csv", tmp_path / "b.csv"
    for name in names:
        assert qualcode("suggest", "--with", "learned", "--scores", name, "--project", taught).code == 0
        shutil.rmtree(taught / ".cache")

    assert names[0].read_bytes() == names[1].read_bytes()
    lines = names[0].read_text(encoding="utf-8").splitlines()
    assert lines[0] == "passage,code,score,learned,description,keywords"
    assert len(lines) == 1 + len(STUDY) * 10 * 3


def test_an_imported_interview_leaves_what_was_learned_until_it_is_asked_for(taught: Path, qualcode: Command) -> None:
    qualcode("suggest", "--with", "learned", "--project", taught)
    before = learned_rows(taught)
    changed = taught / "transcripts" / "kii-08.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("Well", "Oh well"), encoding="utf-8")

    assert qualcode("import", changed, "--project", taught).code == 0

    assert learned_rows(taught) == {slot: key for slot, key in before.items() if slot[0] != "kii-08"}
    with Store.open(taught, read_only=True) as store:
        assert not store.suggestions.behind()
    qualcode("suggest", "--project", taught)
    assert learned_rows(taught).keys() == before.keys()
    assert json.loads(qualcode("suggestions", "--document", "kii-08", "--project", taught, "-f", "json").out)["rows"]
