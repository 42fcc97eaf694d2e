"""Groups of cities by a mixed model: cities are what differs, events are what is counted."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cityanalysis.compare import group_differences
from cityanalysis.errors import UsageError

COAST, INLAND = ["青岛", "烟台", "威海", "日照"], ["德州", "聊城", "菏泽", "济宁"]
GROUPS = {"沿海": COAST, "内陆": INLAND}


def corpus() -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    """Twenty stories of each city, every second one printed twice, cities far from alike."""
    rng = np.random.default_rng(3)
    level = dict(zip(COAST + INLAND, rng.random(8), strict=True))
    rows = [
        (f"{city}-{story}-{copy}", city, f"{city}{story}", level[city] + 0.1 * (story % 3))
        for city in COAST + INLAND
        for story in range(20)
        for copy in range(1 + story % 2)
    ]
    frame = pd.DataFrame(rows, columns=["doc_id", "city", "story", "port"])
    values = frame.set_index("doc_id")[["port"]].assign(none=0.0) / 2
    return values, frame[["doc_id", "city"]], frame.set_index("doc_id")["story"]


def test_with_as_many_events_in_each_city_it_is_the_t_test_of_the_cities_means() -> None:
    values, cities, story = corpus()
    found = group_differences(values, cities, GROUPS, cluster=story)
    port, none = (found[found["theme"] == name].iloc[0] for name in ("port", "none"))
    once = values.groupby(story)["port"].mean()
    means = {city: once[once.index.str.startswith(city)].mean() for city in COAST + INLAND}
    a, b = ([means[city] for city in side] for side in (COAST, INLAND))
    test = stats.ttest_ind(a, b)
    assert port["estimate"] == pytest.approx(np.mean(a) - np.mean(b))
    assert port["p_value"] == pytest.approx(test.pvalue, rel=1e-3) and port["df"] == test.df
    low, high = test.confidence_interval()
    assert (port["ci_low"], port["ci_high"]) == pytest.approx((low, high), abs=1e-3)
    assert port["n_events"] == 160 and port["n_cities_a"] == 4
    assert (none["estimate"], none["p_value"], none["between"]) == (0, 1, 0)


def test_an_event_that_is_printed_ten_times_counts_once() -> None:
    values, cities, story = corpus()
    more = [f"青岛{n}" for n in range(100, 110)]
    values = pd.concat([values, pd.DataFrame({"port": 1.0, "none": 0.0}, index=more)])
    cities = pd.concat([cities, pd.DataFrame({"doc_id": more, "city": "青岛"})])
    one = group_differences(
        values, cities, GROUPS, cluster=pd.concat([story, pd.Series("x", more)])
    )
    ten = group_differences(values, cities, GROUPS, cluster=story)
    assert one["n_events"].iloc[0] == 161 and ten["n_events"].iloc[0] == 170
    assert ten["estimate"].iloc[0] > one["estimate"].iloc[0]


def test_two_cities_of_one_name_and_codes_in_the_lists() -> None:
    values, cities, story = corpus()
    codes = {city: f"{n:06d}" for n, city in enumerate(COAST + INLAND, 1)}
    coded = cities.assign(code=cities["city"].map(codes))
    coded["city"] = coded["city"].replace({"日照": "青岛"})
    groups = {"沿海": [codes[city] for city in COAST], "内陆": INLAND}
    found = group_differences(values, coded, groups, cluster=story)
    plain = group_differences(values, cities, GROUPS, cluster=story)
    assert found["estimate"].tolist() == pytest.approx(plain["estimate"].tolist())


@pytest.mark.parametrize(
    "groups",
    [{"沿海": COAST}, {"沿海": COAST, "内陆": ["德州"]}, {"沿海": COAST[:2], "内陆": INLAND[:2]}],
)
def test_too_few_cities_are_refused(groups: dict[str, list[str]]) -> None:
    values, cities, _ = corpus()
    with pytest.raises(UsageError, match="told apart by their cities"):
        group_differences(values, cities, groups)


def test_where_cities_hardly_differ_a_groups_share_stays_among_those_of_its_cities() -> None:
    rng = np.random.default_rng(0)
    for _ in range(8):
        size = rng.integers(20, 300, 8)
        chance = np.repeat(rng.normal(0.3, 0.03, 8), size)
        ids = [f"d{n}" for n in range(size.sum())]
        cities = pd.DataFrame({"doc_id": ids, "city": np.repeat(COAST + INLAND, size)})
        values = pd.DataFrame({"port": rng.random(len(ids)) < chance}, index=ids)
        found = group_differences(values, cities, GROUPS).iloc[0]
        means = values["port"].groupby(cities["city"].to_numpy()).mean()
        coast, inland = means[COAST], means[INLAND]
        assert coast.min() - inland.max() <= found["estimate"] <= coast.max() - inland.min()
        assert found["between"] < 0.12
