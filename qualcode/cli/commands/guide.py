"""`qualcode guide`: the interview guide, and where its questions were asked."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat

app = new_app()


@app.command("guide")
def guide_command(
    document: Annotated[
        str, typer.Argument(help="One interview: what its interviewers say, and the question recognised in it.")
    ] = "",
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Check the interview guide, and show in which interviews each question was asked.

    guide.yaml in the study folder lists the questions: id, wording, and the codes an answer could raise. Tables then
    tell informants who were not asked about a theme from those who did not raise it.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.reading.guide import asked_questions
    from qualcode.study.reading.import_notes import report_problems

    with open_study(project, read_only=True) as study:
        asked = asked_questions(study, document)
        write_result(asked.table, format)
        report_problems(asked.problems, study.voice)
    raise typer.Exit(3 if any(problem.is_error for problem in asked.problems) else 0)
