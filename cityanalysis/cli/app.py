"""The commands: parse, call public verbs, write."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cityanalysis.cli.command import Folder, Json, app, argument_help, command
from cityanalysis.cli.local_words import helped
from cityanalysis.cli.options import takes_settings
from cityanalysis.errors import UsageError, did_you_mean
from cityanalysis.resources import data_path

__all__ = ["app"]

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help=argument_help("inputs", "Files, folders, or - for standard input."),
    ),
]
_READING = ("columns", "lines", "today", "group_by", "shortest", "unpack_limit")


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
            "--version",
            help=helped("program", "version", "Print the version."),
            callback=_print_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Options that stand before a command."""


@command(
    "analyse pages/ --out reports/mine",
    "analyse articles.csv --out reports/mine --columns text=正文,city=城市 --lang en",
)
@takes_settings()
def analyse(
    inputs: Inputs,
    out: Annotated[
        str,
        typer.Option(
            help=argument_help("out", "Folder for the report and its data."), metavar="DIR"
        ),
    ],
    config: Annotated[
        Path | None,
        typer.Option(
            help=argument_help("config", "Settings as TOML; the command line wins."),
            metavar="FILE",
        ),
    ] = None,
    as_json: Json = False,
    **given: Any,
) -> None:
    """The main job: pages in, report out."""
    _run(inputs, out, config, given, as_json)


@command("demo --out reports/demo")
@takes_settings("lang", "jobs", "quiet")
def demo(
    out: Annotated[
        str, typer.Option(help=argument_help("out", "Folder for the report."), metavar="DIR")
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


@command("articles pages/ --out articles.jsonl")
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


@command("look articles.csv")
@takes_settings(*_READING)
def look(inputs: Inputs, as_json: Json = False, **given: Any) -> None:
    """How files will be read: columns, five rows, dates, encodings; nothing is run."""
    from dataclasses import asdict

    from cityanalysis.cli.console import show_record
    from cityanalysis.corpus import look_at
    from cityanalysis.run import read_settings

    for found in look_at(inputs, read_settings(None, **given).read_options()):
        show_record(found.lines(), asdict(found), as_json=as_json)


@command(
    "report reports/mine --format pdf,pptx --lang en",
    "report reports/mine --out reports/brief --brief",
)
@takes_settings(
    "topic_labels", "lang", "format", "template", "title", "subtitle", "author", "organisation",
    "logo", "date",
    "compare", "brief", "crops",
)  # fmt: skip
def report(
    folder: Folder,
    out: Annotated[
        Path | None,
        typer.Option(
            help=argument_help("report_out", "Folder for the files; else that of the run."),
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


@command("label reports/mine --n 150 --out labels.csv", "label reports/mine --score labels.csv")
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


@command("cities 聊城 德州", "cities --explain page.txt")
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
    from cityanalysis.run import read_settings

    settings = read_settings(None, **given)
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
    gazetteer = read_gazetteer(settings.aliases)
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


_SCHEMA = argument_help("schema", "Print the JSON schema of themes files, for editors.")


_CODEBOOK = argument_help("codebook", "Print the themes as Markdown, for a paper's appendix.")


@command("themes", "themes my-themes.toml --codebook")
@takes_settings("lang")
def themes(
    file: Annotated[Path | None, typer.Argument(metavar="FILE")] = None,
    as_json: Json = False,
    schema: Annotated[bool, typer.Option("--schema", help=_SCHEMA)] = False,
    pages: Annotated[bool, typer.Option("--codebook", help=_CODEBOOK)] = False,
    **given: Any,
) -> None:
    """Show the packaged themes, or check a file of your own, with how well each is measured."""
    if schema:
        typer.echo(data_path("themes.schema.json").read_text(encoding="utf-8"), nl=False)
        return
    from cityanalysis.cli.console import show_frame
    from cityanalysis.frames import LabelScores
    from cityanalysis.themes import read_themes, theme_quality

    chosen = read_themes(file)
    if pages:
        from cityanalysis.report import codebook

        typer.echo(codebook(chosen, given["lang"] or "zh"), nl=False)
        return
    measured = theme_quality(chosen).drop(columns="is_learned")
    table = measured.rename(columns={LabelScores.theme: "id"})
    table.insert(1, "label_zh", [theme.label_zh for theme in chosen])
    table.insert(2, "label_en", [theme.label_en for theme in chosen])
    table["definition"] = [theme.definition for theme in chosen]
    table["seeds"] = [" ".join(theme.seeds) for theme in chosen]
    show_frame(table, as_json=as_json)


@command("doctor")
def doctor(as_json: Json = False) -> None:
    """Versions, font and engines: what is there, what is missing and how to get it."""
    from cityanalysis.cli.console import show_frame
    from cityanalysis.cli.doctor import check_installation

    checks = check_installation()
    show_frame(checks, as_json=as_json)
    if not checks.loc[checks["needed"], "is_ok"].all():
        raise typer.Exit(1)
