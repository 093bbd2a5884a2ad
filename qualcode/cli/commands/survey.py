"""`qualcode survey`: a questionnaire beside the interviews."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Coder, CoderRule, Explain, Format, ProjectPath, Unreviewed
from qualcode.cli.terminal import OutputFormat
from qualcode.errors import UsageError

app = new_app(help="A survey beside the interviews: KoBo and ODK with their forms, Google, Microsoft, and more.")
app.info.no_args_is_help = True
By = Annotated[str, typer.Option("--by", help="type, form, or a grouping of the settings.")]
SmallTypes = Annotated[bool, typer.Option("--small-groups", help="Types of any size, for the study's team alone.")]


@app.command("import")
def import_command(
    data: Annotated[Path, typer.Argument(help="What came back: .xlsx, .xls, .ods or .csv.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What the survey is called: cso.")],
    form: Annotated[Path | None, typer.Option("--form", help="The form (XLSForm), as KoBo and ODK have it.")] = None,
    type_: Annotated[str, typer.Option("--type", help="The informant type of all who answered.")] = "",
    type_from: Annotated[
        str, typer.Option("--type-from", metavar="QUESTION", help="Or the question that says it.")
    ] = "",
    language: Annotated[str, typer.Option("--language", help="Whose labels are printed: 'English (en)'.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="Of the data, where it is not the first that fits.")] = "",
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="Leave out submissions before that day.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="And those after that day.")] = "",
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="COLUMN=VALUE", help="And those of which a column says so."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="These are newer data of the survey of that name.")
    ] = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Read a survey, keep form and data in the study's folder survey/, and draft survey.yaml.

    The form tells who was asked what; without it, kinds of questions are guessed and a blank cannot be told.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.model.survey_plan import SurveyEntry
    from qualcode.study.survey.importing import import_survey

    without = dict(_condition(each) for each in leave_out or ())
    entry = SurveyEntry(
        name=name,
        type=type_,
        type_from=type_from,
        language=language,
        sheet=sheet,
        since=from_,
        until=until,
        without=without,
    )
    with open_study(project) as study:
        write_result(import_survey(study, data, form, entry, replace=replace).table, format)


def _condition(written: str) -> tuple[str, str]:
    column, sign, value = written.partition("=")
    if not sign or not column.strip():
        raise UsageError(f"{written}: no condition", hint="write COLUMN=VALUE: --leave-out _status=not_approved")
    return column.strip(), value.strip()


@app.command("questions")
def questions_command(
    survey: Annotated[str, typer.Argument(metavar="[SURVEY]", help="One survey; default: all.")] = "",
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List the questions with id, kind, of how many they were asked and how many answered."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.survey.showing import survey_questions

    with open_study(project, read_only=True) as study:
        write_result(survey_questions(study, survey), format)


@app.command("tables")
def tables_command(
    questions: Annotated[list[str] | None, typer.Argument(metavar="[QUESTION]…", help="Default: all.")] = None,
    by: By = "type",
    style: Annotated[str, typer.Option("--style", help="of (2 of 8), n (n=2), or % from 20 respondents on.")] = "of",
    sort: Annotated[str, typer.Option("--sort", help="Options as in the form, or by frequency.")] = "form",
    small_groups: SmallTypes = False,
    explain: Explain = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Count the answers, question by question; n is who was asked, and options that nobody chose are there with 0."""
    from qualcode.cli.terminal import open_study, write_figures
    from qualcode.study.survey.showing import survey_tables, told_style

    chosen = told_style(style)
    if sort not in ("form", "frequency"):
        raise UsageError(f"{sort}: no such order", hint="--sort takes form or frequency")
    with open_study(project, read_only=True) as study:
        asked = questions or ()
        by_frequency = sort == "frequency"
        table = survey_tables(study, *asked, by=by, style=chosen, small_groups=small_groups, by_frequency=by_frequency)
        write_figures(table, format, explain=explain)


@app.command("answers")
def answers_command(
    question: Annotated[str, typer.Argument(help="An open question: cso.more")],
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List the open answers to a question in full, by type."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.survey.showing import survey_answers

    with open_study(project, read_only=True) as study:
        write_result(survey_answers(study, question), format)


@app.command("join")
def join_command(
    theme: Annotated[str, typer.Option("--theme", help="One theme of the codebook.")] = "",
    by: By = "form",
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: CoderRule = "adjudicated",
    explain: Explain = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Set the survey beside the interviews: what each says on a theme, and how they stand.

    survey.yaml says under `join:` which question belongs to which theme, and which options agree with it.
    """
    from qualcode.cli.terminal import open_study, write_figures
    from qualcode.study.survey.joining import survey_join

    with open_study(project, read_only=True) as study:
        results = study.results(coder=coder, coders=coders, unreviewed=unreviewed)
        write_figures(survey_join(study, results, theme=theme, by=by), format, explain=explain)


@app.command("check")
def check_command(project: ProjectPath = None, format: Format = OutputFormat.TABLE) -> None:
    """List what to look at: form against data, answers outside the options, questions left blank."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.survey.showing import survey_check

    with open_study(project, read_only=True) as study:
        write_result(survey_check(study), format)
