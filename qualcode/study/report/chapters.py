"""The chapters of a report: what is said, in which order, with which tables and quotes beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.coding import Mark
from qualcode.model.one_of import told_of
from qualcode.model.quote import Quote
from qualcode.model.report import WORKBOOK
from qualcode.model.table import Figure, Table
from qualcode.model.told import Way
from qualcode.model.wording import NUMBERS, listed
from qualcode.model.writing import Block, Chapter, Look, Paragraph, Piece, joined, lettered, plain, space
from qualcode.study.report.asked import guide_table
from qualcode.study.report.by_type import by_question, themes_chapter
from qualcode.study.report.differences import too_few_to_tell, when_they_differ
from qualcode.study.report.findings import NOTHING_SURVEYED, Sources
from qualcode.study.report.material import Material
from qualcode.study.report.surveyed import NO_SURVEY, SurveyParts
from qualcode.study.report.unread import asked_of_all, silence_unknown, unread_warning
from qualcode.study.results.results import Results
from qualcode.tables.beside_quotes import Beside, overlap
from qualcode.tables.frames import counted, difference_sentence, total_of
from qualcode.tables.lines import Line, alike, leaves, lines_of, widest

MOST_THEMES, MOST_DIFFERENCES = 6, 5
"""Lines of the summary."""

FEWEST_FURTHER, MOST_FURTHER = 3, 24
"""Quotes of the annex: some two pages, and no page for one alone."""


def report_chapters(
    material: Material,
    findings: Sequence[Chapter],
    quoted: Sequence[Chapter] = (),
    further: Sequence[Chapter] = (),
    survey: SurveyParts = NO_SURVEY,
) -> tuple[Chapter, ...]:
    """Write the report around its `findings`; `quoted` are further quotes, `further` annexes that were asked for."""
    # Quotes of which none is printed stand last: only a page shows that annex, and no letter is left out before.
    printed = any(any(chapter.quotes) for chapter in quoted)
    chapters = (
        _summary(material),
        _evaluation(),
        _heard(material),
        *findings,
        themes_chapter(material),
        *survey.chapters,
        _conclusions(),
        *_method(material),
        *_survey_method(survey),
        *_annexes(material),
        *(quoted if printed else ()),
        *further,
        *(() if printed else quoted),
    )
    return tuple(lettered(chapters))


def sources_of(material: Material, *, surveyed: Mapping[str, Sequence[str]] = NOTHING_SURVEYED) -> Sources:
    """Gather what the findings are written from; `surveyed` is by theme what shows the survey's answers on it."""
    from qualcode.study.results.quotes import findings_of

    results = material.results
    return Sources(
        frequencies=material.table("frequencies"),
        evidence=material.table("evidence"),
        codebook=results.codebook,
        findings=findings_of(results),
        sides=material.table("findings"),
        bearings=results.bearings,
        quotes=Beside(material.quotes, settled=_settled(material), leading=_leading(material)),
        basis=results.basis,
        contrary=_people(results, contrary=True),
        raised=_people(results, contrary=False),
        surveyed=surveyed,
        asked_of_all=asked_of_all(results),
        silence_unknown=silence_unknown(material.facts, asked=results.asked is not None),
    )


def _settled(material: Material) -> set[str]:
    """The quotes that a person settled."""
    return {quote.id for quote in material.quotes if material.results.editing.is_settled(quote.id)}


def _leading(material: Material) -> dict[str, str]:
    """By code on which types differ, the one of which most raised it."""
    return {line.key: line.sides[0][0][0] for line in lines_of(material.table("frequencies")) if line.is_apart}


def _people(results: Results, *, contrary: bool) -> dict[str, frozenset[str]]:
    """By code, who raised it, or who said the contrary of it."""
    found: dict[str, set[str]] = {}
    for coding in results.codings:
        if (Mark.CONTRARY in coding.marks) is contrary and Mark.OFF_RECORD not in coding.marks:
            found.setdefault(coding.code_id, set()).add(coding.informant_id)
    return {code_id: frozenset(people) for code_id, people in found.items()}


def _summary(material: Material) -> Chapter:
    """What sets types of informants apart, what most spoke of: one page, and space for the messages."""
    lines = sources_of(material).themes
    messages = "the three to five messages a reader should take away, each with the finding it rests on"
    blocks: list[Block] = [_about(material), space(messages)]
    if apart := alike(widest(lines, len(lines))):
        blocks.append(plain("Types of informants differ most on:"))
        book = material.results.codebook
        under = {code.id: book.family(code.id) - {code.id} for code in book.codes}
        blocks += [_bullet(*difference_sentence(*same, under=under)) for same in apart[:MOST_DIFFERENCES]]
    elif any(len(line.shares) > 1 for line in lines):
        measure = when_they_differ(lines)
        blocks.append(plain(f"{measure} Types of informants do not differ on any theme by that measure."))
    if top := _most_spoken_of(lines):
        of = ", of the themes that have none under them" if len(leaves(lines)) < len(lines) else ""
        blocks.append(plain(f"Most often raised{of}:"))
        blocks += [
            _bullet(
                Piece(text=line.name, theme=True),
                Piece(text=": "),
                *total_of(line),
                Piece(text="."),
            )
            for line in top
        ]
    if unread := unread_warning(material.facts):
        blocks.append(plain(unread, key="unread"))
    return Chapter(heading="Summary", blocks=tuple(blocks))


def _most_spoken_of(lines: Sequence[Line]) -> list[Line]:
    """The themes that most spoke of; those that as many did stand together, or are left out together."""
    found = sorted((line for line in leaves(lines) if line.raised), key=lambda line: -line.raised)
    if len(found) <= MOST_THEMES or found[MOST_THEMES].raised < found[MOST_THEMES - 1].raised:
        return found[:MOST_THEMES]
    more = [line for line in found if line.raised > found[MOST_THEMES].raised]
    return (
        more if len(more) >= MOST_THEMES // 2 else [line for line in found if line.raised >= found[MOST_THEMES].raised]
    )


def _evaluation() -> Chapter:
    """What a report has to say of its subject, which nothing here knows."""
    return Chapter(
        heading="The evaluation",
        blocks=(
            space("what was evaluated, whom it was for, and how it was meant to work"),
            space("the purpose, the questions and criteria, and the places and period looked at; what was left out"),
            space("how gender, human rights and ethics were taken into account; which documents were consulted"),
        ),
    )


def _conclusions() -> Chapter:
    """What only the authors can say: the report leaves the space for it."""
    return Chapter(
        heading="Conclusions and recommendations",
        blocks=(
            space("what follows from the findings taken together, by evaluation question"),
            space("what should be done, by whom and by when, each recommendation with the findings it rests on"),
        ),
    )


def _bullet(*pieces: Piece) -> Paragraph:
    return Paragraph(pieces=pieces, look=Look.BULLET)


def _about(material: Material) -> Paragraph:
    """`Eleven informants were heard in 13 interviews: three CSO informants, …`"""
    said = material.facts.authors
    by_type, whole = _types_heard(material.table("heard"))
    large = any((figure.value or 0) >= len(NUMBERS) for _, figure in by_type)
    types = [
        (counted(figure, Way.SHOWN if large else Way.COUNT), Piece(text=f" {told_of(label, int(figure.value or 0))}"))
        for label, figure in by_type
    ]
    n = len(material.facts.documents)
    ordered = f", commissioned by {said.commissioned_by.rstrip('.')}," if said.commissioned_by else ""
    return Paragraph(
        pieces=(
            Piece(text=f"This report{ordered} says what "),
            counted(whole, Way.COUNT),
            Piece(text=f" informant{'' if whole.value == 1 else 's'} said in {n:,} interview{'' if n == 1 else 's'}: "),
            *joined(types),
            Piece(text=" ("),
            Piece(text="Table", refers_to="heard"),
            Piece(text="). Counts are of people, not of mentions."),
        )
    )


def _types_heard(table: Table) -> tuple[list[tuple[str, Figure]], Figure]:
    """How many informants of each type were heard, and in all; the types stand first in the table."""
    counts = [(row, next(cell for cell in row.cells if isinstance(cell, Figure))) for row in table.rows]
    others = (place for place, (row, _) in enumerate(counts) if place and row.cells[0])
    return [(str(row.cells[1]), figure) for row, figure in counts[: next(others)]], counts[-1][1]


def _heard(material: Material) -> Chapter:
    from qualcode.reports.method import material_in_words

    words = plain(material_in_words(material.facts, material.audience), key="material")
    return Chapter(heading="Who was heard", blocks=(words, material.table("heard")))


def _method(material: Material) -> Iterator[Chapter]:
    from qualcode.reports.method import LIMITS, method_parts

    yield Chapter(heading="Method and limits")
    for heading, paragraphs in method_parts(material.facts, material.audience):
        *blocks, last = (plain(text, key=f"{heading} {place}") for place, text in enumerate(paragraphs) if text)
        limits = too_few_to_tell(lines_of(material.table("frequencies"))) if heading == LIMITS else ()
        yield Chapter(heading=heading, level=2, blocks=(*blocks, *limits, last))


def _survey_method(survey: SurveyParts) -> Iterator[Chapter]:
    if survey.method:
        blocks = tuple(plain(paragraph) for paragraph in survey.method)
        yield Chapter(heading="How the survey was done", level=2, blocks=blocks)


def _annexes(material: Material) -> Iterator[Chapter]:
    from qualcode.reports.pieces import codebook_read

    book = material.results.codebook
    yield Chapter(heading="Annex: codebook", blocks=(by_question(codebook_read(book), book),))
    if material.guide is not None:
        yield Chapter(heading="Annex: interview guide", blocks=(guide_table(material, material.guide),))


def further_quotes(material: Material, quoted: set[str], in_tables: Sequence[Quote] = ()) -> Iterator[Chapter]:
    """Quotes that somebody kept and that stand nowhere yet; then one on each theme that has none, if there is room.

    No word that is printed already.
    """
    used = {quote.code_id for quote in material.quotes if quote.id in quoted}
    left = [quote for quote in material.quotes if quote.id not in quoted]
    if not left:
        return
    printed = [quote for quote in material.quotes if quote.id in quoted]
    beside = Beside(left, used=[*printed, *in_tables], settled=_settled(material))
    family = material.results.codebook.family
    pinned = material.results.editing.pinned
    kept: dict[str, list[Quote]] = {}
    for quote in left:
        if quote.id in pinned and not any(overlap(quote, other) for other in beside.used):
            kept.setdefault(quote.code_id, []).append(quote)
            beside.used.append(quote)
    themes = {quote.code_id for quote in left if used.isdisjoint(family(quote.code_id))} - kept.keys()
    alone = [*dict.fromkeys(quote.code_id for quote in left if quote.code_id in themes)][:MOST_FURTHER]
    found = {code_id: beside.choose({code_id}, 1) for code_id in alone} if len(alone) >= FEWEST_FURTHER else {}
    blocks: list[Block] = []
    for code_id, theme in {quote.code_id: quote.theme for quote in left}.items():
        if chosen := (*kept.get(code_id, ()), *found.get(code_id, ())):
            blocks += [plain(theme, look=Look.LABEL), *chosen]
    stand = f"{len(quoted)} of {len(material.quotes)} selected quotes stand under the findings"
    here = [HERE_KEPT] * bool(kept) + [HERE_ALONE] * any(found.values())
    lead = f"{stand}{'; here ' if here else ''}{listed(here)}. {WORKBOOK[0].upper()}{WORKBOOK[1:]} holds them all."
    yield Chapter(heading="Annex: further quotes", blocks=(plain(lead), *blocks), shows="quotes")


HERE_KEPT = "stand those that somebody chose besides"
HERE_ALONE = "stands one on each theme that has none there, itself or on a theme under it"
