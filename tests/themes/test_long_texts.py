"""A feature longer than what the scorer learned from is about what a quarter of it is about.

All sentences are invented.
"""

import numpy as np
import pandas as pd
import pytest

from cityanalysis.themes import score_themes
from cityanalysis.themes.long_texts import long_texts, parts_of
from cityanalysis.themes.text_pieces import cut_into_pieces

APPROVAL = [
    "走进县政务服务大厅，来办营业执照的店主在一个窗口就交齐了材料。",
    "过去开一家餐馆要跑五个部门，如今审批合并成一张表，当天拿证。",
    "缺一份材料的先受理后补齐，专员带着企业把手续办完。",
    "大厅设了“办不成事”窗口，半年里解决了二百多件烦心事。",
    "工程审批也减了环节，图纸一次审完，拿地那天就能开工。",
    "跨省的证明不用回老家开，两地窗口连线核对就行。",
]
HARVEST = [
    "合作社的收割机一早下了地，两千亩小麦一个星期就能收完。",
    "农技员蹲在垄边数穗，说今年亩产能过一千一百斤。",
    "村里把撂荒的坡地重新种上谷子，农户每亩多收六百元。",
    "大棚里的番茄刚坐果，菜农给它们一株一株地绑蔓。",
    "镇上的种子站送来新的麦种，先在三个村试种。",
    "果园装了滴灌，一亩地一年省下四个工。",
    "养羊的人家用秸秆做饲料，羊粪再还到田里。",
    "晒场边的粮仓换了新顶，新麦进仓前先过筛。",
]


def _section(sentences: list[str], length: int) -> str:
    own: list[str] = []
    while sum(map(len, own)) < length:
        own.append(f"{len(own) + 1}月，{sentences[len(own) % len(sentences)]}")
    return "".join(own)


@pytest.mark.parametrize("encoder", ["use", None])
def test_a_section_of_a_long_feature_is_one_of_its_subjects(encoder: str | None) -> None:
    harvest = _section(HARVEST, 1_600)
    texts = [harvest + "\n" + _section(APPROVAL, 800), harvest + "\n" + APPROVAL[0] + harvest]
    articles = pd.DataFrame({"doc_id": ["section", "sentence"], "text": texts})
    about = score_themes(articles, encoder=encoder, with_shares=False).about
    assert about["agriculture_rural"].all()
    assert about["approval_reform"].tolist() == [True, False]


def test_parts_hold_every_sentence_once_and_are_a_multiple_of_four() -> None:
    pieces = cut_into_pieces(["短文一篇。", _section(HARVEST, 2_000), _section(HARVEST, 5_000), ""])
    rows = long_texts(pieces)
    assert rows.tolist() == [1, 2]
    parts, owner = parts_of(pieces, rows)
    assert np.bincount(owner).tolist() == [0, 4, 8]
    for row in rows:
        whole = pieces.members[[row]].toarray()[0]
        assert np.array_equal(parts.members[owner == row].sum(axis=0), whole)
