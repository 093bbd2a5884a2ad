"""`qualcode survey`: a questionnaire beside the interviews."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.declare import argument, flag, needed, option, text
from qualcode.cli.options import CountOptions, Explain, StudyOptions, TableOptions
from qualcode.cli.parts import new_app

app = new_app(help="A survey beside the interviews: KoBo and ODK with their forms, Google, Microsoft, and more.")
app.info.no_args_is_help = True
By = Annotated[str, typer.Option("--by", help="type, form, or a grouping of the settings.")]


@app.command("import")
def import_command(
    options: TableOptions,
    data: Path = needed(None, "What came back: .xlsx, .xls, .ods or .csv."),
    name: str = needed("--name", "What the survey is called: cso.", metavar="NAME"),
    form: Path | None = option("--form", "The form (XLSForm), as KoBo and ODK have it.", None),
    type_: str = text("--type", "The informant type of all who answered."),
    type_from: str = text("--type-from", "Or the question that says it.", metavar="QUESTION"),
    language: str = text("--language", "Whose labels are printed: 'English (en)'."),
    sheet: str = text("--sheet", "Of the data, where it is not the first that fits."),
    from_: str = text("--from", "Leave out submissions before that day.", metavar="DATE"),
    until: str = text("--until", "And those after that day.", metavar="DATE"),
    leave_out: list[str] | None = option(
        "--leave-out", "And those of which a column says so.", None, metavar="COLUMN=VALUE"
    ),
    replace: bool = flag("--replace", "These are newer data of the survey of that name."),
) -> None:
    """Read a survey, keep form and data in the study's folder survey/, and draft survey.yaml.

    The form tells who was asked what; without it, kinds of questions are guessed and a blank cannot be told.
    """
    from qualcode.model.survey_plan import SurveyEntry
    from qualcode.study.survey.importing import import_survey, left_out_where

    entry = SurveyEntry(
        name=name,
        type=type_,
        type_from=type_from,
        language=language,
        sheet=sheet,
        since=from_,
        until=until,
        without=dict(map(left_out_where, leave_out or ())),
    )
    with options.study() as study:
        options.show(import_survey(study, data, form, entry, replace=replace).table)


@app.command("questions")
def questions_command(
    options: TableOptions, survey: str = argument("[SURVEY]", "One survey; default: all.", "")
) -> None:
    """List the questions with id, kind, of how many they were asked and how many answered."""
    from qualcode.study.survey.showing import survey_questions

    with options.study(read_only=True) as study:
        options.show(survey_questions(study, survey))


@app.command("tables")
def tables_command(
    options: TableOptions,
    questions: list[str] | None = argument("[QUESTION]…", "Default: all.", None),
    by: By = "type",
    style: str = option("--style", "of (2 of 8), n (n=2), or % from 20 respondents on.", "of"),
    sort: str = option("--sort", "Options as in the form, or by frequency.", "form"),
    small_groups: bool = flag("--small-groups", "Types of any size, for the study's team alone."),
    ids: bool = flag("--ids", "Show each figure's id, for `qualcode trace`."),
    explain: Explain = False,
) -> None:
    """Count the answers, question by question; n is who was asked, and options that nobody chose are there with 0."""
    from qualcode.cli.terminal import write_figures
    from qualcode.study.survey.showing import is_by_frequency, survey_tables, told_style

    chosen, by_frequency = told_style(style), is_by_frequency(sort)
    with options.study(read_only=True) as study:
        asked = questions or ()
        table = survey_tables(study, *asked, by=by, style=chosen, small_groups=small_groups, by_frequency=by_frequency)
        write_figures(table, options.format, ids=ids, explain=explain)


@app.command("answers")
def answers_command(options: TableOptions, question: str = needed(None, "An open question: cso.more")) -> None:
    """List the open answers to a question in full, by type."""
    from qualcode.study.survey.showing import survey_answers

    with options.study(read_only=True) as study:
        options.show(survey_answers(study, question))


@app.command("code")
def code_command(options: StudyOptions) -> None:
    """Bring the open answers into a study of their own, open-answers/, to be coded with the codebook of the interviews.

    Commands with `--project open-answers` review, count and quote them; no figure of the interviews holds one of them.
    """
    from qualcode.study.survey.coding import code_open_answers

    with options.study() as study:
        for sentence in code_open_answers(study).said:
            study.voice.note(sentence)


@app.command("join")
def join_command(
    options: CountOptions, theme: str = text("--theme", "One theme of the codebook."), by: By = "form"
) -> None:
    """Set the survey beside the interviews: what each says on a theme, and how they stand.

    survey.yaml says under `join:` which question belongs to which theme, and which options agree with it.
    """
    from qualcode.study.survey.joining import survey_join

    with options.study(read_only=True) as study:
        options.show(survey_join(study, options.results(study), theme=theme, by=by))


@app.command("check")
def check_command(options: TableOptions) -> None:
    """List what to look at: form against data, answers outside the options, questions left blank."""
    from qualcode.study.survey.showing import survey_check

    with options.study(read_only=True) as study:
        options.show(survey_check(study))
