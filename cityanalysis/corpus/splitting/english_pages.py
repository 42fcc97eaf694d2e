"""Articles of pages in English: the labels are learned from Chinese, so here form alone decides."""

import re
from collections.abc import Sequence

from cityanalysis.corpus.line_joints import is_english
from cityanalysis.corpus.splitting.bylines import Byline
from cityanalysis.corpus.splitting.items import Item
from cityanalysis.corpus.splitting.paragraphs import Line, ends_complete
from cityanalysis.corpus.splitting.pieces import Piece

__all__ = ["english_items"]

# Characters by which the language of a page is told, and how many letters there are for one
# Chinese character where it is English: a place may bear its Chinese name beside it.
_SAMPLE, _LETTERS = 4000, 8
_LETTER, _HAN = re.compile("[A-Za-z]"), re.compile("[\u3400-\u9fff]")
# Paragraphs are longer than this, headlines no longer than that.
_PARAGRAPH, _LONGEST_HEAD = 80, 120
# Shorter lines within an article are subheads, unless a byline follows.
_WORDS_OF_HEAD = 5
_END = re.compile(r"[.!?:;,][”\"’)\]]*$")
_BEGIN = re.compile(r"[A-Z0-9“\"‘'(]")
_BYLINE = re.compile(r"(?:By|BY|Written by|Text by|Reporters?:) ?([A-Z][\w.’' ,&-]{2,60})$")
_BETWEEN_NAMES = re.compile(r" *(?:,|&|\band\b) *(?:and )?")


def english_items(text: str, lines: Sequence[Line]) -> list[Item] | None:
    """Items of a page in English; None where it is in another language, or holds no paragraph.

    Examples
    --------
    >>> from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
    >>> body = "The port of Qingdao counted more ships in May than in any month before, it said."
    >>> page = f"Port counts more ships than ever\\n\\n{body}"
    >>> [item.heads[0].text for item in english_items(page, read_paragraphs(page))]
    ['Port counts more ships than ever']
    """
    if not _is_english(text) or not any(map(_is_paragraph, lines)):
        return None
    pieces = [_piece(number, line) for number, line in enumerate(lines)]
    items: list[Item] = []
    last = max(i for i, line in enumerate(lines) if _is_paragraph(line))
    for i, piece in enumerate(pieces):
        signed = i + 1 < len(pieces) and pieces[i + 1].byline is not None
        begun = bool(items) and not items[-1].body
        is_head = i < last and _is_head(piece.text)
        is_long = len(piece.text.split()) >= _WORDS_OF_HEAD or signed
        if not items or (is_head and is_long and not begun):
            items.append(Item("article"))
        current = items[-1]
        if piece.byline is not None:
            current.bylines.append(piece)
        elif is_head and not current.body:
            current.heads.append(piece)
        else:
            current.body.append(piece)
            if is_head:
                current.subheads.append(piece)
    return items


def _piece(number: int, line: Line) -> Piece:
    found = _BYLINE.match(line.text)
    names = tuple(filter(None, _BETWEEN_NAMES.split(found[1]))) if found else ()
    byline = Byline(0, len(line.text), names, (), True, False) if names else None
    mark = "byline" if names else ""
    return Piece(line.start, line.end, number, line.gap, line.indent, line.text, mark, byline)


def _is_english(text: str) -> bool:
    sample = text[:_SAMPLE]
    letters, han = len(_LETTER.findall(sample)), len(_HAN.findall(sample))
    return is_english(sample) and letters >= _LETTERS * han


def _is_paragraph(line: Line) -> bool:
    return len(line.text) >= _PARAGRAPH and ends_complete(line.text)


def _is_head(text: str) -> bool:
    short = len(text) <= _LONGEST_HEAD
    return short and _BEGIN.match(text) is not None and _END.search(text) is None
