"""Doubtful seeds are shown with sentences to judge them by."""

import pandas as pd

from cityanalysis.frames import SeedDoubts
from cityanalysis.themes import Theme, doubtful_seeds, find_seeds, vet_seeds

TRADE = Theme("trade", "外贸", "Trade", ("外贸", "海关", "服务"))


def shown(texts: list[str], on: list[bool]) -> pd.DataFrame:
    ids = [f"d{number}" for number in range(len(texts))]
    articles = pd.DataFrame({"doc_id": ids, "text": texts})
    hits = find_seeds(articles, [TRADE])
    about = pd.DataFrame({"trade": on}, index=ids)
    return doubtful_seeds(vet_seeds(hits, [TRADE], len(ids)), hits, articles, about)


def test_a_seed_that_stands_everywhere_is_shown_with_three_sentences():
    texts = [f"第{number}天晴。食堂的服务员擦桌子。" for number in range(9)] + ["外贸订单和服务。"]
    rows = shown(texts, [False] * 9 + [True])
    assert rows[SeedDoubts.seed].tolist() == ["服务"] * 3
    assert rows[SeedDoubts.doc_id].tolist() == ["d0", "d4", "d9"]
    assert rows[SeedDoubts.sentence].tolist()[0] == "食堂的服务员擦桌子。"
    first = rows.iloc[0]
    assert first[SeedDoubts.doubt] == "too_common" and first[SeedDoubts.n_with_seed] == 10
    assert first[SeedDoubts.share_about] == 0.1


def test_seeds_in_order_are_not_shown_and_nothing_gives_nothing():
    assert shown(["外贸和海关。", "晴。", "阴。", "雨。"], [True, False, False, False]).empty
    empty = shown([], [])
    assert empty.empty and list(empty.columns) == SeedDoubts.names()
    SeedDoubts.check(empty)
