"""Runs of any size: invented articles, and what the real pipeline makes of them."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from cityanalysis._typing import ThemeMeasure
from cityanalysis.errors import CityAnalysisWarning
from cityanalysis.run import Analysis, Settings, analyse
from tests.simulate.kept import kept

__all__ = ["SKIPPED", "make_long_run", "make_run", "write_articles", "write_themes"]

_NEAR = "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽"
_FAR = """
南京 苏州 无锡 常州 南通 扬州 镇江 泰州 徐州 盐城 淮安 宿迁 连云港 杭州 宁波 温州 嘉兴
湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 安庆 福州 厦门 泉州 漳州
南昌 九江 赣州 郑州 洛阳 开封 武汉 宜昌 襄阳 长沙 株洲
"""
CITIES = (*_NEAR.split(), *_FAR.split())
SKIPPED = "坏页.txt"  # an empty file that lies beside the articles, so that something is left out
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
WORDS = ("项目", "企业", "群众", "服务", "建设", "发展", "推进", "工作", "全市", "今年")
_START = pd.Timestamp("2020-07-01")
_LONG_TEXT = 3_200  # characters: a text of more than 3,000 is compared by its share of the text
_LEAN = 0.6  # how far the cities that write of a theme differ; the rest is the same in all


@kept
def make_run(
    n_cities: int = 7,
    n_themes: int = 8,
    n_articles: int = 200,
    *,
    seed: int = 0,
    months: int = 18,
    measure: ThemeMeasure = "fast",
) -> Analysis:
    """The analysis of so many invented articles; a second call gives the same value.

    The fast measure knows no sentence vectors, which take most of a run's time.
    """
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore", CityAnalysisWarning)
        folder = Path(scratch) / "pages"
        folder.mkdir()
        (folder / SKIPPED).write_bytes(b"")
        rng = np.random.default_rng(seed)
        write_articles(folder / "articles.jsonl", rng, (n_cities, n_themes, n_articles), months)
        themes = write_themes(Path(scratch) / "themes.toml", n_themes)
        settings = Settings(
            themes=str(themes), topics="5", runs=1, seed=seed, stopwords=(), measure=measure,
            min_clusters=2, min_articles=2,
        )  # fmt: skip
        return analyse(folder, settings=settings)


@kept
def make_long_run(n_cities: int = 3, n_texts: int = 6, n_themes: int = 4) -> Analysis:
    """The analysis of so many invented reports of each city, each of over 3,000 characters."""
    rng = np.random.default_rng(5)
    themes = _themes(n_themes)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore", CityAnalysisWarning)
        path = Path(scratch) / "reports.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for i in range(n_cities * n_texts):
                row = {"id": f"r{i}", "date": f"{2015 + i // n_cities}-02-01"}
                file.write(json.dumps(row | _report(rng, themes, i % n_cities)) + "\n")
        settings = Settings(
            themes=str(write_themes(Path(scratch) / "themes.toml", n_themes)), topics="0", runs=1,
            stopwords=(), measure="fast", min_clusters=2, min_articles=2,
        )  # fmt: skip
        return analyse(path, settings=settings)


def _report(
    rng: np.random.Generator, themes: list[tuple[str, str, str, list[str]]], city: int
) -> dict[str, str]:
    """A report of one city, whose paragraphs speak of one theme each, its own theme most often."""
    parts: list[str] = []
    name = CITIES[city]
    while sum(map(len, parts)) < _LONG_TEXT:
        own = rng.random() < _LEAN
        theme = themes[city % len(themes) if own else int(rng.integers(len(themes)))]
        parts.append(_article(rng, theme, name)["text"].partition("\n")[0])
    return {"title": f"{name}工作报告", "text": "\n".join(parts), "city": name}


def _themes(n_themes: int) -> list[tuple[str, str, str, list[str]]]:
    """The first themes of the table above, numbered ones after it: id, labels, seeds."""
    known = [(key, zh, en, seeds.split()) for key, (zh, en, seeds) in LABELS.items()]
    more = [
        (f"theme_{i}", f"专题{i}", f"Topic {i}", [f"事项{_letters(i, k)}" for k in range(4)])
        for i in range(len(known), n_themes)
    ]
    return [*known, *more][:n_themes]


def _letters(theme: int, seed: int) -> str:
    """Two characters that no other seed has: figures are no words."""
    return "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"[theme - len(LABELS)] + "春夏秋冬"[seed]


def write_themes(path: Path, n_themes: int) -> Path:
    """A themes file."""
    entries = [
        f"[[theme]]\nid = {json.dumps(key)}\nlabel_zh = {json.dumps(zh)}\n"
        f"label_en = {json.dumps(en)}\nseeds = {json.dumps(seeds, ensure_ascii=False)}\n"
        for key, zh, en, seeds in _themes(n_themes)
    ]
    path.write_text("\n".join(entries), encoding="utf-8")
    return path


def write_articles(
    path: Path, rng: np.random.Generator, size: tuple[int, int, int], months: int
) -> None:
    """A table of articles, each mainly about one theme; cities lean to different themes."""
    n_cities, n_themes, n_articles = size
    themes = _themes(n_themes)
    lean = rng.dirichlet(np.full(n_cities, 0.8), n_themes)
    with path.open("w", encoding="utf-8") as file:
        for i in range(n_articles):
            theme = int(rng.integers(n_themes))
            chances = lean[theme] * _LEAN + (1 - _LEAN) / n_cities
            city = CITIES[int(rng.choice(n_cities, p=chances))]
            day = _START + pd.Timedelta(days=int(rng.integers(0, 30 * months)))
            row = _article(rng, themes[theme], city) | {
                "id": f"d{i:06d}",
                "date": day.date().isoformat(),
                "publication": ("齐鲁观察", "海岱新报")[i % 2],
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _article(
    rng: np.random.Generator, theme: tuple[str, str, str, list[str]], city: str
) -> dict[str, str]:
    _, label, _, seeds = theme
    words = [*rng.choice(seeds, 3), *rng.choice(WORDS, 6)]
    text = (
        f"{city}近日推进{words[0]}，围绕{words[1]}拿出新办法，让{words[4]}看得见变化。\n"
        f"记者在现场看到，{words[2]}与{words[5]}一同向前，{words[6]}、{words[7]}都有了着落。"
        f"“过去要跑三趟，现在一次就成。”一位居民说，{words[0]}带来了实惠。"
    )
    return {"title": f"{city}{label}：{words[3]}进行时", "text": text, "city": city}
