"""What is to be said of a run first: its most important findings."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cityanalysis.compare import ALPHA, findings
from cityanalysis.figures import groups_of, printable, rows_of, where
from cityanalysis.frames import (
    Adjusted,
    Articles,
    Cities,
    Contrasts,
    Keyness,
    Omnibus,
    Prevalence,
    Trends,
)
from cityanalysis.report.measured import trusted_themes
from cityanalysis.report.occasions import rests_on, texts_of
from cityanalysis.report.pairs import surest_first
from cityanalysis.report.view import View
from cityanalysis.wording import points

__all__ = ["Finding", "find_findings"]

# Points that a city's theme must lie above that of all cities to be worth a sentence.
_LEAST_LEAD = 0.05
# A log-odds ratio of 1 (2.7 times as often) weighs as much as so many points of a share.
_WORD_POINTS = 0.05
# Cities are alike in a theme of at least so many margins: none has then more than some 1.7 times
# another's share. That a theme of 2 % keeps within two points says nothing.
_ALIKE_MARGINS = 2
# A word tells of a theme that most texts with it are about, and that less than half as many of them
# lack as of all texts: in a corpus that is nearly all about one theme, every word would tell of it.
_MOST, _HALF = 0.5, 0.5
# Certainty of what rests on an interval alone: its level.
_LEVEL = 0.95


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
        What sort of finding it is: each has a rule of its own.
    theme : str
        Id of the theme that it is about; empty where it is about words.
    effect : float
        Its size, in shares.
    importance : float
        Size of the effect × root of the share of the corpus that it is about × certainty.
    words_of : str
        Id of the theme that most texts with a city's first word are about, else empty: what the
        words tell is told already where another finding is about that theme.
    """

    title: str
    sentence: str
    certainty: str
    table: str
    kind: str
    theme: str = ""
    effect: float = 0.0
    importance: float = 0.0
    words_of: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it asserts something."""
        return self.kind != "unclear"


def find_findings(view: View, *, n: int = 3) -> tuple[Finding, ...]:
    """The most important findings that the corpus supports, of as many kinds as there are.

    Importance is the size of the effect × the root of the share of the corpus that it is about ×
    its certainty. The most important finding of each kind comes first, then the next ones; no
    theme comes twice, be it by its share or by its words (体育 and 冬奥). Where nothing was found,
    one sentence says so.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    n : int
        At most so many.

    Examples
    --------
    >>> from cityanalysis.report.view import make_view
    >>> from cityanalysis.run import Analysis
    >>> find_findings(make_view(Analysis()))
    ()
    """
    makers = (_differences, _leading_themes, _alike_themes, _trends, _words)
    found = [finding for maker in makers for finding in maker(view)]
    found.sort(key=lambda one: (-one.importance, -one.effect, one.kind, one.sentence))
    chosen: list[Finding] = []
    while len(chosen) < n:
        told = {theme for one in chosen for theme in (one.theme, one.words_of) if theme}
        left = [one for one in found if one not in chosen and not told & {one.theme, one.words_of}]
        kinds = [one.kind for one in chosen]
        # Least used kinds first; Python's sort keeps the order of importance within them.
        left.sort(key=lambda one: kinds.count(one.kind))
        if not left:
            break
        chosen.append(left[0])
    chosen.sort(key=lambda one: -one.importance)
    return tuple(chosen) or _nothing_told(view)


def _said(view: View, kind: str, rows: pd.DataFrame) -> str:
    """The sentence for the first row of a comparison frame."""
    labels = {theme: (view.label(theme), view.label(theme)) for theme in view.labels}
    return str(
        findings({kind: rows}, labels=labels, measure=view.measure, unit=view.say.unit)[
            view.lang
        ].iloc[0]
    )


def _part(view: View, *cities: str) -> float:
    """Root of the share of the compared articles that these cities have."""
    whole = sum(view.n_articles(city) for city in view.cities)
    return math.sqrt(sum(view.n_articles(city) for city in cities) / max(whole, 1))


def _differences(view: View) -> Iterator[Finding]:
    """Of each theme in which cities surely differ, the pair that differs most surely."""
    say, rows = view.say, view.pairs(view.analysis.contrasts)
    sure = rows[
        rows[Contrasts.theme].isin(trusted_themes(view))
        & (rows[Contrasts.p_adjusted] <= ALPHA)
        & (rows[Contrasts.smallest_p] <= ALPHA)
        & ((rows[Contrasts.ci_low] > 0) | (rows[Contrasts.ci_high] < 0))
    ]
    for theme, pairs in groups_of(sure, Contrasts.theme).items():
        chosen = surest_first(pairs).head(1)
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
            say.prose([*notes, *rests_on(view, theme, a, b)]),
            "contrasts",
            "differ",
            theme,
            effect,
            effect * _part(view, a, b) * (1 - row.p_adjusted),
        )


def _share(view: View, city: str, theme: str) -> float:
    own = where(where(view.prevalence, Prevalence.theme, theme), Prevalence.city, city)
    return float(own[Prevalence.estimate].iloc[0]) if len(own) else float("nan")


def _leading_themes(view: View) -> Iterator[Finding]:
    """Of each city the theme that it talks of most, where it does so more than the others."""
    say, trusted = view.say, trusted_themes(view)
    for city, rows in groups_of(view.prevalence, Prevalence.city).items():
        rows = rows[rows[Prevalence.estimate] > 0]
        if rows.empty:
            continue
        order = [Prevalence.estimate, Prevalence.theme]
        row: Any = next(rows_of(rows.sort_values(order, ascending=[False, True])))
        # Of a city whose largest theme is not to be spoken of, the next one is not the largest.
        if row.theme not in trusted:
            continue
        overall = view.shares[row.theme]
        rest = rows.loc[rows[Prevalence.theme] != row.theme, Prevalence.estimate]
        # It must be surely larger than in other cities, and than the city's next theme.
        if row.ci_low <= (float(rest.max()) if len(rest) else 0.0):
            continue
        # One city alone cannot lead.
        ahead = min(row.ci_low, row.stabilised - _LEAST_LEAD) > overall
        if len(view.cities) > 1 and not (ahead and _leads_under_one_mix(view, city, row.theme)):
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
            _said(view, "prevalence", where(rows, Prevalence.theme, row.theme)),
            say.prose([*several, *rests_on(view, row.theme, city)]),
            "prevalence",
            "leads",
            row.theme,
            effect,
            effect * _part(view, city) * _LEVEL,
        )


def _leads_under_one_mix(view: View, city: str, theme: str) -> bool:
    """Whether a city's share lies surely above that of all cities under one mix of periods too.

    Half of a city's news may be of the spring in which all cities had their epidemic. A city with
    news of that spring alone has no other mix to be given (`support`), and is not found out so.
    """
    rows = where(where(view.analysis.adjusted, Adjusted.theme, theme), Adjusted.city, city)
    return not (rows[Adjusted.ci_low] <= view.shares[theme]).any()


def _alike_themes(view: View) -> Iterator[Finding]:
    """Themes of weight in which all compared cities are surely close."""
    rows, say, margin = view.analysis.omnibus, view.say, view.analysis.margin
    rows = rows[
        rows[Omnibus.is_alike].astype(bool) & rows[Omnibus.theme].isin(trusted_themes(view))
    ]
    for row in rows_of(rows):
        if view.shares.get(row.theme, 0.0) < _ALIKE_MARGINS * margin:
            continue
        values = {
            "theme": view.label(row.theme),
            "n": say.count(len(view.cities)),
            "margin": points(margin),
            "largest": points(min(_bound(row.largest), margin)),
            "share": say.percent(view.shares[row.theme]),
        }
        effect = float(margin - row.largest)
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


def _bound(difference: float) -> float:
    """A difference rounded up to what is printed, so that it is not exceeded."""
    step = 0.01 if difference > 0.01 else 0.001
    return math.ceil(round(difference / step, 6)) * step


def _trends(view: View) -> Iterator[Finding]:
    """Changes over time that hold with the false discovery rate held."""
    rows, say = view.analysis.trends, view.say
    shown = rows[Trends.theme].isin(trusted_themes(view)) & rows[Trends.city].isin(
        [*view.cities, view.all_texts]
    )
    sure = rows[shown & rows[Trends.refused].isna() & (rows[Trends.q_value] <= ALPHA)]
    sure = sure[(sure[Trends.ci_low] > 0) | (sure[Trends.ci_high] < 0)]
    dates = view.articles[Articles.date].dropna()
    years = (dates.max() - dates.min()).days / 365.25 if len(dates) else 0.0
    for at in range(len(sure)):
        chosen = sure.iloc[[at]]
        row: Any = next(rows_of(chosen))
        values = {"city": printable(row.city), "theme": view.label(row.theme)}
        way = "rise" if row.slope > 0 else "fall"
        effect = float(abs(row.slope) * years)
        notes = _within_cities(view, row) if row.city == view.all_texts else []
        if notes is None:
            continue
        yield Finding(
            say(f"finding.trend_{way}_title", values),
            _said(view, "trends", chosen),
            say.prose([say("finding.trend_certainty"), *notes]),
            "trends",
            "trend",
            row.theme,
            effect,
            effect * _part(view, *_followed(view, row.city)) * (1 - row.q_value),
        )


def _within_cities(view: View, row: Any) -> list[str] | None:
    """How a theme moves within the cities compared; None where it is the mix of cities that moves.

    All texts of one year may be of other cities than those of the next.
    """
    rows = where(view.analysis.trends, Trends.theme, row.theme)
    rows = rows[rows[Trends.city].isin(view.cities) & rows[Trends.refused].isna()]
    precision = 1 / rows[Trends.standard_error] ** 2
    if rows.empty or not math.isfinite(precision.sum()):
        return [view.say("finding.trend_mixed")]
    slope = float((rows[Trends.slope] * precision).sum() / precision.sum())
    if slope * math.copysign(1, row.slope) < _HALF * abs(row.slope):
        return None
    same = int((rows[Trends.slope] * row.slope > 0).sum())
    values = {
        "n": view.say.count(len(rows)),
        "points": points(abs(slope)),
        "same": view.say.count(same),
    }
    return [view.say("finding.trend_within", values)]


def _followed(view: View, city: str) -> tuple[str, ...]:
    """The cities that a line over time is of: one, or all."""
    return view.cities if city == view.all_texts else (city,)


def _words(view: View) -> Iterator[Finding]:
    """Of each city its most distinctive words whose q-value holds."""
    # Of one text a city, only one that happens to have two could show words.
    if view.analysis.intervals_of_text:
        return
    rows, say = view.analysis.keyness, view.say
    sure = rows[
        (rows[Keyness.q_value] <= ALPHA)
        & (rows[Keyness.z] > 0)
        & rows[Keyness.city].isin(view.cities)
    ]
    for city, own in groups_of(sure, Keyness.city).items():
        first = own.sort_values([Keyness.z, Keyness.term], ascending=[False, True]).head(1)
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
            effect=effect,
            importance=effect * _part(view, city) * (1 - row.q_value),
            words_of=_theme_of(view, city, str(row.term)),
        )


def _theme_of(view: View, city: str, term: str) -> str:
    """The theme that most of a city's texts with a word are about, or nothing."""
    own = view.analysis.cities.loc[view.analysis.cities[Cities.city] == city, Cities.doc_id]
    texts = texts_of(view.articles, pd.Index(own))
    has_term = texts.str.contains(term, regex=False)
    about = view.analysis.assignments.reindex(columns=list(view.themes))
    with_term = about.index.isin(texts.index[has_term])
    if about.empty or not with_term.any():
        return ""
    missing = 1 - about[with_term].astype(float).mean()
    usual = 1 - about.astype(float).mean()
    told = missing[(missing < 1 - _MOST) & (missing < _HALF * usual)]
    return str(told.idxmin()) if len(told) else ""


def _nothing_told(view: View) -> tuple[Finding, ...]:
    """That the compared cities cannot be told apart, where a test could have told."""
    if len(view.cities) < 2 or not (view.analysis.omnibus[Omnibus.smallest_p] <= ALPHA).any():
        return ()
    values = {"n": view.say.count(len(view.cities))}
    title, text = view.say("finding.unclear_title"), view.say("finding.unclear", values)
    return (Finding(title, text, view.say("finding.unclear_certainty"), "omnibus", "unclear"),)
