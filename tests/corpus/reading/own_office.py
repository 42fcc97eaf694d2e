"""Word and Excel files that are hard to read, written by the tests."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["OFFICE"]

NAMES = ["编号", "标题", "日期", "正文"]
ROWS = [
    [1, "灯塔改造", "2022-06-08", "威海市对十二座老灯塔进行改造，增设展览和研学空间。"],
    [2, "果园直播", "2022-07-19", "德州市的桃园里架起了直播间，农户边采摘边介绍品种。"],
    [3, "夜校开班", "2022-08-23", "临沂市的青年夜校新一期开班，陶艺和摄影课程很快报满。"],
]
ALL: dict[str, Any] = {
    "n": 3,
    "titles": [row[1] for row in ROWS],
    "dates": [row[2] for row in ROWS],
    "cities": ["威海", "德州", "临沂"],
}
Sheets = dict[str, list[list[Any]]]


def book(sheets: Sheets, change: Callable[[Any], None] | None = None) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        import openpyxl

        made = openpyxl.Workbook()
        made.remove(made.worksheets[0])
        for name, rows in sheets.items():
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(row)
        if change is not None:
            change(made)
        with path.open("wb") as stream:
            made.save(stream)

    return write


def _merge_titles(made: Any) -> None:
    made.worksheets[0].merge_cells("A1:D1")


def _merge_dates(made: Any) -> None:
    sheet = made.worksheets[0]
    sheet["A3"], sheet["A4"] = None, None
    sheet.merge_cells("A2:A4")


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def word(body: str, header: str = "", doctype: str = "") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        opened = f"<w:document {_W} {_MC} {_V}><w:body>"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", _TYPES)
            archive.writestr("_rels/.rels", _RELS)
            made = f'<?xml version="1.0"?>{doctype}{opened}{body}</w:body></w:document>'
            archive.writestr("word/document.xml", made)
            if header:
                text = f'<?xml version="1.0"?><w:hdr {_W}>{header}</w:hdr>'
                archive.writestr("word/header1.xml", text)

    return write


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


_MORE = p(
    "市民说，以前只能远远望见灯塔，现在可以走进去看展览，还能听工作人员讲海上航标的来历。"
    "周末来的人很多，需要提前预约，每天最多接待三百人。"
)
_BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>"
    + p("文本框里写着：德州市的桃园开通直播。")
    + "</w:txbxContent></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
    + p("文本框里写着：德州市的桃园开通直播。")
    + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
_MERGED = (
    "<w:tbl><w:tr>"
    + tc("威海市老灯塔改造工程一览表", '<w:gridSpan w:val="2"/>')
    + "</w:tr><w:tr>"
    + tc("第一批修缮的灯塔共有五座", '<w:vMerge w:val="restart"/>')
    + tc("东山灯塔新设展览一处")
    + "</w:tr><w:tr>"
    + tc("第一批修缮的灯塔共有五座", "<w:vMerge/>")
    + tc("西岛灯塔铺设木栈道")
    + "</w:tr></w:tbl>"
)
_REVISED = (
    "<w:p><w:r><w:t>临沂市的夜校</w:t></w:r><w:del><w:r><w:delText>停办</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>开班</w:t></w:r></w:ins><w:r><w:tab/><w:t>报名踊跃，陶艺和摄影课程很快报满，学员多是附近的年轻职工，不少人下班以后赶来上课。</w:t></w:r>"
    "<w:moveFrom><w:r><w:t>移走的话</w:t></w:r></w:moveFrom><w:hyperlink><w:r><w:t>链接里的话</w:t></w:r>"
    "</w:hyperlink><w:fldSimple><w:r><w:t>域里的话</w:t></w:r></w:fldSimple></w:p>"
)
_ENTITY = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
_HTML = (
    "<html><head><meta charset='gb2312'></head><body><table border=1><tr><th colspan=4>新闻汇总</th></tr>"
    "<tr><th>编号</th><th>标题</th><th>日期</th><th>正文</th></tr>"
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    + "</table></body></html>"
)
_SPREADSHEET = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Sheet1"><Table>'
    + "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in row) + "</Row>"
        for row in [NAMES, *ROWS]
    )
    + "</Table></Worksheet></Workbook>"
)
_NEWS = [*ROWS, [4, "灯会", "2022-09-01", "聊城市的灯会今晚亮灯，市民结伴前来观看。"]]
_PLACED = [["城市", *NAMES[1:]]] + [
    ["威海", r[1], r[2], "市里的老灯塔改造工程今天完工。"] for r in ROWS
]


def old_book(path: Path) -> None:
    """A workbook of Excel 97-2003: a title over merged cells, dates as dates, two sheets."""
    import datetime

    import xlwt

    made = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet = made.add_sheet("新闻")
    sheet.write_merge(0, 0, 0, 3, "全市新闻汇总表")
    for r, row in enumerate([NAMES, *ROWS], start=1):
        for c, cell in enumerate(row):
            if r > 1 and c == 2:
                sheet.write(r, c, datetime.date.fromisoformat(cell), day)
            else:
                sheet.write(r, c, cell)
    made.add_sheet("说明").write(0, 0, "仅供参考")
    made.save(str(path))


OFFICE: list[tuple[str, str, Any, dict[str, Any]]] = [
    (
        "years.xlsx",
        "excel",
        book({"2021年": [NAMES, *ROWS], "2022年": [NAMES, *_NEWS[3:]], "说明": [["仅供参考"]]}),
        {"n": 4, "titles": [*ALL["titles"], "灯会"]},
    ),
    (
        "title_above.xlsx",
        "excel",
        book({"表": [["全市新闻汇总表"], ["单位：条"], [], NAMES, *ROWS]}, _merge_titles),
        ALL,
    ),
    ("of_2003.xls", "excel", old_book, ALL),
    ("zipped.xls", "excel", book({"表": [NAMES, *ROWS]}), ALL),
    ("web_table.xls", "excel", _HTML.encode("gbk"), ALL),
    ("xml_2003.xls", "excel", _SPREADSHEET.encode(), ALL),
    ("merged.xlsx", "excel", book({"表": _PLACED}, _merge_dates), {"n": 3, "cities": ["威海"] * 3}),
    (
        "notes_below.xlsx",
        "excel",
        book({"表": [NAMES, *ROWS, [], ["注：以上为人工整理"], ["合计", None, None, 3]]}),
        ALL,
    ),
    (
        "formula.xlsx",
        "excel",
        book({"表": [NAMES, *([*r[:3], f'=CONCATENATE("{r[3]}","")'] for r in ROWS)]}),
        {"says": ["formula"]},
    ),
    (
        "linked.xlsx",
        "excel",
        book({"表": [NAMES, *([r[0], f'=HYPERLINK("http://e.cn/{r[0]}","{r[1]}")', *r[2:]] for r in ROWS)]}),
        ALL,
    ),
    (
        "header.docx",
        "word",
        word(p("威海老灯塔完成改造") + p(ROWS[0][3]) + _MORE, p("某某晚报　2022年6月8日　A03版")),
        {"n": 1, "dates": ["2022-06-08"], "text_has": ["研学空间"]},
    ),
    ("boxes.docx", "word", word(p(ROWS[0][3]) + _BOX), {"n_min": 1, "once": True, "text_has": ["德州市的桃园"]}),
    (
        "merged.docx",
        "word",
        word(_MERGED),
        {"n_min": 1, "once": True, "text_has": ["东山灯塔", "西岛灯塔"]},
    ),
    (
        "revised.docx",
        "word",
        word(_REVISED),
        {"n": 1, "text_has": ["夜校开班", "链接里的话", "域里的话"], "text_lacks": ["停办", "移走的话"]},
    ),
    (
        "entity.docx",
        "word",
        word(p("威海市的灯塔&x;改造") + p(ROWS[1][3]) + _MORE, doctype=_ENTITY),
        {"n_min": 1, "text_has": ["桃园里架起了直播间"]},
    ),
]  # fmt: skip
