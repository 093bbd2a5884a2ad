"""Ids that stand in reports and mails: the same for ever."""

from __future__ import annotations

from qualcode.model.short_id import short_id


def test_ids_are_those_that_were_printed_before() -> None:
    assert short_id("F", "x") == "F-fvyrmqvxe2"
    assert short_id("Q", "kii-01\nkii-01:2\nfunding") == "Q-nfiqyy5ll2"
