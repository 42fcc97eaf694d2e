"""Inputs that are hard to read, written for the tests: each with what must come out.

A case is a name, what the file holds, and the expectation. The expectation's keys: `n` articles,
`titles`, `dates`, `cities` in order, `text_has`, `text_lacks` anywhere, `says` in the messages.
`python -m tests.corpus.reading.own_inputs FOLDER` writes them all with their `expected.jsonl`.
"""

import datetime
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.corpus.reading.own_exports import EXPORTS
from tests.corpus.reading.own_fourth_pages import FOURTH_PAGES
from tests.corpus.reading.own_fourth_tables import FOURTH_TABLES
from tests.corpus.reading.own_further import FURTHER
from tests.corpus.reading.own_office import OFFICE
from tests.corpus.reading.own_packed import PACKED
from tests.corpus.reading.own_pages import PAGES
from tests.corpus.reading.own_portals import PORTALS
from tests.corpus.reading.own_rows import ALL, CITIES, DATES, NAMES, ROWS, TEXTS, TITLES, table
from tests.corpus.reading.own_seventh import SEVENTH
from tests.corpus.reading.own_sites import SITES
from tests.corpus.reading.own_sixth import SIXTH
from tests.corpus.reading.own_third_files import THIRD_FILES
from tests.corpus.reading.own_third_government import GOVERNMENT
from tests.corpus.reading.own_third_papers import PAPERS
from tests.corpus.reading.own_third_portals import THIRD_PORTALS
from tests.corpus.reading.own_third_tables import THIRD_TABLES

__all__ = ["CASES", "Case", "write_case"]

UNTITLED: dict[str, Any] = {"n": 3, "dates": DATES, "cities": CITIES}
UNDATED: dict[str, Any] = {"n": 3, "titles": TITLES, "cities": CITIES}
PLACED: dict[str, Any] = {"n": 3, "cities": CITIES}


@dataclass(frozen=True)
class Case:
    """A file to be read, and what must come out of it."""

    file: str
    kind: str
    data: bytes | Callable[[Path], None]
    expected: dict[str, Any] = field(default_factory=dict)


def write_case(case: Case, folder: Path) -> Path:
    path = folder / case.file
    if isinstance(case.data, bytes):
        path.write_bytes(case.data)
    else:
        case.data(path)
    return path


def dated(*dates: str) -> bytes:
    rows = [(n, title, date, text) for (n, title, _, text), date in zip(ROWS, dates)]
    return table(rows=rows, sep="\t").encode()


def records() -> list[dict[str, Any]]:
    return [dict(zip(("id", "title", "date", "content"), row)) for row in ROWS]


def dumped(value: object, **options: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, **options).encode()


def _quoted(text: str) -> str:
    return '"' + text + '"'


def _shapes() -> list[Case]:
    index = [(str(i), *row[1:]) for i, row in enumerate(ROWS)]
    short = [ROWS[0], (*ROWS[1], "", ""), ROWS[2]]
    commas = [(n, t, d, x.replace("，", ",")) for n, t, d, x in ROWS]
    again = table() + table(
        rows=[("20", "灯会", "2022-09-01", "聊城市的灯会今晚亮灯，市民结伴前来观看。")]
    )
    two = "基本信息,,,内容\n" + table()
    above = "全市新闻汇总\n\n制表单位：某某处,,,\n" + table()
    wide = [(n, t, d, x, "", "") for n, t, d, x in ROWS]
    return [
        Case("semicolons_gbk.csv", "shape", table(sep=";", end="\r\n").encode("gbk"), ALL),
        Case("bars.txt", "shape", table(sep="|").encode(), ALL),
        Case("index.csv", "shape", table(("", *NAMES[1:]), index).encode(), ALL),
        Case("index_unnamed.tsv", "shape", table(NAMES[1:], index, "\t").encode(), ALL),
        Case("two_header_rows.csv", "shape", two.encode(), ALL),
        Case("lines_above.csv", "shape", above.encode("gb18030"), ALL),
        Case("some_longer.csv", "shape", table(rows=short).encode(), ALL),
        Case("commas_in_text.csv", "shape", table(rows=commas).encode(), ALL),
        Case("trailing_all.csv", "shape", table((*NAMES, "", ""), wide).encode(), ALL),
        Case(
            "header_again.csv", "shape", again.encode(), {"n": 4, "dates": [*DATES, "2022-09-01"]}
        ),
        Case("unicode_text.csv", "shape", table(sep="\t", end="\r\n").encode("utf-16"), ALL),
        Case("no_names.csv", "shape", table((), ROWS).encode("gbk"), ALL),
        Case("full_width_semicolons.csv", "shape", table(sep="；").encode(), ALL),
        Case("carriage_returns.csv", "rows", table(end="\r").encode(), ALL),
        Case(
            "mixed_newlines.csv",
            "rows",
            (table(rows=ROWS[:1], end="\r\n") + table((), ROWS[1:])).encode(),
            ALL,
        ),
        Case("nulls.csv", "rows", table().replace("果园", "果\0园").encode(), ALL),
    ]


def _rows() -> list[Case]:
    said = [(n, t, d, _quoted(x + f'馆长说:\\"欢迎你\\",{t}。')) for n, t, d, x in ROWS]
    bare = [(n, t, d, _quoted(f'他说"{t}"是好事。' + x)) for n, t, d, x in ROWS]
    begun = [(n, t, d, f'"{t}"来了。{x}') for n, t, d, x in ROWS]
    many = [
        (str(i), f"第{i}号", DATES[i % 3], ('"' if i == 5 else "") + TEXTS[i % 3])
        for i in range(60)
    ]
    lines = table().encode().split(b"\n")
    lines[2] = lines[2].decode().encode("gbk")
    foot = table() + "合计,3,,\n\n导出时间：2022-09-01 10:00,,,\n共3条记录\n"
    blank = [ROWS[0], ("", "", "", ""), ("8", "空的", "2022-07-01", "  "), *ROWS[1:]]
    null = [
        ROWS[0],
        ("8", "空的", "2022-07-01", "NaN"),
        ("8", "空的", "2022-07-01", "null"),
        *ROWS[1:],
    ]
    return [
        Case(
            "backslashes.csv", "quotes", table(rows=said).encode(), ALL | {"text_has": ["欢迎你"]}
        ),
        Case(
            "bare_quotes.csv", "quotes", table(rows=bare).encode(), ALL | {"text_has": ["是好事"]}
        ),
        Case(
            "begun_by_quotes.csv",
            "quotes",
            table(rows=begun).encode(),
            ALL | {"text_has": ["来了"]},
        ),
        Case("one_quote_of_sixty.csv", "quotes", table(rows=many).encode(), {"n": 60}),
        Case("two_encodings.csv", "encoding", b"\n".join(lines), ALL),
        Case("footer.csv", "rows", foot.encode(), ALL),
        Case("blank_rows.csv", "rows", table(rows=blank).encode(), ALL),
        Case("null_rows.csv", "rows", table(rows=null).encode(), ALL),
    ]


def _columns() -> list[Case]:
    letters = [(n, "某市民", t, d + " 09:12:33", x, "城乡建设") for n, t, d, x in ROWS]
    letter_names = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "一级标签")
    calls = [("GD2022" + n, d, t, x, "某区", "已转办。") for n, t, d, x in ROWS]
    call_names = ("工单编号", "来电时间", "诉求标题", "诉求内容", "所属区县", "答复内容")
    posts = [("某号", t, d, "http://e.cn/" + n, "略", x) for n, t, d, x in ROWS]
    post_names = ("公众号名称", "文章标题", "推送日期", "文章链接", "文章摘要", "正文内容")
    half = [(n, t, d, "", x) for n, t, d, x in ROWS]
    marked = ("【序号】", "【标题】", "日期（年月日）", "正文(全文)")
    weibo = [
        {"mid": n, "created_at": "Wed Jun 08 08:30:00 +0800 2022", "text_raw": x}
        for n, t, d, x in ROWS
    ]
    digest = [("某报", "A03", d, "引题", t, x) for n, t, d, x in ROWS]
    digest_names = ("报纸名称", "版次", "见报日期", "引题", "主标题", "正文内容")
    return [
        Case("letters.csv", "columns", table(letter_names, letters).encode("gbk"), ALL),
        Case("hotline.csv", "columns", table(call_names, calls).encode(), ALL),
        Case("accounts.csv", "columns", table(post_names, posts).encode(), ALL),
        Case("by_content.csv", "columns", table(("a", "b", "c", "d")).encode(), ALL),
        Case("half_empty.csv", "columns", table((*NAMES[:3], "内容", "详情"), half).encode(), ALL),
        Case("marked_names.csv", "columns", table(marked).encode(), ALL),
        Case(
            "posts.jsonl",
            "columns",
            b"\n".join(map(dumped, weibo)),
            {"n": 3, "dates": ["2022-06-08"] * 3, "cities": CITIES},
        ),
        Case("digest.csv", "columns", table(digest_names, digest).encode(), ALL),
        Case(
            "only_numbers.csv",
            "columns",
            "甲,乙\n1,2\n3,4\n".encode(),
            {"says": ["--columns text="]},
        ),
    ]


def _dates() -> list[Case]:
    def seconds(date: str) -> int:
        day = datetime.datetime.fromisoformat(date + "T09:00:00+08:00")
        return int(day.timestamp())

    epoch = [str(seconds(date)) for date in DATES]
    serial = [
        str((datetime.date.fromisoformat(d) - datetime.date(1899, 12, 30)).days) for d in DATES
    ]
    months = ["2022-06-01", "2022-07-01", "2022-08-01"]
    forms = {
        "epoch": (epoch, DATES),
        "milliseconds": ([e + "000" for e in epoch], DATES),
        "digits14": (["20220608083000", "20220719210000", "20220823120000"], DATES),
        "digits12": (["202206080830", "202207192100", "202208231200"], DATES),
        "serial": (serial, DATES),
        "day_first": (["08/06/2022", "19/07/2022", "23/08/2022"], DATES),
        "month_first": (["06/08/2022 8:30", "07/19/2022 9:00", "08/23/2022"], DATES),
        "short_years": (["22-6-8", "22-7-19", "22-8-23"], DATES),
        "full_width": (["２０２２年６月８日", "２０２２－０７－１９", "２０２２．８．２３"], DATES),
        "numerals": (
            ["二〇二二年六月八日", "二零二二年七月十九日", "二○二二年八月二十三日"],
            DATES,
        ),
        "republic": (["民國111年6月8日", "民國111年7月19日", "民国一一一年八月二十三日"], DATES),
        "month_floats": (["2022.06", "2022.07", "2022.08"], months),
        "english": (["Jun 8, 2022", "19 July 2022", "Tue, 23 Aug 2022 10:00:00 GMT"], DATES),
        "zones": (
            ["2022-06-08T08:30:00+08:00", "2022-07-19T08:30:00Z", "2022-08-23 08:30:00.000"],
            DATES,
        ),
        "hao": (["2022年6月8号", "2022年 7月 19号", "2022 年 8 月 23 号 上午"], DATES),
        "ranges": (
            ["2022-06-08至2022-06-10", "2022年7月19日-21日", "2022.08.23~2022.08.25"],
            DATES,
        ),
        "parts_of_months": (
            ["2022年6月上旬", "2022年7月中旬", "2022年第三季度"],
            ["2022-06-01", "2022-07-11", "2022-07-01"],
        ),
    }
    return [
        Case(f"dates_{name}.tsv", "dates", dated(*cells), ALL | {"dates": dates})
        for name, (cells, dates) in forms.items()
    ]


def _json() -> list[Case]:
    rows = records()
    mongo = [
        {
            "_id": {"$oid": "60c0ffee"},
            "title": r["title"],
            "content": r["content"],
            "date": {"$date": r["date"] + "T02:00:00Z"},
            "n": {"$numberLong": "5"},
        }
        for r in rows
    ]
    parts = [
        r
        | {"content": [{"type": "text", "text": x} for x in (r["content"][:20], r["content"][20:])]}
        for r in rows
    ]
    values = [list(NAMES), *map(list, ROWS)]
    lines = "[\n" + ",\n".join(dumped(r).decode() for r in rows) + "\n]\n"
    return [
        Case("pretty.json", "json", b"\n".join(dumped(r, indent=2) for r in rows), ALL),
        Case("nested.json", "json", dumped({"code": 0, "data": {"total": 3, "list": rows}}), ALL),
        Case("mongo.json", "json", b"\n".join(map(dumped, mongo)), ALL),
        Case("mongo_array.json", "json", dumped(mongo), ALL),
        Case("by_index.json", "json", dumped({str(i): r for i, r in enumerate(rows)}), ALL),
        Case("values.json", "json", dumped(values), ALL),
        Case("array_of_lines.jsonl", "json", lines.encode(), ALL),
        Case("gbk.json", "json", dumped(rows).decode().encode("gbk"), ALL),
        Case("parts.json", "json", dumped(parts), ALL),
        Case("one.json", "json", dumped(rows[0], indent=1), {"n": 1, "titles": TITLES[:1]}),
        Case("no_suffix_array.txt", "json", dumped(rows), ALL),
    ]


def _lines() -> list[Case]:
    labelled = "".join(f"民生\t{TEXTS[i % 3]}\n" for i in range(12))
    plain = "".join(f"{TEXTS[i % 3]}第{i}条。\n" for i in range(15))
    front = "---\ntitle: 灯塔改造\ndate: 2022-06-08\ntags: [海洋]\n---\n\n<!-- 编者的话 -->\n"
    cnki = "\n\n".join(
        f"SrcDatabase-来源库: 报纸\nTitle-题名: {t}\nAuthor-作者: 张某;\nSource-文献来源: 某报\n"
        f"Keyword-关键词: 甲;乙\nSummary-摘要: {x}\nPubTime-发表时间: {d}"
        for _, t, d, x in ROWS
    )
    endnote = "\n\n".join(
        f"%0 Newspaper Article\n%A 张某\n%T {t}\n%J 某报\n%8 {d}\n%X {x}\n%W CNKI"
        for _, t, d, x in ROWS
    )
    labels = "\n\n".join(f"【标题】{t}\n【日期】{d}\n【正文】{x}" for _, t, d, x in ROWS)
    law = (
        "威海市海岸带保护办法\n\n【法宝引证码】 CLI.13.7654321\n【发文字号】 威政发〔2022〕9号\n"
        "【发布日期】 2022.06.08\n【实施日期】 2022.07.01\n【时效性】 现行有效\n\n第一条　为了保护海岸带，制定本办法。\n"
        "　　第二条　本市行政区域内的海岸带保护适用本办法。\n"
    )
    notice = (
        "关于公布夜校课程的通知\n临教发〔2022〕12号\n各县区教育局：\n　　现将临沂市青年夜校秋季课程予以公布，请认真组织实施。\n"
        "　　各单位要做好报名服务，合理安排场地和师资。\n临沂市教育局\n2022年8月23日\n"
    )
    return [
        Case(
            "labelled.txt",
            "lines",
            labelled.encode(),
            {"n": 12, "cities": CITIES * 4, "text_lacks": ["民生"]},
        ),
        Case("plain_lines.txt", "lines", plain.encode("gbk"), {"n": 15}),
        Case(
            "front_matter.md",
            "documents",
            (front + TEXTS[0]).encode(),
            {"n": 1, "titles": TITLES[:1], "dates": DATES[:1], "text_lacks": ["编者的话", "tags"]},
        ),
        Case(
            "heading.md",
            "documents",
            f"# 灯塔改造\n\n{TEXTS[0]}\n\n{TEXTS[1]}\n".encode(),
            {"n": 1, "titles": TITLES[:1]},
        ),
        Case("cnki.txt", "documents", cnki.encode(), ALL),
        Case("endnote.txt", "documents", endnote.encode(), ALL),
        Case("labels.txt", "documents", labels.encode("gbk"), ALL),
        Case(
            "law.txt",
            "documents",
            law.encode(),
            {
                "n": 1,
                "titles": ["威海市海岸带保护办法"],
                "dates": ["2022-06-08"],
                "text_lacks": ["引证码"],
            },
        ),
        Case(
            "notice.txt",
            "documents",
            notice.encode(),
            {"n": 1, "titles": ["关于公布夜校课程的通知"], "dates": ["2022-08-23"]},
        ),
    ]


def _markup() -> list[Case]:
    tags = [
        (n, t, d, f"<p>&ldquo;{x}&rdquo;</p><br/><p>&nbsp;&nbsp;更多&hellip;</p>")
        for n, t, d, x in ROWS
    ]
    marks = [(n, t, d, x + r"\n\u3000\u3000第二段完。\t") for n, t, d, x in ROWS]
    post = (
        TEXTS[0]
        + "[赞][鼓掌] 网页链接 http://t.cn/A6xyz //@某某小记者:转发微博//@路人甲:好看 展开全文"
    )
    lacks = {"text_lacks": ["<p>", "&ldquo;", "&nbsp;"]}
    cleaned = {"n": 1, "cities": ["威海"], "text_lacks": ["[赞]", "网页链接", "http", "展开全文"]}
    radicals = [(n, t, d, "⽤⼼做好⺠⽣。" + x) for n, t, d, x in ROWS]
    return [
        Case("tags.tsv", "cells", table(rows=tags, sep="\t").encode(), ALL | lacks),
        Case(
            "escapes.tsv",
            "cells",
            table(rows=marks, sep="\t").encode(),
            ALL | {"text_lacks": [r"\n", r"\u3000"]},
        ),
        Case("post.tsv", "cells", table(("内容",), [(post,)], "\t").encode(), cleaned),
        Case(
            "radicals.tsv",
            "cells",
            table(rows=radicals, sep="\t").encode(),
            ALL | {"text_has": ["用心做好民生"]},
        ),
    ]


CASES: list[Case] = [
    *_shapes(), *_rows(), *_columns(), *_dates(), *_json(), *_lines(), *_markup(), *(Case(*row) for row in PACKED),
    *(Case(*row) for row in OFFICE), *(Case(*row) for row in PAGES),
    *(Case(*row) for row in FURTHER), *(Case(*row) for row in EXPORTS), *(Case(*row) for row in SITES),
    *(Case(*row) for row in PORTALS),
    *(Case(*row) for row in (*GOVERNMENT, *PAPERS, *THIRD_PORTALS, *THIRD_TABLES, *THIRD_FILES)),
    *(Case(*row) for row in (*FOURTH_PAGES, *FOURTH_TABLES, *SIXTH, *SEVENTH)),
]  # fmt: skip


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    lines = []
    for case in CASES:
        write_case(case, target)
        lines.append(dumped({"file": case.file, "kind": case.kind} | case.expected))
    (target / "expected.jsonl").write_bytes(b"\n".join(lines) + b"\n")
