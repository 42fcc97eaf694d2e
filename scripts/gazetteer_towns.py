"""Which towns, townships and street offices the gazetteer holds, for build_gazetteer.py."""

import csv
from collections import defaultdict
from pathlib import Path

from cityanalysis.cities.gazetteer import read_gazetteer
from cityanalysis.cities.unit_names import stem_of

TOWNS = ("镇", "乡", "街道", "苏木", "民族乡")
# A town's name of fewer characters is part of too many words (小城镇), and so is one that ends so.
FEWEST = 4
WORDS = ("城镇", "村镇", "乡镇", "集镇", "市镇", "城乡", "大街道", "各街道")


def holds_another(town: str, names: frozenset[str]) -> bool:
    """Whether a unit's name stands in the town's name, not just before its last word."""
    ends = {len(town) - len(kind) for kind in TOWNS if town.endswith(kind)}
    return any(
        town[start:end] in names and not (start == 0 and end in ends)
        for start in range(len(town) - 1)
        for end in range(start + 2, len(town) + 1)
    )


def town_rows(source: Path) -> list[list[str]]:
    """Rows of towns.csv: the town's name, and its county's code where it may speak for it."""
    known = read_gazetteer()
    counties: dict[str, set[str]] = defaultdict(set)
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["name"].endswith(TOWNS):
                counties[row["name"]].add(row["areaCode"])
    units = frozenset(name for u in known.today.values() for name in (u.name, stem_of(u.name)))
    units = frozenset(name for name in units if len(name) > 1)
    rows = []
    for town, codes in sorted(counties.items()):
        cities = {known.city_of(code) for code in codes}
        alone = len(cities) == 1 and len(town) >= FEWEST and None not in cities
        namesake = any(town.endswith(kind) and town[: -len(kind)] in units for kind in TOWNS)
        if namesake:
            continue  # 嘉祥街道 lies in another county than 嘉祥
        if alone and not town.endswith(WORDS):
            rows.append([town, min(codes)])
        elif len(town) > 2 and holds_another(town, units):
            rows.append([town, ""])
    return rows
