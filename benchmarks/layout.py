"""How well are newspaper pages read as printed?

    python benchmarks/layout.py [--pages 12] [--seed 911] [--looks photo,worn] [--pictures 2]

Typesets pages with known truth (../shared/tools/make_scans.py) from news of 2019 and 2020, which
the shipped weights have not seen, as PDFs whose text frames stand in random order and whose lines
stand row by row; reads and scores them, and prints a row for each format. With --looks the pages
are read as pictures too, --pictures of each format (broadsheets at 200 dpi, tabloids at 150), which
takes 10 to 30 seconds a page and the extra `scans`; then the share of the page's characters that
were read is shown, wherever they came to stand. Beside it what the file's own order of characters
gives. Needs the news, the tool and its fonts (fonts-noto-cjk); says so and stops where they are not
there.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from split_scores import load_scorer

from cityanalysis.corpus import Page, articles_of, read_pages

SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", ROOT.parent / "shared"))
TOOL = SHARED / "tools" / "make_scans.py"
ROWS = (("broadsheet", 2019, "frames", 200), ("tabloid", 2020, "rows", 150))
COLUMNS = ("bcubed_f1", "articles_iou>=0.8", "title_near", "spurious_predictions", "gold_articles")


def typeset(folder: Path, row: tuple[str, int, str, int], options: Sequence[str]) -> None:
    kind, year, stream, dpi = row
    news = SHARED / "data" / "news" / f"broadcast_{year}.jsonl.gz"
    command = [sys.executable, str(TOOL), str(news), str(folder), "--format", kind]
    subprocess.run([*command, "--stream", stream, "--dpi", str(dpi), *options], check=True)


def found(pages: Iterator[Page] | Sequence[Page]) -> Iterator[dict]:
    for page in pages:
        for article in articles_of(page):
            yield {
                "page": Path(page.source).with_suffix(".txt").name,
                "kind": article.kind,
                "title": article.title,
                "title_parts": list(article.title_parts),
                "text": article.text,
            }


def as_stored(files: Sequence[Path]) -> Iterator[Page]:
    """Pages in the order in which the file holds their characters."""
    for file in files:
        document = pypdfium2.PdfDocument(file)
        text = document[0].get_textpage().get_text_bounded().replace("\r\n", "\n")
        document.close()
        yield Page(str(file), text)


def characters_read(folder: Path, pages: Sequence[Page]) -> float:
    """Share of the characters printed on some pages that their texts hold, as bags."""
    norm = load_scorer().norm
    n_found = n_printed = 0
    for page in pages:
        path = folder / "pages" / Path(page.source).with_suffix(".txt").name
        printed = Counter(norm(path.read_bytes().decode("utf-8")))
        n_found += (printed & Counter(norm(page.text))).total()
        n_printed += printed.total()
    return n_found / max(1, n_printed)


def report_look(name: str, folder: Path, look: str, n: int) -> None:
    """Read pictures of the first pages, and score them."""
    files = sorted((folder / "png" / look).iterdir())[:n]
    start = time.process_time()
    pages = [page for file in files for page in read_pages(file)]
    rows = list(found(pages))
    seconds = (time.process_time() - start) / len(files)
    report(f"{name}, {look}", folder, rows, seconds)
    print(f"{'':24} characters {characters_read(folder, pages):.3f}")


def report(name: str, folder: Path, rows: Sequence[dict], seconds: float = 0.0) -> None:
    gold = [
        json.loads(line)
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    pages = {row["page"] for row in rows}
    gold = [row for row in gold if row["page"] in pages]
    result = load_scorer().main_score(gold, list(rows), str(folder / "pages"))
    shown = "  ".join(f"{column} {result[column]:.3f}" for column in COLUMNS)
    print(f"{name:24} {shown}" + (f"  {seconds:.2f} CPU s a page" if seconds else ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--seed", type=int, default=911)
    parser.add_argument("--looks", default="")
    parser.add_argument("--pictures", type=int, default=2)
    options = parser.parse_args()
    if not TOOL.is_file():
        sys.exit(f"the typesetting tool is not here: {TOOL} (set CITYANALYSIS_SHARED)")
    for row in ROWS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            given = ["--pages", str(options.pages), "--seed", str(options.seed)]
            typeset(folder, row, [*given, "--looks", options.looks])
            files = sorted((folder / "pdf").glob("*.pdf"))
            start = time.process_time()
            pages = [page for file in files for page in read_pages(file)]
            rows = list(found(pages))
            seconds = (time.process_time() - start) / len(files)
            report(f"{row[0]}, PDF", folder, rows, seconds)
            report(f"{row[0]}, as stored", folder, list(found(as_stored(files))))
            for look in filter(None, options.looks.split(",")):
                report_look(row[0], folder, look, options.pictures)


if __name__ == "__main__":
    main()
