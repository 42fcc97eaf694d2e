"""The command line: parse, call public verbs, write, exit code."""

from cityanalysis.cli.app import main

__all__ = ["main"]
