"""Quotes of printed pages are shown as they are printed."""

import base64
import io
import json
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from cityanalysis.corpus import page_crops, read_pages
from cityanalysis.errors import CityAnalysisWarning
from cityanalysis.report.html import write_html
from cityanalysis.report.quote_crops import with_crops
from cityanalysis.report.quotes import pick_quotes
from cityanalysis.run import Analysis, Settings, analyse
from tests.corpus.layout.sheets import PAGES

CROP = re.compile(r'<img class="crop" src="data:image/webp;base64,([^"]+)" alt="([^"]*)">')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two typeset pages, one of them as a file without printed lines."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copy(PAGES / "page_0001.pdf", folder)
    shutil.copy(PAGES / "page_0002.txt", folder)
    return folder


@pytest.fixture(scope="module")
def analysis(folder: Path) -> Analysis:
    settings = Settings(
        crops=str(folder), topics="0", measure="fast", min_articles=2, min_clusters=2
    )
    return analyse(folder, settings=settings)


def page_with(analysis: Analysis, folder: Path) -> str:
    return write_html(analysis, folder / "report.html").read_text(encoding="utf-8")


def test_a_quote_stands_beside_its_printed_lines(analysis: Analysis, tmp_path: Path) -> None:
    found = CROP.findall(page_with(analysis, tmp_path))
    assert found
    row = json.loads((PAGES / "boxes.jsonl").read_text(encoding="utf-8").splitlines()[0])
    for picture, alt in found:
        quote = unescape(alt).strip("…")
        data = base64.b64decode(picture)
        crop = Image.open(io.BytesIO(data))
        assert len(data) <= 24_000
        n_lines = sum(shares(one["text"], quote) for one in row["lines"])
        # A character is 22 pixels high; leading and margins come on top.
        assert 22 * n_lines < crop.height < 45 * n_lines
        low, _ = crop.convert("L").getextrema()
        assert low < 100


def shares(line: str, quote: str) -> bool:
    """Whether a printed line holds the quote's beginning, its end, or stands inside it."""
    inner = line.strip()
    return inner in quote or quote[:4] in inner or quote[-4:] in inner


def test_without_the_option_there_is_none(analysis: Analysis, tmp_path: Path) -> None:
    plain = replace(analysis, settings=replace(analysis.settings, crops=None))
    assert 'class="crop"' not in page_with(plain, tmp_path)


def test_files_that_are_gone_or_say_something_else_are_named(
    analysis: Analysis, tmp_path: Path
) -> None:
    quotes = pick_quotes(analysis)
    for other in (None, PAGES / "page_0002.pdf"):
        if other is not None:
            shutil.copy(other, tmp_path / "page_0001.pdf")
        with pytest.warns(CityAnalysisWarning, match="1 of the pages are not in"):
            assert with_crops(analysis, quotes, tmp_path)["crop"].isna().all()


def test_a_crop_over_two_columns_holds_both(tmp_path: Path) -> None:
    (page,) = read_pages(PAGES / "page_0001.pdf")
    below = next(
        k
        for k, line in enumerate(page.lines[1:], 1)
        if line.role == "body" and line.box[1] < page.lines[k - 1].box[1] - 50
    )
    last, first = page.lines[below - 1], page.lines[below]
    both, one = page_crops(page, [[(last.start, first.end)], [(first.start, first.end)]])
    assert both is not None and one is not None
    high, low = (Image.open(io.BytesIO(data)).height for data in (both, one))
    assert high > 1.8 * low


def test_a_picture_of_a_page_is_cut_too(tmp_path: Path) -> None:
    (page,) = read_pages(PAGES / "page_0001.pdf")
    scan = tmp_path / "scan.png"
    assert page.size is not None
    Image.new("RGB", (round(page.size[0] * 2), round(page.size[1] * 2)), "white").save(scan)
    turned = replace(page, source=str(scan), sheet=0, turns=0)
    line = page.lines[0]
    (data,) = page_crops(turned, [[(line.start, line.end)]])
    assert data is not None
    assert page_crops(replace(page, source=str(tmp_path / "none.png")), [[(0, 9)]]) == [None]
