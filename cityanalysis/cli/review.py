"""The page on which a reader corrects articles: one HTML file that needs no network."""

import base64
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cityanalysis.corpus import (
    Article,
    Page,
    apply_corrections,
    articles_of,
    page_offset,
    page_picture,
    read_pages,
    text_digest,
)
from cityanalysis.errors import UsageError
from cityanalysis.frames import script_safe, source_hash, write_whole
from cityanalysis.resources import data_path
from cityanalysis.run import Settings

__all__ = ["write_review"]

_NAME = "review.html"
# A picture takes some 200 kB; browsers open files of a hundred megabytes with trouble.
_MOST_PAGES = 300


def write_review(
    inputs: str | Path | Sequence[str | Path], folder: Path, *, settings: Settings
) -> Path:
    """Write the pages with their articles in colours, to be corrected in a browser.

    Page text is shown as text only: data lies in a JSON block, and the content security policy
    admits the file's own script and style alone.

    Parameters
    ----------
    inputs : path or sequence of paths
        Pages; rows of tables are articles already and are left out.
    folder : Path
        Where review.html is written.
    settings : Settings
        How files are read, corrections that were made before, and the language.

    Returns
    -------
    Path

    Raises
    ------
    UsageError
        Where the inputs hold no page, or more than a browser can show.
    """
    options = settings.read_options()
    pages: list[dict[str, Any]] = []
    for page in read_pages(inputs, options=options):
        if page.is_article:
            continue
        if len(pages) == _MOST_PAGES:
            raise UsageError(f"more than {_MOST_PAGES} pages to review. Give fewer at a time.")
        items = apply_corrections(page, articles_of(page), options.corrections)
        pages.append(_page_data(page, items))
    if not pages:
        raise UsageError("no pages to review: rows of tables are articles already.")
    earlier = [_plain(one) for one in options.corrections]
    data = {"pages": pages, "earlier": earlier}
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / _NAME
    write_whole(_html(data, settings.lang), target)
    return target


def _html(data: dict[str, Any], lang: str) -> str:
    words = json.loads(_asset("words.json"))[lang]
    script, style = _asset("review.js"), _asset("style.css")
    templates = Environment(
        loader=FileSystemLoader(data_path("review")),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    # What is Markup here is the package's own, or JSON without any "<".
    return templates.get_template("page.html").render(
        lang="zh-Hans" if lang == "zh" else "en",
        title=words["title"],
        policy=Markup(_policy(script, style)),
        style=Markup(style),
        script=Markup(script),
        data=Markup(script_safe({**data, "words": words})),
    )


def _policy(script: str, style: str) -> str:
    """Nothing but what is in the file: no request, no frame, no other script or style."""
    return (
        f"default-src 'none'; img-src data:; script-src {source_hash(script)}; "
        f"style-src {source_hash(style)}; base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return data_path(f"review/{name}").read_text(encoding="utf-8")


def _plain(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("digest", "action", "item", "at", "value")}


def _page_data(page: Page, items: Sequence[Article]) -> dict[str, Any]:
    picture = page_picture(page)
    shown = base64.b64encode(picture).decode("ascii") if picture else None
    return {
        "name": Path(page.source).name + (f" · {page.number}" if page.number else ""),
        "digest": text_digest(page),
        "picture": f"data:image/jpeg;base64,{shown}" if shown else None,
        "size": list(page.size) if page.size else None,
        "lines": [[line.start, *line.box] for line in page.lines],
        "items": [_item_data(page, article) for article in items if article.spans],
    }


def _item_data(page: Page, article: Article) -> dict[str, Any]:
    return {
        "start": article.spans[0][0],
        "kind": article.kind,
        "title": article.title or "",
        "spans": [list(span) for span in article.spans],
        "paragraphs": list(_paragraphs(page, article)),
    }


def _paragraphs(page: Page, article: Article) -> Iterator[list[Any]]:
    """Text, place on the page, and the least sure joint of each paragraph of an article."""
    joints = [(line.start, line.end, line.joint) for line in page.lines if line.joint < 1]
    start = 0
    for text in article.text.split("\n"):
        at = page_offset(article.segments, start)
        until = page_offset(article.segments, start + len(text) - 1) if text else at
        start += len(text) + 1
        if at is None:
            continue
        end = at if until is None else until
        sure = [joint for begin, _, joint in joints if at <= begin <= end]
        yield [text, at, min(sure, default=1.0)]
