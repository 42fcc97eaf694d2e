"""Events of broadcast news against hand-made truth, and the properties of a partition."""

import gzip
import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cityanalysis.corpus import find_events, join_clusters
from cityanalysis.errors import UsageError

TRUTH = Path(__file__).parents[2] / "data" / "news_events.txt"
BRIDGE = "今晨城南三孔老桥垮塌，两辆货车坠入渭水支流"


def _truth() -> list[tuple[str, list[list[str]]]]:
    lines = [line for line in TRUTH.read_text("utf-8").splitlines() if not line.startswith("#")]
    parted = (line.split(": ") for line in lines)
    return [(city, [group.split() for group in rest.split(" | ")]) for city, rest in parted]


def _news(shared_data: Path, wanted: set[str]) -> pd.DataFrame:
    rows = []
    for year in (2015, 2018, 2021):
        with gzip.open(shared_data / "news" / f"broadcast_{year}.jsonl.gz", "rt") as file:
            items = [json.loads(line) for line in file]
        named = [item for item in items if item["id"].partition(":")[2] in wanted]
        rows += named + items[:: len(items) // 250]
    frame = pd.DataFrame(rows).drop_duplicates("id").rename(columns={"id": "doc_id"})
    frame["doc_id"] = frame["doc_id"].str.partition(":")[2]
    return frame.assign(date=pd.to_datetime(frame["date"])).reset_index(drop=True)


def test_events_of_the_news_are_those_of_a_reader(shared_data: Path) -> None:
    truth = _truth()
    assert sum(len(group) > 1 for _, groups in truth for group in groups) >= 60
    places = {item: city for city, groups in truth for group in groups for item in group}
    news = _news(shared_data, set(places))
    city = news["doc_id"].map(places).fillna("elsewhere")
    found = find_events(news, pd.DataFrame({"doc_id": news["doc_id"], "city": city}))
    both = joined = right = 0
    for _, groups in truth:
        group_of = {item: n for n, group in enumerate(groups) for item in group}
        for one, two in itertools.combinations(group_of, 2):
            is_one, is_found = group_of[one] == group_of[two], found[one] == found[two]
            both, joined, right = both + is_one, joined + is_found, right + (is_one and is_found)
    assert right / joined >= 0.9 and right / both >= 0.9


def _items(*texts: str, days: tuple[int, ...] | None = None) -> pd.DataFrame:
    dates = pd.Timestamp("2020-05-01") + pd.to_timedelta(days or [0] * len(texts), unit="D")
    return pd.DataFrame(
        {"doc_id": list("abcdefgh")[: len(texts)], "date": dates, "text": list(texts)}
    )


def _cities(*cities: str) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": list("abcdefgh")[: len(cities)], "city": cities})


def test_a_window_of_days_and_a_city_bound_an_event() -> None:
    texts = (BRIDGE, BRIDGE + "，伤者已送医", "全市中学生运动会昨日开幕")
    near, far = _items(*texts, days=(0, 5, 5)), _items(*texts, days=(0, 9, 9))
    same = _cities("商洛", "商洛", "商洛")
    assert find_events(near, same).tolist() == ["a", "a", "c"]
    assert find_events(far, same).tolist() == ["a", "b", "c"]
    assert find_events(near, _cities("商洛", "渭南", "商洛")).tolist() == ["a", "b", "c"]
    assert find_events(far, same, window=10).tolist() == ["a", "a", "c"]


def test_bulletins_of_each_day_count_again_each_four_weeks() -> None:
    rng = np.random.default_rng(4)
    days = range(70)
    bulletins = [f"昨日零时至二十四时，渭州新增确诊病例{90 - day}例，均已隔离" for day in days]
    # Other news, in which the words of the bulletins are rare.
    others = ["".join(map(chr, rng.integers(0x4E00, 0x5E00, 40))) for _ in range(400)]
    news = pd.DataFrame({"doc_id": [f"d{n:03d}" for n in range(470)], "text": bulletins + others})
    when = [*days, *rng.integers(0, 70, 400)]
    news["date"] = pd.Timestamp("2020-03-01") + pd.to_timedelta(when, unit="D")
    city = ["渭州"] * 70 + ["泾州"] * 400
    cities = pd.DataFrame({"doc_id": news["doc_id"], "city": city})
    found = find_events(news, cities)[:70]
    assert found.value_counts(sort=False).tolist() == [29, 29, 12]


def test_items_without_date_or_city_stand_alone() -> None:
    items = _items(BRIDGE, BRIDGE, BRIDGE)
    items.loc[1, "date"] = pd.NaT
    assert find_events(items, _cities("商洛", "商洛")).tolist() == ["a", "b", "c"]
    assert find_events(items, _cities()).tolist() == ["a", "b", "c"]
    assert find_events(items.iloc[:0], _cities()).tolist() == []


def test_the_order_of_articles_does_not_matter() -> None:
    items = _items(BRIDGE, "全市中学生运动会昨日开幕", BRIDGE + "，搜救继续", days=(0, 1, 2))
    shuffled = items.iloc[np.array([2, 0, 1])].reset_index(drop=True)
    found = [find_events(part, _cities("商洛", "商洛", "商洛")) for part in (items, shuffled)]
    groups = [{frozenset(part.index[part == event]) for event in set(part)} for part in found]
    assert groups[0] == groups[1]


def test_texts_of_nothing_join_nothing() -> None:
    assert find_events(_items("", " ", "。"), _cities("甲", "甲", "甲")).nunique() == 3
    with pytest.raises(UsageError, match="window"):
        find_events(_items(""), _cities("甲"), window=-1)


def test_joined_clusters_hold_whole_clusters() -> None:
    cluster = pd.Series({"a": "a", "b": "a", "c": "c", "d": "d"}, name="cluster")
    joined = join_clusters(cluster, pd.Series({"b": "x", "c": "x", "d": "y"}))
    assert joined.tolist() == ["a", "a", "a", "d"] and joined.name == "cluster"
    assert join_clusters(cluster, pd.Series(dtype="str")).equals(cluster)
