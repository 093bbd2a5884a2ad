"""The interview guide: what informants were to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model.codebook import Codebook, Redirect, Standing, parts_of, redirect_code
from qualcode.model.naming import did_you_mean
from qualcode.model.nouns import dataclass
from qualcode.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the guide."""

    id: str
    wordings: tuple[str, ...]
    """As the guide has it, then as interviewers put it otherwise or in another language."""
    codes: tuple[str, ...] = ()
    """Themes an answer could raise; a theme stands for those under it that no question names."""
    line: int = 0
    """Line of the guide's file, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The questions in the order of the file."""

    questions: tuple[Question, ...]
    name: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """The themes that have a question of their own."""
        return frozenset(code for question in self.questions for code in question.codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A turn of an interviewer in which a question of the guide was recognised."""

    question_id: str
    document_id: str
    turn: int
    """`Turn.ordinal`."""
    wording: str
    """The guide's wording that it comes nearest to."""
    likeness: float
    """The share of that wording's telling words that the turn holds, from 0 to 1."""


def asked_codes(guide: Guide, codebook: Codebook, questions: Iterable[str]) -> frozenset[str]:
    """The codes that some questions, by id, ask about: those they name, and those under them.

    A code that has a question of its own was asked about by that one alone, whatever was asked on a code above it.
    """
    wanted = set(questions)
    own = guide.codes
    named = {code for question in guide.questions if question.id in wanted for code in question.codes}

    def told_by(code_id: str) -> str:
        """The code itself or the nearest above it that a question names; empty where none does."""
        return next((each for each in (code_id, *codebook.ancestors(code_id)) if each in own), "")

    return frozenset(code.id for code in codebook.codes if told_by(code.id) in named)


def check_guide(guide: Guide, codebook: Codebook, name: str) -> list[Problem]:
    """Codes the codebook does not have, and questions that could raise none."""
    known = [code.id for code in codebook.codes]
    problems = []
    for question in guide.questions:
        where = f"{name}: line {question.line}: {question.id}"
        for code in question.codes:
            if code not in known:
                hint = did_you_mean(code, known, otherwise=f"there are: {', '.join(known)}")
                problems.append(Problem(where=where, message=f"the codebook has no code {code!r}", hint=hint))
        if not question.codes:
            hint = "list the codes an answer could raise, so that 'not asked' can be told from 'not raised'"
            problems.append(Problem(where=where, message="names no codes", hint=hint, is_error=False))
    return problems


def guide_of_today(guide: Guide, codebook: Codebook, redirects: Sequence[Redirect]) -> Guide:
    """The guide with what became of codes that were merged or split since it was written."""
    known = {code.id for code in codebook.codes}

    def today(code_id: str) -> tuple[str, ...]:
        if code_id in known:
            return (code_id,)
        found, standing = redirect_code(code_id, redirects, known=known)
        return parts_of(found, redirects) if standing is Standing.RECODE else (found,)

    return replace(
        guide,
        questions=tuple(
            replace(question, codes=tuple(dict.fromkeys(code for written in question.codes for code in today(written))))
            for question in guide.questions
        ),
    )
