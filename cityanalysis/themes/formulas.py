"""Sentences of form that are on no subject: salutations, thanks, principles, who was there."""

import re

__all__ = ["is_formula"]

_HAN = "\u4e00-\u9fff"
_CLAUSE = re.compile(r"[^，,：:。！？!?；;…\s]+")
_PART = 0.7  # of a sentence's characters in clauses of form; with more of its own it may say much
_LISTED = 0.6  # of the characters, in a list of tasks of many offices
_OF_OFFICE = 5.5  # characters an item, its comma among them; tasks of one office are longer
_MARKS = ' 　*#—─–-“”"（）()'

_OFFICE = "(?:代理?|副|常务副)?(?:市长|省长|州长|县长|区长|盟长|专员)"
_PEOPLE = (
    "代表|委员|同志|朋友|女士|先生|来宾|嘉宾|使节|[同侨]胞|老师|同学|乡亲|父老|专家|领导|市民|听众|观众"
    "|家长|记者"
)
# A line that says who is spoken to, or where, when and by whom it is said, or names a section.
_LINE = re.compile(
    rf"(?:(?:(?:(?:尊敬的|亲爱的|敬爱的|各位|诸位)+[{_HAN}、]{{0,12}}(?:{_PEOPLE})们?"
    rf"|[{_HAN}、]{{0,8}}(?:{_PEOPLE})们|编辑同志|同志|{_OFFICE}先生)[、，,\s]*)+(?:大家|您|你们)?(?:上午|下午|晚上|早上)?好?"
    r"|.{0,10}\d{4}年\d{1,2}月\d{1,2}日在?.{4,40}(?:会议|大会|会)(?:上|通过|批准)(?:的.{2,8})?"
    r"|在.{4,30}第.{1,6}次(?:全体)?会议上(?:的.{2,8})?"
    rf"|[{_HAN}]{{0,8}}{_OFFICE}[\s　]*[{_HAN}·](?:[\s　]*[{_HAN}·]){{1,3}}"
    rf"|[{_HAN}]{{2,4}}[省市州县区](?:人民政府)?{_OFFICE}"
    rf"|(?:\d{{4}}年)?(?:[{_HAN}]{{0,6}}[省市州县区])?(?:人民)?政府工作报告"
    r"|.{0,22}(?:工作回顾|工作总结|总体要求|总体思路|指导思想|主要预期目标|工作安排|工作打算|名词解释))"
)
# Clauses of a request, of thanks, of a wish.
_COURTESY = (
    "现在|下面|在此|我|以上报告",
    r"(?:现在|下面|在此)?我?谨?(?:代表|受).{0,30}(?:(?:报告|汇报).{0,8}|作.{0,8}报告|委托)",
    rf"(?:在此)?我?谨?代表[{_HAN}、]{{0,24}}(?:政府|市委|县委|省委|州委|区委)(?:和我本人)?",
    "向.{0,4}大会.{0,10}报告.{0,6}",
    "(?:请|以上报告).{0,30}(?:审议|审查)",
    "并?请.{0,30}提出.{0,6}意见.{0,4}",
    "(?:.{0,70}向.{2,70})?(?:表示|致以|道一?声).{0,12}(?:感谢|谢意|敬意|问候|祝贺|祝福|慰问|欢迎|辛苦了).{0,16}",
    "预?祝.{0,24}(?:成功|愉快|健康|幸福|安康|如意|顺利)",
)
_TO_WHOM = "(?:在此)?我?谨?(?:代表.{2,30})?向.{2,70}"
_THANKS = re.compile("(?:表示|致以|道一?声|请.{0,30}提|请予).{0,30}$|预?祝")
# Under what guidance and in which circumstances; calls to go on.
_GUIDANCE = (
    ".*(?:为指导|为统领|为引领|为遵循|为主题|为主线|为根本(?:目的|动力)|伟大旗帜|统领.{0,8}全局)",
    ".*(?:坚强|正确)领导下|在.{2,20}(?:监督|支持|帮助|努力)下",
    ".*团结(?:在.*)?(?:周围|起来)",
    "(?:深入|认真|全面|坚决|学习|贯彻|落实|按照|遵循)+.{0,30}[届次大].{0,16}精神.{0,4}",
    "(?:深入|认真|全面|坚决|切实|贯彻|落实|牢记|按照|遵循)+.{0,24}(?:重要讲话|指示|批示|嘱托).{0,10}",
    "(?:深入|认真|全面|坚决|贯彻|落实|按照|根据)+.{0,24}(?:决策部署|工作部署|各项部署|总要求|总体要求|工作要求|总体思路)",
    "(?:始终|必须|牢固|完整|准确|深入|认真|全面|坚定|不移|统筹|协调)*"
    "(?:(?:坚持|贯彻|践行|落实|以|树立|增强|坚定|做到|拥护|推进|把握|立足|构建|融入).{0,8}"
    "(?:总基调|发展理念|新发展格局|新发展阶段|科学发展观|四个意识|四个自信|两个维护|两个确立|四个全面|五位一体).{0,6})+",
    ".*(?:基本理论|基本路线|基本方略)",
    "(?:面对|面临|克服|特别是|经受住).{0,40}(?:形势|冲击|任务|环境|考验|局面|疫情|影响|挑战|压力|困难)",
    "(?:有力|有效|扎实|高效|科学)*统筹(?:推进|抓好|做好)?疫情防控(?:和|与|、).{2,14}",
    "(?:扎实|全面|认真)?(?:做好|落实|完成)?“?六稳”?(?:工作)?、?(?:全面)?(?:落实)?“?六保”?(?:任务)?|"
    "(?:扎实|全面|认真)*(?:做好|落实)“?六[稳保]”?(?:工作|任务|要求)?",
    "(?:较好|圆满|全面|胜利)+完成.{2,36}(?:任务|目标).{0,4}",
    "(?:有效|成功|从容)?应对了?.{0,12}(?:考验|挑战|冲击|局面)",
    ".{0,8}(?:疫情|形势|环境).{0,16}(?:不确定|复杂|严峻|多变).{0,10}",
    "让我们(?:更加|紧密|携|一起|以|在|高举|继续|为|共同|满怀|撸起|只争|不).*",
    ".*(?:努力|不懈|团结|接续)奋斗",
    ".*作出(?:更大|新的|应有的|积极)+贡献",
    "(?:为|奋力|努力|共同|加快).*(?:新篇章|新局面|新征程|新胜利|美好明天|美好未来|新辉煌)",
    "以.{0,8}(?:优异的?成绩|实际行动|崭新姿态).*",
    "(?:全市|全省|全州|全县|全区|各级)(?:上下|人民|干部群众|各族人民)",
    "(?:过去|刚刚过去)的?[一二三四五几这]*年|[一二三四五]年来|回顾.{0,12}",
    "(?:我们|全市|上下|各级|(?:在.{2,8})?(?:坚强|正确)领导下)*"
    "(?:(?:更加|更|奋力)?(?:拼搏|同心同德|齐心协力|凝心聚力|真抓实干|开拓进取|锐意进取|奋发有为|奋勇争先|砥砺前行|砥砺奋进|解放思想"
    "|求真务实|攻坚克难|奋力拼搏|团结一心|团结奋斗|众志成城|担当作为|务实苦干|埋头苦干|勇毅前行|踔厉奋发|笃行不怠"
    "|接续奋斗|艰苦奋斗|与时俱进|改革创新|万众一心|只争朝夕|不负韶华|不忘初心|牢记使命|抢抓机遇|振奋精神)、?)+",
)
# Livelihood as a slogan: nothing is said of what is done.
_SLOGANS = (
    "(?:始终|一切|必须)?(?:坚持|践行|树牢|以)?(?:以)?人民(?:群众)?(?:为中心|至上).{0,8}",
    ".{0,24}(?:获得感|幸福感|安全感|满意度)(?:、(?:获得感|幸福感|安全感|满意度))*.{0,10}",
    "(?:更好|不断|持续|切实|努力|全面|着力|聚力|用心用情|大力|共同)*(?:增进|改善|提升|提高|保障|补齐)(?:和|与|改善|保障)*"
    "(?:人民|群众|百姓|全体人民|城乡居民)*(?:的)?(?:民生|生活)(?:福祉|品质|水平|质量|短板)?",
    "(?:人民|群众|百姓)?(?:民生|生活)(?:福祉|品质|水平|质量)?(?:持续|不断|显著|明显|进一步|得到|有了|取得)*"
    "(?:改善|提高|增进|提升|新提升|新改善|新成效)",
    "(?:民之所|群众所|百姓所|群众有所)(?:盼|忧|急|想|需|呼).{0,16}|政之所(?:向|为|及)|我必.{1,4}|政府有所应",
    "(?:把)?好事办(?:好|实)、?|(?:把)?实事办(?:好|实)|(?:把)?好事办[好实]、?实事办[好实]",
    "(?:用心用情|全力)?(?:办好|解决好?)(?:群众|人民|百姓|老百姓)?(?:的|身边)*(?:操心事|烦心事|揪心事|急难愁盼|民生实事|关键小事).{0,10}",
    "(?:让|使).{0,12}(?:人民|群众|百姓|市民).{0,16}(?:更美好|更幸福|更舒心|更好|更有.{1,4}|公平地?惠及.{0,8})",
    "(?:让)?(?:改革)?发展成果(?:更多)?更?公平地?(?:更多)?惠及.{2,10}|多谋民生之利|多解民生之忧",
    "(?:努力|逐步)?实现.{0,4}(?:幼有|学有|劳有|病有|老有|住有|弱有).*|(?:[幼学劳病老住弱]有[一-鿿]{2,3}、?)+",
    "(?:聚力|聚焦|突出|着力)?(?:品质|民生)(?:改善|提升|优先|为本|导向)",
)
_OF_SLOGANS = re.compile("人民|群众|百姓|民生|民之所|获得感|幸福感|生活|[学老病]有")
_ANCHOR = re.compile(
    "为指导|为统领|伟大旗帜|领导下|团结|指导思想|总体要求|总基调|让我们|社会主义思想|发展观|奋斗|面[对临]|五位一体|四个意识"
    "|发展理念|新篇章|新局面|统筹.{0,4}疫情防控|六稳|不确定|应对了|克服|经受住"
)
# The study of a speech is a subject; to follow it is none.
_STUDY = re.compile("学习|宣讲|培训|党课|读书班|主题教育|研讨")
_TASKS = re.compile(
    r"(?:[^、，。；：！？\s]{1,9}、){4,}[^、，。；：！？\s]{1,9}?(?:等|各项|各类|社会)+(?:工作|事业)"
)
_PRESENT = re.compile(
    r"(?:出席|列席|参加)[^，。]{0,12}的(?:还?有|领导).{2,}"
    r"|(?:.{2,120}、){2}.{2,60}(?:出席|列席|参加|陪同)(?:了)?(?:会议|大会|仪式|活动|开幕式|座谈会?|调研|考察)?"
    r"|.{2,160}(?:应邀|在主席台.{0,4})(?:出席|列席|参加|就座).{0,10}"
)


def _any_of(rules: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule})" for rule in rules))


_IS_COURTESY, _IS_GUIDANCE = _any_of((*_COURTESY, _TO_WHOM)), _any_of((*_GUIDANCE, *_SLOGANS))
_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]是)[\s　]*"
)


def is_formula(sentence: str) -> bool:
    """Whether a sentence is of form alone, so that the words in it speak for no theme.

    Who is spoken to (各位代表、驻外使节们), where and by whom a speech is held, what is asked of an
    assembly, thanks and wishes, who was present, principles, circumstances, slogans and calls in
    which nothing is said of a task of its own, and lists of many offices' tasks.

    Parameters
    ----------
    sentence : str
        As `cityanalysis.text.sentences` gives them.

    Examples
    --------
    >>> is_formula("向关心我市的港澳台同胞、海外侨胞和国际友人表示衷心的感谢！")
    True
    >>> is_formula("我市向港澳台同胞和海外侨胞开放养老服务业。")
    False
    """
    bare = _NUMBER.sub("", sentence.strip("# *"), count=1).strip(_MARKS + "。！？!?：:；;，,")
    if _LINE.fullmatch(bare) or _PRESENT.fullmatch(bare):
        return True
    if any(_of_many_offices(tasks.group(), bare) for tasks in _TASKS.finditer(bare)):
        return True
    clauses = _CLAUSE.findall(bare)
    total = sum(map(len, clauses))
    if _THANKS.search(bare) and _share(clauses, _IS_COURTESY) >= _PART * total:
        return True
    return (
        bool(_ANCHOR.search(bare) or _OF_SLOGANS.search(bare))
        and not _STUDY.search(bare)
        and _share(clauses, _IS_GUIDANCE) >= _PART * total
    )


def _of_many_offices(tasks: str, sentence: str) -> bool:
    """Whether a list fills a sentence, and is of names as short as those of offices."""
    each = len(tasks) / (tasks.count("、") + 1)
    return len(tasks) >= _LISTED * len(sentence) and each <= _OF_OFFICE


def _share(clauses: list[str], rule: re.Pattern[str]) -> int:
    """Characters of the clauses that a rule knows."""
    return sum(len(clause) for clause in clauses if rule.fullmatch(clause))
