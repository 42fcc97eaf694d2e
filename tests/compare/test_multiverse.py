"""One finding on every path of choices."""

import numpy as np
import pandas as pd
import pytest

from cityanalysis.compare import agreement, choices, contrasts
from cityanalysis.errors import UsageError


def corpus(gap: float, seed: int = 0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    ids = [f"d{n:03d}" for n in range(200)]
    city = np.repeat(["聊城", "德州"], 100)
    about = pd.DataFrame({"water": rng.random(200) < 0.2 + gap * (city == "聊城")}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": city, "weight": 1.0})
    cities["confidence"] = rng.choice([0.3, 0.7, 0.95], 200)
    articles = pd.DataFrame({"doc_id": ids, "duplicate_group": None})
    articles["publication"] = rng.choice(["甲报", "乙报", "丙报"], 200)
    return {"about": about, "share": about.astype(float) * 0.5}, cities, articles


def test_the_first_path_is_the_plain_comparison() -> None:
    values, cities, articles = corpus(0.4)
    found = choices(values, cities, articles, theme="water", city_a="聊城", city_b="德州")
    plain = contrasts(values["about"], cities, n_permutations=99).iloc[0]
    turn = 1 if plain["city_a"] == "聊城" else -1
    assert found["difference"].iloc[0] == pytest.approx(turn * plain["difference"])
    assert len(found) == 2 * 2 * 3 * 4 and set(found["without"].dropna()) == {
        "甲报",
        "乙报",
        "丙报",
    }


def test_a_difference_that_hangs_on_one_seed_is_gone_without_it() -> None:
    values, cities, articles = corpus(0.5)
    on = values["about"].index[values["about"]["water"]]
    hits = pd.DataFrame({"doc_id": on, "theme": "water", "seed": "机场"})
    more = hits.iloc[:5].assign(seed="无人机")
    found = choices(
        values, cities, articles, theme="water", city_a="聊城", city_b="德州", confidences=(0.2,),
        hits=pd.concat([hits, more], ignore_index=True),
    )  # fmt: skip
    without = found[found["seed"] == "机场"]
    assert set(found["seed"].dropna()) == {"机场"} and len(without) == 2 * 2
    assert without["difference"].abs().max() < 0.06 < found["difference"].iloc[0]


def test_a_planted_gap_keeps_its_verdict_and_chance_does_not() -> None:
    strong = choices(*corpus(0.5), theme="water", city_a="聊城", city_b="德州", confidences=(0.2,))
    assert agreement(strong)["same_verdict"] == 1.0
    none = choices(*corpus(0.0, 3), theme="water", city_a="聊城", city_b="德州")
    assert agreement(none)["smallest"] < 0.1 < 0.3 < agreement(strong)["largest"]


def test_a_finding_that_one_paper_makes_is_shown_to_hang_on_it() -> None:
    values, cities, articles = corpus(0.0)
    from_one = (articles["publication"] == "甲报").to_numpy() & (
        cities["city"] == "聊城"
    ).to_numpy()
    values["about"]["water"] = from_one
    found = choices(
        {"about": values["about"]}, cities, articles, theme="water", city_a="聊城", city_b="德州"
    )
    without = found[found["without"] == "甲报"]
    assert (without["difference"] == 0).all() and found["ci_low"].iloc[0] > 0
    assert agreement(found)["same_sign"] < 1


def test_what_does_not_occur_is_refused() -> None:
    values, cities, articles = corpus(0.1)
    with pytest.raises(UsageError, match="no theme 'ports'"):
        choices(values, cities, articles, theme="ports", city_a="聊城", city_b="德州")
    with pytest.raises(UsageError, match="two cities of the corpus"):
        choices(values, cities, articles, theme="water", city_a="聊城", city_b="南京")
    sure = choices(
        values, cities, articles, theme="water", city_a="聊城", city_b="德州", confidences=(1.0,)
    )
    assert sure.empty and agreement(sure) == {"n_paths": 0.0}
