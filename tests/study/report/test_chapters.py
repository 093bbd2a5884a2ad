"""What a report's chapters are, for a client and for the team, and what it is called."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Mark, Verdict
from qualcode.model.edits import QuoteChange
from qualcode.model.facts import CodersWork
from qualcode.model.finding import Stance
from qualcode.model.report import Annex, Audience, Report
from qualcode.model.table import Basis, Table
from qualcode.model.wording import plural
from qualcode.model.writing import Look, Paragraph
from qualcode.review.silence import proposed_in
from qualcode.settings import ReportSettings, read_settings
from qualcode.study.reading.roster import exclude_informant
from qualcode.study.report.annexes import named_annexes
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.report.settled import quotes_to_read
from qualcode.study.report.title import keep_title, known_title
from qualcode.study.report.unread import unread_warning
from qualcode.study.results.quote_edits import keep
from qualcode.study.review.bearing import finding_named, informants_passage, mark_passages
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from qualcode.tables.editing import id_of
from tests.reports.test_method import FACTS
from tests.study.make import configured

READ = (
    "Summary",
    "The evaluation",
    "Who was heard",
    "Findings",
    "Themes by informant type",
    "Conclusions and recommendations",
    "Method and limits",
    "Annex A: Codebook",
    "Annex B: Further quotes",
)


def made(study: Study, **options: object) -> Report:
    return make_report(study, study.results(), ReportOptions(**options))  # type: ignore[arg-type]


def headings(report: Report, level: int = 1) -> list[str]:
    return [chapter.heading for chapter in report.chapters if chapter.level == level]


def text_of(report: Report) -> str:
    blocks = [block for chapter in report.chapters for block in chapter.blocks]
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_a_client_reads_these_chapters_and_no_more(shown: Study) -> None:
    assert tuple(headings(made(shown))) == READ


def test_the_team_has_statistics_checklist_sources_and_ids_behind_them(shown: Study) -> None:
    found = headings(made(shown, audience=Audience.TEAM))

    *before, _ = READ
    assert found[: len(before)] == before
    letters = [heading.removeprefix("Annex ").partition(": ")[0] for heading in found[len(READ) - 2 :]]
    assert letters == [*ascii_uppercase][: len(letters)]
    assert {heading.partition(": ")[2] for heading in found} >= {
        "Saturation",
        "Reporting checklist (COREQ)",
        "Ids of the figures",
    }


@pytest.mark.parametrize("asked", ["saturation", "checklist,Sources", "ids"])
def test_a_client_has_further_annexes_on_request(shown: Study, asked: str) -> None:
    annexes = named_annexes([asked])
    report = made(shown, annexes=annexes)

    assert len(headings(report)) == len(READ) + len(annexes)


def test_interviews_one_by_one_are_for_the_team_alone(shown: Study) -> None:
    client, team = made(shown, annexes=[*Annex]), made(shown, audience=Audience.TEAM)
    assert not any(heading.endswith(": Interviews and themes") for heading in headings(client))
    assert any(heading.endswith(": Interviews and themes") for heading in headings(team))


def test_an_annex_that_does_not_exist_is_named() -> None:
    with pytest.raises(UsageError, match="no such annex"):
        named_annexes(["saturatoin"])


def test_findings_are_themes_with_their_quotes_and_space_for_the_author(shown: Study) -> None:
    report = made(shown)
    [funding] = [chapter for chapter in report.chapters if chapter.heading == "Funding"]

    frame, *_, space = [block for block in funding.blocks if isinstance(block, Paragraph)]
    assert frame.text.startswith("Two of the three informants spoke of Funding")
    assert space.look is Look.SPACE
    assert [quote.code_id for quote in funding.quotes]


def test_findings_answer_the_questions_that_codes_name(shown: Study) -> None:
    text = shown.codebook_path.read_text("utf-8").replace(
        "    name: Funding\n", "    name: Funding\n    question: EQ1\n"
    )
    shown.codebook_path.write_text(text, "utf-8")
    shown.suggest()

    assert headings(made(shown), 2)[:2] == ["Evaluation question EQ1", "What answers none of the questions"]
    assert headings(made(shown), 3)[:2] == ["Funding", "Access"]


def test_a_finding_stands_under_its_question_with_who_spoke_on_what_it_rests_on(shown: Study) -> None:
    (shown.folder / "findings.yaml").write_text(
        "questions: {EQ1: Is there enough money?}\n"
        "findings:\n- {id: F1, statement: Money comes late., question: EQ1, codes: [funding]}\n",
        "utf-8",
    )
    report = made(shown)

    assert headings(report, 2)[:2] == ["EQ1: Is there enough money?", "What answers none of the questions"]
    assert headings(report, 3)[:2] == ["Money comes late.", "Access"]
    [finding] = [chapter for chapter in report.chapters if chapter.heading == "Money comes late."]
    frame, *_, space = [block for block in finding.blocks if isinstance(block, Paragraph)]
    assert frame.text.startswith("Two of the three informants spoke of Funding")
    assert "how strong the evidence" in space.text
    assert "No passage is marked for or against it yet" in text_of(report)


def test_a_theme_on_which_a_finding_rests_is_written_of_there_alone(shown: Study) -> None:
    for passage, code in (("amira:2", "funding"), ("amira:2", "short_term"), ("carol:2", "short_term")):
        decide(shown, "amal", passage, Verdict.ADD, code=code)
    decide(shown, "amal", "basim:2", Verdict.ADD, code="short_term", marks=(Mark.CONTRARY,))
    assert "Short-term funding" in words_under(made(shown), "Funding")
    (shown.folder / "findings.yaml").write_text(
        "findings:\n- {id: F1, statement: Grants end early., codes: [short_term]}\n", "utf-8"
    )
    report = made(shown)

    assert "Short-term funding" in words_under(report, "Grants end early.")
    assert "spoke of Funding" in words_under(report, "Funding")
    assert "Short-term funding" not in words_under(report, "Funding")


def words_under(report: Report, heading: str) -> str:
    [chapter] = [chapter for chapter in report.chapters if chapter.heading == heading]
    return "\n".join(block.text for block in chapter.blocks if isinstance(block, Paragraph))


def test_a_quote_marked_against_a_finding_never_stands_for_it(shown: Study) -> None:
    (shown.folder / "findings.yaml").write_text(
        "findings:\n- {id: F1, statement: Money comes late., codes: [funding]}\n", "utf-8"
    )
    finding, passage = finding_named(shown, "F1"), informants_passage(shown, "amira:2")
    mark_passages(shown, "amal", finding, [(passage, Stance.FOR)])
    mark_passages(shown, "omar", finding, [(passage, Stance.AGAINST)])
    mark_passages(shown, "amal", finding, [(informants_passage(shown, "carol:2"), Stance.AGAINST)])

    [chapter] = [chapter for chapter in made(shown).chapters if chapter.heading == "Money comes late."]
    words = [block.text for block in chapter.blocks if isinstance(block, Paragraph)]
    assert "For it:" not in words
    assert [quote.document_id for quote in chapter.quotes] == ["carol"]


def test_a_quote_that_somebody_kept_comes_before_others_and_the_rest_is_counted(shown: Study) -> None:
    results = shown.results()
    [_, *others] = [quote for chapter in made(shown).chapters for quote in chapter.quotes]
    kept = next(coding for coding in results.codings if id_of(coding) == others[-1].id)
    keep(shown, kept, QuoteChange.PIN, {})
    report, results = made(shown), shown.results()

    printed = [quote for chapter in report.chapters for quote in chapter.quotes]
    assert others[-1].id in {quote.id for quote in printed}
    assert quotes_to_read(results, report).startswith(f"{len(printed) - 1} of {plural(len(printed), 'quote')} in it")


def test_every_quote_that_somebody_kept_is_printed(shown: Study) -> None:
    for passage in ("amira:2", "basim:2", "carol:2"):
        for code in ("funding", "access", "short_term"):
            decide(shown, "amal", passage, Verdict.ADD, code=code)
    for coding in shown.results().codings:
        keep(shown, coding, QuoteChange.PIN, {})
    report = made(shown)

    printed = [quote for chapter in report.chapters for quote in chapter.quotes]
    words = {(quote.document_id, quote.start, quote.end) for quote in report.quotes}
    assert {(quote.document_id, quote.start, quote.end) for quote in printed} == words
    assert len(printed) == len({quote.id for quote in printed})


def test_passages_marked_for_and_against_a_finding_are_counted_and_quoted(shown: Study) -> None:
    (shown.folder / "findings.yaml").write_text(
        "findings:\n- {id: F1, statement: Money comes late., codes: [funding]}\n", "utf-8"
    )
    passages = {segment_id: informants_passage(shown, segment_id) for segment_id in ("amira:2", "basim:2")}
    finding = finding_named(shown, "F1")
    mark_passages(shown, "amal", finding, [(passages["amira:2"], Stance.FOR), (passages["basim:2"], Stance.AGAINST)])
    report = made(shown)

    [chapter] = [chapter for chapter in report.chapters if chapter.heading == "Money comes late."]
    text = "\n".join(block.text for block in chapter.blocks if isinstance(block, Paragraph))
    assert "On the finding itself, one informant speaks for it and one against it" in text
    assert [quote.document_id for quote in chapter.quotes][:1] == ["amira"]


def test_every_passage_marked_for_a_finding_may_be_quoted_beyond_the_selection(shown: Study) -> None:
    (shown.folder / "findings.yaml").write_text(
        "findings:\n- {id: F1, statement: Money comes late., codes: [funding]}\n", "utf-8"
    )
    finding = finding_named(shown, "F1")
    passages = [informants_passage(shown, segment_id) for segment_id in ("amira:2", "carol:2")]
    mark_passages(shown, "amal", finding, [(passage, Stance.FOR) for passage in passages])

    [chapter] = [chapter for chapter in made(shown).chapters if chapter.heading == "Money comes late."]
    assert {quote.document_id for quote in chapter.quotes} == {"amira", "carol"}


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        (
            (),
            "[To be written: what was said of Funding, what it means, and how you know; no passage is marked as "
            "contrary: whether nobody disagreed, a person has to confirm]",
        ),
        ((Mark.CONTRARY,), "One informant spoke to the contrary on Funding:"),
        (
            (Mark.CONTRARY, Mark.DO_NOT_QUOTE),
            "One informant spoke to the contrary on Funding, in words that are not quoted here.",
        ),
    ],
)
def test_views_to_the_contrary_are_counted_whether_they_can_be_quoted_or_not(
    shown: Study, marks: tuple[Mark, ...], words: str
) -> None:
    decide(shown, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    decide(shown, "amal", "carol:2", Verdict.ACCEPT, code="funding", marks=marks)
    for target in proposed_in(shown.store.suggestions.hits()):
        if (target.segment_id, target.code_id) not in {("amira:2", "funding"), ("carol:2", "funding")}:
            decide(shown, "amal", target.segment_id, Verdict.REJECT, code=target.code_id)
    report = made(shown)

    [funding] = [chapter for chapter in report.chapters if chapter.heading == "Funding"]
    assert words in [block.text for block in funding.blocks if isinstance(block, Paragraph)]


def test_where_somebody_speaks_against_a_finding_on_the_theme_nobody_is_said_to_be_silent(shown: Study) -> None:
    (shown.folder / "findings.yaml").write_text(
        "findings:\n- {id: F1, statement: Money comes late., codes: [short_term]}\n", "utf-8"
    )
    for passage, code in (("amira:2", "short_term"), ("carol:2", "funding")):
        decide(shown, "amal", passage, Verdict.ADD, code=code)
    for target in proposed_in(shown.store.suggestions.hits()):
        decide(shown, "amal", target.segment_id, Verdict.ACCEPT, code=target.code_id)
    mark_passages(shown, "amal", finding_named(shown, "F1"), [(informants_passage(shown, "amira:2"), Stance.AGAINST)])

    words = text_of(made(shown))
    assert "how you know; what speaks against a finding on it is quoted there, and no other passage is marked" in words
    assert "; no passage is marked as contrary" not in words.partition("Funding")[2].partition("]")[0]


@pytest.mark.parametrize(
    ("contrary", "words"),
    [
        ({"short_term"}, "Two informants spoke to the contrary on Short-term funding, in words"),
        (
            {"funding", "short_term"},
            "Two informants, both of whom stand among those counted above as well, spoke to the contrary on Funding "
            "and Short-term funding:",
        ),
        ({"funding"}, "Two informants spoke to the contrary on Funding:"),
    ],
)
def test_it_is_said_of_what_they_said_the_contrary(shown: Study, contrary: set[str], words: str) -> None:
    for passage, code in (("amira:2", "funding"), ("amira:2", "short_term"), ("carol:2", "funding")):
        decide(shown, "amal", passage, Verdict.ADD, code=code)
    for place, code in enumerate(sorted(contrary)):
        for passage in ("amira:2", "carol:2"):
            if len(contrary) == 1 or passage == ("amira:2", "carol:2")[place]:
                decide(shown, "amal", passage, Verdict.ADD, code=code, marks=(Mark.CONTRARY,))
    [funding] = [chapter for chapter in made(shown).chapters if chapter.heading == "Funding"]

    assert [block for block in funding.blocks if isinstance(block, Paragraph) and block.text.startswith(words)]


def test_who_denies_a_theme_and_is_counted_under_it_is_said_to_be(shown: Study) -> None:
    for passage, marks in (("amira:2", ()), ("carol:2", (Mark.CONTRARY,))):
        decide(shown, "amal", passage, Verdict.ADD, code="funding", marks=marks)
    assert "among those counted above" not in text_of(made(shown))
    decide(shown, "amal", "amira:2", Verdict.ADD, code="short_term", marks=(Mark.CONTRARY,))

    words = "Two informants, one of whom stands among those counted above as well, spoke to the contrary on Funding"
    assert f"{words} and " in text_of(made(shown))


@pytest.mark.parametrize(
    ("basis", "n_read", "warned"),
    [(Basis.CODINGS, 0, True), (Basis.CODINGS, 17, False), (Basis.CODINGS, 30, False), (Basis.SUGGESTIONS, 0, False)],
)
def test_a_summary_warns_of_what_was_not_read(basis: Basis, n_read: int, warned: bool) -> None:
    facts = replace(FACTS, basis=basis, n_segments=56, work=CodersWork(n_silent=30, n_silent_read=n_read))

    said = unread_warning(facts)
    assert bool(said) is warned
    assert (
        not warned or "30 of the 56 passages that informants said hold none of the words that were looked for" in said
    )


def test_what_nobody_here_knows_of_an_evaluation_is_left_to_its_authors(shown: Study) -> None:
    spaces = [line for line in text_of(made(shown)).splitlines() if line.startswith("[To be written: ")]

    for asked in ("what was evaluated", "the purpose, the questions and criteria", "gender, human rights and ethics"):
        assert sum(asked in space for space in spaces) == 1


def test_nobody_is_said_to_be_silent_on_a_theme_while_its_review_is_open(shown: Study) -> None:
    assert "Nobody was" not in text_of(made(shown))
    decide(shown, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    assert "Nobody was" not in text_of(made(shown))
    for target in proposed_in(shown.store.suggestions.hits()):
        if target.code_id != "funding":
            decide(shown, "amal", target.segment_id, Verdict.REJECT, code=target.code_id)
    for passage in ("amira:2", "carol:2"):
        decide(shown, "amal", passage, Verdict.ACCEPT, code="funding")

    assert "Nobody was found to speak of Access" in text_of(made(shown))


def test_what_everybody_was_asked_about_is_said_once(shown: Study) -> None:
    results = shown.results()
    everyone = frozenset(informant.id for informant in results.roster.informants)
    asked = {code.id: everyone if code.id in ("funding", "access") else frozenset() for code in results.codebook.codes}
    for known, said in ((None, False), (asked, True), ({**asked, "funding": frozenset({"amira"})}, False)):
        report = make_report(shown, replace(results, asked=known), ReportOptions())
        [findings] = [chapter for chapter in report.chapters if chapter.heading == "Findings"]
        text = " ".join(block.text for block in findings.blocks if isinstance(block, Paragraph))
        assert ("Every informant was asked a question on Funding and Access, or on a theme under it." in text) is said


def test_a_client_is_not_told_why_somebody_was_left_out(shown: Study) -> None:
    exclude_informant(shown, "basim", "her director objected")
    results = shown.results()
    client, team = (make_report(shown, results, ReportOptions(audience=audience)) for audience in Audience)

    for report, told in ((client, False), (team, True)):
        notes = [note for table in report.tables for note in table.notes]
        assert any("director" in text for text in (*notes, *report.method, text_of(report))) is told
        assert any("1 informant left out of the counts" in note for note in notes)


def test_figures_in_the_text_are_those_of_the_tables(shown: Study) -> None:
    report = made(shown)
    pieces = [
        piece
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph)
        for piece in block.pieces
        if piece.figure
    ]

    assert pieces
    assert {piece.figure for piece in pieces} <= set(report.figures)


def test_no_table_is_shown_twice(shown: Study) -> None:
    report = made(shown, audience=Audience.TEAM)
    names = [block.name for chapter in report.chapters for block in chapter.blocks if isinstance(block, Table)]

    assert len(names) == len(set(names))


def test_what_the_settings_say_stands_in_place_of_the_spaces(shown: Study) -> None:
    before = text_of(made(shown))
    settings = '[report]\nsampling = "By the steering group."\ncommissioned_by = "UNX"'
    after = text_of(made(configured(shown, settings)))

    assert "[To be written: how informants were chosen" in before
    assert "[To be written: how informants were chosen" not in after
    assert "By the steering group." in after
    assert "commissioned by UNX" in after


def test_a_cover_says_who_asked_for_the_report_and_who_wrote_it_or_leaves_the_space(shown: Study) -> None:
    before = [line.text for line in made(shown).cover]
    after = [
        line.text for line in made(configured(shown, '[report]\ncommissioned_by = "UNX"\nauthor = "A. Karim"')).cover
    ]

    assert all(line.startswith("[To be written: ") for line in before)
    assert after == ["Commissioned by: UNX", "Prepared by: A. Karim"]


@pytest.mark.parametrize(
    ("name", "title", "called"),
    [
        ("", "", "What three informants said"),
        ("study", "", "What three informants said"),
        ("Water in the delta", "", "Water in the delta"),
        ("Water in the delta", "Who pays for water", "Who pays for water"),
    ],
)
def test_a_report_is_not_called_after_its_folder(shown: Study, name: str, title: str, called: str) -> None:
    assert shown.folder.name == "study"
    settings = replace(
        shown.settings, study=replace(shown.settings.study, name=name), report=ReportSettings(title=title)
    )

    assert made(replace(shown, settings=settings)).title == called


def test_a_title_that_was_asked_for_is_kept(shown: Study) -> None:
    keep_title(shown, "Who pays for water")

    assert known_title(replace(shown, settings=read_settings(shown.folder))) == "Who pays for water"


def test_the_team_has_a_row_for_every_coding_and_a_client_has_none(shown: Study) -> None:
    decide(shown, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    decide(shown, "amal", "carol:2", Verdict.ADD, code="access", marks=(Mark.GOOD_QUOTE,))
    results = shown.results()
    team, client = (make_report(shown, results, ReportOptions(audience=audience)) for audience in reversed(Audience))

    [table] = [table for table in team.tables if table.name == "coded_passages"]
    assert not [table for table in client.tables if table.name == "coded_passages"]
    said = {tuple(row.cells[place] for place in (0, 4, 6, 7, 8)) for row in table.rows}
    assert said == {
        ("amira", "Funding", "", "accepted", "amal"),
        ("carol", "Access", "good quote", "added", "amal"),
    }
    assert [row.cells[5] for row in table.rows] == [coding.text for coding in results.codings]


def test_what_nobody_reviewed_is_a_proposal_of_the_rules(shown: Study) -> None:
    report = made(shown, audience=Audience.TEAM)

    [table] = [table for table in report.tables if table.name == "coded_passages"]
    assert {row.cells[7] for row in table.rows} == {"proposed by the rules, not reviewed"}
