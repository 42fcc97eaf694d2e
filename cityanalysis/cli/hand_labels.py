"""Hand labels of a finished run: articles drawn into a CSV to fill in, and its score."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cityanalysis.compare import draw_label_sample, read_labels, score_labels
from cityanalysis.errors import InputError, UsageError, did_you_mean
from cityanalysis.frames import Articles, HandLabels
from cityanalysis.report import write_csv
from cityanalysis.run import Analysis, load_analysis

__all__ = ["score_file", "write_sample"]

# What a coder can read in a spreadsheet's cell.
_SHOWN = 1_500


def write_sample(
    folder: str | Path, out: str | Path, *, n: int = 100, themes: Sequence[str] = (), seed: int = 0
) -> Path:
    """Draw articles of a run into a CSV whose column `label` waits for 0 or 1.

    Parameters
    ----------
    folder : path
        What `cityanalysis analyse` wrote.
    out : path
        The CSV. An existing file is never overwritten, so that no labels are lost.
    n : int
        Articles, drawn with known chances so that rare themes are read too.
    themes : sequence of str
        Ids of the themes to label; all by default.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    Path

    Raises
    ------
    UsageError
        Where a theme is unknown or the file exists.
    """
    target = Path(out)
    if target.exists():
        raise UsageError(f"{target} exists and may hold labels. Name another file with --out.")
    analysis = load_analysis(folder)
    about = analysis.assignments
    unknown = [theme for theme in themes if theme not in about.columns]
    if unknown:
        ids = list(map(str, about.columns))
        near = did_you_mean(unknown[0], ids)
        raise UsageError(f"theme must be of {', '.join(ids)}; got {', '.join(unknown)}.{near}")
    chosen = about[list(themes)] if themes else about
    sample = draw_label_sample(chosen, analysis.cities, n=n, seed=seed)
    write_csv(_readable(sample, analysis), target)
    return target


def _readable(sample: pd.DataFrame, analysis: Analysis) -> pd.DataFrame:
    """The sample with the theme's name, and the title and text that the coder judges by."""
    names = {theme.id: theme.label_zh for theme in analysis.themes}
    articles = analysis.articles.set_index(Articles.doc_id)
    drawn = articles.reindex(sample[HandLabels.doc_id])
    return sample.assign(
        theme_label=sample[HandLabels.theme].map(names).to_numpy(),
        title=drawn[Articles.title].to_numpy(),
        text=drawn[Articles.text].str.slice(0, _SHOWN).to_numpy(),
        coder="",
    )


def score_file(folder: str | Path, labels: str | Path) -> pd.DataFrame:
    """Precision, recall, calibration and agreement of coders, by theme.

    Raises
    ------
    InputError
        Where the labels cannot be read, or none belongs to the run.
    """
    analysis = load_analysis(folder)
    given = read_labels(labels)
    known = given[given[HandLabels.doc_id].isin(analysis.assignments.index)]
    if known.empty:
        raise InputError(f"{labels} labels no article of {folder}. Draw the sample from that run.")
    return score_labels(analysis.assignments, known)
