"""Every text of figures and reports, in Chinese and English, from one table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from cityanalysis._typing import CountedUnit, Language, check_choice
from cityanalysis.wording.finding_words import common_digits, interval, p_words, points
from cityanalysis.wording.phrase_table import in_unit, phrase_table

__all__ = ["Phrases", "theme_labels"]


class _Count(str):
    """A number in words that chooses between the forms of a noun, by the language's plurals."""

    form = "other"

    def __format__(self, forms: str) -> str:
        one, _, many = forms.partition("|")
        return (one if self.form == "one" else many) if forms else str(self)


class Phrases:
    """The report's words in one language.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of the words.
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
        entry: Any = phrase_table()
        for part in key.split("."):
            entry = entry[part]
        # Of long texts shares are of the text, not of what is counted.
        own = f"text_{self.lang}" if self.unit == "paragraph" else self.lang
        template = str(entry.get(own, entry[self.lang]))
        return in_unit(template, self.lang, self.unit)

    def keys(self, group: str) -> list[str]:
        """Names of the phrases of one group, in the table's order."""
        return list(phrase_table()[group])

    def count(self, number: float) -> str:
        """A whole number, grouped in threes; in a phrase, ``{n:file|files}`` agrees with it."""
        words = _Count(format_decimal(int(number), locale=self.lang))
        words.form = Locale(self.lang).plural_form(int(number))
        return words

    def percent(self, share: float) -> str:
        """A share as a percentage, with as many decimals as it takes not to be 0."""
        return "–" if share != share else f"{points(share)}%"

    def percents(self, shares: Sequence[float]) -> list[str]:
        """A column of shares as percentages of one number of decimals.

        A share that they would show as 0 keeps its own.
        """
        digits = common_digits(shares)
        own = [self.percent(share) for share in shares]
        fixed = [f"{points(share, digits)}%" for share in shares]
        return [
            one if share != share or (share and abs(100 * share) < 0.5 * 10**-digits) else other
            for share, one, other in zip(shares, own, fixed)
        ]

    def unlike(self, one: float, other: float) -> tuple[str, str]:
        """Two shares as percentages, with so many decimals that they are not the same in print."""
        digits = next((d for d in range(4) if points(one, d) != points(other, d)), 0)
        if not digits:
            return self.percent(one), self.percent(other)
        return f"{points(one, digits)}%", f"{points(other, digits)}%"

    def interval(self, low: float, high: float) -> str:
        """An interval of shares as percentages, rounded outwards."""
        return interval(low, high, self.lang, "%")

    def points(self, difference: float) -> str:
        """A difference of shares in percentage points."""
        return "–" if difference != difference else points(difference)

    def points_interval(self, low: float, high: float) -> str:
        """An interval of differences in percentage points, rounded outwards."""
        return interval(low, high, self.lang)

    def decimal(self, number: float, digits: int = 2) -> str:
        """A number with a fixed number of decimals and a true minus sign."""
        return "–" if number != number else f"{number:.{digits}f}".replace("-", "−")

    def decimals(self, low: float, high: float, digits: int = 2) -> str:
        """An interval of numbers, each with a fixed number of decimals."""
        between = "～" if self.lang == "zh" else "–"
        return between.join(self.decimal(end, digits) for end in (low, high))

    def p_value(self, p: float) -> str:
        """A p-value as one reads it: = 0.012 or < 0.001."""
        return "–" if p != p else p_words(p)

    def bare_p(self, p: float) -> str:
        """A p-value for a table's cell."""
        return self.p_value(p) if p != p or p < 0.001 else f"{self._rounded_up(p):.3f}"

    @staticmethod
    def _rounded_up(p: float) -> float:
        """Up to the third decimal, so that it never falls onto a threshold."""
        return math.ceil(p * 1000 - 1e-9) / 1000

    def date(self, when: Any) -> str:
        """A day in the language's own order."""
        if when is None or when != when:
            return self("unit.undated")
        return format_date(when, self("format.day"), self.lang)

    def month(self, when: Any) -> str:
        """A month, short."""
        return format_date(when, self("format.month"), self.lang)

    def listing(self, items: list[str], *, quoted: bool = False) -> str:
        """Items with the language's comma between them.

        Chinese sets quoted items side by side without one (GB/T 15834).
        """
        return self("format.quoted_comma" if quoted else "format.comma").join(items)

    def prose(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other, with a space between them where the language has one."""
        return self("format.between_sentences").join(sentences)


def theme_labels(themes: Any, lang: Language = "zh") -> dict[str, str]:
    """Id of each theme and its label in one language.

    Parameters
    ----------
    themes : iterable of Theme
        As `read_themes` gives them.
    lang : {"zh", "en"}
        Language of the labels.

    Examples
    --------
    >>> theme_labels((), "zh")
    {}
    """
    return {theme.id: getattr(theme, f"label_{lang}") or theme.id for theme in themes}
