"""The findings as slides of 16 to 9: one finding a slide, its figure beside it."""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from cityanalysis._typing import Language
from cityanalysis.report.block_contents import Figure, Words
from cityanalysis.report.blocks import Report
from cityanalysis.report.report_files import plain_text, save_office
from cityanalysis.wording import Phrases

__all__ = ["write_slides"]

_WIDTH, _HEIGHT = 13.333, 7.5  # inches
_EDGE = 0.7  # inches
_TITLE_ONLY, _TITLE_SLIDE = 5, 0  # layouts of python-pptx's own template
_INK, _MUTED = "1D2129", "666B73"
# Figures that have a slide of their own, and the most limits that the last slide lists.
_SHOWN = ("heatmap", "differences", "differences-first")
_LIMITS = 5


def write_slides(
    report: Report, path: str | os.PathLike[str], *, figures: str | os.PathLike[str]
) -> Path:
    """Write a title, a slide per finding, the overall picture, and the limits as .pptx.

    Parameters
    ----------
    report : Report
        What `build_report` returns.
    path : path
        The file to write.
    figures : path
        Folder with the PNG files that the report's figures name.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_slides(Report("标题", "副题", "zh"), folder / "a.pptx", figures=folder).name
    'a.pptx'
    """
    import pptx
    from pptx.util import Inches

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    writer = _Slides(deck, report.lang, Path(figures))
    writer.cover(report)
    blocks = [block for section in report.sections for block in section.blocks]
    for block in blocks:
        if block.kind == "finding":
            writer.finding(block.content)
    figures_of = (cast(Figure, block.content) for block in blocks if block.kind == "figure")
    shown = {item["name"]: item for item in figures_of}
    wanted = [name for name in _SHOWN if name in shown]
    for name in wanted[:2]:
        writer.figure(shown[name])
    limits = report.section("caveats")
    if limits is not None and limits.blocks:
        said = (cast(Words, block.content) for block in limits.blocks if block.kind == "caveat")
        texts = [item["text"] for item in said][:_LIMITS]
        writer.listed(limits.title, texts)
    return save_office(deck, report, path)


class _Slides:
    """Puts titles, words and pictures on slides."""

    def __init__(self, deck: Any, lang: Language, figures: Path) -> None:
        self.deck, self.figures = deck, figures
        self.face = Phrases(lang)("format.screen_face")

    def cover(self, report: Report) -> None:
        slide = self._slide(report.title, _TITLE_SLIDE, (2.2, 1.2, 36))
        below = slide.placeholders[1]
        self._place(below, (_EDGE, 3.5, _WIDTH - 2 * _EDGE, 2.5))
        self._write(below, [report.subtitle, *report.lines], 18)

    def finding(self, item: Mapping[str, Any]) -> None:
        """Title, sentence, how sure it is, and the figure that shows it."""
        slide = self._slide(f"{item['number']}  {item['title']}")
        pictures: Sequence[Mapping[str, str]] = item["figures"]
        width = 5.2 if pictures else _WIDTH - 2 * _EDGE
        self._text(slide, [item["text"]], 20, (_EDGE, 1.7, width, 3.2))
        small = [item["certainty"], item["table"]]
        self._text(slide, small, 12, (_EDGE, 5.6, width, 1.2), _MUTED)
        for one in pictures:
            self._picture(slide, one, (6.4, 1.6, _WIDTH - 6.4 - _EDGE, 5.3))

    def figure(self, item: Mapping[str, Any]) -> None:
        slide = self._slide(item["caption"])
        self._picture(slide, item, (_EDGE, 1.5, _WIDTH - 2 * _EDGE, 5.6))

    def listed(self, title: str, texts: Sequence[str]) -> None:
        slide = self._slide(title)
        self._text(slide, texts, 16, (_EDGE, 1.6, _WIDTH - 2 * _EDGE, 5))

    def _slide(
        self, title: str, layout: int = _TITLE_ONLY, at: tuple[float, float, int] = (0.5, 0.9, 26)
    ) -> Any:
        top, height, size = at
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[layout])
        self._place(slide.shapes.title, (_EDGE, top, _WIDTH - 2 * _EDGE, height))
        self._write(slide.shapes.title, [title], size)
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.bold = True
        return slide

    def _text(
        self,
        slide: Any,
        texts: Sequence[str],
        size: int,
        box: tuple[float, float, float, float],
        colour: str = _INK,
    ) -> None:
        from pptx.util import Inches

        shape = slide.shapes.add_textbox(*(Inches(value) for value in box))
        self._write(shape, texts, size, colour)

    def _write(self, shape: Any, texts: Sequence[str], size: int, colour: str = _INK) -> None:
        """Paragraphs of plain text, left-aligned, in our face."""
        from pptx.dml.color import RGBColor
        from pptx.oxml.ns import qn
        from pptx.util import Pt

        frame = shape.text_frame
        frame.word_wrap = True
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = 1, Pt(size / 2)
            run = paragraph.add_run()
            run.text = plain_text(text)
            run.font.size, run.font.name = Pt(size), self.face
            run.font.color.rgb = RGBColor.from_string(colour)
            east = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": self.face})
            run._r.get_or_add_rPr().append(east)

    def _picture(
        self, slide: Any, item: Mapping[str, str], box: tuple[float, float, float, float]
    ) -> None:
        """A figure as large as the box allows, in its middle, with the text that stands for it."""
        from pptx.util import Inches

        path = self.figures / f"{item['name']}.png"
        across, down = _size_of(path)
        left, top, width, height = box
        factor = min(width / across, height / down)
        shape = slide.shapes.add_picture(
            str(path),
            Inches(left + (width - across * factor) / 2),
            Inches(top + (height - down * factor) / 2),
            Inches(across * factor),
        )
        shape._element.nvPicPr.cNvPr.set("descr", plain_text(item["alt"]))

    @staticmethod
    def _place(shape: Any, box: tuple[float, float, float, float]) -> None:
        from pptx.util import Inches

        shape.left, shape.top, shape.width, shape.height = (Inches(value) for value in box)


def _size_of(png: Path) -> tuple[int, int]:
    """Width and height of a PNG in pixels, as its first chunk says."""
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    return width, height
