"""Commands that ask something of a finished run: words, themes, methods, tables, the same again."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cityanalysis.cli.app import Inputs
from cityanalysis.cli.command import Folder, Json, app, argument_help, command
from cityanalysis.cli.options import takes_settings

__all__ = ["app", "explore", "find", "methods", "paper", "regress", "rerun", "sql", "suggest"]


@command("find reports/mine 海洋牧场 --city 青岛")
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


@command("methods reports/mine --bib")
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


@command("paper reports/mine --out paper.ipynb", "paper reports/mine --out paper.qmd --lang en")
@takes_settings("lang")
def paper(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished run.")],
    out: Annotated[
        str, typer.Option(help="File: .ipynb (Jupyter) or .qmd (Quarto).", metavar="FILE")
    ],
    **given: Any,
) -> None:
    """A paper to begin with: methods, references, and the run's figures and tables."""
    from cityanalysis.report import write_paper
    from cityanalysis.run import load_analysis

    analysis = load_analysis(folder)
    typer.echo(write_paper(analysis, folder, out, lang=given["lang"] or analysis.settings.lang))


@command("suggest reports/mine 海洋经济 海洋牧场 渔港")
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


@command('sql reports/mine "select city, count(*) from articles group by city"')
def sql(
    folder: Folder,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT, in quotes.")],
    as_json: Json = False,
) -> None:
    """Ask the frames of a run in SQL: articles, cities, weights, prevalence and the others."""
    from cityanalysis.cli.console import show_frame
    from cityanalysis.cli.sql import ask

    show_frame(ask(folder, query), as_json=as_json)


@command("explore reports/mine")
def explore(
    folder: Folder,
    host: Annotated[
        str,
        typer.Option(help=argument_help("host", "Address to serve on."), metavar="ADDRESS"),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help=argument_help("port", "Its port; 0 takes a free one."), min=0)
    ] = 8765,
    token: Annotated[
        str | None,
        typer.Option(help=argument_help("token", "What others must know to ask."), metavar="TOKEN"),
    ] = None,
) -> None:
    """Search and read the articles of a run in a browser, on this machine alone."""
    from cityanalysis.cli.explore_server import explore_run

    explore_run(folder, host, port, token, lambda address: typer.echo(address, err=True))


@command('regress reports/mine facts.csv "沿海 + log2(gdp)" --figure coastal.pdf')
@takes_settings("lang")
def regress(
    folder: Folder,
    facts: Annotated[
        Path, typer.Argument(metavar="FACTS", help="Table of facts: 城市, perhaps 年份, columns.")
    ],
    formula: Annotated[str, typer.Argument(metavar="FORMULA", help="Columns, joined by + * :.")],
    by_year: Annotated[bool, typer.Option("--by-year", help="A row is a city and year.")] = False,
    mixed: Annotated[
        bool, typer.Option("--mixed", help="A level of its own for each city (mixed model).")
    ] = False,
    figure: Annotated[
        str | None, typer.Option(help="Picture: .png, .pdf or .svg.", metavar="FILE")
    ] = None,
    out: Annotated[
        str | None, typer.Option(help="CSV of all coefficients.", metavar="FILE")
    ] = None,
    n: Annotated[int, typer.Option(help="Sentences; 0 gives all.")] = 10,
    as_json: Json = False,
    **given: Any,
) -> None:
    """What the themes of a run go with: shares on facts of cities, in words."""
    from cityanalysis.cli.regress import regress_from

    for line in regress_from(
        folder, facts, formula, by_year=by_year, mixed=mixed, out=out, figure=figure, n=n,
        as_json=as_json, lang=given["lang"],
    ):  # fmt: skip
        typer.echo(line)


@command("rerun reports/mine pages/ --out reports/again")
@takes_settings("jobs", "quiet")
def rerun(
    folder: Folder,
    inputs: Inputs,
    out: Annotated[str, typer.Option(help="Folder for the new run.", metavar="DIR")],
    **given: Any,
) -> None:
    """Repeat a run with its own settings, and say what came out differently."""
    from cityanalysis.cli.console import progress
    from cityanalysis.cli.folder import run
    from cityanalysis.cli.rerun import differences, settings_of
    from cityanalysis.cli.steps import RUN_STEPS

    settings = settings_of(folder, **given)
    with progress(settings, RUN_STEPS) as on_stage:
        run(inputs, out, settings=settings, on_stage=on_stage)
    for line in differences(folder, out):
        typer.echo(line)
