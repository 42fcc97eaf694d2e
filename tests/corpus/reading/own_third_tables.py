"""Tables and exports in the manner of public crawls and data bases; the third set."""

import datetime as dt
from typing import Any

from tests.corpus.reading.own_third_rows import FULL, NOT, C, D, Held, T, X, dj, tab, xlsx

__all__ = ["THIRD_TABLES"]

THIRD_TABLES: list[Held] = []


def add(name: str, data: bytes | str, expect: dict[str, Any], enc: str = "utf-8") -> None:
    made = data if isinstance(data, bytes) else data.encode(enc)
    THIRD_TABLES.append((name, "third set", made, expect))


# 1 weibo-search of public repositories
add(
    "weibo_search.csv",
    "\ufeff"
    + tab(
        [
            [
                "id",
                "bid",
                "user_id",
                "用户昵称",
                "微博正文",
                "头条文章url",
                "发布位置",
                "艾特用户",
                "话题",
                "转发数",
                "评论数",
                "点赞数",
                "发布时间",
                "发布工具",
                "微博图片url",
                "微博视频url",
                "retweet_id",
            ],
            *[
                [
                    4620000000000000 + i,
                    "Kb" + str(i),
                    "17" + str(i),
                    "路人",
                    f"#城市#【{T[i]}】{X[i]} ​​​ 展开全文c" if i == 0 else f"#城市#{X[i]} O网页链接 ​​​",
                    "",
                    "",
                    "",
                    "城市",
                    3,
                    4,
                    5,
                    D[i] + " 08:30",
                    "微博 weibo.com",
                    "http://a.jpg",
                    "",
                    "",
                ]
                for i in range(3)
            ],
        ]
    ),
    {**NOT, "text_lacks": ["展开全文", "网页链接"]},
)
# 2 weibo JSONL of WeiboSpider
add(
    "weibo_spider.jsonl",
    "\n".join(
        dj(
            {
                "_id": str(46200 + i),
                "mblogid": "K" + str(i),
                "created_at": D[i] + " 08:30:01",
                "geo": None,
                "ip_location": "发布于 浙江",
                "reposts_count": 1,
                "comments_count": 2,
                "attitudes_count": 3,
                "source": "iPhone客户端",
                "content": X[i] + " ​​​",
                "pic_urls": [],
                "pic_num": 0,
                "isLongText": False,
                "user": {
                    "_id": "17",
                    "nick_name": "某某发布",
                    "verified": True,
                    "description": "政务微博，发布权威信息，欢迎关注我们的微信公众号",
                },
                "url": "https://weibo.com/1/K",
                "crawl_time": 1690000000 + i,
            }
        )
        for i in range(3)
    ),
    NOT,
)
# 3 weibo mobile API
add(
    "weibo_cards.json",
    dj(
        {
            "ok": 1,
            "data": {
                "cardlistInfo": {"total": 3},
                "cards": [
                    {
                        "card_type": 9,
                        "itemid": "1",
                        "mblog": {
                            "created_at": "Mon Apr 12 08:30:00 +0800 2021"
                            if i == 0
                            else (
                                "Sun May 23 08:30:00 +0800 2021"
                                if i == 1
                                else "Wed Jun 30 08:30:00 +0800 2021"
                            ),
                            "id": "46" + str(i),
                            "text": X[i]
                            + '<span class="url-icon"><img alt=[赞] src="a.png"></span><a href="/status/1">全文</a>',
                            "source": "iPhone",
                            "user": {"screen_name": "某"},
                        },
                    }
                    for i in range(3)
                ],
            },
        }
    ),
    {**NOT, "text_lacks": ["url-icon"]},
)
# 4 people's message board, 13 columns
add(
    "leader_board.xlsx",
    xlsx(
        (
            "Sheet1",
            [
                [
                    "省",
                    "市",
                    "区县",
                    "留言类型",
                    "留言对象",
                    "留言标题",
                    "留言时间",
                    "留言正文",
                    "是否有图",
                    "回复类型",
                    "回复时间",
                    "回复内容",
                    "文章链接",
                ],
                *[
                    [
                        ["浙江省", "安徽省", "江西省"][i],
                        C[i] + "市",
                        "某区",
                        "建议",
                        "市委书记",
                        T[i],
                        D[i] + " 12:01",
                        X[i],
                        "否",
                        "已回复",
                        "2021-08-01 09:00",
                        "网友您好！您在人民网《领导留言板》上的留言已收悉，经核实现将有关情况回复如下：感谢您的支持和关注。",
                        "http://a",
                    ]
                    for i in range(3)
                ],
            ],
        )
    ),
    FULL,
)
# 5 12345 hotline with totals and double header
add(
    "hotline_two_headers.xlsx",
    xlsx(
        (
            "台账",
            [
                ["某市12345热线工单台账", *[None] * 7],
                ["统计时间：2021年4月—6月", *[None] * 7],
                ["序号", "来电信息", None, None, "诉求信息", None, None, "办理"],
                [
                    None,
                    "工单号",
                    "来电时间",
                    "来电人",
                    "诉求标题",
                    "诉求内容",
                    "所属区域",
                    "承办单位",
                ],
                *[
                    [
                        i + 1,
                        "GD" + str(i),
                        D[i].replace("-", "/") + " 10:2" + str(i),
                        "张**",
                        T[i],
                        X[i],
                        C[i] + "市",
                        "住建局",
                    ]
                    for i in range(3)
                ],
                ["合计", None, 3, None, None, None, None, None],
            ],
        )
    ),
    FULL,
)
# 6 toutiao _!_ separated
add(
    "toutiao_cat_data.txt",
    "\n".join(
        f"655170093270538702{i}_!_101_!_news_culture_!_{X[i]}_!_{C[i]},旅游" for i in range(3)
    ),
    {"n": 3, "cities": C, "text_has": [x[-14:] for x in X], "text_lacks": ["_!_"]},
)
# 7 THUCNews style label\ttext no header
add(
    "cnews.train.txt",
    "\n".join(f"{label}\t{x}" for label, x in zip(("旅游", "社会", "房产"), X)),
    {"n": 3, "cities": C, "text_has": [x[-14:] for x in X], "text_lacks": ["旅游\t"]},
)
# 8 Sogou pseudo XML in GB18030
add(
    "news_sohusite.dat.txt",
    "\n".join(
        f"<doc>\n<url>http://news.sohu.com/{D[i].replace('-', '')}/n{i}.shtml</url>\n<docno>b0af{i}</docno>\n<contenttitle>{T[i]}</contenttitle>\n<content>{X[i]}</content>\n</doc>"
        for i in range(3)
    ),
    {
        "n": 3,
        "titles": T,
        "cities": C,
        "text_has": [x[-14:] for x in X],
        "text_lacks": ["docno", "http"],
    },
    "gb18030",
)
# 9 DXYNews csv
add(
    "DXYNews.csv",
    tab(
        [
            [
                "pubDate",
                "title",
                "summary",
                "infoSource",
                "sourceUrl",
                "provinceName",
                "provinceId",
                "crawlTime",
            ],
            *[
                [
                    int(dt.datetime.fromisoformat(D[i] + "T10:00:00+08:00").timestamp() * 1000),
                    T[i],
                    X[i],
                    "人民日报",
                    "http://m.weibo.cn/1",
                    "浙江省",
                    "33",
                    "2021-07-01 00:00:00",
                ]
                for i in range(3)
            ],
        ]
    ),
    FULL,
)
# 10 CNKI self-defined text
add(
    "CNKI-636597288626875000.txt",
    "\n\n".join(
        f"SrcDatabase-来源库: 报纸\nTitle-题名: {T[i]}\nAuthor-作者: 张某;\nOrgan-单位: \nSource-文献来源: 某某日报\nKeyword-关键词: 城市;;发展\nSummary-摘要: {X[i]}\nPubTime-发表时间: {D[i]}\nYear-年: 2021\nPageCount-页码: 003\n"
        for i in range(3)
    ),
    {**FULL, "text_lacks": ["Keyword-"]},
)
# 11 CNKI xls (html inside)
add(
    "CNKI-1.xls",
    "<html><head><meta charset='utf-8'></head><body><table border=1><tr>"
    + "".join(
        f"<td>{h}</td>"
        for h in (
            "SrcDatabase-来源库",
            "Title-题名",
            "Author-作者",
            "Source-文献来源",
            "Summary-摘要",
            "PubTime-发表时间",
        )
    )
    + "</tr>"
    + "".join(
        f"<tr><td>报纸</td><td>{T[i]}</td><td>张某</td><td>某报</td><td>{X[i]}</td><td>{D[i]}</td></tr>"
        for i in range(3)
    )
    + "</table></body></html>",
    FULL,
)
# 12 EndNote
add(
    "cnki_endnote.txt",
    "\n\n".join(
        f"%0 Newspaper Article\n%A 张某\n%T {T[i]}\n%J 某某日报\n%D 2021\n%8 {D[i]}\n%X {X[i]}\n%K 城市\n%W CNKI"
        for i in range(3)
    ),
    {**FULL, "text_lacks": ["%K", "CNKI"]},
)
# 13 RIS
add(
    "export.ris",
    "\n".join(
        f"TY  - NEWS\nA1  - 张某\nT1  - {T[i]}\nJF  - 某某日报\nPY  - 2021\nY1  - {D[i].replace('-', '/')}\nN2  - {X[i]}\nER  - \n"
        for i in range(3)
    ),
    {**FULL, "text_lacks": ["ER  -"]},
)
# 14 NoteExpress
add(
    "cnki.net.txt",
    "\n\n".join(
        f"{{Reference Type}}: Newspaper Article\n{{Title}}: {T[i]}\n{{Author}}: 张某;\n{{Journal}}: 某某日报\n{{Year}}: 2021\n{{Date}}: {D[i]}\n{{Abstract}}: {X[i]}\n{{Database Provider}}: CNKI"
        for i in range(3)
    ),
    {**FULL, "text_lacks": ["Database Provider"]},
)
# 15 Wisers text export
add(
    "wisers.txt",
    "慧科搜索结果\n共 3 篇文章\n列印日期: 2022-01-05\n\n"
    + "\n\n".join(
        f"{i + 1}.\n{T[i]}\n某某日报 | {D[i]}\nA0{i + 1} | 要闻 | 张某\n字数: 52 words\n\n{X[i]}\n\n文章编号: 20210412000{i}001\n版权所有 慧科讯业有限公司"
        for i in range(3)
    ),
    {**FULL, "text_lacks": ["慧科讯业"]},
)
# 16 People's Daily database text
add(
    "rmsj.txt",
    "\n\n".join(
        f"【{T[i]}】\n【人民日报 {D[i].replace('-0', '-').split('-')[0]}年{int(D[i][5:7])}月{int(D[i][8:])}日 第{i + 2}版 要闻】\n【作者】张某\n【专栏】\n{X[i]}"
        for i in range(3)
    ),
    {**FULL},
)
# 17 pkulaw download docx-like txt
add(
    "pkulaw.txt",
    "【法宝引证码】CLI.12.2345678\n\n芜湖市人民政府办公室关于印发芜湖市夜间经济发展行动方案的通知\n\n发布部门：芜湖市政府\n发文字号：芜政办〔2020〕15号\n发布日期：2020.06.18\n实施日期：2020.06.18\n时效性：现行有效\n效力级别：地方规范性文件\n\n各县、市、区人民政府，各省属开发区，市政府各部门：\n\n　　为进一步激发消费潜力，现将行动方案印发给你们，请认真贯彻执行。\n\n　　一、打造滨江夜市街区，引导商户延长营业时间，完善照明停车等配套设施。\n\n芜湖市人民政府办公室\n\n2020年6月18日\n\n© 北大法宝：（www.pkulaw.com）专业提供法律信息、法学知识和法律软件领域各类解决方案。\n本篇【法宝引证码】CLI.12.2345678\n原文链接：https://www.pkulaw.com/lar/1.html",
    {
        "n": 1,
        "titles": ["芜湖市人民政府办公室关于印发芜湖市夜间经济发展行动方案的通知"],
        "dates": ["2020-06-18"],
        "cities": ["芜湖"],
        "text_has": ["引导商户延长营业时间"],
        "text_lacks": ["专业提供法律信息"],
    },
)
# 18 csv with unescaped quotes and newlines inside, Mac CR
add(
    "bad_quotes.csv",
    "标题,发布时间,正文\r\n"
    + "\r\n".join(
        f'{T[i]},{D[i].replace("-", "年", 1).replace("-", "月")}日,他说"好"。{X[i]}"'
        if i == 1
        else f"{T[i]},{D[i].replace('-', '年', 1).replace('-', '月')}日,{X[i]}"
        for i in range(3)
    )
    + "\r\n",
    FULL,
)
# 19 semicolon with BOM-less GBK, date d/m/y
add(
    "gbk_semicolon.csv",
    tab(
        [
            ["Titel", "Datum", "Inhalt"],
            *[[T[i], f"{D[i][8:]}/{D[i][5:7]}/{D[i][:4]}", X[i]] for i in range(3)],
        ],
        ";",
    ),
    FULL,
    "gb18030",
)
