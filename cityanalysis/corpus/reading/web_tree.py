"""A web page as a tree: parsed within limits, and its words near a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cityanalysis.errors import InputError

__all__ = ["Line", "is_furniture", "page_lines", "parse_web", "plain"]

# A page of news has a thousand tags; one of a million is a trap for parsers.
_MOST_MARKUP = 32 << 20
_MOST_ATTRIBUTES = 2_000
_DECLARED = re.compile(r"<\?xml[^>]*\?>|<meta[^>]+charset[^>]*>", re.I)
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:footer|foot|copyright|copy|nav|menu|sidebar|side|aside|comments?|pinglun|related|ft|bottom|btm|"
    r"relate|recommend|hot|rank|friendlink|links?|prev|next|pager|disclaimer|bread|crumbs?|breadcrumb|"
    r"share|login|search|qrcode)(?:$|[-_\s\d])",
    re.I,
)
_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "select", "button"}
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tr",
        "ul",
    ]
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form"})
# Of these names some sites call the article itself: link-report, share-content, main-side.
_WEAK = re.compile(
    r"(?:^|[-_\s])(?:side|copy|hot|rank|links?|prev|next|share|search|nav|menu|aside|foot)(?:$|[-_\s\d])",
    re.I,
)
_HAN = re.compile("[\u3400-\u9fff]")
# A form with so many Chinese characters and full stops is a page, as Visual SiteBuilder and ASP.NET
# make them, and no field to fill in.
_LEAST_PROSE, _LEAST_STOPS = 100, 2
# What a furnished element must hold of a page's prose to be its article.
_MOST_OF_PROSE = 0.5


def parse_web(markup: str) -> Any:
    """Tree of a web page; refused where its markup is a trap.

    Raises
    ------
    InputError
    """
    from lxml import html

    if len(markup) > _MOST_MARKUP:
        raise InputError("more than 32 million characters for one web page. Save its text as .txt.")
    for tag in re.finditer(r"<[a-zA-Z][^<>]{60000,}>", markup):
        if tag[0].count("=") > _MOST_ATTRIBUTES:
            raise InputError("a tag with thousands of attributes. Save the page's text as .txt.")
    # The text is decoded already, and what a page declares of its encoding is often wrong.
    tree = html.fromstring(_DECLARED.sub("", markup) or "<html></html>")
    _give_plain_names(tree)
    return tree


def _give_plain_names(tree: Any) -> None:
    """Give forms that hold the page, tags of a site's own and odd classes their usual names."""
    from lxml.html import defs

    whole = _n_prose(tree)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in defs.tags and element.tag not in _LATER_TAGS:
            is_block = any(child.tag in _BLOCKS for child in element)
            element.tag = "div" if is_block else "span"
        if element.tag == "form":
            text = element.text_content()
            if text.count("。") >= _LEAST_STOPS and len(_HAN.findall(text)) >= _LEAST_PROSE:
                element.tag = "div"
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if _WEAK.search(names) and whole and _n_prose(element) >= _MOST_OF_PROSE * whole:
            for name in ("class", "id"):
                element.attrib.pop(name, None)


def _n_prose(element: Any) -> int:
    """Chinese characters of an element's paragraphs, besides its links."""
    return sum(
        len(_HAN.findall(text))
        for text in element.itertext()
        if "。" in text and not _IS_CODE.search(text)
    )


# Tags that HTML has had since version 5, besides those that lxml knows.
_LATER_TAGS = frozenset(
    {"main", "dialog", "template", "picture", "svg", "path", "slot", "data", "search", "amp-img",
     "founder-title", "founder-date"}
)  # fmt: skip
_IS_CODE = re.compile(r"[{;]\s*(?:var|function|\")|=\s*[{\[]")


def plain(text: str) -> str:
    """Text on one line."""
    return " ".join(text.replace("\xa0", " ").replace("\u3000", " ").split())


def is_furniture(element: Any) -> bool:
    """Whether an element is part of what every page of a site has: menus, lists, footers."""
    if element.tag in _FURNITURE_TAGS:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return _FURNITURE.search(names) is not None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as a reader sees it.

    Parameters
    ----------
    text : str
        What the line says.
    is_furniture, is_link : bool
        Whether it is part of what every page of the site has, and whether it is a link only.
    names : str
        Class and id of the elements that hold it, nearest first.
    is_listed : bool
        Whether it stands in a list.
    """

    text: str
    is_furniture: bool = False
    is_link: bool = False
    names: str = ""
    is_listed: bool = False


def page_lines(tree: Any) -> list[Line]:
    """Lines of a page in their order; cells of a row of a table are put on one line.

    Examples
    --------
    >>> [line.text for line in page_lines(parse_web("<h1>题<b>目</b></h1><p>一<br>二</p>"))]
    ['题目', '一', '二']
    """
    lines: list[Line] = []
    pieces: list[str] = []
    held: list[Any] = []
    for text, holder in _pieces(tree):
        if text == "\n":
            if (line := _line(pieces, held)) is not None:
                lines.append(line)
            pieces, held = [], []
        else:
            pieces.append(text)
            held.append(holder)
    if (line := _line(pieces, held)) is not None:
        lines.append(line)
    return lines


def _pieces(tree: Any) -> Iterator[tuple[str, Any]]:
    """Pieces of text with the elements that hold them, and a line feed where a block ends."""
    from lxml import etree

    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event == "start":
            hidden += tag in _HIDDEN
            if tag in _BLOCKS:
                yield "\n", element
            if element.text and not hidden:
                yield element.text, element
            continue
        if event == "end":
            hidden -= tag in _HIDDEN
            if tag in _BLOCKS:
                yield "\n", element
            elif tag in ("td", "th"):
                yield "  ", element
        if element.tail and not hidden:
            yield element.tail, element.getparent()


def _line(pieces: list[str], held: list[Any]) -> Line | None:
    text = plain("".join(pieces))
    if not text:
        return None
    full = [holder for piece, holder in zip(pieces, held) if piece.strip() and holder is not None]
    above = [[holder, *holder.iterancestors()] for holder in full]
    names = [f"{one.get('class') or ''} {one.get('id') or ''}".strip() for one in above[0]]
    return Line(
        text,
        is_furniture=any(is_furniture(one) for one in above[0]),
        is_link=all(any(one.tag == "a" for one in chain) for chain in above),
        names=" ".join(name for name in names[:3] if name),
        is_listed=any(one.tag == "li" for one in above[0]),
    )
