"""Names in, names out: theme models for document-term matrices."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis._typing import NamedModel, ThemeModel, TopicEngine, check_choice
from cityanalysis.errors import EmptyCorpusError, SeedWarning, UsageError, warn
from cityanalysis.frames import Hits, TopicTerms
from cityanalysis.text import DocumentTermMatrix
from cityanalysis.themes.corpus_support import MIN_ARTICLES
from cityanalysis.themes.describe import learned_terms
from cityanalysis.themes.lda import LDA
from cityanalysis.themes.lexicon import Theme
from cityanalysis.themes.nmf import NMF
from cityanalysis.themes.passages import pooled, training_counts
from cityanalysis.themes.result import ThemeFit
from cityanalysis.themes.rows import row_shares
from cityanalysis.themes.runs import align_topics, fit_runs
from cityanalysis.themes.seed_counts import (
    hits_of_terms,
    seed_columns,
    seed_weights,
)
from cityanalysis.themes.seeded import SeededLDA
from cityanalysis.themes.seeds import vet_seeds
from cityanalysis.themes.sentence_clusters import fit_clusters, weigh_by_terms
from cityanalysis.themes.stability import topic_stability

__all__ = ["apply_themes", "fit_themes", "fit_topics"]

_LARGE = 1000  # documents from which residual topics are many
_RESIDUAL, _MANY_RESIDUAL = 5, 15  # topics for what no theme names; of little text few can be told

# Estimators of discovered topics, by the name that `engine` takes.
TOPIC_ENGINES: dict[str, Callable[..., Any]] = {
    "vem": LDA,
    "gensim": lambda n, **options: LDA(n, engine="gensim", **options),
    "tomotopy": lambda n, **options: LDA(n, engine="tomotopy", **options),
    "nmf": NMF,
}
_APPLIED: dict[str, Callable[..., Any]] = {
    "seeded_lda": SeededLDA,
    "lda": LDA,
    "tomotopy": LDA,
    "nmf": NMF,
}


def fit_themes(
    dtm: DocumentTermMatrix,
    themes: Sequence[Theme],
    *,
    hits: pd.DataFrame | None = None,
    model: NamedModel = "auto",
    n_residual: int | None = None,
    runs: int = 1,
    seed: int = 0,
    jobs: int = 1,
) -> ThemeFit:
    """Weights of named themes in documents.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts.
    themes : sequence of Theme
        As `read_themes` gives them.
    hits : DataFrame, optional
        As `find_seeds` gives them: where the seeds stand, which says which to trust. Without, they
        are looked for among the terms. The weights themselves come from `dtm` alone.
    model : str
        ``lexicon`` (weights from seeds alone), ``seeded_lda``, or ``auto``: the second from 50
        documents on.
    n_residual : int, optional
        Topics for what no theme names; by default 5, and 15 from 1,000 documents on.
    runs : int
        Independent starts.
    seed : int
        Of the random draws: one seed always gives the same numbers.
    jobs : int
        Processes that share the runs; the result is the same for any number.

    Returns
    -------
    ThemeFit

    Raises
    ------
    UsageError
        Where an option has a value that is not offered or the matrix is weighted.
    EmptyCorpusError
        Where the matrix has no document.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> dtm = count_terms(pd.Series({"a": ["招商引资", "项目"], "b": ["天气"]}))
    >>> themes = [Theme("investment", "招商", "Investment", ("招商引资",))]
    >>> fit_themes(dtm, themes).theta.round(2)
    theme   investment  residual_1
    doc_id
    a              1.0         0.0
    b              0.0         1.0
    """
    _check(dtm, runs)
    chosen = _named_model(model, dtm)
    found = hits_of_terms(dtm, themes) if hits is None else hits
    vetted = vet_seeds(found, themes, dtm.n_documents)
    _warn(vetted)
    trusted = vetted.loc[~vetted["dropped"] & (vetted["n_hits"] > 0)]
    _warn_of_missing(dtm, trusted[Hits.seed])
    seeds = {t.id: trusted.loc[trusted[Hits.theme] == t.id, Hits.seed].tolist() for t in themes}
    if n_residual is None:
        many = _MANY_RESIDUAL if dtm.n_documents >= _LARGE else _RESIDUAL
        n_residual = 1 if chosen == "lexicon" else many
    settings = {"n_residual": n_residual, "runs": runs, "seeds": seeds}
    diagnostics: dict[str, Any] = {"seeds": vetted}
    if chosen == "lexicon":
        return _fit_lexicon(dtm, seeds, seed, settings, diagnostics)
    columns = seed_columns(dtm.vocabulary, seeds)
    estimator = SeededLDA(len(seeds) + n_residual, seeds=columns)
    naming = _Naming(chosen, (*seeds, *_residual(n_residual)), tuple(seeds))
    fit = _fit_estimator(estimator, dtm, naming, seed=seed, settings=settings, jobs=jobs)
    diagnostics["learned"] = learned_terms(fit.phi, seeds)
    return replace(fit, diagnostics={**fit.diagnostics, **diagnostics})


def fit_topics(
    dtm: DocumentTermMatrix,
    *,
    n_topics: int = 20,
    engine: TopicEngine = "vem",
    vectors: np.ndarray | None = None,
    runs: int = 1,
    seed: int = 0,
    jobs: int = 1,
) -> ThemeFit:
    """Discover topics that no one named.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts.
    n_topics : int
        Topics to discover; `choose_topics` helps to find the number.
    engine : str
        ``vem`` (variational EM in NumPy), ``gensim``, ``nmf``, ``tomotopy`` where it is
        installed, or, for short texts, ``embedding`` (clusters of sentence vectors).
    vectors : ndarray, shape (n_documents, n_dimensions), optional
        Of the same texts, as `text_vectors` gives them; ``embedding`` asks for them.
    runs : int
        Independent starts.
    seed : int
        Of the random draws: one seed always gives the same numbers.
    jobs : int
        Processes that share the runs; the result is the same for any number.

    Returns
    -------
    ThemeFit
        Themes ``topic_1`` and so on.

    Raises
    ------
    UsageError
        Where the engine is not offered or the matrix is weighted.
    EmptyCorpusError
        Where the matrix has no document.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> tokens = pd.Series({n: ["研发", "人才"] if n % 2 else ["蔬菜", "小麦"] for n in range(8)})
    >>> fit_topics(count_terms(tokens), n_topics=2).themes
    ('topic_1', 'topic_2')
    """
    _check(dtm, runs)
    check_choice("engine", engine, {*TOPIC_ENGINES, "embedding"})
    if n_topics < 1:
        raise UsageError(f"n_topics must be at least 1; got {n_topics}.")
    if engine == "embedding":
        if vectors is None:
            raise UsageError("engine 'embedding' needs `vectors`: pass text_vectors(articles).")
        return fit_clusters(dtm, vectors, n_topics=n_topics, runs=runs, seed=seed)
    names = tuple(f"topic_{number + 1}" for number in range(n_topics))
    model: ThemeModel = "lda" if engine == "vem" or engine == "gensim" else engine
    settings = {"n_topics": n_topics, "engine": engine, "runs": runs}
    estimator = TOPIC_ENGINES[engine](n_topics)
    naming = _Naming(model, topics=names, reported=names)
    return _fit_estimator(estimator, dtm, naming, seed=seed, settings=settings, jobs=jobs)


def apply_themes(fit: ThemeFit, dtm: DocumentTermMatrix) -> pd.DataFrame:
    """Weights of a fit's themes in other documents.

    Terms that the fit does not know are left out.

    Parameters
    ----------
    fit : ThemeFit
        What `fit_themes`, `fit_topics` or `load_fit` returned.
    dtm : DocumentTermMatrix
        Counts of the documents to be weighed.

    Returns
    -------
    DataFrame
        Like ``fit.theta``: index ``doc_id``, rows sum to 1.

    Raises
    ------
    UsageError
        Where the matrix is weighted.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> themes = [Theme("investment", "招商", "Investment", ("招商引资",))]
    >>> fit = fit_themes(count_terms(pd.Series({"a": ["招商引资"]})), themes)
    >>> apply_themes(fit, count_terms(pd.Series({"b": ["晴天"]})))
    theme   investment  residual_1
    doc_id
    b              0.0         1.0
    """
    _check_counts(dtm)
    if fit.model == "lexicon":
        columns = seed_columns(dtm.vocabulary, fit.settings["seeds"])
        weights = seed_weights(dtm.counts, columns, dtm.counts.sum(axis=1))
    elif fit.model == "embedding":
        weights = weigh_by_terms(fit.phi, _aligned(dtm.counts, dtm.vocabulary, fit.phi.columns))
    else:
        counts = _aligned(training_counts(dtm), dtm.vocabulary, fit.phi.columns)
        estimator = _APPLIED[fit.model](len(fit.phi))
        for name, array in fit.state.items():
            setattr(estimator, name, array)
        estimator.n_features_in_ = counts.shape[1]
        weights = pooled(estimator.transform(counts), dtm)
    return _theta(weights, dtm, fit.theta.columns)


def _check(dtm: DocumentTermMatrix, runs: int) -> None:
    _check_counts(dtm)
    if not dtm.n_documents:
        raise EmptyCorpusError("no document to fit themes to. Check what was read and kept.")
    if runs < 1:
        raise UsageError(f"runs must be at least 1; got {runs}.")


def _check_counts(dtm: DocumentTermMatrix) -> None:
    if dtm.weighting != "count":
        raise UsageError(
            f"themes are fitted to counts; this matrix is weighted by {dtm.weighting}. "
            "Use the matrix that count_terms gave."
        )


def _named_model(model: NamedModel, dtm: DocumentTermMatrix) -> ThemeModel:
    if model == "auto":
        filled = np.count_nonzero(np.diff(dtm.counts.indptr))
        return "seeded_lda" if filled >= MIN_ARTICLES else "lexicon"
    check_choice("model", model, NamedModel)
    return model if dtm.n_terms else "lexicon"


def _warn(vetted: pd.DataFrame) -> None:
    dropped = vetted[vetted["dropped"]]
    if len(dropped):
        words = _first(dropped[Hits.seed])
        warn(
            f"seed words that say little in these texts were dropped: {words}. "
            "They are too common, or stand without their theme's other seeds; "
            "docs/howto-themes.md says how to change them, tables/seed_doubts.csv of a run "
            "(in Python fit.diagnostics['seeds']) why.",
            SeedWarning,
        )


def _first(words: Iterable[str], most: int = 5) -> str:
    """The first few words, and how many more there are."""
    shown = list(words)
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def _residual(number: int) -> list[str]:
    return [f"residual_{n + 1}" for n in range(number)]


def _fit_lexicon(
    dtm: DocumentTermMatrix,
    seeds: Mapping[str, list[str]],
    seed: int,
    settings: dict[str, Any],
    diagnostics: dict[str, Any],
) -> ThemeFit:
    columns = seed_columns(dtm.vocabulary, seeds)
    names = pd.Index([*seeds, "residual_1"], name=Hits.theme)
    weights = seed_weights(dtm.counts, columns, dtm.counts.sum(axis=1))
    theta = _theta(weights, dtm, names)
    frequency = np.asarray(dtm.counts.sum(axis=0), dtype=float).ravel() + 1e-9
    phi = np.tile(np.full(dtm.n_terms, 1e-12), (len(names), 1))
    for row, own in enumerate(columns):
        phi[row, list(own)] = frequency[list(own)]
    rest = np.setdiff1d(np.arange(dtm.n_terms), [n for own in columns for n in own])
    phi[-1, rest] = frequency[rest]
    terms = pd.Index(dtm.vocabulary, name=TopicTerms.term)
    return ThemeFit(
        theta=theta,
        phi=pd.DataFrame(row_shares(phi), names, terms),
        model="lexicon",
        themes=tuple(seeds),
        seed=seed,
        settings=settings,
        diagnostics=diagnostics,
        runs=(theta,),
    )


class _Naming(NamedTuple):
    """What the parts of a fit are called: the model, its topics, and those of them to report."""

    model: ThemeModel
    topics: tuple[str, ...]
    reported: tuple[str, ...]


def _fit_estimator(
    estimator: Any,
    dtm: DocumentTermMatrix,
    naming: _Naming,
    *,
    seed: int,
    settings: dict[str, Any],
    jobs: int,
) -> ThemeFit:
    """Fit as often as ``settings["runs"]`` says; topics of later runs are put in the first's order.

    Topics that seeds hold in their places need no matching.
    """
    seeds = np.random.SeedSequence(seed).generate_state(settings["runs"]).tolist()
    counts = training_counts(dtm)
    fitted = fit_runs(estimator, counts, [int(s % 2**31) for s in seeds], jobs=jobs)
    first = fitted[0][0]["components_"]
    n_fixed = len(naming.reported) if naming.model == "seeded_lda" else 0
    orders = [align_topics(first, s["components_"], n_fixed=n_fixed) for s, _ in fitted]
    columns = pd.Index(naming.topics, name=Hits.theme)
    runs = tuple(
        _theta(pooled(w[:, order], dtm), dtm, columns) for (_, w), order in zip(fitted, orders)
    )
    phi = row_shares(first)
    stability = topic_stability([state["components_"] for state, _ in fitted], naming.topics)
    return ThemeFit(
        theta=runs[0],
        phi=pd.DataFrame(phi, columns, pd.Index(dtm.vocabulary, name=TopicTerms.term)),
        model=naming.model,
        themes=naming.reported,
        seed=seed,
        settings=settings,
        diagnostics={"stability": stability},
        runs=runs,
        state=fitted[0][0],
    )


def _warn_of_missing(dtm: DocumentTermMatrix, seeds: pd.Series) -> None:
    missing = sorted(set(seeds) - set(dtm.vocabulary))
    if missing:
        warn(
            f"seed words that stand in the texts but are no terms of the matrix: "
            f"{_first(missing)}. Weights leave them out. "
            "Where a longer word of the file of --dictionary holds one, take that word out, or "
            "make it a seed (--themes); in Python, pass the seeds to tokenize(dictionary=...).",
            SeedWarning,
        )


def _theta(weights: np.ndarray, dtm: DocumentTermMatrix, names: pd.Index) -> pd.DataFrame:
    return pd.DataFrame(weights, pd.Index(dtm.doc_ids, name=Hits.doc_id), names)


def _aligned(counts: Any, vocabulary: Sequence[str], terms: pd.Index) -> Any:
    """Counts with the fit's terms as columns."""
    place = pd.Index(list(vocabulary), dtype=object).get_indexer(terms)
    known = np.flatnonzero(place >= 0)
    shape = (len(vocabulary), len(terms))
    choose = sparse.csr_matrix((np.ones(len(known), int), (place[known], known)), shape=shape)
    return sparse.csr_matrix(counts @ choose)
