"""Every text of figures and reports, in Chinese and English, from one table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from cityanalysis._typing import CountedUnit, Language, check_choice
from cityanalysis.resources import data_path
from cityanalysis.wording.finding_words import in_unit, interval, p_words, points

__all__ = ["Phrases", "theme_labels"]

# These speak of articles whatever is counted.
_OF_ARTICLES = ("methods", "references", "summary.paragraphs", "summary.how_to_read")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data_path("report/phrases.toml").read_text(encoding="utf-8"))


class _Count(str):
    """A number in words that chooses between the forms of a noun."""

    def __format__(self, forms: str) -> str:
        one, _, many = forms.partition("|")
        return (one if self == "1" else many) if forms else str(self)


class Phrases:
    """The report's words in one language.

    Parameters
    ----------
    lang : {"zh", "en"}
    unit : {"article", "paragraph"}
        What is counted, and so what the phrases speak of.

    Examples
    --------
    >>> say = Phrases("en")
    >>> say("unit.articles", {"n": say.count(12345)})
    '12,345 articles'
    >>> say.percent(0.1234), say.interval(0.04, 0.2)
    ('12%', '4–20%')
    """

    def __init__(self, lang: Language = "zh", unit: CountedUnit = "article") -> None:
        check_choice("lang", lang, Language)
        check_choice("unit", unit, CountedUnit)
        self.lang = lang
        self.unit = unit

    def __call__(self, key: str, values: Mapping[str, object] | None = None) -> str:
        """One phrase, its gaps filled with `values`."""
        return self.raw(key).format_map(values or {})

    def raw(self, key: str) -> str:
        """One phrase with its gaps left open."""
        entry: Any = _table()
        for part in key.split("."):
            entry = entry[part]
        template = str(entry[self.lang])
        return template if key.startswith(_OF_ARTICLES) else in_unit(template, self.unit)

    def keys(self, group: str) -> list[str]:
        """Names of the phrases of one group, in the table's order."""
        return list(_table()[group])

    def count(self, number: float) -> str:
        """A whole number, grouped in threes; in a phrase, ``{n:file|files}`` agrees with it."""
        return _Count(f"{int(number):,}")

    def percent(self, share: float) -> str:
        """A share as a percentage, with as many decimals as it takes not to be 0."""
        return "–" if share != share else f"{points(share)}%"

    def interval(self, low: float, high: float) -> str:
        """An interval of shares as percentages, rounded outwards."""
        return f"{interval(low, high)}%"

    def decimal(self, number: float, digits: int = 2) -> str:
        """A number with a fixed number of decimals and a true minus sign."""
        return "–" if number != number else f"{number:.{digits}f}".replace("-", "−")

    def p_value(self, p: float) -> str:
        """A p-value as one reads it: = 0.012 or < 0.001."""
        return "–" if p != p else p_words(p)

    def bare_p(self, p: float) -> str:
        """A p-value for a table's cell."""
        return self.p_value(p).removeprefix("= ")

    def date(self, when: Any) -> str:
        """A day in the language's own order."""
        if when is None or when != when:
            return self("unit.undated")
        if self.lang == "zh":
            return f"{when.year}年{when.month}月{when.day}日"
        return f"{when.day} {when:%B} {when.year}"

    def month(self, when: Any) -> str:
        """A month, short."""
        return f"{when.year}-{when.month:02d}" if self.lang == "zh" else f"{when:%b %Y}"

    def listing(self, items: list[str]) -> str:
        """Items with the language's comma between them."""
        return ("、" if self.lang == "zh" else ", ").join(items)


def theme_labels(themes: Any, lang: Language = "zh") -> dict[str, str]:
    """Id of each theme and its label in one language.

    Examples
    --------
    >>> theme_labels((), "zh")
    {}
    """
    return {theme.id: getattr(theme, f"label_{lang}") or theme.id for theme in themes}
