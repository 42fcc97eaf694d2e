"""Which lines of a head are its main headline."""

import pytest

from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
from cityanalysis.corpus.splitting.pieces import read_pieces
from cityanalysis.corpus.splitting.titles import choose_title

BODY = "老厂换上机械臂，订单多了三成；邻村也办起食堂，老人不再发愁。"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("老厂换上机械臂", "邻村办起食堂来"), "老厂换上机械臂邻村办起食堂来"),
        (("一篇《老厂换上", "机械臂》的来历"), "一篇《老厂换上机械臂》的来历"),
        (("今年各地都在想办法，出新招", "老厂换上机械臂"), "老厂换上机械臂"),
        (("老厂换上机械臂", "——从订单多了三成说起"), "老厂换上机械臂"),
        (("市里的新招：老厂换上", "邻村办起食堂"), "市里的新招：老厂换上邻村办起食堂"),
    ],
)
def test_halves_of_a_headline_are_joined_and_kickers_are_not(
    lines: tuple[str, ...], title: str
) -> None:
    main, others = choose_title(read_pieces(read_paragraphs("\n".join(lines))), BODY)
    assert "".join(piece.text for piece in main) == title
    assert len({piece.line for piece in main}) + len(others) == len(lines)


def test_no_head_no_title() -> None:
    assert choose_title([], BODY) == ([], [])
