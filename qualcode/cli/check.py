"""`qualcode check`: is the study whole?"""

from __future__ import annotations

from qualcode.cli._app import new_app
from qualcode.cli.options import ProjectPath

app = new_app()


@app.command("check")
def check_command(project: ProjectPath = None) -> None:
    """Check every page of the database, every transcript against its hash, and every backup."""
    import hashlib

    from qualcode.cli.terminal import Terminal, open_study
    from qualcode.errors import ProjectError
    from qualcode.model.wording import plural
    from qualcode.store.backup import backups, is_good

    voice = Terminal()
    with open_study(project, read_only=True) as study:
        study.project.check()
        count = 0
        for document in study.project.documents():
            count += 1
            if hashlib.sha256(document.text.encode()).hexdigest() != document.sha256:
                raise ProjectError(f"{document.id}: the text is not what was imported", hint="see `qualcode restore`")
        bad = [path for path in backups(study.folder) if not is_good(path)]
    for path in bad:
        voice.warn(f"{path}: this backup is not whole", "delete it; make a new one with `qualcode backup`")
    voice.note(f"the study is whole: {plural(count, 'interview')} checked")
