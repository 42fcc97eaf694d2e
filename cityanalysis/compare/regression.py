"""What a city's share of a theme goes with: regression on covariates of cities."""

from typing import Any, Literal

import numpy as np
import pandas as pd

from cityanalysis._typing import Period, check_choice
from cityanalysis.compare.aligned import Floats
from cityanalysis.compare.city_periods import article_cells, panel
from cityanalysis.compare.mixed_model import between_within, check_repeated, mixed_fit
from cityanalysis.compare.regression_design import (
    Effect,
    Model,
    average_at,
    check_installed,
    degrees_of_freedom,
    effects,
    make_model,
)
from cityanalysis.compare.regression_fit import Fit, judged
from cityanalysis.compare.resample import benjamini_hochberg
from cityanalysis.errors import UsageError
from cityanalysis.frames import Cities, FittedShares, Panel, Regression

__all__ = ["fitted_shares", "regress"]

RegressionMethod = Literal["jackknife", "mixed"]
# Points of a line: enough that a curve looks like one.
_LINE_POINTS = 25


def regress(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    covariates: pd.DataFrame,
    formula: str,
    dates: pd.Series | None = None,
    period: Period = "year",
    cluster: pd.Series | None = None,
    method: RegressionMethod = "jackknife",
    marginal: bool = False,
    level: float = 0.95,
) -> pd.DataFrame:
    """Regress the share of each theme on covariates of cities.

    A row of the regression is a city, or a city and period where there are dates; each counts
    the same, however many articles it has, since the question is about cities. (Of covariates of
    articles it is an article.) Standard errors
    are those of a jackknife that leaves out one city after the other (CRV3): periods of a city,
    its events, and errors of one city that are larger than another's, all stay inside their city.
    The reference is t with Satterthwaite's degrees of freedom, which are few where few cities
    carry a term.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    covariates : DataFrame
        A column `city`, with dates also a column `period` or `year` where the covariates change
        over time, and the covariates. One row per city, or a city and period. Or a column
        `doc_id` and covariates of articles, one row an article: then an article, in its best
        city, is a row of the regression, and cities are still what is left out, with all events
        in them.
    formula : str
        The right-hand side: names of covariates joined by `+`, `:` or `*`; `C(name)` for
        categories, `log2(name)` where a doubling is meant. `year` (as a number) is there where
        dates are given.
    dates : Series, optional
        doc_id → date. Given, a city has a row for each period in which it has articles, and
        articles without a date stay out.
    period : {"day", "week", "month", "quarter", "year"}
        Step of the panel where there are dates.
    method : {"jackknife", "mixed"}
        `mixed` fits a level of its own to each city, drawn from a common spread (random intercept,
        REML), which uses the periods of a city better and asks more: that cities differ in their
        level alone and all have one spread. Degrees of freedom are those between cities for what
        does not change within them. It needs dates.
    marginal : bool
        Report, in the place of coefficients, each covariate's average effect on the share: of one
        of 0 and 1 the step, of one in logarithms alone a doubling, of a category each level less
        the first, of another number its slope. With products (`coastal * year`) this is what can
        be read.
    level : float
        Nominal coverage of the intervals.

    Returns
    -------
    DataFrame
        `theme`, `term`, `unit` (what one unit of the term is), `estimate` (change of the share
        with one unit of the term; .031 are 3.1 points), `ci_low`, `ci_high`, `p_value`, `q_value`
        (Benjamini–Hochberg over the themes, term by term), `df`, `between` (standard deviation of
        the cities' levels, of a mixed model), `n_cities`, `n_cells`, `row` (what a row of the
        regression is: city, period, article). The intercept is left out. A
        theme that no article has gives an estimate of 0 and p 1.

    Raises
    ------
    UsageError
        Where a covariate is missing, fewer than six cities are left, a term rests on a single
        city, the formula cannot be read, or a mixed model has one row a city or rows of articles.

    References
    ----------
    MacKinnon, Nielsen & Webb 2023, Journal of Applied Econometrics 38 (cluster jackknife);
    Bell & McCaffrey 2002, Survey Methodology 28; Laird & Ware 1982, Biometrics 38 (random
    intercept); Schluchter & Elashoff 1990, Journal of Statistical Computation and Simulation 37.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> names = ["济南", "青岛", "淄博", "枣庄", "东营", "烟台", "潍坊", "济宁"]
    >>> cities = pd.DataFrame({"doc_id": [f"{c}{i}" for c in names for i in range(50)],
    ...                        "city": np.repeat(names, 50)})
    >>> coastal = pd.DataFrame({"city": names, "coastal": [0, 1, 0, 0, 1, 1, 1, 0]})
    >>> chance = 0.1 + 0.3 * np.repeat(coastal["coastal"].to_numpy(), 50)
    >>> values = pd.DataFrame({"port": rng.random(400) < chance}, index=cities["doc_id"])
    >>> found = regress(values, cities, covariates=coastal, formula="coastal").iloc[0]
    >>> found["term"], bool(0.15 < found["estimate"] < 0.45), int(found["n_cities"])
    ('coastal', True, 8)
    """
    model = _prepared(values, cities, covariates, formula, dates, period, cluster, level)
    check_choice("method", method, RegressionMethod)
    if method == "mixed":
        check_repeated(model, of_articles=Cities.doc_id in covariates)
    reported = effects(model, marginal=marginal)
    contrasts = np.stack([effect.contrast for effect in reported])
    judge = _mixed if method == "mixed" else _jackknife
    df = _mixed_df(model, contrasts) if method == "mixed" else degrees_of_freedom(model, contrasts)
    rows: list[dict[str, object]] = []
    for theme in map(str, values.columns):
        fit = judge(model, theme)
        rows += _rows(fit, theme, reported, df, level)
    found = pd.DataFrame(rows)
    found[Regression.n_cities] = model.data[Panel.city].nunique()
    found[Regression.n_cells] = len(model.data)
    found[Regression.row] = _kind_of_row(covariates, dates)
    found[Regression.q_value] = found.groupby(Regression.term)[Regression.p_value].transform(
        lambda p: benjamini_hochberg(p.to_numpy(float))
    )
    return Regression.of_rows(found.to_dict("records"))


def _kind_of_row(covariates: pd.DataFrame, dates: pd.Series | None) -> str:
    if Cities.doc_id in covariates:
        return "article"
    return "city" if dates is None else "period"


def _prepared(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    covariates: pd.DataFrame,
    formula: str,
    dates: pd.Series | None,
    period: Period,
    cluster: pd.Series | None,
    level: float,
) -> Model:
    """Cells and design of a regression, every argument checked."""
    check_installed()
    if not 0 < level < 1:
        raise UsageError(f"`level` must lie between 0 and 1; got {level}.")
    if Cities.doc_id in covariates:
        cells = article_cells(values, cities, dates=dates, period=period)
    else:
        cells = panel(values, cities, dates=dates, period=period, cluster=cluster)
    return make_model(cells, covariates, formula, has_periods=dates is not None)


def _jackknife(model: Model, theme: str) -> Fit:
    import statsmodels.api as sm

    fit: Any = sm.OLS(model.data[theme].to_numpy(float), model.design).fit()
    robust = fit.get_robustcov_results(
        cov_type="cluster-crv3", groups=model.group, use_t=True, use_correction=True
    )
    return Fit(np.asarray(robust.params), np.asarray(robust.cov_params()), float("nan"))


def _mixed(model: Model, theme: str) -> Fit:
    values, design = model.data[theme].to_numpy(float), model.design.to_numpy(float)
    return Fit(*mixed_fit(values, design, model.group))


def _mixed_df(model: Model, contrasts: Floats) -> Floats:
    return between_within(model.design.to_numpy(float), model.group, contrasts)


def _rows(
    fit: Fit, theme: str, reported: list[Effect], df: Floats, level: float
) -> list[dict[str, object]]:
    """A row per effect of one theme."""
    contrasts = np.stack([effect.contrast for effect in reported])
    found = zip(*judged(fit, contrasts, df, level), strict=True)
    return [
        {
            Regression.theme: theme,
            Regression.term: effect.term,
            Regression.unit: effect.unit,
            Regression.estimate: float(estimate),
            Regression.ci_low: float(low),
            Regression.ci_high: float(high),
            Regression.p_value: float(p),
            Regression.df: float(degrees),
            Regression.between: fit.between,
        }
        for effect, degrees, (estimate, low, high, p) in zip(reported, df, found, strict=True)
    ]


def fitted_shares(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    covariates: pd.DataFrame,
    formula: str,
    along: str,
    dates: pd.Series | None = None,
    period: Period = "year",
    cluster: pd.Series | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """The share that a regression gives along one covariate, with its band, and what was seen.

    The other covariates keep the values that each cell has; the line is their mean.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    covariates : DataFrame
        As `regress` takes it.
    formula : str
        As `regress` takes it.
    along : str
        A covariate of the formula that is a number.
    dates : Series, optional
        doc_id → date, where a cell is a city and period.
    period : {"day", "week", "month", "quarter", "year"}
        Step of the panel where there are dates.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    level : float
        Nominal coverage of the band, point by point.

    Returns
    -------
    DataFrame
        `theme`, `covariate`, `value`, `city` (NA for the points of the line), `estimate`,
        `ci_low`, `ci_high` (of the line), `n_cities`, `n_cells`. `plot_fitted` draws it.

    Raises
    ------
    UsageError
        As `regress`; and where `along` is no number of the formula.

    Examples
    --------
    >>> names = ["济南", "青岛", "淄博", "枣庄", "东营", "烟台", "潍坊", "济宁"]
    >>> cities = pd.DataFrame({"doc_id": names, "city": names})
    >>> wealth = pd.DataFrame({"city": names, "wealth": range(8)})
    >>> values = pd.DataFrame({"port": np.arange(8) / 10}, index=names)
    >>> line = fitted_shares(values, cities, covariates=wealth, formula="wealth", along="wealth")
    >>> line[line["city"].isna()]["estimate"].round(2).iloc[[0, -1]].tolist()
    [0.0, 0.7]
    """
    model = _prepared(values, cities, covariates, formula, dates, period, cluster, level)
    if along not in model.names or not pd.api.types.is_numeric_dtype(model.data[along]):
        raise UsageError(f"`along` must be a number of the formula; got {along}.")
    seen = model.data[along].to_numpy(float)
    at = np.linspace(seen.min(), seen.max(), _LINE_POINTS)
    contrasts = average_at(model, along, at)
    df = degrees_of_freedom(model, contrasts)
    rows: list[dict[str, object]] = []
    for theme in map(str, values.columns):
        shared = {FittedShares.theme: theme, FittedShares.covariate: along}
        line = judged(_jackknife(model, theme), contrasts, df, level)[:3]
        columns = (FittedShares.estimate, FittedShares.ci_low, FittedShares.ci_high)
        rows += [
            {**shared, FittedShares.value: float(x), **dict(zip(columns, map(float, point)))}
            for x, *point in zip(at, *line, strict=True)
        ]
        cells = zip(seen, model.data[Panel.city], model.data[theme], strict=True)
        rows += [
            shared | {FittedShares.value: x, FittedShares.city: city, FittedShares.estimate: share}
            for x, city, share in cells
        ]
    counts = {
        FittedShares.n_cities: model.data[Panel.city].nunique(),
        FittedShares.n_cells: len(model.data),
    }
    return FittedShares.of_rows([row | counts for row in rows])
