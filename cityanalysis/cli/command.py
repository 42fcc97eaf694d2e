"""The program, and what its commands have in common: help, examples, arguments."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cityanalysis.cli.local_words import helped

__all__ = ["Folder", "Json", "app", "argument_help", "command"]

app = typer.Typer(
    name="cityanalysis",
    help=helped(
        "program", "help", "Compare cities through Chinese text: pages in, a finished report out."
    ),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def argument_help(name: str, english: str) -> str:
    """What an argument means, in the locale's language."""
    return helped("argument", name, english)


Json = Annotated[
    bool, typer.Option("--json", help=argument_help("as_json", "Print the summary as JSON."))
]
Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help=argument_help("folder", "Folder of a finished run."))
]


def command(*examples: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command with its help in the locale's language, and examples below it."""

    def decorate(one: Callable[..., None]) -> Callable[..., None]:
        head = argument_help("example", "Examples:")
        # The mark \b keeps the lines as they are.
        lines = "\n".join(["\b", head, *(f"  cityanalysis {line}" for line in examples)])
        words = helped("command", one.__name__, "") or None
        app.command(help=words, epilog=lines)(one)
        return one

    return decorate
