"""Web pages of papers as analysts save them, written before a trial; the fifth set."""

from tests.corpus.reading.own_fifth import TrialPage

__all__ = ["PAPER_PAGES"]

PAPER_PAGES: list[TrialPage] = [
    TrialPage(
        "paper1_founder",
        "老码头变身文创街区",
        "2023-04-26",
        "本报讯（记者 陈晓雯）走进改造后的四号码头，红砖仓库里飘出咖啡香，",
        "区文旅局表示，二期工程将于年底开工，重点修复三座旧粮仓。",
        ["第05版：城事", "上一篇", "放大"],
        """
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>浔江晚报数字报-老码头变身文创街区</title></head><body>
<table width="1000" align="center"><tr><td width="380" valign="top"><table><tr><td><strong>第05版：城事</strong></td><td><a class="preart" href="node_4.htm">上一版</a><a href="node_6.htm">下一版</a></td></tr><tr><td><img src="../../res/1/2023-04/26/05/page.jpg" usemap="#PagePicMap"></td></tr></table>
<div id="btdh"><table><tr><td><a href="content_1.htm">老码头变身文创街区</a></td></tr><tr><td><a href="content_2.htm">地铁五号线今起试运行</a></td></tr><tr><td><a href="content_3.htm">图片新闻</a></td></tr></table></div></td>
<td width="600" valign="top"><table width="100%"><tr><td>浔江晚报 2023年04月26日 星期三</td><td align="right"><a href="content_0.htm">上一篇</a> <a href="content_2.htm">下一篇</a></td></tr><tr><td colspan="2"><a href="#">放大<sup>+</sup></a> <a href="#">缩小<sup>-</sup></a> <a href="#">默认<sup>○</sup></a></td></tr></table>
<table><tr><td class="font02" align="center">年客流突破百万</td></tr><tr><td class="font01" align="center">老码头变身文创街区</td></tr><tr><td class="font02" align="center">——来自四号码头的更新样本</td></tr></table>
<div id="ozoom"><table><tr><td><img src="../../res/1.jpg"></td></tr><tr><td>四号码头夜景。 本报记者 林涛 摄</td></tr></table><!--enpcontent--><founder-content><p>　　本报讯（记者 陈晓雯）走进改造后的四号码头，红砖仓库里飘出咖啡香，铁轨旁的旧吊机成了打卡点。开放一年来，这里累计接待游客一百零六万人次，带动周边就业八百余人。</p><p>　　四号码头始建于上世纪三十年代，曾是全市最大的粮食中转码头。随着航运东移，仓库闲置近二十年，墙皮剥落、杂草丛生。二〇二一年，区政府引入专业团队，提出“修旧如旧、留住记忆”的思路，保留原有屋架和门窗，只在内部加装设备。</p><p>　　“我父亲在这儿扛了一辈子麻袋，现在我在这儿卖手作。”摊主何先生说，节假日一天能卖两千多元。</p><p>　　区文旅局表示，二期工程将于年底开工，重点修复三座旧粮仓。</p></founder-content><!--/enpcontent--></div></td></tr></table>
<div align="center">浔江报业传媒集团 版权所有 未经授权不得转载 桂ICP备05001234号</div></body></html>""",
    ),
    TrialPage(
        "paper2_imgtitle",
        "三千亩盐碱地种出海水稻",
        "2022-10-18",
        "金秋十月，潮河入海口的盐碱滩上，稻浪翻滚。",
        "下一步，县里将把海水稻面积扩大到一万亩，打造盐碱地特色农业品牌。",
        ["往期回顾", "版面导航", "广告热线"],
        """
<html><head><meta charset="utf-8"><title>潮河日报</title></head><body>
<div id="top"><img src="images/logo.jpg" alt="潮河日报"><span id="rq">2022年10月18日 星期二</span><a href="#">往期回顾</a></div>
<div id="l"><div class="bmdh"><b>版面导航</b><ul><li><a href="n1">第A01版：要闻</a></li><li><a href="n2">第A02版：综合</a></li><li><a href="n3">第A03版：乡村</a></li><li><a href="n4">第A04版：广告</a></li></ul></div><div class="btdh"><b>标题导航</b><ul><li><a href="c1"><img src="t1.gif" alt="三千亩盐碱地种出海水稻"></a></li><li><a href="c2">合作社分红 村民笑开颜</a></li><li><a href="c3">“小田变大田”释放新活力</a></li></ul></div></div>
<div id="r"><div class="nav2">第A03版：乡村 <a>上一版</a> <a>下一版</a></div><div class="wz"><div class="ttl"><img src="tt/20221018a03.gif" alt="三千亩盐碱地种出海水稻"></div><div class="zz">本报记者 郭志强 通讯员 孟庆</div>
<div class="nr"><p>金秋十月，潮河入海口的盐碱滩上，稻浪翻滚。测产专家组现场宣布：海水稻平均亩产五百一十二公斤，创下当地新高。</p><p>这片滩涂含盐量千分之六，过去只长碱蓬和芦苇。五年前，县农科所与省农科院合作，引进耐盐品种，采用“以渔改碱、以稻养地”的办法，先养两年虾，再种水稻。</p><p><b>良种良法</b></p><p>“关键是洗盐和选种。”农科所所长丁海波介绍，他们修建了暗管排盐系统，把地下咸水抽走，再用河水灌溉，三年把含盐量降到千分之三以下。</p><p><b>效益看得见</b></p><p>种粮大户邢长河承包了八百亩，除去成本，每亩净赚六百多元。村里还成立合作社，统一加工销售，大米卖到每斤十二元。</p><p>下一步，县里将把海水稻面积扩大到一万亩，打造盐碱地特色农业品牌。</p></div></div></div>
<div id="b">潮河日报社主办 地址：潮河县人民路88号 广告热线：0317-5551234 冀ICP备10020345号</div></body></html>""",
    ),
    TrialPage(
        "paper3_div",
        "夜校课堂点亮年轻人的夜生活",
        "2024-06-05",
        "傍晚六点半，文化馆二楼灯火通明。",
        "业内人士认为，夜校走红折射出年轻人对精神生活的新期待，供给还要跟得上。",
        ["新闻排行", "滨海新区出台租房新政", "举报电话"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><title>夜校课堂点亮年轻人的夜生活_滨海网</title><meta name="description" content="夜校课堂点亮年轻人的夜生活"></head><body>
<div class="hd"><div class="logo">滨海网</div><div class="date">2024年6月12日</div></div>
<div class="cms-left"><div class="cms-news-article-title"><span>夜校课堂点亮年轻人的夜生活</span></div><div class="cms-news-article-title-source">来源：滨海日报 作者：李想 编辑：宋佳 2024-06-05 07:12:00</div>
<div class="cms-news-article-content-block"><div>　　傍晚六点半，文化馆二楼灯火通明。非遗剪纸、古法香囊、八段锦，三间教室坐得满满当当，学员大多是刚下班的“九〇后”。</div><div>　　<strong>一课难求</strong></div><div>　　“五百元上十二节课，比一顿聚餐还便宜。”在软件园上班的小魏说，为了抢到声乐班的名额，她和同事定了三个闹钟。据统计，今年春季班开设课程七十六门，报名人数却超过四万，平均十三个人抢一个名额。</div><div style="text-align:center"><img src="p.jpg"></div><div style="text-align:center">学员在夜校学习书法。记者 田野 摄</div><div>　　<strong>办学延伸到商圈</strong></div><div>　　为缓解供需矛盾，区文旅局把课堂搬进商场、书店和写字楼，新增教学点十四个，邀请高校教师和民间手艺人授课，实行“周五选课、周一开班”。</div><div>　　业内人士认为，夜校走红折射出年轻人对精神生活的新期待，供给还要跟得上。</div></div>
<div class="cms-news-keys">关键词：<a>夜校</a><a>青年</a></div></div>
<div class="cms-right"><div class="rk">新闻排行</div><div class="rk-i"><em>1</em><a>滨海新区出台租房新政</a></div><div class="rk-i"><em>2</em><a>高考今日开考，天气总体凉爽</a></div><div class="rk-i"><em>3</em><a>早高峰一辆公交车自燃无人受伤</a></div></div>
<div class="foot">违法和不良信息举报电话：022-88889999 津ICP备2000001号 Copyright (C) 2000-2024</div></body></html>""",
    ),
    TrialPage(
        "paper4_rmrb",
        "把群众的小事当成大事办（现场评论）",
        "2021-12-09",
        "一盏路灯，照出干部作风。",
        "办好一件件小事，才能赢得民心这个最大的政治。",
        ["版权声明", "字体", "第 19 版"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><title>把群众的小事当成大事办（现场评论）-东部日报-人民数据</title></head><body>
<div class="header"><div class="date-box"><p>2021年12月</p><p class="date left">09</p><p>星期四</p></div></div>
<div class="main w1000"><div class="right right-main"><div class="article-box"><div class="lai">东部日报 2021年12月09日 星期四　第 19 版 <a href="#">返回目录</a> <a href="#">上一篇</a></div>
<div class="article"><h3></h3><h1>把群众的小事当成大事办（现场评论）</h1><h2></h2><h4>蒋文清</h4><p class="sec">蒋文清<span class="date">《东部日报》（2021年12月09日 第 19 版）</span></p>
<div id="articleContent"><!--enpproperty <articleid>77</articleid><date>2021-12-09 06:00:00:0</date><author>蒋文清</author><title>把群众的小事当成大事办</title> /enpproperty--><!--enpcontent--><p>　　一盏路灯，照出干部作风。在浦口镇采访，听村民讲起一件事：村口的路灯坏了，报修电话打过去，第二天就修好了，镇干部还专门回访，问亮不亮、够不够。</p><p>　　群众的事，看起来都是小事。路灯亮不亮、水管漏不漏、公交车准不准点，装不进大报告，却实实在在关系到每天的日子。有的干部热衷于抓“大项目”，对这些琐碎之事不上心，久而久之，干群之间就隔了一层。</p><p>　　把小事当成大事办，贵在有机制。浦口镇的办法是“一单三问”，接单问清、办结问效、月底问全，凡是群众不满意的，一律重新办理。一年下来，办结事项两千三百余件，满意率达到百分之九十八。</p><p>　　办好一件件小事，才能赢得民心这个最大的政治。</p><!--/enpcontent--></div></div></div></div></div>
<div class="footer">版权声明：本网所有内容未经书面授权禁止使用 Copyright © 1997-2021 by www.example.cn</div></body></html>""",
    ),
    TrialPage(
        "paper5_online",
        "高铁通了，山里的菌子卖到了沿海",
        "2023-02-14",
        "凌晨四点，苗岭县冷链分拣中心已是一片忙碌。",
        "“路通到哪里，产业就跟到哪里。”县长吴世恩说。",
        ["延伸阅读", "更多精彩请关注", "采编热线"],
        """
<!DOCTYPE html><html><head><meta charset="UTF-8"><title>高铁通了，山里的菌子卖到了沿海 | 黔山新闻</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"WebPage","name":"黔山新闻","dateModified":"2023-03-01T00:00:00+08:00"}</script></head><body>
<div class="channel"><a>黔山新闻</a> / <a>经济</a></div>
<article class="post"><header><h1>高铁通了，山里的菌子卖到了沿海</h1><p class="byline"><span>黔山日报记者 龙小燕 杨勇</span><time datetime="2023-02-14T08:10:00+08:00">2月14日 08:10</time></p></header>
<figure><img src="a.jpg"><figcaption>工人在分拣菌菇。龙小燕 摄</figcaption></figure>
<p>凌晨四点，苗岭县冷链分拣中心已是一片忙碌。刚采下的羊肚菌、竹荪经过分级包装，赶上六点十分的首班高铁，当天下午就能摆上沿海城市的货架。</p><h2>从“烂在地里”到“供不应求”</h2><p>苗岭山高林密，盛产野生菌。过去到省城要走七个小时盘山路，菌子运到半路就变了色。去年底贵苗高铁开通，到沿海缩短为五个半小时，铁路部门推出“高铁急送”，县里投资建起冷库三千吨。</p><h2>标准化带来好价钱</h2><p>有了销路，还要有标准。县里与农科院合作，推广菌棒栽培，统一品牌和检测，合格产品赋码上市。一季度，全县食用菌销售额一亿七千万元，同比翻了一番。</p><p>“路通到哪里，产业就跟到哪里。”县长吴世恩说。</p>
<div class="ext"><p><b>延伸阅读</b></p><p><a href="1">贵苗高铁开通首月发送旅客四十万人次</a></p><p><a href="2">苗岭县食用菌产业发展规划发布</a></p></div><p class="gz">更多精彩请关注“黔山新闻”客户端</p></article>
<aside><h3>专题</h3><ul><li><a>乡村振兴在行动</a></li></ul></aside><footer>采编热线：0851-88887777 黔ICP备12000000号 2012—2023</footer></body></html>""",
    ),
    TrialPage(
        "paper6_epaperlist",
        "机器人走进养老院",
        "2024-11-21",
        "“张奶奶，该吃药啦。”清晨七点，",
        "专家提醒，机器人可以分担护理，但不能代替子女的陪伴。",
        ["本版其他文章", "菜市场里的“共享冰箱”", "数字报检索"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><title>齐鲁商报电子版</title></head><body>
<div class="epaper-head"><span>齐鲁商报</span><span class="epaper-date">2024-11-21 星期四</span><input placeholder="数字报检索"></div>
<div class="epaper-wrap"><div class="pages"><a>01版</a><a>02版</a><a>03版</a><a>04版</a></div>
<div class="epaper-article"><p class="introtitle">科技让晚年更有温度</p><p class="title">机器人走进养老院</p><p class="subtitle"></p><p class="author">齐鲁商报记者 曲静</p>
<div class="content"><p>“张奶奶，该吃药啦。”清晨七点，银龄养老院里，一台半人高的机器人推着药车停在门口，屏幕上跳出老人的名字和服药记录。</p><p>这家养老院今年引进了十二台服务机器人，分别承担送药、陪聊、夜间巡视等工作。院长孔令梅算了一笔账：过去一个护理员夜里要巡查三十多个房间，现在机器人每两小时巡一次，发现老人跌倒会立即报警，护理员能腾出更多时间照顾失能老人。</p><p>起初，不少老人觉得“怪怪的”。工程师就把机器人的声音换成方言，又教它唱吕剧，渐渐地，活动室里多了笑声。“它记性比我好，我孙子小名它都知道。”八十一岁的高大爷说。</p><p>目前，全市已有二十六家养老机构试用智能设备，民政部门按投入额的三成给予补助。专家提醒，机器人可以分担护理，但不能代替子女的陪伴。</p></div></div>
<div class="others"><p>本版其他文章</p><p>菜市场里的“共享冰箱”</p><p>冬日泉城再现云雾润蒸</p><p>首届社区运动会周末开赛</p></div></div>
<div class="cp">齐鲁商报社 鲁ICP备20240001号 投稿邮箱qlsb@example.com</div></body></html>""",
    ),
]
