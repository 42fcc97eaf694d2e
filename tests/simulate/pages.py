"""Composes pages with known truth from articles; the gold has the format of the hand-made one.

    python -m tests.simulate.pages STORIES.jsonl --out DIR --pages 40 --noise 0.01 --seed 1

writes DIR/*.txt and DIR/gold.jsonl.
"""

import argparse
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.simulate.drafts import Draft, Story, read_stories
from tests.simulate.layouts import LAYOUTS, Placed
from tests.simulate.noise import add_noise


def compose_page(
    stories: Sequence[Story], *, seed: int, noise: float = 0.0, layout: str | None = None
) -> tuple[str, list[dict]]:
    """One page and its gold lines, drawn from `stories`; the same seed gives the same page."""
    rng = random.Random(f"{seed}")
    name = layout or rng.choices(list(LAYOUTS), weights=(8, 3, 2, 2, 1, 1))[0]
    placed, look = LAYOUTS[name](stories, rng)
    chars, tags, order = _render(placed, look, rng)
    chars, tags = add_noise(chars, tags, noise, rng)
    return "".join(chars), _gold(chars, tags, order, f"{name}_{seed:05d}.txt")


def write_pages(
    folder: Path, stories: Sequence[Story], *, n_pages: int, seed: int = 0, noise: float = 0.0
) -> None:
    """Write pages and gold.jsonl into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for number in range(n_pages):
            text, items = compose_page(stories, seed=seed * 100_000 + number, noise=noise)
            (folder / items[0]["page"]).write_text(text, encoding="utf-8", newline="")
            gold.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def _render(
    placed: list[Placed], look: dict, rng: random.Random
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


def _runs(
    tags: list[tuple[int, str]], chars: list[str], wanted: Callable[[tuple[int, str]], bool]
) -> list[list[int]]:
    """Spans of wanted characters; white space between two of them does not end a span."""
    runs: list[list[int]] = []
    interrupted = True
    for k, tag in enumerate(tags):
        if chars[k].isspace():
            continue
        if wanted(tag):
            if interrupted:
                runs.append([k, k + 1])
            else:
                runs[-1][1] = k + 1
        interrupted = not wanted(tag)
    return runs


def _gold(
    chars: list[str], tags: list[tuple[int, str]], order: list[Draft], page: str
) -> list[dict]:
    return [_gold_item(chars, tags, n, draft, page) for n, draft in enumerate(order, 1)]


def _gold_item(
    chars: list[str], tags: list[tuple[int, str]], n: int, draft: Draft, page: str
) -> dict:
    def where(*flags: str) -> list[list[int]]:
        return _runs(tags, chars, lambda tag: tag[0] == n and (not flags or tag[1] in flags))

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
        "subhead_spans": where("subhead"),
    }
    empty = {
        "primary_city": None,
        "main_theme": None,
        "duplicate_of": None,
        "date_text": None,
        "lead_date": None,
    }
    lists = (
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
    return item | empty | {key: [] for key in lists}


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
