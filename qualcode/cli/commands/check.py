"""`qualcode check`: is the study whole?"""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("check")
def check_command(project: ProjectPath = None) -> None:
    """Check every page of the database, every transcript against its hash, every backup and every file of a survey."""
    from qualcode.cli.terminal import Terminal, open_study
    from qualcode.model.wording import plural
    from qualcode.study.keeping.copies import check_study

    voice = Terminal()
    with open_study(project, read_only=True) as study:
        checked = check_study(study)
    for path in checked.bad_backups:
        voice.warn(f"{path}: this backup is not whole", "delete it; make a new one with `qualcode backup`")
    for name in checked.altered:
        voice.warn(
            f"survey/{name}: not as it was imported", "`qualcode survey import … --replace` takes it as it is now"
        )
    voice.note(f"the study is whole: {plural(checked.n_documents, 'interview')} checked")
