"""Words of the report on the HTML page: themes can be renamed there, and no number is broken."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

__all__ = ["Wording", "token_of"]

# Brackets that the font has and no article uses; in an article that did, a theme's name would
# appear in their place.
_TOKEN = re.compile("｟(\\d+)｠")
_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?%?(?:(?:[～–]| to )[−-]?\d[\d,]*(?:\.\d+)?%?)?")


def token_of(number: int) -> str:
    """What stands for a theme in a report that is made for the page.

    Examples
    --------
    >>> token_of(3)
    '｟3｠'
    """
    return f"｟{number}｠"


class Wording:
    """Texts of a report that was made with tokens for its themes.

    Parameters
    ----------
    labels : mapping
        Number of a theme → its label.

    Examples
    --------
    >>> words = Wording({0: "水利"})
    >>> words.rich("“｟0｠”<占>")
    Markup('“<span data-label="0">水利</span>”&lt;占&gt;')
    >>> words.plain("“｟0｠”占12%")
    '“水利”占12%'
    """

    def __init__(self, labels: Mapping[int, str]) -> None:
        self.labels = labels

    def plain(self, text: str) -> str:
        """The text with the labels in their places."""
        return _TOKEN.sub(lambda found: self.labels.get(int(found[1]), found[0]), text)

    def rich(self, text: str) -> Markup:
        """The same with an element around each label and each number."""
        whole, at = Markup(), 0
        for found in _TOKEN.finditer(text):
            whole += _numbers(text[at : found.start()])
            number = int(found[1])
            if number in self.labels:
                whole += Markup('<span data-label="{}">{}</span>').format(
                    number, self.labels[number]
                )
            at = found.end()
        return whole + _numbers(text[at:])


def _numbers(text: str) -> Markup:
    whole, at = Markup(), 0
    for found in _NUMBER.finditer(text):
        whole += escape(text[at : found.start()])
        whole += Markup('<span class="num">{}</span>').format(found[0])
        at = found.end()
    return whole + escape(text[at:])
