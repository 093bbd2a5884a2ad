"""Small studies at random, made through the program, and counted again from their files by other means.

The recount takes the transcripts as written, the list of informants as drawn and the records as `export` writes them;
of qualcode it uses nothing. It follows docs/results.md and docs/review.md.
"""

from __future__ import annotations

import io
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualcode.model.coding import Mark, Verdict
from qualcode.model.table import Figure
from qualcode.review.adjudication import Adjudication
from qualcode.study.folder import new_study
from qualcode.study.keeping.merging import write_records
from qualcode.study.reading.roster import exclude_informant
from qualcode.study.review.assigning import assign
from qualcode.study.review.sessions import disputed_in, keep_read, open_library, open_session
from qualcode.study.study import Study

TERMS = {"money": "alpha", "grants": "beta", "late": "gamma", "roads": "delta", "trust": ""}
"""By code the word it is suggested for; nothing is suggested for the last."""
ABOVE = {"grants": "money", "late": "grants"}
CODERS = ("amal", "omar")
TYPES = ("CSO", "UN agency", "Ministry")
WAYS: tuple[dict[str, str], ...] = ({}, {"coders": "any"}, {"coders": "all"}, {"coder": "amal"})
DECIDED, CODED = {"accept", "add", "reject"}, {"accept", "add"}


@dataclass(slots=True)
class Drawn:
    """What a study was made of."""

    types: dict[str, str] = field(default_factory=dict)
    """By informant."""
    organisations: dict[str, str] = field(default_factory=dict)
    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By passage, who says what."""
    excluded: set[str] = field(default_factory=set)
    assigned: set[tuple[str, str]] = field(default_factory=set)
    by_reading: bool = False
    corrected: set[str] = field(default_factory=set)
    """Of transcripts that were corrected since, the hash of what coders read: they have to read again."""


def random_study(folder: Path, seed: int) -> Drawn:
    """Make a study of three to seven informants, of one or two interviews each, in which two coders did a lot."""
    chance = random.Random(seed)
    drawn = _written(folder, chance)
    with Study.open(folder) as study:
        study.import_transcripts(folder / "transcripts")
        study.suggest()
        if chance.random() < 0.4:
            documents = chance.sample(study.store.documents.ids(), k=1)
            assign(study, CODERS, share=1, seed=1, documents=documents)
            drawn.assigned = {(coder, documents[0]) for coder in CODERS}
        for coder in (*CODERS, *chance.sample(CODERS, k=chance.randint(0, 2))):
            work(study, coder, chance, drawn)
            settle(study, chance)
        if chance.random() < 0.3:
            drawn.excluded = {chance.choice(sorted(drawn.types))}
            exclude_informant(study, next(iter(drawn.excluded)), "a pilot")
    return drawn


def _written(folder: Path, chance: random.Random) -> Drawn:
    drawn = Drawn(by_reading=chance.random() < 0.3)
    new_study(folder, name="Random", codebook="cso_health")
    (folder / "codebook.yaml").write_text(_codebook(), encoding="utf-8")
    settings = ["", "[privacy]", "minimum_cell = 1"]
    settings += ["", "[counting]", 'reviewed = "read"'] if drawn.by_reading else []
    with (folder / "qualcode.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(settings) + "\n")
    rows = ["informant_id,informant_type,document,speaker,organisation"]
    for number in range(chance.randint(3, 7)):
        person = f"p{number}"
        drawn.types[person] = chance.choice(TYPES)
        drawn.organisations[person] = f"Org {chance.randint(1, 3)}"
        for round_ in range(chance.choice((1, 1, 2))):
            document = f"talk-{number}-{round_}"
            turns = [("Interviewer", "How are things here, and why so?")]
            for place in range(chance.randint(1, 4)):
                words = chance.choices([*filter(None, TERMS.values()), "we", "work", "here", "daily"], k=9)
                turns += [("Person", " ".join(words).capitalize() + "."), ("Interviewer", "And what else is there?")]
                drawn.said[f"{document}:{2 * place + 2}"] = (person, turns[-2][1])
            text = "\n\n".join(f"{speaker}: {words}" for speaker, words in turns)
            (folder / "transcripts" / f"{document}.txt").write_text(text + "\n", encoding="utf-8")
            rows.append(f"{person},{drawn.types[person]},{document}.txt,Person,{drawn.organisations[person]}")
    (folder / "informants.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return drawn


def _codebook() -> str:
    lines = ["codebook: Random", 'version: "1"', "codes:"]
    for code_id, depth in (("money", 0), ("grants", 1), ("late", 2), ("roads", 0), ("trust", 0)):
        indent = "    " * depth
        lines += [
            f"  {indent}- id: {code_id}",
            f"  {indent}  name: {code_id.title()}",
            f"  {indent}  definition: Words.",
        ]
        lines += [f"  {indent}  terms: [={TERMS[code_id]}, ={TERMS[code_id].title()}]"] if TERMS[code_id] else []
        lines += [f"  {indent}  codes:"] if code_id in ABOVE.values() else []
    return "\n".join(lines) + "\n"


def work(study: Study, coder: str, chance: random.Random, drawn: Drawn) -> None:
    """Decide on some suggestions, add, take back, read, in a session of one coder."""
    session = open_session(study, coder, blind=chance.random() < 0.5)
    segments = session.library.segments
    diligence = chance.choice((0.4, 0.8, 1.0))
    for item in session.items():
        if chance.random() < diligence:
            verdict = chance.choice((Verdict.ACCEPT, Verdict.ACCEPT, Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP))
            session.decide(item, verdict, marks=_marks(chance) if verdict is Verdict.ACCEPT else ())
            if chance.random() < 0.05:
                session.decide(session.at(item.target), Verdict.WITHDRAW)
    for passage in drawn.said:
        if chance.random() < 0.15:
            session.add(segments[passage], chance.choice(list(TERMS)), marks=_marks(chance))
    read = [segments[passage] for passage in drawn.said if chance.random() < chance.choice((0.1, 1.0))]
    keep_read(study, session, read, study.codebook().sha256)


def _marks(chance: random.Random) -> tuple[Mark, ...]:
    return chance.choice(((), (), (), (), (Mark.CONTRARY,), (Mark.OFF_RECORD,), (Mark.DO_NOT_QUOTE,)))


def settle(study: Study, chance: random.Random) -> None:
    library, log = open_library(study), study.store.log
    desk = Adjudication(log, library, log, disputed_in(study, library), coder="lead")
    for stop in list(desk.route.stops):
        if chance.random() < 0.3:
            desk.decide(chance.choice((Verdict.ACCEPT, Verdict.REJECT)), at=stop)


Cell = tuple[int, int, int, int, int, int]
"""Raised, open, everyone, denied, disputed; passages."""


class Recount:
    """A study counted by hand, in one of the ways there are."""

    def __init__(self, records: Sequence[Mapping[str, Any]], drawn: Drawn, way: Mapping[str, str]) -> None:
        self.drawn, self.coder, self.rule = drawn, way.get("coder", ""), way.get("coders", "")
        self.read: dict[str, set[str]] = defaultdict(set)
        for record in records:
            if record["kind"] == "read" and record["document_sha256"] not in drawn.corrected:
                self.read[record["coder"]].add(record["segment_id"])
        decisions = sorted((each for each in records if each["kind"] == "decision"), key=lambda each: each["sequence"])
        self.latest: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
        self.settled: dict[tuple[str, str], Any] = {}
        for each in decisions:
            place = (each["anchor"]["segment_id"], each["code_id"])
            if each["origin"] == "adjudication":
                self.settled[place] = each
            else:
                self.latest[place][each["coder"]] = each
        self.suggested = {
            (passage, code_id)
            for passage, (_, words) in drawn.said.items()
            for code_id, term in TERMS.items()
            if term and re.search(rf"\b{term}\b", words, flags=re.IGNORECASE)
        }
        self.outcomes = {place: self._outcome(place) for place in self.latest}

    def _outcome(self, place: tuple[str, str]) -> str:
        """`raised`, `denied`, `private`, `disputed`, `no`, or nothing where nobody decided."""
        words = {who: said for who, said in self.latest[place].items() if self.coder in ("", who)}
        stances = {who: said for who, said in words.items() if said["verdict"] in DECIDED}
        if not stances:
            return ""
        coded = {who: said for who, said in stances.items() if said["verdict"] in CODED}
        sides = {"contrary" in said["marks"] for said in coded.values()}
        silent = set() if self.coder else self._silent(place, words)
        unanimous = bool(coded) and len(coded) == len(stances) and not silent
        if self.rule == "any":
            counts, contrary = bool(coded), sides == {True}
        elif self.rule == "all":
            counts, contrary = unanimous, sides == {True}
        else:
            settled = None if self.coder else self.settled.get(place)
            ids = {said["id"] for said in stances.values()}
            if settled and ids <= set(settled["supersedes"]) <= {said["id"] for said in words.values()}:
                counts, contrary = settled["verdict"] in CODED, "contrary" in settled["marks"]
            elif coded and (not unanimous or len(sides) > 1):
                return "disputed"
            else:
                counts, contrary = bool(coded), sides == {True}
        if not counts:
            return "no"
        return "private" if self._is_private(place[0]) else "denied" if contrary else "raised"

    def _silent(self, place: tuple[str, str], words: Mapping[str, Any]) -> set[str]:
        found = {who for who, passages in self.read.items() if place[0] in passages}
        found -= {who for who, said in words.items() if said["verdict"] != "withdraw"}
        alone = {who for who in found if (who, place[0].partition(":")[0]) in self.drawn.assigned}
        return alone if place in self.suggested else found

    def _is_private(self, passage: str) -> bool:
        """Whether any coder said so of any code there; who settles a dispute takes over what coders said of it."""
        said = (each for (where, _), words in self.latest.items() if where == passage for each in words.values())
        return any(each["verdict"] in CODED and "off record" in each["marks"] for each in said)

    def is_reviewed(self, person: str, code_id: str) -> bool:
        """Whether nothing is left to decide, and where reading is asked for to read, of a person on a code."""
        read = set().union(*self.read.values()) if self.read else set()
        for passage, (who, _) in self.drawn.said.items():
            decided = bool(self.outcomes.get((passage, code_id)))
            if who != person or decided:
                continue
            if (passage, code_id) in self.suggested:
                return False
            if (self.drawn.by_reading or not TERMS[code_id]) and passage not in read:
                return False
        return True

    def cell(self, code_id: str, people: list[str], units: Mapping[str, str]) -> Cell:
        """Count a theme among some people, by whatever unit each belongs to."""
        family = [each for each in TERMS if code_id == "*" or code_id in _line(each)]
        found: dict[str, set[str]] = defaultdict(set)
        passages = set()
        for (passage, code), outcome in self.outcomes.items():
            who, _ = self.drawn.said[passage]
            if who in people and code in family:
                found[outcome].add(units[who])
                passages |= {passage} if outcome == "raised" else set()
        whole = {unit for unit in map(units.get, people) if unit}
        left = {units[who] for who in people if not all(self.is_reviewed(who, code) for code in family)}
        open_ = left - found["raised"]
        silent = whole - found["raised"] - open_
        denied = found["denied"] & silent
        disputed = (found["disputed"] & silent) - denied if not self.rule and not self.coder else set()
        return len(found["raised"]), len(open_), len(whole), len(denied), len(disputed), len(passages)


def _line(code_id: str) -> Iterator[str]:
    yield code_id
    if code_id in ABOVE:
        yield from _line(ABOVE[code_id])


def differences(folder: Path, drawn: Drawn) -> tuple[int, list[str]]:
    """How many figures of a study were recounted, and each that is another one."""
    n, wrong = 0, []
    with Study.open(folder) as study:
        counted_in = [person for person in drawn.types if person not in drawn.excluded]
        stream = io.StringIO()
        write_records(study, stream)
        records = [json.loads(line) for line in stream.getvalue().splitlines()]
        for way in WAYS:
            recount = Recount(records, drawn, way)
            results = study.results(**way)  # type: ignore[arg-type]
            for unit, units in (
                ("informant", {who: who for who in drawn.types}),
                ("organisation", drawn.organisations),
            ):
                table, coverage = results.frequencies(unit=unit), results.coverage(unit=unit)
                kinds = {(row.key, str(row.cells[1])): row.cells for row in coverage.rows}
                for row in table.rows:
                    cells = dict(zip((str(column.key) for column in table.columns), row.cells, strict=True))
                    for type_ in (*dict.fromkeys(drawn.types[who] for who in counted_in), "total"):
                        people = [who for who in counted_in if type_ in ("total", drawn.types[who])]
                        expected = recount.cell(row.key, people, units)
                        figure = cells[f"{type_}.n_informants"]
                        assert isinstance(figure, Figure)
                        told: list[int] = [int(figure.value or 0), figure.n_open, figure.of or 0]
                        if (row.key, type_) in kinds:
                            _, _, _, denied, disputed, *_ = kinds[row.key, type_]
                            told += [int(str(denied)), int(str(disputed))]
                        said = f"{expected[0]} raised, {expected[1]} open of {expected[2]}"
                        shown = said if expected[1] else f"{expected[0]} of {expected[2]}"
                        n += 1
                        if tuple(told) != expected[: len(told)] or figure.shown != shown:
                            wrong.append(f"{way} {unit} {row.key} {type_}: {told} {figure.shown}, by hand {expected}")
                        if type_ == "total":
                            n += 1
                            passages = cells["n_passages"]
                            assert isinstance(passages, Figure)
                            if passages.value != expected[5]:
                                wrong.append(f"{way} {row.key}: {passages.value} passages, by hand {expected[5]}")
    return n, wrong
