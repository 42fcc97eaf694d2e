"""How the items of a simulated page are laid out: newspapers, briefs, web posts, documents."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from training.simulate import feed_wording, wording
from training.simulate.drafts import Block, Draft, Rates, Story, article, damage

Placed = tuple[Draft, Block]

# The blocks of a page in their order, and how the page looks.
Laid = tuple[list[Placed], dict[str, Any]]


def _newspaper(stories: Sequence[Story], rng: random.Random) -> Laid:
    rates = Rates().draw(rng)
    style = rng.choice(wording.BYLINE_STYLES)
    look = {
        "wrap": None,
        "separator": rng.choice(("\n\n", "\n\n", "\n\n", "\n")),
        "indent": rng.choice(("", "", "　　", "  ")),
    }
    return _paper(stories, rng, rates, style, rng.randint(3, 12)), look


def _wrapped(stories: Sequence[Story], rng: random.Random) -> Laid:
    placed, look = _newspaper(stories, rng)
    look["wrap"] = rng.randint(13, 38)
    if look["separator"] == "\n":
        look["indent"] = rng.choice(("　　", "  ", "    "))
    return placed, look


def _briefs(stories: Sequence[Story], rng: random.Random) -> Laid:
    """A column of short items, head and byline and body on one line or nearly so."""
    short = [
        s
        for s in rng.sample(list(stories), min(len(stories), 200))
        if sum(map(len, s.paragraphs)) < 500
    ]
    rates = replace(
        Rates().draw(rng), same_line=0.9, byline=0.9, interleave=0.1, subhead=0, kicker=0.1
    )
    style = rng.choice(("paper", "report", "square", "bold"))
    return _paper(short or stories, rng, rates, style, rng.randint(4, 12)), {
        "wrap": None,
        "separator": "\n\n",
        "indent": "",
    }


def _web(stories: Sequence[Story], rng: random.Random) -> Laid:
    """Scraped posts: navigation, articles with source tags, a share bar and a feed at the end."""
    rates = _web_rates(rng)
    placed: list[Placed] = []
    if rng.random() < 0.4:
        placed += loose_lines(
            "spam", "ui", [rng.choice(feed_wording.UI_LINES) for _ in range(rng.randint(1, 3))]
        )
    width = rng.choice((None, "half"))
    for source in _choose(stories, rng.choice((1, 1, 2, 3, 4)), rng, long=0.5):
        draft = article(source, rates, "role_each", rng)
        if (
            draft.blocks[0][0][1] == "title"
            and draft.blocks[0][0][0].startswith("【")
            and rng.random() < 0.6
        ):
            draft.blocks = [[*draft.blocks[0], *draft.blocks[1]], *draft.blocks[2:]]
            draft.n_head = 0
        elif rng.random() < 0.5:
            draft.blocks.insert(draft.n_head, [(_meta(rng, draft), "mark")])
            draft.n_head += 1
        damage(draft, rates, rng, width)
        placed += [(draft, block) for block in draft.blocks]
        if rng.random() < 0.15:
            placed += loose_lines("spam", "ui", [rng.choice(feed_wording.UI_LINES)])
    placed += loose_lines(
        "spam", "ui", [rng.choice(feed_wording.UI_LINES) for _ in range(rng.randint(0, 3))]
    )
    placed += _feed(stories, rng)
    return placed, {
        "wrap": None,
        "separator": rng.choice(("\n\n", "\n")),
        "indent": rng.choice(("", "　　")),
    }


def _web_rates(rng: random.Random) -> Rates:
    """How often scraped posts show each form: sources nearly always, the rest of print seldom."""
    return replace(
        Rates().draw(rng),
        byline=0.1,
        dateline=0.15,
        bracket=rng.choice((0, 1, 1)),
        source=0.85,
        interleave=0,
        label=0,
        kicker=0.02,
        same_line=0,
        broken=0.02,
        note=0,
        subhead=rng.choice((0.2, 0.5, 1)),
        plain_caption=rng.choice((0, 0, 0.1)),
    )


def _posts(stories: Sequence[Story], rng: random.Random) -> Laid:
    """A social feed: some posts with bracket titles, between them a feed of unrelated ones."""
    placed, look = _web(stories, rng)
    if not any(draft.kind == "spam" for draft, _ in placed):
        placed += _feed(stories, rng, sure=True)
    return placed, look | {"separator": rng.choice(("\n\n", "\n"))}


def _plain(stories: Sequence[Story], rng: random.Random) -> Laid:
    """One long document with numbered sections, or without any heading at all."""
    chosen = rng.sample(list(stories), min(len(stories), rng.randint(3, 8)))
    numbered = rng.random() < 0.6
    blocks: list[Block] = (
        [[(f"{rng.randint(2005, 2023)}年{rng.choice(wording.CITIES)}市政府工作报告", "title")]]
        if rng.random() < 0.8
        else []
    )
    n_head = len(blocks)
    if blocks and rng.random() < 0.7:
        blocks += [[("各位代表：", "")], [("现在，我代表市人民政府向大会报告工作，请予审议。", "")]]
    for number, source in enumerate(chosen):
        if numbered:
            blocks.append(
                [(f"{'一二三四五六七八'[number]}、{source.title.replace(' ', '')[:18]}", "subhead")]
            )
        blocks += [[(p, "")] for p in source.paragraphs]
    draft = Draft("article", blocks, {}, n_head=n_head)
    return [(draft, block) for block in blocks], {
        "wrap": None,
        "separator": rng.choice(("\n\n", "\n")),
        "indent": rng.choice(("", "　　")),
    }


LAYOUTS: dict[str, Callable[[Sequence[Story], random.Random], Laid]] = {
    "newspaper": _newspaper,
    "wrapped": _wrapped,
    "briefs": _briefs,
    "web": _web,
    "posts": _posts,
    "plain": _plain,
}


def _choose(stories: Sequence[Story], n: int, rng: random.Random, *, long: float) -> list[Story]:
    """Different stories, a share of them long ones as features are."""
    pool = rng.sample(list(stories), min(len(stories), 8 * n))
    pool.sort(key=lambda s: -sum(map(len, s.paragraphs)))
    n_long = sum(rng.random() < long for _ in range(n))
    rest = pool[n_long:]
    chosen = pool[:n_long] + rng.sample(rest, min(n - n_long, len(rest)))
    rng.shuffle(chosen)
    return chosen


def _meta(rng: random.Random, draft: Draft) -> str:
    draft.gold["source"] = draft.gold.get("source") or rng.choice(wording.PAPERS)
    date = f"20{rng.randint(12, 23)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    day = f"{date} {rng.randint(6, 22):02d}:{rng.randint(10, 59)}"
    return rng.choice(
        ("{0} 来源：{1}", "来源：{1} {0}", "发布时间：{0} 来源: {1} 浏览: 123", "{0} {1}")
    ).format(day, draft.gold["source"])


def loose_lines(kind: str, subkind: str | None, lines: Sequence[str]) -> list[Placed]:
    draft = Draft(kind, [[(line, "")] for line in lines], {"subkind": subkind})
    return [(draft, block) for block in draft.blocks]


def _feed(stories: Sequence[Story], rng: random.Random, *, sure: bool = False) -> list[Placed]:
    if not sure and rng.random() < 0.3:
        return []
    bullet = rng.choice(("• ", "• ", "· ", "1", "", "▶ ", "- "))
    lines = [rng.choice(feed_wording.FEED_HEADS)]
    for number in range(rng.randint(4, 20)):
        if rng.random() < 0.25:
            text = rng.choice(rng.choice(stories).paragraphs)[: rng.randint(40, 82)]
        else:
            text = feed_wording.chatter(rng)
        lines.append((f"{number + 1}. " if bullet == "1" else bullet) + text)
    return loose_lines("spam", "feed", lines)


def _paper(
    stories: Sequence[Story], rng: random.Random, rates: Rates, style: str, n_items: int
) -> list[Placed]:
    chosen = _choose(stories, n_items, rng, long=0.15)
    width = "half" if rng.random() < rates.half_width else None
    groups: list[list[Placed]] = []
    bodies: list[Draft] = []
    for source in chosen:
        own = style if rng.random() < 0.85 else rng.choice(wording.BYLINE_STYLES)
        draft = article(source, rates, own, rng)
        damage(draft, rates, rng, width)
        groups.append(_before(draft, source, rates, rng))
        bodies.append(draft)
    placed = interleave(bodies, groups, rates, rng)
    if rng.random() < 0.3:
        placed = loose_lines("header", None, [wording.header(rng)]) + placed
    if rng.random() < 0.2:
        placed += loose_lines("header", "promo", [wording.promo(rng)])
    return placed


def _before(draft: Draft, source: Story, rates: Rates, rng: random.Random) -> list[Placed]:
    """Label and editor's note that precede an article; captions go into its blocks."""
    before: list[Placed] = []
    if rng.random() < rates.label:
        label = loose_lines("header", "column_label", [wording.label(rng)])
        if rng.random() < 0.25 and draft.n_head:
            draft.inserts = [(rng.randint(1, draft.n_head), label[0])]
        else:
            before += label
    if rng.random() < rates.note:
        lines = wording.note(rng, source.paragraphs[0][:80].rpartition("，")[0] + "。")
        note = Draft("editor_note", [[(line, "")] for line in lines])
        before += [(note, block) for block in note.blocks]
    if rng.random() < rates.caption:
        block: Block = [(wording.caption(rng), "caption")]
        draft.blocks.insert(rng.randint(max(draft.n_head, 1), len(draft.blocks)), block)
    return before


def interleave(
    bodies: list[Draft], groups: list[list[Placed]], rates: Rates, rng: random.Random
) -> list[Placed]:
    """Articles one after another, some interrupted, some read across two columns."""
    placed: list[Placed] = []
    waiting: list[tuple[int, list[Placed]]] = []
    i = 0
    while i < len(bodies):
        if rng.random() < rates.interleave * 0.3 and i + 1 < len(bodies):
            for k in (i, i + 1):
                placed += groups[k]
            placed += _zigzag(bodies[i], bodies[i + 1], rng)
            i += 2
        else:
            front, tail = (
                _cut(bodies[i], rng) if rng.random() < rates.interleave else (bodies[i].blocks, [])
            )
            own = [(bodies[i], block) for block in front]
            for at, label in bodies[i].inserts:
                own.insert(at, label)
            placed += groups[i] + own
            if tail:
                waiting.append(
                    (i + rng.choice((1, 1, 1, 2, 2, 3)), [(bodies[i], block) for block in tail])
                )
            i += 1
        due = [blocks for when, blocks in waiting if when < i]
        waiting = [entry for entry in waiting if entry[0] >= i]
        rng.shuffle(due)
        placed += [entry for blocks in due for entry in blocks]
    return placed + [entry for _, blocks in waiting for entry in blocks]


def _cut(draft: Draft, rng: random.Random) -> tuple[list[Block], list[Block]]:
    """Front and tail of an article; the front mostly stops in mid-sentence."""
    first = max(draft.n_head, 1)
    long = [
        k
        for k in range(draft.n_head, len(draft.blocks))
        if draft.blocks[k][-1][1] == "" and len(draft.blocks[k][-1][0]) > 60
    ]
    if rng.random() < 0.85 and long:
        k = rng.choice(long)
        *front, (text, flag) = draft.blocks[k]
        places = [
            p
            for p in range(20, len(text) - 20)
            if text[p] not in "，。；：、！？”’）》" and text[p - 1] not in "。！？”"
        ]
        if places:
            at = rng.choice(places)
            return (
                [*draft.blocks[:k], [*front, (text[:at], flag)]],
                [[(text[at:], flag)], *draft.blocks[k + 1 :]],
            )
    if len(draft.blocks) <= first + 1:
        return draft.blocks, []
    k = rng.randint(first + 1, len(draft.blocks) - 1)
    return draft.blocks[:k], draft.blocks[k:]


def _zigzag(one: Draft, other: Draft, rng: random.Random) -> list[Placed]:
    """Two articles side by side, their columns read alternately."""
    columns = []
    for draft in (one, other):
        front, tail = _cut(draft, rng)
        columns.append([[(draft, b) for b in front], [(draft, b) for b in tail]])
    return [entry for part in (0, 1) for column in columns for entry in column[part]]
