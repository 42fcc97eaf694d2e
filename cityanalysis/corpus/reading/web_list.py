"""Pages that are lists of articles: each entry with its headline, its day and its first words."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.corpus.reading.web_tree import counts_within, is_furniture, page_lines, plain

__all__ = ["Entry", "list_entries"]

_HAN = re.compile("[\u3400-\u9fff]")
_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?:(?!\d)|(?=\d\d:))"
)
_LEAST_ENTRIES = 3  # two alike are as often parts of one article
_LEAST_HEADLINE, _LONGEST_HEADLINE = 6, 80  # characters
# An entry's headline is a link in a heading, or one with so many Chinese characters.
_LEAST_LINKED = 8
_LEAST_SUMMARY = 15  # Chinese characters of a line that says what the article is about
_MOST_OF_PAGE = 0.6  # of the page's words must stand in the list
_ALIKE = 0.8  # of its children must be entries
_MOST_CHILDREN = 2_000  # entries; a page of more is no page of a site


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: the headline, the day and the first words, where it has them."""

    title: str
    date: datetime.date | None
    text: str


def list_entries(tree: Any) -> list[Entry]:
    """Entries of a page that is a list of articles; none where the page is an article.

    Examples
    --------
    >>> from cityanalysis.corpus.reading.web_tree import parse_web
    >>> words = "市里的老灯塔完成改造，增设展览和研学空间，市民可以登塔看海。"
    >>> entry = f"<li><h3><a>老灯塔完成改造</a></h3><p>{words}</p>2022-05-0%s</li>"
    >>> page = parse_web("<body><ul>" + "".join(entry % day for day in "123") + "</ul></body>")
    >>> [(entry.title, entry.date.day) for entry in list_entries(page)]
    [('老灯塔完成改造', 1), ('老灯塔完成改造', 2), ('老灯塔完成改造', 3)]
    """
    whole = sum(len(_HAN.findall(line.text)) for line in page_lines(tree) if not line.is_furniture)
    within = counts_within(tree, lambda text: len(_HAN.findall(text)))
    for parent in tree.iter("div", "ul", "ol", "dl", "section", "main", "tbody", "table", "td"):
        children = list(_alike(parent))
        if not _LEAST_ENTRIES <= len(children) <= _MOST_CHILDREN or _in_furniture(parent):
            continue
        sizes = [within[child] for child in children]
        if sum(sizes) < _MOST_OF_PAGE * whole or max(sizes) > _MOST_OF_PAGE * sum(sizes):
            continue
        found = [one for child in children if (one := _entry(child)) is not None]
        if len(found) >= max(_LEAST_ENTRIES, _ALIKE * len(children)):
            return found if any(one.text for one in found) or not _has_prose(tree, parent) else []
    return []


def _has_prose(tree: Any, entries: Any) -> bool:
    """Whether a sentence stands outside of the list, as on the page of an article."""
    own = {line.text for line in page_lines(entries)}
    return any(
        "。" in line.text and not line.is_furniture and line.text not in own
        for line in page_lines(tree)
    )


def _in_furniture(element: Any) -> bool:
    return any(is_furniture(one) for one in (element, *element.iterancestors()))


def _alike(parent: Any) -> Iterator[Any]:
    """Children of the kind that most children are of, by tag and class."""
    own = [child for child in parent if isinstance(child.tag, str)]
    if len(own) < _LEAST_ENTRIES:
        return
    kinds = Counter((child.tag, child.get("class")) for child in own)
    kind = max(kinds, key=lambda one: kinds[one])
    yield from (child for child in own if (child.tag, child.get("class")) == kind)


def _entry(element: Any) -> Entry | None:
    headings = element.xpath(".//h1//a|.//h2//a|.//h3//a|.//h4//a|.//dt//a")
    titles = [plain(link.text_content()) for link in headings]
    titles += [
        text
        for link in element.iter("a")
        if len(_HAN.findall(text := plain(link.text_content()))) >= _LEAST_LINKED
        and "。" not in text
    ]
    title = next((t for t in titles if _LEAST_HEADLINE <= len(t) <= _LONGEST_HEADLINE), None)
    found = _DAY.search(plain(element.text_content()))
    if title is None or found is None:
        return None
    own = [line.text.removeprefix(title) for line in page_lines(element) if not line.is_link]
    summary = [
        line
        for line in (_DAY.sub("", line).strip() for line in own)
        if len(_HAN.findall(line)) >= _LEAST_SUMMARY
    ]
    return Entry(title, parse_date(found[0]), "\n".join(summary))
