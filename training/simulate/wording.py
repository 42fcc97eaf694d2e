"""Invented wording around articles: bylines, datelines, labels, notes, captions, spam."""

import random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏辉斌波宁建国志文海燕晓光春梅振东立新永康思远佳怡梓涵雨桐子轩浩然"
    "亚男兆瑞庆云凤鸣少锋俊楠雪"
)
CITIES = [
    "济南",
    "青岛",
    "淄博",
    "枣庄",
    "东营",
    "烟台",
    "潍坊",
    "济宁",
    "泰安",
    "威海",
    "日照",
    "临沂",
    "德州",
    "聊城",
    "滨州",
    "菏泽",
    "南京",
    "苏州",
    "杭州",
    "宁波",
    "合肥",
    "郑州",
    "武汉",
    "长沙",
    "成都",
    "西安",
    "沈阳",
    "大连",
    "厦门",
    "贵阳",
]
PAPERS = [
    "大众日报",
    "新黄河",
    "齐鲁晚报",
    "人民日报",
    "经济日报",
    "光明日报",
    "中国青年报",
    "河北日报",
    "江海晚报",
    "东方早报",
    "澎湃新闻",
    "水城晚报",
    "黄海网",
    "运河在线",
    "新华网",
    "南方都市报",
]
LABELS = [
    "微观城市",
    "基层新观察",
    "要闻",
    "经济观察",
    "一线见闻",
    "民生关注",
    "记者走基层",
    "新闻速递",
    "县域纵横",
    "深度调查",
    "城事",
    "热点聚焦",
    "产业观察",
    "工作研究",
    "综合新闻",
    "今日关注",
    "简讯",
    "区域新闻",
    "时评",
    "人才周刊",
]
CAMPAIGNS = [
    "聚焦“双招双引”行动",
    "牢记嘱托·开新局",
    "优化营商环境进行时",
    "高质量发展看基层",
    "奋进新征程",
    "走进县区看变化",
    "项目建设一线行",
    "改革攻坚在行动",
    "扎实推进共同富裕",
    "关注两会",
]
PLACES_IN_PICTURE = [
    "智能车间内",
    "生产线上",
    "展示大厅里",
    "田间地头",
    "项目工地上",
    "服务窗口前",
    "实验室里",
    "活动现场",
]
PEOPLE = ["工人", "技术人员", "工作人员", "村民", "志愿者", "参观者", "学生", "农户"]
ACTIONS = [
    "正在赶制出口订单",
    "正在调试设备",
    "在办理业务",
    "正在采收蔬菜",
    "正在检测产品",
    "在查看长势",
    "正在忙碌",
    "在体验新产品",
]


def person(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def people(rng: random.Random, most: int = 3) -> list[str]:
    return [person(rng) for _ in range(rng.randint(1, most))]


BYLINE_STYLES = ("paper", "report", "square", "role_each", "bold", "bare", "joined", "author")


def byline(rng: random.Random, style: str) -> tuple[str, list[str], list[str]]:
    """A byline in one of the printed styles: text, reporters, correspondents."""
    who, helpers = people(rng), people(rng) if rng.random() < 0.5 else []
    mark = rng.choice("□□□■▲●◆") + rng.choice(("", " "))
    gap = rng.choice((" ", "  ", "、"))
    names, others = gap.join(who), gap.join(helpers)
    tail = f" 通讯员 {others}" if helpers else ""
    if style == "paper":
        tail = f" 本报通讯员 {others}" if helpers else ""
        return f"{mark}本报记者 {names}{tail}", who, helpers
    if style == "report":
        return f"{mark}记者 {names}{tail} 报道", who, helpers
    if style == "square":
        return (
            f"{rng.choice('■●▲')} 本报{rng.choice(('', '见习', '首席'))}记者 {names}{tail}",
            who,
            helpers,
        )
    if style == "role_each":
        return f"本报记者 {names}{tail}", who, helpers
    if style == "bold":
        bold = " ".join(f"**{name}**" for name in who)
        return f"{mark}{rng.choice(('**记者** ', '本报记者 ', ''))}{bold}", who, []
    if style == "bare":
        return f"{mark.strip() if rng.random() < 0.6 else ''}{' '.join(who)}", who, []
    if style == "joined":
        return f"记者{names}{f' 通讯员{others}' if helpers else ''} 报道", who, helpers
    return f"{rng.choice(('作者：', '文/', '撰文 '))}{names}", who, []


def dateline(rng: random.Random, city: str) -> tuple[str, bool]:
    """A dateline, and whether it names the city."""
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    forms = (
        (f"本报{city}讯 ", True),
        (f"本报{city}{day}讯 ", True),
        ("本报讯 ", False),
        (f"新华社{city}{day}电 ", True),
        (f"{rng.choice(PAPERS[:3])}{city}{day}讯 ", True),
        (f"{rng.choice('海东华新')}{rng.choice('联通闻')}社{city}{day}电 ", True),
    )
    return rng.choice(forms)


def caption(rng: random.Random) -> str:
    place = f"{rng.choice(CITIES)}一家企业的{rng.choice(PLACES_IN_PICTURE)}"
    scene = f"{place}，{rng.choice(PEOPLE)}{rng.choice(ACTIONS)}"
    forms = (
        f"图为{scene}。",
        f"{scene}。（{person(rng)} 摄）",
        f"▲{scene}",
        f"{scene}。 本报记者 {person(rng)} 摄",
        f"{rng.choice(CITIES)}某公司{rng.choice(PEOPLE)}{rng.choice(ACTIONS)}",
        "（资料图片）",
        f"近年来，{rng.choice(CITIES)}市加快转型升级步伐，发展新动能。图为{scene}。",
    )
    return rng.choice(forms)


def plain_caption(rng: random.Random) -> str:
    """A caption that nothing marks as one."""
    trade = rng.choice(["科技", "食品", "机械", "纺织", "医药"])
    scene = rng.choice(
        ["生产线", "工作人员在工作", "车间", "展厅一角", "技术人员正在检测", "研发中心外景"]
    )
    return f"{rng.choice(CITIES)}{rng.choice(GIVEN)}{rng.choice(GIVEN)}{trade}有限公司{scene}"


def closing(rng: random.Random) -> str:
    """A line after the end of an article."""
    return rng.choice(
        (
            f"（作者单位：{rng.choice(CITIES)}市委党校）",
            f"记者 {person(rng)} 通讯员 {person(rng)}",
            f"责任编辑：{person(rng)}",
            f"（{person(rng)}）",
            f"（记者 {person(rng)}、{person(rng)}）",
            f"编辑：{person(rng)} 来源：{rng.choice(PAPERS)}",
        )
    )


def note(rng: random.Random, lead: str) -> list[str]:
    """Lines of an editor's note."""
    head = rng.choice(
        ("■ 编者按 ", "编者按：", "【编者按】", "编者按 ", "开栏的话 ", "■编者的话 ", "编者按")
    )
    tail = rng.choice(
        (
            "从今天起，本报推出系列报道，看各地如何探路。敬请关注。",
            "请看本报记者的调查。",
            "各地有哪些好做法？今日刊发一组报道，以飨读者。",
        )
    )
    if head == "编者按" or rng.random() < 0.2:
        return [head.strip(), f"{lead}{tail}"]
    return [f"{head}{lead}{tail}"]


SCOPES = [
    "城市",
    "市县",
    "基层",
    "民生",
    "经济",
    "产业",
    "一线",
    "乡村",
    "区域",
    "文化",
    "教育",
    "科技",
    "人才",
    "政务",
    "社区",
    "海洋",
    "黄河",
    "齐鲁",
    "今日",
    "深度",
]
COLUMNS = [
    "观察",
    "速递",
    "新闻",
    "聚焦",
    "纵览",
    "现场",
    "视点",
    "周刊",
    "动态",
    "关注",
    "故事",
    "调查",
    "简报",
    "播报",
    "之窗",
]


def label(rng: random.Random) -> str:
    """A column label, often one that no list could hold."""
    return rng.choice(LABELS) if rng.random() < 0.5 else rng.choice(SCOPES) + rng.choice(COLUMNS)


SLOGANS = (
    [
        "聚力",
        "奋进",
        "实干",
        "改革",
        "走进",
        "看见",
        "学习",
        "强村",
        "惠民",
        "护航",
        "攻坚",
        "点亮",
    ],
    ["攻坚", "新程", "一线", "先锋", "之路", "进行时", "在行动", "新篇", "百姓", "家门口"],
)


def column_label(rng: random.Random) -> str:
    """The name of a column or a campaign over an article."""
    first, second = SLOGANS
    return rng.choice(
        (
            label(rng),
            label(rng),
            rng.choice(first) + rng.choice(second),
            f"{rng.choice(first)}{rng.choice(second)} {rng.choice(first)}{rng.choice(second)}",
            f"{rng.choice(SCOPES)}{rng.choice(COLUMNS)}·{rng.choice(CITIES)}",
            f"{rng.choice(CITIES)}{rng.choice(COLUMNS)}",
            f"【{rng.choice(SCOPES)}{rng.choice(COLUMNS)}】",
            f"“{rng.choice(first)}{rng.choice(second)}”{rng.choice(COLUMNS)}",
            rng.choice(CAMPAIGNS),
        )
    )


def promo(rng: random.Random) -> str:
    paper = rng.choice(PAPERS)
    return rng.choice(
        (
            f"更多详细报道见{paper}客户端",
            f"扫描二维码 关注{paper}微信公众号",
            f"（下转第{rng.choice('二三四')}版）",
            f"新闻热线：0{rng.randint(310, 999)}-{rng.randint(2000000, 8999999)}",
            f"更多内容请看{paper}客户端{rng.choice(CITIES)}频道",
        )
    )


def header(rng: random.Random) -> str:
    """A folio: date, page number, name of the paper."""
    day = f"{rng.randint(2012, 2023)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    week = f"星期{rng.choice('一二三四五六日')}"
    return rng.choice(
        (
            f"{day} {week} {rng.choice('12345678')}版",
            f"{rng.choice(PAPERS)} {day} {week}",
            f"责任编辑 {person(rng)} 美编 {person(rng)} 校对 {person(rng)}",
            f"第0{rng.randint(1, 9)}版：{rng.choice(LABELS)}",
            f"{day} {week} 农历{rng.choice('正二三')}月{rng.choice('初廿')}{rng.choice('一二')}",
        )
    )
