"""Lines of a PDF's text layer are those that were printed."""

import json
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from cityanalysis.corpus.layout import Sheet, pdf_sheet
from tests.corpus.layout.sheets import PAGES, printed


@pytest.mark.parametrize("number", [0, 1])
def test_lines_are_those_that_were_typeset(number: int) -> None:
    row = json.loads((PAGES / "boxes.jsonl").read_text(encoding="utf-8").splitlines()[number])
    sheet = printed(row["page"].removesuffix(".txt"))

    def bare(text: str) -> str:
        return "".join(text.split())

    assert Counter(bare(line.text) for line in sheet.lines) == Counter(
        bare(line["text"]) for line in row["lines"]
    )
    boxes = {bare(line["text"]): line["box"] for line in row["lines"]}
    for line in sheet.lines:
        if len(line.text) > 8:
            assert line.box == pytest.approx(boxes[bare(line.text)], abs=6)


def typeset(tmp_path: Path, body: str, size: str = "width: 400pt, height: 300pt") -> Sheet:
    import typst

    from cityanalysis.resources import font_path

    source = f'#set page({size}, margin: 0pt)\n#set text(font: "Noto Sans SC", size: 10pt)\n{body}'
    (tmp_path / "a.typ").write_text(source, encoding="utf-8")
    typst.compile(
        tmp_path / "a.typ",
        output=str(tmp_path / "a.pdf"),
        font_paths=[str(font_path().parent)],
    )
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    try:
        return pdf_sheet(document[0])
    finally:
        document.close()


def test_stacked_characters_are_a_vertical_line(tmp_path: Path) -> None:
    characters = "\n".join(
        f"#place(dx: 20pt, dy: {10 + 22 * k}pt, text(size: 20pt)[{c}])"
        for k, c in enumerate("园区喜迎丰收")
    )
    (line,) = typeset(tmp_path, characters).lines
    assert line.text == "园区喜迎丰收" and line.is_vertical


def test_a_bold_of_two_impressions_is_read_once(tmp_path: Path) -> None:
    twice = "#place(dx: 20pt, dy: 10pt)[市民广场]\n#place(dx: 20.6pt, dy: 10pt)[市民广场]"
    assert [line.text for line in typeset(tmp_path, twice).lines] == ["市民广场"]


def test_rules_frames_and_pictures_are_told_apart(tmp_path: Path) -> None:
    body = (
        "#place(dx: 10pt, dy: 5pt, line(length: 200pt))\n"
        "#place(dx: 10pt, dy: 20pt, rect(width: 150pt, height: 60pt))\n"
        "#place(dx: 20pt, dy: 30pt)[框中的字在此]\n"
        "#place(dx: 200pt, dy: 100pt, rect(width: 100pt, height: 80pt, fill: gray))"
    )
    shapes = typeset(tmp_path, body).shapes
    assert sorted(shape.kind for shape in shapes) == ["frame", "picture", "rule"]
