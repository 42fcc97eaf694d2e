"""Characters: variant forms to simplified ones, gaps inside words, shapes that OCR confuses."""

import csv
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from cityanalysis.corpus import simplified_forms
from cityanalysis.resources import data_path

__all__ = ["Gaps", "fold", "lookalikes", "traditional_marks", "without_gaps"]

# Frequent traditional characters that simplified text never has: one of them shows the script.
_MARKS = (
    "國縣區東廣濟島臺灣長門車馬為與會來時對開發學經這們個說將後業產實現動關點體電話務員級應黨書"
    "鎮鄉陽陰寧慶蘇龍鳳圓場報記號線導營農進過還達運連遠選邊織網總聯續維錦銀錢鐵"
)
# The pattern begins with the gap, so that the search jumps from blank to blank.
_GAP = re.compile("[ \u3000\u00a0](?<=[\u4e00-\u9fff].)[ \u3000\u00a0]{0,3}(?=[\u4e00-\u9fff])")

# Blocks of characters that only look like a Chinese one and stand for it, as PDF files and phones
# write them (⼤连). Unicode's own compatibility mapping says which.
_COMPATIBILITY = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA))
# The block of radicals has no such mapping in Unicode's main table (⻓沙).
_RADICALS = dict(
    zip(
        "⺠⺫⺬⺼⻁⻂⻃⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻲",
        "民目示肉虎衣西西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    table = dict(simplified_forms())
    for code in (code for block in _COMPATIBILITY for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = table.get(ord(plain), plain)
    return table | {ord(radical): plain for radical, plain in _RADICALS.items()}


def traditional_marks(names: Iterable[str]) -> list[str]:
    """Characters that show a text must be folded: traditional and compatibility forms of those in
    names, and frequent traditional ones."""
    used = {character for name in names for character in name}
    folded = _simplified()
    of_names = {chr(code) for code, simplified in folded.items() if simplified in used}
    return sorted(of_names.union(_MARKS) - used)


def fold(text: str) -> str:
    """The text in simplified characters, one for one: offsets stay.

    Examples
    --------
    >>> fold("濟南市歷下區"), fold("⼤连 ⻓沙")
    ('济南市历下区', '大连 长沙')
    """
    return text.translate(_simplified())


def without_gaps(text: str) -> str:
    """The text without spaces between Chinese characters.

    Examples
    --------
    >>> without_gaps("聊 城市")
    '聊城市'
    """
    if " " not in text and "\u3000" not in text and "\u00a0" not in text:
        return text
    return _GAP.sub("", text)


class Gaps:
    """Where the characters of ``without_gaps(text)`` stand in the text.

    Examples
    --------
    >>> gaps = Gaps("聊 城市")
    >>> [gaps.place(n) for n in range(3)]
    [0, 2, 3]
    """

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._lengths = [0]
        for gap in _GAP.finditer(text):
            before = self._lengths[-1]
            self._starts.append(gap.start() - before)
            self._lengths.append(before + gap.end() - gap.start())

    def place(self, position: int) -> int:
        """Place in the text of the character at a position of the text without gaps."""
        return position + self._lengths[bisect_right(self._starts, position)]


@lru_cache(maxsize=1)
def lookalikes() -> dict[str, str]:
    """Character of a name -> the characters that OCR may read in its place."""
    with data_path("gazetteer/confusables.csv").open(encoding="utf-8", newline="") as file:
        return {row["character"]: row["lookalikes"] for row in csv.DictReader(file)}
