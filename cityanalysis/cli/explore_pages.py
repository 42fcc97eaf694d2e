"""The pages of `cityanalysis explore`: a search with its articles, and one article."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from cityanalysis.cli.explore_index import Article, ArticleIndex, Search
from cityanalysis.frames import Articles, Cities, Concordance, source_hash
from cityanalysis.resources import data_path
from cityanalysis.text import kwic

__all__ = ["ExplorePages"]

_ON_A_PAGE = 50  # articles
_LIKE = 5  # articles like an opened one
# Articles whose places of a word are shown, the latest, and places on a page.
_MOST_READ, _MOST_LINES = 1_000, 500
_CONTEXTS = ("city", "right", "left")
_AROUND = 60  # characters shown before and after the first place of a word


@dataclass(frozen=True)
class ExplorePages:
    """Every page as HTML that holds no script and asks for nothing.

    Parameters
    ----------
    index : ArticleIndex
        Answers what is asked.
    folder : Path
        The run's.
    """

    index: ArticleIndex
    folder: Path

    @cached_property
    def policy(self) -> str:
        """What a browser may do with a page: use its style, and send its form here."""
        return (
            f"default-src 'none'; style-src {source_hash(_asset('style.css'))}; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )

    def search(self, search: Search) -> str:
        """What is looked for: articles, the latest first or the nearest, or words in context."""
        if search.view in _CONTEXTS:
            return self._context(search)
        if search.view == "meaning":
            near = self.index.near(search, _ON_A_PAGE)
            return self._found(search, [(one, _snippet(one.text or "", ())) for one in near])
        found = self.index.find(search, _ON_A_PAGE + 1)
        rows = [(article, _snippet(article.text or "", search.words)) for article in found]
        more = None
        if len(found) > _ON_A_PAGE:
            asked = {"q": " ".join(search.words), "city": search.city, "theme": search.theme}
            more = "/?" + urlencode(asked | {"after": str(found[_ON_A_PAGE - 1].row)})
        return self._found(search, rows[:_ON_A_PAGE], more)

    def _found(
        self, search: Search, rows: list[tuple[Article, Markup]], more: str | None = None
    ) -> str:
        return self._render(
            "search.html", search=search, rows=rows, more=more, total=len(self.index), lines=None
        )

    def _context(self, search: Search) -> str:
        """Every place of a word in the latest articles that have all words."""
        some = self.index.find(search, _MOST_READ + 1) if search.words else []
        found = some[:_MOST_READ]
        lines = self._lines(found, search)
        return self._render(
            "search.html",
            search=search,
            lines=lines[:_MOST_LINES],
            n_places=len(lines),
            n_articles=len(found),
            is_cut=len(lines) > _MOST_LINES or len(some) > _MOST_READ,
            more=None,
        )

    def _lines(self, found: list[Article], search: Search) -> list[dict[Any, Any]]:
        if not found:
            return []
        own = [(a.doc_id, city) for a in found for city in self.index.names("place", a.row)]
        cities = pd.DataFrame(own, columns=[Cities.doc_id, Cities.city])
        articles = pd.DataFrame(found).assign(**{Articles.date: None})
        day = {article.doc_id: article.date for article in found}
        lines = kwic(articles, search.words, cities=cities).fillna("").to_dict("records")
        rank = {city: at for at, city in enumerate(self._choices[0])}
        keys = {
            "city": lambda line: rank.get(line[Concordance.city].partition(",")[0], len(rank)),
            "right": lambda line: line[Concordance.right].lower(),
            "left": lambda line: line[Concordance.left][::-1].lower(),
        }
        lines.sort(key=keys[search.view])
        return [line | {Concordance.date: day[line[Concordance.doc_id]]} for line in lines]

    def article(self, doc_id: str, words: tuple[str, ...]) -> str | None:
        """One article, with words marked; None where it is not in the run."""
        article = self.index.article(doc_id)
        if article is None:
            return None
        return self._render(
            "article.html",
            article=article,
            paragraphs=[_marked(line, words) for line in (article.text or "").split("\n")],
            own_cities=self.index.names("place", article.row),
            own_themes=[self._labels[name] for name in self.index.names("about", article.row)],
            back="/?" + urlencode({"q": " ".join(words)}),
            like=self.index.like(article.row, _LIKE),
        )

    @cached_property
    def _record(self) -> dict[str, object]:
        path = self.folder / "results" / "analysis.json"
        record: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
        return record

    @cached_property
    def _lang(self) -> str:
        settings = self._record["settings"]
        return str(settings["lang"]) if isinstance(settings, dict) else "zh"

    @cached_property
    def _labels(self) -> dict[str, str]:
        themes = self._record["themes"]
        assert isinstance(themes, list)
        return {theme["id"]: theme[f"label_{self._lang}"] or theme["id"] for theme in themes}

    @cached_property
    def _choices(self) -> tuple[list[str], list[tuple[str, str]]]:
        """Cities, and themes with their labels, those with most articles first."""
        themes = [(name, self._labels[name]) for name in self.index.names("about")]
        return self.index.names("place"), themes

    def _render(self, name: str, **values: object) -> str:
        cities, themes = self._choices
        return (
            _templates()
            .get_template(name)
            .render(
                lang="zh-Hans" if self._lang == "zh" else "en",
                words=json.loads(_asset("words.json"))[self._lang],
                style=Markup(_asset("style.css")),
                cities=cities,
                themes=themes,
                n_meant=self.index.n_meant,
                has_report=(self.folder / "report.html").is_file(),
                **values,
            )
        )


def _snippet(text: str, words: tuple[str, ...]) -> Markup:
    """The text around the first word, or its beginning."""
    places = [at for word in words if (at := text.lower().find(word.lower())) >= 0]
    start = max(0, min(places) - _AROUND) if places else 0
    end = start + 3 * _AROUND
    cut = text[start:end].replace("\n", " ")
    dots = ("…" if start else "", "…" if end < len(text) else "")
    return Markup("{}{}{}").format(dots[0], _marked(cut, words), dots[1])


def _marked(text: str, words: tuple[str, ...]) -> Markup:
    """The text, escaped, with each place of a word marked."""
    lower, done, at = text.lower(), Markup(""), 0
    while True:
        next_ones = [(p, -len(w)) for w in words if w and (p := lower.find(w.lower(), at)) >= 0]
        if not next_ones:
            return done + escape(text[at:])
        start, length = min(next_ones)
        end = start - length
        done += escape(text[at:start]) + Markup("<mark>{}</mark>").format(text[start:end])
        at = end


def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(data_path("explore")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def _asset(name: str) -> str:
    return data_path(f"explore/{name}").read_text(encoding="utf-8")
