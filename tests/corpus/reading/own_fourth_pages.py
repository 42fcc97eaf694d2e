"""More web pages of portals, scripts and old sites; the fourth set, written after the third was mended."""

import html
from collections.abc import Sequence
from typing import Any

from tests.corpus.reading.own_third_rows import Held, dj

__all__ = ["FOURTH_PAGES"]

FOURTH_PAGES: list[Held] = []
A = {
    "salt": (
        "盐碱滩种出海水稻 亩产突破五百公斤",
        [
            "东营市河口区的盐碱滩上，金黄的稻穗压弯了腰。经专家组现场测产，示范田海水稻平均亩产五百一十二公斤。",
            "技术员孙某说，他们从三年前开始选育耐盐品种，先后试种了四十七个，最终筛选出两个适合本地的稻种。",
            "明年示范面积将扩大到一万亩，并配套建设烘干、仓储和加工车间。",
        ],
    ),
    "museum": (
        "城墙博物馆周末延长开放 市民夜游热情高",
        [
            "为满足市民需求，荆州市城墙博物馆自本周起每逢周五、周六延长开放至二十二点。",
            "首个夜游日共接待观众两千三百余人，其中亲子家庭超过一半，讲解场次全部约满。",
            "馆方提醒，夜间参观须提前一天在公众号预约，每晚限额三千人。",
        ],
    ),
    "ice": (
        "冰雪季启幕 百余项活动邀您“上冰雪”",
        [
            "昨晚，吉林市冰雪季在松花江畔拉开帷幕，活动将持续到明年三月底，共推出一百二十项赛事和展演。",
            "全市十二家滑雪场同步开板，新增雪道九条，缆车单日运力提升到八万人次。",
            "文旅部门发放冰雪消费券一千万元，并开通机场直达雪场的免费巴士。",
        ],
    ),
    "bridge": (
        "跨江大桥主塔封顶 预计明年底通车",
        [
            "昨天下午三时许，随着最后一方混凝土浇筑完成，泸州长江六桥主塔顺利封顶，塔高二百二十六米。",
            "项目负责人介绍，大桥采用双向八车道设计，通车后两岸车程由四十分钟缩短为八分钟。",
            "施工期间，工程团队攻克了岩溶地质、洪水期作业等难题，获得专利十一项。",
        ],
    ),
}


def paragraphs(k: str, tag: str = "p") -> str:
    return "".join(f"<{tag}>{x}</{tag}>" for x in A[k][1])


def want(k: str, date: str, lacks: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "n": 1,
        "titles": [A[k][0]],
        "dates": [date],
        "text_has": [x[-20:] for x in A[k][1]],
        "text_lacks": ["ICP", *lacks],
    }


t = {k: v[0] for k, v in A.items()}


def add(name: str, page: str, expect: dict[str, Any], enc: str = "utf-8") -> None:
    made = page.encode(enc, "xmlcharrefreplace")
    FOURTH_PAGES.append((name, "fourth set", made, expect))


ICP = "京ICP备12345678号-1 增值电信业务经营许可证"
add(
    "rmzxb.html",
    f"""<html><head><meta charset="utf-8"><title>{t["salt"]}-地方-某民政协网</title></head><body><div class="top"><a>首页</a><a>要闻</a></div><div class="site">您当前的位置 ：<a>某民政协网</a> > <a>地方</a></div><div class="Content_box"><div class="Content_title">{t["salt"]}</div><div class="Remark"><span>2019-10-12 09:33 来源：某民政协报 </span><span>字体大小：[大中小]</span></div><div class="text_box">{paragraphs("salt")}</div><div class="Editor">编辑：杨某</div><div class="Key">关键词：海水稻 盐碱</div></div><div class="r"><h3>更多</h3><ul><li><a>委员风采：一把锄头种春天</a></li><li>一周排行 1 乡村医生的坚守</li></ul></div><div class="b">{ICP}</div></body></html>""",
    want("salt", "2019-10-12", ["乡村医生", "关键词：海水稻"]),
)
add(
    "eastmoney.html",
    f"""<html><head><meta charset="utf-8"><title>{t["bridge"]} _ 某方财富网</title></head><body><div class="header">某方财富网 财经 焦点 股票</div><div class="newsContent"><h1>{t["bridge"]}</h1><div class="Info"><div class="time-source"><div class="time">2018年11月23日 08:27</div><div class="source">来源： <a>泸州日报</a></div><p>编辑：东方财富网</p></div></div><div id="ContentBody" class="Body"><div class="abstract">摘要<br>【{t["bridge"]}】昨天下午三时许，主塔封顶。</div><!--文章主体-->{paragraphs("bridge")}<p class="em_media">（文章来源：泸州日报）</p></div><div class="lastwords">（责任编辑：DF070）</div><p class="mentions">郑重声明：某方财富网发布此信息的目的在于传播更多信息，与本网站立场无关。</p></div><div class="sidebar">热门股吧 <a>大家都在看什么概念</a></div><div>{ICP}</div></body></html>""",
    want("bridge", "2018-11-23", ["与本网站立场无关", "大家都在看什么"]),
)
add(
    "fjsen.htm",
    f"""<html><head><meta http-equiv="content-type" content="text/html; charset=gb2312"><title>{t["museum"]} -地方新闻 -某南网</title></head><body><table width="980"><tr><td>某南网首页 | 新闻 | 福建</td><td><script>showdate()</script></td></tr></table><table width="980"><tr><td class="position">您所在的位置：首页 > 地方新闻 > 正文</td></tr><tr><td id="new_title">{t["museum"]}</td></tr><tr><td id="new_ts"><span id="pubtime_baidu">2012-08-15 07:50:17</span>　<span id="author_baidu">宋某</span>　<span id="source_baidu">来源：荆州晚报</span>　<span id="editor_baidu">责任编辑：曾某</span>　　我来说两句</td></tr><tr><td id="new_message_id">{paragraphs("museum")}</td></tr><tr><td>相关新闻</td></tr><tr><td><a>某地古城墙申遗进展</a>（2012-08-10 08:00:00）</td></tr></table><table><tr><td>网友评论 所有评论仅代表网友意见</td></tr><tr><td>{ICP}</td></tr></table></body></html>""",
    want("museum", "2012-08-15", ["申遗进展", "仅代表网友"]),
    "gb18030",
)
add(
    "aspnet_form.aspx.html",
    f"""<html><head><meta charset="utf-8"><title>某某区人民政府</title></head><body><form name="form1" method="post" action="show.aspx?id=1" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTc2" /><div class="banner">某某区人民政府门户网站</div><ul class="menu"><li>首页</li><li>区情</li></ul><div class="xl"><span id="lblTitle" class="xlbt">{t["ice"]}</span><div class="xlfbt"><span id="lblTime">发布时间：2015/12/3 0:00:00</span><span id="lblHit">点击率：88</span></div><div class="xlnr"><span id="lblContent">{paragraphs("ice")}</span></div></div><div class="dy">打印 关闭</div><div class="foot">地址：某某路1号 {ICP}</div></form></body></html>""",
    want("ice", "2015-12-03", ["点击率"]),
)
add(
    "script_date.html",
    f"""<html><head><meta charset="utf-8"><title>{t["salt"]}</title></head><body><div class="nav">首页 > 动态</div><div class="article"><h2>{t["salt"]}</h2><div class="sub"><script>var fbsj="2022-05-06 10:00:00";document.write("发布时间："+fbsj.substring(0,10));</script> <script>var ly="市农业农村局";if(ly!=""){{document.write("来源："+ly);}}</script></div><div class="cnt"><div class="view TRS_UEDITOR trs_paper_default">{paragraphs("salt")}</div></div></div><div>{ICP} <script>document.write("访问量：12345")</script></div></body></html>""",
    want("salt", "2022-05-06"),
)
add(
    "huanqiu.html",
    f"""<html><head><meta charset="utf-8"><title>{t["bridge"]}</title></head><body><div class="l-container"><div class="article" style="display:none;"><textarea class="article-aid">3zh</textarea><textarea class="article-title">{t["bridge"]}</textarea><textarea class="article-time">1599012345000</textarea><textarea class="article-source-name">泸州日报</textarea><textarea class="article-editor-name">责编：王某</textarea><textarea class="article-content">{html.escape('<article><section data-type="rtext">' + paragraphs("bridge") + "</section></article>")}</textarea></div><div id="app"></div></div><script src="main.js"></script><div>{ICP}</div></body></html>""",
    want("bridge", "2020-09-02"),
)
add(
    "guancha.html",
    f"""<html><head><meta charset="utf-8"><title>{t["ice"]}</title></head><body><div class="header">观某者 首页 时评</div><ul class="main"><li class="left left-main"><h3>{t["ice"]}</h3><h4>来源：江城日报</h4><div class="time fix"><span>2020-12-02 10:11:12</span><span>字号：<a>A-</a> <a>A</a> <a>A+</a></span><span>来源：江城日报</span></div><div class="key-word fix">关键字：<a>冰雪</a></div><div class="content all-txt">{paragraphs("ice")}</div><div class="share-box2">请支持独立网站，转发请注明本文链接：</div><div class="editor-intro">责任编辑：刘某</div></li><li class="right-main"><h4>最新闻</h4><ul><li><a>外交部回应某事件</a></li><li><a>专栏：看懂这个冬天</a></li></ul></li></ul><div>{ICP}</div></body></html>""",
    want("ice", "2020-12-02", ["看懂这个冬天", "请支持独立网站"]),
)
add(
    "kr_state.html",
    "<html><head><meta charset='utf-8'><title>"
    + t["museum"]
    + "-36某</title></head><body><div id='app'></div><script>window.initialState="
    + dj(
        {
            "globalState": {"theme": 1},
            "articleDetail": {
                "articleDetailData": {
                    "code": 0,
                    "data": {
                        "itemId": 1,
                        "widgetTitle": t["museum"],
                        "publishTime": 1655254800000,
                        "author": "某氪",
                        "widgetContent": paragraphs("museum"),
                    },
                },
                "recommend": [{"widgetTitle": "三家公司递表", "publishTime": 1655000000000}],
            },
        }
    )
    + "</script></body></html>",
    want("museum", "2022-06-15", ["三家公司"]),
)
add(
    "csdn.html",
    f"""<html><head><meta charset="utf-8"><title>{t["salt"]}_农技小站的博客-CSDN博客</title></head><body><div id="toolbar">博客 下载 学习</div><main><div class="blog-content-box"><div class="article-header-box"><h1 class="title-article" id="articleContentId">{t["salt"]}</h1><div class="article-info-box"><a class="follow-nickName">农技小站</a><span class="time">已于&nbsp;2023-01-02 11:00:00&nbsp;修改</span><span class="read-count">阅读量1.2w</span><div class="slide-content-box"><div>于&nbsp;2020-05-20 08:30:00&nbsp;首次发布</div><div class="article-copyright">版权声明：本文为博主原创文章，遵循 CC 4.0 BY-SA 版权协议，转载请附上原文出处链接和本声明。</div></div></div></div><article class="baidu_pl"><div id="article_content"><div id="content_views" class="markdown_views">{paragraphs("salt")}</div></div></article></div><div class="recommend-box"><div>【水稻】育秧技术要点</div><span>2022-03-04</span></div></main></body></html>""",
    want("salt", "2020-05-20", ["育秧技术要点", "BY-SA"]),
)
add(
    "cctv.html",
    f"""<html><head><meta charset="utf-8"><title>{t["bridge"]}_新闻频道_某视网(cctv.com)</title></head><body><div class="nav">首页 新闻 体育</div><div class="main"><div class="title_area"><h1>{t["bridge"]}</h1><div class="info1">来源：某视网 | 2021年07月01日 08:20:31</div></div><div class="title_share">分享</div><div class="text_area" id="text_area"></div><div class="content_area" id="content_area"><p><strong>某视网消息：</strong>昨天下午三时许，随着最后一方混凝土浇筑完成，泸州长江六桥主塔顺利封顶，塔高二百二十六米。</p>{"".join(f"<p>{x}</p>" for x in A["bridge"][1][1:])}</div><div class="zebian"><span>编辑：李某</span><span>责任编辑：刘某</span></div><div class="relevance">点击查看全文 正在阅读</div></div><div class="foot">中央某总台 某视网 版权所有 {ICP}</div></body></html>""",
    want("bridge", "2021-07-01", ["正在阅读"]),
)
add(
    "weibo_render.html",
    "<html><head><meta charset='utf-8'><title>微博正文 - 微博HTML5版</title></head><body><div id='app'></div><script>var $render_data = ["
    + dj(
        {
            "status": {
                "created_at": "Tue Oct 14 18:29:00 +0800 2021",
                "id": "52217",
                "text": '荆州的夜景真的很美，城墙上的灯亮起来之后整条护城河都是金色的。<br />建议大家周末去看看，记得提前预约，人特别多，停车位不好找，最好坐公交。<span class="url-icon"><img alt=[赞]></span>',
                "source": "HUAWEI",
                "user": {"screen_name": "荆楚行者", "description": "本地生活博主"},
            },
            "call": 1,
        }
    )
    + "][0] || {};</script></body></html>",
    {
        "n": 1,
        "dates": ["2021-10-14"],
        "text_has": ["最好坐公交"],
        "text_lacks": ["url-icon", "本地生活博主"],
    },
)
add(
    "xhs_state.html",
    '<html><head><meta charset=\'utf-8\'><title>吉林市滑雪攻略｜三天两晚 - 小某书</title></head><body><div id=\'app\'><div>登录后推荐更懂你的笔记</div></div><script>window.__INITIAL_STATE__={"global":{"x":undefined},"note":{"noteDetailMap":{"6":{"note":'
    + dj(
        {
            "noteId": "6",
            "title": "吉林市滑雪攻略｜三天两晚",
            "desc": "吉林市的北大湖雪场真的不踩雷！第一天下午到，直接去雪场附近住下，早起不用排队。\n第二天滑全天，中午在半山吃饭，人均六十。\n第三天去看雾凇，一定要早起，七点之前到岸边。#吉林[话题]#",
            "time": 1673400000000,
            "lastUpdateTime": 1680000000000,
            "user": {"nickname": "小雪"},
        }
    )
    + "}}}}</script></body></html>",
    {
        "n": 1,
        "titles": ["吉林市滑雪攻略｜三天两晚"],
        "dates": ["2023-01-11"],
        "text_has": ["七点之前到岸边"],
        "text_lacks": ["登录后推荐"],
    },
)
add(
    "letter_dl.html",
    f"""<html><head><meta charset="utf-8"><title>来信选登_区长信箱</title></head><body><div class="hd">某某区人民政府</div><div class="mail"><dl><dt>来信标题：</dt><dd>关于增加校车班次的建议</dd></dl><dl><dt>来 信 人：</dt><dd>周**</dd></dl><dl><dt>来信时间：</dt><dd>2020-09-07</dd></dl><dl><dt>来信内容：</dt><dd>孩子在第三小学读书，每天只有一班校车，放学后要等四十分钟，希望能够增加一班。</dd></dl><dl><dt>回复单位：</dt><dd>区教育局</dd></dl><dl><dt>回复时间：</dt><dd>2020-09-10</dd></dl><dl><dt>回复内容：</dt><dd>您好，经与校车公司协商，自九月十四日起增开十六点三十分一班，请您放心。</dd></dl></div><div class="ft">{ICP}</div></body></html>""",
    {
        "n": 1,
        "titles": ["关于增加校车班次的建议"],
        "dates": ["2020-09-07"],
        "text_has": ["希望能够增加一班", "增开十六点三十分一班"],
        "text_lacks": ["ICP"],
    },
)
add(
    "wayback.html",
    f"""<html><head><script>__wm.wombat("http://www.example.cn/n/1.html","20220115083012","https://web.archive.org/","web");</script><meta charset="utf-8"><title>{t["museum"]}_某州新闻网</title></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base"><div id="wm-ipp">3 captures 15 Jan 2022 - 20 Mar 2023 <table><tr><td>Dec</td><td>JAN</td><td>Feb</td></tr><tr><td>15</td></tr><tr><td>2021</td><td>2022</td><td>2023</td></tr></table>About this capture</div></div><!-- END WAYBACK TOOLBAR INSERT --><div class="w"><h1>{t["museum"]}</h1><p class="info">荆州日报 2022-01-12 09:00</p><div class="c">{paragraphs("museum")}</div><div>编辑：陈某</div></div><div>{ICP}</div></body></html>""",
    want("museum", "2022-01-12", ["captures"]),
)
add(
    "gmw_old.htm",
    f"""<html><head><meta charset="gbk"><title>{t["salt"]}--某明日报-某明网</title></head><body><div id="logo"></div><div class="contentTop"><a>某明日报</a> 2014年10月09日 星期四</div><div class="lai_1"></div><h1 id="articleTitle">{t["salt"]}</h1><h2>——黄河三角洲农业观察</h2><div class="lai">《 某明日报 》（ 2014年10月09日　 05 版）</div><div id="articleContent">{paragraphs("salt")}</div><div class="c_c">[返回目录] [放大] [缩小] 某明网版权所有</div></body></html>""",
    want("salt", "2014-10-09", ["返回目录"]),
    "gb18030",
)
add(
    "govcn_pages.htm",
    f"""<html><head><meta charset="utf-8"><title>{t["ice"]}_地方_中国政府网</title><meta name="firstpublishedtime" content="2021-11-28-21:15:03"><meta name="lastmodifiedtime" content="2021-11-29-08:00:00"></head><body><div class="header">国务院 总理 新闻 政策</div><div class="article oneColumn pub_border"><h1>{t["ice"]}</h1><div class="pages-date">2021-11-28 21:15<span class="font index_switchsize">来源： 某华社</span><div class="pages_print">【字体：大 中 小】打印</div></div><div class="pages_content" id="UCAP-CONTENT">{paragraphs("ice")}</div><div class="editor">责任编辑： 朱某</div></div><div class="related"><h3>相关稿件</h3><ul><li>多地出台冰雪产业政策</li></ul></div><div>{ICP}</div></body></html>""",
    want("ice", "2021-11-28", ["冰雪产业政策"]),
)
add(
    "headline_list.html",
    f"""<html><head><meta charset="utf-8"><title>工作动态_某某局</title></head><body><div class="nav">首页 机构 动态</div><div class="list"><ul class="news">{"".join(f'<li><a href="{i}.html" title="{x}">{x}</a><span>2022-0{i}-0{i}</span></li>' for i, x in enumerate([t["salt"], t["museum"], t["ice"], t["bridge"]], 2))}</ul><div class="page">共4页 首页 下一页</div></div><div>{ICP}</div></body></html>""",
    {
        "n": 4,
        "text_has": ["盐碱滩种出海水稻", "预计明年底通车"],
        "dates": ["2022-02-02", "2022-03-03", "2022-04-04", "2022-05-05"],
        "text_lacks": ["ICP"],
    },
)
add(
    "zhidao.html",
    """<html><head><meta charset="utf-8"><title>荆州古城墙晚上开放吗_某度知道</title></head><body><div class="nav">网页 资讯 视频</div><article><div class="question"><h1><span class="ask-title">荆州古城墙晚上开放吗</span></h1><div class="ask-info">我来答 1个回答</div></div><div class="wgt-best"><div class="answer-info"><a>楚地客</a> <span>推荐于2019-03-08</span></div><div class="best-text">晚上是开放的，周五和周六延长到十点，平时下午六点就关门了。<br>门票三十五元，从东门上去比较方便，可以租自行车骑一圈，大概一个半小时。</div><div>已赞过 32 评论 收起</div></div></article><div class="related"><h3>其他类似问题</h3><li>荆州有什么特产 2020-01-02</li></div></body></html>""",
    {
        "n": 1,
        "titles": ["荆州古城墙晚上开放吗"],
        "dates": ["2019-03-08"],
        "text_has": ["大概一个半小时"],
        "text_lacks": ["什么特产"],
    },
)
add(
    "notice_table.html",
    f"""<html><head><meta charset="utf-8"><title>公示公告-某某市农业农村局</title></head><body><div class="top">首页>公示公告</div><div class="detail"><h2>关于2022年省级示范家庭农场名单的公示</h2><div class="sx">信息来源：市农业农村局　　发布日期：2022-08-01　　浏览次数：</div><div class="nr"><p>根据省厅通知要求，经县区申报、市级审核，拟推荐东营市李家农场等三家为省级示范家庭农场，现予公示。</p><table border=1><tr><td>序号</td><td>名称</td><td>地址</td></tr><tr><td>1</td><td>李家家庭农场</td><td>河口区新户镇</td></tr><tr><td>2</td><td>绿野家庭农场</td><td>利津县盐窝镇</td></tr></table><p>公示期为五个工作日，如有异议请以书面形式反映，联系电话：0546-0000000。</p><p>东营市农业农村局</p><p>2022年8月1日</p></div></div><div>{ICP}</div></body></html>""",
    {
        "n": 1,
        "titles": ["关于2022年省级示范家庭农场名单的公示"],
        "dates": ["2022-08-01"],
        "text_has": ["绿野家庭农场", "请以书面形式反映"],
        "text_lacks": ["ICP", "浏览次数"],
    },
)
add(
    "interview.html",
    f"""<html><head><meta charset="utf-8"><title>市政府新闻办举行冰雪季新闻发布会 - 吉林市人民政府新闻办公室</title></head><body><div class="tc A_title">市政府新闻办举行冰雪季新闻发布会</div><div class="tc A_t1 f12"><div>吉林市人民政府新闻办公室 www.example.gov.cn   2019-11-20   来源：市政府新闻办</div></div><div id="content"><p>主持人 王某：</p><p>各位记者朋友，大家上午好！欢迎出席今天的新闻发布会。</p><p>市文旅局局长 赵某：</p><p>今年冰雪季我们准备了一百二十项活动，全市十二家雪场同步开板。</p><p>记者：</p><p>请问在交通方面有哪些便民措施？</p><p>赵某：</p><p>我们开通了机场直达雪场的免费巴士，每半小时一班。</p></div><div class="tr A_t1 f12">责任编辑：钱某</div><div>{ICP}</div></body></html>""",
    {
        "n": 1,
        "titles": ["市政府新闻办举行冰雪季新闻发布会"],
        "dates": ["2019-11-20"],
        "text_has": ["欢迎出席今天的", "有哪些便民措施", "每半小时一班"],
        "text_lacks": ["ICP"],
    },
)
add(
    "takung.html",
    f"""<html lang="zh-HK"><head><meta charset="utf-8"><title>跨江大橋主塔封頂 - 某公網</title></head><body><div class="crumb">首頁 > 內地 > 正文</div><h1 class="tkp_con_title">跨江大橋主塔封頂 預計明年底通車</h1><div class="tkp_con_author"><span>2023-04-18 04:02:11</span><span>大公報</span></div><div class="tkp_content">{paragraphs("bridge").replace("泸州", "瀘州")}</div><div class="tags">責任編輯： 宋某</div><div class="hot"><h3>熱門排行</h3><p>港股通今日南下資金</p></div><div>版權所有</div></body></html>""",
    {
        "n": 1,
        "titles": ["跨江大橋主塔封頂 預計明年底通車"],
        "dates": ["2023-04-18"],
        "text_has": [A["bridge"][1][2][-16:]],
        "text_lacks": ["南下資金", "責任編輯"],
    },
)
add(
    "font_gbk.html",
    f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>新闻内容</TITLE></HEAD><BODY><TABLE width=778 align=center><TR><TD><A>返回首页</A> <A>加入收藏</A></TD></TR></TABLE><TABLE width=778 align=center><TR><TD align=center height=40><FONT color=red size=4><B>{t["museum"]}</B></FONT></TD></TR><TR><TD align=center><FONT color=#666666>作者:宣传科　 发布时间:2007-9-3　 阅读:521次</FONT></TD></TR><TR><TD><FONT size=3>{"<BR>".join("　　" + x for x in A["museum"][1])}</FONT></TD></TR><TR><TD align=right>[<A>关闭窗口</A>]</TD></TR></TABLE><CENTER>Copyright 2003-2008 某某网 All Rights Reserved 鄂ICP备05000001号</CENTER></BODY></HTML>""",
    want("museum", "2007-09-03", ["阅读:521", "加入收藏"]),
    "gb18030",
)
