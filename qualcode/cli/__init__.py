"""The command line: a file per command, each introducing the stages to each other."""

from qualcode.cli.app import main

__all__ = ["main"]
