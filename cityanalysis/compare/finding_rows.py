"""Each row of a comparison as one sentence, true to its interval and its p."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from cityanalysis._typing import (
    LANGUAGES,
    MIN_PERIODS,
    CountedUnit,
    FindingMeasure,
    check_choice,
)
from cityanalysis.compare.contrast import ALPHA
from cityanalysis.errors import UsageError
from cityanalysis.frames import Findings, Keyness
from cityanalysis.wording import interval, p_words, phrase, points

__all__ = ["findings"]

COLUMNS = ("kind", "verdict", "theme", "city_a", "city_b", "p_value", "zh", "en")
Row = dict[str, Any]
_MAX_TERMS = 5  # words of a city in one sentence


class _Manner(NamedTuple):
    """How sentences speak: the themes' labels, what is measured and counted, the threshold."""

    labels: Mapping[str, tuple[str, str]]
    measure: FindingMeasure
    unit: CountedUnit
    alpha: float

    def said(self, key: str, values: Row, texts: dict[str, str], verdict: str | None = None) -> Row:
        zh, en = phrase(key, texts, self.unit)
        return {**values, "verdict": verdict or key.partition(".")[2], "zh": zh, "en": en}

    def names(self, theme: str) -> dict[str, str]:
        zh, en = self.labels.get(theme, (theme, theme))
        return {"theme_zh": zh, "theme_en": en}


def findings(
    tables: Mapping[str, pd.DataFrame],
    *,
    labels: Mapping[str, tuple[str, str]] | None = None,
    measure: FindingMeasure = "share",
    unit: CountedUnit = "article",
    alpha: float = ALPHA,
) -> pd.DataFrame:
    """Put each row of the comparison frames into a sentence in Chinese and in English.

    A difference is asserted only where its adjusted p is at most `alpha` and its interval lies on
    one side of 0; where the design cannot reach `alpha` at all the sentence says that there are
    too few clusters to tell; "no difference" is never said.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Any of `prevalence`, `omnibus`, `contrasts`, `trends`, `keyness`, `distances`, as the
        functions of these names give them.
    labels : mapping, optional
        Theme id → (Chinese, English) label; without one the id stands.
    measure : {"share", "weight", "text"}
        What the prevalence and contrasts are of: shares of articles, mean weights, or shares of
        long texts by their characters.
    unit : {"article", "paragraph"}
        What is counted, and so what the sentences speak of.
    alpha : float
        Threshold of the adjusted p.

    Returns
    -------
    DataFrame
        `kind` (the table), `verdict` (`level`, `higher`, `differs`, `rises`, `falls`, `more`;
        or why nothing is asserted: `unclear`, `too_few`, `one_cluster`, `no_articles`,
        `too_few_periods`, `no_variation`, `none`), `theme`, `city_a`, `city_b` (NA where there is
        none; of a difference, `city_a` is the higher), `p_value` (adjusted), `zh`, `en`; in the
        order of the tables' rows, keyness one row per city.

    Examples
    --------
    >>> row = {"theme": "approval_reform", "city_a": "聊城", "city_b": "德州", "difference": 0.12,
    ...        "ci_low": 0.04, "ci_high": 0.2, "p_adjusted": 0.012, "smallest_p": 0.001}
    >>> labels = {"approval_reform": ("审批改革", "approval reform")}
    >>> said = findings({"contrasts": pd.DataFrame([row])}, labels=labels)
    >>> print(said["zh"][0])
    以“审批改革”为主题的文章，聊城的占比较德州高12个百分点（95%置信区间4～20；多重比较校正后 ...
    """
    unknown = set(tables) - set(_SPEAKERS)
    if unknown:
        raise UsageError(
            f"`tables` has {', '.join(sorted(unknown))}; it may hold {', '.join(_SPEAKERS)}."
        )
    check_choice("measure", measure, FindingMeasure)
    check_choice("unit", unit, CountedUnit)
    manner = _Manner(dict(labels or {}), measure, unit, alpha)
    rows = [
        {"kind": kind, **row}
        for kind, table in tables.items()
        for row in _SPEAKERS[kind](table, manner)
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    text = [name for name in COLUMNS if name != "p_value"]
    return frame.astype(dict.fromkeys(text, "str") | {"p_value": "float64"})


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    return table.itertuples(index=False)


def _interval(low: float, high: float, mark: str = "") -> dict[str, str]:
    return {f"interval_{lang}": interval(low, high, lang, mark) for lang in LANGUAGES}


def _prevalence(table: pd.DataFrame, manner: _Manner) -> Iterator[Row]:
    for row in _rows(table):
        values: Row = {"theme": row.theme, "city_a": row.city}
        texts = {"a": str(row.city), "n": f"{row.n_articles:,}"} | manner.names(row.theme)
        if row.n_articles == 0:
            yield manner.said("level.no_articles", values, texts)
            continue
        texts |= {"estimate": points(row.estimate) + "%"} | _interval(row.ci_low, row.ci_high, "%")
        said = manner.said(f"{manner.measure}.level", values, texts)
        if row.n_clusters < 2:
            zh, en = phrase("level.one_cluster", texts, manner.unit)
            said |= {
                "verdict": "one_cluster",
                "zh": said[Findings.zh] + zh,
                "en": f"{said[Findings.en]} {en}",
            }
        yield said


def _omnibus(table: pd.DataFrame, manner: _Manner) -> Iterator[Row]:
    for row in _rows(table):
        texts = manner.names(row.theme)
        texts |= {"q": p_words(row.q_value), "smallest": p_words(row.smallest_p)}
        verdict = "differs" if row.q_value <= manner.alpha else "unclear"
        verdict = "too_few" if row.smallest_p > manner.alpha else verdict
        yield manner.said(f"omnibus.{verdict}", {"theme": row.theme, "p_value": row.q_value}, texts)


def _contrasts(table: pd.DataFrame, manner: _Manner) -> Iterator[Row]:
    for row in _rows(table):
        a, b, difference, low, high = (
            row.city_a, row.city_b, row.difference, row.ci_low, row.ci_high,
        )  # fmt: skip
        if difference < 0:
            a, b, difference, low, high = b, a, -difference, -high, -low
        values: Row = {"theme": row.theme, "city_a": a, "city_b": b, "p_value": row.p_adjusted}
        texts = {"a": str(a), "b": str(b)} | manner.names(row.theme)
        texts |= {"p": p_words(row.p_adjusted), "smallest": p_words(row.smallest_p)}
        if pd.isna(difference):
            yield manner.said("contrast.no_articles", values, texts)
            continue
        texts |= {"points": points(difference)} | _interval(low, high)
        if row.smallest_p > manner.alpha:
            yield manner.said("contrast.too_few", values, texts)
        elif row.p_adjusted <= manner.alpha and low > 0:
            yield manner.said(f"{manner.measure}.higher", values, texts)
        else:
            said = manner.said("contrast.unclear", values, texts)
            if (low > 0) != (row.p_adjusted <= manner.alpha):
                zh, en = phrase("contrast.disagree", texts, manner.unit)
                said |= {"zh": said[Findings.zh] + zh, "en": f"{said[Findings.en]} {en}"}
            yield said


def _trends(table: pd.DataFrame, manner: _Manner) -> Iterator[Row]:
    for row in _rows(table):
        values: Row = {"theme": row.theme, "city_a": row.city}
        texts = {"a": str(row.city), "n": f"{row.n_periods:,}", "least": str(MIN_PERIODS)}
        texts |= manner.names(row.theme)
        if pd.notna(row.refused):
            yield manner.said(f"trend.{row.refused}", values, texts)
            continue
        values[Findings.p_value] = row.q_value
        slope, low, high = row.slope, row.ci_low, row.ci_high
        verdict = "unclear"
        if row.q_value <= manner.alpha and low > 0:
            verdict = "rises"
        elif row.q_value <= manner.alpha and high < 0:
            verdict, slope, low, high = "falls", -slope, -high, -low
        texts |= {"points": points(slope), "q": p_words(row.q_value)} | _interval(low, high)
        yield manner.said(f"trend.{verdict}", values, texts)


def _keyness(table: pd.DataFrame, manner: _Manner) -> Iterator[Row]:
    for city, rows in table.groupby(Keyness.city, sort=False):
        sure = rows[(rows[Keyness.q_value] <= manner.alpha) & (rows[Keyness.z] > 0)]
        sure = sure.sort_values([Keyness.z, Keyness.term], ascending=[False, True]).head(_MAX_TERMS)
        values: Row = {"city_a": city}
        if sure.empty:
            yield manner.said("words.none", values, {"a": str(city)})
            continue
        worst = float(sure[Keyness.q_value].max())
        terms = [f"“{term}”" for term in sure[Keyness.term]]
        texts = {"a": str(city), "terms_zh": "".join(terms), "terms_en": ", ".join(terms)}
        q = p_words(worst).removeprefix("= ").removeprefix("< ")
        yield manner.said("words.more", {**values, "p_value": worst}, texts | {"q": q})


def _distances(table: pd.DataFrame, manner: _Manner) -> Iterator[Row]:
    for row in _rows(table):
        values: Row = {"city_a": row.city_a, "city_b": row.city_b, "p_value": row.p_adjusted}
        texts = {"a": str(row.city_a), "b": str(row.city_b), "p": p_words(row.p_adjusted)}
        if pd.isna(row.jsd):
            yield manner.said("distance.unclear", values, texts, "no_articles")
            continue
        verdict = "differs" if row.p_adjusted <= manner.alpha and row.jsd > 0 else "unclear"
        texts["jsd"] = f"{row.jsd:.2f}" if row.jsd >= 0.01 else "< 0.01"
        yield manner.said(f"distance.{verdict}", values, texts)


Speaker = Callable[[pd.DataFrame, _Manner], Iterator[Row]]
_SPEAKERS: dict[str, Speaker] = {
    "prevalence": _prevalence,
    "omnibus": _omnibus,
    "contrasts": _contrasts,
    "trends": _trends,
    "keyness": _keyness,
    "distances": _distances,
}
