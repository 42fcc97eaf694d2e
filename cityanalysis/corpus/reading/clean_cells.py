"""Cells as crawlers leave them: tags, entities, links and what sites add to posts are taken out.

The text for analysis is the cleaned one; where each run of it stands in the cell is kept, so that
the cell itself can be shown.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from cityanalysis.corpus.page import Segment, Span

__all__ = ["clean_cell", "fold_forms", "traced"]

# What any markup, link or post holds one of; searched for one by one, which takes a fifth of the
# time of a regular expression.
_ODD = ("<", "&", "\\", "@", "#", "[", "http", "www.", "网页链接", "展开", "收起", "_x000")
_MARKUP = re.compile(
    # What is opened again and again and never closed takes no more than a few looks at each.
    r"(?P<gone><!--(?:(?!<!--).)*?-->|<(?P<tag>script|style)\b[^<>]*>"
    r"(?:(?:(?!<(?P=tag)\b).)*?<(?P=tag)\b){0,3}?(?:(?!<(?P=tag)\b).)*?</(?P=tag)\s*>)"
    r"|(?P<line><br\s*/?>|</(?:p|div|li|tr|h\d)\s*>)"
    r"|(?P<other></?[a-zA-Z][a-zA-Z0-9:]*(?:\s[^<>]{0,4000})?/?>)"
    r"|(?P<shown_line>&(?:amp;){0,2}lt;(?:br\s*/?|/(?:p|div|li|tr|h\d)\s*)&(?:amp;){0,2}gt;)"
    r"|(?P<shown>&(?:amp;){0,2}lt;/?(?:p|div|span|strong|b|em|i|u|font|img|a|ul|ol|li|table|tbody|tr|td|h\d)"
    r"(?:\s(?:(?!&(?:amp;){0,2}[lg]t;)[^<>]){0,2000})?/?&(?:amp;){0,2}gt;)"
    r"|(?P<entity>&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});)"
    r"|(?P<escape>\\(?:r\\n|n|r|t|u3000|xa0|u00a0|u200b)(?![a-z])|_x000[ADad]_)"
    r"|(?P<link>(?:https?://|www\.)[\w\-./?%&=#~:+,@!$;*]+)",
    re.S,
)
_AMPERSANDS = re.compile(r"&(?:amp;)+(?=[#a-zA-Z])")
_IS_POST = re.compile(
    r"(?<![A-Za-z0-9_.])@[\w\u4e00-\u9fff]|#[^#\s]{1,30}#|https?://|网页链接|展开全文|收起全文|收起d|展开c|//@"
    r"|\[(?:赞|鼓掌|心|泪|doge|笑|哈哈|允悲|怒|汗|可爱|偷笑|爱你|给力|加油|强|蜡烛|中国赞|作揖|玫瑰|话筒|微笑"
    r"|嘻嘻|吃瓜|捂脸|太开心|good|ok|威武|抱拳|祈祷|合十|悲伤|失望|生病|鲜花|礼物|拜拜|思考|并不简单)[^\]]{0,3}\]"
)
_POST = re.compile(
    r"(?://|回复\s?)@[^:：\s]{1,30}\s?[:：]|(?:转发微博|轻转发|Repost)(?=$|[\s/。，])"
    r"|O?网页链接|展开全文\s?c?|收起(?:全文)?\s?d(?![a-z])|收起全文|\.{3}展开c?|全文$|L[^\s，。]{1,20}的(?:微博视频|秒拍视频)|查看图片"
    r"|\[[\u4e00-\u9fffA-Za-z]{1,6}\]|(?<![A-Za-z0-9_.])@[\w\-\u4e00-\u9fff·]{1,30}|#(?=[^#]{1,30}#)|(?<=\S)#(?=\s|$|[\u4e00-\u9fff])"
    r"|(?:^|(?<=\s))2(?=[\u4e00-\u9fff]{2,8}·)|\u200b"
)
_CHAIN = re.compile(r"//@")
_HAN = re.compile("[\u3400-\u9fff]")
# With so many words of the author's own before a chain of reposts, the chain is left out.
_OWN_WORDS = 6

# Radicals that fonts of PDFs put for characters; those that Unicode itself folds are added below.
_SUPPLEMENT = dict(zip(
    "⺠⻓⻋⻅⻔⻛⻜⻢⻥⻦⻩⻬⻰⻤⻝⻚⻉⻄⺟⺎⺗⺝⻁⻆⻘⻙⻣⻨⻮⻳⻧⻫⻪⺅⺮⺼⻌⻏⻖⻗",
    "民长车见门风飞马鱼鸟黄齐龙鬼食页贝西母兀心月虎角青韦骨麦齿龟卤齐黾亻竹肉辶阝阝雨",
))  # fmt: skip
_FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# Upper bytes of their code points.
_ROWS = (0x2E, 0x2F, 0xF9, 0xFA)


def fold_forms(text: str) -> str:
    """Text with radicals and compatibility forms of characters as the characters themselves.

    Every character stays one, so that offsets stay what they were.

    Examples
    --------
    >>> fold_forms("⽤⼼为⺠")
    '用心为民'
    """
    # Looking for the upper bytes takes a tenth of the time of the regular expression.
    upper = text.encode("utf-16-le", "surrogatepass")[1::2]
    if not (_ROWS[0] in upper or _ROWS[1] in upper or _ROWS[2] in upper or _ROWS[3] in upper):
        return text
    return _FORMS.sub(lambda found: _folded(found[0]), text)


def _folded(character: str) -> str:
    import unicodedata

    if character in _SUPPLEMENT:
        return _SUPPLEMENT[character]
    made = unicodedata.normalize("NFKC", character)
    return made if len(made) == 1 else character


def clean_cell(text: str, parts: Sequence[Span] = ()) -> tuple[str, tuple[Segment, ...] | None]:
    """A cell for analysis, and where each run of it stands in the cell.

    Parameters
    ----------
    text : str
        The cell as the table has it.
    parts : sequence of (start, end)
        The stretches that belong to the article; all of it where there are none.

    Returns
    -------
    cleaned : str
    segments : tuple of (cleaned_start, text_start, length), or None
        None where nothing was to be cleaned.

    Examples
    --------
    >>> clean_cell("<p>好&amp;快</p>[赞] http://t.cn/A6")
    ('好&快\\n ', ((0, 3, 1), (1, 4, 1), (2, 9, 1), (3, 10, 1), (4, 17, 1)))
    """
    if not parts and not any(mark in text for mark in _ODD):
        return text, None
    pieces = [(text[a:b], a) for a, b in parts] if parts else [(text, 0)]
    pieces = [piece for one in pieces for piece in _without_markup(*one)]
    if _IS_POST.search(text):
        pieces = list(_without_post(pieces, text))
    return _joined(pieces)


Piece = tuple[str, int]


def _without_markup(text: str, at: int) -> Iterator[Piece]:
    """Runs of text with their places; what stands for a character is a run of its own."""
    position = 0
    for found in _MARKUP.finditer(text):
        if found.start() > position:
            yield text[position : found.start()], at + position
        made = _meant(found)
        if made:
            yield made, at + found.start()
        position = found.end()
    if position < len(text):
        yield text[position:], at + position


def _meant(found: re.Match[str]) -> str:
    """The character that a piece of markup stands for."""
    if found["line"] or found["shown_line"]:
        return "\n"
    if found["entity"]:
        # An entity may have been escaped several times.
        made = html.unescape(_AMPERSANDS.sub("&", found[0]))
        return made if len(made) == 1 else found[0][:1] if made == found[0] else made[:1]
    if found["escape"]:
        return "\n" if found[0][1] in "nrx" else " "
    return ""


def _without_post(pieces: Sequence[Piece], text: str) -> Iterator[Piece]:
    """Runs without what a site's page puts into posts; a chain of reposts ends the own words."""
    chain = _CHAIN.search(text)
    own = len(_HAN.findall(_POST.sub("", text[: chain.start()]))) if chain else 0
    end = chain.start() if chain and own >= _OWN_WORDS else len(text)
    for run, at in pieces:
        if at >= end:
            return
        run = run[: end - at]
        position = 0
        for found in _POST.finditer(run):
            if found.start() > position:
                yield run[position : found.start()], at + position
            position = found.end()
        if position < len(run):
            yield run[position:], at + position


def _joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Segment, ...]]:
    runs, segments, length = [], [], 0
    for run, at in pieces:
        runs.append(run)
        segments.append((length, at, len(run)))
        length += len(run)
    return "".join(runs), tuple(segments)


def traced(segments: Iterable[Sequence[int]], runs: Sequence[Sequence[int]]) -> tuple[Segment, ...]:
    """Segments of a text in its cell, by way of the cleaned cell between them.

    Parameters
    ----------
    segments : iterable of (text_start, cleaned_start, length)
        Where runs of the text stand in the cleaned cell.
    runs : sequence of (cleaned_start, cell_start, length)
        In order.

    Examples
    --------
    >>> traced([(0, 1, 4)], [(0, 10, 2), (2, 20, 5)])
    ((0, 11, 1), (1, 20, 3))
    """
    from bisect import bisect_right

    starts = [run[0] for run in runs]
    made: list[Segment] = []
    for start, cleaned, length in segments:
        at, end = max(bisect_right(starts, cleaned) - 1, 0), cleaned + length
        for run_start, cell_start, run_length in runs[at:]:
            if run_start >= end:
                break
            first, last = max(cleaned, run_start), min(end, run_start + run_length)
            if first < last:
                made.append((start + first - cleaned, cell_start + first - run_start, last - first))
    return tuple(made)
