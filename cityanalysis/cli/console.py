"""What the command line prints: results to standard output, all else to standard error."""

import json
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from cityanalysis._typing import ANALYSED_KINDS, Language
from cityanalysis.cli.failures import visible
from cityanalysis.cli.local_words import translated
from cityanalysis.cli.steps import shown_steps
from cityanalysis.errors import CityAnalysisWarning
from cityanalysis.frames import Articles, Cities, unfinished
from cityanalysis.wording import in_unit

if TYPE_CHECKING:
    from cityanalysis.run import Analysis, Settings

__all__ = ["plain_warnings", "progress", "show_frame", "show_record", "show_summary", "write_lines"]

_COUNTS: dict[Language, str] = {
    "zh": "{n_articles}{counted_units}，{n_cities}个城市，来源{n_pages}份，未读取{n_skipped}份",
    "en": "{units}: {n_articles}, cities: {n_cities}, sources: {n_pages}, left out: {n_skipped}",
}
OnStage = Callable[[str], None]
_FILES = ("report.pdf", "report.html", "report.docx", "report.pptx", "tables.xlsx")


@contextmanager
def plain_warnings(
    lang: Language = "en", before: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Warnings as one plain line each; those of other packages only while debugging.

    Parameters
    ----------
    lang : {"zh", "en"}
        Of the warnings, as far as they are translated.
    before : callable
        Called before a line is printed.
    """
    head = "警告：" if lang == "zh" else "warning: "

    def show(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        if issubclass(category, CityAnalysisWarning) or os.environ.get("CITYANALYSIS_DEBUG"):
            before()
            print(visible(head + translated(message, lang)), file=sys.stderr)

    with warnings.catch_warnings():
        warnings.simplefilter("always", CityAnalysisWarning)
        warnings.showwarning = show
        yield


@contextmanager
def progress(settings: "Settings", names: Sequence[str]) -> Iterator[OnStage]:
    """The steps of a command, how tables were understood, and warnings in the run's language.

    Only warnings where the settings ask for quiet.

    Parameters
    ----------
    settings : Settings
        Language of the warnings, and whether the user asked for quiet.
    names : sequence of str
        The steps in their order.
    """
    if settings.quiet:
        with plain_warnings(settings.lang):
            yield lambda stage: None
        return
    with (
        _told(),
        shown_steps(names, settings.lang) as steps,
        plain_warnings(settings.lang, steps.interrupt),
    ):
        yield steps


@contextmanager
def _told() -> Iterator[None]:
    """What the package logs for its user, a plain line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("%(message)s"))
    handler.setLevel(logging.INFO)
    logger = logging.getLogger("cityanalysis")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
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
    from cityanalysis.report import finding_sentences, make_view

    formats = analysis.settings.format
    kept = analysis.articles[Articles.kind].isin(ANALYSED_KINDS)
    summary: dict[str, Any] = {
        "n_pages": int(analysis.articles[Articles.source].nunique()),
        "n_articles": len(make_view(analysis).articles),
        "n_rejected": int((~kept).sum()),
        "n_cities": int(analysis.cities[Cities.city].nunique()),
        "n_skipped": len(analysis.manifest.skipped),
        "files": [str(out / name) for name in _FILES if name.split(".")[1] in formats],
        "figures": str(out / "figures") if "png" in formats else None,
        "tables": str(out / "tables"),
    }
    if as_json:
        print(json.dumps(summary, ensure_ascii=False))
        return
    lang = analysis.settings.lang
    print(in_unit(_COUNTS[lang], lang, analysis.unit).format(**summary))
    for number, sentence in enumerate(finding_sentences(analysis), 1):
        print(visible(f"{number}. {sentence}"))
    for path in (*summary["files"], summary["figures"], summary["tables"]):
        if path:
            print(visible(path))


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
