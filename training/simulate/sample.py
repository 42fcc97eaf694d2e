"""Stories out of the packaged sample pages, for tests that must run anywhere."""

import json
from functools import cache
from typing import Any

from cityanalysis.resources import data_path
from training.simulate.drafts import Story, story


@cache
def sample_stories() -> tuple[Story, ...]:
    """Articles of the sample with their heads taken off."""
    folder = data_path("sample_pages")
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for item in map(json.loads, lines):
        if item["kind"] not in ("article", "brief") or not item["title"]:
            continue
        page = (folder / "pages" / item["page"]).read_bytes().decode("utf-8")
        found.append(story(item["title"], _body(page, item)))
    return tuple(s for s in found if s is not None)


def _body(page: str, item: dict[str, Any]) -> str:
    outside = [*item["head_spans"], *item["inline_captions"], *item["repeated_spans"]]
    drop = {k for start, end in outside for k in range(start, end)}
    kept = ("".join(page[k] for k in range(a, b) if k not in drop) for a, b in item["spans"])
    lines = (line.strip() for part in kept for line in part.split("\n"))
    return "\n".join(line for line in lines if len(line) > 30)
