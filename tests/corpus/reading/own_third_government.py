"""Web pages of authorities, as their publishing systems make them; the third set."""

from tests.corpus.reading.own_third_articles import ICP, NAV, SIDE, Held, T, held, ps, want

__all__ = ["GOVERNMENT"]

GOVERNMENT: list[Held] = []

# --- government
GOVERNMENT.append(
    held(
        "jcms_art.html",
        f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><script language="javascript" src="/module/jslib/jquery/jquery.js"></script>
<title>某某市人民政府 部门动态 {T["tea"]}</title><meta name='Maketime' content='2021-04-22 12:28:37'><meta name="SiteName" content="某某市人民政府"><meta name="ColumnName" content="部门动态"><meta name="ArticleTitle" content="{T["tea"]}"><meta name="PubDate" content="2021-03-28 09:53"><meta name="contentSource" content="农业农村局"></head>
<body><div class="header"><div class="w1200"><span id="dateTime">今天是：<script>document.write(new Date())</script></span><a>设为首页</a> <a>加入收藏</a> <a>无障碍浏览</a></div>{NAV}</div>
<table width="100%" border="0"><tr><td class="bt_position"><a>首页</a> &gt; <a>新闻中心</a> &gt; <a>部门动态</a></td></tr></table>
<table id="c" width="940" align="center"><tr><td align="center" class="title"><!--<$[标题名称(html)]>begin-->{T["tea"]}<!--<$[标题名称(html)]>end--></td></tr>
<tr><td><table width="100%"><tr><td align="center">发布日期：2021-03-28 09:53</td><td>来源：<!--<$[信息来源]>begin-->农业农村局<!--<$[信息来源]>end--></td><td>浏览次数：<script language='javascript' src="/module/visitcount/articlehits.jsp?colid=1&artid=2"></script></td><td>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</td></tr></table></td></tr>
<tr><td class="bt_content"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">{ps("tea")}<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></td></tr>
<tr><td align="right">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table>
<div class="ewm">扫一扫在手机打开当前页</div><div class="xgxx"><h3>相关信息</h3>{SIDE}</div><div class="foot">{ICP}<br>主办：某某市人民政府办公室　承办：市大数据局　联系电话：0916-0000000</div></body></html>""",
        want("tea", "2021-03-28", ["扫一扫", "浏览次数", "常务会议研究"]),
    )
)

GOVERNMENT.append(
    held(
        "xxgk_info.html",
        f"""<html><head><meta charset="utf-8"><title>某某市人民政府办公室 政策文件 关于加快老旧小区改造工作的实施意见</title></head><body><div class="top">{NAV}</div>
<div class="zfxxgk"><div class="zfxxgk_left"><ul><li>政府信息公开指南</li><li>政府信息公开制度</li><li>法定主动公开内容<ul><li>机构职能</li><li>政策文件</li><li>规划计划</li><li>行政许可</li></ul></li><li>政府信息公开年报</li><li>依申请公开</li></ul></div>
<div class="zfxxgk_right"><table class="xxgk_top" width="100%" border="1"><tbody><tr><td class="l">索 引 号：</td><td>002482349/2022-00317</td><td class="l">组配分类：</td><td>行政规范性文件</td></tr>
<tr><td>发布机构：</td><td>市政府办公室</td><td>生成日期：</td><td>2022-05-10</td></tr><tr><td>发文字号：</td><td>绵府办发〔2022〕17号</td><td>公开日期：</td><td>2022-05-16</td></tr><tr><td>有效性：</td><td>有效</td><td>统一编号：</td><td>ZZSD00-2022-0003</td></tr></tbody></table>
<div class="xxgk_bt">绵阳市人民政府办公室关于加快老旧小区改造工作的实施意见</div><div class="xxgk_zw">
<p>各县（市、区）人民政府，园区管委会，市级各部门：</p><p>为进一步改善居民居住条件，推进城市更新，经市政府同意，现就加快老旧小区改造工作提出如下意见。</p><p>一、总体要求</p><p>坚持居民自愿、政府引导、市场参与，重点改造二〇〇〇年底前建成的小区，同步完善养老、托育、停车等设施。</p><p>二、重点任务</p><p>到2025年底前完成改造六百个，加装电梯一千部，建立物业管理长效机制，小区综合满意率不低于九成。</p><p style="text-align:right">绵阳市人民政府办公室</p><p style="text-align:right">2022年5月10日</p></div>
<div class="xxgk_fj">附件：<a>重点任务分工表.docx</a></div><div class="fx">分享到：<a>微信</a><a>微博</a></div></div></div><div class="footer">{ICP}</div></body></html>""",
        {
            "n": 1,
            "titles": ["绵阳市人民政府办公室关于加快老旧小区改造工作的实施意见"],
            "dates": ["2022-05-16"],
            "text_has": ["重点改造二〇〇〇年底前建成", "综合满意率不低于九成"],
            "text_lacks": ["ICP备", "政府信息公开指南", "依申请公开", "分享到"],
        },
    )
)

GOVERNMENT.append(
    held(
        "trs_news.html",
        f"""<html><head><meta charset="utf-8"><title>{T["river"]} - 某某市人民政府门户网站 </title><meta name="description" content="某某市人民政府网是本市各部门在互联网上发布政府信息和提供在线服务的综合平台。"><meta name="ColumnName" content="要闻"><meta name="ArticleTitle" content="{T["river"]}"><meta name="PubDate" content="2022-04-18 06:23"><meta name="ContentSource" content="烟台日报"><meta name="Url" content="./t20220418_693227.shtml"></head><body>
<div class="topbar"><a>中国政府网</a><a>省人大</a><a>省政协</a></div><div class="logo left"><h1><a href="/"><span class="hide">某某市人民政府网站</span></a></h1></div><p class="search-hotwd">热门搜索： <a>转型</a> <a>招商引资</a></p>{NAV}
<ul class="breadcrumb"><li>首页</li><li> &gt; 要闻 </li><li>&gt; 本市要闻</li></ul>
<div class="detail-article-title"><h3></h3><h2>{T["river"]}</h2><h3>沿线一百多个排污口全部封堵</h3></div>
<ul class="detail-article-infos"><li class="article-infos-source left"><span alt="时间：2017-11-08 20:26"><i>时间：</i>2022-04-18 06:23</span><span alt="来源：省政府办公厅"><i>来源：</i>
    烟台日报
</span></li><li class="right"><span>打印</span><span> <i>字体：</i><a>放大</a><a>正常</a><a>缩小</a></span><span>分享</span></li></ul>
<div class="article-body"><div class="TRS_Editor"><div style="text-align: center;"><img src="W1.jpg"></div><div style="text-align: center;"><b><font color="#0000ff">图为治理后的白洋河。（刘某摄）</font></b></div>{ps("river", "div")}</div></div>
<p class="page-hide"><script>function createPageHTML(_nPageCount,_nCurrIndex,_sPageName,_sPageExt){{document.write("<a href=\\"t20220418_693227.shtml\\">首页</a>")}}createPageHTML(1,0,"t20220418_693227","shtml");</script></p>
<dl><dt>扫一扫在手机打开当前页面</dt></dl><div class="relate"><h2>相关链接</h2>{SIDE}</div><div class="footer"><p>主办单位：某某市人民政府办公室</p><p>{ICP}</p><p>建议使用1366*768分辨率</p></div></body></html>""",
        want("river", "2022-04-18", ["扫一扫", "热门搜索", "常务会议研究"]),
    )
)

GOVERNMENT.append(
    held(
        "policy_gov.html",
        f"""<html><head><meta charset="utf-8"><title>国务院办公厅关于促进内外贸一体化发展的意见（样本）_部门政策文件_政府信息公开专栏</title></head><body>{NAV}<div class="wrap">
<table class="bd1" width="100%"><tbody><tr><td width="12%"><b>标　　题：</b></td><td colspan="3">北海市人民政府关于促进内外贸一体化发展的意见</td></tr><tr><td><b>发文机关：</b></td><td>市人民政府</td><td><b>发文字号：</b></td><td>北政发〔2021〕59号</td></tr><tr><td><b>来　　源：</b></td><td>市政府网站</td><td><b>主题分类：</b></td><td>商贸、海关、旅游\\对外经贸合作</td></tr><tr><td><b>公文种类：</b></td><td>意见</td><td><b>成文日期：</b></td><td>2021年12月30日</td></tr></tbody></table>
<div class="pages_content" id="UCAP-CONTENT"><p align="center"><strong>北海市人民政府关于</strong><br><strong>促进内外贸一体化发展的意见</strong></p><p align="center">北政发〔2021〕59号</p><p>各县、区人民政府，市政府各部门、各直属机构：</p><p>为统筹用好国内国际两个市场两种资源，经市政府常务会议研究同意，现提出以下意见。</p><p><strong>一、完善体制机制</strong></p><p>健全内外贸法律法规衔接制度，清理阻碍要素流动的各类规定，形成统一的市场准入标准。</p><p><strong>二、增强港口能力</strong></p><p>支持铁山港扩建泊位，开行冷链专列，培育三十家以上内外贸并重的领军企业。</p><p align="right">北海市人民政府</p><p align="right">2021年12月30日</p><p>（此件公开发布）</p></div>
<div class="share">分享到：</div><div class="related"><h4>相关稿件</h4>{SIDE}</div></div><div id="footer">{ICP}</div></body></html>""",
        {
            "n": 1,
            "titles": ["北海市人民政府关于促进内外贸一体化发展的意见"],
            "dates": ["2021-12-30"],
            "text_has": ["清理阻碍要素流动的各类规定", "三十家以上内外贸并重的领军企业"],
            "text_lacks": ["ICP备", "常务会议研究安全生产"],
        },
    )
)

GOVERNMENT.append(
    held(
        "vsb_boda.htm",
        f"""<HTML><HEAD><TITLE>{T["library"]}-某某市文化和旅游局</TITLE><META Name="keywords" Content="某某市文化和旅游局,书房" /><META content="text/html; charset=UTF-8" http-equiv="Content-Type"><!--Announced by Visual SiteBuilder 9--></HEAD><BODY>
<table border=0 width=1002><tr><td><table class="winstyle1001"><tr><td><a class="menu0_1" href="index.htm">网站首页</a> | <a>机构设置</a> | <a>通知公告</a> | <a>工作动态</a></td></tr></table></td></tr></table>
<TABLE class="winstyle1002"><TR><TD>当前位置： <a>网站首页</a>>><a>工作动态</a>>>正文</TD></TR></TABLE>
<form name="_newscontent_fromname"><script language="javascript" src="/system/resource/js/dynclicks.js"></script><table border="0" width="100%" class="winstyle1003"><tr><td height="30" align="center" class="titlestyle1003">{T["library"]}</td></tr><tr><td align="center"><span class="timestyle1003">2021年06月03日 08:31&nbsp;</span><span class="authorstyle1003">公共服务科&nbsp;</span>（点击：<span id="dynclicks_wbnews_1">1203</span>）</td></tr>
<tr><td class="contentstyle1003"><div id="vsb_content"><div class="v_news_content">{ps("library")}</div></div></td></tr><tr><td><span>上一条：</span><a href="1.htm">市图书馆举办暑期公益讲座（2021/06/01）</a></td></tr><tr><td><span>下一条：</span><a href="2.htm">全市公共文化服务绩效考评启动（2021/06/05）</a></td></tr></table><p align="right">【<a href="javascript:window.opener=null;window.close();">关闭</a>】</p></form>
<table width=1002><tr><td align=center>Copyright 2021 某某市文化和旅游局 All Rights Reserved 鄂ICP备05012345号</td></tr></table></BODY></HTML>""",
        want("library", "2021-06-03", ["公益讲座", "绩效考评"]),
    )
)

GOVERNMENT.append(
    held(
        "letter_table.html",
        f"""<html><head><meta charset="utf-8"><title>信件详情-领导信箱-互动交流-某某市人民政府</title></head><body>{NAV}<div class="dqwz">您的位置：首页 &gt; 互动交流 &gt; 市长信箱 &gt; 信件详情</div>
<table class="xjxq" width="90%" border="1"><tr><th colspan="4">信件信息</th></tr><tr><td>信件编号</td><td>SZXX20220318004</td><td>信件类型</td><td>咨询</td></tr><tr><td>来信人</td><td>王**</td><td>来信时间</td><td>2022-03-18 21:14:07</td></tr><tr><td>来信标题</td><td colspan="3">关于滨河路路灯不亮影响出行的问题</td></tr>
<tr><td>来信内容</td><td colspan="3">您好，滨河路从二中到体育馆一段的路灯已经坏了半个多月，晚上放学的孩子摸黑走路非常不安全，请问什么时候能够修好？</td></tr><tr><th colspan="4">回复信息</th></tr><tr><td>答复单位</td><td>市城市管理局</td><td>答复时间</td><td>2022-03-23 10:02:55</td></tr><tr><td>答复内容</td><td colspan="3">王先生您好：经现场核实，该路段因电缆被挖断造成路灯熄灭，我局已于3月21日完成抢修，共恢复路灯四十六盏，感谢您对城市管理工作的监督。</td></tr></table>
<div>满意度评价：<label>非常满意</label><label>满意</label><label>不满意</label> <button>提交</button></div><div class="footer">{ICP}</div></body></html>""",
        {
            "n": 1,
            "titles": ["关于滨河路路灯不亮影响出行的问题"],
            "dates": ["2022-03-18"],
            "text_has": ["摸黑走路非常不安全", "共恢复路灯四十六盏"],
            "text_lacks": ["ICP备", "满意度评价"],
        },
    )
)

GOVERNMENT.append(
    held(
        "letter_div.html",
        f"""<html><head><meta charset="utf-8"><title>网上信访-某某市</title></head><body><div class="hd">{NAV}</div><div class="container"><div class="crumbs">首页 / 互动 / 我要写信</div>
<div class="mail-detail"><h2 class="mail-title">建议增设公园健身步道照明设施</h2><div class="mail-info"><span>来信人：李**</span><span>来信日期：2021年11月3日</span><span>办理状态：已办结</span><span>浏览：213</span></div>
<div class="mail-q"><i class="ico">问</i><div class="txt">我是住在东湖公园旁边的居民，每天晚上都去步道锻炼，但北门到荷花池一段没有灯，老人容易绊倒，建议尽快装灯。</div></div>
<div class="mail-a"><i class="ico">答</i><div class="txt"><p>李女士，您好！您的来信收悉，现答复如下：</p><p>东湖公园步道照明工程已列入年度民生实事，计划安装太阳能路灯一百二十盏，预计十二月底前完工。</p><p>感谢您对园林工作的关心和支持！</p></div><div class="unit">答复单位：市园林绿化中心　答复日期：2021年11月9日</div></div></div>
<div class="side"><h3>热门信件</h3><ul><li><a>公积金提取需要哪些材料</a><em>2023-01-05</em></li><li><a>新生儿医保怎样办理</a><em>2023-01-03</em></li></ul></div></div><div class="footer">{ICP}</div></body></html>""",
        {
            "n": 1,
            "titles": ["建议增设公园健身步道照明设施"],
            "dates": ["2021-11-03"],
            "text_has": ["老人容易绊倒", "太阳能路灯一百二十盏"],
            "text_lacks": ["ICP备", "公积金提取"],
        },
    )
)

GOVERNMENT.append(
    held(
        "ucap.html",
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{T["port"]}_区县动态_某某市人民政府</title><meta name="PubDate" content="2023-08-09 17:18"></head><body>{NAV}<div class="BreadcrumbNav">当前位置：<a>首页</a>>><a>新闻</a>>><a>区县动态</a></div>
<div class="detail"><div class="detail-title"><UCAPTITLE>{T["port"]}</UCAPTITLE></div><div class="detail-info"><span>来源：<ucapsource>北海日报</ucapsource></span> <span>发布时间：<publishtime>2023-08-09 17:18</publishtime></span> <span>点击量：<em id="hits">0</em></span> <span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div class="detail-content"><UCAPCONTENT>{ps("port")}</UCAPCONTENT></div><div class="editor">责任编辑：周某某　审核：吴某某</div><div class="bshare">分享到：</div></div>
<div id="outlink" style="display:none"><h4>温馨提示</h4><p>您访问的链接即将离开“某某市人民政府”门户网站，是否继续？</p><button>继续访问</button><button>放弃</button></div><div class="prevnext"><p>上一篇：<a>全市防汛工作视频会议召开</a></p><p>下一篇：<a>全市教师节表彰大会举行</a></p></div><div class="footer">{ICP}</div></body></html>""",
        want("port", "2023-08-09", ["即将离开", "防汛工作视频会议", "教师节表彰"]),
    )
)

GOVERNMENT.append(
    held(
        "county_gbk.asp.html",
        f"""<html><head><title>某某县人民政府网</title><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body bgcolor="#FFFFFF" topmargin="6"><center><table width="950" border="0" align="center"><tbody><tr><td align="center" valign="top"><table width="100%"><tr><td><img src="/TopTitle.gif" width="950"></td></tr></table>
<table width="950"><tr><td width="200" valign="top"><table><tr><td bgcolor="#ddd">最新公告</td></tr><tr><td>·<a>关于城区停水的通知</a> [19-3-12]</td></tr><tr><td>·<a>招聘辅警公告</a> [19-3-11]</td></tr><tr><td>·<a>道路封闭施工通告</a> [19-3-9]</td></tr></table></td>
<td valign="top"><table width="100%" cellpadding="3"><tr bgcolor="#F5F5F5"><td height="24">&nbsp;　现在位置： <a>首页</a>  &gt;&gt; <a>本县新闻</a> &gt;&gt; 正文</td></tr></table><br><div style="display:none;">专题名称</div><input type="hidden" name="WebTitle" value="x">
<table width="90%" align="center"><tr><td><div align="center"><span class="Title"><b><!-- 文章标题 begin -->{T["school"]}<!-- 文章标题 end --></b></span><br><font color="#C30000">　来源于：<!-- 文章来源 begin -->县融媒体中心<!-- 文章来源 end --></font>　</div></td></tr><tr><td style="font-size:14px; line-height:166%;"><!-- 文章正文 begin -->{ps("school")}<!-- 文章正文 end --></td></tr>
<tr><td align="center"><font color="#666666">发布日期：<!-- 发布日期 begin -->2019-03-06<!-- 发布日期 end -->　责任编辑：龙某</font></td></tr><tr align="right"><td class="QuickButton">【<a>打印本页</a>】【<a>关闭窗口</a>】</td></tr></table></td></tr></table></td></tr><tr><td align=center>地址：某某县人民路1号　邮编：621000　蜀ICP备05001234号　您是第 1234567 位访客</td></tr></tbody></table></center></body></html>""",
        want("school", "2019-03-06", ["停水的通知", "招聘辅警"]),
        "gb18030",
    )
)

GOVERNMENT.append(
    held(
        "gov_report.html",
        f"""<html><head><meta charset="utf-8"><title>2022年政府工作报告_某某市人民政府</title></head><body>{NAV}<div class="article"><h1>2022年政府工作报告</h1><p class="sub">——2022年1月18日在某某市第十五届人民代表大会第一次会议上</p><p class="sub">某某市市长　赵某某</p><div class="info"><span>2022-01-29 15:40</span><span>来源：市政府研究室</span><span>打印</span></div><div class="zw"><p>各位代表：</p><p>现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员提出意见。</p><h3>一、过去五年工作回顾</h3><p>五年来，襄阳市地区生产总值跨过五千亿元台阶，年均增长百分之六点八，城镇新增就业四十三万人。</p><h3>二、今后五年目标任务</h3><p>今后五年，我们将加快建设汉江流域中心城市，制造业增加值占比稳定在四成以上。</p><h3>三、2022年重点工作</h3><p>今年要办好十件民生实事，新建改扩建学校三十所，改造老旧小区二百个，建成城市书房十五座。</p><p>各位代表，新征程的号角已经吹响，让我们同心同德、踔厉奋发，奋力谱写新的篇章！</p></div><div class="pages">共1页　第1页</div></div><div class="footer">{ICP}</div></body></html>""",
        {
            "n": 1,
            "titles": ["2022年政府工作报告"],
            "dates": ["2022-01-29"],
            "text_has": [
                "跨过五千亿元台阶",
                "制造业增加值占比稳定在四成以上",
                "建成城市书房十五座",
                "奋力谱写新的篇章",
            ],
            "text_lacks": ["ICP备"],
        },
    )
)

GOVERNMENT.append(
    held(
        "interpret.html",
        f"""<html><head><meta charset="utf-8"><title>《某某市公共停车管理办法》政策解读</title></head><body><div class="head">{NAV}</div><div class="zcjd"><div class="tit">《宁波市公共停车管理办法》政策解读</div><div class="xx"><span>发布日期：2020年9月1日</span> <span>信息来源：市公安局</span> <span>浏览量：88</span></div><div class="con"><p><b>一、制定背景</b></p><p>近年来全市机动车保有量突破三百万辆，停车难成为群众反映集中的问题，有必要出台专门办法加以规范。</p><p><b>二、主要内容</b></p><p>办法共六章三十八条，明确配建停车位的标准，规定机关事业单位停车场在节假日向社会免费开放。</p><p><b>三、施行时间</b></p><p>本办法自2020年10月1日起施行，2011年3月15日发布的原办法同时废止。</p><p>解读机关：市公安局　解读人：陈某　联系电话：0574-00000000</p></div><div class="xgwj"><strong>相关文件</strong><a>宁波市公共停车管理办法</a> 2020-08-30</div></div><div class="footer">{ICP}</div></body></html>""",
        {
            "n": 1,
            "titles": ["《宁波市公共停车管理办法》政策解读"],
            "dates": ["2020-09-01"],
            "text_has": ["机动车保有量突破三百万辆", "节假日向社会免费开放", "原办法同时废止"],
            "text_lacks": ["ICP备", "浏览量"],
        },
    )
)

GOVERNMENT.append(
    held(
        "tender.html",
        """<!doctype html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="ArticleTitle" content="某某大学学生公寓改造提升项目施工中标（成交）公告" /><meta name="PubDate" content="2023-07-14 01:59" /><title>某某大学学生公寓改造提升项目施工中标（成交）公告</title></head><body id="detail"><script>(function () { document.cookie = "HOY_TR=TLUCFEN; max-age=31536000; path=/";})()</script><div class="v4incheadertable">政采法规 购买服务 监督检查 信息公告</div><div class="vF_deail_maincontent"><div class="vF_deail_currentloca"><p>当前位置： <a>首页</a> » <a>政采公告</a> » <a>地方公告</a> » 中标公告</p></div><div class="vF_detail_main"><div class="vF_detail_header"><h2 class="tc">某某大学学生公寓改造提升项目施工中标（成交）公告</h2><p class="tc"><span id="pubTime">2023年07月14日 01:59</span> 来源：<span id="sourceName"><a>政府采购网</a></span> 【<span id="share-1">打印</span>】</p></div>
<div class="table"><table><tr><td colspan="4"><b>公告概要：</b></td></tr><tr><td class="title">采购项目名称</td><td colspan="3">济南某某大学学生公寓改造提升项目施工</td></tr><tr><td>行政区域</td><td>济南市</td><td>公告时间</td><td>2023年07月14日 01:59</td></tr><tr><td>总中标金额</td><td colspan="3">￥1288.66 万元（人民币）</td></tr></table></div><div class="vF_detail_content"><p>一、项目编号：SDGP370000000202302001234</p><p>二、项目名称：济南某某大学学生公寓改造提升项目施工</p><p>三、中标（成交）信息：供应商名称为山东某某建设有限公司，工期九十日历天，质量要求达到合格标准。</p><p>四、公告期限：自本公告发布之日起一个工作日。</p></div></div></div><div class="footer"><p>© 1999-2023 政府采购网 京ICP备19054529号-1</p></div></body></html>""",
        {
            "n": 1,
            "titles": ["某某大学学生公寓改造提升项目施工中标（成交）公告"],
            "dates": ["2023-07-14"],
            "text_has": ["工期九十日历天"],
            "text_lacks": ["ICP备", "购买服务"],
        },
    )
)
