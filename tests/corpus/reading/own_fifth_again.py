"""One invented article in eight web pages without telling names, written after the fifth set was mended."""

from tests.corpus.reading.own_fifth import TrialPage

__all__ = ["AGAIN_PAGES"]

P1 = (
    "入冬以来，北岭市持续推进清洁取暖改造，截至十一月底，全市已有六万七千户居民告别了烧煤炉的日子。"
)
P2 = "“屋里暖和了，也不用半夜起来添煤。”家住槐荫村的老人齐树林说，过去一个冬天要烧两吨煤，如今按下开关就行，算上补贴，花费和烧煤差不多。"
P3 = "据市住建局介绍，改造坚持宜电则电、宜气则气，对低收入家庭额外补助三成，并组织了八十支维修队分片包干，接到报修两小时内上门。"
P4 = "当地还将把建筑保温与取暖改造同步实施，到后年基本消除散煤。"
T = "北岭市六万余户居民告别煤炉取暖"


def ps(tag: str = "p", before: str = "") -> str:
    return "".join(f"<{tag}>{before}{x}</{tag}>" for x in (P1, P2, P3, P4))


def mk(name: str, date: str, lacks: list[str], markup: str, encoding: str = "utf-8") -> TrialPage:
    return TrialPage(name, T, date, P1, P4, lacks, markup, encoding)


AGAIN_PAGES = [
    mk(
        "s1",
        "2023-12-05",
        ["索引号", "公开方式", "信息公开年报"],
        f'<html><head><title>北岭市住房和城乡建设局 工作动态</title></head><body><ul class="zn"><li><a>信息公开指南</a></li><li><a>信息公开年报</a></li></ul><div class="idx"><p><b>索引号：</b>0123/2023-9</p><p><b>发布机构：</b>市住建局</p><p><b>公开方式：</b>主动公开</p><p><b>文号：</b></p></div><div class="t1">{T}</div><div class="t2">2023-12-05　|　市住建局</div><div class="t3">{ps()}</div><div class="x">关联稿件：<a>供暖期提前三天</a></div><p>承办：信息中心 备案：京ICP备1号</p></body></html>',
    ),
    mk(
        "s2",
        "2023-12-05",
        ["今日导读", "A07", "联系电话"],
        f'<html><head><title>北岭晚报 多媒体数字报</title></head><body><table><tr><td>2023年12月5日 星期二 今日导读</td></tr><tr><td>A06版 民生</td><td><a>A07版 体育</a></td></tr><tr><td><a>一图看懂医保缴费</a></td></tr><tr><td><a>冬至吃什么</a></td></tr><tr><td><a>雪后出行提示</a></td></tr><tr><td><a>足球赛战报</a></td></tr></table><div class="yt">民生观察</div><h4>{T}</h4><div>■本报记者 卢山</div><div>{ps("p", "　　")}</div><div>北岭晚报社 联系电话：010-5555</div></body></html>',
    ),
    mk(
        "s3",
        "2023-12-05",
        ["大家都在搜", "全部评论", "广告"],
        f'<html><head><title>{T}_腾讯新闻</title><meta name="apub:time" content="2023-12-05 09:00:00"></head><body><div class="qq"><h1>{T}</h1><div class="a"><span>北岭观察</span><span>2023-12-05 09:00</span><span>发布于河北</span></div><div class="rich"><p>广告</p>{ps()}</div><div class="kk"><p>大家都在搜</p><p>煤炉多少钱一个</p><p>空气能热泵哪家好</p></div><div class="pp"><p>全部评论</p><p>路人甲：确实暖和多了，点赞。</p></div></body></html>',
    ),
    mk(
        "s4",
        "2023-12-05",
        ["免费订阅", "相关标签", "往期文章"],
        f'<html><head><title>北岭发布</title></head><body><div><img src="h.png" alt="北岭发布"></div><div class="w"><div class="big">{T}</div><div class="small">北岭发布　2023-12-05 18:00　河北</div><div class="c"><section><p>点击上方“北岭发布”免费订阅</p></section>{"".join(f"<section><section><p><span>{x}</span></p></section></section>" for x in (P1, P2, P3, P4))}<section><p>往期文章</p><p><a>供暖收费标准公布</a></p><p><a>雪天路滑注意安全</a></p></section></div><div>相关标签：<a>取暖</a> <a>民生</a></div></div></body></html>',
    ),
    mk(
        "s5",
        "2006-12-05",
        ["本类热门", "加入收藏", "站长"],
        f"<html><head><title>北岭在线-新闻中心</title></head><body><table><tr><td><a>首页</a>|<a>加入收藏</a></td></tr></table><table><tr><td width=180><table><tr><td>本类热门</td></tr><tr><td>·<a>煤价上涨</a>[12-01]</td></tr></table></td><td><table><tr><td align=center><b>{T}</b></td></tr><tr><td align=center>[作者：卢山 转贴自：北岭日报 点击数：88 更新时间：2006-12-5 文章录入：admin]</td></tr><tr><td>　　{P1}<br>　　{P2}<br>　　{P3}<br>　　{P4}</td></tr></table></td></tr></table><table><tr><td>站长：<a>admin</a> 备案号：冀ICP备1号</td></tr></table></body></html>",
        "gbk",
    ),
    mk(
        "s6",
        "2023-12-05",
        ["手机看新闻", "新闻热榜", "本文来源"],
        f'<html><head><title>{T}</title></head><body><div class="z"><div class="zl"><h1>{T}</h1><p class="s">2023年12月5日 07:33 | 作者：卢山 | 手机看新闻</p>{ps("div", "　　")}<p>本文来源：北岭日报</p></div><div class="zr"><div>新闻热榜</div><div>1 两车追尾致拥堵</div><div>2 高校宿舍停暖引热议</div><div>2023-12-07 10:00</div></div></div></body></html>',
    ),
    mk(
        "s7",
        "2023-12-05",
        ["回目录", "标题导航", "国内统一刊号"],
        f'<html><head><title>北岭日报--2023年12月05日--民生--{T}</title></head><body><div class="c1"><p>标题导航</p><a>{T}</a><a>冬储菜足量上市</a></div><div class="c2"><p>2023年12月05日 第06版：民生 <a>回目录</a></p><p class="bt1">——清洁取暖走进寻常百姓家</p><h2>{T}</h2><p>卢山 白雪</p>{ps()}<p>图为工作人员检修设备。 白雪 摄</p></div><div>国内统一刊号：CN13-0001</div></body></html>',
    ),
    mk(
        "s8",
        "2023-12-05",
        ["发表回复", "楼主", "签名档"],
        f'<html><head><title>【民生】{T} - 北岭论坛</title></head><body><div>北岭论坛 &gt; 百姓话题</div><h1>[民生] {T}</h1><div class="fl"><div class="u">楼主 卢山</div><div class="m">发表于 2023-12-05 20:11:09</div><div class="tx">{P1}<br><br>{P2}<br><br>{P3}<br><br>{P4}</div><div class="sg">签名档：天道酬勤</div></div><div class="fl"><div class="u">沙发 小雪</div><div class="m">发表于 2023-12-06 08:00:01</div><div class="tx">顶一下，希望早点轮到我们小区。</div></div><div>发表回复 请先登录</div></body></html>',
    ),
]
