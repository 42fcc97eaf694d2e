"""Reading of tables: seconds a hundred megabytes, and rows that come out right of broken files.

Beside our reader of CSV stand Python's csv module, pandas and pyarrow with a handler of bad rows (a
row that does not fit is skipped); beside that of JSON lines stands json.loads alone. Where another
commit's checkout is given, JSON lines are read by it and by this one in turn, a process each.

python benchmarks/reading.py [MEGABYTES [CHECKOUT]]
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parents[1]
sys.path.insert(0, str(HERE))

from cityanalysis.corpus import read_pages
from cityanalysis.errors import CityAnalysisError
from cityanalysis.resources import sample_pages
from tests.corpus.reading.own_inputs import CASES, write_case

Count = Callable[[Path], int]

# A whole process: what a checkout of the package takes to give all pages, or all articles.
WHOLE = {
    "pages": "from cityanalysis.corpus import read_pages as read",
    "articles": "from cityanalysis.corpus import read_corpus as read",
}
_CONSUME = "import sys; all(True for _ in read(sys.argv[1]))"


def write_tables(folder: Path, megabytes: int) -> tuple[Path, Path]:
    """One corpus as CSV and as JSON lines, of paragraphs of the sample pages."""
    pages = sorted(sample_pages().glob("*.txt"))
    lines = [x.strip() for p in pages for x in p.read_text("utf-8").split("\n") if len(x) > 30]
    table, objects = folder / "clean.csv", folder / "clean.jsonl"
    size = n = 0
    with table.open("w", encoding="utf-8", newline="") as one, objects.open("wb") as other:
        out = csv.writer(one)
        out.writerow(["id", "title", "date", "text"])
        while size < megabytes << 20:
            text = "\n".join(
                lines[(8 * n + 3 * n // len(lines) + k) % len(lines)] for k in range(8)
            )
            row = [str(n), text[:20], f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}", text]
            out.writerow(row)
            named = dict(zip(("id", "title", "date", "text"), row))
            size += other.write(json.dumps(named, ensure_ascii=False).encode() + b"\n")
            n += 1
    return table, objects


def by_us(path: Path) -> int:
    return sum(page.is_article for page in read_pages(path))


def by_csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def by_pandas(path: Path) -> int:
    import pandas as pd

    return len(pd.read_csv(path, dtype=str, on_bad_lines="skip"))


def by_pyarrow(path: Path) -> int:
    import pyarrow.csv as arrow

    parse = arrow.ParseOptions(newlines_in_values=True, invalid_row_handler=lambda row: "skip")
    return int(arrow.read_csv(path, parse_options=parse).num_rows)


def by_json(path: Path) -> int:
    with path.open(encoding="utf-8") as stream:
        return sum(isinstance(json.loads(line), dict) for line in stream)


def n_right(count: Count, folder: Path) -> str:
    """Of the delimited files of the tests, how many give as many rows as they hold."""
    cases = [c for c in CASES if c.file.endswith((".csv", ".tsv")) and "n" in c.expected]
    right = 0
    for case in cases:
        try:
            right += count(write_case(case, folder)) == case.expected["n"]
        except (CityAnalysisError, ValueError, csv.Error):
            continue
    return f"{right} of {len(cases)}"


def in_turn(objects: Path, checkout: Path) -> None:
    """CPU seconds of whole processes, those of the other commit and ours by turns, two of each."""
    for what, imports in WHOLE.items():
        for tree in (checkout, HERE) * 2:
            began = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [sys.executable, "-W", "ignore", "-c", f"{imports}; {_CONSUME}", str(objects)],
                env=os.environ | {"PYTHONPATH": str(tree)},
                cwd=objects.parent,
                check=True,
            )
            ended = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
            print(f".jsonl {what:9}{tree.name:20}{seconds:7.2f} CPU s")


def main(megabytes: int, checkout: Path | None) -> None:
    warnings.simplefilter("ignore")
    # pyarrow shows a row in another encoding to its handler, and cannot.
    sys.unraisablehook = lambda unraisable: None
    readers: dict[str, Count] = {
        "ours": by_us, "csv": by_csv, "pandas": by_pandas, "pyarrow": by_pyarrow
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, objects = write_tables(folder, megabytes)
        tasks = [(kind, table, count) for kind, count in readers.items()]
        tasks += [("ours", objects, by_us), ("json.loads", objects, by_json)]
        for kind, path, count in tasks:
            began = time.process_time()
            n = count(path)
            seconds = (time.process_time() - began) * 100 / megabytes
            right = n_right(count, folder) if path == table else "-"
            print(f"{path.suffix:7}{kind:12}{n:8} rows {seconds:7.2f} CPU s per 100 MB   {right}")
        if checkout is not None:
            in_turn(objects, checkout)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 40,
        Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None,
    )
