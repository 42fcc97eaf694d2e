"""What a reader corrected on the review page: items joined, cut, of another kind or title."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from cityanalysis._typing import Kind
from cityanalysis.corpus.page import Article, Page, Segment, Span
from cityanalysis.errors import CorrectionWarning, InputError, warn

__all__ = ["Correction", "apply_corrections", "read_corrections", "text_digest"]

_KINDS = get_args(Kind)
_DONE = "join, cut, kind, title"
_SENTENCE_ENDS = "。！？”』」）)…!?"


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a reader corrected.

    Attributes
    ----------
    digest : str
        `text_digest` of the page, so that no other page, and no other text, is changed.
    action : {"join", "cut", "kind", "title"}
        What the reader did.
    item : int
        Where the item begins on the page (the first offset of its spans).
    at : int
        Of a join: where the item that follows begins. Of a cut: where the new item begins.
    value : str
        The new kind or title.

    Examples
    --------
    >>> Correction("d1", "kind", 0, value="spam").at
    0
    """

    digest: str
    action: str
    item: int
    at: int = 0
    value: str = ""


def text_digest(page: Page) -> str:
    """Digest of a page's text in 16 letters.

    Examples
    --------
    >>> text_digest(Page("a", "本报讯")) == text_digest(Page("b", "本报讯"))
    True
    """
    return hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_corrections(path: str | Path) -> tuple[Correction, ...]:
    """Corrections of a JSON file that the review page wrote.

    Parameters
    ----------
    path : path
        The JSON file.

    Returns
    -------
    tuple of Correction

    Raises
    ------
    InputError
        Where the file cannot be read, or is none that the review page wrote.
    """
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON. Export it from the review page again.") from error
    rows = found.get("corrections") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise InputError(f"{path}: no corrections. Export it from the review page again.")
    return tuple(_correction(row, f"{path}: correction {n}") for n, row in enumerate(rows, 1))


def _correction(row: Any, where: str) -> Correction:
    if not isinstance(row, dict) or row.get("action") not in _DONE.split(", "):
        raise InputError(f"{where}: `action` must be one of {_DONE}.")
    numbers = [row.get(name, 0) for name in ("item", "at")]
    words = [row.get(name, "") for name in ("digest", "value")]
    if not all(type(n) is int and n >= 0 for n in numbers) or not all(
        isinstance(word, str) for word in words
    ):
        raise InputError(f"{where}: `item` and `at` are numbers from 0, the others text.")
    if row["action"] == "kind" and row.get("value") not in _KINDS:
        raise InputError(f"{where}: `value` must be one of {', '.join(_KINDS)}.")
    return Correction(words[0], row["action"], numbers[0], numbers[1], words[1])


def apply_corrections(
    page: Page, articles: Sequence[Article], corrections: Sequence[Correction]
) -> list[Article]:
    """The items of a page with what a reader corrected, in the order in which it was done.

    Parameters
    ----------
    page : Page
        The page that the reader saw.
    articles : sequence of Article
        Its items.
    corrections : sequence of Correction
        Of any pages; those of others change nothing.

    Returns
    -------
    list of Article
        In page order, numbered anew.

    Warns
    -----
    CorrectionWarning
        Where a correction names an item that the page does not have.

    Examples
    --------
    >>> page = Page("a", "一。二。")
    >>> items = [
    ...     Article(1, "article", text="一。", spans=((0, 2),), segments=((0, 0, 2),)),
    ...     Article(2, "article", text="二。", spans=((2, 4),), segments=((0, 2, 2),)),
    ... ]
    >>> join = Correction(text_digest(page), "join", 0, 2)
    >>> [article.text for article in apply_corrections(page, items, [join])]
    ['一。\\n二。']
    """
    if not corrections:
        return list(articles)
    digest = text_digest(page)
    items = {article.spans[0][0]: article for article in articles if article.spans}
    bare = [article for article in articles if not article.spans]
    missed = 0
    for one in corrections:
        if one.digest == digest:
            missed += not _apply(items, one)
    if missed:
        message = (
            f"{page.source}: {missed} corrections fit no item of this page as it is read now. "
            "Review it again."
        )
        warn(message, CorrectionWarning)
    found = [*(items[start] for start in sorted(items)), *bare]
    return [replace(article, order=number) for number, article in enumerate(found, 1)]


def _apply(items: dict[int, Article], one: Correction) -> bool:
    """Change `items`; whether the correction fits them."""
    article = items.get(one.item)
    if article is None:
        return False
    if one.action == "kind":
        items[one.item] = replace(article, kind=_kind(one.value))
    elif one.action == "title":
        items[one.item] = replace(article, title=one.value.strip() or None, title_segments=())
    elif one.action == "join":
        if one.at == one.item or one.at not in items:
            return False
        items[one.item] = _joined(article, items.pop(one.at))
    else:
        parts = _cut(article, one.at)
        if parts is None:
            return False
        items[one.item], items[one.at] = parts
    return True


def _kind(value: str) -> Kind:
    kind: Kind = next(known for known in _KINDS if known == value)
    return kind


def _joined(first: Article, second: Article) -> Article:
    """One article of two; the headline of the second becomes a line of the text."""
    text, segments = first.text, first.segments
    if second.title:
        text, segments = _appended(text, segments, second.title, second.title_segments, "\n")
    goes_on = bool(text) and not second.title and text[-1] not in _SENTENCE_ENDS
    mark = "" if goes_on else "\n"
    text, segments = _appended(text, segments, second.text, second.segments, mark)
    return replace(
        first,
        text=text,
        segments=segments,
        spans=(*first.spans, *second.spans),
        byline=tuple(dict.fromkeys((*first.byline, *second.byline))),
        correspondents=tuple(dict.fromkeys((*first.correspondents, *second.correspondents))),
        dateline=first.dateline or second.dateline,
        filed_by=first.filed_by or second.filed_by,
        source_tag=first.source_tag or second.source_tag,
    )


def _appended(
    text: str, segments: tuple[Segment, ...], more: str, runs: tuple[Segment, ...], mark: str
) -> tuple[str, tuple[Segment, ...]]:
    if not more:
        return text, segments
    base = text + mark if text else ""
    moved = tuple((start + len(base), at, length) for start, at, length in runs)
    return base + more, (*segments, *moved)


def _cut(article: Article, at: int) -> tuple[Article, Article] | None:
    """An article up to a place of the page, and the rest of it; None where it is not there."""
    place = next(
        (
            k
            for k, (_, begin, length) in enumerate(article.segments)
            if begin <= at < begin + length
        ),
        None,
    )
    spans = _cut_spans(article.spans, at)
    if place is None or spans is None:
        return None
    start, begin, length = article.segments[place]
    position, kept = start + at - begin, at - begin
    before = (*article.segments[:place], *(((start, begin, kept),) if kept else ()))
    moved = [(s - position, b, n) for s, b, n in article.segments[place + 1 :]]
    after = ((0, at, length - kept), *moved)
    head = replace(
        article, text=article.text[:position].rstrip("\n"), segments=before, spans=spans[0]
    )
    rest = Article(
        order=article.order,
        kind=article.kind,
        date=article.date,
        text=article.text[position:],
        spans=spans[1],
        segments=after,
    )
    return head, rest


def _cut_spans(
    spans: tuple[Span, ...], at: int
) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    for k, (begin, end) in enumerate(spans):
        if begin <= at < end:
            before = (*spans[:k], *(((begin, at),) if at > begin else ()))
            return (before, ((at, end), *spans[k + 1 :])) if before else None
    return None
