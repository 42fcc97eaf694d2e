"""Near-duplicates of articles, and the clusters of articles that are not independent."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cityanalysis._typing import ANALYSED_KINDS, Estimand, check_choice
from cityanalysis.corpus.duplicates.alignment import LEAST_NEAR, LEAST_NOISY, WHOLE, is_copy
from cityanalysis.corpus.duplicates.duplicate_candidates import (
    RARE_SHARE,
    FoldedTexts,
    candidate_pairs,
    fold_texts,
)
from cityanalysis.frames import Articles, Cities

__all__ = ["analysed", "clusters", "components", "find_duplicates", "part_by_place"]

# Letters; shorter texts are too often the same by chance.
_MIN_LENGTH = 20
# Length of the shorter text of two copies over that of the longer: reprints are cut to a third at
# most, captions and teasers that repeat a sentence or two of a story are shorter.
_LEAST_PART = 0.2
_LEAST_PART_ON_ONE_PAGE = 0.5
_NOT_IN_THE_TEXT = ("label", "home")  # rules by which a city is known that the text does not name


def analysed(articles: pd.DataFrame) -> pd.DataFrame:
    """Rows that take part in an analysis: articles, captions and editor's notes.

    Parameters
    ----------
    articles : pandas.DataFrame
        With a column ``kind``.

    Examples
    --------
    >>> analysed(pd.DataFrame({"kind": ["spam", "article"]})).index.tolist()
    [1]
    """
    kept = articles[Articles.kind].isin(ANALYSED_KINDS)
    # Tables hold articles only: the texts of a large one are not copied for nothing.
    return articles.copy(deep=False) if kept.all() else articles[kept]


def find_duplicates(articles: pd.DataFrame) -> pd.DataFrame:
    """Group reprints and lightly edited copies.

    Candidates share sampled character 5-grams (`duplicate_candidates.candidate_pairs`); each is
    decided by aligning the two texts (`alignment.is_copy`): copies may have a third of their
    characters wrong, but two texts about one event, or on one form, are not copies. Nor is a text
    much shorter than the other: it quotes, announces or illustrates it. On one page, where no
    paper prints a story twice, a copy has at least half the length. Articles that take no part in
    the analysis, and texts under 20 letters, are in no group.

    Parameters
    ----------
    articles : pandas.DataFrame
        With ``doc_id``, ``kind``, ``date`` and ``text``; where it has ``source`` and ``is_row``
        they tell which articles stand on one page.

    Returns
    -------
    pandas.DataFrame
        A copy with ``duplicate_group`` (missing outside groups) and ``is_canonical``: the
        longest of a group, the earliest of several.

    Examples
    --------
    >>> text = "市政府今天召开常务会议，研究部署下一阶段的重点工作。"
    >>> found = find_duplicates(pd.DataFrame({
    ...     "doc_id": ["a", "b"], "kind": "article", "date": pd.NaT, "text": [text, text]}))
    >>> found["is_canonical"].tolist()
    [True, False]
    """
    rows = np.flatnonzero(articles[Articles.kind].isin(ANALYSED_KINDS).to_numpy())
    used = articles.iloc[rows]
    folded = fold_texts(used[Articles.text].array)
    labels = components(len(rows), _copies(folded, _days(used[Articles.date]), _pages(used)))
    leaders = _leaders(labels, folded.lengths, used[Articles.date])
    grouped = np.flatnonzero(leaders >= 0)
    ids = articles[Articles.doc_id].to_numpy(dtype=object)
    groups = np.full(len(articles), None, dtype=object)
    groups[rows[grouped]] = ids[rows[leaders[grouped]]]
    is_canonical = np.ones(len(articles), bool)
    is_canonical[rows[grouped]] = leaders[grouped] == grouped
    result = articles.copy()
    result[Articles.duplicate_group] = pd.Series(groups, index=result.index, dtype=_text_type())
    result[Articles.is_canonical] = is_canonical
    return result


def part_by_place(articles: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Take groups of copies apart whose texts name different places: they fill in one form.

    So the votes of Hong Kong and of Macao, told in the same words. An article whose text names no
    place stays with the one that stands for its group; a city that a table or the paper gives is
    no name in the text, since one story is printed in several cities.

    Parameters
    ----------
    articles : pandas.DataFrame
        After `find_duplicates` and the tagging of cities.
    cities : pandas.DataFrame
        Cities of the articles, the best of each first.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a", "b"], "date": pd.NaT, "text": ["香港", "澳门"],
    ...     "province": None, "duplicate_group": "a", "is_canonical": [True, False]})
    >>> cities = pd.DataFrame({"doc_id": ["a", "b"], "code": ["810000", "820000"], "rule": "text"})
    >>> part_by_place(frame, cities)["is_canonical"].tolist()
    [True, True]
    """
    grouped = articles[articles[Articles.duplicate_group].notna()]
    place, group = _places(grouped, cities), grouped[Articles.duplicate_group]
    if place.groupby(group).nunique().le(1).all():
        return articles
    labels = np.asarray(pd.MultiIndex.from_arrays([group, place]).factorize()[0], np.int64)
    lengths = np.asarray(grouped[Articles.text].str.len(), np.int64)
    leaders = _leaders(labels, lengths, grouped[Articles.date])
    ids = grouped[Articles.doc_id].to_numpy(dtype=object)
    result = articles.copy()
    groups = pd.Series(ids[leaders], grouped.index, _text_type()).where(leaders >= 0)
    result.loc[grouped.index, Articles.duplicate_group] = groups
    own_leader = (leaders < 0) | (leaders == np.arange(len(ids)))
    result.loc[grouped.index, Articles.is_canonical] = own_leader
    return result


def _places(grouped: pd.DataFrame, cities: pd.DataFrame) -> pd.Series:
    """The city, else the province, that each text of a group names; else that of its group."""
    named = cities[~cities[Cities.rule].isin(_NOT_IN_THE_TEXT)].drop_duplicates(Cities.doc_id)
    own = grouped[Articles.doc_id].map(named.set_index(Cities.doc_id)[Cities.code]).astype(object)
    is_given = grouped[Articles.doc_id].isin(cities[Cities.doc_id])
    if Articles.labelled_province in grouped:
        is_given |= grouped[Articles.labelled_province].notna()
    group = grouped[Articles.duplicate_group]
    # A copy without its dateline may name the province alone: that is the place of the city there.
    here = list(zip(group, grouped[Articles.province]))
    city_there = {at: city for at, city in zip(here[::-1], own[::-1]) if isinstance(city, str)}
    wide = pd.Series([city_there.get(at, at[1]) for at in here], own.index, dtype=object)
    place = own.where(own.notna() | is_given, wide)
    of_leader = group.map(dict(zip(grouped[Articles.doc_id], place)))
    place = place.where(place.notna(), of_leader)
    return place.where(place.notna(), place.groupby(group).transform("first")).fillna("")


def _leaders(
    labels: NDArray[np.int64], lengths: NDArray[np.int64], dates: pd.Series
) -> NDArray[np.int64]:
    """For each text the number of that which stands for its group; -1 where it is in none."""
    members = pd.DataFrame({"label": labels, "length": lengths, "date": dates.to_numpy()})
    ranked = members.sort_values(
        ["label", "length", "date"], ascending=[True, False, True], kind="stable"
    )
    ranked["number"] = ranked.index
    by_label = ranked.groupby("label")["number"]
    leader = by_label.transform("first").where(by_label.transform("size") > 1, -1)
    return np.asarray(leader.sort_index(), np.int64)


def _text_type() -> Any:
    return pd.StringDtype("pyarrow", na_value=np.nan)


def _days(dates: pd.Series) -> NDArray[np.float64]:
    """Days since 1970; not a number where the date is missing."""
    days = pd.to_datetime(dates).to_numpy("datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.int64))


def _pages(articles: pd.DataFrame) -> NDArray[np.int64]:
    """Number of the page of each article; -1 for the rows of a table, and where it is unknown."""
    if Articles.source not in articles or Articles.is_row not in articles:
        return np.full(len(articles), -1, np.int64)
    page = articles.groupby([Articles.source, Articles.date], dropna=False).ngroup()
    is_page = ~articles[Articles.is_row].to_numpy(bool)
    return np.where(is_page, page.to_numpy(np.int64), np.int64(-1))


def _copies(
    folded: FoldedTexts, days: NDArray[np.float64], pages: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of texts that are copies by alignment."""
    from rapidfuzz.distance import LCSseq

    found = candidate_pairs(folded)
    lengths = np.sort(folded.lengths[np.stack([found.first, found.second])], axis=0)
    days_apart = np.abs(days[found.first] - days[found.second])
    on_one_page = (pages[found.first] == pages[found.second]) & (pages[found.first] >= 0)
    least_part = np.where(on_one_page, _LEAST_PART_ON_ONE_PAGE, _LEAST_PART)
    may_be = (lengths[0] >= _MIN_LENGTH) & (lengths[0] >= least_part * lengths[1])
    good = np.zeros(len(found.first), bool)
    for number in np.flatnonzero(may_be):
        one, other = folded[found.first[number]], folded[found.second[number]]
        shorter, longer = lengths[:, number].tolist()
        rare_share, apart = float(found.rare_share[number]), float(days_apart[number])
        # Most pairs are ruled out here, at little cost.
        least = LEAST_NOISY if rare_share >= RARE_SHARE else LEAST_NEAR
        cutoff = int(least * shorter)
        if longer <= WHOLE and LCSseq.similarity(one, other, score_cutoff=cutoff) == 0:
            continue
        known = None if np.isnan(apart) else apart
        good[number] = is_copy(one, other, rare_share=rare_share, days_apart=known)
    return found.first[good], found.second[good]


def components(n: int, pairs: tuple[NDArray[np.int64], NDArray[np.int64]]) -> NDArray[np.int64]:
    """Number of the group of each of `n` items, which pairs of them join.

    Examples
    --------
    >>> components(3, (np.array([0]), np.array([2]))).tolist()
    [0, 1, 0]
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if n == 0:
        return np.zeros(0, np.int64)
    graph = coo_array((np.ones(len(pairs[0]), bool), pairs), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def clusters(articles: pd.DataFrame, *, estimand: Estimand = "exposure") -> pd.Series:
    """Cluster of each article: articles of one story, or of one page and date, are not independent.

    Parameters
    ----------
    articles : pandas.DataFrame
        After `find_duplicates`; ``doc_id``, ``source``, ``is_row``, ``date``, ``duplicate_group``.
    estimand : {"exposure", "story"}
        ``"exposure"``: every copy counts, in the cluster of its story. ``"story"``: each story
        counts once; only the canonical copies are in the result.

    Returns
    -------
    pandas.Series
        Cluster id, indexed by ``doc_id``: the first member's ``doc_id``. Rows that take no part in
        the analysis are not in it.

    Raises
    ------
    UsageError
        Where `estimand` is unknown.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "doc_id": ["a", "b", "c"], "kind": "article", "source": ["x", "x", "y"],
    ...     "is_row": False, "date": pd.NaT, "duplicate_group": None,
    ...     "is_canonical": True})
    >>> clusters(frame).tolist()
    ['a', 'a', 'c']
    """
    check_choice("estimand", estimand, Estimand)
    used = analysed(articles)
    if estimand == "story":
        used = used[used[Articles.is_canonical].astype(bool)]
    n = len(used)
    ids = used[Articles.doc_id].to_numpy(dtype=object)
    is_row = (
        used[Articles.is_row].astype(bool)
        if Articles.is_row in used
        else pd.Series(False, used.index)
    )
    page = used.groupby([Articles.source, Articles.date], dropna=False).ngroup().where(~is_row)
    links = [_links(page), _links(used[Articles.duplicate_group].astype(object))]
    pairs = np.concatenate([a for a, _ in links]), np.concatenate([b for _, b in links])
    labels = components(n, pairs)
    first = pd.Series(np.arange(n)).groupby(labels).transform("first").to_numpy(np.int64)
    index = pd.Index(ids, name=Articles.doc_id)
    found: pd.Series = pd.Series(ids[first], index=index, name="cluster", dtype=_text_type())
    return found


def _links(group: pd.Series) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Links from each row to the first of its group; rows without a group have none."""
    numbers = pd.Series(np.arange(len(group)), dtype=np.int64)
    known = group.notna().to_numpy()
    first = numbers[known].groupby(group.to_numpy()[known]).transform("first")
    return first.to_numpy(np.int64), numbers[known].to_numpy(np.int64)
