"""Names of inputs without the folders above them, which may say who reads them and where."""

import os
from dataclasses import replace
from pathlib import Path

import pandas as pd

from cityanalysis.corpus.reading import InputFile, Inputs, Skipped, shown_path
from cityanalysis.frames import Articles

__all__ = ["folder_above", "relative_input", "relative_skipped", "relative_sources"]


def folder_above(inputs: Inputs) -> str:
    """The folder in which all inputs lie that are named from the root, with a slash at its end.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files or folders.

    Returns
    -------
    str
        Empty where every input is named from the current folder.

    Examples
    --------
    >>> folder_above(["/home/li/pages", "/home/li/more/a.txt"])
    '/home/li/'
    >>> folder_above("pages")
    ''
    """
    given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    above = [Path(path).parent for path in given if Path(path).is_absolute()]
    shared = shown_path(Path(os.path.commonpath(above))) if above else ""
    return shared.rstrip(os.sep) + os.sep if shared.strip(os.sep) else ""


def relative_sources(articles: pd.DataFrame, above: str) -> pd.DataFrame:
    """The articles frame with `source` as below that folder."""
    if not above or articles.empty:
        return articles
    return articles.assign(source=articles[Articles.source].str.removeprefix(above))


def relative_input(known: InputFile, above: str) -> InputFile:
    """An entry of what was read, named as below that folder."""
    tables = tuple(replace(one, source=one.source.removeprefix(above)) for one in known.tables)
    return replace(known, source=known.source.removeprefix(above), tables=tables)


def relative_skipped(left_out: Skipped, above: str) -> Skipped:
    """An entry of what was left out, named as below that folder, in its reason too."""
    if not above:
        return left_out
    source = left_out.source.removeprefix(above)
    return replace(left_out, source=source, reason=left_out.reason.replace(above, ""))
