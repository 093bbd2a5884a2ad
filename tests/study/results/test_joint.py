"""Words that several informants say together, counted for each of them once a person says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.drafts.verify import Verdict as Quoted
from qualcode.model.coding import Verdict
from qualcode.model.document import WITHDRAWN
from qualcode.review.library import types_of
from qualcode.review.queue import Wanted, passages
from qualcode.study.codebook.explaining import explained_table
from qualcode.study.keeping.forgetting import forget
from qualcode.study.reading.interviews import import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.reading.speakers import correct_speakers
from qualcode.study.report.facts import gather_facts
from qualcode.study.review.agreement import ratings_of
from qualcode.study.review.passages import informants_of_passages, passages_table
from qualcode.study.review.prospects import Prospects
from qualcode.study.review.sessions import decide, open_session
from qualcode.study.study import Study
from tests.drafts.make import checked
from tests.study.make import CODEBOOK, Heard, accept_all, cells, configured, counts

TALK = """\
Interviewer: What has changed?

Amina: The road is better.

Basim: And the school is open.

Amina & Basim: The donors left last year, and nobody has paid the teachers since then.

Interviewer: And now?

Both: No donor has come.
"""
ROSTER = """\
informant_id,informant_type,document,speaker
cso-1,CSO,group-01,Amina
gov-1,Government,group-01,Basim
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    """An interview with two people, who say two things together, coded by the rules."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "study"
    Study.create(folder, codebook="empty").close()
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "informants.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "transcripts" / "group-01.txt").write_text(TALK, encoding="utf-8")
    with Study.open(folder, voice=Heard()) as made:
        made = configured(made, "[privacy]\nminimum_cell = 1")
        import_transcripts(made, [folder / "transcripts"], load_roster(made))
        made.suggest()
        yield made


def raised(study: Study) -> str:
    """How many informants raised funding, as suggested."""
    return counts(study.results(unreviewed=True).frequencies())["funding"]


def test_words_said_together_count_for_nobody_for_one_or_for_each_as_a_person_says(study: Study) -> None:
    nobody = raised(study)
    one = raised(said := correct_speakers(study, "group-01", ["Amina & Basim=cso-1"]))
    each = raised(said := correct_speakers(said, "group-01", ["Amina & Basim=each"]))
    both = raised(said := correct_speakers(said, "group-01", ["Amina & Basim=", "Both=each"]))
    taken_back = raised(correct_speakers(said, "group-01", ["Both="]))

    assert [found[:1] for found in (nobody, one, each, both, taken_back)] == ["0", "1", "2", "2", "0"]


def test_a_figure_leads_to_the_words_under_each_who_said_them_and_they_are_quoted_once(study: Study) -> None:
    study = correct_speakers(study, "group-01", ["Amina & Basim=each"])
    accept_all(study)
    results = study.results()
    total = next(f for f in results.frequencies().figures() if f.spec["code"] == "funding" and not f.spec.get("group"))
    study.keep_figures(results.frequencies())

    behind = cells(study.trace(total.id))
    quotes = [quote for quote in results.selection.quotes if quote.code_id == "funding"]

    assert sorted(row["informant"] for row in behind) == ["cso-1", "gov-1"]
    assert {row["passage"] for row in behind} == {"group-01:4"}
    assert [quote.attribution for quote in quotes] == ["– CSO informant and Government informant"]


def test_a_decision_on_words_said_together_is_counted_for_each_of_them(study: Study) -> None:
    study = correct_speakers(study, "group-01", ["Amina & Basim=each"])
    accept_all(study)

    codings = study.results().codings

    assert sorted((coding.informant_id, coding.also) for coding in codings) == [
        ("cso-1", ("gov-1",)),
        ("gov-1", ("cso-1",)),
    ]
    assert study.results().reviewed["funding"] == {"cso-1", "gov-1"}


def test_whatever_asks_whose_words_a_passage_holds_is_told_of_each_of_them(study: Study) -> None:
    study = correct_speakers(study, "group-01", ["Amina & Basim=each"])
    for coder in ("amal", "omar"):
        decide(study, coder, "group-01:4", Verdict.ACCEPT, code="funding")
    together = ("cso-1", "gov-1")
    session = open_session(study, "omar")
    prospects = Prospects.of(study)
    facts = gather_facts(study, study.results())

    assert informants_of_passages(study)["group-01:4"] == together
    assert ratings_of(study, []).informants["group-01:4"] == together
    assert [row["informant"] for row in cells(passages_table(study)) if row["passage"] == "group-01:4"] == [
        "cso-1, gov-1"
    ]
    assert prospects.missing().n_found == 2
    assert {"cso-1", "gov-1"} <= set(prospects.informants)
    assert facts.read["cso-1", "group-01"] == facts.read["gov-1", "group-01"] == (2, 1)
    assert types_of(session.library, session.library.segments["group-01:4"]) == ("CSO", "Government")
    assert "informant cso-1, gov-1" in explained_table(study, "group-01:4", study.codebook()).notes[0]
    assert list(passages(session, Wanted(informant_type="Government"))) == ["group-01:3", "group-01:4"]


def test_a_draft_that_joins_what_one_says_alone_to_what_they_say_together_joins_turns_of_one_person(
    study: Study,
) -> None:
    study = correct_speakers(study, "group-01", ["Amina & Basim=each"])
    [document] = study.store.documents.all()

    verdicts = [
        checked(f"“{alone} {together}” – Government informant", document)[0].verdict
        for alone, together in [
            ("And the school is open.", "The donors left last year"),
            ("The road is better.", "And the school is open."),
        ]
    ]

    assert verdicts == [Quoted.JOINED_TURNS, Quoted.JOINED_PEOPLE]


def test_whoever_withdraws_takes_the_words_said_together_along(study: Study) -> None:
    study = correct_speakers(study, "group-01", ["Amina & Basim=each"])

    forget(study, "cso-1")

    [document] = study.store.documents.all()
    assert [document.text[turn.start] == WITHDRAWN for turn in document.turns] == [
        False,
        True,
        False,
        True,
        False,
        False,
    ]
    assert {person for turn in document.turns for person in turn.informants} == {"gov-1"}
    assert raised(study)[:1] == "0"
