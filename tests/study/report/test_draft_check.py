"""Drafts held against the study: planted errors, what qualcode itself wrote, comments, words kept for groups."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest

from qualcode.drafts.read import read_draft
from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.model.document import Role
from qualcode.model.draft_part import DraftPart as Part
from qualcode.model.report import FOR_TEAM, Annex, Audience, Report
from qualcode.reports import REPORT_WRITERS
from qualcode.settings import read_settings
from qualcode.study.codebook.changes import merge_code, retire_code, split_code
from qualcode.study.reading.roster import exclude_informant
from qualcode.study.report.draft_check import check_draft
from qualcode.study.report.draft_items import DraftCheck
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.report.today import Today
from qualcode.study.review.sessions import open_session
from qualcode.study.study import Study
from tests.drafts.make import write_docx
from tests.drafts.planted import planted, write_planted
from tests.study.make import TRANSCRIPTS


@pytest.fixture(scope="module")
def demo(sample_once: Path) -> Iterator[Study]:
    """The sample study, to be read."""
    with Study.open(sample_once, read_only=True) as study:
        yield study


@pytest.fixture(scope="module")
def reported(demo: Study) -> Callable[[Audience], Report]:
    """The whole report on it, made once for each audience."""
    results = demo.results()
    return cache(lambda audience: make_report(demo, results, ReportOptions(audience=audience, annexes=[*Annex])))


def findings(check: DraftCheck) -> list[tuple[str, str, str]]:
    return [(item.part.value, item.verdict, item.words) for item in check.items if item.is_finding]


def test_planted_errors_are_found_and_nothing_else(demo: Study, tmp_path: Path) -> None:
    document = next(iter(demo.store.documents.all()))
    asked = next(
        document.text[turn.start : turn.end]
        for turn in document.turns
        if turn.role is Role.INTERVIEWER and 8 <= len(document.text[turn.start : turn.end].split()) < 40
    )
    items = planted(demo.results(), asked.replace("“", "").replace("”", ""))
    numbers = write_planted(items, tmp_path / "draft.docx")

    check = check_draft(demo, tmp_path / "draft.docx")

    flagged = {item.paragraph.number for item in check.items if item.is_finding and item.paragraph}
    wrong = {number for number, item in numbers.items() if item.is_wrong}
    assert len(items) == 67
    assert {numbers[each].text for each in wrong - flagged} == set()
    assert {numbers[each].text for each in flagged - wrong} == set()


@pytest.mark.parametrize(
    ("suffix", "audience"), [(".docx", Audience.TEAM), (".html", Audience.TEAM), (".md", Audience.CLIENT)]
)
def test_nothing_is_found_in_what_qualcode_wrote(
    demo: Study, reported: Callable[[Audience], Report], tmp_path: Path, suffix: str, audience: Audience
) -> None:
    path = tmp_path / f"report{suffix}"
    REPORT_WRITERS[suffix](reported(audience), path)

    check = check_draft(demo, path)

    assert findings(check) == []
    assert not check.names_somebody
    assert ", 0 not found" in check.coverage


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_nothing_is_found_in_a_report_of_a_study_half_reviewed(shown: Study, suffix: str) -> None:
    session = open_session(shown, "amal")
    session.decide(next(iter(session.items())), Verdict.ACCEPT)
    path = shown.folder / f"report{suffix}"

    REPORT_WRITERS[suffix](make_report(shown, shown.results(), ReportOptions(audience=Audience.TEAM)), path)

    check = check_draft(shown, path)

    assert findings(check) == []


def test_a_draft_for_the_team_may_name_ids_and_nobody_else(shown: Study, tmp_path: Path) -> None:
    said = (
        "“We pass two checkpoints every day” – CSO informant [basim:2]. Amira told us so, basim.txt; amira@example.org."
    )

    [contact] = findings(check_draft(shown, write_docx(tmp_path / "team.docx", FOR_TEAM, said)))
    named = [words for _, _, words in findings(check_draft(shown, write_docx(tmp_path / "client.docx", said)))]

    assert contact == ("privacy", "an address or telephone number", "amira@example.org")
    assert named == ["amira@example.org", "basim.txt", "CSO informant [basim:2]: basim, 2"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We pass two checkpoints every day” – CSO informant", []),
        ("“We pass two checkpoints every night” – CSO informant", ["changed without marks"]),
        ("“What about checkpoints?” they asked.", ["the interviewer's words"]),
        ("“What about checkpoints?” – CSO informant", ["the interviewer's words", "said by the interviewer"]),
        ("We met a nurse. The director of the hospital was away.", []),
        ("“We pass two checkpoints every day” – UN agency informant", ["said by another type"]),
        ("Access was raised by one of three informants.", []),
        ("Access was raised by two of three informants.", ["differs"]),
        ("Amira told us so, and basim.txt has it.", ["an interview’s id or file name"]),
        ("Write to amira@example.org.", ["an address or telephone number"]),
    ],
)
def test_a_sentence_is_held_against_a_small_study(shown: Study, tmp_path: Path, text: str, found: list[str]) -> None:
    check = check_draft(shown, write_docx(tmp_path / "draft.docx", text))

    assert [verdict for _, verdict, _ in findings(check)] == found
    assert check.names_somebody == ((bool(found) and "id or" in found[0]) or "address" in "".join(found))


def test_a_post_tells_who_was_met(shown: Study, tmp_path: Path) -> None:
    draft = write_docx(
        tmp_path / "draft.docx", "We thank the head of the district hospital.", "A director of the clinic."
    )

    assert findings(check_draft(shown, draft)) == [
        ("privacy", "a post that tells who it is", "head of the district hospital")
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda study: exclude_informant(study, "basim", "withdrew"),
        lambda study: merge_code(study, "access", "funding"),
        lambda study: retire_code(study, "access"),
        lambda study: split_code(study, "access", ["roads", "permits"], terms=["roads=checkpoint"]),
    ],
)
def test_every_figure_that_is_not_what_it_was_is_flagged(shown: Study, change: Callable[[Study], None]) -> None:
    [path, _] = shown.write_report(shown.folder / "reports" / "draft.docx")
    assert findings(check_draft(shown, path, only=[Part.FIGURES])) == []
    written = [
        (each.mark, paragraph.text[each.start : each.end])
        for paragraph in read_draft(path).paragraphs
        for each in paragraph.marked
    ]

    change(shown)

    results = shown.results()
    today = Today.of(shown, results, make_report(shown, results))
    stale = [words for mark, words in written if today.words(mark) != words]
    found = [words for _, _, words in findings(check_draft(shown, path, only=[Part.FIGURES]))]
    assert stale
    assert found == stale


def test_what_is_checked_can_be_narrowed_down(shown: Study, tmp_path: Path) -> None:
    draft = write_docx(
        tmp_path / "draft.docx", "Access was raised by two of three informants. “Not said by anybody here”"
    )

    assert [part for part, _, _ in findings(check_draft(shown, draft, only=[Part.COUNTS]))] == ["counts"]


def test_a_copy_has_comments_beside_the_findings_and_no_words_of_an_interview(shown: Study, tmp_path: Path) -> None:
    draft = write_docx(tmp_path / "draft.docx", "Access.", "We heard “We pass two checkpoints every night with it”.")
    before = draft.read_bytes()

    check_draft(shown, draft, to=tmp_path / "checked.docx")

    comments = [comment.text for comment in docx.Document(str(tmp_path / "checked.docx")).comments]
    assert len(comments) == 1
    assert comments[0].startswith("Quotations: changed without marks")
    assert not any(word in comments[0] for word in TRANSCRIPTS["basim.txt"].split() if len(word) > 5)
    assert draft.read_bytes() == before


@pytest.mark.parametrize(
    ("draft", "to"), [("draft.docx", "draft.docx"), ("draft.md", "new.docx"), ("draft.docx", "n.md")]
)
def test_a_draft_is_never_written_over_and_comments_go_into_word(
    shown: Study, tmp_path: Path, draft: str, to: str
) -> None:
    write_docx(tmp_path / "draft.docx", "Access.")
    shutil.copy(tmp_path / "draft.docx", tmp_path / "draft.md")

    with pytest.raises(UsageError):
        check_draft(shown, tmp_path / draft, to=tmp_path / to)


def test_words_for_a_group_are_kept_in_the_settings(shown: Study, tmp_path: Path) -> None:
    draft = write_docx(tmp_path / "draft.docx", "# Access", "All two of the locals spoke of it.")

    assert findings(check_draft(shown, draft)) == []
    assert len(findings(check_draft(shown, draft, groups=["the locals=cso"]))) == 1
    settings = read_settings(shown.folder)
    assert settings.draft.groups == {"the locals": "CSO"}
    assert len(findings(check_draft(replace(shown, settings=settings), draft))) == 1


@pytest.mark.parametrize("said", ["the locals", "the locals=Nobody", "=CSO"])
def test_words_for_no_group_are_refused(shown: Study, tmp_path: Path, said: str) -> None:
    with pytest.raises(UsageError):
        check_draft(shown, write_docx(tmp_path / "draft.docx", "Access."), groups=[said])


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("In the survey, seven of nine CSO respondents said yes on community trust.", "agrees"),
        ("In the survey, five of nine CSO respondents said yes on community trust.", "differs"),
        ("Five of nine CSO respondents to the survey have worked for 11 to 20 years.", "agrees"),
        ("Four of nine CSO respondents to the survey have worked for 11 to 20 years.", "differs"),
        ("In the survey, all nine CSO respondents work on primary health care.", "differs"),
        ("In the survey, 13 of 17 respondents work on mental health and psychosocial support (n=13).", "agrees"),
        ("Seventeen respondents answered the survey.", "agrees"),
        ("Eighteen respondents answered the survey.", "differs"),
        ("In the survey, four respondents would rather have tea.", "cannot be linked to a figure"),
        ("Eight of the nine CSOs in the survey advocate; so do seven of the eight others.", "agrees"),
        ("Of the nine CSOs surveyed, five find it difficult to raise funds and one finds it easy.", "agrees"),
        ("In the survey three found it easy to raise funds.", "differs"),
        ("More CSO respondents found fundraising difficult than easy.", "agrees"),
        ("In the survey: how effective is direct support? International NGO (n = 5)", "agrees"),
        ("In the survey: how effective is direct support? CSO (n = 4)", "differs"),
        ("More CSO respondents found fundraising easy than difficult.", "differs"),
        ("Respondents named direct services more often than policy.", "agrees"),
        ("As many CSO respondents call direct support extremely effective as moderately effective.", "agrees"),
        ("Of the respondents, two of those who are not CSOs find organisations credible with communities.", "agrees"),
        ("In the survey, three of the non-CSO respondents find organisations credible with communities.", "differs"),
        ("Seven of the nine CSO respondents find organisations credible with communities.", "agrees"),
        ("Seven of nine CSOs give direct services to those who responded.", "differs"),
        ("All of the others in the survey named disability as a field for the future.", "agrees"),
        ("Two of eight respondents from elsewhere find organisations credible with communities.", "agrees"),
        ("Six of seven respondents say that CSOs implement, five that they coordinate.", "agrees"),
        (
            "Seven of the eight CSO respondents who answered call working with international organisations good.",
            "differs",
        ),
        ("Seven of eight CSO respondents call working with international organisations excellent or good.", "agrees"),
        (
            "In the survey two of eight others find organisations credible with communities; so do another two.",
            "agrees",
        ),
        ("Six of eight CSO respondents call working with international organisations excellent or good.", "differs"),
        ("More than half of the CSO respondents (five of nine) have worked for eleven to twenty years.", "agrees"),
        ("Not one of the CSO respondents asks for training in communication.", "agrees"),
        ("Four of the eight other respondents did not rate advocacy.", "cannot be linked to a figure"),
        ("Most of the other respondents say yes, organisations are credible with communities.", "differs"),
        ("Of the nine CSO respondents who advocate in the survey, direct support is not at all effective.", "agrees"),
    ],
)
def test_what_is_said_of_the_survey_is_held_against_its_counts(
    demo: Study, tmp_path: Path, said: str, verdict: str
) -> None:
    write_docx(tmp_path / "draft.docx", said)

    items = check_draft(demo, tmp_path / "draft.docx", only=[Part.COUNTS]).items

    assert {item.verdict for item in items} == {verdict}


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("“We need grants that last longer than a year.” – CSO survey respondent", ["exact", "agrees"]),
        (
            "“We need grants that last longer than two years.” – CSO survey respondent",
            ["changed without marks", "agrees"],
        ),
        ("“We need grants that last longer than a year.” – UN agency respondent", ["exact", "said by another type"]),
    ],
)
def test_a_quotation_of_an_open_answer_is_held_against_the_survey(
    demo: Study, tmp_path: Path, said: str, verdicts: list[str]
) -> None:
    draft = write_docx(tmp_path / "draft.docx", said)

    items = check_draft(demo, draft, only=[Part.QUOTATIONS, Part.ATTRIBUTIONS]).items

    assert [str(item.verdict) for item in items] == verdicts
