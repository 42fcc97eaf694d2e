"""How far texts are about named themes: a scorer that learned from labelled texts.

Themes of the package are scored by weights that were learned for each. A theme of one's own is
scored from its definition and seeds, by weights that were learned across themes and know none by
name. Both look at the same features (`pair_features`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.frames import Articles, Hits
from cityanalysis.text import embed
from cityanalysis.themes.formulas import is_formula
from cityanalysis.themes.learned_weights import Weights, read_weights, weigh_ngrams
from cityanalysis.themes.lexicon import Theme, read_themes
from cityanalysis.themes.long_texts import long_texts, parts_of, score_of_parts
from cityanalysis.themes.pair_features import of_sentences, pair_features, relative
from cityanalysis.themes.round_ups import items_of, score_of_items
from cityanalysis.themes.rows import unit_rows
from cityanalysis.themes.sentence_facts import Facts, facts_of
from cityanalysis.themes.sentence_table import SentenceVectors, place_vectors
from cityanalysis.themes.text_pieces import Pieces, alone, cut_into_pieces
from cityanalysis.themes.theme_vectors import ThemeVectors, describe_themes

__all__ = [
    "HEADLINE_FACTOR",
    "ThemeScores",
    "documents_of",
    "is_learned",
    "logits_of",
    "score_themes",
    "share_of_text",
]

_DECIMALS = 2  # scores of two types of processor agree to that, but for a few on the border
_BATCH = 2048  # pieces whose features are held in memory at once
# Of headlines that stand alone fewer are scored high, and those that are, rightly: at this part of
# the thresholds precision is .8 and more where headlines were not learned from.
HEADLINE_FACTOR = 0.9
_AT_ONCE = 1_000  # texts whose sentences are held in memory at once
_HEADLINE_LENGTH = 40  # characters; a longer sentence is a paragraph
_FEW = 3  # sentences; no longer text is of salutations and thanks alone
_CLOSED = ("。", "！", "？", "；", ";")


@dataclass(frozen=True, slots=True, eq=False)
class ThemeScores:
    """What texts are about, two ways.

    Attributes
    ----------
    about : DataFrame of bool
        Index ``doc_id``, a column per theme: whether the text is substantially about it.
    score : DataFrame
        Probability of that, to two decimals.
    share : DataFrame
        Share of the text's characters that stand in sentences on the theme. A sentence may be on
        several themes or on none, so that rows need not sum to 1.
    weights : DataFrame
        The same, with a sentence on several themes dealt out among them: rows sum to 1 at most.
    main : Series of str
        The theme with the highest score of those that each text is about; missing where none is.
    encoder : str or None
        What gave the sentence vectors; None of the fast scorer.
    sentences : SentenceVectors or None
        The texts' sentences and their vectors, where they were asked for.
    """

    about: pd.DataFrame
    score: pd.DataFrame
    share: pd.DataFrame
    weights: pd.DataFrame
    encoder: str | None
    sentences: SentenceVectors | None = None

    @property
    def main(self) -> pd.Series:
        """The strongest theme of each text; missing where it is about none."""
        held = self.score.where(self.about, -1.0).to_numpy()
        best = np.array([*self.about.columns, None], dtype=object)
        place = held.argmax(axis=1) if held.shape[1] else np.zeros(len(held), dtype=int)
        place = np.where(self.about.to_numpy().any(axis=1), place, len(best) - 1)
        return pd.Series(best[place], self.about.index, name="main_theme", dtype="str")


def score_themes(
    articles: pd.DataFrame,
    themes: Sequence[Theme] | None = None,
    *,
    encoder: str | None = "use",
    with_shares: bool = True,
    keep_vectors: bool = False,
) -> ThemeScores:
    """Score texts on named themes.

    A text is its title and its text, a line each: which of the two a sentence stands in makes no
    difference, and a row may be a headline alone. A round-up (`items_of`) is about what the items
    of a quarter of it are about, and a text longer than any that the scorer learned from is about
    what its parts (`parts_of`) of a quarter are about. The share of a text is the sum over its
    sentences, so that of two texts joined is the mean of theirs, weighted by length.

    Parameters
    ----------
    articles : DataFrame
        ``doc_id``, ``text`` and, where there are any, ``title``.
    themes : sequence of Theme, optional
        Those of the package by default. One that has the id and the definition of a packaged
        theme is scored by the weights learned for that; any other by its definition and seeds.
    encoder : str or None
        See `cityanalysis.text.embed`; None for the fast scorer, which does without sentence
        vectors.
    with_shares : bool
        Whether sentences are scored one by one too; shares and weights are 0 otherwise.
    keep_vectors : bool
        Whether the sentences' vectors are handed back; the fast scorer has none.

    Returns
    -------
    ThemeScores

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["全市外贸进出口增长，海关通关更快。"]})
    >>> scores = score_themes(articles)
    >>> scores.about.columns[scores.about.loc["a"]].tolist()
    ['foreign_trade']
    """
    chosen = tuple(themes) if themes is not None else read_themes()
    asked = describe_themes(chosen, encoder=encoder)
    some = [articles[at : at + _AT_ONCE] for at in range(0, max(len(articles), 1), _AT_ONCE)]
    parts = [_score(part, asked, encoder, with_shares, keep_vectors) for part in some]
    if len(parts) == 1:
        return parts[0]
    names = ("about", "score", "share", "weights")
    frames = {name: pd.concat([getattr(part, name) for part in parts]) for name in names}
    kept = SentenceVectors.joined(part.sentences for part in parts if part.sentences is not None)
    return ThemeScores(**frames, encoder=encoder, sentences=kept if len(kept.places) else None)


def _score(
    articles: pd.DataFrame,
    asked: ThemeVectors,
    encoder: str | None,
    with_shares: bool,
    keep_vectors: bool,
) -> ThemeScores:
    """The scores of a few texts."""
    chosen = asked.themes
    index = pd.Index(articles[Articles.doc_id], name=Hits.doc_id)
    columns = pd.Index([theme.id for theme in chosen], name=Hits.theme)
    documents = documents_of(articles)
    pieces = cut_into_pieces(documents)
    vectors = None if encoder is None else embed(pieces.texts, encoder=encoder)
    facts = facts_of(pieces.texts, chosen, read_weights(), with_vectors=vectors is not None)
    score = _probability(logits_of(pieces, vectors, asked, facts=facts))
    score[_says_nothing(pieces)] = 0
    for row, of_parts in _long(pieces, vectors, asked, facts):
        score[row] = of_parts
    for row, of_items in _round_ups(documents, asked, encoder):
        score[row] = of_items
    limits = _limits(chosen, "threshold", encoder)[None, :]
    alone_factor = np.where(_headlines_alone(pieces), HEADLINE_FACTOR, 1.0)[:, None]
    about = score > limits * alone_factor
    share = weights = np.zeros((len(index), len(columns)))
    if with_shares:
        on = _probability(logits_of(alone(pieces), vectors, asked, facts=facts))
        on_theme = on > _limits(chosen, "sentence_threshold", encoder)[None, :]
        on_theme[_of_form(pieces.texts, np.asarray(on_theme.any(axis=1)))] = False
        share = _shares(pieces, on_theme.astype(float))
        weights = _shares(pieces, on_theme / np.maximum(on_theme.sum(axis=1, keepdims=True), 1))
    return ThemeScores(
        about=pd.DataFrame(about, index, columns),
        score=pd.DataFrame(score, index, columns),
        share=pd.DataFrame(share, index, columns),
        weights=pd.DataFrame(weights, index, columns),
        encoder=encoder,
        sentences=place_vectors(articles, pieces, vectors) if keep_vectors else None,
    )


def _of_form(texts: Sequence[str], asked: np.ndarray) -> np.ndarray:
    """Which of the sentences that are asked about are of form alone."""
    return np.array([bool(ask) and is_formula(text) for text, ask in zip(texts, asked)], dtype=bool)


def _says_nothing(pieces: Pieces) -> np.ndarray:
    """Texts without a sentence, and short ones all of whose sentences are of form."""
    short = np.diff(pieces.members.indptr) <= _FEW
    asked = np.zeros(len(pieces.texts), dtype=bool)
    asked[sparse.csr_array(pieces.members[np.flatnonzero(short)]).indices] = True
    of_form = _of_form(pieces.texts, asked)
    return np.asarray(short & (pieces.members @ (~of_form).astype(float) == 0))


def _long(
    pieces: Pieces, vectors: np.ndarray | None, asked: ThemeVectors, facts: Facts
) -> Iterator[tuple[int, np.ndarray]]:
    """Row and score of each long text."""
    rows = long_texts(pieces)
    if not len(rows):
        return
    parts, owner = parts_of(pieces, rows)
    scores = _probability(logits_of(parts, vectors, asked, facts=facts))
    for row in rows:
        yield row, score_of_parts(scores[owner == row])


def _round_ups(
    documents: Sequence[str], asked: ThemeVectors, encoder: str | None
) -> Iterator[tuple[int, np.ndarray]]:
    """Row and score of each round-up."""
    found = [(row, items) for row, text in enumerate(documents) if (items := items_of(text))]
    if not found:
        return
    pieces = cut_into_pieces([item for _, items in found for item in items])
    vectors = None if encoder is None else embed(pieces.texts, encoder=encoder)
    scores = _probability(logits_of(pieces, vectors, asked))
    start = 0
    for row, items in found:
        yield row, score_of_items(scores[start : start + len(items)], items)
        start += len(items)


def share_of_text(
    articles: pd.DataFrame, themes: Sequence[Theme] | None = None, *, encoder: str | None = "use"
) -> pd.DataFrame:
    """Share of each text's characters that stand in sentences on each theme.

    The unit of the Manifesto Project and of agenda research.

    Parameters
    ----------
    articles : DataFrame
        ``doc_id``, ``text`` and, where there are any, ``title``.
    themes : sequence of Theme, optional
        Those of the package by default.
    encoder : str or None
        See `cityanalysis.text.embed`; None for the fast scorer, which does without sentence
        vectors.

    Examples
    --------
    >>> text = "全市外贸进出口增长，海关通关更快。县医院请来专家给患者看病。"
    >>> share = share_of_text(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> share.loc["a", ["foreign_trade", "health"]].round(2).tolist()
    [0.57, 0.43]
    """
    return score_themes(articles, themes, encoder=encoder).share


def logits_of(
    pieces: Pieces,
    vectors: np.ndarray | None,
    asked: ThemeVectors,
    *,
    weights: Weights | None = None,
    facts: Facts | None = None,
) -> np.ndarray:
    """Log-odds that each piece is about each theme, shape (n_pieces, n_themes).

    By the packaged weights where no others are given. `facts` are those of the pieces' sentences,
    for those who have them.
    """
    weights = weights or read_weights()
    if facts is None:
        with_vectors = vectors is not None
        facts = facts_of(pieces.texts, asked.themes, weights, with_vectors=with_vectors)
    packaged = {theme.id: theme for theme in read_themes()}
    known = np.array([is_learned(theme, packaged) for theme in asked.themes], dtype=bool)
    whole = tuple(packaged.values())
    background = asked if asked.themes == whole else _background(whole, vectors)
    unknown = weights.committee("unknown_fast" if vectors is None else "unknown")
    logits = np.zeros((len(pieces.heads), len(known)), dtype=np.float32)
    for start in range(0, len(logits), _BATCH):
        part = _part(pieces, start, start + _BATCH)
        own = None if vectors is None else vectors[part.kept]
        said = facts.of(part.kept)
        features = pair_features(part.pieces, own, asked, background, hits=said.hits)
        rows = slice(start, start + _BATCH)
        if not known.all():
            logits[rows, ~known] = unknown.logit(features[:, ~known])
        if known.any():
            learned = _learned(part.pieces, own, said, features, asked, weights)
            logits[rows, known] = learned[:, known]
    return logits


def is_learned(theme: Theme, packaged: dict[str, Theme]) -> bool:
    """Whether the weights that were learned for a packaged theme are those of this one."""
    return theme.id in packaged and theme.definition == packaged[theme.id].definition


def _learned(
    pieces: Pieces,
    vectors: np.ndarray | None,
    facts: Facts,
    features: np.ndarray,
    asked: ThemeVectors,
    weights: Weights,
) -> np.ndarray:
    if vectors is not None:
        counts = sparse.csr_array(pieces.members @ facts.ngrams)
        ngrams = weigh_ngrams(counts, weights.ngram_idf())
        beside = relative(weights.first(ngrams, unit_rows(pieces.pooling() @ vectors)))
    else:
        assert facts.scores is not None
        taught, labels = facts.of_pieces(pieces, weights)
        each = of_sentences(pieces, facts.scores[:, : len(weights.themes)])
        beside = np.concatenate([relative(taught), each, relative(labels)], axis=-1)
    place = [weights.themes.index(t.id) if t.id in weights.themes else 0 for t in asked.themes]
    network = weights.committee("fast" if vectors is None else "full")
    return network.logit(np.concatenate([features, beside[:, place]], axis=-1))


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    pieces: Pieces
    kept: np.ndarray


def _part(pieces: Pieces, start: int, end: int) -> _Part:
    """Some of the pieces, and the sentences that they need."""
    members = sparse.csr_array(pieces.members[start:end])
    kept, columns = np.unique(members.indices, return_inverse=True)
    narrow = (members.data, columns, members.indptr)
    heads = np.searchsorted(kept, pieces.heads[start:end])
    heads = np.where(pieces.heads[start:end] >= 0, heads, -1)
    texts = tuple(pieces.texts[number] for number in kept)
    shape = (members.shape[0], len(kept))
    return _Part(Pieces(texts, sparse.csr_array(narrow, shape=shape), heads), kept)


def _background(themes: tuple[Theme, ...], vectors: np.ndarray | None) -> ThemeVectors:
    return describe_themes(themes, encoder=None if vectors is None else "use")


def _headlines_alone(pieces: Pieces) -> np.ndarray:
    """Which pieces are a headline and nothing else."""
    n = np.diff(pieces.members.indptr)
    short = [len(t) <= _HEADLINE_LENGTH and not t.endswith(_CLOSED) for t in (*pieces.texts, "")]
    return np.asarray((n == 1) & np.array(short)[pieces.heads])


def documents_of(articles: pd.DataFrame) -> list[str]:
    """Headline and text of each row, a line each."""
    texts = articles[Articles.text].fillna("").tolist()
    titles = (
        articles[Articles.title].fillna("").tolist()
        if Articles.title in articles
        else [""] * len(texts)
    )
    return [f"{title}\n{text}" for title, text in zip(titles, texts)]


def _probability(logits: np.ndarray) -> np.ndarray:
    odds = np.exp(-np.clip(logits.astype(float), -30, 30))
    return np.asarray(1 / (1 + odds)).round(_DECIMALS)


def _limits(themes: Sequence[Theme], name: str, encoder: str | None) -> np.ndarray:
    """Threshold of each theme; that of themes without labels for those not learned by name."""
    measured = read_weights().measured["full" if encoder else "fast"]
    packaged = {theme.id: theme for theme in read_themes()}
    return np.array(
        [
            measured["by_theme"][theme.id][name]
            if is_learned(theme, packaged)
            else measured["unknown"][name]
            for theme in themes
        ]
    )


def _shares(pieces: Pieces, on_theme: np.ndarray) -> np.ndarray:
    """Share of each piece's characters; `on_theme` is what part of a sentence is on each theme."""
    length = pieces.members @ pieces.lengths
    on = pieces.members @ (on_theme * pieces.lengths[:, None])
    return np.asarray(on / np.maximum(length, 1)[:, None])
