"""Texts and files as the tests of the readers write them."""

import io
import json
from pathlib import Path

from cityanalysis.corpus import Page, read_pages

SIMPLE = (
    "本报讯（记者 王一）昨日，记者从市发展和改革委员会获悉，今年全市新开工项目"
    "一百二十个，总投资超过三百亿元。\r\n\r\n市民李女士说：“家门口的变化看得见。”\n"
)
TRADITIONAL = (
    "本報訊 市政府昨日召開會議，研究部署下一階段經濟發展的重點工作，要求各區縣認真落實，"
    "確保全年目標順利完成。與會人員還就產業轉型問題進行了討論。\n"
)


def only(path: Path, **options: dict[str, str]) -> Page:
    (page,) = read_pages(path, **options)
    return page


def html(body: str, title: str = "开发区新增三家企业", encoding: str = "utf-8") -> bytes:
    menu = "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(12))
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="{encoding}"><title>{title}</title>'
        '<meta property="og:site_name" content="某某在线">'
        '<meta property="article:published_time" content="2021-03-15T08:00:00+08:00"></head>'
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article>"
        "<footer>版权所有 网站地图 联系我们</footer><script>var secret=1;</script></body></html>"
    ).encode(encoding)


BODY = "".join(
    f"<p>第{i}段：开发区管委会介绍，今年以来已有多家企业落户，带动就业岗位{i}00个，园区服务不断改善。</p>"
    for i in range(1, 6)
)


FIELDS = ("编号", "标题", "正文", "日期", "城市", "来源")
ROWS = [
    dict(zip(FIELDS, row))
    for row in (
        ("007", "NA", "本报讯 市里召开会议。", "2020/12/28", "聊城", "某报"),
        (
            "8",
            "null",
            "第一段。\n第二段，有“引号”、逗号,和\t制表符。",
            "2021年3月5日",
            "NA",
            "某网",
        ),
        ("9", "", "", "", "", ""),
    )
]


def write_csv(path: Path, encoding: str = "utf-8-sig", sep: str = ",") -> None:
    import csv

    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(ROWS[0]), delimiter=sep)
    writer.writeheader()
    writer.writerows(ROWS)
    path.write_bytes(stream.getvalue().encode(encoding))


def write_jsonl(path: Path) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), "utf-8")


def write_json(path: Path) -> None:
    path.write_text(json.dumps({"data": ROWS}, ensure_ascii=True), "utf-8")


def write_xlsx(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ROWS[0]))
    for row in ROWS:
        sheet.append(list(row.values()))
    book.save(path)


def write_parquet(path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(ROWS), path)
