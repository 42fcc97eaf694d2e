"""Sheets as the tests of the layout print them."""

import json
from pathlib import Path

import pypdfium2

from cityanalysis.corpus.layout import Line, Sheet, pdf_sheet

PAGES = Path(__file__).parent / "pages"
SENTENCE = "开发区管委会介绍今年以来已有多家企业落户园区服务不断改善"


def printed(name: str = "page_0001") -> Sheet:
    document = pypdfium2.PdfDocument(PAGES / f"{name}.pdf")
    try:
        return pdf_sheet(document[0])
    finally:
        document.close()


def gold() -> list[dict]:
    lines = (PAGES / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def column(x: float, y: float, count: int, words: str, *, closes: bool = True) -> list[Line]:
    """Lines of twelve characters of 10 points, the first indented, the last closing a sentence."""
    lines = []
    for k in range(count):
        text = (words * 3)[k : k + 12]
        if k == 0:
            lines.append(Line(x + 20, y, x + 120, y + 10, text[:10], 10))
        elif k == count - 1 and closes:
            lines.append(Line(x, y + 14 * k, x + 70, y + 14 * k + 10, text[:6] + "。", 10))
        else:
            lines.append(Line(x, y + 14 * k, x + 120, y + 14 * k + 10, text, 10))
    return lines


def stacked(x: float, y: float, text: str, size: float) -> list[Line]:
    return [
        Line(x, y + 1.1 * size * k, x + size, y + 1.1 * size * k + size, c, size)
        for k, c in enumerate(text)
    ]
