"""`qualcode guide`: the interview guide, and where its questions were asked."""

from __future__ import annotations

import typer

from qualcode.cli.declare import argument
from qualcode.cli.options import TableOptions

DOCUMENT = "One interview: what its interviewers say, and the question recognised in it."


def command(options: TableOptions, document: str = argument(None, DOCUMENT, "")) -> None:
    """Check the interview guide, and show in which interviews each question was asked.

    guide.yaml in the study folder lists the questions: id, wording, and the codes an answer could raise. Tables then
    tell informants who were not asked about a theme from those who did not raise it.
    """
    from qualcode.study.reading.guide import asked_questions
    from qualcode.study.reading.import_notes import report_problems

    with options.study(read_only=True) as study:
        asked = asked_questions(study, document)
        options.show(asked.table)
        report_problems(asked.problems, study.voice)
    raise typer.Exit(3 if any(problem.is_error for problem in asked.problems) else 0)
