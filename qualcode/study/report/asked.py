"""What was asked: the annexed interview guide, and on which themes it has no question."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.codebook import Codebook
from qualcode.model.guide import Guide, Question
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import listed
from qualcode.model.writing import GUIDE_ANNEX
from qualcode.study.report.material import Material
from qualcode.study.results.results import Results

COUNTS_AS_ASKED = (
    "A question counts as asked where an interviewer's words hold nearly all of its telling words, or those of another "
    "wording of it that the guide knows. It counts for the themes named here, and for those under them that no other "
    "question names."
)


def guide_table(material: Material, guide: Guide) -> Table:
    """The questions as the guide has them, of how many informants each was asked, and the themes it asks about."""
    results = material.results
    everyone = {informant.id for informant in results.roster.informants}
    rows = (
        Row(
            cells=(
                question.wordings[0],
                listed(_themes(question, guide, results)),
                f"{len(everyone & results.put_to.get(question.id, frozenset())):,}",
            ),
            key=question.id,
        )
        for question in guide.questions
    )
    title = f"Interview guide: {guide.name}" if guide.name else "Interview guide"
    labels = ("Question", "Themes it asks about", f"Informants asked (of {len(everyone):,})")
    none_on = f" The guide has no question on {listed(never)}." if (never := _never_asked(results)) else ""
    notes = (f"{COUNTS_AS_ASKED}{none_on}",)
    return listing("guide", title, labels, rows, wide=labels[:2], numeric=labels[2:], notes=notes)


def _themes(question: Question, guide: Guide, results: Results) -> Iterator[str]:
    names = {code.id: code.name for code in results.codebook.codes}
    for code in question.codes:
        yield f"{names.get(code, code)}{_below(code, results.codebook, guide.codes)}"


def _below(code: str, codebook: Codebook, own: frozenset[str]) -> str:
    """Whether a question on a theme asks about those under it, too: about all, or those without a question."""
    below = {each.id for each in codebook.codes if code in codebook.ancestors(each.id)}
    if not below or below <= own:
        return ""
    those = " with those under it"
    return f"{those} that have no question of their own" if below & own else those


def unasked_note(results: Results) -> Iterator[str]:
    """Say on which themes the interview guide has no question; nothing where it has one on all, or there is none."""
    if names := _never_asked(results):
        yield (
            f"The guide ({GUIDE_ANNEX}) has no question on {listed(names)}: what was said there was said unasked, and "
            "is not marked so."
        )


def _never_asked(results: Results) -> list[str]:
    asked, book = results.asked, results.codebook
    if asked is None:
        return []
    silent = [code for code in book.codes if asked.keys().isdisjoint(book.family(code.id))]
    ids = {code.id for code in silent}
    return [code.name for code in silent if ids.isdisjoint(book.ancestors(code.id))]
