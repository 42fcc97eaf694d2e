"""Web pages of offices as analysts save them, written before a trial; the fifth set."""

from tests.corpus.reading.own_fifth import TrialPage

__all__ = ["GOVERNMENT_PAGES"]

GOVERNMENT_PAGES: list[TrialPage] = [
    TrialPage(
        "gov1_news",
        "清河市召开重点项目建设推进会 三季度开工项目四十六个",
        "2024-09-18",
        "9月17日，全市重点项目建设推进会在清河宾馆召开。",
        "会议以视频形式开到各县区，市直有关部门负责人参加。",
        ["市卫健局部署秋冬季传染病防控", "网站标识码", "责任编辑"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="清河市人民政府"><meta name="ColumnName" content="政务要闻"><title>清河市人民政府 政务要闻 清河市召开重点项目建设推进会 三季度开工项目四十六个</title>
<script>var _hmt = _hmt || [];</script></head><body>
<div class="top"><div class="w1200"><a href="/wza">无障碍</a> | <a href="/old">长者模式</a> | 今天是2024年10月9日 星期三 | <a href="/reg">登录</a></div></div>
<div class="menu"><ul><li><a href="/">首页</a></li><li><a href="/zwyw">政务要闻</a></li><li><a href="/xxgk">信息公开</a></li><li><a href="/bsfw">办事服务</a></li><li><a href="/hdjl">互动交流</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwyw">政务要闻</a> &gt; 正文</div>
<div class="main w1200"><div class="xl_tit"><div class="xl_tit1">清河市召开重点项目建设推进会 三季度开工项目四十六个</div>
<div class="xl_tit2"><span>发布日期：2024-09-18 08:42</span><span>信息来源：清河日报</span><span>浏览次数：<i id="hits">1367</i>次</span><span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span></div></div>
<div class="xl_con" id="zoom"><style>.TRS_PreAppend p{margin:0}</style><div class="view TRS_UEDITOR trs_paper_default">
<p style="text-indent:2em"><span>9月17日，全市重点项目建设推进会在清河宾馆召开。市委副书记、市长周明远出席会议并讲话。他强调，要把项目建设作为稳增长的头等大事，抓前期、抓开工、抓投产，一天也不耽误，一环也不放松。</span></p>
<p style="text-align:center"><img src="./W020240918.jpg" alt=""></p>
<p style="text-indent:2em"><span>会议通报，三季度全市开工项目四十六个，总投资二百一十三亿元，其中工业项目二十九个，占比超过六成。高新区电池材料基地、城东污水处理厂扩建等项目进度快于计划，但仍有十二个项目因用地指标、环评手续未落实而推迟。</span></p>
<p style="text-indent:2em"><span>周明远指出，各县区要实行领导包联，逐个项目列出问题清单，能在县里解决的不上交，需要市里协调的三天内答复。要优化审批流程，推行“拿地即开工”，让企业少跑路、快落地。</span></p>
<p style="text-indent:2em"><span>会议以视频形式开到各县区，市直有关部门负责人参加。</span></p></div></div>
<div class="xl_ewm">扫一扫在手机打开当前页</div>
<div class="xl_gn"><span>责任编辑：王芳</span><a href="javascript:print()">打印</a><a href="javascript:window.close()">关闭</a></div>
<div class="xl_xg"><h3>相关文章</h3><ul><li><a href="/a1">市卫健局部署秋冬季传染病防控</a><span>2024-10-08</span></li><li><a href="/a2">全市防汛工作会议召开</a><span>2024-07-02</span></li></ul></div></div>
<div class="foot"><p>主办：清河市人民政府办公室　承办：清河市大数据中心</p><p>网站标识码：3309000021　冀ICP备05002345号-1　冀公网安备13090202000123号</p><p>Copyright © 2019-2024 清河市人民政府 版权所有</p></div></body></html>""",
    ),
    TrialPage(
        "gov2_notice",
        "关于印发江宁县老旧小区改造实施方案（2023—2025年）的通知",
        "2023-05-12",
        "各乡镇人民政府，各街道办事处，县政府各部门：",
        "各单位工作进展情况每月二十五日前报县住房城乡建设局。",
        ["索 引 号", "分享到", "政府网站年度报表"],
        """
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>江宁县人民政府 县政府文件 关于印发江宁县老旧小区改造实施方案（2023—2025年）的通知</title></head><body>
<div class="header"><img src="/logo.png" alt="江宁县人民政府"/></div>
<div class="zfxxgk_nav"><dl><dt>政府信息公开</dt><dd><a href="1">政府信息公开指南</a></dd><dd><a href="2">政府信息公开制度</a></dd><dd><a href="3">法定主动公开内容</a></dd><dd><a href="4">政府网站年度报表</a></dd></dl></div>
<div class="zfxxgk_right"><div class="ls-table"><table class="xxgk_table" width="100%" border="0"><tbody>
<tr><td class="hd">索 引 号：</td><td>014520396/2023-00178</td><td class="hd">信息分类：</td><td>城乡建设、环境保护\\城乡建设（含住房）</td></tr>
<tr><td>发布机构：</td><td>江宁县人民政府办公室</td><td>成文日期：</td><td>2023年05月08日</td></tr>
<tr><td>发布日期：</td><td>2023-05-12</td><td>文　　号：</td><td>宁政办发〔2023〕17号</td></tr>
<tr><td>有 效 性：</td><td>有效</td><td>关 键 词：</td><td>老旧小区;改造;方案</td></tr></tbody></table></div>
<div class="article"><h2 class="tith2">关于印发江宁县老旧小区改造实施方案（2023—2025年）的通知</h2>
<div class="share">分享到：<a>微信</a><a>微博</a></div>
<div class="wznr"><p>各乡镇人民政府，各街道办事处，县政府各部门：</p><p>《江宁县老旧小区改造实施方案（2023—2025年）》已经县政府第二十一次常务会议研究同意，现印发给你们，请认真贯彻执行。</p><p style="text-align:right">江宁县人民政府办公室</p><p style="text-align:right">2023年5月8日</p>
<p style="text-align:center"><strong>江宁县老旧小区改造实施方案（2023—2025年）</strong></p><p><strong>一、工作目标</strong></p><p>用三年时间，对二〇〇〇年底以前建成的六十八个小区进行改造，惠及居民一万四千三百户，重点解决排水不畅、线缆杂乱、停车困难等问题。</p><p><strong>二、主要任务</strong></p><p>（一）完善基础设施。更换老化供水、供气、供热管线，实施雨污分流，规整空中线缆，配齐消防设施。</p><p>（二）改善居住环境。整修楼道和外墙，增加绿化和照明，有条件的加装电梯，配建充电桩和社区食堂。</p><p>（三）健全长效机制。改造与物业管理同步推进，成立业主委员会，费用由居民协商分担。</p><p><strong>三、保障措施</strong></p><p>成立县老旧小区改造工作专班，资金由上级补助、县级配套和社会资本共同筹集。各单位工作进展情况每月二十五日前报县住房城乡建设局。</p></div>
<div class="fj">扫一扫在手机打开当前页</div></div></div>
<div class="footer">主办单位：江宁县人民政府办公室 | 联系电话：025-87650000 | 苏ICP备06001234号 | ©2024 江宁县人民政府</div></body></html>""",
    ),
    TrialPage(
        "gov3_policy",
        "市人民政府关于促进民营经济高质量发展的若干意见",
        "2022-11-30",
        "为深入贯彻党中央、国务院关于促进民营经济发展的决策部署，",
        "本意见自印发之日起施行，有效期三年。",
        ["图解：一图读懂", "上一条", "鄂公网安备"],
        """
<!DOCTYPE html><html lang="zh"><head><meta charset="UTF-8"><meta name="ArticleTitle" content="市人民政府关于促进民营经济高质量发展的若干意见"><meta name="PubDate" content="2022-11-30 16:05"><meta name="ContentSource" content="云梦市人民政府办公室"><title>市人民政府关于促进民营经济高质量发展的若干意见-云梦市人民政府门户网站</title></head><body>
<div id="header"><form action="/s"><input type="text" placeholder="请输入关键字"><button>搜索</button></form></div>
<div class="BreadcrumbNav"><a>首页</a>&gt;<a>政务公开</a>&gt;<a>政策文件</a></div>
<div class="content"><div class="info"><ul><li>发文单位：云梦市人民政府</li><li>文号：云政规〔2022〕6号</li><li>发文日期：2022年11月25日</li><li>效力状态：有效</li></ul></div>
<h1 id="title">市人民政府关于促进民营经济高质量发展的若干意见</h1>
<div class="date"><span>2022-11-30 16:05</span><span>来源：云梦市人民政府办公室</span></div>
<div id="UCAP-CONTENT"><p>各县（市、区）人民政府，市政府各部门：</p><p>　　为深入贯彻党中央、国务院关于促进民营经济发展的决策部署，支持民营企业改革发展，结合本市实际，提出以下意见。</p><p>　　一、放宽市场准入。落实全国统一的负面清单，清单以外的行业、领域、业务，各类市场主体皆可依法平等进入。不得在招标投标中设置与业绩、注册地挂钩的门槛。</p><p>　　二、加大金融支持。设立五亿元的中小企业纾困基金，推广“银税互动”，小微企业信用贷款余额每年增长不低于百分之二十。</p><p>　　三、降低经营成本。对符合条件的工业企业按上年实际用电增量给予补贴，减半收取特种设备检验费。</p><p>　　四、优化政务服务。推行企业开办一日办结，建立涉企政策“免申即享”清单，设立企业家接待日。</p><p>　　五、强化组织实施。各地各部门要细化措施，定期评估，确保政策落地见效。</p><p>　　本意见自印发之日起施行，有效期三年。</p><p>　　附件：1.促进民营经济重点任务分工表.doc</p><p>　　　　　2.企业纾困基金管理办法.pdf</p></div>
<div class="attach"><strong>附件下载：</strong><ul><li><a href="1.doc">促进民营经济重点任务分工表.doc</a></li><li><a href="2.pdf">企业纾困基金管理办法.pdf</a></li></ul></div>
<div class="jd"><strong>政策解读</strong><ul><li><a href="j1">图解：一图读懂民营经济若干意见</a></li><li><a href="j2">《若干意见》新闻发布会实录</a> 2022-12-05</li></ul></div>
<div class="pn">上一条：<a href="p">市人民政府关于公布第三批历史建筑名录的通知</a><br>下一条：<a href="n">市人民政府关于废止部分规范性文件的决定</a></div></div>
<div class="bottom">版权所有：云梦市人民政府　鄂ICP备17011111号　鄂公网安备42092302000088号　建议使用1366×768分辨率</div></body></html>""",
    ),
    TrialPage(
        "gov4_leader",
        "刘建国到柳林区调研防汛备汛工作",
        "2021-06-22",
        "6月21日下午，市长刘建国到柳林区调研防汛备汛工作，",
        "副市长赵敏，市政府秘书长孙立，柳林区主要负责人参加调研。",
        ["领导分工", "个人简历", "政府邮箱"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"/><title>领导活动_海州市人民政府</title></head><body><div class="wrap">
<table class="hd"><tr><td><img src="logo.gif"></td></tr></table>
<div class="dqwz"><span>您现在的位置是：</span><a>首页</a> » <a>领导之窗</a> » <a>刘建国</a> » <a>领导活动</a></div>
<div class="left fl"><div class="ldzp"><img src="ljg.jpg"><p>刘建国</p><p>市委副书记、市长</p></div><ul><li><a>个人简历</a></li><li><a>领导分工</a></li><li><a>重要讲话</a></li><li><a>领导活动</a></li></ul></div>
<div class="right fr"><div class="bt">刘建国到柳林区调研防汛备汛工作</div>
<div class="ly">时间：2021-06-22　来源：市政府办公室　阅读：528　【字体：<a>大</a> <a>中</a> <a>小</a>】</div>
<div class="nr"><div>　　6月21日下午，市长刘建国到柳林区调研防汛备汛工作，检查水库除险加固和城市排涝设施。他强调，要坚持人民至上、生命至上，从最坏处着想，向最好处努力，确保安全度汛。</div><div>　　在石门水库，刘建国察看大坝护坡和溢洪道，听取水位监测和值班值守情况汇报。他要求，水库调度要服从统一指挥，汛期二十四小时有人盯守，险情早发现、早报告、早处置。</div><div>　　在城西排涝泵站，刘建国查看新安装的六台水泵运行情况，叮嘱工作人员备足柴油发电机组，防止停电停泵。他走进低洼小区，询问居民往年积水情况，要求街道提前清掏雨水井，备好沙袋和抽水设备。</div><div>　　刘建国强调，要加强气象、水文、应急部门会商，预警信息直达到户；要组织好抢险队伍和物资，开展实战演练，汛前补齐短板。</div><div>　　副市长赵敏，市政府秘书长孙立，柳林区主要负责人参加调研。</div></div>
<div class="dy"><a>【打印本页】</a><a>【关闭窗口】</a></div></div>
<div class="db"><a>网站地图</a>|<a>联系我们</a>|<a>政府邮箱</a><br>海州市人民政府主办 鲁ICP备09088888号 Copyright 2021 All Rights Reserved 更新日期 2021-08-03</div></div></body></html>""",
    ),
    TrialPage(
        "gov5_letter",
        "关于解决东湖路夜间施工噪声扰民的问题",
        "2023-07-28",
        "您好！您反映的东湖路夜间施工噪声扰民问题收悉。",
        "感谢您对城市管理工作的关心和支持！",
        ["满意度评价", "信件编号", "我要写信"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><title>信件详情 - 市长信箱 - 南屏市人民政府</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/xj">市长信箱</a><a href="/dc">民意征集</a><a href="/ft">在线访谈</a></div>
<div class="letter"><h3 class="tit">市长信箱</h3><a class="btn" href="/write">我要写信</a><a class="btn" href="/q">信件查询</a>
<table class="xj"><tr><th>信件标题</th><td colspan="3">关于解决东湖路夜间施工噪声扰民的问题</td></tr>
<tr><th>信件编号</th><td>SZXX20230728015</td><th>信件类别</th><td>投诉</td></tr>
<tr><th>来信时间</th><td>2023-07-28 22:51</td><th>办理状态</th><td>已办结</td></tr>
<tr><th>来信内容</th><td colspan="3">市长您好，我是东湖路二十六号院的居民。自七月中旬以来，小区北侧工地每天夜里十一点以后仍在浇筑混凝土，机器轰鸣到凌晨三四点，老人孩子睡不好觉。我们多次拨打热线，工地停一两天又继续施工。请政府派人查一查，还居民一个安静的夜晚。</td></tr>
<tr><th>答复单位</th><td>市城市管理局</td><th>答复时间</th><td>2023-08-03 10:20</td></tr>
<tr><th>答复内容</th><td colspan="3"><p>您好！您反映的东湖路夜间施工噪声扰民问题收悉。接到来信后，市城市管理局会同市生态环境局、东湖街道于七月三十一日夜间进行了现场检查。</p><p>经查，该工地为地铁三号线东湖站附属工程，施工单位办理的夜间施工许可截至七月二十五日，之后仍有超时作业。执法人员当场责令停工，并依法立案处罚三万元。</p><p>下一步，我们将安排专人每晚巡查，要求施工单位把混凝土浇筑安排在二十二时前，设置隔音围挡，并在小区门口公示投诉电话。如仍有问题，请拨打12345反映。感谢您对城市管理工作的关心和支持！</p></td></tr></table>
<div class="pj">满意度评价：<label><input type="radio">满意</label><label><input type="radio">基本满意</label><label><input type="radio">不满意</label></div></div>
<div class="ft">主办：南屏市人民政府 粤ICP备12345678号 ©2023</div></body></html>""",
    ),
    TrialPage(
        "gov6_bulletin",
        "2023年阜宁市国民经济和社会发展统计公报",
        "2024-03-15",
        "2023年，面对复杂严峻的外部环境，全市上下坚持稳中求进工作总基调，",
        "部分数据因四舍五入，存在总计与分项合计不等的情况。",
        ["统计服务", "数据查询", "站点地图"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><title>阜宁市统计局 统计公报 2023年阜宁市国民经济和社会发展统计公报</title></head><body>
<header><a href="/">阜宁市统计局</a><nav><a>机构概况</a><a>统计数据</a><a>数据查询</a><a>统计服务</a></nav></header>
<section class="path">首页 / 统计数据 / 统计公报</section>
<section class="detail"><p class="detail-title">2023年阜宁市国民经济和社会发展统计公报</p><p class="detail-sub">阜宁市统计局　国家统计局阜宁调查队</p><p class="detail-info"><em>发布时间：2024/03/15 09:30</em><em>来源：综合科</em><em>访问量：3021</em></p>
<div class="detail-con"><p>2023年，面对复杂严峻的外部环境，全市上下坚持稳中求进工作总基调，经济运行持续回升向好，高质量发展取得新成效。</p><p><b>一、综合</b></p><p>初步核算，全年地区生产总值1286.4亿元，按不变价格计算，比上年增长5.8%。其中，第一产业增加值142.3亿元，增长4.1%；第二产业增加值511.7亿元，增长6.4%；第三产业增加值632.4亿元，增长5.7%。</p><p align="center">表1　2023年规模以上工业主要产品产量</p>
<table border="1"><tr><td>产品名称</td><td>单位</td><td>产量</td><td>比上年增长（%）</td></tr><tr><td>水泥</td><td>万吨</td><td>318.5</td><td>-2.7</td></tr><tr><td>汽车</td><td>万辆</td><td>6.4</td><td>12.9</td></tr><tr><td>锂电池</td><td>万只</td><td>9820</td><td>31.5</td></tr></table>
<p><b>二、居民收入</b></p><p>全年全市居民人均可支配收入38612元，比上年增长6.0%。城镇居民人均可支配收入46230元，增长5.2%；农村居民人均可支配收入25814元，增长7.3%。城乡收入比缩小到1.79。</p><p>注：本公报数据为初步统计数。部分数据因四舍五入，存在总计与分项合计不等的情况。</p></div>
<div class="tools"><a>打印</a><a>收藏</a><a>关闭</a></div></section>
<footer><a>站点地图</a><a>联系我们</a><p>备案号：苏ICP备2021000001号-2 Copyright©2010-2024</p></footer></body></html>""",
    ),
    TrialPage(
        "gov7_wxsync",
        "下周起，这几条公交线路有调整！",
        "2024-04-19",
        "为方便市民出行，经市交通运输局批准，",
        "具体走向以站牌公示为准，市民可拨打服务热线96196咨询。",
        ["点击蓝字关注我们", "点亮“在看”", "监督一下"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><title>下周起，这几条公交线路有调整！ - 松原市交通运输局</title></head><body>
<div class="crumbs">首页 > 便民资讯</div>
<div class="art"><h1>下周起，这几条公交线路有调整！</h1><div class="meta"><span>日期：2024-04-19</span><span>来源：“松原交通”微信公众号</span></div>
<div class="text"><section style="box-sizing:border-box"><section style="text-align:center"><p><span style="font-size:14px;color:#888">点击蓝字关注我们</span></p></section><section><section style="display:inline-block"><p><img data-src="https://mmbiz.qpic.cn/1.gif"/></p></section></section>
<section style="padding:0 10px"><p><span>为方便市民出行，经市交通运输局批准，自4月22日起，对3路、17路、K208路等六条线路进行优化调整，重点加密早晚高峰班次，衔接新开通的轻轨站点。</span></p><p><br/></p><section><p style="text-align:center"><strong>01</strong></p><p style="text-align:center"><strong>调整线路</strong></p></section><p><span>3路由火车站延伸至大学城，新增文汇路、创新大厦两站，首末班车时间为6:00至21:30。17路取消绕行老城街，改走滨江大道，全程缩短二十分钟。K208路由单循环改为双向运行，发车间隔缩短为十二分钟。</span></p><section><p style="text-align:center"><strong>02</strong></p><p style="text-align:center"><strong>新增线路</strong></p></section><p><span>开通社区微循环线路W12路，串联翠湖花园、第三中学和市中医院，票价一元，老年卡免费。同步投放新能源小巴十辆，车身低入口，方便老人和婴儿车上下。</span></p><p><span>具体走向以站牌公示为准，市民可拨打服务热线96196咨询。</span></p></section>
<section style="text-align:center"><p><span>- END -</span></p><p><span>编辑：小松　审核：老原</span></p><p><span>觉得有用，点亮“在看”</span></p></section></section></div>
<div class="share2"><p>我要纠错</p><p>监督一下</p></div></div><div class="footer"><p>松原市交通运输局主办 吉ICP备05001111号 2020-2025</p></div></body></html>""",
    ),
    TrialPage(
        "gov8_mobile",
        "我市首家社区共享厨房投入使用",
        "2025-01-08",
        "1月7日上午，位于桂花街道的“邻里共享厨房”正式开火，",
        "今年全市还将建设共享厨房二十处，并配套晾晒、缝补等便民服务。",
        ["打开APP查看全文", "猜你喜欢", "全市取暖季安全检查启动"],
        """
<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta property="og:title" content="我市首家社区共享厨房投入使用"><title>桂阳发布</title></head><body class="m">
<div class="m-top"><a class="back" href="javascript:history.back()">返回</a><span>桂阳发布</span><a class="menu">☰</a></div>
<div class="m-article"><div class="m-title">我市首家社区共享厨房投入使用</div><div class="m-info"><span>桂阳发布</span><span>01-08 17:26</span><span>2.3万阅读</span></div><div class="m-date" style="display:none">2025-01-08 17:26:11</div>
<div class="m-body"><p>1月7日上午，位于桂花街道的“邻里共享厨房”正式开火，二十多位独居老人和外来务工者在这里炒菜煲汤，成为第一批“掌勺人”。</p><p>共享厨房由闲置的社区仓库改造而成，面积一百六十平方米，设灶台八个、冷藏柜四组，油盐酱醋由社区提供，每次只收两元燃气费。社区书记何秀兰介绍，改造前走访了三百多户，发现不少老旧楼里一层楼共用一个灶台，做饭排队，油烟也大。</p><p>“以前在走廊里炒菜，总怕影响邻居，现在地方宽敞，还能跟大伙说说话。”七十三岁的居民谭桂香说。</p><p>今年全市还将建设共享厨房二十处，并配套晾晒、缝补等便民服务。</p></div><div class="m-more">打开APP查看全文</div></div>
<div class="m-rec"><div class="m-rec-t">猜你喜欢</div><div class="item"><div class="t">全市取暖季安全检查启动</div><div class="d">01-06</div></div><div class="item"><div class="t">春运火车票明起开售，这些热门方向加开列车</div><div class="d">01-05</div></div></div>
<div class="m-foot">©2025 桂阳市融媒体中心 湘ICP备2020011111号</div></body></html>""",
    ),
]
