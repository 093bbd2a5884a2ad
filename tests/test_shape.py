"""Modules and functions can be read on a screen or two, and the command line stays a face."""

from __future__ import annotations

import ast
from pathlib import Path

import qualcode

ROOT = Path(qualcode.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
FROZEN = "store/migrations/versions/m001_first_schema.py"
"""The first schema, which never changes again."""


def n_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_module_is_over_300_lines() -> None:
    assert MODULES
    assert {name_of(path): n for path in MODULES if (n := n_lines(path)) > 300} == {}


def test_no_function_is_over_60_lines() -> None:
    found = {}
    for path in MODULES:
        if n_lines(path) <= 60 or name_of(path) == FROZEN:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                n = (node.end_lineno or 0) - node.lineno + 1
                if n > 60:
                    found[f"{name_of(path)}: {node.name}"] = n

    assert found == {}


def test_the_command_line_is_a_face_and_no_more() -> None:
    modules = sorted((ROOT / "cli").rglob("*.py"))

    assert sum(map(n_lines, modules)) <= 3_500
    assert [name_of(path) for path in modules if path.name.startswith("_") and path.name != "__init__.py"] == []
