"""What `cityanalysis regress` prints: what each theme of a run goes with, in words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.cli.failures import visible
from cityanalysis.compare import regress, regression_words
from cityanalysis.errors import InputError, UsageError
from cityanalysis.figures import plot_regression, save_figure
from cityanalysis.frames import Articles, Cities, Panel, Regression
from cityanalysis.report import write_csv
from cityanalysis.run import Analysis, load_analysis
from cityanalysis.wording import theme_labels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["read_facts", "regress_from", "shares_of"]

# What a table of facts may call its keys.
_NAMES = {"城市": Panel.city, "地市": Panel.city, "市": Panel.city, "年份": "year", "年": "year"}
_FIGURES = (".png", ".pdf", ".svg")
_SHOWN = 300  # characters of a header in a message


def regress_from(
    folder: str | Path,
    facts: str | Path,
    formula: str,
    *,
    by_year: bool = False,
    mixed: bool = False,
    out: str | None = None,
    figure: str | None = None,
    n: int = 10,
    as_json: bool = False,
    lang: Language | None = None,
) -> Iterator[str]:
    """Lines that say what the shares of a run's themes go with.

    Parameters
    ----------
    folder : path
        What `cityanalysis analyse` wrote.
    facts : path
        Table of facts, as `read_facts` reads it.
    formula : str
        As `regress` takes it.
    by_year : bool
        A row is a city and year; so it is where the formula or the facts have a year.
    mixed : bool
        A level of its own for each city.
    out : str, optional
        CSV of all coefficients; an existing file is not overwritten.
    figure : str, optional
        Picture of the first term in every theme, by its suffix PNG, PDF or SVG.
    n : int
        Sentences; 0 gives all.
    as_json : bool
        A line of JSON a coefficient.
    lang : {"zh", "en"}, optional
        Language of the sentences; that of the run where it is absent.

    Raises
    ------
    UsageError
        Where a file exists, the figure's suffix is none of the three, or nothing can be fitted.
    """
    for path in filter(None, (out, figure)):
        if Path(path).exists():
            raise UsageError(f"{path} exists. Name another file.")
    if figure is not None and Path(figure).suffix not in _FIGURES:
        raise UsageError(f"{figure} must end with one of {', '.join(_FIGURES)}.")
    analysis, table = load_analysis(folder), read_facts(facts)
    told = lang or analysis.settings.lang
    values, cities = shares_of(analysis)
    timed = by_year or mixed or "year" in table or "year" in formula
    dates = analysis.articles.set_index(Articles.doc_id)[Articles.date]
    found = regress(
        values,
        cities,
        covariates=_as_called(table, cities),
        formula=formula,
        dates=dates if timed else None,
        method="mixed" if mixed else "jackknife",
    )
    found = found.sort_values(Regression.p_value, kind="stable")
    labels = theme_labels(analysis.themes, told)
    if out is not None:
        write_csv(found, out)
    if figure is not None:
        first = found.loc[found.index.min(), Regression.term]
        drawn = plot_regression(found, term=str(first), labels=labels, lang=told)
        save_figure(cast("Figure", drawn.get_figure()), figure)
    shown = found.head(n) if n else found
    if as_json:
        yield from (json.dumps(row, ensure_ascii=False) for row in shown.to_dict("records"))
        return
    yield from map(visible, regression_words(shown, labels=labels, lang=told))


def shares_of(analysis: Analysis) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What a run compares, and its cities: about what an article is, or shares of long texts.

    Of long texts each paragraph counts by its characters, as in the report.
    """
    themes = [theme.id for theme in analysis.themes]
    if analysis.unit == "article":
        return analysis.assignments[themes], analysis.cities
    length = analysis.articles.set_index(Articles.doc_id)[Articles.text].str.len()
    part = length.reindex(analysis.cities[Cities.doc_id]).to_numpy(float)
    cities = analysis.cities.assign(**{Cities.weight: part * analysis.cities[Cities.weight]})
    return analysis.weights[themes], cities


def read_facts(path: str | Path) -> pd.DataFrame:
    """A table of facts on cities or articles: CSV in UTF-8 or GB18030, or Excel.

    Parameters
    ----------
    path : path
        A column `city` (or 城市), perhaps `year` (or 年份), and the facts; or `doc_id` and facts
        of articles.

    Raises
    ------
    InputError
        Where the file cannot be read or has no column of cities or articles.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "facts.csv"
    >>> _ = file.write_text("城市,沿海\\n青岛市,1\\n", encoding="utf-8")
    >>> read_facts(file).to_dict("records")
    [{'city': '青岛市', '沿海': 1}]
    """
    try:
        table = _read(Path(path))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, ImportError) as error:
        raise InputError(f"{path} is no table in CSV or Excel ({error}).") from error
    table = table.rename(columns=lambda name: _NAMES.get(str(name).strip(), str(name).strip()))
    key = Articles.doc_id if Articles.doc_id in table else Panel.city
    if key not in table:
        raise InputError(
            f"{path} has no column 城市, city or doc_id; it has "
            f"{', '.join(table.columns)[:_SHOWN]}."
        )
    if not isinstance(table.index, pd.RangeIndex):
        raise InputError(f"{path}: its rows have more cells than its header has names.")
    return table.assign(**{key: table[key].astype("str").str.strip()})


def _read(path: Path) -> pd.DataFrame:
    if path.suffix.lower() in (".xlsx", ".xls"):
        try:
            return pd.read_excel(path, engine="calamine")
        except OSError:
            raise
        except Exception as error:
            # The reader of damaged workbooks fails with errors of its own.
            raise ValueError(str(error)) from error
    try:
        return pd.read_csv(path, encoding="utf-8-sig")
    except UnicodeDecodeError:
        return pd.read_csv(path, encoding="gb18030")


def _as_called(table: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Cities called as the run calls them: 青岛市 is 青岛 where only that is there."""
    if Articles.doc_id in table:
        return table
    known = set(cities[Cities.city].astype(str))
    names = table[Panel.city].map(
        lambda name: name if name in known or name[:-1] not in known else name[:-1]
    )
    return table.assign(**{Panel.city: names})
