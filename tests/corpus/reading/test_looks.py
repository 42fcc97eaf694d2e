"""The looks that docs/how-to-input.md shows are what the command prints.

`python -m tests.corpus.reading.test_looks` writes them there again.
"""

import os
import tempfile
from pathlib import Path

import pytest

from cityanalysis.corpus import look_at
from tests.corpus.reading.own_inputs import CASES, write_case

GUIDE = Path(__file__).parents[3] / "docs" / "how-to-input.md"
HEADING, NEXT = "## Ten looks\n", "\n## "
INDENT = "    "


def shown() -> tuple[str, str, str]:
    """The guide above, within and below the part that shows the looks."""
    text = GUIDE.read_text("utf-8")
    start = text.index(INDENT, text.index(HEADING))
    end = text.index(NEXT, start)
    return text[:start], text[start:end], text[end:]


def names() -> list[str]:
    blocks = shown()[1].strip("\n").split("\n\n")
    return [block.strip().partition(": ")[0] for block in blocks]


def made(name: str, folder: Path) -> str:
    """What the command prints of a file of the tests, as the guide shows it."""
    write_case(next(case for case in CASES if case.file == name), folder)
    before = Path.cwd()
    os.chdir(folder)
    try:
        (look,) = look_at(name)
    finally:
        os.chdir(before)
    return "\n".join(f"{INDENT}{line}" for line in look.lines())


@pytest.mark.skipif(not GUIDE.is_file(), reason="docs are in the checkout")
def test_the_guide_shows_what_is_printed(tmp_path: Path) -> None:
    found = names()
    assert len(found) == 10
    assert shown()[1].strip("\n") == "\n\n".join(made(name, tmp_path) for name in found)


if __name__ == "__main__":
    above, _, below = shown()
    with tempfile.TemporaryDirectory() as folder:
        looks = "\n\n".join(made(name, Path(folder)) for name in names())
    GUIDE.write_text(f"{above}{looks}\n{below}", "utf-8")
