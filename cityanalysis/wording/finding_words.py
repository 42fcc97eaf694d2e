"""The words of findings in Chinese and English, and numbers rounded so that they stay true."""

import math
from collections.abc import Callable, Iterable

from cityanalysis._typing import CountedUnit, Language
from cityanalysis.wording.phrase_table import unit_words

__all__ = ["PHRASES", "common_digits", "interval", "p_words", "phrase", "points"]

# One entry per sentence: (Chinese, English).
PHRASES: dict[str, tuple[str, str]] = {
    "share.level": (
        "在{a}的{n}{counted_units}中，以“{theme}”为主题的约占{estimate}（95%置信区间{interval}）。",
        "About {estimate} of the {n} {units} of {a} are mainly about “{theme}” "
        "(95% interval {interval}).",
    ),
    "weight.level": (
        "在{a}的{n}{counted_units}中，“{theme}”平均约占篇幅的{estimate}（95%置信区间{interval}）。",
        "“{theme}” takes up about {estimate} of the {n} {units} of {a} on average "
        "(95% interval {interval}).",
    ),
    "text.level": (
        "“{theme}”约占{a}文本篇幅的{estimate}（按字数，95%置信区间{interval}）。",
        "“{theme}” takes up about {estimate} of the text of {a}, by characters "
        "(95% interval {interval}).",
    ),
    "level.one_cluster": (
        "{a}只有一个独立报道组，不足以推及该市，也不能与其他城市比较。",
        "{a} has a single independent cluster of {units}, which cannot speak for the city "
        "nor be compared with others.",
    ),
    "level.no_articles": ("{a}没有可用的{unit}。", "{a} has no {unit} that can be used."),
    "share.higher": (
        "以“{theme}”为主题的{unit}，{a}的占比较{b}高{points}个百分点"
        "（95%置信区间{interval}；多重比较校正后 p {p}）。",
        "The share of {units} mainly about “{theme}” is about {points} percentage points higher "
        "in {a} than in {b} (95% interval {interval}; p {p} after correction).",
    ),
    "weight.higher": (
        "“{theme}”在{a}{unit}中的平均比重较{b}高{points}个百分点"
        "（95%置信区间{interval}；多重比较校正后 p {p}）。",
        "The mean weight of “{theme}” is about {points} percentage points higher in {a} than in "
        "{b} (95% interval {interval}; p {p} after correction).",
    ),
    "text.higher": (
        "“{theme}”所占的篇幅，{a}较{b}高{points}个百分点"
        "（95%置信区间{interval}；多重比较校正后 p {p}）。",
        "“{theme}” takes up about {points} percentage points more of the text in {a} than in {b} "
        "(95% interval {interval}; p {p} after correction).",
    ),
    "contrast.unclear": (
        "在“{theme}”上，判断{a}与{b}孰高孰低证据不足：观察到的差异为{points}个百分点"
        "（95%置信区间{interval}；多重比较校正后 p {p}）。",
        "Whether {a} or {b} gives more to “{theme}” cannot be told yet: the observed difference "
        "is {points} percentage points (95% interval {interval}; p {p} after correction).",
    ),
    "contrast.disagree": (
        "置信区间与校正后的 p 结论不一致：前者只针对这一对城市，"
        "后者还计入同时比较的其他城市与主题。",
        "The interval and the corrected p disagree: one is of this pair alone, the other allows "
        "for all cities and themes compared.",
    ),
    "contrast.too_few": (
        "在“{theme}”上，{a}与{b}的独立报道组太少，证据不足"
        "（现有数据所能达到的最小 p {smallest}）；证据不足不等于没有差异。",
        "Too few clusters to tell {a} and {b} apart on “{theme}” (smallest p of this "
        "design {smallest}); that is not the same as no difference.",
    ),
    "contrast.no_articles": (
        "{a}与{b}在“{theme}”上无法比较：其中至少一个城市没有可用的{unit}。",
        "{a} and {b} cannot be compared on “{theme}”: at least one has no {unit} to use.",
    ),
    "omnibus.differs": (
        "“{theme}”的占比在各城市之间差异显著（控制错误发现率后 q {q}）。",
        "Cities differ in how much they give to “{theme}” (q {q}, false discovery rate held).",
    ),
    "omnibus.unclear": (
        "“{theme}”的占比在各城市之间是否存在差异，证据不足（q {q}）。",
        "Whether cities differ in “{theme}” cannot be told yet (q {q}).",
    ),
    "omnibus.too_few": (
        "独立报道组太少，判断各城市在“{theme}”上有无差异证据不足"
        "（现有数据所能达到的最小 p {smallest}）。",
        "Too few clusters to tell whether cities differ in “{theme}” (smallest p of this "
        "design {smallest}).",
    ),
    "trend.rises": (
        "{a}“{theme}”的占比每年约上升{points}个百分点（95%置信区间{interval}；{n}个时段，q {q}）。",
        "“{theme}” rises by about {points} percentage points a year in {a} "
        "(95% interval {interval}; {n} periods, q {q}).",
    ),
    "trend.falls": (
        "{a}“{theme}”的占比每年约下降{points}个百分点（95%置信区间{interval}；{n}个时段，q {q}）。",
        "“{theme}” falls by about {points} percentage points a year in {a} "
        "(95% interval {interval}; {n} periods, q {q}).",
    ),
    "trend.unclear": (
        "{a}“{theme}”的占比是升是降，证据不足：估计每年变化{points}个百分点"
        "（95%置信区间{interval}；{n}个时段，q {q}）。",
        "Whether “{theme}” rises or falls in {a} cannot be told yet: {points} percentage points a "
        "year (95% interval {interval}; {n} periods, q {q}).",
    ),
    "trend.too_few_periods": (
        "{a}仅有{n}个时段有{unit}，不足{least}个，未检验“{theme}”的趋势。",
        "{a} has {units} in {n} periods, fewer than {least}: no trend of “{theme}” is tested.",
    ),
    "trend.no_variation": (
        "{a}“{theme}”的占比在{n}个时段内没有变动，未检验趋势。",
        "“{theme}” does not vary over the {n} periods of {a}: no trend is tested.",
    ),
    "words.more": (
        "与其他城市相比，{a}的{unit}使用偏多的词语有{terms}（错误发现率不超过{q}）。",
        "Compared with the other cities, {a} more often uses {terms} "
        "(false discovery rate at most {q}).",
    ),
    "words.none": (
        "没有发现{a}显著偏多使用的词语。",
        "No word is used significantly more often in {a} than elsewhere.",
    ),
    "distance.differs": (
        "{a}与{b}的主题构成差异显著：詹森—香农散度为{jsd}比特，"
        "已扣除小样本偏差（多重比较校正后 p {p}）。",
        "{a} and {b} differ in their mix of themes: Jensen–Shannon divergence {jsd} bits, less "
        "small-sample bias (p {p} after correction).",
    ),
    "distance.unclear": (
        "{a}与{b}的主题构成是否存在差异，证据不足（多重比较校正后 p {p}）。",
        "Whether {a} and {b} differ in their mix of themes cannot be told yet "
        "(p {p} after correction).",
    ),
}


def phrase(key: str, values: dict[str, str], unit: CountedUnit = "article") -> tuple[str, str]:
    """One sentence in Chinese and in English; values may hold a pair under `…_zh`, `…_en`.

    Examples
    --------
    >>> phrase("level.no_articles", {"a": "聊城"})
    ('聊城没有可用的文章。', '聊城 has no article that can be used.')
    """
    zh, en = PHRASES[key]
    return _fill(zh, "zh", values, unit), _fill(en, "en", values, unit)


def _fill(template: str, lang: Language, values: dict[str, str], unit: CountedUnit) -> str:
    end = f"_{lang}"
    chosen = values | {k.removesuffix(end): v for k, v in values.items() if k.endswith(end)}
    # Names come from pages and users: format_map never looks inside a value.
    return template.format_map(unit_words(lang, unit) | chosen)


def points(value: float, digits: int | None = None) -> str:
    """A share as percentage points, with as many decimals as it takes not to be 0.

    Examples
    --------
    >>> points(0.123), points(0.004), points(-0.25), points(0.0)
    ('12', '0.4', '−25', '0')
    """
    return _sign(value * 100, _digits(value * 100, value * 100) if digits is None else digits)


def common_digits(values: Iterable[float]) -> int:
    """Decimals in which a column of shares is written, so that its points stand below each other.

    One where some share needs it not to be 0, else none.

    Examples
    --------
    >>> common_digits([0.12, 0.004]), common_digits([0.12, 0.0])
    (1, 0)
    """
    return min(1, max((_digits(100 * v, 100 * v) for v in values if v == v), default=0))


def interval(low: float, high: float, lang: Language = "zh", mark: str = "") -> str:
    """Bounds in percentage points, rounded outwards, but never onto or across 0.

    Chinese repeats the `mark` of a unit at both ends (GB/T 15835), English sets it once.

    Examples
    --------
    >>> interval(0.0412, 0.198), interval(0.003, 0.2, "zh", "%"), interval(-0.051, 0.2, "en", "%")
    ('4～20', '0.3%～20%', '−6 to 20%')
    """
    a, b = low * 100, high * 100
    first, second = _bound(a, _floor), _bound(b, _ceil)
    if lang == "zh":
        return f"{first}{mark}～{second}{mark}"
    return f"{first}{' to ' if a < 0 else '–'}{second}{mark}"


def p_words(p: float) -> str:
    """A p-value as it is read: = 0.012, or < 0.001; never rounded down onto a threshold.

    Examples
    --------
    >>> p_words(0.0124), p_words(0.0501), p_words(0.0004), p_words(1.0)
    ('= 0.013', '= 0.051', '< 0.001', '= 1')
    """
    if p < 0.001:
        return "< 0.001"
    return f"= {math.ceil(p * 1000 - 1e-9) / 1000:.3f}".rstrip("0").rstrip(".")


def _bound(value: float, rounded: Callable[[float, int], float]) -> str:
    """One bound, with as many decimals as keep it on its side of 0."""
    digits = _digits(value, value)
    while digits < 6 and value and rounded(value, digits) * value <= 0:
        digits += 1
    return _sign(rounded(value, digits), digits)


def _digits(a: float, b: float) -> int:
    """Decimals that the smaller of two numbers needs to show at least one figure."""
    sizes = [abs(x) for x in (a, b) if abs(x) > 1e-9]
    if not sizes or min(sizes) >= 1:
        return 0
    return min(3, math.ceil(-math.log10(min(sizes))))


def _sign(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    bare = text.lstrip("-")
    return bare if float(bare) == 0 or not text.startswith("-") else f"−{bare}"


def _floor(value: float, digits: int) -> float:
    return math.floor(value * 10.0**digits + 1e-9) / 10.0**digits


def _ceil(value: float, digits: int) -> float:
    return math.ceil(value * 10.0**digits - 1e-9) / 10.0**digits
