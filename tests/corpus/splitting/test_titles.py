"""Which lines of a head are its main headline."""

import pytest

from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
from cityanalysis.corpus.splitting.pieces import read_pieces
from cityanalysis.corpus.splitting.titles import Headline, choose_title

BODY = "老厂换上机械臂，订单多了三成；邻村也办起食堂，老人不再发愁。"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("老厂换上机械臂", "邻村办起食堂来"), "老厂换上机械臂邻村办起食堂来"),
        (("一篇《老厂换上", "机械臂》的来历"), "一篇《老厂换上机械臂》的来历"),
        (("今年各地都在想办法，出新招", "老厂换上机械臂"), "老厂换上机械臂"),
        (("老厂换上机械臂", "——从订单多了三成说起"), "老厂换上机械臂"),
        (("老厂换上机械臂，", "订单一年多三成"), "老厂换上机械臂，订单一年多三成"),
        (("老旧小区改造走访", "门槛为什么是三厘米"), "门槛为什么是三厘米"),
        (("灶台先支起来", "——农村助餐点运营调查"), "灶台先支起来"),
    ],
)
def test_halves_of_a_headline_are_joined_and_kickers_are_not(
    lines: tuple[str, ...], title: str
) -> None:
    found = choose_title(read_pieces(read_paragraphs("\n".join(lines))), BODY)
    assert "".join(piece.text for piece in found.main) == title
    assert len({piece.line for piece in found.main}) + len(found.others) == len(lines)


def test_no_head_no_title() -> None:
    assert choose_title([], BODY) == Headline((), ())
