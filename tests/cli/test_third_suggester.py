"""One more way to suggest codes is one more entry of a dict: suggested, kept, found again and shown like the others."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from qualcode.model.codebook import Code
from qualcode.model.coding import Evidence, Suggestion
from qualcode.model.document import Passages
from qualcode.model.hits import Hits, Slot
from qualcode.store import Store
from qualcode.suggesters import SUGGESTERS, Material
from qualcode.suggesters.rules.apply import Keywords
from tests.cli.conftest import Command

AMIRA, BASIM, CAROL = "amira:2", "basim:2", "carol:2"


class Echo:
    """Proposes a theme where a word stands, more surely where the theme was coded elsewhere."""

    words: ClassVar[dict[str, str]] = {"funding": "ended|every"}
    asked: ClassVar[list[tuple[str, frozenset[str]]]] = []
    """The document of every call to `find`, and the codes asked for."""

    def __init__(self, material: Material) -> None:
        self.only = material.only or frozenset()
        self.taught = {code_id: judged.coded for code_id, judged in material.judged().items()}

    def key(self, code: Code) -> str:
        word = self.words.get(code.id)
        return hashlib.sha256(f"{word} {sorted(self.taught[code.id])}".encode()).hexdigest()[:8] if word else ""

    def find(self, passages: Passages) -> Iterator[Hits]:
        self.asked.append((passages.document_id, self.only))
        for code_id, word in self.words.items():
            found = [self._suggestion(passages, code_id, place) for place in re.finditer(word, passages.text)]
            yield Hits.of(passages.document_id, code_id, found)

    def _suggestion(self, passages: Passages, code_id: str, place: re.Match[str]) -> Suggestion:
        segment = max(n for n, start in enumerate(passages.starts) if start <= place.start())
        segment_id = f"{passages.document_id}:{passages.ordinals[segment]}"
        piece = Evidence(
            code_id=code_id,
            segment_id=segment_id,
            start=place.start(),
            end=place.end(),
            text=place[0],
            rule=f"like: {place[0]}",
        )
        score = 0.5 if self.taught[code_id] else 0.25
        ids = {"id": "", "document_id": passages.document_id, "segment_id": segment_id, "code_id": code_id}
        return Suggestion(**ids, evidence=(piece,), score=score)


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> type[Echo]:
    monkeypatch.setitem(SUGGESTERS, "echo", Echo)
    monkeypatch.setattr(Echo, "words", {"funding": "ended|every"})
    monkeypatch.setattr(Echo, "asked", [])
    return Echo


Row = tuple[str, str]
"""Key, and what was found."""


def kept(study: Path) -> dict[Slot, Row]:
    with Store.open(study, read_only=True) as store, store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT document_id, code_id, suggester, key, found FROM suggestions").all()
    return {tuple(row[:3]): tuple(row[3:]) for row in rows}


def by(study: Path, suggester: str) -> dict[Slot, Row]:
    return {slot: row for slot, row in kept(study).items() if slot[2] == suggester}


def evidence(study: Path, segment_id: str) -> list[tuple[str, str, float]]:
    with Store.open(study, read_only=True) as store:
        return [
            (piece.suggester, piece.text, suggestion.score)
            for suggestion in store.suggestions.of(segment_id.partition(":")[0])
            if (suggestion.segment_id, suggestion.code_id) == (segment_id, "funding")
            for piece in suggestion.evidence
        ]


def test_it_is_suggested_and_joins_the_others_on_one_passage(coded: Path, qualcode: Command, echo: type[Echo]) -> None:
    before = {row["id"]: row for row in qualcode("suggestions", "--project", coded, "-f", "json").cells}

    done = qualcode("suggest", "--project", coded)

    assert "5 suggestions in 3 interviews: 1 new, 0 no longer made, 4 as before" in done.err
    assert {slot[:2] for slot in by(coded, "echo")} == {(name, "funding") for name in ("amira", "basim", "carol")}
    after = {row["id"]: row for row in qualcode("suggestions", "--project", coded, "-f", "json").cells}
    assert after.keys() > before.keys()
    assert [row["where"] for id_, row in after.items() if id_ not in before] == [BASIM]
    assert evidence(coded, AMIRA) == [("echo", "ended", 1.0), ("keywords", "donors", 1.0)]
    assert evidence(coded, BASIM) == [("echo", "every", 0.25)]
    assert evidence(coded, CAROL) == [("keywords", "grant", 1.0)]


def test_it_is_found_again_only_when_its_own_key_changes(
    coded: Path, qualcode: Command, echo: type[Echo], monkeypatch: pytest.MonkeyPatch
) -> None:
    qualcode("suggest", "--project", coded)
    rules, own = by(coded, "keywords"), by(coded, "echo")
    echo.asked.clear()

    book = coded / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("terms: [checkpoint]", "terms: [road]"), encoding="utf-8")
    done = qualcode("suggest", "--project", coded)
    assert "4 suggestions in 3 interviews: 0 new, 1 no longer made, 4 as before" in done.err
    assert (by(coded, "echo"), echo.asked) == (own, [])
    assert by(coded, "keywords") != rules

    rules = by(coded, "keywords")
    monkeypatch.setattr(Keywords, "find", None)
    monkeypatch.setitem(echo.words, "funding", "ended|always")
    done = qualcode("suggest", "--project", coded)
    assert "3 suggestions in 3 interviews: 0 new, 1 no longer made, 3 as before" in done.err
    assert by(coded, "keywords") == rules
    assert echo.asked == [(name, frozenset({"funding"})) for name in ("amira", "basim", "carol")]
    assert evidence(coded, CAROL) == [("echo", "always", 1.0), ("keywords", "grant", 1.0)]


def test_it_learns_from_what_was_decided(coded: Path, qualcode: Command, echo: type[Echo]) -> None:
    qualcode("suggest", "--project", coded)
    rules = by(coded, "keywords")

    assert qualcode("decide", CAROL, "accept", "--code", "funding", "--coder", "amal", "--project", coded).code == 0
    done = qualcode("suggest", "--project", coded)

    assert "5 suggestions in 3 interviews: 0 new, 0 no longer made, 5 as before" in done.err
    assert evidence(coded, BASIM) == [("echo", "every", 0.5)]
    assert by(coded, "keywords") == rules


def test_it_follows_a_corrected_transcript_and_goes_with_its_entry(
    coded: Path, qualcode: Command, echo: type[Echo], monkeypatch: pytest.MonkeyPatch
) -> None:
    qualcode("suggest", "--project", coded)
    echo.asked.clear()
    basim = coded / "transcripts" / "basim.txt"
    basim.write_text(basim.read_text(encoding="utf-8").replace("every day", "daily"), encoding="utf-8")

    assert qualcode("import", basim, "--project", coded).code == 0
    assert [document_id for document_id, _ in echo.asked] == ["basim"]
    assert evidence(coded, BASIM) == []

    monkeypatch.delitem(SUGGESTERS, "echo")
    qualcode("suggest", "--project", coded)
    assert by(coded, "echo") == {}
    assert evidence(coded, AMIRA) == [("keywords", "donors", 1.0)]


def test_several_processes_find_the_same(coded: Path, qualcode: Command, echo: type[Echo]) -> None:
    qualcode("suggest", "--project", coded)
    alone = kept(coded)
    with Store.open(coded) as store:
        store.suggestions.retire(document_ids=["amira", "basim", "carol"])

    done = qualcode("suggest", "--project", coded, "--processes", "2")

    assert "5 suggestions in 3 interviews: 5 new" in done.err
    assert kept(coded) == alone


def test_forgetting_someone_takes_what_it_proposed(coded: Path, qualcode: Command, echo: type[Echo]) -> None:
    qualcode("suggest", "--project", coded)

    assert qualcode("forget", "amira", "--yes", "--project", coded).code == 0

    assert {slot[0] for slot in kept(coded)} == {"basim", "carol"}
    assert qualcode("check", "--project", coded).code == 0


def test_what_it_proposes_is_explained_and_listed_with_its_name(
    coded: Path, qualcode: Command, echo: type[Echo]
) -> None:
    before = qualcode("suggestions", "--project", coded, "-f", "json").cells
    qualcode("suggest", "--project", coded)

    def told(*wanted: str) -> list[tuple[str, ...]]:
        cells = qualcode("suggest", "--explain", BASIM, *wanted, "--project", coded, "-f", "json").cells
        return [(row["code"], row["outcome"], row["rule"], row["words"], row["why"]) for row in cells]

    theirs = ("funding", "suggested", "like: every", "every", "suggested by echo")
    assert [row for row in told() if row[0] == "funding"] == [theirs]
    assert told("--code", "funding")[0] == theirs
    assert not any(row == theirs for row in told("--code", "access"))
    after = {row["id"]: row for row in qualcode("suggestions", "--project", coded, "-f", "json").cells}
    assert [row.get("suggested_by") for row in before] == [None] * len(before)
    assert {row["where"]: row["suggested_by"] for row in after.values() if row["code"] == "funding"} == {
        AMIRA: "echo, keywords",
        BASIM: "echo",
        CAROL: "keywords",
    }


def test_it_may_look_everywhere_and_proposes_on_informants_words_alone(
    coded: Path, qualcode: Command, echo: type[Echo], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(echo.words, "funding", "still give|every")

    done = qualcode("suggest", "--project", coded)

    assert "5 suggestions in 3 interviews: 1 new" in done.err
    assert evidence(coded, "amira:1") == []
    assert evidence(coded, BASIM) == [("echo", "every", 0.25)]


def test_a_theme_that_only_it_looks_for_needs_no_reading(coded: Path, qualcode: Command, echo: type[Echo]) -> None:
    book = coded / "codebook.yaml"
    trust = "  - id: trust\n    name: Trust\n    definition: Relying on others.\n"
    book.write_text(book.read_text(encoding="utf-8") + trust, encoding="utf-8")

    def n_open() -> int:
        assert qualcode("suggest", "--project", coded).code == 0
        assert qualcode("decide", CAROL, "accept", "--code", "funding", "--coder", "amal", "--project", coded).code == 0
        table = qualcode("frequencies", "--project", coded, "-f", "json")
        return next(
            row["cells"]["total.n_informants"]["open"] for row in json.loads(table.out)["rows"] if row["key"] == "trust"
        )

    assert n_open() == 3
    echo.words["trust"] = "ask well"
    assert n_open() == 1
