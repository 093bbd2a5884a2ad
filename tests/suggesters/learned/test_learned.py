from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest

from qualcode.model.coding import Judged
from qualcode.model.document import Passages
from qualcode.model.hits import Hits
from qualcode.suggesters.learned import Learned
from qualcode.suggesters.learned.enough import is_enough
from qualcode.suggesters.learned.words import CACHE_NAME, read_words
from tests.suggesters.learned.make import CODEBOOK, about, interview, judged, material

STUDY = [interview(number) for number in range(1, 9)]
READ = STUDY[:4]


def proposed(learned: Learned, documents: Sequence[Passages]) -> dict[str, list[Hits]]:
    return {each.document_id: list(learned.find(each)) for each in documents}


def test_it_proposes_what_is_like_the_coded_passages_and_nothing_where_somebody_read_and_did_not_code() -> None:
    found = proposed(Learned(material(STUDY, READ)), STUDY)

    for document in STUDY[4:]:
        for hits in found[document.document_id]:
            there = {n for n in document.ordinals[1::2] if about(document, n) == hits.code_id}
            assert hits.segments() == there
    for document in READ:
        for hits in found[document.document_id]:
            assert all(about(document, ordinal) == hits.code_id for ordinal in hits.segments())
    assert {hits.code_id for several in found.values() for hits in several} == {"money", "roads"}


def test_the_evidence_stands_where_it_says_and_names_words_of_the_passage_and_of_the_question() -> None:
    learned = Learned(material(STUDY, READ))

    for document in STUDY[4:]:
        for hits in learned.find(document):
            for suggestion in hits.suggestions(document.text):
                place = document.ordinals.index(int(suggestion.segment_id.rpartition(":")[2]))
                asked = document.text[document.starts[place - 1] : document.ends[place - 1]].lower()
                assert 0.2 <= suggestion.score <= 1
                for piece in suggestion.evidence:
                    assert document.starts[place] <= piece.start < piece.end <= document.ends[place]
                like, _, rest = piece.rule.partition(" | ")
                own = document.text[document.starts[place] : document.ends[place]].lower()
                assert all(word in own for word in like.removeprefix("like: ").split(", "))
                if rest.startswith("asked: "):
                    named = rest.partition(" | ")[0].removeprefix("asked: ")
                    assert all(word in asked for word in named.split(", "))


def test_it_tells_the_same_however_often_and_in_whatever_order_it_is_asked(tmp_path: Path) -> None:
    first = Learned(material(STUDY, READ, cache=tmp_path))
    again = Learned(material(STUDY, READ[::-1], cache=tmp_path))

    assert proposed(first, STUDY) == proposed(again, STUDY[::-1])
    assert [first.key(code) for code in CODEBOOK.codes] == [again.key(code) for code in CODEBOOK.codes]
    for code_id, likely in first.likely.items():
        assert likely.score.tobytes() == again.likely[code_id].score.tobytes()
        assert likely.probability.tobytes() == again.likely[code_id].probability.tobytes()


def test_learning_again_with_more_decisions_is_as_learning_anew() -> None:
    grown = Learned(material(STUDY, READ)).learner
    for n_read in (1, 4, 2, 6):
        told = grown.likely(judged(STUDY[:n_read]))
        anew = Learned(material(STUDY, STUDY[:n_read])).likely
        assert {code_id: each.score.tobytes() for code_id, each in told.items()} == {
            code_id: each.score.tobytes() for code_id, each in anew.items()
        }


@pytest.mark.parametrize(
    ("judged", "enough"),
    [
        (Judged(), False),
        (Judged(coded=frozenset(f"a:{n}" for n in range(9)), read=frozenset(f"a:{n}" for n in range(40))), False),
        (Judged(coded=frozenset({"a:1", "a:2", "a:3", "b:1"}), read=frozenset(f"a:{n}" for n in range(40))), False),
        (Judged(coded=frozenset({"a:1", "a:2", "a:3", "b:1", "b:2"}), read=frozenset({"a:9"})), False),
        (
            Judged(
                coded=frozenset({"a:1", "a:2", "a:3", "b:1", "b:2"}), rejected=frozenset(f"a:{n}" for n in range(4, 24))
            ),
            True,
        ),
    ],
)
def test_a_theme_is_proposed_from_five_codings_in_two_interviews_and_twenty_passages_without_it(
    judged: Judged, enough: bool
) -> None:
    assert is_enough(judged) is enough


def test_a_theme_without_enough_has_no_key_and_what_changes_changes_the_key() -> None:
    keys = [
        [Learned(made).key(code) for code in CODEBOOK.codes]
        for made in (
            material(STUDY, []),
            material(STUDY, READ),
            material(STUDY, STUDY[:5]),
            material(STUDY[:-1], READ),
            material(STUDY, READ, likely=0.5),
        )
    ]

    assert keys[0] == ["", "", ""]
    assert all(own[2] == "" and own[0] == own[1] != "" for own in keys[1:])
    assert len({own[0] for own in keys}) == len(keys)


@pytest.mark.parametrize("damage", [lambda kept: b"", lambda kept: kept[: len(kept) // 2], lambda kept: b"PK" + kept])
def test_what_is_kept_of_the_words_cannot_be_read_and_may_be_damaged(tmp_path: Path, damage: object) -> None:
    first = read_words(STUDY, tmp_path)
    kept = (tmp_path / CACHE_NAME).read_bytes()
    assert not any(word in kept for word in (b"grant", b"checkpoint", b"sister"))

    (tmp_path / CACHE_NAME).write_bytes(damage(kept))  # type: ignore[operator]
    for again in (read_words(STUDY, tmp_path), read_words(STUDY, tmp_path), read_words(STUDY)):
        assert again.ids == first.ids
        for one, other in zip(_numbers(again), _numbers(first), strict=True):
            assert one.tolist() == other.tolist()


def _numbers(wording: object) -> itertools.chain[object]:
    return itertools.chain.from_iterable(
        [[wording.stems], wording.own, wording.others, wording.asked, wording.around]  # type: ignore[attr-defined]
    )
