"""How a Word document looks: page, fonts, styles, fields, and tables ruled by three lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from cityanalysis._typing import Language
from cityanalysis.report.blocks import Report
from cityanalysis.report.report_files import plain_text
from cityanalysis.wording import Phrases

__all__ = ["TEXT_WIDTH", "add_field", "new_document", "rule_table"]

TEXT_WIDTH = 6.5  # inches between the margins: A4 less 22 mm on either side
_MARGIN, _TOP = 22, 24  # millimetres
_INK, _MUTED, _ACCENT = "1D2129", "666B73", "14577F"


class _Style(NamedTuple):
    """Size in points, colour, and space before and after in points."""

    size: float
    colour: str
    before: float
    after: float


# By the names that Word knows styles by.
_STYLES = {
    "Normal": _Style(10.5, _INK, 0, 6),
    "Title": _Style(26, _INK, 60, 6),
    "Subtitle": _Style(14, _MUTED, 0, 24),
    "Heading 1": _Style(18, _INK, 18, 10),
    "Heading 2": _Style(13.5, _ACCENT, 14, 6),
    "Heading 3": _Style(10.5, _MUTED, 10, 4),
    "Caption": _Style(9, _MUTED, 4, 10),
    "Quote": _Style(10.5, _INK, 4, 0),
    "List Bullet": _Style(10.5, _INK, 0, 4),
    "Lead": _Style(12, _INK, 0, 8),
    "Note": _Style(9.5, _MUTED, 4, 8),
    "Small": _Style(9, _MUTED, 0, 6),
}


def new_document(report: Report) -> Any:
    """An empty A4 document with our styles, the title in its header and pages counted."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_MARGIN)
    for name in _STYLES:
        _dress(document, name, report.lang)
    section.header.paragraphs[0].text = plain_text(report.title)
    section.header.paragraphs[0].style = document.styles["Small"]
    footer = section.footer.paragraphs[0]
    footer.style, footer.alignment = document.styles["Small"], 2
    add_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES", "1")
    return document


def _dress(document: Any, name: str, lang: Language) -> None:
    """One style in our sizes, colours and faces; made where Word has none of the name."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    known = {style.name for style in document.styles}
    if name not in known:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles[
            "Normal"
        ]
    style = document.styles[name]
    look = _STYLES[name]
    say = Phrases(lang)
    is_heading = name.startswith(("Heading", "Title", "Lead"))
    style.font.size, style.font.color.rgb = Pt(look.size), RGBColor.from_string(look.colour)
    style.font.name, style.font.italic = say("format.latin_face"), False
    style.font.bold = name.startswith(("Heading", "Title"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), say("format.heading_face" if is_heading else "format.text_face"))
    style.paragraph_format.space_before = Pt(look.before)
    style.paragraph_format.space_after = Pt(look.after)
    if name == "Title":
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    if name == "Normal":
        language = style.element.rPr.makeelement(qn("w:lang"), {})
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "zh-CN")
        style.element.rPr.append(language)


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field that Word computes, and what it shows until then."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def rule_table(document: Any, rows: Sequence[Sequence[str]], align: str) -> None:
    """A table whose first row is its head: ruled above, below and under the head.

    Parameters
    ----------
    document : Document
        Where the table is put, at the end.
    rows : sequence of sequence of str
        Cells, the head first.
    align : str
        A letter a column: `l` or `r`.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    table = document.add_table(len(rows), len(align))
    # Cells are fetched once: python-docx searches the whole table for each of them.
    cells = table._cells
    for at, text in enumerate(text for row in rows for text in row):
        paragraph = cells[at].paragraphs[0]
        paragraph.paragraph_format.space_after = 0
        run = paragraph.add_run(text)
        run.font.size = 114300  # 9 points
        if at < len(align):
            run.font.bold = True
        if align[at % len(align)] == "r":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _rule(table)
    document.add_paragraph(style="Small")


def _rule(table: Any) -> None:
    """Lines above, below and under the head; the head comes again on each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom"):
        borders.append(_line(side, 8))
    table._tbl.tblPr.append(borders)
    for cell in table.rows[0].cells:
        lines = OxmlElement("w:tcBorders")
        lines.append(_line("bottom", 4))
        cell._tc.get_or_add_tcPr().append(lines)
    table._tbl.tblPr.find(qn("w:tblW")).set(qn("w:type"), "auto")


def _line(side: str, eighths: int) -> Any:
    """A border of so many eighths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("color", _INK)):
        line.set(qn(f"w:{key}"), value)
    return line
