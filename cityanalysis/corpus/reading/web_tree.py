"""A web page as a tree: parsed within limits, and its words near a place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from cityanalysis.errors import InputError

__all__ = ["Line", "counts_within", "is_furniture", "n_prose", "page_lines", "parse_web", "plain"]

# A page of news has a thousand tags; one of a million is a trap for parsers.
_MOST_MARKUP = 32 << 20
_MOST_ATTRIBUTES = 2_000
# Tags within each other: pages that close none of their fonts come to hundreds.
_DEEPEST = 1_000
_DECLARED = re.compile(r"<\?xml[^<>]{0,200}\?>|<meta[^<>]{1,200}charset[^<>]{0,200}>", re.I)
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
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form", "marquee"})
# Of these names some sites call the article itself: link-report, share-content, main-side.
_WEAK = re.compile(
    r"(?:^|[-_\s])(?:side|copy|hot|rank|links?|prev|next|share|search|nav|menu|aside|foot)(?:$|[-_\s\d])",
    re.I,
)
_HAN = re.compile("[\u3400-\u9fff]")
# A day right behind the number of another element, which the page's style sets apart.
_NUMBER_AND_DAY = re.compile(r"(?<=\d)\0(?=(?:19|20)\d\d\s?[-/.年]\s?\d)")
_NAMED_ABOVE = 3  # elements around a line whose names say what it is
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
    markup = _DECLARED.sub("", markup) or "<html></html>"
    parser = html.HTMLParser()
    tree = html.fromstring(markup, parser=parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        tree = _deep_tree(markup)
    _give_plain_names(tree)
    return tree


def _deep_tree(markup: str) -> Any:
    """Tree of a page below whose depth the parser's own bound would leave everything out."""
    from lxml import etree, html

    tree = html.fromstring(markup, parser=html.HTMLParser(huge_tree=True))
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise InputError(
                f"more than {_DEEPEST} tags within each other. Save the page's text as .txt."
            )
    return tree


def _give_plain_names(tree: Any) -> None:
    """Give forms that hold the page, tags of a site's own and odd classes their usual names."""
    from lxml.html import defs

    prose = counts_within(tree, n_prose)
    for element in list(tree.iter()):
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
        is_weak = _WEAK.search(names) is not None
        if is_weak and prose[tree] and prose[element] >= _MOST_OF_PROSE * prose[tree]:
            for name in ("class", "id"):
                element.attrib.pop(name, None)


def n_prose(text: str) -> int:
    """Chinese characters of a text that has a sentence and is no code."""
    return len(_HAN.findall(text)) if "。" in text and not _IS_CODE.search(text) else 0


def counts_within(tree: Any, count: Callable[[str], int]) -> dict[Any, int]:
    """What is counted in the texts within each element; every text is counted once.

    Examples
    --------
    >>> tree = parse_web("<div><p>一</p>二<p>三</p></div>")
    >>> counts_within(tree, len)[tree]
    3
    """
    found: dict[Any, int] = {}
    for element in reversed(list(tree.iter())):
        if isinstance(element.tag, str):
            found[element] = found.get(element, 0) + count(element.text or "")
        if element is not tree:
            parent = element.getparent()
            found[parent] = found.get(parent, 0) + found.get(element, 0) + count(element.tail or "")
    return found


# Tags that HTML has had since version 5, besides those that lxml knows.
_LATER_TAGS = frozenset(
    {"main", "dialog", "template", "picture", "svg", "path", "slot", "data", "search", "amp-img",
     "founder-title", "founder-date", "marquee"}
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
    known: dict[Any, _Within] = {}
    for text, holder in _pieces(tree):
        if text == "\n":
            if (line := _line(pieces, held, known)) is not None:
                lines.append(line)
            pieces, held = [], []
        else:
            pieces.append(text)
            held.append(holder)
    if (line := _line(pieces, held, known)) is not None:
        lines.append(line)
    return lines


# Whether furniture, a link and an entry of a list hold an element, or it is one of them.
_Within = tuple[bool, bool, bool]


def _within(element: Any, known: dict[Any, _Within]) -> _Within:
    """What holds an element; each element is asked once."""
    asked = []
    while element is not None and element not in known:
        asked.append(element)
        element = element.getparent()
    found = (False, False, False) if element is None else known[element]
    for one in reversed(asked):
        found = (
            found[0] or is_furniture(one),
            found[1] or one.tag == "a",
            found[2] or one.tag == "li",
        )
        known[one] = found
    return found


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


def _line(pieces: list[str], held: list[Any], known: dict[Any, _Within]) -> Line | None:
    joined = _NUMBER_AND_DAY.sub(" ", "\0".join(pieces)).replace("\0", "")
    text = plain(joined)
    if not text:
        return None
    full = [holder for piece, holder in zip(pieces, held) if piece.strip() and holder is not None]
    above = islice(chain([full[0]], full[0].iterancestors()), _NAMED_ABOVE)
    names = [f"{one.get('class') or ''} {one.get('id') or ''}".strip() for one in above]
    in_furniture, _, in_list = _within(full[0], known)
    return Line(
        text,
        is_furniture=in_furniture,
        is_link=all(_within(holder, known)[1] for holder in full),
        names=" ".join(name for name in names if name),
        is_listed=in_list,
    )
