"""The weights by which a text's scope is told, and how surely a city is one that it is about.

Two logistic regressions on features of ``cityanalysis.cities.place_features``. Labelled texts are
split by a hash of their id, as in ``benchmarks/city_scores.py``; only the half that may be
looked at is learned from. Words that speak for a scope are chosen by a first regression and weighed
again by the second, together with the features. How surely a city is one of an article's is learned
from texts that are about cities; that a text is about cities at all is the scope's to say.
"""

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import rjieba
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from cityanalysis._typing import SCOPES
from cityanalysis.cities.gazetteer import read_gazetteer
from cityanalysis.cities.matcher import matcher_of
from cityanalysis.cities.place_evidence import Reading, read_article
from cityanalysis.cities.place_features import (
    CITY_FEATURES,
    SCOPE_FEATURES,
    city_features,
    is_short,
    scope_features,
    scope_matrix,
)
from cityanalysis.cities.score import CityTally, tally_cities
from cityanalysis.cities.weights import PlaceWeights
from cityanalysis.resources import data_path
from training.recipes import Inputs, Recipe


def countries() -> list[str]:
    text = data_path("gazetteer/countries.txt").read_text(encoding="utf-8")
    return [w for line in text.splitlines() if line[:1] != "#" for w in line.split()]


# What one text of a source weighs: sources that are many, or labelled by a rule, weigh less.
WEIGHTS = {
    "news": 2.0,
    "headlines": 2.0,
    "covid": 2.0,
    "articles": 1.0,
    "board": 0.5,
    "laws": 0.2,
    "policy": 0.3,
    "reports": 0.1,
    "titles": 0.2,
    "silver": 0.1,
    "items": 1.0,
    "sentences": 0.3,
    "cities": 1.0,
    "written": 0.6,
}
_PREFIX = re.compile(r"^(?:【[^】]*】|\[[^\]]*\]|\s)*(?:[^：:]{1,30}[：:]\s*)?")
_REACH = 200
# Titles of broadcast news that tell how far the piece reaches, and which part of them is read.
TITLE_SIGNS = (
    ("foreign", re.compile("国际联播快讯|" + "|".join(countries()))),
    (
        "national",
        re.compile(
            "国内联播快讯|联播快讯|国务院|中共中央|全国|我国|国家|中央|习近平|李克强|温家宝|胡锦涛|吴邦国|贾庆林|张德江|俞正声"
            "|刘云山|王岐山|张高丽|栗战书|汪洋|王沪宁|赵乐际|韩正"
        ),
    ),
)
EVERY_SILVER = 3
HALF = 0.5


@dataclass
class Labelled:
    """A text with its labels; ``scope`` None and ``cities`` None where they are not known."""

    id: str
    source: str
    title: str
    text: str
    scope: str | None
    cities: frozenset[str] | None
    provinces: frozenset[str] | None
    reading: Reading = field(default_factory=Reading)
    tallies: list[CityTally] = field(default_factory=list)
    features: list[float] = field(default_factory=list)


def may_be_seen(doc_id: str) -> bool:
    """Whether a text belongs to the half that is learned from."""
    return hashlib.sha256(doc_id.encode()).digest()[-1] % 2 == 0


def rows(path: Path) -> list[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Names:
    """Codes of the cities and provinces that labels name."""

    def __init__(self) -> None:
        self.gazetteer = read_gazetteer()
        cities = [c for c in self.gazetteer.today if self.gazetteer.city_of(c) == c]
        self._short = {self.gazetteer.short_name(code): code for code in cities}

    def city(self, short: str) -> str | None:
        return self._short.get(short)

    def unit(self, name: str, province: str) -> str:
        first = next(u.code[:2] for u in self.gazetteer.units if u.name == province)
        units = [u for u in self.gazetteer.units if u.name == name and u.code[:2] == first]
        unit = min(units, key=lambda u: (u.end is not None, u.level != "prefecture"))
        return self.gazetteer.city_of(unit.current[0]) or unit.code


def province_of(codes: frozenset[str]) -> frozenset[str]:
    return frozenset(code[:2] + "0000" for code in codes)


def theme_texts(path: Path, names: Names, source: str | None = None) -> Iterator[Labelled]:
    for row in rows(path):
        scope = row.get("scope") or "none"
        given = row.get("cities") or []
        codes = frozenset(filter(None, map(names.city, given)))
        cities: frozenset[str] | None = codes if scope == "city" else frozenset()
        if scope == "city" and len(codes) < len(given):
            continue  # an entry that the gazetteer has no code for
        provinces = province_of(codes)
        text = "" if row["text"] == row["title"] else row["text"]
        title = (row["title"] or "").strip()
        is_open = scope == "province" and not provinces
        yield Labelled(
            row["id"],
            source or row["source"],
            title,
            text.strip(),
            scope,
            cities,
            None if is_open else provinces,
        )


def title_texts(path: Path, names: Names) -> Iterator[Labelled]:
    for row in rows(path):
        title = _PREFIX.sub("", row["title"]) if "：" in row["title"] else ""
        unit = names.unit(row["city"] or row["province"], row["province"])
        scope = "city" if row["city"] or unit[:2] in ("11", "12", "31", "50") else "province"
        cities = frozenset({unit}) if scope == "city" else frozenset()
        provinces = frozenset({unit[:2] + "0000"})
        for shown in dict.fromkeys((title, row["title"])):
            yield Labelled(row["id"], "titles", shown, row["text"], scope, cities, provinces)


def silver_texts(paths: list[Path], names: Names, known: frozenset[str]) -> Iterator[Labelled]:
    """Broadcast news whose title gives the scope away, at most so many of each scope."""
    counts: dict[str, int] = {}
    for row in (row for path in paths for row in rows(path)):
        title = row["title"]
        scope = next((name for name, sign in TITLE_SIGNS if sign.match(title)), None)
        if scope is None or row["id"] in known or not row["text"] or not may_be_seen(row["id"]):
            continue
        counts[scope] = counts.get(scope, 0) + 1
        if counts[scope] % EVERY_SILVER == 0:
            yield Labelled(row["id"], "silver", title, row["text"], scope, None, None)


def item_texts(path: Path, names: Names) -> Iterator[Labelled]:
    for row in rows(path):
        is_city = row["city_status"] == "gold"
        if not is_city and row["city_status"] != "none":
            continue
        codes = frozenset({names.unit(row["city"], row["province"])}) if is_city else frozenset()
        scope = "city" if is_city else None
        yield Labelled(
            row["id"], "items", row["title"], row["text"], scope, codes, province_of(codes)
        )


def sentence_texts(path: Path, names: Names) -> Iterator[Labelled]:
    for number, row in enumerate(rows(path)):
        if row.get("home"):
            continue
        codes = frozenset(filter(None, map(names.city, row["cities"])))
        scope = "city" if codes else None
        yield Labelled(
            f"{path.stem}{number}", "sentences", "", row["text"], scope, codes, province_of(codes)
        )


def written_texts(path: Path, names: Names) -> Iterator[Labelled]:
    """Headlines and epidemic briefs that were written to learn from."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t")):
            codes = frozenset(filter(None, map(names.city, row["cities"].split())))
            provinces = province_of(codes) if row["scope"] != "province" else None
            yield Labelled(
                f"{path.stem}{number}",
                "written",
                row["title"],
                row["text"],
                row["scope"],
                codes,
                provinces,
            )


def report_texts(path: Path, names: Names, step: int) -> Iterator[Labelled]:
    for number, row in enumerate(rows(path)[::step]):
        codes = frozenset({names.unit(row["city"], row["province"])})
        yield Labelled(
            f"report{number}", "cities", "", row["text"], "city", codes, province_of(codes)
        )


def fills_half(text: Labelled) -> bool:
    """Whether one city fills half of a text."""
    return text.features[SCOPE_FEATURES.index("filled_by_city")] >= HALF


def read_texts(inputs: Inputs, options: dict[str, Any]) -> list[Labelled]:
    """All labelled texts that may be learned from, with what the names in them say."""
    names = Names()
    data = "shared/data/"
    found = [
        *theme_texts(inputs.path(data + "theme_labels/units.jsonl.gz"), names),
        *theme_texts(inputs.path(data + "articles/articles.jsonl"), names, "articles"),
        *title_texts(inputs.path(data + "city_labels/title_labelled_to_2022.jsonl.gz"), names),
        *item_texts(inputs.path(data + "city_labels/news_items.jsonl.gz"), names),
        *report_texts(
            inputs.path(data + "city_reports/china_to_2022.jsonl.gz"),
            names,
            options["every_report"],
        ),
    ]
    for path in inputs.matching("tests/data/"):
        found += sentence_texts(path, names)
    written = list(written_texts(inputs.path("training/place_texts.tsv"), names))
    labelled = (
        data + "theme_labels/units.jsonl.gz",
        data + "city_labels/title_labelled_to_2022.jsonl.gz",
    )
    known = frozenset(row["id"] for name in labelled for row in rows(inputs.path(name)))
    found += silver_texts(inputs.matching("shared/data/news/"), names, known)
    texts = [text for text in found if may_be_seen(text.id)] + written
    matcher = matcher_of(names.gazetteer)
    units = names.gazetteer.units_at["prefecture"]
    for text in texts:
        pairs = (("title", text.title), ("text", text.text))
        text.reading = read_article(matcher, [pair for pair in pairs if pair[1]])
        text.tallies = tally_cities(text.reading, units, None)
        text.features = scope_features(
            text.reading, text.title, text.text, text.tallies, names.gazetteer
        )
        if text.source == "titles" and text.scope == "province" and fills_half(text):
            # The title names a province, but the codebook asks what fills the text.
            text.scope = None
    return texts


def learn_words(texts: list[Labelled], n_words: int, strength: float) -> tuple[str, ...]:
    """The words that tell most about the scope, names of places left out."""
    places = {surface.text for surface in matcher_of(read_gazetteer()).surfaces}
    jieba = rjieba.Jieba()
    documents = [
        [w for w in jieba.cut(f"{t.title}\n{t.text[:_REACH]}", False) if w not in places]
        for t in texts
    ]
    counter = CountVectorizer(analyzer=list, binary=True, min_df=4)
    counts = counter.fit_transform(
        [[w for w in d if re.fullmatch("[一-鿿A-Za-z]{2,}", w)] for d in documents]
    )
    features = scope_matrix([t.features for t in texts])
    model = fit_scopes(features, counts * 0.5, texts, strength)
    size = np.abs(model.coef_[:, 2 * features.shape[1] :]).max(axis=0)
    words = counter.get_feature_names_out()
    return tuple(sorted(words[np.argsort(-size, kind="stable")[:n_words]]))


def by_length(features: Any, texts: list[Labelled]) -> Any:
    """The features, and behind them once more those of short texts, which may weigh otherwise."""
    short = np.array([is_short(text.title, text.text) for text in texts])
    return np.hstack([features, features * short[:, None]])


def fit_scopes(
    features: Any, words: Any, texts: list[Labelled], strength: float
) -> LogisticRegression:
    matrix = sparse.hstack([sparse.csr_matrix(by_length(features, texts)), words]).tocsr()
    weights = np.array([WEIGHTS[t.source] for t in texts])
    model = LogisticRegression(C=strength, max_iter=2000, fit_intercept=False)
    return model.fit(matrix, [t.scope for t in texts], sample_weight=weights)


def fit_cities(texts: list[Labelled], level: str, strength: float) -> list[float]:
    """Weights of ``CITY_FEATURES`` at a level, from the texts that are about a unit of it."""
    units = read_gazetteer().units_at[level]
    matrix, labels, weights = [], [], []
    for text in texts:
        right = text.cities if level == "prefecture" else text.provinces
        if not right and not (text.source == "sentences" and right is not None):
            continue
        tallies = tally_cities(text.reading, units, None)
        length = len(text.title) + len(text.text)
        for rank, tally in enumerate(tallies):
            matrix.append(city_features(tallies, rank, text.reading, length=length))
            labels.append(tally.code in right)
            weights.append(WEIGHTS[text.source])
    model = LogisticRegression(C=strength, max_iter=3000, fit_intercept=False)
    model.fit(np.array(matrix), labels, sample_weight=weights)
    return [round(float(w), 4) for w in model.coef_[0]]


def by_scope(weights: Any) -> dict[str, list[float]]:
    """Rows of weights by the name of their scope."""
    return {name: [round(float(w), 4) for w in row] for name, row in zip(SCOPES, weights)}


def learn(recipe: Recipe, inputs: Inputs) -> dict[str, Any]:
    """The weights of a recipe."""
    options = recipe.options
    texts = read_texts(inputs, options)
    scoped = [t for t in texts if t.scope is not None]
    chosen = learn_words(scoped, options["n_words"], options["strength"])
    nothing = np.zeros((0, 0))
    finder = PlaceWeights(nothing, nothing, chosen, nothing, nothing, nothing)
    hits = sparse.lil_matrix((len(texts), len(chosen)))
    for n, text in enumerate(texts):
        for index in finder.find_words(text.title, text.text):
            hits[n, index] = options["word_scale"]
    hits = hits.tocsr()
    known = [n for n, t in enumerate(texts) if t.scope is not None]
    features = scope_matrix([t.features for t in texts])
    model = fit_scopes(features[known], hits[known], scoped, options["strength"])
    order = [list(model.classes_).index(name) for name in SCOPES]
    size = len(SCOPE_FEATURES)
    coefficients = model.coef_[order]
    by_word = coefficients[:, 2 * size :].T * options["word_scale"]
    short = coefficients[:, :size] + coefficients[:, size : 2 * size]
    return {
        "scope_features": list(SCOPE_FEATURES),
        "city_features": list(CITY_FEATURES),
        "scope": by_scope(coefficients[:, :size]),
        "scope_of_short": by_scope(short),
        "city": fit_cities(texts, "prefecture", options["city_strength"]),
        "province": fit_cities(texts, "province", options["city_strength"]),
        "words": {word: [round(float(w), 3) for w in row] for word, row in zip(chosen, by_word)},
    }
