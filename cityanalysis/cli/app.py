"""The command line: parse, call public verbs, write, exit code."""

import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer

from cityanalysis.cli.failures import explain_failure, visible
from cityanalysis.cli.options import takes_settings
from cityanalysis.errors import CityAnalysisError, UsageError

__all__ = ["app", "main"]

app = typer.Typer(
    name="cityanalysis",
    help="Compare cities through Chinese text: pages in, a finished report out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_INTERRUPTED = "interrupted: start the same command again to go on from here."

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, or - for standard input.")
]
_READING = ("columns", "lines", "today", "group_by", "shortest", "unpack_limit")
Json = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"cityanalysis {version('cityanalysis')}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Options that stand before a command."""


@app.command()
@takes_settings()
def analyse(
    inputs: Inputs,
    out: Annotated[str, typer.Option(help="Folder for the report and its data.", metavar="DIR")],
    config: Annotated[
        Path | None, typer.Option(help="Settings as TOML; the command line wins.", metavar="FILE")
    ] = None,
    as_json: Json = False,
    **given: Any,
) -> None:
    """The main job: pages in, report out."""
    _run(inputs, out, config, given, as_json)


@app.command()
@takes_settings("lang", "jobs", "quiet")
def demo(
    out: Annotated[
        str, typer.Option(help="Folder for the report.", metavar="DIR")
    ] = "reports/demo",
    as_json: Json = False,
    **given: Any,
) -> None:
    """Analyse the packaged sample pages, which are invented."""
    from cityanalysis.resources import sample_pages

    _run([str(sample_pages())], out, None, given, as_json)


def _run(
    inputs: list[str], out: str, config: Path | None, given: dict[str, Any], as_json: bool
) -> None:
    from cityanalysis.cli.console import progress, show_summary
    from cityanalysis.cli.folder import run
    from cityanalysis.run import read_settings

    settings = read_settings(config, **given)
    with progress(settings.quiet) as on_stage:
        analysis = run(inputs, out, settings=settings, on_stage=on_stage)
    show_summary(analysis, Path(out), as_json=as_json)


@app.command()
@takes_settings(
    *("themes", "level", "home", "min_confidence", "aliases", *_READING, "corrections", "lang"),
    *("jobs", "strict", "quiet"),
)
def articles(
    inputs: Inputs,
    out: Annotated[
        str, typer.Option(help="File to write; - is standard output.", metavar="FILE")
    ] = "-",
    review: Annotated[
        Path | None,
        typer.Option(help="Folder for a page to correct the articles on.", metavar="DIR"),
    ] = None,
    **given: Any,
) -> None:
    """Pages to articles with cities, themes and duplicates, as JSON lines."""
    from cityanalysis.cli.article_lines import article_lines
    from cityanalysis.cli.console import progress, write_lines
    from cityanalysis.run import check_file, read_settings

    check_file(out, inputs)
    settings = read_settings(None, **given)
    if review is not None:
        from cityanalysis.cli.review import write_review

        typer.echo(write_review(inputs, review, settings=settings))
        return
    with progress(settings.quiet) as on_stage:
        write_lines(article_lines(inputs, settings=settings, on_stage=on_stage), out)


@app.command()
@takes_settings(*_READING)
def look(inputs: Inputs, as_json: Json = False, **given: Any) -> None:
    """How files will be read: columns, five rows, dates, encodings; nothing is run."""
    from dataclasses import asdict

    from cityanalysis.cli.console import show_record
    from cityanalysis.corpus import look_at
    from cityanalysis.run import read_settings

    for found in look_at(inputs, read_settings(None, **given).read_options()):
        show_record(found.lines(), asdict(found), as_json=as_json)


@app.command()
@takes_settings(
    "topic_labels", "lang", "format", "template", "title", "subtitle", "author", "organisation",
    "compare", "brief",
)  # fmt: skip
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished run.")],
    **given: Any,
) -> None:
    """Render again from saved results; nothing is computed anew."""
    from cityanalysis.cli.folder import render_again

    formats = given.pop("format")
    wanted: Any = formats.split(",") if formats else None
    for path in render_again(folder, formats=wanted, **given):
        typer.echo(path)


@app.command()
def label(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished run.")],
    n: Annotated[int, typer.Option(help="Articles to draw.")] = 100,
    theme: Annotated[str | None, typer.Option(help="Only these themes.", metavar="ID,...")] = None,
    out: Annotated[str, typer.Option(help="CSV to fill in.", metavar="FILE")] = "labels.csv",
    score: Annotated[
        str | None, typer.Option(help="Score a CSV that was filled in.", metavar="FILE")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the draw.")] = 0,
    as_json: Json = False,
) -> None:
    """Draw articles to label by hand, or score the labels: kappa, precision, recall."""
    from cityanalysis.cli.console import show_frame
    from cityanalysis.cli.hand_labels import score_file, write_sample

    if score is not None:
        show_frame(score_file(folder, score).round(3), as_json=as_json)
        return
    wanted = tuple(theme.split(",")) if theme else ()
    typer.echo(write_sample(folder, out, n=n, themes=wanted, seed=seed))


@app.command()
def find(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished run.")],
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="What to look for.")],
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Sentences of near meaning, whatever their words.")
    ] = False,
    city: Annotated[str | None, typer.Option(help="Only this city.", metavar="NAME")] = None,
    n: Annotated[int, typer.Option(help="Places to show; 0 shows all.")] = 20,
    out: Annotated[
        str | None, typer.Option(help="CSV of all places found.", metavar="FILE")
    ] = None,
    as_json: Json = False,
) -> None:
    """Where a word stands in the articles of a run, with its context, city and date."""
    from cityanalysis.cli.find import find_in

    for line in find_in(folder, words, meaning=meaning, city=city, n=n, out=out, as_json=as_json):
        typer.echo(line)


@app.command()
def suggest(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished run.")],
    words: Annotated[
        list[str], typer.Argument(metavar="WORD...", help="The theme's name, then sure words.")
    ],
    definition: Annotated[str, typer.Option(help="What the theme is about, in a sentence.")] = "",
    theme_id: Annotated[str, typer.Option("--id", help="Its id in the file.")] = "my_theme",
    city: Annotated[str | None, typer.Option(help="Only this city.", metavar="NAME")] = None,
    n: Annotated[int, typer.Option(help="Words proposed.")] = 20,
    out: Annotated[str | None, typer.Option(help="Themes file to write.", metavar="FILE")] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="Judge thirty sentences: keys 1 and 0.")
    ] = False,
) -> None:
    """Propose seed words for a theme of your own, with sentences to judge them by."""
    from cityanalysis.cli.suggest import suggest_from

    for line in suggest_from(
        folder, words, theme_id=theme_id, definition=definition, city=city, n=n, out=out,
        ask=typer.prompt if judge else None,
    ):  # fmt: skip
        typer.echo(line)


@app.command()
@takes_settings("aliases", "level", "home", "min_confidence", "columns")
def cities(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...")] = None,
    explain: Annotated[
        list[Path] | None,
        typer.Option(help="Say why the articles of this file have their cities.", metavar="FILE"),
    ] = None,
    as_json: Json = False,
    **given: Any,
) -> None:
    """Look names up in the gazetteer, or explain the cities of articles."""
    from cityanalysis.cities import look_up, read_gazetteer
    from cityanalysis.cli.console import show_frame

    if explain:
        from cityanalysis.cli.explanation import explanation

        found = _explained(explain, given)
        if as_json:
            show_frame(found, as_json=True)
        else:
            for line in explanation(found):
                typer.echo(line)
        return
    if not names:
        raise UsageError("give names to look up, or --explain FILE.")
    found = look_up(names, read_gazetteer(given["aliases"]))
    if len(found):
        show_frame(found, as_json=as_json)
    missing = [name for name in names if name not in set(found["query"])]
    if missing:
        raise UsageError(
            f"not in the gazetteer: {', '.join(missing)}. Check the spelling, "
            "or add an alias with --aliases FILE."
        )


def _explained(files: list[Path], given: dict[str, Any]) -> Any:
    """The names of places in the articles of the files, and what came of them."""
    from cityanalysis.cities import explain_cities, read_gazetteer
    from cityanalysis.corpus import read_corpus
    from cityanalysis.run import read_settings

    settings = read_settings(None, **given)
    return explain_cities(
        read_corpus(files, columns=dict(settings.columns) or None),
        read_gazetteer(settings.aliases),
        level=settings.level,
        home=settings.home,
        min_confidence=settings.min_confidence,
    )


@app.command()
def themes(
    file: Annotated[Path | None, typer.Argument(metavar="FILE")] = None,
    as_json: Json = False,
) -> None:
    """Show the packaged themes, or check a file of your own, with how well each is measured."""
    from cityanalysis.cli.console import show_frame
    from cityanalysis.frames import LabelScores
    from cityanalysis.themes import read_themes, theme_quality

    chosen = read_themes(file)
    measured = theme_quality(chosen).drop(columns="is_learned")
    table = measured.rename(columns={LabelScores.theme: "id"})
    table.insert(1, "label_zh", [theme.label_zh for theme in chosen])
    table.insert(2, "label_en", [theme.label_en for theme in chosen])
    table["definition"] = [theme.definition for theme in chosen]
    table["seeds"] = [" ".join(theme.seeds) for theme in chosen]
    show_frame(table, as_json=as_json)


@app.command()
def sql(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished run.")],
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT, in quotes.")],
    as_json: Json = False,
) -> None:
    """Ask the frames of a run in SQL: articles, cities, weights, prevalence and the others."""
    from cityanalysis.cli.console import show_frame
    from cityanalysis.cli.sql import ask

    show_frame(ask(folder, query), as_json=as_json)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Versions, font and engines: what is there, what is missing and how to get it."""
    from cityanalysis.cli.console import show_frame
    from cityanalysis.cli.doctor import check_installation

    checks = check_installation()
    show_frame(checks, as_json=as_json)
    if not checks.loc[checks["needed"], "is_ok"].all():
        raise typer.Exit(1)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0 done; 1 the data cannot be used; 2 usage; 130 interrupted.
    """
    # A terminal of another encoding shows 聊 as an escape rather than failing.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from cityanalysis.cli.console import plain_warnings

    try:
        with plain_warnings():
            app(arguments, standalone_mode=True)
    except UsageError as error:
        _leave(2, f"error: {error}")
    except CityAnalysisError as error:
        _leave(1, f"error: {error}")
    except SystemExit as left:
        if isinstance(left.__context__, BrokenPipeError):
            _leave_quietly()
        # typer answers an interruption by itself, with a bare "Aborted".
        _leave(_status(left), _INTERRUPTED if left.code == 130 else "")
    except BrokenPipeError:
        _leave_quietly()
    except Exception as error:
        if os.environ.get("CITYANALYSIS_DEBUG"):
            traceback.print_exc()
        _leave(1, explain_failure(error))


def _leave_quietly() -> None:
    """The reader of a pipe (such as head) has what it wants; that is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _leave(0, "")


def _status(left: SystemExit) -> int:
    return left.code if isinstance(left.code, int) else 0


def _leave(status: int, message: str) -> None:
    if message:
        print(visible(message), file=sys.stderr)
    raise SystemExit(status)
