"""Three invented articles, and the forms in which the third set of tables holds them."""

import csv
import io
import json
from typing import Any

Held = tuple[str, str, bytes, dict[str, Any]]


T = ["桃花岛开发旅游专线", "滨江路夜市恢复营业", "人才公寓开始配租"]
X = [
    "舟山市桃花岛开通旅游专线，全程二十八公里，沿途设置九个站点，方便游客上下岛观光。",
    "芜湖市滨江路夜市恢复营业，首批入驻摊位一百六十个，经营时间延长到凌晨一点。",
    "赣州市首批人才公寓开始配租，房源四百二十套，租金按市场价的六成收取。",
]
C = ["舟山", "芜湖", "赣州"]
D = ["2021-04-12", "2021-05-23", "2021-06-30"]
FULL = {"n": 3, "titles": T, "dates": D, "cities": C, "text_has": [x[-14:] for x in X]}
NOT = {"n": 3, "dates": D, "cities": C, "text_has": [x[-14:] for x in X]}


def tab(rows: list[list[Any]], delim: str = ",") -> str:
    b = io.StringIO()
    csv.writer(b, delimiter=delim).writerows(rows)
    return b.getvalue()


def dj(x: object) -> str:
    return json.dumps(x, ensure_ascii=False)


def xlsx(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    from openpyxl import Workbook

    wb = Workbook()
    wb.remove(wb.active)
    for name, rows in sheets:
        ws = wb.create_sheet(name)
        for r in rows:
            ws.append(list(r))
    b = io.BytesIO()
    wb.save(b)
    return b.getvalue()
