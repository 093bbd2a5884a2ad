"""What needs an answer before it is done: which code, which stretch, what text, where to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import chain

from rich.style import Style
from rich.text import Text

from qualcode.model.coding import Verdict
from qualcode.model.document import Segment
from qualcode.model.harmless import one_line, visible
from qualcode.model.journal import About
from qualcode.model.keys import shown
from qualcode.model.text import Span
from qualcode.review.desk import Desk
from qualcode.review.library import Item
from qualcode.review.look import Look
from qualcode.review.queue import Stop
from qualcode.review.seen import Outcome
from qualcode.review.stretch import Stretch
from qualcode.review.wording import all_decided, code_name, name_of, path_of
from qualcode.tui.board import Board
from qualcode.tui.dialogs import Choice, LineInput, Pick, WriteNote
from qualcode.tui.reading import DecideAll
from qualcode.tui.saying import coding, go_on, say_saved

AROUND = 60
"""Characters of a passage shown on either side of what was found in it."""
LEAD = 24
"""Characters shown before it where there is one line for it."""


async def instead(board: Board) -> None:
    """Another code instead."""
    if not _codable(board):
        return
    code_id = await board.app.push_screen_wait(Pick("Which code instead?", _codes(board)))
    if code_id is not None and (made := await board.keep(partial(coding(board).instead, code_id))) is not None:
        say_saved(board, made)
        go_on(board)


async def add(board: Board) -> None:
    """One more code, on a stretch."""
    if not _codable(board):
        return
    here = board.desk.here
    whole = Span(here.segment.start, here.segment.end)
    span = await board.pick_stretch(
        _stretch(here, board.desk.passages_of_turn(here.segment), whole),
        "Add a code: enter for all of it, or pick out a stretch",
    )
    if span is None:
        return
    code_id = await board.app.push_screen_wait(Pick("Which code?", _codes(board)))
    if code_id is not None and (made := await board.keep(partial(coding(board).add, code_id, span))) is not None:
        say_saved(board, made)
        board.show()


async def new_code(board: Board) -> None:
    """A code the codebook does not have yet, put on the passage."""
    if board.make_code is None or not _codable(board):
        return
    hint = "It goes into the codebook without a definition; write that later, with words to look for."
    name = await board.app.push_screen_wait(LineInput("What is the new code called?", hint))
    if name is None:
        return
    at_top = Choice("", "(under none)", "A code of its own, at the end of the codebook.")
    parent = await board.app.push_screen_wait(
        Pick(f"Under which code is “{one_line(name)}”?", [at_top, *_codes(board)])
    )
    if parent is None:
        return

    def make() -> Outcome:
        assert board.make_code is not None  # noqa: S101 - asked above
        codebook, code_id = board.make_code(name, parent or None)
        board.desk.session.use_codebook(codebook)
        return coding(board).add(code_id)

    made = await board.keep(make, slow="writing the code into the codebook …")
    if made is not None:
        board.show()
        board.say(f"✓ saved: a new code, {name_of(made.decisions[0], board.desk.session.library.codebook)}")


async def trim(board: Board) -> None:
    """Accept, and quote only a stretch."""
    if board.desk.item is None:
        board.say("there is no code to trim the quote of")
        return
    here = board.desk.here
    span = await board.pick_stretch(
        _stretch(here, [here.segment], _quotable(here)), "Accept, and quote only which stretch?"
    )
    if span is not None and (made := await board.keep(partial(board.pending.trim, span))) is not None:
        say_saved(board, made)
        go_on(board)


async def memo(board: Board) -> None:
    """A note on the decision, the passage, the code, the interview."""
    desk = board.desk
    if desk.route.stop is None:
        return
    about = {"decision": "decision"} if desk.item else {}
    about |= {About.PASSAGE: "passage", About.DOCUMENT: "interview", About.STUDY: "study"}
    if desk.item:
        about[About.CODE] = "code"
    note = await board.app.push_screen_wait(WriteNote(about, board.pending.note))
    if note is None:
        return
    if note.about == "decision":
        made = await board.keep(partial(board.pending.explain, note.text))
    else:
        made = await board.keep(lambda: desk.write_memo(About(note.about), note.text))
    if made is not None:
        board.show()
        waits = note.about == "decision" and not made.decisions
        board.say("noted; saved with your decision" if waits else f"✓ saved: a note on the {about[note.about]}")


async def rule(board: Board) -> None:
    """One word on everything a rule proposes."""
    desk = coding(board).desk
    item = desk.item
    rules = list(dict.fromkeys(piece.rule for piece in item.suggestion.evidence)) if item and item.suggestion else []
    if item is None or not rules:
        board.say("no rule proposed this")
        return
    chosen: str | None = rules[0]
    if len(rules) > 1:
        choices = [Choice(each, f"{one_line(each)}  ({len(desk.hits(each))} left)") for each in rules]
        chosen = await board.app.push_screen_wait(Pick("Everything of which rule?", choices))
    hits = desk.hits(chosen) if chosen else []
    if not hits:
        if chosen:
            board.say(f"nothing is left that {chosen} alone proposes for this code")
        return
    name = code_name(desk.session.library.codebook, item.target.code_id)
    title = f"{len(hits)} left that only “{one_line(chosen or '')}” proposes for {name}:"
    said = await board.app.push_screen_wait(DecideAll(title, [_excerpt(desk, hit) for hit in hits], board.keys))
    if said and (made := await board.keep(partial(coding(board).decide_hits, hits, Verdict(said)))) is not None:
        board.say(all_decided(made.decisions, undo=shown(board.keys["undo"])))
        go_on(board)


async def jump(board: Board) -> None:
    """To an interview or a code."""
    route, library = board.desk.route, board.desk.session.library
    choices = []
    for document in library.documents.values():
        left = route.left_of(partial(_is_in, board, document.id))
        types = dict.fromkeys(chain.from_iterable(map(board.desk.types_of_turn, document.turns)))
        label = " · ".join([one_line(document.id), *types])
        choices.append(Choice(f"document {document.id}", f"{label}  {left} left"))
    for code in library.codebook.codes:
        left = route.left_of(partial(_is_of, code.id))
        choices.append(Choice(f"code {code.id}", f"{path_of(library.codebook, code.id)}  {left} left", code.definition))
    chosen = await board.app.push_screen_wait(Pick("To which interview or code?", choices))
    if chosen is None:
        return
    kind, _, id = chosen.partition(" ")
    fits = partial(_is_in, board, id) if kind == "document" else partial(_is_of, id)
    stop = route.first(fits)
    if stop is None:
        board.say(f"nothing of {id} is in this queue")
        return
    board.desk.go(stop)
    board.moved()
    board.say("")


async def search(board: Board) -> None:
    """The informants' words, or a passage by its id."""
    desk = board.desk
    places: dict[str, Span] = {}

    def find(words: str) -> list[Choice]:
        found = desk.find(words)
        places.update({segment.id: span for segment, span in found})
        return [_found(segment, span) for segment, span in found]

    chosen = await board.app.push_screen_wait(Pick("Search the interviews for", find=find))
    if chosen is None:
        return
    stop = desk.route.first(lambda stop: stop.segment_id == chosen) or Stop(chosen)
    if desk.settles and not stop.code_id:
        board.say("nothing is disputed in that passage")
        return
    desk.go(stop)
    board.moved()
    board.found = places[chosen]
    board.show()
    board.say("")


def _codable(board: Board) -> bool:
    """Whether there is a passage that may be coded; says so where not."""
    if board.desk.route.stop is None:
        return False
    if not board.desk.is_informants(board.desk.here.segment):
        board.say("only what informants say is coded")
        return False
    return True


def _codes(board: Board) -> list[Choice]:
    codebook = board.desk.session.library.codebook
    return [
        Choice(code.id, path_of(codebook, code.id), one_line(code.definition), name=code_name(codebook, code.id))
        for code in codebook.codes
    ]


def _is_in(board: Board, document_id: str, stop: Stop) -> bool:
    return board.desk.session.library.segments[stop.segment_id].document_id == document_id


def _is_of(code_id: str, stop: Stop) -> bool:
    return stop.code_id == code_id


def _stretch(here: Look, passages: Iterable[Segment], span: Span) -> Stretch:
    """Sentences of these passages, of which those that `span` touches are picked out to begin with."""
    sentences = [each for segment in passages for each in segment.sentences or (Span(segment.start, segment.end),)]
    return Stretch.over(here.document.text, sentences, span)


def _quotable(here: Look) -> Span:
    """What is quoted, else from the first evidence to the last, else where the passage begins."""
    if here.quoted:
        return here.quoted
    if here.evidence:
        return Span(here.evidence[0].start, max(piece.end for piece in here.evidence))
    return Span(here.segment.start, here.segment.start + 1)


def _excerpt(desk: Desk, item: Item) -> Text:
    """A passage of a rule's hits, with the words the rule found."""
    text = Text(f"{item.segment.id}  ", style=Style(bold=True))
    first = item.suggestion.evidence[0] if item.suggestion else None
    span = Span(first.start, first.end) if first else Span(item.segment.start, item.segment.start)
    words = _around(item.segment.text, item.segment.start, span)
    plain = Text(words, style=Style(bold=False))
    plain.highlight_words(
        [one_line(span.within(desk.session.library.documents[item.target.document_id].text))], "reverse"
    )
    text.append_text(plain)
    return text


def _found(segment: Segment, span: Span) -> Choice:
    """A passage, and the words that were searched for in it."""
    first, last = span.start - segment.start, span.end - segment.start
    cuts = (slice(max(0, first - LEAD), first), slice(first, last), slice(last, last + 2 * AROUND))
    before, words, after = (visible(segment.text[cut]).replace("\n", " ") for cut in cuts)
    lead = f"{segment.id}  {'…' if first > LEAD else ''}{before}"
    return Choice(segment.id, lead + words + after, found=Span(len(lead), len(lead) + len(words)))


def _around(text: str, start: int, span: Span) -> str:
    """The words around a stretch, on one line."""
    first, last = max(0, span.start - start - AROUND), span.end - start + AROUND
    return f"{'…' if first else ''}{one_line(text[first:last])}{'…' if last < len(text) else ''}"
