"""Composes pages with known truth from articles; the gold has the format of the hand-made one.

    python -m training.simulate.pages STORIES.jsonl --out DIR --pages 40 --noise 0.01 --seed 1

writes DIR/*.txt and DIR/gold.jsonl.
"""

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.simulate.drafts import Draft, Story, read_stories
from training.simulate.layouts import LAYOUTS, Placed
from training.simulate.local_articles import LocalArticle
from training.simulate.local_pages import local_page
from training.simulate.noise import add_noise

# Fields of the gold that simulated pages leave empty: single values, and lists.
_UNKNOWN = ("primary_city", "main_theme", "duplicate_of", "date_text", "lead_date")
_NO_ENTRIES = (
    "other_cities",
    "other_cities_optional",
    "mentioned_cities",
    "mentioned_detail",
    "themes",
    "themes_optional",
    "main_theme_alts",
    "related_to",
    "ocr_errors",
    "pull_quotes",
    "gaps",
)


def compose_page(
    stories: Sequence[Story], *, seed: int, noise: float = 0.0, layout: str | None = None
) -> tuple[str, list[dict[str, Any]]]:
    """One page and its gold lines, drawn from `stories`; the same seed gives the same page."""
    rng = random.Random(f"{seed}")
    name = layout or rng.choices(list(LAYOUTS), weights=(8, 3, 2, 2, 1, 1))[0]
    placed, look = LAYOUTS[name](stories, rng)
    return _finish(placed, look, rng, noise=noise, name=f"{name}_{seed:05d}.txt")


def compose_local_page(
    articles: Sequence[LocalArticle], *, seed: int, noise: float = 0.0
) -> tuple[str, list[dict[str, Any]]]:
    """One page of a local newspaper and its gold lines; the same seed gives the same page."""
    rng = random.Random(f"local {seed}")
    placed, look = local_page(articles, rng)
    return _finish(placed, look, rng, noise=noise, name=f"local_{seed:05d}.txt")


def _finish(
    placed: list[Placed], look: dict[str, Any], rng: random.Random, *, noise: float, name: str
) -> tuple[str, list[dict[str, Any]]]:
    chars, tags, order = _render(placed, look, rng)
    chars, tags = add_noise(chars, tags, noise, rng)
    return "".join(chars), _gold(chars, tags, order, name)


def write_pages(
    folder: Path,
    sources: Sequence[Story] | Sequence[LocalArticle],
    *,
    n_pages: int,
    seed: int = 0,
    noise: float = 0.0,
) -> None:
    """Write pages and gold.jsonl into `folder`, composed of stories or of local articles."""
    folder.mkdir(parents=True, exist_ok=True)
    local = isinstance(sources[0], LocalArticle)
    compose: Callable[..., tuple[str, list[dict[str, Any]]]] = (
        compose_local_page if local else compose_page
    )
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for number in range(n_pages):
            text, items = compose(sources, seed=seed * 100_000 + number, noise=noise)
            (folder / items[0]["page"]).write_text(text, encoding="utf-8", newline="")
            gold.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def _render(
    placed: list[Placed], look: dict[str, Any], rng: random.Random
) -> tuple[list[str], list[tuple[int, str]], list[Draft]]:
    order: list[Draft] = []
    chars: list[str] = []
    tags: list[tuple[int, str]] = []

    def put(text: str, n: int, flag: str) -> None:
        chars.extend(text)
        tags.extend([(n, flag)] * len(text))

    put("\n" * rng.randint(0, 3), 0, "")
    for draft, block in placed:
        if not any(draft is known for known in order):
            order.append(draft)
        n = next(k for k, known in enumerate(order, 1) if known is draft)
        body = block[-1][1] == "" and draft.kind in ("article", "editor_note")
        put(look["indent"] if body else "", 0, "")
        wrap, column = look["wrap"] if body else None, len(look["indent"])
        for text, flag in block:
            for char in text:
                if wrap and column >= wrap and char not in "，。、；：！？”）":
                    put("\n", 0, "")
                    column = 0
                put(char, n, flag)
                column += 1
        put(look["separator"] + ("\n" if rng.random() < 0.03 else ""), 0, "")
    return chars, tags, order


@dataclass(frozen=True)
class _Owned:
    """A character of an item: its place among those that are no white space, and in the page."""

    rank: int
    place: int
    flag: str


def _runs(owned: Sequence[_Owned], flags: Sequence[str]) -> list[list[int]]:
    """Spans of the characters with one of the flags; white space does not end a span."""
    runs: list[list[int]] = []
    last = -2
    for character in owned:
        if flags and character.flag not in flags:
            continue
        if character.rank == last + 1:
            runs[-1][1] = character.place + 1
        else:
            runs.append([character.place, character.place + 1])
        last = character.rank
    return runs


def _gold(
    chars: list[str], tags: list[tuple[int, str]], order: list[Draft], page: str
) -> list[dict[str, Any]]:
    owned: dict[int, list[_Owned]] = {n: [] for n in range(len(order) + 1)}
    printed = (k for k, char in enumerate(chars) if not char.isspace())
    for rank, place in enumerate(printed):
        number, flag = tags[place]
        owned[number].append(_Owned(rank, place, flag))
    return [_gold_item(chars, owned[n], n, draft, page) for n, draft in enumerate(order, 1)]


def _gold_item(
    chars: list[str], owned: Sequence[_Owned], n: int, draft: Draft, page: str
) -> dict[str, Any]:
    def where(*flags: str) -> list[list[int]]:
        return _runs(owned, flags)

    def printed(flag: str) -> list[str]:
        return ["".join(chars[a:b]).strip() for a, b in where(flag)]

    repeated = where("repeat")
    title = " ".join(" ".join(printed("title")).split())
    parts = [line.strip() for part in printed("part") for line in part.split("\n") if line.strip()]
    item = {
        "page": page,
        "n": n,
        "kind": draft.kind,
        "subkind": draft.gold.get("subkind"),
        "title": title or None,
        "title_parts": parts,
        "title_full": " ".join([*parts, title]).strip(),
        "byline": draft.gold.get("byline", []),
        "correspondents": draft.gold.get("correspondents", []),
        "dateline_city": draft.gold.get("dateline_city"),
        "source": draft.gold.get("source"),
        "spans": where() + repeated,
        "head_spans": where("title", "part", "mark"),
        "repeated_spans": repeated,
        "inline_captions": where("caption"),
        "subheads": printed("subhead"),
        "attach_to": None,
        "byline_spans": where("mark"),
        "subhead_spans": where("subhead", "quote"),
    }
    return item | dict.fromkeys(_UNKNOWN) | {key: [] for key in _NO_ENTRIES}


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--noise", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    write_pages(
        given.out,
        read_stories(given.stories),
        n_pages=given.pages,
        seed=given.seed,
        noise=given.noise,
    )


if __name__ == "__main__":
    _main()
