"""The three articles that most of the invented inputs hold, and a table of them."""

from typing import Any

NAMES = ("编号", "标题", "日期", "正文")
TITLES = ["灯塔改造", "果园直播", "夜校开班"]
DATES = ["2022-06-08", "2022-07-19", "2022-08-23"]
CITIES = ["威海", "德州", "临沂"]
TEXTS = [
    "威海市对十二座老灯塔进行改造，增设展览和研学空间，让市民走近海上航标的历史。",
    "德州市的桃园里架起了直播间，农户边采摘边介绍品种，订单当天就能装车发往外地。",
    "临沂市的青年夜校新一期开班，陶艺和摄影课程很快报满，学员多是附近的年轻职工。",
]
ROWS = [(str(7 + i), TITLES[i], DATES[i], TEXTS[i]) for i in range(3)]
ALL: dict[str, Any] = {"n": 3, "titles": TITLES, "dates": DATES, "cities": CITIES}


def table(
    names: tuple[str, ...] = NAMES,
    rows: list[tuple[str, ...]] = ROWS,
    sep: str = ",",
    end: str = "\n",
) -> str:
    return "".join(sep.join(row) + end for row in ([names] if names else []) + rows)
