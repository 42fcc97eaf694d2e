"""Planted topics: documents whose topics, weights and cities are known."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment


@dataclass(frozen=True)
class Planted:
    """Counts and the truth behind them."""

    counts: sparse.csr_matrix
    theta: np.ndarray
    phi: np.ndarray
    city: np.ndarray


def planted_topics(
    *,
    n_documents: int = 20_000,
    n_terms: int = 20_000,
    n_themes: int = 12,
    n_background: int = 8,
    n_cities: int = 100,
    seed: int = 0,
) -> Planted:
    """Documents of about 120 tokens and concentration 2.

    The mix of the first `n_themes` topics depends on the city; the `n_background` topics have
    the same weight everywhere. Terms follow Zipf's law overall and topics draw from it.
    """
    rng = np.random.default_rng(seed)
    base = 1 / np.arange(1, n_terms + 1)
    base = rng.permutation(base / base.sum())
    n_topics = n_themes + n_background
    phi = rng.gamma(0.05 * n_terms * base, size=(n_topics, n_terms))
    phi /= phi.sum(axis=1, keepdims=True)
    share = n_themes / n_topics
    mixes = share * rng.dirichlet(np.full(n_themes, 8 / n_themes), size=n_cities)
    mixes = np.hstack([mixes, np.full((n_cities, n_background), 1 / n_topics)])
    city = rng.integers(n_cities, size=n_documents)
    theta = rng.gamma(np.maximum(2 * mixes[city], 1e-9))
    theta /= theta.sum(axis=1, keepdims=True)
    lengths = np.maximum(20, rng.poisson(120, size=n_documents))
    return Planted(_draw(theta, phi, lengths, rng), theta, phi, city)


def _draw(
    theta: np.ndarray, phi: np.ndarray, lengths: np.ndarray, rng: np.random.Generator
) -> sparse.csr_matrix:
    tokens = np.array([rng.multinomial(n, mix) for n, mix in zip(lengths, theta)])
    rows, terms = [], []
    for topic, probabilities in enumerate(phi):
        rows.append(np.repeat(np.arange(len(theta)), tokens[:, topic]))
        terms.append(rng.choice(phi.shape[1], size=tokens[:, topic].sum(), p=probabilities))
    place = (np.concatenate(rows), np.concatenate(terms))
    shape = (len(theta), phi.shape[1])
    counts = sparse.coo_matrix((np.ones(len(place[0])), place), shape=shape).tocsr()
    counts.sum_duplicates()
    return counts


def matched_cosine(planted: np.ndarray, found: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cosine of each planted topic with the one found topic that is matched to it, and which."""
    left = planted / np.linalg.norm(planted, axis=1, keepdims=True)
    right = found / np.linalg.norm(found, axis=1, keepdims=True)
    rows, columns = linear_sum_assignment(-left @ right.T)
    return (left @ right.T)[rows, columns], columns


def city_error(planted: Planted, theta: np.ndarray, columns: np.ndarray) -> float:
    """Mean absolute error of the cities' mean weights."""
    members = np.eye(planted.city.max() + 1)[planted.city]
    size = np.maximum(members.sum(axis=0), 1)[:, None]
    truth = members.T @ planted.theta / size
    return float(np.abs(truth - members.T @ theta[:, columns] / size).mean())
