"""Pictures are recognised, turned upright and read as printed; what cannot be read says why."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cityanalysis.corpus import read_pages, split_page
from cityanalysis.corpus.layout import RecognisedLine
from cityanalysis.corpus.recognition import ENGINES
from cityanalysis.errors import InputError
from tests.corpus.layout.sheets import PAGES, gold

ROW = json.loads((PAGES / "boxes.jsonl").read_text(encoding="utf-8").splitlines()[0])
SCALE = 1.5
SIZE = int(ROW["width"] * SCALE), int(ROW["height"] * SCALE)


def corners(box: list[float]) -> tuple[tuple[float, float], ...]:
    x0, y0, x1, y1 = (SCALE * value for value in box)
    # A recognition's boxes are a little higher than the type.
    slack = 0.07 * (y1 - y0)
    return (x0, y0 - slack), (x1, y0 - slack), (x1, y1 + slack), (x0, y1 + slack)


def reads(picture: np.ndarray) -> list[RecognisedLine]:
    """An engine that knows the first typeset page, by a red corner at its top left."""
    upright = bool(picture[2, 2, 0] > 200 and picture[2, 2, 1] < 100)
    blank = not (picture < 100).any()
    if blank:
        return []
    confidence = 0.97 if upright else 0.4
    lines = [(corners(line["box"]), line["text"]) for line in ROW["lines"]]
    return [RecognisedLine(c, text if upright else "口凵冂", confidence) for c, text in lines]


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(ENGINES, "rapidocr", reads)
    monkeypatch.setenv("CITYANALYSIS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("cityanalysis.corpus.recognition.ocr_engines.find_spec", lambda name: True)


def scan() -> Image.Image:
    picture = Image.new("RGB", SIZE, "white")
    picture.paste((255, 0, 0), (0, 0, 9, 9))
    picture.paste((0, 0, 0), (50, 50, 60, 60))
    return picture


def titles(path: Path) -> list[set[str]]:
    return [
        {a.title.replace(" ", "") for a in split_page(page) if a.title} for page in read_pages(path)
    ]


WANTED = {
    row["title"].replace(" ", "")
    for row in gold()
    if row["page"] == "page_0001.txt" and row["kind"] == "article"
}


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tif"])
def test_a_scan_gives_its_articles(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    scan().save(path)
    (found,) = titles(path)
    assert found >= WANTED


def test_a_page_keeps_its_lines_and_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "某某日报_2021-03-15_A03.png"
    scan().save(path, dpi=(108, 108))
    (page,) = read_pages(path)
    assert (page.number, page.publication) == ("A03", "某某日报")
    assert page.size == pytest.approx((ROW["width"], ROW["height"]), abs=2)
    boxes = {line["text"]: line["box"] for line in ROW["lines"]}
    for line in page.lines:
        text = page.text[line.start : line.end]
        if len(text) > 8:
            assert line.box == pytest.approx(boxes[text], abs=4)
            assert line.confidence == 0.97


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_picture_on_its_side_or_head_is_turned(tmp_path: Path, angle: int) -> None:
    path = tmp_path / "a.png"
    scan().rotate(angle, expand=True).save(path)
    (found,) = titles(path)
    assert found >= WANTED


def test_the_orientation_that_a_telephone_notes_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    scan().rotate(90, expand=True).save(path, exif=exif)
    (found,) = titles(path)
    assert found >= WANTED


def test_a_tiff_holds_several_pages_and_an_empty_one_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    scan().save(path, save_all=True, append_images=[Image.new("RGB", SIZE, "white"), scan()])
    with pytest.warns(UserWarning, match=r"a\.tif#2: no text"):
        pages = list(read_pages(path))
    assert [page.number for page in pages] == ["1", "3"]


def test_a_scanned_pdf_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    scan().save(path, save_all=True, append_images=[scan()], resolution=108)
    pages = list(read_pages(path))
    assert [page.number for page in pages] == ["1", "2"]


def test_what_was_recognised_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.png"
    scan().save(path)
    first = list(read_pages(path))

    def fails(picture: np.ndarray) -> list[RecognisedLine]:
        raise AssertionError("recognised a second time")

    monkeypatch.setitem(ENGINES, "rapidocr", fails)
    assert list(read_pages(path)) == first


def test_without_an_engine_the_message_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cityanalysis.corpus.recognition.ocr_engines.find_spec", lambda name: None)
    scan().save(tmp_path / "a.png")
    scan().save(tmp_path / "a.pdf")
    for name in ("a.png", "a.pdf"):
        with pytest.raises(InputError, match=rf"{name}.*pip install 'cityanalysis\[scans\]'"):
            list(read_pages(tmp_path / name))


def test_pictures_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    whole = tmp_path / "whole.jpg"
    scan().save(whole)
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(whole.read_bytes()[:900])
    with pytest.raises(InputError, match=r"cut\.jpg.*damaged"):
        list(read_pages(cut))
    blank = tmp_path / "blank.png"
    Image.new("RGB", SIZE, "white").save(blank)
    with pytest.raises(InputError, match=r"blank\.png: no text"):
        list(read_pages(blank))
    huge = tmp_path / "huge.png"
    Image.new("1", (20_000, 20_000), 1).save(huge)
    with pytest.raises(InputError, match=r"huge\.png: 20000 × 20000 pixels"):
        list(read_pages(huge))


def test_what_is_no_picture_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "none.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))
    with pytest.raises(InputError, match=r"none\.jpg: no picture that can be read") as refused:
        list(read_pages(path))
    assert "BytesIO" not in str(refused.value)
