"""The command line: a file per command, each introducing the stages to each other."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run a command; what it takes is loaded now, so that processes that only help need not load it."""
    from qualcode.cli.app import main as run

    run()
