"""Names of groups and themes in a draft."""

from __future__ import annotations

import pytest

from qualcode.drafts.vocabulary import Phrases, rest_of

GROUPS = Phrases({"Government": ["Government"], "Non-government": ["Non-government"], "CSO": ["CSO"]}, with_rest=True)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("non-government informants", "Non-government"),
        ("non-CSO informants", rest_of("CSO")),
        ("those who are not from a CSO", rest_of("CSO")),
        ("government officials", "Government"),
    ],
)
def test_a_group_that_is_called_as_the_rest_of_another_is_itself(text: str, group: str) -> None:
    assert [named.of for named in GROUPS.find(text)] == [(group,)]
