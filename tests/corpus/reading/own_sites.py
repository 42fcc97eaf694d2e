"""Web pages in the furniture of portals, agencies, forums and letter boxes, written by the tests."""

from typing import Any

__all__ = ["SITES"]

TITLE = "德州桃园开通直播 鲜桃当天发往外地"
DATE = "2022-07-19"
BODY = [
    "7月18日一早，德州市城郊的桃园里架起三部手机，果农老周对着镜头掰开一只桃子，汁水顺着手腕往下流。",
    "“以前等客商上门，价钱由人家说了算。”老周说，今年村里办起直播间，第一天就接到四百多单。",
    "据了解，直播间由村合作社与青年返乡创业队合办，前期培训了二十六名主播，年纪最大的已经六十三岁。",
    "为了让鲜桃当天发走，当地在村口设了冷链点，采摘、分级、装箱到装车不超过三个小时。",
    "合作社负责人算了一笔账：线上每斤比地头多卖一块二，扣去包装和运费，亩均增收约两千元。",
    "下一步，当地打算把直播间搬进桃花节，让游客边赏花边下单，把一季的买卖做成一年的生意。",
]
NAVIGATION = "".join(f'<a href="/{x}/">{x}</a> ' for x in ("首页", "时政", "经济", "社会", "文体", "图片", "专题"))  # fmt: skip
OTHERS = [f"多地出台第{i}批措施促进消费回暖" for i in range(1, 8)]
LIST = "".join(f'<li><a href="/2023/{i}.html">{x}</a><em>2023-03-0{i}</em></li>' for i, x in enumerate(OTHERS, start=1))  # fmt: skip
BOTTOM = (
    "<div class='foot'><p>关于我们 | 联系我们 | 法律声明 | 网站地图</p><p>Copyright © 2001-2025 某某网 All Rights Reserved</p>"
    "<p>互联网新闻信息服务许可证37120180001　京公网安备11010102003321号</p></div>"
)
EXPECTED: dict[str, Any] = {
    "n": 1,
    "titles": [TITLE],
    "dates": [DATE],
    "text_has": ["掰开一只桃子", "做成一年的生意"],
    "text_lacks": ["促进消费回暖", "许可证", "联系我们", "时政"],
}


def lacks(*words: str) -> dict[str, Any]:
    return EXPECTED | {"text_lacks": [*EXPECTED["text_lacks"], *words]}


def paragraphs(tag: str = "p", style: str = "") -> str:
    return "".join(f"<{tag}{style}>　　{x}</{tag}>" for x in BODY)


def page(body: str, head: str = f"<title>{TITLE}</title>", encoding: str = "utf-8") -> bytes:
    return (
        f'<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
        f"{head}</head><body>{body}</body></html>"
    ).encode(encoding, "xmlcharrefreplace")


_PORTAL_ARTICLE = page(
    f"<div class='top-nav'>{NAVIGATION}</div><div class='path'><a>新闻中心</a> > <a>国内新闻</a> > 正文</div>"
    f"<h1 class='main-title'>{TITLE}</h1><div class='top-bar'><div class='date-source'><span class='date'>2022年07月19日 08:11</span>"
    "<a class='source'>某某日报</a></div><div class='tools'><a>缩小字体</a><a>放大字体</a><a>收藏</a><a>微博</a><a>微信</a><a>分享</a></div></div>"
    f"<div class='article' id='article'>{paragraphs()}<p class='article-editor'>责任编辑：张某 </p>"
    "<div class='app'>海量资讯、精准解读，尽在某某财经APP</div></div>"
    f"<div class='blk-related'><h2>相关阅读</h2><ul>{LIST}</ul></div><div class='keywords'>文章关键词： <a>桃园</a> <a>直播</a></div>"
    f"<div class='comment'><span>0条评论</span>|<span>0人参与</span> 我有话说</div>{BOTTOM}",
    f"<title>{TITLE}|桃园_某某新闻_某某网</title><meta property='article:published_time' content='2022-07-19T08:11:02+08:00'>",
)
_SUBSCRIPTION = page(
    f"<div>{NAVIGATION}</div><h1 class='post_title'>{TITLE}</h1><div class='post_info'>2022-07-19 08:11:02　来源: <a>德州乡村</a>"
    "山东 <a class='post_jubao'>举报</a></div><div class='post_share'>分享至 用微信扫码二维码 分享至好友和朋友圈</div>"
    f"<div class='post_body'>{paragraphs()}</div><div class='statement'>特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台用户上传并发布，"
    "本平台仅提供信息存储服务。</div><div>Notice: The content above (including the pictures and videos if any) is uploaded by a user.</div>"
    f"<div class='post_recommend'><h3>相关推荐</h3>{LIST}</div><div class='hot'><h3>热点推荐</h3>{LIST}</div>{BOTTOM}",
    f"<title>{TITLE}|直播间|桃子|合作社_某某订阅</title><meta name='description' content='{BODY[0][:40]}'>",
)
_OPINION = page(
    f"<header>{NAVIGATION}</header><div class='left'><img><h4><a>德州乡村</a></h4><dl><dd><em>512</em>文章</dd><dd><em>3万</em>总阅读</dd></dl></div>"
    f"<div class='text-title'><h1>{TITLE} <span class='article-tag'></span></h1><div class='article-info'>"
    "<span class='time' id='news-time'>2022-07-19 08:11</span><span class='from'>来源: <a>德州乡村</a></span><span>发布于：山东省</span></div></div>"
    f"<article class='article' id='mp-editor'><p>原标题：{TITLE}</p>{paragraphs()}<p><a>返回某某，查看更多</a></p><p>责任编辑：</p></article>"
    "<div class='statement'>平台声明：该文观点仅代表作者本人，某某号系信息发布平台，本平台仅提供信息存储空间服务。</div>"
    f"<div class='bottom-relate'>阅读 (<em>345</em>)</div><aside><h3>24小时热文</h3>{LIST}</aside>{BOTTOM}",
    f"<title>{TITLE}_直播间_桃子_合作社</title>",
)
_PARTY = page(
    f"<div class='nav'>{NAVIGATION}</div><div class='path'><a>某某网</a>&gt;&gt;<a>某某频道</a></div>"
    f"<div class='col'><h3 class='pre'>记者走基层</h3><h1>{TITLE}</h1><h4 class='sub'>合作社办起直播间，村口设冷链点</h4>"
    "<div class='author'>本报记者 张某</div><div class='channel cf'><div>2022年07月19日08:11 | 来源：<a>某某网－某某报</a></div>"
    "<div>小字号</div></div>"
    f"<div class='rm_txt_con'>{paragraphs()}<p style='text-align:right'>《 某某报 》（ 2022年07月19日 13 版）</p></div>"
    "<div class='edit'>(责编：张某、李某)</div><div class='share'>分享让更多人看到</div></div>"
    f"<div class='rmlb'><h2>推荐阅读</h2>{LIST}</div>{BOTTOM}",
    f"<title>{TITLE}--某某频道--某某网</title><meta name='publishdate' content='2022-07-19'>",
    "gb2312",
)
_FORUM = page(
    "<div id='hd'><a>设为首页</a><a>收藏本站</a><form><input name='username'><label>自动登录</label><a>找回密码</a></form></div>"
    f"<div id='pt'><a>某某论坛</a> › <a>城市建设</a> › {TITLE}</div><table><tr><td>查看: <span>1288</span>|回复: <span>2</span></td>"
    f"<td><h1 class='ts'><a>[民生]</a> <span id='thread_subject'>{TITLE}</span></h1></td></tr></table>"
    "<div id='post_1'><div class='authi'><a>桃子熟了</a><p>主题 12 帖子 88 积分 345</p></div><div class='authi'>发表于 2022-7-19 08:11:02 | "
    f"<a>只看该作者</a> | <a>倒序浏览</a></div><td class='t_f' id='postmessage_1'>{'<br/><br/>'.join(BODY)}</td></div>"
    "<div id='post_2'><div class='authi'><a>路人甲</a></div><div>发表于 2022-7-20 10:00:12</div><td class='t_f' id='postmessage_2'>"
    "顶一个，我家也在那边，周末去摘过，桃子确实甜，就是路不太好走。</td></div>"
    "<div id='post_3'><div class='authi'><a>路人乙</a></div><div>发表于 2022-7-21 21:30:45</div><td class='t_f' id='postmessage_3'>"
    "请问楼主直播间叫什么名字，想给老人寄一箱。</td></div><div>您需要登录后才可以回帖 登录 | 立即注册</div>"
    "<div id='ft'>Powered by Discuz! X3.4 © 2001-2017 Comsenz Inc. GMT+8, 2024-11-2 10:00</div>",
    f"<title>{TITLE} - 城市建设 - 某某论坛 - Powered by Discuz!</title>",
    "gbk",
)
_LETTER_BOX = page(
    f"<div>{NAVIGATION}</div><div>您现在的位置：首页 &gt; 政民互动 &gt; 市长信箱</div><h2 class='h'>信件详情</h2><table class='xj'>"
    f"<tr><th>信件标题</th><td colspan='3'>{TITLE}</td></tr><tr><th>来信人</th><td>周**</td><th>来信时间</th><td>2022-07-19 08:11:02</td></tr>"
    f"<tr><th>信件编号</th><td>20220719001</td><th>信件类别</th><td>建议</td></tr><tr><th>来信内容</th><td colspan='3'>{''.join(BODY[:3])}</td></tr>"
    "<tr><th>答复单位</th><td>市农业农村局</td><th>答复时间</th><td>2022-08-02 16:20:00</td></tr>"
    f"<tr><th>答复内容</th><td colspan='3'>您好，来信收悉。{''.join(BODY[3:])}感谢您对我们工作的关心和支持。</td></tr></table>"
    f"<div>打印 关闭</div><div>浏览次数：367</div>{BOTTOM}",
    "<title>市长信箱-某某市人民政府</title>",
)
_AGENCY = page(
    "<div class='header-nav'>"
    + NAVIGATION
    + "</div><div class='header-cont'><div class='header-time left'>"
    "<span class='year'><em> 2022</em></span><span class='day'><em>07</em>/<em>19</em></span><span class='time'>08:11:02</span></div>"
    f"<div class='source'>来源：某某社</div><div class='head-line'><h1><span class='title'>{TITLE}</span></h1></div>"
    "<div class='adv'>字体： 小 中 大 分享到：</div></div>"
    f"<div id='detail'>{paragraphs()}</div><div id='articleEdit'><span class='tiyi1'>【纠错】</span><span class='editor'>【责任编辑:张某】</span></div>"
    f"<div class='relatedNews'><h4>阅读下一篇：</h4><ul>{LIST}</ul></div>{BOTTOM}",
    f"<title>{TITLE}-某某网</title>",
)
_SEARCH_FEED = page(
    f"<div id='header'><a>某度首页</a><a>登录</a></div><div class='_title'>{TITLE}</div>"
    "<div class='_info'><a><p>德州融媒</p></a><div><span>2022-07-19 08:11</span><span>发布于：山东省</span><span>德州市融媒体中心官方帐号</span></div><button>关注</button></div>"
    "<div class='_content'>"
    + "".join(f"<div class='x1'><p><span class='bjh-p'>{x}</span></p></div>" for x in BODY)
    + "</div><div>举报/反馈</div><div><h3>作者最新文章</h3>"
    + "".join(f"<div><a>{x}</a><span>{i}小时前</span></div>" for i, x in enumerate(OTHERS, start=1))
    + f"</div><div><h3>大家还在看</h3>{LIST}</div><div>评论 发表 发表评论 暂无评论</div>{BOTTOM}",
)
_PRINTED = page(
    "<table><tr><td>2022年07月19日 星期二　　第06版：乡村周刊</td><td><a>PDF版</a> <a>上一版</a> <a>下一版</a></td></tr></table>"
    "<table><tr><td><ul class='titles'><li><a>本版新闻</a></li><li><a>雨后抢收忙</a></li><li><a>一根竹子的新用处</a></li></ul></td>"
    f"<td><founder-title><table><tr><td>本报记者蹲点桃园</td></tr><tr><td><strong>{TITLE}</strong></td></tr><tr><td>——城郊桃园见闻</td></tr></table></founder-title>"
    f"<table><tr><td>本报记者 张某 通讯员 李某</td></tr></table><founder-content>{paragraphs()}</founder-content></td></tr></table>"
    "<div>&lt;&lt;上一篇 | 下一篇&gt;&gt; 返回目录 放大 缩小 全文复制</div><div>版权所有 某某报业集团　国内统一刊号：CN37-0000</div>",
    f"<title>{TITLE}_某某日报数字报</title>",
    "gbk",
)
_COUNCIL = page(
    f"<div class='header'>{NAVIGATION}</div><div class='BreadcrumbNav'>首页 &gt; 新闻 &gt; 要闻</div><div class='article'><h1>{TITLE}</h1>"
    "<div class='pages-date'>2022-07-19 16:11 <span class='font'>来源： 某某社</span><div>字号： <span>默认</span> <span>大</span> <span>超大</span> | 打印 | </div></div>"
    f"<div class='pages_content' id='UCAP-CONTENT'>{paragraphs()}<p>（记者张某）</p></div><div class='editor'>【我要纠错】 责任编辑：李某</div></div>"
    f"<div class='related'><h3>相关稿件</h3><ul>{LIST}</ul></div><div>扫一扫在手机打开当前页</div>{BOTTOM}",
    f"<title>{TITLE}_新闻_某某政府网</title><meta name='firstpublishedtime' content='2022-07-19-16:11:00'><meta name='lastmodifiedtime' content='2023-01-01-10:00:00'>",
)
_PAGED = page(
    f"<div class='nav'>{NAVIGATION}</div><div class='article-box'><h1 class='arti_title'>{TITLE}</h1><p class='arti_metas'>"
    "<span>发布者：党委宣传部</span><span>发布时间：2022-07-19</span><span>浏览次数：<span class='WP_VisitCount'>456</span></span></p>"
    f"<div class='wp_articlecontent'>{paragraphs('div')}</div><div class='page'>1 <a>2</a> <a>下一页</a> <a>尾页</a> 点击查看全文(剩余50%)</div>"
    f"<div>上一条：<a>{OTHERS[0]}</a></div><div>下一条：<a>{OTHERS[1]}</a></div></div>{BOTTOM}",
    "<title>某某学院新闻网</title>",
)
_VIDEO = page(
    f"<div class='nav'>{NAVIGATION}</div><div class='title_area'><h1>{TITLE}</h1><div class='info1'>来源：某某网 | 2022年07月19日 08:11:02</div></div>"
    "<div class='video'><video></video>正在加载 00:00/01:35 倍速 高清</div>"
    f"<div class='content_area'><p class='o-title'>原标题：{TITLE}</p><p style='text-align:center'><img></p><p style='text-align:center'>桃园里的直播间。张某摄</p>"
    f"{paragraphs()}</div><div class='zebian'><span>编辑：张某</span> <span>责任编辑：刘某</span></div><div>点击收起全文</div><div class='code'>扫一扫 分享到微信</div>"
    f"<div class='col2'><h3>精彩推荐</h3>{LIST}</div>{BOTTOM}",
    f"<title>{TITLE}_新闻频道_某某网(e.cn)</title><meta name='contentid' content='ARTI123'>",
)

_MADE: dict[str, tuple[bytes, dict[str, Any]]] = {
    "portal_article.html": (_PORTAL_ARTICLE, lacks("放大字体", "尽在某某", "责任编辑", "我有话说")),
    "subscription.html": (_SUBSCRIPTION, lacks("特别声明", "Notice", "举报", "扫码")),
    "opinion.html": (_OPINION, lacks("平台声明", "查看更多", "总阅读")),
    "party_paper.html": (_PARTY, lacks("责编", "小字号", "更多人看到")),
    "forum.html": (_FORUM, lacks("顶一个", "请问楼主", "立即注册", "Powered")),
    "letter_box.html": (_LETTER_BOX, EXPECTED),
    "agency.html": (_AGENCY, lacks("纠错", "分享到")),
    "search_feed.html": (_SEARCH_FEED, lacks("举报/反馈", "小时前", "关注")),
    "printed.html": (_PRINTED, lacks("全文复制", "一根竹子", "统一刊号")),
    "council.html": (_COUNCIL, lacks("超大", "我要纠错", "扫一扫")),
    "paged.html": (_PAGED, lacks("下一页", "剩余50%", "浏览次数")),
    "video.html": (_VIDEO, lacks("倍速", "编辑：张某", "点击收起")),
}
SITES: list[tuple[str, str, Any, dict[str, Any]]] = [
    (name, "web", data, expected) for name, (data, expected) in _MADE.items()
]
