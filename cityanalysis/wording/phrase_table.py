"""The table of every phrase, and what is counted as a variable of it."""

import re
import tomllib
from functools import cache
from typing import Any

from cityanalysis._typing import CountedUnit, Language
from cityanalysis.resources import data_path

__all__ = ["in_unit", "phrase_table", "unit_words"]


@cache
def phrase_table() -> dict[str, Any]:
    """data/report/phrases.toml as it stands."""
    return tomllib.loads(data_path("report/phrases.toml").read_text(encoding="utf-8"))


def unit_words(lang: Language, unit: CountedUnit) -> dict[str, str]:
    """The words for what is counted, by the names that phrases use for them.

    Examples
    --------
    >>> unit_words("en", "paragraph")["a_unit"]
    'a paragraph'
    """
    words: dict[str, str] = phrase_table()["counted"][unit][lang]
    return words


def in_unit(template: str, lang: Language, unit: CountedUnit) -> str:
    """A phrase that names what is counted; its other gaps are still open.

    Examples
    --------
    >>> in_unit("{A_unit} of the {n} {units}", "en", "paragraph")
    'A paragraph of the {n} paragraphs'
    """
    words = unit_words(lang, unit)
    gap = re.compile(r"\{(" + "|".join(words) + r")\}")
    return gap.sub(lambda match: words[match[1]], template)
