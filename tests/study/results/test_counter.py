"""Counted again after whatever was done, a study comes to what it comes to when it is counted from nothing."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import QualcodeError
from qualcode.model.coding import Verdict
from qualcode.review.adjudication import Adjudication
from qualcode.study.codebook.changes import add_code, merge_code, move_code, retire_code, split_code
from qualcode.study.keeping.copies import copy_study, put_back
from qualcode.study.keeping.forgetting import forget
from qualcode.study.keeping.merging import export_records, merge_files
from qualcode.study.reading.roster import exclude_informant, include_informant, read_roster_again
from qualcode.study.reading.speakers import correct_speakers
from qualcode.study.results.counting import counter_of
from qualcode.study.results.progress import progress_table
from qualcode.study.review.assigning import assign, take_back
from qualcode.study.review.sessions import decide, disputed_in, keep_read, open_library, open_session
from qualcode.study.study import Study
from tests.examples import examples
from tests.study.make import GUIDE, Heard

PASSAGES = ("amira:2", "basim:2", "carol:2", "dina:2")
CODES = ("funding", "access", "short_term", "trust", "gates", "roads")
CODERS = ("amal", "omar")
VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.ADD, Verdict.SKIP, Verdict.WITHDRAW)
WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"coder": "amal"},
    {"coders": "any"},
    {"coders": "all"},
    {"unreviewed": True},
)


@pytest.fixture(scope="module", autouse=True)
def _away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Away from the user's own settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="module")
def elsewhere(coded_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What three coders decided in another copy of the study."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with Study.open(shutil.copytree(coded_once, folder / "study")) as study:
        for number, coder in enumerate((*CODERS, "sara")):
            for passage in PASSAGES[:3]:
                decide(study, coder, passage, (Verdict.ADD, Verdict.REJECT)[number % 2], code="funding")
        export_records(study, folder / "out.jsonl")
    return folder / "out.jsonl"


class Desk:
    """A study, and whatever may be done with it, each by a number that says to what."""

    def __init__(self, folder: Path, elsewhere: Path) -> None:
        self.study = Study.open(folder, voice=Heard())
        self.elsewhere = elsewhere

    def decide(self, n: int) -> None:
        verdict, passage, code = VERDICTS[n % 5], PASSAGES[n // 5 % 4], CODES[n // 20]
        decide(self.study, CODERS[n % 2], passage, verdict, code=code)

    def accept_all(self, n: int) -> None:
        session = open_session(self.study, CODERS[n % 2])
        session.decide_all(session.items(), Verdict.ACCEPT)

    def undo(self, n: int) -> None:
        open_session(self.study, CODERS[n % 2]).undo()

    def read(self, n: int) -> None:
        session = open_session(self.study, CODERS[n % 2])
        passages = [session.library.segments[id_] for id_ in PASSAGES[n % 4 :] if id_ in session.library.segments]
        keep_read(self.study, session, passages, self.study.codebook().sha256)

    def assign(self, n: int) -> None:
        if n % 3:
            assign(self.study, CODERS, share=1, seed=1)
        else:
            take_back(self.study, [CODERS[n % 2]], [])

    def adjudicate(self, n: int) -> None:
        library, log = open_library(self.study), self.study.store.log
        desk = Adjudication(log, library, log, disputed_in(self.study, library), coder="lead")
        if desk.route.stop:
            desk.decide(VERDICTS[n % 2])

    def change_the_codebook(self, n: int) -> None:
        study, code = self.study, CODES[n // 5 % 6]
        (
            lambda: add_code(study, "trust", definition="Who trusts whom.", terms=["wait", "ask"][: n % 3]),
            lambda: split_code(study, "access", ["roads", "gates"], terms=["gates=medicine"]),
            lambda: merge_code(study, code, "funding"),
            lambda: move_code(study, code, "access" if n % 2 else ""),
            lambda: retire_code(study, code),
        )[n % 5]()

    def change_a_term(self, n: int) -> None:
        path = self.study.codebook_path
        old, new = (("grant", "medicine"), ("checkpoint", "donor"))[n % 2][:: 1 if n % 3 else -1]
        path.write_text(path.read_text("utf-8").replace(f"[{old}", f"[{new}"), "utf-8")
        self.study.suggest()

    def correct_a_transcript(self, n: int) -> None:
        path = self.study.folder / "transcripts" / f"{('amira', 'basim', 'carol')[n % 3]}.txt"
        old, new = (("every day", "each day"), ("ask well", "ask nicely"), ("short grant", "grant"))[n // 3 % 3]
        path.write_text(path.read_text("utf-8").replace(*((old, new) if n % 2 else (new, old))), "utf-8")
        self.study.import_transcripts()

    def import_another(self, n: int) -> None:
        path = self.study.folder / "transcripts" / "dina.txt"
        path.write_text(f"Interviewer: Money?\nDina: {n} grants, and no donor at the checkpoint.\n", "utf-8")
        self.study.import_transcripts()
        self.study.suggest()

    def change_the_list(self, n: int) -> None:
        types = ("CSO", "UN agency", "Ministry")
        rows = [f"{who},{types[(n + place) % 3]},{who}.txt" for place, who in enumerate(("amira", "basim", "carol"))]
        rows += ["dina,CSO,dina.txt"] * (n % 2)
        lines = ["informant_id,informant_type,document", *rows[n % 5 == 0 :]]
        self.study.roster_path.write_text("\n".join(lines), "utf-8")
        read_roster_again(self.study)

    def leave_out(self, n: int) -> None:
        who = ("amira", "carol")[n // 2 % 2]
        if n % 2:
            exclude_informant(self.study, who, "a pilot")
        else:
            include_informant(self.study, who)

    def tell_who_speaks(self, n: int) -> None:
        role = ("interviewer", "informant")[n % 2]
        self.study = correct_speakers(self.study, "basim", [f"Basim={role}"])

    def write_a_guide(self, n: int) -> None:
        self.study.guide_path.write_text(GUIDE.replace("[access]", ("[access]", "[funding]")[n % 2]), "utf-8")

    def merge(self, n: int) -> None:
        merge_files(self.study, [self.elsewhere])

    def forget(self, n: int) -> None:
        forget(self.study, ("carol", "dina")[n % 2])

    def back_up(self, n: int) -> None:
        copy_study(self.study)

    def put_back(self, n: int) -> None:
        self.study.close()
        try:
            put_back(self.study.folder)
        finally:
            self.open_again(n)

    def open_again(self, n: int) -> None:
        self.study.close()
        self.study = Study.open(self.study.folder, voice=Heard())


EVERYTHING = [name for name in vars(Desk) if not name.startswith("_")]
DONE = st.lists(
    st.tuples(st.sampled_from(["decide", "decide", *EVERYTHING]), st.integers(0, 79)), min_size=1, max_size=12
)


def told(study: Study, way: dict[str, Any]) -> object:
    """Everything that is counted in a way; why not, where it is refused."""
    try:
        results = study.results(**way)
    except QualcodeError as error:
        return error.message
    guide = study.guide()
    counted = counter_of(study).count(study, coder=results.coder, unreviewed=way.get("unreviewed", False), guide=guide)
    return results, counted, progress_table(study)


def from_nothing(study: Study, way: dict[str, Any]) -> object:
    """What a study comes to of which nothing was kept."""
    cache = study.store.cache
    with tempfile.TemporaryDirectory(dir=study.folder) as aside:
        if cache.exists():
            cache.rename(Path(aside) / "cache")
        try:
            return told(replace(study, kept={}), way)
        finally:
            shutil.rmtree(cache, ignore_errors=True)
            if (Path(aside) / "cache").exists():
                (Path(aside) / "cache").rename(cache)


@settings(max_examples=examples(12))
@given(DONE, st.sampled_from(WAYS), st.booleans())
def test_after_whatever_was_done_the_count_is_that_from_nothing(
    coded_once: Path, elsewhere: Path, done: list[tuple[str, int]], way: dict[str, Any], by_reading: bool
) -> None:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(shutil.copytree(coded_once, Path(home) / "study"))
        if by_reading:
            with (folder / "qualcode.toml").open("a", encoding="utf-8") as file:
                file.write('\n[counting]\nreviewed = "read"\n')
        desk = Desk(folder, elsewhere)
        try:
            for name, number in done:
                with suppress(QualcodeError):
                    getattr(desk, name)(number)
                assert told(desk.study, way) == from_nothing(desk.study, way)
            desk.open_again(0)
            assert told(desk.study, way) == from_nothing(desk.study, way)
        finally:
            desk.study.close()


def counted_once(coded: Study) -> object:
    """What the small study comes to with a decision in it, counted so that it is kept."""
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    return told(replace(coded, kept={}), {})


def test_what_an_earlier_process_kept_is_taken_up(coded: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = counted_once(coded)
    monkeypatch.setattr("qualcode.review.document_count.count_document", None)  # nothing is counted again

    assert told(replace(coded, kept={}), {}) == expected


def test_after_a_backup_is_put_back_other_decisions_with_the_same_numbers_count(coded: Study) -> None:
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    copy_study(coded)
    decide(coded, "amal", "basim:2", Verdict.ACCEPT, code="access")
    assert {coding.code_id for coding in coded.results().codings} == {"funding", "access"}
    coded.close()
    put_back(coded.folder)

    with Study.open(coded.folder) as study:
        decide(study, "amal", "basim:2", Verdict.REJECT, code="access")

        assert {coding.code_id for coding in study.results().codings} == {"funding"}


def kept_file(study: Study) -> Path:
    [path] = study.store.cache.glob("counted-*.json")
    return path


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"codings"', '"codes"'),
        lambda text: text.replace('"excerpts"', '"words"'),
        lambda text: json.dumps(json.loads(text) | {"entries": []}),
        lambda text: json.dumps(json.loads(text) | {"entries": {"amira": 3}}),
        lambda text: json.dumps(json.loads(text) | {"entries": {"amira": ["state", {"count": None}]}}),
        lambda text: "\x00" + text,
        lambda text: text.replace('"informant_id":["amira"]', '"informant_id":["carol"]'),
        lambda text: re.sub(r"\b[12]\b", "3", text),
        lambda text: text.replace("short grant", "grand idea"),
    ],
    ids=[
        "empty",
        "cut short",
        "no codings",
        "no excerpts",
        "a list",
        "a number",
        "another part",
        "no text",
        "whose",
        "numbers",
        "words",
    ],
)
def test_what_was_kept_and_is_damaged_changes_nothing(coded: Study, damage: Callable[[str], str]) -> None:
    expected = counted_once(coded)
    path = kept_file(coded)
    before = path.read_text("utf-8")
    path.write_text(damage(before), "utf-8")
    assert path.read_text("utf-8") != before

    assert told(replace(coded, kept={}), {}) == expected
    assert told(replace(coded, kept={}), {}) == expected


def test_what_another_study_kept_changes_nothing(coded: Study, coded_once: Path, tmp_path: Path) -> None:
    expected = counted_once(coded)
    with Study.open(shutil.copytree(coded_once, tmp_path / "other"), voice=Heard()) as other:
        decide(other, "amal", "amira:2", Verdict.REJECT, code="funding")
        assert told(other, {}) != expected
        shutil.copy(kept_file(other), kept_file(coded))

    assert told(replace(coded, kept={}), {}) == expected
