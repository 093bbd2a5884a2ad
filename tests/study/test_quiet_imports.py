"""A face brings its own libraries: what a study does loads none of them, and nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys

FACES_AND_HEAVY = ("typer", "rich", "textual", "starlette", "spacy", "pandas")
LOAD_ALL = f"""
import pkgutil, sys
from importlib import import_module
import qualcode.study
for module in pkgutil.walk_packages(qualcode.study.__path__, "qualcode.study."):
    import_module(module.name)
    print(module.name)
print("loaded:", [name for name in {FACES_AND_HEAVY!r} if name in sys.modules])
"""


def test_no_room_of_the_study_loads_a_face_or_a_heavy_library() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD_ALL], capture_output=True, text=True, check=True)
    *modules, loaded = done.stdout.splitlines()

    assert "qualcode.study.results.counting" in modules
    assert loaded == "loaded: []"
