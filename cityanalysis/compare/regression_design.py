"""What a regression on cities is fitted to: cells beside covariates, and what each effect is."""

import re
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cityanalysis.compare.aligned import Floats, Integers
from cityanalysis.errors import UsageError
from cityanalysis.frames import Cities, Panel

__all__ = [
    "LEAST_CITIES",
    "Effect",
    "Model",
    "average_at",
    "check_installed",
    "degrees_of_freedom",
    "effects",
    "make_model",
]

# With fewer cities a jackknife by city says nothing that could be relied on.
LEAST_CITIES = 6
_MONTHS_A_YEAR = 12
# What may be written in a formula beside names: no call of Python but these.
_WORD = re.compile(r"[^\W\d]\w*")
_LOGS = ("log", "log2", "log10")
_CALLS = frozenset({"C", "sqrt", *_LOGS})
# Part of a covariate's standard deviation over which its slope is taken.
_STEP = 1e-3


class Model(NamedTuple):
    """Cells of the regression, their design matrix, and how it is made for other covariates."""

    data: pd.DataFrame
    design: pd.DataFrame
    formula: str
    matrix: Any  # formulaic's specification
    group: Integers  # the city of each cell, numbered

    @property
    def names(self) -> list[str]:
        """Covariates in the order of the formula."""
        return _used(self.formula)

    def made_for(self, name: str, values: Any) -> Floats:
        """The design matrix with one covariate changed in every cell."""
        data = self.data.assign(**{name: values})
        return np.asarray(self.matrix.get_model_matrix(data, context=_context()), float)


class Effect(NamedTuple):
    """A term, what one unit of it is, and the sum of coefficients that it stands for."""

    term: str
    unit: str
    contrast: Floats


def _used(formula: str) -> list[str]:
    return [name for name in dict.fromkeys(_WORD.findall(formula)) if name not in _CALLS]


def _context() -> dict[str, Any]:
    return {name: getattr(np, name) for name in _CALLS if name != "C"}


def check_installed() -> None:
    """Refuse in words where statsmodels or formulaic is not installed."""
    if not all(map(find_spec, ("formulaic", "statsmodels"))):
        raise UsageError("regression needs statsmodels: pip install 'cityanalysis[research]'.")


def make_model(
    cells: pd.DataFrame, covariates: pd.DataFrame, formula: str, *, has_periods: bool
) -> Model:
    """Cells of a panel beside the covariates that a formula names, checked.

    Parameters
    ----------
    cells : DataFrame
        Of `panel`, or of `article_cells`.
    covariates : DataFrame
        A column `city`, perhaps `period` or `year`, or a column `doc_id`; and the covariates.
    formula : str
        The right-hand side.
    has_periods : bool
        Whether a cell is a city and period.

    Raises
    ------
    UsageError
        Where the regression cannot be fitted.
    """
    _check_formula(formula)
    data = _joined(cells, covariates, formula, has_periods=has_periods)
    design, matrix = _design(formula, data)
    _check_terms(design, data[Panel.city])
    return Model(data, design, formula, matrix, pd.factorize(data[Panel.city], sort=True)[0])


def _joined(
    cells: pd.DataFrame, covariates: pd.DataFrame, formula: str, *, has_periods: bool
) -> pd.DataFrame:
    """A row per cell: shares of the themes beside the covariates that the formula names."""
    wide = cells if Cities.doc_id in cells else _wide(cells)
    if has_periods:
        first = wide[Panel.period].dt
        wide["year"] = first.year + (first.month - 1) / _MONTHS_A_YEAR
    used = set(_used(formula))
    keys = _keys(covariates, wide, has_periods=has_periods)
    if covariates.duplicated(keys).any():
        twice = covariates.loc[covariates.duplicated(keys), keys].iloc[0].tolist()
        raise UsageError(f"`covariates` has two rows for {twice}; give one a {' and '.join(keys)}.")
    known = set(covariates.columns) - {Panel.city, Cities.doc_id}
    known |= {"year"} if has_periods else set()
    if used - known:
        raise UsageError(
            f"the formula names {', '.join(sorted(used - known))}, which `covariates` lacks; "
            f"it has {', '.join(map(str, sorted(known)))}."
        )
    taken = [name for name in covariates.columns if name in used or name in keys]
    joined = wide.merge(covariates[taken], on=keys, how="left").dropna(subset=sorted(used))
    if joined[Panel.city].nunique() < LEAST_CITIES:
        raise UsageError(
            f"{joined[Panel.city].nunique()} cities have both articles and covariates; a "
            f"regression needs {LEAST_CITIES}. Check `covariates`' column {keys[0]}."
        )
    return joined


def _wide(cells: pd.DataFrame) -> pd.DataFrame:
    keys = [Panel.city, Panel.period]
    return cells.pivot(index=keys, columns=Panel.theme, values=Panel.share).reset_index()


def _keys(covariates: pd.DataFrame, wide: pd.DataFrame, *, has_periods: bool) -> list[str]:
    of_articles = Cities.doc_id in wide
    if Panel.city not in covariates and not of_articles:
        raise UsageError(
            "`covariates` lacks the column city (the short name, as 聊城), or doc_id for facts of "
            "articles."
        )
    themes = set(map(str, wide.columns)) & (set(map(str, covariates.columns)) - {Panel.city})
    themes -= {Panel.period, "year", Cities.doc_id}
    if themes:
        raise UsageError(f"a covariate has the name of a theme: {', '.join(sorted(themes))}.")
    if of_articles:
        return [Cities.doc_id]
    timed = [key for key in (Panel.period, "year") if has_periods and key in covariates]
    return [Panel.city, *timed]


def _check_formula(formula: str) -> None:
    called = {found.group(1) for found in re.finditer(r"([^\W\d]\w*)\s*\(", formula)}
    if called - _CALLS or not re.fullmatch(r"[\w\s+:*()]+", formula):
        raise UsageError(
            f"the formula {formula!r} cannot be read. Join names of covariates by + : or *; "
            f"functions are {', '.join(sorted(_CALLS))}."
        )


def _design(formula: str, data: pd.DataFrame) -> tuple[pd.DataFrame, Any]:
    """The design matrix with its intercept, and its specification."""
    import formulaic

    try:
        matrix = formulaic.model_matrix(formula, data, context=_context())
    except Exception as error:  # formulaic raises errors of many kinds
        raise UsageError(f"the formula {formula!r} cannot be used: {error}") from error
    design = pd.DataFrame(np.asarray(matrix, float), columns=list(matrix.columns), index=data.index)
    if not np.isfinite(design.to_numpy()).all():
        raise UsageError(f"the formula {formula!r} gives no number for some city: log of 0?")
    return design, matrix.model_spec


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


def effects(model: Model, *, marginal: bool) -> list[Effect]:
    """What is reported: the coefficients, or each covariate's average effect on the share.

    Parameters
    ----------
    model : Model
        Cells and design.
    marginal : bool
        Give average marginal effects: of a covariate of 0 and 1 the step from 0 to 1, of one that
        stands in logarithms alone a doubling, of a category each level less the first, of another
        number its slope; with products of covariates averaged over the cells.
    """
    if marginal:
        return [effect for name in model.names for effect in _average_effects(model, name)]
    single = np.eye(model.design.shape[1])
    return [
        Effect(term, _unit(model, term), single[at])
        for at, term in enumerate(model.design.columns)
        if term != "Intercept"
    ]


def _unit(model: Model, term: str) -> str:
    """What one unit of a coefficient is."""
    if ":" in term:
        return "product"
    if "[T." in term:
        return "level"
    if term.startswith("log2("):
        return "doubling"
    return _plain_unit(term, model.design[term])


def _plain_unit(name: str, values: pd.Series) -> str:
    if name == "year":
        return "year"
    return "yes" if set(values) <= {0, 1} else "unit"


def _average_effects(model: Model, name: str) -> list[Effect]:
    levels = _levels(model, name)
    if levels:
        base, *others = (model.made_for(name, level).mean(axis=0) for level in levels)
        return [
            Effect(f"{name}[T.{level}]", "level", other - base)
            for level, other in zip(levels[1:], others, strict=True)
        ]
    values = model.data[name].astype(float)
    unit = _plain_unit(name, values)
    bare = re.sub(rf"({'|'.join(_LOGS)})\s*\(\s*{name}\s*\)", "", model.formula)
    if name not in _used(bare):
        low, high, width, unit = values, 2 * values, 1.0, "doubling"
    elif unit == "yes":
        low, high, width = 0 * values, 0 * values + 1, 1.0
    else:
        reach = _STEP * (float(values.std()) or 1.0)
        low, high, width = values - reach, values + reach, 2 * reach
    change = model.made_for(name, high) - model.made_for(name, low)
    return [Effect(name, unit, change.mean(axis=0) / width)]


def _levels(model: Model, name: str) -> list[Any]:
    """Levels of a category, the one that the others are compared with first."""
    forms = (f"{name}[T.", f"C({name})[T.")
    parts = (part for term in map(str, model.design) for part in term.split(":"))
    taken = {part.split("[T.")[1][:-1] for part in parts if part.startswith(forms)}
    if not taken:
        return []
    known = sorted(set(model.data[name]))
    return sorted(known, key=lambda level: str(level) in taken)


def average_at(model: Model, name: str, values: Floats) -> Floats:
    """Mean design over all cells with one covariate set: (n_values, n_coefficients)."""
    return np.stack([model.made_for(name, value).mean(axis=0) for value in values])


def degrees_of_freedom(model: Model, contrasts: Floats) -> Floats:
    """Satterthwaite's degrees of freedom of each contrast's jackknife variance.

    The variance is a sum of squares of d_g y, where d_g is the change of the estimate when city g
    is left out. With equal errors its mean is tr A and its variance 2 tr A², A = D D', so that it
    is spread like χ² with (tr A)² / tr A² degrees: few where a term rests on few cities.

    Parameters
    ----------
    model : Model
        Cells and design.
    contrasts : array (n_contrasts, n_coefficients)
        Sums of coefficients.
    """
    matrix = model.design.to_numpy(float)
    whole = np.linalg.pinv(matrix)
    n_cities = int(model.group.max()) + 1
    changes = np.empty((n_cities, len(contrasts), len(matrix)))
    for g in range(n_cities):
        kept = model.group != g
        change = -whole
        change[:, kept] += np.linalg.pinv(matrix[kept])
        changes[g] = contrasts @ change
    inner = np.einsum("gkn,hkn->kgh", changes, changes)
    trace = np.einsum("kgg->k", inner)
    return np.asarray(trace**2 / np.maximum(np.einsum("kgh,kgh->k", inner, inner), 1e-300))
