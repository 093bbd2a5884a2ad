"""What is learned is proposed, kept apart, and counted nowhere before a person accepts it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from qualcode.model.guided import Guided
from qualcode.store import Store
from qualcode.study.review.guided import guided_by
from qualcode.study.study import Study
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
    return teach(tmp_path_factory.mktemp("taught") / "study")


def teach(folder: Path, *, backwards: bool = False) -> Path:
    """A study of eight interviews, four of which are read and coded; `backwards` imports the last of them first."""
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
    paths = sorted((folder / "transcripts").iterdir(), reverse=backwards)
    called(
        folder,
        *(["import", str(path), *project] for path in (paths if backwards else [folder / "transcripts"])),
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


def test_next_names_unread_passages_likely_ones_first_and_how_much_is_left(taught: Path, qualcode: Command) -> None:
    told = json.loads(qualcode("next", "--size", "12", "--project", taught, "-f", "json").out)

    rows = [row["cells"] for row in told["rows"]]
    assert len(rows) == 12
    assert {row["document"] for row in rows} == {f"kii-{number:02}" for number in range(N_READ + 1, 9)}
    assert {row["chosen"] for row in rows[:9]} == {"likely"}
    assert rows[9]["chosen"] == "drawn"
    for row in rows[:8]:
        where = next(each for each in STUDY if each.document_id == row["document"])
        kind = about(where, int(row["passage"].rpartition(":")[2]))
        assert row["codes"][0]["code"] == kind
        assert row["codes"][0]["score"] > 0.5
        assert row["codes"][0]["rule"].startswith("like: ")
        assert row["expected"] > 0.5
        assert kind
    notes = told["notes"]
    assert (notes["read"], notes["unread"], notes["pairs_found"]) == (40, 40, 8)
    assert 8 <= notes["pairs_expected_missing"] < notes["pairs_missing_upper"]
    assert notes["may_stop"] is False


def test_reading_in_that_order_ends_with_may_stop_and_with_nothing_left(taught: Path, qualcode: Command) -> None:
    def read(size: int) -> dict[str, object]:
        told = json.loads(qualcode("next", "--size", size, "--project", taught, "-f", "json").out)
        rows = ["document,passage,code,coder"]
        for row in told["rows"]:
            document_id, _, ordinal = row["cells"]["passage"].partition(":")
            where = next(each for each in STUDY if each.document_id == document_id)
            rows.append(f"{document_id},{row['cells']['passage']},{about(where, int(ordinal))},amal")
        (taught / "more.csv").write_text("\n".join(rows), encoding="utf-8")
        assert qualcode("merge", taught / "more.csv", "--project", taught).code == 0
        return dict(json.loads(qualcode("status", "--project", taught, "-f", "json").out))

    settings = taught / "qualcode.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[suggest]\nfound = 0.8\n", encoding="utf-8")
    after = read(12)
    assert after["may_stop"] is True
    strict = json.loads(qualcode("next", "--stop", "strict", "--project", taught, "-f", "json").out)
    assert strict["notes"]["may_stop"] is False
    assert strict["notes"]["pairs_found"] == after["pairs_found"]
    assert after["pairs_found"] == 16
    assert after["learning"]["money"]["speaks"] is True  # type: ignore[index]
    assert after["learning"]["trust"] == {  # type: ignore[index]
        "codings": 0,
        "documents": 0,
        "read_without": 52,
        "speaks": False,
        "precision_expected": None,
    }
    done = qualcode("next", "--project", taught)
    assert "Reading may stop" in done.out
    assert "no proof" in done.out
    assert read(100)["unread"] == 0
    last = qualcode("next", "--project", taught, "-f", "json")
    assert (last.code, json.loads(last.out)["rows"]) == (0, [])


@pytest.mark.parametrize("goal", ["informants", "codings"])
def test_next_may_be_for_one_code_and_leaves_out_what_a_coder_codes_alone(
    taught: Path, qualcode: Command, goal: str
) -> None:
    options = ("--goal", goal, "--code", "roads", "--size", "6", "--project", taught, "-f", "json")
    rows = json.loads(qualcode("next", *options).out)["rows"]
    for row in rows:
        where = next(each for each in STUDY if each.document_id == row["cells"]["document"])
        assert about(where, int(row["key"].rpartition(":")[2])) == "roads"

    given = ["assign", "--coder", "amal", "--coder", "omar", "--document", "kii-05", "--project", taught]
    assert qualcode(*given).code == 0
    rows = json.loads(qualcode("next", *options, "--coder", "amal").out)["rows"]
    assert {row["cells"]["document"] for row in rows} <= {"kii-06", "kii-07", "kii-08"}


def test_passages_are_listed_with_who_read_them_and_what_was_decided(taught: Path, qualcode: Command) -> None:
    rows = qualcode("passages", "--project", taught, "-f", "json").cells

    assert len(rows) == 80
    first = rows[0]
    assert first["passage"] == "kii-01:2"
    assert first["words"].startswith("Well, ")
    assert first["n_words"] == len(first["words"].split())
    assert (first["informant"], first["turn"], first["read"]) == ("kii-01", 2, ["amal"])
    assert [row["read"] for row in rows[40:]] == [[]] * 40
    assert {code for row in rows for code in row["decided"]} == {"money", "roads"}


def test_suggestions_tell_who_proposes_them_by_what_and_how_often_that_was_right(
    taught: Path, qualcode: Command
) -> None:
    qualcode("suggest", "--with", "learned", "--project", taught)
    rows = qualcode("suggestions", "--project", taught, "-f", "json").cells

    learned = [row for row in rows if row["suggesters"] == ["learned"]]
    both = [row for row in rows if row["suggesters"] == ["keywords", "learned"]]
    assert learned
    assert both
    assert {row["said"] for row in learned} <= {f"about {n}" for n in ("1 in 5", "1 in 4", "1 in 3", "2 in 5")} | {
        f"about {n}" for n in ("1 in 2", "3 in 5", "2 in 3")
    }
    assert all(0.2 <= row["score"] <= 1 and row["rules"][0].startswith("like: ") for row in learned)


def test_a_learned_suggestion_is_taken_apart(taught: Path, qualcode: Command) -> None:
    qualcode("suggest", "--with", "learned", "--project", taught)
    rows = qualcode("suggestions", "--project", taught, "-f", "json").cells
    found = next(row for row in rows if row["suggesters"] == ["learned"])

    told = json.loads(qualcode("suggest", "--explain", found["where"], "--project", taught, "-f", "json").out)

    assert "suggested by learned" in {row["cells"]["why"].partition(";")[0] for row in told["rows"]}
    said = [note for note in told["notes"] if note.startswith(f"learned, {found['code']}: ")]
    assert "its words add +" in said[0]
    assert "for it speak" in said[1]
    assert any("among those coded: kii-0" in note for note in said)
    assert any("among those read without it: kii-0" in note for note in said)


def test_whoever_codes_alone_is_shown_nothing_learned(taught: Path, qualcode: Command) -> None:
    qualcode("suggest", "--with", "learned", "--project", taught)
    given = ["assign", "--coder", "omar", "--coder", "lena", "--document", "kii-06", "--project", taught]
    assert qualcode(*given).code == 0

    def proposed_to(coder: str) -> set[str]:
        rows = qualcode(
            "suggestions", "--coder", coder, "--document", "kii-06", "--project", taught, "-f", "json"
        ).cells
        return {suggester for row in rows for suggester in row["suggesters"]}

    assert proposed_to("omar") == {"keywords"}
    assert "learned" in proposed_to("nour")


def test_an_audit_of_pairs_draws_unread_passages_once_and_says_what_reading_them_showed(
    taught: Path, qualcode: Command
) -> None:
    audit = ("audit", "--pairs", "--size", "15", "--project", taught, "-f", "json")
    drawn = [row["passage"] for row in qualcode(*audit).cells]
    assert len(drawn) == 15
    assert not any(id_.startswith(f"kii-{number:02}:") for id_ in drawn for number in range(1, N_READ + 1))

    rows = ["document,passage,code,coder"]
    for id_ in drawn[:14]:
        where = next(each for each in STUDY if each.document_id == id_[:6])
        rows.append(f"{id_[:6]},{id_},{about(where, int(id_[7:]))},amal")
    (taught / "more.csv").write_text("\n".join(rows), encoding="utf-8")
    assert qualcode("merge", taught / "more.csv", "--project", taught).code == 0

    told = json.loads(qualcode(*audit).out)
    assert [row["key"] for row in told["rows"]] == drawn[14:]
    n_opening = sum(bool(line.split(",")[2]) for line in rows[1:])
    assert f"Of 14 drawn at random and read, {n_opening} showed" in told["notes"][0]
    assert told["notes"][0].startswith("40 passages had not been read")


@pytest.mark.parametrize("wrong", [["audit"], ["audit", "money", "--pairs"]])
def test_an_audit_is_of_one_theme_or_of_pairs(taught: Path, qualcode: Command, wrong: list[str]) -> None:
    done = qualcode(*wrong, "--project", taught)

    assert (done.code, "of one theme, or of --pairs" in done.err) == (2, True)


def test_the_study_knows_what_share_of_the_learned_was_accepted(taught: Path, qualcode: Command) -> None:
    qualcode("suggest", "--with", "learned", "--project", taught)
    rows = qualcode("suggestions", "--project", taught, "-f", "json").cells
    learned = [row["id"] for row in rows if row["suggesters"] == ["learned"]]
    by_rule = next(row["id"] for row in rows if "keywords" in row["suggesters"])
    for id_, verdict in [(learned[0], "accept"), (learned[1], "accept"), (learned[2], "reject"), (by_rule, "accept")]:
        assert qualcode("decide", id_, verdict, "--coder", "amal", "--project", taught).code == 0

    with Study.open(taught, read_only=True) as study:
        assert guided_by(study) == Guided(ways=("learned",), n_answered=3, n_accepted=2)


def test_words_for_themes_are_listed_before_anything_is_coded_and_come_back_from_a_spreadsheet(
    small: Path, qualcode: Command, tmp_path: Path
) -> None:
    called(small, ["import", str(small / "transcripts"), "--project", str(small)])
    book = small / "codebook.yaml"
    book.write_text(
        "codes:\n  - id: supply  # ours\n    name: Supply\n    definition: Medicines that reach a clinic.\n",
        encoding="utf-8",
    )
    rows = qualcode("codebook", "suggest-terms", "--project", small, "--no-input", "-f", "json").cells
    assert [row["term"] for row in rows if row["defines"] == "supply"]
    assert all(row["passages"] >= row["informants"] >= 1 and row["examples"] for row in rows)

    path = tmp_path / "terms.xlsx"
    assert qualcode("codebook", "suggest-terms", "--to", path, "--project", small).code == 0
    sheet = openpyxl.load_workbook(path)
    page = sheet.worksheets[0]
    heads = {cell.value: cell.column for row in page.iter_rows(max_row=12) for cell in row if cell.value}
    line = next(cell.row for cell in page["A"] + page["B"] + page["C"] + page["D"] if cell.value == rows[0]["term"])
    page.cell(line, heads["Theme"]).value = "supply"
    sheet.save(path)
    done = qualcode("codebook", "suggest-terms", "--from", path, "--project", small)

    assert (done.code, "1 term for 1 theme written into codebook.yaml" in done.err) == (0, True)
    written = book.read_text(encoding="utf-8")
    assert "# ours" in written
    assert rows[0]["term"] in written
    again = qualcode("codebook", "suggest-terms", "--project", small, "--no-input", "-f", "json").cells
    assert rows[0]["term"] not in [row["term"] for row in again]


def test_another_order_of_import_teaches_the_same(taught: Path, qualcode: Command, tmp_path: Path) -> None:
    other = teach(tmp_path / "other" / "study", backwards=True)
    learned = []
    for study in (taught, other):
        scores = tmp_path / "scores.csv"
        assert qualcode("suggest", "--with", "learned", "--scores", scores, "--project", study).code == 0
        learned.append((learned_rows(study), scores.read_bytes()))

    assert learned[0] == learned[1]
    assert learned[0][0]
