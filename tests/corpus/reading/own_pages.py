"""Web pages written in the manner of government, newspaper and portal sites, with their furniture."""

from typing import Any

__all__ = ["PAGES"]

TITLE = "威海十二座老灯塔完成改造"
DATE = "2022-06-08"
BODY = [
    "威海市日前完成了对十二座老灯塔的修缮，塔内新设的展览向市民讲述海上航标的来历。",
    "工作人员介绍，修缮保留了石砌塔身和旧灯具，并为参观者铺设了防滑的木栈道，入口处还增设了讲解牌。",
    "开放首日，不少家长带着孩子登塔看海，现场还安排了打绳结和认旗语的小课堂，报名的名额很快用完。",
    "下一步，当地计划把灯塔与沿岸的渔村、步道连成一线，形成一条可以骑行的观光路，方便游客停留。",
]
FOOTER = (
    '<div class="footer">主办：某某市人民政府办公室　网站标识码：3710000001<br>'
    "鲁ICP备05012345号　版权所有 © 2003-2024 某某网　更新于2024年11月2日</div>"
)
MENU = "<ul>" + "".join(f'<li><a href="/c{i}/">栏目{i}</a></li>' for i in range(8)) + "</ul>"
SIDE = (
    '<div class="right"><h3>热点新闻</h3><ul>'
    + "".join(
        f'<li><a href="/n{i}.html">某地召开第{i}次会议研究部署近期工作</a><span>2023-02-0{i}</span></li>'
        for i in range(1, 7)
    )
    + "</ul></div>"
)


def _paragraphs(texts: list[str] = BODY) -> str:
    return "".join(f"<p>　　{text}</p>" for text in texts)


def _page(body: str, head: str = f"<title>{TITLE}</title>", encoding: str = "utf-8") -> bytes:
    text = f'<!DOCTYPE html><html><head><meta charset="{encoding}">{head}</head><body>{body}</body></html>'
    return text.encode(encoding)


def _h1(info: str, after: str = "", before: str = "") -> str:
    return f"{MENU}{before}<h1>{TITLE}</h1>{info}<div class='content'>{_paragraphs()}</div>{after}{FOOTER}"


_LACKS = ["栏目3", "第3次会议", "ICP备", "2003-2024"]
EXPECTED: dict[str, Any] = {
    "n": 1,
    "titles": [TITLE],
    "dates": [DATE],
    "text_has": ["石砌塔身", "骑行的观光路"],
    "text_lacks": _LACKS,
}
UNDATED = EXPECTED | {"dates": [None]}

_GOVERNMENT = _page(
    _h1(
        '<div class="pages-date">2022-06-08 09:30 <span>来源： 某某日报</span>'
        "<div class='pages_print'>【字体：<a>大</a> <a>中</a> <a>小</a>】<a>打印</a></div></div>",
        "<div>扫一扫在手机打开当前页</div><div>责任编辑：张某</div>" + SIDE,
        '<div class="crumb">当前位置：<a>首页</a> &gt; <a>新闻</a> &gt; 要闻</div>',
    ),
    f'<title>{TITLE}_某某市人民政府</title><meta name="PubDate" content="2022-06-08 09:30">'
    f'<meta name="ArticleTitle" content="{TITLE}"><meta name="SiteName" content="某某市人民政府">',
)
_POLICY = _page(
    MENU
    + "<table><tr><td>索 引 号：</td><td>000014349/2022-00063</td><td>主题分类：</td><td>文化\\旅游</td></tr>"
    f"<tr><td>发文机关：</td><td>某某市人民政府</td><td>成文日期：</td><td>2022年05月30日</td></tr>"
    f"<tr><td>标　　题：</td><td>{TITLE}</td><td>发布日期：</td><td>2022年06月08日</td></tr></table>"
    f"<h1>{TITLE}</h1><div id='UCAP-CONTENT'>{_paragraphs()}</div>"
    "<div>上一篇：<a>关于公布名单的通知</a></div>" + FOOTER
)
_PORTAL = _page(
    _h1(
        '<div class="channel"><div class="col-1-1">2022年06月08日08:30 | 来源：<a>某某日报</a></div></div>',
        "<div class='edit'>(责编：张某、李某)</div><div>分享让更多人看到</div>" + SIDE,
        "<div class='path'>某某网&gt;&gt;地方</div>",
    ),
    f"<title>{TITLE}--地方--某某网</title><meta name='publishdate' content='2022-06-08'>",
)
_COMMENTS = _page(
    _h1(
        '<div class="date-source"><span class="date">2022年06月08日 08:30</span> <a class="source">某某晚报</a></div>',
        '<div class="comment"><h3>网友评论</h3><div>2023-01-05 20:11 路人甲：很想去看看，不知道要不要门票，周末人多不多。</div>'
        "<div>2023-01-06 10:02 路人乙：上次去的时候还在修，石头台阶有点滑，带孩子要小心一点。</div></div>",
    )
)
_MOBILE = _page(
    _h1(
        '<span class="time" id="news-time" data-val="1654648200000">2022-06-08 08:30</span> <span>来源:某某</span>',
        "<p>返回某狐，查看更多</p>",
    ),
    f'<title>{TITLE}_某某市_灯塔_海上</title><meta itemprop="datePublished" content="2022-06-08 08:30">',
)
_QUOTED = _page(
    MENU
    + "<h1>“老灯塔”\"亮\"了</h1><div class='post_info'>2022-06-08 08:30:00　来源: <a>某某报</a> 山东 <a>举报</a></div>"
    + f"<div class='post_body'>{_paragraphs()}</div>"
    + FOOTER,
    "<title>“老灯塔”&quot;亮&quot;了|灯塔_某某订阅</title>"
    "<meta property='og:title' content='“老灯塔”\"亮\"了'>",
)
_EPAPER = _page(
    "<table><tr><td>某某晚报</td><td>2022年06月08日 星期三</td><td>第A03版：城事</td></tr></table>"
    f"<div class='title1'>记者走基层</div><h2>{TITLE}</h2><div class='title2'>塔内可看展，塔外可骑行</div>"
    f"<div id='ozoom'>{_paragraphs()}</div><div>上一篇 下一篇</div><div>放大 缩小 默认</div>{FOOTER}",
    "<title>某某晚报</title>",
)
_OLD = _page(
    "<table width=980><tr><td><a>首页</a> | <a>政务</a> | <a>服务</a></td></tr></table>"
    f"<table><tr><td align=center><b><font size=5>{TITLE}</font></b></td></tr>"
    "<tr><td align=center>发布时间：2022-6-8　　浏览次数：1234 次　　来源：本站</td></tr>"
    f"<tr><td>{'<br>'.join('　　' + t for t in BODY)}</td></tr></table>"
    "<table><tr><td>版权所有：某某市文化局　2005-2024</td></tr></table>",
    f"<title>{TITLE}</title>",
    "gbk",
)
_NO_HEADLINE = _page(
    f"{MENU}<div class='info'>日期：22-06-08　点击：88</div><div class='con'>{_paragraphs()}</div>{FOOTER}",
    f"<title>{TITLE}-威海要闻-某某网</title>",
)
_META = _page(
    _h1("<div>来源：某某日报</div>", SIDE),
    f'<title>{TITLE}</title><meta name="PubDate" content="2022-06-08 09:30:00">'
    '<meta name="ColumnName" content="要闻">',
)
_NAMED = _page(_h1("<div>来源：某某日报</div>", SIDE))
_IN_BODY = _page(
    f"{MENU}<h1>{TITLE}</h1><div class='content'>"
    + _paragraphs([*BODY, "记者了解到，最早的一座灯塔建于1903年5月1日，2019年3月2日曾经停用。"])
    + f"</div>{FOOTER}"
)
_LINKED = _page(
    f'<h1 id="activity-name"> {TITLE} </h1><div><a id="js_name">某某发布</a> <em id="publish_time">2022-06-08 08:30</em></div>'
    f'<div id="js_content">{_paragraphs()}</div><div>阅读原文　预览时标签不可点</div>'
    '<script>var ct = "1700000000"; var t="2023-11-14";</script>',
    f'<meta property="og:title" content="{TITLE}"><title></title>',
)
_JSON_LD = _page(
    _h1("", SIDE),
    f'<title>{TITLE} | 某某网</title><script type="application/ld+json">'
    '{"@type":"NewsArticle","datePublished":"2022-06-08T08:30:00+08:00","dateModified":"2023-01-01"}</script>',
)
_WRONG_CHARSET = _page(
    _h1("<div>2022-06-08 10:00:00 来源：某某网</div>"), f"<title>{TITLE}</title>"
).replace(b'charset="utf-8"', b'charset="gb2312"')
_NEIGHBOURS = _page(
    _h1(
        "<div>[ 2022-06-08 ]</div>",
        before="<div>上一篇：<a>2018年5月6日公示</a>　下一篇：<a>2023-07-09 会议通知</a></div>",
    )
)
_TODAY = _page(
    _h1(
        "<div class='meta'><i>2022/06/08 07:58</i><i>某某客户端</i></div>",
        before="<div class='top'>今天是2024年11月2日 星期六　<span>晴 3~12℃</span></div>",
    )
)
_ONLY_TODAY = _page(_h1("", before="<div class='top'>今天是2024年11月2日 星期六</div>", after=SIDE))
_ADDRESS = _page(
    _h1(""),
    f'<title>{TITLE}</title><link rel="canonical" href="http://www.e.cn/art/2022/6/8/art_12_345.html">',
)
_TIME = _page(_h1('<time datetime="2022-06-08T08:30:00+08:00">6月8日</time>', SIDE))
_SIGNED = _page(
    f"{MENU}<h1>{TITLE}</h1><div class='content'>{_paragraphs()}"
    f"<p style='text-align:right'>某某市文化和旅游局</p><p style='text-align:right'>2022年6月8日</p></div>{FOOTER}"
)
_UPDATED = _page(
    _h1(
        "<div>更新时间：2023-03-01 09:00　发布时间：2022-06-08 08:00　信息来源：某某局</div>",
        "<div>附件：<a>报名表2021-01-01.doc</a></div>",
    )
)

_MADE: dict[str, tuple[bytes, dict[str, Any]]] = {
    "government.html": (_GOVERNMENT, EXPECTED | {"text_lacks": [*_LACKS, "扫一扫"]}),
    "policy.html": (_POLICY, EXPECTED | {"text_lacks": ["索 引 号", "上一篇"]}),
    "portal.html": (_PORTAL, EXPECTED | {"text_lacks": [*_LACKS, "责编", "分享让更多人看到"]}),
    "comments.html": (_COMMENTS, EXPECTED | {"text_lacks": ["路人甲", "路人乙"]}),
    "mobile.html": (_MOBILE, EXPECTED | {"text_lacks": ["查看更多"]}),
    "quoted.html": (_QUOTED, EXPECTED | {"titles": ['“老灯塔”"亮"了'], "text_lacks": ["举报"]}),
    "epaper.html": (_EPAPER, EXPECTED | {"text_lacks": ["放大", "下一篇"]}),
    "old_site.html": (_OLD, EXPECTED | {"text_lacks": ["浏览次数", "版权所有"]}),
    "no_headline.html": (_NO_HEADLINE, EXPECTED),
    "meta.html": (_META, EXPECTED),
    "20220608_named.html": (_NAMED, EXPECTED),
    "dates_in_body.html": (_IN_BODY, UNDATED),
    "account.html": (_LINKED, EXPECTED | {"text_lacks": ["阅读原文"]}),
    "json_ld.html": (_JSON_LD, EXPECTED),
    "wrong_charset.html": (_WRONG_CHARSET, EXPECTED),
    "neighbours.html": (_NEIGHBOURS, EXPECTED),
    "today.html": (_TODAY, EXPECTED),
    "only_today.html": (_ONLY_TODAY, UNDATED),
    "address.html": (_ADDRESS, EXPECTED),
    "time.html": (_TIME, EXPECTED),
    "signed.html": (_SIGNED, EXPECTED),
    "updated.html": (_UPDATED, EXPECTED | {"text_lacks": ["附件"]}),
}
PAGES: list[tuple[str, str, Any, dict[str, Any]]] = [
    (name, "web", data, expected) for name, (data, expected) in _MADE.items()
]
