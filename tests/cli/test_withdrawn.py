"""Whoever withdrew consent does not come back: not by another writing of the file, not by another copy of the study."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from qualcode.store import Store
from tests.cli.conftest import Command

SENTENCES = (
    "When the donors left Basra we lost nine of our fourteen nurses within a single month",
    "The ministry promised to pay them and nothing of that money ever arrived at our clinic",
    "My sister drove the ambulance for half a year without a salary because nobody else would",
    "At the second checkpoint they took the insulin and said that it was for the soldiers",
    "Since that winter I tell every visitor that a short grant is worse than none at all",
)
TALK = "Interviewer: Do donors still give grants?\nAmira: " + ". ".join(SENTENCES) + ".\n"
OTHER = "Interviewer: Do donors still give grants?\nDalia: We never had any grant, our members pay for the rent here.\n"


def as_word(path: Path, text: str) -> None:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path.with_suffix(".docx")))


WRITINGS: dict[str, Callable[[Path], object]] = {
    "the same": lambda path: path.write_text(TALK, "utf-8"),
    "CRLF": lambda path: path.write_bytes(TALK.replace("\n", "\r\n").encode()),
    "BOM": lambda path: path.write_bytes(TALK.encode("utf-8-sig")),
    "UTF-16": lambda path: path.write_bytes(TALK.encode("utf-16")),
    "one more newline": lambda path: path.write_text(TALK + "\n", "utf-8"),
    "one word changed": lambda path: path.write_text(TALK.replace("fourteen", "thirteen"), "utf-8"),
    "another label": lambda path: path.write_text(TALK.replace("Amira:", "Respondent:"), "utf-8"),
    "Word": lambda path: as_word(path, TALK),
    "Word, one word changed": lambda path: as_word(path, TALK.replace("winter", "autumn")),
    "a part": lambda path: path.write_text(TALK.partition("At the second")[0] + "\n", "utf-8"),
    "among others": lambda path: path.write_text(OTHER + TALK.replace("Amira:", "Sami:"), "utf-8"),
}


@pytest.fixture
def forgotten(coded: Path, qualcode: Command) -> Path:
    """A study of whom one informant withdrew, and whose file and row are gone."""
    (coded / "transcripts" / "amira.txt").write_text(TALK, "utf-8")
    assert qualcode("import", coded / "transcripts", "--project", coded).code == 0
    assert qualcode("forget", "amira", "--yes", "--files", "--roster", "--project", coded).code == 0
    return coded


@pytest.mark.parametrize("writing", WRITINGS)
def test_what_was_forgotten_is_not_imported_however_it_is_written(
    forgotten: Path, qualcode: Command, writing: str
) -> None:
    WRITINGS[writing](forgotten / "transcripts" / "kii-77.txt")

    done = qualcode("import", forgotten / "transcripts", "--project", forgotten)

    assert (done.code, "consent, so it is not imported" in done.err) == (4, True)
    with Store.open(forgotten) as store:
        assert store.documents.ids() == ("basim", "carol")


def test_an_interview_that_holds_a_few_of_the_words_is_imported_and_named(forgotten: Path, qualcode: Command) -> None:
    text = OTHER + f"Interviewer: What did others say?\nDalia: {SENTENCES[3]}, one told me.\n"
    (forgotten / "transcripts" / "dalia.txt").write_text(text, "utf-8")

    done = qualcode("import", forgotten / "transcripts", "--project", forgotten)

    assert done.code == 0
    assert "dalia.txt: holds words of somebody who withdrew consent" in done.err


def test_somebody_else_is_imported_without_a_word(forgotten: Path, qualcode: Command) -> None:
    (forgotten / "transcripts" / "dalia.txt").write_text(OTHER, "utf-8")

    done = qualcode("import", forgotten / "transcripts", "--project", forgotten)

    assert (done.code, "withdrew" in done.err) == (0, False)


def test_a_tombstone_tells_no_word_and_leads_from_none_to_the_next(forgotten: Path) -> None:
    with Store.open(forgotten) as store:
        [event] = store.log.events()
    rows = json.loads(json.dumps(event.detail["rows"]))
    told = json.dumps(dict(event.detail), default=list).casefold()

    n_words = len(re.findall(r"\w+", " ".join(SENTENCES)))
    assert 0 < len(rows) <= n_words / 9 + 1, "rows that do not touch each other"
    assert {len(row) for row in rows} == {7}, "so short that it proves nothing"
    assert not any(word in told for word in ("basra", "nurses", "ambulance"))


def test_the_secret_is_in_every_copy_and_in_no_export(forgotten: Path, qualcode: Command, tmp_path: Path) -> None:
    qualcode("export", "--decisions", tmp_path / "out.jsonl", "--project", forgotten)
    with Store.open(forgotten) as store:
        [secret] = json.loads(store.facts.setting("secrets"))

    assert len(secret) == 64
    assert secret not in (tmp_path / "out.jsonl").read_text("utf-8")


def test_a_withdrawal_in_another_copy_is_named_until_it_is_done_here(
    coded: Path, qualcode: Command, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(coded, tmp_path / "other"))
    assert qualcode("forget", "amira", "--yes", "--project", other).code == 0
    qualcode("export", "--decisions", tmp_path / "theirs.jsonl", "--project", other)

    for _ in range(2):
        merged = qualcode("merge", tmp_path / "theirs.jsonl", "--project", coded)
        assert merged.code == 5
        assert "amira withdrew consent" in merged.err
        assert "qualcode forget amira" in merged.err
    table = qualcode("frequencies", "--project", coded)
    assert "1 informant or interview that is still counted here" in table.out
    assert "amira withdrew consent" in qualcode("status", "--project", coded).err

    assert qualcode("forget", "amira", "--yes", "--files", "--roster", "--project", coded).code == 0

    merged = qualcode("merge", tmp_path / "theirs.jsonl", "--project", coded)
    assert (merged.code, "withdrew consent," in merged.err) == (0, False)
    assert "still counted" not in qualcode("frequencies", "--project", coded).out


@pytest.mark.parametrize("way", ["lines", "database"])
def test_what_is_refused_in_one_copy_is_refused_in_the_other(
    forgotten: Path, coded_once: Path, qualcode: Command, tmp_path: Path, way: str
) -> None:
    other = Path(shutil.copytree(coded_once, tmp_path / "other"))
    theirs = forgotten
    if way == "lines":
        theirs = tmp_path / "theirs.jsonl"
        qualcode("export", "--decisions", theirs, "--project", forgotten)
    qualcode("merge", theirs, "--project", other)
    (other / "transcripts" / "kii-77.txt").write_text(TALK, "utf-8")

    done = qualcode("import", other / "transcripts" / "kii-77.txt", "--project", other)

    assert (done.code, "consent, so it is not imported" in done.err) == (4, True)


def test_tombstones_from_before_words_were_told_again_still_hold(
    coded: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = coded / "transcripts" / "amira.txt"
    text = path.read_text("utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("qualcode.store.forget.fingerprint", lambda *_: {})
        assert qualcode("forget", "amira", "--yes", "--files", "--roster", "--project", coded).code == 0
    path.write_text(text, "utf-8")

    done = qualcode("import", path, "--project", coded)

    assert (done.code, "withdrew consent" in done.err) == (4, True)
    assert qualcode("check", "--project", coded).code == 0
    assert qualcode("forget", "amira", "--yes", "--project", coded).code == 0
