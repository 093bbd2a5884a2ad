"""Two languages side by side: coded in one, quoted in either, and paired by turns or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.model.coding import Mark, Verdict
from qualcode.model.text import Span
from qualcode.readers.files import find_files
from qualcode.study.keeping.forgetting import forget, own_transcripts
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.report.draft_check import check_draft
from qualcode.study.results.quotes import quote_table
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from qualcode.study.translations import pairing_of, translated_span, translation_files
from tests.study.make import Heard, accept_all, cells, configured

ORIGINAL = """\
Interviewer: Les bailleurs donnent-ils encore des subventions ?
Amira: Notre dernière short grant est finie, et les bailleurs ont quitté Bassora cette année. On ne sait pas la suite.
Interviewer: Et après ?
Amira: Personne ne vient plus nous voir depuis que Basim est parti de la ville avec sa famille. Rien.
"""
TRANSLATED = """\
Interviewer: Do donors still give grants?
Amira: Our last short grant is over, and the donors left Basra this year. We do not know what comes after that.
Interviewer: And then?
Amira: Nobody comes to see us any more since Basim left the town with his family. Nothing.
"""


@pytest.fixture
def two(written: Study) -> Callable[..., Study]:
    """A study in which Amira's interview is in French, its translation beside it."""

    def make(translated: str = TRANSLATED, *, quotes: str = "translation") -> Study:
        folder = written.folder / "transcripts"
        (folder / "amira.txt").write_text(ORIGINAL, encoding="utf-8")
        (folder / "amira.en.txt").write_text(translated, encoding="utf-8")
        roster = load_roster(written)
        follow_import(written, roster, import_transcripts(written, [folder], roster))
        written.suggest()
        study = configured(
            written, f'[translations]\nquotes = "{quotes}"\nby = "A. Karim"\n[privacy]\nminimum_cell = 1'
        )
        accept_all(study)
        return study

    return make


def quoted(study: Study) -> str:
    rows = cells(quote_table(study, study.results(), everything=True))
    return next(row["quote"] for row in rows if row["informant"] == "amira")


def test_a_translation_is_no_interview_and_is_paired_with_its_own(two: Callable[..., Study], heard: Heard) -> None:
    study = two()

    assert study.store.documents.ids() == ("amira", "basim", "carol")
    assert "translations paired turn by turn: amira (English)" in heard.notes
    assert {id_: path.name for id_, path in translation_files(study).items()} == {"amira": "amira.en.txt"}


def test_quotes_are_printed_in_either_language_which_is_said(two: Callable[..., Study]) -> None:
    study = two()

    assert quoted(study) == (
        "“Our last short grant is over, and the donors left Basra this year. We do not know what comes after that.” "
        "(translated from French by A. Karim)"
    )


def test_an_original_that_has_a_translation_says_that_it_is_one(two: Callable[..., Study]) -> None:
    printed = quoted(two(quotes="original"))

    assert printed.startswith("“Notre dernière short grant est finie")
    assert printed.endswith("(original, in French)")


def test_what_a_translation_says_of_a_stretch_is_that_of_the_same_sentences_or_nothing(
    two: Callable[..., Study],
) -> None:
    study = two()
    [document] = study.store.documents.all(["amira"])
    pairing = pairing_of(study, document, translation_files(study)["amira"])

    def said(words: str) -> str:
        start = document.text.index(words)
        return translated_span(document, pairing, Span(start, start + len(words)))

    assert said("On ne sait pas la suite.") == "We do not know what comes after that."
    assert said("Rien.") == "Nothing."
    assert said("Et après ?") == "And then?"
    assert said("ne sait pas") == ""
    assert said("Et après ?\n\nPersonne") == ""


def test_names_are_replaced_in_a_translation_too(two: Callable[..., Study]) -> None:
    study = two(TRANSLATED.replace("the donors left", "Basim and the donors left"))
    (study.folder / "protect.csv").write_text("name,replacement\nBasim,[a colleague]\n", encoding="utf-8")

    assert "[a colleague] and the donors left Basra" in quoted(study)


def test_turns_that_do_not_match_are_named_and_the_original_is_quoted(two: Callable[..., Study], heard: Heard) -> None:
    study = two(TRANSLATED.replace("Interviewer: And then?\n", ""))

    [warning] = [each for each in heard.warnings if "not paired" in each]
    assert warning.startswith("amira.en.txt: not paired with amira: ")
    assert "turn 3" in warning or "turn 4" in warning
    assert "Basim" not in warning
    assert quoted(study).endswith("(original, in French)")


def test_a_translation_put_right_is_paired_without_another_import(two: Callable[..., Study]) -> None:
    study = two("Interviewer: Nothing.\n")
    (study.folder / "transcripts" / "amira.en.txt").write_text(TRANSLATED, encoding="utf-8")

    assert "translated from French" in quoted(study)


def test_a_person_s_own_translation_of_a_quote_comes_first(two: Callable[..., Study]) -> None:
    from qualcode.study.results.quote_edits import translate_quote

    study = two()
    [row] = [row for row in cells(quote_table(study, study.results(), everything=True)) if row["informant"] == "amira"]
    translate_quote(study, study.results(), row["id"], "By hand.", translator="B. Nour", date="")

    assert quoted(study) == "“By hand.” (translated from French)"


@pytest.mark.parametrize(
    ("names", "left_out"),
    [
        (["kii-03.docx", "kii-03.en.docx"], ["kii-03.en.docx"]),
        (["kii-03.docx", "kii-03.en.txt"], ["kii-03.en.txt"]),
        (["kii-03.en.docx"], []),
        (["kii-03.docx", "kii-03.final.docx"], []),
        (["kii.03.docx", "kii.03.ckb.docx"], ["kii.03.ckb.docx"]),
    ],
)
def test_a_translation_is_known_by_its_name_and_the_original_beside_it(
    tmp_path: Path, names: list[str], left_out: list[str]
) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"I: Hello?\nR: Yes.\n")

    for paths in ([tmp_path], [tmp_path / name for name in names]):
        assert [each.path.name for each in find_files(paths).left_out] == left_out


def test_a_translation_leaves_with_who_withdraws(two: Callable[..., Study], heard: Heard) -> None:
    study = two()
    removed = study.store.forgetting.find("amira")
    assert sorted(path.name for path in own_transcripts(study, removed)) == ["amira.en.txt", "amira.txt"]

    forget(study, "amira")

    assert any("amira.en.txt: the translation holds their words" in each for each in heard.warnings)
    assert not list((study.folder / ".cache").glob("translation-amira*"))


@pytest.mark.parametrize(
    ("quoted_words", "verdict"),
    [
        ("We do not know what comes after that.", "exact"),
        ("Nobody comes to see us any more […] Nothing.", "edited, with marks"),
        ("We do know what comes after that.", "changed: a negation"),
        ("On ne sait pas la suite.", "exact"),
    ],
)
def test_a_draft_is_held_against_both_languages(
    two: Callable[..., Study], tmp_path: Path, quoted_words: str, verdict: str
) -> None:
    study = two(quotes="original")
    draft = tmp_path / "draft.md"
    draft.write_text(f"One said: “{quoted_words}”\n", encoding="utf-8")

    assert [item.verdict for item in check_draft(study, draft).items] == [verdict]


def test_what_was_said_off_the_record_is_not_quoted_from_a_translation_either(
    two: Callable[..., Study], tmp_path: Path
) -> None:
    study = two(quotes="original")
    decide(study, "amal", "amira:2", Verdict.ACCEPT, code="short_term", marks=(Mark.OFF_RECORD,))
    draft = tmp_path / "draft.md"
    draft.write_text("One said: “We do not know what comes after that.”\n", encoding="utf-8")

    assert [item.verdict for item in check_draft(study, draft).items] == ["off the record"]


def test_a_translation_beside_an_original_that_lies_elsewhere_is_found_and_nothing_below_it_is_searched(
    written: Study, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    (folder / "deep").mkdir(parents=True)
    for name in ("amira.txt", "deep/amira.txt"):
        (folder / name).write_text(ORIGINAL, encoding="utf-8")
    (folder / "amira.en.txt").write_text(TRANSLATED, encoding="utf-8")
    (folder / "deep" / "amira.aa.txt").write_text(TRANSLATED, encoding="utf-8")

    written.import_transcripts(folder / "amira.txt")

    assert translation_files(written) == {"amira": folder / "amira.en.txt"}
