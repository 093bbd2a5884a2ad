"""Histories of decisions and corrections at random: a correction elsewhere changes nothing of what was decided."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.coding import Mark, Verdict
from qualcode.model.document import Document, Segment
from qualcode.model.hits import Hits
from qualcode.review.adjudication import outcome
from qualcode.review.anchors import locate
from qualcode.review.document_count import DocumentCount, count_document
from qualcode.review.earlier import Version
from qualcode.review.library import Library
from qualcode.review.reanchor import is_current, reanchored
from qualcode.review.session import Session
from qualcode.review.standing import Target
from qualcode.segmenters import segment_document
from qualcode.segmenters.versions import carry_segments, with_carried_ids
from tests.examples import examples
from tests.make import make_codebook, make_document
from tests.review.make import ListLog

CODEBOOK = make_codebook("funding", "staff")
Figures = dict[str, Any]
Turns = list[tuple[str, list[str]]]
"""Who speaks, and the sentences they say."""


@dataclass
class Copy:
    """A study of one interview: the transcript as it is now, and what was decided."""

    turns: Turns
    log: ListLog = field(default_factory=ListLog)
    words: int = 120
    document: Document = field(init=False)
    segments: tuple[Segment, ...] = field(init=False)
    versions: list[Version] = field(default_factory=list)
    next_number: int = field(init=False)

    def __post_init__(self) -> None:
        self.document = made(self.turns)
        self.segments = segment_document(self.document, words=self.words)
        self.next_number = len(self.segments) + 1
        self.versions.append((self.document, self.segments))

    def correct(self, turns: Turns, *, words: int = 0) -> None:
        """Take in a new version of the transcript, as an import does."""
        self.turns, self.words = turns, words or self.words
        document = made(turns)
        cut = segment_document(document, words=self.words)
        old_ids = carry_segments(self.document.text, self.segments, document.text, cut).old_ids
        self.segments = with_carried_ids(cut, old_ids, self.next_number)
        self.next_number += len(cut) - len(old_ids)
        self.document = document
        self.versions.append((document, self.segments))

    def earlier(self, _document_id: str) -> list[Version]:
        return self.versions

    def session(self, coder: str) -> Session:
        return Session(self.log, Library.of([self.versions[-1]], (), CODEBOOK, earlier=self.earlier), coder=coder)

    def count(self) -> DocumentCount:
        nothing = [
            Hits(document_id=self.document.id, code_id=code.id, found=(), columns=array("i")) for code in CODEBOOK.codes
        ]
        return count_document(
            self.document, self.segments, self.log.decisions(), nothing, CODEBOOK, earlier=self.earlier
        )

    def figures(self) -> Figures:
        """All that tables tell of, in words and not in numbers of passages."""
        count = self.count()
        words = {segment.id: segment.text for segment in self.segments}
        found = count.resolution
        return {
            "coded": Counter((each.code_id, each.text, each.marks, each.coder) for each in found.codings),
            "decided": Counter((words.get(each.segment_id), each.code_id) for each in found.decided),
            "disputed": Counter((words.get(each.target.segment_id), each.target.code_id) for each in found.disputed),
            "in doubt": Counter((each.anchor.text, each.code_id, each.coder) for each, _ in found.displaced),
            "conflicts": len(found.conflicts),
            "said": count.n_said,
            "open": {code_id: people - {""} for code_id, people in count.still_open.items()},
        }


def made(turns: Turns) -> Document:
    return make_document(*((speaker, " ".join(sentences)) for speaker, sentences in turns))


def held_turns(copy: Copy) -> set[int]:
    """Places of the turns in which something was decided, on these words or on what they were."""
    document, passages = copy.document, {segment.id: segment for segment in copy.segments}
    now = reanchored(copy.log.decisions(), {document.id: document}, passages, earlier=copy.earlier)
    known = (passages.get(decision.anchor.segment_id) for decision in now)
    spans = [(each.start, each.end) for each in known if each] + [
        (decision.anchor.start, decision.anchor.end)
        for decision in now
        if is_current(decision, {document.id: document})
    ]
    return {
        turn.ordinal - 1
        for turn in document.turns
        if any(turn.start < end and start < turn.end for start, end in spans)
    }


def is_torn(copy: Copy) -> bool:
    """Whether words in doubt stand in several turns now, so that what comes between them tears them apart."""
    places = [locate(decision.anchor, copy.document) for decision, _ in copy.count().resolution.displaced]
    turns = copy.document.turns
    return any(sum(turn.start < each.end and each.start < turn.end for turn in turns) > 1 for each in places)


class History:
    """What happens to a study, step by step."""

    def __init__(self, chance: Random, *, short: float = 0) -> None:
        """`short` is how often a sentence is one that stands elsewhere, too."""
        self.chance = chance
        self.short = short
        self.n_sentences = 0
        self.copy = Copy([("I", ["How is it?"]), *(self.turn() for _ in range(5))])

    def turn(self) -> tuple[str, list[str]]:
        speaker = self.chance.choice(["R", "R", "R", "I"])
        return speaker, [self.sentence() for _ in range(self.chance.randint(1, 3))]

    def sentence(self) -> str:
        """Words that no other sentence has, or few that several may have."""
        if self.chance.random() < self.short:
            return "Yes."
        self.n_sentences += 1
        letters = Random(self.n_sentences)
        words = ("".join(letters.choices("abdefgiklmnoprstu", k=letters.randint(3, 8))) for _ in range(8))
        return f"S{self.n_sentences} {' '.join(words)}."

    def decide(self) -> None:
        """A coder says something of a passage; now and then it is settled between them, or taken back."""
        chance, copy = self.chance, self.copy
        session = copy.session(chance.choice(["amal", "omar"]))
        spoken = {turn.ordinal for turn in copy.document.turns if turn.informant_id}
        passages = [segment for segment in copy.segments if segment.turn in spoken]
        disputed = copy.count().resolution.disputed
        what = chance.choice([*Verdict, Verdict.ADD, Verdict.ADD, Verdict.REJECT, "undo", "settle"])
        if what == "undo":
            session.undo()
        elif what == "settle" and disputed:
            session.settle(
                outcome(
                    chance.choice(disputed),
                    session.library,
                    chance.choice([Verdict.ADD, Verdict.REJECT]),
                    coder="both",
                )
            )
        elif isinstance(what, Verdict) and passages:
            segment = chance.choice(passages)
            item = session.at(Target(segment.document_id, segment.id, chance.choice(["funding", "staff"])))
            is_coded = what in (Verdict.ADD, Verdict.ACCEPT)
            marks = chance.choices(list(Mark), k=chance.randint(0, 1)) if is_coded else ()
            end = min(segment.start + 40, segment.end) if is_coded and chance.random() < 0.3 else segment.end
            session.decide(item, what, marks=marks, start=segment.start, end=end)

    def correct(self, *, elsewhere: bool) -> None:
        """Correct one to three places of the transcript; `elsewhere` leaves the words of decided turns alone."""
        turns = [(speaker, list(said)) for speaker, said in self.copy.turns]
        held = held_turns(self.copy)
        free = [place for place in range(len(turns)) if place not in held] if elsewhere else list(range(len(turns)))
        for _ in range(1 if self.short else self.chance.randint(1, 3)):
            turns, free = self.corrected(turns, free)
        self.copy.correct(turns)

    def corrected(self, turns: Turns, free: list[int]) -> tuple[Turns, list[int]]:
        chance = self.chance
        own = [turns[place] for place in free]
        what = chance.choice(["insert", "delete", "move", "edit", "join", "split"])
        if what == "insert":
            new = self.turn()
            turns.insert(chance.randint(0, len(turns)), new)
            own.append(new)
        elif what == "move":
            one = chance.choice(turns)
            if not self.short or any(one is each for each in own):
                turns = [each for each in turns if each is not one]
                turns.insert(chance.randint(0, len(turns)), one)
        elif own:
            one = chance.choice(own)
            place = next(place for place, each in enumerate(turns) if each is one)
            if what == "delete" and len(turns) > 2:
                del turns[place]
                own = [each for each in own if each is not one]
            elif what == "edit":
                one[1][chance.randrange(len(one[1]))] = self.sentence()
            elif what == "split" and len(one[1]) > 1:
                new = (one[0], one[1][1:])
                del one[1][1:]
                turns.insert(place + 1, new)
                own.append(new)
            elif what == "join" and place + 1 < len(turns) and any(turns[place + 1] is each for each in own):
                one[1].extend(turns.pop(place + 1)[1])
        return turns, [place for place, turn in enumerate(turns) if any(turn is each for each in own)]


def steps(history: History) -> Iterator[tuple[Figures, Figures]]:
    """The figures before and after every correction elsewhere, among decisions and other corrections."""
    chance = history.chance
    for _ in range(chance.randint(3, 12)):
        if chance.random() < 0.6:
            history.decide()
        elif chance.random() < 0.5:
            history.correct(elsewhere=False)
        elif not is_torn(history.copy):
            before = history.copy.figures()
            history.correct(elsewhere=True)
            yield before, history.copy.figures()


@settings(deadline=None, max_examples=examples(200))
@given(st.randoms(use_true_random=False))
def test_a_correction_elsewhere_moves_no_figure(chance: Random) -> None:
    for before, after in steps(History(chance)):
        assert after == before


@settings(deadline=None, max_examples=examples(200))
@given(st.randoms(use_true_random=False))
def test_an_answer_that_others_give_too_is_counted_where_it_was_or_in_doubt(chance: Random) -> None:
    for before, after in steps(History(chance, short=0.2)):
        coded = {(code_id, words) for code_id, words, *_ in before["coded"]}
        now = {(code_id, words) for code_id, words, *_ in after["coded"]}
        doubted, in_doubt = (
            {(code_id, words) for words, code_id, _ in figures["in doubt"]} for figures in (before, after)
        )
        assert now <= coded | doubted
        assert coded - now <= in_doubt
