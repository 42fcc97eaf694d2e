"""Web pages of portals, posts and boards, drawn by scripts or saved; the third set."""

import json
import quopri
import urllib.parse

from tests.corpus.reading.own_third_articles import ARTS, ICP, NAV, Held, T, held, ps, want

__all__ = ["THIRD_PORTALS"]

THIRD_PORTALS: list[Held] = []

# --- portals
THIRD_PORTALS.append(
    held(
        "sina.html",
        f"""<!-- https://news.sina.com.cn/c/2019-10-23/doc-iicezuev4202091.shtml --><html><head><meta charset="utf-8"><title>{T["metro"]}|地铁|宁波_某浪新闻</title><meta property="og:title" content="{T["metro"]}"><meta name="weibo: article:create_at" content="2019-10-23 09:05:34"><meta property="article:published_time" content="2019-10-23T09:10:42+08:00"><script>var SINA_TEXT_PAGE_INFO={{entry:'account',pagepubtime:'2019-10-23',difDay:180}};</script></head><body><div class="top-banner"><a>某浪首页</a><a>新闻</a></div><div class="path"><a>新闻中心</a> <span>&gt;</span> 正文</div><h1 class="main-title">{T["metro"]}</h1><div class="top-bar"><span class="date">2019年10月23日 09:10</span> <a class="source">宁波晚报</a> <span class="tool-icon">评论 12人参与</span></div><div class="article" id="article"><p>　　原标题：地铁来了！{T["metro"]}</p>{ps("metro")}<p class="show_author">责任编辑：张某 </p></div><div class="article-bottom"><div class="keywords"><span>文章关键词：</span><a>地铁</a> <a>宁波</a></div><a>我要反馈</a><div>微博推荐 | 今日微博热点</div></div><div class="blk-comment">发布 | 最热评论 <div>网友甲：终于通了，盼了五年</div><div>2019-10-24 12:00:00 回复</div></div><div class="footer">Copyright © 1996-2019 SINA Corporation, All Rights Reserved 某浪公司 版权所有</div></body></html>""",
        want("metro", "2019-10-23", ["盼了五年", "我要反馈", "微博推荐"]),
    )
)

THIRD_PORTALS.append(
    held(
        "sohu.html",
        f"""<html><head><meta charset="utf-8"><title>{T["school"]}_居民</title><meta itemprop="datePublished" content="2019-09-18 08:20"/><meta itemprop="dateUpdate" content="2019-09-20 01:02"/></head><body><div id="left-logo">某狐首页 新闻 体育 汽车</div><div class="column left"><div class="user-info"><h4><a>绵阳新鲜事</a></h4><dl><dd><em>2345</em>文章</dd><dd><em>210万</em>总阅读</dd></dl></div></div><div class="left main"><div class="text"><div class="text-title"><h1>
{T["school"]}<span class="article-tag"></span></h1><div class="article-info"><span class="time" id="news-time" data-val="1568766000000">2019-09-18 08:20</span><span class="color-blue">来源: <a>绵阳新鲜事</a></span></div></div><article class="article" id="mp-editor"><p data-role="original-title" style="display:none">原标题：{T["school"]}</p>{ps("school")}<p><a>返回某狐，查看更多</a></p><p data-role="editor-name">责任编辑：<span></span></p></article><div class="statement">声明：该文观点仅代表作者本人，某狐号系信息发布平台，某狐仅提供信息存储空间服务。</div><div class="bottom-relate">阅读 (<em>1234</em>)</div></div><div id="groupRecommend"><h3>推荐阅读</h3><div>四川这座小城房价涨得有点猛</div><span>昨天 08:30</span></div></div></body></html>""",
        want("school", "2019-09-18", ["信息存储空间", "房价涨得", "总阅读"]),
    )
)

THIRD_PORTALS.append(
    held(
        "netease.html",
        f"""<html id="ne_wrap" data-publishtime="2021-07-01 10:12:33"><head><meta charset="utf-8"><title>{T["river"]}|水质|截污_网易订阅</title><meta property="article:published_time" content="2021-07-01T10:12:33+08:00"></head><body><div class="ntes_nav_wrap"><a>网易首页</a><div>应用 网易新闻 网易公开课</div></div><div class="wrapper"><div class="post_main"><div class="post_crumb"><a>网易首页</a> &gt; <a>网易号</a> &gt; 正文 <a>申请入驻</a></div><h1 class="post_title">{T["river"]}</h1><div class="post_info">2021-07-01 10:12:33　来源: <a>烟台身边事</a>山东 <a>举报</a></div><div class="post_top_share">0 分享至</div><div id="content"><div class="post_body">{ps("river")}<p>特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。</p><p>Notice: The content above (including the pictures and videos if any) is uploaded and posted by a user of NetEase Hao, which is a social media platform and only provides information storage services.</p></div></div><div class="post_statement">/阅读下一篇/返回网易首页 下载网易新闻客户端</div></div><div class="post_side"><h2>热点推荐</h2><ul><li>女子买彩票中奖后失联</li></ul></div></div></body></html>""",
        want("river", "2021-07-01", ["NetEase", "信息存储服务", "彩票中奖"]),
    )
)

THIRD_PORTALS.append(
    held(
        "qq_new.html",
        f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>{T["library"]}_某讯新闻</title><script>window.DATA = {{"article_id":"20200520A0","title":"{T["library"]}","catalog1":"news","media":"襄阳广播电视台","pubtime":"2020-05-20 18:40:02","comment_id":"5"}}</script></head><body><div id="TopWrap">某讯网 QQ.com</div><div class="qq_conent clearfix"><div class="LEFT"><h1>{T["library"]}</h1><div class="content clearfix"><div class="content-article">{ps("library")}<div id="Status"></div></div></div></div><div class="LeftTool" id="LeftTool"><div class="left-stick-wp"><div class="logo"><a>新闻</a></div><div class="fun"><div class="author">襄阳广播电视台</div><div class="year through"><span>2020</span></div><div class="md">05<i>/</i>20</div><div class="time">18:40</div></div><div class="share">分享 评论 0</div></div></div><div class="RIGHT"><div class="hot"><h2>热门推荐</h2><ul><li>这种野菜千万别乱吃</li></ul></div></div></div><div class="footer">Copyright © 1998 - 2020 Tencent. All Rights Reserved</div></body></html>""",
        want("library", "2020-05-20", ["野菜千万"]),
        "gb18030",
    )
)

THIRD_PORTALS.append(
    held(
        "ifeng_spa.html",
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>"
        + T["port"]
        + "_某凰网资讯_某凰网</title><meta name='og:time' content='2020年08月12日 15:20:09'><script>var allData = "
        + json.dumps(
            {
                "pageType": 1,
                "nav": [{"title": "某凰网"}],
                "docData": {
                    "title": T["port"],
                    "newsTime": "2020-08-12 15:20:09",
                    "source": "北海日报",
                    "editorName": "张某",
                    "contentData": {
                        "contentList": [{"data": ps("port", pre=""), "type": "text"}],
                        "hasCopyRight": True,
                    },
                    "keywords": "港口",
                },
                "hotNews": [{"title": "这些菜隔夜别再吃", "url": "//x", "newsTime": "2020-08-13"}],
            },
            ensure_ascii=True,
        )
        + ";var adData={};</script></head><body><div id='root'></div><script src='a.js'></script><noscript>京ICP备00000000号</noscript></body></html>",
        want("port", "2020-08-12", ["隔夜"]),
    )
)

_tt = (
    json.dumps(ps("tea", pre=""), ensure_ascii=False)
    .replace("<", "&lt;")
    .replace(">", "&gt;")
    .replace('"', "&quot;")
)
THIRD_PORTALS.append(
    held(
        "toutiao_old.html",
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{T["tea"]}</title></head><body><div id="app"></div><script>var BASE_DATA = {{
    userInfo: {{ id: 0, userName: '' }},
    articleInfo: {{
      title: '&quot;{T["tea"]}&quot;'.slice(6, -6),
      content: '{_tt}'.slice(6, -6),
      groupId: '6740000000',
      subInfo: {{ isOriginal: true, source: '汉中发布', time: '2019-04-01 09:12:00' }},
      tagInfo: {{ tags: [{{"name":"茶叶"}}], groupId: '6740', repin: 0 }},
    }},
    commentInfo: {{ comments_count: 12 }},
    mediaInfo: {{ name: '汉中发布', openUrl: '/c/user/5/' }}
  }};</script></body></html>""",
        want("tea", "2019-04-01"),
    )
)

_rd = urllib.parse.quote(
    json.dumps(
        {
            "data": {
                "title": T["school"],
                "publishTime": "2022-06-01 07:00",
                "content": ps("school"),
            }
        },
        ensure_ascii=False,
    )
)
THIRD_PORTALS.append(
    held(
        "toutiao_new.html",
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{T["school"]} - 今日头某</title></head><body><div class="header">登录 首页 / 正文</div><div class="main"><div class="left-tools">赞 28 评论 6 收藏 分享</div><div class="article-content"><h1>{T["school"]}</h1><div class="article-meta"><span class="original-tag">原创</span><span>2022-06-01 07:00</span><span class="dot">·</span><span class="name"><a>绵阳日报</a></span></div><article class="syl-article-base">{ps("school")}</article><div class="article-tags">举报</div></div><div class="ttp-comment-block"><div>评论 2</div><ul><li><a>爱吃米粉</a><p>我们小区什么时候改</p><span>3月前 回复</span></li><li><a>老李</a><p>电梯装得好</p><span>2022-06-02</span></li></ul></div></div><div class="right"><div>相关推荐</div><p>成都地铁又有新消息</p></div><script id="RENDER_DATA" type="application/json">{_rd}</script></body></html>""",
        want("school", "2022-06-01", ["什么时候改", "地铁又有新消息"]),
    )
)


def wx(key: str, ct: str, tail: str) -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{T[key]}" /><meta property="og:site_name" content="微信公众平台" /><meta property="og:article:author" content="小编" /><title></title><style>.rich_media_content{{overflow:hidden}}</style></head><body id="activity-detail" class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_area_primary"><div id="img-content"><h1 class="rich_media_title" id="activity-name">
{T[key]}
</h1><div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="rich_media_meta">原创</span><span class="rich_media_meta rich_media_meta_text">小编</span><span class="rich_media_meta_nickname"><a id="js_name">某某发布</a><div id="js_profile_qrcode" style="display:none;"><strong>某某发布</strong><p><label>微信号</label><span>moumoufabu</span></p><p><label>功能介绍</label><span>权威发布政务信息，服务全市人民。</span></p></div></span><em id="publish_time" class="rich_media_meta rich_media_meta_text">{tail}</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;"><section><span>点击上方蓝字</span><strong>关注我们</strong></section>{"".join(f'<section style="margin:0"><span style="font-size:15px">{x}</span></section><p><br></p>' for x in ARTS[key][1])}<section>来源：某某日报</section><section>编辑：小王　审核：老李</section><section>点个“在看”，分享给更多人</section></div><div class="rich_media_tool"><div>阅读原文</div><div>阅读 <span>10万+</span></div></div></div></div></div>
<script>var first_sceen__time = (+new Date());var ct = "{ct}";var publish_time = "" || "";var msg_title = '{T[key]}'.html(false);var nickname = "某某发布";var round_head_img = "http://mmbiz.qpic.cn/a";var svr_time = "1700000000";</script></body></html>"""


THIRD_PORTALS.append(
    held(
        "weixin.html",
        wx("tea", "1648425600", ""),
        want("tea", "2022-03-28", ["权威发布政务信息", "10万+"]),
    )
)

_html = wx("library", "1652833800", "2022年5月18日 08:30")
_q = quopri.encodestring(_html.encode("utf-8")).decode("ascii").replace("\n", "\r\n")
THIRD_PORTALS.append(
    held(
        "weixin.mhtml",
        (
            'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://mp.weixin.qq.com/s/abc\r\nSubject: =?utf-8?Q?x?=\r\nDate: Tue, 7 Jun 2022 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--abc----"\r\n\r\n\r\n------MultipartBoundary--abc----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://mp.weixin.qq.com/s/abc\r\n\r\n'
            + _q
            + "\r\n------MultipartBoundary--abc----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: cid:css-1@mhtml.blink\r\n\r\n.a{color:red}\r\n------MultipartBoundary--abc------\r\n"
        ),
        want("library", "2022-05-18", ["权威发布政务信息", "10万+"]),
    )
)

THIRD_PORTALS.append(
    held(
        "thepaper_old.html",
        f"""<html><head><meta charset="utf-8"><title>{T["port"]}_10%公司_某湃新闻-The Paper</title></head><body><div class="head">某湃 要闻 财经</div><div class="newscontent"><h1 class="news_title">{T["port"]}</h1><div class="news_about"><p>某湃新闻记者 蒋某某</p><p>
2020-06-15 18:40&nbsp;<span>来源：<span>某湃新闻</span></span></p></div><div class="news_path"><a>10%公司</a> &gt;</div><div class="news_txt" data-size="standard">{"<br><br>".join(ARTS["port"][1])}<br><br>（本文来自某湃新闻，更多原创资讯请下载“某湃新闻”APP）</div><div class="news_editor">责任编辑：杨某</div><div class="go_app"><a>某湃新闻报料：4009-20-4009</a> <a>某湃新闻，未经授权不得转载</a></div><div class="news_tit2">关键词 &gt;&gt; <span>港口,物流</span></div><div id="comm_span">评论(15) <div class="comment"><a>momo</a><span>2020-06-16</span><div>家乡的港口越来越好了</div></div></div><div class="ntnews"><h2>相关推荐</h2><li><a>海运费为何涨了十倍</a></li></div></div></body></html>""",
        want("port", "2020-06-15", ["家乡的港口越来越好", "海运费为何", "未经授权不得转载"]),
    )
)

THIRD_PORTALS.append(
    held(
        "baijiahao.html",
        f"""<html><head><meta charset="utf-8"><title>{T["metro"]}</title></head><body><div id="article"><div class="article-title"><h2>{T["metro"]}</h2></div><div class="article-desc clearfix"><div class="author-icon"></div><a><p class="author-name">甬上观察</p></a><div class="article-source"><span class="date">发布时间：19-09-18</span><span class="time">08:20</span><span class="account-authentication">媒体融合发展研究院,优质创作者</span></div></div><div class="article-content">{"".join(f'<p><span class="bjh-p">{x}</span></p>' for x in ARTS["metro"][1])}</div><div class="article-tail">举报/反馈</div></div><div class="recommend"><div class="related-news"><h2>相关文章</h2><a><h3>这条高铁明年开工</h3><span>某某网 昨天</span></a></div><div class="author-latest"><h2>作者最新文章</h2><p>菜场升级记</p><span>09-17 10:20</span></div></div><div class="footer">设为首页 © Baidu 使用百度前必读 意见反馈 京ICP证030173号</div></body></html>""",
        want("metro", "2019-09-18", ["高铁明年开工", "菜场升级记"]),
    )
)

THIRD_PORTALS.append(
    held(
        "next_data.html",
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>"
        + T["library"]
        + "_直击现场_某湃新闻-The Paper</title></head><body><div id='__next'><div class='loading'>加载中...</div></div><script id='__NEXT_DATA__' type='application/json'>"
        + json.dumps(
            {
                "props": {
                    "pageProps": {
                        "detailData": {
                            "contId": 19000000,
                            "contentDetail": {
                                "name": T["library"],
                                "summary": "书房二十四小时开放",
                                "author": "记者 某某",
                                "publishTime": 1663200000000,
                                "pubTime": "2022-09-15 08:00",
                                "content": ps("library", pre=""),
                                "responsibilityEditor": "责任编辑：李某",
                            },
                            "recommends": [{"name": "多地发布高温预警", "pubTime": "2022-09-14"}],
                        }
                    }
                },
                "page": "/detail",
                "query": {"id": "1"},
            },
            ensure_ascii=False,
        )
        + "</script></body></html>",
        want("library", "2022-09-15", ["高温预警"]),
    )
)

THIRD_PORTALS.append(
    held(
        "douban_topic.html",
        """<html><head><meta charset="utf-8"><title>在绵阳租房的一点经验</title></head><body><div id="db-global-nav">登录/注册 下载某瓣客户端</div><div id="content"><h1>在绵阳租房的一点经验</h1><div class="article"><div class="topic-content clearfix" id="topic-content"><div class="user-face"></div><div class="topic-doc"><h3><span class="from">来自: <a>阿木</a>(四川绵阳)</span> <span class="create-time color-green">2021-05-20 22:31:07</span></h3><div id="link-report"><div class="rich-content topic-richtext"><p>在绵阳租了六年房，换过五个小区，说说我的经验，希望对刚来的朋友有用。</p><p>老小区便宜但是没有电梯，改造过的小区租金涨了两成，不过住起来确实舒服很多。</p><p>签合同之前一定要看水电表，问清物业费由谁来交。</p></div></div></div></div><div class="action-react">赞 转发 微信扫码 新浪微博 QQ好友</div><ul class="topic-reply" id="comments"><li class="comment-item"><div class="bg-img-green"><h4><a>小鱼</a> <span class="pubtime">2021-05-21 08:00:12</span></h4></div><p class="reply-content">谢谢楼主，很有用</p></li></ul></div><div class="aside"><p>绵阳租房小组 23412 个成员</p><h2>最新讨论</h2><li>转租跃进路一室一厅</li></div></div><div id="footer">© 2005－2021 douban.com, all rights reserved 京ICP备11027288号</div></body></html>""",
        {
            "n": 1,
            "text_has": ["住起来确实舒服很多", "问清物业费由谁来交"],
            "text_lacks": ["转租跃进路", "京ICP备", "下载某瓣客户端"],
            "titles": ["在绵阳租房的一点经验"],
            "dates": ["2021-05-20"],
        },
    )
)

THIRD_PORTALS.append(
    held(
        "discuz.html",
        """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"/><title>东湖边上又在修什么？ - 城市杂谈 - 某某论坛 - Powered by Discuz!</title></head><body id="nv_forum"><div id="toptb">设为首页收藏本站</div><div id="pt"><a>某某论坛</a> › <a>论坛</a> › <a>城市杂谈</a> › 东湖边上又在修什么？</div><table><tr><td class="plc"><span class="xg1">查看:</span> <span class="xi1">1023</span> | 回复: 2</td></tr></table><h1 class="ts"><span id="thread_subject">东湖边上又在修什么？</span></h1><div id="postlist"><div id="post_1"><table><tr><td class="pls"><div class="authi"><a>江边老张</a></div><p>主题 12 帖子 340 积分 1500</p></td><td class="plc"><div class="authi"><em id="authorposton1">发表于 2020-5-20 08:30</em> | <a>只看该作者</a> 楼主</div><table><tr><td class="t_f" id="postmessage_1">早上路过襄阳东湖，看见又围起来一大片，几台挖机在干活，旁边的树也挪走了不少。有没有知道内情的朋友说说，是不是要修环湖绿道？</td></tr></table><div class="sign">人生如茶，静心以对</div></td></tr></table></div><div id="post_2"><table><tr><td class="pls"><a>小城故事</a></td><td><em>发表于 2020-5-20 09:12</em><td class="t_f">听说是做绿道，明年开放。</td></tr></table></div></div><div id="ft">Powered by Discuz! X3.4 © 2001-2020 Comsenz Inc. GMT+8, 2023-3-4 11:20 , Processed in 0.05 second(s)</div></body></html>""",
        {
            "n": 1,
            "text_has": ["是不是要修环湖绿道"],
            "text_lacks": ["Powered by Discuz", "积分 1500"],
            "titles": ["东湖边上又在修什么？"],
            "dates": ["2020-05-20"],
        },
        "gb18030",
    )
)

THIRD_PORTALS.append(
    held(
        "tieba.html",
        """<!DOCTYPE html><html><head><meta charset="UTF-8"><title>【图片】说说北海的夜市【北海吧】_百度贴吧</title></head><body><div class="head_inner">进吧 全吧搜索</div><div class="core_title"><h3 class="core_title_txt" title="说说北海的夜市">说说北海的夜市</h3></div><div class="left_section"><div class="l_post" data-field='{"author":{"user_name":"a"},"content":{"post_no":1,"date":"2018-08-01 20:15"}}'><div class="d_author"><a>海边的风</a><div>人气楷模 12</div></div><div class="d_post_content_main"><div class="d_post_content j_d_post_content">　　侨港的夜市这两年越来越火，一到周末停车都找不到位置，生蚝十块钱三个，比前年贵了一点，但是味道没有变。</div><div class="core_reply"><div class="post-tail-wrap"><span class="tail-info">来自<a>Android客户端</a></span><span class="tail-info">1楼</span><span class="tail-info">2018-08-01 20:15</span></div></div></div></div><div class="l_post"><div class="d_author"><a>吃货</a></div><div class="d_post_content">顶楼主</div><span class="tail-info">2楼</span><span class="tail-info">2018-08-01 20:40</span></div></div><div class="footer">©2018 Baidu 贴吧协议 | 吧主制度 | 意见反馈</div></body></html>""",
        {
            "n": 1,
            "text_has": ["但是味道没有变"],
            "text_lacks": ["贴吧协议"],
            "titles": ["说说北海的夜市"],
            "dates": ["2018-08-01"],
        },
    )
)

THIRD_PORTALS.append(
    held(
        "zhihu.html",
        """<!doctype html><html lang="zh"><head><meta charSet="utf-8"/><title data-rh="true">如何评价宁波地铁6号线二期？ - 某乎</title></head><body><div id="root"><div class="AppHeader">首页 会员 发现 等你来答 登录 加入某乎</div><main><div class="QuestionHeader"><h1 class="QuestionHeader-title">如何评价宁波地铁6号线二期？</h1><div class="QuestionRichText"><span class="RichText">昨天开通了，大家坐过吗？</span></div><button>关注问题</button><button>写回答</button></div><div class="Card AnswerCard"><div class="AuthorInfo"><a>地铁迷</a><div>土木工程师</div></div><span>128 人赞同了该回答</span><div class="RichContent"><span class="RichText ztext"><p>首日去坐了一个来回，说几点感受。车站装修比一期朴素，但换乘距离明显缩短，这一点值得表扬。</p><p>全自动运行确实平稳，不过高峰时段三分半的间隔仍然偏长，希望以后能加密。</p></span><div class="ContentItem-time"><span>发布于 2021-05-20 08:30</span></div></div><div>赞同 128 添加评论 分享 收藏 喜欢</div></div></main><div class="Question-sideColumn"><h2>相关问题</h2><a>宁波地铁8号线什么时候开通？</a></div></div><script id="js-initialData" type="text/json">{"initialState":{"entities":{"answers":{"1":{"createdTime":1621470600}}}}}</script></body></html>""",
        {
            "n": 1,
            "text_has": ["换乘距离明显缩短", "希望以后能加密"],
            "text_lacks": ["8号线什么时候开通", "等你来答"],
            "titles": ["如何评价宁波地铁6号线二期？"],
            "dates": ["2021-05-20"],
        },
    )
)

THIRD_PORTALS.append(
    held(
        "amp.html",
        f"""<!doctype html><html amp lang="zh"><head><meta charset="utf-8"><title>{T["river"]}</title><script type="application/ld+json">{json.dumps({"@context": "http://schema.org", "@graph": [{"@type": "Organization", "name": "某某网"}, {"@type": "NewsArticle", "headline": T["river"], "datePublished": "2022-08-30T22:30:00Z", "dateModified": "2022-09-01T00:00:00Z"}]}, ensure_ascii=False)}</script><style amp-boilerplate>body{{}}</style></head><body><amp-sidebar><ul><li>新闻</li><li>视频</li></ul></amp-sidebar><header>某某网</header><main><h1>{T["river"]}</h1><div class="byline">作者：林某某</div><amp-img src="a.jpg"></amp-img>{ps("river", pre="")}<amp-ad></amp-ad><section class="more"><h2>延伸阅读</h2><a>湿地公园国庆开园</a></section></main><footer>© 某某网 版权所有</footer></body></html>""",
        want("river", "2022-08-31", ["湿地公园国庆开园"]),
    )
)

THIRD_PORTALS.append(
    held(
        "saved_files/港口.htm",
        f"""<!DOCTYPE html>
<!-- saved from url=(0057)http://www.example.gov.cn/xwzx/202308/t20230809_1234567.html -->
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>{T["port"]}-某某市商务局</title><link rel="stylesheet" href="./港口_files/style.css"><script src="./港口_files/jquery.js.下载"></script></head><body class="vsc-initialized"><div id="translate-extension-root"></div><div class="top"><a>繁體版</a> <a>English</a> 2024年02月14日 星期三 农历正月初五 多云 12℃</div>{NAV}<div class="con"><div class="con_tit">{T["port"]}</div><div class="con_time">时间：2023-08-09　　来源：北海日报　　<span>【 <a>大</a> <a>中</a> <a>小</a> 】</span></div><div class="con_text">{ps("port")}</div></div><div class="foot">{ICP}　访问量：0012345678</div></body></html>""",
        want("port", "2023-08-09", ["农历正月", "访问量"]),
    )
)

THIRD_PORTALS.append(
    held(
        "print_page.html",
        f"""<html><head><meta charset="gb2312"><title>打印文章</title></head><body onload="window.print()"><table width="650" align="center"><tr><td>本文地址：http://www.example.cn/news/2013/0708/1234.html<hr></td></tr><tr><td align="center"><b>{T["tea"]}</b></td></tr><tr><td align="center">时间：2013-7-8 9:05:00　来源：某某周刊　作者：佚名</td></tr><tr><td>{"<br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + x for x in ARTS["tea"][1])}</td></tr><tr><td align="right"><input type="button" value="打印"><input type="button" value="关闭"></td></tr></table></body></html>""",
        want("tea", "2013-07-08", ["本文地址"]),
        "gb18030",
    )
)

THIRD_PORTALS.append(
    held(
        "list_page.html",
        f"""<html><head><meta charset="utf-8"><title>本地要闻_某某网</title></head><body>{NAV}<div class="list"><h2>本地要闻</h2>"""
        + "".join(
            f"<div class='item'><h3><a href='{k}.html'>{T[k]}</a></h3><p>{ARTS[k][1][0]}</p><div class='meta'><span>2022-0{n}-1{n} 08:00</span><span>阅读({n}00)</span></div></div>"
            for n, k in enumerate(("tea", "metro", "river"), 3)
        )
        + f"""</div><div class="pagination">首页 1 2 3 下一页 末页 共 12 页</div><div>{ICP}</div></body></html>""",
        {
            "n": 3,
            "titles": [T["tea"], T["metro"], T["river"]],
            "dates": ["2022-03-13", "2022-04-14", "2022-05-15"],
            "text_has": [ARTS[k][1][0][-20:] for k in ("tea", "metro", "river")],
            "text_lacks": ["ICP备", "末页"],
        },
    )
)
