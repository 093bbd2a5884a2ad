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
    from qualcode.cli.terminal import Terminal, open_study, write_result
    from qualcode.errors import UsageError
    from qualcode.model.guide import check_guide
    from qualcode.questions import recognise
    from qualcode.readers.codebooks import read_codebook
    from qualcode.study.reading.guide import guide_table, turns_table
    from qualcode.study.reading.import_notes import report_problems
    from qualcode.study.reading.speakers import documents_named

    with open_study(project, read_only=True) as study:
        guide = study.guide()
        if guide is None:
            raise UsageError(
                f"{study.guide_path}: there is no interview guide",
                hint="write one (docs/transcripts.md shows how), or set study.guide in qualcode.toml",
            )
        documents = documents_named(list(study.store.documents.all()), document)
        asking = tuple(recognise(guide, documents))
        codebook = study.store.sources.codebook() or read_codebook(study.codebook_path)
        problems = check_guide(guide, codebook, study.guide_path.name)
        if document:
            write_result(turns_table(guide, documents[0], asking), format)
        else:
            write_result(guide_table(guide, documents, asking), format)
    report_problems(problems, Terminal())
    raise typer.Exit(3 if any(problem.is_error for problem in problems) else 0)
