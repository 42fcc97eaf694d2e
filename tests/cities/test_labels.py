"""Real texts whose city a person has set: the floors that the tagger must keep."""

import gzip
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.cities import Gazetteer, read_gazetteer, tag_cities, with_city

_PREFIX = re.compile(r"^(?:【[^】]*】|\[[^\]]*\]|\s)*(?:[^：:]{1,30}[：:]\s*)?")


def _lines(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _best(rows: list[dict], titles: list[str | None], level: str = "prefecture") -> list[str]:
    frame = pd.DataFrame(
        {
            "doc_id": [str(n) for n in range(len(rows))],
            "title": titles,
            "text": [row["text"] for row in rows],
        }
    )
    codes = with_city(frame, tag_cities(frame, level=level))["city_code"]
    return ["" if pd.isna(code) else code for code in codes]


def _code(name: str, province: str, gazetteer: Gazetteer) -> str:
    first = next(u.code[:2] for u in gazetteer.units if u.name == province)
    units = [u for u in gazetteer.units if u.name == name and u.code[:2] == first]
    unit = min(units, key=lambda u: (u.end is not None, u.level != "prefecture"))
    return gazetteer.city_of(unit.current[0]) or unit.code


def test_news_items(shared_data: Path) -> None:
    rows = _lines(shared_data / "city_labels" / "news_items.jsonl.gz")
    best = _best(rows, [row["title"] for row in rows])
    known = read_gazetteer()
    right = [
        code == _code(row["city"], row["province"], known)
        for row, code in zip(rows, best)
        if row["city_status"] == "gold"
    ]
    named = [code != "" for row, code in zip(rows, best) if row["city_status"] == "none"]
    assert sum(right) / len(right) >= 0.96
    assert sum(named) / len(named) <= 0.08


def test_items_whose_title_named_the_place(shared_data: Path) -> None:
    rows = _lines(shared_data / "city_labels" / "title_labelled_to_2022.jsonl.gz")[::3]
    titles = [_PREFIX.sub("", row["title"]) if "：" in row["title"] else "" for row in rows]
    cities, provinces = _best(rows, titles), _best(rows, titles, level="province")
    known = read_gazetteer()
    right = []
    for row, city, province in zip(rows, cities, provinces):
        if row["city"]:
            right.append(city == _code(row["city"], row["province"], known))
        else:
            right.append(province[:2] == _code(row["province"], row["province"], known)[:2])
    assert sum(right) / len(right) >= 0.96


def test_reports_from_the_text_alone(shared_data: Path) -> None:
    rows = _lines(shared_data / "city_reports" / "china_to_2022.jsonl.gz")[::16]
    known = read_gazetteer()
    best = _best(rows, [None] * len(rows))
    right = [c == _code(r["city"], r["province"], known) for r, c in zip(rows, best)]
    assert sum(right) / len(right) >= 0.99


@pytest.fixture(scope="module")
def gold(shared_data: Path) -> list[dict]:
    lines = (shared_data / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    return [item for item in items if item["kind"] in ("article", "brief")]


def test_pages(shared_data: Path, gold: list[dict]) -> None:
    rows = []
    for number, item in enumerate(gold):
        page = (shared_data / "pages" / item["page"]).read_bytes().decode("utf-8")
        text = "\n".join(page[start:end] for start, end in item["spans"])
        row = {"doc_id": str(number), "source": item["page"], "title": item["title"], "text": text}
        rows.append(row)
    found = tag_cities(pd.DataFrame(rows)).groupby("doc_id")["city"].apply(list)
    for number, item in enumerate(gold):
        cities = found.get(str(number), [])
        accepted = {item["primary_city"], *item["other_cities"], *item["other_cities_optional"]}
        assert cities[:1] == [item["primary_city"]]
        assert set(cities) <= accepted
