"""Run QualCoder's own REFI-QDA import and export without its window, in a Python that has PyQt6.

    python run_qualcoder.py CHECKOUT FROM.qdpx FOLDER [--line-ends maxqda]

FROM.qdpx is imported into FOLDER/study.qda, a new project, and that is exported as FOLDER/study.qdpx. Only what a
person would click is put in the place of dialogs.
"""

from __future__ import annotations

import ast
import builtins
import os
import sqlite3
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace


def tables(main: Path) -> list[str]:
    """The statements by which QualCoder makes the tables of a new project, from its own source."""
    module = ast.parse(main.read_text(encoding="utf-8"))
    made = next(each for each in ast.walk(module) if isinstance(each, ast.FunctionDef) and each.name == "new_project")
    words = [each.value for each in ast.walk(made) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return [statement for statement in words if statement.lower().startswith("create table")]


def new_project(folder: Path, main: Path) -> sqlite3.Connection:
    """An empty project, with the folders and tables of one made by hand."""
    for name in ("images", "audio", "video", "documents"):
        (folder / name).mkdir(parents=True)
    connection = sqlite3.connect(folder / "data.qda")
    for statement in tables(main):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO project (databaseversion, date, memo, about) VALUES ('', '2026-01-01 12:00:00', '', '')"
    )
    connection.commit()
    return connection


def without_dialogs(package: Path, asked: SimpleNamespace) -> ModuleType:
    """QualCoder's module of the exchange format, with answers in place of its dialogs."""
    sys.path.insert(0, str(package.parent))
    builtins._ = lambda words: words  # type: ignore[attr-defined]
    helpers = ModuleType("qualcoder.helpers")
    helpers.Message = lambda *_: SimpleNamespace(exec=lambda: None)  # type: ignore[attr-defined]
    sys.modules["qualcoder.helpers"] = helpers
    from PyQt6 import QtWidgets  # type: ignore[import-not-found,unused-ignore]
    from qualcoder import refi  # type: ignore[import-not-found,unused-ignore]

    QtWidgets.QFileDialog.getOpenFileName = lambda *_, **__: (asked.file, True)
    QtWidgets.QFileDialog.getExistingDirectory = lambda *_, **__: asked.folder

    def chosen(dialog: object) -> None:
        dialog.ui.radioButton_maxqda.setChecked(asked.for_maxqda)  # type: ignore[attr-defined]

    refi.RefiLineEndings.exec = chosen
    return refi


def main() -> None:
    checkout, file, folder = map(Path, sys.argv[1:4])
    package = checkout / "src" / "qualcoder"
    home = folder / "home"
    (home / ".qualcoder").mkdir(parents=True)
    os.environ.update(HOME=str(home), QT_QPA_PLATFORM="offscreen")
    refi = without_dialogs(
        package, SimpleNamespace(file=str(file), folder=str(folder), for_maxqda="maxqda" in sys.argv[4:])
    )
    from PyQt6 import QtWidgets

    window = QtWidgets.QApplication([])
    connection = new_project(folder / "study.qda", package / "__main__.py")

    def annotations() -> list[dict[str, object]]:
        names = ("anid", "fid", "pos0", "pos1", "memo", "owner", "date")
        return [
            dict(zip(names, row, strict=True))
            for row in connection.execute(f"SELECT {', '.join(names)} FROM annotation")
        ]

    app = SimpleNamespace(
        conn=connection,
        project_path=str(folder / "study.qda"),
        project_name="study.qda",
        version="QualCoder",
        settings={
            "codername": "default", "directory": str(folder), "ai_enable": "False", "fontsize": 10, "font": "Sans",
        },
        ai_models=[],
        write_config_ini=lambda *_: None,
        get_annotations=annotations,
    )  # fmt: skip
    said = SimpleNamespace(append=lambda words: print(words))
    refi.RefiImport(app, said, "qdpx")
    refi.RefiExport(app, said, "project")
    connection.commit()
    connection.close()
    del window


if __name__ == "__main__":
    main()
