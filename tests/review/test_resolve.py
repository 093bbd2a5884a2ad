"""What counts, from what coders decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import Change, Redirect
from qualcode.model.coding import Decision, Evidence, Mark, Suggestion, Verdict
from qualcode.model.document import Document, Role
from qualcode.model.place import Found
from qualcode.review.anchors import make_anchor
from qualcode.review.resolve import (
    Coders,
    Resolution,
    resolve,
    suggestions_as_codings,
)
from qualcode.review.standing import ADJUDICATION, Target
from tests.make import make_codebook, make_document, make_segments

DOCUMENT = make_document(("I", "How is the money?"), "Money is short.", "People leave.", id="kii-01")
SEGMENTS = make_segments(DOCUMENT)


class Log:
    """Decisions in the order they are made."""

    def __init__(self) -> None:
        self.decisions: list[Decision] = []

    def add(
        self,
        coder: str,
        verdict: Verdict,
        segment: int = 2,
        *,
        code_id: str = "funding",
        origin: str = "",
        marks: tuple[Mark, ...] = (),
        supersedes: Sequence[Decision] = (),
        document: Document = DOCUMENT,
    ) -> Decision:
        number = len(self.decisions) + 1
        decision = Decision(
            id=f"d{number}",
            writer="w",
            sequence=number,
            decided_at="",
            coder=coder,
            code_id=code_id,
            verdict=verdict,
            anchor=make_anchor(document, make_segments(document)[segment - 1]),
            origin=origin,
            marks=marks,
            supersedes=tuple(older.id for older in supersedes),
        )
        self.decisions.append(decision)
        return decision

    def resolve(self, *, document: Document = DOCUMENT, coder: str = "", **options: object) -> Resolution:
        return resolve(self.decisions, [document], coder=coder, **options)  # type: ignore[arg-type]


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.mark.parametrize(
    ("verdicts", "counted"),
    [
        ([Verdict.ACCEPT], True),
        ([Verdict.ADD], True),
        ([Verdict.REJECT], False),
        ([Verdict.SKIP], False),
        ([Verdict.ACCEPT, Verdict.REJECT], False),
        ([Verdict.REJECT, Verdict.ACCEPT], True),
        ([Verdict.ADD, Verdict.WITHDRAW], False),
        ([Verdict.ADD, Verdict.WITHDRAW, Verdict.ADD], True),
    ],
)
def test_of_one_coder_the_latest_decision_wins(log: Log, verdicts: list[Verdict], counted: bool) -> None:
    for verdict in verdicts:
        log.add("amal", verdict)

    assert [coding.text for coding in log.resolve().codings] == (["Money is short."] if counted else [])


@pytest.mark.parametrize(
    ("verdict", "decided"),
    [(Verdict.ACCEPT, True), (Verdict.REJECT, True), (Verdict.SKIP, False), (Verdict.WITHDRAW, False)],
)
def test_a_skip_is_not_a_decision(log: Log, verdict: Verdict, decided: bool) -> None:
    log.add("amal", verdict)

    assert log.resolve().decided == ({Target("kii-01", "kii-01:2", "funding")} if decided else set())


def test_a_passage_one_coder_decided_counts_as_decided(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT)
    log.add("omar", Verdict.SKIP)

    assert len(log.resolve().codings) == 1


def test_two_coders_who_agree_make_one_coding_with_the_marks_of_both(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, marks=(Mark.DO_NOT_QUOTE,))
    log.add("omar", Verdict.ADD, marks=(Mark.GOOD_QUOTE,))

    [coding] = log.resolve().codings
    assert coding.coder == "amal, omar"
    assert coding.marks == (Mark.GOOD_QUOTE, Mark.DO_NOT_QUOTE)


def test_a_disputed_passage_is_listed_and_not_counted(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT)
    log.add("omar", Verdict.REJECT)

    resolution = log.resolve()

    assert resolution.codings == ()
    assert [[d.coder for d in found.decisions] for found in resolution.disputed] == [["amal", "omar"]]
    assert len(resolution.decided) == 1


def test_who_raises_a_theme_for_one_coder_and_denies_it_for_the_other_is_disputed(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT)
    log.add("omar", Verdict.ACCEPT, marks=(Mark.CONTRARY, Mark.GOOD_QUOTE))

    assert log.resolve().codings == ()
    assert [len(found.decisions) for found in log.resolve().disputed] == [2]
    for coders in (Coders.ANY, Coders.ALL):
        [coding] = log.resolve(coders=coders).codings
        assert coding.marks == (Mark.GOOD_QUOTE,)


def test_a_theme_that_both_coders_call_denied_is_denied(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, marks=(Mark.CONTRARY,))
    log.add("omar", Verdict.ACCEPT, marks=(Mark.CONTRARY,))

    assert [coding.marks for coding in log.resolve().codings] == [(Mark.CONTRARY,)]


def test_one_coder_alone_has_no_dispute(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT)
    log.add("omar", Verdict.REJECT)

    assert len(log.resolve(coder="amal").codings) == 1
    assert log.resolve(coder="omar").codings == ()


@pytest.mark.parametrize(("outcome", "counted"), [(Verdict.ACCEPT, 1), (Verdict.REJECT, 0)])
def test_an_adjudicated_outcome_comes_first(log: Log, outcome: Verdict, counted: int) -> None:
    settled = [log.add("amal", Verdict.ACCEPT), log.add("omar", Verdict.REJECT)]
    log.add("lead", outcome, origin=ADJUDICATION, supersedes=settled)

    assert len(log.resolve().codings) == counted
    assert log.resolve().disputed == ()


def test_an_adjudication_reopens_when_a_coder_decides_again(log: Log) -> None:
    settled = [log.add("amal", Verdict.ACCEPT), log.add("omar", Verdict.REJECT)]
    log.add("lead", Verdict.ACCEPT, origin=ADJUDICATION, supersedes=settled)
    log.add("omar", Verdict.REJECT)

    [disagreement] = log.resolve().disputed
    assert disagreement.reopened


def test_an_adjudication_is_not_a_coders_decision(log: Log) -> None:
    settled = [log.add("amal", Verdict.ACCEPT), log.add("omar", Verdict.REJECT)]
    log.add("amal", Verdict.REJECT, origin=ADJUDICATION, supersedes=settled)

    assert len(log.resolve(coder="amal").codings) == 1


def test_whoever_only_rejected_is_a_coder_and_whoever_skipped_or_settled_is_not(log: Log) -> None:
    settled = [log.add("amal", Verdict.ACCEPT), log.add("omar", Verdict.REJECT)]
    log.add("lead", Verdict.ACCEPT, origin=ADJUDICATION, supersedes=settled)
    log.add("dana", Verdict.SKIP)

    assert log.resolve().coders == ("amal", "omar")
    assert log.resolve(coder="omar").coders == ("omar",)


def test_words_nobody_is_known_to_have_said_count_for_nobody(log: Log) -> None:
    unknown = replace(DOCUMENT, turns=tuple(turn._replace(informant_id=None) for turn in DOCUMENT.turns))
    log.add("amal", Verdict.ACCEPT, segment=2)

    resolution = log.resolve(document=unknown)

    assert resolution.codings == ()
    assert [coding.segment_id for coding in resolution.unattributed] == ["kii-01:2"]


def test_interviewer_speech_counts_for_nobody_even_with_a_name(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, segment=2)
    turns = tuple(turn._replace(role=Role.INTERVIEWER, informant_id="i1") for turn in DOCUMENT.turns)

    resolution = log.resolve(document=replace(DOCUMENT, turns=turns))

    assert resolution.codings == resolution.unattributed == ()
    assert [coding.segment_id for coding in resolution.of_others] == ["kii-01:2"]


def test_a_decision_on_an_unknown_code_is_listed(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, code_id="gone")

    resolution = log.resolve(codebook=make_codebook("funding"))

    assert resolution.codings == ()
    assert [decision.code_id for decision in resolution.unknown] == ["gone"]


MERGED = Redirect(change=Change.MERGE, code_id="money", to=("funding",), sequence=100)
SPLIT = Redirect(change=Change.SPLIT, code_id="staff", to=("pay", "skills"), sequence=100)
RETIRED = Redirect(change=Change.RETIRE, code_id="old", sequence=100)
TODAY = make_codebook("funding", "pay", "skills")


def test_decisions_follow_codes_that_were_merged_split_and_retired(log: Log) -> None:
    for code_id in ("money", "staff", "old"):
        log.add("amal", Verdict.ACCEPT, code_id=code_id)

    resolution = log.resolve(codebook=TODAY, redirects=[MERGED, SPLIT, RETIRED])

    assert [coding.code_id for coding in resolution.codings] == ["funding"]
    assert [decision.code_id for decision in resolution.recode] == ["staff"]
    assert [decision.code_id for decision in resolution.retired] == ["old"]
    assert resolution.unknown == ()


@pytest.mark.parametrize("order", [("money", "funding"), ("funding", "money")])
def test_a_passage_that_had_one_of_two_codes_has_the_one_they_were_merged_into(log: Log, order: list[str]) -> None:
    for code_id in order:
        log.add("amal", Verdict.ACCEPT if code_id == "money" else Verdict.REJECT, code_id=code_id)

    assert [coding.code_id for coding in log.resolve(codebook=TODAY, redirects=[MERGED]).codings] == ["funding"]


def test_a_word_after_the_merge_settles_both(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, code_id="money")
    later = [*log.decisions, replace(log.add("amal", Verdict.REJECT), sequence=101)]

    assert resolve(later, [DOCUMENT], codebook=TODAY, redirects=[MERGED]).codings == ()


@pytest.mark.parametrize(
    ("parts", "left"),
    [
        ({}, ["staff"]),
        ({"pay": Verdict.ACCEPT}, []),
        ({"pay": Verdict.REJECT}, ["staff"]),
        ({"pay": Verdict.REJECT, "skills": Verdict.ADD}, []),
        ({"pay": Verdict.REJECT, "skills": Verdict.REJECT}, []),
    ],
)
def test_a_split_waits_until_someone_says_which_part_it_is(
    log: Log, parts: dict[str, Verdict], left: list[str]
) -> None:
    log.add("amal", Verdict.ACCEPT, code_id="staff")
    for code_id, verdict in parts.items():
        log.add("omar", verdict, code_id=code_id)

    resolution = log.resolve(codebook=TODAY, redirects=[SPLIT])

    assert [decision.code_id for decision in resolution.recode] == left


def test_decisions_survive_a_corrected_transcript_or_are_listed(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, segment=2)
    log.add("amal", Verdict.ACCEPT, segment=3)
    corrected = make_document(("I", "So: how is the money?"), "Money is short.", "Nothing of the kind.", id="kii-01")

    resolution = log.resolve(document=corrected)

    assert [coding.text for coding in resolution.codings] == ["Money is short."]
    assert [(decision.id, found) for decision, found in resolution.displaced] == [("d2", Found.LOST)]
    assert [target.segment_id for target in resolution.decided] == ["kii-01:2"]


def test_a_decision_on_a_document_that_is_gone_is_listed(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT)

    assert [found for _, found in log.resolve(document=make_document("Other.", id="x")).displaced] == [Found.LOST]


def test_two_copies_that_replace_one_decision_are_a_conflict(log: Log) -> None:
    first = log.add("amal", Verdict.ACCEPT)
    log.add("amal", Verdict.REJECT, supersedes=[first])
    log.add("amal", Verdict.ACCEPT, supersedes=[first])

    assert [[decision.id for decision in several] for several in log.resolve().conflicts] == [["d2", "d3"]]


def test_two_copies_that_decide_afresh_are_a_conflict_where_they_differ(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT)
    log.add("amal", Verdict.ADD)
    assert log.resolve().conflicts == ()

    here, there = log.add("amal", Verdict.REJECT, segment=3), log.add("amal", Verdict.ACCEPT, segment=3)
    assert log.resolve().conflicts == ((here, there),)
    assert log.resolve(coder="omar").conflicts == ()

    log.add("amal", Verdict.REJECT, segment=3, supersedes=[here, there])
    assert log.resolve().conflicts == ()


@given(st.permutations(range(6)))
def test_the_outcome_does_not_depend_on_the_order_records_arrive_in(order: list[int]) -> None:
    log = Log()
    for coder, verdict in zip("abcabc", [*Verdict, Verdict.ACCEPT], strict=True):
        log.add(coder, verdict)
    shuffled = [log.decisions[place] for place in order]

    assert resolve(shuffled, [DOCUMENT]) == log.resolve()


def make_suggestion(segment: int, code_id: str = "funding") -> Suggestion:
    passage = SEGMENTS[segment - 1]
    evidence = Evidence(
        code_id=code_id,
        segment_id=passage.id,
        start=passage.start,
        end=passage.start + 5,
        text=passage.text[:5],
        suggester="keywords",
        rule="money",
    )
    return Suggestion(
        id=f"s{segment}", document_id="kii-01", segment_id=passage.id, code_id=code_id, evidence=(evidence,)
    )


def test_suggestions_on_interviewer_speech_are_never_counted() -> None:
    codings = suggestions_as_codings(DOCUMENT, SEGMENTS, [make_suggestion(1), make_suggestion(2)])

    assert [(coding.segment_id, coding.informant_id, coding.text) for coding in codings] == [
        ("kii-01:2", "i1", "Money is short.")
    ]


@pytest.mark.parametrize("verdict", [Verdict.WITHDRAW, Verdict.SKIP])
def test_an_outcome_falls_with_a_decision_it_settled(log: Log, verdict: Verdict) -> None:
    settled = [log.add("amal", Verdict.ACCEPT), log.add("omar", Verdict.REJECT)]
    log.add("lead", Verdict.ACCEPT, origin=ADJUDICATION, supersedes=settled)
    log.add("amal", verdict)

    assert log.resolve().codings == ()


@pytest.mark.parametrize("mark", [Mark.DO_NOT_QUOTE, Mark.OFF_RECORD])
def test_what_is_private_is_so_under_every_code_and_whoever_coded_it(log: Log, mark: Mark) -> None:
    log.add("amal", Verdict.ACCEPT, marks=(mark, Mark.CONTRARY))
    log.add("omar", Verdict.ACCEPT, code_id="staff")
    log.add("omar", Verdict.ACCEPT, code_id="staff", segment=3)

    marks = {(c.code_id, c.segment_id): c.marks for c in log.resolve().codings}

    assert marks == {
        ("funding", "kii-01:2"): (Mark.CONTRARY, mark),
        ("staff", "kii-01:2"): (mark,),
        ("staff", "kii-01:3"): (),
    }
    assert [c.marks for c in log.resolve(coder="omar").codings] == [(mark,), ()]


def test_what_reaches_into_a_private_passage_is_private(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, marks=(Mark.OFF_RECORD,))
    wide = log.add("omar", Verdict.ADD, segment=3, code_id="staff")
    start = SEGMENTS[1].start + 3
    log.decisions[-1] = replace(wide, anchor=make_anchor(DOCUMENT, SEGMENTS[2], start=start, end=wide.anchor.end))

    assert {coding.code_id: coding.marks for coding in log.resolve().codings}["staff"] == (Mark.OFF_RECORD,)


def test_a_private_mark_that_was_taken_off_is_gone(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, marks=(Mark.OFF_RECORD,))
    log.add("amal", Verdict.ACCEPT)
    log.add("amal", Verdict.ACCEPT, code_id="staff")

    assert [coding.marks for coding in log.resolve().codings] == [(), ()]


def test_codes_that_were_merged_are_no_conflict(log: Log) -> None:
    log.add("amal", Verdict.ACCEPT, code_id="money")
    log.add("amal", Verdict.REJECT, code_id="funding")

    assert log.resolve(codebook=TODAY, redirects=[MERGED]).conflicts == ()


def test_a_word_on_the_code_they_were_merged_into_settles_what_two_copies_said(log: Log) -> None:
    both = [log.add("amal", Verdict.ACCEPT, code_id="money"), log.add("amal", Verdict.REJECT, code_id="money")]
    assert len(log.resolve(codebook=TODAY, redirects=[MERGED]).conflicts) == 1

    log.add("amal", Verdict.REJECT, supersedes=both)

    assert log.resolve(codebook=TODAY, redirects=[MERGED]).conflicts == ()
