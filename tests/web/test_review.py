"""Reviewing by links and forms, as every browser has them."""

from __future__ import annotations

import uuid

import pytest

from qualcode.model.coding import Mark, Verdict
from qualcode.model.finding import Stance
from qualcode.review.queue import Goal, Order, Wanted
from qualcode.study.review.bearing import informants_passage, keep_marks, mark_of_coder
from qualcode.study.study import Study
from qualcode.web.queues import address, read_wanted, written
from tests.web.make import Pages, served


def said(study: Study) -> list[tuple[str, str, str]]:
    """What was decided, on which code and passage."""
    return [(each.verdict.value, each.code_id, each.anchor.segment_id) for each in study.store.log.decisions()]


def test_the_whole_study_is_reviewed_by_pressing_a_button(pages: Pages, coded: Study) -> None:
    left = pages.get("/review").text.count("data-left")
    page = pages.get("/review")

    for _ in range(30):
        if "Nothing is left in this queue; all of it is saved" in page.text:
            break
        page = pages.press(page, "accept")

    assert left == 1
    assert {verdict for verdict, _, _ in said(coded)} == {"accept"}
    assert coded.review("Amal").route.left == 0


def test_what_is_most_worth_reading_comes_in_rounds_until_all_is_read(pages: Pages, coded: Study) -> None:
    page = pages.get("/review?order=likely")
    assert "chosen so far" in page.text
    assert "chosen so far" not in pages.get("/review").text
    visited = []

    for _ in range(60):
        if "Nothing is left in this queue; all of it is saved" in page.text:
            break
        visited.append(page.url.path)
        page = pages.press(page, "accept" if page.url.path.count("/") == 3 else "next")

    assert "Nothing is left in this queue" in page.text or "this is the last one" in page.text
    spoken = [each.id for each in coded.review("Amal", Wanted(whole=True)).session.library.segments.values()]
    passages = {path.split("/")[2] for path in visited}
    assert passages <= {*spoken}
    assert passages >= {segment_id for _, _, segment_id in said(coded)}
    assert coded.review("Amal").route.left == 0
    assert coded.review("Amal", Wanted(whole=True)).route.left == 0


def test_who_is_blind_is_offered_no_order_that_others_taught(coded: Study) -> None:
    with served(coded) as (app, sessions):
        blind = Pages(app, sessions, blind=True)
        assert 'value="likely"' not in blind.get("/review/amira:2/funding").text
        refused = blind.get("/review?order=likely")
    assert refused.status_code == 404
    assert "learned from what others decided" in refused.text


@pytest.mark.parametrize(
    ("action", "verdict", "told"),
    [
        ("accept", Verdict.ACCEPT, "✓ saved: accepted Funding on amira:2"),
        ("reject", Verdict.REJECT, "✓ saved: rejected Funding on amira:2"),
        ("skip", Verdict.SKIP, "✓ saved: skipped Funding on amira:2"),
    ],
)
def test_a_button_decides_says_so_once_and_goes_on(
    pages: Pages, coded: Study, action: str, verdict: Verdict, told: str
) -> None:
    page = pages.get("/review/amira:2/funding")

    after = pages.press(page, action)

    assert said(coded) == [(verdict.value, "funding", "amira:2")]
    assert told in after.text
    assert after.url != page.url
    assert told not in pages.get(str(after.url)).text


def test_marks_and_a_note_travel_with_the_decision(pages: Pages, coded: Study) -> None:
    pages.press(pages.get("/review/amira:2/funding"), "accept", marks=["good quote", "contrary"], note=" Why. ")

    (decision,) = coded.store.log.decisions()
    assert (decision.marks, decision.note) == ((Mark.GOOD_QUOTE, Mark.CONTRARY), "Why.")


def test_the_same_form_sent_twice_decides_once(pages: Pages, coded: Study) -> None:
    page = pages.get("/review/amira:2/funding")

    answers = [pages.press(page, "accept").text for _ in range(2)]

    assert len(said(coded)) == 1
    assert all("✓ saved: accepted Funding" in answer for answer in answers)


def test_what_changed_since_it_was_shown_is_asked_again(pages: Pages, coded: Study) -> None:
    shown = pages.get("/review/amira:2/funding")
    pages.press(pages.get("/review/amira:2/funding"), "reject")

    answer = pages.press(shown, "accept")

    assert said(coded) == [("reject", "funding", "amira:2")]
    assert "NOT SAVED: you decided it elsewhere since it was shown" in answer.text
    assert answer.url == shown.url


def test_undo_takes_back_and_goes_there(pages: Pages, coded: Study) -> None:
    after = pages.press(pages.get("/review/amira:2/funding"), "accept")

    back = pages.press(after, "undo", id=str(uuid.uuid4()))

    assert "✓ saved: taken back, Funding on amira:2" in back.text
    assert str(back.url).endswith("/review/amira:2/funding")
    assert [verdict for verdict, _, _ in said(coded)] == ["accept", "withdraw"]


def test_another_code_is_put_in_its_place(pages: Pages, coded: Study) -> None:
    pages.press(pages.get("/pick/amira:2/funding?for=instead"), "instead", other="access")

    assert said(coded) == [("reject", "funding", "amira:2"), ("add", "access", "amira:2")]


def test_a_code_is_put_on_sentences_that_are_ticked(pages: Pages, coded: Study) -> None:
    page = pages.get("/pick/amira:2/funding?for=add")
    first = page.text.split('name="sentence" value="')[1].partition('"')[0]

    pages.press(page, "add", other="access", sentence=first)

    (decision,) = coded.store.log.decisions()
    assert f"{decision.anchor.start}-{decision.anchor.end}" == first


def test_a_code_is_put_on_words_that_are_selected(pages: Pages, coded: Study) -> None:
    text = coded.store.documents.get("amira").text
    start = text.index("short grant")
    page = pages.get("/pick/amira:2/funding?for=add")

    pages.press(page, "add", other="access", start=start, end=start + 11, text="short grant")

    (decision,) = coded.store.log.decisions()
    assert decision.anchor.text == "short grant"


def test_words_that_stand_elsewhere_are_refused(pages: Pages, coded: Study) -> None:
    page = pages.get("/pick/amira:2/funding?for=add")

    answer = pages.press(page, "add", other="access", start=0, end=11, text="short grant")

    assert answer.status_code == 409
    assert "the words that were selected stand somewhere else now" in answer.text
    assert said(coded) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(order=Order.CODE, code_id="funding", whole=True, assigned=False),
        Wanted(order=Order.SAMPLE, size=7, seed=3, informant_type="UN agency"),
        Wanted(document_id="kii 1&2", informant_ids=frozenset({"a", "b=c"})),
        Wanted(order=Order.LIKELY, goal=Goal.CODINGS, code_id="funding"),
    ],
)
def test_a_queue_stands_in_the_address(wanted: Wanted) -> None:
    from starlette.datastructures import QueryParams

    query = QueryParams(written(wanted))

    assert read_wanted(query, query.getlist("informant")) == wanted
    assert address(None, wanted).startswith("/review")


def test_who_has_no_name_is_asked_for_it(pages: Pages, coded: Study) -> None:
    pages.visitor.coder = ""

    asked = pages.get("/review/amira:2/funding")
    pages.client.post("/name", data={"name": "  Nour  Saleh "})
    pages.press(pages.get("/review/amira:2/funding"), "accept")

    assert str(asked.url).endswith("/name")
    assert [each.coder for each in coded.store.log.decisions()] == ["Nour Saleh"]


def test_others_are_told_of_and_the_blind_are_not(pages: Pages, coded: Study) -> None:
    seen = pages.get("/review/amira:2/funding")
    desk = coded.review("Omar")
    desk.decide(Verdict.REJECT, at=next(stop for stop in desk.route.stops if stop.code_id == "funding"))

    news = pages.get("/since?after=0").json()
    shown = pages.get(str(seen.url)).text
    pages.visitor.blind = True

    assert news["said"].startswith("Omar decided meanwhile")
    assert "Omar: ✗ rejected" in shown
    assert "Omar" not in pages.get(str(seen.url)).text + pages.get("/since?after=0").text
    assert pages.get(f"/since?after={news['newest']}").status_code == 204


FINDINGS = """\
findings:
  - {id: F1, statement: Money has become <b>scarce</b>., codes: [funding]}
  - {id: F2, statement: Checkpoints stop work., codes: [access]}
"""

ON_FUNDING = {"segment": "amira:2", "code": "funding", "queue": ""}


def test_a_passage_is_marked_for_and_against_findings(pages: Pages, coded: Study) -> None:
    card = "/review/amira:2/funding"
    assert "/bearing/" not in pages.get(card).text
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    assert 'data-action="finding"' in pages.get(card).text

    asked = pages.get("/bearing/amira:2/funding")
    assert "Money has become &lt;b&gt;scarce" in asked.text
    for says, told, marks in (
        ("for F1", "✓ saved: for F1", {("F1", "amira:2"): Stance.FOR}),
        ("against F1", "✓ saved: against F1", {("F1", "amira:2"): Stance.AGAINST}),
        ("neither F1", "✓ saved: neither for nor against F1", {("F1", "amira:2"): Stance.NEITHER}),
    ):
        after = pages.client.post("/bearing", data=ON_FUNDING | {"says": says})
        assert told in after.text
        assert mark_of_coder(coded, "Amal") == marks
    assert not [*coded.store.log.decisions()]


def test_what_was_marked_stands_on_the_card_wherever_it_is_shown(pages: Pages, coded: Study) -> None:
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    keep_marks(coded, "Amal", [(informants_passage(coded, "amira:2"), "F2", Stance.AGAINST)])

    for page in ("/review/amira:2/funding", "/card/amira:2/funding"):
        assert "against F2" in pages.get(page).text
    assert "against F2" not in pages.get("/review/carol:2/funding").text
    assert 'value="against F2" aria-pressed="true"' in pages.get("/bearing/amira:2/funding").text


@pytest.mark.parametrize(
    ("says", "segment", "told"),
    [
        ("for F9", "amira:2", "no such finding"),
        ("loudly F1", "amira:2", "nothing that a passage can say"),
        ("", "amira:2", "nothing that a passage can say"),
        ("for F1", "amira:1", "only what informants say is evidence"),
        ("for F1", "amira:99", "no such passage"),
    ],
)
def test_what_cannot_be_marked_is_refused(pages: Pages, coded: Study, says: str, segment: str, told: str) -> None:
    (coded.folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    form = ON_FUNDING | {"segment": segment, "says": says}

    assert told in pages.client.post("/bearing", data=form).text
    assert mark_of_coder(coded, "Amal") == {}
