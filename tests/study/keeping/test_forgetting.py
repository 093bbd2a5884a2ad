from __future__ import annotations

import pytest

from qualcode.model.word_rows import words_of_their_own
from qualcode.study.keeping.forgetting import (
    delete_roster_rows,
    delete_transcripts,
    forget,
    own_transcripts,
    roster_rows,
    transcripts_of,
)
from qualcode.study.keeping.remains import say_what_is_left
from qualcode.study.study import Study
from tests.study.make import Heard


def test_somebody_who_withdrew_leaves_nothing_once_files_and_rows_are_deleted(coded: Study, heard: Heard) -> None:
    rows = roster_rows(coded, "amira")
    removed = coded.store.forgetting.find("amira")
    say_what_is_left(coded, "amira", removed, transcripts_of(coded, removed))
    assert [warning.rpartition("/")[2] for warning in heard.warnings] == [
        "informants.csv: still names amira",
        "amira.txt: the transcript still holds the words",
    ]

    heard.warnings.clear()
    delete_transcripts(own_transcripts(coded, removed), heard)
    delete_roster_rows(coded, rows)
    say_what_is_left(coded, "amira", removed, transcripts_of(coded, removed))
    assert heard.warnings == []

    heard.notes.clear()
    forget(coded, "amira")
    assert heard.notes == ["removed: 1 whole interview", "0 decisions removed; 0 backups cleaned"]


@pytest.mark.parametrize(("n_others", "is_own"), [(80, False), (2, True)])
def test_words_others_say_by_chance_are_nobodys_own_and_those_of_a_copy_stay(n_others: int, is_own: bool) -> None:
    common = ("this", "is", "what", "everybody", "says", "here")
    hers = [f"hers{number}" for number in range(80)]
    others = [f"others{number}" for number in range(n_others)]

    found = words_of_their_own([" ".join([*hers, *common])], [" ".join([*common, *others])])

    assert (common in found) is is_own
    assert tuple(hers[:6]) in found
