"""What a page keeps in its scripts: the article that a browser would draw, and its day."""

import datetime
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import unquote

from cityanalysis.corpus.reading.date_forms import parse_date

__all__ = ["drawn_article", "script_dates"]

_HAN = re.compile("[\u3400-\u9fff]")
_LEAST_TEXT = 60  # Chinese characters of a text that is an article and no setting
_LONGEST_SCRIPT = 8 << 20  # characters; what is searched of a script
_MOST_STRINGS = 20_000  # strings of a page's scripts that are looked at
# A string in a script, with the name before it: content: '...', "title": "...". One that is not
# closed ends with its line, and nothing is tried twice (++): looked for again from each of its
# quotes, it would take long.
_STRING = re.compile(
    r"""(?:["']?([\w$]{1,40}+)["']?\s*+[:=]\s*+(?:\[\s*+)?)?"""
    r"""(?:"((?:[^"\\\n]++|\\(?s:.)?)*+)"?|'((?:[^'\\\n]++|\\(?s:.)?)*+)'?)"""
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_PLAIN_ESCAPES = {"n": "\n", "r": "", "t": " ", "b": "", "f": ""}
_TITLE = re.compile(r"(?<!sub)title$|^(?:name|headline|subject)$", re.I)
_VALUE = (
    r"(?:\d{10}(?:\d{3})?(?!\d)|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} [\d:]{8} [+-]\d{4} \d{4})"
)
# Names under which pages keep their day of publication; of the server's clock none is here.
_DAY = re.compile(
    r"""(?<![\w$])["']?(?:ct|ori_?create_?time|create_?(?:d_?)?(?:time|at|date)|create_?timestamp"""
    r"""|pub_?(?:lish)?(?:ed)?_?(?:time|date|at)|news_?time|post_?time|show_?time|display_?time)["']?"""
    rf"""\s*[:=]\s*["']?({_VALUE}|20\d{{6}}(?!\d))""",
    re.I,
)
_KEPT_DAY = re.compile(r"time|date", re.I)  # classes of a field of text that keeps the day
_TIME = re.compile(rf"""(?<![\w$])["']?time["']?\s*[:=]\s*["']?({_VALUE})""", re.I)
# A few lines that write the day into the page: document.write("发布时间：" + day).
_WRITTEN = re.compile(r"(?:发布|发表|刊发|时\s*间|日\s*期)")
_ANY_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d)")
_LONGEST_WRITTEN = 2_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article that a script holds: its markup, and its headline."""

    markup: str
    title: str | None


@dataclass(frozen=True, slots=True)
class _String:
    name: str
    value: str
    at: int


def drawn_article(tree: Any) -> Drawn | None:
    """The longest Chinese text among the strings of a page's scripts; None where there is none.

    Portals send many pages as data that a script draws: as JSON (``__NEXT_DATA__``,
    ``__INITIAL_STATE__``, ``allData``), as settings of JavaScript, encoded as an address.

    Parameters
    ----------
    tree : lxml element
        The parsed page.

    Examples
    --------
    >>> from lxml import html
    >>> words = "市里的老灯塔完成改造，增设展览和研学空间，市民可以登塔看海。" * 3
    >>> page = f"<script>var a = {{title: '老灯塔完成改造', content: '{words}'}}</script>"
    >>> found = drawn_article(html.fromstring(page))
    >>> found.title, found.markup == words
    ('老灯塔完成改造', True)
    """
    best: tuple[int, _String, list[_String]] | None = None
    scripts = (list(_strings(script)) for script in _scripts(tree))
    for strings in chain([list(_fields(tree))], scripts):
        for string in strings:
            n_han = len(_HAN.findall(string.value)) if "。" in string.value else 0
            if n_han >= _LEAST_TEXT and (best is None or n_han > best[0]):
                best = (n_han, string, strings)
    if best is None:
        return None
    _, body, strings = best
    near = [one for one in strings if _TITLE.search(one.name) and 4 <= len(one.value) <= 120]
    title = min(near, key=lambda one: abs(one.at - body.at), default=None)
    return Drawn(body.value, title.value if title else None)


def script_dates(tree: Any, title: str | None) -> Iterator[datetime.date]:
    """Days of publication among the settings of a page's scripts, nearest to its headline first.

    Examples
    --------
    >>> from lxml import html
    >>> script = "<script>var ct = '1648425600', svr_time = '1700000000'</script>"
    >>> tree = html.fromstring(f"<p>{script}</p>")
    >>> [day.isoformat() for day in script_dates(tree, None)]
    ['2022-03-28']
    """
    found: list[tuple[int, datetime.date]] = []
    for script in _scripts(tree):
        at = script.find(title) if title else -1
        for match in [*_DAY.finditer(script), *(_TIME.finditer(script) if at >= 0 else ())]:
            if (date := parse_date(match[1])) is not None:
                found.append((abs(match.start() - at) if at >= 0 else _LONGEST_SCRIPT, date))
        days = {day[0] for day in _ANY_DAY.finditer(script[:_LONGEST_WRITTEN])}
        is_written = len(days) == 1 and _WRITTEN.search(script) and len(script) < _LONGEST_WRITTEN
        if is_written and (date := parse_date(*days)) is not None:
            found.append((_LONGEST_SCRIPT, date))
    for field in tree.iter("textarea"):
        is_day = _KEPT_DAY.search(f"{field.get('class', '')} {field.get('id', '')}")
        if is_day and (date := parse_date((field.text or "").strip())) is not None:
            found.append((0, date))
    yield from (date for _, date in sorted(found, key=lambda one: one[0]))


def _scripts(tree: Any) -> Iterator[str]:
    for element in tree.iter("script"):
        text = (element.text or "")[:_LONGEST_SCRIPT]
        yield unquote(text) if text.lstrip().startswith("%7B") else text


def _fields(tree: Any) -> Iterator[_String]:
    """Fields of text in which a page keeps its parts, with the last word of their class."""
    for at, field in enumerate(tree.iter("textarea")):
        name = (field.get("class") or field.get("id") or "").rpartition("-")[2]
        yield _String(name, "".join(field.itertext()), at)


def _strings(script: str) -> Iterator[_String]:
    for number, found in enumerate(_STRING.finditer(script)):
        if number >= _MOST_STRINGS:
            return
        value = found[2] if found[2] is not None else found[3]
        yield _String(found[1] or "", _unescaped(value), found.start())


def _unescaped(text: str) -> str:
    """A string as the script means it: escapes, entities and strings within it undone."""
    if "\\" in text:
        text = _ESCAPE.sub(_meant, text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "&lt;" in text or "&quot;" in text:
        text = html.unescape(text)
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            inner = json.loads(text, strict=False)
        except ValueError:
            inner = text[1:-1]
        text = inner if isinstance(inner, str) else text
    return text


def _meant(found: re.Match[str]) -> str:
    if code := found[1] or found[2]:
        return chr(int(code, 16))
    return _PLAIN_ESCAPES.get(found[3], found[3])
