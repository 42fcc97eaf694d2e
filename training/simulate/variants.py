"""Articles of rare genres made out of common ones: photo news, letters, documents, mere briefs."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from training.simulate import wording
from training.simulate.local_articles import LocalArticle, Section

_SENTENCE = re.compile(".*?[。！？]”?|.+$")
_LONGEST_PHOTO = 150
_FEWEST_PARAGRAPHS = 2
_DOCUMENTS = (
    "通知",
    "通告",
    "公告",
    "实施意见",
    "实施方案",
    "管理办法",
    "暂行办法",
    "若干规定",
    "倡议书",
)
_OFFICES = (
    "人民政府办公室",
    "教育局",
    "城市管理局",
    "公安局",
    "水利局",
    "住房和城乡建设局",
    "民政局",
)
_REPLIES = (
    "部门答复",
    "回复",
    "记者调查",
    "有关部门回应",
    "【回音】",
    "核实情况",
    "编后",
    "律师说法",
    "街道回复",
)
_GREETINGS = ("编辑同志：", "编辑同志: ", "编辑部：", "")
_RECIPIENTS = ("各县（市、区）人民政府，市直各部门：", "各有关单位：", "广大市民朋友：", "")
_NUMERALS = "一二三四五六七八九十"


def vary(article: LocalArticle, rng: random.Random) -> LocalArticle:
    """The article as another genre would have it, now and then; mostly as it is."""
    if article.genre not in ("brief", "report") or rng.random() < 0.6:
        return article
    make: tuple[Callable[[LocalArticle, random.Random], LocalArticle], ...]
    make = (_photo, _photo, _unsigned, _unsigned, _letter, _document)
    return rng.choice(make)(article, rng)


def _paragraphs(article: LocalArticle) -> list[str]:
    lead = [article.lead] if article.lead else []
    return [*lead, *(p for section in article.sections for p in section.paragraphs)]


def _unsigned(article: LocalArticle, rng: random.Random) -> LocalArticle:
    return replace(article, byline="", dateline=rng.choice(("", article.dateline)))


def _photo(article: LocalArticle, rng: random.Random) -> LocalArticle:
    """A picture's text: a sentence or two with the date and the photographer."""
    text = ""
    for sentence in _SENTENCE.findall(_paragraphs(article)[0]):
        if text and len(text) + len(sentence) > _LONGEST_PHOTO:
            break
        text += sentence
    if rng.random() < 0.5:
        text = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日，{text}"
    by = wording.person(rng)
    sign = rng.choice(
        (" {} 摄", "（{} 摄）", " 本报记者 {} 摄", "　{}摄", "（本报记者 {} 摄影报道）")
    )
    section = Section((), (text + sign.format(by),))
    return replace(
        article,
        genre="photo",
        kicker="",
        subtitle="",
        byline="",
        dateline="",
        lead="",
        sections=(section,),
    )


def _letter(article: LocalArticle, rng: random.Random) -> LocalArticle:
    """A reader's letter with the answer that it got."""
    paragraphs = _paragraphs(article)
    if len(paragraphs) < _FEWEST_PARAGRAPHS:
        return article
    at = rng.randint(1, len(paragraphs) - 1)
    reader = f"{rng.choice(('读者', '市民', wording.PAPERS[0] + '读者'))} {wording.person(rng)}"
    greeting = rng.choice(_GREETINGS)
    letter = [greeting + paragraphs[0], *paragraphs[1:at]]
    signed_below = rng.random() < 0.5
    if signed_below:
        letter[-1] = f"{letter[-1]} {reader}"
    sections = (
        Section(("读者来信",) if rng.random() < 0.3 else (), tuple(letter)),
        Section((rng.choice(_REPLIES),), tuple(paragraphs[at:])),
    )
    title = article.title if rng.random() < 0.5 else f"{article.title.rstrip('？')}，该找谁？"
    return replace(
        article,
        genre="letter",
        title=title,
        byline="" if signed_below else reader,
        dateline="",
        lead="",
        sections=sections,
    )


def _document(article: LocalArticle, rng: random.Random) -> LocalArticle:
    """An official document: numbered articles, or numbered sections under a greeting."""
    paragraphs = _paragraphs(article)
    city, office = rng.choice(wording.CITIES), rng.choice(_OFFICES)
    about = re.split("[，：；。 ]", article.title)[0].strip("“”")
    kind = rng.choice(_DOCUMENTS)
    title = rng.choice(
        (
            f"{city}市{office}关于{about}的{kind}",
            f"关于{about}的{kind}",
            f"{city}市{about}{kind}（节选）",
        )
    )
    if rng.random() < 0.5:
        sentences = [s for p in paragraphs for s in _SENTENCE.findall(p)][: len(_NUMERALS)]
        first = rng.randint(0, 3)
        parts = tuple(
            f"第{_NUMERALS[min(first + k, 9)]}条　{text}" for k, text in enumerate(sentences)
        )
        sections: tuple[Section, ...] = (Section((), parts),)
    else:
        sections = tuple(
            Section((f"{_NUMERALS[k]}、{re.split('[，。：]', p)[0][:14]}",), (p,))
            for k, p in enumerate(paragraphs[: len(_NUMERALS)])
        )
        if recipient := rng.choice(_RECIPIENTS):
            sections = (Section((), (f"{recipient}现将有关事项通知如下。",)), *sections)
    return replace(
        article,
        genre="notice",
        title=title,
        kicker="",
        subtitle="",
        byline="",
        dateline="",
        lead="",
        sections=sections,
    )
