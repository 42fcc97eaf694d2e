"""An invented `Analysis` of any size: frames with the contract's columns, known in every cell."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from cityanalysis.cities import read_gazetteer
from cityanalysis.run.analysis import Analysis
from cityanalysis.themes import Theme

_NEAR = "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽"
_FAR = """
南京 苏州 无锡 常州 南通 扬州 镇江 泰州 徐州 盐城 淮安 宿迁 连云港 杭州 宁波 温州 嘉兴
湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 安庆 福州 厦门 泉州 漳州
南昌 九江 赣州 郑州 洛阳 开封 武汉 宜昌 襄阳 长沙 株洲
"""
SHANDONG = _NEAR.split()
OTHERS = _FAR.split()
_TRENDS = "city theme slope ci_low ci_high p_value n_periods refused q_value"
_KEYNESS = "city term log_odds z p_value q_value n_target n_reference"
LABELS = {
    "talent_recruitment": ("人才引进", "Talent recruitment", "人才 引才 博士后 专家"),
    "approval_reform": ("审批改革", "Approval reform", "审批 一次办好 政务服务 窗口"),
    "enterprise_rnd": ("企业研发", "Enterprise R&D", "研发 专利 实验室 创新"),
    "poverty_alleviation": ("脱贫攻坚", "Poverty alleviation", "脱贫 扶贫 帮扶 贫困户"),
    "agriculture_rural": ("农业农村", "Agriculture and villages", "粮食 大棚 合作社 农田"),
    "livestream_commerce": ("直播电商", "Livestream commerce", "直播带货 主播 网店 电商"),
    "foreign_trade": ("外经外贸", "Foreign trade", "出口 外贸 跨境 海关"),
    "elderly_care": ("养老服务", "Elderly care", "养老 老年人 食堂 护理"),
    "water": ("水利", "Water", "水库 河道 灌溉 防汛"),
    "ecology": ("生态环保", "Ecology", "湿地 排污 绿化 生态"),
    "education": ("教育", "Education", "学校 教师 学生 课堂"),
    "health": ("医疗卫生", "Health", "医院 医生 诊疗 医保"),
    "culture_tourism": ("文化旅游", "Culture and tourism", "旅游 景区 博物馆 非遗"),
    "transport_infrastructure": ("交通基建", "Transport infrastructure", "高铁 公路 港口 机场"),
    "digital_government": ("数字政府", "Digital government", "平台 数据 系统 掌上"),
    "public_safety": ("公共安全", "Public safety", "安全 消防 隐患 排查"),
}
WORDS = ["项目", "企业", "群众", "服务", "建设", "发展", "推进", "工作", "全市", "今年"]


@cache
def _codes() -> dict[str, str]:
    """Code of each city of the two lists."""
    known = read_gazetteer()
    return {
        name: next(u.code for u in known.by_name[name] if u.level == "prefecture" and not u.end)
        for name in [*SHANDONG, *OTHERS]
    }


def make_themes(n_themes: int) -> tuple[Theme, ...]:
    """The first `n_themes` of the table above, numbered ones after it."""
    themes = [
        Theme(id=key, label_zh=zh, label_en=en, seeds=tuple(seeds.split()), exclude=())
        for key, (zh, en, seeds) in LABELS.items()
    ]
    for i in range(len(themes), n_themes):
        seeds = (f"事项{i}甲", f"事项{i}乙")
        themes.append(
            Theme(
                id=f"theme_{i}", label_zh=f"专题{i}", label_en=f"Topic {i}", seeds=seeds, exclude=()
            )
        )
    return tuple(themes[:n_themes])


def make_analysis(
    n_cities: int = 7, n_themes: int = 8, n_articles: int = 200, *, seed: int = 0, months: int = 18
) -> Analysis:
    """Articles are drawn first; every other frame is computed from them with plain formulas."""
    rng = np.random.default_rng(seed)
    names = [*SHANDONG, *OTHERS][:n_cities]
    themes = make_themes(n_themes)
    main = rng.integers(0, n_themes, n_articles)
    lean = rng.dirichlet(np.full(n_cities, 0.8), n_themes)
    city = np.array([rng.choice(n_cities, p=lean[t] * 0.6 + 0.4 / n_cities) for t in main])
    articles = _articles(rng, names, themes, (main, city), months)
    doc_ids = articles["doc_id"]
    cities = pd.DataFrame(
        {
            "doc_id": doc_ids,
            "code": [_codes()[names[c]] for c in city],
            "city": [names[c] for c in city],
            "weight": 1.0,
            "rule": "dateline",
            "confidence": 0.9,
            "evidence": [[] for _ in city],
        }
    )
    share = rng.dirichlet(np.full(n_themes, 0.3), n_articles) * 0.5
    share[np.arange(n_articles), main] += 0.5
    ids = [theme.id for theme in themes]
    weights = pd.DataFrame(share, columns=ids, index=pd.Index(doc_ids, name="doc_id"))
    assignments = weights > 0.3
    return Analysis(
        articles=articles,
        cities=cities,
        hits=_hits(articles, themes),
        weights=weights,
        assignments=assignments,
        prevalence=_shares(assignments.astype(float), cities, themes, names),
        city_weights=_shares(weights, cities, themes, names),
        **_comparisons(rng, assignments, cities, names, ids),
        clusters=pd.Series(
            [f"c{i // 2}" for i in range(n_articles)], index=weights.index, name="cluster"
        ),
        themes=themes,
        support=_support(cities),
        topic_terms=_topics(themes) if n_articles >= 50 else pd.DataFrame(),
        settings={"seed": seed, "lang": "zh"},
        manifest={
            "inputs": [
                {"name": f"{i:03d}.txt", "size": 1000 + i, "sha256": f"{i:064x}"}
                for i in range(max(3, n_articles // 10))
            ],
            "skipped": [{"source": "坏页.pdf", "reason": "没有文字层"}],
            "warnings": [],
            "versions": {"cityanalysis": "0.1.0"},
        },
    )


def _support(cities: pd.DataFrame) -> dict[str, object]:
    sizes = cities.groupby("city").size()
    rows = [
        {"city": c, "n_articles": int(n), "n_clusters": int(n), "comparable": bool(n >= 5)}
        for c, n in sizes.items()
    ]
    few = {"code": "few_articles", "value": len(cities), "needed": 50}
    return {"cities": rows, "reasons": [few] if len(cities) < 50 else []}


def _topics(themes: tuple[Theme, ...]) -> pd.DataFrame:
    rows = [
        (f"topic_{k + 1}", rank, word, 0.2 / rank)
        for k, theme in enumerate(themes[:9])
        for rank, word in enumerate([*theme.seeds, *WORDS][:10], 1)
    ]
    return pd.DataFrame(rows, columns=["topic", "rank", "term", "probability"])


def _articles(rng, names, themes, drawn, months) -> pd.DataFrame:
    rows = []
    start = pd.Timestamp("2020-07-01")
    for i, (t, c) in enumerate(zip(*drawn)):
        theme, name = themes[t], names[c]
        words = [*rng.choice(theme.seeds, 3), *rng.choice(WORDS, 6)]
        text = (
            f"{name}近日推进{words[0]}，围绕{words[1]}拿出新办法，让{words[4]}看得见变化。\n"
            f"记者在现场看到，{words[2]}与{words[5]}一同向前，{words[6]}、{words[7]}都有了着落。"
            f"“过去要跑三趟，现在一次就成。”一位居民说，{words[0]}带来了实惠。"
        )
        title = f"{name}{theme.label_zh}：{words[3]}进行时"
        rows.append(
            {
                "doc_id": f"d{i:06d}",
                "source": f"pages/{i // 10:03d}.txt",
                "page": f"{i // 10:03d}.txt",
                "publication": ("齐鲁观察", "海岱新报")[i % 2],
                "order": i % 10 + 1,
                "kind": "article",
                "title": title,
                "title_parts": [],
                "byline": ["周某"],
                "correspondents": [],
                "dateline": name,
                "filed_by": "本报",
                "date": start + pd.Timedelta(days=int(rng.integers(0, 30 * months))),
                "source_tag": None,
                "source_id": None,
                "text": text,
                "spans": [[100, 100 + len(text)]],
                "segments": [[0, 100, len(text)]],
                "title_segments": [[0, 80, len(title)]],
                "labelled_city": None,
                "duplicate_group": None,
                "is_canonical": True,
                "city": name,
                "city_code": _codes()[name],
            }
        )
    return pd.DataFrame(rows)


def _hits(articles: pd.DataFrame, themes: tuple[Theme, ...]) -> pd.DataFrame:
    rows = []
    for row in articles.itertuples():
        for theme in themes:
            for word in theme.seeds:
                at = row.text.find(word)
                if at >= 0:
                    rows.append((row.doc_id, theme.id, word, "text", at, at + len(word)))
    return pd.DataFrame(rows, columns=["doc_id", "theme", "seed", "field", "start", "end"])


def _shares(values, cities, themes, names) -> pd.DataFrame:
    rows = []
    for name in names:
        own = values.loc[cities.loc[cities["city"] == name, "doc_id"]]
        n = len(own)
        for theme in themes:
            m = float(own[theme.id].mean()) if n else 0.0
            half = 1.96 * float(np.sqrt((m * (1 - m) + 0.02) / max(n, 1)))
            rows.append(
                {
                    "city": name,
                    "theme": theme.id,
                    "estimate": m,
                    "ci_low": max(0.0, m - half),
                    "ci_high": min(1.0, m + half),
                    "stabilised": m * n / (n + 4) + 0.1 * 4 / (n + 4),
                    "n_articles": n,
                    "n_clusters": (n + 1) // 2,
                    "n_effective": n * 0.7,
                }
            )
    return pd.DataFrame(rows)


def _comparisons(rng, assignments, cities, names, ids) -> dict[str, pd.DataFrame]:
    table = _pairs(assignments, cities, names, ids)
    return {
        "omnibus": pd.DataFrame(
            {
                "theme": ids,
                "statistic": rng.gamma(2, 2, len(ids)),
                "p_value": rng.uniform(0, 0.2, len(ids)),
                "q_value": rng.uniform(0.001, 0.2, len(ids)),
                "smallest_p": 0.001,
                "n_cities": len(names),
                "n_clusters": len(assignments) // 2,
            }
        ),
        "contrasts": table,
        "keyness": _words(rng, names),
        "distances": _distances(rng, names),
        "adjusted": _adjusted(assignments, cities, names, ids),
        "trends": pd.DataFrame(
            [
                (c, t, 0.02 * k, 0.02 * k - 0.05, 0.02 * k + 0.05, 0.1, 18, None, 0.2)
                for c in names
                for k, t in enumerate(ids)
            ],
            columns=[
                "city",
                "theme",
                "slope",
                "ci_low",
                "ci_high",
                "p_value",
                "n_periods",
                "refused",
                "q_value",
            ],
        ),
        "series": _series(rng, names, ids),
    }


def _adjusted(assignments, cities, names, ids) -> pd.DataFrame:
    themes = [Theme(id=t, label_zh=t, label_en=t, seeds=(t,), exclude=()) for t in ids]
    rows = _shares(assignments.astype(float), cities, themes, names)
    return rows.assign(unadjusted=rows["estimate"] * 0.9, support=1.0)


def _pairs(assignments, cities, names, ids) -> pd.DataFrame:
    groups = dict(list(cities.groupby("city")["doc_id"]))
    means = {n: assignments.loc[groups[n]].mean() for n in names if n in groups}
    rows = []
    for t in ids:
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                if a not in means or b not in means:
                    continue
                d = float(means[a][t] - means[b][t])
                p = float(np.exp(-18 * abs(d)))
                ratio = float((means[a][t] + 0.01) / (means[b][t] + 0.01))
                rows.append((t, a, b, d, d - 0.1, d + 0.1, ratio, p, min(1, 3 * p), 0.001))
    names_ = "theme city_a city_b difference ci_low ci_high ratio p_value p_adjusted smallest_p"
    return pd.DataFrame(rows, columns=names_.split())


def _words(rng, names) -> pd.DataFrame:
    words = sorted({word for _, _, seeds in LABELS.values() for word in seeds.split()} | set(WORDS))
    rows = []
    for name in names:
        z = rng.normal(0, 2.2, len(words))
        for word, value in zip(words, z):
            p = float(np.exp(-abs(value)))
            rows.append((name, word, value / 3, value, p, min(1, 2 * p), 12, 30))
    return pd.DataFrame(
        rows,
        columns=["city", "term", "log_odds", "z", "p_value", "q_value", "n_target", "n_reference"],
    )


def _distances(rng, names) -> pd.DataFrame:
    spot = rng.uniform(0, 1, (len(names), 2))
    rows = [
        (a, b, float(np.hypot(*(spot[i] - spot[j]))) / 4, float(rng.uniform(0.3, 0.5)), 0.01, 0.02)
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if i < j
    ]
    return pd.DataFrame(
        rows, columns=["city_a", "city_b", "jsd", "jsd_raw", "p_value", "p_adjusted"]
    )


def _series(rng, names, ids) -> pd.DataFrame:
    rows = []
    for name in names:
        for k, theme in enumerate(ids):
            for q in range(6):
                m = float(np.clip(0.1 + 0.02 * k + 0.03 * q + rng.normal(0, 0.04), 0, 1))
                when = pd.Timestamp("2020-07-01") + pd.DateOffset(months=3 * q)
                rows.append((name, theme, when, m, max(0, m - 0.08), min(1, m + 0.08), 12))
    return pd.DataFrame(
        rows, columns=["city", "theme", "period", "estimate", "ci_low", "ci_high", "n_articles"]
    )
