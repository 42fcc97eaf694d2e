"""What counts as a unit: paragraphs, stories, strata and covariates of articles."""

import numpy as np
import pandas as pd

from cityanalysis._typing import Period, check_choice
from cityanalysis.compare.periods import PERIODS
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, Mentions

__all__ = ["covariates", "inherit_cities", "paragraphs", "story_weights", "strata"]

# Columns whose offsets or words belong to the whole article.
_WHOLE = (Articles.spans, Articles.segments, Articles.title_segments, Articles.title_parts)


def paragraphs(articles: pd.DataFrame, *, min_length: int = 40, section: int = 5) -> pd.DataFrame:
    """Cut articles into paragraphs that are counted one by one and trusted by the article.

    Where each city has one long text only, its paragraphs show how much of it each theme takes.
    They are not independent of each other: clustered by `article_id` they count as one text, and
    comparisons of cities are refused as before. Clustered by `section` (runs of neighbouring
    paragraphs) the intervals hold for that text, not for the city.

    Parameters
    ----------
    articles : DataFrame
        `doc_id` and `text` (paragraphs separated by line feeds), and any further columns.
    min_length : int
        A shorter paragraph, such as a heading, goes with the next one.
    section : int
        So many neighbouring paragraphs make a section.

    Returns
    -------
    DataFrame
        The columns of `articles`, `doc_id` being the paragraph's own, and `article_id`, `section`,
        `paragraph` (from 1), `start` (offset in the article's text). The title is left empty, and
        columns of offsets into the page are dropped.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["一、水利\\n修好水库。\\n又通了路。"]})
    >>> paragraphs(articles, min_length=5)[["doc_id", "text", "start"]].values.tolist()
    [['a#0001', '一、水利\\n修好水库。', 0], ['a#0002', '又通了路。', 11]]
    """
    if min_length < 0 or section < 1:
        raise UsageError("`min_length` must not be negative and `section` at least 1.")
    texts = articles[Articles.text].fillna("").astype(object)
    cut = [_cut(text, min_length) for text in texts]
    counts = np.array([len(parts) for parts in cut], dtype=np.int64)
    whole = articles.drop(columns=[name for name in _WHOLE if name in articles])
    found = whole.loc[whole.index.repeat(counts)].reset_index(drop=True)
    article = found[Articles.doc_id].astype("str")
    number = np.concatenate([np.arange(1, n + 1) for n in [*counts, 0]]).astype(np.int64)
    found[Articles.text] = pd.array([text for parts in cut for _, text in parts], "str")
    found["article_id"] = article
    found["section"] = article + _numbered((number - 1) // section + 1)
    found[Articles.doc_id] = article + _numbered(number)
    found["paragraph"] = number
    found[Mentions.start] = np.array([start for parts in cut for start, _ in parts], dtype=np.int64)
    if Articles.title in found:
        found[Articles.title] = pd.array([None] * len(found), "str")
    return found


def inherit_cities(cities: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Cities frame of paragraphs: each has the cities of its article.

    Parameters
    ----------
    cities : DataFrame
        Cities of articles.
    units : DataFrame
        As `paragraphs` gives it.

    Examples
    --------
    >>> cities = pd.DataFrame({"doc_id": ["a"], "city": ["聊城"]})
    >>> units = pd.DataFrame({"doc_id": ["a#0001", "a#0002"], "article_id": ["a", "a"]})
    >>> inherit_cities(cities, units).values.tolist()
    [['a#0001', '聊城'], ['a#0002', '聊城']]
    """
    link = units[[Articles.doc_id, "article_id"]]
    rest = cities.rename(columns={Cities.doc_id: "article_id"})
    return link.merge(rest, on="article_id", how="inner").drop(columns="article_id")


def story_weights(cities: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Cities frame in which each story counts once, however often it was printed.

    The weights of near-duplicates are divided by their number: the estimand *story*, where the
    plain weights give *exposure*.

    Parameters
    ----------
    cities : DataFrame
        `doc_id`, `city`, and where present `weight`.
    articles : DataFrame
        `doc_id`, `duplicate_group`.

    Examples
    --------
    >>> cities = pd.DataFrame({"doc_id": ["a", "b", "c"], "city": "聊城", "weight": 1.0})
    >>> articles = pd.DataFrame({"doc_id": ["a", "b", "c"], "duplicate_group": ["g", "g", None]})
    >>> story_weights(cities, articles)["weight"].tolist()
    [0.5, 0.5, 1.0]
    """
    group = articles.set_index(Articles.doc_id)[Articles.duplicate_group]
    copies = group.map(group.value_counts()).fillna(1.0).astype(float)
    share = cities[Cities.doc_id].map(1 / copies).fillna(1.0).to_numpy(dtype=float)
    weight = cities[Cities.weight].to_numpy(dtype=float) if Cities.weight in cities else 1.0
    return cities.assign(weight=weight * share)


def strata(
    articles: pd.DataFrame, cities: pd.DataFrame | None = None, *, period: Period = "quarter"
) -> pd.Series:
    """Publication and period of each article, within which clusters may change places.

    A newspaper that reports on one city only holds no comparison: its clusters could change
    places with none but each other, and every test would have to refuse. Given `cities`, such
    local papers form one stratum together; cities are then compared as their papers show them.

    Parameters
    ----------
    articles : DataFrame
        `doc_id`, and where present `publication` and `date`.
    cities : DataFrame, optional
        `doc_id`, `city`, and where present `weight`.
    period : {"month", "quarter", "year"}
        Length of a period.

    Returns
    -------
    Series
        doc_id → stratum.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "publication": ["聊城晚报", "德州日报"],
    ...                          "date": pd.to_datetime(["2020-05-01", "2020-06-30"])})
    >>> strata(articles).tolist()
    ['聊城晚报|2020Q2', '德州日报|2020Q2']
    >>> strata(articles, pd.DataFrame({"doc_id": ["a", "b"], "city": ["聊城", "德州"]})).tolist()
    ['|2020Q2', '|2020Q2']
    """
    publication = _publication(articles)
    if cities is not None:
        local = _local_papers(publication.to_numpy(), articles[Articles.doc_id], cities)
        publication = publication.where(~publication.isin(local), "")
    found = publication + "|" + _period(articles, period)
    return pd.Series(found.to_numpy(), index=pd.Index(articles[Articles.doc_id]), name="stratum")


# A paper with this share of its articles in one city is that city's own.
_LOCAL_SHARE = 0.9


def _local_papers(publication: np.ndarray, doc_id: pd.Series, cities: pd.DataFrame) -> list[str]:
    """Publications that report on a single city, or nearly so."""
    paper = cities[Cities.doc_id].map(pd.Series(publication, index=pd.Index(doc_id)))
    weight = (
        cities[Cities.weight] if Cities.weight in cities else pd.Series(1.0, index=cities.index)
    )
    share = weight.groupby([paper, cities[Cities.city]]).sum().unstack(fill_value=0)
    if share.empty:
        return []
    largest = share.max(axis=1) / share.sum(axis=1).clip(lower=1e-300)
    return [str(name) for name in largest.index[largest >= _LOCAL_SHARE]]


def covariates(articles: pd.DataFrame, *, period: Period = "quarter") -> pd.DataFrame:
    """What `standardise` may adjust for: publication, period, and length of each article.

    Parameters
    ----------
    articles : DataFrame
        `doc_id`, `text`, and where present `publication` and `date`.
    period : {"month", "quarter", "year"}
        Length of a period.

    Returns
    -------
    DataFrame
        Index `doc_id`; `publication`, `period`, `length` (short, medium, long: thirds of the
        corpus by characters; a paragraph is as long as its article).

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": list("abc"), "text": ["水", "水利", "水利工程"]})
    >>> covariates(articles)["length"].tolist()
    ['short', 'medium', 'long']
    """
    size = articles[Articles.text].fillna("").str.len()
    if "article_id" in articles:
        size = size.groupby(articles["article_id"]).transform("sum")
    length = size.rank(pct=True).to_numpy(dtype=float)
    band = np.array(["short", "medium", "long"], dtype=object)
    third = np.clip(np.ceil(length * 3 - 1e-9).astype(int) - 1, 0, 2)
    return pd.DataFrame(
        {
            "publication": _publication(articles).to_numpy(),
            "period": _period(articles, period).to_numpy(),
            "length": pd.array(band[third], "str"),
        },
        index=pd.Index(articles[Articles.doc_id]),
    )


def _numbered(number: np.ndarray) -> pd.Series:
    return pd.Series([f"#{n:04d}" for n in number], dtype="str")


def _publication(articles: pd.DataFrame) -> pd.Series:
    if Articles.publication not in articles:
        return pd.Series("", index=articles.index, dtype="str")
    return articles[Articles.publication].fillna("").astype("str")


def _period(articles: pd.DataFrame, period: Period) -> pd.Series:
    check_choice("period", period, Period)
    if Articles.date not in articles:
        return pd.Series("", index=articles.index, dtype="str")
    when = pd.to_datetime(articles[Articles.date])
    named = when.dt.to_period(PERIODS[period][0]).astype("str")
    return named.where(when.notna(), "")


def _cut(text: str, min_length: int) -> list[tuple[int, str]]:
    """Paragraphs with their offsets; a short one goes with the next, or at the end the last."""
    found: list[tuple[int, str]] = []
    start, end = 0, 0
    for line in text.split("\n"):
        end += len(line)
        if text[start:end].strip() and end - start >= min_length:
            found.append((start, text[start:end]))
            start = end + 1
        end += 1
    if text[start:].strip():
        if found:
            start = found.pop()[0]
        found.append((start, text[start:]))
    return found
