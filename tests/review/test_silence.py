"""Whoever read a passage and did not code it differs from whoever did."""

from __future__ import annotations

import pytest

from qualcode.model.coding import Verdict
from qualcode.review.resolve import Coders
from qualcode.review.silence import Readers
from qualcode.review.standing import ADJUDICATION, Target
from tests.review.test_resolve import Log

HERE = Target("kii-01", "kii-01:2", "funding")
OMAR_READ = {"omar": {"kii-01:2": frozenset({"funding"})}}
ACCEPT, ADD, REJECT, SKIP, WITHDRAW = Verdict.ACCEPT, Verdict.ADD, Verdict.REJECT, Verdict.SKIP, Verdict.WITHDRAW


@pytest.fixture
def log() -> Log:
    log = Log()
    log.add("amal", ADD)
    return log


@pytest.mark.parametrize(
    ("readers", "read_by"),
    [
        (Readers(), ()),
        (Readers(read=OMAR_READ), ("omar",)),
        (Readers(read={"omar": {"kii-01:2": frozenset({"access"})}}), ()),
        (Readers(read={"omar": {"kii-01:3": frozenset({"funding"})}}), ()),
        (Readers(read={"amal": OMAR_READ["omar"]}), ()),
        (Readers(read=OMAR_READ, proposed={HERE}), ()),
        (Readers(read=OMAR_READ, proposed={HERE}, assigned=frozenset({("omar", "kii-01")})), ("omar",)),
        (Readers(read=OMAR_READ, proposed={HERE}, assigned=frozenset({("omar", "kii-02")})), ()),
    ],
    ids=["nobody", "read", "another code", "another passage", "who coded", "shared queue", "alone", "alone elsewhere"],
)
def test_a_code_that_another_read_past_is_disputed(log: Log, readers: Readers, read_by: tuple[str, ...]) -> None:
    found = log.resolve(readers=readers)

    assert [each.read_by for each in found.disputed] == ([read_by] if read_by else [])
    assert len(found.codings) == (0 if read_by else 1)
    assert found.decided == {HERE}


@pytest.mark.parametrize(
    ("verdict", "n_disputed"), [(ADD, 0), (REJECT, 1), (SKIP, 0), (WITHDRAW, 1)], ids=lambda value: str(value)
)
def test_a_word_says_more_than_silence(log: Log, verdict: Verdict, n_disputed: int) -> None:
    log.add("omar", verdict)

    [*found] = log.resolve(readers=Readers(read=OMAR_READ)).disputed
    assert len(found) == n_disputed
    assert all(each.read_by == (("omar",) if verdict is WITHDRAW else ()) for each in found)


@pytest.mark.parametrize(
    ("options", "n_codings"),
    [({"coder": "amal"}, 1), ({"coders": Coders.ANY}, 1), ({"coders": Coders.ALL}, 0)],
    ids=["one coder alone", "any", "all"],
)
def test_silence_counts_by_the_rule_that_is_asked_for(log: Log, options: dict[str, object], n_codings: int) -> None:
    found = log.resolve(readers=Readers(read=OMAR_READ), **options)

    assert (len(found.codings), found.disputed) == (n_codings, ())


def test_what_was_settled_stays_settled_whoever_reads_it_later(log: Log) -> None:
    log.add("lead", ACCEPT, origin=ADJUDICATION, supersedes=log.decisions)

    found = log.resolve(readers=Readers(read={**OMAR_READ, "zoe": OMAR_READ["omar"]}))

    assert (len(found.codings), found.disputed) == (1, ())


def test_the_silence_of_a_rater_is_what_is_disputed() -> None:
    readers = Readers(read={"omar": {"kii-01:2": frozenset({"funding", "access"})}}, proposed={HERE})

    assert readers.answered("omar") == {"kii-01:2": frozenset({"access"})}
    assert readers.by_anyone == readers.read["omar"]
    assert readers.answered("amal") == {}
