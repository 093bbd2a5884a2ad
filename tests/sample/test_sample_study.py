"""The sample study is what its README says it is."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from qualcode.model.codebook import Codebook
from qualcode.model.document import Document, Role, Segment
from qualcode.readers import read_documents
from qualcode.readers.codebooks import check_codebook, read_codebook
from qualcode.readers.files import find_files
from qualcode.readers.roster import check_roster, read_roster
from qualcode.readers.speakers.roles import assign_roles
from qualcode.segmenters import segment_document
from qualcode.suggesters import compile_codebook, suggest_document, test_codebook

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "transcripts_sample"
SYNTHETIC = "Synthetic interview written for qualcode; no real person or organisation."
INTERVIEWS = [f"kii-{number:02}" for number in range(1, 12)] + ["kii-01-round-2", "group-01"]

# Collected by pytest through its name otherwise.
test_codebook.__test__ = False  # type: ignore[attr-defined]


@cache
def documents() -> dict[str, Document]:
    roster = read_roster(SAMPLE / "informants.csv")
    return {
        found.id: assign_roles(found, roster) for path in find_files([SAMPLE]).files for found in read_documents(path)
    }


@cache
def passages(document_id: str) -> dict[int, Segment]:
    """The informants' segments by ordinal."""
    document = documents()[document_id]
    spoken = {turn.ordinal for turn in document.turns if turn.role is Role.INFORMANT}
    return {segment.ordinal: segment for segment in segment_document(document) if segment.turn in spoken}


@cache
def codebook() -> Codebook:
    return read_codebook(ROOT / "codebooks" / "cso_health.yaml")


@cache
def coded() -> list[dict[str, str]]:
    with (SAMPLE / "human_coding.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes_of(coder: str) -> dict[tuple[str, int], set[str]]:
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in coded():
        if row["coder"] == coder:
            found[row["document"], int(row["segment"])] |= {row["code"]} - {""}
    return found


def builder() -> ModuleType:
    loader = SourceFileLoader("build_sample", str(ROOT / "scripts" / "build_sample"))
    spec = importlib.util.spec_from_loader("build_sample", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_sample"] = module
    loader.exec_module(module)
    return module


def test_eleven_informants_of_four_types_speak_in_thirteen_interviews() -> None:
    roster = read_roster(SAMPLE / "informants.csv")

    assert sorted(documents()) == sorted(INTERVIEWS)
    assert Counter(informant.informant_type for informant in roster.informants) == {
        "CSO": 3,
        "Ministry of Health": 1,
        "UN agency": 3,
        "International NGO": 4,
    }
    assert check_roster(roster, list(documents())) == []


@pytest.mark.parametrize("document_id", INTERVIEWS)
def test_every_interview_is_of_a_real_ones_length(document_id: str) -> None:
    assert 1200 <= len(documents()[document_id].text.split()) <= 2500


@pytest.mark.parametrize("document_id", INTERVIEWS)
def test_every_turn_is_an_interviewers_or_a_known_informants(document_id: str) -> None:
    roster = read_roster(SAMPLE / "informants.csv")
    here = {row.informant_id for row in roster.appearances if row.document == document_id}
    turns = [turn for turn in documents()[document_id].turns if turn.speaker]

    assert {turn.role for turn in turns} == {Role.INTERVIEWER, Role.INFORMANT}
    assert {turn.informant_id for turn in turns if turn.role is Role.INFORMANT} == here


@pytest.mark.parametrize("document_id", INTERVIEWS)
def test_every_file_says_first_that_it_is_synthetic(document_id: str) -> None:
    document = documents()[document_id]
    first = (SAMPLE / document.name).read_bytes().partition(b"\n")[0].decode("utf-8", "replace")

    assert SYNTHETIC in first or document.text.startswith(SYNTHETIC)


@pytest.mark.parametrize("master", sorted(path.name for path in (ROOT / "scripts" / "sample").glob("*.txt")))
def test_building_the_sample_again_gives_the_same_words(master: str, tmp_path: Path) -> None:
    script = builder()
    made = script.read_master(ROOT / "scripts" / "sample" / master)
    if made.file.endswith(".pdf"):
        pytest.importorskip("reportlab")
    path = tmp_path / made.file

    path.write_bytes(script.WRITERS[path.suffix](made))

    again, committed = read_documents(path)[0], read_documents(SAMPLE / made.file)[0]
    assert again.text == committed.text
    assert again.turns == committed.turns


def test_the_codebook_says_of_every_code_what_it_means_and_tests_it() -> None:
    assert check_codebook(codebook()) == []
    for code in codebook().codes:
        assert all((code.definition, code.include, code.exclude, code.question, code.match, code.no_match)), code.id
        assert set(code.terms) == {"en", "ar"}, code.id


def test_the_codebooks_tests_pass() -> None:
    results = test_codebook(codebook(), compile_codebook(codebook()))

    assert [(result.code_id, result.sentence) for result in results if not result.passed] == []


def test_two_coders_read_every_passage_of_the_informants() -> None:
    read = {(document_id, ordinal) for document_id in INTERVIEWS for ordinal in passages(document_id)}

    assert {row["coder"] for row in coded()} == {"Amal", "Omar"}
    assert set(codes_of("Amal")) == set(codes_of("Omar")) == read


def test_every_coding_has_a_known_code_and_words_of_its_passage() -> None:
    known = {code.id for code in codebook().codes}
    for row in coded():
        if not row["code"]:
            assert not row["quote"]
            continue
        assert row["code"] in known
        assert row["mark"] in {"", "good quote", "contrary"}
        assert row["quote"]
        assert row["quote"] in passages(row["document"])[int(row["segment"])].text, (row["document"], row["segment"])


def pairs() -> Iterator[tuple[bool, bool]]:
    amal, omar = codes_of("Amal"), codes_of("Omar")
    for passage in amal:
        for code in codebook().codes:
            yield code.id in amal[passage], code.id in omar[passage]


def test_the_coders_agree_as_well_as_coders_do() -> None:
    judged = list(pairs())
    observed = sum(a == o for a, o in judged) / len(judged)
    amal, omar = (sum(column) / len(judged) for column in zip(*judged, strict=True))
    by_chance = amal * omar + (1 - amal) * (1 - omar)

    assert 0.6 <= (observed - by_chance) / (1 - by_chance) <= 0.8


def test_no_un_agency_informant_speaks_of_staff_and_one_informant_speaks_of_funding_most() -> None:
    staff, money = codebook().family("hr_turnover"), codebook().family("funding")
    funding: Counter[str] = Counter()
    for row in coded():
        if row["document"] in {"kii-05", "kii-06", "kii-07"}:
            assert row["code"] not in staff
        funding[row["document"]] += row["code"] in money

    (most, n_most), (_, n_second) = funding.most_common(2)
    assert most == "kii-02"
    assert n_most >= 1.5 * n_second


def test_the_rules_find_most_of_what_both_coders_found() -> None:
    matcher = compile_codebook(codebook())
    themes = {code.id: ([code.id, *codebook().ancestors(code.id)])[-1] for code in codebook().codes}
    found = {
        (document_id, int(suggestion.segment_id.rpartition(":")[2]), themes[suggestion.code_id])
        for document_id in INTERVIEWS
        for suggestion in suggest_document(documents()[document_id], tuple(passages(document_id).values()), matcher)
    }
    amal, omar = (
        {(*passage, themes[code]) for passage, codes in codes_of(coder).items() for code in codes}
        for coder in ("Amal", "Omar")
    )

    assert len(found & amal & omar) / len(amal & omar) > 0.7
    assert len(found & (amal | omar)) / len(found) > 0.65


def test_protected_names_occur_in_the_interviews() -> None:
    spoken = " ".join(document.text for document in documents().values())
    speakers = " ".join(turn.speaker for document in documents().values() for turn in document.turns)
    with (SAMPLE / "protect.csv").open(encoding="utf-8", newline="") as file:
        missing = [
            row["text"] for row in csv.DictReader(file) if row["text"].lower() not in f"{spoken} {speakers}".lower()
        ]

    assert missing == []
