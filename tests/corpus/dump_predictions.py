"""Splits a folder of pages and writes one prediction a line, as the scorer of pages reads them.

python -m tests.corpus.dump_predictions PAGES OUT.jsonl
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.splitting.split import split_page


def predictions(folder: Path) -> Iterator[dict]:
    """Items of every .txt file of a folder, in order of name."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        for article in split_page(Page(path.name, text)):
            yield {
                "page": path.name,
                "title": article.title,
                "title_parts": list(article.title_parts),
                "text": article.text,
                "spans": [list(span) for span in article.spans],
                "kind": article.kind,
                "byline": list(article.byline),
                "dateline_city": article.dateline,
            }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in predictions(given.pages))
    given.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
