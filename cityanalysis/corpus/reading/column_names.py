"""Names by which a column of a table is known."""

import re
import unicodedata
from functools import lru_cache

from cityanalysis.corpus.traditional_script import simplified_forms

__all__ = ["COLUMNS", "WHOLE_NAME", "known_fields", "may_be", "name_rank", "plain_name"]

# Whole names, best first; compared without case, spaces and marks.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "正文", "内容", "文本", "全文", "body", "content", "article", "文章", "文章内容",
        "新闻内容", "正文内容", "原文", "fulltext", "articletext", "articlebody", "微博正文",
        "微博内容", "博文", "留言内容", "留言详情", "诉求内容", "来信内容", "问题描述", "详情",
        "textraw", "contenttext", "nr", "zw", "desc", "detail", "message", "正文文本", "文章正文",
        "报道内容",
    ),
    "title": (
        "title", "标题", "题目", "题名", "篇名", "新闻标题", "文章标题", "主标题", "headline",
        "主题", "留言主题", "留言标题", "诉求标题", "工单标题", "来信标题", "subject", "文件名称",
        "法规标题", "名称", "bt", "head", "heading",
    ),
    "date": (
        "date", "日期", "发布时间", "发布日期", "时间", "出版日期", "发表时间", "发表日期",
        "报道日期", "刊发日期", "published", "publishedat", "publishdate", "publishtime",
        "pubdate", "pubtime", "createdat", "createtime", "datetime", "time", "留言时间",
        "来信时间", "来电时间", "受理时间", "提交时间", "见报日期", "颁布时间", "年月日", "年月",
        "年份", "年度", "year", "fbsj", "fbrq", "rq",
    ),
    "city": (
        "city", "城市", "地区", "地市", "市", "所属城市", "所在城市", "地级市", "cityname",
        "region", "城市名称", "市名", "地级市名称",
    ),
    "province": ("province", "省份", "省", "所在省份", "所属省份", "省级行政区", "provincename"),
    "source": (
        "source", "来源", "媒体", "媒体名称", "报纸", "报纸名称", "报刊", "publication",
        "newspaper", "media", "出处", "site", "网站", "刊名", "来源媒体", "公众号名称", "公众号",
        "文献来源", "期刊名称", "sitename", "ly",
    ),
    "id": (
        "id", "编号", "序号", "文章编号", "文章id", "sourceid", "docid", "articleid", "uid", "标识",
        "文档编号", "留言编号", "工单编号", "信件编号", "mid", "oid", "newsid", "新闻编号",
    ),
}  # fmt: skip

# Parts of names, best first, for what is not in the list: 新闻正文, article_content, 主要内容.
_PARTS: dict[str, tuple[str, ...]] = {
    "text": ("正文", "全文", "内容", "详情", "content", "body", "fulltext", "text", "原文", "文本",
             "诉求", "描述", "article", "摘要", "summary", "abstract", "导语", "description"),
    "title": ("标题", "题名", "篇名", "主题", "title", "headline", "题目", "案例名称",
              "事项名称", "项目名称", "活动名称"),
    "date": ("发布", "发表", "出版", "刊发", "见报", "推送", "pub", "created", "日期", "时间",
             "date", "time", "年月"),
    "city": ("城市", "地市", "市州", "city", "地区"),
    "province": ("省份", "province"),
    "source": ("媒体", "来源", "报纸", "报刊", "公众号", "source", "media", "publication"),
    "id": ("编号", "序号"),
}  # fmt: skip

# Parts by which a column is something else: an answer, a link, a count.
_NOT: dict[str, tuple[str, ...]] = {
    "text": ("答复", "回复", "回应", "办理", "处理", "评论", "reply", "answer", "comment", "url",
             "链接", "图片", "视频", "type", "类型", "类别", "长度", "字数", "length", "数", "id",
             "时间", "日期", "标题", "time", "date", "title", "来源", "source", "author", "作者"),
    "title": ("url", "链接", "引题", "副题", "肩题", "副标题", "引标题", "职务", "类型", "长度"),
    "date": ("抓取", "采集", "爬取", "crawl", "spider", "更新", "update", "modif", "入库", "截止",
             "办结", "答复", "回复", "reply", "answer", "deadline", "实施", "生效", "成立", "出生",
             "生日", "birth", "注册", "到期",
             "工具", "位置", "地点", "部门", "机构", "单位", "者", "人", "timestamp_ms", "updated",
             "status", "状态", "当前", "区", "地", "字数", "url"),
    "city": ("url", "code", "代码", "编码", "id", "等级", "级别", "code"),
    "province": ("url", "code", "代码", "编码", "id"),
    "source": ("url", "链接", "库", "database", "id", "数"),
    "id": ("用户", "user", "page", "parent"),
}  # fmt: skip

# Ranks of a whole name and of a part of one, less what a name further down its list loses.
_EXACT, _PART = 2_000, 1_000
# Ranks from here on belong to names that are known as a whole.
WHOLE_NAME = _PART + 501
_AGAIN = re.compile(r" \(\d+\)$")


@lru_cache(maxsize=2048)
def plain_name(name: str) -> str:
    """A name without case, spaces and marks, and without the number of a name that comes twice.

    Examples
    --------
    >>> plain_name("【Full Text】 (2)")
    'fulltext'
    """
    folded = unicodedata.normalize("NFKC", _AGAIN.sub("", name)).casefold()
    folded = folded.translate(simplified_forms())
    return "".join(character for character in folded if character.isalnum())


@lru_cache(maxsize=4096)
def name_rank(name: str, field: str) -> int:
    """How well a column's name fits a field: 0 where it does not, more where it is better.

    Examples
    --------
    >>> name_rank("正文", "text") > name_rank("新闻正文段", "text") > name_rank("摘要", "text")
    True
    >>> name_rank("答复内容", "text"), name_rank("发布工具", "date")
    (0, 0)
    """
    whole = plain_name(name)
    pieces = [plain_name(piece) for piece in re.split(r"[-_./\s（(【\[]", name)]
    for at, synonym in enumerate(COLUMNS[field]):
        if whole == synonym:
            return _EXACT - at
    for at, synonym in enumerate(COLUMNS[field]):
        if len(pieces) > 1 and synonym in pieces and _is_allowed(whole, field):
            return _PART + 500 - at
    for at, part in enumerate(_PARTS[field]):
        if part in whole and _is_allowed(whole, field):
            # The closer to the end the part stands, the more it is what the name is about.
            return _PART - 10 * at + (5 if whole.endswith(part) else 0)
    return 0


def may_be(name: str, field: str) -> bool:
    """Whether nothing in a name says that its column is something else.

    Examples
    --------
    >>> may_be("字段3", "date"), may_be("采集于", "date")
    (True, False)
    """
    return _is_allowed(plain_name(name), field)


def _is_allowed(whole: str, field: str) -> bool:
    return not any(word in whole for word in _NOT[field])


@lru_cache(maxsize=4096)
def known_fields(name: str) -> int:
    """How surely a cell is the name of a column: 2 for a whole name, 1 for a part, 0 for none.

    Examples
    --------
    >>> known_fields("正文"), known_fields("新闻正文"), known_fields("济南")
    (2, 1, 0)
    """
    if len(name) > 40 or not plain_name(name):
        return 0
    best = max(name_rank(name, field) for field in COLUMNS)
    return 2 if best >= WHOLE_NAME else 1 if best and len(name) <= 20 else 0
