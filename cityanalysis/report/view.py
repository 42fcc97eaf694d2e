"""An analysis as the report looks at it: names, orders and counts, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from cityanalysis._typing import FindingMeasure, Language
from cityanalysis.compare import ALL_TEXTS
from cityanalysis.corpus import analysed
from cityanalysis.figures import CityMap, city_grid, home_province, printable, rows_of
from cityanalysis.frames import Articles, Cities, CityCounts, Contrasts, Prevalence, Series
from cityanalysis.report.city_names import english_names, province_names, with_names
from cityanalysis.run import Analysis
from cityanalysis.wording import Phrases, theme_labels

__all__ = ["View", "make_view"]

_LINED = 3  # articles that a usual period of a city must hold for its line to be drawn
_ALL_TEXTS_EN = "all texts"
_TIED = 3  # cities of one largest share that are named; of more, the first and their number
_DRAWN = 48  # cities that a page-wide figure holds legibly


@dataclass(frozen=True)
class View:
    """What every section needs.

    Attributes
    ----------
    analysis : Analysis
        The run, its cities called as the language calls them.
    source : Analysis
        The run as it is.
    names : dict
        City → its name in the report's language, of those that are called otherwise there.
    say : Phrases
        The report's words in its language.
    labels : dict
        Theme id → label in the report's language.
    cities : tuple of str
        The cities that are compared, most articles first. Every figure, ranking and sentence
        about several cities is about these; none where the run only guides to the articles.
    small_cities : tuple of str
        The others, listed or only named.
    themes : tuple of str
        Ids of the themes that some article is about, most articles first.
    silent : tuple of str
        Ids of the themes that no article is about.
    shares : dict
        Theme id → share of all located articles.
    prevalence : DataFrame
        The prevalence frame of the themes and cities above.
    articles : DataFrame
        The articles that take part in the analysis.
    """

    analysis: Analysis
    source: Analysis
    names: dict[str, str]
    say: Phrases
    labels: dict[str, str]
    cities: tuple[str, ...]
    small_cities: tuple[str, ...]
    themes: tuple[str, ...]
    silent: tuple[str, ...]
    shares: dict[str, float]
    prevalence: pd.DataFrame
    articles: pd.DataFrame

    @property
    def lang(self) -> Language:
        """Language of the report."""
        return self.say.lang

    @property
    def grouped_by(self) -> str:
        """The user's column whose groups stand in the place of cities; empty where cities do."""
        columns = self.analysis.settings.group_by
        return printable(columns[0], limit=40) if columns else ""

    @property
    def measure(self) -> FindingMeasure:
        """What shares are of: of articles, or of long texts by their characters."""
        return "text" if self.analysis.unit == "paragraph" else "share"

    @property
    def single(self) -> str:
        """How keys of phrases end where each city has a single text, which no test compares."""
        return "_single" if self.analysis.intervals_of_text else ""

    @property
    def drawn(self) -> tuple[str, ...]:
        """The cities that figures and city pages show: those with the most articles."""
        return self.cities[:_DRAWN]

    @property
    def hatched(self) -> tuple[str, ...]:
        """The cities that are listed with their shares: the heatmap hatches them."""
        counts = self.analysis.support.cities
        listed = set(counts.loc[counts[CityCounts.standing] == "listed", CityCounts.city])
        room = _DRAWN - len(self.drawn)
        return tuple(city for city in self.small_cities if city in listed)[:room]

    @property
    def lined(self) -> tuple[str, ...]:
        """The cities whose shares may be drawn over time.

        With one article a month the line would only ever be at 0 % or at 100 %.
        """
        return self._lined(self.cities)

    @property
    def followed(self) -> tuple[str, ...]:
        """What may be drawn over time: all texts together, and the cities."""
        return self._lined((self.all_texts, *self.cities))

    def _lined(self, places: tuple[str, ...]) -> tuple[str, ...]:
        usual = self.analysis.series.groupby(Series.city)[Series.n_articles].median()
        if self.analysis.unit == "paragraph":
            # The share of one text is no matter of all or nothing.
            return tuple(place for place in places if place in usual.index)
        return tuple(place for place in places if usual.get(place, 0) >= _LINED)

    @property
    def all_texts(self) -> str:
        """What stands in the place of a city where all texts are followed over time."""
        return self.names.get(ALL_TEXTS, ALL_TEXTS)

    @property
    def has_map(self) -> bool:
        """Whether most cities are on the map: the user's own, or tiles of one province."""
        places = self.map_regions or self.map_grid
        shown = sum(city in places for city in self.cities)
        return shown > 2 and shown * 2 > len(self.cities)

    @cached_property
    def home(self) -> str:
        """The province of most of the compared cities, by its Chinese name; empty where none is."""
        return _home(self.source)

    @property
    def home_label(self) -> str:
        """The home province as the report's language calls it."""
        return province_names(self.lang).get(self.home, self.home)

    @property
    def map_grid(self) -> Mapping[str, tuple[int, int]]:
        """City → row and column: the user's own grid, or that of the home province."""
        own = self.analysis.map
        if own is not None and own.grid:
            return own.grid
        return CityMap(grid=city_grid(self.home)).called(self.names).grid

    @property
    def map_regions(self) -> Mapping[str, Any]:
        """City → outlines, where the user's map has them."""
        return {} if self.analysis.map is None else self.analysis.map.regions

    def pairs(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows of a frame of city pairs in which both are compared."""
        return frame[
            frame[Contrasts.city_a].isin(self.cities) & frame[Contrasts.city_b].isin(self.cities)
        ]

    def leading(self, theme: str) -> tuple[str, dict[str, str]]:
        """Which compared city has the theme's largest share, as phrases take it.

        Parameters
        ----------
        theme : str
            Id of a theme.

        Returns
        -------
        ending : str
            How the phrase's key ends: ``_one`` of a single city, ``_tied`` where several have what
            is printed as one largest share, else nothing.
        values : dict of str to str
            `theme`, `city` (the cities, where they are several), `top` and its `interval`.
        """
        rows = self.prevalence[self.prevalence[Prevalence.theme] == theme].sort_values(
            [Prevalence.estimate, CityCounts.n_articles, CityCounts.city],
            ascending=[False, False, True],
        )
        first: Any = next(rows_of(rows))
        top = self.say.percent(first.estimate)
        tied = [row.city for row in rows_of(rows) if self.say.percent(row.estimate) == top]
        names = self.say.listing([printable(city) for city in tied])
        if len(tied) > _TIED:
            n = self.say.count(len(tied))
            names = self.say("themes.tied", {"city": printable(tied[0]), "n": n})
        ending = "_one" if len(rows) == 1 else "_tied" if len(tied) > 1 else ""
        return ending, {
            "theme": self.label(theme),
            "city": names,
            "top": top,
            "interval": self.say.interval(first.ci_low, first.ci_high),
        }

    def label(self, theme: str) -> str:
        """Label of a theme, fit to be printed."""
        return printable(self.labels.get(theme, theme), limit=60)

    def native(self, city: str) -> str:
        """A city's own name where the report calls it otherwise, else nothing."""
        own = {shown: name for name, shown in self.names.items()}
        return printable(own.get(city), limit=16)

    def titled(self, city: str) -> str:
        """A city with its own name beside it, where there is room: Liaocheng 聊城."""
        return f"{printable(city)} {self.native(city)}".rstrip()

    def city_counts(self) -> pd.DataFrame:
        """`city`, `n_articles`, `n_clusters`, `standing` of every city, largest first."""
        rows = self.analysis.support.cities.drop(columns=CityCounts.comparable)
        return rows.sort_values([CityCounts.n_articles, CityCounts.city], ascending=[False, True])

    def standing(self, measured: str) -> str:
        """What is done with a city: single texts are set side by side, and not compared."""
        if not self.cities:
            return "named"
        is_single = self.analysis.intervals_of_text and measured == "compared"
        return "listed" if is_single else measured

    def n_articles(self, city: str) -> int:
        """Number of a city's articles in the comparison."""
        return self._sizes.get(city, 0)

    @cached_property
    def _sizes(self) -> dict[str, int]:
        sizes = self.prevalence.groupby(Prevalence.city)[Prevalence.n_articles].max()
        return {str(city): int(size) for city, size in sizes.items()}


def make_view(analysis: Analysis, lang: Language = "zh") -> View:
    """Work out what all sections share.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    lang : {"zh", "en"}
        Language of the words.

    Examples
    --------
    >>> make_view(Analysis(), "en").cities
    ()
    """
    source, names = analysis, _names(analysis) if lang == "en" else {}
    analysis = with_names(source, names)
    known = analysis.support.cities
    compared = set(known.loc[known[CityCounts.comparable], CityCounts.city])
    frame = analysis.prevalence[analysis.prevalence[Prevalence.city].isin(compared)]
    sizes = frame.groupby(Prevalence.city)[Prevalence.n_articles].max()
    cities = list(sizes.sort_index().sort_values(ascending=False, kind="stable").index)
    counted = _texts(analysis, sizes)
    total = float(counted.sum()) or 1.0
    each = frame[Prevalence.city].map(counted).astype(float)
    mass = (frame[Prevalence.estimate] * each).groupby(frame[Prevalence.theme]).sum() / total
    ordered = mass.sort_index().sort_values(ascending=False, kind="stable")
    shares = {str(theme): float(share) for theme, share in ordered.items()}
    heard = tuple(theme for theme, share in shares.items() if share > 0)
    return View(
        analysis=analysis,
        source=source,
        names=names,
        say=Phrases(lang, analysis.unit),
        labels=theme_labels(analysis.themes, lang),
        cities=tuple(cities),
        small_cities=_small(analysis, cities),
        themes=heard,
        silent=tuple(theme for theme in shares if theme not in heard),
        shares=shares,
        prevalence=frame[frame[Prevalence.theme].isin(heard)],
        articles=_analysed(analysis),
    )


def _texts(analysis: Analysis, sizes: pd.Series) -> pd.Series:
    """What each city's share stands for in that of all: its articles, or its long texts."""
    if analysis.unit != "paragraph":
        return sizes
    text = analysis.articles.set_index(Articles.doc_id)["article_id"]
    own = analysis.cities[Cities.doc_id].map(text)
    return own.groupby(analysis.cities[Cities.city]).nunique().reindex(sizes.index).fillna(0)


def _names(analysis: Analysis) -> dict[str, str]:
    """City → English name, of the corpus and of the map."""
    own = analysis.map or CityMap()
    mapped = [*city_grid(_home(analysis)), *own.grid, *own.regions]
    english = english_names(analysis.cities, mapped)
    return english | {ALL_TEXTS: _ALL_TEXTS_EN}


def _home(analysis: Analysis) -> str:
    known = analysis.support.cities
    return home_province(known.loc[known[CityCounts.comparable], CityCounts.city])


def _small(analysis: Analysis, compared: list[str]) -> tuple[str, ...]:
    """Cities of the corpus that are not compared, most articles first."""
    counted = analysis.support.cities
    sizes = dict(zip(counted[CityCounts.city], counted[CityCounts.n_articles]))
    return tuple(sorted(set(sizes) - set(compared), key=lambda city: (-sizes[city], city)))


def _analysed(analysis: Analysis) -> pd.DataFrame:
    """The articles that were measured; where nothing was, those of the kinds that may be."""
    articles = analysis.articles
    if len(analysis.weights):
        known = articles[Articles.doc_id].isin(analysis.weights.index)
        # The texts of a large corpus are not copied for nothing.
        return articles.copy(deep=False) if known.all() else articles[known]
    return analysed(articles)
