"""Who printed it first: passages and words that turn up in one city after another."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cityanalysis.compare.aligned import Floats
from cityanalysis.compare.resample import benjamini_hochberg
from cityanalysis.corpus import find_duplicates
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, FirstUses, LeadAndLag, Spread
from cityanalysis.text import sentences

__all__ = ["first_uses", "lead_and_lag", "spread"]

# Letters below which a sentence is a set phrase that anybody may write.
_LEAST = 25


def spread(
    articles: pd.DataFrame, cities: pd.DataFrame, *, min_length: int = _LEAST
) -> pd.DataFrame:
    """Passages that stand, nearly word for word, in dated articles of more than one city.

    Sentences are compared as `find_duplicates` compares articles: a third of the characters may
    differ. A passage belongs to its article's best city. What is said is only which city had it
    earlier *in this corpus*: both may have copied it from a third, and the first text that was
    collected need not be the first that was written.

    Parameters
    ----------
    articles : DataFrame
        `doc_id`, `date`, `text`, and where present `duplicate_group`: a reprint of a whole story
        is no passage that spread, so that only one of a group is read.
    cities : DataFrame
        As `tag_cities` gives it.
    min_length : int
        Characters that a sentence has at least.

    Returns
    -------
    DataFrame
        `passage`, `n_cities` (that have it: many where it is a set phrase of the genre),
        `first_city`, `first_date`, `city`, `date`, `lag` (days), `first_doc_id`, `doc_id`,
        `first_text`, `text`: a row for each later city of each passage, by passage and date.
        Where two cities have the earliest day in common, neither is first and the passage is left
        out.

    Raises
    ------
    UsageError
        Where `min_length` is below 20, under which sentences are alike by chance.

    Examples
    --------
    >>> text = "深化放管服改革，推行一窗受理、一次办好，企业开办时间压缩到三个工作日以内。"
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "text": [text, "今年，我们" + text],
    ...     "date": pd.to_datetime(["2018-01-20", "2019-01-15"])})
    >>> cities = pd.DataFrame({"doc_id": ["a", "b"], "city": ["济南", "聊城"]})
    >>> spread(articles, cities)[["first_city", "city", "lag"]].values.tolist()
    [['济南', '聊城', 360]]
    """
    if min_length < 20:
        raise UsageError(f"`min_length` must be at least 20; got {min_length}.")
    found = _sentences(_dated(articles, cities), min_length)
    if found.empty:
        return Spread.empty()
    unit = pd.DataFrame(
        {
            Articles.doc_id: [f"{n:09d}" for n in range(len(found))],
            Articles.kind: "article",
            Articles.date: pd.NaT,
            Articles.text: found[Articles.text].to_numpy(),
        }
    )
    found[Spread.passage] = find_duplicates(unit)[Articles.duplicate_group].to_numpy()
    found = found.dropna(subset=[Spread.passage]).sort_values(
        [Spread.passage, Articles.date, Articles.doc_id]
    )
    earliest = found.drop_duplicates([Spread.passage, Cities.city])
    rows = [row for _, uses in earliest.groupby(Spread.passage, sort=True) for row in _later(uses)]
    table = Spread.of_rows(rows)
    names = {old: f"passage_{n + 1}" for n, old in enumerate(dict.fromkeys(table[Spread.passage]))}
    return table.assign(**{Spread.passage: table[Spread.passage].map(names)})


def _dated(articles: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Articles with a day and a city, one of each group of reprints, oldest first."""
    best = cities.drop_duplicates(Cities.doc_id).set_index(Cities.doc_id)[Cities.city]
    wanted = [Articles.doc_id, Articles.date, Articles.text]
    kept = articles[wanted].assign(**{Cities.city: articles[Articles.doc_id].map(best)})
    if Articles.duplicate_group in articles:
        group = articles[Articles.duplicate_group]
        kept["story"] = group.where(group.notna(), articles[Articles.doc_id])
    else:
        kept["story"] = kept[Articles.doc_id]
    kept = kept.dropna(subset=[Articles.date, Articles.text, Cities.city])
    return kept.sort_values([Articles.date, Articles.doc_id]).drop_duplicates("story")


def _sentences(articles: pd.DataFrame, min_length: int) -> pd.DataFrame:
    cut = [
        [s.text for s in sentences(text) if len(s.text) >= min_length]
        for text in articles[Articles.text]
    ]
    found = articles.loc[articles.index.repeat([len(part) for part in cut])].copy()
    found[Articles.text] = [text for part in cut for text in part]
    return found.reset_index(drop=True)


def _later(uses: pd.DataFrame) -> list[dict[str, object]]:
    """A row for each city that has the passage after the first one."""
    records = uses.to_dict("records")
    if len(records) < 2 or records[0][Articles.date] == records[1][Articles.date]:
        return []
    first = records[0]
    return [
        {
            Spread.passage: first[Spread.passage],
            Spread.n_cities: len(records),
            Spread.first_city: first[Cities.city],
            Spread.first_date: first[Articles.date],
            Spread.city: row[Cities.city],
            Spread.date: row[Articles.date],
            Spread.lag: (row[Articles.date] - first[Articles.date]).days,
            Spread.first_doc_id: first[Articles.doc_id],
            Spread.doc_id: row[Articles.doc_id],
            Spread.first_text: first[Articles.text],
            Spread.text: row[Articles.text],
        }
        for row in records[1:]
    ]


def lead_and_lag(found: pd.DataFrame) -> pd.DataFrame:
    """Between which cities passages went, and whether one of two leads.

    Passages that two articles share are one observation, since they were copied together.

    Parameters
    ----------
    found : DataFrame
        Of `spread`.

    Returns
    -------
    DataFrame
        A row per pair of cities: `city_a`, `city_b`, `a_first`, `b_first` (pairs of articles in
        which a, or b, had the passage first), `share_low`, `share_high` (95 % interval of a's
        part among both, by pairs of articles), `median_lag` (days), `p_value` (two-sided sign test
        of "either is first as often"), `q_value` (Benjamini–Hochberg). The pair that shares most
        comes first.

    References
    ----------
    Dixon & Mood 1946, JASA 41 (sign test); Clopper & Pearson 1934, Biometrika 26 (interval).

    Examples
    --------
    >>> lead_and_lag(Spread.empty()).empty
    True
    """
    from scipy.stats import binomtest

    once = found.drop_duplicates([Spread.first_doc_id, Spread.doc_id])
    low = once[[Spread.first_city, Spread.city]].min(axis=1)
    high = once[[Spread.first_city, Spread.city]].max(axis=1)
    rows = []
    for (a, b), pair in once.groupby([low, high], sort=True):
        ahead = int((pair[Spread.first_city] == a).sum())
        test = binomtest(ahead, len(pair))
        reach = test.proportion_ci(0.95)
        rows.append(
            {
                LeadAndLag.city_a: a,
                LeadAndLag.city_b: b,
                LeadAndLag.a_first: ahead,
                LeadAndLag.b_first: len(pair) - ahead,
                LeadAndLag.share_low: float(reach.low),
                LeadAndLag.share_high: float(reach.high),
                LeadAndLag.median_lag: float(pair[Spread.lag].median()),
                LeadAndLag.p_value: float(test.pvalue),
            }
        )
    table = LeadAndLag.of_rows(rows)
    table[LeadAndLag.q_value] = benjamini_hochberg(table[LeadAndLag.p_value].to_numpy(float))
    shared = table[LeadAndLag.a_first] + table[LeadAndLag.b_first]
    order = np.lexsort((table[LeadAndLag.city_b], table[LeadAndLag.city_a], -shared))
    return table.iloc[order].reset_index(drop=True)


def first_uses(
    articles: pd.DataFrame,
    cities: pd.DataFrame,
    words: str | Sequence[str] | Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """When each city first uses a word, and how long after the first of all.

    Parameters
    ----------
    articles : DataFrame
        `doc_id`, `date`, `text` and where present `title`.
    cities : DataFrame
        As `tag_cities` gives it; an article of several cities counts for its best.
    words : str, sequence of str, or mapping of str to sequence of str
        Looked for literally. A mapping gives each word the forms that count as it, itself among
        them only where it is listed: ``{"放管服": ["放管服", "放管结合、优化服务"]}``. A city that
        writes a formula out before it is shortened would otherwise look late.

    Returns
    -------
    DataFrame
        `word`, `city`, `date`, `lag` (days after the first city of this corpus, at most: the first
        use may have been earlier, in a text that is not there), `lag_low` (days after it at least,
        by `seen_without`; 0 where nothing is known), `doc_id`,
        `seen_without` (the city's last day before it with texts that lack the word: the first use
        lies between both days), `is_later` (whether that day is after the first city's use; where
        it is not, the city may have been as early), `since` (day of the city's first article: an
        earlier use would not be seen), `n_articles`. By word, date and city; cities that never use
        it last.

    Raises
    ------
    UsageError
        Where no word is given.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "text": ["双招双引", "双招双引见效"],
    ...     "date": pd.to_datetime(["2018-01-20", "2019-01-20"])})
    >>> cities = pd.DataFrame({"doc_id": ["a", "b"], "city": ["烟台", "德州"]})
    >>> first_uses(articles, cities, "双招双引")[["city", "lag"]].values.tolist()
    [['烟台', 0.0], ['德州', 365.0]]
    """
    forms = _forms(words)
    known = _dated(articles.drop(columns=Articles.duplicate_group, errors="ignore"), cities)
    if Articles.title in articles:
        titles = articles.set_index(Articles.doc_id)[Articles.title]
        heads = known[Articles.doc_id].map(titles).fillna("").astype(str)
        known[Articles.text] = heads + "\n" + known[Articles.text].astype(str)
    since = known.groupby(Cities.city)[Articles.date].min()
    tables = [_first_of(word, own, known, since) for word, own in forms.items()]
    return pd.concat(tables, ignore_index=True)


def _forms(words: str | Sequence[str] | Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What counts as each word."""
    if isinstance(words, Mapping):
        if flat := [word for word, own in words.items() if isinstance(own, str)]:
            raise UsageError(f"the forms of {flat[0]} must be a list; got a string.")
        given = {word: list(own) for word, own in words.items()}
    else:
        given = {word: [word] for word in ([words] if isinstance(words, str) else words)}
    forms = {
        word.strip(): [one.strip() for one in own if one.strip()] for word, own in given.items()
    }
    forms = {word: own for word, own in forms.items() if word and own}
    if not forms:
        raise UsageError("give a word to look for; got none.")
    return forms


def _first_of(word: str, forms: list[str], known: pd.DataFrame, since: pd.Series) -> pd.DataFrame:
    has_it = [any(form in text for form in forms) for text in known[Articles.text]]
    having = known[pd.Series(has_it, index=known.index, dtype=bool)]
    first = having.drop_duplicates(Cities.city).set_index(Cities.city)
    counts = having[Cities.city].value_counts()
    began = pd.to_datetime(first[Articles.date]).reindex(known[Cities.city]).to_numpy()
    before = known[(known[Articles.date].to_numpy() < began) | pd.isna(began)]
    without = before.groupby(Cities.city)[Articles.date].max()
    names = since.index.astype(str)
    dates = pd.to_datetime(first[Articles.date].reindex(names))
    table = pd.DataFrame(
        {
            FirstUses.word: word,
            FirstUses.city: names,
            FirstUses.date: dates.to_numpy(),
            FirstUses.lag: ((dates - dates.min()) / pd.Timedelta(days=1)).to_numpy(),
            FirstUses.lag_low: _at_least(dates, without.reindex(names)),
            FirstUses.doc_id: first[Articles.doc_id].reindex(names).to_numpy(),
            FirstUses.seen_without: without.reindex(names).to_numpy(),
            FirstUses.is_later: (without.reindex(names) >= dates.min()).to_numpy(bool),
            FirstUses.since: since.to_numpy(),
            FirstUses.n_articles: counts.reindex(names).fillna(0).to_numpy(int),
        }
    )
    table = table.sort_values([FirstUses.date, FirstUses.city], na_position="last")
    return FirstUses.of_rows(table[FirstUses.names()].to_dict("records"))


def _at_least(dates: pd.Series, without: pd.Series) -> Floats:
    """Days by which each city was surely later than the first; NaN where it has no first use."""
    days = ((without - dates.min()) / pd.Timedelta(days=1)).fillna(0).clip(lower=0)
    return np.asarray(days.where(dates.notna()), float)
