"""From mentions to cities: which cities an article is about, and by which words."""

import re
import warnings
from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from cityanalysis.cities.gazetteer import LEVELS, Gazetteer, look_up, read_gazetteer
from cityanalysis.cities.mentions import Matcher, Mention, fields_of, matcher_of
from cityanalysis.errors import CityAnalysisWarning, UsageError

__all__ = ["tag_cities", "with_city"]

_SELF = re.compile(r"我市|全市|本市|市委|市政府|市直|我县|全县|我区|全区")
_VISIT = re.compile(r"(?:赴|前往|奔赴|走进)$")
_LEAD = 80
_COLUMNS = ["doc_id", "code", "city", "weight", "rule", "confidence", "evidence"]


class _Found(NamedTuple):
    code: str
    field: str
    start: int
    end: int
    surface: str
    weight: float
    rule: str


def tag_cities(
    articles: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    level: str = "prefecture",
    home: str | None = None,
    min_confidence: float = 0.3,
) -> pd.DataFrame:
    """The cities that each article is about.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; needs ``doc_id``, ``title``, ``text``; uses ``dateline``, ``source``,
        ``labelled_city`` where they are there.
    gazetteer : Gazetteer, optional
        The packaged one by default.
    level : {"province", "prefecture", "county"}
        What counts as a city.
    home : str, optional
        The publication's own city: what 我市 means where a page does not say.
    min_confidence : float
        Cities below it are left out.

    Returns
    -------
    DataFrame
        ``doc_id``, ``code``, ``city``, ``weight`` (sums to 1 over an article's cities), ``rule``,
        ``confidence`` (0–1), ``evidence`` (list of dicts surface, field, start, end).

    Raises
    ------
    UsageError
        For an unknown level or home.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> tag_cities(frame)["city"].tolist()
    ['聊城']
    """
    if level not in LEVELS:
        raise UsageError(f"`level` must be one of {', '.join(LEVELS)}; got {level!r}.")
    known = gazetteer or read_gazetteer()
    home_code = _home_code(home, known)
    tagger = _Tagger(matcher_of(known), level)
    scored = []
    for (doc_id, title, text), dateline, label in zip(
        fields_of(articles), _optional(articles, "dateline"), _labels(articles, known)
    ):
        scored.append((doc_id, label, tagger.evidence(title, text, dateline)))
    homes = _page_homes(articles, scored, known)
    rows: list[tuple[object, ...]] = []
    for (doc_id, label, (found, is_local)), page_home in zip(scored, homes):
        code = page_home or home_code
        if label:
            found = [_Found(label, "page", 0, 0, known.short_name(label), 1.0, "label")]
        elif not found and is_local and code:
            found = [_Found(code, "page", 0, 0, known.short_name(code), 1.0, "home")]
        rows += tagger.rows(doc_id, found, min_confidence)
    return _frame(rows)


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    text = {name: "str" for name in ("doc_id", "code", "city", "rule")}
    return frame.astype({**text, "weight": "float64", "confidence": "float64", "evidence": object})


def _optional(articles: pd.DataFrame, name: str) -> list[str | None]:
    if name not in articles:
        return [None] * len(articles)
    return [value if isinstance(value, str) and value else None for value in articles[name]]


def _home_code(home: str | None, gazetteer: Gazetteer) -> str | None:
    if home is None:
        return None
    code = _code_of(home, gazetteer)
    if code is None:
        raise UsageError(
            f"`home` must name a city that the gazetteer knows; got {home!r}. "
            "Look it up with `cityanalysis cities`, or add it as an alias."
        )
    return code


def _code_of(name: str, gazetteer: Gazetteer) -> str | None:
    found = look_up([name], gazetteer)
    for level in ("prefecture", "province", "county"):
        for code in found.loc[found["level"] == level, "code"]:
            current = gazetteer.by_code[code][-1].current
            if current:
                return current[0]
    return None


def _labels(articles: pd.DataFrame, gazetteer: Gazetteer) -> list[str | None]:
    given = _optional(articles, "labelled_city")
    codes = {name: _code_of(name, gazetteer) for name in set(given) if name}
    unknown = sorted(name for name, code in codes.items() if code is None)
    if unknown:
        warnings.warn(
            f"{len(unknown)} labels of cities are not in the gazetteer, their articles are tagged "
            f"from the text: {', '.join(unknown[:5])}. Add them as aliases.",
            CityAnalysisWarning,
            stacklevel=3,
        )
    return [codes[name] if name else None for name in given]


def _page_homes(
    articles: pd.DataFrame,
    scored: list[tuple[str, str | None, tuple[list[_Found], bool]]],
    gazetteer: Gazetteer,
) -> list[str | None]:
    """The city that most articles of the same page are about."""
    sources = _optional(articles, "source")
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for source, (_, _, (found, _)) in zip(sources, scored):
        cities = {c: 1.0 for f in found if (c := gazetteer.city_of(f.code))}
        for city in cities:
            totals[source or ""][city] += 1.0 / len(cities)
    best = {
        source: max(sorted(cities), key=lambda code: cities[code])
        for source, cities in totals.items()
        if source and cities
    }
    return [best.get(source) if source else None for source in sources]


class _Tagger:
    def __init__(self, matcher: Matcher, level: str) -> None:
        self.matcher = matcher
        self.gazetteer = matcher.gazetteer
        self.level = level

    def evidence(self, title: str, text: str, dateline: str | None) -> tuple[list[_Found], bool]:
        fields = [("title", title), ("text", text)]
        if dateline:
            fields.insert(0, ("dateline", dateline))
        mentions = [(f, content, self.matcher.find(content)) for f, content in fields]
        sure = {
            city
            for _, _, found in mentions
            for m in found
            if not m.surface.is_weak
            for city in m.surface.cities[:1]
            if city
        }
        provinces = {
            m.surface.codes[0][:2]
            for _, _, found in mentions
            for m in found
            if not m.surface.is_weak
        }
        evidence = []
        for field, content, found in mentions:
            for mention in found:
                code = _meaning(mention, sure, provinces)
                if code:
                    evidence.append(_weighed(code, field, content, mention))
        return evidence, bool(_SELF.search(title) or _SELF.search(text))

    def rows(
        self, doc_id: str, found: list[_Found], min_confidence: float
    ) -> list[tuple[object, ...]]:
        scores: dict[str, float] = defaultdict(float)
        evidence: dict[str, list[_Found]] = defaultdict(list)
        for item in found:
            code = self.gazetteer.at_level(item.code, self.level)
            if code:
                scores[code] += item.weight
                evidence[code].append(item)
        if not scores:
            return []
        top = max(scores.values())
        kept = {code: score for code, score in scores.items() if score >= 0.4 * top}
        total = sum(kept.values())
        everything = sum(scores.values())
        rows: list[tuple[object, ...]] = []
        for code, score in sorted(kept.items(), key=lambda item: (-item[1], item[0])):
            confidence = round(min(1.0, score / everything * top / (top + 0.5)), 3)
            if confidence < min_confidence and score < top:
                total -= score
                continue
            best = max(evidence[code], key=lambda item: item.weight)
            spots = [
                {"surface": f.surface, "field": f.field, "start": f.start, "end": f.end}
                for f in evidence[code][:20]
            ]
            rows.append(
                (doc_id, code, self.gazetteer.short_name(code), score, best.rule, confidence, spots)
            )
        return [(*row[:3], float(row[3]) / total, *row[4:]) for row in rows]  # type: ignore[arg-type]


def _meaning(mention: Mention, sure: set[str], provinces: set[str]) -> str | None:
    surface = mention.surface
    if not surface.is_weak:
        return surface.codes[0]
    for code, city in zip(surface.codes, surface.cities):
        if city in sure:
            return code
    inside = [code for code in surface.codes if code[:2] in provinces]
    return inside[0] if len(inside) == 1 else None


def _weighed(code: str, field: str, content: str, mention: Mention) -> _Found:
    weight, rule = 1.0, "salience"
    if field == "dateline":
        weight, rule = 4.0, "dateline"
    elif field == "title":
        weight, rule = 3.0, "title"
    elif mention.start < _LEAD:
        weight, rule = 2.0, "lead"
    if _VISIT.search(content[max(0, mention.start - 2) : mention.start]):
        weight *= 0.1
    surface = content[mention.start : mention.end]
    return _Found(code, field, mention.start, mention.end, surface, weight, rule)


def with_city(articles: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """The articles with ``city`` and ``city_code`` of their single best city; NA where none.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> with_city(frame, tag_cities(frame))["city"].tolist()
    ['聊城']
    """
    ranked = cities.sort_values(["doc_id", "weight", "code"], ascending=[True, False, True])
    best = ranked.drop_duplicates("doc_id").set_index("doc_id")
    found = articles.copy()
    found["city"] = found["doc_id"].map(best["city"]).astype("str")
    found["city_code"] = found["doc_id"].map(best["code"]).astype("str")
    return found
