import pandas as pd
import pytest

from cityanalysis.themes import support


def corpus(n: int, n_cities: int, n_months: int = 1, clusters: int | None = None):
    ids = [f"d{k}" for k in range(n)]
    dates = pd.to_datetime([f"2020-{k % n_months + 1:02d}-01" for k in range(n)])
    articles = pd.DataFrame({"doc_id": ids, "text": "文", "date": dates})
    cities = pd.DataFrame({"doc_id": ids, "city": [f"c{k % n_cities}" for k in range(n)]})
    cluster = pd.Series([f"g{k % (clusters or n)}" for k in range(n)], index=ids)
    return articles, cities, cluster


@pytest.mark.parametrize(
    ("case", "model", "comparison", "codes"),
    [
        (corpus(60, 2, 8), "seeded_lda", True, []),
        (corpus(49, 2, 8), "lexicon", True, ["few_articles"]),
        (corpus(60, 2, 7), "seeded_lda", True, ["few_periods"]),
        (corpus(60, 1, 8), "seeded_lda", False, ["few_comparable_cities"]),
        (corpus(60, 60, 8), "seeded_lda", False, ["few_comparable_cities"]),
        (
            corpus(60, 1, 8, clusters=1),
            "lexicon",
            False,
            ["few_clusters", "few_comparable_cities"],
        ),
    ],
)
def test_the_gate_opens_by_counts(case, model, comparison, codes):
    gate = support(*case)
    assert (gate.model, gate.topics) == (model, model == "seeded_lda")
    assert gate.comparison == comparison
    assert [reason.code for reason in gate.reasons] == codes
    assert all(reason.value < reason.needed for reason in gate.reasons)


def test_empty_articles_do_not_count():
    articles, cities, cluster = corpus(60, 2)
    articles["text"] = articles["text"].where(articles.index >= 20, "")
    gate = support(articles, cities, cluster)
    assert gate.n_articles == 40 and gate.cities["n_articles"].sum() == 40


def test_nothing_supports_nothing():
    gate = support(*(part.iloc[:0] for part in corpus(1, 1)))
    assert (gate.n_articles, gate.n_cities, gate.n_clusters) == (0, 0, 0)
    assert not (gate.topics or gate.comparison)


def test_one_rule_says_who_is_compared_who_is_listed_and_who_is_named():
    sizes = {"甲": (25, 25), "乙": (25, 9), "丙": (19, 19), "丁": (30, 4)}
    rows = [(f"{c}{i}", c, f"{c}{i % k}") for c, (n, k) in sizes.items() for i in range(n)]
    frame = pd.DataFrame(rows, columns=["doc_id", "city", "cluster"])
    articles = frame.assign(text="文")[["doc_id", "text"]]
    clusters = frame.set_index("doc_id")["cluster"]
    gate = support(articles, frame[["doc_id", "city"]], clusters)
    standing = gate.cities.set_index("city")["standing"].to_dict()
    assert standing == {"甲": "compared", "乙": "listed", "丙": "listed", "丁": "named"}
    assert not gate.comparison
    wider = support(articles, frame[["doc_id", "city"]], clusters, min_clusters=4, min_articles=19)
    assert (wider.cities["standing"] == "compared").all() and wider.comparison
