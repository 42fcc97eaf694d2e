"""The commands: parse, call public verbs, write."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from cityanalysis.cli.local_words import helped
from cityanalysis.cli.options import takes_settings
from cityanalysis.errors import UsageError, did_you_mean

__all__ = ["app"]

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


def _help(name: str, english: str) -> str:
    """What an argument means, in the locale's language."""
    return helped("argument", name, english)


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help=_help("inputs", "Files, folders, or - for standard input."),
    ),
]
_READING = ("columns", "lines", "today", "group_by", "shortest", "unpack_limit")
Json = Annotated[bool, typer.Option("--json", help=_help("as_json", "Print the summary as JSON."))]
Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help=_help("folder", "Folder of a finished run."))
]


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"cityanalysis {version('cityanalysis')}")
        raise typer.Exit


def _command(*examples: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command with its help in the locale's language, and examples below it."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        head = _help("example", "Examples:")
        # The mark \b keeps the lines as they are.
        lines = "\n".join(["\b", head, *(f"  cityanalysis {line}" for line in examples)])
        words = helped("command", command.__name__, "") or None
        app.command(help=words, epilog=lines)(command)
        return command

    return decorate


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help=helped("program", "version", "Print the version."),
            callback=_print_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Options that stand before a command."""


@_command(
    "analyse pages/ --out reports/mine",
    "analyse articles.csv --out reports/mine --columns text=正文,city=城市 --lang en",
)
@takes_settings()
def analyse(
    inputs: Inputs,
    out: Annotated[
        str,
        typer.Option(help=_help("out", "Folder for the report and its data."), metavar="DIR"),
    ],
    config: Annotated[
        Path | None,
        typer.Option(
            help=_help("config", "Settings as TOML; the command line wins."),
            metavar="FILE",
        ),
    ] = None,
    as_json: Json = False,
    **given: Any,
) -> None:
    """The main job: pages in, report out."""
    _run(inputs, out, config, given, as_json)


@_command("demo --out reports/demo")
@takes_settings("lang", "jobs", "quiet")
def demo(
    out: Annotated[
        str, typer.Option(help=_help("out", "Folder for the report."), metavar="DIR")
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
    from cityanalysis.cli.steps import RUN_STEPS
    from cityanalysis.run import read_settings

    settings = read_settings(config, **given)
    with progress(settings, RUN_STEPS) as on_stage:
        analysis = run(inputs, out, settings=settings, on_stage=on_stage)
    show_summary(analysis, Path(out), as_json=as_json)


@_command("articles pages/ --out articles.jsonl")
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
    from cityanalysis.cli.steps import ARTICLE_STEPS
    from cityanalysis.run import check_file, read_settings

    check_file(out, inputs)
    settings = read_settings(None, **given)
    if review is not None:
        from cityanalysis.cli.review import write_review

        typer.echo(write_review(inputs, review, settings=settings))
        return
    with progress(settings, ARTICLE_STEPS) as on_stage:
        write_lines(article_lines(inputs, settings=settings, on_stage=on_stage), out)


@_command("look articles.csv")
@takes_settings(*_READING)
def look(inputs: Inputs, as_json: Json = False, **given: Any) -> None:
    """How files will be read: columns, five rows, dates, encodings; nothing is run."""
    from dataclasses import asdict

    from cityanalysis.cli.console import show_record
    from cityanalysis.corpus import look_at
    from cityanalysis.run import read_settings

    for found in look_at(inputs, read_settings(None, **given).read_options()):
        show_record(found.lines(), asdict(found), as_json=as_json)


@_command(
    "report reports/mine --format pdf,pptx --lang en",
    "report reports/mine --out reports/brief --brief",
)
@takes_settings(
    "topic_labels", "lang", "format", "template", "title", "subtitle", "author", "organisation",
    "logo", "date",
    "compare", "brief",
)  # fmt: skip
def report(
    folder: Folder,
    out: Annotated[
        Path | None,
        typer.Option(
            help=_help("report_out", "Folder for the files; else that of the run."),
            metavar="DIR",
        ),
    ] = None,
    **given: Any,
) -> None:
    """Render again from saved results; nothing is computed anew."""
    from cityanalysis.cli.folder import render_again

    formats = given.pop("format")
    wanted: Any = formats.split(",") if formats else None
    for path in render_again(folder, out=out, formats=wanted, **given):
        typer.echo(path)


@_command("label reports/mine --n 150 --out labels.csv", "label reports/mine --score labels.csv")
def label(
    folder: Folder,
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


@_command("find reports/mine 海洋牧场 --city 青岛")
def find(
    folder: Folder,
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


@_command("methods reports/mine --bib")
@takes_settings("lang")
def methods(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished run.")],
    bib: Annotated[bool, typer.Option("--bib", help="The references, as BibTeX.")] = False,
    **given: Any,
) -> None:
    """The methods paragraph of a paper, with the run's numbers and references."""
    from cityanalysis.report import bibliography, methods_text
    from cityanalysis.run import load_analysis

    analysis = load_analysis(folder)
    write = bibliography if bib else methods_text
    typer.echo(write(analysis, given["lang"] or analysis.settings.lang))


@_command("suggest reports/mine 海洋经济 海洋牧场 渔港")
def suggest(
    folder: Folder,
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


@_command("cities 聊城 德州", "cities --explain page.txt")
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
    gazetteer = read_gazetteer(given["aliases"])
    found = look_up(names, gazetteer)
    if len(found):
        show_frame(found, as_json=as_json)
    missing = [name for name in names if name not in set(found["query"])]
    if missing:
        units = gazetteer.by_name.items()
        known = [name for name, own in units if any(one.level == "prefecture" for one in own)]
        near = did_you_mean(missing[0], known)
        raise UsageError(
            f"not in the gazetteer: {', '.join(missing)}.{near} Check the "
            "spelling, or add an alias with --aliases FILE."
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


@_command("themes", "themes my-themes.toml")
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


@_command('sql reports/mine "select city, count(*) from articles group by city"')
def sql(
    folder: Folder,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT, in quotes.")],
    as_json: Json = False,
) -> None:
    """Ask the frames of a run in SQL: articles, cities, weights, prevalence and the others."""
    from cityanalysis.cli.console import show_frame
    from cityanalysis.cli.sql import ask

    show_frame(ask(folder, query), as_json=as_json)


@_command("doctor")
def doctor(as_json: Json = False) -> None:
    """Versions, font and engines: what is there, what is missing and how to get it."""
    from cityanalysis.cli.console import show_frame
    from cityanalysis.cli.doctor import check_installation

    checks = check_installation()
    show_frame(checks, as_json=as_json)
    if not checks.loc[checks["needed"], "is_ok"].all():
        raise typer.Exit(1)
