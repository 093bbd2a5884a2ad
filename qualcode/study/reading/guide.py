"""The interview guide of a study: check it, and find where its questions were asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import GuideError, UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.guide import Guide, check_guide
from qualcode.model.nouns import dataclass
from qualcode.model.problem import Problem, told_at_once
from qualcode.model.table import Table
from qualcode.study.reading.speakers import documents_named

if TYPE_CHECKING:
    from qualcode.study.study import Study


def check_whole_guide(path: Path, codebook: Codebook) -> Guide:
    """Read a guide and compare it with the codebook. Raises GuideError, which names all that is wrong."""
    from qualcode.readers.guide import read_guide

    guide = read_guide(path)
    errors = [problem for problem in check_guide(guide, codebook, path.name) if problem.is_error]
    if errors:
        hint = "put these right; nothing was changed"
        raise GuideError(told_at_once(path.name, errors), hint=hint, problems=errors)
    return guide


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestions:
    """Where the questions of the guide were asked, and what is wrong with the guide."""

    table: Table
    problems: tuple[Problem, ...]


def asked_questions(study: Study, document_id: str = "") -> AskedQuestions:
    """Find in which interviews each question was asked; of one interview, the question recognised in each turn.

    Raises UsageError where the study has no guide, or no such interview.
    """
    from qualcode.questions import recognise
    from qualcode.readers.codebooks import read_codebook
    from qualcode.tables.guide import guide_table, interviewer_table

    guide = study.guide()
    if guide is None:
        raise UsageError(
            f"{study.guide_path}: there is no interview guide",
            hint="write one (docs/transcripts.md shows how), or set study.guide in qualcode.toml",
        )
    documents = documents_named(list(study.store.documents.all()), document_id)
    asking = tuple(recognise(guide, documents))
    codebook = study.store.sources.codebook() or read_codebook(study.codebook_path)
    problems = tuple(check_guide(guide, codebook, study.guide_path.name))
    if document_id:
        return AskedQuestions(table=interviewer_table(guide, documents[0], asking), problems=problems)
    return AskedQuestions(table=guide_table(guide, documents, asking), problems=problems)
