"""Near-duplicates: articles per second against a plain MinHash, and copies found by planted truth.

    python benchmarks/duplicates.py [FOLDER OF .jsonl.gz WITH text AND date]

Prints one line. The baseline is the textbook way, one text at a time: 3-grams as Python strings,
128 permutations, 32 bands of 4. It finds candidates only; ours also aligns them.
"""

import os
import random
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from cityanalysis.corpus import find_duplicates, read_pages

SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", Path(__file__).parents[2] / "shared"))
N_BASELINE = 1000
N_COPIES = 250


def plain_minhash(texts: list[str]) -> int:
    """Candidate pairs by 32 bands of 4 of 128 permutations of each text's 3-grams."""
    rng = np.random.default_rng(0)
    prime = (1 << 31) - 1
    a, b = rng.integers(1, prime, 128), rng.integers(0, prime, 128)
    buckets: dict[tuple[int, bytes], int] = defaultdict(int)
    for text in texts:
        grams = {text[i : i + 3] for i in range(len(text) - 2)} or {text}
        hashes = np.array([zlib.crc32(gram.encode()) for gram in grams], dtype=np.int64) % prime
        signature = ((hashes[:, None] * a + b) % prime).min(axis=0)
        for band in range(32):
            buckets[band, signature[band * 4 : band * 4 + 4].tobytes()] += 1
    return sum(count > 1 for count in buckets.values())


def edited(text: str, rate: float, pool: str, rng: random.Random) -> str:
    """A copy with a share of its characters replaced, doubled by another, or left out."""
    done = []
    for character in text:
        if rng.random() >= rate:
            done.append(character)
            continue
        done.append(rng.choice(("", rng.choice(pool), character + rng.choice(pool))))
    return "".join(done)


def misread(text: str, rate: float, pool: str, rng: random.Random) -> str:
    """A copy with a share of its characters replaced, as bad OCR does."""
    return "".join(rng.choice(pool) if rng.random() < rate else c for c in text)


def copies(pool: str, rng: random.Random) -> dict[str, Callable[[str], str]]:
    """Ways to copy a text."""
    return {
        "5%": lambda text: edited(text, 0.05, pool, rng),
        "10%": lambda text: edited(text, 0.10, pool, rng),
        "15%": lambda text: edited(text, 0.15, pool, rng),
        "20%": lambda text: edited(text, 0.20, pool, rng),
        "ocr31%": lambda text: misread(text, 0.31, pool, rng),
        "first40%+10%": lambda text: edited(text[: int(0.4 * len(text))], 0.10, pool, rng),
    }


def planted(frame: pd.DataFrame, seed: int) -> str:
    """Share of planted copies that are found, and of planted copies grouped with a stranger."""
    rng = random.Random(seed)
    long = [i for i, text in enumerate(frame["text"]) if len(text) >= 60]
    texts = frame["text"].tolist()
    ways = copies("".join(rng.sample(texts, 50)), rng)
    chosen = rng.sample(long, len(ways) * N_COPIES)
    rows = []
    for number, origin in enumerate(chosen):
        way = list(ways)[number % len(ways)]
        rows.append((f"copy-{number}", ways[way](texts[origin]), frame["doc_id"][origin], way))
    more = pd.DataFrame(rows, columns=["doc_id", "text", "origin", "way"])
    both = pd.concat([frame, more.assign(kind="article", date=pd.NaT)], ignore_index=True)
    group = find_duplicates(both).set_index("doc_id")["duplicate_group"]
    same = (group[more["origin"]].to_numpy() == group[more["doc_id"]].to_numpy()) & group[
        more["doc_id"]
    ].notna().to_numpy()
    found = pd.Series(same).groupby(more["way"].to_numpy(), sort=False).mean()
    elsewhere = (group[more["doc_id"]].notna().to_numpy() & ~same).mean()
    recall = " ".join(f"{way}:{share:.3f}" for way, share in found.items())
    return f"recall {recall}; with a stranger only {elsewhere:.4f}"


def main(folder: Path) -> None:
    """Measure and print one line."""
    rows = [(page.source_id, page.text, page.date) for page in read_pages(folder)]
    frame = pd.DataFrame(rows, columns=["doc_id", "text", "date"]).assign(kind="article")
    frame["date"] = pd.to_datetime(frame["date"])
    find_duplicates(frame.head(100))
    start = time.process_time()
    found = find_duplicates(frame)
    ours = len(frame) / (time.process_time() - start)
    start = time.process_time()
    plain_minhash(frame["text"].head(N_BASELINE).tolist())
    plain = N_BASELINE / (time.process_time() - start)
    grouped = found["duplicate_group"].notna().mean()
    print(
        f"duplicates: {len(frame)} articles, {ours:,.0f} a CPU second, {ours / plain:.0f} x plain "
        f"MinHash ({plain:,.0f}); {grouped:.2%} in groups; {planted(frame, 1)}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "data" / "news")
