"""Learns from stories which characters stand side by side and which begin paragraphs.

    python scripts/learn_pairs.py STORIES.jsonl...

Stories hold `title` and `text`. The statistics go to cityanalysis/data/pairs.json.
"""

import argparse
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cityanalysis.corpus.splitting.bigrams import OPENING
from tests.simulate.drafts import Story, read_stories

CLASSES = (1200, 3000, 6000, 10000)
LEAST = 200
LEAD = 30
LEADS = 1200


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def statistics(stories: Sequence[Story], seed: int = 0) -> dict[str, object]:
    """Frequent pairs by class, log odds of each class, and log odds of beginnings."""
    documents: Counter[str] = Counter()
    for story in stories:
        text = "\n".join(story.paragraphs)
        documents.update({a + b for a, b in pairwise(text) if is_han(a) and is_han(b)})
    ranked = sorted(documents, key=lambda pair: (-documents[pair], pair))[: CLASSES[-1]]
    bounds = list(zip((0, *CLASSES), CLASSES, strict=False))
    classes = [ranked[a:b] for a, b in bounds]
    paragraphs = [p for story in stories for p in story.paragraphs]
    joined, torn = _samples(paragraphs, random.Random(seed))
    tier = {pair: k for k, pairs in enumerate(classes) for pair in pairs}
    odds = [_log_ratio(joined, torn, lambda p, k=k: tier.get(p) == k) for k in range(len(classes))]
    return {
        "pairs": ["".join(pairs) for pairs in classes],
        "tiers": odds,
        "miss": _log_ratio(joined, torn, lambda p: p not in tier),
        "begin": _beginnings(paragraphs),
        "lead": _leads(stories),
    }


def _samples(paragraphs: Sequence[str], rng: random.Random) -> tuple[list[str], list[str]]:
    """Pairs at random places of running text, and of two places put together."""
    joined, torn = [], []
    while len(joined) < 40_000:
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
        if begin[char] + within[char] >= LEAST:
            odds = math.log((begin[char] + 0.5) / n_begin) - math.log((within[char] + 5) / n_within)
            found[char] = round(max(-3.0, min(3.0, odds)), 1)
    return found


def _leads(stories: Sequence[Story]) -> dict[str, float]:
    """Log odds of the pairs with which first and not later paragraphs begin, the telling ones."""
    first: Counter[str] = Counter()
    later: Counter[str] = Counter()
    for story in stories:
        for number, paragraph in enumerate(p for p in story.paragraphs if len(p) >= LEAD):
            opening = re.sub(r"\d+", "0", paragraph)[:OPENING]
            (later if number else first).update({a + b for a, b in pairwise(opening)})
    n_first, n_later = first.total(), later.total()
    odds = {
        pair: math.log((first[pair] + 3) / (n_first + 3000) * (n_later + 3000) / (later[pair] + 3))
        for pair in sorted(first.keys() | later.keys())
    }
    weight = {pair: abs(odds[pair]) * math.sqrt(first[pair] + later[pair]) for pair in odds}
    chosen = sorted(odds, key=lambda pair: (-weight[pair], pair))[:LEADS]
    return {pair: round(odds[pair], 1) for pair in sorted(chosen)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=ROOT / "cityanalysis/data/pairs.json")
    given = parser.parse_args()
    found = statistics([s for path in given.stories for s in read_stories(path)])
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    given.out.write_text(text + "\n", encoding="utf-8")
    print(f"tiers {found['tiers']}, miss {found['miss']}")


if __name__ == "__main__":
    main()
