"""Short texts: clusters of sentence vectors, named by their terms, the same at any start."""

import gzip
import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import normalized_mutual_info_score

from cityanalysis.errors import UsageError
from cityanalysis.text import DocumentTermMatrix, count_terms, tokenize
from cityanalysis.themes import (
    ThemeFit,
    apply_themes,
    choose_clusters,
    fit_topics,
    label_fit,
    load_fit,
    text_vectors,
)

HEADLINES = [
    "楼市成交量连续三周回升", "多地下调首套房贷利率", "新建商品住宅价格环比上涨",
    "二手房挂牌量增加", "购房者观望情绪浓厚", "开发商降价促销新楼盘",
    "公积金贷款额度上调", "住房租赁市场回暖", "高考报名人数创新高",
    "中考录取分数线公布", "大学招生计划扩大", "小学生课后服务全覆盖",
    "考研复试名单公布", "教师资格考试开始报名", "中学开设编程课程",
    "高校毕业生就业指导启动", "警方抓获电信诈骗团伙", "法院宣判一起盗窃案",
    "检察院起诉受贿官员", "民警破获跨省贩毒案", "男子抢劫便利店被捕",
    "法院审理合同诈骗案", "警方通报交通肇事逃逸案", "嫌疑人持刀伤人被刑拘",
]  # fmt: skip


def corpus(texts: list[str]) -> tuple[DocumentTermMatrix, pd.DataFrame]:
    ids = [f"d{n}" for n in range(len(texts))]
    articles = pd.DataFrame({"doc_id": ids, "text": texts}).assign(title=None)
    return count_terms(tokenize(articles)), articles


@pytest.fixture(scope="module")
def fit() -> ThemeFit:
    dtm, articles = corpus(HEADLINES)
    vectors = text_vectors(articles)
    return fit_topics(dtm, n_topics=3, engine="embedding", vectors=vectors, runs=3)


def test_headlines_fall_into_their_subjects(fit: ThemeFit) -> None:
    found = fit.theta.to_numpy().argmax(axis=1)
    assert normalized_mutual_info_score(np.repeat([0, 1, 2], 8), found) > 0.8
    assert (fit.theta.sum(axis=1) == 1).all() and fit.model == "embedding"
    labels = " ".join(label_fit(fit)["label"])
    assert "警方" in labels and ("报名" in labels or "公布" in labels)


def test_a_saved_fit_knows_other_texts_by_their_terms(fit: ThemeFit, tmp_path: Path) -> None:
    fit.save(tmp_path)
    dtm, _ = corpus(["警方抓获诈骗嫌疑人", "高考分数线公布", "天"])
    weights = apply_themes(load_fit(tmp_path), dtm).to_numpy()
    own = fit.theta.to_numpy().argmax(axis=1)
    assert weights[0].argmax() == own[16] and weights[1].argmax() == own[9]
    assert np.allclose(weights.sum(axis=1), 1)


def test_same_seed_same_bytes(fit: ThemeFit) -> None:
    dtm, articles = corpus(HEADLINES)
    again = fit_topics(
        dtm, n_topics=3, engine="embedding", vectors=text_vectors(articles), runs=3, jobs=2
    )
    both = [hashlib.sha256(f.theta.to_numpy().tobytes()).digest() for f in (fit, again)]
    assert both[0] == both[1] and (fit.phi == again.phi).all(axis=None)


def test_the_number_is_that_of_the_subjects() -> None:
    dtm, articles = corpus(HEADLINES)
    choice = choose_clusters(dtm, text_vectors(articles), candidates=(2, 3, 8, 12))
    assert choice.n_topics == 3 and choice.reason == "silhouette"
    assert not choice.curves.isna().any(axis=None)


def test_texts_that_are_all_alike_are_one_cluster() -> None:
    dtm, articles = corpus(["公积金贷款额度上调"] * 12)
    choice = choose_clusters(dtm, text_vectors(articles), candidates=(5, 8))
    assert choice.n_topics == 1 and choice.reason == "few_documents"
    fit = fit_topics(dtm, n_topics=1, engine="embedding", vectors=text_vectors(articles))
    assert (fit.theta == 1).all(axis=None)


def test_vectors_must_be_of_the_same_texts() -> None:
    dtm, _ = corpus(HEADLINES)
    with pytest.raises(UsageError, match="24 documents"):
        fit_topics(dtm, engine="embedding", vectors=np.zeros((2, 512)))
    with pytest.raises(UsageError, match="text_vectors"):
        fit_topics(dtm, engine="embedding")


def test_headlines_of_a_portal_agree_with_hand_labels(shared_data: Path) -> None:
    with gzip.open(shared_data / "theme_labels" / "units.jsonl.gz", "rt", encoding="utf-8") as file:
        units = [json.loads(line) for line in file]
    units = [u for u in units if u["source"] == "headlines" and u["themes"]]
    dtm, articles = corpus([u["text"] for u in units])
    fit = fit_topics(dtm, n_topics=10, engine="embedding", vectors=text_vectors(articles))
    main = [u["themes"][0] for u in units]
    found = fit.theta.to_numpy().argmax(axis=1)
    assert normalized_mutual_info_score(main, found) >= 0.5  # .28 by LDA
