"""The run in a few numbers, and what is to be said of it first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cityanalysis._typing import SCOPES
from cityanalysis.compare import ALPHA, MARGIN, findings
from cityanalysis.figures import groups_of, printable, rows_of
from cityanalysis.report.view import View, make_view
from cityanalysis.run import Analysis
from cityanalysis.themes import WEAK_PRECISION, theme_quality
from cityanalysis.wording import points

__all__ = ["Finding", "count_corpus", "find_findings", "summary_table"]

# Points that a city's theme must lie above that of all cities to be worth a sentence.
_LEAST_LEAD = 0.05
# A log-odds ratio of 1 (2.7 times as often) weighs as much as so many points of a share.
_WORD_POINTS = 0.05


@dataclass(frozen=True)
class Finding:
    """One sentence that the data carries.

    Attributes
    ----------
    title : str
        A few words.
    sentence : str
        What was found, with its interval.
    certainty : str
        How sure that is, in words.
    table : str
        Name of the table in which every number of it stands.
    kind : {"leads", "differ", "alike", "trend", "words", "unclear"}
    theme : str
        Id of the theme that it is about; empty where it is about words.
    effect : float
        Its size, in shares.
    importance : float
        Size of the effect × root of the share of the corpus that it is about × certainty.
    """

    title: str
    sentence: str
    certainty: str
    table: str
    kind: str
    theme: str = ""
    effect: float = 0.0
    importance: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether it asserts something."""
        return self.kind != "unclear"


def summary_table(analysis: Analysis) -> pd.DataFrame:
    """What `count_corpus` gives as a table: `quantity`, `value`.

    Examples
    --------
    >>> list(summary_table(Analysis()).columns)
    ['quantity', 'value']
    """
    counts = count_corpus(make_view(analysis))
    values = pd.Series(list(counts.values()), dtype=object)
    return pd.DataFrame({"quantity": list(counts), "value": values})


def count_corpus(view: View) -> dict[str, Any]:
    """Counts of what was read and what was compared.

    Examples
    --------
    >>> count_corpus(make_view(Analysis()))["n_articles"]
    0
    """
    analysis = view.analysis
    kinds = analysis.articles["kind"].value_counts()
    located = set(analysis.cities["doc_id"]) & set(view.articles["doc_id"])
    omnibus = analysis.omnibus
    # Where no arrangement of the clusters reaches the threshold, nothing is tested.
    testable = omnibus["smallest_p"] <= ALPHA
    dates = view.articles["date"].dropna()
    values: dict[str, Any] = {
        "n_files": len(analysis.manifest.inputs),
        "n_skipped": len(analysis.manifest.skipped),
        "n_items": len(analysis.articles),
        "n_articles": len(view.articles),
        **{f"n_{kind}": int(kinds.get(kind, 0)) for kind in ("spam", "boilerplate", "header")},
        "n_reprints": int((~view.articles["is_canonical"].astype(bool)).sum()),
        "n_located": len(located),
        **{f"n_scope_{name}": int((view.articles["scope"] == name).sum()) for name in SCOPES},
        "n_roundup": int(view.articles["is_roundup"].astype(bool).sum()),
        "n_unlocated": len(view.articles) - len(located),
        "n_cities": len(view.cities) + len(view.small_cities),
        "n_cities_compared": len(view.cities),
        "n_cities_small": len(view.small_cities),
        "n_themes": len(view.themes) + len(view.silent),
        "n_themes_found": len(view.themes),
        "n_themes_tested": int((omnibus["theme"].isin(view.themes) & testable).sum()),
        "n_themes_differing": int((omnibus["q_value"] <= ALPHA).sum()),
        "n_clusters": int(analysis.clusters.nunique()),
        "first_date": dates.min().date().isoformat() if len(dates) else "",
        "last_date": dates.max().date().isoformat() if len(dates) else "",
    }
    return values


def find_findings(view: View, *, n: int = 3) -> tuple[Finding, ...]:
    """The most important findings that the corpus supports, of as many kinds as there are.

    Importance is the size of the effect × the root of the share of the corpus that it is about ×
    its certainty. The most important finding of each kind comes first, then the next ones; no
    theme is spoken of twice. That nothing can be told is said once, where nothing else can be.

    Parameters
    ----------
    view : View
    n : int
        At most so many.

    Examples
    --------
    >>> find_findings(make_view(Analysis()))
    ()
    """
    makers = (_differences, _leading_themes, _alike_themes, _trends, _words)
    found = [finding for maker in makers for finding in maker(view)]
    found.sort(key=lambda one: (-one.importance, -one.effect, one.kind, one.sentence))
    chosen: list[Finding] = []
    while len(chosen) < n:
        themes = {one.theme for one in chosen if one.theme}
        left = [one for one in found if one not in chosen and one.theme not in themes]
        kinds = [one.kind for one in chosen]
        # Least used kinds first; Python's sort keeps the order of importance within them.
        left.sort(key=lambda one: kinds.count(one.kind))
        if not left:
            break
        chosen.append(left[0])
    chosen.sort(key=lambda one: -one.importance)
    return tuple(chosen) or _nothing_told(view)


def _trusted(view: View) -> list[str]:
    """Themes that are measured well enough to be spoken of, as far as labels tell."""
    weak = _weakly_measured(view.analysis)
    return [theme for theme in view.themes if theme not in weak]


def _weakly_measured(analysis: Analysis) -> set[str]:
    """Themes whose precision is too low: by the run's own labels, else by those of the scorer."""
    fit, own = analysis.fit, analysis.label_scores.dropna(subset=["precision"])
    told = dict(zip(own["theme"], own["precision"]))
    if fit is not None and fit.model == "scorer":
        table = theme_quality(analysis.themes, encoder=fit.settings["encoder"])
        # Themes that were learned from no labels have no precision of their own.
        table = table[table["is_learned"]]
        told = dict(zip(table["theme"], table["precision"])) | told
    return {str(theme) for theme, precision in told.items() if precision < WEAK_PRECISION}


def _said(view: View, kind: str, rows: pd.DataFrame) -> str:
    """The sentence for the first row of a comparison frame."""
    labels = {theme: (view.label(theme), view.label(theme)) for theme in view.labels}
    return str(findings({kind: rows}, labels=labels, unit=view.say.unit)[view.lang].iloc[0])


def _part(view: View, *cities: str) -> float:
    """Root of the share of the compared articles that these cities have."""
    whole = sum(view.n_articles(city) for city in view.cities)
    return math.sqrt(sum(view.n_articles(city) for city in cities) / max(whole, 1))


def _differences(view: View) -> Iterator[Finding]:
    """Of each theme in which cities surely differ, the pair that differs most."""
    say, rows = view.say, view.pairs(view.analysis.contrasts)
    sure = rows[
        rows["theme"].isin(_trusted(view))
        & (rows["p_adjusted"] <= ALPHA)
        & (rows["smallest_p"] <= ALPHA)
        & ((rows["ci_low"] > 0) | (rows["ci_high"] < 0))
    ]
    sure = sure[[_holds_by_text(view, row) for row in rows_of(sure)]]
    for theme, pairs in groups_of(sure, "theme").items():
        chosen = pairs.iloc[[int(pairs["stabilised"].abs().to_numpy().argmax())]]
        row: Any = next(rows_of(chosen))
        a, b = (row.city_a, row.city_b) if row.difference > 0 else (row.city_b, row.city_a)
        values = {
            "theme": view.label(theme),
            "a": printable(a),
            "b": printable(b),
            "share_a": say.percent(_share(view, a, theme)),
            "share_b": say.percent(_share(view, b, theme)),
            "points": points(abs(row.stabilised)),
        }
        notes = [say("finding.difference_shares", values)]
        # Of two cities there is one pair, which nobody picked.
        notes += [say("finding.stabilised", values)] if len(view.cities) > 2 else []
        effect = float(abs(row.stabilised))
        yield Finding(
            say("finding.difference_title", values),
            _said(view, "contrasts", chosen),
            _joined(view, [*notes, *_one_event(view, a, theme)]),
            "contrasts",
            "differ",
            theme,
            effect,
            effect * _part(view, a, b) * (1 - row.p_adjusted),
        )


def _holds_by_text(view: View, row: Any) -> bool:
    """Whether a difference of paragraphs has its sign in the shares of text too.

    The longer its paragraphs are, the more themes a city seems to have in each of them.
    """
    if view.analysis.unit != "paragraph":
        return True
    frame = view.analysis.city_weights
    own = frame[frame["theme"] == row.theme].set_index("city")["estimate"]
    return bool((own[row.city_a] - own[row.city_b]) * row.difference > 0)


def _share(view: View, city: str, theme: str) -> float:
    frame = view.prevalence
    rows = frame.loc[(frame["city"] == city) & (frame["theme"] == theme), "estimate"]
    return float(rows.iloc[0]) if len(rows) else float("nan")


def _joined(view: View, sentences: list[str]) -> str:
    return ("" if view.lang == "zh" else " ").join(sentences)


def _one_event(view: View, city: str, theme: str) -> list[str]:
    """That half of a city's articles on a theme, or more, are of one cluster, where it is so."""
    analysis = view.analysis
    if analysis.unit == "paragraph":
        # Paragraphs are of one cluster because they are of one text.
        return []
    own = analysis.cities.loc[analysis.cities["city"] == city, "doc_id"]
    about = analysis.assignments[theme] if theme in analysis.assignments else pd.Series(dtype=bool)
    docs = [doc for doc in own if bool(about.get(doc, False))]
    sizes = analysis.clusters.reindex(docs).value_counts()
    if not len(sizes) or sizes.iloc[0] < 2 or sizes.iloc[0] * 2 < len(docs):
        return []
    values = {
        "city": printable(city),
        "theme": view.label(theme),
        "n": view.say.count(len(docs)),
        "m": view.say.count(int(sizes.iloc[0])),
    }
    return [view.say("finding.one_event", values)]


def _leading_themes(view: View) -> Iterator[Finding]:
    """Of each city the theme that it talks of most, where it does so more than the others."""
    say, trusted = view.say, _trusted(view)
    for city, rows in groups_of(view.prevalence, "city").items():
        rows = rows[rows["theme"].isin(trusted) & (rows["estimate"] > 0)]
        if rows.empty:
            continue
        top = rows.sort_values(["estimate", "theme"], ascending=[False, True]).head(1)
        row: Any = next(rows_of(top))
        overall = view.shares[row.theme]
        rest = rows.loc[rows["theme"] != row.theme, "estimate"]
        # Neither chance nor the city's next theme may explain that this one is its largest.
        if row.ci_low <= (float(rest.max()) if len(rest) else 0.0):
            continue
        # With one city there is nothing that it could lead.
        ahead = min(row.ci_low, row.stabilised - _LEAST_LEAD) > overall
        if len(view.cities) > 1 and not ahead:
            continue
        values = {
            "city": printable(city),
            "theme": view.label(row.theme),
            "share": say.percent(overall),
        }
        several = [say("finding.leads_overall", values)] if len(view.cities) > 1 else []
        drawn = row.stabilised if len(view.cities) > 1 else row.estimate
        effect = float(drawn - overall) if len(view.cities) > 1 else float(row.ci_low)
        yield Finding(
            say("finding.leads_title", values),
            _said(view, "prevalence", top),
            _joined(view, [*several, *_one_event(view, city, row.theme)]),
            "prevalence",
            "leads",
            row.theme,
            effect,
            effect * _part(view, city) * 0.95,
        )


def _alike_themes(view: View) -> Iterator[Finding]:
    """Themes in which all compared cities are surely close; of rare ones that says nothing."""
    rows, say = view.analysis.omnibus, view.say
    rows = rows[rows["is_alike"].astype(bool) & rows["theme"].isin(_trusted(view))]
    for row in rows_of(rows):
        if view.shares.get(row.theme, 0.0) < MARGIN:
            continue
        values = {
            "theme": view.label(row.theme),
            "n": say.count(len(view.cities)),
            "margin": points(MARGIN),
            "largest": points(row.largest),
            "share": say.percent(view.shares[row.theme]),
        }
        effect = float(MARGIN - row.largest)
        yield Finding(
            say("finding.alike_title", values),
            say("finding.alike", values),
            say("finding.alike_certainty", values),
            "omnibus",
            "alike",
            row.theme,
            effect,
            effect * (1 - ALPHA),
        )


def _trends(view: View) -> Iterator[Finding]:
    """Changes over time that hold with the false discovery rate held."""
    rows, say = view.analysis.trends, view.say
    shown = rows["theme"].isin(_trusted(view)) & rows["city"].isin(view.cities)
    sure = rows[shown & rows["refused"].isna() & (rows["q_value"] <= ALPHA)]
    sure = sure[(sure["ci_low"] > 0) | (sure["ci_high"] < 0)]
    dates = view.articles["date"].dropna()
    years = (dates.max() - dates.min()).days / 365.25 if len(dates) else 0.0
    for at in range(len(sure)):
        chosen = sure.iloc[[at]]
        row: Any = next(rows_of(chosen))
        values = {"city": printable(row.city), "theme": view.label(row.theme)}
        way = "rise" if row.slope > 0 else "fall"
        effect = float(abs(row.slope) * years)
        yield Finding(
            say(f"finding.trend_{way}_title", values),
            _said(view, "trends", chosen),
            say("finding.trend_certainty"),
            "trends",
            "trend",
            row.theme,
            effect,
            effect * _part(view, row.city) * (1 - row.q_value),
        )


def _words(view: View) -> Iterator[Finding]:
    """Of each city its most distinctive words whose q-value holds."""
    rows, say = view.analysis.keyness, view.say
    sure = rows[(rows["q_value"] <= ALPHA) & (rows["z"] > 0) & rows["city"].isin(view.cities)]
    for city, own in groups_of(sure, "city").items():
        first = own.sort_values(["z", "term"], ascending=[False, True]).head(1)
        row: Any = next(rows_of(first))
        values = {
            "city": printable(city),
            "term": printable(row.term, limit=12),
            "n_target": say.count(row.n_target),
            "n_reference": say.count(row.n_reference),
        }
        effect = float(row.log_odds) * _WORD_POINTS
        yield Finding(
            say("finding.words_title", values),
            _said(view, "keyness", own),
            say("finding.words_certainty", values),
            "keyness",
            "words",
            "",
            effect,
            effect * _part(view, city) * (1 - row.q_value),
        )


def _nothing_told(view: View) -> tuple[Finding, ...]:
    """That the compared cities cannot be told apart, where a test could have told."""
    if len(view.cities) < 2 or not (view.analysis.omnibus["smallest_p"] <= ALPHA).any():
        return ()
    values = {"n": view.say.count(len(view.cities))}
    title, text = view.say("finding.unclear_title"), view.say("finding.unclear", values)
    return (Finding(title, text, view.say("finding.unclear_certainty"), "omnibus", "unclear"),)
