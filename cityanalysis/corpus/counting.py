"""Numbers as headings and lists have them, in figures or in Chinese characters."""

__all__ = ["CIRCLED", "NUMERALS", "value_of"]

NUMERALS = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def value_of(figures: str) -> int:
    """Number below a hundred, in Arabic or Chinese figures or within a circle.

    Examples
    --------
    >>> value_of("12"), value_of("十二"), value_of("三十"), value_of("⑫")
    (12, 12, 30, 12)
    """
    if figures.isdecimal():
        return int(figures)
    if figures in CIRCLED:
        return CIRCLED.index(figures) + 1
    tens, ten, ones = figures.rpartition("十")
    unit = NUMERALS.find(ones[:1]) + 1 if ones else 0
    if not ten:
        return unit
    return 10 * (NUMERALS.index(tens[0]) + 1 if tens else 1) + unit
