"""Alternative texts of figures, for readers who cannot see them."""

from __future__ import annotations

from cityanalysis.compare import findings
from cityanalysis.figures import printable, rows_of, where
from cityanalysis.frames import Distances, Prevalence, Series, TopicTerms, Trends
from cityanalysis.report.figure_plan import FigureJob
from cityanalysis.report.province_map import province_grid, province_shares
from cityanalysis.report.topic_lists import named_topics, steady_topics
from cityanalysis.report.view import View

__all__ = ["likeness_alt", "map_alt", "topics_alt", "trend_alt"]

_TOLD = 3  # cities or topics that a text names


def trend_alt(view: View, job: FigureJob) -> str:
    """A theme over time: what the tests say of the cities that are drawn."""
    theme = str(job.frame[Series.theme].iloc[0])
    rows = view.analysis.trends
    drawn = rows[Trends.city].isin(job.frame[Series.city]) & rows[Trends.refused].isna()
    rows = rows[drawn & (rows[Trends.theme] == theme)].head(_TOLD)
    label = view.label(theme)
    said = findings({"trends": rows}, labels={theme: (label, label)}, unit=view.say.unit)
    return view.say.prose([view.say("alt.trend", {"theme": label}), *said[view.lang]])


def likeness_alt(view: View, key: str) -> str:
    """The tree or plane of cities: the most alike pair, and the least."""
    rows = view.pairs(view.analysis.distances)
    rows = rows.sort_values([Distances.jsd, Distances.city_a, Distances.city_b])
    values = {}
    for name, row in zip(("near", "far"), (next(rows_of(rows)), next(rows_of(rows[::-1])))):
        values[name] = view.say(
            "alt.pair",
            {
                "a": printable(row.city_a),
                "b": printable(row.city_b),
                "jsd": view.say.decimal(row.jsd, 3),
            },
        )
    # Of several pairs at one printed distance none is the most alike.
    nearest = rows[Distances.jsd].round(3).eq(round(float(rows[Distances.jsd].iloc[0]), 3)).sum()
    told = "alt.near_far" if nearest == 1 else "alt.far"
    return view.say.prose([view.say(f"alt.{key}"), view.say(told, values)])


def map_alt(view: View, theme: str) -> str:
    """One theme on the map: where its share is highest."""
    own = "_own" if view.analysis.map else "" if view.has_map else f"_provinces{view.single}"
    shares = view.prevalence if view.has_map else province_shares(view)
    places = view.map_regions or view.map_grid if view.has_map else province_grid(view)
    drawn = where(shares[shares[Prevalence.city].isin(places)], Prevalence.theme, theme)
    top = max(rows_of(drawn), key=lambda row: float(row.estimate))
    values = {
        "theme": view.label(theme),
        "city": printable(top.city),
        "top": view.say.percent(top.estimate),
        "province": view.home_label,
    }
    return view.say.prose([view.say(f"alt.map{own}", values), view.say("alt.highest", values)])


def topics_alt(view: View, key: str) -> str:
    """The topics, how steady they are, or how many were chosen."""
    names = list(dict.fromkeys(named_topics(view)[TopicTerms.topic]))
    steady = steady_topics(view)
    shown = [printable(name) for name in names[:_TOLD]]
    values = {
        "n": view.say.count(len(names)),
        "steady": view.say.count(len(steady)),
        "topics": view.say.listing(shown),
    }
    return view.say(f"alt.{key}", values)
