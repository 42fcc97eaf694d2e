"""What the command line prints: results to standard output, all else to standard error."""

import json
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from cityanalysis._typing import ANALYSED_KINDS
from cityanalysis.cli.failures import visible
from cityanalysis.errors import CityAnalysisWarning
from cityanalysis.frames import Articles, Cities, unfinished

if TYPE_CHECKING:
    from cityanalysis.run import Analysis

__all__ = ["plain_warnings", "progress", "show_frame", "show_record", "show_summary", "write_lines"]

OnStage = Callable[[str], None]


@contextmanager
def plain_warnings() -> Iterator[None]:
    """Warnings as one plain line each; those of other packages only while debugging."""

    def show(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        if issubclass(category, CityAnalysisWarning) or os.environ.get("CITYANALYSIS_DEBUG"):
            print(visible(f"warning: {message}"), file=sys.stderr)

    with warnings.catch_warnings():
        warnings.simplefilter("always", CityAnalysisWarning)
        warnings.showwarning = show
        yield


@contextmanager
def progress(quiet: bool) -> Iterator[OnStage]:
    """How tables were understood; on a terminal a spinner with the stage's name as well.

    Silent where quiet.
    """
    if quiet:
        yield lambda stage: None
        return
    with _told():
        if not sys.stderr.isatty():
            yield lambda stage: None
            return
        from rich.console import Console

        console = Console(stderr=True)
        with console.status("…") as status:
            yield lambda stage: status.update(stage)


@contextmanager
def _told() -> Iterator[None]:
    """What the package logs for its user, a plain line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("%(message)s"))
    logger = logging.getLogger("cityanalysis")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


class _Plain(logging.Formatter):
    """Lines in which nothing reaches the terminal but text."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


def show_record(lines: Iterable[str], record: dict[str, Any], *, as_json: bool) -> None:
    """One thing in a few lines, or as a line of JSON."""
    if as_json:
        print(json.dumps(record, ensure_ascii=False, default=str))
        return
    for line in lines:
        print(visible(line))


def show_frame(frame: pd.DataFrame, *, as_json: bool) -> None:
    """A small table, or JSON lines."""
    if as_json:
        for record in frame.to_dict("records"):
            print(json.dumps(record, ensure_ascii=False, default=str))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in frame.columns:
        table.add_column(str(name), overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*(Text(_cell(value)) for value in row))
    Console().print(table)


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return visible(" ".join(map(str, value)))
    return "" if pd.isna(value) else visible(str(value))


def show_summary(analysis: "Analysis", out: Path, *, as_json: bool) -> None:
    """Where the files of a run lie, and how much was read."""
    formats = analysis.settings.format
    kept = analysis.articles[Articles.kind].isin(ANALYSED_KINDS)
    summary: dict[str, Any] = {
        "n_pages": int(analysis.articles[Articles.source].nunique()),
        "n_articles": int(kept.sum()),
        "n_rejected": int((~kept).sum()),
        "n_cities": int(analysis.cities[Cities.city].nunique()),
        "n_skipped": len(analysis.manifest.skipped),
        "files": [str(out / f"report.{kind}") for kind in ("pdf", "html") if kind in formats],
        "figures": str(out / "figures") if "png" in formats else None,
        "tables": str(out / "tables"),
    }
    if as_json:
        print(json.dumps(summary, ensure_ascii=False))
        return
    print(
        f"articles: {summary['n_articles']}, cities: {summary['n_cities']},"
        f" sources: {summary['n_pages']}, left out: {summary['n_skipped']}"
    )
    for number, sentence in enumerate(_findings(analysis), 1):
        print(visible(f"{number}. {sentence}"))
    for path in (*summary["files"], summary["figures"], summary["tables"]):
        if path:
            print(visible(path))


def _findings(analysis: "Analysis") -> list[str]:
    """The report's findings in its language, a line each."""
    from cityanalysis.report import find_findings, make_view

    lang = analysis.settings.lang
    colon = "。" if lang == "zh" else ". "
    found = find_findings(make_view(analysis, lang))
    return [f"{finding.title}{colon}{finding.sentence}" for finding in found]


def write_lines(lines: Iterable[str], out: str) -> None:
    """Lines to standard output, or to a file in one step (no half-written file is left)."""
    if out == "-":
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return
    target = Path(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(target) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(line + "\n" for line in lines)
