"""More web pages in the furniture of portals, boards and old sites, written after a first trial."""

from typing import Any

from tests.corpus.reading.own_sites import (
    BODY,
    BOTTOM,
    LIST,
    NAVIGATION,
    OTHERS,
    TITLE,
    lacks,
    page,
    paragraphs,
)

__all__ = ["PORTALS"]

_PHOENIX = page(
    f"<div class='index_header_x1'>{NAVIGATION}</div><div class='index_artical_y2'><h1 class='index_title_z3'>{TITLE}</h1>"
    "<div class='index_info_a4'><a>某某日报</a><time>2022年07月19日 08:11:02</time> <span>来自山东</span></div>"
    f"<div class='index_text_b5'>{paragraphs()}</div><p class='index_editor_c6'>责任编辑：张某 PN001</p></div>"
    f"<div class='index_comment_d7'><span>0条评论</span><span>0人参与</span><textarea>文明上网，理性发言</textarea></div>"
    f"<div class='index_feed_e8'><h3>为您推荐</h3>{LIST}</div><div>频道推荐</div>{BOTTOM}",
    f'<title>{TITLE}_某某网资讯_某某网</title><script>var allData = {{"docData": {{"newsTime": "2022-07-19 08:11:02", "title": "x"}}}};</script>',
)
_SURGE = page(
    f"<div class='header_w1'>{NAVIGATION}</div><main><div class='index_wrapper_L1'><h1 class='index_title_B8'>{TITLE}</h1>"
    "<div class='index_left_x'>某某新闻记者 张某</div><div class='ant-space'><span>2022-07-19 08:11</span></div><div class='index_left_y'>来源：<span>某某新闻</span>"
    " ∙ <a>某某号</a> &gt;</div><div>字号</div>"
    f"<div class='index_cententWrap_J'>{paragraphs()}<div class='index_copyright'>责任编辑：张某</div><div>图片编辑：李某</div><div>校对：刘某</div></div>"
    "<div>某某新闻报料：021-000000</div><div>某某新闻，未经授权不得转载</div><div>#桃园 #直播</div><div>收藏 我要举报</div>"
    f"<div class='index_comment'>评论（2） 发表 最热 <p>路人：去年买过，个头不小，就是运费贵了一点。</p></div></div><div class='index_right'><h2>热新闻</h2>{LIST}</div></main>{BOTTOM}",
    f"<title>{TITLE}_地方_某某新闻-The Some</title>",
)
_BRIGHT = page(
    f"<div class='g-head'>{NAVIGATION}</div><div class='g-crumb'>首页> 地方频道> 要闻 > 正文</div><div class='g-main'><h1 class='u-title'>{TITLE}</h1>"
    "<div class='m-con-info'><span class='m-con-source'>来源：<a>某某网</a></span><span class='m-con-time'>2022-07-19 08:11</span></div>"
    f"<div class='u-mainText' id='contentMain'>{paragraphs()}<div id='contentLiability'>[ 责编：张某 ]</div></div><div class='m-textPlus'>阅读剩余全文（<span></span>）</div>"
    f"<div class='m-zan'>您此时的心情 新闻表情排行 开心 难过 点赞 飘过</div></div><div class='g-side'><h2>视觉焦点</h2>{LIST}</div>{BOTTOM}",
    f"<title>{TITLE} _光线_某某网</title><meta name='contentid' content='36001'><meta name='publishdate' content='2022-07-19'>",
)
_COUNTY = page(
    "<table width='1000'><tr><td>您现在的位置：首页 &gt;&gt; 政务动态 &gt;&gt; 工作动态</td></tr></table>"
    f"<table><tr><td id='tdTitle' align='center'><font color='#FF0000' style='font-size:25px'>{TITLE}</font><br><br><font color='#000000'>【信息时间：2022/7/19　"
    "阅读次数：<span id='infoViewCount'>345</span>】【<a>我要打印</a>】【<a>关闭</a>】</font></td></tr>"
    f"<tr><td id='TDContent' class='infodetail'><div>{paragraphs()}</div></td></tr><tr><td>附件：无</td></tr></table>"
    "<table><tr><td>版权所有：某某县人民政府　技术支持：某某软件　鲁ICP备05000000号</td></tr></table>",
    "<title>工作动态</title>",
    "gb2312",
)
_OLD_SYSTEM = page(
    f"<table><tr><td>{NAVIGATION}</td></tr></table><table><tr><td class='main_ArticleTitle'>{TITLE}</td></tr><tr><td class='main_ArticleSubheading'></td></tr>"
    "<tr><td class='Article_tdbgall'>作者：佚名　文章来源：<a>本站原创</a>　点击数：<script></script>　更新时间：2022-7-19</td></tr>"
    f"<tr><td id='fontzoom'>{paragraphs()}</td></tr><tr><td>文章录入：admin　责任编辑：admin</td></tr>"
    f"<tr><td>上一篇文章：<a>{OTHERS[0]}</a><br>下一篇文章：<a>{OTHERS[1]}</a></td></tr>"
    "<tr><td>【发表评论】【加入收藏】【告诉好友】【打印此文】【关闭窗口】</td></tr></table>"
    "<table><tr><td>网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）没有任何评论</td></tr><tr><td>Copyright 2004-2023 版权所有</td></tr></table>",
    f"<title>{TITLE}</title>",
    "gbk",
)
_COLUMN = page(
    f"<header>{NAVIGATION}<button>登录</button></header><article class='Post-Main'><header class='Post-Header'><h1 class='Post-Title'>{TITLE}</h1>"
    "<div class='AuthorInfo'><a>桃子熟了</a><div>乡村观察者</div></div><div>12 人赞同了该文章</div></header>"
    f"<div class='Post-RichTextContainer'><div class='RichText'>{paragraphs()}</div></div><div class='ContentItem-time'>发布于 2022-07-19 08:11・IP 属地山东</div>"
    "<div class='Post-topics'><a>直播带货</a> <a>乡村</a></div><div class='ContentItem-actions'>赞同 12 2 条评论 分享 喜欢 收藏 申请转载</div></article>"
    "<div class='Comments-container'><div>2 条评论</div><div>写下你的评论...</div><p>路人甲：写得真好，想去看看桃花。</p><p>2022-07-20</p></div>"
    f"<div class='Recommendations'><h3>推荐阅读</h3>{LIST}</div>",
    f"<title>{TITLE} - 某乎</title><meta property='og:title' content='{TITLE}'>",
)
_FEED = page(
    f"<div class='header-right'>{NAVIGATION}</div><div class='article-content'><h1>{TITLE}</h1><div class='article-meta'><span>2022-07-19 08:11</span><span class='dot'>·</span>"
    "<span class='name'><a>德州乡村</a></span></div>"
    f"<article class='syl-article-base'>{paragraphs()}</article></div><div class='detail-interaction'>12 3 收藏 微信 QQ空间</div>"
    "<div class='ttp-comment-wrapper'>评论 3 <p>路人甲：桃子甜不甜？</p><span>07-20 10:00</span></div>"
    f"<div class='detail-side-feed'><h3>相关推荐</h3>{LIST}</div><div>© 2023 某某头条 中国互联网举报中心 京ICP证140141号</div>",
    f"<title>{TITLE} - 某日头条</title><meta property='article:published_time' content='2022-07-19 08:11'>",
)
_PENGUIN = page(
    f"<div class='qq_nav'>{NAVIGATION}</div><div class='LEFT'><h1>{TITLE}</h1><div id='article-author'><p class='media-name'>德州乡村</p><p><span>2022-07-19 08:11</span>"
    "<span>发布于山东</span><span>某某新闻官方账号</span></p><button>+ 关注</button></div>"
    f"<div class='content-article'>{paragraphs()}</div><div class='statement'>免责声明：本内容来自某某平台创作者，不代表某某新闻或某某网的观点和立场。</div><div>举报</div></div>"
    f"<div class='RIGHT'><h2>热点精选</h2>{LIST}</div><div class='comment-box'>评论 0 文明上网理性发言，请遵守评论服务协议</div>{BOTTOM}",
    f"<title>{TITLE}_某某新闻</title>",
)
_CONGRESS = page(
    f"<div class='head'>{NAVIGATION}</div><div class='position'>当前位置 : 首页 > 代表风采 > 正文</div><div class='content_box'><div class='con_title'>{TITLE}</div>"
    "<div class='con_time'>发布时间：2022年07月19日　作者：　来源：某某人大　点击：<i>[ 88 ]</i>　字体：[ 大 中 小 ]</div>"
    f"<div class='con_text'>{paragraphs()}</div><div class='con_bottom'>分享到： 【打印】 【关闭】</div><div>责任编辑：张某</div></div>"
    f"<div class='friend'>友情链接：中国人大网 某省人大 某市人大</div>{BOTTOM}",
    "<title>某某市人大常委会</title>",
)
_BAR = page(
    "<div class='search_nav'>网页 资讯 视频 图片 知道 文库 贴吧</div><div class='card_title'><a>德州吧</a> 关注：12,345 贴子：678,901</div>"
    f"<h3 class='core_title_txt' title='{TITLE}'>{TITLE}</h3><ul><li>只看楼主</li><li>收藏</li><li>回复</li></ul>"
    "<div class='l_post'><ul class='p_author'><li><a>桃子熟了</a></li><li>中级粉丝</li><li>8</li></ul>"
    f"<div class='d_post_content'>{'<br>'.join(BODY)}</div><div class='post-tail-wrap'><span>举报</span><span>IP属地:山东</span><span>1楼</span><span>2022-07-19 08:11</span><a>回复</a></div></div>"
    "<div class='l_post'><ul class='p_author'><li><a>路人甲</a></li></ul><div class='d_post_content'>支持家乡的桃子，已经下单两箱，等着收货。</div>"
    "<div class='post-tail-wrap'><span>IP属地:北京</span><span>2楼</span><span>2022-07-20 10:00</span></div></div>"
    "<div class='l_post'><div class='d_post_content'>楼主有没有联系方式，想去采摘园看看。</div><div class='post-tail-wrap'><span>3楼</span><span>2022-07-21 21:30</span></div></div>"
    "<div>登录百度帐号 扫二维码下载贴吧客户端</div>",
    f"<title>{TITLE}【德州吧】_某某贴吧</title>",
)
_BOARD = page(
    f"<div class='nav'>{NAVIGATION}</div><div class='detailsTitle'><h1 class='fl'>{TITLE}</h1></div><div class='replyObject'>留言对象：德州市委书记</div>"
    "<ul class='infos'><li>留言ID：12345678</li><li>留言时间：2022-07-19 08:11</li><li>状态：已办理</li></ul><div>分类：建议 农业</div>"
    f"<div class='article noticeArticle'><div class='fl clearfix'>{''.join(BODY[:3])}</div></div>"
    f"<div class='replyContent'><h3>官方回复</h3><p>德州市农业农村局　2022-08-02 16:20</p><div>网友您好，您的留言收悉。{''.join(BODY[3:])}感谢您的关注。</div></div>"
    f"<div class='evaluate'>留言者评价：满意 解决程度 五星</div><div class='others'><h3>热门留言</h3>{LIST}</div>{BOTTOM}",
    f"<title>{TITLE}-留言板-某某网</title>",
)
_MASS = page(
    f"<div class='top'>{NAVIGATION}</div><div class='layout'><h2 class='titles'>{TITLE}</h2><p class='ly'>来源：某某网·某某新闻　2022-07-19 08:11:02　原创　作者：张某</p>"
    f"<div class='news-con'>{paragraphs()}<p>某某网·某某新闻记者 张某 德州报道</p></div><p class='bianj'>初审编辑：张某</p><p class='bianj'>责任编辑：李某</p>"
    f"<div class='tjyd'><h3>相关新闻</h3>{LIST}<a>更多</a></div></div><div class='phb'><h3>新闻排行榜</h3>{LIST}</div>{BOTTOM}",
    f"<title>{TITLE}_山东新闻_某众网</title>",
    "gb18030",
)

_MADE: dict[str, tuple[bytes, dict[str, Any]]] = {
    "phoenix.html": (_PHOENIX, lacks("责任编辑", "条评论", "为您推荐")),
    "surge.html": (_SURGE, lacks("图片编辑", "报料", "运费贵", "我要举报")),
    "bright.html": (_BRIGHT, lacks("责编", "阅读剩余", "此时的心情")),
    "county.html": (_COUNTY, lacks("阅读次数", "我要打印", "技术支持")),
    "old_system.html": (_OLD_SYSTEM, lacks("点击数", "发表评论", "文章录入", "立场无关")),
    "column.html": (_COLUMN, lacks("IP 属地", "写下你的评论", "想去看看", "赞同")),
    "feed.html": (_FEED, lacks("QQ空间", "甜不甜", "举报中心")),
    "penguin.html": (_PENGUIN, lacks("免责声明", "理性发言", "官方账号")),
    "congress.html": (_CONGRESS, lacks("点击", "分享到", "友情链接")),
    "bar.html": (_BAR, lacks("已经下单", "采摘园看看", "只看楼主", "IP属地")),
    "board.html": (_BOARD, lacks("留言者评价", "留言ID")),
    "mass.html": (_MASS, lacks("初审编辑", "排行榜")),
}
PORTALS: list[tuple[str, str, Any, dict[str, Any]]] = [
    (name, "web", data, expected) for name, (data, expected) in _MADE.items()
]
