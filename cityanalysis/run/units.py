"""What is counted in a run: articles, or the paragraphs of long ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cityanalysis._typing import CountedUnit
from cityanalysis.compare import inherit_cities, paragraphs
from cityanalysis.corpus import clusters, find_events, join_clusters
from cityanalysis.frames import Articles, Cities, Mentions
from cityanalysis.run.settings import Settings
from cityanalysis.themes import LISTED_CLUSTERS

__all__ = ["LONG", "Units", "choose_units"]

# Characters. In work reports nearly every theme occurs somewhere, so that as wholes they are all
# about the same themes; news items seldom reach this length.
LONG = 3_000


@dataclass(frozen=True)
class Units:
    """What is counted, where it belongs, and what is independent of what.

    Attributes
    ----------
    kind : {"article", "paragraph"}
        What is counted.
    documents : DataFrame
        Articles frame; of paragraphs, with `article_id`.
    cities : DataFrame
        Cities frame of the documents.
    cluster : Series
        doc_id → cluster; paragraphs of one article share the article's.
    text_cluster : Series or None
        doc_id → section of its text, where the usual city has one text and none has five:
        intervals over sections speak of those texts, and of nothing else.
    part : Series or None
        doc_id of a paragraph → its characters over those of its text.
    """

    kind: CountedUnit
    documents: pd.DataFrame
    cities: pd.DataFrame
    cluster: pd.Series
    text_cluster: pd.Series | None = None
    part: pd.Series | None = None

    @property
    def seen(self) -> pd.Series:
        """What intervals take as independent: the sections of single texts, otherwise clusters."""
        return self.cluster if self.text_cluster is None else self.text_cluster

    def by_text(self, cities: pd.DataFrame) -> pd.DataFrame:
        """Rows of cities in which each text counts once, its paragraphs by their characters."""
        if self.part is None:
            return cities
        part = self.part.reindex(cities[Cities.doc_id]).to_numpy(dtype=float)
        return cities.assign(weight=part * cities.get(Cities.weight, 1.0))

    def texts(self) -> "Units":
        """Whole texts, or the sections of single ones: what shares of the text are compared of."""
        if self.part is None:
            return self
        whole, of = self.documents, self._whole()
        joined = whole.groupby(of.to_numpy())[Articles.text].agg("\n".join)
        documents = whole.assign(doc_id=of.to_numpy()).drop_duplicates(Articles.doc_id)
        documents = documents.assign(text=joined.reindex(documents[Articles.doc_id]).to_numpy())
        rows = self.by_text(self.cities)
        rows = rows.assign(doc_id=of.reindex(rows[Cities.doc_id]).to_numpy())
        keys = [Cities.doc_id, Cities.city, Cities.code]
        cities = rows.groupby(keys, sort=False, dropna=False)[Cities.weight].sum().reset_index()
        own = pd.Series(documents[Articles.doc_id].to_numpy(), documents[Articles.doc_id])
        if self.text_cluster is None:
            cluster = pd.Series(self.cluster.reindex(of.index).to_numpy(), of.to_numpy())
        else:
            # Sections tell nothing of a city beyond its texts: of one cluster it is not tested.
            cluster = cities.set_index(Cities.doc_id)[Cities.city]
        return Units(
            kind=self.kind,
            documents=documents.reset_index(drop=True),
            cities=cities,
            cluster=cluster[~cluster.index.duplicated()].rename("cluster"),
            text_cluster=None if self.text_cluster is None else own.rename("cluster"),
        )

    def shares(self, weights: pd.DataFrame) -> pd.DataFrame:
        """Weights of paragraphs as shares of the texts that `texts` holds."""
        if self.part is None:
            return weights
        part = self.part.reindex(weights.index)
        of = self._whole().reindex(weights.index).rename(Articles.doc_id)
        whole = weights.mul(part, axis=0).groupby(of).sum()
        return whole.div(part.groupby(of).sum(), axis=0)

    def _whole(self) -> pd.Series:
        """Paragraph → the text, or else the section, that it is a part of."""
        ids = pd.Index(self.documents[Articles.doc_id])
        if self.text_cluster is not None:
            return self.text_cluster.reindex(ids)
        return pd.Series(self.documents["article_id"].to_numpy(), index=ids)


def choose_units(documents: pd.DataFrame, cities: pd.DataFrame, settings: Settings) -> Units:
    """Articles as they are, or their paragraphs where articles are long.

    Parameters
    ----------
    documents, cities : DataFrame
        The articles that are analysed, and their cities.
    settings : Settings
        `unit` decides; ``auto`` takes paragraphs where half of the articles exceed 3,000
        characters.

    Returns
    -------
    Units

    Examples
    --------
    >>> from cityanalysis.corpus import read_corpus
    >>> from cityanalysis.resources import sample_pages
    >>> documents = read_corpus(next(sample_pages().glob("*.txt")))
    >>> cities = pd.DataFrame({"doc_id": documents["doc_id"], "city": "聊城"})
    >>> choose_units(documents, cities, Settings()).kind
    'article'
    """
    cluster = clusters(documents, estimand=settings.estimand)
    is_long = documents[Articles.text].str.len().median() > LONG
    if settings.unit == "article" or (settings.unit == "auto" and not is_long):
        cluster = join_clusters(cluster, find_events(documents, cities))
        return Units("article", documents, cities, cluster)
    parts = paragraphs(documents)
    own = pd.Index(parts[Articles.doc_id], name=Articles.doc_id)
    texts = cities.groupby(Cities.city)[Cities.doc_id].nunique()
    sections = pd.Series(parts["section"].to_numpy(), index=own, name="cluster")
    size = parts[Articles.text].str.len()
    part = size / size.groupby(parts["article_id"]).transform("sum")
    return Units(
        kind="paragraph",
        documents=_with_offsets(parts, documents),
        cities=inherit_cities(cities, parts),
        cluster=pd.Series(cluster.reindex(parts["article_id"]).to_numpy(), own, name="cluster"),
        text_cluster=sections if _is_single(texts) else None,
        part=pd.Series(part.to_numpy(dtype=float), index=own),
    )


def _is_single(texts: pd.Series) -> bool:
    """Whether the usual city has one text, and none has enough to be listed by its texts."""
    return len(texts) > 0 and texts.median() == 1 and texts.max() < LISTED_CLUSTERS


def _with_offsets(parts: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs with the page offsets that their part of the article has."""
    if Articles.segments not in documents:
        return parts
    whole = dict(zip(documents[Articles.doc_id], documents[Articles.segments]))
    runs = [
        _cut(whole[article], int(start), int(start) + len(text))
        for article, start, text in zip(
            parts["article_id"], parts[Mentions.start], parts[Articles.text]
        )
    ]
    columns: dict[str, list[Any]] = {
        Articles.segments: runs,
        Articles.spans: [[[page, page + length] for _, page, length in run] for run in runs],
        Articles.title_segments: [[] for _ in runs],
        Articles.title_parts: [[] for _ in runs],
    }
    frame = pd.DataFrame({name: pd.Series(v, dtype=object) for name, v in columns.items()})
    return pd.concat([parts.reset_index(drop=True), frame], axis=1)


def _cut(segments: Sequence[Sequence[int]], start: int, end: int) -> list[list[int]]:
    """Segments of a text between two of its offsets, counted from the first."""
    found = []
    for text_start, page_start, length in segments:
        low, high = max(text_start, start), min(text_start + length, end)
        if low < high:
            found.append([int(low - start), int(page_start + low - text_start), int(high - low)])
    return found
