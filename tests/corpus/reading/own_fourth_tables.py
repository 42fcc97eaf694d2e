"""More tables and files of public crawls; the fourth set, written after the third was mended."""

import datetime as dt
import gzip
import io
import pathlib
import sqlite3
import tempfile
import zipfile
from typing import Any

from tests.corpus.reading.own_third_rows import Held, dj, tab, xlsx

__all__ = ["FOURTH_TABLES"]

FOURTH_TABLES: list[Held] = []
TT = ["海岛咖啡馆走红", "古镇修缮完工", "果蔬冷链开通"]
XX = [
    "湛江市硇洲岛的咖啡馆成了年轻人打卡地，村里的空置石屋陆续改成了民宿和书店。",
    "黄山市的唐模古镇完成修缮，七十二处徽派老宅恢复原貌，下月起免费开放一周。",
    "寿光果蔬冷链专列开通，潍坊市的蔬菜四十八小时内可以送到华南各大市场。",
]
CC = ["湛江", "黄山", "潍坊"]
DD = ["2020-03-09", "2020-07-21", "2020-11-15"]
full = {"n": 3, "titles": TT, "dates": DD, "cities": CC, "text_has": [x[-12:] for x in XX]}
unt = {k: v for k, v in full.items() if k != "titles"}
R = range(3)


def ms(i: int) -> int:
    return int(dt.datetime.fromisoformat(DD[i] + "T09:00:00+08:00").timestamp() * 1000)


def ad(name: str, data: bytes | str, expect: dict[str, Any], enc: str = "utf-8") -> None:
    made = data if isinstance(data, bytes) else data.encode(enc)
    FOURTH_TABLES.append((name, "fourth set", made, expect))


ad(
    "hotline_min.csv",
    tab(
        [
            ["工单号", "诉求时间", "诉求类型", "问题描述", "处理意见", "满意度评价"],
            *[
                [
                    "A" + str(i),
                    DD[i].replace("-", "/") + " 9:05",
                    "咨询",
                    XX[i],
                    "已转相关部门办理，感谢您的来电反映，我们将尽快处理。",
                    "满意",
                ]
                for i in R
            ],
        ]
    ),
    unt,
)
ad(
    "news_api.json",
    dj(
        {
            "code": 0,
            "msg": "ok",
            "data": {
                "total": 3,
                "items": [
                    {
                        "type": "news",
                        "article": {
                            "id": i,
                            "title": TT[i],
                            "publish_ts": ms(i) // 1000,
                            "html": "<p>" + XX[i] + "</p>",
                            "tags": ["a", "b"],
                        },
                    }
                    for i in R
                ],
            },
        }
    ),
    full,
)
ad(
    "xhs_notes.jsonl",
    "\n".join(
        dj(
            {
                "note_id": "64" + str(i),
                "type": "normal",
                "title": TT[i],
                "desc": XX[i] + " #旅行[话题]# ",
                "video_url": "",
                "time": ms(i),
                "last_update_time": 1690000000000,
                "user_id": "5",
                "nickname": "小某",
                "liked_count": "1.2万",
                "ip_location": "广东",
                "image_list": "http://a,http://b",
                "tag_list": "旅行,打卡",
                "last_modify_ts": 1690000000001,
                "note_url": "https://x",
            }
        )
        for i in R
    ),
    full,
)
ad(
    "meta_lines.csv",
    "数据导出\n导出时间,2022-01-05 10:00\n导出条数,3\n\n"
    + tab(
        [
            ["序号", "标题", "媒体", "发稿时间", "正文内容"],
            *[[i + 1, TT[i], "某某日报", DD[i], XX[i]] for i in R],
        ]
    ),
    full,
)
ad(
    "newlines_quoted.csv",
    tab(
        [
            ["title", "publish_time", "content", "url"],
            *[
                [
                    TT[i],
                    DD[i] + "T10:00:00+08:00",
                    XX[i][:18] + '\n\n　　他说“好”，"真的"。' + XX[i][18:],
                    f"http://a/{i}",
                ]
                for i in R
            ],
        ]
    ),
    full,
)
ad(
    "bad_byte.csv",
    "标题,日期,正文\n".encode()
    + b"".join(
        f"{TT[i]},{DD[i]},{XX[i]}".encode() + (b"\xff" if i == 1 else b"") + b"\n" for i in R
    ),
    full,
)
ad(
    "blank_header.xlsx",
    xlsx(
        (
            "Sheet1",
            [
                ["序号", "标题", "时间", None],
                *[[i + 1, TT[i], dt.datetime.fromisoformat(DD[i] + "T08:30:00"), XX[i]] for i in R],
            ],
        )
    ),
    full,
)
ad("date_to_text.json", dj({DD[i]: XX[i] for i in R}), unt)
ad("arrays.json", dj([[TT[i], DD[i], XX[i]] for i in R]), full)
ad(
    "lines.jsonl.gz",
    gzip.compress(
        "\n".join(
            dj({"标题": TT[i], "时间": DD[i] + " 00:00", "文章内容": XX[i]}) for i in R
        ).encode()
    ),
    full,
)
ad(
    "t.csv.gz",
    gzip.compress(
        tab([["title", "date", "text"], *[[TT[i], DD[i], XX[i]] for i in R]]).encode("gb18030")
    ),
    full,
)
ad(
    "ruled_blocks.txt",
    ("\n" + "=" * 30 + "\n").join(
        f"标题：{TT[i]}\n时间：{DD[i]} 08:00\n来源：某某网\n\n{XX[i]}" for i in R
    ),
    full,
)
ad(
    "labels_gbk.txt",
    "\r\n\r\n".join(f"【标题】{TT[i]}\r\n【日期】{DD[i]}\r\n【正文】{XX[i]}" for i in R),
    full,
    "gb18030",
)
ad(
    "sqlite_dump.sql",
    "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE news (id INTEGER PRIMARY KEY, title TEXT, pub_date TEXT, content TEXT);\n"
    + "\n".join(
        f"INSERT INTO \"news\" VALUES({i},'{TT[i]}','{DD[i]}','{XX[i]}他说''好''。');" for i in R
    )
    + "\nCOMMIT;\n",
    full,
)
ad(
    "tweets.csv",
    tab(
        [
            ["id", "created_at", "user", "text_raw", "retweet_count"],
            *[
                [
                    i,
                    [
                        "Mon Mar 09 00:30:00 +0000 2020",
                        "Tue Jul 21 02:00:00 +0000 2020",
                        "Sun Nov 15 03:00:00 +0000 2020",
                    ][i],
                    "{'screen_name': '某', 'id': 1}",
                    XX[i] + " https://t.co/abc",
                    "3",
                ]
                for i in R
            ],
        ]
    ),
    unt,
)
ad(
    "pkulaw.csv",
    tab(
        [
            [
                "标题",
                "发文字号",
                "制定机关",
                "公布日期",
                "施行日期",
                "时效性",
                "效力位阶",
                "法规类别",
                "全文",
            ],
            *[
                [
                    TT[i] + "管理办法",
                    f"某政发〔2020〕{i}号",
                    CC[i] + "市人民政府",
                    DD[i].replace("-", "."),
                    "2021.01.01",
                    "现行有效",
                    "地方规范性文件",
                    "旅游",
                    XX[i] * 2,
                ]
                for i in R
            ],
        ]
    ),
    {"n": 3, "titles": [x + "管理办法" for x in TT], "dates": DD, "cities": CC},
)
ad(
    "nested_reply.json",
    dj(
        [
            {
                "tid": i,
                "subject": TT[i],
                "content": XX[i],
                "createTime": DD[i] + " 10:00:00",
                "forum": {"name": CC[i] + "市委书记", "id": 3},
                "reply": {
                    "content": "网友您好，您的留言已收悉，感谢您对我市工作的关心支持，现将情况答复如下。",
                    "time": "2021-01-01",
                },
            }
            for i in R
        ]
    ),
    full,
)
ad(
    "rules.md",
    "\n\n---\n\n".join(f"### {TT[i]}\n\n日期：{DD[i]}　来源：某报\n\n{XX[i]}" for i in R),
    full,
)


def zz() -> bytes:
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w") as z:
        z.writestr(
            "a/1.html",
            f"<html><head><meta charset='utf-8'><title>{TT[0]}_某网</title></head><body><h1>{TT[0]}</h1><p>{DD[0]} 08:00 来源：某报</p><div>{''.join(f'<p>{XX[0]}</p>' for _ in range(2))}</div></body></html>",
        )
        z.writestr(
            "a/2.csv", tab([["title", "date", "text"], *[[TT[i], DD[i], XX[i]] for i in (1, 2)]])
        )
        z.writestr("__MACOSX/a/._2.csv", b"\x00\x05\x16\x07")
    return b.getvalue()


ad("mixed.zip", zz(), full)


def pp() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as q

    b = io.BytesIO()
    q.write_table(
        pa.table(
            {
                "headline": TT,
                "published": pa.array(
                    [dt.datetime.fromisoformat(DD[i] + "T00:30:00+08:00") for i in R],
                    pa.timestamp("us", tz="UTC"),
                ),
                "paragraphs": [[XX[i][:15], XX[i][15:]] for i in R],
                "lang": ["zh"] * 3,
            }
        ),
        b,
    )
    return b.getvalue()


ad("tz.parquet", pp(), {"n": 3, "titles": TT, "dates": DD, "cities": CC})
ad(
    "attrs.xml",
    "<?xml version='1.0'?><articles>"
    + "".join(
        f"<article id='{i}' title='{TT[i]}' date='{DD[i]}'><p>{XX[i][:15]}</p><p>{XX[i][15:]}</p></article>"
        for i in R
    )
    + "</articles>",
    {"n": 3, "titles": TT, "dates": DD, "cities": CC},
)
ad(
    "cnki.bib",
    "\n\n".join(
        f"@article{{k{i},\n  author = {{张某}},\n  title = {{{TT[i]}}},\n  journal = {{某某日报}},\n  year = {{2020}},\n  date = {{{DD[i]}}},\n  abstract = {{{XX[i]}}},\n  keywords = {{城市}}\n}}"
        for i in R
    ),
    full,
)


def cn() -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".db") as f:
        c = sqlite3.connect(f.name)
        c.execute('create table "新闻"("标题" text,"发布时间" text,"正文" text)')
        c.executemany('insert into "新闻" values(?,?,?)', [(TT[i], DD[i], XX[i]) for i in R])
        c.execute("create table 抓取日志(时间 text, 信息 text)")
        c.execute("insert into 抓取日志 values('2021-01-01','抓取完成')")
        c.commit()
        c.close()
        return pathlib.Path(f.name).read_bytes()


ad("新闻.sqlite", cn(), full)
ad(
    "merged_titles.xlsx",
    xlsx(
        (
            "Sheet1",
            [
                ["2020年城市新闻汇总表"],
                ["填报单位：市委宣传部", None, None, None, "填报时间：2021年1月"],
                ["序号", "稿件标题", "刊发日期", "稿件内容", "备注"],
                *[
                    [i + 1, TT[i], DD[i].replace("-0", ".").replace("-", "."), XX[i], None]
                    for i in R
                ],
                ["审核人：张某", None, None, "制表：李某", None],
            ],
        )
    ),
    full,
)
