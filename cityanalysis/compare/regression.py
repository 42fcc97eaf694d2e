"""What a city's share of a theme goes with: regression on covariates of cities."""

import re
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis._typing import Period
from cityanalysis.compare.city_periods import panel
from cityanalysis.compare.resample import benjamini_hochberg
from cityanalysis.errors import UsageError
from cityanalysis.frames import Panel, Regression

__all__ = ["regress"]

# With fewer cities a jackknife by city says nothing that could be relied on.
_LEAST_CITIES = 6
_MONTHS_A_YEAR = 12
# What may be written in a formula beside names: no call of Python but these.
_WORD = re.compile(r"[^\W\d]\w*")
_CALLS = frozenset({"C", "log", "log2", "log10", "sqrt"})


def regress(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    covariates: pd.DataFrame,
    formula: str,
    dates: pd.Series | None = None,
    period: Period = "year",
    cluster: pd.Series | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Regress the share of each theme on covariates of cities.

    A row of the regression is a city, or a city and period where there are dates; each counts
    the same, however many articles it has, since the question is about cities. Standard errors
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
        over time, and the covariates. One row per city, or a city and period.
    formula : str
        The right-hand side: names of covariates joined by `+`, `:` or `*`; `C(name)` for
        categories, `log2(name)` where a doubling is meant. `year` (as a number) is there where
        dates are given.
    dates : Series, optional
        doc_id → date. Given, a city has a row for each period in which it has articles, and
        articles without a date stay out.
    period : {"day", "week", "month", "quarter", "year"}
        Step of the panel where there are dates.
    level : float
        Nominal coverage of the intervals.

    Returns
    -------
    DataFrame
        `theme`, `term`, `estimate` (change of the share with one unit of the term; .031 are 3.1
        points), `ci_low`, `ci_high`, `p_value`, `q_value` (Benjamini–Hochberg over the themes,
        term by term), `df`, `n_cities`, `n_cells`. The intercept is left out. A theme that no
        article has gives an estimate of 0 and p 1.

    Raises
    ------
    UsageError
        Where a covariate is missing, fewer than six cities are left, a term rests on a single
        city, or the formula cannot be read.

    References
    ----------
    MacKinnon, Nielsen & Webb 2023, Journal of Applied Econometrics 38 (cluster jackknife);
    Bell & McCaffrey 2002, Survey Methodology 28.

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
    _check_formula(formula)
    statsmodels = _statsmodels()
    if not 0 < level < 1:
        raise UsageError(f"`level` must lie between 0 and 1; got {level}.")
    cells = panel(values, cities, dates=dates, period=period, cluster=cluster)
    data = _joined(cells, covariates, formula, has_periods=dates is not None)
    design = _design(formula, data)
    n_cities = data[Panel.city].nunique()
    _check_terms(design, data[Panel.city])
    group = pd.factorize(data[Panel.city], sort=True)[0]
    spread = group, _degrees_of_freedom(design, group)
    rows = []
    for theme in values.columns:
        fit = statsmodels.OLS(data[str(theme)].to_numpy(float), design).fit()
        rows += _rows(fit, str(theme), list(design.columns), spread, level)
    found = pd.DataFrame(rows)
    found[Regression.n_cities], found[Regression.n_cells] = n_cities, len(data)
    found[Regression.q_value] = found.groupby(Regression.term)[Regression.p_value].transform(
        lambda p: benjamini_hochberg(p.to_numpy(float))
    )
    return Regression.of_rows(found.to_dict("records"))


def _statsmodels() -> Any:
    try:
        import statsmodels.api as sm
    except ImportError as error:
        raise UsageError(
            "regression needs statsmodels: pip install 'cityanalysis[research]'."
        ) from error
    return sm


def _joined(
    cells: pd.DataFrame, covariates: pd.DataFrame, formula: str, *, has_periods: bool
) -> pd.DataFrame:
    """A row per cell: shares of the themes beside the covariates that the formula names."""
    wide = cells.pivot(
        index=[Panel.city, Panel.period], columns=Panel.theme, values=Panel.share
    ).reset_index()
    if has_periods:
        first = wide[Panel.period].dt
        wide["year"] = first.year + (first.month - 1) / _MONTHS_A_YEAR
    used = set(_WORD.findall(formula)) - _CALLS
    keys = _keys(covariates, wide, has_periods=has_periods)
    if covariates.duplicated(keys).any():
        twice = covariates.loc[covariates.duplicated(keys), keys].iloc[0].tolist()
        raise UsageError(f"`covariates` has two rows for {twice}; give one a {' and '.join(keys)}.")
    known = (set(covariates.columns) | ({"year"} if has_periods else set())) - {Panel.city}
    if used - known:
        raise UsageError(
            f"the formula names {', '.join(sorted(used - known))}, which `covariates` lacks; "
            f"it has {', '.join(map(str, sorted(known)))}."
        )
    taken = [name for name in covariates.columns if name in used or name in keys]
    joined = wide.merge(covariates[taken], on=keys, how="left").dropna(subset=sorted(used))
    if joined[Panel.city].nunique() < _LEAST_CITIES:
        raise UsageError(
            f"{joined[Panel.city].nunique()} cities have both articles and covariates; a "
            f"regression needs {_LEAST_CITIES}. Check the names in `covariates`' column city."
        )
    return joined


def _keys(covariates: pd.DataFrame, wide: pd.DataFrame, *, has_periods: bool) -> list[str]:
    if Panel.city not in covariates:
        raise UsageError("`covariates` lacks the column city: the short name, as 聊城.")
    themes = set(map(str, wide.columns)) & (set(map(str, covariates.columns)) - {Panel.city})
    themes -= {Panel.period, "year"}
    if themes:
        raise UsageError(f"a covariate has the name of a theme: {', '.join(sorted(themes))}.")
    timed = [key for key in (Panel.period, "year") if has_periods and key in covariates]
    return [Panel.city, *timed]


def _check_formula(formula: str) -> None:
    called = {found.group(1) for found in re.finditer(r"([^\W\d]\w*)\s*\(", formula)}
    if called - _CALLS or not re.fullmatch(r"[\w\s+:*()]+", formula):
        raise UsageError(
            f"the formula {formula!r} cannot be read. Join names of covariates by + : or *; "
            f"functions are {', '.join(sorted(_CALLS))}."
        )


def _design(formula: str, data: pd.DataFrame) -> pd.DataFrame:
    """The design matrix with its intercept; formulas hold names and a few functions only."""
    import formulaic

    context = {name: getattr(np, name) for name in _CALLS if name != "C"}
    try:
        matrix = formulaic.model_matrix(formula, data, context=context)
    except Exception as error:  # formulaic raises errors of many kinds
        raise UsageError(f"the formula {formula!r} cannot be used: {error}") from error
    return pd.DataFrame(np.asarray(matrix, float), columns=list(matrix.columns), index=data.index)


def _check_terms(design: pd.DataFrame, city: pd.Series) -> None:
    """Refuse what the jackknife cannot judge: collinear terms, or one that a single city makes."""
    rank = np.linalg.matrix_rank(design)
    if rank < design.shape[1]:
        raise UsageError(
            "the covariates cannot be told apart: one is a constant or a sum of others."
        )
    for name in city.unique():
        if np.linalg.matrix_rank(design[city.to_numpy() != name]) < rank:
            raise UsageError(
                f"without {name} a term of the formula has nothing to compare. "
                "A covariate must differ among the other cities too."
            )


def _degrees_of_freedom(design: pd.DataFrame, group: np.ndarray) -> np.ndarray:
    """Satterthwaite's degrees of freedom of each term's jackknife variance.

    The variance is a sum of squares of d_g y, where d_g is the change of the estimate when city g
    is left out. With equal errors its mean is tr A and its variance 2 tr A², A = D D', so that it
    is spread like χ² with (tr A)² / tr A² degrees: few where a term rests on few cities.
    """
    matrix = design.to_numpy(float)
    whole = np.linalg.pinv(matrix)
    changes = np.empty((len(np.unique(group)), *whole.shape))
    for g in range(len(changes)):
        kept = group != g
        changes[g] = -whole
        changes[g][:, kept] += np.linalg.pinv(matrix[kept])
    inner = np.einsum("gkn,hkn->kgh", changes, changes)
    trace = np.einsum("kgg->k", inner)
    return np.asarray(trace**2 / np.maximum(np.einsum("kgh,kgh->k", inner, inner), 1e-300))


def _rows(
    fit: Any, theme: str, terms: list[str], spread: tuple[np.ndarray, np.ndarray], level: float
) -> list[dict[str, object]]:
    """A row per term; `spread`: the city of each cell, and the degrees of freedom of each term."""
    from scipy import stats

    group, df = spread
    robust = fit.get_robustcov_results(
        cov_type="cluster-crv3", groups=group, use_t=True, use_correction=True
    )
    reach = stats.t.ppf((1 + level) / 2, df)
    rows: list[dict[str, object]] = []
    for i, term in enumerate(terms):
        if term == "Intercept":
            continue
        estimate, error = float(robust.params[i]), float(robust.bse[i])
        p = 2 * stats.t.sf(abs(estimate) / error, df[i]) if error > 0 else float(estimate == 0)
        rows.append(
            {
                Regression.theme: theme,
                Regression.term: term,
                Regression.estimate: estimate,
                Regression.ci_low: estimate - reach[i] * error,
                Regression.ci_high: estimate + reach[i] * error,
                Regression.p_value: float(p),
                Regression.df: float(df[i]),
            }
        )
    return rows
