"""What a short line is by the words that newspapers use for it: series, document, reply, letter."""

import re

__all__ = ["line_kind", "opening_kind"]

# How papers name a feature or a series in the line above or below the main headline.
_GENRE = re.compile(
    "(?:调查|调研|实录|纪实|见闻|探访|走访|回访|侧记|观察|手记|综述|解读|启示|专访|对话|扫描|透视|记|录|谈|行|"
    "特写|速写|追踪|盘点|一线|报告|之路|故事|样本|答卷|进行时|一年间|前后)$"
)
_DOCUMENT = re.compile(
    "(?:通知|通告|公告|公示|办法|意见|条例|规定|细则|方案|规划|倡议书|公报|启事|须知|函)"
    "(?:[（(][^（）()]{1,12}[)）])?$"
)
# Parts of a letter to the editor, of a service column or a document; alone they are no story.
_PART = re.compile(
    "[【［\\[（(]?(?:[^，。]{0,12}(?:答复|回复|回音|回应|说法|调查|核实|处理)|读者来信|来信|编后|编后语|记者手记|"
    "短评|点评|链接|相关链接|新闻链接|名词解释|延伸阅读|背景|提示|温馨提示|小贴士|附件|附件摘录|附)[】］\\]）)：:]?$"
)
_DAY = "(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日"
_SIGNATURE = re.compile(
    f"(?:读者|居民|市民|网友|业主|家长|学生)[ \u3000]?[\u4e00-\u9fff]{{2,4}}(?:[ \u3000]?{_DAY})?$"
)
_FIGURE = "[\\d一二三四五六七八九十]{1,3}"
_CHAPTER = re.compile(f"(?:{_FIGURE}[ \u3000、.]?)?第{_FIGURE}(?:[章节篇]|部分)")
# The number of a document, and the words in brackets that end its title.
_NUMBER = re.compile("[〔［\\[]\\d{4}[〕］\\]]\\d{1,4}号$")
_BRACKETED = re.compile("(?:—+)?[（(][^（）()]{2,12}[)）]$")
_LETTER = re.compile("编辑(?:同志|部)?(?:：|:)|(?:尊敬的|各)[^，。]{2,40}[：:]")
_ARTICLE = re.compile("第[一二三四五六七八九十百]{1,4}条")
_DATE = re.compile(
    "[“]?(?:\\d{1,4}年)?\\d{1,2}月\\d{1,2}日|\\d{1,2}日|(?:近日|日前|昨日|昨天|今日|今天)"
)
_PHOTO = re.compile("摄(?:于[^，。]{2,12})?[)）]?[。.]?$")
_LONGEST_END = 24


def line_kind(text: str) -> str:
    """Kind of a short line, or nothing.

    Examples
    --------
    >>> line_kind("老旧住宅适老化改造走访"), line_kind("部门答复"), line_kind("一把尺子")
    ('genre', 'part', '')
    >>> line_kind("第二章 保障措施"), line_kind("市发〔2024〕7号"), line_kind("读者 陈秋 5月2日")
    ('chapter', 'number', 'signature')
    """
    if _PART.match(text):
        return "part"
    if _CHAPTER.match(text):
        return "chapter"
    if _NUMBER.search(text):
        return "number"
    if _BRACKETED.match(text):
        return "bracketed"
    if _DOCUMENT.search(text):
        return "document"
    if _SIGNATURE.search(text):
        return "signature"
    return "genre" if _GENRE.search(text) else ""


def opening_kind(text: str) -> str:
    """Kind of a paragraph by its first and last words: photo news, letter, document, dated.

    Examples
    --------
    >>> opening_kind("7月18日，市民在新装的座椅上候车。 龚平 摄"), opening_kind("编辑同志：")
    ('photo', 'letter')
    """
    if _PHOTO.search(text, max(0, len(text) - _LONGEST_END)):
        return "photo"
    if _LETTER.match(text):
        return "letter"
    if _ARTICLE.match(text):
        return "article"
    return "date" if _DATE.match(text) else ""
