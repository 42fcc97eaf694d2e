"""Web pages of newspapers and agencies; the third set."""

from tests.corpus.reading.own_third_articles import ARTS, Held, T, held, ps, want

__all__ = ["PAPERS"]

PAPERS: list[Held] = []

# --- newspapers
PAPERS.append(
    held(
        "peoplepaper.htm",
        f"""<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="content-type" content="text/html;charset=UTF-8"/><title>{T["river"]}--某某日报</title></head><body><div class="header"><div class="date left">2021年05月20日 <span>星期四</span></div><div class="paper">某某日报图文数据库（1946-2021）</div></div><div class="main"><div class="swiper"><p class="left ban">第13版：生态 </p><p class="right btn"><a>上一版</a> <a>下一版</a></p><ul class="news-list"><li><a>本版责编：程某某</a></li><li><a>我国首个海洋牧场建成</a></li><li><a>护林员的一天（一线探访）</a></li><li><a>{T["river"]}</a></li></ul></div>
<div class="article-box"><div class="toolbar"><a>返回目录</a> <a>放大</a> <a>缩小</a> <a>全文复制</a> <a>上一篇</a> <a>下一篇</a></div><div class="article"><h3>绿水青山看变化</h3><h1>{T["river"]}</h1><h2></h2><p class="sec">本报记者　王某某 <span class="date">《某某日报》（2021年05月20日　第 13 版）</span></p><div class="attachment"></div><div id="ozoom"><!--enpproperty <articleid>985421</articleid><date>2021-05-20 04:30:12:963</date><author>王某某</author><title>{T["river"]}</title><keyword>治理</keyword><subtitle></subtitle><introtitle>绿水青山看变化</introtitle><siteid>2</siteid><nodeid>13</nodeid><nodename>生态</nodename>/enpproperty--><!--enpcontent-->{ps("river")}<!--/enpcontent--></div></div></div></div><div class="footer">某 某 日 报 社 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用<br>Copyright © 1997-2021 by www.example.com.cn. all rights reserved</div></body></html>""",
        {**want("river", "2021-05-20", ["海洋牧场建成", "护林员的一天", "禁 止 使 用"])},
    )
)

PAPERS.append(
    held(
        "founder_old.htm",
        f"""<HTML><HEAD><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><TITLE>某某日报数字报-{T["metro"]}</TITLE></HEAD><BODY><TABLE cellSpacing=0 width=1000><TR><TD>2011年1月5日 星期三</TD><TD>往期回顾</TD><TD><A>返回首页</A></TD></TR></TABLE><TABLE width=1000><TR><TD vAlign=top width=400><TABLE><TR><TD>第A02版：要闻</TD><TD><A class=preart>上一版</A>&nbsp;<A>下一版</A></TD></TR></TABLE><MAP name=pagepicmap><AREA coords="0,0,10,10" href="content_1.htm"></MAP><IMG src="res/1.jpg" useMap=#pagepicmap><TABLE><TR><TD>本版标题导航</TD></TR><TR><TD><A href=c1.htm><div>{T["metro"]}</div></A></TD></TR><TR><TD><A><div>一季度外贸进出口实现开门红</div></A></TD></TR><TR><TD><A><div>今明两天冷空气南下最低气温零下三度</div></A></TD></TR></TABLE></TD>
<TD vAlign=top><TABLE class=bluefont><TR><TD>A02版：要闻</TD><TD><A>上一篇</A> <A>下一篇</A></TD><TD>放大<IMG> 缩小<IMG> 默认</TD></TR></TABLE><TABLE><TBODY><TR vAlign=top><TD class=font02 align=center>宁波轨道交通迎来新成员</TD></TR><TR><TD class=font01 align=center>{T["metro"]}</TD></TR><TR><TD class=font02 align=center></TD></TR><TR><TD class=font6>&nbsp;&nbsp;&nbsp;&nbsp;2011年1月5日&nbsp;&nbsp;&nbsp;&nbsp;来源：某某日报&nbsp;&nbsp;作者：毛某</TD></TR></TBODY></TABLE><TABLE><TR><TD><DIV id=ozoom style="ZOOM: 100%"><founder-content>{ps("metro", "P", "&nbsp;&nbsp;&nbsp;&nbsp;")}</founder-content></DIV></TD></TR></TABLE></TD></TR></TABLE><TABLE width=1000><TR><TD align=center>版权所有 某某日报报业集团 浙ICP备05001234号 未经授权不得转载</TD></TR></TABLE></BODY></HTML>""",
        want("metro", "2011-01-05", ["外贸进出口实现开门红", "冷空气南下", "本版标题导航"]),
        "gb18030",
    )
)

PAPERS.append(
    held(
        "epaper_div/content_20220518_123.html",
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{T["library"]}_襄阳晚报数字报</title></head><body><div class="Top"><div class="logo"></div><div class="today">襄阳晚报 2022年05月18日 星期三</div><div class="tool">版面导航 标题导航 往期 高级检索</div></div><div class="content"><div class="leftbox"><div class="bmdh">03版：民生<div><a>01版：头版</a><a>02版：要闻</a><a>03版：民生</a><a>04版：广告</a></div></div></div><div class="rightbox"><div class="newsop"><a>上一篇</a><a>下一篇</a><a>字大</a><a>字小</a><a>朗读</a></div><div class="newsTitle"><h4>二十四小时不打烊</h4><h2>{T["library"]}</h2><h5>——探访樊城区汉江书房</h5><p class="author">全媒体记者 夏某 通讯员 何某</p></div><div class="newsBody" id="content">{ps("library")}<p>（图片由记者 夏某 摄）</p></div></div></div><div class="bottom">襄阳日报传媒集团 版权所有 | 鄂ICP备05009876号-2 | 本站常年法律顾问：某某律师事务所 | 报料热线：0710-0000000</div></body></html>""",
        want("library", "2022-05-18", ["法律顾问", "高级检索"]),
    )
)

PAPERS.append(
    held(
        "xinhua_old.htm",
        f"""<html><head><meta charset="utf-8"><meta name="publishid" content="1125013543.0.101.0"/><meta name="nodeid" content="113352"/><title>{T["metro"]}-某华网</title></head><body><div class="domPC"><div class="header"><div class="h-news"><div class="h-p3"><div class="h-nav"><a>时政</a><a>地方</a><a>法治</a></div></div></div></div></div><div class="h-title">
{T["metro"]}
</div><div class="h-info"><span class="sub-time"><span class="h-time">
    2019-09-18 08:20:11
</span></span><span class="sub-src"> 来源：<span class="aticle-src">某华社</span></span><span class="share">分享 关注 微信 微博 评论 0</span></div>
<div id="p-detail"><p>某华社杭州9月18日电（记者 裘某某）昨日上午10时，宁波地铁6号线二期正式开通试运营，全线长二十二公里，新增车站九座，其中换乘站三座。</p>{"".join(f"<p>　　{x}</p>" for x in ARTS["metro"][1][1:])}<div class="p-tags"><div class="p-jc"><a>【纠错】</a></div><span>责任编辑：<span>成某</span></span></div></div><div class="p-right"><h3>新闻评论</h3><textarea>登录某华网发表评论</textarea></div><div class="news"><ul><li>深度观察：开学第一课</li><li>高原上的电力铁军</li></ul></div><div class="footer">Copyright © 2000 - 2019 XINHUANET.com　All Rights Reserved. 制作单位：某华网股份有限公司　京ICP备05000000号</div><div id="nodeid">010020010000000000000000011200000000000000</div></body></html>""",
        want("metro", "2019-09-18", ["纠错", "开学第一课", "0100200100"]),
    )
)

PAPERS.append(
    held(
        "xinhua_new.html",
        f"""<html><head><meta charset="utf-8"><title>{T["river"]}-某华网</title></head><body><div class="header domPC"><div class="header-top"><a>某华网</a> &gt; <a>时政</a> &gt; 正文</div><div class="header-cont clearfix"><div class="header-time left"><span class="year"><em> 2021</em></span><span class="day"><em>07</em>/<em>01</em></span><span class="time">08:20:31</span></div><div class="source">来源：某华每日电讯</div><div class="head-line clearfix"><h1><span class="title">{T["river"]}</span></h1></div><div class="header-tool">字体： 小 中 大 分享到：</div></div></div><div class="mheader domMobile"><h1><span class="title">{T["river"]}</span></h1><div class="info"> 2021-07-01 08:20:31 <span> 来源：某华每日电讯</span></div></div>
<div class="main"><div class="main-left"><div id="detail">{ps("river")}</div><div class="tags">【纠错】 【责任编辑:王某】</div><div class="columBox">阅读下一篇：<div>专家解读全国碳市场启动</div></div></div><div class="main-right"><div class="columBox"><h2>深度观察</h2><ul><li>湾区之声</li></ul></div></div></div><div class="foot">京ICP备00000000号</div></body></html>""",
        want("river", "2021-07-01", ["纠错", "全国碳市场"]),
    )
)

PAPERS.append(
    held(
        "people_cn.html",
        f"""<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="content-type" content="text/html;charset=GB2312"><title>{T["school"]}--地方--某民网 </title><meta name="publishdate" content="2019-06-15"><meta name="source" content="来源：某民网-四川频道"></head><body><div class="top_nav"><a>网站首页</a><a>时政</a><a>国际</a><div id="p_login"><p>登录通行证 &nbsp;<a>立即注册</a></p><input value="请输入用户名"><p><a>忘记密码？</a></p></div></div><div class="path"><span id="rwb_navpath"><a>某民网</a>&gt;&gt;<a>四川频道</a></span></div><div class="text_title"><h3 class="pre"></h3><h1>{T["school"]}</h1><h4 class="sub"></h4><p class="author">王某 李某</p><div class="box01"><div class="fl">2019年06月15日08:18&nbsp;&nbsp;来源：<a>某民网-四川频道</a></div><div class="fr"><span>分享到：</span></div></div></div><div class="text_con"><div class="box_con" id="rwb_zw"><div class="box_pic"></div>{ps("school")}<div class="zdfy"><a>【1】</a><a>【2】</a></div><center><table><tr><td><a><img src="next_page.jpg"></a></td></tr></table></center><div class="edit">(责编：罗某、章某)</div></div><div class="text_con_right"><h2>热门排行</h2><ol><li>1 全省高考成绩今日公布</li><li>2 暴雨蓝色预警发布</li></ol></div></div><div class="copyright">某 民 网 版 权 所 有</div></body></html>""",
        want("school", "2019-06-15", ["忘记密码", "高考成绩", "蓝色预警"]),
        "gb18030",
    )
)

PAPERS.append(
    held(
        "chinanews.shtml.html",
        f"""<html><head><meta charset="gb2312"><title>{T["port"]}-某新网</title></head><body><div class="nav"><a>首页</a>→<a>财经中心</a></div><div id="cont_1_1_2"><h1 style="display:block; position:relative; text-align:center; clear:both">
{T["port"]}</h1><div class="left-time"><div class="left-t" style="padding-left:6px;">2018年12月03日 19:42　来源：<a>某新网</a>　<a>参与互动</a>&nbsp;</div></div><div style="display:none"><span id="source_baidu">来源：某新网</span><span id="editor_baidu">编辑：左某</span></div><div class="left_zw" style="position:relative">{ps("port")}<p>　　（完）</p></div><div class="left_name">【编辑:左某】</div><div class="adInContent"></div><div class="channel"><b>更多精彩内容请进入财经频道</b></div></div><div class="right"><h2>频道精选</h2><ul><li>明年最低工资标准上调</li></ul></div><div class="pagebottom">本网站所刊载信息，不代表某新社和某新网观点。 刊用本网站稿件，务经书面授权。<br>未经授权禁止转载、摘编、复制及建立镜像，违者将依法追究法律责任。<br>[京ICP备05004340号-1] 总机：86-10-00000000</div></body></html>""",
        want("port", "2018-12-03", ["不代表某新社", "最低工资标准"]),
        "gb18030",
    )
)

PAPERS.append(
    held(
        "local_daily.html",
        f"""<html><head><meta charset="utf-8"><title>{T["tea"]}_大某网</title></head><body><div class="logo">大某网 > 山东 > 正文</div><div id="xl-headline"><div class="left"><h2>{T["tea"]}</h2><p>2020-04-02 07:41:00 <label>来源： 农村某报</label> <label>作者：</label></p></div></div><div class="news-con"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{margin-top:0px;}}</style>{ps("tea")}</div></div><div class="bianji">初审编辑：张某 责任编辑：赵某某</div><div class="tuijian"><h3>相关新闻</h3><ul><li>我省今年小麦长势好于常年</li></ul></div><div class="wzss">本网声明：凡注明“来源：大某网”的作品，版权均属大某网，转载请注明出处。如因作品内容、版权和其它问题请30日内与本网联系。</div><div>Copyright (C) 2001-2020 dzw.com 鲁ICP备09023866号</div></body></html>""",
        want("tea", "2020-04-02", ["小麦长势", "版权均属"]),
    )
)
