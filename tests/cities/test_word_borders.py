"""Where a name surely is a word."""

from itertools import islice
from pathlib import Path

import jieba
import pytest

from cityanalysis.cities.gazetteer import read_gazetteer
from cityanalysis.cities.name_forms import surfaces_of
from cityanalysis.cities.segment import Segmenter
from cityanalysis.cities.word_borders import Borders, parts_of

DICTIONARY = Path(jieba.__file__).with_name("dict.txt")
NAMES = [surface.text for surface in surfaces_of(read_gazetteer()) if surface.is_doubtful]


def _words(step: int) -> list[str]:
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    return [line.split(" ")[0] for line in islice(lines, 0, None, step)]


def test_words_of_the_dictionary_leave_no_name_without_doubt() -> None:
    borders = Borders([])
    starts: dict[str, list[str]] = {}
    for name in NAMES:
        for part in parts_of(name)[0][:-1]:
            starts.setdefault(part, []).append(name)
    checked = 0
    for word in _words(step=7):
        for place in range(1, len(word)):
            for name in starts.get(word[place:], ()):
                pair = borders.of(name)
                assert pair is not None
                assert word[place - 1] in pair[0], (word, name)
                checked += 1
    assert checked > 10_000


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("白银", "金", "行"), ("聊城", "无", "市"), ("大连", "重", "续"), ("个旧", "一", "的")],
)
def test_verdicts_are_those_of_the_segmentation(name: str, before: str, after: str) -> None:
    segmenter = Segmenter(NAMES)
    for left in (before, "在", "，", ""):
        for right in (after, "的", "。", ""):
            text = f"{left}{name}{right}"
            spot = len(left), len(left) + len(name)
            found = segmenter.is_word(text, *spot)
            cut = segmenter._cut(text, (0, len(text)), spot, False, False, 0)
            if left.isalpha() or right.isalpha():
                assert found == cut, text


def test_words_added_leave_doubt_too() -> None:
    plain, added = Borders([]).of("吉林"), Borders(["口吉"]).of("吉林")
    assert plain is not None
    assert added is not None
    assert "口" in added[0] - plain[0]


def test_a_name_not_in_the_table_is_always_asked() -> None:
    assert Borders([]).of("凤凰台下") is None
