"""Files of other formats, in the manner of public crawls; the third set."""

import datetime as dt
import io
import pathlib
import sqlite3
import tarfile
import tempfile
import zipfile
from typing import Any

from tests.corpus.reading.own_third_rows import FULL, NOT, C, D, Held, T, X, dj, tab, xlsx

__all__ = ["THIRD_FILES"]

THIRD_FILES: list[Held] = []


def add(name: str, data: bytes | str, expect: dict[str, Any], enc: str = "utf-8") -> None:
    made = data if isinstance(data, bytes) else data.encode(enc)
    THIRD_FILES.append((name, "third set", made, expect))


# 20 UTF-16 tab from Excel
add(
    "unicode_text.txt",
    tab(
        [
            ["编号", "新闻标题", "日期", "新闻内容"],
            *[[i, T[i], D[i].replace("-0", "-").replace("-", "/"), X[i]] for i in range(3)],
        ],
        "\t",
    ),
    FULL,
    "utf-16",
)
# 21 mixed encodings by line
add(
    "mixed_lines.csv",
    b"title,date,content\n"
    + b"".join(
        f"{T[i]},{D[i]},{X[i]}\n".encode("gb18030" if i == 1 else "utf-8") for i in range(3)
    ),
    FULL,
)


# 22 sqlite with two tables (weibo.db as weibo-crawler)
def lite() -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".db") as t:
        c = sqlite3.connect(t.name)
        c.execute("create table user(id text, screen_name text, description text)")
        c.execute("insert into user values('1','某某发布','权威发布政务信息，服务全市人民。')")
        c.execute(
            "create table weibo(id text, bid text, user_id text, text text, created_at datetime, source text, attitudes_count int)"
        )
        c.executemany(
            "insert into weibo values(?,?,?,?,?,?,?)",
            [(str(i), "K", "1", X[i], D[i] + " 08:30:00", "微博", 3) for i in range(3)],
        )
        c.commit()
        c.close()
        return pathlib.Path(t.name).read_bytes()


add("weibodata.db", lite(), NOT)


# 23 parquet nested
def pq() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as q

    b = io.BytesIO()
    q.write_table(
        pa.table(
            {
                "url": ["u"] * 3,
                "meta": [
                    {"title": T[i], "pubtime": dt.datetime.fromisoformat(D[i])} for i in range(3)
                ],
                "text": X,
            }
        ),
        b,
    )
    return b.getvalue()


add("crawl.parquet", pq(), FULL)


# 24 zip with GBK names and nested folders by city
def zp() -> bytes:
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w") as z:
        for i in range(3):
            info = zipfile.ZipInfo("x")
            info.filename = f"新闻/{C[i]}/{D[i].replace('-', '')}_{T[i]}.txt".encode("gbk").decode(
                "cp437"
            )
            z.writestr(info, X[i].encode("gb18030"))
    return b.getvalue()


add(
    "gbk_zip.zip",
    zp(),
    {
        "n": 3,
        "text_has": [x[-14:] for x in X],
        "dates": [D[0], D[2], D[1]],
        "cities": [C[0], C[2], C[1]],
    },
)


# 25 tar.gz of jsonl
def tg() -> bytes:
    b = io.BytesIO()
    with tarfile.open(fileobj=b, mode="w:gz") as t:
        d = "\n".join(
            dj({"headline": T[i], "publish_date": D[i] + "T08:00:00Z", "body": X[i]})
            for i in range(3)
        ).encode()
        ti = tarfile.TarInfo("data/part-0000.jsonl")
        ti.size = len(d)
        t.addfile(ti, io.BytesIO(d))
    return b.getvalue()


add("data.tar.gz", tg(), FULL)
# 26 mongoexport
add(
    "mongo.json",
    "\n".join(
        dj(
            {
                "_id": {"$oid": "5f0" + str(i) * 21},
                "news_title": T[i],
                "news_time": {"$date": D[i] + "T02:00:00.000Z"},
                "news_content": [X[i][:14], X[i][14:]],
                "read_num": {"$numberInt": "12"},
            }
        )
        for i in range(3)
    ),
    {"n": 3, "titles": T, "dates": D, "cities": C},
)
# 27 scrapy json with lists of one
add(
    "scrapy.json",
    dj(
        [
            {
                "title": [T[i]],
                "time": ["\r\n        发布时间：" + D[i] + " 08:12   "],
                "content": ["\r\n", "　　" + X[i], "\r\n"],
                "url": "http://a",
            }
            for i in range(3)
        ]
    ),
    FULL,
)
# 28 xml export
add(
    "posts.xml",
    "<?xml version='1.0' encoding='UTF-8'?><posts>"
    + "".join(
        f"<post><id>{i}</id><title><![CDATA[{T[i]}]]></title><pubtime>{D[i]} 09:00:00</pubtime><body><![CDATA[<p>{X[i]}</p>]]></body></post>"
        for i in range(3)
    )
    + "</posts>",
    FULL,
)
# 29 RSS
add(
    "rss.xml",
    "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>某某新闻网</title><link>http://a</link><description>本地新闻聚合</description>"
    + "".join(
        f"<item><title>{T[i]}</title><link>http://a/{i}</link><description><![CDATA[<p>{X[i]}</p>]]></description><pubDate>{['Mon, 12 Apr', 'Sun, 23 May', 'Wed, 30 Jun'][i]} 2021 08:00:00 +0800</pubDate></item>"
        for i in range(3)
    )
    + "</channel></rss>",
    FULL,
)
# 30 md with front matter collection
add(
    "post.md",
    f'---\ntitle: "{T[0]}"\ndate: 2021-04-12 08:30:00 +0800\ntags: [旅游]\n---\n\n<!-- more -->\n\n{X[0]}\n\n![图](a.png)\n\n> 来源：[某某网](http://a)\n',
    {
        "n": 1,
        "titles": [T[0]],
        "dates": [D[0]],
        "cities": [C[0]],
        "text_has": [X[0][-14:]],
        "text_lacks": ["more", "a.png"],
    },
)
# 31 md with many # articles
add(
    "digest.md",
    "# 每周城市新闻摘要\n\n"
    + "\n\n".join(f"## {T[i]}\n\n*{D[i]} 某某日报*\n\n{X[i]}" for i in range(3)),
    {"n": 3, "titles": T, "dates": D, "cities": C},
)


# 32 docx digest with headings
def dx(paras: list[tuple[str, str]]) -> bytes:
    from docx import Document

    d = Document()
    for style, t in paras:
        d.add_paragraph(t, style=style)
    b = io.BytesIO()
    d.save(b)
    return b.getvalue()


add(
    "digest.docx",
    dx(
        [
            ("Title", "舆情摘报"),
            *[
                z
                for i in range(3)
                for z in (
                    ("Heading 1", T[i]),
                    ("Normal", f"来源：某某网　时间：{D[i]}"),
                    ("Normal", X[i]),
                )
            ],
        ]
    ),
    {"n": 3, "titles": T, "dates": D, "cities": C},
)
# 33 one document a line, ids
add("lines_ids.txt", "\n".join(f"{i + 1}\t{D[i]}\t{X[i]}" for i in range(3)), NOT)
# 34 one document a line, plain with blank lines
add("lines.txt", "\n".join(X * 4) + "\n", {"n": 12, "cities": C * 4})
# 35 ROC dates & traditional
add(
    "minguo.csv",
    tab(
        [
            ["編號", "新聞標題", "日期", "新聞內文"],
            *[
                [i, T[i], f"民國{int(D[i][:4]) - 1911}年{int(D[i][5:7])}月{int(D[i][8:])}日", X[i]]
                for i in range(3)
            ],
        ]
    ),
    FULL,
)
# 36 epoch seconds as float with nan
add(
    "epoch_float.csv",
    tab(
        [
            ["note_id", "title", "desc", "time", "last_update_time", "ip_location"],
            *[
                [
                    "64" + str(i),
                    T[i],
                    X[i] + "#城市[话题]#",
                    f"{dt.datetime.fromisoformat(D[i] + 'T10:00:00+08:00').timestamp():.1f}",
                    "",
                    "浙江",
                ]
                for i in range(3)
            ],
        ]
    ),
    FULL,
)


# 37 excel serials with cover sheet, two sheets of alike columns
def ser(s: str) -> int:
    return (dt.date.fromisoformat(s) - dt.date(1899, 12, 30)).days


add(
    "two_sheets.xlsx",
    xlsx(
        ("说明", [["本表由某某公司采集"], ["联系人：张某"]]),
        ("舟山", [["标题", "日期", "全文"], [T[0], ser(D[0]), X[0]]]),
        ("芜湖", [["标题", "日期", "全文"], [T[1], ser(D[1]), X[1]]]),
        ("赣州", [["标题", "日期", "全文"], [T[2], ser(D[2]), X[2]]]),
    ),
    FULL,
)
# 38 SQL dump
add(
    "dump.sql",
    "DROP TABLE IF EXISTS `news`;\nCREATE TABLE `news` (\n  `id` int(11) NOT NULL,\n  `title` varchar(255) DEFAULT NULL,\n  `pub_time` datetime DEFAULT NULL,\n  `content` text,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\nINSERT INTO `news` VALUES "
    + ",".join(f"({i},'{T[i]}','{D[i]} 08:00:00','<p>{X[i]}\\n</p>')" for i in range(3))
    + ";\n",
    FULL,
)
# 39 wechat accounts csv with html content and digest
add(
    "gzh.csv",
    tab(
        [
            [
                "公众号",
                "标题",
                "摘要",
                "作者",
                "发布时间",
                "阅读数",
                "在看数",
                "文章链接",
                "文章内容",
            ],
            *[
                [
                    C[i] + "发布",
                    T[i],
                    X[i][:12],
                    "小编",
                    D[i].replace("-", ".") + " 18:02",
                    "1.2万",
                    30,
                    "https://mp.weixin.qq.com/s/a",
                    "<section>" + X[i] + "</section><section>点击蓝字关注我们</section>",
                ]
                for i in range(3)
            ],
        ]
    ),
    {**FULL, "text_lacks": ["<section>"]},
)
# 40 tieba/forum csv: replies without title, floor
add(
    "tieba.csv",
    tab(
        [
            ["楼层", "用户名", "内容", "时间", "帖子标题"],
            *[
                [i + 1, "路人", X[i], D[i].replace("-0", "-") + " 21:3" + str(i), T[0]]
                for i in range(3)
            ],
        ]
    ),
    NOT,
)
# 41 duplicated header rows in the middle (concatenated crawl)
add(
    "concat.csv",
    "".join(f"标题,时间,内容\n{T[i]},{D[i]} 00:00:00,{X[i]}\n" for i in range(3)),
    FULL,
)
# 42 index without name and literal newlines, python list repr
add(
    "pandas_list.csv",
    tab(
        [
            ["", "title", "time", "content"],
            *[
                [i, T[i], f"{D[i]} 08:00 来源：某某网", str([X[i][:14], X[i][14:]])]
                for i in range(3)
            ],
        ]
    ),
    {"n": 3, "titles": T, "dates": D, "cities": C, "text_lacks": ["['"]},
)
