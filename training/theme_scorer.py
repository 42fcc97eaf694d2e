"""The weights of the theme scorer.

From the labelled texts and the invented articles (themes), and from news and reports without labels
(for the fast scorer). The arrays go into a file of their own beside the recipe, thresholds and
figures.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from cityanalysis.text import hash_ngrams
from cityanalysis.themes.learned_weights import (
    CENTRE_SCALE,
    NGRAM_BITS,
    Committee,
    Weights,
    weigh_ngrams,
)
from cityanalysis.themes.pair_features import of_sentences, pair_features, relative
from cityanalysis.themes.scorer import logits_of
from cityanalysis.themes.text_pieces import alone
from training import theme_learning as learning
from training import theme_thresholds as measures
from training.recipes import Inputs, Recipe
from training.theme_distilling import distil, ngrams_of, pieces_to_learn, unlabelled_texts
from training.theme_labels import Labelled, kept_vectors, read_labelled

FORMAT = 1
FOLDS = 10
FAST_FOLDS = 5


def packed(committee: Committee, name: str) -> dict[str, np.ndarray]:
    """Arrays of networks under their name and number."""
    arrays: dict[str, np.ndarray] = {}
    for own, network in enumerate(committee.networks):
        arrays |= {f"{name}{own}_mean": network.mean, f"{name}{own}_scale": network.scale}
        for number, (weights, bias) in enumerate(network.layers):
            arrays[f"{name}{own}_w{number}"] = weights.astype(np.float16)
            arrays[f"{name}{own}_b{number}"] = bias.astype(np.float16)
    return arrays


def small(table: np.ndarray, name: str) -> dict[str, np.ndarray]:
    """A table of n-gram weights in bytes, with the scale of each column."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-9) / 127
    return {
        f"{name}_ngrams": np.round(table / scale).astype(np.int8),
        f"{name}_ngram_scale": scale.astype(np.float32),
    }


def full_arrays(
    labelled: Labelled, ridge: learning.Ridge, idf: np.ndarray, test: np.ndarray
) -> dict[str, np.ndarray]:
    """Arrays of the full scorer, learned from all texts but the test texts."""
    scores = ridge.left_out(test, labelled.source)
    ngrams = sparse.csr_array(weigh_ngrams(labelled.ngrams, idf)[scores.train])
    said, near, weight = learning.pairs(labelled, scores.train)
    unknown = learning.learn_committee(labelled.features[scores.train], said, near, weight)
    return {
        "idf": idf.astype(np.float16),
        "centres": np.round(labelled.whole[scores.train] * CENTRE_SCALE).astype(np.int8),
        "alphas": scores.alphas.astype(np.float16),
        "full_offset": scores.alphas.sum(axis=0).astype(np.float32),
        **small(ngrams.T @ scores.alphas, "full"),
        **packed(learning.learn_second(labelled, scores), "full"),
        **packed(unknown, "unknown"),
    }


def fast_arrays(
    labelled: Labelled,
    arrays: dict[str, np.ndarray],
    data: Path,
    folder: Path | None,
    ridge: learning.Ridge,
) -> dict[str, np.ndarray]:
    """Arrays of the fast scorer, taught by the full one, and by the labels.

    `ridge` is that of n-grams alone.
    """
    known = {str(row["text"])[:60] for row in labelled.rows}
    texts = unlabelled_texts(data, known)
    pieces = pieces_to_learn(texts)
    vectors = kept_vectors(pieces.texts, folder)
    teacher = in_memory(arrays)
    logits = logits_of(pieces, vectors, labelled.themes, weights=teacher)
    idf = teacher.ngram_idf()
    table, offset = distil(ngrams_of(pieces, idf), logits)
    found = {**small(table, "fast"), "fast_offset": offset}
    scores = ridge.left_out(np.zeros(0, dtype=np.int64), labelled.source)
    labels = weigh_ngrams(labelled.ngrams, idf).T @ scores.alphas
    both = fast_features(labelled, found, idf)
    said, near, weight = learning.pairs(labelled, scores.train)
    features = learning.seeds_only(labelled.features)
    return {
        **found,
        **small(labels, "labels"),
        "labels_offset": scores.alphas.sum(axis=0).astype(np.float32),
        **packed(learning.learn_second(labelled, scores, both), "fast"),
        **packed(learning.learn_committee(features, said, near, weight), "unknown_fast"),
    }


def fast_features(labelled: Labelled, arrays: dict[str, np.ndarray], idf: np.ndarray) -> np.ndarray:
    """What the fast scorer knows of pairs but for what n-grams learned from the labels.

    Its n-grams were taught by the full scorer on other texts.
    """
    weights = Weights((), {}, arrays)
    whole = weights.of_ngrams(weigh_ngrams(labelled.ngrams, idf), "fast")
    own = hash_ngrams(labelled.pieces.texts, bits=NGRAM_BITS)
    each = of_sentences(labelled.pieces, weights.of_ngrams(weigh_ngrams(own, idf), "fast"))
    features = learning.seeds_only(labelled.features)
    return np.concatenate([features, relative(whole), each], axis=-1)


def fast_scores(
    labelled: Labelled,
    arrays: dict[str, np.ndarray],
    idf: np.ndarray,
    ridge: learning.Ridge,
    groups: Sequence[np.ndarray],
) -> np.ndarray:
    """Cross-validated log-odds of the fast scorer's second step.

    What the full scorer taught the first step of it comes from labels of all texts.
    """
    both = fast_features(labelled, arrays, idf)
    logits = np.zeros(labelled.said.shape)
    for test in groups:
        scores = ridge.left_out(test, labelled.source)
        network = learning.learn_second(labelled, scores, both)
        features = np.concatenate([both[test], relative(scores.test)], axis=-1)
        logits[test] = network.logit(features)
    return logits


def in_memory(arrays: dict[str, np.ndarray]) -> Weights:
    """Weights that are not written yet."""
    from cityanalysis.themes import read_themes

    return Weights(tuple(theme.id for theme in read_themes()), {}, arrays)


def sentence_limit(labelled: Labelled, ridge: learning.Ridge, idf: np.ndarray) -> float:
    """Threshold of sentences for themes that were not learned by name."""
    test = learning.folds_by_text(labelled, FAST_FOLDS)[0]
    weights = in_memory(full_arrays(labelled, ridge, idf, test))
    single = alone(labelled.pieces)
    features = pair_features(single, labelled.vectors, labelled.themes, labelled.themes)
    unknown = weights.committee("unknown").logit(features)
    return measures.sentence_threshold(measures.probability(unknown), labelled, test)


def measured(
    labelled: Labelled,
    names: list[str],
    scores: dict[str, np.ndarray],
    unknown: np.ndarray,
    own: np.ndarray,
    sentence: float,
) -> dict[str, Any]:
    """Thresholds and figures of one scorer; `own` are its themes' thresholds."""
    limits = {
        "threshold": own,
        "sentence_threshold": np.maximum(own, measures.SURE_OF_SENTENCE),
    }
    table = measures.table_of_themes(names, labelled, scores["by_source"], limits)
    limit = measures.one_threshold(unknown, labelled, measures.UNKNOWN_PRECISION)
    precision, recall, _ = measures.figures(unknown > limit, labelled)
    return {
        "figures": measures.all_figures(labelled, scores, unknown, own, limit),
        "by_theme": table,
        "unknown": {
            "threshold": round(limit, 3),
            "sentence_threshold": round(sentence, 3),
            "precision": round(precision, 3),
            "recall": round(recall, 3),
        },
    }


def learn(recipe: Recipe, inputs: Inputs) -> dict[str, Any]:
    """Thresholds and figures; the arrays are written beside them."""
    data = inputs.path("shared/data/theme_labels/units.jsonl.gz").parents[1]
    arrays, figures = learn_all(data, None)
    np.savez_compressed(recipe.path.with_suffix(".npz"), allow_pickle=False, **arrays)
    return figures


def learn_all(data: Path, folder: Path | None) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Arrays, and thresholds and figures; sentence vectors are kept in a folder if it is given."""
    labelled = read_labelled(data, folder)
    names = [theme.id for theme in labelled.themes.themes]
    idf = learning.rarity(labelled.ngrams)
    ridge = learning.Ridge(labelled, idf)
    by_text = learning.folds_by_text(labelled, FOLDS)
    by_source = learning.folds_by_source(labelled)
    scores = {
        "by_text": measures.probability(learning.cross_validate(labelled, ridge, by_text)),
        "by_source": measures.probability(learning.cross_validate(labelled, ridge, by_source)),
    }
    unknown = measures.probability(learning.themes_left_out(labelled, labelled.features))
    features = learning.seeds_only(labelled.features)
    unknown_fast = measures.probability(learning.themes_left_out(labelled, features))
    sentence = sentence_limit(labelled, ridge, idf)
    arrays = full_arrays(labelled, ridge, idf, np.zeros(0, dtype=np.int64))
    ridge = learning.Ridge(labelled, idf, with_vectors=False)
    arrays |= fast_arrays(labelled, arrays, data, folder, ridge)
    fast = {
        name: measures.probability(fast_scores(labelled, arrays, idf, ridge, groups))
        for name, groups in (("by_text", by_text), ("by_source", by_source))
    }
    own = measures.thresholds(scores["by_text"], scores["by_source"], labelled)
    # What the fast scorer's teacher knew of sources it cannot unlearn: only texts are left out.
    own_fast = measures.lowest_thresholds(fast["by_text"], labelled, measures.FAST_PRECISION)
    figures = {
        "format": FORMAT,
        "themes": names,
        "full": measured(labelled, names, scores, unknown, own, sentence),
        "fast": measured(labelled, names, fast, unknown_fast, own_fast, sentence),
    }
    return arrays, figures
