"""How well simulated pages are cut, by a scorer of a few lines that runs anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from cityanalysis.corpus.page import Article, Page
from cityanalysis.corpus.splitting.split import split_page

# A found article is the true one if the two share this part of all their characters.
LEAST_SHARED = 0.8


@dataclass(frozen=True)
class Whole:
    """Shares of the true articles that were found whole, and with their main headline."""

    n: int
    whole: float
    titled: float


def score(pages: Iterable[tuple[str, list[dict]]]) -> Whole:
    """Score pages and their gold lines, as ``training.simulate.pages`` composes them."""
    n = whole = titled = 0
    for text, gold in pages:
        articles = split_page(Page("page", text))
        found = [_characters(text, article.spans) for article in articles]
        for item in gold:
            if item["kind"] not in ("article", "brief"):
                continue
            n += 1
            left_out = _characters(text, item["inline_captions"] + item["repeated_spans"])
            true = _characters(text, item["spans"]) - left_out
            best = max(range(len(found)), key=lambda k: len(true & found[k]))
            own = found[best] - left_out
            if len(true & own) >= LEAST_SHARED * len(true | own):
                whole += 1
            titled += _same_title(articles[best], item["title"])
    return Whole(n, whole / n, titled / n)


def _characters(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {k for start, end in spans for k in range(start, end) if not text[k].isspace()}


def _same_title(article: Article, title: str | None) -> bool:
    return "".join((article.title or "").split()) == "".join((title or "").split())
