"""Web pages of portals, accounts and boards, and odd ones; the fifth set."""

from tests.corpus.reading.own_fifth import TrialPage

__all__ = ["PORTAL_PAGES"]

PORTAL_PAGES: list[TrialPage] = [
    TrialPage(
        "web1_sina",
        "这座小城凭什么留住年轻人",
        "2024-05-16",
        "刚过去的五一假期，江南小城锦溪迎来一波返乡潮。",
        "留住年轻人，归根到底是让他们看得见未来。",
        ["我要反馈", "海量资讯", "24小时滚动播报"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"/><title>这座小城凭什么留住年轻人|锦溪|人才|产业_新浪财经_新浪网</title><meta property="article:published_time" content="2024-05-16T09:21:00+08:00"/><meta property="og:title" content="这座小城凭什么留住年轻人"/></head><body>
<div class="top-banner"><a>新浪首页</a><a>新闻</a><a>体育</a><a>财经</a></div><div class="main-content w1240"><div class="path-search"><a>财经头条</a> > 正文</div><h1 class="main-title">这座小城凭什么留住年轻人</h1>
<div class="top-bar"><div class="date-source"><span class="date">2024年05月16日 09:21</span><a class="source">城市观察</a></div><div class="page-tools"><span>缩小字体</span><span>放大字体</span><span>收藏</span><span>微博</span><span>微信</span></div></div>
<div class="article-content clearfix"><div class="article-content-left"><div class="article" id="artibody"><p cms-style="font-L">　　炒股就看<a href="#">金麒麟分析师研报</a>，权威，专业，及时，全面，助您挖掘潜力主题机会！</p><p>　　刚过去的五一假期，江南小城锦溪迎来一波返乡潮。与往年不同，不少年轻人回来以后就没再走。县人社局的数据显示，今年前四个月，返乡就业青年同比增长四成。</p><p>　　锦溪的吸引力来自产业。十年前，这里只有几家小五金厂；如今，围绕新能源汽车轻量化部件，聚集了上下游企业一百二十多家，年产值突破三百亿元。一位工程师告诉记者，他在上海的年薪是二十五万，回来以后是二十万，但房租只有原来的三分之一。</p><p>　　<strong>公共服务也在补课。</strong>县里新建了三所幼儿园、一座体育馆，把图书馆开到晚上十点。租房补贴每月八百元，发满三年。</p><p>　　不过，短板依然存在。三甲医院要去四十公里外的地级市，夜间公交班次偏少，文化消费单一。留住年轻人，归根到底是让他们看得见未来。</p><div class="app-kaihu-qr"><img src="kh.png"><span>海量资讯、精准解读，尽在新浪财经APP</span></div></div><p class="article-editor">责任编辑：赵思远 </p><div class="keywords">文章关键词：<a>人才</a></div><div class="wrap-bottom">我要反馈</div></div>
<div class="article-content-right"><div class="tit">24小时滚动播报最新的财经资讯和视频</div><ul class="seo_data_list"><li><a>午评：三大指数集体收涨</a></li><li><a>央行今日开展逆回购</a></li></ul></div></div></div><div class="footer">新浪公司 版权所有 Copyright © 1996-2024 SINA</div></body></html>""",
    ),
    TrialPage(
        "web2_163",
        "老工业城市的第二次创业",
        "2023-09-07",
        "站在钢厂旧址的高炉下，很难想象这里曾经昼夜轰鸣。",
        "转型没有捷径，但每一步都算数。",
        ["网易号", "网易跟贴", "热点推荐"],
        """
<!DOCTYPE html><html id="ne_wrap" data-publishtime="2023-09-07 14:35:20"><head><meta charset="utf-8"><title>老工业城市的第二次创业|钢城|转型_网易订阅</title></head><body>
<div class="ntes_nav_wrap"><a>网易首页</a><a>应用</a><a>快速导航</a></div><div class="wrapper clearfix" id="container"><div class="post_main"><h1 class="post_title">老工业城市的第二次创业</h1><div class="post_info">2023-09-07 14:35:20　来源: <a>钢城笔记</a>　辽宁 <a class="post_jubao">举报</a></div><div class="post_top_tie"><a class="js-tielink">0</a>分享至</div>
<div class="post_content" id="content"><div class="post_body"><p id="A1">站在钢厂旧址的高炉下，很难想象这里曾经昼夜轰鸣。停产八年后，三号高炉变成了观景台，轧钢车间改成冰雪运动馆，周末一票难求。</p><p class="f_center"><img src="x.jpg"><br>改造后的三号高炉</p><p id="A2">这座城市因钢而立，鼎盛时期钢厂有职工十一万人，占城区就业的一半。去产能之后，财政收入一度腰斩，年轻人大量外流。“那几年，同学聚会都凑不齐一桌。”在社区工作的孟琳说。</p><p id="A3">第二次创业从“吃配套”开始。利用原有的机加工能力，一批下岗工人办起小厂，为风电、机器人做零件。市里设立产业基金，十亿元撬动社会资本四十亿元，如今装备制造占工业的比重超过钢铁。</p><p id="A4">也有人冷静。研究区域经济的学者认为，人口外流的趋势还没有根本扭转，公共服务的包袱依然沉重，文旅热度能持续多久也需观察。</p><p id="A5">转型没有捷径，但每一步都算数。</p></div><div class="post_statement"><span></span><p>特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。</p><p>Notice: The content above is uploaded and posted by a user of NetEase Hao.</p></div></div>
<div class="post_recommends"><div class="post_recommends_title">相关推荐</div><ul><li><h3><a>热搜！知名演员官宣结婚</a></h3><p>2023-09-07 11:02:13　娱乐圈观察　跟贴 1203</p></li></ul><div class="post_recommends_title">热点推荐</div></div><div class="tie">网易跟贴 文明上网理性发言，请遵守跟贴服务协议</div></div></div><div class="N-nav-bottom">©1997-2023 网易公司版权所有</div></body></html>""",
    ),
    TrialPage(
        "web3_sohu",
        "深夜的便利店，藏着城市的烟火气",
        "2022-03-30",
        "凌晨一点，梧桐路上的便利店还亮着灯。",
        "一座城市的温度，往往就在这些不打烊的灯光里。",
        ["返回搜狐", "平台声明", "一周天气早知道"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><title>深夜的便利店，藏着城市的烟火气_社区_顾客_门店</title><meta itemprop="datePublished" content="2022-03-30 12:01"></head><body class="article-page">
<header id="main-header">搜狐首页 新闻 体育</header><div class="wrapper-box"><div class="left sidebar"><h4>慢城故事</h4><dl><dd><em>326</em>文章</dd><dd><em>58万</em>总阅读</dd></dl></div>
<div class="left main"><div class="text"><div class="text-title"><h1>深夜的便利店，藏着城市的烟火气</h1><div class="article-info"><span class="time" id="news-time" data-val="1648612860000">2022-03-30 12:01</span><span>来源:<a>慢城故事</a></span></div></div>
<article class="article" id="mp-editor"><p data-role="original-title" style="display:none">原标题：深夜的便利店，藏着城市的烟火气</p><p>凌晨一点，梧桐路上的便利店还亮着灯。店员阿珍把关东煮的汤又加了一遍，门口的风铃响起，代驾师傅老周进来买了两个饭团。</p><p>这家店开了九年，阿珍值了六年夜班。她记得住大多数熟客的口味：加班的程序员要冰美式，环卫工人要热豆浆，附近医院的护士喜欢酸奶。“他们不是来买东西的，是来歇一会儿的。”</p><p>据当地连锁经营协会统计，全市二十四小时便利店已有一千四百余家，平均每六千人一家。近两年，商务部门鼓励门店增设微波炉、充电和应急药品，夜间经济的“最后一百米”渐渐补齐。</p><p>天快亮的时候，送货车停在门口。阿珍擦干净收银台，准备交班。一座城市的温度，往往就在这些不打烊的灯光里。<a href="//www.sohu.com"><i></i>返回搜狐，查看更多</a></p><p>责任编辑：</p></article><div class="statement">平台声明：该文观点仅代表作者本人，搜狐号系信息发布平台，搜狐仅提供信息存储空间服务。</div><div class="bottom-relate">阅读 (<em>1.2万</em>)</div></div>
<section class="rec"><p>推荐阅读</p><p>一周天气早知道：冷空气来袭，局地降温八度</p><p>楼市观察：二手房挂牌量再创新高</p><p>这份春季踏青地图请收好</p></section></div></div></body></html>""",
    ),
    TrialPage(
        "web4_wx",
        "一个县城的咖啡馆突围",
        "2024-03-02",
        "县城到底能不能养活一家精品咖啡馆？",
        "也许再过几年，答案会更清楚。",
        ["微信扫一扫", "预览时标签不可点", "喜欢此内容的人还喜欢"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="一个县城的咖啡馆突围"><title></title></head><body id="activity-detail" class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">
                        一个县城的咖啡馆突围
</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">许一舟</span><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a id="js_name">县域观察室</a></span><em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div>
<div class="rich_media_content" id="js_content" style="visibility:hidden"><section><p><span>县城到底能不能养活一家精品咖啡馆？过去三个月，我走访了中部六个县，和二十三位店主聊了聊。</span></p><section><p><strong>房租便宜，客人难找</strong></p></section><p><span>在平昌县，八十平方米的临街铺面月租两千五，只有省城的六分之一。但店主小顾说，平日里一天只卖出二十几杯，周末靠返乡青年和亲子家庭才能过百。</span></p><p><span>真正活下来的店，都不只卖咖啡。有的兼做自习室，有的办读书会，还有的接单位茶歇。“县城人不缺消费力，缺的是去的理由。”她总结说。</span></p><section><p><strong>连锁品牌下沉</strong></p></section><p><span>去年起，几家连锁品牌陆续进驻，九块九的价格把市场一下子打开，也把独立小店逼到了墙角。受访的二十三家店里，有七家已经转让。</span></p><p><span>县城消费的升级，从来不是复制大城市，而是慢慢长出自己的样子。也许再过几年，答案会更清楚。</span></p></section></div>
<script>var ct = "1709373600";var publish_time = "2024-03-02" || "";</script><div class="rich_media_tool"><p>阅读 1.4万</p><p>预览时标签不可点</p></div></div></div></div></div><div id="js_related"><p>喜欢此内容的人还喜欢</p><p>返乡创业三年，我赔了四十万</p></div><div class="qr_code"><p>微信扫一扫<br>关注该公众号</p></div></body></html>""",
    ),
    TrialPage(
        "web5_toutiao",
        "地铁修到家门口，房价却没有动静",
        "2023-12-11",
        "盼了七年，九号线终于通到了龙泉镇。",
        "对普通家庭来说，通勤省下的时间，比账面上的涨跌更实在。",
        ["评论 86", "作者最新文章", "头条热榜"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><title>地铁修到家门口，房价却没有动静 - 今日头条</title></head><body><div id="root"><div class="ttp-header"><a>推荐</a><a>视频</a><a>财经</a></div><div class="article-detail-container"><div class="main"><div class="article-content"><h1>地铁修到家门口，房价却没有动静</h1><div class="article-meta"><span>原创</span><span>2023-12-11 19:47</span><span>·</span><span class="name"><a>楼市老简</a></span></div>
<article class="syl-article-base tt-article-content"><p data-track="1">盼了七年，九号线终于通到了龙泉镇。首班车开出那天，站口挤满了拍照的居民，锣鼓敲了一上午。</p><p data-track="2">按照过去的经验，地铁一通，周边房价总要涨一截。可这一次，中介门店的挂牌价纹丝不动。以翠屏苑为例，去年十月均价一万一，今年十月一万零八百，成交量也只比去年多了十几套。</p><p data-track="3">原因并不复杂。一是预期早已透支，规划公布那年已经涨过一轮；二是供应充足，沿线还有六宗地没有开发；三是年轻人的账算得更细，收入没涨，多半个小时的通勤不足以让他们掏钱。</p><p data-track="4">不过，租房市场倒是有了反应。地铁站五百米内的两居室月租涨了两百元，空置期缩短到十天以内。</p><p data-track="5">对普通家庭来说，通勤省下的时间，比账面上的涨跌更实在。</p></article></div><div class="detail-interaction"><span>赞 214</span><span>评论 86</span></div>
<div class="comment-list"><div class="comment-info"><div class="name">山里红</div><p class="content">我就住翠屏苑，地铁确实方便了，但是房子还是那个价，卖也卖不掉。</p><span>12-11 · 回复</span></div><div class="comment-info"><div class="name">用户3829</div><p class="content">租房涨两百那段说得太准了，房东昨天刚通知我涨价。</p></div></div></div>
<div class="right-sidebar"><div class="t">作者最新文章</div><p>二手房挂牌破十万套意味着什么</p><div class="t">头条热榜</div><ol><li>多地迎来大风降温</li><li>考研倒计时</li></ol></div></div></div></body></html>""",
    ),
    TrialPage(
        "web6_bbs",
        "说说我们厂区宿舍改造的那些事",
        "2020-08-15",
        "在论坛潜水十年，第一次发长帖，",
        "有同样经历的老邻居，欢迎出来聊聊。",
        ["本帖最后由", "沙发！", "快速回复"],
        """
<!DOCTYPE html><html><head><meta charset="gbk"><title>说说我们厂区宿舍改造的那些事 - 老街坊 - 望江论坛 - Powered by Discuz!</title></head><body><div id="hd"><a>论坛</a> &rsaquo; <a>城市生活</a> &rsaquo; <a>老街坊</a></div><div id="postlist" class="pl bm"><table><tr><td class="pls">查看: 4521|回复: 37</td><td class="plc"><h1 class="ts"><span id="thread_subject">说说我们厂区宿舍改造的那些事</span></h1><span><a>[复制链接]</a></span></td></tr></table>
<div id="post_1"><table class="plhin"><tr><td class="pls" rowspan="2"><div class="authi"><a>棉纺老职工</a></div><p>主题 3 帖子 210 积分 880</p></td><td class="plc"><div class="pi"><em id="authorposton1">发表于 2020-8-15 21:06</em> <span>|</span> <a>只看该作者</a></div><div class="pct"><table><tr><td class="t_f" id="postmessage_1"><i class="pstatus"> 本帖最后由 棉纺老职工 于 2020-8-16 08:10 编辑 </i><br/><br/>在论坛潜水十年，第一次发长帖，想说说我们棉纺厂宿舍改造的事。<br/>宿舍一共十四栋，八三年盖的，五层没电梯，一到下雨一楼就返水。去年街道来登记，说要纳入老旧小区改造，大家都高兴，也有不少人担心要自己掏钱。<br/>后来开了三次居民会，每次都吵到晚上九点。最后定下来，外墙、管网政府出，加装电梯各家按楼层分摊，一楼不出钱还补一点。光是一楼的工作，楼长就跑了四十多趟。<br/>今年五月动工，到现在已经完成九栋。雨水管换了，楼道刷白了，原来堆煤球的地方划成停车位。虽然还有毛病，比如工期拖了，粉尘大，但总体算是办了件实事。<br/>有同样经历的老邻居，欢迎出来聊聊。</td></tr></table></div></td></tr></table></div>
<div id="post_2"><table><tr><td class="pls"><div class="authi"><a>江边柳</a></div></td><td class="plc"><div class="pi"><em>发表于 2020-8-15 21:30</em></div><table><tr><td class="t_f">沙发！我们机床厂宿舍还没动静，羡慕。</td></tr></table></td></tr></table></div></div><div id="f_pst">快速回复 您需要登录后才可以回帖 <a>登录</a></div><div id="ft">Powered by Discuz! X3.4 &copy; 2001-2020 GMT+8, 2026-1-3 10:11</div></body></html>""",
        "gbk",
    ),
    TrialPage(
        "odd1_gbk",
        "市委召开常委会部署农村税费改革",
        "2005-03-28",
        "3月26日，市委召开常委会议，",
        "会议还研究了其他事项。",
        ["设为首页", "友情链接", "点击数"],
        """
<html><head><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>::: 汝阳信息港 :::</TITLE></head><BODY bgColor=#ffffff topmargin=0>
<TABLE width=778 align=center><TR><TD><IMG src=banner.swf></TD></TR><TR><TD align=right><A href="#" onclick="this.style.behavior='url(#default#homepage)'">设为首页</A> | <A href="#">加入收藏</A></TD></TR></TABLE>
<TABLE width=778 align=center><TR><TD width=180 vAlign=top><TABLE width="100%"><TR><TD>栏目导航</TD></TR><TR><TD><A href="a.asp">时政要闻</A></TD></TR><TR><TD><A href="b.asp">招商引资</A></TD></TR><TR><TD>热门文章</TD></TR><TR><TD>·<A href="n.asp?id=3">我市粮食收购工作全面展开</A>(2005-6-3)</TD></TR></TABLE></TD>
<TD vAlign=top><TABLE width="100%"><TR><TD>您的位置：首页 → 时政要闻 → 浏览文章</TD></TR><TR><TD align=center><FONT size=4 color=#cc0000><B>市委召开常委会部署农村税费改革</B></FONT></TD></TR><TR><TD align=center>作者：佚名　来源：汝阳日报　点击数：<SCRIPT src=hits.asp></SCRIPT>　更新时间：2005-3-28</TD></TR><TR><TD><FONT style="FONT-SIZE:14px">　　3月26日，市委召开常委会议，传达学习省农村税费改革工作会议精神，研究部署我市贯彻意见。市委书记郑克成主持会议并讲话。<BR><BR>　　会议指出，从今年起全部免征农业税，是党中央作出的重大决策，各级要不折不扣抓好落实，绝不允许以任何名义向农民摊派。要算好三本账：农民得实惠的账，乡镇财政缺口的账，村级运转的账。<BR><BR>　　会议要求，加快乡镇机构改革，精简人员百分之二十以上，清理编外人员；规范“一事一议”筹资筹劳，控制村级招待费，实行村账乡管；积极化解乡村债务，做到锁定旧债、不添新债。<BR><BR>　　会议强调，要加强督查，设立举报电话，对顶风违纪的从严查处。会议还研究了其他事项。</FONT></TD></TR><TR><TD>【<A>发表评论</A>】【<A>打印此文</A>】【<A>关闭窗口</A>】</TD></TR><TR><TD>·上一篇文章：<A>全市植树造林二十万亩</A></TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=778 align=center><TR><TD>友情链接：<A>省政府网</A> <A>新华网</A></TD></TR><TR><TD align=center>汝阳信息港 版权所有 2001-2006 豫ICP备05001234</TD></TR></TABLE></BODY></html>""",
        "gbk",
    ),
    TrialPage(
        "odd2_saved",
        "晋中古城保护立法，破坏城墙最高罚五十万",
        "2019-07-11",
        "昨日，记者从市人大常委会获悉，",
        "条例将于九月一日起施行。",
        ["下载客户端", "热门评论", "跟踪报道"],
        """
<!DOCTYPE html>
<!-- saved from url=(0059)http://news.jinyang.example.cn/2019/0712/c12-1983321.html -->
<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>晋中古城保护立法，破坏城墙最高罚五十万--晋阳频道</title><link rel="stylesheet" href="./晋中古城保护立法_files/a.css"><script async="" src="./晋中古城保护立法_files/h.js.下载"></script></head><body youdao="bind"><div id="__shadow" style="display:none">2019-07-20 10:00:00</div>
<div class="w980 clearfix"><span id="rwb_navpath"><a>晋阳频道</a> &gt;&gt; <a>文物</a></span><a>下载客户端</a></div><div class="clearfix w1000_320 text_title"><h3 class="pre"></h3><h1>晋中古城保护立法，破坏城墙最高罚五十万</h1><h4 class="sub"></h4><p class="author">记者 侯建军</p><div class="box01"><div class="fl">2019年07月11日06:48&nbsp;&nbsp;来源：<a>晋阳晚报</a></div><div class="fr"><a>分享到：</a></div></div></div>
<div class="clearfix w1000_320 text_con"><div class="fl text_con_left"><div class="box_con" id="rwb_zw"><p>　　昨日，记者从市人大常委会获悉，《晋中古城保护条例》已获批准。条例共七章五十二条，对保护范围、管理职责、法律责任作了明确规定，是该市首部古城保护的地方性法规。</p><p>　　条例规定，在古城核心保护区内，不得新建、扩建与保护无关的建筑；修缮民居应当采用传统工艺和材料，经费困难的居民可申请不超过六成的补助。</p><p>　　对擅自拆除历史建筑、在城墙上刻划取土的，由文物部门责令恢复原状，造成严重后果的，处十万元以上五十万元以下罚款。</p><p>　　条例还设立古城保护专项资金，门票收入的三成用于修缮和环境整治；建立日常巡查制度，鼓励居民举报违法行为。条例将于九月一日起施行。</p></div><div class="edit clearfix">(责编：郝静、常凯)</div><div class="zdfy"><p>跟踪报道</p><p><a>古城居民谈新条例：修房子终于有章可循</a></p></div></div><div class="fr text_con_right"><h2>热门评论</h2><p>保护古城，人人有责</p></div></div><div id="copyright">晋阳频道版权所有 ©1997-2019</div><div id="immersive-translate-popup"></div></body></html>""",
    ),
    TrialPage(
        "odd3_print",
        "长风大桥今日合龙",
        "2020-11-03",
        "11月2日10时18分，随着最后一块钢箱梁平稳落位，",
        "全桥计划明年六月建成通车。",
        ["打印时间", "本页网址", "打印本页"],
        """
<html><head><meta charset="utf-8"><title>打印文章</title><style media="print">.noprint{display:none}</style></head><body onload="window.print()"><div class="noprint"><button onclick="window.print()">打印本页</button><button>关闭</button></div>
<div style="width:700px;margin:auto"><p align="center" style="font-size:22px;font-weight:bold">长风大桥今日合龙</p><p align="center" style="font-size:12px">东江新闻网　2020-11-03 07:30　东江日报</p><hr>
<p>　　11月2日10时18分，随着最后一块钢箱梁平稳落位，横跨东江的长风大桥顺利合龙，两岸车程将由四十分钟缩短到五分钟。</p><p>　　长风大桥全长三千六百二十米，主跨五百二十米，为双塔双索面斜拉桥，双向六车道，两侧设非机动车道和观景步道。工程于二〇一八年四月开工，先后克服深水基础、强台风等难题，建设者在江心平台上连续奋战九百余天。</p><p>　　项目总工程师秦立说，合龙时两侧高差控制在三毫米以内，靠的是全过程监测和夜间恒温作业。</p><p>　　大桥建成后，将打通东西两岸的快速通道，带动江东新城开发。附近居民反映的噪声问题，建设单位表示将加装声屏障。全桥计划明年六月建成通车。</p><hr><p style="font-size:12px">本页网址：http://www.dongjiang.example.cn/print.php?id=33121</p><p style="font-size:12px">打印时间：2021-01-15 09:10:22</p></div></body></html>""",
    ),
    TrialPage(
        "odd4_br",
        "清溪镇的三个变化",
        "2018-10-20",
        "去年冬天回清溪，镇上的路还坑坑洼洼；",
        "变化也许还小，但方向是对的。",
        ["版块索引", "站内搜索", "管理员登录"],
        """
<html><head><meta charset="utf-8"><title>清溪镇的三个变化 - 乡土中国文库</title></head><body><div>乡土中国文库 | <a href="/">首页</a> | <a href="/i">版块索引</a> | <a href="/s">站内搜索</a></div><div><br>清溪镇的三个变化<br><br>作者：沈默言　2018年10月20日<br><br>　　去年冬天回清溪，镇上的路还坑坑洼洼；今年秋天再去，已是一条沥青路通到山脚。我在镇上住了一星期，记下三个变化。<br><br>　　第一个变化是路。过去赶集要走两个钟头，现在公交车一小时一班，票价三元。卖菜的陈婶说，路好了，菜就不怕颠烂了，收入比往年多了三成。<br><br>　　第二个变化是水。镇上建了水厂，山泉经过沉淀消毒送进各家，再也不用半夜起来排队接水。河边的造纸作坊关停了，河里又有了鱼虾。<br><br>　　第三个变化是人。在外打工的小伙子回来了七八个，有的开民宿，有的做电商，镇上的小学多了两个班。老校长讲，最怕的不是穷，是没有孩子的读书声。<br><br>　　临走那天，我又去看了那条路，路边新栽的桂花正开着。变化也许还小，但方向是对的。<br></div><div><a href="/p">上一页</a> <a href="/n">下一页</a><br><a href="/admin">管理员登录</a><br>©2010-2024 乡土中国文库 赣ICP备13000123号</div></body></html>""",
    ),
]
