"""`qualcode doctor`: what is installed, and whether the study is safe where it lies."""

from __future__ import annotations

from qualcode.cli.options import TableOptions


def command(options: TableOptions) -> None:
    """Show versions, the language model in use, and whether the study's folder is a safe place for it."""
    from qualcode.study.health import health_table

    options.show(health_table(options.project))
