"""Compose the packaged sample pages and their gold from the articles in `sample_articles`.

Run from the checkout: ``python scripts/build_sample.py``. The same sources give the same bytes.

A source file holds pages. ``=== name`` opens a page, ``--- kind key=value …`` an item; then follow
lines, of which these prefixes have a meaning: ``K:`` kicker, ``K+:`` kicker on the title's line,
``T:`` headline, ``S:`` deck, ``B:`` byline, ``B+:`` byline on the line of the text, ``D:`` dateline,
``Q:`` pull-quote, ``C:`` caption inside the article, ``##`` subhead, ``R:`` source tag. Every other
line is a paragraph. ``~~~`` stops the article; ``--- rest id=…`` goes on with it further down.
``--- reprint of=… `` prints an article again, with ``sub=old>new`` edits and ``cut=n`` paragraphs less.
"""

import json
import random
import re
import sys
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path

SOURCES = Path(__file__).parent / "sample_articles"
TARGET = Path(__file__).parents[1] / "cityanalysis" / "data" / "sample_pages"
HEAD = {"K", "K+", "T", "S", "B", "B+", "D", "R", "D+"}
NOT_NAMES = re.compile(r"本报[一-龥\d]{0,9}讯(?!员)|本报|实习生|报道|文/图|整理")
PREFIX = re.compile(r"(K\+|B\+|D\+|[KTSBDQCR]): ?")


@dataclass(frozen=True)
class Line:
    role: str
    text: str


@dataclass(frozen=True)
class Item:
    kind: str
    options: dict[str, str]
    lines: tuple[Line, ...]


@dataclass
class Placed:
    """One item on its page: where each of its runs and marked lines stands."""

    item: Item
    number: int
    spans: list[list[int]] = field(default_factory=list)
    marks: list[tuple[Line, int, int]] = field(default_factory=list)


def read_sources(folder: Path) -> dict[str, list[Item]]:
    """Page name -> its items, in the order of the source files."""
    pages: dict[str, list[Item]] = {}
    for path in sorted(folder.glob("*.txt")):
        items: list[Item] = []
        for raw in path.read_text(encoding="utf-8").splitlines():
            if raw.startswith("=== "):
                items = pages.setdefault(raw[4:].strip(), [])
            elif raw.startswith("--- "):
                kind, *options = raw[4:].split()
                items.append(Item(kind, dict(option.split("=", 1) for option in options), ()))
            elif raw.strip():
                items[-1] = replace(items[-1], lines=(*items[-1].lines, read_line(raw)))
    return pages


def read_line(raw: str) -> Line:
    if raw.startswith("## "):
        return Line("##", raw[3:])
    match = PREFIX.match(raw)
    return Line(match[1], raw[match.end() :]) if match else Line("P", raw)


def with_breaks(item: Item) -> Item:
    """Break long paragraphs in mid-sentence, as a page's columns do."""
    chance = random.Random(item.options.get("id", ""))
    lines = list(item.lines)
    for _ in range(int(item.options.get("breaks", "0"))):
        longest = max(range(len(lines)), key=lambda k: len(lines[k].text.split("\n\n")[-1]))
        head, *rest = lines[longest].text.rsplit("\n\n", 1)
        run = rest[-1] if rest else head
        places = [
            k for k in range(25, len(run) - 25) if re.fullmatch(r"[一-龥]{4}", run[k - 2 : k + 2])
        ]
        if "~~~" in run or not places:
            continue
        cut = chance.choice(places)
        broken = f"{run[:cut]}\n\n{run[cut:]}"
        lines[longest] = replace(
            lines[longest], text="\n\n".join([head, broken] if rest else [broken])
        )
    return replace(item, lines=tuple(lines))


def reprinted(item: Item, originals: dict[str, Item]) -> Item:
    """The article that a reprint repeats, with the reprint's own head and its light edits."""
    original = originals[item.options["of"]]
    edits = [pair.split(">", 1) for pair in item.options.get("sub", "").split(";") if pair]
    body = [line for line in original.lines if line.role in ("P", "##", "D")]
    if "nodate" in item.options:
        body = [line for line in body if line.role != "D"]
    for old, new in edits:
        if not any(old in line.text for line in body):
            raise ValueError(f"{item.options['of']}: nothing to replace: {old}")
        body = [replace(line, text=line.text.replace(old, new)) for line in body]
    body = body[: len(body) - int(item.options.get("cut", "0"))]
    inherited = {k: v for k, v in original.options.items() if k not in ("breaks", "id")}
    head = [line for line in item.lines if line.role != "R"]
    tail = [line for line in item.lines if line.role == "R"]
    body = [replace(line, text=line.text.replace("~~~", "")) for line in body]
    return Item("article", {**inherited, **item.options}, (*head, *body, *tail))


class Composer:
    """The text of one page as it grows, and where each item lies in it."""

    def __init__(self) -> None:
        self.text = ""
        self.placed: list[Placed] = []
        self.waiting: dict[str, tuple[Placed, list[Line]]] = {}

    def add(self, item: Item) -> None:
        if item.kind == "rest":
            placed, lines = self.waiting.pop(item.options["id"])
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
            if before or not stop:
                self.text += joint
                start = len(self.text)
                self.text += before
                placed.marks.append((line, start, len(self.text)))
            if stop:
                rest = [replace(line, text=after)] if after else []
                self.waiting[placed.item.options["id"]] = (placed, [*rest, *lines[k + 1 :]])
                return
            following = lines[k + 1].role if k + 1 < len(lines) else ""
            joint = self._joint(line.role, following, tight)

    @staticmethod
    def _joint(role: str, following: str, tight: bool) -> str:
        if following == "R":
            return ""
        if role == "D+":
            return ""
        if role in ("K+", "B+", "D"):
            return " "
        return "\n" if tight else "\n\n"


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


def mentions_of(text: str, options: dict[str, str], places: dict[str, dict]) -> list[dict]:
    """Cities and provinces that the text names, by themselves or through a county."""
    org_only = set(filter(None, options.get("org", "").split(",")))
    optional = set(filter(None, options.get("maybe", "").split(",")))
    found = []
    for name, place in places.items():
        via = [surface for surface in [name, *place.get("counties", {})] if surface in text]
        via += [s for s in place.get("short", []) if s in text and s not in via]
        if via:
            found.append(
                {
                    "name": name,
                    "level": place["level"],
                    "adcode": place["adcode"],
                    "via": via,
                    "org_name_only": name in org_only,
                    "optional": name in optional,
                }
            )
    return sorted(found, key=lambda mention: min(text.find(s) for s in mention["via"]))


def counties_of(text: str, city: str | None, places: dict[str, dict]) -> dict[str, str]:
    named = places[city].get("counties", {}) if city else {}
    return {name: code for name, code in named.items() if name in text}


def gold_row(page: str, placed: Placed, text: str, places: dict[str, dict]) -> dict:
    """One line of the gold, in the fields that the scorer of split pages reads."""
    options, kind = placed.item.options, placed.item.kind
    own = "".join(text[a:b] for a, b in placed.spans)

    def several(key: str) -> list[str]:
        return list(filter(None, options.get(key, "").split(",")))

    def texts(*roles: str) -> list[str]:
        return [line.text for line, _, _ in placed.marks if line.role in roles]

    def ranges(*roles: str) -> list[list[int]]:
        return [[a, b] for line, a, b in placed.marks if line.role in roles]

    reporters, correspondents = names_of(texts("B", "B+", "D+"))
    title = texts("T")[0] if texts("T") else None
    dateline = next(iter(texts("D", "D+")), "")
    prefectures = [n for n, p in places.items() if p["level"] in ("prefecture", "municipality")]
    dateline_city = next((n for n in prefectures if n in dateline), None)
    date = re.search(r"\d+月\d+日", dateline)
    source = re.search(r"[:：](.+?)[)）]", "".join(texts("R")))
    city = options.get("city")
    counties = counties_of(own, city, places)
    mentions = mentions_of(own, options, places)
    themes = list(filter(None, [options.get("main"), *several("also")]))
    return {
        "page": page,
        "n": placed.number,
        "kind": kind,
        "subkind": options.get("sub_kind"),
        "title": title,
        "title_parts": texts("K", "K+", "S"),
        "title_full": " ".join(texts("K", "K+", "T", "S")) or None,
        "subheads": [[text] for text in texts("##")],
        "byline": reporters,
        "correspondents": correspondents,
        "dateline_city": dateline_city,
        "date_text": date[0] if date else None,
        "source": source[1] if source else None,
        "spans": placed.spans,
        "n_chars": len(re.sub(r"\s", "", own)),
        "inline_captions": ranges("C"),
        "pull_quotes": ranges("Q"),
        "repeated_spans": [],
        "primary_city": city,
        "primary_adcode": places[city]["adcode"] if city else None,
        "primary_city_inferred_from_page": False,
        "other_cities": several("other"),
        "other_cities_optional": several("oopt"),
        "mentioned_cities": [mention["name"] for mention in mentions],
        "mentioned_detail": mentions,
        "counties": list(counties),
        "counties_adcode": list(counties.values()),
        "duplicate_of": None,
        "related_to": [],
        "main_theme": options.get("main"),
        "main_theme_alts": several("alt"),
        "themes": themes,
        "themes_optional": several("opt"),
        "attach_to": several("to"),
        "ocr_errors": [],
        "head_spans": ranges(*HEAD),
        "invented": True,
    }


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


def compose(
    pages: dict[str, list[Item]], places: dict[str, dict]
) -> tuple[dict[str, str], list[dict]]:
    """Texts of the pages, and their gold."""
    originals = {
        i.options["id"]: i
        for items in pages.values()
        for i in items
        if "id" in i.options and i.kind == "article"
    }
    texts: dict[str, str] = {}
    gold: list[dict] = []
    where: dict[str, list] = {}
    for page, items in pages.items():
        composer = Composer()
        for item in items:
            if item.kind == "rest":
                composer.add(item)
                continue
            kind, sub_kind = KINDS[item.kind]
            whole = reprinted(item, originals) if item.kind == "reprint" else item
            options = {**whole.options, **({"sub_kind": sub_kind} if sub_kind else {})}
            composer.add(with_breaks(Item(kind, options, whole.lines)))
        if composer.waiting:
            raise ValueError(f"{page}: never taken up again: {list(composer.waiting)}")
        texts[page] = composer.text + "\n"
        for placed in composer.placed:
            row = gold_row(page, placed, composer.text, places)
            options = placed.item.options
            if "id" in options:
                where[options["id"]] = [page, placed.number]
            row["duplicate_of"] = options.get("of")
            row["related_to"] = list(filter(None, options.get("rel", "").split(",")))
            gold.append(row)
    for row in gold:
        row["duplicate_of"] = where[row["duplicate_of"]] if row["duplicate_of"] else None
        row["related_to"] = [where[name] for name in row["related_to"]]
        row["attach_to"] = [where[name] for name in row["attach_to"]] or None
    return texts, gold


def main() -> int:
    places = tomllib.loads((SOURCES / "places.toml").read_text(encoding="utf-8"))
    texts, gold = compose(read_sources(SOURCES), places)
    for old in (TARGET / "pages").glob("*.txt"):
        old.unlink()
    for page, text in texts.items():
        (TARGET / "pages" / page).write_text(text, encoding="utf-8", newline="\n")
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold)
    (TARGET / "gold.jsonl").write_text(rows, encoding="utf-8", newline="\n")
    articles = [row for row in gold if row["kind"] == "article"]
    print(
        f"{len(texts)} pages, {len(articles)} articles, {sum(r['n_chars'] for r in articles)} characters"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
