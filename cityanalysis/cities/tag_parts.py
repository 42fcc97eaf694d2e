"""Cities of a corpus part by part: of each article alone, then of those whose page tells more.

What crosses parts is small: for each article the city that it speaks for, and whether it is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cityanalysis._typing import Level
from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.matcher import matcher_of
from cityanalysis.cities.tag import Places, places_of, tagger_of
from cityanalysis.cities.tag_sources import home_code, labels_of, sources_of, texts_of
from cityanalysis.cities.tagger import asks_page, homes_of
from cityanalysis.frames import Articles

__all__ = ["PartTagger"]


@dataclass(frozen=True)
class PartTagger:
    """`tag_places` in parts, which may be done anywhere and in any order.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the names.
    level : {"province", "prefecture", "county"}
        What counts as a city.
    home : str or None
        The publication's own city: what 我市 means where a page does not say.
    min_confidence : float
        An article whose best city is below it has none.

    Examples
    --------
    >>> from cityanalysis.cities import read_gazetteer
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> tagger = PartTagger(read_gazetteer(), "prefecture", None, 0.2)
    >>> places, best, is_open = tagger.alone(frame, tagger.labels(frame))
    >>> places.cities["city"].tolist(), best
    (['聊城'], ['371500'])
    """

    gazetteer: Gazetteer
    level: Level
    home: str | None
    min_confidence: float

    def labels(self, articles: pd.DataFrame) -> list[str | None]:
        """Codes of the cities that the rows' own columns give; of the whole corpus at once, so that
        what cannot be read is reported once."""
        return labels_of(articles, matcher_of(self.gazetteer))

    def alone(
        self, part: pd.DataFrame, labels: Sequence[str | None]
    ) -> tuple[Places, list[str | None], list[bool]]:
        """What the articles of a part say without their pages: their places, the city that each
        speaks for, and whether a page could say more."""
        tagger = tagger_of(self.gazetteer, self.level, self.home, self.min_confidence)
        sources = sources_of(part, tagger.matcher, labels)
        found = list(tagger.alone(sources))
        placed = zip(sources, (alone.placement for alone in found))
        places = places_of(placed, self.gazetteer, self.min_confidence)
        return places, [alone.best for alone in found], [alone.is_open for alone in found]

    def homes(self, articles: pd.DataFrame, best: Sequence[str | None]) -> list[str | None]:
        """The city of each article's page, where what all articles speak for tells it."""
        own = home_code(self.home, matcher_of(self.gazetteer))
        pages = texts_of(articles, Articles.source)
        return homes_of(pages, texts_of(articles, Articles.publication), best, own)

    def on_page(
        self,
        part: pd.DataFrame,
        homes: Sequence[str],
        best: Sequence[str | None],
        is_open: Sequence[bool],
    ) -> Places:
        """Places of articles without a label, each on a page of a city; `best` and `is_open` as
        `alone` found them."""
        tagger = tagger_of(self.gazetteer, self.level, self.home, self.min_confidence)
        sources = sources_of(part, tagger.matcher, [None] * len(part))
        asks = list(map(asks_page, best, is_open, homes))
        placed = zip(sources, tagger.on_page(sources, homes, asks))
        return places_of(placed, self.gazetteer, self.min_confidence)
