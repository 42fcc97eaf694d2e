"""A theme of one's own: words proposed from the corpus, and its precision by reading."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, SeedSuggestions, SimilarSentences
from cityanalysis.text import SentenceIndex, embed, tokenize
from cityanalysis.themes.lexicon import Theme

__all__ = ["draw_to_judge", "precision_of", "suggest_theme", "theme_toml"]

# Sentences from which a theme's own words can be told; with fewer, so many of near meaning join.
_ENOUGH, _NEAREST = 5, 30
# Cosine to name and definition from which a sentence may be on the theme, and up to which it is
# on something else: read off on news of 2021 for two themes.
_NEAR, _FAR = 0.35, 0.2
_LEAST_Z = 1.96  # two-sided 5 %
# Words of a genre (推进, 成果) lie below this cosine to a theme's name, words of the theme above.
_LEAST_COSINE = 0.15
_LOOKED_AT = 300  # words whose meaning is looked at, those with the largest z
_RARE = 3  # articles; a word of fewer is called rare
# Of a word's sentences that are on the theme or surely on something else, the part of the latter
# from which it is called common.
_COMMON = 0.6
# A word beside the theme (机场 for 低空经济) is common too: at most half of its sentences are near
# the theme, or on the whole they are under this part as near as those that have a word given.
_HALF, _AS_NEAR = 0.5, 0.8
_SHOWN_CITIES = 5  # cities whose counts stand beside a word
_LONGEST_WORD = 8  # characters of two words that stand together


class _Words(NamedTuple):
    """Which sentence has which word: rows of sentences by word."""

    rows: dict[str, NDArray[np.int64]]
    is_theme: NDArray[np.bool_]


def suggest_theme(
    corpus: pd.DataFrame | SentenceIndex,
    words: str | Sequence[str],
    *,
    definition: str = "",
    cities: pd.DataFrame | None = None,
    n: int = 20,
) -> pd.DataFrame:
    """Propose seed words for a theme, from the sentences of a corpus that are on it.

    On the theme are the sentences that have one of the words; where they are under five, also
    the thirty nearest in meaning to the words and the definition. Proposed is what these sentences
    have more often than all others (log-odds), single words and two that stand together.

    Doubted as ``apart`` are words that no sentence has beside a word given, so that nothing but
    their meaning speaks for them (临空经济 for 低空经济); as ``common`` words whose sentences are
    mostly on something else, or on the whole less near to the theme than those of the words given.

    Parameters
    ----------
    corpus : DataFrame or SentenceIndex
        Articles, or their index.
    words : str or sequence of str
        What the theme is called, and words that surely speak for it.
    definition : str
        A sentence that says what the theme is about.
    cities : DataFrame, optional
        As `tag_cities` gives it: counts by city then stand beside each word.
    n : int
        Words proposed beside those given.

    Returns
    -------
    DataFrame
        The words given, then by z times similarity: `word`, `is_given`, `z` (NaN for words given),
        `similarity`, `n_articles`, `by_city`, `n_theme`, `n_other`, `doubt`, `contexts` (three
        sentences to judge the word by).

    Raises
    ------
    UsageError
        Where no word is given, or no sentence of the corpus is on the theme.

    References
    ----------
    Haldane 1956, Annals of Human Genetics 20 (log-odds of small counts).

    Examples
    --------
    >>> on = ["无人机送来外卖，低空经济起步。", "低空经济要有无人机。", "无人机带来低空经济。"]
    >>> texts = [*on, "小麦丰收。", "学校开学。", "医院搬迁。", "地铁通车。", "公园开放。"]
    >>> articles = pd.DataFrame({"doc_id": list("abcdefgh"), "title": None, "text": texts})
    >>> suggest_theme(articles, "低空经济", n=1)["word"].tolist()
    ['低空经济', '无人机']
    """
    given = _given(words)
    index = corpus if isinstance(corpus, SentenceIndex) else SentenceIndex.of(corpus)
    closeness = index.vectors @ embed(["，".join([*given, definition])])[0]
    said = index.places[SimilarSentences.sentence].tolist()
    found = _Words(_rows(said, given), _on_theme(said, given, closeness))
    if not found.is_theme.any():
        raise UsageError(
            f"no sentence of the corpus is on {given[0]}. Name other words, or give a definition."
        )
    has_given = np.unique(np.concatenate([found.rows[word] for word in given]))
    least = _AS_NEAR * float(closeness[has_given].mean()) if len(has_given) else 0.0
    z = _log_odds(found)
    near = _closest(z, given, embed(["，".join([*given, definition])])[0])
    proposed = _without_parts(near, given)[:n]
    rows = [
        _row(word, index.places, found, closeness, cities)
        | {
            SeedSuggestions.is_given: word in given,
            SeedSuggestions.z: float("nan") if word in given else round(z[word], 2),
            SeedSuggestions.similarity: round(near[word], 3),
        }
        | _loose(word in given, found.rows[word], has_given, closeness, least)
        for word in [*given, *proposed]
    ]
    return SeedSuggestions.of_rows(rows)


def _given(words: str | Sequence[str]) -> list[str]:
    named = [words] if isinstance(words, str) else list(words)
    kept = list(dict.fromkeys(word.strip() for word in named if word.strip()))
    if not kept:
        raise UsageError("give the theme's name, or a word that speaks for it; got none.")
    return kept


def _on_theme(
    said: Sequence[str], given: Sequence[str], closeness: NDArray[np.float32]
) -> NDArray[np.bool_]:
    has = np.array([any(word in text for word in given) for text in said], dtype=bool)
    if has.sum() >= _ENOUGH:
        return has
    nearest = np.argsort(-closeness, kind="stable")[:_NEAREST]
    has[nearest[closeness[nearest] >= _NEAR]] = True
    return has


def _rows(said: Sequence[str], given: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """Word → the sentences that have it: words given, single words, and two that stand together."""
    units = pd.DataFrame(
        {
            Articles.doc_id: [str(number) for number in range(len(said))],
            Articles.title: None,
            Articles.text: list(said),
        }
    )
    rows: dict[str, list[int]] = {word: [] for word in given}
    for number, (text, tokens) in enumerate(
        zip(said, tokenize(units, dictionary=given), strict=True)
    ):
        pairs = [a + b for a, b in pairwise(tokens) if a + b in text]
        for word in sorted({*filter(_is_word, (*tokens, *pairs))} - set(given)):
            rows.setdefault(word, []).append(number)
        for word in given:
            if word in text:
                rows[word].append(number)
    return {word: np.array(numbers, dtype=np.int64) for word, numbers in rows.items()}


def _is_word(word: str) -> bool:
    return 2 <= len(word) <= _LONGEST_WORD and all(
        "\u4e00" <= letter <= "\u9fff" for letter in word
    )


def _log_odds(found: _Words) -> dict[str, float]:
    """z of each word: sentences on the theme against all others, half a sentence added to each."""
    n_theme = int(found.is_theme.sum())
    n_other = len(found.is_theme) - n_theme
    z = {}
    for word, rows in found.rows.items():
        here = int(found.is_theme[rows].sum())
        there = len(rows) - here
        if here < 2:
            continue
        cells = np.array([here, n_theme - here, there, n_other - there]) + 0.5
        odds = np.log(cells[0] / cells[1]) - np.log(cells[2] / cells[3])
        z[word] = float(odds / np.sqrt((1 / cells).sum()))
    return z


def _closest(
    z: Mapping[str, float], given: Sequence[str], meaning: NDArray[np.float32]
) -> dict[str, float]:
    """Words by z times the cosine to the theme's meaning, with that cosine; those given too.

    Frequency alone puts forward the verbs of a genre (推进, 巩固), meaning alone words that never
    stand with the theme.
    """
    telling = [word for word in sorted(z, key=lambda w: (-z[w], w)) if z[word] >= _LEAST_Z]
    words = [*given, *(word for word in telling[:_LOOKED_AT] if word not in given)]
    cosine = dict(zip(words, map(float, embed(words) @ meaning), strict=True))
    kept = [word for word in words if word in given or cosine[word] >= _LEAST_COSINE]
    return {w: cosine[w] for w in sorted(kept, key=lambda w: -z.get(w, 0.0) * cosine[w])}


def _without_parts(words: Iterable[str], given: Sequence[str]) -> list[str]:
    """Leave out what holds a word given (发展夜间经济), or repeats or lengthens a better one."""
    kept: list[str] = []
    for word in words:
        if not any(one in word for one in (*given, *kept)) and not any(word in one for one in kept):
            kept.append(word)
    return kept


def _row(
    word: str,
    places: pd.DataFrame,
    found: _Words,
    closeness: NDArray[np.float32],
    cities: pd.DataFrame | None,
) -> dict[str, object]:
    rows = found.rows[word]
    is_far = closeness[rows] < _FAR
    n_theme, n_other = int(found.is_theme[rows].sum()), int((is_far & ~found.is_theme[rows]).sum())
    articles = set(places[SimilarSentences.doc_id].iloc[rows])
    counts = _by_city(articles, cities)
    return {
        SeedSuggestions.word: word,
        SeedSuggestions.n_articles: len(articles),
        SeedSuggestions.by_city: "、".join(
            f"{city}{count}" for city, count in counts.most_common(_SHOWN_CITIES)
        ),
        SeedSuggestions.n_theme: n_theme,
        SeedSuggestions.n_other: n_other,
        SeedSuggestions.doubt: _doubt(len(articles), n_other / max(n_other + n_theme, 1), counts),
        SeedSuggestions.contexts: _contexts(rows, places, closeness),
    }


def _loose(
    is_given: bool,
    rows: NDArray[np.int64],
    has_given: NDArray[np.int64],
    closeness: NDArray[np.float32],
    least: float,
) -> dict[str, object]:
    """The doubt of a word proposed that never stands beside one given, or mostly off the theme."""
    if is_given:
        return {}
    if not np.isin(rows, has_given).any():
        return {SeedSuggestions.doubt: "apart"}
    is_loose = (closeness[rows] >= _NEAR).mean() <= _HALF or closeness[rows].mean() < least
    return {SeedSuggestions.doubt: "common"} if is_loose else {}


def _by_city(articles: set[str], cities: pd.DataFrame | None) -> Counter[str]:
    if cities is None:
        return Counter()
    best = cities.drop_duplicates(Cities.doc_id)
    own = best.loc[best[Cities.doc_id].isin(articles), Cities.city]
    return Counter(sorted(own.astype(str)))


def _doubt(n_articles: int, other: float, counts: Counter[str]) -> str | None:
    if other >= _COMMON:
        return "common"
    if n_articles < _RARE:
        return "rare"
    return "one_city" if len(counts) == 1 else None


def _contexts(
    rows: NDArray[np.int64], places: pd.DataFrame, closeness: NDArray[np.float32]
) -> list[str]:
    """The sentence nearest to the theme, and the two farthest from it."""
    order = rows[np.argsort(-closeness[rows], kind="stable")]
    chosen = dict.fromkeys([*order[:1], *order[::-1][:2]])
    return [str(places[SimilarSentences.sentence].iloc[number]) for number in chosen]


def theme_toml(
    theme_id: str, label: str, definition: str, seeds: Iterable[str], *, label_en: str = ""
) -> str:
    """A theme as text for a themes file.

    Parameters
    ----------
    theme_id : str
        Letters, digits and underscores.
    label, definition : str
        What the theme is called, and a sentence on what it is about.
    seeds : iterable of str
        Words that speak for it.
    label_en : str
        By default the id.

    Examples
    --------
    >>> print(theme_toml("low_altitude", "低空经济", "无人机和通用航空的产业。", ["低空经济"]))
    [[theme]]
    id = "low_altitude"
    label_zh = "低空经济"
    label_en = "low_altitude"
    definition = "无人机和通用航空的产业。"
    seeds = [
      "低空经济",
    ]
    <BLANKLINE>
    """

    def quoted(text: str) -> str:
        plain = " ".join(text.split())
        return json.dumps("".join(filter(str.isprintable, plain)), ensure_ascii=False)

    fields = {
        "id": theme_id,
        "label_zh": label,
        "label_en": label_en or theme_id,
        "definition": definition or label,
    }
    lines = [f"{name} = {quoted(value)}" for name, value in fields.items()]
    words = "".join(f"  {quoted(seed)},\n" for seed in seeds)
    return "\n".join(["[[theme]]", *lines, f"seeds = [\n{words}]", ""])


def draw_to_judge(
    corpus: pd.DataFrame | SentenceIndex, theme: Theme, *, n: int = 30, seed: int = 0
) -> pd.DataFrame:
    """Draw sentences that have a seed of a theme, to be judged by a reader.

    Parameters
    ----------
    corpus : DataFrame or SentenceIndex
        Articles, or their index.
    theme : Theme
        The theme whose seeds are judged.
    n : int
        Sentences; all where there are fewer.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    DataFrame
        `doc_id`, `field`, `start`, `end`, `sentence`; at most one per seed and article.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "title": None, "text": ["建通用机场。下雨了。"]})
    >>> theme = Theme("low", "低空经济", "Low altitude", ("通用机场",))
    >>> draw_to_judge(articles, theme)["sentence"].tolist()
    ['建通用机场。']
    """
    index = corpus if isinstance(corpus, SentenceIndex) else SentenceIndex.of(corpus)
    places = index.places
    named = [
        next((word for word in theme.seeds if word in text), None)
        for text in places[SimilarSentences.sentence]
    ]
    held = places.assign(seed=pd.Series(named, index=places.index, dtype="str")).dropna(
        subset=["seed"]
    )
    held = held.drop_duplicates([SimilarSentences.doc_id, "seed"])
    held = held.drop_duplicates(SimilarSentences.sentence).reset_index(drop=True)
    order = np.random.default_rng(seed).permutation(len(held))[:n]
    columns = [SimilarSentences.doc_id, SimilarSentences.field, SimilarSentences.start]
    columns += [SimilarSentences.end, SimilarSentences.sentence]
    return held.loc[order, columns].reset_index(drop=True)


def precision_of(judged: Sequence[bool]) -> tuple[float, float, float]:
    """Share of sentences judged right, with its 95 % interval.

    Parameters
    ----------
    judged : sequence of bool
        Whether each sentence is on the theme.

    Returns
    -------
    share, low, high : float
        Wilson's interval.

    References
    ----------
    Wilson 1927, JASA 22.

    Examples
    --------
    >>> [round(value, 2) for value in precision_of([True] * 27 + [False] * 3)]
    [0.9, 0.74, 0.97]
    """
    from scipy.stats import binomtest

    if not judged:
        return float("nan"), 0.0, 1.0
    found = binomtest(sum(judged), len(judged))
    low, high = found.proportion_ci(method="wilson")
    return sum(judged) / len(judged), float(low), float(high)
