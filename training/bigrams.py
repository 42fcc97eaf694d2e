"""Learns from stories which characters stand side by side and which begin paragraphs."""

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from cityanalysis.corpus.splitting.bigrams import OPENING
from training.recipes import Inputs, Recipe
from training.simulate.drafts import Story, read_stories

__all__ = ["learn"]

# Ranks at which the classes of frequent pairs end: the log odds fall by about one from class to
# class; pairs beyond the last are taken together.
_CLASSES = (1200, 3000, 6000, 10000)
# A character seen less often tells nothing of beginnings.
_LEAST = 200
# Paragraphs this long are compared as first and later ones of a story.
_SHORTEST_LEAD = 30
# So many pairs are kept by which first paragraphs are told from later ones.
_LEADS = 1200
# Log odds beyond this come from too few cases to be believed.
_MOST_ODDS = 3.0
# Pseudo-counts that draw the odds of rare characters and pairs towards none.
_PRIOR_WITHIN = 5
_PRIOR, _PRIOR_TOTAL = 3, 3000


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def learn(recipe: Recipe, inputs: Inputs) -> dict[str, Any]:
    """Frequent pairs by class, log odds of each class, and log odds of beginnings.

    `cityanalysis.corpus.splitting.bigrams.PairStatistics` says what each part means.
    """
    stories = [s for path in inputs.matching("shared/data/news/") for s in read_stories(path)]
    return statistics(stories, recipe.seed, recipe.options["n_samples"])


def statistics(stories: Sequence[Story], seed: int, n_samples: int) -> dict[str, Any]:
    """What stories say of characters side by side; odds come from `n_samples` pairs."""
    documents: Counter[str] = Counter()
    for story in stories:
        text = "\n".join(story.paragraphs)
        documents.update({a + b for a, b in pairwise(text) if is_han(a) and is_han(b)})
    ranked = sorted(documents, key=lambda pair: (-documents[pair], pair))[: _CLASSES[-1]]
    bounds = list(zip((0, *_CLASSES), _CLASSES, strict=False))
    classes = [ranked[a:b] for a, b in bounds]
    paragraphs = [p for story in stories for p in story.paragraphs]
    joined, torn = _samples(paragraphs, n_samples, random.Random(seed))
    tier = {pair: k for k, pairs in enumerate(classes) for pair in pairs}
    odds = [_log_ratio(joined, torn, partial(_is_of, tier, k)) for k in range(len(classes))]
    return {
        "pairs": ["".join(pairs) for pairs in classes],
        "tiers": odds,
        "miss": _log_ratio(joined, torn, lambda p: p not in tier),
        "begin": _beginnings(paragraphs),
        "lead": _leads(stories),
    }


def _is_of(tier: Mapping[str, int], number: int, pair: str) -> bool:
    return tier.get(pair) == number


def _samples(paragraphs: Sequence[str], n: int, rng: random.Random) -> tuple[list[str], list[str]]:
    """Pairs at random places of running text, and of two places put together."""
    joined: list[str] = []
    torn: list[str] = []
    while len(joined) < n:
        one, other = rng.choice(paragraphs), rng.choice(paragraphs)
        k, j = rng.randrange(len(one) - 1), rng.randrange(len(other))
        if is_han(one[k]) and is_han(one[k + 1]):
            joined.append(one[k : k + 2])
            if is_han(other[j]):
                torn.append(one[k] + other[j])
    return joined, torn


def _log_ratio(joined: Sequence[str], torn: Sequence[str], wanted: Callable[[str], bool]) -> float:
    a = (sum(map(wanted, joined)) + 0.5) / (len(joined) + 1)
    b = (sum(map(wanted, torn)) + 0.5) / (len(torn) + 1)
    return round(math.log(a / b), 2)


def _beginnings(paragraphs: Sequence[str]) -> dict[str, float]:
    begin = Counter(p[0] for p in paragraphs)
    within = Counter(c for p in paragraphs for c in p[1:])
    n_begin, n_within = begin.total(), within.total()
    found = {}
    for char in sorted(begin.keys() | within.keys()):
        if begin[char] + within[char] >= _LEAST:
            odds = math.log((begin[char] + 0.5) / n_begin) - math.log(
                (within[char] + _PRIOR_WITHIN) / n_within
            )
            found[char] = round(max(-_MOST_ODDS, min(_MOST_ODDS, odds)), 1)
    return found


def _leads(stories: Sequence[Story]) -> dict[str, float]:
    """Log odds of the pairs with which first and not later paragraphs begin, the telling ones."""
    first: Counter[str] = Counter()
    later: Counter[str] = Counter()
    for story in stories:
        for number, paragraph in enumerate(p for p in story.paragraphs if len(p) >= _SHORTEST_LEAD):
            opening = re.sub(r"\d+", "0", paragraph)[:OPENING]
            (later if number else first).update({a + b for a, b in pairwise(opening)})
    n_first, n_later = first.total(), later.total()
    odds = {
        pair: math.log(
            (first[pair] + _PRIOR)
            / (n_first + _PRIOR_TOTAL)
            * (n_later + _PRIOR_TOTAL)
            / (later[pair] + _PRIOR)
        )
        for pair in sorted(first.keys() | later.keys())
    }
    weight = {pair: abs(odds[pair]) * math.sqrt(first[pair] + later[pair]) for pair in odds}
    chosen = sorted(odds, key=lambda pair: (-weight[pair], pair))[:_LEADS]
    return {pair: round(odds[pair], 1) for pair in sorted(chosen)}
