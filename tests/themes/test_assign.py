import json

import pandas as pd
import pytest

from cityanalysis.text import count_terms, tokenize
from cityanalysis.themes import (
    assign_themes,
    find_seeds,
    fit_themes,
    main_theme,
    read_themes,
    score_themes,
)
from cityanalysis.themes.assign import theme_evidence


def judge(articles: pd.DataFrame, themes=None):
    themes = themes or read_themes()
    hits = find_seeds(articles, themes)
    fit = fit_themes(count_terms(tokenize(articles)), themes, model="lexicon")
    return assign_themes(fit, hits, articles), main_theme(fit, hits, articles)


def frame(text: str, title: str | None = None) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": ["a"], "title": [title], "text": [text]})


def about(text: str, title: str | None = None) -> set[str]:
    assigned, _ = judge(frame(text, title))
    return set(assigned.columns[assigned.loc["a"]])


FILLER = "会议结束后大家一起看了一场球赛，又说了很久的话。" * 30


def test_a_passing_mention_is_not_what_an_article_is_about():
    assert about(FILLER + "他还提到了外贸。") == set()
    assert about("外贸进出口增长，海关通关提速，外贸企业抢订单。") == {"foreign_trade"}


def test_a_headline_weighs_more():
    text = FILLER * 2 + "外贸企业也来了，看了海关。"
    assert about(text) == set()
    assert "foreign_trade" in about(text, "外贸企业逛海关")


def test_more_evidence_in_less_text_is_stronger():
    themes = read_themes()
    short, long = frame("外贸和海关。"), frame("外贸和海关。" + FILLER)
    strength = [theme_evidence(find_seeds(f, themes), f)["evidence"].iloc[0] for f in (short, long)]
    assert strength[0] > strength[1]


def test_the_main_theme_is_the_strongest_and_may_be_none():
    _, main = judge(frame("养老服务进社区，养老院办食堂，老年人说好。也办了一次外贸展。"))
    assert main["a"] == "elderly_care"
    _, none = judge(frame("天气晴朗"))
    assert pd.isna(none["a"])


def test_an_article_without_seeds_is_about_nothing():
    assert about("天气晴朗") == set() and about("") == set()


def gold_articles(folder) -> pd.DataFrame:
    rows = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["kind"] not in ("article", "brief"):
            continue
        page = (folder / item["page"]).read_bytes().decode("utf-8")
        out = {
            k
            for spans in ("head_spans", "repeated_spans")
            for a, b in item[spans]
            for k in range(a, b)
        }
        body = "".join(page[k] for a, b in item["spans"] for k in range(a, b) if k not in out)
        rows.append(item | {"doc_id": f"{item['page']}-{item['n']}", "text": body.strip()})
    return pd.DataFrame(rows)


def micro_f1(gold: pd.DataFrame, assigned: pd.DataFrame) -> float:
    right = wrong = missed = 0
    for item in gold.itertuples():
        found = set(assigned.columns[assigned.loc[item.doc_id]])
        right += len(found & set(item.themes))
        wrong += len(found - set(item.themes) - set(item.themes_optional))
        missed += len(set(item.themes) - found)
    return 2 * right / (2 * right + wrong + missed)


def test_real_pages_are_judged_as_a_reader_would(shared_data):
    gold = gold_articles(shared_data / "pages")
    scores = score_themes(gold, with_shares=False)
    main = scores.main
    right = sum(
        main[item.doc_id] in {item.main_theme, *item.main_theme_alts} for item in gold.itertuples()
    )
    assert micro_f1(gold, scores.about) >= 0.80 and right >= 13


def test_hits_in_one_paragraph_of_many_count_less():
    themes = read_themes()
    strength = {}
    for name, lines in {
        "spread": ["外贸", "天气", "海关", "新闻", "球赛"],
        "crowded": ["外贸海关", "天气", "晴朗", "新闻", "球赛"],
    }.items():
        article = frame("\n".join(lines))
        strength[name] = theme_evidence(find_seeds(article, themes), article)["evidence"].iloc[0]
    assert strength["crowded"] == pytest.approx(0.7 * strength["spread"])
