"""One invented article in eight further web pages, written after the fifth set was mended twice."""

from tests.corpus.reading.own_fifth import TrialPage

__all__ = ["FURTHER_PAGES"]

T = "三江市推行“一件事一次办” 开饭馆五天拿齐证照"
P = [
    "“本来打算跑半个月，没想到五天就办好了。”11月6日，三江市民陆文娟在政务大厅领到了饭馆的营业执照和食品经营许可证。",
    "三江市自今年三月推行“一件事一次办”改革，把开餐馆、办幼儿园、新生儿出生等二十四个事项打包，由一个窗口收件，后台并联审批，申请材料平均减少六成。",
    "市政务服务局副局长洪亮介绍，过去办证要填七张表，其中近一半是重复信息；现在系统自动带出，群众只需确认签字。",
    "不少企业也提出，部分乡镇窗口人手不足，高峰期仍要排队。对此，市里将抽调六十名业务骨干下沉，并延长午间服务。",
    "目前，全市已办结“一件事”两万一千余件，群众满意率为百分之九十八点六。",
]


def ps(tag: str = "p", before: str = "") -> str:
    return "\n".join(f"<{tag}>{before}{x}</{tag}>" for x in P)


def mk(name: str, lacks: list[str], markup: str, encoding: str = "utf-8") -> TrialPage:
    return TrialPage(name, T, "2024-11-07", P[0], P[-1], lacks, markup, encoding)


F = '<div class="bq"><p>主办单位：三江市人民政府办公室</p><p>桂ICP备05000001号-1 政府网站标识码4500000001</p></div>'

FURTHER_PAGES = [
    mk(
        "t1",
        ["智能问答", "ICP备"],
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{T}_三江市人民政府门户网站</title></head><body><div class="tp"><a>简体</a><a>繁体</a><a>无障碍阅读</a><a>智能问答</a></div><div class="lm"><a>网站首页</a><em>></em><a>三江要闻</a></div><div class="cont"><div class="cont-t">{T}</div><div class="cont-s"><span>2024-11-07 09:10:02</span><span>来源：三江日报</span><span>作者：韦丽</span></div><div class="summ">[摘要] 三江市把二十四个事项打包办理，开餐馆由半个月缩短到五天。</div><div class="cont-c">{ps("p", "　　")}</div><div class="cont-f"><p>终审：黄强</p></div></div><div class="rt"><p class="h">政策问答库</p><p>问：个体户如何申请创业担保贷款？</p><p>答：可到户籍所在地社区提出申请，由人社部门审核后推荐至经办银行办理，额度最高三十万元，期限三年，财政按规定贴息。</p></div>{F}</body></html>""",
    ),
    mk(
        "t2",
        ["版权信息", "第二版", "本期导读"],
        f"""<html><head><title>三江日报</title></head><body><div class="rq">2024年11月7日 星期四 甲辰年十月初七</div><div class="bm">第一版：要闻</div><div class="zl"><ul><li><a>第一版：要闻</a></li><li><a>第二版：综合</a></li></ul><p>本期导读</p><ul><li>{T}</li><li>秋糖开榨 农户忙</li><li>三江两名学子获奖</li></ul></div><div class="zw"><p style="font-size:14px">从“跑多趟”到“跑一趟”</p><p style="font-size:26px"><strong>{T}</strong></p><p style="font-size:12px">本报记者 韦丽 通讯员 覃刚</p>{ps()}</div><div>版权信息：三江日报社</div></body></html>""",
    ),
    mk(
        "t3",
        ["网友最新评论", "热搜榜", "打开手机版"],
        f"""<html><head><title>{T}|三江|政务|改革_某头条</title></head><body><div class="x1"><h1>{T}</h1><div><img src="h.jpg"><span>桂北视点</span><span>2024-11-07 20:31</span><span>广西</span><span>+关注</span></div><div class="x2">{ps()}</div><div class="x3"><div>打开手机版，体验更流畅</div><div>7评论 3收藏</div></div><div class="x4"><div>网友最新评论</div><div class="c"><b>老韦</b><p>我上个月去办的，确实快了很多，不过乡里的窗口周末还是没人，希望能再改进一下，毕竟做小生意的平时走不开。</p><i>11-07 21:00 广西</i></div><div class="c"><b>小覃</b><p>材料少了是真的。</p></div></div></div><div class="x5"><div>热搜榜</div><div>1 台风生成</div><div>2 多地发放消费券</div></div></body></html>""",
    ),
    mk(
        "t4",
        ["关注我们", "在看", "上期回顾"],
        f'''<html><head><meta property="og:title" content="{T}"><meta property="og:site_name" content="微信公众平台"><title>{T}</title></head><body><h1 class="rich_media_title">{T}</h1><div><span>原创</span><span>三江发布</span><em id="publish_time">2024年11月7日 18:30</em><span>广西</span></div><div class="rich_media_content" id="js_content"><section><p>↑ 点击上方蓝字关注我们</p></section>{"".join(f'<section style="m"><section><span leaf="">{x}</span></section></section>' for x in P)}<section><p>来源：三江日报</p><p>编辑：韦丽</p><p>一审：黄强　二审：覃刚</p></section><section><p>上期回顾</p><p><a>三江夜市开到凌晨</a></p></section><section><p>分享</p><p>收藏</p><p>点赞</p><p>在看</p></section></div></body></html>''',
    ),
    mk(
        "t5",
        ["信息公开目录", "收藏本站", "访问统计"],
        f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>三江市政务信息网--信息浏览</title></head><body><table width=760><tr><td><img src=top.jpg></td></tr><tr><td><a>首页</a> <a>信息公开目录</a> <a>收藏本站</a></td></tr></table><table width=760><tr><td class=bt align=center height=40>{T}</td></tr><tr><td align=right>发布人：admin 发布时间：2024-11-7 8:30:00 已被浏览 320 次</td></tr><tr><td><table><tr><td>{"".join("&nbsp;&nbsp;&nbsp;&nbsp;" + x + "<br>" for x in P)}</td></tr></table></td></tr><tr><td align=right>[ <a>返回</a> ] [ <a>打印</a> ]</td></tr></table><table><tr><td>访问统计：123456 人 最佳分辨率1024*768</td></tr></table></body></html>""",
        "gbk",
    ),
    mk(
        "t6",
        ["更多新闻", "记者手记投稿", "新闻日历"],
        f"""<html><head><title>{T}-新闻频道-三江网</title><meta name="publishdate" content="2024-11-07"></head><body><div class="a">三江网 > 新闻频道 > 三江新闻</div><div class="b"><div class="c">{T}</div><div class="d">11月07日 08:15 三江日报</div><div class="e"><div class="pic"><img src="1.jpg" alt=""><span>群众在窗口办理业务。韦丽 摄</span></div>{ps()}<p class="more">更多新闻，请下载三江云客户端</p></div></div><div class="f"><b>新闻日历</b><table><tr><td>日</td><td>一</td></tr><tr><td>3</td><td>4</td></tr></table></div><div>记者手记投稿邮箱：a@b.cn</div></body></html>""",
    ),
    mk(
        "t7",
        ["附件1", "政策咨询电话簿", "公文种类"],
        f"""<html><head><title>市政府办公室文件</title></head><body><div class="nv"><a>政务公开</a><a>政策咨询电话簿</a></div><table class="bm"><tr><th>名称</th><td colspan=3>{T}</td></tr><tr><th>索引号</th><td>113/2024-1</td><th>公文种类</th><td>信息</td></tr><tr><th>发布机构</th><td>市政府办</td><th>发布时间</th><td>2024-11-07</td></tr></table><div class="ttl">{T}</div><div class="txt">{ps()}<p>附件1：<a href="1.doc">事项清单.doc</a></p></div>{F}</body></html>""",
    ),
    mk(
        "t8",
        ["推荐专题", "读者来函", "站内导航"],
        f"""<html><head><title>三江周刊 - 2024年第45期</title></head><body><article><header><p class="cat">封面</p><h1>三江周刊</h1><h2>{T}</h2><p>文/韦丽　发布于2024-11-07</p></header>{P[0]}<br/><br/>{P[1]}<br/><br/><h3>一半是重复信息</h3>{P[2]}<br/><br/>{P[3]}<br/><br/>{P[4]}<p>（本文首发于《三江周刊》，读者来函请寄编辑部）</p></article><section><p>推荐专题</p><p>壮乡新面孔：返乡青年的十二种选择，从电商主播到乡村教师，他们为什么回来？</p></section><div><p>站内导航</p></div></body></html>""",
    ),
]
