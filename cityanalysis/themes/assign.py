"""What an article is substantially about: a judgement from its seeds that a reader can check."""

import numpy as np
import pandas as pd

from cityanalysis.frames import Articles, Hits
from cityanalysis.themes.result import ThemeFit

__all__ = ["assign_themes", "main_theme", "theme_evidence"]

# Evidence: a seed twice in a text of 1,000 characters (1 + ln 2), or once in its headline.
_SUBSTANTIAL = 1.5
_BESIDE_STRONGEST = 0.25  # of the strongest theme's evidence; less is in passing
_IN_TITLE = 2.0  # what a seed in a title adds
_SHORT_SEED = 0.7  # a seed of two characters, as against 1: it stands inside other words more often
_ONE_PARAGRAPH = 0.7  # hits in a single paragraph of many, and in no title
_MANY_PARAGRAPHS = 5  # of an article, from which hits in one alone count less
_LENGTH = 1000  # characters of the article that evidence is measured against
_SHORTEST = 250  # characters: shorter articles are measured as if they had so many

_EVIDENCE = "evidence"
_COLUMNS = [Hits.doc_id, Hits.theme, _EVIDENCE, "n_hits", "n_seeds", "n_titles", "n_paragraphs"]


def theme_evidence(hits: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Strength of each theme's evidence in each article that has any.

    A seed found ``c`` times in the text and ``h`` times in headlines gives ``1 + ln c`` (nothing
    where c is 0) and ``2 sqrt(h)``; seeds of two characters give 0.7 of that. The sum over the
    theme's different seeds is divided by the square root of the article's length in thousands of
    characters (at least 0.25), so that it grows with density. Hits in one paragraph alone of an
    article of five or more, without a headline, count 0.7.

    Parameters
    ----------
    hits : DataFrame
        As `find_seeds` gives them.
    articles : DataFrame
        ``doc_id``, ``text``.

    Returns
    -------
    DataFrame
        ``doc_id``, ``theme``, ``evidence``, ``n_hits``, ``n_seeds`` (different ones),
        ``n_titles`` (hits in headlines) and ``n_paragraphs`` (of the text, with hits).

    Examples
    --------
    >>> from cityanalysis.themes.lexicon import Theme
    >>> from cityanalysis.themes.seeds import find_seeds
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["外贸进出口增长，外贸企业忙"]})
    >>> themes = [Theme("trade", "外贸", "Trade", ("外贸", "进出口"))]
    >>> theme_evidence(find_seeds(articles, themes), articles)[["theme", "n_hits", "n_seeds"]]
       theme  n_hits  n_seeds
    0  trade       3        2
    """
    places = hits.assign(is_title=hits[Hits.field] != "text", paragraph=_paragraphs(hits, articles))
    by_seed = places.groupby([Hits.doc_id, Hits.theme, Hits.seed], sort=False)["is_title"]
    seeds = by_seed.agg(n_titles="sum", n_hits="size").reset_index()
    in_text = (seeds["n_hits"] - seeds["n_titles"]).to_numpy(float)
    strength = np.where(in_text > 0, 1 + np.log(np.maximum(in_text, 1)), 0)
    strength += _IN_TITLE * np.sqrt(seeds["n_titles"].to_numpy(float))
    short = seeds[Hits.seed].str.len().to_numpy() <= 2
    seeds[_EVIDENCE] = strength * np.where(short, _SHORT_SEED, 1.0)
    table = seeds.groupby([Hits.doc_id, Hits.theme], sort=False).agg(
        evidence=(_EVIDENCE, "sum"),
        n_hits=("n_hits", "sum"),
        n_seeds=(Hits.seed, "size"),
        n_titles=("n_titles", "sum"),
    )
    inside = places[~places["is_title"]].groupby([Hits.doc_id, Hits.theme])["paragraph"].nunique()
    table["n_paragraphs"] = inside.reindex(table.index).fillna(0).astype(int)
    return _weighed(table.reset_index(), articles)[_COLUMNS]


def assign_themes(fit: ThemeFit, hits: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Themes that each article is substantially about.

    Those whose evidence (`theme_evidence`) is at least 1.5 and at least a quarter of the
    article's strongest theme. Seeds that the fit dropped do not count.

    Parameters
    ----------
    fit : ThemeFit
        Of named themes.
    hits : DataFrame
        As `find_seeds` gives them.
    articles : DataFrame
        ``doc_id``, ``text``.

    Returns
    -------
    DataFrame of bool
        Index ``doc_id``, a column per theme of the fit.

    Examples
    --------
    >>> from cityanalysis.text import count_terms, tokenize
    >>> from cityanalysis.themes import find_seeds, fit_themes, read_themes
    >>> text = "全市外贸进出口总额增长，海关通关更快，外贸企业抢抓订单。"
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    >>> themes = read_themes()
    >>> fit = fit_themes(count_terms(tokenize(articles)), themes)
    >>> about = assign_themes(fit, find_seeds(articles, themes), articles)
    >>> about.columns[about.loc["a"]].tolist()
    ['foreign_trade']
    """
    table = _substantial(fit, hits, articles)
    index = pd.Index(articles[Articles.doc_id], name=Hits.doc_id)
    columns = pd.Index(fit.themes, name=Hits.theme)
    values = np.zeros((len(index), len(columns)), dtype=bool)
    rows = index.get_indexer(pd.Index(table[Hits.doc_id]))
    values[rows, columns.get_indexer(pd.Index(table[Hits.theme]))] = True
    return pd.DataFrame(values, index=index, columns=columns)


def main_theme(fit: ThemeFit, hits: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """The theme with most evidence of those that each article is substantially about.

    Parameters
    ----------
    fit : ThemeFit
        Of named themes.
    hits : DataFrame
        As `find_seeds` gives them.
    articles : DataFrame
        ``doc_id``, ``text``.

    Returns
    -------
    Series of str
        Index ``doc_id``; missing where an article is about none.

    Examples
    --------
    >>> from cityanalysis.text import count_terms, tokenize
    >>> from cityanalysis.themes import find_seeds, fit_themes, read_themes
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["外贸进出口增长，海关忙。"]})
    >>> fit = fit_themes(count_terms(tokenize(articles)), read_themes())
    >>> main_theme(fit, find_seeds(articles, read_themes()), articles)["a"]
    'foreign_trade'
    """
    table = _substantial(fit, hits, articles)
    order = pd.Index(fit.themes).get_indexer(pd.Index(table[Hits.theme]))
    best = table.assign(order=order).sort_values([_EVIDENCE, "order"], ascending=[False, True])
    best = best.drop_duplicates(Hits.doc_id).set_index(Hits.doc_id)
    index = pd.Index(articles[Articles.doc_id], name=Hits.doc_id)
    return best[Hits.theme].reindex(index).rename("main_theme")


def _substantial(fit: ThemeFit, hits: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    dropped = {(theme, seed) for theme, seed in zip(*_dropped(fit)) if theme in fit.themes}
    pairs = zip(hits[Hits.theme], hits[Hits.seed])
    kept = np.array([(t, s) not in dropped for t, s in pairs], dtype=bool)
    known = hits[Hits.theme].isin(fit.themes) & hits[Hits.doc_id].isin(articles[Articles.doc_id])
    table = theme_evidence(hits[kept & known], articles)
    strongest = table.groupby(Hits.doc_id)[_EVIDENCE].transform("max")
    enough = (table[_EVIDENCE] >= _SUBSTANTIAL) & (
        table[_EVIDENCE] >= _BESIDE_STRONGEST * strongest
    )
    return table[enough]


def _dropped(fit: ThemeFit) -> tuple[list[str], list[str]]:
    vetted = fit.diagnostics.get("seeds")
    if vetted is None:
        return [], []
    dropped = vetted[vetted["dropped"]]
    return dropped[Hits.theme].tolist(), dropped[Hits.seed].tolist()


def _paragraphs(hits: pd.DataFrame, articles: pd.DataFrame) -> np.ndarray:
    """Number of the paragraph of the text in which each hit starts."""
    paragraphs = np.zeros(len(hits), dtype=np.int64)
    texts = dict(zip(articles[Articles.doc_id], articles[Articles.text].fillna("")))
    starts = hits[Hits.start].to_numpy(int)
    for doc_id, rows in hits.groupby(Hits.doc_id, sort=False).indices.items():
        lengths = [len(line) + 1 for line in texts.get(doc_id, "").split("\n")]
        paragraphs[rows] = np.searchsorted(np.cumsum(lengths), starts[rows], side="right")
    return paragraphs


def _weighed(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Evidence against the length of the article and the spread over its paragraphs."""
    texts = (
        articles.drop_duplicates(Articles.doc_id)
        .set_index(Articles.doc_id)[Articles.text]
        .fillna("")
    )
    length = texts.str.len().reindex(table[Hits.doc_id]).to_numpy(float)
    many = texts.str.count("\n").reindex(table[Hits.doc_id]).to_numpy() + 1 >= _MANY_PARAGRAPHS
    alone = many & (table["n_paragraphs"] == 1) & (table["n_titles"] == 0)
    scale = np.sqrt(np.maximum(length, _SHORTEST) / _LENGTH)
    factor = np.where(alone, _ONE_PARAGRAPH, 1.0) / scale
    return table.assign(evidence=table[_EVIDENCE] * factor)
