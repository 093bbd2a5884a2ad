"""The chapter of findings: by evaluation question where there are some, else by theme."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from qualcode.model.codebook import Codebook
from qualcode.model.finding import Bearing, Finding, Findings, Stance
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.table import Basis, Table
from qualcode.model.told import Way, is_settled
from qualcode.model.wording import listed, number_in_words
from qualcode.model.writing import Block, Chapter, Paragraph, Piece, joined, plain, space
from qualcode.study.report.contrary import contrary_figure, contrary_lead
from qualcode.study.report.differences import when_they_differ
from qualcode.study.report.sides import for_and_against, sides_sentence
from qualcode.study.report.surveyed import see_also
from qualcode.tables.beside_quotes import Beside
from qualcode.tables.frames import all_sentence, counted, finding_frame, theme_frame
from qualcode.tables.lines import Line, family_of, lines_of, telling_first
from qualcode.tables.population import theme_path

MOST_CONTRARY = 2

FOR_OR_AGAINST = (Stance.FOR, Stance.AGAINST)

NOTHING_SURVEYED: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the findings are written from."""

    frequencies: Table
    evidence: Table
    codebook: Codebook
    findings: Findings
    sides: Table
    """Who speaks for each finding and against it."""
    bearings: Sequence[Bearing]
    """The passages marked so."""
    quotes: Beside
    basis: Basis
    contrary: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """By code, who said the contrary."""
    raised: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    """By code, who raised it."""
    asked_of_all: Collection[str] = ()
    """Codes about which every informant was asked, as far as an interview guide tells."""
    surveyed: Mapping[str, Sequence[str]] = field(default_factory=lambda: NOTHING_SURVEYED)
    """By theme, the figures and tables that show what the survey says of it."""
    silence_unknown: str = ""
    """Why it tells nothing that nobody of a group raised a theme: who was asked is not known, or much was not read."""

    @property
    def silence_known(self) -> bool:
        """Whether it tells something that nobody of a group raised a theme."""
        return not self.silence_unknown

    @property
    def themes(self) -> tuple[Line, ...]:
        """The themes with their counts."""
        return lines_of(self.frequencies, silence_known=self.silence_known)

    @property
    def claims(self) -> dict[str, Line]:
        """Findings, and themes that answer a question, by their ids."""
        return {line.key: line for line in lines_of(self.evidence, silence_known=self.silence_known)}


def findings_chapters(sources: Sources) -> Iterator[Chapter]:
    """Write the chapter: of each finding or theme counts, quotes, views to the contrary, and space for the author."""
    book, found = sources.codebook, sources.findings
    asked = questions_of(book, found)
    yield Chapter(heading="Findings", blocks=tuple(_opening(sources)))
    for question in asked:
        words = found.questions.get(question, "")
        heading = f"{question}: {words}" if words else f"Evaluation question {question}"
        answer = space(f"the answer to {question} in a sentence or two, and how strong the evidence for it is")
        yield Chapter(heading=heading, level=2, blocks=(answer,))
        yield from _answers_to(sources, question, level=3)
    rest = [*_answers_to(sources, "", level=3 if asked else 2)]
    if asked and rest:
        yield Chapter(heading="What answers none of the questions", level=2)
    yield from rest


def _answers_to(sources: Sources, question: str, *, level: int) -> Iterator[Chapter]:
    """The findings that answer a question, then the themes on which none of them rests."""
    for finding in sources.findings.findings:
        if finding.question == question:
            yield _finding(sources, finding, level=level)
    roots = roots_of(sources.codebook, sources.findings, question)
    for family in telling_first([family_of(sources.themes, code_id) for code_id in roots]):
        yield from _theme(sources, family, level=level)


def _opening(sources: Sources) -> Iterator[Block]:
    """What counts of people cannot tell, once for all that follows; before it what is short for what."""
    if any(each.startswith("EQ") for each in questions_of(sources.codebook, sources.findings)):
        yield plain("Findings stand under the evaluation question (EQ) that they answer.")
    if known := _known(sources):
        yield Paragraph(pieces=known)
    if any(line.some_not_asked for line in sources.themes):
        yield plain("Those said to be not asked were neither asked about a theme nor spoke of it by themselves.")
    if any(len(line.shares) > 1 for line in sources.themes):
        yield plain(when_they_differ(sources.themes))
    if why := sources.silence_unknown:
        yield plain(f"Who was not found to speak of a theme may have much to say of it: {why}.", key="silence")
    uppermost = [line for line in sources.themes if not line.depth and is_settled(line.total)]
    if silent := [line.name for line in uppermost if not line.raised]:
        yield plain(f"Nobody {'spoke' if sources.silence_known else 'was found to speak'} of {listed(silent)}.")


def _known(sources: Sources) -> tuple[Piece, ...]:
    """Name the uppermost themes that everybody was asked about, and those that everybody spoke of."""
    uppermost = [line for line in sources.themes if not line.depth]
    asked = [line for line in uppermost if line.key in sources.asked_of_all]
    spoke = [line for line in uppermost if line.by_all and line.raised > 1]
    named = joined((Piece(text=line.name, theme=True),) for line in asked)
    if asked and asked == spoke:
        whole = counted(spoke[0].total, Way.OF_ALL)
        each = " spoke of it." if len(spoke) == 1 else " spoke of each."
        return (_ASKED_ON, *named, _OR_BELOW, Piece(text=", and "), whole, Piece(text=f"{each}{_MATTERS}"))
    pieces = [_ASKED_ON, *named, _OR_BELOW, Piece(text=".")] if asked else []
    of_all = (*all_sentence(spoke), Piece(text=_MATTERS)) if spoke else ()
    return (*pieces, *([Piece(text=" ")] if asked and spoke else []), *of_all)


_ASKED_ON = Piece(text="Every informant was asked a question on ")
_OR_BELOW = Piece(text=", or on a theme under it")
_MATTERS = " What matters there is what they said."


def questions_of(codebook: Codebook, findings: Findings) -> list[str]:
    """The evaluation questions that a code or a finding names, EQ2 before EQ10."""
    from qualcode.tables.evidence import question_order

    named = [*findings.questions, *(code.question for code in codebook.codes)]
    named += [finding.question for finding in findings.findings]
    return sorted((question for question in dict.fromkeys(named) if question), key=question_order)


def roots_of(codebook: Codebook, findings: Findings, question: str) -> list[str]:
    """The themes to write of under a question: uppermost ones that answer it and that no finding rests on.

    Without a question those that answer none, themselves or in a theme above or under them.
    """
    own = {code.id: code.question for code in codebook.codes}
    resting = _resting(codebook, findings)
    if question:
        return [code_id for code_id in own if code_id not in resting and _answers(codebook, own, code_id) == question]
    return [
        code.id
        for code in codebook.codes
        if code.parent is None
        and not any(own[member] for member in codebook.family(code.id))
        and code.id not in resting
    ]


def _resting(codebook: Codebook, findings: Findings) -> frozenset[str]:
    """The themes that findings rest on: they are written of there."""
    return frozenset().union(*(codebook.family(each) for found in findings.findings for each in found.codes), ())


def _answers(codebook: Codebook, own: dict[str, str], code_id: str) -> str:
    """The question under which a theme is written of; empty where it is written of with the theme above it."""
    above = next((own[ancestor] for ancestor in codebook.ancestors(code_id) if own[ancestor]), "")
    return own[code_id] if own[code_id] != above else ""


def _theme(sources: Sources, family: Sequence[Line], *, level: int) -> Iterator[Chapter]:
    first = family[0]
    if not first.raised:
        return
    resting = _resting(sources.codebook, sources.findings)
    family = [line for line in family if line.key not in resting]
    whole = sources.codebook.family(first.key)
    codes = whole - resting
    blocks: list[Block] = []
    if (frame := theme_frame(family, said_before=True)).pieces:
        blocks.append(frame)
    blocks += _see_also(sources, codes)
    blocks += _quoted(sources, codes, first)
    blocks.append(
        space(f"what was said of {first.name}, what it means, and how you know{_unconfirmed(sources, codes, whole)}")
    )
    yield Chapter(heading=theme_path(sources.codebook, first.key), level=level, blocks=tuple(blocks))


def _unconfirmed(sources: Sources, codes: Collection[str], family: frozenset[str]) -> str:
    """Ask for what no mark tells: that nobody marked a view to the contrary does not mean that there is none.

    `codes` are written of here, and with them the `family` has those on which findings rest.
    """
    if sources.basis is not Basis.CODINGS or any(sources.contrary.get(code) for code in codes):
        return ""
    if against := _spoken_against(sources, family):
        under = "a finding" if against == 1 else f"{number_in_words(against)} findings"
        return (
            f"; what speaks against {under} on it is quoted there, and no other passage is marked as contrary: whether "
            "nobody else disagreed, a person has to confirm"
        )
    return "; no passage is marked as contrary: whether nobody disagreed, a person has to confirm"


def _spoken_against(sources: Sources, family: frozenset[str]) -> int:
    """How many findings on these themes have a passage marked against them."""
    against = {each.finding for each in sources.bearings if each.stance is Stance.AGAINST}
    return sum(found.id in against and not family.isdisjoint(found.codes) for found in sources.findings.findings)


def _finding(sources: Sources, finding: Finding, *, level: int) -> Chapter:
    names = [sources.codebook.code(code_id).name for code_id in finding.codes]
    codes = frozenset().union(*(sources.codebook.family(code_id) for code_id in finding.codes), ())
    is_marked = any(each.finding == finding.id and each.stance in FOR_OR_AGAINST for each in sources.bearings)
    blocks: list[Block] = []
    if line := sources.claims.get(finding.id):
        said = sides_sentence(sources.sides, finding.id)
        blocks += [finding_frame(line, names, is_marked=is_marked), plain(said, key=f"sides {finding.id}")]
        blocks += _see_also(sources, codes)
        if is_marked:
            blocks += for_and_against(sources.quotes, sources.bearings, finding.id, codes)
        else:
            blocks += _spoken(sources, codes, line)
    blocks.append(space("how strong the evidence for this is, and what speaks for and against it"))
    return Chapter(heading=finding.statement, level=level, blocks=tuple(blocks))


def _see_also(sources: Sources, codes: Collection[str]) -> Iterator[Block]:
    """Where the survey asked about these themes, too: the figures and the table that show what it says."""
    asked = [code.id for code in sources.codebook.codes if code.id in codes and code.id in sources.surveyed]
    pieces: list[Piece] = []
    for code in asked:
        pieces += [*([Piece(text=" ")] if pieces else []), *see_also(_named(sources, code), sources.surveyed[code])]
    if pieces:
        yield Paragraph(pieces=tuple(pieces))


def _spoken(sources: Sources, codes: Collection[str], line: Line) -> Iterator[Block]:
    """Quotes on the themes of a finding of which no passage is marked: they need not speak for it."""
    if chosen := sources.quotes.choose(codes, _how_many(line.raised)):
        yield plain("On the theme, whether they bear this out or not:")
        yield from chosen


def _quoted(sources: Sources, codes: Collection[str], line: Line) -> Iterator[Block]:
    """Two to four quotes, and those that say the contrary; what is on no theme under it in particular fits least."""
    most, below = _how_many(line.raised), frozenset(codes) - {line.key}
    chosen = sources.quotes.choose(below, most) or sources.quotes.choose(codes, most)
    yield from _on_their_themes(sources, chosen, line.key)
    against = sources.quotes.choose(codes, MOST_CONTRARY, contrary=True)
    in_order = [code.id for code in sources.codebook.codes if code.id in codes]
    said = {code: sources.contrary[code] for code in in_order if sources.contrary.get(code)}
    if said:
        themes = [_named(sources, code) for code in said]
        # The table of evidence counts those on all themes under it, whether or not some are written of elsewhere.
        is_whole = codes == sources.codebook.family(line.key)
        figure = contrary_figure(sources.evidence, line.key) if is_whole else None
        yield contrary_lead(said, sources.raised, themes, figure, quoted=bool(against))
        yield from against if len(said) == 1 else _on_their_themes(sources, against, line.key)


def _on_their_themes(sources: Sources, quotes: Sequence[Quote], root: str) -> Iterator[Block]:
    """Quotes, each under the name of its theme where that is one under the theme of the chapter."""
    for code_id in dict.fromkeys(quote.code_id for quote in quotes):
        if code_id != root:
            yield Paragraph(pieces=(Piece(text="On "), _named(sources, code_id), Piece(text=":")))
        yield from (quote for quote in quotes if quote.code_id == code_id)


def _named(sources: Sources, code_id: str) -> Piece:
    return Piece(text=sources.codebook.code(code_id).name, theme=True)


def _how_many(raised: int) -> int:
    return 2 if raised < 4 else 3 if raised < 8 else 4


def quoted_in(chapters: Sequence[Chapter]) -> set[str]:
    """Ids of the quotes that stand in these chapters."""
    return {quote.id for chapter in chapters for quote in chapter.quotes}
