"""The command line: parse, call public verbs, write, exit code."""

from cityanalysis.cli.entry import main

__all__ = ["main"]
