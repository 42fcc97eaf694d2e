"""Items of a simulated page before they are laid out: blocks of flagged text, and their truth."""

import gzip
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.simulate import wording

Block = list[tuple[str, str]]
# Share of headlines with a blank that are set on lines of their own, and of those whose first
# line is a kicker.
_ON_LINES, _KICKER_FIRST = 0.4, 0.28
_CLAUSE = re.compile("[，。；：、！？“”‘’（）《》…—\\s]+")


@dataclass(frozen=True)
class Story:
    """A title and paragraphs to compose pages from."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Rates:
    """How often each phenomenon occurs; `draw` varies them from page to page."""

    kicker: float = 0.35
    subtitle: float = 0.2
    label: float = 0.12
    byline: float = 0.75
    dateline: float = 0.45
    source: float = 0.15
    end_byline: float = 0.08
    same_line: float = 0.15
    bracket: float = 0.05
    subhead: float = 0.25
    caption: float = 0.15
    note: float = 0.06
    broken: float = 0.15
    repeat: float = 0.06
    pull_quote: float = 0.04
    stray_space: float = 0.004
    half_width: float = 0.15
    interleave: float = 0.35
    deck: float = 0.08
    untitled: float = 0.02
    end_line: float = 0.04
    plain_caption: float = 0.03
    quoted_title: float = 0.35

    def draw(self, rng: random.Random) -> "Rates":
        varied = {
            k: min(0.95, v * rng.choice((0, 0.5, 1, 1, 1.5, 2))) for k, v in vars(self).items()
        }
        return Rates(**varied)


@dataclass
class Draft:
    """One item: its blocks in reading order and the fields of its gold line."""

    kind: str
    blocks: list[Block]
    gold: dict[str, Any] = field(default_factory=dict)
    attach_to: "Draft | None" = None
    broken_after: set[int] = field(default_factory=set)
    n_head: int = 0
    inserts: list[tuple[int, tuple["Draft", Block]]] = field(default_factory=list)


def read_stories(path: Path) -> list[Story]:
    """Stories of a JSONL file (title, text) that read as one article each."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    rows = [json.loads(line) for line in text.split("\n") if line.strip()]
    found = [
        story(row["title"], row["text"]) for row in rows if row.get("title") and row.get("text")
    ]
    return [s for s in found if s is not None]


def story(title: str, text: str) -> Story | None:
    """A story, or None where title or paragraphs are not those of one plain article."""
    paragraphs = tuple(
        p.strip(" 　\t") for p in text.replace("\r", "").split("\n") if p.strip(" 　\t")
    )
    length = sum(map(len, paragraphs))
    plain = all(len(p) >= 8 and p[-1] in "。！？”…）" for p in paragraphs)
    if not plain or not 120 <= length <= 3000 or not 6 <= len(title) <= 45 or "快讯" in title:
        return None
    return Story(" ".join(title.split()), paragraphs)


def clause(rng: random.Random, text: str, low: int = 6, high: int = 18) -> str | None:
    """A clause of `text` that can stand as a headline."""
    fit = [c for c in _CLAUSE.split(text) if low <= len(c) <= high and not c[0].isdigit()]
    return rng.choice(fit) if fit else None


def article(source: Story, rates: Rates, style: str, rng: random.Random) -> Draft:
    """An article with head, byline, body and tail as a newspaper prints them."""
    city = rng.choice(wording.CITIES)
    gold: dict[str, Any] = {
        "byline": [],
        "correspondents": [],
        "dateline_city": None,
        "source": None,
    }
    head = _head(source, rates, rng)
    body: list[Block] = [[(p, "")] for p in source.paragraphs]
    if rng.random() < rates.dateline:
        text, named = wording.dateline(rng, city)
        body[0].insert(0, (text, "mark"))
        gold["dateline_city"] = city if named else None
    _sign(head, body, gold, rates, style, rng)
    if rng.random() < rates.same_line:
        head, body = _on_one_line(head, body, rng)
    elif len(head) > 1 and head[-1][0][1] == "mark" and rng.random() < rates.deck:
        head.insert(
            len(head) - 1,
            body.pop(0)
            if len(body) > 2 and body[0][0][1] == ""
            else [(wording.caption(rng), "caption")],
        )
    elif rng.random() < rates.untitled and (gold["byline"] or gold["dateline_city"]):
        head = [block for block in head if block[0][1] == "mark"]
    if rng.random() < rates.end_line:
        body.append([(wording.closing(rng), "mark")])
    body = _subheads(body, rates, rng)
    return Draft("article", head + body, gold, n_head=len(head))


def _sign(
    head: list[Block],
    body: list[Block],
    gold: dict[str, Any],
    rates: Rates,
    style: str,
    rng: random.Random,
) -> None:
    """Write byline and source into the blocks of an article, and their truth into `gold`."""
    if rng.random() < rates.byline:
        text, gold["byline"], gold["correspondents"] = wording.byline(rng, style)
        inner = gold["dateline_city"] is None and body[0][0][1] == "mark" and rng.random() < 0.5
        if inner:
            body[0].insert(1, (f"（记者 {' '.join(gold['byline'])}）", "mark"))
            gold["correspondents"] = []
        else:
            head.append([(text, "mark")])
    elif rng.random() < rates.end_byline:
        gold["byline"] = wording.people(rng, 2)
        body[-1].append(
            (f"（{rng.choice(('', '记者 ', '本报记者 '))}{' '.join(gold['byline'])}）", "mark")
        )
    if rng.random() < rates.source:
        gold["source"] = rng.choice(wording.PAPERS)
        body[-1].append(
            (
                rng.choice(("(来源:{})", "（来源：{}）", "（{}）", " 来源：{}")).format(
                    gold["source"]
                ),
                "mark",
            )
        )


def _head(source: Story, rates: Rates, rng: random.Random) -> list[Block]:
    title = source.title
    if rng.random() < rates.quoted_title and not set("【】《》“") & set(title):
        more = clause(rng, source.paragraphs[-1], 4, 9) or title[:6]
        title = _worded(title, more, rng)
    if rng.random() < rates.bracket:
        return [[(f"【{title.strip('【】')}】", "title")]]
    head: list[Block] = [[(title, "title")]]
    if " " in title and (drawn := rng.random()) < _ON_LINES:
        head = _halves(title.split(" "), kicker_first=drawn < _KICKER_FIRST)
    if rng.random() < rates.kicker:
        text = clause(rng, source.paragraphs[0], 8, 24)
        other = clause(rng, source.paragraphs[-1], 4, 12) or ""
        text = reworded(text, other, rng) if text else rng.choice(wording.CAMPAIGNS)
        head.insert(0, [(text + rng.choice(("", "", "——")), "part")])
        if rng.random() < 0.15:
            head.insert(0, [(rng.choice(wording.CAMPAIGNS), "part")])
    if rng.random() < rates.subtitle:
        text = clause(rng, source.paragraphs[-1], 8, 22)
        if text:
            text = reworded(text, clause(rng, source.paragraphs[0], 4, 12) or "", rng)
            head.append([(rng.choice(("", "——")) + text, "part")])
    return head


def _halves(lines: Sequence[str], *, kicker_first: bool) -> list[Block]:
    """Stretches of a headline on lines of their own: one is the main one, as papers set them."""
    main = len(lines) - 1 if kicker_first else 0
    return [[(line, "title" if k == main else "part")] for k, line in enumerate(lines)]


def _on_one_line(
    head: list[Block], body: list[Block], rng: random.Random
) -> tuple[list[Block], list[Block]]:
    """Byline and body on one line, or the whole head with them."""
    marked = head[-1][0][1] == "mark"
    gap = (" ", "gap")
    if marked and rng.random() < 0.7:
        return head[:-1], [[*head[-1], gap, *body[0]], *body[1:]]
    if marked or body[0][0][1] == "mark":
        line: Block = []
        for block in head:
            line += [*block, gap]
        return [], [[*line, *body[0]], *body[1:]]
    if len(head) == 1 and rng.random() < 0.25:
        return [], [[*head[-1], gap, *body[0]], *body[1:]]
    return head, body


def _subheads(body: list[Block], rates: Rates, rng: random.Random) -> list[Block]:
    if body[0][0][1] == "mark" and rng.random() < 0.05:
        body = [[body[0][0]], body[0][1:], *body[1:]] if len(body[0]) > 1 else body
    if len(body) < 3 or rng.random() >= rates.subhead:
        return body
    out, step, pair = [], rng.choice((1, 2, 2, 3, 4)), rng.random() < 0.3
    first = rng.choice((0, 1, 1, 1)) if body[0][0][1] == "" else 1
    for i, block in enumerate(body):
        follows = body[min(len(body) - 1, i + rng.randint(0, 1))][0][0]
        if i >= first and (i - first) % step == 0 and (text := clause(rng, follows, 5, 18)):
            text = _worded(text, clause(rng, follows, 4, 9) or text, rng)
            out.append([(text, "subhead")])
            if pair and (more := clause(rng, follows, 5, 14)):
                out.append([(reworded(more, text, rng), "subhead")])
        if rng.random() < rates.plain_caption and i:
            out.append([(wording.plain_caption(rng), "caption")])
        out.append(block)
    return out


def reworded(text: str, other: str, rng: random.Random) -> str:
    """A line in words of the body, but not the body's own clause, as editors write them."""
    if rng.random() < 0.2:
        return text
    chunks = [text[k : k + 2] for k in range(0, len(text), 2)]
    chunks = [chunk for chunk in chunks if rng.random() < 0.65] or chunks
    extra = [other[k : k + 2] for k in range(0, len(other), 2)]
    rng.shuffle(extra)
    for chunk in extra[: rng.randint(0, 3)]:
        chunks.insert(rng.randint(0, len(chunks)), chunk)
    if rng.random() < 0.3:
        half = len(chunks) // 2
        chunks = chunks[half:] + chunks[:half]
    return "".join(chunks) if len(chunks) > 2 else text


def _worded(text: str, more: str, rng: random.Random) -> str:
    """A subhead with the quotation marks and halves that editors like."""
    text = reworded(text, more, rng)
    quoted = rng.randint(2, max(2, len(text) - 2))
    return rng.choice(
        (
            text,
            text,
            text,
            f"“{text[:quoted]}”{text[quoted:]}",
            f"{text[:-quoted]}“{text[-quoted:]}”",
            f"{text}，{more}",
            f"{text} {more}",
            f"{text}，{more[:-2]}“{more[-2:]}”",
        )
    )


def damage(draft: Draft, rates: Rates, rng: random.Random, width: str | None) -> None:
    """Break sentences, repeat fragments, add stray spaces and half-width punctuation in place."""
    blocks: list[Block] = []
    for i, block in enumerate(draft.blocks):
        blocks.append([(_typed(text, flag, rates, rng, width), flag) for text, flag in block])
        text = block[-1][0]
        if (
            i >= draft.n_head
            and block[-1][1] == ""
            and len(text) > 50
            and rng.random() < rates.broken
        ):
            _break_last(blocks, rates, rng)
            draft.broken_after.add(len(blocks) - 2)
        elif i > draft.n_head and len(text) > 80 and rng.random() < rates.pull_quote:
            quote = clause(rng, text, 14, 40)
            if quote:
                blocks.append([(quote, "repeat")])
    draft.blocks = blocks


def _break_last(blocks: list[Block], rates: Rates, rng: random.Random) -> None:
    *front, (text, flag) = blocks.pop()
    places = [
        k
        for k in range(12, len(text) - 8)
        if text[k] not in "，。；：、！？”’）》" and text[k - 1] not in "。！？”"
    ]
    at = rng.choice(places) if places else len(text) // 2
    blocks.append([*front, (text[:at], flag)])
    again = text[max(0, at - rng.randint(8, 30)) : at] if rng.random() < rates.repeat else ""
    tail: Block = [(again, "repeat")] if again else []
    blocks.append([*tail, (text[at:], flag)])


def _typed(text: str, flag: str, rates: Rates, rng: random.Random, width: str | None) -> str:
    if width == "half":
        text = text.translate(str.maketrans("，：；？！（）", ",:;?!()"))
    if flag or rates.stray_space <= 0:
        return text
    out = []
    for char in text:
        out.append(char)
        if "\u4e00" <= char <= "\u9fff" and rng.random() < rates.stray_space:
            out.append(" ")
    return "".join(out).strip()
