"""Compose the packaged sample pages and their gold from the articles in `sample_articles`.

Run from the checkout: ``python scripts/build_sample.py``. The same sources give the same bytes.

A source file holds pages. ``=== name`` opens a page, ``--- kind key=value …`` an item; then follow
its lines, of which these prefixes have a meaning:

=======  ==============================================================
``K:``   kicker; ``K+:`` the same on the headline's line
``T:``   headline
``S:``   deck
``B:``   byline; ``B+:`` the same on the line of the text that follows
``D:``   dateline; ``D+:`` a dateline with the byline in brackets
``Q:``   pull-quote
``C:``   caption inside an article
``R:``   source tag at the end
``## ``  subhead
=======  ==============================================================

Every other line is a paragraph. ``~~~`` stops an article, ``--- rest id=…`` goes on with it further
down. ``--- reprint of=…`` prints an article again, with ``sub=old>new;…`` and ``cut=n`` paragraphs
less. ``breaks=n`` breaks an article n times in mid-sentence, as columns do.

What a careful reader would say of an article stands in its options: ``city``, ``other`` and
``oopt`` (other cities, required and optional), ``main``, ``also``, ``opt`` and ``alt`` (themes: the
main one, further, optional, and other main ones), ``org`` (places named only in an organisation),
``maybe`` and ``not`` (optional mentions, and words that are none), ``to`` (what a caption or label
belongs to).
"""

import json
import random
import re
import sys
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parent / "sample_articles"
TARGET = Path(__file__).parents[1] / "cityanalysis" / "data" / "sample_pages"
HEAD = ("K", "K+", "T", "S", "B", "B+", "D", "D+", "R")
PREFIX = re.compile(r"(K\+|B\+|D\+|[KTSBDQCR]): ?")
NOT_NAMES = re.compile(r"本报[一-龥\d]{0,9}讯(?!员)|本报|实习生|报道")
KINDS = {
    "article": ("article", None),
    "reprint": ("article", None),
    "caption": ("caption", None),
    "note": ("editor_note", None),
    "label": ("header", "column_label"),
    "masthead": ("header", "masthead"),
    "promo": ("header", "promo"),
    "ui": ("spam", "ui"),
    "feed": ("spam", "feed"),
    "ad": ("spam", "advertisement"),
}

Places = dict[str, dict[str, Any]]
Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    role: str
    text: str


@dataclass(frozen=True)
class Item:
    kind: str
    options: dict[str, str]
    lines: tuple[Line, ...] = ()

    def several(self, key: str) -> list[str]:
        return [value for value in self.options.get(key, "").split(",") if value]


@dataclass
class Placed:
    """One item on its page: where its runs and its lines stand."""

    item: Item
    number: int
    spans: list[list[int]] = field(default_factory=list)
    lines: list[tuple[Line, int, int]] = field(default_factory=list)

    def texts(self, *roles: str) -> list[str]:
        return [line.text for line, _, _ in self.lines if line.role in roles]

    def ranges(self, *roles: str) -> list[list[int]]:
        return [[start, end] for line, start, end in self.lines if line.role in roles]


# Reading ------------------------------------------------------------------------------------------


def read_sources(folder: Path) -> dict[str, list[Item]]:
    """Page name -> its items, in the order of the source files."""
    pages: dict[str, list[Item]] = {}
    items: list[Item] = []
    for path in sorted(folder.glob("*.txt")):
        for raw in path.read_text(encoding="utf-8").splitlines():
            if raw.startswith("=== "):
                items = pages.setdefault(raw[4:].strip(), [])
            elif raw.startswith("--- "):
                kind, *options = raw[4:].split()
                items.append(Item(kind, dict(option.split("=", 1) for option in options)))
            elif raw.strip():
                items[-1] = replace(items[-1], lines=(*items[-1].lines, read_line(raw)))
    return pages


def read_line(raw: str) -> Line:
    if raw.startswith("## "):
        return Line("##", raw[3:])
    match = PREFIX.match(raw)
    return Line(match[1], raw[match.end() :]) if match else Line("P", raw)


def reprinted(item: Item, original: Item) -> Item:
    """The article that a reprint repeats, with the reprint's own head and light edits."""
    body = [replace(line, text=line.text.replace("~~~", "")) for line in original.lines]
    body = [line for line in body if line.role in ("P", "##", "D") and line.text]
    for edit in filter(None, item.options.get("sub", "").split(";")):
        old, new = edit.split(">", 1)
        if not any(old in line.text for line in body):
            raise ValueError(f"{item.options['of']}: nothing to replace: {old}")
        body = [replace(line, text=line.text.replace(old, new)) for line in body]
    body = body[: len(body) - int(item.options.get("cut", "0"))]
    inherited = {k: v for k, v in original.options.items() if k not in ("breaks", "id", "social")}
    head = [line for line in item.lines if line.role != "R"]
    tail = [line for line in item.lines if line.role == "R"]
    return Item("article", {**inherited, **item.options}, (*head, *body, *tail))


def with_breaks(item: Item) -> Item:
    """Break the longest paragraphs in mid-sentence, as the columns of a page do."""
    chance = random.Random(item.options.get("id", ""))
    lines = list(item.lines)
    for _ in range(int(item.options.get("breaks", "0"))):
        longest = max(range(len(lines)), key=lambda k: len(lines[k].text.split("\n\n")[-1]))
        *head, run = lines[longest].text.split("\n\n")
        cuts = [
            k for k in range(25, len(run) - 25) if re.fullmatch("[一-龥]{4}", run[k - 2 : k + 2])
        ]
        if "~~~" in run or not cuts:
            continue
        cut = chance.choice(cuts)
        lines[longest] = Line(lines[longest].role, "\n\n".join([*head, run[:cut], run[cut:]]))
    return replace(item, lines=tuple(lines))


# Composing ----------------------------------------------------------------------------------------


class Composer:
    """The text of one page as it grows, and where each item lies in it."""

    def __init__(self) -> None:
        self.text = ""
        self.placed: list[Placed] = []
        self.waiting: dict[str, tuple[Placed, list[Line]]] = {}

    def add(self, item: Item) -> None:
        if item.kind == "rest":
            placed, lines = self.waiting.pop(item.options["id"])
            lines += item.lines
        else:
            placed, lines = Placed(item, len(self.placed) + 1), list(item.lines)
            self.placed.append(placed)
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        self._write(placed, lines)
        placed.spans.append([start, len(self.text)])

    def _write(self, placed: Placed, lines: list[Line]) -> None:
        tight = placed.item.kind == "spam" or "social" in placed.item.options
        joint = ""
        for k, line in enumerate(lines):
            before, stop, after = line.text.partition("~~~")
            if before:
                start = len(self.text) + len(joint)
                self.text += joint + before
                placed.lines.append((line, start, len(self.text)))
            if stop:
                rest = [replace(line, text=after)] if after else []
                self.waiting[placed.item.options["id"]] = (placed, [*rest, *lines[k + 1 :]])
                return
            following = lines[k + 1].role if k + 1 < len(lines) else ""
            joint = joint_between(line.role, following, tight)


def joint_between(role: str, following: str, tight: bool) -> str:
    if following == "R" or role == "D+":
        return ""
    if role in ("K+", "B+", "D"):
        return " "
    return "\n" if tight else "\n\n"


def compose(items: list[Item], originals: dict[str, Item]) -> Composer:
    """One page, with its reprints filled in from the articles that they repeat."""
    composer = Composer()
    for item in items:
        if item.kind == "rest":
            composer.add(item)
            continue
        whole = reprinted(item, originals[item.options["of"]]) if item.kind == "reprint" else item
        kind, subkind = KINDS[item.kind]
        options = {**whole.options, **({"subkind": subkind} if subkind else {})}
        composer.add(with_breaks(Item(kind, options, whole.lines)))
    if composer.waiting:
        raise ValueError(f"never taken up again: {list(composer.waiting)}")
    composer.text += "\n"
    return composer


# Gold ---------------------------------------------------------------------------------------------


def names_of(bylines: list[str]) -> tuple[list[str], list[str]]:
    """Reporters and correspondents of a byline; a name without a role word is a reporter."""
    roles: dict[str, list[str]] = {"记者": [], "通讯员": []}
    for byline in bylines:
        role = "记者"
        for word in re.findall(r"记者|通讯员|[一-龥]+", NOT_NAMES.sub(" ", byline)):
            if word in roles:
                role = word
            else:
                roles[role].append(word)
    return roles["记者"], roles["通讯员"]


def mentions_of(text: str, item: Item, places: Places) -> list[Row]:
    """Cities and provinces that the text names, by themselves or through a county."""
    found = []
    for name, place in places.items():
        if name in item.several("not"):
            continue
        surfaces = [name, *place.get("counties", {}), *place.get("short", [])]
        via = [surface for surface in surfaces if surface in text]
        if via:
            mention = {"name": name, "level": place["level"], "adcode": place["adcode"], "via": via}
            mention["org_name_only"] = name in item.several("org")
            mention["optional"] = name in item.several("maybe")
            found.append(mention)
    return sorted(found, key=lambda mention: min(map(text.find, mention["via"])))


def head_of(placed: Placed, places: Places) -> Row:
    """Gold of an item's title, byline, dateline and source tag."""
    reporters, correspondents = names_of(placed.texts("B", "B+", "D+"))
    dateline = "".join(placed.texts("D", "D+"))
    cities = [n for n, p in places.items() if p["level"] in ("prefecture", "municipality")]
    date = re.search(r"\d+月\d+日", dateline)
    source = re.search(r"来源[:：](.+?)[)）]", "".join(placed.texts("R")))
    return {
        "title": next(iter(placed.texts("T")), None),
        "title_parts": placed.texts("K", "K+", "S"),
        "title_full": " ".join(placed.texts("K", "K+", "T", "S")) or None,
        "subheads": [[text] for text in placed.texts("##")],
        "byline": reporters,
        "correspondents": correspondents,
        "dateline_city": next((name for name in cities if name in dateline), None),
        "date_text": date[0] if date else None,
        "source": source[1] if source else None,
        "head_spans": placed.ranges(*HEAD),
    }


def place_of(placed: Placed, text: str, places: Places) -> Row:
    """Gold of the places that an item names and of the city that it belongs to."""
    item = placed.item
    own = "".join(text[start:end] for start, end in placed.spans)
    city = item.options.get("city")
    counties = places[city].get("counties", {}) if city else {}
    mentions = mentions_of(own, item, places)
    return {
        "n_chars": len(re.sub(r"\s", "", own)),
        "primary_city": city,
        "primary_adcode": places[city]["adcode"] if city else None,
        "other_cities": item.several("other"),
        "other_cities_optional": item.several("oopt"),
        "mentioned_cities": [mention["name"] for mention in mentions],
        "mentioned_detail": mentions,
        "counties": [name for name in counties if name in own],
        "counties_adcode": [code for name, code in counties.items() if name in own],
    }


def gold_row(page: str, placed: Placed, text: str, places: Places) -> Row:
    """One line of the gold; links still name the items by their source ids."""
    item = placed.item
    main = item.options.get("main")
    return {
        "page": page,
        "n": placed.number,
        "kind": item.kind,
        "subkind": item.options.get("subkind"),
        **head_of(placed, places),
        "spans": placed.spans,
        "inline_captions": placed.ranges("C"),
        "pull_quotes": placed.ranges("Q"),
        "repeated_spans": [],
        **place_of(placed, text, places),
        "duplicate_of": item.options.get("of"),
        "related_to": item.several("rel"),
        "main_theme": main,
        "main_theme_alts": item.several("alt"),
        "themes": [*([main] if main else []), *item.several("also")],
        "themes_optional": item.several("opt"),
        "attach_to": item.several("to"),
        "ocr_errors": [],
        "invented": True,
    }


def linked(row: Row, where: dict[str, list[Any]]) -> Row:
    """The row with its links as [page, n]."""
    return {
        **row,
        "duplicate_of": where[row["duplicate_of"]] if row["duplicate_of"] else None,
        "related_to": [where[name] for name in row["related_to"]],
        "attach_to": [where[name] for name in row["attach_to"]] or None,
    }


def build(pages: dict[str, list[Item]], places: Places) -> tuple[dict[str, str], list[Row]]:
    """Texts of the pages, and their gold."""
    articles = [i for items in pages.values() for i in items if i.kind == "article"]
    originals = {item.options["id"]: item for item in articles}
    composed = {page: compose(items, originals) for page, items in pages.items()}
    where: dict[str, list[Any]] = {}
    rows = []
    for page, composer in composed.items():
        for placed in composer.placed:
            where[placed.item.options.get("id", "")] = [page, placed.number]
            rows.append(gold_row(page, placed, composer.text, places))
    texts = {page: composer.text for page, composer in composed.items()}
    return texts, [linked(row, where) for row in rows]


def main() -> int:
    places = tomllib.loads((SOURCES / "places.toml").read_text(encoding="utf-8"))
    texts, gold = build(read_sources(SOURCES), places)
    for old in (TARGET / "pages").glob("*.txt"):
        old.unlink()
    for page, text in texts.items():
        (TARGET / "pages" / page).write_text(text, encoding="utf-8", newline="\n")
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold)
    (TARGET / "gold.jsonl").write_text(rows, encoding="utf-8", newline="\n")
    articles = [row for row in gold if row["kind"] == "article"]
    characters = sum(row["n_chars"] for row in articles)
    print(f"{len(texts)} pages, {len(articles)} articles, {characters} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
