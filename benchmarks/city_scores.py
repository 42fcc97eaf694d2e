"""How often the city and the scope of a text are right, on every labelled set.

    python benchmarks/city_scores.py [--half looked|unseen] [--errors SET]

Prints a line per set: main city right, second city named, a city named where there is none, scope
right, and at the end how far confidence can be believed. Texts are split by a hash of their id:
errors are printed (``--errors``) only of the half that was looked at while rules and weights were
made; the other half is only counted. Needs the labelled texts beside the checkout, or
CITYANALYSIS_SHARED; says so and stops where they are not there.
"""

import argparse
import gzip
import hashlib
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from cityanalysis.cities import read_gazetteer, scope, tag_cities, with_city

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", ROOT.parent / "shared"))
HALVES = ("looked", "unseen")
_PREFIX = re.compile(r"^(?:【[^】]*】|\[[^\]]*\]|\s)*(?:[^：:]{1,30}[：:]\s*)?")
FRAMES = (
    "{}的一所小学今年扩建了校舍。",
    "记者昨天在{}采访时看到，夜市人来人往。",
    "{}召开农业工作会议，部署春耕。",
    "昨天，{}一家工厂的车间里机器轰鸣。",
    "近日，{}公安局破获一起案件。",
    "据{}教育局介绍，新学期将增加学位。",
)

Rows = list[dict[str, Any]]


def half_of(doc_id: str) -> str:
    """The half that a text belongs to, the same on every machine."""
    return HALVES[hashlib.sha256(doc_id.encode()).digest()[-1] % 2]


def read(path: Path) -> Rows:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def frame_of(rows: Rows) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "doc_id": [row["id"] for row in rows],
            "title": [row.get("title") for row in rows],
            "text": ["" if row["text"] == row.get("title") else row["text"] for row in rows],
        }
    )


def tag(rows: Rows) -> None:
    """Put what the program says into the rows: ``said``, ``named``, ``scope_said``, ``best``."""
    frame = frame_of(rows)
    cities = tag_cities(frame)
    best = with_city(frame, cities)["city"]
    named = {key: list(part) for key, part in cities.groupby("doc_id")["city"]}
    confidence = cities.drop_duplicates("doc_id").set_index("doc_id")["confidence"].to_dict()
    scopes = scope(frame).set_index("doc_id")["scope"].to_dict()
    for row, city in zip(rows, best):
        row["said"] = None if pd.isna(city) else city
        row["named"] = named.get(row["id"], [])
        row["best"] = confidence.get(row["id"], 0.0)
        row["scope_said"] = scopes[row["id"]]


def is_right(row: dict[str, Any]) -> bool:
    """Whether the main city is right; a tie is where the city is one of those that tie."""
    main = row["cities"][0]
    return bool(row["said"] == main or (row["said"] is None and main in row["named"]))


def labelled() -> Rows:
    rows = read(SHARED / "data" / "theme_labels" / "units.jsonl.gz")
    rows = [row for row in rows if row["source"] in ("news", "covid", "headlines")]
    for row in read(SHARED / "data" / "articles" / "articles.jsonl"):
        rows.append({**row, "source": "articles"})
    return rows


def count(rows: Rows) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}

    def add(name: str, *, right: bool) -> None:
        pair = found.setdefault(name, [0, 0])
        pair[0] += right
        pair[1] += 1

    for row in rows:
        if row["scope"] == "city" and row["cities"]:
            add("city", right=is_right(row))
            if len(row["cities"]) > 1:
                add("second", right=row["cities"][1] in row["named"])
        elif row["scope"] in ("province", "national", "foreign"):
            add("false", right=row["said"] is not None)
        if row["scope"] != "none":
            add("scope", right=row["scope_said"] == row["scope"])
    return found


def shown(found: dict[str, list[int]]) -> str:
    return "  ".join(f"{k} {a}/{n} = {a / n:.3f}" for k, (a, n) in found.items())


def print_labelled(rows: Rows, halves: tuple[str, ...]) -> None:
    sources = [*dict.fromkeys(row["source"] for row in rows)]
    groups = {source: [source] for source in sources}
    groups["theme_labels"] = [source for source in sources if source != "articles"]
    for half in halves:
        for name, members in groups.items():
            mine = [r for r in rows if r["source"] in members and half_of(r["id"]) == half]
            print(f"{half:7s} {name:13s} {shown(count(mine))}")


def print_confidence(rows: Rows, halves: tuple[str, ...]) -> None:
    """Of the best tags with a confidence, how many are right: whether .8 means .8."""
    for half in halves:
        bins: dict[int, list[float]] = {}
        for row in rows:
            if half_of(row["id"]) == half and row["named"] and row["scope"] != "none":
                right = row["scope"] == "city" and row["named"][0] in row["cities"]
                entry = bins.setdefault(min(9, int(row["best"] * 10)), [0, 0, 0])
                entry[0] += row["best"]
                entry[1] += right
                entry[2] += 1
        parts = [f"{p / n:.2f}→{r / n:.2f} ({n:.0f})" for _, (p, r, n) in sorted(bins.items())]
        total = [sum(part) for part in zip(*bins.values())]
        gap = sum(abs(p - r) for p, r, _ in bins.values()) / total[2]
        print(
            f"{half:7s} confidence→right: {'  '.join(parts)}  "
            f"precision {total[1] / total[2]:.3f}  mean gap {gap:.3f}"
        )


def code_of(name: str, province: str) -> str:
    known = read_gazetteer()
    first = next(u.code[:2] for u in known.units if u.name == province)
    units = [u for u in known.units if u.name == name and u.code[:2] == first]
    unit = min(units, key=lambda u: (u.end is not None, u.level != "prefecture"))
    return known.city_of(unit.current[0]) or unit.code


def best_codes(frame: pd.DataFrame, level: str = "prefecture") -> list[str]:
    codes = with_city(frame, tag_cities(frame, level=level))["city_code"]
    return ["" if pd.isna(code) else code for code in codes]


def print_city_labels(halves: tuple[str, ...]) -> None:
    folder = SHARED / "data" / "city_labels"
    for half in halves:
        news = [r for r in read(folder / "news_items.jsonl.gz") if half_of(r["id"]) == half]
        best = best_codes(frame_of(news))
        gold = [
            code == code_of(row["city"], row["province"])
            for row, code in zip(news, best)
            if row["city_status"] == "gold"
        ]
        none = [code != "" for row, code in zip(news, best) if row["city_status"] == "none"]
        rows = read(folder / "title_labelled_to_2022.jsonl.gz")
        rows = [row for row in rows if half_of(row["id"]) == half]
        titles = [_PREFIX.sub("", row["title"]) if "：" in row["title"] else "" for row in rows]
        frame = frame_of([{**row, "title": title} for row, title in zip(rows, titles)])
        cities, provinces = best_codes(frame), best_codes(frame, "province")
        right = [
            city == code_of(row["city"], row["province"])
            if row["city"]
            else province[:2] == code_of(row["province"], row["province"])[:2]
            for row, city, province in zip(rows, cities, provinces)
        ]
        print(
            f"{half:7s} city_labels   gold {sum(gold)}/{len(gold)} = {sum(gold) / len(gold):.3f}  "
            f"none {sum(none)}/{len(none)}  title_labelled {sum(right) / len(right):.3f}"
        )


def print_reports() -> None:
    rows = read(SHARED / "data" / "city_reports" / "china_to_2022.jsonl.gz")[::8]
    frame = frame_of([{"id": str(n), "text": row["text"]} for n, row in enumerate(rows)])
    right = [
        code == code_of(row["city"], row["province"]) for row, code in zip(rows, best_codes(frame))
    ]
    print(f"all     city_reports  {sum(right)}/{len(right)} = {sum(right) / len(right):.4f}")


def print_counties() -> None:
    """One sentence for each county with a name of its own, in several frames."""
    known = read_gazetteer()
    often = Counter(u.name for u in known.today.values() if u.level == "county")
    units = [u for u in known.today.values() if u.level == "county" and often[u.name] == 1]
    for pattern in FRAMES:
        rows = [{"id": unit.code, "text": pattern.format(unit.name)} for unit in units]
        best = best_codes(frame_of(rows))
        wrong = [u.name for u, code in zip(units, best) if code != known.city_of(u.code)]
        print(
            f"all     counties      {len(units) - len(wrong)}/{len(units)}  "
            f"{pattern}  {' '.join(wrong[:20])}"
        )


def print_errors(rows: Rows, source: str) -> None:
    for row in rows:
        if row["source"] != source or half_of(row["id"]) != HALVES[0] or row["scope"] == "none":
            continue
        cities = row["cities"] if row["scope"] == "city" else []
        wrong = not is_right(row) if cities else bool(row["named"]) and row["scope"] != "city"
        wrong = wrong or any(city not in row["named"] for city in cities[1:2])
        if wrong or row["scope_said"] != row["scope"]:
            said = f"{row['scope_said']} {row['named']} {row['best']:.2f}"
            print(f"{row['id']} {row['scope']} {row['cities']} SAID {said} | {row['title']}")
            print("   ", row["text"][:300].replace("\n", "/"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--errors", metavar="SET")
    chosen = parser.parse_args()
    if not (SHARED / "data" / "theme_labels").is_dir():
        sys.exit(f"no labelled texts in {SHARED}: set CITYANALYSIS_SHARED to their folder")
    halves = (chosen.half,) if chosen.half else HALVES
    rows = labelled()
    tag(rows)
    if chosen.errors:
        print_errors(rows, chosen.errors)
        return
    print_labelled(rows, halves)
    print_confidence(rows, halves)
    print_city_labels(halves)
    print_reports()
    print_counties()


if __name__ == "__main__":
    main()
