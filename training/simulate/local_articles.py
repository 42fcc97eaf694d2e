"""Invented articles of local newspapers, and drafts of them as such papers print them."""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.simulate import wording
from training.simulate.drafts import Block, Draft

# Writers whose articles no weight and no rule is made on: they are there to be scored.
HELD_BACK = frozenset({"w3", "w8", "w12", "w15", "w18"})

_RUN_IN = re.compile(r"^(?:本报|[（(]|新华社|中新社)[^\n]{0,8}(?:讯|电|记者|通讯员)")
_MARKED_NOTE = re.compile("[【■□◆●\\s]*(?:编者按|编者的话|开栏的话|编前|编后)")
_NOTE_OPENERS = ("编者按：", "编者按 ", "【编者按】", "■ 编者按 ", "开栏的话 ", "编者的话：")
_LONGEST_TITLE_LINE = 13


@dataclass(frozen=True)
class Section:
    """Paragraphs under a subhead of no, one or more lines."""

    subhead: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class LocalArticle:
    """An article in the parts of which a newspaper page is set."""

    id: str
    genre: str
    kicker: str
    title: str
    subtitle: str
    note: str
    byline: str
    dateline: str
    lead: str
    sections: tuple[Section, ...]
    captions: tuple[str, ...]
    quotes: tuple[str, ...]
    source: str

    @property
    def length(self) -> int:
        """Characters of the body."""
        return len(self.lead) + sum(len(p) for s in self.sections for p in s.paragraphs)


def read_local_articles(path: Path, *, held_back: bool) -> list[LocalArticle]:
    """Articles of a JSONL file: those held back for scoring, or all others."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_article(row) for row in rows if (row["id"].split("-")[0] in HELD_BACK) is held_back]


def _article(row: dict[str, Any]) -> LocalArticle:
    sections = tuple(
        Section(tuple(_plain(x) for x in s["subhead"]), tuple(map(_plain, s["paragraphs"])))
        for s in row["sections"]
    )
    texts = ("kicker", "title", "subtitle", "byline", "dateline", "lead")
    kept = {name: _plain(row[name]) for name in texts}
    return LocalArticle(
        id=row["id"],
        genre=row["genre"],
        note=_plain(row["editor_note"]),
        sections=sections,
        captions=tuple(map(_plain, row["captions"])),
        quotes=tuple(map(_plain, row["pull_quotes"])),
        source=_plain(row["source_tag"]),
        **kept,
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class Habits:
    """How a paper sets its articles: the share of cases in which each custom is followed."""

    kicker: float = 1.0
    subtitle_first: float = 0.1
    dash: float = 0.2
    split_title: float = 0.25
    same_line_byline: float = 0.1
    byline_last: float = 0.06
    subheads_on_one_line: float = 0.15
    drop_second_subhead: float = 0.15
    numbered: float = 0.12
    quote_after_head: float = 0.5
    caption_after_head: float = 0.2
    deck: float = 0.06

    def draw(self, rng: random.Random) -> "Habits":
        """The habits of one paper."""
        varied = {k: min(1.0, v * rng.choice((0, 0.5, 1, 1, 2, 4))) for k, v in vars(self).items()}
        return Habits(**(varied | {"kicker": rng.choice((1.0, 1.0, 0.8))}))


def local_draft(article: LocalArticle, habits: Habits, rng: random.Random) -> Draft:
    """An article as blocks of flagged text, the head first."""
    head = _head(article, habits, rng)
    body = _body(article, habits, rng)
    gold: dict[str, Any] = {"source": article.source or None}
    sign = article.byline
    run_in = article.dateline
    if sign and _RUN_IN.match(sign):
        run_in, sign = (sign if sign[0] in "本新中" else f"{run_in}{sign}"), ""
    if sign and rng.random() < habits.byline_last and article.genre != "letter":
        body[-1].append((f"（{sign.strip('□■▲●◆ ')}）", "mark"))
    elif sign and rng.random() < habits.same_line_byline:
        body[0].insert(0, (f"{sign} ", "mark"))
    elif sign:
        head.append([(sign, "mark")])
    if run_in:
        body[0].insert(0, (run_in + rng.choice((" ", "", "　")), "mark"))
    if article.source:
        body[-1].append((article.source, "mark"))
    head, body = _with_quotes(article, head, body, habits, rng)
    body = _with_captions(article, body, habits, rng)
    return Draft("article", head + body, gold, n_head=len(head))


def _head(article: LocalArticle, habits: Habits, rng: random.Random) -> list[Block]:
    lines: list[Block] = [[(part, "title")] for part in _title_lines(article.title, habits, rng)]
    if article.kicker and rng.random() < habits.kicker:
        dash = "——" if rng.random() < habits.dash / 2 else ""
        lines.insert(0, [(article.kicker + dash, "part")])
    if article.subtitle:
        dash = "——" if rng.random() < habits.dash else ""
        at = 0 if rng.random() < habits.subtitle_first else len(lines)
        lines.insert(at, [(dash + article.subtitle, "part")])
    return lines


def _title_lines(title: str, habits: Habits, rng: random.Random) -> list[str]:
    """A headline whole, or in the two lines in which a narrow place makes a paper set it."""
    if len(title) <= _LONGEST_TITLE_LINE or rng.random() >= habits.split_title:
        return [title]
    marks = [
        k + 1 for k, char in enumerate(title) if char in "，：？！ 　" and 3 < k < len(title) - 4
    ]
    at = rng.choice(marks) if marks else len(title) // 2 + rng.choice((-1, 0, 1))
    return [title[:at].strip(), title[at:].strip()]


def _body(article: LocalArticle, habits: Habits, rng: random.Random) -> list[Block]:
    blocks: list[Block] = [[(article.lead, "")]] if article.lead else []
    numbered = rng.random() < habits.numbered
    together = rng.random() < habits.subheads_on_one_line
    shortened = rng.random() < habits.drop_second_subhead
    form = rng.choice(("{}、{}", "{}　{}", "（{}）{}", "{}. {}", "0{} {}"))
    for number, section in enumerate(article.sections, 1):
        lines = list(section.subhead[:1] if shortened else section.subhead)
        if lines and numbered and not re.match(r"[\d一二三四五六七八（(]", lines[0]):
            figure = number if "." in form or form[0] == "0" else "零一二三四五六七八九"[number]
            lines[0] = form.format(figure, lines[0])
        if together and lines:
            lines = [" ".join(lines)]
        blocks += [[(line, "subhead")] for line in lines]
        blocks += [[(paragraph, "")] for paragraph in section.paragraphs]
    return blocks or [[(article.title, "")]]


def _with_quotes(
    article: LocalArticle, head: list[Block], body: list[Block], habits: Habits, rng: random.Random
) -> tuple[list[Block], list[Block]]:
    """Pull quotes after the head, or anywhere in the body: they are the article's own words."""
    for quote in article.quotes:
        if rng.random() < habits.quote_after_head:
            at = len(head) - (rng.random() < 0.3 and head[-1][0][1] == "mark")
            head = [*head[:at], [(quote, "quote")], *head[at:]]
        else:
            at = rng.randint(1, len(body))
            body = [*body[:at], [(quote, "quote")], *body[at:]]
    return head, body


def _with_captions(
    article: LocalArticle, body: list[Block], habits: Habits, rng: random.Random
) -> list[Block]:
    for caption in article.captions:
        if rng.random() < 0.3 and "摄" not in caption:
            caption = f"{caption} {rng.choice(('', '本报记者 ', '记者 '))}{wording.person(rng)} 摄"
        opener = rng.choice(("", "", "", "▲", "图为", "上图："))
        at = 0 if rng.random() < habits.caption_after_head else rng.randint(0, len(body))
        body = [*body[:at], [(opener + caption, "caption")], *body[at:]]
    return body


def note_draft(article: LocalArticle, rng: random.Random) -> Draft | None:
    """The editor's note of an article, an item of its own."""
    if not article.note:
        return None
    text = article.note
    if not _MARKED_NOTE.match(text):
        text = rng.choice(_NOTE_OPENERS) + text
    lines: Sequence[str] = [text]
    if rng.random() < 0.2 and (found := _MARKED_NOTE.match(text)):
        lines = [found.group().strip(), text[found.end() :].lstrip("：: 】")]
    return Draft("editor_note", [[(line, "")] for line in lines])
